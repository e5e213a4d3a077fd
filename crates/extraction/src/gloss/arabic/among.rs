//! "سبعة أشخاص بينهم طفلان قتلوا": who is among those told of stands between them and their verb, and parsers take the few for the
//! subject of what befell all.

use super::super::sheet::Sheet;
use grammar::{Relation, Tag, Upos};

/// Hangs the few on the many, and the verb behind them on the many.
pub(super) fn shape(sheet: &mut Sheet, at: usize) {
    let Some((group, pronoun)) = among(sheet, at) else { return };
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
    sheet.hang(few, Some(group), Relation::Nmod);
    sheet.set_tag(at, Upos::Adp, Tag::In);
    sheet.say(at, "including");
    sheet.hang(at, Some(few), Relation::Case);
    sheet.drop(pronoun);
}

/// Those of whom some are told, and the pronoun for them behind "بين".
fn among(sheet: &Sheet, at: usize) -> Option<(usize, usize)> {
    let group = sheet.beside(at, -1).filter(|group| sheet.key(at) == "بين" && sheet.is_noun(*group))?;
    let pronoun = sheet.beside(at, 1).filter(|pronoun| sheet.upos(*pronoun) == Upos::Pron)?;
    Some((group, pronoun))
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
