//! The record's negotiation tracks, each round with the incidents that tell of it. It must not judge.

use assessment::tracks::told_of;
use model::{Actor, FollowedTrack, Incident, Track};
use store::{Store, StoreError};

/// Every track, by id.
///
/// # Errors
/// The record cannot be read.
pub fn followed(store: &dyn Store, incidents: &[Incident], actors: &[Actor]) -> Result<Vec<FollowedTrack>, StoreError> {
    let told = |track: &Track| {
        let ids =
            |round| told_of(track, round, incidents, actors).into_iter().map(|incident| incident.id.clone()).collect();
        track.rounds.iter().map(ids).collect()
    };
    let followed = |(entry, track): (u64, Track)| FollowedTrack { told: told(&track), entry, track };
    Ok(store.tracks()?.into_iter().map(followed).collect())
}
