//! Long participles behind a comma: an active one is a clause that English opens with "who" ("боевики, напавшие на базу"), a
//! passive one describes the noun before the comma ("заложник, удерживаемый повстанцами") with its doer in the instrumental.

use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Endings of adjectives, longest first.
const ENDINGS: [&str; 16] =
    ["ыми", "ими", "ого", "его", "ому", "ему", "ый", "ий", "ая", "ое", "ее", "ые", "ие", "ую", "юю", "ых"];
const SHORTER: [&str; 7] = ["их", "ым", "им", "ом", "ем", "ой", "ей"];

/// Lays one word.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let Some(noun) = described(sheet, at) else { return };
    let key = first(sheet.key(at));
    if let Some(past) = active(key) {
        clause(sheet, at, noun, past);
    } else if passive(key) {
        sheet.hang(at, Some(noun), Relation::Acl);
        done_by(sheet, at);
        dealt(sheet, at, noun, lexicon);
    }
}

/// "авиаударов, нанесённых США по Ходейде в понедельник": of an act that was only done, by whom, at what and when is the act's own.
fn dealt(sheet: &mut Sheet, at: usize, noun: usize, lexicon: &Lexicon) {
    let light = matches!(sheet.lemma(at), "inflict" | "conduct" | "carry" | "commit" | "launch");
    if !light || !lexicon.knows(sheet.lemma(noun)) || sheet.upos(noun) != Upos::Noun {
        return;
    }
    for kid in sheet.kids(at) {
        timed(sheet, kid);
    }
    let told = sheet.kids(at).into_iter().filter(|kid| sheet.is_noun(*kid) && sheet.before(at, *kid));
    for kid in told.collect::<Vec<_>>() {
        // "нанесённых США": an undeclined name right behind it did it.
        let bare = sheet.get(kid).is_some_and(|word| word.name.is_some()) && sheet.follows(kid, at);
        let doer = bare || sheet.relation(kid) == Relation::OblAgent;
        sheet.hang(kid, Some(noun), Relation::Nmod);
        if doer && sheet.case(kid).is_none() {
            sheet.introduce(kid, "by");
        }
    }
    sheet.drop(at);
}

/// "в понедельник": a day hung on its preposition heads it.
fn timed(sheet: &mut Sheet, at: usize) {
    let preposition = sheet.upos(at) == Upos::Adp && sheet.relation(at) != Relation::Case;
    let day = sheet.kids(at).into_iter().find(|day| preposition && super::is_calendar(sheet.lemma(*day)));
    if let Some(day) = day {
        sheet.rise(day, at, Relation::Case);
    }
}

/// The noun right before the comma behind which a participle stands, or the noun above it with which the participle agrees.
fn described(sheet: &Sheet, at: usize) -> Option<usize> {
    let participle = sheet.upos(at) == Upos::Verb && matches!(sheet.tag(at), Tag::Vbg | Tag::Vbn);
    let loose = matches!(
        sheet.relation(at),
        Relation::Acl | Relation::Amod | Relation::Advcl | Relation::Nmod | Relation::Conj | Relation::Appos
    );
    let comma = sheet.beside(at, -1).filter(|mark| participle && loose && sheet.tag(*mark) == Tag::Comma)?;
    // "отряды «М23», наступающие": a mark may close the name.
    let before = sheet.beside(comma, -1)?;
    let before = if sheet.upos(before) == Upos::Punct { sheet.beside(before, -1)? } else { before };
    let last = Some(before).filter(|noun| sheet.is_noun(*noun))?;
    let own = sheet.head(at).filter(|noun| sheet.is_noun(*noun) && sheet.before(*noun, at));
    let several = ["ые", "ие", "ых", "их", "ыми", "ими"].iter().any(|end| stem(first(sheet.key(at))).ends_with(end));
    let agrees = |noun: &usize| !several || plural(sheet, *noun);
    let above = std::iter::successors(Some(last), |noun| sheet.head(*noun)).take(4);
    let above = above.take_while(|noun| sheet.is_noun(*noun) && *noun != at).find(agrees);
    own.or(above).filter(|noun| sheet.head(*noun) != Some(at))
}

fn plural(sheet: &Sheet, at: usize) -> bool {
    let tag = sheet.own_tag(at);
    matches!(tag, Tag::Nns | Tag::Nnps) || tag.case().is_some_and(|(_, several)| several)
}

/// The first word of an expression.
fn first(key: &str) -> &str {
    key.split(['_', ' ']).next().unwrap_or_default()
}

fn stem(key: &str) -> &str {
    key.strip_suffix("ся").unwrap_or(key)
}

/// What an adjective's ending leaves.
fn bare(key: &str) -> Option<&str> {
    let stem = stem(key);
    ENDINGS.iter().chain(&SHORTER).find_map(|end| stem.strip_suffix(end))
}

/// Whether a participle tells of the past (`true`), where it is an active one.
fn active(key: &str) -> Option<bool> {
    let stem = bare(key)?;
    let present = ["ущ", "ющ", "ащ", "ящ"].iter().any(|end| stem.ends_with(end));
    let past = ["вш", "бш", "дш", "сш", "зш", "кш", "гш", "рш", "тш"].iter().any(|end| stem.ends_with(end));
    (present || past).then_some(past)
}

fn passive(key: &str) -> bool {
    bare(key).is_some_and(|stem| ["нн", "ем", "им", "ом", "т"].iter().any(|end| stem.ends_with(end)))
}

/// "демонстранты, требовавшие": who demanded.
fn clause(sheet: &mut Sheet, at: usize, noun: usize, past: bool) {
    sheet.set_tag(at, Upos::Verb, if past { Tag::Vbd } else { Tag::Vbz });
    sheet.hang(at, Some(noun), Relation::AclRelcl);
    sheet.insert(at, -1, "who", (Upos::Pron, Tag::Wp), (at, Relation::Nsubj));
}

/// "удерживаемый повстанцами": in the instrumental right behind a passive participle stands who did it.
fn done_by(sheet: &mut Sheet, at: usize) {
    let near = (1..4).map_while(|step| sheet.beside(at, step)).take_while(|word| sheet.upos(*word) != Upos::Punct);
    let doer = near.into_iter().find(|word| sheet.is_noun(*word)).filter(|doer| {
        // A name in another script has no case to tell it by.
        let foreign = sheet.get(*doer).is_some_and(|word| word.last.is_ascii());
        let instrumental = foreign || matches!(sheet.own_tag(*doer).case(), Some((Tag::Instrumental, _)));
        instrumental && sheet.case(*doer).is_none()
    });
    if let Some(doer) = doer.filter(|_| sheet.child(at, Relation::OblAgent).is_none()) {
        sheet.hang(doer, Some(at), Relation::OblAgent);
    }
}

#[cfg(test)]
mod tests {
    use super::{active, passive};

    #[test]
    fn active_and_passive_participles_are_told_by_their_endings() {
        assert!(active("напавшие") == Some(true) && active("требовавших") == Some(true));
        assert!(active("поддерживающая") == Some(false) && active("находящихся") == Some(false));
        assert!(active("погибший") == Some(true) && active("обстреляв").is_none() && active("удерживаемого").is_none());
        assert!(passive("удерживаемого") && passive("сожженной") && passive("захваченные") && !passive("напавшие"));
    }
}
