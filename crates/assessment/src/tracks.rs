//! What reports tell of a round: talks of its time that name its place, or somebody who was to take part. It must not settle what they
//! disagree on, nor change what people entered.

use model::track::{Round, TALKS};
use model::{Actor, ActorId, ActorRef, ClaimKind, Contested, Incident, Track};
use std::collections::BTreeSet;

/// The talks that tell of a round, in the order given.
pub fn told_of<'i>(track: &Track, round: &Round, incidents: &'i [Incident], actors: &[Actor]) -> Vec<&'i Incident> {
    let tells = |incident: &&Incident| {
        TALKS.contains(&incident.kind)
            && incident.time.versions().iter().filter_map(|one| one.value.hull()).any(|when| meet(when, round.when))
            && places_it(round, incident).unwrap_or_else(|| names_enough(track, round, incident, actors))
    };
    incidents.iter().filter(tells).collect()
}

fn meet(one: model::Interval, other: model::Interval) -> bool {
    one.from() < other.to() && other.from() < one.to()
}

/// Whether it lies where the round does; `None` where either tells no place.
fn places_it(round: &Round, incident: &Incident) -> Option<bool> {
    let place = round.place.as_ref()?.to_lowercase();
    let told: Vec<String> = incident.place.versions().iter().map(|one| one.value.to_string().to_lowercase()).collect();
    let told: Vec<&String> = told.iter().filter(|one| *one != "unknown").collect();
    // "Geneva" and "Palais des Nations, Geneva" are the same here; a country alone says too little.
    (!told.is_empty()).then(|| told.iter().any(|one| place.contains(one.as_str()) || one.contains(&place)))
}

/// Whether it names enough of those whom the round knows: themselves, or whoever leads them, is part of them or speaks for them.
fn names_enough(track: &Track, round: &Round, incident: &Incident, actors: &[Actor]) -> bool {
    let own: Vec<&ActorId> =
        round.present.iter().map(|one| &one.who).chain(&round.mediators).chain(&track.mediators).collect();
    let named = incident.actors.values().flat_map(Contested::versions).map(|one| &one.value);
    let known = |id: &ActorId| {
        let entry = actors.iter().find(|actor| actor.id == *id);
        let above = entry.into_iter().flat_map(|one| one.leads.iter().chain(&one.part_of).chain(&one.speaks_for));
        std::iter::once(id).chain(above).find_map(|one| own.iter().find(|other| **other == one).copied()).cloned()
    };
    let met: BTreeSet<ActorId> = named.filter_map(ActorRef::id).filter_map(known).collect();
    // One name in common would join every visit of a mediator; two make a meeting. Whoever walks out does so alone.
    met.len() >= if incident.kind == ClaimKind::WalkOut { 1 } else { 2 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builders::{actors, day, event, listed};
    use model::track::{Attendance, Presence, RoundState};
    use model::{AgreementId, Interval, Role, TrackId, Version};

    fn round(place: Option<&str>) -> Round {
        let present = ["xx-north", "xx-south"].map(|id| Attendance {
            who: ActorId::new(id).unwrap(),
            how: Presence::Present,
            remark: None,
        });
        Round {
            name: "One".to_owned(),
            when: Interval::day("2031-05-04".parse().unwrap()).unwrap(),
            place: place.map(str::to_owned),
            state: RoundState::Held,
            present: present.into(),
            mediators: Vec::new(),
            outcome: None,
            next: None,
        }
    }

    fn track() -> Track {
        Track {
            id: TrackId::new("t").unwrap(),
            title: "T".to_owned(),
            agreements: vec![AgreementId::new("a").unwrap()],
            mediators: Vec::new(),
            rounds: Vec::new(),
            facts_from: "F".to_owned(),
        }
    }

    #[test]
    fn talks_of_the_day_with_both_sides_tell_of_a_round_and_others_do_not() {
        let meeting = |kind, when: &str, who: &[&str]| {
            let mut incident = event(kind, None, Some(day(when)), None);
            let roles = [Role::Agent, Role::Counterpart];
            for (role, id) in roles.into_iter().zip(who) {
                incident.actors.insert(role, Contested::Agreed(Version { value: listed(id), by: Vec::new() }));
            }
            incident
        };
        let both = ["xx-north", "xx-south"];
        let all = [
            meeting(ClaimKind::Meeting, "2031-05-04", &both),
            meeting(ClaimKind::Meeting, "2031-05-09", &both),
            meeting(ClaimKind::Shelling, "2031-05-04", &both),
            meeting(ClaimKind::Visit, "2031-05-04", &both[..1]),
            meeting(ClaimKind::WalkOut, "2031-05-04", &["person-xx-south"]),
            meeting(ClaimKind::Meeting, "2031-05-04", &["person-xx-south", "xx-south"]),
        ];
        let register = actors("xx-north", "xx-south");
        let told = |place| told_of(&track(), &round(place), &all, &register);
        assert_eq!(told(None), [&all[0], &all[4]], "the leader of one side walked out; with itself nobody meets");
        assert_eq!(told(Some("Hilltown")), [&all[0], &all[4]], "no place is told of them");
    }
}
