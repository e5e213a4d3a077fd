//! Orders and appointments: who is told to act is the object of the verb, what is to be done its complement; what is to happen
//! on a coming day is told in the future.

use super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Lays the shapes around one word.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    ordered(sheet, at, lexicon);
    scheduled(sheet, at);
}

/// "приказал войскам отойти", "ordonne aux troupes de partir".
fn ordered(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let orders = matches!(
        sheet.lemma(at),
        "order"
            | "instruct"
            | "allow"
            | "permit"
            | "forbid"
            | "ban"
            | "command"
            | "enable"
            | "authorise"
            | "advise"
            | "ask"
    );
    if !orders || sheet.upos(at) != Upos::Verb {
        return;
    }
    let told = sheet.kids(at).into_iter().find(|kid| {
        let somebody = sheet.get(*kid).is_some_and(|word| word.name.is_some())
            || ["person", "group", "troops", "title"].iter().any(|class| lexicon.is(class, sheet.lemma(*kid)));
        let phrase = matches!(sheet.relation(*kid), Relation::Obl | Relation::Iobj | Relation::Nmod);
        let to = sheet.case(*kid).is_none_or(|case| sheet.lemma(case) == "to");
        somebody && phrase && to && sheet.is_noun(*kid) && sheet.before(at, *kid)
    });
    let Some(told) = told.filter(|_| sheet.child(at, Relation::Obj).is_none()) else { return };
    let infinitive = |kid: &usize| sheet.tag(*kid) == Tag::Vb && sheet.before(told, *kid);
    let act = sheet.kids(told).into_iter().find(infinitive).or_else(|| sheet.kids(at).into_iter().find(infinitive));
    let Some(act) = act else { return };
    if let Some(case) = sheet.case(told) {
        sheet.drop(case);
    }
    sheet.hang(told, Some(at), Relation::Obj);
    sheet.hang(act, Some(at), Relation::Xcomp);
}

/// "يلتقي الوزيران الخميس المقبل", "se réunissent demain": a present on a coming day is a plan.
fn scheduled(sheet: &mut Sheet, at: usize) {
    let present = matches!(sheet.tag(at), Tag::Vbz | Tag::Vbp) && sheet.upos(at) == Upos::Verb;
    let meets = matches!(
        sheet.lemma(at),
        "meet"
            | "sign"
            | "begin"
            | "start"
            | "resume"
            | "hold"
            | "visit"
            | "arrive"
            | "host"
            | "discuss"
            | "open"
            | "gather"
            | "convene"
            | "travel"
            | "take"
    );
    let coming = |word: usize| matches!(sheet.lemma(word), "tomorrow" | "next" | "coming" | "upcoming");
    let soon = sheet.kids(at).into_iter().any(|kid| coming(kid) || sheet.kids(kid).into_iter().any(coming));
    if present && meets && soon && sheet.child(at, Relation::Aux).is_none() {
        sheet.set_tag(at, Upos::Verb, Tag::Vb);
        sheet.insert(at, -1, "will", (Upos::Aux, Tag::Md), (at, Relation::Aux));
    }
}
