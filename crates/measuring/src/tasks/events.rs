//! PLOVER records: the category of the sentence's event, and who does it towards whom.
//!
//! A record has one event; we may read several claims out of its sentence. The one that stands for the sentence is the
//! first, in the order of the text, that has both a source and a target (a resignation has none), else the first that has a source, else the first;
//! bare statements come last. It is chosen without a look at the record.
//!
//! `data/kinds/kinds.tsv` gives the category of a kind. How it is meant comes before it, as in PLOVER's codebook: a demand
//! that something be done is a REQUEST of whoever speaks to whoever is to do it; a cooperative step to come is an AGREE, one
//! that is denied or will not be taken a REJECT; a step to come against another is a THREATEN. Speech about speech is left
//! as it is. Where nobody is acted on, the place stands for those who are there, as in CAMEO's manual.

use crate::bench::{Bench, Input, Read};
use crate::corpora::plover::read;
use crate::counts::Counts;
use crate::scorers::spans::{Labelled, overlap};
use crate::tasks::fillers::{Part, mentioned, parts};
use crate::tasks::{Case, Figure, Outcome};
use anyhow::Result;
use model::{Claim, ClaimKind, Modality, Polarity, Role, Tense};
use std::collections::BTreeMap;
use std::path::Path;

const SOURCES: &[Role] = &[Role::Agent];
/// Whoever is acted on; where there is nobody, with, for or to whom; else what the act leaves.
const TARGETS: [&[Role]; 3] =
    [&[Role::Target, Role::Victim], &[Role::Counterpart, Role::Beneficiary, Role::To], &[Role::From]];

/// Categories of steps towards another.
const COOPERATIVE: [&str; 7] = ["AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"];
/// Categories of steps against another.
const ADVERSE: [&str; 5] = ["SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE"];

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
    let category = category(claim);
    let mut sources: Vec<Part<'a>> = parts(read, claim, SOURCES).collect();
    let mut targets = targets(read, claim);
    if sources.is_empty() || targets.is_empty() {
        hosted(read, claim, &mut sources, &mut targets);
    }
    let speaker = claim.attribution.speaker.and_then(|speaker| mentioned(read, speaker));
    let asks = category == "REQUEST" && !is_speech(claim.kind);
    let speaks = asks || sources.is_empty() && (is_speech(claim.kind) || category == "REJECT");
    if let Some(speaker) = speaker.filter(|_| speaks) {
        let others = std::mem::replace(&mut sources, vec![speaker]);
        if asks && !others.is_empty() {
            targets = others;
        }
    }
    // Several who do something together do it towards each other.
    if targets.is_empty() && sources.len() < 2 {
        targets.extend(claim.place.and_then(|place| mentioned(read, place)));
    }
    Event { category, sources, targets }
}

fn targets<'a>(read: &'a Read, claim: &'a Claim) -> Vec<Part<'a>> {
    let acted_on = TARGETS.iter().map(|roles| parts(read, claim, roles).collect::<Vec<_>>());
    acted_on.into_iter().find(|list| !list.is_empty()).unwrap_or_default()
}

/// Who hosts or brings together acts towards whoever comes.
fn hosted<'a>(read: &'a Read, claim: &'a Claim, sources: &mut Vec<Part<'a>>, targets: &mut Vec<Part<'a>>) {
    let hosts: Vec<Part<'a>> = parts(read, claim, &[Role::Mediator]).collect();
    if hosts.is_empty() {
        return;
    }
    let guests = std::mem::replace(sources, hosts);
    if targets.is_empty() {
        *targets = guests;
    }
}

/// Kinds that are acts of speech themselves, of whoever speaks.
fn is_speech(kind: ClaimKind) -> bool {
    use ClaimKind::{
        Accusation, Call, Condemnation, Demand, Denial, Pledge, Proposal, Refusal, Statement, Support, Threat, Welcome,
    };
    matches!(
        kind,
        Accusation
            | Call
            | Condemnation
            | Demand
            | Denial
            | Pledge
            | Proposal
            | Refusal
            | Statement
            | Support
            | Threat
            | Welcome
    )
}

fn category(claim: &Claim) -> &'static str {
    let own = claim.kind.row().map_or("", |row| row.plover);
    let (cooperative, adverse) = (COOPERATIVE.contains(&own), ADVERSE.contains(&own));
    let words = matches!(claim.kind, ClaimKind::Statement | ClaimKind::Welcome);
    let to_come = claim.tense == Tense::Future || matches!(claim.modality, Modality::Promised | Modality::Planned);
    match (claim.modality, claim.polarity) {
        _ if words => own,
        (Modality::Demanded | Modality::Ordered, _) if cooperative || adverse => "REQUEST",
        (Modality::Denied, _) | (Modality::Asserted | Modality::Promised | Modality::Planned, Polarity::Negated)
            if cooperative =>
        {
            "REJECT"
        }
        (Modality::Promised | Modality::Planned | Modality::Asserted, Polarity::Affirmed) if to_come && cooperative => {
            "AGREE"
        }
        (Modality::Promised | Modality::Planned | Modality::Asserted, Polarity::Affirmed) if to_come && adverse => {
            "THREATEN"
        }
        _ => own,
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
    // Nobody is resigned at.
    let open = event.targets.is_empty() && claim.kind != ClaimKind::Resignation;
    (bare, event.sources.is_empty() || open, event.sources.is_empty(), claim.trigger.start())
}

fn labelled(read: &Read, parts: &[Part<'_>], label: &'static str) -> Vec<Labelled> {
    let mut spans: Vec<Labelled> =
        parts.iter().filter_map(|part| Some(Labelled { span: read.original(part.span)?, label })).collect();
    spans.sort();
    spans.dedup();
    spans
}
