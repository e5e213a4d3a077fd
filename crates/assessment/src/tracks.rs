//! What reports tell of a round: talks of its time that name its place, or somebody who was to take part. It must not settle what they
//! disagree on, nor change what people entered.

use model::track::{Round, TALKS};
use model::{ActorId, ActorRef, Contested, Incident, Track};

/// The talks that tell of a round, in the order given.
pub fn told_of<'i>(track: &Track, round: &Round, incidents: &'i [Incident]) -> Vec<&'i Incident> {
    let tells = |incident: &&Incident| {
        TALKS.contains(&incident.kind)
            && incident.time.versions().iter().filter_map(|one| one.value.hull()).any(|when| meet(when, round.when))
            && places_it(round, incident).unwrap_or_else(|| names_somebody(track, round, incident))
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

fn names_somebody(track: &Track, round: &Round, incident: &Incident) -> bool {
    let own: Vec<&ActorId> =
        round.present.iter().map(|one| &one.who).chain(&round.mediators).chain(&track.mediators).collect();
    let named = incident.actors.values().flat_map(Contested::versions).map(|one| &one.value);
    let listed: Vec<&ActorId> = named.filter_map(ActorRef::id).collect();
    // One name in common would join every visit of a mediator; two make a meeting.
    listed.iter().filter(|id| own.contains(id)).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builders::{day, event, listed};
    use model::track::{Attendance, Presence, RoundState};
    use model::{AgreementId, ClaimKind, Interval, Role, TrackId, Version};

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
        ];
        assert_eq!(told_of(&track(), &round(None), &all), [&all[0]]);
        assert_eq!(told_of(&track(), &round(Some("Hilltown")), &all), [&all[0]], "no place is told of it");
    }
}
