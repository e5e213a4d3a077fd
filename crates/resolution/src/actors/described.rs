//! Actors without a name: "gunmen", "Turkish troops", "pro-Haftar forces". Whose they are is said only where the words say so;
//! who supports them is not whose they are.

use super::{Scene, choose};
use crate::cues::cues;
use crate::register::Sort;
use crate::words::{Gap, Shape};
use model::{ActorKind, ActorRef, Language, MentionKind};
use std::ops::Range;

/// Actors by their head noun and whose they are. A noun that the register does not list stands as it is written.
pub(crate) fn described(
    scene: &Scene<'_>,
    all: &Range<usize>,
    head: &Range<usize>,
    kind: MentionKind,
) -> Option<ActorRef> {
    let words = &scene.context.words;
    let noun = noun(scene, all, head)?;
    let known = scene.register.nouns.noun(&words.joined(noun.clone()));
    let last = words.key(noun.end.checked_sub(1)?);
    let (description, told) = match known {
        Some(noun) => (noun.description.clone(), Some(noun.kind)),
        None => unknown(scene, head, last),
    };
    let told = told.unwrap_or(match kind {
        MentionKind::Organisation => ActorKind::Organisation,
        MentionKind::Person => ActorKind::Person,
        _ => ActorKind::Population,
    });
    let of = side(scene, all, &noun).map(Box::new);
    Some(ActorRef::Described { description, kind: told, of })
}

/// A noun that the register does not list. In Russian and French what describes it stands behind it, so that a head of several
/// words ("министерство обороны") is kept whole.
fn unknown(scene: &Scene<'_>, head: &Range<usize>, last: &str) -> (String, Option<ActorKind>) {
    let behind = matches!(scene.document.language, Language::Russian | Language::French) && head.len() > 1;
    if !behind {
        return (last.to_owned(), cues().group_word(last));
    }
    let words = &scene.context.words;
    let told = head.clone().find_map(|number| cues().group_word(words.key(number)));
    (words.joined(head.clone()), told)
}

/// The longest noun of the register that ends with the head; else the head's last word.
fn noun(scene: &Scene<'_>, all: &Range<usize>, head: &Range<usize>) -> Option<Range<usize>> {
    let words = &scene.context.words;
    let from = head.end.saturating_sub(scene.register.nouns.most_words()).max(all.start);
    let known = (from..head.end).find(|start| scene.register.nouns.noun(&words.joined(*start..head.end)).is_some());
    let start = known.or_else(|| head.end.checked_sub(1))?;
    (start < head.end).then_some(start..head.end)
}

/// On whose side: by an adjective or a name before the noun, or one that "of" ties to it.
fn side(scene: &Scene<'_>, all: &Range<usize>, noun: &Range<usize>) -> Option<ActorRef> {
    let mut at = all.start;
    while at < all.end {
        if noun.contains(&at) {
            at = noun.end;
            continue;
        }
        let limit = if at < noun.start { noun.start } else { all.end };
        match name_at(scene, at, limit) {
            Some((actor, end)) => {
                if let Some(side) = side_of(scene, actor, at..end, noun) {
                    return Some(side);
                }
                at = end;
            }
            None => at += 1,
        }
    }
    partisan(scene, all, noun)
}

/// A listed actor, or a name with 's, that begins here; and where it ends.
fn name_at(scene: &Scene<'_>, at: usize, limit: usize) -> Option<(ActorRef, usize)> {
    let sorts = [Sort::Sure, Sort::Ambiguous, Sort::Adjective];
    let found = scene.context_matches(at, limit).into_iter().rev();
    let listed = found.into_iter().find_map(|found| Some((choose(scene, &found.uses, &sorts)?, found.words.end)));
    listed.or_else(|| {
        let words = &scene.context.words;
        let word = words.get(at).filter(|word| word.shape != Shape::Small)?;
        let end = (at + 1..=limit).find(|end| words.get(end - 1).is_some_and(|word| word.possessive));
        let seat =
            words.get(at + 1).is_some_and(|next| next.gap == Gap::Hyphen) && is_in(&cues().seated, scene, at + 1);
        let name = if seat { at..at + 1 } else { end.map(|end| at..end).or_else(|| of_name(scene, at, limit))? };
        let capital = |number: usize| words.get(number).is_some_and(|word| word.shape != Shape::Small);
        if !name.clone().all(capital) || word.article && name.len() < 2 {
            return None;
        }
        let told = scene.introduced.meaning(scene, &name);
        Some((told.unwrap_or_else(|| scene.unlisted(&name, MentionKind::Organisation)), name.end))
    })
}

/// A name without an entry that "of" ties to the noun before it: "fighters of the Coordination".
fn of_name(scene: &Scene<'_>, at: usize, limit: usize) -> Option<Range<usize>> {
    let words = &scene.context.words;
    let before = at.checked_sub(1).filter(|before| *before > 0 && words.key(*before) == "the").unwrap_or(at);
    let of = before.checked_sub(1)?;
    let tied = is_in(&cues().of, scene, of) && words.get(at).is_some_and(|word| word.gap == Gap::Space);
    let capital = |number: &usize| words.get(*number).is_some_and(|word| word.shape != Shape::Small);
    let end = (at + 1..limit).find(|number| !capital(number)).unwrap_or(limit);
    (tied && at < end).then_some(at..end)
}

/// What a name says of whose they are, by what stands beside it.
fn side_of(scene: &Scene<'_>, actor: ActorRef, name: Range<usize>, noun: &Range<usize>) -> Option<ActorRef> {
    let words = &scene.context.words;
    let tied = words.get(name.end).is_some_and(|next| next.gap == Gap::Hyphen);
    let before = name.start.checked_sub(1);
    let hyphened = words.get(name.start).is_some_and(|word| word.gap == Gap::Hyphen);
    if tied && is_in(&cues().supported, scene, name.end) {
        return None;
    }
    if tied && is_in(&cues().seated, scene, name.end) {
        let seat = scene.context.text(scene.document, name).to_owned();
        return Some(ActorRef::Unlisted { name: seat, kind: ActorKind::Government });
    }
    if tied {
        return is_in(&cues().sided, scene, name.end).then_some(actor);
    }
    if hyphened {
        return before.filter(|before| is_in(&cues().side_prefix, scene, *before)).map(|_| actor);
    }
    if name.end <= noun.start {
        return Some(actor);
    }
    let before = before.filter(|before| words.key(*before) != "the").or_else(|| name.start.checked_sub(2));
    before.filter(|before| is_in(&cues().of, scene, *before)).map(|_| actor)
}

/// "pro-government forces": a side without a name.
fn partisan(scene: &Scene<'_>, all: &Range<usize>, noun: &Range<usize>) -> Option<ActorRef> {
    let words = &scene.context.words;
    let number = (all.start..noun.start).find(|number| {
        let hyphen = words.get(number + 1).is_some_and(|next| next.gap == Gap::Hyphen);
        hyphen && is_in(&cues().side_prefix, scene, *number)
    })?;
    let side = words.key(number + 1);
    let known = scene.register.nouns.noun(side);
    let kind = known.map(|noun| noun.kind).or_else(|| cues().group_word(side))?;
    let description = known.map_or_else(|| side.to_owned(), |noun| noun.description.clone());
    Some(ActorRef::Described { description, kind, of: None })
}

fn is_in(list: &std::collections::BTreeSet<String>, scene: &Scene<'_>, number: usize) -> bool {
    list.contains(scene.context.words.key(number))
}
