//! Who does what in Russian, told by number, case and place where the tree errs: the object that
//! opens the sentence, verbs in the plural of nobody named, gerunds, doers in the instrumental, speakers behind the quotation.

use super::super::acts::{acts, is_above};
use super::super::attachment::{is_finite, mark_between};
use super::super::sheet::Sheet;
use super::freed::{free_clause, participle_before};
use super::government::{
    accusative, became_victims, below_preposition, blown_up, demanded, exchanged, failed, gerund, handed_over,
    infinitive_object, object_first, pronoun_object, set_about, to_whom, told_aside, told_of, took_responsibility,
    undergoes,
};
use super::{endings, number};
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};
use model::MentionKind;

/// Numbers before nouns count them, whatever the tree calls them. Runs before the clauses are mended.
pub(super) fn count(sheet: &mut Sheet, at: usize) {
    let number =
        sheet.upos(at) == Upos::Num && matches!(sheet.relation(at), Relation::Amod | Relation::Det | Relation::Nummod);
    let noun = sheet.head(at).filter(|noun| number && sheet.is_noun(*noun) && sheet.before(at, *noun));
    if noun.is_some() {
        sheet.hang(at, noun, Relation::Nummod);
    }
    // "против шести командиров": the preposition is the noun's.
    if let (Some(case), Some(noun)) = (sheet.case(at), noun) {
        sheet.hang(case, Some(noun), Relation::Case);
    }
}

/// A case that no ending shows is none. Runs before the clauses are mended.
pub(super) fn ending(sheet: &mut Sheet, at: usize) {
    let Some(told) = sheet.get(at).and_then(|word| endings::corrected(word, sheet.case(at).is_some())) else { return };
    if let Some(word) = sheet.get_mut(at) {
        word.own_tag = told;
    }
}

/// Mends who does what. Runs behind the clauses.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        free_clause(sheet, at);
        failed(sheet, at);
        took_responsibility(sheet, at, lexicon);
        became_victims(sheet, at);
        set_about(sheet, at);
        blown_up(sheet, at);
    }
    for at in sheet.line() {
        participle_before(sheet, at);
        titled(sheet, at, lexicon);
        genitive(sheet, at);
        counted_subject(sheet, at);
        unknown(sheet, at);
        nominative(sheet, at, lexicon);
        bare_doer(sheet, at, lexicon);
        named_in_marks(sheet, at);
        told_of(sheet, at, lexicon);
        below_preposition(sheet, at);
        infinitive_object(sheet, at);
        to_whom(sheet, at);
        pronoun_object(sheet, at);
        accusative(sheet, at, lexicon);
        told_aside(sheet, at);
        demanded(sheet, at, lexicon);
        undergoes(sheet, at, lexicon);
        handed_over(sheet, at, lexicon);
    }
    for at in sheet.line() {
        gerund(sheet, at);
        exchanged(sheet, at);
        super::super::acts::joined_subjects(sheet, at);
        object_first(sheet, at, lexicon);
        nobody_named(sheet, at, lexicon);
        doer(sheet, at, lexicon);
        speaker_behind(sheet, at, lexicon);
    }
}

/// "Ночью обстреляли пригороды", "пропустили конвой": a verb in the plural whose one noun cannot act, or is one, tells nobody.
fn nobody_named(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let several = number::verb_in_plural(sheet, at) == Some(true) || sheet.own_tag(at) == Tag::Vbp;
    let Some(noun) = sheet.child(at, Relation::Nsubj).filter(|_| several && sheet.child(at, Relation::Obj).is_none())
    else {
        return;
    };
    let name = sheet.named(noun);
    let place = name == Some(MentionKind::Place) && sheet.before(at, noun);
    let site = name.is_none()
        && ["town", "civilsite", "siteopen", "locus"].iter().any(|class| lexicon.is(class, sheet.lemma(noun)))
        && !acts(sheet, noun, lexicon);
    let one = name.is_none()
        && sheet.before(at, noun)
        && number::is_one(sheet, noun)
        && !number::is_amount(sheet, noun)
        && !number::is_joined(sheet, noun);
    if (place || site) && suffers(sheet.lemma(at)) || one {
        sheet.hang(noun, Some(at), Relation::Obj);
    }
}

/// Verbs of which a place can only be the object.
fn suffers(verb: &str) -> bool {
    matches!(
        verb,
        "shell"
            | "bombard"
            | "bomb"
            | "attack"
            | "strike"
            | "hit"
            | "torch"
            | "burn"
            | "loot"
            | "rob"
            | "block"
            | "besiege"
            | "close"
            | "open"
            | "reopen"
            | "clear"
            | "evacuate"
            | "allow"
            | "destroy"
            | "blow"
            | "damage"
            | "deliver"
            | "restore"
            | "recapture"
            | "capture"
            | "seize"
            | "mine"
            | "demine"
            | "storm"
            | "target"
            | "undermine"
    )
}

/// "В ходе спецоперации силовики уничтожили": what stands in the nominative belongs to no noun in another case; where the verb
/// has no subject, it is the subject.
fn nominative(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let loose = matches!(
        sheet.relation(at),
        Relation::Nmod | Relation::Appos | Relation::Flat | Relation::Amod | Relation::Dep | Relation::Conj
    );
    let loose = loose && !sheet.kids(at).into_iter().any(|kid| sheet.upos(kid) == Upos::Cconj);
    let named = place_before(sheet, at);
    let plain = matches!(sheet.own_tag(at), Tag::Nn | Tag::Nns) && sheet.upos(at) == Upos::Noun || named;
    // "подразделения", "силы": the genitive of one is written like the nominative of several.
    let either = matches!(sheet.own_tag(at), Tag::Genitive)
        && sheet.upos(at) == Upos::Noun
        && sheet.key(at).ends_with(['ы', 'и', 'я'])
        && acts(sheet, at, lexicon);
    if !loose || !(plain || either) || sheet.case(at).is_some() || super::is_calendar(sheet.lemma(at)) {
        return;
    }
    let Some(noun) = sheet.head(at).filter(|noun| sheet.is_noun(*noun) && sheet.before(*noun, at)) else { return };
    let place = sheet.named(noun) == Some(MentionKind::Place)
        && sheet.relation(noun) == Relation::Nmod
        && sheet.relation(at) == Relation::Flat;
    let oblique = place
        || sheet.own_tag(noun).case().is_some_and(|(case, _)| case != Tag::Accusative)
        || sheet.case(noun).is_some();
    let verb = std::iter::successors(sheet.head(noun), |word| sheet.head(*word))
        .take(sheet.line().len())
        .find(|word| sheet.upos(*word) == Upos::Verb);
    let Some(verb) = verb.filter(|verb| oblique && is_finite(sheet, *verb)) else { return };
    let taken = sheet.has_subject(verb);
    let several = number::verb_in_plural(sheet, verb);
    let agrees = several
        .is_none_or(|several| several == (sheet.own_tag(at) == Tag::Nns || either || number::is_joined(sheet, at)));
    let either_fits = !either || several == Some(true) && sheet.case(noun).is_some() && sheet.before(at, verb);
    let mark = mark_between(sheet, noun.min(at), verb) && mark_between(sheet, at, verb);
    if !taken && agrees && !mark && either_fits {
        sheet.hang(at, Some(verb), Relation::Nsubj);
    }
}

/// "в случае ударов ополчение откроет огонь": who can act, in the nominative before a verb without a subject, is the subject.
fn bare_doer(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let bare = sheet.relation(at) == Relation::Obl && sheet.upos(at) == Upos::Noun && sheet.case(at).is_none();
    let plain = matches!(sheet.own_tag(at), Tag::Nn | Tag::Nns) && !super::is_calendar(sheet.lemma(at));
    let verb = sheet.head(at).filter(|verb| bare && plain && is_finite(sheet, *verb) && sheet.before(at, *verb));
    let Some(verb) = verb.filter(|verb| !sheet.has_subject(*verb) && acts(sheet, at, lexicon)) else { return };
    let several = number::verb_in_plural(sheet, verb);
    if several.is_none_or(|several| several == (sheet.own_tag(at) == Tag::Nns || number::is_joined(sheet, at))) {
        sheet.hang(at, Some(verb), Relation::Nsubj);
    }
}

/// "Глава делегации Гетачеу Реда": a person's name behind what somebody heads is the head's.
fn titled(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let kind = sheet.named(at);
    let person = kind == Some(MentionKind::Person)
        || kind.is_none() && sheet.upos(at) == Upos::Propn && sheet.child(at, Relation::Flat).is_some();
    let loose = matches!(sheet.relation(at), Relation::Nmod | Relation::Appos | Relation::Flat);
    if !person || !loose || sheet.case(at).is_some() {
        return;
    }
    let somebody = |word: usize| ["title", "person"].iter().any(|class| lexicon.is(class, sheet.lemma(word)));
    let body = sheet.head(at).filter(|body| sheet.upos(*body) == Upos::Noun && sheet.beside(at, -1) == Some(*body));
    let head = body.filter(|body| !somebody(*body) && sheet.relation(*body) == Relation::Nmod);
    let head = head.and_then(|body| sheet.head(body)).filter(|head| sheet.upos(*head) == Upos::Noun && somebody(*head));
    if head.is_some() {
        sheet.hang(at, head, Relation::Appos);
    }
}

/// "Войска генерала Хафтара", "в пригороде Дамаска": the genitive right behind a noun is that noun's, and no subject.
fn genitive(sheet: &mut Sheet, at: usize) {
    // Of persons the accusative is written like the genitive, and no subject stands in it.
    let marked = matches!(sheet.own_tag(at).case(), Some((Tag::Genitive | Tag::Accusative, _)))
        && (sheet.relation(at) != Relation::Obj || matches!(sheet.own_tag(at).case(), Some((Tag::Genitive, _))));
    let place = sheet.named(at) == Some(MentionKind::Place);
    let behind = sheet.beside(at, -1).is_some_and(|noun| sheet.upos(noun) == Upos::Noun && sheet.case(noun).is_some());
    let followed = sheet.kids(at).into_iter().any(|kid| {
        sheet.relation(kid) == Relation::Flat || sheet.relation(kid) == Relation::Nmod && sheet.upos(kid) == Upos::Noun
    });
    let own = sheet.is_noun(at) && (marked || place && behind && followed);
    let loose = sheet.relation(at).is_subject() || sheet.relation(at) == Relation::Obj;
    let counted = sheet.kids(at).into_iter().any(|kid| sheet.upos(kid) == Upos::Num);
    if !own || !loose || counted || sheet.case(at).is_some() {
        return;
    }
    // "в штабе объединённых сил": what describes it stands between.
    let own = |word: &usize| {
        sheet.head(*word) == Some(at) && matches!(sheet.relation(*word), Relation::Amod | Relation::Compound)
    };
    let before = (1..5).map_while(|step| sheet.beside(at, -step)).find(|word| !own(word));
    let noun = before.filter(|noun| {
        sheet.is_noun(*noun) && sheet.get(*noun).is_some_and(|word| word.name.is_none()) && !is_above(sheet, at, *noun)
    });
    if let Some(noun) = noun.filter(|noun| !super::is_calendar(sheet.lemma(*noun))) {
        let verb = sheet.head(at).filter(|verb| sheet.upos(*verb) == Upos::Verb);
        sheet.hang(at, Some(noun), Relation::Nmod);
        // What hung on it stands in the nominative: it is whom the verb asks for.
        let flat = sheet.kids(at).into_iter().find(|kid| {
            matches!(sheet.relation(*kid), Relation::Flat | Relation::Nmod)
                && sheet.is_noun(*kid)
                && sheet.before(at, *kid)
                && sheet.case(*kid).is_none()
                && (sheet.own_tag(*kid).case().is_none()
                    || sheet.child(*kid, Relation::Nummod).is_some()
                    || sheet.key(*kid).ends_with(['ы', 'и', 'я']))
        });
        if let (Some(flat), Some(verb)) = (flat, verb) {
            sheet.hang(flat, Some(verb), Relation::Nsubj);
        }
    }
}

/// "Несколько вооружённых людей задержали", "двое мужчин похитили": what a number counts before a verb is its subject.
fn counted_subject(sheet: &mut Sheet, at: usize) {
    let counted = sheet.kids(at).into_iter().any(|kid| {
        sheet.relation(kid) == Relation::Nummod && (sheet.upos(kid) == Upos::Num || sheet.lemma(kid) == "several")
    });
    let loose =
        matches!(sheet.relation(at), Relation::Obl | Relation::Nmod | Relation::Conj | Relation::Flat | Relation::Obj);
    if !counted
        || !loose
        || sheet.upos(at) != Upos::Noun
        || sheet.case(at).is_some()
        || super::is_calendar(sheet.lemma(at))
    {
        return;
    }
    let Some(head) = sheet.head(at) else { return };
    let verb = std::iter::successors(Some(head), |word| sheet.head(*word))
        .take(sheet.line().len())
        .find(|word| sheet.upos(*word) == Upos::Verb);
    let Some(verb) = verb.filter(|verb| is_finite(sheet, *verb) && sheet.before(at, *verb)) else { return };
    let next = sheet.beside(at, 1) == Some(verb);
    let oblique = matches!(sheet.own_tag(at).case(), Some((Tag::Dative | Tag::Instrumental | Tag::Locative, _)));
    let subject = sheet.kids(verb).into_iter().find(|kid| sheet.relation(*kid).is_subject());
    let behind = subject.is_none_or(|subject| sheet.before(verb, subject));
    if next && !oblique && behind {
        if let Some(subject) = subject.filter(|_| sheet.child(verb, Relation::Obj).is_none()) {
            sheet.hang(subject, Some(verb), Relation::Obj);
        }
        sheet.hang(at, Some(verb), Relation::Nsubj);
    }
}

/// "Неизвестный обстрелял": who is only called unknown acts all the same.
fn unknown(sheet: &mut Sheet, at: usize) {
    let unknown = sheet.upos(at) == Upos::Adj && matches!(sheet.lemma(at), "unidentified" | "unknown");
    let verb = sheet.head(at).filter(|verb| unknown && sheet.upos(*verb) == Upos::Verb && sheet.before(at, *verb));
    let free = |verb: &usize| !sheet.has_subject(*verb);
    if let Some(verb) = verb.filter(free) {
        sheet.hang(at, Some(verb), Relation::Nsubj);
    }
}

/// "Движение «Ансар Алла» заявило": of two subjects the name in marks names the first.
fn named_in_marks(sheet: &mut Sheet, at: usize) {
    let named = sheet.relation(at).is_subject() && sheet.get(at).is_some_and(|word| word.name.is_some());
    let mark = sheet.beside(at, -1).filter(|mark| named && sheet.upos(*mark) == Upos::Punct);
    let first = mark.and_then(|mark| sheet.beside(mark, -1)).filter(|first| {
        sheet.upos(*first) == Upos::Noun && sheet.relation(*first).is_subject() && sheet.head(*first) == sheet.head(at)
    });
    if let Some(first) = first {
        sheet.hang(at, Some(first), Relation::Appos);
    }
}

/// A name right behind the name of a place that a noun before governs: "в пригороде Дамаска Россия"; or right before the verb, behind
/// what another noun governs: "в письме Совету Безопасности Армения обвинила".
fn place_before(sheet: &Sheet, at: usize) -> bool {
    let named = sheet.get(at).is_some_and(|word| word.name.is_some()) && sheet.own_tag(at).case().is_none();
    let place =
        sheet.head(at).filter(|place| named && matches!(sheet.relation(*place), Relation::Nmod | Relation::Conj));
    place.is_some_and(|place| {
        let verb = sheet.beside(at, 1).filter(|verb| is_finite(sheet, *verb) && !sheet.has_subject(*verb));
        let body = sheet.own_tag(place).case().is_some() && sheet.named(at) == Some(MentionKind::Place);
        sheet.named(place) == Some(MentionKind::Place) || body && verb.is_some()
    })
}

/// "ликвидирован в Идлибе неизвестными": in the instrumental beside a passive stands who did it.
fn doer(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let ends = ["ыми", "ими", "ами", "ями"].iter().any(|end| sheet.key(at).ends_with(end));
    let instrumental = matches!(sheet.own_tag(at).case(), Some((Tag::Instrumental, _))) || ends;
    if !instrumental || !sheet.is_noun(at) || sheet.case(at).is_some() || !acts(sheet, at, lexicon) {
        return;
    }
    let Some(head) = sheet.head(at) else { return };
    let beside = sheet.is_noun(head) && sheet.case(head).is_some() && sheet.before(head, at);
    let verb = if beside { sheet.head(head) } else { Some(head) };
    let passive = verb.filter(|verb| sheet.tag(*verb) == Tag::Vbn && sheet.upos(*verb) == Upos::Verb);
    if let Some(verb) = passive.filter(|verb| sheet.child(*verb, Relation::OblAgent).is_none()) {
        sheet.hang(at, Some(verb), Relation::OblAgent);
    }
}

/// "«…», — пригрозил министр": right behind the mark and the verb stands who says so.
fn speaker_behind(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let behind = sheet.beside(at, -1).is_some_and(|mark| {
        sheet.upos(mark) == Upos::Punct
            && sheet.beside(mark, -1).is_some_and(|other| {
                sheet.upos(other) == Upos::Punct || sheet.key(mark) == "—" || sheet.key(mark) == "–"
            })
    });
    let utters = matches!(
        sheet.lemma(at),
        "threaten"
            | "warn"
            | "promise"
            | "vow"
            | "pledge"
            | "demand"
            | "urge"
            | "call"
            | "accuse"
            | "assure"
            | "condemn"
    );
    let free = !sheet.has_subject(at);
    if sheet.upos(at) != Upos::Verb || !behind || !utters || !free {
        return;
    }
    let noun = sheet.kids(at).into_iter().find(|kid| {
        matches!(sheet.relation(*kid), Relation::Obj | Relation::Obl | Relation::Xcomp)
            && sheet.before(at, *kid)
            && sheet.case(*kid).is_none()
            && acts(sheet, *kid, lexicon)
            && sheet.own_tag(*kid).case().is_none_or(|(case, _)| case == Tag::Accusative)
    });
    if let Some(noun) = noun {
        sheet.hang(noun, Some(at), Relation::Nsubj);
        if let Some(said) = sheet.head(at).filter(|said| sheet.before(*said, at)) {
            sheet.hang(at, Some(said), Relation::Parataxis);
        }
    }
}
