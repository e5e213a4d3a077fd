//! Incidents from claims: which claims speak of one event, why, and where they disagree.

mod alike;
mod candidates;
mod clusters;
pub(crate) mod event;
pub(crate) mod listed;
mod making;
pub(crate) mod remembered;
mod score;
mod sieve;
mod telling;
mod ties;
mod toll;
mod touched;
mod versions;
mod weights;

use crate::copies::Copies;
use crate::corpus::Corpus;
use crate::kin::Kin;
use crate::origins::Provenance;
use crate::rulings::Rulings;
use crate::stories::Stories;
use alike::Alike;
use candidates::{Blocks, Which};
use clusters::{Edge, Large};
use making::Maker;
use model::{Contested, Incident, IncidentId, Note, When};
use score::Compare;
use telling::Tellings;
use ties::Ties;

/// What claims are joined by, beside themselves.
pub(crate) struct Known<'a> {
    /// The corpus.
    pub(crate) corpus: &'a Corpus,
    /// Where its claims come from.
    pub(crate) provenance: &'a Provenance,
    /// Which reports copy which, and the place of each among those that can have copied each other.
    pub(crate) copies: &'a Copies,
    /// Who may be told for whom.
    pub(crate) kin: &'a Kin,
}

/// Makes incidents, in their order, and hands each to `give` as soon as it is made: all of them need not be held.
pub(crate) fn incidents(known: &Known<'_>, rulings: &Rulings<'_>, give: &mut dyn FnMut(Incident)) -> Vec<Note> {
    let Known { corpus, provenance, copies, kin } = *known;
    let alike = Alike::load();
    let mut ties = Ties::new(corpus, rulings);
    let tellings = Tellings::new(corpus, provenance, &mut ties);
    let mut stories = Stories::default();
    stories.renew(corpus, copies);
    let compare = Compare { alike: &alike, kin, stories: &stories };
    let mut edges = edges(&Blocks { tellings: &tellings, alike: &alike, kin }, &compare);
    edges.extend(provenance.repeats.iter().filter_map(|(first, second)| repeat(&tellings, *first, *second)));
    let numbers = tellings.named(&ties);
    let clustered = clusters::cluster(&tellings, edges, &compare, &mut ties, &numbers);
    let notes = questions(corpus, &tellings, &clustered.large);
    let maker = Maker { known, tellings: &tellings, compare: &compare };
    let places = clustered.clusters.iter().map(|joined| maker.place(joined));
    let mut places: Vec<(Place, usize)> =
        places.zip(0..).filter_map(|(place, number)| Some((place?, number))).collect();
    places.sort_unstable();
    let incidents = places.iter().filter_map(|(_, number)| maker.incident(clustered.clusters.get(*number)?));
    incidents.for_each(give);
    notes
}

/// By when it began, then by id; without a time last, as among reports.
type Place = (bool, Option<i64>, IncidentId);

fn place(time: &Contested<When>, id: IncidentId) -> Place {
    let begins = time.versions().iter().filter_map(|version| version.value.hull());
    let begins = begins.map(|interval| crate::corpus::minutes_of(interval).0).min();
    (begins.is_none(), begins, id)
}

/// Puts incidents whose ids are carried on in order again.
pub(crate) fn in_order(incidents: &mut [Incident]) {
    incidents.sort_by_cached_key(|incident| place(&incident.time, incident.id.clone()));
}

/// The pairs that may join, scored part by part: all candidates together would not fit where all claims do.
fn edges(blocks: &Blocks<'_>, compare: &Compare<'_>) -> Vec<Edge> {
    let of_part = |part| scored(blocks, Which::Part(part), compare, |_, _| true);
    (0..candidates::PARTS).flat_map(of_part).collect()
}

/// The pairs of some blocks that may join, as far as they are wanted.
fn scored(
    blocks: &Blocks<'_>,
    which: Which<'_>,
    compare: &Compare<'_>,
    wanted: impl Fn(u32, u32) -> bool,
) -> Vec<Edge> {
    let telling = |number: u32| blocks.tellings.get(number as usize);
    let pairs = blocks.candidates(which).into_iter().filter(|(a, b)| wanted(*a, *b));
    let scored = pairs.filter_map(|(a, b)| {
        let score = score::score(&telling(a)?, &telling(b)?, compare)?;
        (score >= weights::THRESHOLD).then_some(Edge { score: score as f32, a, b })
    });
    scored.collect()
}

/// What is told in the same words, copied though not of one origin, is one event as surely as a copy is.
fn repeat(tellings: &Tellings<'_>, first: usize, second: usize) -> Option<Edge> {
    let (a, b) = (tellings.founded_by(first)? as u32, tellings.founded_by(second)? as u32);
    Some(Edge { score: clusters::COPIED, a: a.min(b), b: a.max(b) })
}

/// What people are asked: whether what was too large to be joined is one event. The first such pair stands for all.
fn questions(corpus: &Corpus, tellings: &Tellings<'_>, large: &[Large]) -> Vec<Note> {
    let refused = || large.iter().filter(|large| large.is_too_large(tellings.len()));
    let id = |number: u32| tellings.get(number as usize).map(|telling| corpus.id(telling.founding));
    let first = refused().min().and_then(|large| Some((id(large.a)?, id(large.b)?)));
    let ask = |(a, b)| {
        let message = format!(
            "{a} and {b} would join more than a quarter of all that is told into one incident; not joined ({} such pairs). \
             Do they tell one event?",
            refused().count()
        );
        Note::warning("merge-refused", message)
    };
    first.map(ask).into_iter().collect()
}
