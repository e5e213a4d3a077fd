//! Who acts and who is acted on in Arabic: by gender, by the accusative that is written, by possession that is closed, by the
//! preposition that a verb asks for, by the number that follows a noun of harm.

use super::super::sheet::Sheet;
use super::harmed;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};
use model::MentionKind;

/// Lays who does what.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        harmed::met_death(sheet, at);
        harmed::took_life(sheet, at);
        cited(sheet, at);
        helped(sheet, at);
        then(sheet, at);
        ordered_act(sheet, at, lexicon);
        own_preposition(sheet, at);
        harmed::shape(sheet, at, lexicon);
        relative(sheet, at);
        accused(sheet, at);
        disagreeing(sheet, at, lexicon);
    }
}

/// "نقلت الوكالة عن الوزارة قولها": who is cited as saying so.
fn cited(sheet: &mut Sheet, at: usize) {
    let verb = matches!(sheet.key(at), "نقل" | "نقلت" | "نقلوا" | "تنقل" | "ينقل");
    if sheet.upos(at) != Upos::Verb || !verb {
        return;
    }
    let line = sheet.line();
    let behind: Vec<usize> = line.into_iter().filter(|word| sheet.before(at, *word)).take(14).collect();
    let said = behind.iter().copied().find(|word| matches!(sheet.key(*word), "قول" | "قوله" | "قولها" | "قولهم"));
    let Some(said) = said else { return };
    let source = behind.iter().copied().find(|word| {
        sheet.is_noun(*word)
            && sheet.before(*word, said)
            && sheet.case(*word).is_some_and(|case| sheet.key(case) == "عن")
    });
    let Some(source) = source else { return };
    if let Some(case) = sheet.case(source) {
        sheet.drop(case);
    }
    if let Some(pronoun) = sheet.kids(said).into_iter().find(|kid| sheet.upos(*kid) == Upos::Pron) {
        sheet.drop(pronoun);
    }
    let clause = behind.into_iter().find(|word| {
        sheet.before(said, *word)
            && sheet.upos(*word) == Upos::Verb
            && *word != said
            && sheet.head(*word) != Some(*word)
    });
    sheet.say(at, "quote");
    sheet.hang(source, Some(at), Relation::Obj);
    sheet.set_tag(said, Upos::Verb, Tag::Vbg);
    sheet.say(said, "say");
    sheet.hang(said, Some(at), Relation::Advcl);
    sheet.insert(said, -1, "as", (Upos::Sconj, Tag::In), (said, Relation::Mark));
    if let Some(clause) = clause {
        sheet.hang(clause, Some(said), Relation::Ccomp);
    }
}

/// "أن تكون قواتهم قد قصفت": a form of "to be" before another verb is its helper only.
fn helped(sheet: &mut Sheet, at: usize) {
    let verb = sheet.head(at).filter(|verb| sheet.upos(*verb) == Upos::Verb && sheet.before(at, *verb));
    let be = matches!(sheet.key(at), "كان" | "كانت" | "كانوا" | "يكون" | "تكون" | "يكونوا" | "تكن" | "يكن");
    let loose = matches!(
        sheet.relation(at),
        Relation::Nsubj | Relation::Csubj | Relation::Xcomp | Relation::Advcl | Relation::Dep
    );
    let Some(verb) = verb.filter(|_| be && loose && sheet.lemma(at) == "be") else { return };
    for mark in sheet.kids(at).into_iter().chain(sheet.kids(verb)) {
        if sheet.tag(mark) == Tag::To {
            sheet.set_tag(mark, Upos::Sconj, Tag::In);
            sheet.say(mark, "that");
        }
    }
    sheet.drop(at);
}

/// "فقتل ثلاثة": what follows from the clause before goes on from it.
fn then(sheet: &mut Sheet, at: usize) {
    let verb = sheet.beside(at, 1).filter(|verb| sheet.key(at) == "ف" && sheet.upos(*verb) == Upos::Verb);
    let Some(verb) = verb.filter(|verb| sheet.head(*verb) != Some(at)) else { return };
    sheet.hang(at, Some(verb), Relation::Cc);
    if sheet.relation(verb) == Relation::Advcl {
        let head = sheet.head(verb);
        sheet.hang(verb, head, Relation::Conj);
    }
}

/// "أمر قواته بالانسحاب": an order to a force for an act is an order of that force's act.
fn ordered_act(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let orders = sheet.upos(at) == Upos::Verb && matches!(sheet.lemma(at), "order" | "demand" | "instruct");
    let Some(told) = sheet.child(at, Relation::Obj).filter(|_| orders) else { return };
    let act = sheet.kids(at).into_iter().chain(sheet.kids(told)).find(|kid| {
        let with = sheet.case(*kid).is_some_and(|case| sheet.key(case) == "ب");
        with && sheet.upos(*kid) == Upos::Noun && lexicon.knows(sheet.lemma(*kid))
    });
    let Some(act) = act else { return };
    if let Some(case) = sheet.case(act) {
        sheet.drop(case);
    }
    sheet.hang(act, Some(at), Relation::Obj);
    sheet.hang(told, Some(act), Relation::Nmod);
    sheet.introduce(told, "by");
}

/// "طالب بالإفراج": what stands right behind a verb with its own preposition is its object.
fn own_preposition(sheet: &mut Sheet, at: usize) {
    let governs = sheet.upos(at) == Upos::Verb
        && sheet.get(at).is_some_and(|word| {
            word.last != word.key && matches!(word.last.as_str(), "ب" | "عن" | "علي" | "الي" | "في")
        });
    let noun = sheet.beside(at, 1).filter(|noun| governs && sheet.is_noun(*noun));
    if let Some(noun) = noun.filter(|noun| sheet.head(*noun) == Some(at) && sheet.relation(*noun).is_subject()) {
        sheet.hang(noun, Some(at), Relation::Obj);
    }
}

/// All words above one.
pub(super) fn above<'s>(sheet: &'s Sheet, at: usize) -> impl Iterator<Item = usize> + 's {
    std::iter::successors(sheet.head(at), |word| sheet.head(*word)).take(sheet.line().len())
}

/// "قصف استهدف حيين": a verb right behind a noun without article is its clause.
fn relative(sheet: &mut Sheet, at: usize) {
    let loose = matches!(
        sheet.relation(at),
        Relation::Nmod | Relation::Amod | Relation::Acl | Relation::Appos | Relation::Flat
    );
    if sheet.upos(at) != Upos::Verb || !loose {
        return;
    }
    let Some(noun) = sheet.head(at).filter(|noun| sheet.is_noun(*noun) && sheet.before(*noun, at)) else { return };
    let open = !sheet.key(noun).starts_with("ال") && sheet.get(noun).is_some_and(|word| word.name.is_none());
    if !open {
        return;
    }
    sheet.hang(at, Some(noun), Relation::AclRelcl);
    if !sheet.has_subject(at) {
        sheet.insert(at, -1, "which", (Upos::Pron, Tag::Wp), (at, Relation::Nsubj));
    }
}

/// "نفى الجيش ذلك واتهم قوات أخرى": what is feminine right behind a masculine verb is no subject of it.
fn disagreeing(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let Some(verb) = sheet.head(at).filter(|_| sheet.relation(at) == Relation::Nsubj && sheet.is_noun(at)) else {
        return;
    };
    let other = |kid: usize| sheet.relation(kid) == Relation::Obj && sheet.case(kid).is_none();
    let free = sheet.upos(verb) == Upos::Verb
        && !sheet.kids(verb).into_iter().any(other)
        && lexicon.harms(sheet.lemma(verb)).next().is_none()
        && crate::numbers::value(sheet.lemma(at)).is_none();
    let right_behind = sheet.follows(at, verb);
    if free && right_behind && disagrees(sheet, verb, at) {
        sheet.hang(at, Some(verb), Relation::Obj);
    }
}

/// Whether a noun behind a masculine verb cannot be its subject: a feminine, or a plural whose accusative is written.
pub(super) fn disagrees(sheet: &Sheet, verb: usize, at: usize) -> bool {
    let Some(word) = sheet.get(at).filter(|_| is_masculine(sheet, verb)) else { return false };
    let first = word.written.split(' ').next().unwrap_or_default();
    let accused = first.starts_with("ال")
        && first.ends_with("ين")
        // "الأمين العام" is one.
        && first != "الأمين"
        && word.name.is_none_or(|name| name.kind == MentionKind::Organisation);
    let feminine = match word.name.map(|name| name.kind) {
        Some(MentionKind::Person) => false,
        Some(MentionKind::Place) => first.ends_with(['ة', 'ا']),
        _ => first.ends_with('ة') || first.ends_with("ات"),
    };
    feminine || accused
}

/// Whether a verb in the singular speaks of one who is masculine.
fn is_masculine(sheet: &Sheet, verb: usize) -> bool {
    let key = sheet.key(verb);
    // Behind "لم" the table is asked for the masculine form: what is written tells.
    let written = sheet.get(verb).map(|word| super::super::table::level(&word.written)).unwrap_or_default();
    let present = written.strip_prefix('س').unwrap_or(&written);
    match sheet.own_tag(verb) {
        Tag::Vbz | Tag::Vbp | Tag::VbFuture => present.starts_with('ي') && !key.ends_with("ون"),
        _ => !key.ends_with(['ت', 'ن']) && !key.ends_with("وا") && !key.contains('_'),
    }
}

/// Whether possession cannot go on behind a noun: with a name, an article or a pronoun it is closed.
pub(super) fn is_closed(sheet: &Sheet, head: usize, at: usize) -> bool {
    let closes = |word: usize| {
        sheet.get(word).is_some_and(|word| word.name.is_some() || word.last.starts_with("ال"))
            || sheet.key(word).starts_with("ال")
            || sheet.upos(word) == Upos::Pron
            || sheet.upos(word) == Upos::Propn && sheet.get(word).is_some_and(|word| !word.glossed)
    };
    let below = |kid: &usize| {
        matches!(sheet.relation(*kid), Relation::Nmod | Relation::NmodPoss | Relation::Flat)
            && sheet.before(head, *kid)
            && sheet.before(*kid, at)
    };
    closes(head) || sheet.kids(head).into_iter().filter(below).any(closes)
}

/// An expression that ends in an adjective is no possessor's: "طائرة مسيرة سيارة" are two, where the verb asks for an object.
pub(super) fn asks_for_object(sheet: &Sheet, head: usize) -> bool {
    let several = sheet.get(head).is_some_and(|word| word.last != word.key);
    let verb = sheet.head(head).filter(|_| several && sheet.relation(head).is_subject());
    verb.is_some_and(|verb| {
        matches!(
            sheet.lemma(verb),
            "target"
                | "attack"
                | "hit"
                | "strike"
                | "destroy"
                | "shell"
                | "bomb"
                | "kill"
                | "capture"
                | "seize"
                | "sign"
                | "stop"
                | "block"
                | "prevent"
                | "close"
                | "abduct"
                | "arrest"
                | "detain"
                | "burn"
                | "torch"
                | "loot"
                | "release"
                | "reject"
                | "accept"
                | "besiege"
        )
    })
}

/// "اتفاقا": an accusative without an article is written with an alef, and is nobody's possessor.
pub(super) fn is_accusative(sheet: &Sheet, at: usize) -> bool {
    let Some(word) = sheet.get(at).filter(|word| word.name.is_none() && word.glossed) else { return false };
    let written = super::super::table::level(&word.written);
    let accusative = written.ends_with('ا') && !written.ends_with("يا") && !written.starts_with("ال");
    // What a number counts stands so too.
    let counted = sheet.child(at, Relation::Nummod).is_some()
        || sheet.beside(at, -1).is_some_and(|before| sheet.upos(before) == Upos::Num);
    sheet.is_noun(at) && accusative && !counted && written.chars().count() >= 4
}

/// "قصفت سوقا": the accusative behind a verb is its object, unless it says when or whither.
fn accused(sheet: &mut Sheet, at: usize) {
    let loose = matches!(
        sheet.relation(at),
        Relation::Advmod | Relation::Obl | Relation::Dep | Relation::Xcomp | Relation::Nsubj
    );
    let adverbial = crate::calendar::is_day_or_month(sheet.lemma(at))
        || matches!(
            sheet.lemma(at),
            "day"
                | "night"
                | "morning"
                | "evening"
                | "year"
                | "month"
                | "week"
                | "hour"
                | "time"
                | "north"
                | "south"
                | "east"
                | "west"
                | "kilometre"
                | "metre"
        );
    let Some(verb) = sheet.head(at).filter(|_| loose && !adverbial && is_accusative(sheet, at)) else { return };
    let free = sheet.upos(verb) == Upos::Verb && sheet.child(verb, Relation::Obj).is_none() && sheet.case(at).is_none();
    if free && sheet.before(verb, at) && sheet.lemma(verb) != "be" {
        sheet.hang(at, Some(verb), Relation::Obj);
    }
}

/// The prepositions with which Arabic verbs take what English verbs take as their object.
pub(super) fn takes_object_with(lemma: &str, preposition: &str) -> bool {
    match preposition {
        "ب" => matches!(
            lemma,
            "welcome"
                | "condemn"
                | "denounce"
                | "demand"
                | "acknowledge"
                | "reserve"
                | "violate"
                | "admit"
                | "recognise"
                | "recognize"
                | "begin"
                | "start"
                | "breach"
                | "break"
                | "conduct"
                | "push"
                | "pledge"
                | "promise"
                | "vow"
        ),
        "عن" => {
            matches!(lemma, "release" | "free" | "announce" | "reveal" | "disclose" | "express" | "abandon" | "lift")
        }
        "ل" => lemma == "repel",
        "علي" => matches!(lemma, "sign" | "capture" | "seize" | "attack" | "arrest" | "obtain" | "undertake"),
        _ => false,
    }
}
