//! Whose an act is, where French tells it by "de" or by a participle: "une offensive des rebelles", "une frappe attribuée à l'armée".

use super::super::acts::{acts, is_directed};
use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};
use model::MentionKind;

/// Lays whose acts they are.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        of_fighters(sheet, at, lexicon);
        attributed(sheet, at, lexicon);
        made_by(sheet, at, lexicon);
        shot(sheet, at);
    }
}

/// "une offensive des rebelles", "raid des gangs sur la localité": of an attack, armed men are who makes it.
fn of_fighters(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let of = |case: &usize| matches!(sheet.key(*case), "de" | "du" | "des" | "d'") && sheet.lemma(*case) == "of";
    let phrase = sheet.relation(at) == Relation::Nmod && sheet.is_noun(at);
    let Some(case) = sheet.case(at).filter(|case| phrase && of(case)) else { return };
    let Some(act) = sheet.head(at).filter(|act| sheet.upos(*act) == Upos::Noun && sheet.before(*act, at)) else {
        return;
    };
    let attack = is_attack(sheet.lemma(act)) || is_directed(sheet.lemma(act)) && aimed(sheet, act, at);
    if attack && is_armed(sheet, at, lexicon) {
        sheet.say(case, "by");
    }
}

/// Nouns of attacks that armed men make upon others and hardly suffer.
fn is_attack(lemma: &str) -> bool {
    matches!(lemma, "offensive" | "assault" | "raid" | "attack" | "ambush" | "incursion" | "strike" | "airstrike")
}

/// Whether an act has another phrase that tells at what it is directed.
fn aimed(sheet: &Sheet, act: usize, at: usize) -> bool {
    let above = sheet.head(act);
    let beside = above.into_iter().flat_map(|above| sheet.kids(above));
    sheet.kids(act).into_iter().chain(sheet.kids(at)).chain(beside).any(|kid| {
        kid != at
            && sheet.before(at, kid)
            && sheet.case(kid).is_some_and(|case| matches!(sheet.lemma(case), "on" | "against"))
    })
}

/// Fighters, an army, a named force.
fn is_armed(sheet: &Sheet, at: usize, lexicon: &Lexicon) -> bool {
    match sheet.named(at) {
        Some(kind) => kind == MentionKind::Organisation,
        None => {
            let lemma = sheet.lemma(at);
            ["fighter", "troops"].iter().any(|class| lexicon.is(class, lemma))
                || matches!(lemma, "gang" | "army" | "coalition" | "militia" | "rebellion" | "air" | "force")
        }
    }
}

/// "une attaque attribuée aux rebelles": who is told to have made an act, by a participle beside it, made it as is told.
fn attributed(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let told = ["attribué", "imputé"].iter().any(|stem| sheet.key(at).starts_with(stem));
    let bare =
        sheet.tag(at) == Tag::Vbn && sheet.child(at, Relation::Aux).or(sheet.child(at, Relation::AuxPass)).is_none();
    let below = matches!(sheet.relation(at), Relation::Acl | Relation::Amod);
    let act = sheet.head(at).filter(|act| told && bare && below && lexicon.names_noun(sheet.lemma(*act)));
    let Some(act) = act else { return };
    let named = sheet.kids(at).into_iter().find(|kid| {
        let to = sheet.case(*kid).is_some_and(|case| matches!(sheet.key(case), "à" | "au" | "aux"));
        to && sheet.is_noun(*kid) && sheet.before(at, *kid) && acts(sheet, *kid, lexicon)
    });
    let Some((named, case)) = named.and_then(|named| Some((named, sheet.case(named)?))) else { return };
    sheet.say(case, "by");
    sheet.hang(named, Some(act), Relation::Nmod);
    sheet.drop(at);
}

/// "Aucun tir n'a été enregistré": what is recorded or heard, and not told of more closely, is a shot.
fn shot(sheet: &mut Sheet, at: usize) {
    let fire = matches!(sheet.key(at), "tir" | "tirs") && sheet.lemma(at) == "fire" && sheet.upos(at) == Upos::Noun;
    let closer = |kid: usize| matches!(sheet.relation(kid), Relation::Nmod | Relation::Compound | Relation::Amod);
    let told = sheet.kids(at).into_iter().any(closer);
    let recorded = sheet.head(at).is_some_and(|verb| {
        matches!(
            sheet.lemma(verb),
            "record"
                | "register"
                | "report"
                | "observe"
                | "note"
                | "hear"
                | "count"
                | "sound"
                | "signal"
                | "ring"
                | "erupt"
        )
    });
    if fire && !told && recorded {
        sheet.say(at, "shot");
    }
}

/// "une embuscade tendue par le Front": who laid, led or claimed an act made it.
fn made_by(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let stems =
        ["tendu", "mené", "perpétré", "lancé", "conduit", "effectué", "ourdi", "commis", "revendiqué", "commandité"];
    let makes = stems.iter().any(|stem| sheet.key(at).starts_with(stem)) && sheet.tag(at) == Tag::Vbn;
    let below = matches!(sheet.relation(at), Relation::Acl | Relation::Amod);
    let thing = |act: usize| ["weapon", "drone", "projectile"].iter().any(|class| lexicon.is(class, sheet.lemma(act)));
    let act = sheet.head(at).filter(|act| makes && below && lexicon.names_noun(sheet.lemma(*act)) && !thing(*act));
    let by = sheet
        .kids(at)
        .into_iter()
        .find(|kid| sheet.is_noun(*kid) && sheet.case(*kid).is_some_and(|case| matches!(sheet.key(case), "par")));
    let Some((by, act)) = by.zip(act).filter(|(by, _)| acts(sheet, *by, lexicon)) else { return };
    sheet.hang(by, Some(act), Relation::Nmod);
}
