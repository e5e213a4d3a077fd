//! Origins: where each statement first came from. One origin a claim, by the rules in the order of docs/fusion.md.

pub(crate) mod credits;
mod decided;
pub(crate) mod names;
pub(crate) mod phrases;

use crate::copies::{Copies, Copy};
use crate::corpus::Corpus;
use crate::rulings::Rulings;
use crate::stable;
use credits::Credit;
use decided::set_origin;
use model::{
    Actor, ActorRef, Claim, ClaimId, ClaimKind, Modality, Origin, OriginId, OriginKind, Polarity, Reading, ReportId,
    Span,
};
use names::Names;
use std::collections::{BTreeMap, BTreeSet};

/// How many sentences of reasons an origin keeps; a flood of copies would repeat one ten thousand times.
const REASONS: usize = 40;
/// From which share on a copy's credit speaks for the text that it copies.
const WHOLE: f64 = 0.8;
/// How many characters a claim may reach beyond the passage that holds it: punctuation is no word.
const SLACK: usize = 4;

/// What is known of a claim's provenance.
pub(crate) struct Provenance {
    /// The place of each claim's origin in `origins`.
    pub(crate) of_claim: Vec<usize>,
    /// The claim of which each claim is the copy, at the root of the chain; itself where it is no copy.
    pub(crate) root: Vec<usize>,
    /// The origins, in the order of their ids.
    pub(crate) origins: Vec<Origin>,
    /// Claims that repeat another word for word and come from elsewhere, as people say: the other first.
    pub(crate) repeats: Vec<(usize, usize)>,
}

impl Provenance {
    /// The id of a claim's origin.
    pub(crate) fn id(&self, claim: usize) -> &OriginId {
        let place = self.of_claim.get(claim).copied().unwrap_or_default();
        &self.origins.get(place).expect("every claim has an origin").id
    }

    /// Which origin each claim has.
    pub(crate) fn to_record(&self, corpus: &Corpus<'_>) -> BTreeMap<ClaimId, OriginId> {
        (0..corpus.claims.len()).map(|claim| (corpus.claim(claim).1.id.clone(), self.id(claim).clone())).collect()
    }
}

#[derive(Debug, Clone)]
struct Found {
    kind: OriginKind,
    key: String,
    name: String,
    actor: Option<ActorRef>,
    because: String,
}

struct Search<'a> {
    corpus: &'a Corpus<'a>,
    names: &'a Names,
    copies: Vec<Vec<&'a Copy>>,
    defaults: Vec<Found>,
    rulings: &'a Rulings<'a>,
    /// The register's actors, of whom a person may say that a statement is theirs.
    actors: &'a [Actor],
}

/// What has been found while going from the earliest report to the latest.
struct Done {
    root: Vec<usize>,
    found: Vec<Option<Found>>,
    adopted: BTreeMap<Place, usize>,
    repeats: Vec<(usize, usize)>,
}

/// A place in an original: report, character, and what is told there, with how many alike before it.
type Place = (usize, usize, ClaimKind, Modality, Polarity, usize);

/// Whether a claim is of the other's kind and meaning, with its trigger at a place.
fn is_alike(claim: &Claim, other: &Claim, trigger: usize) -> bool {
    (claim.kind, claim.modality, claim.polarity) == (other.kind, other.modality, other.polarity)
        && claim.trigger.start().abs_diff(trigger) <= SLACK
}

/// What is known of who publishes, beside the reports.
pub(crate) struct Known<'a> {
    /// The names of publishers.
    pub(crate) names: &'a Names,
    /// The register.
    pub(crate) actors: &'a [Actor],
    /// What people decided.
    pub(crate) rulings: &'a Rulings<'a>,
}

/// Finds the origin of every claim. `credits` and `publishers` go by report.
pub(crate) fn origins(
    corpus: &Corpus<'_>,
    known: &Known<'_>,
    copies: &Copies,
    publishers: &[String],
    credits: &[Vec<Credit>],
) -> Provenance {
    let Known { names, actors, rulings } = *known;
    let mut by_report: Vec<Vec<&Copy>> = vec![Vec::new(); corpus.readings.len()];
    for copy in &copies.all {
        by_report.iter_mut().skip(copy.report).take(1).for_each(|all| all.push(copy));
    }
    let lent = lent_credits(corpus, names, copies, publishers, credits);
    let defaults = (0..corpus.readings.len())
        .map(|report| default_origin(corpus, known, report, publishers, credits, &lent))
        .collect();
    let search = Search { corpus, names, copies: by_report, defaults, rulings, actors };
    let mut reports: Vec<usize> = (0..corpus.readings.len()).collect();
    reports.sort_by_key(|report| copies.order.get(*report).copied());
    search.run(&reports)
}

impl Search<'_> {
    fn run(&self, reports: &[usize]) -> Provenance {
        let count = self.corpus.claims.len();
        let mut done = Done {
            root: (0..count).collect(),
            found: vec![None; count],
            adopted: BTreeMap::new(),
            repeats: Vec::new(),
        };
        for report in reports {
            for claim in self.corpus.claims_of(*report) {
                let (root, origin) = self.origin(*report, claim, &mut done);
                done.root.iter_mut().skip(claim).take(1).for_each(|place| *place = root);
                done.found.iter_mut().skip(claim).take(1).for_each(|place| *place = Some(origin.clone()));
            }
        }
        let found = done.found.into_iter().flatten().collect();
        Provenance { repeats: done.repeats, ..gather(self.corpus, done.root, found) }
    }

    fn origin(&self, report: usize, claim: usize, done: &mut Done) -> (usize, Found) {
        let (root, found) = self.found(report, claim, done);
        let (reading, told) = self.corpus.claim(claim);
        let Some(set) = self.set(reading, told) else { return (root, found) };
        // A copy by its words, but not by where it comes from: it counts by itself, beside what it repeats.
        if root != claim {
            done.repeats.push((root, claim));
        }
        (claim, set)
    }

    fn found(&self, report: usize, claim: usize, done: &mut Done) -> (usize, Found) {
        let (reading, told) = self.corpus.claim(claim);
        let Some((of, span)) = self.original(report, told.evidence) else {
            return (claim, self.spoken(reading, told).unwrap_or_else(|| self.default(report)));
        };
        let original = &self.corpus.reading(of).report;
        let (start, end) = (span.start(), span.end());
        let because = format!("{} copies {original} from character {start} to {end}", reading.report);
        let alike = self.alike_before(report, claim);
        let (root_report, root_span) = self.root(of, span);
        let key = (root_report, root_span.start(), told.kind, told.modality, told.polarity, alike);
        // Where the original's reader passed over the words, the first copy that tells stands for it.
        let twin = self.twin(of, told, span, alike).or_else(|| done.adopted.get(&key).copied());
        if let Some(twin) = twin
            && let (Some(root), Some(Some(origin))) = (done.root.get(twin), done.found.get(twin))
        {
            return (*root, Found { because, ..origin.clone() });
        }
        done.adopted.insert(key, claim);
        let origin = self.spoken(reading, told).unwrap_or_else(|| self.default(root_report));
        (claim, Found { because, ..origin })
    }

    /// The origin that a person set: for the claim itself, or for what its report says without naming a speaker.
    fn set(&self, reading: &Reading, claim: &Claim) -> Option<Found> {
        if let Some(set) = self.rulings.origin_of_claim(&claim.id) {
            return Some(set_origin(set, self.names, self.actors));
        }
        let set = self.rulings.origin_of_report(&reading.report)?;
        Some(self.spoken(reading, claim).unwrap_or_else(|| set_origin(set, self.names, self.actors)))
    }

    /// How many claims of the same kind and trigger stand before this one: "shelled A and B" is two.
    fn alike_before(&self, report: usize, claim: usize) -> usize {
        let (_, told) = self.corpus.claim(claim);
        let before = self.corpus.claims_of(report).take_while(|other| *other < claim);
        before.filter(|other| is_alike(self.corpus.claim(*other).1, told, told.trigger.start())).count()
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
    fn twin(&self, of: usize, told: &Claim, span: Span, alike: usize) -> Option<usize> {
        let trigger = (span.start() + told.trigger.start()).saturating_sub(told.evidence.start());
        let mut there =
            self.corpus.claims_of(of).filter(|number| is_alike(self.corpus.claim(*number).1, told, trigger));
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

    fn default(&self, report: usize) -> Found {
        self.defaults.get(report).cloned().expect("every report has a default origin")
    }

    /// A named speaker's own statement, or the relay that the words name.
    fn spoken(&self, reading: &Reading, claim: &Claim) -> Option<Found> {
        let speaker = claim.attribution.speaker.and_then(|mention| reading.referent(mention).actor());
        let relays = claim.attribution.relayed_by.iter().rev().filter_map(|mention| reading.referent(*mention).actor());
        speaker.into_iter().chain(relays).find_map(|actor| self.speaking(actor, reading))
    }

    fn speaking(&self, actor: &ActorRef, reading: &Reading) -> Option<Found> {
        let because = |what: &str| format!("{} {what} {}", reading.report, actor.name());
        if let Some(key) = self.names.actor_key(actor) {
            let known = self.names.publisher(&key);
            let name = known.map_or(actor.name(), |known| &known.name).to_owned();
            return Some(Found {
                kind: OriginKind::Agency,
                key,
                name,
                actor: Some(actor.clone()),
                because: because("relays"),
            });
        }
        let named = matches!(actor, ActorRef::Listed { .. } | ActorRef::Unlisted { .. });
        named.then(|| speaker(actor, because("reports the words of")))
    }
}

fn speaker(actor: &ActorRef, because: String) -> Found {
    Found {
        kind: OriginKind::Speaker,
        key: format!("speaker:{}", actor.key()),
        name: actor.name().to_owned(),
        actor: Some(actor.clone()),
        because,
    }
}

/// The agency that all whole copies of a text credit, where the text itself credits nobody and is no agency's.
fn lent_credits(
    corpus: &Corpus<'_>,
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
            let id = &corpus.reading(copy.report).report;
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

fn default_origin(
    corpus: &Corpus<'_>,
    known: &Known<'_>,
    report: usize,
    publishers: &[String],
    credits: &[Vec<Credit>],
    lent: &BTreeMap<usize, Credit>,
) -> Found {
    let names = known.names;
    let reading = corpus.reading(report);
    let credit = credits.get(report).and_then(|all| all.first()).or_else(|| lent.get(&report));
    if let Some(credit) = credit {
        let known = names.publisher(&credit.key);
        return Found {
            kind: OriginKind::Agency,
            key: credit.key.clone(),
            name: credit.name.clone(),
            actor: known.and_then(|known| known.actor.clone()),
            because: format!("{}: {}", reading.report, credit.because),
        };
    }
    let set = reading.source.as_deref().and_then(|source| known.rulings.origin_of_source(source));
    if let Some(set) = set {
        return set_origin(set, names, known.actors);
    }
    let key = publishers.get(report).cloned().unwrap_or_default();
    let known = names.publisher(&key);
    let (kind, name) = match &reading.source {
        Some(source) => (OriginKind::Publisher, known.map_or(source, |known| &known.name).clone()),
        None => (OriginKind::CommonText, reading.report.to_string()),
    };
    let actor = known.and_then(|known| known.actor.clone());
    Found { kind, key, name, actor, because: format!("{}: no other origin is named", reading.report) }
}

/// Brings what was found under one id each.
fn gather(corpus: &Corpus<'_>, root: Vec<usize>, found: Vec<Found>) -> Provenance {
    let mut origins: BTreeMap<OriginId, (Origin, BTreeSet<ReportId>, BTreeSet<String>)> = BTreeMap::new();
    let mut ids = Vec::with_capacity(found.len());
    for (claim, found) in found.into_iter().enumerate() {
        let id = origin_id(&found.key);
        let report = corpus.claim(claim).0.report.clone();
        let (origin, reports, reasons) = origins.entry(id.clone()).or_insert_with(|| {
            let Found { kind, name, actor, .. } = found.clone();
            let origin = Origin { id: id.clone(), kind, name, actor, reports: Vec::new(), because: Vec::new() };
            (origin, BTreeSet::new(), BTreeSet::new())
        });
        // Whoever lends words to others is an agency here, whatever it is for its own reports.
        if found.kind == OriginKind::Agency {
            origin.kind = OriginKind::Agency;
        }
        origin.actor = origin.actor.take().or(found.actor);
        reports.insert(report);
        reasons.insert(found.because);
        ids.push(id);
    }
    let places: BTreeMap<&OriginId, usize> = origins.keys().enumerate().map(|(place, id)| (id, place)).collect();
    let of_claim = ids.iter().filter_map(|id| places.get(id).copied()).collect();
    let origins = origins.into_values().map(|(origin, reports, reasons)| close(origin, reports, reasons)).collect();
    Provenance { of_claim, root, origins, repeats: Vec::new() }
}

fn close(mut origin: Origin, reports: BTreeSet<ReportId>, reasons: BTreeSet<String>) -> Origin {
    let more = reasons.len().saturating_sub(REASONS);
    origin.because = reasons.into_iter().take(REASONS).collect();
    if more > 0 {
        origin.because.push(format!("and {more} reasons more of this kind"));
    }
    origin.reports = reports.into_iter().collect();
    origin
}

/// `o-` and the key made plain. Keys of one origin are equal in every record, and so are ids.
fn origin_id(key: &str) -> OriginId {
    let slug = stable::slug(key);
    OriginId::new(format!("o-{slug}"))
        .or_else(|_| OriginId::new(format!("o-{}", stable::digest(key))))
        .expect("an 'o-' and twelve digits are an id")
}

/// The key of each report's publisher; a report without one stands for itself.
pub(crate) fn publishers(corpus: &Corpus<'_>, names: &Names) -> Vec<String> {
    let key = |reading: &&Reading| {
        let known = reading.source.as_deref().and_then(|source| names.key(source));
        known.map_or_else(|| format!("report:{}", reading.report), str::to_owned)
    };
    corpus.readings.iter().map(key).collect()
}
