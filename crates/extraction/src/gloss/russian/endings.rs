//! What the ending of a Russian noun allows: a tagger that errs in the case is corrected where the letters leave no room.

use super::super::sheet::Entered;
use grammar::{Tag, Upos};

const INSTRUMENTAL: [&str; 11] = ["ом", "ем", "ым", "им", "юм", "ми", "ью", "ою", "ею", "ой", "ей"];

/// The tag of a noun whose case its ending excludes; whether a preposition governs it is told beside.
pub(super) fn corrected(word: &Entered, governed: bool) -> Option<Tag> {
    let (case, several) = word.own_tag.case()?;
    let ending = head(word);
    let plain = if several { Tag::Nns } else { Tag::Nn };
    let noun = matches!(word.word.upos, Upos::Noun | Upos::Propn);
    let ends = |ends: &[&str]| ends.iter().any(|end| ending.ends_with(end));
    match case {
        _ if !noun => None,
        // An acronym is not declined.
        _ if is_acronym(&word.written) => Some(Tag::Nnp),
        Tag::Instrumental if !ends(&INSTRUMENTAL) => Some(plain),
        // "линию", "деревню" are no datives; a noun in "-ия" that is a name stands in the nominative.
        Tag::Dative if !several && word.word.upos == Upos::Noun && ending.ends_with('ю') => Some(Tag::Accusative),
        Tag::Genitive if !several && word.word.upos == Upos::Propn && ending.ends_with("ия") => Some(plain),
        Tag::Genitive | Tag::Dative | Tag::Locative if !several && is_bare(ending) => Some(plain),
        // A locative never stands without a preposition.
        Tag::Locative if !governed => Some(if several { Tag::DativeS } else { Tag::Dative }),
        _ => None,
    }
}

/// The word of an expression that bears its case: behind an adjective the last.
fn head(word: &Entered) -> &str {
    let adjective = ["ой", "ый", "ий", "ая", "яя", "ое", "ее", "ые", "ие"].iter().any(|end| word.key.ends_with(end));
    if adjective && word.key != word.last { &word.last } else { &word.key }
}

fn is_acronym(written: &str) -> bool {
    written.chars().count() > 1 && written.chars().all(char::is_uppercase)
}

/// A masculine without an ending.
fn is_bare(ending: &str) -> bool {
    ending.chars().count() > 3 && ending.ends_with(|last: char| "бгджзклнпрстфцчшщ".contains(last))
}

#[cfg(test)]
mod tests {
    use super::is_bare;

    #[test]
    fn a_consonant_at_the_end_shows_no_case() {
        assert!(is_bare("командир") && is_bare("азербайджан"));
        assert!(!is_bare("командира") && !is_bare("сил") && !is_bare("боевиков"));
    }
}
