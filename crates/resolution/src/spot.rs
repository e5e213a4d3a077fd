//! Names of the register and the gazetteer in a text, before anybody has read it.
//!
//! A name of the register comes before a place of equal length. A place needs more than a capital where its name is short of
//! evidence: a word that opens a sentence, or stands beside another capital, is more often part of another name.

use crate::atlas::{Atlas, PlaceMatch};
use crate::context::Context;
use crate::cues::cues;
use crate::gazetteer::{PlaceKind, Quality};
use crate::register::{Match, NameUse, Register, Sort};
use crate::words::{Gap, Shape, Words};
use model::{ActorKind, CountryCode, Document, KnownName, MentionKind};

/// A place with so many people is known by its name alone.
const WELL_KNOWN: u32 = 100_000;
/// A smaller one needs a preposition, or its country in the text.
const KNOWN: u32 = 15_000;

/// The names in a document, in order, without overlap.
pub(crate) fn spot(document: &Document, register: &Register, atlas: &Atlas) -> Vec<KnownName> {
    let context = Context::of(document, &[], register, atlas);
    let words = &context.words;
    let mut actors = context.names.iter().peekable();
    let mut names = Vec::new();
    let mut at = 0;
    while at < words.list.len() {
        while actors.next_if(|found| found.words.start < at).is_some() {}
        let found = actors.peek().filter(|found| found.words.start == at);
        let place = place_at(&context, atlas, at, found.map_or(at, |found| taken(words, found)));
        let actor = found.filter(|found| is_name(words, found));
        let (range, kind) = match (actor, place) {
            (_, Some(place)) => (place.words, MentionKind::Place),
            (Some(actor), None) => (actor.words.clone(), kind(register, atlas, words, actor)),
            (None, None) => {
                at += 1;
                continue;
            }
        };
        at = range.end.max(at + 1);
        names.extend(words.span(&range).map(|span| KnownName { span, kind }));
    }
    names
}

/// Up to where a match keeps places away: a lower-case description keeps none away.
fn taken(words: &Words, found: &Match) -> usize {
    let adjective = found.uses.iter().any(|found| found.sort == Sort::Adjective);
    if adjective || is_name(words, found) { found.words.end } else { found.words.start }
}

/// Whether a match is a name at all: not an adjective alone, not lower-case words that many share.
fn is_name(words: &Words, found: &Match) -> bool {
    let capital = found.words.clone().any(|number| words.get(number).is_some_and(|word| word.shape != Shape::Small));
    let sorts = |sort: Sort| found.uses.iter().any(|found| found.sort == sort);
    let caseless = words.get(found.words.start).is_some_and(|word| word.shape == Shape::Caseless);
    let proper = caseless || found.uses.iter().any(NameUse::is_proper);
    let adjective = found.words.len() == 1 && sorts(Sort::Adjective) && !sorts(Sort::Sure);
    if !proper || adjective {
        return false;
    }
    let own = sorts(Sort::Sure) || found.words.len() > 1;
    if !own && behind_a_capital(words, found.words.start) {
        return false;
    }
    capital && (sorts(Sort::Sure) || sorts(Sort::Ambiguous) || sorts(Sort::Metonym))
}

/// The kind that all bearers of a name share. States are places until somebody acts.
fn kind(register: &Register, atlas: &Atlas, words: &Words, found: &Match) -> MentionKind {
    let of = |one: &NameUse| match register.actor(one.actor).map(|actor| actor.kind) {
        Some(ActorKind::State) => MentionKind::Place,
        Some(ActorKind::Person) => MentionKind::Person,
        _ => MentionKind::Organisation,
    };
    let mut kinds = found.uses.iter().filter(|found| found.sort != Sort::Adjective).map(of);
    let first = kinds.next().unwrap_or(MentionKind::Actor);
    let same = kinds.all(|kind| kind == first);
    let metonym = found.uses.iter().all(|found| matches!(found.sort, Sort::Metonym | Sort::Ambiguous));
    if metonym && !atlas.lookup(&words.joined(found.words.clone())).is_empty() {
        return MentionKind::Place;
    }
    let palace = first == MentionKind::Place && metonym;
    match (same, palace) {
        (_, true) => MentionKind::Organisation,
        (true, false) => first,
        (false, false) => MentionKind::Actor,
    }
}

/// A place that begins at a word and ends behind `least`.
fn place_at(context: &Context, atlas: &Atlas, at: usize, least: usize) -> Option<PlaceMatch<'static>> {
    let words = &context.words;
    let word = words.get(at)?;
    if word.shape == Shape::Small && !word.article {
        return None;
    }
    let found = atlas.longer(words, at, least, words.list.len())?;
    believed(context, atlas, &found).then_some(found)
}

/// Whether there is enough to believe that a capital word is a place.
fn believed(context: &Context, atlas: &Atlas, found: &PlaceMatch<'_>) -> bool {
    let words = &context.words;
    let name = &found.words;
    let Some(best) = found.candidates.iter().max_by_key(|candidate| candidate.place.population) else { return false };
    let big = matches!(best.place.kind, PlaceKind::Country | PlaceKind::Capital) || best.place.population >= WELL_KNOWN;
    let locative = name.start.checked_sub(1).is_some_and(|before| {
        let tied = words.get(name.start).is_some_and(|word| word.gap == Gap::Space);
        tied && cues().locative.contains(words.key(before))
    });
    let at_home = found.candidates.iter().any(|candidate| {
        CountryCode::new(candidate.place.country).is_some_and(|country| context.share(country) > 0.05)
    });
    let doubtful = name.len() == 1 && atlas.is_doubtful(words.key(name.start));
    let beside = name.len() == 1 && beside_a_capital(words, name.start, name.end);
    if behind_a_capital(words, name.start) && name.len() == 1 {
        return false;
    }
    if doubtful || (beside && !big) {
        return locative && (at_home || big) && !beside;
    }
    let own = found.candidates.iter().any(|candidate| {
        matches!(candidate.place.kind, PlaceKind::Country | PlaceKind::Capital) || candidate.quality == Quality::Name
    });
    if words.opens(name.start) && name.len() == 1 && !(big && own) {
        return at_home && best.place.population >= KNOWN;
    }
    let caseless = words.get(name.start).is_some_and(|word| word.shape == Shape::Caseless);
    if caseless {
        return (big || at_home) && (best.place.population >= KNOWN || name.len() > 1 || locative);
    }
    big || (locative && (at_home || best.place.population >= KNOWN))
        || (at_home && (locative || best.place.population >= KNOWN || name.len() > 1))
}

/// Whether another capital word stands directly beside, as in names of persons and of organisations.
fn beside_a_capital(words: &Words, start: usize, end: usize) -> bool {
    behind_a_capital(words, start)
        || (words.get(end).is_some_and(|word| word.gap == Gap::Space) && is_capital(words, end))
}

/// "Denzel Washington": a capital word before, that is no wind and opens no sentence, in a line that is no headline.
fn behind_a_capital(words: &Words, start: usize) -> bool {
    let Some(before) = start.checked_sub(1) else { return false };
    let tied = words.get(start).is_some_and(|word| word.gap == Gap::Space);
    let wind = cues().direction_before(words, start).is_some();
    tied && !wind && is_capital(words, before) && !words.opens(before) && !in_a_headline(words, start)
}

fn is_capital(words: &Words, number: usize) -> bool {
    words.get(number).is_some_and(|word| word.shape == Shape::Capital)
}

/// Where most words around are capital, a capital says nothing.
fn in_a_headline(words: &Words, at: usize) -> bool {
    let around = at.saturating_sub(4)..(at + 5).min(words.list.len());
    let capitals = around.clone().filter(|number| is_capital(words, *number)).count();
    around.len() > 4 && capitals * 4 >= around.len() * 3
}
