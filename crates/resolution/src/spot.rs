//! Names of the register and the gazetteer in a text, before anybody has read it.
//!
//! A name of the register comes before a place of equal length. A place needs more than a capital where its name is short of
//! evidence: a word that opens a sentence, or stands beside another capital, is more often part of another name.

use crate::atlas::{Atlas, PlaceMatch};
use crate::context::{Context, Searched};
use crate::cues::cues;
use crate::gazetteer::{Place, PlaceKind, Quality};
use crate::inflection;
use crate::register::{Match, NameUse, Register, Sort};
use crate::words::{Gap, Shape, Word, Words};
use model::{ActorKind, CountryCode, Document, KnownName, MentionKind};
use std::collections::BTreeSet;
use std::ops::Range;

/// A place with so many people is known by its name alone.
const WELL_KNOWN: u32 = 100_000;
/// A smaller one needs a preposition, or its country in the text.
const KNOWN: u32 = 15_000;
/// An area or a sea that reaches so far is known by its name alone.
const WIDE_KM: u16 = 80;
/// A word in capitals up to this length is read as an acronym.
const LONGEST_ACRONYM: usize = 4;

/// The names in a document, in order, without overlap.
pub(crate) fn spot(document: &Document, searched: &Searched, register: &Register, atlas: &Atlas) -> Vec<KnownName> {
    let context = Context::of(document, searched, &[], register, atlas);
    let words = &context.words;
    let mut actors = context.names.iter().peekable();
    let surnames = surnames(words, atlas);
    let mut names = Vec::new();
    let mut at = 0;
    while at < words.list.len() {
        while actors.next_if(|found| found.words.start < at).is_some() {}
        let found = actors.peek().filter(|found| found.words.start == at);
        let place = place_at(&context, atlas, at, found.map_or(at, |found| taken(words, found)));
        let place = place.filter(|place| !is_surname(words, &surnames, place) && !is_cause(words, place.words.start));
        let freed = |found: &Match| is_cause(words, at) && kind(register, atlas, words, found) == MentionKind::Place;
        let actor = found.filter(|found| is_name(words, found) && !freed(found));
        let listed = place.is_none();
        let (range, kind, prefix) = match (actor, place) {
            (_, Some(place)) => (place.words, MentionKind::Place, place.clitic),
            (Some(actor), None) => (actor.words.clone(), kind(register, atlas, words, actor), actor.clitic),
            (None, None) => {
                at += 1;
                continue;
            }
        };
        at = range.end.max(at + 1);
        names.extend(words.span(&range).map(|span| KnownName { span, kind, listed, prefix }));
    }
    names
}

/// Words that stand behind a first name somewhere in the text: "Ann Preston" makes a later "Preston" a person. What stands
/// behind a word of a longer place's name ("New Preston") does not.
fn surnames(words: &Words, atlas: &Atlas) -> BTreeSet<String> {
    let behind = |at: &usize| {
        let first = at.saturating_sub(1);
        let given = words.get(first).is_some_and(|word| word.shape == Shape::Capital && !word.article);
        given
            && behind_a_capital(words, *at)
            && is_capital(words, *at)
            && !atlas.is_doubtful(words.key(first))
            && atlas.longest(words, first, words.list.len()).is_none_or(|found| found.words.end <= *at)
    };
    (1..words.list.len()).filter(behind).map(|at| words.key(at).to_owned()).collect()
}

/// Whether a name of one word is the surname of somebody in the text, and no place so great that it must be meant.
fn is_surname(words: &Words, surnames: &BTreeSet<String>, place: &PlaceMatch<'_>) -> bool {
    let sure = place.candidates.iter().any(|found| match found.place.kind {
        PlaceKind::Country | PlaceKind::Capital => true,
        PlaceKind::Populated => false,
        _ => is_well_known(&found.place),
    });
    let start = place.words.start;
    let located =
        start.checked_sub(1).is_some_and(|before| matches!(words.key(before), "in" | "near" | "at" | "around"));
    place.words.len() == 1 && !sure && !located && surnames.contains(words.key(start))
}

/// "حركة تحرير السودان", "الجبهة الشعبية لتحرير فلسطين": what a body is to free, by its name, is no place in which anything happens.
fn is_cause(words: &Words, start: usize) -> bool {
    const BODIES: [&str; 6] = ["حركه", "جبهه", "جيش", "منظمه", "حزب", "اتحاد"];
    const KNOWN_BODIES: [&str; 3] = ["الحركه", "الجبهه", "المنظمه"];
    let before = |back: usize| {
        let key = start.checked_sub(back).map(|at| words.key(at)).unwrap_or_default();
        inflection::without_clitic(key).filter(|_| back > 1).map_or(key, |(stem, _)| stem)
    };
    match before(1) {
        "تحرير" => BODIES.contains(&before(2)),
        "لتحرير" => KNOWN_BODIES.contains(&before(2)) || KNOWN_BODIES.contains(&before(3)),
        _ => false,
    }
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
    // Russian writes movements, peoples and armies small: "хуситы", "израильская армия".
    let cyrillic = words.key(found.words.start).chars().any(|letter| ('\u{400}'..='\u{4FF}').contains(&letter));
    if cyrillic && !proper && !adjective && sorts(Sort::Sure) {
        return true;
    }
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
    // "The AU": an acronym of the register is no town of those letters.
    let acronym = is_acronym(words, &found.words) && !in_capitals(words, found.words.start);
    if metonym && !acronym && !atlas.lookup(&words.joined(found.words.clone())).is_empty() {
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
    let big = found.candidates.iter().any(|candidate| is_well_known(&candidate.place));
    let locative = name.start.checked_sub(1).is_some_and(|before| {
        let tied = words.get(name.start).is_some_and(|word| word.gap == Gap::Space);
        tied && context.locative.contains(words.key(before))
    });
    let at_home = found.candidates.iter().any(|candidate| {
        CountryCode::new(candidate.place.country).is_some_and(|country| context.share(country) > 0.05)
    });
    if is_acronym(words, name) && !found.candidates.iter().any(|candidate| is_wide(candidate.place.kind)) {
        let own = big && found.candidates.iter().any(|candidate| candidate.quality == Quality::Name);
        return own && in_capitals(words, name.start);
    }
    if name.len() == 1 && cues().calendar.contains(words.key(name.start)) {
        return false;
    }
    let doubtful = atlas.is_doubtful(&words.joined(name.clone()));
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
    // "L'Union" is one word with an article more often than a town.
    let single = name.len() == 1 || name.len() == 2 && words.get(name.start).is_some_and(|word| word.elided);
    if words.opens(name.start) && single && !(big && own) {
        return at_home && best.place.population >= KNOWN;
    }
    let caseless = words.get(name.start).is_some_and(|word| word.shape == Shape::Caseless);
    if caseless {
        return (big || at_home) && (best.place.population >= KNOWN || !single || locative);
    }
    big || (locative && (at_home || best.place.population >= KNOWN))
        || (at_home && (locative || best.place.population >= KNOWN || !single))
}

/// Whether a place is known by its name alone: a country, a capital, a large town, a continent, a sea.
fn is_well_known(place: &Place<'_>) -> bool {
    match place.kind {
        PlaceKind::Country | PlaceKind::Capital => true,
        PlaceKind::Area | PlaceKind::Natural => place.radius_km >= WIDE_KM,
        _ => place.population >= WELL_KNOWN,
    }
}

fn is_wide(kind: PlaceKind) -> bool {
    matches!(kind, PlaceKind::Country | PlaceKind::Region | PlaceKind::Area)
}

/// A short word in capitals is an acronym: of a body more often than of a town.
fn is_acronym(words: &Words, name: &Range<usize>) -> bool {
    let short = |word: &Word| word.shape == Shape::Capitals && word.span.len() <= LONGEST_ACRONYM;
    name.len() == 1 && words.get(name.start).is_some_and(short)
}

/// Whether the word stands among capitals, as in a headline or a dateline, so that its own say nothing.
fn in_capitals(words: &Words, at: usize) -> bool {
    let capitals = |number: usize| words.get(number).is_some_and(|word| word.shape == Shape::Capitals);
    let dateline = words.opens(at) && words.get(at + 1).is_some_and(|next| next.gap != Gap::Space);
    dateline || capitals(at + 1) && at.checked_sub(1).is_some_and(capitals)
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
