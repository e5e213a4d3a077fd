//! Which of several actors a name means, by scores that are the same for all of them.
//!
//! | evidence | points |
//! |---|---|
//! | the name suffices alone, or is used as the register says it may be | 3 |
//! | the share of its country in the document's votes | up to 4 |
//! | the document names it elsewhere by a name of its own | 3 |
//! | the document surely names somebody tied to it | 1.5 |
//! | it did not exist at publication | −4 |
//!
//! One with at least 1.5 points and 1 point ahead of the next is meant. Those within a point of the first are all kept, the
//! likeliest first. Among equal points the order says nothing: readers compare them as a set.

use super::Scene;
use crate::register::{NameUse, Sort};
use model::{ActorId, ActorRef};

const SUFFICES: f64 = 3.0;
const COUNTRY: f64 = 4.0;
const NAMED: f64 = 3.0;
const TIED: f64 = 1.5;
const ABSENT: f64 = -4.0;
const LEAST: f64 = 1.5;
const MARGIN: f64 = 1.0;
/// More candidates than this say nothing to a person.
const MOST: usize = 5;

/// Whom a name means of those sorts; `None` where the evidence points at nobody.
pub(crate) fn choose(scene: &Scene<'_>, uses: &[NameUse], sorts: &[Sort]) -> Option<ActorRef> {
    let mut scored: Vec<(usize, f64)> = uses
        .iter()
        .filter(|found| sorts.contains(&found.sort))
        .map(|found| (found.actor, score(scene, found.actor, found.sort)))
        .collect();
    scored.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    scored.dedup_by_key(|(actor, _)| *actor);
    if let ([(actor, _)], [.., Sort::Sure] | [Sort::Sure, ..]) = (scored.as_slice(), sorts) {
        let sure = uses.iter().any(|found| found.actor == *actor && found.sort != Sort::Ambiguous);
        if sure {
            return scene.listed(*actor);
        }
    }
    let (first, best) = *scored.first()?;
    if best < LEAST {
        return None;
    }
    let close: Vec<usize> =
        scored.iter().filter(|(_, points)| best - points < MARGIN).map(|(actor, _)| *actor).collect();
    match close.len() {
        1 => scene.listed(first),
        2..=MOST => Some(ambiguous(scene, &close)),
        _ => None,
    }
}

/// Several listed actors.
pub(crate) fn ambiguous(scene: &Scene<'_>, actors: &[usize]) -> ActorRef {
    let named = |number: &usize| -> Option<(ActorId, String)> {
        let actor = scene.register.actor(*number)?;
        Some((actor.id.clone(), actor.name.clone()))
    };
    ActorRef::Ambiguous(actors.iter().filter_map(named).collect())
}

fn score(scene: &Scene<'_>, number: usize, sort: Sort) -> f64 {
    let (Some(actor), Some(details)) = (scene.register.actor(number), scene.register.details(number)) else {
        return 0.0;
    };
    let mut points = if sort == Sort::Ambiguous { 0.0 } else { SUFFICES };
    points += actor.country.map_or(0.0, |country| COUNTRY * scene.context.share(country));
    if scene.context.named(number) > 0 {
        points += NAMED;
    }
    if details.tied.iter().any(|tied| scene.context.named(*tied) > 0) {
        points += TIED;
    }
    if let Some(published) = scene.context.published {
        let before = details.since.is_some_and(|since| since > published.last_day());
        let after = details.until.is_some_and(|until| until < published.from().date());
        points += if before || after { ABSENT } else { 0.0 };
    }
    points
}
