//! Incidents made again of a corpus that went on: only what new claims, other copies, other words' rarity or other decisions can
//! touch. What was made before stays where all that it follows from is as it was, so that the result is that of making all
//! anew, byte for byte. A telling is known by its founding claim's serial, which no later report moves.

use super::alike::Alike;
use super::candidates::{Blocks, Which};
use super::clusters::{self, Edge, Joined, Large};
use super::making::Maker;
use super::score::Compare;
use super::telling::{Telling, Tellings};
use super::ties::Ties;
use super::touched::{Numbers, Open, Touched};
use super::{Known, Place, candidates, questions, repeat, scored};
use crate::kin::Kin;
use crate::rulings::Rulings;
use crate::stable;
use crate::stories::Stories;
use model::{Incident, IncidentId, Note};
use std::collections::BTreeMap;

/// Of more than this share of all tellings every block is looked through: the keys of theirs would be most of all.
const FEW: usize = 16;

/// What is remembered of the last time. Tellings go by the serials of their founding claims.
#[derive(Default)]
pub(crate) struct Memory {
    pub(super) stories: Stories,
    /// By serial: of a telling, a digest of what its incident tells of it beside the founding claim.
    pub(super) founded: Vec<Option<u64>>,
    /// The pairs that may join.
    pub(super) edges: Vec<Edge>,
    /// The tellings that decisions name or make repeat others.
    pub(super) bound: Vec<u32>,
    /// Where a cluster was or would have been large.
    pub(super) large: Vec<Large>,
    /// How many tellings there were.
    pub(super) tellings: usize,
    made: Vec<Made>,
    kin: Kin,
    replaced: u32,
}

/// An incident, and what it was made of.
struct Made {
    place: Place,
    incident: Incident,
    founding: u32,
    members: Box<[u32]>,
    edges: Box<[Edge]>,
}

/// What is other than it was.
pub(crate) struct Changed {
    /// The incidents that are new or tell something else now, as places in their order.
    pub(crate) incidents: Vec<usize>,
    /// The ids that no incident bears now.
    pub(crate) gone: Vec<IncidentId>,
    /// What there is to say.
    pub(crate) notes: Vec<Note>,
}

impl Memory {
    /// The incidents, in their order.
    pub(crate) fn incidents(&self) -> impl ExactSizeIterator<Item = &Incident> {
        self.made.iter().map(|made| &made.incident)
    }

    /// Forgets all but which incidents there were, where what nothing is compared with has changed.
    fn hold_to(&mut self, known: &Known<'_>) {
        let replaced = known.corpus.replaced();
        if self.replaced != replaced || self.kin != *known.kin {
            let made = std::mem::take(&mut self.made);
            *self = Self { made, replaced, kin: known.kin.clone(), ..Self::default() };
            self.made.iter_mut().for_each(|made| made.members = Box::default());
        }
    }
}

/// Makes incidents again.
pub(crate) fn again(known: &Known<'_>, rulings: &Rulings<'_>, memory: &mut Memory) -> Changed {
    memory.hold_to(known);
    let Known { corpus, provenance, copies, kin } = *known;
    let alike = Alike::load();
    let mut ties = Ties::new(corpus, rulings);
    let tellings = Tellings::new(corpus, provenance, &mut ties);
    let changed = memory.stories.renew(corpus, copies);
    let stories = std::mem::take(&mut memory.stories);
    let compare = Compare { alike: &alike, kin, stories: &stories };
    let blocks = Blocks { tellings: &tellings, alike: &alike, kin };
    let numbers = Numbers::new(corpus, &tellings);
    let mut touched = Touched::new(&blocks, memory, &numbers, &changed);
    let mut edges = edges(memory, &blocks, &compare, &numbers, &mut touched);
    memory.edges = edges.iter().map(|edge| in_serials(edge, &tellings)).collect();
    let repeats: Vec<Edge> = provenance.repeats.iter().filter_map(|(a, b)| repeat(&tellings, *a, *b)).collect();
    let bound = bound(memory, &tellings, &ties, &repeats);
    edges.extend(repeats);
    let open = touched.open(&edges, &bound);
    edges.retain(|edge| open.holds(edge.a));
    let named = tellings.named(&ties);
    let mut clustered = clusters::cluster(&tellings, edges, &compare, &mut ties, &named);
    clustered.clusters.retain(|joined| joined.members.first().is_some_and(|first| open.holds(*first)));
    let maker = Maker { known, tellings: &tellings, compare: &compare };
    let making = Making { maker, numbers: &numbers, founded: tellings_now(known, &tellings) };
    let (incidents, gone) = making.all(memory, &clustered.clusters, |number| !open.holds(number));
    let large = large(memory, &tellings, &numbers, &open, clustered.large);
    memory.tellings = tellings.len();
    memory.founded = making.founded;
    memory.stories = stories;
    Changed { incidents, gone, notes: questions(corpus, &tellings, &large) }
}

/// Where clusters are or would be large now: what was asked for before of what stays as it was, and anew.
fn large(memory: &mut Memory, tellings: &Tellings<'_>, numbers: &Numbers, open: &Open, anew: Vec<Large>) -> Vec<Large> {
    let before = std::mem::take(&mut memory.large).into_iter().filter_map(|large| numbers.large(large));
    let all: Vec<Large> = before.filter(|large| !open.holds(large.a)).chain(anew).collect();
    memory.large = all.iter().map(|large| large_in_serials(large, tellings)).collect();
    all
}

/// The pairs that may join now: those of before of which neither telling was touched, and all others anew.
fn edges(
    memory: &mut Memory,
    blocks: &Blocks<'_>,
    compare: &Compare<'_>,
    numbers: &Numbers,
    touched: &mut Touched,
) -> Vec<Edge> {
    let mut edges = Vec::with_capacity(memory.edges.len());
    for edge in std::mem::take(&mut memory.edges) {
        match (numbers.telling(edge.a), numbers.telling(edge.b)) {
            (Some(a), Some(b)) if !touched.holds(a) && !touched.holds(b) => edges.push(Edge { a, b, ..edge }),
            (a, b) => a.into_iter().chain(b).for_each(|number| touched.shake(number)),
        }
    }
    let wanted = |a: u32, b: u32| touched.holds(a) || touched.holds(b);
    if touched.count() * FEW <= blocks.tellings.len() {
        let keys = blocks.keys(touched.numbers().filter_map(|number| blocks.tellings.get(number as usize)));
        edges.extend(scored(blocks, Which::These(&keys), compare, wanted));
    } else {
        let of_part = |part| scored(blocks, Which::Part(part), compare, wanted);
        let mut anew: Vec<Edge> = (0..candidates::PARTS).flat_map(of_part).collect();
        anew.sort_unstable_by_key(|edge| (edge.a, edge.b));
        anew.dedup();
        edges.extend(anew);
    }
    edges
}

/// The tellings that decisions name, and those that by a decision repeat others: what they hang together with is always made
/// anew.
fn bound(memory: &mut Memory, tellings: &Tellings<'_>, ties: &Ties<'_>, repeats: &[Edge]) -> Vec<u32> {
    let named = |telling: &Telling<'_>| telling.claims.iter().any(|claim| ties.names(*claim));
    let named = (0_u32..).zip(tellings.iter()).filter(|(_, telling)| named(telling)).map(|(number, _)| number);
    let bound: Vec<u32> = named.chain(repeats.iter().flat_map(|edge| [edge.a, edge.b])).collect();
    memory.bound = bound.iter().filter_map(|number| serial(tellings, *number)).collect();
    bound
}

/// By serial, what an incident tells of each telling beside its founding claim: which copies it has, and its origin.
fn tellings_now(known: &Known<'_>, tellings: &Tellings<'_>) -> Vec<Option<u64>> {
    let mut founded = vec![None; known.corpus.serials()];
    let of_origin: Vec<u64> =
        known.provenance.origins.iter().map(|origin| stable::hash(origin.id.as_str().as_bytes())).collect();
    for telling in tellings.iter() {
        let origin = of_origin.get(known.provenance.place(telling.founding)).copied();
        let claims = telling.claims.iter().map(|claim| u64::from(known.corpus.serial(*claim as usize)));
        let digest = stable::hash_run(origin.into_iter().chain(claims));
        founded.iter_mut().skip(telling.serial() as usize).take(1).for_each(|place| *place = Some(digest));
    }
    founded
}

fn serial(tellings: &Tellings<'_>, number: u32) -> Option<u32> {
    tellings.get(number as usize).map(|telling| telling.serial())
}

fn in_serials(edge: &Edge, tellings: &Tellings<'_>) -> Edge {
    let serial = |number: u32| serial(tellings, number).expect("edges join tellings");
    Edge { a: serial(edge.a), b: serial(edge.b), ..*edge }
}

fn large_in_serials(large: &Large, tellings: &Tellings<'_>) -> Large {
    let serial = |number: u32| serial(tellings, number).expect("a large cluster is of tellings");
    Large { a: serial(large.a), b: serial(large.b), ..*large }
}

/// Incidents being made, of what was made before and of what was joined anew.
struct Making<'a> {
    maker: Maker<'a>,
    numbers: &'a Numbers,
    founded: Vec<Option<u64>>,
}

impl Making<'_> {
    /// Puts all incidents into the memory. `stays` says of which tellings the incident is joined as it was.
    fn all(
        &self,
        memory: &mut Memory,
        joined: &[Joined],
        stays: impl Fn(u32) -> bool,
    ) -> (Vec<usize>, Vec<IncidentId>) {
        let (mut made, mut fresh): (Vec<Made>, Vec<Made>) = (Vec::new(), Vec::new());
        let mut former: BTreeMap<IncidentId, Incident> = BTreeMap::new();
        for old in std::mem::take(&mut memory.made) {
            let again = self.as_joined(&old).filter(|joined| joined.members.iter().all(|number| stays(*number)));
            if again.as_ref().is_some_and(|joined| self.is_as_it_was(&old, joined, &memory.founded)) {
                made.push(old);
                continue;
            }
            fresh.extend(again.and_then(|joined| self.make(&joined)));
            former.insert(old.incident.id.clone(), old.incident);
        }
        fresh.extend(joined.iter().filter_map(|joined| self.make(joined)));
        let mut changed: Vec<Place> = Vec::new();
        for next in &fresh {
            let before = former.remove(&next.incident.id);
            changed.extend((before.as_ref() != Some(&next.incident)).then(|| next.place.clone()));
        }
        made.extend(fresh);
        made.sort_unstable_by(|a, b| a.place.cmp(&b.place));
        let at = |place: &Place| made.binary_search_by(|made| made.place.cmp(place)).ok();
        let mut changed: Vec<usize> = changed.iter().filter_map(at).collect();
        changed.sort_unstable();
        memory.made = made;
        (changed, former.into_keys().collect())
    }

    /// What an incident was made of, where all of it is still told.
    fn as_joined(&self, old: &Made) -> Option<Joined> {
        let members: Option<Box<[u32]>> = old.members.iter().map(|serial| self.numbers.telling(*serial)).collect();
        let edge =
            |edge: &Edge| Some(Edge { a: self.numbers.telling(edge.a)?, b: self.numbers.telling(edge.b)?, ..*edge });
        let edges: Option<Box<[Edge]>> = old.edges.iter().map(edge).collect();
        let members = members.filter(|members| !members.is_empty())?;
        Some(Joined { members, edges: edges?, decided: Vec::new() })
    }

    fn is_as_it_was(&self, old: &Made, joined: &Joined, founded: &[Option<u64>]) -> bool {
        let same = |serial: &u32| self.founded.get(*serial as usize) == founded.get(*serial as usize);
        let founding = self.maker.founding(&joined.members).map(|claim| self.maker.known.corpus.serial(claim));
        old.members.iter().all(same) && founding == Some(old.founding)
    }

    fn make(&self, joined: &Joined) -> Option<Made> {
        let corpus = self.maker.known.corpus;
        let serials = joined.members.iter().filter_map(|number| serial(self.maker.tellings, *number));
        Some(Made {
            place: self.maker.place(joined)?,
            incident: self.maker.incident(joined)?,
            founding: corpus.serial(self.maker.founding(&joined.members)?),
            members: serials.collect(),
            edges: joined.edges.iter().map(|edge| in_serials(edge, self.maker.tellings)).collect(),
        })
    }
}
