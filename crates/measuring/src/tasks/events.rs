//! PLOVER records: the category of the sentence's event, and who does it towards whom.
//!
//! A record has one event; we may read several claims out of its sentence. The one that stands for the sentence is the
//! first, in the order of the text, that has both a source and a target, else the first that has a source, else the first;
//! bare statements come last. It is chosen without a look at the record.
//!
//! `data/kinds/kinds.tsv` gives the category of a kind. Modality comes before it, as in PLOVER: who demands that something
//! be done REQUESTs it, who promises a cooperative step AGREEs to it, who denies it or says that it will not be REJECTs it;
//! in these the source is the one who speaks.

use crate::bench::{Bench, Input, Read};
use crate::corpora::plover::read;
use crate::counts::Counts;
use crate::scorers::spans::{Labelled, overlap};
use crate::tasks::fillers::{Part, mentioned, parts};
use crate::tasks::{Case, Figure, Outcome};
use anyhow::Result;
use model::{Claim, ClaimKind, Family, Modality, Polarity, Role};
use std::collections::BTreeMap;
use std::path::Path;

const SOURCES: &[Role] = &[Role::Agent];
const TARGETS: &[Role] = &[Role::Target, Role::Victim, Role::Counterpart, Role::Beneficiary, Role::To];

/// Categories of steps towards another.
const COOPERATIVE: [&str; 7] = ["AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"];

/// An event in PLOVER's terms.
pub struct Event<'a> {
    /// The category.
    pub category: &'static str,
    /// Who acts.
    pub sources: Vec<Part<'a>>,
    /// Towards whom.
    pub targets: Vec<Part<'a>>,
}

/// A claim in PLOVER's terms.
pub fn event<'a>(read: &'a Read, claim: &'a Claim) -> Event<'a> {
    let (category, spoken) = category(claim);
    let speaker = || claim.attribution.speaker.and_then(|speaker| mentioned(read, speaker));
    let mut sources: Vec<Part<'a>> = parts(read, claim, SOURCES).collect();
    let mut targets: Vec<Part<'a>> = parts(read, claim, TARGETS).collect();
    if let Some(speaker) = speaker().filter(|_| spoken || sources.is_empty() && claim.kind.family() == Family::Talks) {
        let others = std::mem::replace(&mut sources, vec![speaker]);
        if spoken && category == "REQUEST" && targets.is_empty() {
            targets = others;
        }
    }
    Event { category, sources, targets }
}

/// The category, and whether it is an act of speech of whoever speaks.
fn category(claim: &Claim) -> (&'static str, bool) {
    let own = claim.kind.row().map_or("", |row| row.plover);
    let cooperative = COOPERATIVE.contains(&own);
    match (claim.modality, claim.polarity) {
        _ if matches!(claim.kind.family(), Family::Talks) => (own, false),
        (Modality::Demanded | Modality::Ordered, _) => ("REQUEST", true),
        (Modality::Denied, _) | (Modality::Asserted, Polarity::Negated) if cooperative => ("REJECT", true),
        (Modality::Promised, Polarity::Affirmed) if cooperative => ("AGREE", true),
        _ => (own, false),
    }
}

/// Measures the records.
pub fn run(bench: &Bench, folder: &Path) -> Result<Outcome> {
    let records = read(&folder.join("gold_standard_records/PLOVER_GSR_CAMEO.txt"))?;
    let reads = bench.read("events", &records.iter().map(|one| Input::english(&one.text)).collect::<Vec<_>>())?;
    let (mut right, mut any, mut outcome) = (0, 0, Outcome::default());
    let (mut sources, mut targets) = (Counts::default(), Counts::default());
    let mut by_category: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (record, read) in records.iter().zip(&reads) {
        let events: Vec<(&Claim, Event<'_>)> =
            read.reading.claims.iter().map(|claim| (claim, event(read, claim))).collect();
        let chosen = events.iter().min_by_key(|(claim, event)| rank(claim, event));
        let category = chosen.map(|(_, event)| event.category);
        let fits = category == Some(record.category);
        right += usize::from(fits);
        any += usize::from(events.iter().any(|(_, event)| event.category == record.category));
        let tally = by_category.entry(record.category).or_default();
        *tally = (tally.0 + usize::from(fits), tally.1 + 1);
        let ours = chosen.map_or(Vec::new(), |(_, event)| labelled(read, &event.sources, "source"));
        let theirs = chosen.map_or(Vec::new(), |(_, event)| labelled(read, &event.targets, "target"));
        let (source, target) = (overlap(&record.sources, &ours), overlap(&record.targets, &theirs));
        sources += source;
        targets += target;
        let wrong = usize::from(!fits) + source.wrong() + target.wrong();
        let words =
            |list: &[Labelled]| list.iter().map(|one| one.span.slice(&record.text)).collect::<Vec<_>>().join("; ");
        let kind = chosen.map_or("nothing", |(claim, _)| claim.kind.as_str());
        let told = format!(
            "{}\n  {}\n  gold:  {} | {} → {}\n  found: {} ({kind}) | {} → {}",
            record.id,
            record.text,
            record.category,
            words(&record.sources),
            words(&record.targets),
            category.unwrap_or("nothing"),
            words(&ours),
            words(&theirs),
        );
        outcome.cases.extend((wrong > 0).then_some(Case { wrong, told }));
    }
    outcome.figures.push(Figure::share("category", "accuracy", right, records.len()));
    outcome.figures.push(Figure::f1("source", "overlap F1", sources));
    outcome.figures.push(Figure::f1("target", "overlap F1", targets));
    outcome.figures.push(Figure::share("category among all claims of the sentence", "recall", any, records.len()));
    for (category, (right, all)) in by_category {
        outcome.figures.push(Figure::share(category.to_lowercase(), "accuracy", right, all));
    }
    Ok(outcome)
}

/// Smaller stands for the sentence rather than greater.
fn rank(claim: &Claim, event: &Event<'_>) -> (bool, bool, bool, usize) {
    let bare = matches!(claim.kind, ClaimKind::Statement);
    (bare, event.sources.is_empty() || event.targets.is_empty(), event.sources.is_empty(), claim.trigger.start())
}

fn labelled(read: &Read, parts: &[Part<'_>], label: &'static str) -> Vec<Labelled> {
    let mut spans: Vec<Labelled> =
        parts.iter().filter_map(|part| Some(Labelled { span: read.original(part.span)?, label })).collect();
    spans.sort();
    spans.dedup();
    spans
}
