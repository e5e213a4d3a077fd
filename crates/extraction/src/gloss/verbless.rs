//! Arabic writes many verbs like the nouns of their acts: "نهب" is "looted" and "looting". A clause without any verb has such
//! a word for its verb, where its neighbours allow one.

use super::Glossed;
use super::table::{Entry, Part};
use super::units::Unit;
use grammar::{Tag, Upos, Word};

/// Gives each clause without a verb the first word that can be one.
pub(super) fn mend(glossed: &Glossed, units: &[Unit<'_>], words: &mut [Word]) {
    behind_conjunctions(glossed, units, words);
    told_acts(glossed, units, words);
    let ends = |at: &usize| {
        let opener = units.get(*at).is_some_and(opens_clause);
        opener || words.get(*at).is_some_and(|word| word.upos == Upos::Punct)
    };
    let joins = |at: &usize| goes_on(glossed, units, words, *at);
    let cuts: Vec<usize> = (0..units.len()).filter(|at| ends(at) || joins(at)).chain([units.len()]).collect();
    let mut first = 0;
    for cut in cuts {
        let is_verb = |at: usize| {
            let tagged = words.get(at).is_some_and(|word| matches!(word.upos, Upos::Verb | Upos::Aux));
            tagged || units.get(at).is_some_and(|unit| only_verb(glossed, unit))
        };
        let verb = (first..cut).any(is_verb);
        let candidate = (first..cut).find(|at| can_be(glossed, units, words, *at, cut));
        if let Some(word) = candidate.filter(|_| !verb).and_then(|at| words.get_mut(at)) {
            (word.upos, word.tag) = (Upos::Verb, Tag::Vbd);
        }
        first = cut + 1;
    }
}

/// "ان", "بعد ان": what stands behind is a clause.
fn opens_clause(unit: &Unit<'_>) -> bool {
    unit.name.is_none() && matches!(unit.last.as_str(), "ان" | "انه" | "انها" | "انهم" | "بان")
}

/// "قصف قاعدتين وقضى على": behind a conjunction that a verb follows another clause begins.
fn goes_on(glossed: &Glossed, units: &[Unit<'_>], words: &[Word], at: usize) -> bool {
    let joins = units.get(at).is_some_and(|unit| unit.name.is_none() && matches!(unit.key.as_str(), "و" | "ف"));
    let verb = words.get(at + 1).is_some_and(|word| word.upos == Upos::Verb);
    at > 0 && joins && verb && units.get(at + 1).is_some_and(|unit| only_verb(glossed, unit))
}

/// "بعد أن نهب مسلحون", "كما قصف الجيش": right behind such a conjunction stands a verb, where a word can be one.
fn behind_conjunctions(glossed: &Glossed, units: &[Unit<'_>], words: &mut [Word]) {
    for at in 1..units.len() {
        let opened = units.get(at - 1).is_some_and(|unit| {
            // Behind "ان" alone stands a noun; behind "بعد ان" a verb.
            let after = unit.last == "ان" && unit.key != unit.last;
            let alone = matches!(unit.last.as_str(), "بعدما" | "عندما" | "حينما" | "كما" | "فيما" | "بينما" | "حين");
            unit.name.is_none() && (alone || after)
        });
        let several = units.get(at).is_some_and(|unit| unit.key.chars().count() <= 4 && !unit.key.starts_with("ال"));
        let verb = opened && several && is_both(glossed, units, at) && follows_noun(units, words, at);
        if let Some(word) = words.get_mut(at).filter(|word| verb && word.upos == Upos::Noun) {
            (word.upos, word.tag) = (Upos::Verb, Tag::Vbd);
        }
    }
}

/// "أعلن الجيش قصف مواقع": behind a verb and its subject no second verb follows, so that the word is the noun of its act.
fn told_acts(glossed: &Glossed, units: &[Unit<'_>], words: &mut [Word]) {
    let mut verb = false;
    for at in 0..units.len() {
        let Some(unit) = units.get(at) else { continue };
        let upos = |at: usize| words.get(at).map_or(Upos::X, |word| word.upos);
        let joins = unit.name.is_none() && (opens_clause(unit) || is_link(&unit.key));
        if upos(at) == Upos::Punct || joins {
            verb = false;
            continue;
        }
        let defined = at.checked_sub(1).and_then(|before| units.get(before)).is_some_and(|before| {
            before.name.is_some() || before.last.starts_with("ال") && !before.last.starts_with("الذ")
        });
        let short = unit.key.chars().count() <= 4 && !unit.key.ends_with('ت') && unit.written.chars().count() <= 4;
        let masdar = verb && defined && short && is_both(glossed, units, at) && follows_noun(units, words, at);
        if let Some(word) = words.get_mut(at).filter(|word| masdar && word.upos == Upos::Verb) {
            (word.upos, word.tag) = (Upos::Noun, Tag::Nn);
        }
        let helper = matches!(unit.key.as_str(), "كان" | "كانت" | "كانوا" | "قد" | "بات" | "ظل" | "زال" | "زالت");
        let upos = words.get(at).map_or(Upos::X, |word| word.upos);
        verb |= !helper && (upos == Upos::Verb || only_verb(glossed, unit));
    }
}

/// Words behind which another clause or phrase of a verb may begin.
fn is_link(key: &str) -> bool {
    const LINKS: [&str; 14] =
        ["و", "ف", "ثم", "التي", "الذي", "الذين", "حيث", "لكن", "حين", "كما", "فيما", "بينما", "ما", "مما"];
    LINKS.contains(&key)
}

/// Whether the table knows a word of one unit both as a verb and as a noun.
fn is_both(glossed: &Glossed, units: &[Unit<'_>], at: usize) -> bool {
    let Some(unit) = units.get(at).filter(|unit| unit.name.is_none() && unit.expression.is_none()) else {
        return false;
    };
    [Part::Verb, Part::Noun].into_iter().all(|part| {
        let fits = |entry: &Entry| entry.part == part && entry.words() == 1;
        glossed.table.best(std::slice::from_ref(&unit.key), 0, fits).is_some()
    })
}

fn follows_noun(units: &[Unit<'_>], words: &[Word], at: usize) -> bool {
    let next = words.get(at + 1).map_or(Upos::X, |word| word.upos);
    units.get(at + 1).is_some() && matches!(next, Upos::Noun | Upos::Propn | Upos::Num)
}

/// Whether the table knows a word, or the expression that it opens, as a verb alone.
fn only_verb(glossed: &Glossed, unit: &Unit<'_>) -> bool {
    let of = |part: Part| {
        let fits = |entry: &Entry| entry.part == part && entry.words() == 1;
        glossed.table.best(std::slice::from_ref(&unit.key), 0, fits).is_some()
    };
    match unit.expression {
        Some(entry) => entry.part == Part::Verb,
        None => unit.name.is_none() && of(Part::Verb) && !of(Part::Noun) && !of(Part::Adjective),
    }
}

/// Whether a noun is written like a verb, stands behind no preposition, and before somebody or something.
fn can_be(glossed: &Glossed, units: &[Unit<'_>], words: &[Word], at: usize, end: usize) -> bool {
    let Some(unit) = units.get(at).filter(|unit| unit.name.is_none() && unit.expression.is_none()) else {
        return false;
    };
    let holds = |part: Part| {
        let fits = |entry: &Entry| entry.part == part && entry.words() == 1;
        glossed.table.best(std::slice::from_ref(&unit.key), 0, fits).is_some()
    };
    let upos = |at: usize| words.get(at).map_or(Upos::X, |word| word.upos);
    let governed = at.checked_sub(1).is_some_and(|before| matches!(upos(before), Upos::Adp | Upos::Num));
    let next = units.get(at + 1).filter(|_| at + 1 < end);
    let followed = next.is_some() && matches!(upos(at + 1), Upos::Noun | Upos::Propn | Upos::Num);
    let like_verb = unit.key.chars().count() <= 4 || is_reciprocal(&unit.key);
    let noun = upos(at) == Upos::Noun && !unit.key.starts_with("ال") && like_verb;
    noun && holds(Part::Verb) && holds(Part::Noun) && !governed && followed
}

/// "تبادل", "تراجع": the verbs of what one does with another are written like the nouns of their acts throughout.
fn is_reciprocal(key: &str) -> bool {
    let mut letters = key.chars();
    letters.next() == Some('ت') && letters.nth(1) == Some('ا') && letters.count() == 2
}
