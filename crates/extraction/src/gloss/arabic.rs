//! The shapes of Arabic: words written onto others, possession without a preposition, particles of tense and negation,
//! passives that are written like actives.

mod adverbials;
mod among;
mod appositions;
mod arguments;
mod charged;
mod closing;
mod dropped;
mod idioms;
mod launched;
mod masdars;
mod occurred;
mod possession;
mod provided;
mod relatives;
mod results;
mod senses;
mod suffered;
mod titles;
mod told;
mod voices;

pub(super) use adverbials::is_participle;

use super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};
use model::MentionKind;

/// Lays the shapes of Arabic.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        particle(sheet, at);
        clause(sheet, at);
        two(sheet, at);
        person(sheet, at, lexicon);
    }
    for at in sheet.line() {
        among::shape(sheet, at, lexicon);
        dropped::said(sheet, at, lexicon);
    }
    for at in sheet.line() {
        adverbials::shape(sheet, at);
        titles::shape(sheet, at, lexicon);
        appositions::shape(sheet, at, lexicon);
        told::shape(sheet, at, lexicon);
        told_clause(sheet, at);
        opened_clause(sheet, at);
        results::shape(sheet, at);
        subject(sheet, at);
        senses::shape(sheet, at);
    }
    arguments::shape(sheet, lexicon);
    provided::shape(sheet, lexicon);
    closing::shape(sheet, lexicon);
    launched::shape(sheet, lexicon);
    occurred::shape(sheet, lexicon);
    suffered::shape(sheet, lexicon);
    for at in sheet.line() {
        relatives::shape(sheet, at, lexicon);
        charged::shape(sheet, at, lexicon);
        object(sheet, at, lexicon);
        object_with(sheet, at);
        idioms::shape(sheet, at, lexicon);
    }
    masdars::shape(sheet, lexicon);
    for at in sheet.line() {
        senses::of_objects(sheet, at, lexicon);
        voices::shape(sheet, at, lexicon);
        passive(sheet, at, lexicon);
        closing::refused(sheet, at, lexicon);
        possession::shape(sheet, at, lexicon);
    }
    dropped::shape(sheet, lexicon);
}

/// Particles of tense and negation hang on the verb behind them.
fn particle(sheet: &mut Sheet, at: usize) {
    let key = sheet.key(at).to_owned();
    if !matches!(key.as_str(), "لم" | "لن" | "لا" | "س" | "سوف" | "قد" | "لقد" | "ما" | "ليس" | "ليست")
    {
        return;
    }
    let next = sheet.beside(at, 1).filter(|next| sheet.is_verb(*next));
    let Some(verb) = next.or_else(|| sheet.head(at)) else { return };
    let negate = |sheet: &mut Sheet| {
        sheet.set_tag(at, Upos::Part, Tag::Rb);
        sheet.say(at, "not");
        sheet.hang(at, Some(verb), Relation::Advmod);
    };
    match key.as_str() {
        "لم" => {
            negate(sheet);
            let upos = sheet.upos(verb);
            sheet.set_tag(verb, upos, Tag::Vbd);
        }
        "لن" => {
            negate(sheet);
            will(sheet, at, verb);
        }
        "لا" | "ليس" | "ليست" => negate(sheet),
        // "ما أسفر عن" is "which led to".
        "ما" if matches!(sheet.lemma(verb), "lead" | "result" | "cause" | "leave") => sheet.drop(at),
        "س" | "سوف" if sheet.kids(verb).into_iter().any(|kid| sheet.tag(kid) == Tag::Md) => sheet.drop(at),
        "س" | "سوف" => {
            sheet.set_tag(at, Upos::Aux, Tag::Md);
            sheet.say(at, "will");
            sheet.hang(at, Some(verb), Relation::Aux);
            let upos = sheet.upos(verb);
            sheet.set_tag(verb, upos, Tag::Vb);
        }
        "قد" | "لقد" => {
            let may = matches!(sheet.own_tag(verb), Tag::Vbz | Tag::Vbp);
            if may && next.is_some() {
                sheet.set_tag(at, Upos::Aux, Tag::Md);
                sheet.say(at, "may");
                sheet.hang(at, Some(verb), Relation::Aux);
            } else {
                sheet.drop(at);
            }
        }
        _ => {}
    }
}

fn will(sheet: &mut Sheet, beside: usize, verb: usize) {
    sheet.insert(beside, 1, "will", (Upos::Aux, Tag::Md), (verb, Relation::Aux));
    let upos = sheet.upos(verb);
    sheet.set_tag(verb, upos, Tag::Vb);
}

/// "أن" before a present is "to", else "that"; "إن" behind a verb of speech opens what is said.
fn clause(sheet: &mut Sheet, at: usize) {
    // "من أن", "على أن": the preposition before it says nothing more.
    let joined = sheet.lemma(at) == "that" && sheet.get(at).is_some_and(|word| word.key != word.last);
    let key = match sheet.get(at).filter(|_| joined) {
        Some(word) => word.last.clone(),
        None => sheet.key(at).to_owned(),
    };
    if !matches!(key.as_str(), "ان" | "بان" | "انه" | "انها" | "انهم") || sheet.relation(at) == Relation::Fixed
    {
        return;
    }
    let next = sheet.beside(at, 1);
    let infinitive = next.filter(|next| {
        matches!(sheet.own_tag(*next), Tag::Vbz | Tag::Vbp)
            && sheet.upos(*next) == Upos::Verb
            && sheet.child(*next, Relation::Aux).is_none()
    });
    match infinitive {
        Some(verb) => {
            sheet.set_tag(verb, Upos::Verb, Tag::Vb);
            sheet.set_tag(at, Upos::Part, Tag::To);
            sheet.say(at, "to");
            sheet.hang(at, Some(verb), Relation::Mark);
        }
        None => {
            let head = sheet.head(at);
            // "إن لم تفرج": what is not done is a condition.
            let condition = key == "ان" && next.is_some_and(|next| sheet.key(next) == "لم");
            sheet.set_tag(at, Upos::Sconj, Tag::In);
            sheet.say(at, if condition { "if" } else { "that" });
            if let Some(verb) = head.filter(|verb| condition && sheet.relation(*verb) == Relation::Ccomp) {
                let above = sheet.head(verb);
                sheet.hang(verb, above, Relation::Advcl);
            }
            sheet.hang(at, head, Relation::Mark);
        }
    }
}

/// "اثنين" is two, "الاثنين" Monday.
fn two(sheet: &mut Sheet, at: usize) {
    if sheet.key(at) != "اثنين" && sheet.key(at) != "اثنان" {
        return;
    }
    sheet.set_tag(at, Upos::Num, Tag::Cd);
    sheet.say(at, "two");
    if let Some(head) = sheet.head(at).filter(|head| sheet.is_noun(*head) || sheet.upos(*head) == Upos::Adj) {
        sheet.hang(at, Some(head), Relation::Nummod);
    }
}

/// "مدنيين": people named by an adjective.
fn person(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let people = sheet.upos(at) == Upos::Adj && lexicon.is("person", sheet.lemma(at));
    let Some(head) = sheet.head(at).filter(|_| people) else { return };
    let harmed = lexicon.harms(sheet.lemma(head)).next().is_some();
    if harmed && sheet.relation(at) == Relation::Amod {
        sheet.set_tag(at, Upos::Noun, Tag::Nns);
        let lemma = sheet.lemma(at).to_owned();
        sheet.say(at, &lemma);
        sheet.hang(at, Some(head), Relation::Nmod);
    }
}

/// "وفق ما أفاد مصدر": the clause tells who says so.
fn told_clause(sheet: &mut Sheet, at: usize) {
    if sheet.lemma(at) != "according" {
        return;
    }
    let Some(verb) = sheet.head(at).filter(|verb| sheet.upos(*verb) == Upos::Verb) else { return };
    for kid in sheet.kids(at) {
        sheet.drop(kid);
    }
    sheet.drop(at);
    let head = sheet.head(verb);
    if head.is_some() {
        sheet.hang(verb, head, Relation::Parataxis);
    }
}

/// A conjunction that the tree took for a noun opens the clause of its verb.
fn opened_clause(sheet: &mut Sheet, at: usize) {
    if sheet.relation(at) == Relation::Mark && sheet.lemma(at) == "without" {
        // "من دون أن يوقع".
        if let Some(verb) = sheet.head(at).filter(|verb| sheet.upos(*verb) == Upos::Verb) {
            let head = sheet.head(verb);
            sheet.set_tag(verb, Upos::Verb, Tag::Vbg);
            sheet.hang(verb, head, Relation::Advcl);
        }
    }
    let opens = sheet.upos(at) == Upos::Sconj
        && matches!(sheet.lemma(at), "without" | "after" | "before" | "when" | "while" | "because" | "since" | "until");
    if !opens || sheet.relation(at) == Relation::Mark {
        return;
    }
    let verb = sheet.kids(at).into_iter().find(|kid| sheet.upos(*kid) == Upos::Verb && sheet.before(at, *kid));
    let Some(verb) = verb else { return };
    sheet.rise(verb, at, Relation::Mark);
    let above = std::iter::successors(sheet.head(verb), |head| sheet.head(*head))
        .take(sheet.line().len())
        .find(|head| sheet.upos(*head) == Upos::Verb);
    if let Some(above) = above {
        sheet.hang(verb, Some(above), Relation::Advcl);
    }
}

/// A noun right behind a verb that has no subject, and that nothing introduces, is its subject.
fn subject(sheet: &mut Sheet, at: usize) {
    let loose = matches!(sheet.relation(at), Relation::Nmod | Relation::Flat | Relation::Dep | Relation::Compound);
    let loose = loose || sheet.upos(at) == Upos::Num && sheet.relation(at) == Relation::Obl;
    let nominal = sheet.is_noun(at) || sheet.upos(at) == Upos::Num;
    let Some(verb) = sheet.head(at).filter(|verb| loose && nominal && sheet.upos(*verb) == Upos::Verb) else {
        return;
    };
    let free = !sheet.has_subject(verb);
    if free && sheet.case(at).is_none() && sheet.before(verb, at) {
        sheet.hang(at, Some(verb), Relation::Nsubj);
    }
}

/// No noun is possessed by a name or behind an article: what follows the subject is the object of its verb.
fn object(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let accusative = arguments::is_accusative(sheet, at);
    let loose = match sheet.relation(at) {
        Relation::Nmod | Relation::Flat | Relation::Appos | Relation::Compound => true,
        Relation::Amod | Relation::Dep => {
            accusative || sheet.head(at).and_then(|head| sheet.get(head)).is_some_and(|head| head.name.is_some())
        }
        _ => false,
    };
    // "سجلت اللجنة 214 خرقا": a number may stand over what it counts.
    let counts = sheet.upos(at) == Upos::Num
        && sheet.kids(at).into_iter().any(|kid| sheet.is_noun(kid) && !is_span(sheet.lemma(kid)));
    let nominal = sheet.is_noun(at) || counts;
    let Some(head) = sheet.head(at).filter(|_| loose && nominal && sheet.case(at).is_none()) else { return };
    if matches!(sheet.lemma(at), "north" | "south" | "east" | "west") {
        return;
    }
    let own = sheet.get(at).is_some_and(|word| word.name.is_some());
    // "عباس إسرائيل": a word without a gloss before the name of a place or body is a name of its own.
    let bare_name = own && sheet.upos(head) == Upos::Propn && sheet.get(head).is_some_and(|word| !word.glossed);
    let name = bare_name || sheet.get(head).is_some_and(|word| word.name.is_some());
    // "رئيس الوزراء شهباز شريف": the name is who bears the title, and a name goes on with a name.
    if is_person(sheet, at) && (bare_name || is_person(sheet, head) || lexicon.is("title", sheet.lemma(head))) {
        return;
    }
    let glossed = sheet.get(at).is_some_and(|word| word.glossed);
    let common = !own && (sheet.upos(at) == Upos::Noun || counts || glossed);
    let closed = name
        || common && (arguments::is_closed(sheet, head, at) || arguments::asks_for_object(sheet, head))
        || own && sheet.get(head).is_some_and(|word| word.last.starts_with("ال") && word.last != word.key);
    if !(closed || accusative) || !sheet.before(head, at) || comma_between(sheet, head, at) {
        return;
    }
    let verb = std::iter::successors(Some(head), |node| sheet.head(*node))
        .take(sheet.line().len())
        .find(|node| sheet.upos(*node) == Upos::Verb && sheet.before(*node, head));
    let Some(verb) = verb else { return };
    // "انسحب من اتفاق وقف النار المبرم": what describes a noun behind a preposition is no object.
    let mut between = std::iter::successors(Some(head), |node| sheet.head(*node)).take_while(|node| *node != verb);
    if !accusative
        && !own
        && !counts
        && !glossed
        && sheet.key(at).starts_with("ال")
        && between.any(|node| sheet.case(node).is_some())
    {
        return;
    }
    match sheet.child(verb, Relation::Obj) {
        None => sheet.hang(at, Some(verb), Relation::Obj),
        // "زار الوزير عراقجي بغداد حيث بحث ملف": what a clause behind "where" tells is no object of the verb before.
        Some(last) if own && clause_between(sheet, at, last) => {
            sheet.hang(at, Some(verb), Relation::Obj);
            sheet.hang(last, Some(verb), Relation::Dep);
        }
        // "استهدفت طائرة مسيرة سوق مدينة": of two nouns side by side behind the subject, the second possesses the first.
        Some(last) if sheet.beside(at, 1) == Some(last) && arguments::asks_for_object(sheet, head) => {
            sheet.hang(at, Some(verb), Relation::Obj);
            sheet.hang(last, Some(at), Relation::Nmod);
        }
        // "أعلن المبعوث تمديد الهدنة شهرين": for how long is no object.
        Some(last) if is_span(sheet.lemma(last)) => {
            sheet.hang(at, Some(verb), Relation::Obj);
            sheet.hang(last, Some(verb), Relation::Obl);
        }
        Some(_) => {}
    }
}

fn is_person(sheet: &Sheet, at: usize) -> bool {
    sheet.named(at) == Some(MentionKind::Person)
}

fn clause_between(sheet: &Sheet, one: usize, other: usize) -> bool {
    let inside = |at: &usize| sheet.before(one, *at) && sheet.before(*at, other);
    sheet.line().iter().filter(|at| inside(at)).any(|at| matches!(sheet.lemma(*at), "where" | "when" | "while"))
}

fn is_span(lemma: &str) -> bool {
    matches!(lemma, "day" | "week" | "month" | "year" | "hour")
}

fn comma_between(sheet: &Sheet, one: usize, other: usize) -> bool {
    sheet.line().iter().any(|at| sheet.upos(*at) == Upos::Punct && sheet.before(one, *at) && sheet.before(*at, other))
}

/// "رحبت بالمبادرة": English verbs that take their object without a preposition.
fn object_with(sheet: &mut Sheet, at: usize) {
    let lent = sheet.get(at).is_some_and(|word| word.lends.is_some());
    if sheet.upos(at) != Upos::Verb || lent || sheet.child(at, Relation::Obj).is_some() {
        return;
    }
    let object = sheet.kids(at).into_iter().find(|kid| {
        matches!(sheet.relation(*kid), Relation::Obl | Relation::Nmod)
            && sheet.case(*kid).is_some_and(|case| arguments::takes_object_with(sheet.lemma(at), sheet.key(case)))
    });
    if let Some(object) = object {
        if let Some(case) = sheet.case(object) {
            sheet.drop(case);
        }
        sheet.hang(object, Some(at), Relation::Obj);
    }
}

/// The pronoun written onto "that".
fn contained(key: &str) -> Option<&'static str> {
    match key {
        "انه" => Some("he"),
        "انها" => Some("she"),
        "انهم" => Some("they"),
        _ => None,
    }
}

/// A verb of harm without an object is a passive: "قُتل" is written like "قتل".
fn passive(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.upos(at) != Upos::Verb {
        return;
    }
    // "تم توقيع" is "was signed".
    let done = matches!(sheet.key(at), "تم" | "تمت" | "يتم") && sheet.lemma(at) != "be";
    let done = done || sheet.key(at).starts_with("اصيب");
    let marked = sheet.get(at).is_some_and(|word| word.written.chars().nth(1) == Some('\u{64F}'))
        || is_written_passive(sheet.key(at));
    let written = sheet.child(at, Relation::NsubjPass).is_some() || done || marked;
    let subject_counted =
        sheet.child(at, Relation::Nsubj).is_some_and(|subject| sheet.child(subject, Relation::Nummod).is_some());
    // Beside a counted subject, a word without a gloss that the tree calls the object says nothing.
    let object = sheet.child(at, Relation::Obj).is_some_and(|object| {
        !subject_counted || sheet.get(object).is_some_and(|word| word.glossed || word.name.is_some())
    });
    let harm = lexicon.harms(sheet.lemma(at)).any(|harm| harm.slot == "obj");
    let subject = sheet.child(at, Relation::Nsubj);
    let agent = subject.is_some_and(|subject| lexicon.is("troops", sheet.lemma(subject)));
    if !(written || harm && !object && !agent && subject.is_some()) || !matches!(sheet.tag(at), Tag::Vbd | Tag::Vbn) {
        return;
    }
    if let Some(subject) = subject {
        sheet.hang(subject, Some(at), Relation::NsubjPass);
    }
    sheet.insert(at, -1, "be", (Upos::Aux, Tag::Vbd), (at, Relation::AuxPass));
    sheet.set_tag(at, Upos::Verb, Tag::Vbn);
}

/// Verbs whose passive differs in its letters: "أعيد", "استؤنفت".
fn is_written_passive(key: &str) -> bool {
    let stem = key.strip_suffix('ت').unwrap_or(key).split('_').next().unwrap_or_default();
    matches!(stem, "اغتيل" | "اقيل" | "اعيد" | "استعيد" | "استونف" | "اقيم" | "ازيل" | "اتيح")
}
