//! What occurs and what is suffered in Arabic: "وقع التحام بين", which is written like "signed"; "أضرموا النار في"; and who stands
//! accused right behind an accuser without an article.

use super::super::acts::acts;
use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};
use model::MentionKind;

/// Lays these shapes.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        occurred(sheet, at, lexicon);
        witnessed(sheet, at, lexicon);
        set_on_fire(sheet, at);
        where_it_lies(sheet, at, lexicon);
        obstructed(sheet, at);
        accused(sheet, at, lexicon);
        behind_month(sheet, at);
        behind_time(sheet, at);
        outbreak_of(sheet, at, lexicon);
        asked_of(sheet, at, lexicon);
    }
}

/// "جرى الإفراج عن عشرة أسرى": the act that takes place is the sentence, and what the tree calls the verb's object is the act's.
pub(super) fn took_place(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let occurs =
        sheet.upos(at) == Upos::Verb && matches!(sheet.lemma(at), "happen" | "occur") && sheet.key(at).contains("جر");
    let act = sheet.child(at, Relation::Nsubj).filter(|act| {
        occurs && sheet.before(at, *act) && sheet.upos(*act) == Upos::Noun && lexicon.names_noun(sheet.lemma(*act))
    });
    let thing = sheet.child(at, Relation::Obj).filter(|thing| sheet.case(*thing).is_none());
    if let (Some(act), Some(thing)) = (act, thing) {
        sheet.hang(thing, Some(act), Relation::Nmod);
        sheet.introduce(thing, "of");
    }
}

/// "طالب مكتب الأمم المتحدة بالإفراج الفوري عن الصحفيين": what is demanded stands behind "ب", and of whom behind "عن"; parsers hang the one
/// on who demands, and the other on the verb.
fn asked_of(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let with = sheet.case(at).is_some_and(|case| sheet.key(case) == "ب");
    let act = with && sheet.upos(at) == Upos::Noun && lexicon.names_noun(sheet.lemma(at));
    let verb = super::super::shared::above_verb(sheet, at).filter(|verb| act && sheet.before(*verb, at));
    let demands =
        |verb: &usize| matches!(sheet.lemma(*verb), "demand" | "call" | "pledge" | "promise" | "vow" | "accuse");
    let Some(verb) = verb.filter(demands) else { return };
    if sheet.head(at) != Some(verb) && sheet.relation(at) == Relation::Nmod {
        let other = sheet.kids(verb).into_iter().any(|kid| sheet.case(kid).is_some_and(|case| sheet.key(case) == "ب"));
        if !other {
            sheet.hang(at, Some(verb), Relation::Obl);
        }
    }
    let whom = sheet.kids(verb).into_iter().find(|kid| {
        sheet.before(at, *kid)
            && sheet.case(*kid).is_some_and(|case| {
                matches!(sheet.key(case), "عن")
                    && sheet.beside(case, -1).is_some_and(|last| last == at || sheet.head(last) == Some(at))
            })
    });
    if let Some(whom) = whom {
        sheet.hang(whom, Some(at), Relation::Nmod);
        if let Some(case) = sheet.case(whom) {
            sheet.say(case, "of");
        }
    }
}

/// "وقع التحام", "وقع الاتفاق": what acts signs; a text is signed, and any other noun tells what occurs.
fn occurred(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let signs = sheet.upos(at) == Upos::Verb && sheet.lemma(at) == "sign" && sheet.child(at, Relation::Obj).is_none();
    let upon = sheet.kids(at).into_iter().any(|kid| sheet.case(kid).is_some_and(|case| sheet.key(case) == "علي"));
    let subject = sheet.child(at, Relation::Nsubj).filter(|_| signs && !upon);
    let Some(subject) = subject.filter(|subject| sheet.before(at, *subject) && sheet.upos(*subject) == Upos::Noun)
    else {
        return;
    };
    if let Some(trap) = trap(sheet, at) {
        return ambushed(sheet, at, subject, trap);
    }
    let lemma = sheet.lemma(subject).to_owned();
    let text = ["agreement", "text", "plan", "truce"].iter().any(|class| lexicon.is(class, &lemma));
    let told = sheet.get(subject).is_some_and(|word| word.glossed) || !sheet.key(subject).starts_with("ال");
    if text {
        sheet.hang(subject, Some(at), Relation::NsubjPass);
        sheet.insert(at, -1, "be", (Upos::Aux, Tag::Vbd), (at, Relation::AuxPass));
        sheet.set_tag(at, Upos::Verb, Tag::Vbn);
    } else if told && !acts(sheet, subject, lexicon) && crate::numbers::value(&lemma).is_none() {
        sheet.say(at, "occur");
    }
}

/// "في كمين": into what one falls.
fn trap(sheet: &Sheet, verb: usize) -> Option<usize> {
    sheet.line().into_iter().find(|word| {
        sheet.before(verb, *word)
            && sheet.lemma(*word) == "ambush"
            && sheet.case(*word).is_some_and(|case| sheet.key(case) == "في")
            && super::super::shared::above_verb(sheet, *word) == Some(verb)
    })
}

/// "وقعت دورية في كمين": who falls into an ambush comes under it.
fn ambushed(sheet: &mut Sheet, verb: usize, whom: usize, trap: usize) {
    if let Some(case) = sheet.case(trap) {
        sheet.say(case, "into");
    }
    // "في كمين نصبه متمردون": who laid it.
    let by = sheet.kids(trap).into_iter().find(|kid| sheet.case(*kid).is_some_and(|case| sheet.lemma(case) == "by"));
    if let Some(by) = by {
        sheet.hang(by, Some(verb), Relation::Obl);
    }
    sheet.hang(trap, Some(verb), Relation::Obl);
    sheet.hang(whom, Some(verb), Relation::Nsubj);
    sheet.say(verb, "fall");
}

/// "شهدت المدينة اشتباكات": what a place sees occurs there.
fn witnessed(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let sees = sheet.upos(at) == Upos::Verb && matches!(sheet.lemma(at), "witness" | "see");
    let (Some(place), Some(act)) = (sheet.child(at, Relation::Nsubj), sheet.child(at, Relation::Obj)) else { return };
    let kind = sheet.named(place);
    let placed = kind == Some(MentionKind::Place) || kind.is_none() && lexicon.is("town", sheet.lemma(place));
    let noun = sheet.upos(act) == Upos::Noun && sheet.case(act).is_none();
    if sees && placed && noun && lexicon.names_noun(sheet.lemma(act)) {
        sheet.hang(place, Some(at), Relation::Obl);
        sheet.introduce(place, "in");
        sheet.hang(act, Some(at), Relation::Nsubj);
        sheet.say(at, "occur");
    }
}

/// "أضرموا النار في سيارات": to what fire is set.
fn set_on_fire(sheet: &mut Sheet, at: usize) {
    let Some(case) = sheet.case(at).filter(|case| sheet.key(*case) == "في") else { return };
    let Some(head) = sheet.head(at) else { return };
    let sets = |verb: usize| {
        sheet.upos(verb) == Upos::Verb
            && sheet.lemma(verb) == "set"
            && sheet.child(verb, Relation::Obj).is_some_and(|fire| sheet.lemma(fire) == "fire")
    };
    let verb = [Some(head), sheet.head(head)].into_iter().flatten().find(|verb| sets(*verb));
    let Some(verb) = verb.filter(|verb| head == *verb || sheet.lemma(head) == "fire") else { return };
    let behind = sheet.beside(case, -1).is_some_and(|fire| sheet.lemma(fire) == "fire");
    if behind {
        sheet.say(case, "to");
        sheet.hang(at, Some(verb), Relation::Obl);
    }
}

/// "شمالي البلاد", "وسط السويداء": a bearing is no object, and amid a place is in it.
fn where_it_lies(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let bearing = matches!(sheet.lemma(at), "north" | "south" | "east" | "west");
    if bearing && sheet.relation(at) == Relation::Obj && sheet.case(at).is_none() {
        let head = sheet.head(at);
        sheet.hang(at, head, Relation::Obl);
    }
    // "انفجار عبوة غربي تعز": a bearing possesses nothing; it is where the act was.
    let loose = matches!(sheet.relation(at), Relation::Nmod | Relation::Amod | Relation::Flat);
    if bearing && loose && sheet.case(at).is_none() && sheet.upos(at) == Upos::Noun && !sheet.key(at).starts_with("ال")
    {
        let named = sheet.beside(at, 1).is_some_and(|next| sheet.head(next) == Some(at) && sheet.is_noun(next));
        let act = sheet.head(at).filter(|act| named && lexicon.names_noun(sheet.lemma(*act)));
        if act.is_some() {
            sheet.introduce(at, "in");
        }
    }
    let kind = sheet.named(at);
    let place = kind == Some(MentionKind::Place) || kind.is_none() && lexicon.is("town", sheet.lemma(at));
    // "بولاية كادونا": with a place nothing is done.
    let amid = |case: &usize| sheet.lemma(*case) == "amid" || sheet.key(*case) == "ب" && sheet.lemma(*case) == "with";
    if let Some(case) = sheet.case(at).filter(|case| place && amid(case)) {
        sheet.say(case, "in");
    }
}

/// "اعترض شبان دورية": who objects to nothing, but to somebody in his way, blocks him.
fn obstructed(sheet: &mut Sheet, at: usize) {
    let objects = sheet.upos(at) == Upos::Verb && sheet.lemma(at) == "object" && sheet.key(at).contains("عترض");
    let upon = sheet.kids(at).into_iter().any(|kid| sheet.case(kid).is_some_and(|case| sheet.key(case) == "علي"));
    let thing = sheet.child(at, Relation::Obj).is_some_and(|thing| sheet.case(thing).is_none());
    if objects && !upon && thing {
        sheet.say(at, "block");
        if let Some(word) = sheet.get_mut(at) {
            word.lends = None;
        }
    }
}

/// "اتهم سكان الجيش بقصف": a charge needs somebody charged, so that the name behind the accuser is no possessor.
fn accused(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let accuses = sheet.upos(at) == Upos::Verb && lexicon.is("accuse", sheet.lemma(at));
    let subject = sheet.child(at, Relation::Nsubj).filter(|_| accuses && sheet.child(at, Relation::Obj).is_none());
    let Some(subject) = subject.filter(|subject| sheet.before(at, *subject)) else { return };
    let possessor = sheet.kids(subject).into_iter().find(|kid| {
        matches!(sheet.relation(*kid), Relation::Nmod | Relation::Flat)
            && sheet.case(*kid).is_none()
            && sheet.before(subject, *kid)
            && acts(sheet, *kid, lexicon)
    });
    let charged = sheet.kids(at).into_iter().any(|kid| sheet.case(kid).is_some_and(|case| sheet.key(case) == "ب"));
    if let Some(possessor) = possessor.filter(|_| charged) {
        sheet.hang(possessor, Some(at), Relation::Obj);
    }
}

/// "تمنع الجماعة منذ مطلع سبتمبر صهاريج الوقود": nothing is possessed by a month; the noun behind it is the verb's.
fn behind_month(sheet: &mut Sheet, at: usize) {
    let loose = matches!(sheet.relation(at), Relation::Nmod | Relation::Appos | Relation::Flat);
    let bare = loose && sheet.upos(at) == Upos::Noun && sheet.case(at).is_none();
    let month = sheet.head(at).filter(|month| bare && crate::calendar::is_day_or_month(sheet.lemma(*month)));
    let Some(month) = month.filter(|month| sheet.beside(*month, 1) == Some(at)) else { return };
    if crate::calendar::is_day_or_month(sheet.lemma(at)) || matches!(sheet.lemma(at), "evening" | "morning" | "night") {
        return;
    }
    let Some(verb) = super::super::shared::above_verb(sheet, month).filter(|verb| sheet.before(*verb, month)) else {
        return;
    };
    let first = sheet.child(verb, Relation::Obj);
    let subject = first.filter(|first| !sheet.has_subject(verb) && sheet.follows(*first, verb));
    if let Some(subject) = subject {
        sheet.hang(subject, Some(verb), Relation::Nsubj);
    }
    if first.is_none() || subject.is_some() {
        sheet.hang(at, Some(verb), Relation::Obj);
    }
}

/// "تتفاوض الحكومة منذ أشهر مع الجيش": with whom is told of the verb, and not of the time that stands between.
fn behind_time(sheet: &mut Sheet, at: usize) {
    let case = sheet.case(at).map(|case| sheet.lemma(case).to_owned()).unwrap_or_default();
    let partner = matches!(case.as_str(), "with" | "between" | "against" | "on" | "in" | "near") && sheet.is_noun(at);
    let time = sheet.head(at).filter(|time| {
        partner && sheet.relation(at) == Relation::Nmod && is_time(sheet.lemma(*time)) && sheet.case(*time).is_some()
    });
    let verb = time.and_then(|time| super::super::shared::above_verb(sheet, time));
    if let Some(verb) = verb.filter(|verb| sheet.before(*verb, at) && !is_time(sheet.lemma(at))) {
        sheet.hang(at, Some(verb), Relation::Obl);
    }
}

fn is_time(lemma: &str) -> bool {
    crate::calendar::is_day_or_month(lemma)
        || matches!(
            lemma,
            "month" | "day" | "week" | "year" | "hour" | "night" | "morning" | "evening" | "midnight" | "dawn"
        )
}

/// "اندلاع صدامات بين قوات ومقاتلين": between whom, and where, is told of the act that breaks out.
fn outbreak_of(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let phrase = matches!(sheet.relation(at), Relation::Nmod | Relation::Obl) && sheet.case(at).is_some();
    let outbreak = sheet.head(at).filter(|head| {
        phrase
            && sheet.upos(*head) == Upos::Noun
            && matches!(sheet.lemma(*head), "outbreak" | "eruption" | "renewal" | "resumption" | "continuation")
    });
    let Some(outbreak) = outbreak else { return };
    let act = sheet.kids(outbreak).into_iter().find(|kid| {
        sheet.relation(*kid) == Relation::Nmod
            && sheet.case(*kid).is_none()
            && sheet.before(outbreak, *kid)
            && sheet.before(*kid, at)
            && lexicon.names_noun(sheet.lemma(*kid))
    });
    if act.is_some() {
        sheet.hang(at, act, Relation::Nmod);
    }
}
