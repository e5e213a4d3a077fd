//! Where to: "в" and "на" tell with one case where something is and with another where it goes, which English says by other
//! prepositions; and whose attack it is that a noun tells.

use super::super::acts::acts;
use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};
use model::MentionKind;

/// Lays the shapes around one word.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    towards(sheet, at);
    streets_of(sheet, at);
    attackers(sheet, at, lexicon);
}

/// "вошёл в город", "отправились на север", "врезался в дом": behind a verb of motion, with the case of where to.
fn towards(sheet: &mut Sheet, at: usize) {
    let inside = matches!(sheet.key(at), "в" | "во" | "на") && sheet.relation(at) == Relation::Case;
    let noun = sheet.head(at).filter(|noun| {
        inside
            && sheet.is_noun(*noun)
            && matches!(sheet.lemma(at), "in" | "on")
            && !super::is_calendar(sheet.lemma(*noun))
    });
    let Some(noun) = noun.filter(|noun| goes_there(sheet, *noun)) else { return };
    let verb = sheet.head(noun).filter(|verb| sheet.upos(*verb) == Upos::Verb && sheet.relation(noun) == Relation::Obl);
    let Some(verb) = verb else { return };
    match sheet.lemma(verb) {
        // "вошёл в село": English enters a place itself.
        "enter" if carries_aid(sheet, verb) => {}
        "enter" if sheet.child(verb, Relation::Obj).is_none() && sheet.key(at) != "на" => {
            sheet.drop(at);
            sheet.hang(noun, Some(verb), Relation::Obj);
        }
        "crash" | "ram" | "slam" | "fall" | "burst" | "break" | "thrust" | "move" | "wedge" | "plunge" => {
            sheet.say(at, "into")
        }
        "go" | "come" | "travel" | "fly" | "depart" | "return" | "send" | "bring" | "deliver" | "march"
        | "withdraw" | "retreat" | "evacuate" | "head" | "flee" | "transfer" | "redeploy" | "drive" | "carry"
        | "ship" | "smuggle" | "transport" | "rush" | "lead" | "escape" | "import" | "export" | "supply" | "pull"
        | "push" | "advance" | "deport" | "convey" | "airlift" => sheet.say(at, "to"),
        _ => {}
    }
}

/// "Гуманитарный конвой вошёл в город": carriers of aid are let in; to enter a place is the troops' matter.
fn carries_aid(sheet: &Sheet, verb: usize) -> bool {
    let aid = |kid: &usize| matches!(sheet.lemma(*kid), "aid" | "humanitarian" | "relief" | "food" | "medicine");
    let carrier = sheet.child(verb, Relation::Nsubj);
    carrier.is_some_and(|carrier| sheet.lemma(carrier) == "aid" || sheet.kids(carrier).iter().any(aid))
}

/// Whether a noun behind "в" or "на" stands in the accusative: not in the locative, or without an ending.
fn goes_there(sheet: &Sheet, at: usize) -> bool {
    let case = sheet.own_tag(at).case().map(|(case, _)| case);
    let ending = sheet.get(at).map_or("", |word| word.last.as_str());
    let located = ["ах", "ях"].iter().any(|end| ending.ends_with(end));
    !located && matches!(case, None | Some(Tag::Accusative | Tag::Instrumental))
}

/// "вышли на улицы Тарна": behind an expression that closes with a noun, the place is where it is done.
fn streets_of(sheet: &mut Sheet, at: usize) {
    let place = sheet.named(at) == Some(MentionKind::Place);
    let verb = sheet.head(at).filter(|verb| {
        place && sheet.case(at).is_none() && sheet.upos(*verb) == Upos::Verb && sheet.follows(at, *verb)
    });
    let expression = verb.and_then(|verb| sheet.get(verb)).is_some_and(|word| word.key != word.last);
    let open = verb.is_some_and(|verb| {
        sheet.relation(at) != Relation::Obj || sheet.kids(verb).into_iter().any(|kid| sheet.relation(kid).is_subject())
    });
    let nominal = verb.and_then(|verb| sheet.get(verb)).is_some_and(|word| {
        !["л", "ла", "ло", "ли", "ть", "ся", "сь", "ет", "ит", "ют", "ут", "ят", "ат"]
            .iter()
            .any(|end| word.last.ends_with(end))
    });
    if expression && open && nominal {
        sheet.hang(at, verb, Relation::Obl);
        sheet.introduce(at, "in");
    }
}

/// "удар авиации", "нападение боевиков": whose blow it is stands in the genitive; at whom it is aimed, behind "по" or "на".
fn attackers(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let own = matches!(sheet.own_tag(at).case(), Some((Tag::Genitive, _))) || sheet.get(at).is_some_and(is_acronym);
    let loose = sheet.relation(at) == Relation::Nmod && sheet.case(at).is_none() && sheet.is_noun(at);
    let act = sheet.head(at).filter(|act| own && loose && sheet.before(*act, at) && sheet.upos(*act) == Upos::Noun);
    let Some(act) = act.filter(|_| acts(sheet, at, lexicon)) else { return };
    let key = sheet.get(act).map_or("", |word| word.last.as_str());
    let blow = ["удар", "авиаудар", "налет", "авианалет", "нападени", "вторжени", "вылазк", "рейд"];
    let place = sheet.named(at) == Some(MentionKind::Place);
    let attack = key.starts_with("атак") || key.starts_with("наступлени");
    if blow.iter().any(|stem| key.starts_with(stem)) || attack && !place {
        sheet.introduce(at, "by");
    }
}

/// A name in capitals alone, which has no cases.
fn is_acronym(word: &super::super::sheet::Entered) -> bool {
    word.name.is_some() && word.written.chars().all(char::is_uppercase)
}
