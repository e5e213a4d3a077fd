//! What is kept of a claim: numbers that lead to what many claims share. It has one size, whatever the claim says.

use super::harmed::Harmed;
use super::pool::Pool;
use super::runs::Runs;
use super::sequence::Known;
use super::{Minutes, minutes_of};
use crate::origins::names::plain;
use crate::stable;
use crate::stories::rarity::Rarity;
use model::{
    ActorRef, ClaimKind, Effect, Interval, Modality, PlacePrecision, Polarity, Position, Role, Span, Toll, When, Where,
};
use std::hash::{Hash, Hasher};
use std::num::NonZeroU32;

/// A claim, as far as fusion needs it. Numbers are those of the corpus' pools.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    /// The report's number, once the corpus is settled.
    pub(crate) report: u32,
    /// Its place among the report's claims.
    pub(super) nth: u32,
    /// Its id, or what follows its report's id in it.
    pub(super) name: u32,
    /// Whether its id begins with its report's.
    pub(super) named_after_report: bool,
    /// What kind of thing is said.
    pub(crate) kind: ClaimKind,
    /// How it is meant.
    pub(crate) modality: Modality,
    /// Whether it is said to be.
    pub(crate) polarity: Polarity,
    /// Whether it tells of an event.
    pub(crate) tells_of_event: bool,
    /// The stem of the trigger.
    pub(crate) stem: u32,
    /// The words that name the act.
    pub(super) trigger: Place,
    /// The least stretch of text that says it all.
    pub(super) evidence: Place,
    /// When.
    pub(super) time: u32,
    /// Where, as told.
    pub(super) place: u32,
    /// Where, for comparing.
    pub(super) lies: u32,
    /// Who plays which role.
    pub(super) roles: u32,
    /// Speaker and relays.
    pub(super) voices: u32,
    /// Who acts.
    pub(crate) agents: u32,
    /// To whom, against whom, with whom.
    pub(crate) patients: u32,
    /// Everybody named.
    pub(crate) everybody: u32,
    /// What sort of people were harmed.
    pub(crate) harmed: Harmed,
    /// Words for the means.
    pub(crate) weapons: u32,
    /// Words for the matter.
    pub(crate) matter: u32,
    /// The content words of the evidence.
    pub(crate) words: u32,
    /// The tolls of the event itself.
    pub(crate) tolls: u32,
    /// The running totals, where it tells any.
    pub(super) totals: Option<NonZeroU32>,
}

impl Told {
    /// The words that name the act.
    pub(crate) fn trigger(&self) -> Span {
        self.trigger.span()
    }

    /// The least stretch of text that says it all.
    pub(crate) fn evidence(&self) -> Span {
        self.evidence.span()
    }
}

/// A span of a text that is shorter than four thousand million characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place(u32, u32);

impl Place {
    /// A span made small.
    pub(super) fn of(span: Span) -> Self {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self(small(span.start()), small(span.end()))
    }

    fn span(self) -> Span {
        Span::new(self.0 as usize, self.1 as usize).expect("it was a span when it was made small")
    }
}

/// A running total, as its claim tells it.
#[derive(Debug, Clone)]
pub(crate) struct Total {
    /// What was suffered.
    pub(crate) effect: Effect,
    /// The head words, in lower case.
    pub(crate) who: String,
    /// How many.
    pub(crate) toll: Toll,
    /// Since when.
    pub(crate) since: Option<Interval>,
}

/// A place where something may lie.
#[derive(Debug, Clone, Copy, PartialEq)]
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

/// Where something lies, and by what that is compared.
#[derive(Debug, Clone)]
pub(crate) struct Lies {
    /// As told.
    pub(crate) place: Where,
    /// One place, or the candidates.
    pub(crate) spots: Vec<Spot>,
    /// The name of a place that nobody could place.
    pub(crate) named: Option<u64>,
}

impl Lies {
    /// A place made ready to be compared.
    pub(super) fn new(place: Where) -> Self {
        let spot = |place: &model::Place| Spot {
            position: place.position,
            radius_km: place.radius_km.max(0.0),
            fine: place.precision <= PlacePrecision::Near,
            id: stable::hash(place.id.as_str().as_bytes()),
        };
        let (spots, named) = match &place {
            Where::Unknown => (Vec::new(), None),
            Where::At(place) => (vec![spot(place)], None),
            Where::Named(name) => (Vec::new(), Some(stable::hash(plain(name).as_bytes()))),
            Where::Ambiguous(all) => (all.iter().map(spot).collect(), None),
        };
        Self { place, spots, named }
    }
}

impl PartialEq for Lies {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place
    }
}

impl Hash for Lies {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.spots.iter().for_each(|spot| spot.id.hash(state));
        self.named.hash(state);
    }
}

/// A time, and the same in minutes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Moment(pub(super) When, pub(super) Option<Minutes>);

impl Moment {
    /// A time made ready to be compared.
    pub(super) fn new(when: When) -> Self {
        let minutes = when.hull().map(minutes_of);
        Self(when, minutes)
    }
}

/// What claims and reports share.
#[derive(Default)]
pub(super) struct Pools {
    pub(super) vocabulary: Pool<Known>,
    pub(super) rarity: Rarity,
    pub(super) texts: Pool<Box<str>>,
    pub(super) times: Pool<Moment>,
    pub(super) places: Pool<Lies>,
    pub(super) actors: Pool<ActorRef>,
    pub(super) roles: Runs<(Role, u32)>,
    pub(super) voices: Runs<u32>,
    /// Lists of names.
    pub(super) keys: Runs<u64>,
    pub(super) stems: Pool<u64>,
    /// Lists of stems, by their numbers.
    pub(super) words: Runs<u32>,
    pub(super) tolls: Runs<(Effect, Toll)>,
    /// The totals of the claims that tell any, counted from one; no two claims share them.
    pub(super) totals: Vec<Box<[Total]>>,
}

#[cfg(test)]
impl Pools {
    /// How many values they hold, beside those that no two claims share.
    pub(super) fn distinct(&self) -> usize {
        let names = self.texts.len() + self.keys.len() + self.actors.len() + self.roles.len() + self.voices.len();
        let words = self.vocabulary.len() + self.stems.len() + self.words.len();
        names + words + self.times.len() + self.places.len() + self.tolls.len()
    }
}
