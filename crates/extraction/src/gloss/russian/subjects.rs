//! Who is the subject where the tree hangs a noun of another clause part there, told by number, case and neighbours: "При
//! посредничестве Тарна Кельм и повстанцы договорились", "сообщил телеканалу источник", "после 11 недель блокады въехали грузовики".

use super::super::acts::{acts, is_above};
use super::super::attachment::is_finite;
use super::super::sheet::Sheet;
use super::number::{is_joined, verb_in_plural};
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};
use model::MentionKind;

/// Mends the subject around one word.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    two_objects(sheet, at, lexicon);
    persons_turned(sheet, at, lexicon);
    told_whom(sheet, at);
    first_of_two(sheet, at);
    below_phrase(sheet, at);
    of_time(sheet, at, lexicon);
    single(sheet, at);
    one_man(sheet, at, lexicon);
    own_content(sheet, at);
    reciprocal(sheet, at);
    consequence(sheet, at, lexicon);
}

/// "При посредничестве Тарна Кельм и повстанцы договорились": the name before "и", which the tree hung on the phrase before it, is
/// the first of the two that act.
fn first_of_two(sheet: &mut Sheet, at: usize) {
    let Some(verb) = sheet
        .head(at)
        .filter(|verb| sheet.relation(at) == Relation::Nsubj && sheet.is_noun(at) && several(sheet, *verb))
    else {
        return;
    };
    let and = sheet.beside(at, -1).filter(|and| sheet.key(*and) == "и");
    let first = and.and_then(|and| sheet.beside(and, -1)).filter(|first| {
        let named = sheet.get(*first).is_some_and(|word| word.name.is_some());
        named && sheet.own_tag(*first).case().is_none() && sheet.case(*first).is_none() && !is_above(sheet, *first, at)
    });
    // What governs it stands in another case than the nominative.
    let governed = first.and_then(|first| sheet.head(first)).is_some_and(|head| {
        sheet.is_noun(head) && (sheet.own_tag(head).case().is_some() || sheet.case(head).is_some())
    });
    if let (Some(and), Some(first)) = (and, first.filter(|_| governed)) {
        for case in
            sheet.kids(first).into_iter().filter(|kid| sheet.relation(*kid) == Relation::Case).collect::<Vec<_>>()
        {
            sheet.drop(case);
        }
        sheet.hang(first, Some(verb), Relation::Nsubj);
        sheet.hang(at, Some(first), Relation::Conj);
        sheet.hang(and, Some(at), Relation::Cc);
    }
}

/// "сообщил телеканалу источник": a phrase in a case of its own has no subject; its verb has.
fn below_phrase(sheet: &mut Sheet, at: usize) {
    let phrase = sheet.head(at).filter(|phrase| {
        sheet.relation(at) == Relation::Nsubj
            && sheet.is_noun(at)
            && sheet.case(at).is_none()
            && sheet.is_noun(*phrase)
            && sheet.child(*phrase, Relation::Cop).is_none()
            && matches!(sheet.relation(*phrase), Relation::Obl | Relation::Iobj | Relation::Nmod)
    });
    let verb = phrase.and_then(|phrase| sheet.head(phrase)).filter(|verb| is_finite(sheet, *verb));
    if let Some(verb) = verb.filter(|verb| sheet.upos(*verb) == Upos::Verb && !sheet.has_subject(*verb)) {
        sheet.hang(at, Some(verb), Relation::Nsubj);
    }
}

/// "После 11 недель блокады въехали пять грузовиков": right behind a time that has its preposition stands whose time it is.
fn of_time(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let verb = sheet.head(at).filter(|verb| {
        sheet.relation(at) == Relation::Nsubj
            && sheet.upos(at) == Upos::Noun
            && verb_in_plural(sheet, *verb) == Some(true)
    });
    let time = sheet.beside(at, -1).filter(|time| {
        super::is_calendar(sheet.lemma(*time)) && sheet.case(*time).is_some() && sheet.case(at).is_none()
    });
    let (Some(verb), Some(time)) = (verb, time) else { return };
    let counted = sheet
        .child(verb, Relation::Obj)
        .filter(|noun| sheet.before(verb, *noun) && sheet.child(*noun, Relation::Nummod).is_some());
    if let Some(counted) = counted.filter(|_| sheet.before(at, verb) && !acts(sheet, at, lexicon)) {
        sheet.hang(at, Some(time), Relation::Nmod);
        sheet.introduce(at, "of");
        sheet.hang(counted, Some(verb), Relation::Nsubj);
    }
}

/// "Риека Машара поместили под арест", "Наблюдателей ОБСЕ не пустили": one person does nothing in the plural, and a name whose
/// first word ends as a genitive of several is acted on.
fn single(sheet: &mut Sheet, at: usize) {
    let subject = sheet.get(at).filter(|_| sheet.relation(at) == Relation::Nsubj);
    let Some(word) = subject else { return };
    let first = word.written.split_whitespace().next().unwrap_or_default().to_lowercase();
    let genitive = word.name.is_some() && ["ов", "ев", "ей", "ых", "их"].iter().any(|end| first.ends_with(end));
    let unlisted = word.name.is_none() && sheet.upos(at) == Upos::Propn && sheet.child(at, Relation::Flat).is_some();
    let person = sheet.named(at) == Some(MentionKind::Person) || unlisted;
    let verb = sheet.head(at).filter(|verb| (genitive || person) && verb_in_plural(sheet, *verb) == Some(true));
    let Some(verb) = verb.filter(|verb| sheet.before(at, *verb) && sheet.case(at).is_none()) else { return };
    let listed = sheet.line().into_iter().any(|word| {
        sheet.upos(word) == Upos::Cconj && sheet.before(word, verb) && sheet.head(word).is_none_or(|head| head != verb)
    });
    let free = !listed && !is_joined(sheet, at) && sheet.child(verb, Relation::AuxPass).is_none();
    if free && sheet.child(verb, Relation::Obj).is_none() && !sheet.key(verb).ends_with("сь") {
        sheet.hang(at, Some(verb), Relation::Obj);
    }
}

/// "…, Баку отрицает, что это блокада": speech that has a clause of its own says nothing of the one before.
fn own_content(sheet: &mut Sheet, at: usize) {
    let told = sheet.relation(at) == Relation::Parataxis && sheet.upos(at) == Upos::Verb;
    let subject = sheet.child(at, Relation::Nsubj).filter(|subject| told && sheet.before(*subject, at));
    let content = sheet.child(at, Relation::Ccomp).filter(|content| {
        let marked = sheet.kids(*content).into_iter().any(|kid| sheet.key(kid) == "что");
        marked && sheet.before(at, *content)
    });
    let clause = sheet.head(at).filter(|head| subject.is_some() && content.is_some() && sheet.before(*head, at));
    if clause.is_some() {
        sheet.hang(at, clause, Relation::Conj);
    }
}

/// "Состоялся разговор Путина с Трампом": with whom somebody meets or talks is told of the verb.
fn reciprocal(sheet: &mut Sheet, at: usize) {
    let with = sheet.case(at).is_some_and(|case| matches!(sheet.key(case), "с" | "со") && sheet.lemma(case) == "with");
    let subject = sheet.head(at).filter(|subject| {
        with && sheet.relation(at) == Relation::Nmod && sheet.relation(*subject).is_subject() && sheet.is_noun(at)
    });
    let verb = subject.and_then(|subject| sheet.head(subject)).filter(|verb| {
        let meets =
            matches!(sheet.lemma(*verb), "meet" | "phone" | "talk" | "negotiate" | "agree" | "exchange" | "speak");
        meets && sheet.upos(*verb) == Upos::Verb
    });
    let instrumental = matches!(sheet.own_tag(at).case(), Some((Tag::Instrumental, _)) | None);
    if let Some(verb) = verb.filter(|_| instrumental) {
        sheet.hang(at, Some(verb), Relation::Obl);
    }
}

/// "обстреляли рынок, погибли двое": harm that only a comma joins to an act came of it.
fn consequence(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let joined = sheet.relation(at) == Relation::Conj && sheet.upos(at) == Upos::Verb && is_finite(sheet, at);
    let act = sheet.head(at).filter(|act| joined && sheet.upos(*act) == Upos::Verb && sheet.before(*act, at));
    let harmed = act.is_some() && sheet.has_subject(at) && lexicon.names_harm(sheet.lemma(at));
    let apart = sheet.kids(at).into_iter().any(|kid| {
        let elsewhere = sheet.relation(kid) == Relation::Obl && sheet.case(kid).is_some();
        sheet.relation(kid) == Relation::Cc || elsewhere && sheet.before(kid, at)
    });
    let killed_before = act.is_some_and(|act| {
        matches!(sheet.lemma(act), "die" | "perish" | "kill" | "wound" | "injure" | "suffer" | "sustain")
    });
    if harmed && !apart && !killed_before {
        sheet.hang(at, act, Relation::Parataxis);
    }
}

/// Whether a finite verb tells of several.
fn several(sheet: &Sheet, at: usize) -> bool {
    verb_in_plural(sheet, at) == Some(true) || sheet.own_tag(at) == Tag::Vbp || sheet.key(at).ends_with("лись")
}

/// "Порт третий день атакуют беспилотники", "Отряды обстреляли район": of two nouns that the tree calls objects the one that
/// agrees with the verb acts, or the one that can act.
fn two_objects(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let finite = sheet.upos(at) == Upos::Verb && is_finite(sheet, at) && sheet.child(at, Relation::AuxPass).is_none();
    let objects: Vec<usize> = sheet.kids(at).into_iter().filter(|kid| is_bare_object(sheet, *kid)).collect();
    let (true, [one, other]) = (finite, objects.as_slice()) else { return };
    let time = sheet.child(at, Relation::Nsubj).filter(|time| super::is_calendar(sheet.lemma(*time)));
    if sheet.has_subject(at) && time.is_none() || sheet.before(*one, at) == sheet.before(*other, at) {
        return;
    }
    let agrees = |noun: usize| {
        let plural = matches!(sheet.own_tag(noun), Tag::Nns) || is_joined(sheet, noun);
        sheet.get(noun).filter(|word| word.name.is_none()).map(|_| plural == several(sheet, at))
    };
    let does = |noun: usize| acts(sheet, noun, lexicon);
    let subject = match (agrees(*one), agrees(*other)) {
        (Some(true), Some(false)) => Some(*one),
        (Some(false), Some(true)) => Some(*other),
        (None, Some(true)) if several(sheet, at) && !does(*one) => Some(*other),
        _ if does(*one) && !does(*other) => Some(*one),
        _ if does(*other) && !does(*one) => Some(*other),
        _ => None,
    };
    let place = |noun: usize| sheet.named(noun) == Some(MentionKind::Place);
    let subject =
        subject.map(|noun| if place(noun) && place(*one) && agrees(*other) == Some(true) { *other } else { noun });
    if subject.is_some()
        && let Some(time) = time
    {
        sheet.hang(time, Some(at), Relation::Obl);
    }
    if let Some(subject) = subject {
        sheet.hang(subject, Some(at), Relation::Nsubj);
    }
}

fn is_bare_object(sheet: &Sheet, at: usize) -> bool {
    sheet.relation(at) == Relation::Obj && sheet.is_noun(at) && sheet.case(at).is_none()
}

/// "Снайпер застрелил медика", "Полковника убил снайпер": of one man the nominative ends in a consonant, the accusative in a
/// vowel.
fn persons_turned(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let active = sheet.upos(at) == Upos::Verb && is_finite(sheet, at) && sheet.child(at, Relation::AuxPass).is_none();
    let pair = sheet.child(at, Relation::Nsubj).zip(sheet.child(at, Relation::Obj)).filter(|_| active);
    let Some((subject, object)) = pair else { return };
    let common = |noun: usize| {
        let person = lexicon.is("person", sheet.lemma(noun)) || lexicon.is("fighter", sheet.lemma(noun));
        person
            && sheet.upos(noun) == Upos::Noun
            && sheet.case(noun).is_none()
            && sheet.get(noun).is_some_and(|word| word.name.is_none())
    };
    // A verb in the masculine has no subject in "-а", but for a few.
    let few = ["мужчина", "глава", "судья", "староста", "старейшина", "коллега", "юноша"];
    let manly = sheet.get(at).is_some_and(|word| word.last.ends_with('л')) && !few.contains(&sheet.key(subject));
    let marked = matches!(sheet.own_tag(subject).case(), Some((Tag::Genitive | Tag::Accusative, false)));
    let accusative = (marked || manly) && sheet.key(subject).ends_with(['а', 'я']);
    let nominative = sheet.own_tag(object).case().is_none_or(|(case, _)| case == Tag::Accusative)
        && sheet.key(object).ends_with(|end: char| "бвгджзклмнпрстфхцчшщ".contains(end));
    if common(subject) && common(object) && accusative && nominative {
        sheet.hang(object, Some(at), Relation::Nsubj);
        sheet.hang(subject, Some(at), Relation::Obj);
    }
}

/// "рассказал РИА Новости источник": of two subjects behind a verb the name right behind it is who was told.
fn told_whom(sheet: &mut Sheet, at: usize) {
    let named = sheet.relation(at) == Relation::Nsubj && sheet.get(at).is_some_and(|word| word.name.is_some());
    let verb = sheet.head(at).filter(|verb| {
        named
            && sheet.beside(at, -1) == Some(*verb)
            && matches!(sheet.lemma(*verb), "say" | "tell" | "report" | "confirm" | "inform" | "explain" | "note")
    });
    let other = verb.and_then(|verb| {
        sheet.kids(verb).into_iter().find(|kid| {
            sheet.relation(*kid) == Relation::Nsubj && sheet.before(at, *kid) && sheet.upos(*kid) == Upos::Noun
        })
    });
    if let (Some(verb), Some(_)) = (verb, other) {
        sheet.hang(at, Some(verb), Relation::Obl);
        sheet.introduce(at, "to");
    }
}

/// "Командира отряда задержали": one man in the genitive that is his accusative does nothing in the plural.
fn one_man(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let subject = sheet.relation(at) == Relation::Nsubj && sheet.upos(at) == Upos::Noun && sheet.case(at).is_none();
    let marked = matches!(sheet.own_tag(at).case(), Some((Tag::Genitive | Tag::Accusative, false)));
    let man = ["person", "title"].iter().any(|class| lexicon.is(class, sheet.lemma(at)))
        && sheet.key(at).ends_with(['а', 'я']);
    let verb = sheet.head(at).filter(|verb| subject && marked && man && verb_in_plural(sheet, *verb) == Some(true));
    let verb = verb.filter(|verb| sheet.before(at, *verb) && sheet.child(*verb, Relation::Obj).is_none());
    if let Some(verb) = verb.filter(|_| !is_joined(sheet, at)) {
        sheet.hang(at, Some(verb), Relation::Obj);
    }
}
