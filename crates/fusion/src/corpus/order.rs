//! Putting a corpus in an order that does not depend on how its readings arrived, with one reading a report.

use super::report::Kept;
use super::{Corpus, minutes_of};
use model::Note;
use std::cmp::Ordering;

impl Corpus {
    /// Puts reports in order, by when they were published, then by id, and claims after them. Of several readings of one
    /// report the same one is kept whatever the order. Cheap where nothing was taken since.
    pub(crate) fn settle(&mut self) -> Vec<Note> {
        if !self.settled {
            self.drop_doubles();
            self.put_in_order();
            self.settled = true;
        }
        let message = |id| format!("{id}: two readings differ; the first in the order of content is used");
        self.read_twice.iter().map(|id| Note::warning("report-read-twice", message(id))).collect()
    }

    fn put_in_order(&mut self) {
        self.reports.sort_unstable_by(in_order);
        let mut rank = vec![u32::MAX; self.claims.len()];
        for (number, report) in (0_u32..).zip(&mut self.reports) {
            rank.get_mut(report.claims.clone()).into_iter().flatten().for_each(|place| *place = number);
        }
        for (claim, number) in self.claims.iter_mut().zip(rank) {
            claim.report = number;
        }
        self.claims.retain(|claim| claim.report != u32::MAX);
        self.claims.sort_unstable_by_key(|claim| (claim.report, claim.nth));
        let mut first = 0;
        for report in &mut self.reports {
            report.claims = first..first + report.claims.len();
            first = report.claims.end;
        }
    }

    fn drop_doubles(&mut self) {
        let Self { reports, pools, read_twice, replaced, ordered, .. } = self;
        reports.sort_unstable_by(|a, b| (&a.id, a.digest, a.arrival).cmp(&(&b.id, b.digest, b.arrival)));
        reports.dedup_by(|next, kept| {
            let double = next.id == kept.id;
            if double {
                pools.rarity.leave(&next.words.stems(&pools.vocabulary));
                *replaced += u32::from(next.arrival < *ordered);
            }
            if double && next.digest != kept.digest {
                read_twice.insert(kept.id.clone());
            }
            double
        });
        self.ordered = self.taken.0;
    }
}

/// Reports without a date come last: they cannot be shown to be earlier than any other.
fn in_order(a: &Kept, b: &Kept) -> Ordering {
    let key = |report: &Kept| report.published.map_or((i64::MAX, i64::MAX), minutes_of);
    key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
}
