//! What is screened: an incident with the claims behind it, or a patrol's observation. Everything that costs time and is the
//! same for every clause is made ready here once.

use super::arms::{self, Weapon};
use super::reply::{Lack, Reply};
use geodesy::{Near, Spot, Trace};
use model::{
    ActorRef, Claim, ClaimId, ClaimKind, Contested, Filler, Incident, Interval, Modality, Place, Polarity,
    ProposalSubject, Reading, Role, Tense, When, Where,
};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// The claims behind incidents, with their readings.
pub(crate) type Told<'a> = BTreeMap<&'a ClaimId, (&'a Reading, &'a Claim)>;

/// The claims behind these incidents.
pub(crate) fn told<'a>(readings: &'a [Reading], incidents: &[Incident]) -> Told<'a> {
    let wanted: BTreeSet<&ClaimId> = incidents.iter().flat_map(|incident| &incident.members).collect();
    let all = readings.iter().flat_map(|reading| reading.claims.iter().map(move |claim| (&claim.id, (reading, claim))));
    all.filter(|(id, _)| wanted.contains(id)).collect()
}

/// What is screened.
pub(crate) struct Subject<'a> {
    pub(crate) incident: &'a Incident,
    /// What the answers are about.
    pub(crate) about: ProposalSubject,
    /// What it may have been: one kind for an incident, perhaps several for an observation.
    pub(crate) kinds: Vec<ClaimKind>,
    /// When a report first told of it.
    pub(crate) published: Option<Interval>,
    /// How it is told where no claim states it as done.
    pub(crate) told_only_as: Option<String>,
    pub(crate) weapons: Vec<Weapon>,
    /// The first and the last moment at which it may have happened.
    pub(crate) hull: Option<Interval>,
    places: Vec<Spots<'a>>,
}

/// One version of where it happened: a place, or several candidates. A name that nobody could place has none.
struct Spots<'a> {
    told: &'a Where,
    candidates: Vec<Candidate<'a>>,
}

/// A place, prepared, with what was already asked of it.
pub(crate) struct Candidate<'a> {
    pub(crate) place: &'a Place,
    pub(crate) spot: Spot,
    /// How far the event may lie from its centre, in metres.
    pub(crate) reach: f64,
    near: RefCell<Vec<Option<Near>>>,
}

impl Candidate<'_> {
    /// How far from a trace, asked once of each.
    pub(crate) fn near(&self, number: usize, trace: &Trace) -> Option<Near> {
        let mut known = self.near.borrow_mut();
        if known.len() <= number {
            known.resize(number + 1, None);
        }
        let slot = known.get_mut(number)?;
        if slot.is_none() {
            *slot = trace.near(&self.spot);
        }
        *slot
    }
}

impl<'a> Subject<'a> {
    /// An incident, with the claims behind it as far as they are at hand.
    pub(crate) fn of_incident(incident: &'a Incident, told: &Told<'_>) -> Self {
        let members: Vec<(&Reading, &Claim)> = incident.members.iter().filter_map(|id| told.get(id).copied()).collect();
        let early = members.iter().filter(|(_, claim)| claim.tense != Tense::Future);
        Self {
            published: early.filter_map(|(reading, _)| reading.published.interval()).min(),
            told_only_as: told_only_as(&members),
            weapons: weapons(&members),
            ..Self::bare(incident, ProposalSubject::Incident(incident.id.clone()), vec![incident.kind])
        }
    }

    /// A patrol's observation, written as an incident of these possible kinds.
    pub(crate) fn of_observation(
        incident: &'a Incident,
        about: ProposalSubject,
        kinds: Vec<ClaimKind>,
        weapons: Vec<Weapon>,
    ) -> Self {
        Self { weapons, ..Self::bare(incident, about, kinds) }
    }

    fn bare(incident: &'a Incident, about: ProposalSubject, kinds: Vec<ClaimKind>) -> Self {
        let times = incident.time.versions().iter().filter_map(|version| version.value.hull());
        let hull = times.reduce(|a, b| {
            let (from, to) = (a.from().min(b.from()), a.to().max(b.to()));
            Interval::new(from, to, a.precision().max(b.precision())).unwrap_or(a)
        });
        let places = incident.place.versions().iter().map(|version| &version.value);
        let places = places.filter(|place| **place != Where::Unknown).map(Spots::new).collect();
        Self { incident, about, kinds, published: None, told_only_as: None, weapons: Vec::new(), hull, places }
    }

    /// Every time told.
    pub(crate) fn times(&self) -> impl Iterator<Item = &'a When> {
        let versions = self.incident.time.versions().iter().map(|version| &version.value);
        versions.filter(|when| **when != When::Unknown)
    }

    /// Whether a time is told at all.
    pub(crate) fn has_time(&self) -> bool {
        self.times().next().is_some()
    }

    /// Every place told, in words.
    pub(crate) fn places_in_words(&self) -> String {
        self.places.iter().map(|spots| spots.told.to_string()).collect::<Vec<_>>().join(" or ")
    }

    /// Every place at which it may have happened.
    pub(crate) fn candidates(&self) -> impl Iterator<Item = &Candidate<'a>> {
        self.places.iter().flat_map(|spots| &spots.candidates)
    }

    /// What holds of every place at which it may have happened; a name without a place leaves it open.
    pub(crate) fn everywhere(&self, ask: impl Fn(&Candidate<'a>) -> Reply) -> Reply {
        let of = |spots: &Spots<'a>| Reply::common(spots.candidates.iter().map(&ask), Lack::Place);
        Reply::common(self.places.iter().map(of), Lack::Place)
    }

    /// Those whom the incident names in these roles, every version.
    pub(crate) fn actors(&self, roles: &[Role]) -> impl Iterator<Item = &'a ActorRef> {
        let named = roles.iter().filter_map(|role| self.incident.actors.get(role));
        named.flat_map(Contested::versions).map(|version| &version.value)
    }
}

impl<'a> Spots<'a> {
    fn new(told: &'a Where) -> Self {
        let places = match told {
            Where::At(place) => std::slice::from_ref(place),
            Where::Ambiguous(all) => all.as_slice(),
            Where::Unknown | Where::Named(_) => &[],
        };
        let prepared = |place: &'a Place| Candidate {
            place,
            spot: Spot::new(place.position),
            reach: place.radius_km * 1000.0,
            near: RefCell::new(Vec::new()),
        };
        Self { told, candidates: places.iter().map(prepared).collect() }
    }
}

/// `None` where a claim states it as done, or where the claims are not at hand.
fn told_only_as(members: &[(&Reading, &Claim)]) -> Option<String> {
    if members.is_empty() || members.iter().any(|(_, claim)| claim.is_fact_told()) {
        return None;
    }
    let ways: BTreeSet<&str> = members.iter().map(|(_, claim)| way(claim)).collect();
    Some(ways.into_iter().collect::<Vec<_>>().join(", "))
}

fn way(claim: &Claim) -> &'static str {
    match (claim.modality, claim.polarity) {
        (Modality::Asserted, Polarity::Negated) => "something that did not happen",
        (Modality::Asserted, Polarity::Affirmed) => "something to come",
        (modality, _) => modality.as_str(),
    }
}

/// The weapons that the claims name as the means, each once.
fn weapons(members: &[(&Reading, &Claim)]) -> Vec<Weapon> {
    let words = |(reading, claim): &(&Reading, &Claim)| -> Vec<String> {
        let fillers = claim.roles.get(&Role::Instrument).into_iter().flatten();
        fillers.filter_map(|filler| phrase(reading, *filler)).collect()
    };
    let told: BTreeSet<Weapon> = members.iter().flat_map(words).flat_map(|phrase| arms::told_in(&phrase)).collect();
    told.into_iter().collect()
}

fn phrase(reading: &Reading, filler: Filler) -> Option<String> {
    match filler {
        Filler::Mention(mention) => reading.mentions.get(mention.0).map(|mention| mention.text.clone()),
        Filler::Words(span) => Some(span.slice(&reading.text).to_owned()),
    }
}
