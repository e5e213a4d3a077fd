//! Where possession ends in Arabic, and what follows from it: behind an adjective or a plural that keeps its "n" no possessor
//! stands, so that a noun there is the verb's; and small constructions of news: what is planned, what is refused, by whom.

use super::super::acts::{acts, is_directed};
use super::super::sheet::Sheet;
use super::{arguments, described};
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Lays these shapes.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        planned(sheet, at);
        some_of(sheet, at);
        described::of_subject(sheet, at, lexicon);
        described::of_noun(sheet, at);
        told_behind(sheet, at, lexicon);
        consequence(sheet, at);
        of_several(sheet, at);
        subject_first(sheet, at);
        first_acts(sheet, at, lexicon);
        counted_by(sheet, at);
    }
    for at in sheet.line() {
        described::thing_behind(sheet, at, lexicon);
        name_behind_force(sheet, at);
        counted_object(sheet, at);
        remains_of(sheet, at);
        came_last(sheet, at, lexicon);
        left(sheet, at);
        took_place(sheet, at, lexicon);
        by_whom(sheet, at, lexicon);
        super::super::acts::joined_subjects(sheet, at);
    }
}

/// "نزحت ثلاثة آلاف أسرة": the noun right behind a number is what is counted, and has its place in the clause.
fn counted_by(sheet: &mut Sheet, at: usize) {
    let role = sheet.relation(at);
    let stands = sheet.upos(at) == Upos::Num && (role.is_subject() || role == Relation::Obj);
    let Some(verb) = sheet.head(at).filter(|_| stands) else { return };
    let noun = sheet.beside(at, 1).filter(|noun| sheet.upos(*noun) == Upos::Noun && sheet.case(*noun).is_none());
    let counted = noun.filter(|noun| sheet.head(*noun) == Some(verb) && sheet.relation(*noun) == Relation::Obj);
    let Some(noun) = counted else { return };
    sheet.hang(noun, Some(verb), role);
    sheet.hang(at, Some(noun), Relation::Nummod);
    for kid in sheet.kids(at) {
        let role = sheet.relation(kid);
        sheet.hang(kid, Some(noun), role);
    }
}

/// "ثلاثة من المارة", "اثنين من موظفي": the number counts those behind "of".
fn some_of(sheet: &mut Sheet, at: usize) {
    if sheet.upos(at) != Upos::Num {
        return;
    }
    let Some(of) = sheet.beside(at, 1).filter(|of| sheet.key(*of) == "من" && sheet.upos(*of) == Upos::Adp) else {
        return;
    };
    let Some(noun) = sheet.head(of).filter(|noun| sheet.is_noun(*noun) && sheet.before(at, *noun)) else { return };
    if sheet.head(noun) == Some(at) {
        sheet.rise(noun, at, Relation::Nummod);
    } else if !super::super::acts::is_above(sheet, noun, at) {
        let (head, relation) = (sheet.head(at), sheet.relation(at));
        sheet.hang(noun, head, relation);
        sheet.hang(at, Some(noun), Relation::Nummod);
    } else {
        return;
    }
    sheet.drop(of);
    for kid in sheet.kids(at) {
        let relation = sheet.relation(kid);
        sheet.hang(kid, Some(noun), relation);
    }
}

/// "انسحبت الحركة من اتفاق": what is left hangs on the verb and not on who leaves; "جولة من المحادثات": a round of them.
fn left(sheet: &mut Sheet, at: usize) {
    let Some(case) = sheet.case(at).filter(|case| sheet.lemma(*case) == "from") else { return };
    let Some(head) = sheet.head(at) else { return };
    if sheet.upos(head) == Upos::Noun
        && matches!(sheet.lemma(head), "round" | "series" | "phase" | "stage" | "wave" | "number" | "group" | "session")
    {
        return sheet.say(case, "of");
    }
    let verb = sheet.head(head).filter(|verb| sheet.relation(head).is_subject() && sheet.upos(*verb) == Upos::Verb);
    if let Some(verb) = verb.filter(|verb| sheet.lemma(*verb) == "warn") {
        sheet.say(case, "of");
        return sheet.hang(at, Some(verb), Relation::Obl);
    }
    let leaves = verb
        .filter(|verb| matches!(sheet.lemma(*verb), "withdraw" | "leave" | "exit" | "retreat" | "survive" | "escape"));
    if let Some(verb) = leaves {
        sheet.hang(at, Some(verb), Relation::Obl);
    }
}

/// "سلمت الكتائب ثلاث رهائن": what a number counts, behind the subject, is the object.
fn counted_object(sheet: &mut Sheet, at: usize) {
    let loose = matches!(sheet.relation(at), Relation::Obl | Relation::Xcomp) && sheet.upos(at) == Upos::Noun;
    let counted = sheet.child(at, Relation::Nummod).is_some() && sheet.case(at).is_none();
    let time = matches!(sheet.lemma(at), "day" | "hour" | "week" | "month" | "year" | "time" | "kilometre" | "metre");
    let Some(verb) = sheet.head(at).filter(|verb| loose && counted && !time && sheet.upos(*verb) == Upos::Verb) else {
        return;
    };
    let free = sheet.child(verb, Relation::Obj).is_none() && sheet.child(verb, Relation::Nsubj).is_some();
    if free && sheet.before(verb, at) {
        sheet.hang(at, Some(verb), Relation::Obj);
    }
}

/// "تسلمت السلطات رفات 30 جنديا": a noun behind a subject with its article is the object, and what is counted behind it is its.
fn remains_of(sheet: &mut Sheet, at: usize) {
    let loose = matches!(sheet.relation(at), Relation::Nmod | Relation::Appos) && sheet.upos(at) == Upos::Noun;
    let Some(subject) = sheet.head(at).filter(|subject| loose && sheet.relation(*subject).is_subject()) else { return };
    let open = sheet.case(at).is_none() && !sheet.key(at).starts_with("ال") && sheet.key(subject).starts_with("ال");
    let Some(verb) = sheet.head(subject).filter(|verb| open && sheet.upos(*verb) == Upos::Verb) else { return };
    let counted = sheet
        .child(verb, Relation::Obj)
        .filter(|object| sheet.child(*object, Relation::Nummod).is_some() && sheet.before(at, *object));
    if let Some(counted) = counted {
        sheet.hang(at, Some(verb), Relation::Obj);
        sheet.hang(counted, Some(at), Relation::Nmod);
        sheet.introduce(counted, "of");
    }
}

/// "وصلت إلى الحديدة طليعة المراقبين": who comes stands behind where.
fn came_last(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let object = sheet.relation(at) == Relation::Obj && acts(sheet, at, lexicon);
    let Some(verb) = sheet.head(at).filter(|verb| object && sheet.upos(*verb) == Upos::Verb) else { return };
    let place = sheet.kids(verb).into_iter().find(|kid| {
        sheet.relation(*kid) == Relation::Obj
            && sheet.before(*kid, at)
            && sheet.named(*kid) == Some(model::MentionKind::Place)
    });
    let free = !sheet.has_subject(verb);
    if place.is_some_and(|place| place != at) && free {
        sheet.hang(at, Some(verb), Relation::Nsubj);
    }
}

/// "قصفت القوات الحي، ما أسفر عن مقتل": what a clause led to follows from it, whichever of the two the tree put first.
fn consequence(sheet: &mut Sheet, at: usize) {
    let led = sheet.upos(at) == Upos::Verb
        && matches!(sheet.lemma(at), "lead" | "result" | "cause" | "leave")
        && sheet.beside(at, -1).is_some_and(|what| matches!(sheet.key(what), "ما" | "مما" | "الامر"));
    let cause = sheet.kids(at).into_iter().find(|kid| {
        led && sheet.relation(*kid) == Relation::Advcl && sheet.before(*kid, at) && sheet.upos(*kid) == Upos::Verb
    });
    if let Some(cause) = cause {
        sheet.rise(cause, at, Relation::Advcl);
    }
}

/// "نهبوا مستودعا": a verb in the plural has its subject before it; what stands behind is its object.
fn of_several(sheet: &mut Sheet, at: usize) {
    let verb = sheet.head(at).filter(|verb| sheet.upos(*verb) == Upos::Verb && sheet.before(*verb, at));
    let several = verb.filter(|verb| {
        let key = sheet.key(*verb);
        sheet.relation(at) == Relation::Nsubj && (key.ends_with("وا") || key.starts_with('ي') && key.ends_with("ون"))
    });
    if let Some(verb) = several.filter(|verb| sheet.is_noun(at) && sheet.child(*verb, Relation::Obj).is_none()) {
        sheet.hang(at, Some(verb), Relation::Obj);
    }
}

/// "طرح الأساقفة خطة": of two nouns behind a verb the first, with its article, is the subject.
fn subject_first(sheet: &mut Sheet, at: usize) {
    // "غادر وفدها الدوحة": a pronoun closes like an article.
    let owned = sheet.beside(at, 1).is_some_and(|next| sheet.upos(next) == Upos::Pron && sheet.head(next) == Some(at));
    let defined = owned || sheet.key(at).starts_with("ال");
    let first = sheet.relation(at) == Relation::Obj && sheet.is_noun(at) && defined;
    let Some(verb) = sheet.head(at).filter(|verb| first && sheet.follows(at, *verb)) else { return };
    // "طالب بالإفراج": behind a preposition stands no subject.
    let plain = sheet.get(verb).is_some_and(|word| word.key == word.last);
    let free = plain && sheet.upos(verb) == Upos::Verb && !sheet.has_subject(verb);
    let thing = sheet.kids(at).into_iter().find(|kid| {
        matches!(sheet.relation(*kid), Relation::Nmod | Relation::Appos)
            && (sheet.upos(*kid) == Upos::Noun || owned && sheet.named(*kid).is_some())
            && sheet.before(at, *kid)
            && sheet.case(*kid).is_none()
            && (owned || !sheet.key(*kid).starts_with("ال"))
    });
    if let Some(thing) = thing.filter(|_| free && sheet.case(at).is_none()) {
        sheet.hang(at, Some(verb), Relation::Nsubj);
        sheet.hang(thing, Some(verb), Relation::Obj);
        if sheet.tag(verb) == Tag::Vbn {
            sheet.set_tag(verb, Upos::Verb, Tag::Vbd);
        }
    }
}

/// "رفض عشرات المسلحين المقترح": who stands right behind a verb that has no subject acts, unless the verb goes on from another.
fn first_acts(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let loose = matches!(sheet.relation(at), Relation::Obj | Relation::Ccomp | Relation::Xcomp | Relation::Obl);
    let somebody = sheet.is_noun(at) && (acts(sheet, at, lexicon) || crate::numbers::value(sheet.lemma(at)).is_some());
    let Some(verb) = sheet.head(at).filter(|verb| loose && somebody && sheet.follows(at, *verb)) else {
        return;
    };
    let key = sheet.key(verb);
    let own = sheet.upos(verb) == Upos::Verb
        && sheet.get(verb).is_some_and(|word| word.key == word.last)
        && sheet.relation(verb) != Relation::Conj
        && !key.ends_with("وا")
        && !key.starts_with('ن')
        && sheet.case(at).is_none();
    let free = !sheet.has_subject(verb);
    let agrees = own && free && !arguments::disagrees(sheet, verb, at);
    if agrees && lexicon.harms(sheet.lemma(verb)).next().is_none() {
        sheet.hang(at, Some(verb), Relation::Nsubj);
    }
}

/// "تم اليوم التوقيع على مذكرة": what an act that takes place is done to.
fn took_place(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.upos(at) != Upos::Verb || !matches!(sheet.key(at), "تم" | "تمت" | "يتم" | "جري" | "جرت") {
        return;
    }
    let (Some(act), Some(thing)) = (sheet.child(at, Relation::Nsubj), sheet.child(at, Relation::Obj)) else { return };
    if lexicon.names_noun(sheet.lemma(act)) && sheet.before(act, thing) {
        sheet.hang(thing, Some(act), Relation::Nmod);
        sheet.introduce(thing, "of");
    }
}

/// "اتهم المحافظ قوات الدعم": behind an article no possessor stands; a name there is what the verb acts on.
fn name_behind_force(sheet: &mut Sheet, at: usize) {
    let named = sheet.named(at).is_some_and(|kind| kind != model::MentionKind::Person);
    let loose = matches!(sheet.relation(at), Relation::Nmod | Relation::Appos | Relation::Flat);
    let Some(force) = sheet.head(at).filter(|_| named && loose && sheet.case(at).is_none()) else { return };
    let whole = sheet.key(force).starts_with("ال") && sheet.get(force).is_some_and(|word| word.name.is_none());
    let verb = sheet.head(force).filter(|verb| whole && sheet.upos(*verb) == Upos::Verb);
    let takes = verb.filter(|verb| sheet.relation(force).is_subject() && sheet.child(*verb, Relation::Obj).is_none());
    if let Some(verb) = takes {
        sheet.hang(at, Some(verb), Relation::Obj);
    }
}

/// "من المقرر أن تسري الهدنة": it will.
fn planned(sheet: &mut Sheet, at: usize) {
    if sheet.lemma(at) != "will" || sheet.relation(at) == Relation::Aux {
        return;
    }
    let verb = (1..4).filter_map(|step| sheet.beside(at, step)).find(|word| sheet.upos(*word) == Upos::Verb);
    let Some(verb) = verb else { return };
    if super::super::acts::is_above(sheet, at, verb) {
        sheet.rise(verb, at, Relation::Aux);
        for kid in sheet.kids(at) {
            let relation = sheet.relation(kid);
            sheet.hang(kid, Some(verb), relation);
        }
    }
    sheet.hang(at, Some(verb), Relation::Aux);
    sheet.set_tag(at, Upos::Aux, Tag::Md);
    sheet.set_tag(verb, Upos::Verb, Tag::Vb);
}

/// "رفض التوقيع": who turns down an act of his own refuses it, and it is not done.
pub(super) fn refused(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.upos(at) != Upos::Verb || sheet.lemma(at) != "reject" {
        return;
    }
    let act = |kid: &usize| {
        matches!(sheet.relation(*kid), Relation::Obj | Relation::Nmod)
            && lexicon.names_noun(sheet.lemma(*kid))
            && matches!(
                sheet.lemma(*kid),
                "signing" | "signature" | "withdrawal" | "negotiation" | "release" | "participation" | "disarmament"
            )
    };
    if sheet.kids(at).iter().any(act) {
        sheet.say(at, "refuse");
    }
}

/// "خرقت الميليشيا الهدنة، قال مصدر": the clause before the mark is what is said.
fn told_behind(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let says = sheet.upos(at) == Upos::Verb && lexicon.is("say", sheet.lemma(at));
    let mark = sheet.beside(at, -1).is_some_and(|mark| sheet.upos(mark) == Upos::Punct);
    let clause = sheet.kids(at).into_iter().find(|kid| {
        sheet.relation(*kid) == Relation::Advcl
            && sheet.before(*kid, at)
            && sheet.upos(*kid) == Upos::Verb
            && sheet.child(*kid, Relation::Mark).is_none()
    });
    if let Some(clause) = clause.filter(|_| says && mark) {
        sheet.hang(clause, Some(at), Relation::Ccomp);
    }
}

/// "قصف مدفعي لقوات": whose act it is, told with "ل".
fn by_whom(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let case = sheet.case(at).filter(|case| sheet.key(*case) == "ل" && sheet.relation(at) == Relation::Nmod);
    let act = sheet.head(at).filter(|act| sheet.upos(*act) == Upos::Noun && is_directed(sheet.lemma(*act)));
    if let (Some(case), Some(_)) = (case, act.filter(|_| acts(sheet, at, lexicon))) {
        sheet.say(case, "by");
    }
}
