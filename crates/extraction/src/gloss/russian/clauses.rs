//! Clauses of Russian that parsers of English shapes would misread: short participles, which are predicates only; subjects and
//! objects that stand side by side; what stands in a case that no subject has; subjects behind their verbs.

use super::super::sheet::Sheet;
use super::counts;
use super::managed::managed;
use super::number::{disagreeing, in_plural, verb_in_plural};
use super::told::{office, told_by, told_last, told_that};
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Mends the clauses of a sentence.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        told_that(sheet, at, lexicon);
        titled(sheet, at, lexicon);
        counts::before(sheet, at);
        second_subject(sheet, at);
        named_act(sheet, at, lexicon);
        twin_subject(sheet, at, lexicon);
        from_the_side(sheet, at, lexicon);
        own_matter(sheet, at);
        those(sheet, at);
        misplaced(sheet, at);
        told_last(sheet, at, lexicon);
    }
    for at in sheet.line() {
        predicate(sheet, at);
        told_by(sheet, at);
    }
    for at in sheet.line() {
        agreed(sheet, at);
        listed(sheet, at);
        subject_behind(sheet, at, lexicon);
    }
    for at in sheet.line() {
        disagreeing(sheet, at);
        managed(sheet, at, lexicon);
        counts::behind(sheet, at, lexicon);
        office(sheet, at, lexicon);
    }
}

/// "Отвод техники завершён": a short participle describes no noun; it is what its clause says.
fn predicate(sheet: &mut Sheet, at: usize) {
    let ends = [
        "ен", "ена", "ено", "ены", "ан", "ана", "ано", "аны", "ян", "яна", "яно", "яны", "ят", "ята", "ято", "яты",
        "ит", "ита", "ито", "иты",
    ];
    let short = sheet.upos(at) == Upos::Verb
        && sheet.tag(at) == Tag::Vbn
        && ends.iter().any(|end| sheet.key(at).ends_with(end));
    let loose = matches!(
        sheet.relation(at),
        Relation::Nmod | Relation::Amod | Relation::Acl | Relation::Appos | Relation::Dep | Relation::Flat
    );
    if !short || !loose {
        return;
    }
    let Some(noun) = sheet.head(at).filter(|noun| sheet.is_noun(*noun) && sheet.before(*noun, at)) else { return };
    let mut top = noun;
    while let Some(above) = sheet.head(top).filter(|above| {
        matches!(sheet.relation(top), Relation::Nmod | Relation::Appos | Relation::Flat)
            && sheet.is_noun(*above)
            && sheet.before(*above, top)
    }) {
        top = above;
    }
    sheet.rise(at, top, Relation::NsubjPass);
    let clause = verb_above(sheet, at).filter(|_| sheet.relation(at) == Relation::Conj);
    if let Some(clause) = clause.filter(|_| sheet.head(at).is_some_and(|head| sheet.is_noun(head))) {
        sheet.hang(at, Some(clause), Relation::Conj);
    }
}

fn verb_above(sheet: &Sheet, at: usize) -> Option<usize> {
    std::iter::successors(sheet.head(at), |word| sheet.head(*word))
        .take(sheet.line().len())
        .find(|word| sheet.upos(*word) == Upos::Verb)
}

/// "Командующий операцией Андрей Коваленко": a name in the nominative behind what a title is of names who bears it.
fn titled(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let plain = |word: usize| sheet.upos(word) == Upos::Propn && sheet.own_tag(word).case().is_none();
    let loose = matches!(sheet.relation(at), Relation::Nmod | Relation::Appos | Relation::Flat);
    let object = sheet.head(at).filter(|object| {
        loose
            && plain(at)
            && sheet.case(at).is_none()
            && sheet.upos(*object) == Upos::Noun
            && sheet.own_tag(*object).case().is_some()
            && sheet.before(*object, at)
    });
    let title = object.and_then(|object| {
        sheet.head(object).filter(|title| sheet.relation(object) == Relation::Nmod && sheet.before(*title, object))
    });
    if let Some(title) = title.filter(|title| lexicon.is("person", sheet.lemma(*title))) {
        sheet.hang(at, Some(title), Relation::Appos);
    }
}

/// "власти Мали вышли": of two subjects side by side the second is a name that tells whose the first is.
fn second_subject(sheet: &mut Sheet, at: usize) {
    let named = sheet.get(at).is_some_and(|word| word.name.is_some()) && sheet.relation(at).is_subject();
    let before = sheet.beside(at, -1).filter(|before| {
        named
            && sheet.relation(*before).is_subject()
            && sheet.head(*before) == sheet.head(at)
            && sheet.upos(*before) == Upos::Noun
    });
    let person = sheet.named(at) == Some(model::MentionKind::Person);
    if let Some(before) = before.filter(|_| !person) {
        sheet.hang(at, Some(before), Relation::Nmod);
        sheet.introduce(at, "of");
    }
}

/// "Анкара эти претензии отрицает": of two subjects the second, which cannot act, is what the verb acts on.
fn twin_subject(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let verb = sheet.head(at).filter(|verb| {
        sheet.relation(at) == Relation::Nsubj && sheet.upos(at) == Upos::Noun && sheet.upos(*verb) == Upos::Verb
    });
    let Some(verb) = verb.filter(|verb| sheet.child(*verb, Relation::Obj).is_none()) else { return };
    let acts = |word: usize| super::super::acts::acts(sheet, word, lexicon);
    let first = sheet.kids(verb).into_iter().find(|kid| {
        *kid != at && sheet.relation(*kid) == Relation::Nsubj && sheet.before(*kid, at) && sheet.is_noun(*kid)
    });
    if first.is_some_and(|first| acts(first) && !acts(at)) {
        return sheet.hang(at, Some(verb), Relation::Obj);
    }
    // "Ни один грузовик военные не пропустили"
    let thing = first.filter(|first| !acts(*first) && acts(at) && verb_in_plural(sheet, verb) == Some(true));
    if let Some(thing) = thing.filter(|thing| !in_plural(sheet, *thing) && sheet.case(*thing).is_none()) {
        sheet.hang(thing, Some(verb), Relation::Obj);
    }
}

/// "Турция своих обязательств не выполняет": what is the subject's own, right before the verb, is the verb's object.
fn own_matter(sheet: &mut Sheet, at: usize) {
    let own = sheet.kids(at).into_iter().any(|kid| sheet.key(kid).starts_with("сво"));
    let subject = sheet.head(at).filter(|subject| {
        own && sheet.relation(at) == Relation::Nmod
            && sheet.case(at).is_none()
            && sheet.relation(*subject).is_subject()
            && sheet.before(*subject, at)
    });
    let verb = subject.and_then(|subject| sheet.head(subject)).filter(|verb| sheet.upos(*verb) == Upos::Verb);
    if let Some(verb) = verb.filter(|verb| sheet.before(at, *verb) && sheet.child(*verb, Relation::Obj).is_none()) {
        sheet.hang(at, Some(verb), Relation::Obj);
    }
}

/// "…, те в ответ обвинили": who was told of last.
fn those(sheet: &mut Sheet, at: usize) {
    if sheet.key(at) == "те" && sheet.relation(at).is_subject() {
        sheet.set_tag(at, Upos::Pron, Tag::Prp);
        sheet.say(at, "they");
    }
}

/// "обстрелов со стороны террористов": right behind an act, who did it.
fn from_the_side(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let case = sheet.case(at).filter(|case| sheet.get(*case).is_some_and(|word| word.last == "стороны"));
    let Some(act) = case.and_then(|case| sheet.beside(case, -1)) else { return };
    let act = Some(act).filter(|act| sheet.upos(*act) == Upos::Noun && lexicon.knows(sheet.lemma(*act)));
    if act.is_some() && sheet.head(at) != act {
        sheet.hang(at, act, Relation::Nmod);
    }
}

/// "обстрел Гянджи": a name right behind an act tells where, or whose, it is.
fn named_act(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let below = sheet.relation(at) == Relation::Nmod && sheet.case(at).is_none() && sheet.own_tag(at).case().is_none();
    let loose = below || matches!(sheet.relation(at), Relation::Appos | Relation::Flat | Relation::Dep);
    let named = sheet.upos(at) == Upos::Propn
        && sheet.get(at).is_some_and(|word| word.name.is_none_or(|name| name.kind == model::MentionKind::Place));
    let Some(act) = sheet.head(at).filter(|_| loose && named) else { return };
    if sheet.beside(at, -1) == Some(act) && sheet.upos(act) == Upos::Noun && lexicon.knows(sheet.lemma(act)) {
        sheet.hang(at, Some(act), Relation::Nmod);
        sheet.introduce(at, "of");
    }
}

/// "обвинили в нём армию": an object is a verb's; what stands in the instrumental is no subject; what follows a time is not of it.
fn misplaced(sheet: &mut Sheet, at: usize) {
    let Some(head) = sheet.head(at).filter(|_| sheet.is_noun(at)) else { return };
    let case = sheet.own_tag(at).case();
    if sheet.relation(at) == Relation::Obj
        && matches!(sheet.upos(head), Upos::Noun | Upos::Pron | Upos::Det | Upos::Propn)
        && let Some(verb) = verb_above(sheet, at).filter(|verb| sheet.child(*verb, Relation::Obj).is_none())
    {
        sheet.hang(at, Some(verb), Relation::Obj);
    }
    if matches!(sheet.relation(at), Relation::Nsubj | Relation::NsubjPass)
        && matches!(case, Some((Tag::Instrumental, _)))
        && sheet.upos(head) == Upos::Verb
    {
        // "между солдатами и повстанцами убито": joined to what stands in the same case.
        let and = sheet.beside(at, -1).filter(|and| sheet.upos(*and) == Upos::Cconj);
        let first = and.and_then(|and| sheet.beside(and, -1)).filter(|first| {
            sheet.is_noun(*first) && matches!(sheet.own_tag(*first).case(), Some((Tag::Instrumental, _)))
        });
        match first {
            Some(first) => sheet.hang(at, Some(first), Relation::Conj),
            None => sheet.hang(at, Some(head), Relation::Obl),
        }
        if let (Some(and), Some(_)) = (and, first) {
            sheet.hang(and, Some(at), Relation::Cc);
        }
    }
    let timed =
        sheet.relation(at) == Relation::Nmod && super::is_calendar(sheet.lemma(head)) && sheet.case(at).is_none();
    let plural = sheet.own_tag(at) == Tag::Nns || sheet.own_tag(at) == Tag::Nn && sheet.key(at).ends_with(['и', 'ы']);
    if let Some(verb) = verb_above(sheet, at).filter(|_| timed && plural && case.is_none())
        && !sheet.has_subject(verb)
        && sheet.before(at, verb)
    {
        sheet.hang(at, Some(verb), Relation::Nsubj);
    }
}

/// "погибли двое", "ранены семь пассажиров": who suffers or what happens may follow its verb.
fn subject_behind(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let lemma = sheet.lemma(at);
    let happens = lexicon.is("intransitive", lemma)
        || matches!(
            lemma,
            "die" | "perish" | "suffer" | "explode" | "erupt" | "happen" | "arrive" | "begin" | "disappear" | "flee"
        )
        || sheet.key(at).ends_with("ся")
        || sheet.key(at).ends_with("сь");
    let passive = sheet.tag(at) == Tag::Vbn;
    // "вступило в силу соглашение": an expression that holds its own object takes no other.
    let own = sheet.get(at).map(|word| word.span);
    let filled = sheet
        .kids(at)
        .into_iter()
        .any(|kid| sheet.relation(kid) == Relation::Obj && sheet.get(kid).map(|word| word.span) == own);
    if sheet.upos(at) != Upos::Verb || !(happens || passive || filled && sheet.own_tag(at) != Tag::Vb) {
        return;
    }
    let fall_behind = sheet.beside(at, 1).filter(|noun| {
        let other = sheet.head(*noun).filter(|head| *head != at && sheet.before(*noun, *head));
        let mark = sheet.beside(*noun, 1).is_some_and(|mark| sheet.upos(mark) == Upos::Punct);
        sheet.is_noun(*noun) && mark && other.is_some() && sheet.relation(*noun).is_subject()
    });
    if sheet.has_subject(at) {
        return;
    }
    let relation = if passive { Relation::NsubjPass } else { Relation::Nsubj };
    if let Some(noun) = fall_behind {
        return sheet.hang(noun, Some(at), relation);
    }
    let noun = sheet.kids(at).into_iter().find(|kid| {
        matches!(sheet.relation(*kid), Relation::Obj | Relation::Obl | Relation::Xcomp)
            && sheet.get(*kid).map(|word| word.span) != own
            && (sheet.is_noun(*kid) || sheet.upos(*kid) == Upos::Num)
            && sheet.case(*kid).is_none()
            && !super::is_calendar(sheet.lemma(*kid))
            && (sheet.child(*kid, Relation::Nummod).is_some()
                || sheet.upos(*kid) == Upos::Num
                || sheet.own_tag(*kid).case().is_none_or(|(case, _)| case == Tag::Accusative))
            && sheet.before(at, *kid)
    });
    if let Some(noun) = noun {
        sheet.hang(noun, Some(at), relation);
    }
}

/// "договорились об обмене": they agree on it.
fn agreed(sheet: &mut Sheet, at: usize) {
    if sheet.upos(at) != Upos::Verb || sheet.lemma(at) != "agree" {
        return;
    }
    for kid in sheet.kids(at) {
        if let Some(case) = sheet.case(kid).filter(|case| sheet.lemma(*case) == "about") {
            sheet.say(case, "on");
        }
    }
}

/// "…: шестеро погибших": the dead behind a colon are told of the whole clause.
fn listed(sheet: &mut Sheet, at: usize) {
    let harmed = sheet.is_noun(at) && matches!(sheet.lemma(at), "dead" | "wounded" | "injured" | "victim");
    let phrase = matches!(sheet.relation(at), Relation::Appos | Relation::Nmod | Relation::Conj | Relation::Obj);
    let Some(verb) = verb_above(sheet, at).filter(|verb| harmed && phrase && sheet.before(*verb, at)) else { return };
    let colon = |word: &usize| {
        matches!(sheet.key(*word), ":" | "—" | "–") && sheet.before(verb, *word) && sheet.before(*word, at)
    };
    if sheet.line().iter().any(colon) {
        sheet.hang(at, Some(verb), Relation::Parataxis);
    }
}
