//! Origins: where each statement first came from. One origin a claim, by the rules in the order of docs/fusion.md.

pub(crate) mod credits;
mod decided;
mod gathered;
pub(crate) mod names;
pub(crate) mod phrases;

use crate::copies::{Copies, Copy};
use crate::corpus::{Corpus, Kept, Told};
use crate::rulings::Rulings;
use credits::Credit;
use decided::set_origin;
use gathered::Gathered;
use model::{Actor, ActorRef, ClaimId, ClaimKind, Modality, Origin, OriginId, OriginKind, Polarity, ReportId, Span};
use names::Names;
use std::collections::BTreeMap;

/// From which share on a copy's credit speaks for the text that it copies.
const WHOLE: f64 = 0.8;
/// How many characters a claim may reach beyond the passage that holds it: punctuation is no word.
const SLACK: usize = 4;

/// What is known of a claim's provenance.
pub(crate) struct Provenance {
    /// The place of each claim's origin in `origins`.
    pub(crate) of_claim: Vec<u32>,
    /// The claim of which each claim is the copy, at the root of the chain; itself where it is no copy.
    pub(crate) root: Vec<u32>,
    /// The origins, in the order of their ids.
    pub(crate) origins: Vec<Origin>,
    /// Claims that repeat another word for word and come from elsewhere, as people say: the other first.
    pub(crate) repeats: Vec<(usize, usize)>,
}

impl Provenance {
    /// The place of a claim's origin.
    pub(crate) fn place(&self, claim: usize) -> usize {
        self.of_claim.get(claim).copied().unwrap_or_default() as usize
    }

    /// The id of a claim's origin.
    pub(crate) fn id(&self, claim: usize) -> &OriginId {
        &self.origins.get(self.place(claim)).expect("every claim has an origin").id
    }

    /// Which origin each claim has.
    pub(crate) fn to_record(&self, corpus: &Corpus) -> BTreeMap<ClaimId, OriginId> {
        (0..corpus.claims().len()).map(|claim| (corpus.id(claim), self.id(claim).clone())).collect()
    }
}

/// An origin as one claim shows it.
#[derive(Debug, Clone)]
struct Found {
    who: Who,
    because: String,
}

/// Who an origin is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Who {
    kind: OriginKind,
    key: String,
    name: String,
    actor: Option<ActorRef>,
}

struct Search<'a> {
    corpus: &'a Corpus,
    known: &'a Known<'a>,
    copies: Vec<Vec<&'a Copy>>,
    publishers: &'a [String],
    credits: &'a [Vec<Credit>],
    lent: BTreeMap<usize, Credit>,
}

/// What has been found while going from the earliest report to the latest.
struct Done {
    root: Vec<u32>,
    found: Gathered,
    adopted: BTreeMap<Place, usize>,
    repeats: Vec<(usize, usize)>,
}

/// A place in an original: report, character, and what is told there, with how many alike before it.
type Place = (usize, usize, ClaimKind, Modality, Polarity, usize);

/// Whether a claim is of the other's kind and meaning, with its trigger at a place.
fn is_alike(claim: &Told, other: &Told, trigger: usize) -> bool {
    (claim.kind, claim.modality, claim.polarity) == (other.kind, other.modality, other.polarity)
        && claim.trigger().start().abs_diff(trigger) <= SLACK
}

/// What is known of who publishes, beside the reports.
pub(crate) struct Known<'a> {
    /// The names of publishers.
    pub(crate) names: &'a Names,
    /// The register's actors, of whom a person may say that a statement is theirs.
    pub(crate) actors: &'a [Actor],
    /// What people decided.
    pub(crate) rulings: &'a Rulings<'a>,
}

/// Finds the origin of every claim. `credits` and `publishers` go by report.
pub(crate) fn origins(
    corpus: &Corpus,
    known: &Known<'_>,
    copies: &Copies,
    publishers: &[String],
    credits: &[Vec<Credit>],
) -> Provenance {
    let mut by_report: Vec<Vec<&Copy>> = vec![Vec::new(); corpus.len()];
    for copy in &copies.all {
        by_report.iter_mut().skip(copy.report).take(1).for_each(|all| all.push(copy));
    }
    let lent = lent_credits(corpus, known.names, copies, publishers, credits);
    let search = Search { corpus, known, copies: by_report, publishers, credits, lent };
    let mut reports: Vec<usize> = (0..corpus.len()).collect();
    reports.sort_by_key(|report| copies.order.get(*report).copied());
    search.run(&reports)
}

impl Search<'_> {
    fn run(&self, reports: &[usize]) -> Provenance {
        let count = self.corpus.claims().len();
        let mut done = Done {
            root: (0..count as u32).collect(),
            found: Gathered::new(count),
            adopted: BTreeMap::new(),
            repeats: Vec::new(),
        };
        for report in reports {
            for claim in self.corpus.claims_of(*report) {
                let (root, origin) = self.origin(*report, claim, &mut done);
                done.root.iter_mut().skip(claim).take(1).for_each(|place| *place = root as u32);
                done.found.put(claim, *report, origin);
            }
        }
        let (of_claim, origins) = done.found.origins(self.corpus);
        Provenance { of_claim, root: done.root, origins, repeats: done.repeats }
    }

    fn origin(&self, report: usize, claim: usize, done: &mut Done) -> (usize, Found) {
        let (root, found) = self.found(report, claim, done);
        let Some(set) = self.set(report, claim) else { return (root, found) };
        // A copy by its words, but not by where it comes from: it counts by itself, beside what it repeats.
        if root != claim {
            done.repeats.push((root, claim));
        }
        (claim, set)
    }

    fn found(&self, report: usize, claim: usize, done: &mut Done) -> (usize, Found) {
        let (reading, told) = (self.corpus.report(report), self.corpus.claim(claim));
        let Some((of, span)) = self.original(report, told.evidence()) else {
            return (claim, self.spoken(reading, told).unwrap_or_else(|| self.default(report)));
        };
        let original = &self.corpus.report(of).id;
        let (start, end) = (span.start(), span.end());
        let because = format!("{} copies {original} from character {start} to {end}", reading.id);
        let alike = self.alike_before(report, claim);
        let (root_report, root_span) = self.root(of, span);
        let key = (root_report, root_span.start(), told.kind, told.modality, told.polarity, alike);
        // Where the original's reader passed over the words, the first copy that tells stands for it.
        let twin = self.twin(of, told, span, alike).or_else(|| done.adopted.get(&key).copied());
        if let Some(twin) = twin
            && let (Some(root), Some(who)) = (done.root.get(twin), done.found.who(twin))
        {
            return (*root as usize, Found { because, who: who.clone() });
        }
        done.adopted.insert(key, claim);
        let origin = self.spoken(reading, told).unwrap_or_else(|| self.default(root_report));
        (claim, Found { because, ..origin })
    }

    /// The origin that a person set: for the claim itself, or for what its report says without naming a speaker.
    fn set(&self, report: usize, claim: usize) -> Option<Found> {
        let Known { names, actors, rulings } = *self.known;
        // Ids are put together anew each time, and most records hold no such decision.
        if !rulings.set_origins() {
            return None;
        }
        if let Some(set) = rulings.origin_of_claim(&self.corpus.id(claim)) {
            return Some(set_origin(set, names, actors));
        }
        let reading = self.corpus.report(report);
        let set = rulings.origin_of_report(&reading.id)?;
        Some(self.spoken(reading, self.corpus.claim(claim)).unwrap_or_else(|| set_origin(set, names, actors)))
    }

    /// How many claims of the same kind and trigger stand before this one: "shelled A and B" is two.
    fn alike_before(&self, report: usize, claim: usize) -> usize {
        let told = self.corpus.claim(claim);
        let before = self.corpus.claims_of(report).take_while(|other| *other < claim);
        before.filter(|other| is_alike(self.corpus.claim(*other), told, told.trigger().start())).count()
    }

    /// The earlier report that holds a span, and where; the earliest where several do.
    fn original(&self, report: usize, span: Span) -> Option<(usize, Span)> {
        self.copies.get(report)?.iter().find_map(|copy| {
            let (here, there) = copy.passages.iter().find(|(here, _)| {
                here.start() <= span.start() + SLACK && span.end() <= here.end() + SLACK && here.overlaps(span)
            })?;
            let start = (there.start() + span.start()).saturating_sub(here.start());
            Some((copy.of, Span::new(start, start + span.len())?))
        })
    }

    /// The claim of the original that says the same at the same place, the one with as many alike before it.
    fn twin(&self, of: usize, told: &Told, span: Span, alike: usize) -> Option<usize> {
        let trigger = (span.start() + told.trigger().start()).saturating_sub(told.evidence().start());
        let mut there = self.corpus.claims_of(of).filter(|number| is_alike(self.corpus.claim(*number), told, trigger));
        there.nth(alike)
    }

    /// The report in which a span stands first, and where. Each step goes to an earlier report, so the walk ends.
    fn root(&self, report: usize, span: Span) -> (usize, Span) {
        let (mut report, mut span) = (report, span);
        while let Some((of, there)) = self.original(report, span) {
            (report, span) = (of, there);
        }
        (report, span)
    }

    /// A named speaker's own statement, or the relay that the words name.
    fn spoken(&self, reading: &Kept, claim: &Told) -> Option<Found> {
        self.corpus.voices(claim).find_map(|actor| self.speaking(actor, reading))
    }

    fn speaking(&self, actor: &ActorRef, reading: &Kept) -> Option<Found> {
        let because = |what: &str| format!("{} {what} {}", reading.id, actor.name());
        if let Some(key) = self.known.names.actor_key(actor) {
            let known = self.known.names.publisher(&key);
            let name = known.map_or(actor.name(), |known| &known.name).to_owned();
            let who = Who { kind: OriginKind::Agency, key, name, actor: Some(actor.clone()) };
            return Some(Found { who, because: because("relays") });
        }
        let named = matches!(actor, ActorRef::Listed { .. } | ActorRef::Unlisted { .. });
        named.then(|| speaker(actor, because("reports the words of")))
    }

    /// Whence a report is, where it names no speaker.
    fn default(&self, report: usize) -> Found {
        let names = self.known.names;
        let id = &self.corpus.report(report).id;
        let credit = self.credits.get(report).and_then(|all| all.first()).or_else(|| self.lent.get(&report));
        if let Some(credit) = credit {
            let Credit { key, name, because } = credit.clone();
            let actor = names.publisher(&key).and_then(|known| known.actor.clone());
            return Found {
                who: Who { kind: OriginKind::Agency, key, name, actor },
                because: format!("{id}: {because}"),
            };
        }
        let source = self.corpus.source(report);
        if let Some(set) = source.and_then(|source| self.known.rulings.origin_of_source(source)) {
            return set_origin(set, names, self.known.actors);
        }
        let key = self.publishers.get(report).cloned().unwrap_or_default();
        let known = names.publisher(&key);
        let (kind, name) = match source {
            Some(source) => (OriginKind::Publisher, known.map_or(source, |known| &known.name).to_owned()),
            None => (OriginKind::CommonText, id.to_string()),
        };
        let actor = known.and_then(|known| known.actor.clone());
        Found { who: Who { kind, key, name, actor }, because: format!("{id}: no other origin is named") }
    }
}

fn speaker(actor: &ActorRef, because: String) -> Found {
    let key = format!("speaker:{}", actor.key());
    let who = Who { kind: OriginKind::Speaker, key, name: actor.name().to_owned(), actor: Some(actor.clone()) };
    Found { who, because }
}

/// The agency that all whole copies of a text credit, where the text itself credits nobody and is no agency's.
fn lent_credits(
    corpus: &Corpus,
    names: &Names,
    copies: &Copies,
    publishers: &[String],
    credits: &[Vec<Credit>],
) -> BTreeMap<usize, Credit> {
    let mut lent: BTreeMap<usize, BTreeMap<&str, (&Credit, &ReportId)>> = BTreeMap::new();
    for copy in copies.all.iter().filter(|copy| copy.share >= WHOLE && copy.covered >= WHOLE) {
        let own = credits.get(copy.of).is_some_and(|all| !all.is_empty());
        let agency = publishers.get(copy.of).and_then(|key| names.publisher(key)).is_some_and(|known| known.agency);
        if own || agency {
            continue;
        }
        for credit in credits.get(copy.report).into_iter().flatten().take(1) {
            let id = &corpus.report(copy.report).id;
            lent.entry(copy.of).or_default().entry(&credit.key).or_insert((credit, id));
        }
    }
    let single = lent.into_iter().filter(|(_, all)| all.len() == 1);
    single
        .filter_map(|(report, all)| {
            let (credit, from) = all.into_values().next()?;
            let because = format!("{from} has the same text with the {}", credit.because);
            Some((report, Credit { because, ..credit.clone() }))
        })
        .collect()
}

/// The key of each report's publisher; a report without one stands for itself.
pub(crate) fn publishers(corpus: &Corpus, names: &Names) -> Vec<String> {
    let key = |report: usize| {
        let known = corpus.source(report).and_then(|source| names.key(source));
        known.map_or_else(|| format!("report:{}", corpus.report(report).id), str::to_owned)
    };
    (0..corpus.len()).map(key).collect()
}
