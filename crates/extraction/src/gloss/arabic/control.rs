//! Who does an act that Arabic tells as a noun under another's verb: "تمكن المتمردون من السيطرة على المدينة", "قامت القوات بتفتيش القرية
//! واعتقال سكانها". The subject of the verb, or who does the act before, does it; a word over his own words says so behind the noun.

use super::super::acts::acts;
use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Upos};

/// Tells who does each such act.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        governed(sheet, at);
        forced(sheet, at);
        managed(sheet, at);
    }
    for at in sheet.line() {
        let act = is_act(sheet, at, lexicon) && !has_doer(sheet, at, lexicon);
        let doer = controller(sheet, at, lexicon).or_else(|| of_first_act(sheet, at, lexicon));
        if let Some(doer) = doer.filter(|_| act) {
            lend(sheet, at, doer);
        }
    }
}

fn is_act(sheet: &Sheet, at: usize, lexicon: &Lexicon) -> bool {
    sheet.upos(at) == Upos::Noun
        && sheet.named(at).is_none()
        && sheet.get(at).is_some_and(|word| word.glossed)
        && lexicon.names_noun(sheet.lemma(at))
        && lexicon.harms(sheet.lemma(at)).next().is_none()
        && !acts(sheet, at, lexicon)
}

/// Whether somebody is told to do the act, or stands where he may be meant.
fn has_doer(sheet: &Sheet, act: usize, lexicon: &Lexicon) -> bool {
    sheet.kids(act).into_iter().any(|kid| {
        let by = sheet.case(kid).is_some_and(|case| matches!(sheet.lemma(case), "by" | "between"));
        let own = sheet.upos(kid) == Upos::Pron && sheet.relation(kid) == Relation::NmodPoss;
        let bare = sheet.case(kid).is_none_or(|case| sheet.lemma(case) == "of");
        let whose = || bare && sheet.relation(kid) == Relation::Nmod && acts(sheet, kid, lexicon);
        by || own || is_intransitive(sheet.lemma(act)) && whose()
    })
}

/// Acts done to nobody: whoever stands behind the noun does them. Of any other, what stands there is acted on.
fn is_intransitive(lemma: &str) -> bool {
    matches!(
        lemma,
        "withdrawal"
            | "departure"
            | "exit"
            | "entry"
            | "return"
            | "arrival"
            | "advance"
            | "retreat"
            | "attack"
            | "incursion"
            | "infiltration"
            | "protest"
            | "participation"
            | "resignation"
            | "consent"
            | "approval"
            | "negotiation"
            | "talk"
            | "meeting"
    )
}

/// The subject of a verb that speaks of its own subject's act.
fn controller(sheet: &Sheet, at: usize, lexicon: &Lexicon) -> Option<usize> {
    let joined = |verb: usize| {
        let first = sheet.child(verb, Relation::Obj).filter(|first| sheet.before(*first, at));
        sheet.relation(at) == Relation::Conj && first.is_some_and(|first| is_act(sheet, first, lexicon))
    };
    let phrase = matches!(sheet.relation(at), Relation::Obj | Relation::Obl | Relation::Xcomp);
    let verb = sheet.head(at).filter(|verb| sheet.upos(*verb) == Upos::Verb && (phrase || joined(*verb)))?;
    let own = matches!(
        sheet.lemma(verb),
        "manage" | "succeed" | "fail" | "begin" | "start" | "attempt" | "try" | "intend" | "carry" | "conduct"
    );
    let weak = sheet.case(at).is_none_or(|case| matches!(sheet.key(case), "ب" | "من" | "في"));
    let subject = sheet.child(verb, Relation::Nsubj).filter(|_| own && weak)?;
    acts(sheet, subject, lexicon).then_some(subject)
}

/// Who does the act to which another is joined.
fn of_first_act(sheet: &Sheet, at: usize, lexicon: &Lexicon) -> Option<usize> {
    let first =
        sheet.head(at).filter(|first| sheet.relation(at) == Relation::Conj && is_act(sheet, *first, lexicon))?;
    sheet
        .kids(first)
        .into_iter()
        .find(|kid| sheet.case(*kid).is_some_and(|case| sheet.lemma(case) == "by") && acts(sheet, *kid, lexicon))
}

/// Puts a word for the doer, over his own words, behind the act.
fn lend(sheet: &mut Sheet, act: usize, doer: usize) {
    let Some(own) = sheet.get(doer).cloned() else { return };
    let tags = (own.word.upos, own.word.tag);
    let by = sheet.insert(act, 1, "by", (Upos::Adp, grammar::Tag::In), (act, Relation::Case));
    let word = sheet.insert(act, 2, &own.word.lemma, tags, (act, Relation::Nmod));
    sheet.hang(by, Some(word), Relation::Case);
    if let Some(lent) = sheet.get_mut(word) {
        (lent.span, lent.name, lent.form) = (own.span, own.name, own.form);
    }
}

/// "لم تتمكن البعثة من التحقق من أن الجيش غادر": what somebody manages to find out is an infinitive, and what there is to find hangs on it.
fn managed(sheet: &mut Sheet, at: usize) {
    let verifies = matches!(sheet.lemma(at), "verify" | "confirm" | "verification" | "confirmation");
    let case = sheet.case(at).filter(|case| verifies && sheet.key(*case) == "من");
    let verb = sheet.head(at).filter(|verb| matches!(sheet.lemma(*verb), "manage" | "succeed" | "be"));
    let (Some(case), Some(verb)) = (case, verb.filter(|verb| sheet.before(*verb, at))) else { return };
    infinitive(sheet, (at, "verify"), case, verb);
    let clause = sheet.kids(verb).into_iter().find(|kid| {
        sheet.upos(*kid) == Upos::Verb && sheet.before(at, *kid) && sheet.relation(*kid) == Relation::Ccomp
    });
    if let Some(clause) = clause {
        sheet.hang(clause, Some(at), Relation::Ccomp);
    }
}

/// "السيطرة على مدينة": an expression that ends in a preposition governs the noun right behind it.
fn governed(sheet: &mut Sheet, at: usize) {
    let loose = matches!(sheet.relation(at), Relation::Obj | Relation::Obl | Relation::Nmod) && sheet.is_noun(at);
    let before = sheet.beside(at, -1).filter(|_| loose && sheet.case(at).is_none());
    let act = before.filter(|act| {
        let ends = |last: &str| matches!(last, "علي" | "عن" | "الي" | "في" | "من" | "ب" | "ل");
        sheet.upos(*act) == Upos::Noun
            && sheet.get(*act).is_some_and(|word| word.key != word.last && ends(&word.last))
            && sheet.head(at) != Some(*act)
            && !super::super::acts::is_above(sheet, at, *act)
    });
    if let Some(act) = act {
        sheet.hang(at, Some(act), Relation::Nmod);
        sheet.introduce(at, "of");
    }
}

/// "أجبرت المعارك السكان على النزوح": what somebody is forced to do is an infinitive.
fn forced(sheet: &mut Sheet, at: usize) {
    let flees = sheet.is_noun(at) && matches!(sheet.lemma(at), "displacement" | "flight" | "escape" | "flee");
    let Some(case) = sheet.case(at).filter(|case| flees && matches!(sheet.key(*case), "علي" | "الي")) else {
        return;
    };
    let verb = super::super::shared::above_verb(sheet, at);
    let Some(verb) = verb.filter(|verb| matches!(sheet.lemma(*verb), "force" | "oblige" | "push")) else { return };
    infinitive(sheet, (at, "flee"), case, verb);
}

/// Lays a noun of an act as an infinitive of the verb above, and its preposition as "to".
fn infinitive(sheet: &mut Sheet, (act, lemma): (usize, &str), case: usize, verb: usize) {
    sheet.set_tag(act, Upos::Verb, grammar::Tag::Vb);
    sheet.say(act, lemma);
    sheet.hang(act, Some(verb), Relation::Xcomp);
    sheet.set_tag(case, Upos::Part, grammar::Tag::To);
    sheet.say(case, "to");
    sheet.hang(case, Some(act), Relation::Mark);
}
