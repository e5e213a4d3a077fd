//! A telling: a claim of an event with all its copies, and what of it can be compared. Copies are one telling.

use super::alike::{Profile, profile};
use super::event;
use super::listed::{self, Row};
use super::ties::Part;
use crate::corpus::{Corpus, DAY, Minutes, minutes_of};
use crate::kin::Kin;
use crate::origins::names::plain;
use crate::stable;
use model::{ActorRef, Claim, ClaimKind, Effect, Filler, Harm, PlacePrecision, Position, Reading, Role, Toll, Where};

/// Times told to about a day are fine; others leave room.
const FINE: i64 = DAY + DAY / 2;
/// What is told to last longer than this is no event but its background.
const BACKGROUND: i64 = 60 * DAY;
/// Letters by which words are compared: enough to tell words apart, few enough to drop their endings.
const STEM: usize = 6;

/// A place where a telling may lie.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot {
    /// The centre.
    pub(crate) position: Position,
    /// How far from it the event may lie, in kilometres.
    pub(crate) radius_km: f64,
    /// Whether it is a settlement or finer.
    pub(crate) fine: bool,
    /// The hash of the gazetteer's id.
    pub(crate) id: u64,
}

/// Hashes of names, in order, each once.
pub(crate) type Keys = Vec<u64>;

/// A claim of an event with its copies.
#[derive(Debug, Clone)]
pub(crate) struct Telling {
    /// The claim that the others copy.
    pub(crate) founding: usize,
    /// All, the founding one too, in order.
    pub(crate) claims: Vec<usize>,
    /// The group of what people tied to it.
    pub(crate) group: usize,
    /// The founding claim's kind.
    pub(crate) kind: ClaimKind,
    /// Its profile.
    pub(crate) profile: Profile,
    /// When.
    pub(crate) time: Option<Minutes>,
    /// When the founding report was published.
    pub(crate) told: Option<Minutes>,
    /// Where it may lie: one place, or the candidates.
    pub(crate) spots: Vec<Spot>,
    /// The name of a place that nobody could place.
    pub(crate) named_place: Option<u64>,
    /// Who acts.
    pub(crate) agents: Keys,
    /// To whom, against whom, with whom.
    pub(crate) patients: Keys,
    /// Whom those who act lead, speak for or are a part of.
    pub(crate) principals: Keys,
    /// Everybody named.
    pub(crate) everybody: Keys,
    /// The tolls of the event itself, by effect.
    pub(crate) tolls: Vec<(Effect, Toll)>,
    /// Words for the means.
    pub(crate) weapons: Keys,
    /// Words for the matter.
    pub(crate) matter: Keys,
    /// The stem of the trigger.
    pub(crate) trigger: u64,
    /// The content words of the evidence.
    pub(crate) words: Keys,
    /// The report, and where in it the evidence stands.
    pub(crate) at: (usize, usize, usize),
    /// The row of a list that it is told by.
    pub(crate) row: Option<Row>,
    /// Whether it denies.
    pub(crate) denies: bool,
    /// Whether it tells neither time nor place.
    pub(crate) bare: bool,
    /// Whether it may only join others, never bring others together.
    pub(crate) only_joins: bool,
}

impl Telling {
    /// Whether its time is told to about a day.
    pub(crate) fn is_fine(&self) -> bool {
        self.time.is_some_and(|(from, to)| to - from <= FINE)
    }

    /// Whether its time is so long that it is no time of an event.
    pub(crate) fn is_background(&self) -> bool {
        self.time.is_some_and(|(from, to)| to - from > BACKGROUND)
    }
}

/// Reads tellings out of one text after the other; the text is cut into characters once.
pub(crate) struct Reader<'a> {
    corpus: &'a Corpus<'a>,
    kin: &'a Kin,
    part_cues: &'a [String],
    cut: Option<(usize, Vec<char>)>,
}

impl<'a> Reader<'a> {
    /// A reader over a corpus; `part_cues` open a part of a toll already told.
    pub(crate) fn new(corpus: &'a Corpus<'a>, part_cues: &'a [String], kin: &'a Kin) -> Self {
        Self { corpus, kin, part_cues, cut: None }
    }

    fn slice(&mut self, reading: usize, start: usize, end: usize) -> String {
        if self.cut.as_ref().is_none_or(|(cut, _)| *cut != reading) {
            self.cut = Some((reading, self.corpus.reading(reading).text.chars().collect()));
        }
        let characters = self.cut.as_ref().and_then(|(_, all)| all.get(start..end.min(all.len()).max(start)));
        characters.map(|all| all.iter().collect()).unwrap_or_default()
    }

    /// The telling that a founding claim begins.
    pub(crate) fn telling(&mut self, part: Part) -> Telling {
        let Part { founding, claims, group } = part;
        let (reading, claim) = self.corpus.claim(founding);
        let number = self.corpus.at(founding).reading;
        let time = reading.time(claim).hull().map(minutes_of);
        let (spots, named_place) = spots(&place(reading, claim));
        let bare = time.is_none() && spots.is_empty() && named_place.is_none();
        let evidence = self.slice(number, claim.evidence.start(), claim.evidence.end());
        let trigger = self.slice(number, claim.trigger.start(), claim.trigger.end());
        let agents = actor_keys(reading, claim, &[Role::Agent]);
        let patients = actor_keys(reading, claim, &[Role::Target, Role::Victim, Role::Counterpart, Role::Beneficiary]);
        Telling {
            founding,
            claims,
            group,
            kind: claim.kind,
            profile: profile(claim.kind),
            time,
            told: self.corpus.told(number),
            spots,
            named_place,
            principals: sorted(agents.iter().flat_map(|agent| self.kin.principals(*agent)).collect()),
            everybody: actor_keys(reading, claim, &Role::ALL),
            agents,
            patients,
            tolls: self.tolls(number, claim),
            weapons: self.role_words(number, reading, claim, Role::Instrument),
            matter: self.role_words(number, reading, claim, Role::Matter),
            trigger: stable::hash(stem(&trigger).as_bytes()),
            words: word_keys(&evidence),
            at: (number, claim.evidence.start(), claim.evidence.end()),
            row: listed::row(&reading.report),
            denies: event::denies(claim),
            bare,
            only_joins: event::only_joins(claim, bare),
        }
    }

    fn role_words(&mut self, number: usize, reading: &Reading, claim: &Claim, role: Role) -> Keys {
        let spans = claim.roles.get(&role).into_iter().flatten().filter_map(|filler| match filler {
            Filler::Mention(mention) => reading.mentions.get(mention.0).map(|mention| mention.head),
            Filler::Words(span) => Some(*span),
        });
        let spans: Vec<_> = spans.collect();
        let text: Vec<String> = spans.iter().map(|span| self.slice(number, span.start(), span.end())).collect();
        word_keys(&text.join(" "))
    }

    /// The tolls of the event itself. Groups of one claim are added ("3 soldiers and 2 civilians"), unless the words say
    /// that one is a part of the other; running totals are left out.
    pub(crate) fn tolls(&mut self, number: usize, claim: &Claim) -> Vec<(Effect, Toll)> {
        let mut tolls: Vec<(Effect, Toll)> = Vec::new();
        let mut last_end: Option<usize> = None;
        for harm in claim.harm.iter().filter(|harm| !harm.cumulative) {
            let part = last_end.is_some_and(|end| self.is_part(number, end, harm));
            last_end = Some(harm.evidence.end());
            match tolls.iter_mut().find(|(effect, _)| *effect == harm.effect) {
                Some(_) if part => {}
                Some((_, toll)) => *toll = add(*toll, harm.toll),
                None => tolls.push((harm.effect, harm.toll)),
            }
        }
        tolls.sort_unstable();
        tolls
    }

    fn is_part(&mut self, number: usize, end: usize, harm: &Harm) -> bool {
        // A few characters of the group's own words count too: evidence may open with "including".
        let between = self.slice(number, end, harm.evidence.start().max(end) + 12).to_lowercase();
        self.part_cues.iter().any(|cue| between.contains(cue))
    }
}

/// Two groups of one claim together. What is open or unnamed in one is so in the sum.
fn add(a: Toll, b: Toll) -> Toll {
    let sum = |a: Option<u64>, b: Option<u64>| Some(a?.saturating_add(b?));
    let approximate = a.approximate() || b.approximate();
    let low = a.low().saturating_add(b.low());
    Toll::new(low, sum(a.best(), b.best()), sum(a.high(), b.high()), approximate).unwrap_or(a)
}

/// The keys of named actors. A description counts by whose side it names ("Turkish troops"), else not at all:
/// "gunmen" are nobody in particular.
pub(crate) fn named_keys(actor: &ActorRef, keys: &mut Keys) {
    match actor {
        ActorRef::Listed { .. } | ActorRef::Unlisted { .. } => keys.push(stable::hash(actor.key().as_bytes())),
        ActorRef::Described { of, .. } => {
            if let Some(of) = of {
                named_keys(of, keys);
            }
        }
        ActorRef::Ambiguous(all) => keys.extend(all.iter().map(|(id, _)| stable::hash(id.as_str().as_bytes()))),
    }
}

fn actor_keys(reading: &Reading, claim: &Claim, roles: &[Role]) -> Keys {
    let mut keys = Vec::new();
    for actor in roles.iter().flat_map(|role| reading.actors(claim, *role)) {
        named_keys(actor, &mut keys);
    }
    sorted(keys)
}

fn sorted(mut keys: Keys) -> Keys {
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Where it was: as told, else where a journey led, or from where somebody left.
fn place(reading: &Reading, claim: &Claim) -> Where {
    let told = reading.place(claim);
    if told != Where::Unknown {
        return told;
    }
    let ends = [Role::To, Role::From].into_iter().flat_map(|role| claim.mentions(role));
    ends.filter_map(|mention| reading.referent(mention).place())
        .find(|place| **place != Where::Unknown)
        .cloned()
        .unwrap_or_default()
}

fn spots(place: &Where) -> (Vec<Spot>, Option<u64>) {
    let spot = |place: &model::Place| Spot {
        position: place.position,
        radius_km: place.radius_km.max(0.0),
        fine: place.precision <= PlacePrecision::Near,
        id: stable::hash(place.id.as_str().as_bytes()),
    };
    match place {
        Where::Unknown => (Vec::new(), None),
        Where::At(place) => (vec![spot(place)], None),
        Where::Named(name) => (Vec::new(), Some(stable::hash(plain(name).as_bytes()))),
        Where::Ambiguous(all) => (all.iter().map(spot).collect(), None),
    }
}

fn stem(word: &str) -> String {
    word.to_lowercase().chars().filter(|c| c.is_alphanumeric()).take(STEM - 1).collect()
}

fn word_keys(text: &str) -> Keys {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= 4);
    let stems = words.map(|word| word.chars().take(STEM).collect::<String>());
    let keys: Keys = stems.map(|stem| stable::hash(stem.as_bytes())).collect();
    sorted(keys)
}

/// How many keys two lists share.
pub(crate) fn common(a: &Keys, b: &Keys) -> usize {
    a.iter().filter(|key| b.binary_search(key).is_ok()).count()
}
