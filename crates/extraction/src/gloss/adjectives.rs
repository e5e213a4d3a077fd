//! Russian adjectives, told from names, nouns and participles by their endings and their cases.

use super::Glossed;
use super::units::Unit;
use grammar::{Tag, Upos, Word};

/// Whether a word is an adjective in the case of the noun or adjective right behind it.
pub(super) fn describes(words: &[Word], at: usize) -> bool {
    let (Some(word), Some(next)) = (words.get(at), words.get(at + 1)) else { return false };
    word.upos == Upos::Adj && matches!(next.upos, Upos::Noun | Upos::Adj) && word.tag.case() == next.tag.case()
}

/// "у Верхнего вооружённый член", "над Ольховкой беспилотник": written large behind a preposition, in another case than the
/// noun behind it, a word is a name and no quality of that noun.
pub(super) fn names_apart(glossed: &Glossed, units: &[Unit<'_>], words: &mut [Word]) {
    for at in 2..words.len() {
        let (Some(unit), Some(word), Some(before)) = (units.get(at), words.get(at), words.get(at - 1)) else {
            continue;
        };
        let large = unit.written.starts_with(char::is_uppercase) && unit.name.is_none() && unit.expression.is_none();
        let governed = before.upos == Upos::Adp && word.upos == Upos::Adj;
        if !(large && governed) || glossed.table.holds(&unit.key) {
            continue;
        }
        let case = |word: &Word| word.tag.case().map(|(case, _)| case).filter(|case| *case != Tag::Accusative);
        let own = case(word);
        let next = words.iter().skip(at + 1).take(3).find(|next| !matches!(next.upos, Upos::Adj | Upos::Num));
        let alone = match next {
            Some(next) if matches!(next.upos, Upos::Noun | Upos::Propn) => own.is_some() && case(next) != own,
            Some(next) => matches!(next.upos, Upos::Verb | Upos::Punct | Upos::Adp) && next.tag != Tag::Comma,
            None => true,
        };
        if let Some(word) = words.get_mut(at).filter(|_| alone) {
            word.upos = Upos::Propn;
            word.tag = if word.tag.case().is_some() { word.tag } else { Tag::Nnp };
        }
    }
}

/// Endings of Russian adjectives in their full form, the longer first.
const FULL: [&str; 22] = [
    "ыми", "ими", "ого", "его", "ому", "ему", "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ым", "им", "ом",
    "ем", "ую", "ых", "их",
];

/// Whether a word ends like a Russian adjective in its full form.
pub(super) fn is_full(key: &str) -> bool {
    FULL.iter().any(|ending| key.ends_with(ending))
}

/// Whether a Russian adjective, in its full form, is no participle: "наступательный", "встречное".
pub(super) fn is_quality(key: &str) -> bool {
    let stem = FULL.iter().find_map(|ending| key.strip_suffix(ending));
    stem.is_some_and(|stem| !["щ", "ш", "нн", "ен", "м", "т", "ж", "л"].iter().any(|suffix| stem.ends_with(suffix)))
}
