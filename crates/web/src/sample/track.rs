//! The sample's negotiation track: one round of which nobody tells, from which one side walked out.

use super::{actor_id, day};
use model::track::{Attendance, Presence, Round, RoundState};
use model::{AgreementId, FollowedTrack, Track, TrackId};

pub(super) fn track() -> FollowedTrack {
    let attendance = |id: &str, how: Presence| Attendance { who: actor_id(id), how, remark: None };
    let round = Round {
        name: "First round".to_owned(),
        when: day("2020-01-18"),
        place: Some("Ferry house".to_owned()),
        state: RoundState::BrokenOff,
        present: vec![attendance("north-army", Presence::Present), attendance("south-council", Presence::WalkedOut)],
        mediators: vec![actor_id("harbour-state")],
        outcome: Some("A draft was laid before both.".to_owned()),
        next: Some(day("2020-02-01")),
    };
    let track = Track {
        id: TrackId::new("rivers").expect("an id without spaces"),
        title: "River talks".to_owned(),
        agreements: vec![AgreementId::new("rivers-2020").expect("an id without spaces")],
        mediators: vec![actor_id("harbour-state")],
        rounds: vec![round],
        facts_from: "Statement of the mediators.".to_owned(),
    };
    FollowedTrack { track, entry: 9, told: vec![Vec::new()] }
}
