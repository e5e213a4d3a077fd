//! What Russian verbs govern, where the tree errs: objects by case and place, datives to whom, gerunds and infinitives, texts
//! told "о", reflexives that are passives.

use super::super::acts::{acts, is_above};
use super::super::attachment::is_finite;
use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// "Ответственность за взрыв взяла на себя группировка": who takes it upon himself claims it.
pub(super) fn took_responsibility(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.upos(at) != Upos::Verb || !matches!(sheet.lemma(at), "take" | "assume" | "bear" | "claim") {
        return;
    }
    let kids = sheet.kids(at);
    let Some(it) = kids.iter().copied().find(|kid| sheet.lemma(*kid) == "responsibility") else { return };
    if let Some(himself) = kids.iter().copied().find(|kid| sheet.key(*kid) == "себя") {
        if let Some(case) = sheet.case(himself) {
            sheet.drop(case);
        }
        sheet.drop(himself);
    }
    sheet.hang(it, Some(at), Relation::Obj);
    sheet.say(at, "claim");
    let bare =
        |kid: &usize| *kid != it && sheet.is_noun(*kid) && sheet.case(*kid).is_none() && acts(sheet, *kid, lexicon);
    if let Some(somebody) = kids.iter().copied().find(bare) {
        sheet.hang(somebody, Some(at), Relation::Nsubj);
    }
}

/// "передал Еревану 15 военнослужащих": persons that one side passes to another are released to it, and move nowhere.
pub(super) fn handed_over(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.upos(at) != Upos::Verb || sheet.lemma(at) != "transfer" {
        return;
    }
    let persons = |noun: &usize| {
        lexicon.is("prisoner", sheet.lemma(*noun))
            || matches!(sheet.lemma(*noun), "serviceman" | "soldier" | "military")
    };
    let object = [Relation::Obj, Relation::NsubjPass].into_iter().find_map(|role| sheet.child(at, role));
    let whom = sheet.kids(at).into_iter().any(|kid| {
        let to = sheet.case(kid).map_or_else(
            || matches!(sheet.own_tag(kid).case(), Some((Tag::Dative, _))),
            |case| sheet.lemma(case) == "to" && !matches!(sheet.key(case), "в" | "на" | "к" | "ко"),
        );
        sheet.is_noun(kid) && to
    });
    if object.as_ref().is_some_and(persons) && whom {
        sheet.say(at, "release");
    }
}

/// "Жертвами конфликта стали 412 человек": who becomes a victim dies.
pub(super) fn became_victims(sheet: &mut Sheet, at: usize) {
    // "с 15 апреля жертвами боёв стали": the tree may hang them on the date.
    let below = |kid: usize| std::iter::once(kid).chain(sheet.kids(kid));
    let victim = sheet.kids(at).into_iter().flat_map(below).find(|kid| sheet.lemma(*kid) == "victim");
    let Some(victim) = victim else { return };
    if sheet.upos(at) != Upos::Verb || sheet.lemma(at) != "become" {
        return;
    }
    let counted = sheet.kids(at).into_iter().find(|kid| {
        *kid != victim
            && sheet.is_noun(*kid)
            && sheet.case(*kid).is_none()
            && !super::is_calendar(sheet.lemma(*kid))
            && sheet.child(*kid, Relation::Nummod).is_some()
    });
    let Some(counted) = counted else { return };
    let of = sheet.kids(victim).into_iter().find(|kid| sheet.relation(*kid) == Relation::Nmod);
    sheet.say(at, "die");
    sheet.hang(counted, Some(at), Relation::Nsubj);
    if let Some(case) = sheet.case(victim) {
        sheet.drop(case);
    }
    sheet.drop(victim);
    if let Some(of) = of {
        sheet.hang(of, Some(at), Relation::Obl);
        if sheet.case(of).is_none() {
            sheet.introduce(of, "in");
        }
    }
}

/// "не стал подписывать": who does not set about an act does not do it.
pub(super) fn set_about(sheet: &mut Sheet, at: usize) {
    if sheet.upos(at) != Upos::Verb || sheet.lemma(at) != "become" {
        return;
    }
    let infinitive = sheet.kids(at).into_iter().find(|kid| {
        sheet.own_tag(*kid) == Tag::Vb
            && sheet.upos(*kid) == Upos::Verb
            && matches!(sheet.relation(*kid), Relation::Xcomp | Relation::Ccomp | Relation::Obj)
    });
    let Some(infinitive) = infinitive else { return };
    let tag = sheet.tag(at);
    sheet.rise(infinitive, at, Relation::Aux);
    sheet.set_tag(infinitive, Upos::Verb, tag);
    sheet.drop(at);
}

/// "На мине подорвался подросток": whom a mine blows up has hit it.
pub(super) fn blown_up(sheet: &mut Sheet, at: usize) {
    let reflexive = sheet.key(at).ends_with("ся") || sheet.key(at).ends_with("сь");
    if sheet.upos(at) != Upos::Verb || !reflexive || sheet.lemma(at) != "explode" {
        return;
    }
    let Some(subject) = sheet.child(at, Relation::Nsubj) else { return };
    let mine = sheet.line().into_iter().find(|word| {
        sheet.is_noun(*word)
            && matches!(sheet.lemma(*word), "mine" | "landmine" | "ied")
            && sheet.case(*word).is_some_and(|case| sheet.lemma(case) == "on")
            && (sheet.head(*word) == Some(at) || sheet.head(*word).and_then(|head| sheet.head(head)) == Some(at))
    });
    let Some(mine) = mine.filter(|mine| *mine != subject) else { return };
    if let Some(case) = sheet.case(mine) {
        sheet.drop(case);
    }
    sheet.hang(mine, Some(at), Relation::Obj);
    sheet.say(at, "hit");
}

/// "Обвинив соседей в обстреле, президент …": a gerund has its object behind it and hangs on the verb of the sentence.
pub(super) fn gerund(sheet: &mut Sheet, at: usize) {
    let key = sheet.key(at);
    let gerund = ["в", "вши", "вшись", "ясь", "яя"].iter().any(|end| key.ends_with(end));
    if sheet.upos(at) != Upos::Verb || sheet.own_tag(at) != Tag::Vbg || !gerund {
        return;
    }
    if !matches!(sheet.relation(at), Relation::Advcl | Relation::Conj | Relation::Root) {
        let finite = |word: &usize| is_finite(sheet, *word) && *word != at;
        let main = sheet.line().into_iter().find(|word| finite(word) && sheet.before(at, *word));
        if let Some(main) = main.filter(|main| !is_above(sheet, at, *main)) {
            sheet.hang(at, Some(main), Relation::Advcl);
        }
    }
    let object = (1..4).map_while(|step| sheet.beside(at, step)).take_while(|word| sheet.upos(*word) != Upos::Punct);
    let noun = object.into_iter().find(|word| sheet.is_noun(*word));
    let noun = noun.filter(|noun| sheet.case(*noun).is_none() && !is_above(sheet, *noun, at));
    let oblique = noun.is_some_and(|noun| {
        matches!(sheet.own_tag(noun).case(), Some((Tag::Instrumental | Tag::Dative | Tag::Locative, _)))
    });
    if let Some(noun) = noun.filter(|_| !oblique && sheet.child(at, Relation::Obj).is_none()) {
        sheet.hang(noun, Some(at), Relation::Obj);
    }
}

/// "обменялись обвинениями": what is exchanged stands in the instrumental.
pub(super) fn exchanged(sheet: &mut Sheet, at: usize) {
    let verb = sheet
        .head(at)
        .filter(|verb| sheet.upos(*verb) == Upos::Verb && matches!(sheet.lemma(*verb), "exchange" | "swap" | "trade"));
    let thing = sheet.key(at).ends_with("ами") || sheet.key(at).ends_with("ями");
    if let Some(verb) = verb.filter(|_| thing && sheet.is_noun(at) && sheet.case(at).is_none()) {
        sheet.hang(at, Some(verb), Relation::Obj);
    }
}

/// "Соглашение подписали президент и лидер повстанцев": a text before a verb that somebody follows is signed, and signs not.
pub(super) fn object_first(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let Some(second) = sheet.child(at, Relation::Obj) else { return };
    // "Деревню обстрелял Халуд": an accusative before the verb, and a name behind it.
    let marked = sheet.kids(at).into_iter().find(|kid| {
        sheet.upos(*kid) == Upos::Noun
            && sheet.before(*kid, at)
            && sheet.case(*kid).is_none()
            && sheet.key(*kid).ends_with(['у', 'ю'])
            && !super::is_calendar(sheet.lemma(*kid))
            && matches!(sheet.relation(*kid), Relation::Advmod | Relation::Obl | Relation::Nsubj | Relation::Dep)
    });
    let named = sheet.upos(second) == Upos::Propn
        || sheet.get(second).is_some_and(|word| !word.glossed && word.written.starts_with(char::is_uppercase));
    if let Some(marked) = marked.filter(|_| named && sheet.upos(at) == Upos::Verb && sheet.before(at, second)) {
        if let Some(other) = sheet.child(at, Relation::Nsubj).filter(|other| *other != marked) {
            sheet.hang(other, Some(marked), Relation::Nmod);
        }
        sheet.hang(marked, Some(at), Relation::Obj);
        return sheet.hang(second, Some(at), Relation::Nsubj);
    }
    let Some(first) = sheet.child(at, Relation::Nsubj) else { return };
    let ordered = sheet.upos(at) == Upos::Verb && sheet.before(first, at) && sheet.before(at, second);
    let thing = ["agreement", "text", "plan", "aid"].iter().any(|class| lexicon.is(class, sheet.lemma(first)));
    let nominative = !matches!(
        sheet.own_tag(second).case(),
        Some((Tag::Genitive | Tag::Dative | Tag::Instrumental | Tag::Locative, _))
    );
    if ordered && thing && nominative && !acts(sheet, first, lexicon) && acts(sheet, second, lexicon) {
        sheet.hang(first, Some(at), Relation::Obj);
        sheet.hang(second, Some(at), Relation::Nsubj);
    }
}

/// "объявило о прекращении огня", "заявило о непричастности", "отказался от переговоров": English has an object there.
pub(super) fn told_of(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let matter = |at: usize| lexicon.knows(sheet.lemma(at)) || lexicon.is("truce", sheet.lemma(at));
    let Some(case) = sheet.case(at).filter(|_| sheet.is_noun(at) && matter(at)) else { return };
    let Some(verb) = sheet.head(at).filter(|verb| sheet.upos(*verb) == Upos::Verb) else { return };
    let key = sheet.key(case);
    let (about, from) = (matches!(key, "о" | "об" | "обо"), key == "от");
    let lemma = sheet.lemma(verb);
    let told = about && matches!(lemma, "propose" | "announce" | "declare" | "proclaim" | "say" | "report" | "inform");
    let refused = from && matches!(lemma, "refuse" | "abstain");
    if !(told || refused) || sheet.child(verb, Relation::Obj).is_some() {
        return;
    }
    if lemma == "say" {
        sheet.say(verb, "declare");
    }
    sheet.drop(case);
    sheet.hang(at, Some(verb), Relation::Obj);
    if let Some(own) = sheet.kids(at).into_iter().find(|kid| sheet.key(*kid).starts_with("сво")) {
        sheet.drop(own);
    }
}

/// "На губернатора совершено покушение": what a preposition governs is no subject.
pub(super) fn below_preposition(sheet: &mut Sheet, at: usize) {
    let phrase = sheet.relation(at).is_subject() && sheet.is_noun(at);
    let case = sheet.case(at).filter(|_| phrase && sheet.child(at, Relation::Nummod).is_none());
    let Some(verb) = sheet.head(at).filter(|_| case.is_some()) else { return };
    sheet.hang(at, Some(verb), Relation::Obl);
    let object = sheet.child(verb, Relation::Obj).filter(|_| sheet.tag(verb) == Tag::Vbn);
    if let Some(object) = object {
        sheet.hang(object, Some(verb), Relation::NsubjPass);
    }
}

/// "отвести силы": an infinitive has no subject; the noun behind it is its object.
pub(super) fn infinitive_object(sheet: &mut Sheet, at: usize) {
    let verb = sheet.head(at).filter(|verb| sheet.own_tag(*verb) == Tag::Vb && sheet.upos(*verb) == Upos::Verb);
    let Some(verb) = verb.filter(|_| sheet.relation(at).is_subject() && sheet.is_noun(at)) else { return };
    let helped = sheet.kids(verb).into_iter().any(|kid| sheet.upos(kid) == Upos::Aux);
    if sheet.before(verb, at) && !helped && sheet.child(verb, Relation::Obj).is_none() {
        sheet.hang(at, Some(verb), Relation::Obj);
    }
}

/// "передал стороне тела", "поставляет повстанцам ракеты": to whom stands in the dative.
pub(super) fn to_whom(sheet: &mut Sheet, at: usize) {
    let dative = matches!(sheet.own_tag(at).case(), Some((Tag::Dative, _)));
    if !dative || !sheet.is_noun(at) || sheet.case(at).is_some() {
        return;
    }
    let Some(head) = sheet.head(at) else { return };
    let verb = match sheet.upos(head) {
        Upos::Verb if sheet.relation(at) == Relation::Obj => Some(head),
        Upos::Noun if matches!(sheet.relation(at), Relation::Amod | Relation::Compound) => sheet.head(head),
        _ => None,
    };
    let Some(verb) = verb.filter(|verb| sheet.upos(*verb) == Upos::Verb && sheet.before(*verb, at)) else { return };
    sheet.hang(at, Some(verb), Relation::Obl);
    let thing = sheet.kids(at).into_iter().find(|kid| {
        sheet.relation(*kid) == Relation::Nmod
            && sheet.before(at, *kid)
            && sheet.upos(*kid) == Upos::Noun
            && sheet.case(*kid).is_none()
            && !matches!(sheet.own_tag(*kid).case(), Some((Tag::Genitive | Tag::Instrumental | Tag::Dative, _)))
    });
    if let Some(thing) = thing.filter(|_| sheet.child(verb, Relation::Obj).is_none()) {
        sheet.hang(thing, Some(verb), Relation::Obj);
    }
}

/// "его контролируют силы": right before a finite verb the pronoun is its object.
pub(super) fn pronoun_object(sheet: &mut Sheet, at: usize) {
    let pronoun = match sheet.key(at) {
        "его" => "it",
        "ее" => "her",
        "их" => "them",
        _ => return,
    };
    let next = sheet.beside(at, 1).filter(|next| is_finite(sheet, *next) && sheet.head(at) == Some(*next));
    let Some(verb) = next else { return };
    sheet.set_tag(at, Upos::Pron, Tag::Prp);
    sheet.say(at, pronoun);
    let other = sheet.child(verb, Relation::Obj).filter(|other| *other != at && sheet.before(verb, *other));
    sheet.hang(at, Some(verb), Relation::Obj);
    let own = sheet.has_subject(verb);
    if let Some(other) = other.filter(|_| !own) {
        sheet.hang(other, Some(verb), Relation::Nsubj);
    }
}

/// "обсудили по телефону ситуацию", "задержали на блокпосту мужчин": an accusative that nothing introduces is an object; of
/// persons it is written like the genitive.
pub(super) fn accusative(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.upos(at) != Upos::Noun || sheet.case(at).is_some() || super::is_calendar(sheet.lemma(at)) {
        return;
    }
    let Some(head) = sheet.head(at) else { return };
    let case = sheet.own_tag(at).case().map(|(case, _)| case);
    let person = ["person", "troops", "civilian"].iter().any(|class| lexicon.is(class, sheet.lemma(at)));
    let verb = match sheet.relation(at) {
        Relation::Iobj if case == Some(Tag::Accusative) => Some(head),
        Relation::Obl | Relation::Xcomp if matches!(case, Some(Tag::Accusative) | None) => Some(head),
        Relation::Nmod if sheet.is_noun(head) && sheet.case(head).is_some() && sheet.before(head, at) => {
            let located = matches!(sheet.own_tag(head).case(), Some((Tag::Locative, _)));
            let person = person && case == Some(Tag::Genitive) && sheet.child(at, Relation::Nummod).is_some();
            sheet.head(head).filter(|_| located && (person || case == Some(Tag::Accusative)))
        }
        _ => None,
    };
    let verb = verb.filter(|verb| {
        sheet.upos(*verb) == Upos::Verb
            && sheet.tag(*verb) != Tag::Vbn
            && sheet.before(*verb, at)
            && sheet.child(*verb, Relation::Obj).is_none()
            && !sheet.key(*verb).ends_with("ся")
            && !sheet.key(*verb).ends_with("сь")
            && !lexicon.is("intransitive", sheet.lemma(*verb))
    });
    let counted_time = matches!(sheet.lemma(at), "time" | "day" | "hour" | "metre" | "kilometre" | "percent");
    if let Some(verb) = verb.filter(|_| !counted_time) {
        sheet.hang(at, Some(verb), Relation::Obj);
    }
}

/// "Как сообщил посланник, стороны …": a clause told aside.
pub(super) fn told_aside(sheet: &mut Sheet, at: usize) {
    let told = sheet.upos(at) == Upos::Verb && matches!(sheet.relation(at), Relation::Obl | Relation::Nmod);
    let Some(how) = sheet.case(at).filter(|how| told && sheet.key(*how) == "как") else { return };
    let head = sheet.head(at);
    sheet.hang(how, Some(at), Relation::Mark);
    sheet.hang(at, head, Relation::Advcl);
}

/// "требует от Израиля вывести войска": what somebody is to do hangs on the demand.
pub(super) fn demanded(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.upos(at) != Upos::Verb || !matches!(sheet.lemma(at), "demand" | "require") {
        return;
    }
    let from = sheet.kids(at).into_iter().find(|kid| {
        let case = sheet.case(*kid).is_some_and(|case| sheet.lemma(case) == "from");
        case && acts(sheet, *kid, lexicon)
    });
    let Some(from) = from else { return };
    let act = sheet
        .line()
        .into_iter()
        .find(|word| sheet.own_tag(*word) == Tag::Vb && sheet.upos(*word) == Upos::Verb && sheet.before(from, *word));
    if let Some(act) = act.filter(|act| !is_above(sheet, *act, at)) {
        sheet.hang(act, Some(at), Relation::Xcomp);
        sheet.hang(from, Some(at), Relation::Obl);
    }
}

/// "Документ подписывается", "соблюдается": a reflexive of a verb that acts on things is a passive.
pub(super) fn undergoes(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let reflexive =
        sheet.key(at).ends_with("ся") && sheet.key(at) == sheet.get(at).map_or("", |word| word.last.as_str());
    let acted_on = matches!(
        sheet.lemma(at),
        "sign"
            | "discuss"
            | "prepare"
            | "extend"
            | "violate"
            | "respect"
            | "observe"
            | "destroy"
            | "shell"
            | "deliver"
            | "transfer"
            | "publish"
            | "implement"
            | "block"
            | "postpone"
    );
    let Some(subject) = sheet.child(at, Relation::Nsubj) else { return };
    if sheet.upos(at) != Upos::Verb || !reflexive || !acted_on || acts(sheet, subject, lexicon) {
        return;
    }
    let present = matches!(sheet.tag(at), Tag::Vbz | Tag::Vbp);
    sheet.hang(subject, Some(at), Relation::NsubjPass);
    sheet.insert(at, -1, "be", (Upos::Aux, if present { Tag::Vbz } else { Tag::Vbd }), (at, Relation::AuxPass));
    sheet.set_tag(at, Upos::Verb, Tag::Vbn);
}

/// "Продлить перемирие не удалось": what did not succeed hangs on the failure.
pub(super) fn failed(sheet: &mut Sheet, at: usize) {
    let fails = sheet.upos(at) == Upos::Verb && sheet.lemma(at) == "fail";
    let act = sheet.head(at).filter(|act| fails && sheet.own_tag(*act) == Tag::Vb && sheet.before(*act, at));
    if let Some(act) = act {
        sheet.rise(at, act, Relation::Xcomp);
    }
}
