//! Offices and those who hold them: "the Turkish foreign minister", "Italy's prime minister", "the LNA leader".

use super::choose::ambiguous;
use super::{Scene, choose};
use crate::cues::cues;
use crate::register::Sort;
use model::{ActorKind, ActorRef};
use std::ops::Range;

/// No title has more words than this.
const MOST_WORDS: usize = 5;
/// More holders than this name nobody.
const MOST_HOLDERS: usize = 3;

/// Who holds the office that a head names; the office itself, with whose it is, where nobody can be told.
pub(crate) fn holder(scene: &Scene<'_>, all: &Range<usize>, head: &Range<usize>) -> Option<ActorRef> {
    let title = title(scene, all, head)?;
    let words = &scene.context.words;
    let key = words.joined(title.clone());
    let last = words.key(title.end.checked_sub(1)?);
    let owner = owner(scene, all, &title);
    let (leads, speaks) = (cues().leader.contains(last), cues().speaker.contains(last));
    let holders = match owner {
        Some(owner) => {
            let held = scene.register.offices.holders(&key, &owners(scene, owner), scene.context.published);
            if !held.is_empty() {
                held
            } else if leads {
                scene.register.offices.leaders(owner)
            } else if speaks {
                scene.register.offices.speakers(owner)
            } else {
                Vec::new()
            }
        }
        None => named_holders(scene, &key),
    };
    let holders = scene.preferring_named(holders);
    match holders.as_slice() {
        [one] => scene.listed(*one),
        [_, _, ..] if holders.len() <= MOST_HOLDERS && !speaks => Some(ambiguous(scene, &holders)),
        _ => {
            let of = owner.and_then(|owner| scene.listed(owner)).map(Box::new);
            Some(ActorRef::Described { description: key, kind: ActorKind::Person, of })
        }
    }
}

/// The words of an office that end with the head.
fn title(scene: &Scene<'_>, all: &Range<usize>, head: &Range<usize>) -> Option<Range<usize>> {
    let words = &scene.context.words;
    let last = words.key(head.end.checked_sub(1)?);
    let from = head.end.saturating_sub(MOST_WORDS).max(all.start);
    let office = (from..head.end).find(|start| scene.register.offices.is_title(&words.joined(*start..head.end)));
    let relation = || (cues().leader.contains(last) || cues().speaker.contains(last)).then(|| head.end - 1);
    office.or_else(relation).map(|start| start..head.end)
}

/// Whose office: a state by its adjective or name, or another actor named in the phrase.
fn owner(scene: &Scene<'_>, all: &Range<usize>, title: &Range<usize>) -> Option<usize> {
    let words = &scene.context.words;
    let starts = all.clone().filter(|start| !title.contains(start));
    let sorts = [Sort::Sure, Sort::Ambiguous, Sort::Adjective, Sort::Metonym];
    for start in starts {
        let limit = if start < title.start { title.start } else { all.end };
        for found in scene.context_matches(start, limit).into_iter().rev() {
            let tied = words.get(found.words.end).filter(|word| word.gap == crate::words::Gap::Hyphen);
            if tied.is_some() && cues().supported.contains(words.key(found.words.end)) {
                continue;
            }
            if let Some(ActorRef::Listed { id, .. }) = choose(scene, &found.uses, &sorts) {
                return scene.register.number(&id);
            }
        }
    }
    None
}

/// An owner, and for a state its organs of government, since an office may be entered at either.
fn owners(scene: &Scene<'_>, owner: usize) -> Vec<usize> {
    let mut owners = vec![owner];
    let state = scene.register.actor(owner).is_some_and(|actor| actor.kind == ActorKind::State);
    if state {
        let tied = scene.register.details(owner).map(|details| details.tied.as_slice()).unwrap_or_default();
        let organ =
            |number: &&usize| scene.register.actor(**number).is_some_and(|actor| actor.kind == ActorKind::Government);
        owners.extend(tied.iter().filter(organ));
    }
    owners
}

/// Those of the document who hold an office of that title, of whomever.
fn named_holders(scene: &Scene<'_>, title: &str) -> Vec<usize> {
    let everyone: Vec<usize> = (0..scene.register.actors().len()).collect();
    let holders = scene.register.offices.holders(title, &everyone, scene.context.published);
    holders.into_iter().filter(|holder| scene.context.named(*holder) > 0).collect()
}
