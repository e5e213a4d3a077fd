//! What French verbs and nouns take: infinitives of those who are told to act, the "de" of reflexive verbs, phrases that the
//! tree hung on a time or beside their noun.

use super::super::acts::acts;
use super::super::shared::above_verb;
use super::super::sheet::Sheet;
use crate::calendar::is_day_or_month;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};
use model::MentionKind;

/// Mends what is taken by what.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        of_noun(sheet, at);
        no_object(sheet, at);
        no_article(sheet, at);
        object_of_expression(sheet, at, lexicon);
        partitive(sheet, at);
        indefinite(sheet, at, lexicon);
        measured(sheet, at);
        place_on_time(sheet, at);
        told_to_act(sheet, at, lexicon);
        gave_order(sheet, at, lexicon);
        gave_time(sheet, at, lexicon);
        before_site(sheet, at, lexicon);
        from_agreement(sheet, at, lexicon);
        accused(sheet, at, lexicon);
        gave_back(sheet, at, lexicon);
        maintained(sheet, at);
        proceeded(sheet, at, lexicon);
        stopped(sheet, at, lexicon);
    }
}

/// "ont procédé dimanche à l'échange": who proceeds to an act does it.
fn proceeded(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let proceeds = ["procéd", "procèd"].iter().any(|stem| sheet.key(at).starts_with(stem));
    if sheet.upos(at) != Upos::Verb || !proceeds {
        return;
    }
    let act = sheet.kids(at).into_iter().find(|kid| {
        let to = sheet.case(*kid).is_some_and(|case| matches!(sheet.key(case), "à" | "au" | "aux"));
        to && sheet.upos(*kid) == Upos::Noun && lexicon.names_noun(sheet.lemma(*kid))
    });
    let Some((act, case)) = act.and_then(|act| Some((act, sheet.case(act)?))) else { return };
    sheet.say(at, "conduct");
    sheet.drop(case);
    sheet.hang(act, Some(at), Relation::Obj);
}

/// "a fait arrêter trois opposants": who stops persons in the infinitive arrests them.
fn stopped(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let stops = sheet.upos(at) == Upos::Verb && sheet.lemma(at) == "stop" && sheet.key(at).starts_with("arrêt");
    let whom = sheet.child(at, Relation::Obj).filter(|_| stops);
    if whom
        .is_some_and(|whom| lexicon.is("person", sheet.lemma(whom)) || sheet.named(whom) == Some(MentionKind::Person))
    {
        sheet.say(at, "arrest");
    }
}

/// "un bar fréquenté de Bujumbura": what "de" introduces below a noun is the noun's.
fn of_noun(sheet: &mut Sheet, at: usize) {
    let of = sheet.relation(at) == Relation::Obl && sheet.case(at).is_some_and(|case| sheet.lemma(case) == "of");
    let noun = sheet.head(at).filter(|noun| of && sheet.is_noun(*noun) && sheet.before(*noun, at));
    if noun.is_some() {
        sheet.hang(at, noun, Relation::Nmod);
    }
}

/// "boycotte jusqu'à nouvel ordre les pourparlers": what a preposition introduces is no object.
fn no_object(sheet: &mut Sheet, at: usize) {
    let object = sheet.relation(at) == Relation::Obj && sheet.is_noun(at);
    let case = sheet.case(at).filter(|case| object && !matches!(sheet.lemma(*case), "of" | "for"));
    if case.is_some_and(|case| sheet.before(case, at)) {
        let head = sheet.head(at);
        sheet.hang(at, head, Relation::Obl);
    }
}

/// "se retirer des hauteurs": behind a reflexive verb of leaving "des" and "du" are no articles.
fn no_article(sheet: &mut Sheet, at: usize) {
    let article = matches!(sheet.key(at), "des" | "du") && sheet.relation(at) == Relation::Det;
    let noun = sheet.head(at).filter(|noun| article && matches!(sheet.relation(*noun), Relation::Obj | Relation::Obl));
    let Some((noun, verb)) = noun.and_then(|noun| Some((noun, sheet.head(noun)?))) else { return };
    let leaves = matches!(sheet.lemma(verb), "withdraw" | "retreat" | "flee" | "leave" | "seize" | "capture");
    let pronoun = |word: usize| matches!(sheet.key(word), "se" | "s'");
    let itself = sheet.kids(verb).into_iter().any(pronoun) || sheet.beside(verb, -1).is_some_and(pronoun);
    if leaves && itself && sheet.follows(at, verb) {
        sheet.set_tag(at, Upos::Adp, Tag::In);
        sheet.say(at, "of");
        sheet.hang(at, Some(noun), Relation::Case);
        sheet.hang(noun, Some(verb), Relation::Obl);
    }
}

/// "a mis fin à la trêve", "ont pris le contrôle de Djibo": what an expression takes by "à" or "de" is the object of the one
/// English verb that says the same.
fn object_of_expression(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let several =
        sheet.get(at).is_some_and(|word| word.name.is_none() && word.last != word.key && word.lends.is_none());
    let span = sheet.get(at).map(|word| word.span);
    let verb = several && sheet.upos(at) == Upos::Verb && sheet.child(at, Relation::Obj).is_none();
    // A noun or particle of the gloss itself stands over the same words.
    let alone = sheet.kids(at).into_iter().all(|kid| sheet.get(kid).map(|word| word.span) != span);
    let slot = |wanted: &str| {
        lexicon.triggers(sheet.lemma(at)).any(|trigger| {
            let constraints = &trigger.pattern.constraints;
            constraints.iter().any(|it| !it.negated && it.slots.iter().any(|slot| slot == wanted))
        })
    };
    let ends = sheet.lemma(at) == "end";
    if !verb || !alone || !(ends || slot("obj") && !slot("to")) || sheet.child(at, Relation::AuxPass).is_some() {
        return;
    }
    let taken = sheet.kids(at).into_iter().find(|kid| {
        let case = sheet.case(*kid).filter(|case| matches!(sheet.lemma(*case), "to" | "of"));
        let close = case.is_some_and(|case| sheet.follows(case, at));
        close && sheet.is_noun(*kid) && matches!(sheet.relation(*kid), Relation::Obl | Relation::Nmod | Relation::Iobj)
    });
    let Some((taken, case)) = taken.and_then(|taken| Some((taken, sheet.case(taken)?))) else { return };
    sheet.drop(case);
    sheet.hang(taken, Some(at), Relation::Obj);
}

/// "a promis de terribles représailles": before an adjective "des" is "de"; the noun is what the verb takes.
fn partitive(sheet: &mut Sheet, at: usize) {
    let several = sheet.upos(at) == Upos::Noun && sheet.own_tag(at) == Tag::Nns;
    let phrase = matches!(sheet.relation(at), Relation::Obl | Relation::Nmod) && several;
    let Some(case) = sheet.case(at).filter(|case| phrase && matches!(sheet.key(*case), "de" | "d'")) else { return };
    let described = sheet.beside(case, 1).is_some_and(|next| {
        sheet.head(next) == Some(at) && sheet.relation(next) == Relation::Amod && sheet.before(next, at)
    });
    // "n'ont jamais livré d'armes": nor is "de" a preposition behind a negation.
    let negated = sheet.head(at).is_some_and(|verb| {
        let not = |kid: &usize| matches!(sheet.key(*kid), "ne" | "n'");
        sheet.upos(verb) == Upos::Verb && sheet.follows(case, verb) && sheet.kids(verb).iter().any(not)
    });
    let described = described || negated;
    let bare = sheet.child(at, Relation::Det).is_none() && sheet.child(at, Relation::Nummod).is_none();
    let own = sheet.head(at).filter(|head| described && bare && sheet.before(*head, case));
    // "a promis à Israël de …": hung on the phrase before, it is the verb's.
    let verb = own.filter(|head| sheet.upos(*head) == Upos::Verb).or_else(|| {
        let above = own.and_then(|noun| sheet.head(noun).filter(|_| sheet.case(noun).is_some()));
        above.filter(|above| sheet.upos(*above) == Upos::Verb)
    });
    if let Some(verb) = verb.filter(|verb| sheet.child(*verb, Relation::Obj).is_none()) {
        sheet.drop(case);
        sheet.hang(at, Some(verb), Relation::Obj);
    }
}

/// "Le PAM a largué des vivres": right behind a verb that takes an object and has none, "des" and "du" are articles.
fn indefinite(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let phrase = sheet.relation(at) == Relation::Obl && sheet.upos(at) == Upos::Noun;
    let Some(case) = sheet.case(at).filter(|case| phrase && matches!(sheet.key(*case), "des" | "du")) else { return };
    let Some(verb) = sheet.head(at).filter(|verb| sheet.upos(*verb) == Upos::Verb && sheet.follows(case, *verb)) else {
        return;
    };
    let other = [Relation::Obj, Relation::AuxPass, Relation::Expl].iter().any(|kid| sheet.child(verb, *kid).is_some());
    let pronoun = |word: usize| matches!(sheet.key(word), "se" | "s'");
    let itself = sheet.kids(verb).into_iter().any(pronoun) || sheet.beside(verb, -1).is_some_and(pronoun);
    let lent = sheet.get(verb).is_some_and(|word| word.lends.is_some() || word.last != word.key);
    let slot = |wanted: &[&str]| {
        lexicon.triggers(sheet.lemma(verb)).any(|trigger| {
            let constraints = &trigger.pattern.constraints;
            constraints.iter().any(|it| !it.negated && it.slots.iter().any(|slot| wanted.contains(&slot.as_str())))
        })
    };
    if !other && !itself && !lent && slot(&["obj"]) && !slot(&["of", "from"]) {
        sheet.drop(case);
        sheet.hang(at, Some(verb), Relation::Obj);
    }
}

/// "la trêve de soixante jours": how long something is, right behind it, tells of it and not of the verb.
fn measured(sheet: &mut Sheet, at: usize) {
    let long = matches!(sheet.lemma(at), "minute" | "hour" | "day" | "week" | "month" | "year" | "kilometre" | "km")
        && sheet.child(at, Relation::Nummod).is_some()
        && sheet.relation(at) == Relation::Obl;
    let Some(case) = sheet.case(at).filter(|case| long && sheet.lemma(*case) == "of") else { return };
    let noun =
        sheet.beside(case, -1).filter(|noun| sheet.upos(*noun) == Upos::Noun && sheet.head(at) == sheet.head(*noun));
    if noun.is_some() {
        sheet.hang(at, noun, Relation::Nmod);
    }
}

/// "se sont affrontés toute la nuit à l'ouest de Marib": where something happened is no part of when.
fn place_on_time(sheet: &mut Sheet, at: usize) {
    let place = sheet.named(at) == Some(MentionKind::Place);
    // "conclue en juin avec Islamabad": nor with whom.
    let partner = sheet.case(at).is_some_and(|case| matches!(sheet.lemma(case), "with" | "against"));
    let located = (place || partner) && sheet.relation(at) == Relation::Nmod && sheet.case(at).is_some();
    let Some(time) = sheet.head(at).filter(|_| located) else { return };
    let is_time = matches!(
        sheet.lemma(time),
        "week" | "month" | "day" | "hour" | "year" | "minute" | "night" | "morning" | "evening" | "afternoon" | "dawn"
    ) || is_day_or_month(sheet.lemma(time))
        || sheet.lemma(time).ends_with("day");
    if let Some(verb) = above_verb(sheet, time).filter(|verb| is_time && sheet.upos(*verb) == Upos::Verb) {
        sheet.hang(at, Some(verb), Relation::Obl);
    }
}

/// "a conjuré les belligérants de déposer les armes": a person takes no infinitive; the verb that addresses him does.
fn told_to_act(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let infinitive = sheet.tag(at) == Tag::Vb && sheet.upos(at) == Upos::Verb;
    let below = matches!(sheet.relation(at), Relation::Acl | Relation::Nmod | Relation::Xcomp | Relation::Advcl);
    let marked = sheet.kids(at).into_iter().any(|kid| matches!(sheet.key(kid), "de" | "d'" | "à"));
    let Some(person) = sheet.head(at).filter(|_| infinitive && below && marked) else { return };
    let asks = |verb: usize| {
        let lemma = sheet.lemma(verb);
        matches!(lemma, "implore" | "urge" | "exhort" | "beseech" | "summon" | "order" | "call" | "press" | "enjoin")
    };
    let told = acts(sheet, person, lexicon) || sheet.head(person).is_some_and(asks);
    let addressed = sheet.is_noun(person) && sheet.relation(person) == Relation::Obj && told;
    let verb = sheet.head(person).filter(|verb| addressed && sheet.upos(*verb) == Upos::Verb);
    if let Some(verb) = verb.filter(|verb| sheet.before(*verb, person) && sheet.before(person, at)) {
        sheet.hang(at, Some(verb), Relation::Xcomp);
    }
}

/// "a donné à ses hommes l'ordre de se replier": who gives somebody the order to act orders him to.
fn gave_order(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let order = sheet.upos(at) == Upos::Noun && matches!(sheet.lemma(at), "order" | "instruction");
    let Some(verb) = sheet.head(at).filter(|_| order && sheet.relation(at) == Relation::Obj) else { return };
    let told = sheet.kids(verb).into_iter().chain(sheet.kids(at)).find(|kid| {
        sheet.is_noun(*kid)
            && sheet.case(*kid).is_some_and(|case| sheet.lemma(case) == "to")
            && acts(sheet, *kid, lexicon)
    });
    let infinitive = |kid: &usize| sheet.tag(*kid) == Tag::Vb && sheet.upos(*kid) == Upos::Verb;
    let kids =
        sheet.kids(at).into_iter().chain(sheet.kids(verb)).chain(told.into_iter().flat_map(|told| sheet.kids(told)));
    let act = kids.into_iter().find(infinitive);
    let (Some(told), Some(act)) = (told, act) else { return };
    if sheet.upos(verb) != Upos::Verb || !sheet.before(verb, act) {
        return;
    }
    sheet.say(verb, "order");
    if let Some(case) = sheet.case(told) {
        sheet.drop(case);
    }
    sheet.hang(told, Some(verb), Relation::Obj);
    sheet.hang(act, Some(verb), Relation::Xcomp);
    for article in sheet.kids(at).into_iter().filter(|kid| sheet.relation(*kid) == Relation::Det).collect::<Vec<_>>() {
        sheet.drop(article);
    }
    sheet.drop(at);
}

/// "a donné 72 heures à l'ambassadeur pour quitter le pays": who is given time to act is told to.
fn gave_time(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.upos(at) != Upos::Verb || sheet.lemma(at) != "give" {
        return;
    }
    let own = sheet.kids(at);
    let below: Vec<usize> = own.iter().flat_map(|kid| sheet.kids(*kid)).collect();
    let all: Vec<usize> = own.into_iter().chain(below).filter(|word| sheet.before(at, *word)).collect();
    let time = all.iter().copied().find(|word| {
        let counted = sheet.child(*word, Relation::Nummod).is_some() && sheet.case(*word).is_none();
        counted && matches!(sheet.lemma(*word), "hour" | "day" | "week" | "month")
    });
    let told = all.iter().copied().find(|word| {
        let to = sheet.case(*word).is_some_and(|case| matches!(sheet.key(case), "à" | "au" | "aux"));
        to && sheet.is_noun(*word) && acts(sheet, *word, lexicon)
    });
    let Some((time, told)) = time.zip(told) else { return };
    let act = sheet.kids(told).into_iter().chain(all).find(|word| {
        let purpose = sheet.kids(*word).into_iter().any(|kid| sheet.key(kid) == "pour");
        purpose && sheet.own_tag(*word) == Tag::Vb && sheet.upos(*word) == Upos::Verb
    });
    let (Some(act), Some(case)) = (act, sheet.case(told)) else { return };
    sheet.drop(case);
    sheet.hang(time, Some(at), Relation::Obj);
    sheet.hang(told, Some(at), Relation::Iobj);
    sheet.hang(act, Some(at), Relation::Xcomp);
}

/// "devant une mosquée" is outside of it; before a person or a council it is before them.
fn before_site(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.key(at) != "devant" || sheet.lemma(at) != "before" || sheet.relation(at) != Relation::Case {
        return;
    }
    let Some(noun) = sheet.head(at) else { return };
    let built = ["civilsite", "siteopen", "premises", "locus", "town", "passage"]
        .iter()
        .any(|class| lexicon.is(class, sheet.lemma(noun)));
    let place = sheet.named(noun) == Some(MentionKind::Place);
    if built || place {
        sheet.say(at, "outside");
    }
}

/// "s'est retiré avec effet immédiat de l'accord": from what somebody withdraws, hung on the manner before it.
fn from_agreement(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let text = lexicon.is("agreement", sheet.lemma(at)) || lexicon.is("talks", sheet.lemma(at));
    let of = sheet.case(at).is_some_and(|case| sheet.lemma(case) == "of");
    let manner = sheet.head(at).filter(|manner| {
        text && of
            && sheet.relation(at) == Relation::Nmod
            && sheet.relation(*manner) == Relation::Obl
            && sheet.case(*manner).is_some_and(|case| matches!(sheet.lemma(case), "with" | "in" | "without"))
    });
    let verb = manner.and_then(|manner| sheet.head(manner));
    if let Some(verb) = verb.filter(|verb| matches!(sheet.lemma(*verb), "withdraw" | "leave" | "exit")) {
        sheet.hang(at, Some(verb), Relation::Obl);
    }
}

/// "reproche aux belligérants d'affamer", "a imputé l'attaque à Daech": whom an accusation names.
fn accused(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let key = sheet.key(at);
    let names = ["reproch", "imput", "attribu"].iter().any(|stem| key.starts_with(stem));
    if sheet.upos(at) != Upos::Verb || !names {
        return;
    }
    let object = sheet.child(at, Relation::Obj);
    let below = object.into_iter().flat_map(|object| sheet.kids(object));
    let named = sheet.kids(at).into_iter().chain(below).find(|kid| {
        let to = sheet.case(*kid).is_some_and(|case| matches!(sheet.key(case), "à" | "au" | "aux"));
        let phrase = matches!(sheet.relation(*kid), Relation::Obl | Relation::Iobj | Relation::Nmod);
        to && phrase && sheet.before(at, *kid) && sheet.is_noun(*kid) && acts(sheet, *kid, lexicon)
    });
    let Some((named, case)) = named.and_then(|named| Some((named, sheet.case(named)?))) else { return };
    let act = object.is_some_and(|object| lexicon.names_noun(sheet.lemma(object)));
    if act && matches!(sheet.lemma(at), "blame" | "attribute" | "impute") {
        // "impute le massacre aux ADF" blames them for it.
        sheet.say(at, "blame");
        if let Some(word) = sheet.get_mut(at) {
            word.lends = None;
        }
        sheet.drop(case);
        sheet.hang(named, Some(at), Relation::Obj);
        if let Some(object) = object {
            sheet.hang(object, Some(at), Relation::Obl);
            sheet.introduce(object, "for");
        }
        return;
    }
    if sheet.lemma(at) != "accuse" {
        return;
    }
    if let Some(object) = object {
        sheet.hang(object, Some(at), Relation::Obl);
        sheet.introduce(object, "of");
    }
    sheet.drop(case);
    sheet.hang(named, Some(at), Relation::Obj);
}

/// "a rendu cinq soldats": who does not go himself ("se rendre") gives back.
fn gave_back(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let lemma = matches!(sheet.lemma(at), "go" | "return");
    let gives = sheet.upos(at) == Upos::Verb && lemma && sheet.key(at).starts_with("rend");
    let itself = sheet.kids(at).into_iter().any(|kid| matches!(sheet.key(kid), "se" | "s'" | "me" | "nous" | "vous"));
    let object = sheet.child(at, Relation::Obj).or_else(|| sheet.child(at, Relation::NsubjPass));
    let Some(object) = object.filter(|_| gives && !itself) else { return };
    let held = ["person", "troops", "prisoner"].iter().any(|class| lexicon.is(class, sheet.lemma(object)));
    sheet.say(at, if held { "release" } else { "return" });
}

/// "Les rebelles soutiennent que l'homme a péri": with a clause, to support is to maintain.
fn maintained(sheet: &mut Sheet, at: usize) {
    let supports = sheet.upos(at) == Upos::Verb && sheet.lemma(at) == "support";
    let told = |kid: &usize| {
        let clause = matches!(sheet.relation(*kid), Relation::Ccomp | Relation::Xcomp);
        let that = |word: usize| matches!(sheet.key(word), "que" | "qu'");
        clause && sheet.kids(*kid).into_iter().any(that)
    };
    if supports && sheet.kids(at).iter().any(told) {
        sheet.say(at, "maintain");
    }
}
