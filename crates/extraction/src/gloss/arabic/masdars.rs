//! Nouns of acts that keep the parts of their verbs in Arabic: "مغادرة الوفد العاصمة", "قصف الجيش سوقا". Who acts stands right
//! behind the noun, and what is acted on behind him, both bare; parsers take the second for the first's possessor.

use super::super::acts::{acts, is_above};
use super::super::attachment::mark_between;
use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Upos};
use model::MentionKind;

/// Lays who acts, and on what, around each noun of an act.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        contained(sheet, at);
    }
    for at in sheet.line() {
        doer_before_thing(sheet, at, lexicon);
        let Some((act, doer)) = act_and_doer(sheet, at, lexicon) else { continue };
        let leaves = matches!(sheet.lemma(act), "departure" | "exit" | "leaving");
        sheet.hang(doer, Some(act), Relation::Nmod);
        sheet.introduce(doer, "by");
        sheet.hang(at, Some(act), Relation::Nmod);
        sheet.introduce(at, if leaves { "from" } else { "of" });
    }
}

/// "قصف الجيش للمدينة", "موافقة الحكومة على الخطة": where a preposition tells what is acted on, the possessor acts.
fn doer_before_thing(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let Some(case) = sheet.case(at).filter(|_| sheet.is_noun(at)) else { return };
    let (key, last) = (sheet.key(case).to_owned(), sheet.beside(case, -1));
    let Some(last) = last else { return };
    let last = if sheet.upos(last) == Upos::Adj { sheet.head(last).unwrap_or(last) } else { last };
    let doer = sheet.head(last).filter(|_| sheet.relation(last) == Relation::Conj).unwrap_or(last);
    let act = sheet.head(doer).filter(|act| {
        sheet.upos(*act) == Upos::Noun
            && sheet.relation(doer) == Relation::Nmod
            && sheet.case(doer).is_none()
            && sheet.beside(*act, 1) == Some(doer)
            && lexicon.names_noun(sheet.lemma(*act))
            && !acts(sheet, *act, lexicon)
            && lexicon.harms(sheet.lemma(*act)).next().is_none()
    });
    let Some(act) = act.filter(|_| acts(sheet, doer, lexicon)) else { return };
    let lemma = sheet.lemma(act).to_owned();
    let agrees =
        matches!(lemma.as_str(), "consent" | "approval" | "acceptance" | "insistence" | "attack" | "withdrawal");
    let takes = match key.as_str() {
        "ل" => !matches!(lemma.as_str(), "call" | "invitation" | "visit" | "agreement" | "plan" | "preparation"),
        "علي" | "عن" | "الي" => agrees,
        _ => false,
    };
    if !takes || is_above(sheet, at, act) || matches!(sheet.lemma(at), "hand" | "background") {
        return;
    }
    sheet.introduce(doer, "by");
    sheet.hang(at, Some(act), Relation::Nmod);
    if key == "ل" {
        sheet.say(case, "of");
    }
}

/// "نفى وجود مفاوضات", "نفى صحة الأنباء عن سقوط المدينة": what is denied is the act, whatever its reports or its being are called.
fn contained(sheet: &mut Sheet, at: usize) {
    let denies = sheet.upos(at) == Upos::Verb && matches!(sheet.lemma(at), "deny" | "refute" | "dismiss");
    let mut thing = sheet.child(at, Relation::Obj).filter(|_| denies);
    for _ in 0..3 {
        let Some(outer) = thing else { return };
        let frame = matches!(
            sheet.lemma(outer),
            "presence"
                | "existence"
                | "occurrence"
                | "health"
                | "truth"
                | "validity"
                | "news"
                | "report"
                | "information"
        );
        let inner = sheet.kids(outer).into_iter().chain(sheet.kids(at)).find(|kid| {
            let weak = sheet.case(*kid).is_none_or(|case| matches!(sheet.key(case), "عن" | "ب" | "من"));
            *kid != outer
                && sheet.upos(*kid) == Upos::Noun
                && sheet.before(outer, *kid)
                && weak
                && matches!(sheet.relation(*kid), Relation::Nmod | Relation::Obl)
        });
        let Some(inner) = inner.filter(|_| frame) else { return };
        if let Some(case) = sheet.case(inner) {
            sheet.drop(case);
        }
        for kid in sheet.kids(outer).into_iter().filter(|kid| *kid != inner).collect::<Vec<_>>() {
            let relation = sheet.relation(kid);
            sheet.hang(kid, Some(inner), relation);
        }
        sheet.hang(outer, Some(inner), Relation::Dep);
        sheet.hang(inner, Some(at), Relation::Obj);
        sheet.drop(outer);
        thing = Some(inner);
    }
}

/// The act, and who does it, where a word is what it is done to.
fn act_and_doer(sheet: &Sheet, at: usize, lexicon: &Lexicon) -> Option<(usize, usize)> {
    let loose = matches!(
        sheet.relation(at),
        Relation::Nmod
            | Relation::Flat
            | Relation::Appos
            | Relation::Obj
            | Relation::Obl
            | Relation::Dep
            | Relation::Compound
    );
    let bare = loose && sheet.is_noun(at) && sheet.case(at).is_none();
    let time = crate::calendar::is_day_or_month(sheet.lemma(at)) || is_time(sheet.lemma(at));
    let doer = sheet.beside(at, -1).filter(|_| bare && !time)?;
    let doer = if sheet.upos(doer) == Upos::Adj { sheet.head(doer)? } else { doer };
    let first = match sheet.relation(doer) {
        Relation::Conj => sheet.head(doer)?,
        _ => doer,
    };
    let closed = sheet.get(doer).is_some_and(|word| word.name.is_some() || word.last.starts_with("ال"));
    let act = sheet.head(first).filter(|act| closed && acts(sheet, first, lexicon) && *act != at)?;
    let masdar = sheet.upos(act) == Upos::Noun
        && lexicon.names_noun(sheet.lemma(act))
        && !acts(sheet, act, lexicon)
        && sheet.relation(first) == Relation::Nmod
        && sheet.case(first).is_none()
        && sheet.beside(act, 1) == Some(first);
    // "قصف الجيش السوري": what describes who acts is no thing.
    let parts =
        [first, doer, act].into_iter().any(|word| sheet.head(at) == Some(word)) || below_same_verb(sheet, at, act);
    let sound = masdar && parts && !one_name(sheet, doer, at) && !is_above(sheet, at, act);
    (sound && !mark_between(sheet, act, at)).then_some((act, first))
}

/// Whether the word hangs on the verb that the act is a part of.
fn below_same_verb(sheet: &Sheet, at: usize, act: usize) -> bool {
    sheet.head(at).is_some_and(|verb| sheet.upos(verb) == Upos::Verb && is_above(sheet, verb, act))
}

/// Two names of persons side by side are one.
fn one_name(sheet: &Sheet, one: usize, other: usize) -> bool {
    let kind = |at: usize| sheet.named(at);
    kind(other) == Some(MentionKind::Person)
        || kind(one).is_none() && kind(other).is_some_and(|kind| kind != MentionKind::Place)
}

pub(super) fn is_time(lemma: &str) -> bool {
    matches!(
        lemma,
        "day"
            | "night"
            | "morning"
            | "evening"
            | "dawn"
            | "noon"
            | "week"
            | "month"
            | "year"
            | "hour"
            | "north"
            | "south"
            | "east"
            | "west"
    )
}
