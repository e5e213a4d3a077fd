//! Phrases around the nouns of acts, in any language: at whom an act is directed, whose it is, between whom; and verbs
//! whose sense their object tells ("передал тела", "a repris le palais"). Knows no party.

use super::attachment::mark_between;
use super::shared::above_verb;
use super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};
use model::MentionKind;

/// Lays the shapes around one word.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    counted(sheet, at);
    means_of(sheet, at, lexicon);
    target_behind(sheet, at);
    parties(sheet, at, lexicon);
    verbs_phrase(sheet, at, lexicon);
    own_act(sheet, at, lexicon);
    unknown_person(sheet, at);
    drafted(sheet, at, lexicon);
    sense(sheet, at, lexicon);
    fired_upon(sheet, at, lexicon);
    retaken(sheet, at, lexicon);
    shelled(sheet, at);
    let_fly(sheet, at, lexicon);
    risen(sheet, at);
}

/// Nouns of acts that are directed at somebody.
pub(super) fn is_directed(lemma: &str) -> bool {
    matches!(
        lemma,
        "strike"
            | "airstrike"
            | "attack"
            | "raid"
            | "shelling"
            | "bombardment"
            | "bombing"
            | "fire"
            | "gunfire"
            | "ambush"
            | "assault"
            | "offensive"
            | "attempt"
            | "assassination"
            | "storming"
            | "sanction"
            | "blockade"
            | "explosion"
            | "salvo"
            | "massacre"
    )
}

/// Whether a word is somebody who can act.
pub(super) fn acts(sheet: &Sheet, at: usize, lexicon: &Lexicon) -> bool {
    let named = sheet.get(at).is_some_and(|word| word.name.is_some());
    named || ["person", "group", "troops", "title"].iter().any(|class| lexicon.is(class, sheet.lemma(at)))
}

/// Whether a word lies above another in the tree.
pub(super) fn is_above(sheet: &Sheet, high: usize, low: usize) -> bool {
    std::iter::successors(sheet.head(low), |word| sheet.head(*word)).take(sheet.line().len()).any(|word| word == high)
}

/// "neuf hommes": a number right before a noun counts it, whatever the tree calls it.
fn counted(sheet: &mut Sheet, at: usize) {
    let number = sheet.upos(at) == Upos::Num && sheet.tag(at) == Tag::Cd && sheet.relation(at) == Relation::Amod;
    let noun = sheet.head(at).filter(|noun| number && sheet.is_noun(*noun) && sheet.before(at, *noun));
    if noun.is_some() {
        sheet.hang(at, noun, Relation::Nummod);
    }
}

/// "удар по складу", "غارة على سوق": what stands right behind an act and its describing words is what the act is directed at.
fn target_behind(sheet: &mut Sheet, at: usize) {
    let directed = |case: &usize| matches!(sheet.lemma(*case), "on" | "against" | "at");
    let Some(case) = sheet.case(at).filter(|case| sheet.is_noun(at) && directed(case)) else { return };
    let Some(before) = sheet.beside(case, -1) else { return };
    let describes = |word: &usize| {
        matches!(
            sheet.relation(*word),
            Relation::Nmod
                | Relation::Amod
                | Relation::Compound
                | Relation::NmodPoss
                | Relation::Flat
                | Relation::Appos
        )
    };
    let chain = std::iter::successors(Some(before), |word| sheet.head(*word).filter(|_| describes(word)));
    let act = chain.take(6).find(|word| sheet.upos(*word) == Upos::Noun && is_directed(sheet.lemma(*word)));
    let act = act.or_else(|| with_means(sheet, before));
    let Some(act) = act.filter(|act| *act != at && sheet.head(at) != Some(*act)) else { return };
    if !is_above(sheet, at, act) {
        sheet.hang(at, Some(act), Relation::Nmod);
    }
}

/// "شن هجوما بطائرات مسيرة", "нанесли удар дронами": drones right behind an act are its own, and not the verb's that tells of it.
fn means_of(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let drones = lexicon.is("drone", sheet.lemma(at)) && sheet.relation(at) == Relation::Obl;
    let case = sheet.case(at).filter(|case| drones && matches!(sheet.lemma(*case), "with" | "by"));
    let act = case.and_then(|case| sheet.beside(case, -1)).filter(|act| {
        sheet.upos(*act) == Upos::Noun && is_directed(sheet.lemma(*act)) && sheet.head(*act) == sheet.head(at)
    });
    if act.is_some() {
        sheet.hang(at, act, Relation::Nmod);
    }
}

/// "شن هجوما بطائرات مسيرة على مصفاة": the act that a verb tells of, with its means right behind it.
fn with_means(sheet: &Sheet, last: usize) -> Option<usize> {
    let mut above = std::iter::successors(Some(last), |word| sheet.head(*word)).take(4);
    let means = above.find(|word| {
        matches!(sheet.relation(*word), Relation::Obl | Relation::Nmod)
            && sheet.case(*word).is_some_and(|case| matches!(sheet.lemma(case), "with" | "by"))
    })?;
    let verb = sheet.head(means).filter(|verb| sheet.upos(*verb) == Upos::Verb)?;
    sheet.kids(verb).into_iter().find(|kid| {
        matches!(sheet.relation(*kid), Relation::Obj | Relation::Nsubj)
            && sheet.upos(*kid) == Upos::Noun
            && is_directed(sheet.lemma(*kid))
            && sheet.before(*kid, means)
    })
}

/// "Les combats se poursuivent près de Goma entre …": between whom, hung on a place, belongs to the verb.
fn parties(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let between = sheet.case(at).is_some_and(|case| sheet.lemma(case) == "between");
    let Some(noun) = sheet.head(at).filter(|noun| between && sheet.is_noun(*noun) && acts(sheet, at, lexicon)) else {
        return;
    };
    // "اشتباكات بالأسلحة المتوسطة بين …": nor do weapons stand between anybody; the act with them does.
    let act = sheet.head(noun).filter(|act| lexicon.names_noun(sheet.lemma(*act)) && sheet.is_noun(*act));
    if let Some(act) = act.filter(|_| lexicon.is("weapon", sheet.lemma(noun))) {
        return sheet.hang(at, Some(act), Relation::Nmod);
    }
    let place = sheet.named(noun) == Some(MentionKind::Place);
    let verb = above_verb(sheet, noun).filter(|verb| sheet.upos(*verb) == Upos::Verb);
    if let Some(verb) = verb.filter(|_| place || !lexicon.names_noun(sheet.lemma(noun)) && sheet.case(noun).is_some()) {
        sheet.hang(at, Some(verb), Relation::Obl);
    }
}

/// Phrases that only a verb takes, hung on a noun beside it: who is cited, with what weapons somebody is supplied, over what
/// aircraft fly at some height.
fn verbs_phrase(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let Some(noun) = sheet.head(at).filter(|noun| sheet.is_noun(*noun) && sheet.is_noun(at)) else { return };
    let Some(case) = sheet.case(at).map(|case| sheet.lemma(case).to_owned()) else { return };
    let Some(verb) = above_verb(sheet, noun).filter(|verb| sheet.upos(*verb) == Upos::Verb) else { return };
    let own = match case.as_str() {
        "according" | "towards" | "toward" => true,
        "with" => {
            lexicon.is("weapon", sheet.lemma(at))
                && matches!(sheet.lemma(verb), "supply" | "provide" | "equip" | "arm" | "furnish")
        }
        "over" => matches!(sheet.lemma(noun), "altitude" | "height"),
        _ => false,
    };
    if own {
        sheet.hang(at, Some(verb), Relation::Obl);
    }
}

/// "أكملت القوات انسحابها", "a réaffirmé son soutien": who brings his own act about does it; the pronoun says no more.
fn own_act(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let own = sheet.upos(at) == Upos::Pron && sheet.relation(at) == Relation::NmodPoss;
    let Some(act) = sheet.head(at).filter(|act| own && lexicon.names_noun(sheet.lemma(*act))) else { return };
    let verb = sheet.head(act).filter(|verb| {
        sheet.relation(act) == Relation::Obj
            && sheet.upos(*verb) == Upos::Verb
            && lexicon.is("support", sheet.lemma(*verb))
    });
    let Some(verb) = verb else { return };
    if sheet.child(verb, Relation::Nsubj).is_some() {
        sheet.drop(at);
    }
}

/// "مجهولون": who is only called unknown is somebody.
fn unknown_person(sheet: &mut Sheet, at: usize) {
    let unknown = sheet.upos(at) == Upos::Adj && matches!(sheet.lemma(at), "unidentified" | "unknown");
    let alone = sheet.relation(at).is_subject() || matches!(sheet.relation(at), Relation::Obj | Relation::OblAgent);
    if unknown && alone {
        sheet.set_tag(at, Upos::Noun, Tag::Nns);
        sheet.say(at, "attacker");
    }
}

/// "проект соглашения", "projet d'accord": a project of a text is its draft.
fn drafted(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let project = sheet.upos(at) == Upos::Noun && sheet.lemma(at) == "project";
    let text = |kid: &usize| {
        matches!(sheet.relation(*kid), Relation::Nmod | Relation::Compound)
            && (lexicon.is("text", sheet.lemma(*kid)) || lexicon.is("agreement", sheet.lemma(*kid)))
    };
    if project && sheet.kids(at).iter().any(text) {
        sheet.say(at, "draft");
    }
}

/// Verbs whose object, or subject, tells which English verb they are.
fn sense(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.upos(at) != Upos::Verb {
        return;
    }
    let effect =
        |kid: &usize| sheet.lemma(at) == "enter" && sheet.lemma(*kid) == "effect" && sheet.case(*kid).is_none();
    if let Some(loose) = sheet.kids(at).into_iter().find(effect) {
        sheet.hang(loose, Some(at), Relation::Obj);
    }
    let object = sheet.child(at, Relation::Obj).or_else(|| sheet.child(at, Relation::NsubjPass));
    let subject = sheet.child(at, Relation::Nsubj);
    let lemma = sheet.lemma(at).to_owned();
    let Some(object) = object else {
        let event = subject.is_some_and(|subject| happens(sheet, at, subject, lexicon));
        if event && lemma == "sign" {
            sheet.say(at, "happen");
        }
        return;
    };
    // "Les affrontements ont opposé l'armée et les rebelles": they took place between them.
    let clash = || subject.is_some_and(|subject| lexicon.is("battle", sheet.lemma(subject)));
    if lemma == "oppose" && clash() {
        sheet.hang(object, Some(at), Relation::Obl);
        sheet.introduce(object, "between");
        joined_by_to(sheet, at, object);
        return sheet.say(at, "happen");
    }
    // "подверглись обстрелу": what somebody is subjected to.
    if lemma == "subject" && lexicon.names_noun(sheet.lemma(object)) && sheet.relation(object) == Relation::Obj {
        sheet.hang(object, Some(at), Relation::Obl);
        return sheet.introduce(object, "to");
    }
    let thing = sheet.lemma(object).to_owned();
    let aid =
        || subject.is_some_and(|subject| lexicon.is("aid", sheet.lemma(subject)) || sheet.lemma(subject) == "convoy");
    match lemma.as_str() {
        "push" if lexicon.is("troops", &thing) && !thrown_out(sheet, at) => sheet.say(at, "send"),
        // "передал требование": who hands a demand over makes it.
        "transfer" | "convey" if matches!(thing.as_str(), "demand" | "ultimatum" | "request") => sheet.say(at, "make"),
        // "دخلت الهدنة حيز التنفيذ": what enters effect takes it.
        "enter" if thing == "effect" => sheet.say(at, "take"),
        // "заблокировали боевиков в доме": persons who are blocked are surrounded.
        "block" if lexicon.is("fighter", &thing) => sheet.say(at, "surround"),
        // "ont fait 40 prisonniers".
        "make" if matches!(thing.as_str(), "prisoner" | "captive") => sheet.say(at, "capture"),
        // "élargir des détenus".
        "extend" if lexicon.is("prisoner", &thing) => sheet.say(at, "release"),
        "resume" if is_ground(sheet, object, lexicon) => sheet.say(at, "recapture"),
        // "отбили город у повстанцев": ground that is beaten off is won back.
        "repel" if is_ground(sheet, object, lexicon) => won_back(sheet, at),
        "hit" | "achieve" if is_ground(sheet, object, lexicon) && aid() => sheet.say(at, "reach"),
        "transfer" | "convey" | "give" | "deliver" | "return" if is_handed(&thing) => hand_over(sheet, at),
        "transfer" | "convey" if matches!(thing.as_str(), "draft" | "project" | "plan" | "proposal") => {
            sheet.say(at, "submit")
        }
        _ => {}
    }
}

/// "выбила войска из города": troops that are pushed out of somewhere are sent nowhere.
fn thrown_out(sheet: &Sheet, at: usize) -> bool {
    sheet.kids(at).into_iter().any(|kid| {
        matches!(sheet.lemma(kid), "out" | "back")
            || sheet.case(kid).is_some_and(|case| matches!(sheet.lemma(case), "from" | "out"))
    })
}

/// "обстреляли из автоматов": with small arms nothing is shelled, but fired upon.
fn fired_upon(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let shells = matches!(sheet.upos(at), Upos::Verb | Upos::Noun)
        && matches!(sheet.lemma(at), "shell" | "shelling" | "bombard" | "bombardment");
    let small = |kid: &usize| {
        let with = sheet.case(*kid).is_some_and(|case| matches!(sheet.lemma(case), "with" | "from"));
        with && (lexicon.is("smallarm", sheet.lemma(*kid)) || sheet.lemma(*kid) == "small-arms")
    };
    let Some(arm) = sheet.kids(at).into_iter().find(small).filter(|_| shells) else { return };
    if sheet.lemma(arm) == "gunfire" {
        sheet.say(arm, "gun");
    }
    if sheet.upos(at) == Upos::Noun {
        return sheet.say(at, "shooting");
    }
    sheet.say(at, "fire");
    sheet.insert(at, 1, "upon", (Upos::Adp, Tag::Rp), (at, Relation::CompoundPrt));
}

/// "ont opposé l'armée au M23": between the one and the other.
fn joined_by_to(sheet: &mut Sheet, verb: usize, one: usize) {
    let other = sheet.kids(verb).into_iter().chain(sheet.kids(one)).find(|kid| {
        let to = sheet.case(*kid).is_some_and(|case| sheet.lemma(case) == "to");
        to && sheet.is_noun(*kid) && matches!(sheet.relation(*kid), Relation::Obl | Relation::Iobj | Relation::Nmod)
    });
    let Some((other, case)) = other.and_then(|other| Some((other, sheet.case(other)?))) else { return };
    sheet.say(case, "and");
    sheet.set_tag(case, Upos::Cconj, Tag::Cc);
    sheet.hang(case, Some(other), Relation::Cc);
    sheet.hang(other, Some(one), Relation::Conj);
}

/// "la reprise de Kamanyola": ground that is taken up again is recaptured.
fn retaken(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let again = sheet.upos(at) == Upos::Noun && sheet.lemma(at) == "resumption";
    let ground = |kid: &usize| sheet.relation(*kid) == Relation::Nmod && is_ground(sheet, *kid, lexicon);
    if again && sheet.kids(at).iter().any(ground) {
        sheet.say(at, "recapture");
    }
}

/// "تعرضت لهجوم صاروخي": who comes under an attack with rockets comes under bombardment.
fn shelled(sheet: &mut Sheet, at: usize) {
    let under = sheet.lemma(at) == "attack" && sheet.case(at).is_some_and(|case| sheet.lemma(case) == "under");
    let comes = sheet.head(at).is_some_and(|verb| sheet.lemma(verb) == "come");
    let kids = sheet.kids(at);
    let by = |kid: &&usize| matches!(sheet.lemma(**kid), "rocket" | "missile" | "artillery" | "mortar");
    if under && comes && kids.iter().any(|kid| by(&kid)) {
        sheet.say(at, "bombardment");
    }
}

/// "выпустили шесть ракет": what flies does not fire itself.
fn let_fly(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let fires = sheet.upos(at) == Upos::Verb && matches!(sheet.lemma(at), "fire" | "launch");
    let subject = sheet.child(at, Relation::Nsubj).filter(|_| fires && sheet.child(at, Relation::Obj).is_none());
    let flies = subject.filter(|subject| lexicon.is("projectile", sheet.lemma(*subject)));
    if let Some(flies) = flies.filter(|flies| sheet.child(*flies, Relation::Nummod).is_some()) {
        sheet.hang(flies, Some(at), Relation::Obj);
    }
}

/// "возросло до 34": behind a verb of rising, "up to" a number is the number that was reached.
fn risen(sheet: &mut Sheet, at: usize) {
    let rises = sheet.upos(at) == Upos::Verb && matches!(sheet.lemma(at), "rise" | "grow" | "increase" | "climb");
    let Some(reached) = sheet.child(at, Relation::Obj).filter(|_| rises) else { return };
    let Some(number) = sheet.child(reached, Relation::Nummod) else { return };
    let up_to: Vec<usize> =
        sheet.kids(number).into_iter().filter(|kid| matches!(sheet.lemma(*kid), "up" | "to")).collect();
    if up_to.is_empty() {
        return;
    }
    for word in up_to {
        sheet.drop(word);
    }
    sheet.hang(reached, Some(at), Relation::Obl);
    sheet.introduce(reached, "to");
}

fn is_handed(lemma: &str) -> bool {
    matches!(lemma, "body" | "remains" | "corpse" | "prisoner" | "hostage" | "captive" | "detainee" | "weapon" | "arm")
}

fn hand_over(sheet: &mut Sheet, at: usize) {
    sheet.say(at, "hand");
    sheet.insert(at, 1, "over", (Upos::Adp, Tag::Rp), (at, Relation::CompoundPrt));
}

/// Ground won back, and from whom.
fn won_back(sheet: &mut Sheet, at: usize) {
    sheet.say(at, "recapture");
    let held = sheet.kids(at).into_iter().find_map(|kid| sheet.case(kid).filter(|case| sheet.key(*case) == "у"));
    if let Some(case) = held {
        sheet.say(case, "from");
    }
}

/// Whether a word is ground that can change hands.
fn is_ground(sheet: &Sheet, at: usize, lexicon: &Lexicon) -> bool {
    let place = sheet.named(at) == Some(MentionKind::Place);
    place || lexicon.is("town", sheet.lemma(at)) || matches!(sheet.lemma(at), "palace" | "building" | "barracks")
}

/// "التفجير الذي وقع": what happens is no signer.
fn happens(sheet: &Sheet, verb: usize, subject: usize, lexicon: &Lexicon) -> bool {
    let told = match sheet.tag(subject) {
        Tag::Wp | Tag::Wdt => sheet.head(verb).unwrap_or(subject),
        _ => subject,
    };
    let lemma = sheet.lemma(told);
    is_directed(lemma) || lexicon.is("event", lemma) && lemma != "talk" || lexicon.is("battle", lemma)
}

/// A bare noun hung on the time that stands before it is its verb's object: "bloquent depuis trois semaines la route".
pub(super) fn object_behind_time(sheet: &mut Sheet, at: usize) {
    let loose = matches!(sheet.relation(at), Relation::Nmod | Relation::Appos | Relation::Obj);
    let loose = loose && sheet.upos(at) == Upos::Noun;
    let Some(time) = sheet.head(at).filter(|time| loose && sheet.before(*time, at)) else { return };
    let is_time =
        matches!(sheet.lemma(time), "week" | "month" | "day" | "hour" | "year" | "minute" | "night" | "morning");
    let bare = sheet.case(at).is_none() && sheet.case(time).is_some() && !mark_between(sheet, time, at);
    let verb = above_verb(sheet, time).filter(|verb| is_time && bare && sheet.before(*verb, time));
    if let Some(verb) = verb.filter(|verb| sheet.child(*verb, Relation::Obj).is_none()) {
        sheet.hang(at, Some(verb), Relation::Obj);
    }
}

/// "Баку и Ереван обменялись": of two that "and" joins before a verb, both are its subject.
pub(super) fn joined_subjects(sheet: &mut Sheet, at: usize) {
    let subject = sheet.relation(at).is_subject() && sheet.is_noun(at);
    let Some(verb) = sheet.head(at).filter(|verb| subject && sheet.upos(*verb) == Upos::Verb) else { return };
    let and = sheet.beside(at, -1).filter(|and| sheet.upos(*and) == Upos::Cconj);
    let first = and.and_then(|and| sheet.beside(and, -1)).filter(|first| {
        sheet.is_noun(*first)
            && sheet.head(*first) == Some(verb)
            && sheet.case(*first).is_none()
            && sheet.before(*first, verb)
            && matches!(sheet.relation(*first), Relation::Obj | Relation::Obl | Relation::Nsubj | Relation::Iobj)
    });
    let (Some(and), Some(first)) = (and, first) else { return };
    let relation = sheet.relation(at);
    sheet.hang(first, Some(verb), relation);
    sheet.hang(at, Some(first), Relation::Conj);
    sheet.hang(and, Some(at), Relation::Cc);
}
