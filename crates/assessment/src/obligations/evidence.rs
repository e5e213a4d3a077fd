//! What reports show of an obligation: incidents of the kinds that would show it, where and when it is owed, by the party.

use super::Grounds;
use crate::matter::speaks_of;
use crate::screen::standing::{Stand, Standings};
use crate::screen::subject::{Subject, Told, told};
use crate::screen::{Screen, Shape};
use model::{
    Agreement, Claim, ClaimId, Condition, Field, Incident, IncidentId, Interval, Obligation, Reading, Referent, Role,
    Tense,
};

/// What reports show of one obligation of one party.
#[derive(Debug, Clone, Default)]
pub(super) struct Shown {
    /// The incidents, by their ids.
    pub(super) incidents: Vec<IncidentId>,
    /// Claims that it did not happen.
    pub(super) against: Vec<ClaimId>,
    /// Whether it is contested that it happened.
    pub(super) contested: bool,
    /// The last time at which it is told to have been done.
    pub(super) last: Option<Interval>,
    /// Whether a report tells it as done, by the party, and not by the party's word alone.
    done: bool,
    pub(super) because: Vec<String>,
}

impl Shown {
    /// Whether it is shown to be done, undisputed.
    pub(super) fn is_done(&self) -> bool {
        self.done && self.against.is_empty() && !self.contested
    }
}

/// How one incident bears on an obligation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bearing {
    Done,
    GoingOn,
    OwnWord,
    NobodyNamed,
}

impl Bearing {
    fn words(self) -> &'static str {
        match self {
            Bearing::Done => "tells it as done",
            Bearing::GoingOn => "tells it as going on",
            Bearing::OwnWord => "rests on the party's own word",
            Bearing::NobodyNamed => "does not say by whom it was done",
        }
    }
}

pub(super) struct Evidence<'a> {
    agreement: &'a Agreement,
    incidents: Vec<&'a Incident>,
    told: Told<'a>,
    screen: Screen<'a>,
}

impl<'a> Evidence<'a> {
    /// Only what was told before the day asked about counts.
    pub(super) fn new(agreement: &'a Agreement, known: &'a Grounds<'a>) -> Self {
        let told = told(known.readings, known.incidents);
        let early = |incident: &&'a Incident| {
            let hull =
                incident.time.versions().iter().filter_map(|version| version.value.hull()).map(Interval::from).min();
            hull.is_none_or(|from| from < known.as_of)
        };
        let incidents = known.incidents.iter().filter(early).collect();
        Self { agreement, incidents, told, screen: Screen::new(agreement, known.actors) }
    }

    /// What is shown for one party.
    pub(super) fn of(&self, obligation: &Obligation, party: usize, standings: &Standings<'_>) -> Shown {
        let mut shown = Shown::default();
        let mut by_nobody = Vec::new();
        for incident in &self.incidents {
            let Some(bearing) = self.bearing(obligation, incident, party, standings) else { continue };
            shown.incidents.push(incident.id.clone());
            shown.against.extend(incident.denials.iter().cloned());
            shown.contested |= incident.contested.contains(&Field::Occurrence);
            shown.done |= bearing == Bearing::Done;
            let times = incident.time.versions().iter().filter_map(|version| version.value.hull());
            shown.last = shown.last.into_iter().chain(times).max_by_key(|when| when.to());
            match bearing {
                Bearing::NobodyNamed => by_nobody.push(incident.id.as_str()),
                told => shown.because.push(format!("{} ({}) {}.", incident.id, incident.kind.words(), told.words())),
            }
        }
        shown.because.extend(nobody_named(&by_nobody));
        shown
    }

    /// Whether something that would show the condition is told as done.
    pub(super) fn condition_met(&self, condition: &Condition) -> bool {
        let shows = |incident: &&&Incident| condition.shown_by.contains(&incident.kind) && self.is_told_done(incident);
        self.incidents.iter().find(shows).is_some()
    }

    fn bearing(
        &self,
        obligation: &Obligation,
        incident: &Incident,
        party: usize,
        standings: &Standings<'_>,
    ) -> Option<Bearing> {
        if !obligation.shown_by.contains(&incident.kind) || !self.is_there_and_then(obligation, incident) {
            return None;
        }
        let members = self.members(incident);
        if !members.is_empty() && !members.iter().any(|(_, claim)| claim.is_fact_told()) {
            return None;
        }
        if !speaks_of_it(obligation, &members) {
            return None;
        }
        let doers: Vec<Stand> = named(incident).map(|actor| standings.of(actor)).collect();
        let by_party = doers.contains(&Stand::Party(party));
        if !doers.is_empty() && !by_party {
            return None;
        }
        let facts: Vec<&(&Reading, &Claim)> = members.iter().filter(|(_, claim)| claim.is_fact_told()).collect();
        let own =
            |(reading, claim): &&(&Reading, &Claim)| speaker(reading, claim, standings) == Some(Stand::Party(party));
        Some(if !by_party {
            Bearing::NobodyNamed
        } else if !facts.is_empty() && facts.iter().all(|(_, claim)| claim.tense == Tense::Ongoing) {
            Bearing::GoingOn
        } else if !facts.is_empty() && facts.iter().all(own) {
            Bearing::OwnWord
        } else {
            Bearing::Done
        })
    }

    fn is_told_done(&self, incident: &Incident) -> bool {
        let members = self.members(incident);
        members.is_empty() || members.iter().any(|(_, claim)| claim.is_fact_told())
    }

    fn members(&self, incident: &Incident) -> Vec<(&'a Reading, &'a Claim)> {
        incident.members.iter().filter_map(|id| self.told.get(id).copied()).collect()
    }

    /// Not surely before it was owed, and not surely elsewhere.
    fn is_there_and_then(&self, obligation: &Obligation, incident: &Incident) -> bool {
        let subject = Subject::of_incident(incident, &Told::new());
        let start = obligation.terms.from.or(self.agreement.in_effect);
        let then = match (start, subject.hull) {
            (Some(start), Some(hull)) => start.from() < hull.to(),
            (None, _) => false,
            (Some(_), None) => true,
        };
        then && self
            .screen
            .may_lie_in(&Shape { area: &obligation.terms.area, zones: &obligation.terms.zones }, &subject)
    }
}

/// One sentence for all that name nobody: they are the same for every party.
fn nobody_named(incidents: &[&str]) -> Option<String> {
    match incidents {
        [] => None,
        [one] => Some(format!("{one} {}.", Bearing::NobodyNamed.words())),
        more => Some(format!("{} incidents do not say by whom it was done: {}.", more.len(), more.join(", "))),
    }
}

/// Those who may have done it: of an exchange both sides.
fn named(incident: &Incident) -> impl Iterator<Item = &model::ActorRef> {
    let roles = [Role::Agent, Role::Counterpart].into_iter().filter_map(|role| incident.actors.get(&role));
    roles.flat_map(model::Contested::versions).map(|version| &version.value)
}

/// Whether one of the sentences holds the words by which the obligation is told from others of its kinds.
fn speaks_of_it(obligation: &Obligation, members: &[(&Reading, &Claim)]) -> bool {
    let concerns = &obligation.terms.concerns;
    let told = |(reading, claim): &(&Reading, &Claim)| speaks_of(claim.evidence.slice(&reading.text), concerns);
    concerns.is_empty() || members.iter().any(told)
}

/// Where whoever says it stands.
fn speaker(reading: &Reading, claim: &Claim, standings: &Standings<'_>) -> Option<Stand> {
    let mention = claim.attribution.speaker?;
    reading.referents.get(mention.0).and_then(Referent::actor).map(|actor| standings.of(actor))
}
