//! What is owed by whom, and how it stands: obligations and confidence-building measures by party, each with its deadline and
//! what reports and findings show. The program says what is shown; whether it was complied with is for people to find.

mod deadline;
mod evidence;

pub use deadline::zone as deadline_zone;

use crate::screen::standing::Standings;
use deadline::due;
use evidence::{Evidence, Shown};
use jiff::civil::DateTime;
use model::{
    Actor, ActorId, Agreement, Answer, Bound, Due, Finding, FindingId, Incident, Interval, Obligation, ObligationId,
    ObligationStatus as Status, Owed, Reading, Subject,
};
use std::collections::BTreeMap;

/// What is known when obligations are judged.
pub struct Grounds<'a> {
    /// The register.
    pub actors: &'a [Actor],
    /// The readings.
    pub readings: &'a [Reading],
    /// The incidents made of them.
    pub incidents: &'a [Incident],
    /// What people found.
    pub findings: &'a [Finding],
    /// As of when, in the agreement's local time.
    pub as_of: DateTime,
}

/// How every obligation stands, in the order of the instrument, then of its parties.
pub fn obligations(agreement: &Agreement, known: &Grounds<'_>) -> Vec<Owed> {
    let matrix = Matrix {
        agreement,
        known,
        standings: Standings::new(agreement, known.actors),
        evidence: Evidence::new(agreement, known),
    };
    agreement.obligations.iter().flat_map(|obligation| matrix.rows(obligation)).collect()
}

struct Matrix<'a> {
    agreement: &'a Agreement,
    known: &'a Grounds<'a>,
    standings: Standings<'a>,
    evidence: Evidence<'a>,
}

impl Matrix<'_> {
    fn rows(&self, obligation: &Obligation) -> Vec<Owed> {
        let due = due(self.agreement, &obligation.deadline, |other| self.met(other, self.agreement.obligations.len()));
        let row = |(place, party)| self.row(obligation, (place, party), due.clone());
        self.bound(obligation).into_iter().map(row).collect()
    }

    /// The parties bound, each with its place in the agreement's list.
    fn bound(&self, obligation: &Obligation) -> Vec<(usize, &ActorId)> {
        let all = self.agreement.parties.iter().enumerate();
        let bound = all.filter(|(_, party)| match &obligation.bound {
            Bound::AllParties => true,
            Bound::Only(only) => only.contains(party),
        });
        bound.collect()
    }

    /// When another obligation was met by all whom it binds; `None` where that is not shown. `rounds` ends a circle of
    /// obligations, which files with one are refused for.
    fn met(&self, id: &ObligationId, rounds: usize) -> Option<Interval> {
        rounds.checked_sub(1)?;
        let obligation = self.agreement.obligations.iter().find(|one| one.id == *id)?;
        let times = self.bound(obligation).into_iter().map(|(place, _)| {
            let shown = self.evidence.of(obligation, place, &self.standings);
            let done = self.judged(obligation, place).map_or(shown.is_done(), |(_, done)| done);
            shown.last.filter(|_| done)
        });
        let times: Option<Vec<Interval>> = times.collect();
        times?.into_iter().max_by_key(|when| when.to())
    }

    fn row(&self, obligation: &Obligation, (place, party): (usize, &ActorId), due: Due) -> Owed {
        let shown = self.evidence.of(obligation, place, &self.standings);
        let judged = self.judged(obligation, place);
        let mut because = vec![self.due_in_words(&due)];
        let status = self.status(obligation, &shown, judged, &due, &mut because);
        Owed {
            obligation: obligation.id.clone(),
            is_measure: obligation.terms.is_measure,
            party: party.clone(),
            status,
            due,
            evidence: shown.incidents,
            against: shown.against,
            finding: judged.map(|(finding, _)| finding.id.clone()),
            because,
        }
    }

    /// What people found comes first, then what reports show, then the calendar.
    fn status(
        &self,
        obligation: &Obligation,
        shown: &Shown,
        judged: Option<(&Finding, bool)>,
        due: &Due,
        because: &mut Vec<String>,
    ) -> Status {
        let late = matches!(due, Due::Until(until) if *until <= self.known.as_of);
        if let Some((finding, done)) = judged {
            because.push(format!("{} found that it was {}.", finding.body, if done { "done" } else { "not done" }));
            return match (done, late) {
                (true, _) => Status::Done,
                (false, true) => Status::Late,
                (false, false) => Status::Due,
            };
        }
        because.extend(shown.because.iter().cloned());
        if !shown.incidents.is_empty() {
            return match (shown.against.is_empty() && !shown.contested, shown.is_done()) {
                (false, _) => Status::Disputed,
                (true, true) => Status::Reported,
                (true, false) => Status::Partly,
            };
        }
        because.push("No report shows it done.".to_owned());
        if let Some(waits) = self.waits(obligation, due) {
            because.push(waits);
            return Status::Waits;
        }
        if late { Status::Late } else { Status::Due }
    }

    /// What must come before and is not shown.
    fn waits(&self, obligation: &Obligation, due: &Due) -> Option<String> {
        if let Due::After(other) = due {
            return Some(format!("It follows {other}, which is not shown to be met by all."));
        }
        if let Some(from) = obligation.terms.from.filter(|from| self.known.as_of < from.from()) {
            return Some(format!("It may be done from {from} on."));
        }
        let condition = obligation.terms.condition.as_ref()?;
        (!self.evidence.condition_met(condition)).then(|| format!("Its condition is not shown: “{}”", condition.text))
    }

    /// The last finding on this obligation that names this party, or nobody, and whether it found it done.
    fn judged(&self, obligation: &Obligation, place: usize) -> Option<(&Finding, bool)> {
        let subject = Subject::Obligation(self.agreement.id.clone(), obligation.id.clone());
        let party = self.standings.party(place);
        let names = |finding: &&Finding| match &finding.attribution.answer {
            Answer::Established(found, _) => found.actors().iter().any(|actor| actor.id() == party),
            _ => true,
        };
        let standing = self.known.findings.iter().filter(|one| one.subject == subject).filter(names);
        let replaced: Vec<&FindingId> = self.known.findings.iter().filter_map(|one| one.supersedes.as_ref()).collect();
        standing
            .filter(|one| !replaced.contains(&&one.id))
            .filter_map(|one| match one.occurred.answer {
                Answer::Established(..) => Some((one, true)),
                Answer::Refuted(_) => Some((one, false)),
                Answer::Insufficient | Answer::NotJudged => None,
            })
            .next_back()
    }

    fn due_in_words(&self, due: &Due) -> String {
        match due {
            Due::Unstated => "No deadline is stated.".to_owned(),
            Due::After(other) => format!("Its deadline runs from the day on which {other} is met."),
            Due::Until(until) => {
                let zone = self.agreement.annex.time_zone.as_deref().unwrap_or("local");
                format!("It is due before {} {:02}:{:02} ({zone} time).", until.date(), until.hour(), until.minute())
            }
        }
    }
}

/// The moment from which an obligation is surely late, where it hangs on no other one.
pub(crate) fn last_moment(agreement: &Agreement, obligation: &Obligation) -> Option<DateTime> {
    match due(agreement, &obligation.deadline, |_| None) {
        Due::Until(at) => Some(at),
        Due::Unstated | Due::After(_) => None,
    }
}

/// Counts of each status for each party, in the agreement's order.
pub fn tally<'a>(agreement: &'a Agreement, owed: &[Owed]) -> Vec<(&'a ActorId, BTreeMap<Status, usize>)> {
    let of = |party: &'a ActorId| {
        let mut counts: BTreeMap<Status, usize> = BTreeMap::new();
        for one in owed.iter().filter(|one| one.party == *party) {
            *counts.entry(one.status).or_default() += 1;
        }
        (party, counts)
    };
    agreement.parties.iter().map(of).collect()
}

#[cfg(test)]
mod tests;
