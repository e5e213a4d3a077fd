//! Arabic words whose neighbours tell what they mean: whom one stops one arrests, "آخر" before its noun is the last, "مقاطعة" before a
//! place is a province.

use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};
use model::MentionKind;

/// Gives a word the sense that its neighbours show.
pub(super) fn shape(sheet: &mut Sheet, at: usize) {
    last(sheet, at);
    year(sheet, at);
    will_sign(sheet, at);
    had_done(sheet, at);
    province(sheet, at);
    entered(sheet, at);
    into_what(sheet, at);
}

/// "دخلت خيرسون": a place right behind such a verb is what it enters.
fn entered(sheet: &mut Sheet, at: usize) {
    let bare = sheet.named(at) == Some(MentionKind::Place)
        && matches!(sheet.relation(at), Relation::Obl | Relation::Nsubj)
        && sheet.case(at).is_none();
    let verb = sheet.head(at).filter(|verb| {
        bare && sheet.upos(*verb) == Upos::Verb && matches!(sheet.lemma(*verb), "enter" | "leave" | "reach" | "visit")
    });
    let free = verb.is_some_and(|verb| {
        let other = sheet.kids(verb).into_iter().any(|kid| kid != at && sheet.relation(kid).is_subject());
        other && sheet.child(verb, Relation::Obj).is_none() && sheet.before(verb, at)
    });
    if free {
        sheet.hang(at, verb, Relation::Obj);
    }
}

/// "فتح تحقيق مستقل في مقتل": into what one inquires stands behind "in".
fn into_what(sheet: &mut Sheet, at: usize) {
    let Some(case) = sheet.case(at).filter(|case| sheet.key(*case) == "في" && sheet.is_noun(at)) else { return };
    let before = (1..4).map_while(|step| sheet.beside(case, -step)).find(|word| sheet.upos(*word) != Upos::Adj);
    let inquiry = before.filter(|word| {
        sheet.upos(*word) == Upos::Noun && matches!(sheet.lemma(*word), "investigation" | "inquiry" | "probe")
    });
    let named = sheet.named(at) == Some(MentionKind::Place);
    if let Some(inquiry) = inquiry.filter(|inquiry| !named && !super::super::acts::is_above(sheet, at, *inquiry)) {
        sheet.say(case, "into");
        sheet.hang(at, Some(inquiry), Relation::Nmod);
    }
}

/// "أوقفت الشرطة سبعة أشخاص", "أصاب قناص متظاهرا": the senses that an object tells.
pub(super) fn of_objects(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    arrested(sheet, at, lexicon);
    done_again(sheet, at, lexicon);
    wounded(sheet, at, lexicon);
    deep_into(sheet, at);
}

/// "أعاد الجيش فتح الطريق": an act is nothing that is given back; it is done again.
fn done_again(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let again = ["عاد", "عيد"].iter().any(|letters| sheet.key(at).contains(letters));
    let again = again && sheet.upos(at) == Upos::Verb && sheet.lemma(at) == "return";
    let act = sheet.child(at, Relation::Obj).is_some_and(|act| {
        sheet.upos(act) == Upos::Noun
            && sheet.named(act).is_none()
            && lexicon.names_noun(sheet.lemma(act))
            && !super::super::acts::acts(sheet, act, lexicon)
    });
    if again && act {
        sheet.say(at, "carry");
    }
}

/// "أصاب قناص متظاهرا": a person who is hit is wounded.
fn wounded(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let hits = sheet.upos(at) == Upos::Verb && sheet.lemma(at) == "hit" && sheet.key(at).contains("صاب");
    let person = sheet.child(at, Relation::Obj).is_some_and(|whom| {
        let lemma = sheet.lemma(whom);
        sheet.named(whom).is_none()
            && (lexicon.is("person", lemma) || lexicon.is("civilian", lemma) || lemma == "protester")
    });
    if hits && person {
        sheet.say(at, "wound");
    }
}

/// "توغلت داخل المنطقة": forces that thrust "inside" go into it.
fn deep_into(sheet: &mut Sheet, at: usize) {
    let Some(case) = sheet.case(at).filter(|case| matches!(sheet.key(*case), "داخل" | "في")) else { return };
    let thrusts = sheet.head(at).is_some_and(|verb| sheet.upos(verb) == Upos::Verb && sheet.key(verb).contains("توغل"));
    if thrusts && !crate::calendar::is_day_or_month(sheet.lemma(at)) {
        sheet.say(case, "into");
    }
}

/// "أوقفت الشرطة سبعة أشخاص": persons who are stopped, and not a patrol or a car, are arrested.
fn arrested(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let stops = sheet.upos(at) == Upos::Verb && sheet.lemma(at) == "stop" && sheet.key(at).contains("وقف");
    let whom = [Relation::Obj, Relation::NsubjPass].into_iter().find_map(|role| sheet.child(at, role));
    // "سبعة أشخاص": parsers put the number over them.
    let counted = |whom: usize| sheet.kids(whom).into_iter().find(|kid| sheet.upos(*kid) == Upos::Noun);
    let whom = whom.map(|whom| if sheet.upos(whom) == Upos::Num { counted(whom).unwrap_or(whom) } else { whom });
    let persons = whom.is_some_and(|whom| {
        let lemma = sheet.lemma(whom);
        lexicon.is("person", lemma) || matches!(lemma, "suspect" | "people")
    });
    if stops && persons {
        sheet.say(at, "arrest");
    }
}

/// "آخر أسلحتهم": before its noun.
fn last(sheet: &mut Sheet, at: usize) {
    let noun = sheet.beside(at, 1).filter(|noun| sheet.key(at) == "اخر" && sheet.upos(*noun) == Upos::Noun);
    let Some(noun) = noun.filter(|noun| !sheet.key(*noun).starts_with("ال")) else { return };
    if sheet.head(noun) == Some(at) {
        sheet.rise(noun, at, Relation::Amod);
    } else if sheet.head(at) != Some(noun) {
        sheet.hang(at, Some(noun), Relation::Amod);
    }
    sheet.set_tag(at, Upos::Adj, Tag::Jj);
    sheet.say(at, "last");
}

/// "ستوقع الاتفاق": behind a mark of the present the letters say "signs"; "expects" would have one more.
fn will_sign(sheet: &mut Sheet, at: usize) {
    let before = sheet.beside(at, -1).map_or("", |before| sheet.key(before));
    let will = sheet.kids(at).into_iter().any(|kid| sheet.tag(kid) == Tag::Md);
    let present = will || matches!(before, "س" | "سوف" | "لن" | "لم" | "لا" | "ان");
    if sheet.lemma(at) == "expect" && matches!(sheet.key(at), "توقع" | "ستوقع") && present {
        sheet.say(at, "sign");
    }
}

/// "نفى أن تكون طائراته قصفت المستشفى": of two verbs for one deed the second tells it.
fn had_done(sheet: &mut Sheet, at: usize) {
    let been =
        sheet.lemma(at) == "be" && matches!(sheet.key(at), "تكون" | "يكون" | "يكونوا" | "كان" | "كانت" | "كانوا");
    let deed = sheet.kids(at).into_iter().find(|kid| {
        let told = matches!(sheet.relation(*kid), Relation::Obj | Relation::Ccomp | Relation::Xcomp);
        been && told
            && sheet.upos(*kid) == Upos::Verb
            && matches!(sheet.tag(*kid), Tag::Vbd | Tag::Vbn)
            && sheet.before(at, *kid)
    });
    let Some(deed) = deed.filter(|_| sheet.upos(at) == Upos::Verb && sheet.head(at).is_some()) else { return };
    for kid in sheet.kids(at).into_iter().filter(|kid| *kid != deed).collect::<Vec<_>>() {
        let relation = sheet.relation(kid);
        sheet.hang(kid, Some(deed), relation);
        if sheet.tag(kid) == Tag::To {
            sheet.set_tag(kid, Upos::Sconj, Tag::In);
            sheet.say(kid, "that");
        }
    }
    sheet.rise(deed, at, Relation::Dep);
    sheet.drop(at);
}

/// "عام 2019", "بداية العام": before a figure, or behind what is a part of it, a year is nothing general.
fn year(sheet: &mut Sheet, at: usize) {
    if sheet.lemma(at) != "general" || !matches!(sheet.key(at), "عام" | "العام") {
        return;
    }
    let figure = sheet.beside(at, 1).filter(|next| sheet.lemma(*next).parse::<u16>().is_ok_and(|year| year > 1900));
    let part = sheet
        .beside(at, -1)
        .filter(|before| matches!(sheet.lemma(*before), "start" | "beginning" | "middle" | "end"))
        .filter(|before| sheet.head(at) == Some(*before));
    if figure.is_none() && part.is_none() {
        return;
    }
    sheet.set_tag(at, Upos::Noun, Tag::Nn);
    sheet.say(at, "year");
    if let Some(part) = part {
        sheet.hang(at, Some(part), Relation::Nmod);
    } else if let (Relation::Amod, Some(noun)) = (sheet.relation(at), sheet.head(at)) {
        // "من المدينة عام 2019": the year is when, and of no noun.
        let verb = super::super::shared::above_verb(sheet, noun);
        sheet.hang(at, verb.or(Some(noun)), if verb.is_some() { Relation::Obl } else { Relation::Nmod });
    }
}

/// "في مقاطعة خاركيف": nobody boycotts what the place right behind names.
fn province(sheet: &mut Sheet, at: usize) {
    let next = sheet.beside(at, 1);
    let place = next.is_some_and(|next| {
        sheet.named(next) == Some(MentionKind::Place) || sheet.upos(next) == Upos::Propn && sheet.named(next).is_none()
    });
    if sheet.lemma(at) == "boycott" && sheet.is_noun(at) && place {
        sheet.say(at, "province");
    }
}
