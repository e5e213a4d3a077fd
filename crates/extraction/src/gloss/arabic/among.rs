//! "سبعة أشخاص بينهم طفلان قتلوا": who is among those told of stands between them and their verb, and parsers take the few for the
//! subject of what befell all.

use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Hangs the few on the many, and the verb behind them on the many.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let Some((group, pronoun)) = among(sheet, at, lexicon) else { return };
    let top = counted(sheet, group);
    let behind: Vec<usize> = sheet.line().into_iter().filter(|word| sheet.before(pronoun, *word)).take(4).collect();
    let Some(few) = behind.into_iter().find(|word| sheet.is_noun(*word)) else { return };
    let verb = sheet.kids(few).into_iter().find(|kid| sheet.upos(*kid) == Upos::Verb && sheet.before(few, *kid));
    if let Some(verb) = verb {
        sheet.rise(verb, few, Relation::Nmod);
        below_verb(sheet, few, verb);
        let own = sheet.kids(verb).into_iter().any(|kid| sheet.relation(kid).is_subject() && kid != top);
        if !own {
            sheet.hang(top, Some(verb), Relation::Nsubj);
        }
    }
    let number = sheet.head(few).filter(|number| sheet.upos(*number) == Upos::Num && sheet.before(pronoun, *number));
    sheet.hang(few, Some(group), Relation::Nmod);
    if let Some(number) = number {
        sheet.hang(number, Some(few), Relation::Nummod);
    }
    sheet.set_tag(at, Upos::Adp, Tag::In);
    sheet.say(at, "including");
    sheet.hang(at, Some(few), Relation::Case);
    sheet.drop(pronoun);
}

/// Those of whom some are told, and the pronoun for them behind "بين".
fn among(sheet: &Sheet, at: usize, lexicon: &Lexicon) -> Option<(usize, usize)> {
    let before = sheet.beside(at, -1).filter(|_| sheet.key(at) == "بين")?;
    let pronoun = sheet.beside(at, 1).filter(|pronoun| sheet.upos(*pronoun) == Upos::Pron)?;
    let group = match sheet.upos(before) {
        Upos::Noun | Upos::Propn => before,
        Upos::Punct => people_before(sheet, before, lexicon)?,
        _ => return None,
    };
    Some((group, pronoun))
}

/// "ستة مدنيين، بينهم طفلان": the persons told of last before the mark.
fn people_before(sheet: &Sheet, mark: usize, lexicon: &Lexicon) -> Option<usize> {
    let people = |word: usize| {
        let lemma = sheet.lemma(word);
        matches!(lemma, "dead" | "wounded" | "victim" | "people")
            || ["person", "troops", "civilian"].iter().any(|class| lexicon.is(class, lemma))
    };
    (1..7).map_while(|step| sheet.beside(mark, -step)).find(|word| sheet.upos(*word) == Upos::Noun && people(*word))
}

/// The number that heads those counted, as parsers of Arabic have it; else they themselves.
fn counted(sheet: &Sheet, group: usize) -> usize {
    let number = sheet.head(group).filter(|head| sheet.upos(*head) == Upos::Num && sheet.before(*head, group));
    number.unwrap_or(group)
}

/// What stands behind the verb, and what opens its clause, is the verb's and not theirs.
fn below_verb(sheet: &mut Sheet, few: usize, verb: usize) {
    for kid in sheet.kids(few) {
        let opens = sheet.relation(kid) == Relation::Mark;
        if kid != verb && (opens || sheet.before(verb, kid)) {
            let relation = sheet.relation(kid);
            sheet.hang(kid, Some(verb), relation);
        }
    }
}
