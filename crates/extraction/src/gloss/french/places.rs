//! "à" and "de" before places: where something happens, to whom or whither something goes, from where somebody leaves.

use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Upos};
use model::MentionKind;

/// Verbs that send, give, say or owe something to somebody, or take one somewhere.
const TOWARDS: [&str; 59] = [
    "send",
    "go",
    "return",
    "call",
    "deliver",
    "supply",
    "hand",
    "give",
    "transfer",
    "urge",
    "ask",
    "demand",
    "announce",
    "tell",
    "withdraw",
    "move",
    "lead",
    "propose",
    "offer",
    "belong",
    "access",
    "support",
    "travel",
    "head",
    "visit",
    "flee",
    "attribute",
    "impute",
    "appeal",
    "order",
    "sell",
    "grant",
    "impose",
    "lend",
    "provide",
    "transmit",
    "refuse",
    "deny",
    "promise",
    "pledge",
    "blame",
    "accuse",
    "concede",
    "cede",
    "award",
    "allocate",
    "pay",
    "donate",
    "submit",
    "respond",
    "reply",
    "apologise",
    "recommend",
    "export",
    "ship",
    "restore",
    "link",
    "extend",
    "admit",
];

/// Lays the preposition at a word.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    place_or_aim(sheet, at, lexicon);
    left_region(sheet, at);
    source(sheet, at, lexicon);
}

/// "à Moscou" is in Moscow; "envoyer à Moscou" to Moscow; "à l'aube" at dawn.
fn place_or_aim(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let key = sheet.key(at);
    if !matches!(key, "à" | "au" | "aux") || sheet.lemma(at) != "to" {
        return;
    }
    let Some(noun) = sheet.head(at).filter(|_| sheet.relation(at) == Relation::Case) else { return };
    let name = sheet.named(noun);
    let place = name == Some(MentionKind::Place)
        || lexicon.is("town", sheet.lemma(noun))
        || name.is_none() && sheet.upos(noun) == Upos::Propn;
    let clock = matches!(
        sheet.lemma(noun),
        "midnight" | "noon" | "dawn" | "dusk" | "hour" | "end" | "beginning" | "start" | "night"
    ) || sheet.lemma(noun).contains(':');
    let moves = sheet.head(noun).is_some_and(|verb| TOWARDS.contains(&sheet.lemma(verb)));
    match () {
        () if clock => sheet.say(at, "at"),
        () if place && !moves => sheet.say(at, "in"),
        () => {}
    }
}

/// "le retrait des troupes israéliennes du sud du Liban": of a withdrawal, a part of a country behind who withdraws is from where.
fn left_region(sheet: &mut Sheet, at: usize) {
    let part = matches!(sheet.lemma(at), "south" | "north" | "east" | "west" | "centre" | "center")
        || sheet.named(at) == Some(MentionKind::Place);
    let Some(case) = sheet.case(at).filter(|case| part && matches!(sheet.key(*case), "du" | "de" | "d'" | "des"))
    else {
        return;
    };
    let who = sheet.head(at).filter(|_| sheet.relation(at) == Relation::Nmod);
    let Some(who) = who.filter(|who| sheet.upos(*who) == Upos::Noun && sheet.relation(*who) == Relation::Nmod) else {
        return;
    };
    let of = sheet.case(who).is_some_and(|case| matches!(sheet.key(case), "du" | "de" | "d'" | "des"));
    let withdrawal =
        sheet.head(who).filter(|act| of && matches!(sheet.lemma(*act), "withdrawal" | "departure" | "retreat"));
    if withdrawal.is_some() && sheet.lemma(who) != "front" {
        sheet.say(case, "from");
        sheet.hang(at, withdrawal, Relation::Nmod);
    }
}

/// "se retirer de l'accord" is from it; "le retrait de la ville" too.
fn source(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.lemma(at) != "of" || sheet.relation(at) != Relation::Case {
        return;
    }
    let Some(noun) = sheet.head(at) else { return };
    let Some(head) = sheet.head(noun) else { return };
    let parts = matches!(
        sheet.lemma(head),
        "withdraw" | "leave" | "flee" | "come" | "return" | "expel" | "launch" | "retreat" | "evacuate" | "exclude"
    );
    let place = sheet.named(noun) == Some(MentionKind::Place)
        || lexicon.is("town", sheet.lemma(noun))
        || lexicon.is("agreement", sheet.lemma(noun));
    let withdrawal = matches!(sheet.lemma(head), "withdrawal" | "departure" | "retreat") && place;
    if parts && sheet.upos(head) == Upos::Verb || withdrawal {
        sheet.say(at, "from");
        if !withdrawal {
            sheet.hang(noun, Some(head), Relation::Obl);
        }
    }
}
