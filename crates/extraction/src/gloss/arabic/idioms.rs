//! Ways of speaking of Arabic news that no word by itself tells: who is called upon, without what something was done.

use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Lays the idioms that a word opens.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    called_upon(sheet, at);
    without(sheet, at);
    harmed_in(sheet, at, lexicon);
    harmed_by(sheet, at, lexicon);
    its_effect(sheet, at);
    blamed_for(sheet, at);
}

/// "رحبت ودعت جميع الأطراف إلى": the subject stands at the first verb, so that the noun behind the second is called upon.
fn called_upon(sheet: &mut Sheet, at: usize) {
    let joined = sheet.relation(at) == Relation::Conj && matches!(sheet.lemma(at), "call" | "urge" | "invite");
    let shared = sheet.head(at).is_some_and(|first| sheet.child(first, Relation::Nsubj).is_some());
    let object = sheet.child(at, Relation::Nsubj).filter(|object| joined && shared && sheet.before(at, *object));
    if let Some(object) = object.filter(|_| sheet.child(at, Relation::Obj).is_none()) {
        sheet.hang(object, Some(at), Relation::Obj);
    }
}

/// "دون توقيع": what the tree takes for a description introduces a phrase.
fn without(sheet: &mut Sheet, at: usize) {
    let loose = sheet.lemma(at) == "without"
        && !matches!(sheet.relation(at), Relation::Case | Relation::Mark | Relation::Fixed);
    let Some(noun) = sheet.beside(at, 1).filter(|next| loose && sheet.is_noun(*next) && sheet.head(at) == Some(*next))
    else {
        return;
    };
    sheet.set_tag(at, Upos::Adp, Tag::In);
    sheet.hang(at, Some(noun), Relation::Case);
    if sheet.relation(noun) == Relation::Obj {
        let head = sheet.head(noun);
        sheet.hang(noun, head, Relation::Obl);
    }
}

/// "مقتل ستة بقصف", "أصيب بانفجار": the act that harms is told with "ب", and English has "in".
fn harmed_in(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let act = sheet.upos(at) == Upos::Noun && lexicon.names_noun(sheet.lemma(at));
    in_which(sheet, at, lexicon, act);
    let Some(case) = sheet.case(at).filter(|case| act && sheet.key(*case) == "ب") else { return };
    let harms = sheet.head(at).is_some_and(|head| {
        matches!(sheet.lemma(head), "killing" | "death" | "wounding" | "injury" | "kill" | "wound" | "injure" | "die")
    });
    if harms {
        sheet.say(case, "in");
    }
}

/// "أصيب شخصان في القصف": the act befell those who came to harm, and does not describe them.
fn in_which(sheet: &mut Sheet, at: usize, lexicon: &Lexicon, act: bool) {
    let inside = sheet.case(at).is_some_and(|case| sheet.key(case) == "في") && sheet.relation(at) == Relation::Nmod;
    let whom = sheet
        .head(at)
        .filter(|whom| act && inside && (sheet.relation(*whom).is_subject() || sheet.relation(*whom) == Relation::Obj));
    let verb = whom.and_then(|whom| sheet.head(whom));
    let harms = |verb: &usize| sheet.upos(*verb) == Upos::Verb && lexicon.is("harming", sheet.lemma(*verb));
    if let Some(verb) = verb.filter(harms) {
        sheet.hang(at, Some(verb), Relation::Obl);
    }
}

/// "جرح بقذيفة هاون": a shell by which somebody is harmed.
fn harmed_by(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let shell = sheet.upos(at) == Upos::Noun && lexicon.is("projectile", sheet.lemma(at));
    let Some(case) = sheet.case(at).filter(|case| shell && sheet.key(*case) == "ب") else { return };
    let harmed = sheet.head(at).is_some_and(|verb| {
        sheet.upos(verb) == Upos::Verb && matches!(sheet.lemma(verb), "kill" | "wound" | "injure" | "die")
    });
    if harmed {
        sheet.say(case, "by");
    }
}

/// "دخوله حيز التنفيذ": the pronoun of what takes effect stands between.
fn its_effect(sheet: &mut Sheet, at: usize) {
    let effect = sheet.lemma(at) == "effect" && sheet.is_noun(at) && sheet.case(at).is_none();
    let entry = (1..3).filter_map(|step| sheet.beside(at, -step)).find(|word| sheet.lemma(*word) == "entry");
    if let Some(entry) = entry.filter(|_| effect) {
        sheet.hang(at, Some(entry), Relation::Nmod);
        sheet.introduce(at, "into");
    }
}

/// "حملت الحكومة الجماعة مسؤولية قصف المطار": who is blamed, and for what; without responsibility, something is carried.
fn blamed_for(sheet: &mut Sheet, at: usize) {
    let blame = sheet.upos(at) == Upos::Verb && sheet.lemma(at) == "blame";
    let line = sheet.line();
    let duty = line.into_iter().find(|word| {
        blame && sheet.before(at, *word) && sheet.lemma(*word) == "responsibility" && sheet.is_noun(*word)
    });
    if blame && duty.is_none() && sheet.key(at).contains("حمل") {
        return sheet.say(at, "carry");
    }
    let Some(duty) = duty.filter(|duty| sheet.head(*duty) == Some(at)) else { return };
    blamed(sheet, at, duty);
    let below = sheet.kids(duty).into_iter().chain(sheet.kids(at));
    let act = below.into_iter().find(|kid| sheet.is_noun(*kid) && sheet.before(duty, *kid));
    if let Some(act) = act {
        sheet.hang(act, Some(at), Relation::Obl);
        match sheet.case(act) {
            Some(case) => sheet.say(case, "for"),
            None => sheet.introduce(act, "for"),
        }
        sheet.drop(duty);
    }
}

/// "أدان القصف وحمل إسرائيل المسؤولية": the verb goes on from another, and the one noun before the responsibility is who is blamed.
fn blamed(sheet: &mut Sheet, at: usize, duty: usize) {
    let joined = sheet.relation(at) == Relation::Conj;
    let one = sheet.child(at, Relation::Nsubj).filter(|one| joined && *one != duty && sheet.follows(*one, at));
    let to_whom = sheet
        .kids(duty)
        .into_iter()
        .chain(sheet.kids(at))
        .any(|kid| sheet.case(kid).is_some_and(|case| sheet.key(case) == "ل"));
    if let Some(one) = one.filter(|one| !to_whom && sheet.beside(*one, 1) == Some(duty)) {
        sheet.hang(one, Some(at), Relation::Obj);
    }
}
