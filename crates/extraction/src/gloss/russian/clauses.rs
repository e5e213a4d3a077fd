//! Clauses of Russian that parsers of English shapes would misread: short participles, which are predicates only; subjects told by
//! number; nobody named who acts; offices that speak "в" a place; datives that are to act.

use super::super::sheet::Sheet;
use super::counts;
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

/// "Добавил, что погибли трое": "что" is no subject of a verb in the plural, but opens its clause.
fn told_that(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let argument = sheet.relation(at).is_subject() || sheet.relation(at) == Relation::Obj;
    let Some(verb) = sheet.head(at).filter(|verb| sheet.key(at) == "что" && argument && sheet.before(at, *verb))
    else {
        return;
    };
    // "что" is neuter: "что угрожал" tells of somebody.
    let manly = ["л", "ла", "лся", "лась"].iter().any(|end| sheet.key(verb).ends_with(end));
    let other = manly && sheet.relation(at).is_subject() && sheet.own_tag(verb) == Tag::Vbd;
    if verb_in_plural(sheet, verb) != Some(true) && !other {
        return;
    }
    sheet.set_tag(at, Upos::Sconj, Tag::In);
    sheet.say(at, "that");
    sheet.hang(at, Some(verb), Relation::Mark);
    let alone = lexicon.is("intransitive", sheet.lemma(verb)) || sheet.lemma(verb) == "die";
    if let Some(noun) = sheet.child(verb, Relation::Obj).filter(|noun| alone && sheet.case(*noun).is_none()) {
        sheet.hang(noun, Some(verb), Relation::Nsubj);
    }
}

/// "По данным министерства, погибли трое": the source is no clause, whatever the tree began with.
fn told_by(sheet: &mut Sheet, at: usize) {
    let cited = sheet.case(at).is_some_and(|case| sheet.lemma(case) == "according");
    let clausal = matches!(sheet.relation(at), Relation::Root | Relation::Ccomp | Relation::Parataxis);
    if !cited || !clausal || !sheet.is_noun(at) {
        return;
    }
    let verb = sheet.kids(at).into_iter().find(|kid| sheet.upos(*kid) == Upos::Verb && sheet.before(at, *kid));
    let Some(verb) = verb else { return };
    sheet.rise(verb, at, Relation::Obl);
    let loose = sheet.kids(at).into_iter().filter(|kid| sheet.before(verb, *kid));
    for kid in loose.collect::<Vec<_>>() {
        let relation = if sheet.upos(kid) == Upos::Verb { Relation::Conj } else { sheet.relation(kid) };
        sheet.hang(kid, Some(verb), relation);
    }
}

/// "Патруль не пропустили": a subject agrees with its verb in number; what does not is acted on, and who acts may not be told.
fn disagreeing(sheet: &mut Sheet, at: usize) {
    let Some(several) = verb_in_plural(sheet, at) else { return };
    let Some(subject) = sheet.child(at, Relation::Nsubj) else { return };
    let object = sheet.child(at, Relation::Obj).filter(|object| sheet.is_noun(*object));
    let noun = sheet.upos(subject) == Upos::Noun && sheet.get(subject).is_some_and(|word| word.name.is_none());
    // "убийство судьи всколыхнуло": the genitive of one is written like the nominative of several.
    let owner = object.filter(|object| {
        !several
            && noun
            && sheet.beside(subject, -1) == Some(*object)
            && sheet.before(subject, at)
            && is_one(sheet, *object)
    });
    if let Some(object) = owner.filter(|_| in_plural(sheet, subject)) {
        sheet.hang(object, Some(at), Relation::Nsubj);
        sheet.hang(subject, Some(object), Relation::Nmod);
        return sheet.introduce(subject, "of");
    }
    if !noun || is_amount(sheet, subject) || is_joined(sheet, subject) {
        return;
    }
    if several && is_one(sheet, subject) && sheet.before(subject, at) {
        let acts = object
            .filter(|object| (in_plural(sheet, *object) || is_joined(sheet, *object)) && !is_oblique(sheet, *object));
        let acts = acts.or_else(|| loose_plural(sheet, at));
        if let Some(object) = acts {
            sheet.hang(object, Some(at), Relation::Nsubj);
        }
        if acts.is_some() || object.is_none() {
            sheet.hang(subject, Some(at), Relation::Obj);
        }
    } else if !several && object.is_none() && in_plural(sheet, subject) && sheet.before(at, subject) {
        sheet.hang(subject, Some(at), Relation::Obj);
    }
}

/// A noun in the nominative plural behind the verb, hung on a phrase that it is no part of.
fn loose_plural(sheet: &Sheet, at: usize) -> Option<usize> {
    around(sheet, at).into_iter().find(|word| {
        sheet.before(at, *word)
            && sheet.upos(*word) == Upos::Noun
            && sheet.own_tag(*word) == Tag::Nns
            && matches!(sheet.relation(*word), Relation::Nmod | Relation::Appos | Relation::Obl)
            && sheet.case(*word).is_none()
            && !super::is_calendar(sheet.lemma(*word))
    })
}

pub(super) fn is_amount(sheet: &Sheet, at: usize) -> bool {
    crate::numbers::value(sheet.lemma(at)).is_some()
        || matches!(
            sheet.lemma(at),
            "part" | "majority" | "number" | "row" | "half" | "most" | "dozen" | "series" | "pair" | "couple"
        )
}

pub(super) fn is_joined(sheet: &Sheet, at: usize) -> bool {
    sheet.kids(at).into_iter().any(|kid| {
        matches!(sheet.relation(kid), Relation::Conj | Relation::Nummod)
            || sheet.case(kid).is_some_and(|case| sheet.lemma(case) == "with")
    })
}

/// Whether the form is surely of one: masculine, in the nominative or the accusative that is written like it.
pub(super) fn is_one(sheet: &Sheet, at: usize) -> bool {
    let consonant = sheet.key(at).ends_with(|end: char| !"аеиоуыэюя".contains(end));
    let neuter = ["ение", "ание", "тие", "рие", "ство"].iter().any(|end| sheet.key(at).ends_with(end));
    neuter
        || consonant && !in_plural(sheet, at) && !sheet.key(at).ends_with(['х', 'м', 'в', 'ь'])
        || sheet.key(at).ends_with('ь') && !["ень", "онь"].iter().any(|end| sheet.key(at).ends_with(end))
}

/// Whether a verb in the past, which acts on something, stands in the plural.
pub(super) fn verb_in_plural(sheet: &Sheet, at: usize) -> Option<bool> {
    let word = sheet.get(at).filter(|_| sheet.upos(at) == Upos::Verb && sheet.tag(at) != Tag::Vbn)?;
    // "наносил удары": of an expression the first word may be the verb.
    let first = word.key.split(['_', ' ']).next().filter(|first| *first != word.last);
    in_number(&word.last).or_else(|| first.and_then(in_number).filter(|_| !word.key.contains("не")))
}

fn in_number(key: &str) -> Option<bool> {
    match () {
        () if key.ends_with("ли") => Some(true),
        () if ["л", "ла", "ло", "ит", "ет"].iter().any(|end| key.ends_with(end)) => Some(false),
        () => None,
    }
}

fn in_plural(sheet: &Sheet, at: usize) -> bool {
    match sheet.own_tag(at) {
        Tag::Nns | Tag::Nnps => true,
        other => other.case().is_some_and(|(_, several)| several),
    }
}

fn is_oblique(sheet: &Sheet, at: usize) -> bool {
    matches!(sheet.own_tag(at).case(), Some((Tag::Genitive | Tag::Dative | Tag::Instrumental | Tag::Locative, _)))
}

/// "подписать документ делегациям не удалось": who stands in the dative manages, or fails, to act.
fn managed(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    // "договориться не вышло"
    if matches!(sheet.key(at), "вышло" | "получилось") && sheet.upos(at) == Upos::Verb {
        let infinitive = around(sheet, at).into_iter().any(|word| sheet.own_tag(word) == Tag::Vb);
        if infinitive && !sheet.has_subject(at) {
            sheet.say(at, "manage");
        }
    }
    let impersonal = sheet.get(at).is_some_and(|word| word.last.ends_with(['о', 'я']) || word.last.ends_with("ось"));
    if sheet.upos(at) != Upos::Verb || !impersonal || !matches!(sheet.lemma(at), "fail" | "manage" | "have") {
        return;
    }
    let clause = around(sheet, at);
    let infinitive =
        clause.iter().copied().filter(|word| sheet.own_tag(*word) == Tag::Vb && sheet.upos(*word) == Upos::Verb);
    let distance = |word: usize| sheet.place(word).abs_diff(sheet.place(at));
    let Some(infinitive) = infinitive.min_by_key(|word| distance(*word)) else { return };
    if sheet.head(at).is_some()
        && std::iter::successors(sheet.head(at), |word| sheet.head(*word))
            .take(sheet.line().len())
            .any(|word| word == infinitive)
    {
        sheet.rise(at, infinitive, Relation::Xcomp);
    } else {
        sheet.hang(infinitive, Some(at), Relation::Xcomp);
    }
    let dative = clause.into_iter().find(|word| {
        matches!(sheet.upos(*word), Upos::Noun | Upos::Propn | Upos::Pron)
            && matches!(sheet.own_tag(*word).case(), Some((Tag::Dative, _)))
            && sheet.case(*word).is_none()
    });
    // "армии пришлось отойти": of some the dative is written like the genitive.
    let alike =
        |object: &usize| sheet.key(*object).ends_with(['и', 'е']) && super::super::acts::acts(sheet, *object, lexicon);
    let dative = dative.or_else(|| sheet.child(at, Relation::Obj).filter(alike).filter(|it| sheet.before(*it, at)));
    // "эвакуацию пришлось отложить": what stands before both is the infinitive's.
    let object = sheet.child(at, Relation::Obj).filter(|object| sheet.before(*object, at) && Some(*object) != dative);
    if let Some(object) = object.filter(|_| sheet.child(infinitive, Relation::Obj).is_none()) {
        sheet.hang(object, Some(infinitive), Relation::Obj);
    }
    if let Some(dative) = dative {
        for kid in sheet.kids(dative).into_iter().filter(|kid| *kid == at || *kid == infinitive) {
            sheet.hang(kid, sheet.head(dative), Relation::Conj);
        }
        sheet.hang(dative, Some(at), Relation::Nsubj);
    }
    sheet.set_tag(at, Upos::Verb, Tag::Vbd);
}

/// The words between the marks around a word.
fn around(sheet: &Sheet, at: usize) -> Vec<usize> {
    let line = sheet.line();
    let own = line.iter().position(|word| *word == at).unwrap_or_default();
    let mark = |word: &usize| sheet.upos(*word) == Upos::Punct;
    let first = line.iter().take(own).rposition(mark).map_or(0, |place| place + 1);
    let last = line.iter().skip(own).position(mark).map_or(line.len(), |place| place + own);
    line.get(first..last).unwrap_or_default().to_vec()
}

/// "сообщили в прокуратуре": where nobody is named who says so, the office where it is said does.
fn office(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let key = sheet.key(at);
    let several = ["ли", "ют", "ут", "ят", "ат"].iter().any(|end| key.ends_with(end));
    let lemma = sheet.lemma(at);
    let speaks = ["say", "tell", "accuse"].iter().any(|class| lexicon.is(class, lemma))
        || matches!(lemma, "deny" | "confirm" | "reject" | "condemn" | "count" | "welcome");
    if sheet.upos(at) != Upos::Verb || !several || !speaks {
        return;
    }
    if sheet.kids(at).into_iter().any(|kid| sheet.relation(kid).is_subject() && !behind_subject(sheet, kid, at)) {
        return;
    }
    let office = sheet.line().into_iter().find(|word| {
        let reach = if sheet.before(*word, at) { 8 } else { 4 };
        let near = sheet.place(*word).abs_diff(sheet.place(at)) <= reach * super::super::sheet::ROOM.unsigned_abs();
        near && sheet.is_noun(*word)
            && sheet.head(*word) == Some(at)
            && sheet.case(*word).is_some_and(|case| matches!(sheet.key(case), "в" | "во"))
            && !super::is_calendar(sheet.lemma(*word))
            // "отказали в проезде": what is refused.
            && !matches!(sheet.lemma(*word), "passage" | "access" | "entry" | "permission" | "visa" | "aid" | "help")
            // "обвинили в подготовке": what they are accused of.
            && !lexicon.names_noun(sheet.lemma(*word))
    });
    let Some(office) = office else { return said_there(sheet, at) };
    if let Some(case) = sheet.case(office) {
        sheet.drop(case);
    }
    rejected(sheet, at);
    sheet.hang(office, Some(at), Relation::Nsubj);
}

/// "В штабе эти обвинения отвергли": a charge right before the verb, hung on the office, is what is rejected.
fn rejected(sheet: &mut Sheet, at: usize) {
    let charge = sheet.beside(at, -1).filter(|charge| {
        matches!(sheet.lemma(*charge), "accusation" | "charge" | "allegation" | "claim" | "report" | "statement")
            && sheet.relation(*charge) == Relation::Nmod
            && sheet.case(*charge).is_none()
    });
    if let Some(charge) = charge.filter(|_| sheet.child(at, Relation::Obj).is_none()) {
        sheet.hang(charge, Some(at), Relation::Obj);
    }
}

/// "Там заявили": those at the place told of before.
fn said_there(sheet: &mut Sheet, at: usize) {
    let there = sheet.kids(at).into_iter().find(|kid| sheet.key(*kid) == "там" && sheet.before(*kid, at));
    if let Some(there) = there {
        sheet.set_tag(there, Upos::Pron, Tag::Prp);
        sheet.say(there, "they");
        sheet.hang(there, Some(at), Relation::Nsubj);
    }
}

/// A clause that the tree took for the subject.
fn behind_subject(sheet: &Sheet, kid: usize, at: usize) -> bool {
    sheet.upos(kid) == Upos::Verb && sheet.before(kid, at)
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

/// "передаёт ТАСС": who stands right behind a verb of speech at the end says so.
fn told_last(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let last = sheet.upos(at) == Upos::Verb && sheet.beside(at, -1).is_some_and(|mark| sheet.upos(mark) == Upos::Punct);
    if last && sheet.lemma(at) == "transfer" && matches!(sheet.own_tag(at), Tag::Vbz | Tag::Vbp) {
        sheet.say(at, "report");
    }
    let says = last && (lexicon.is("say", sheet.lemma(at)) || lexicon.is("tell", sheet.lemma(at)));
    let free = says && !sheet.has_subject(at);
    let name = sheet.beside(at, 1).filter(|name| {
        free && sheet.head(*name) == Some(at)
            && sheet.case(*name).is_none()
            && sheet.get(*name).is_some_and(|word| word.name.is_some())
    });
    if let Some(name) = name {
        sheet.hang(name, Some(at), Relation::Nsubj);
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
