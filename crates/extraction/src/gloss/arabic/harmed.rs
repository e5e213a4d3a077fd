//! Who comes to harm in Arabic: whoever "meets his end", whose life an act takes, and whom a noun of harm counts behind it.

use super::super::sheet::Sheet;
use super::arguments::above;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// "لقي راع مصرعه": whoever meets his end dies.
pub(super) fn met_death(sheet: &mut Sheet, at: usize) {
    if sheet.upos(at) != Upos::Verb || !matches!(sheet.key(at), "لقي" | "لقيت" | "لقوا" | "يلقي" | "لقيا")
    {
        return;
    }
    let end = (1..7).filter_map(|step| sheet.beside(at, step)).find(|word| matches!(sheet.key(*word), "مصرع" | "حتف"));
    let Some(end) = end else { return };
    if let Some(pronoun) = sheet.kids(end).into_iter().find(|kid| sheet.upos(*kid) == Upos::Pron) {
        sheet.drop(pronoun);
    }
    sheet.drop(end);
    sheet.say(at, "die");
}

/// "أودى القصف بحياة خمسة": what takes a life kills.
pub(super) fn took_life(sheet: &mut Sheet, at: usize) {
    if sheet.upos(at) != Upos::Verb || !matches!(sheet.key(at), "اودي" | "اودت" | "يودي" | "تودي" | "اوديا" | "اودتا")
    {
        return;
    }
    let life = (1..9).filter_map(|step| sheet.beside(at, step)).find(|word| sheet.lemma(*word) == "life");
    let Some(life) = life else { return };
    let victim = sheet.kids(life).into_iter().find(|kid| sheet.is_noun(*kid) && sheet.before(life, *kid));
    if let Some(case) = sheet.case(life) {
        sheet.drop(case);
    }
    sheet.say(at, "kill");
    if let Some(victim) = victim {
        sheet.hang(victim, Some(at), Relation::Obj);
        if let Some(case) = sheet.case(victim) {
            sheet.drop(case);
        }
        sheet.hang(life, Some(at), Relation::Dep);
        return sheet.drop(life);
    }
    sheet.hang(life, Some(at), Relation::Obj);
}

/// "إصابة تسعة جنود": who comes to harm follows the noun of harm, and this the verb that causes it.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let harm = matches!(sheet.lemma(at), "killing" | "death" | "wounding" | "injury" | "injuring" | "displacement");
    if !harm || !sheet.is_noun(at) || sheet.key(at).starts_with("ال") {
        return;
    }
    if let Some(counted) = counted_behind(sheet, at, lexicon) {
        if above(sheet, at).any(|word| word == counted) {
            sheet.rise(at, counted, Relation::Nmod);
        }
        let numbers: Vec<usize> = sheet
            .line()
            .into_iter()
            .filter(|word| sheet.before(at, *word) && sheet.before(*word, counted) && sheet.upos(*word) == Upos::Num)
            .collect();
        for number in numbers {
            if !above(sheet, at).any(|word| word == number) {
                sheet.hang(number, Some(counted), Relation::Nummod);
            }
        }
        sheet.hang(counted, Some(at), Relation::Nmod);
        if sheet.case(counted).is_none() {
            sheet.introduce(counted, "of");
        }
    }
    let before = sheet.beside(at, -1).filter(|word| sheet.upos(*word) != Upos::Cconj);
    let led = match before {
        Some(word) if sheet.upos(word) == Upos::Adp => sheet.beside(word, -1),
        other => other,
    };
    let causes = |verb: &usize| {
        sheet.upos(*verb) == Upos::Verb && matches!(sheet.lemma(*verb), "lead" | "result" | "cause" | "leave")
    };
    let Some(verb) = led.filter(causes) else { return };
    if above(sheet, verb).any(|word| word == at) {
        return sheet.rise(verb, at, Relation::Obj);
    }
    sheet.hang(at, Some(verb), Relation::Obj);
}

/// The noun that a noun of harm counts: behind numbers alone.
fn counted_behind(sheet: &Sheet, at: usize, lexicon: &Lexicon) -> Option<usize> {
    for step in 1..6 {
        let word = sheet.beside(at, step)?;
        match sheet.upos(word) {
            Upos::Num | Upos::Adv => {}
            Upos::Adj if sheet.tag(word) == Tag::Jjr || sheet.tag(word) == Tag::Jjs => {}
            Upos::Noun => {
                let somebody = ["person", "troops", "civilian", "group", "family"]
                    .iter()
                    .any(|class| lexicon.is(class, sheet.lemma(word)));
                // "مقتل سبعة مصلين": whoever is counted there is somebody.
                let counted = sheet.beside(at, 1).is_some_and(|first| sheet.upos(first) == Upos::Num && first != word);
                return (somebody || counted && !is_time_or_thing(sheet, word)).then_some(word);
            }
            _ => return None,
        }
    }
    None
}

/// What a number before a victim may count instead of him.
fn is_time_or_thing(sheet: &Sheet, at: usize) -> bool {
    matches!(sheet.lemma(at), "day" | "hour" | "week" | "month" | "year" | "time" | "percent" | "kilometre" | "metre")
}
