//! Common nouns that act or are acted upon, pronouns, weapons, agreements, bare numbers, adjectives of countries.

use super::{Draft, Form, Taken};
use crate::lexicon::Lexicon;
use crate::tree::Tree;
use grammar::{Tag, Upos};
use model::MentionKind;

/// The nominal mentions among the words that no name and no time holds.
pub(super) fn find(tree: &Tree<'_>, lexicon: &Lexicon, taken: &Taken) -> Vec<Draft> {
    let mut found = Vec::new();
    let mut next = 0;
    for at in (0..tree.len()).filter(|at| !taken.has(*at)) {
        if at < next {
            continue;
        }
        let draft = pronoun(tree, at).or_else(|| noun(tree, lexicon, taken, at)).or_else(|| other(tree, lexicon, at));
        if let Some(name) = draft.as_ref().filter(|draft| draft.form == Form::Name) {
            next = name.last + 1;
        }
        found.extend(draft);
    }
    found
}

fn pronoun(tree: &Tree<'_>, at: usize) -> Option<Draft> {
    let personal =
        ["he", "she", "they", "it", "we", "i", "him", "her", "them", "his", "their", "its", "our", "us", "my", "hers"];
    let fits = personal.contains(&tree.lower(at).as_str()) && tree.upos(at) == Upos::Pron;
    let expletive = tree.relation(at) == grammar::Relation::Expl;
    (fits && !expletive).then_some(Draft {
        first: at,
        last: at,
        head: (at, at),
        kind: MentionKind::Actor,
        form: Form::Pronoun,
    })
}

fn noun(tree: &Tree<'_>, lexicon: &Lexicon, taken: &Taken, at: usize) -> Option<Draft> {
    let countable = tree.upos(at) == Upos::Noun || (tree.upos(at) == Upos::Propn && tree.headline);
    if !countable && !is_substantive(tree, at) {
        return None;
    }
    let lemma = tree.lemma(at);
    let modifies = tree.upos(at + 1) == Upos::Noun && at + 1 < tree.len() && !taken.has(at + 1);
    let kind = kind(tree, lexicon, at, lemma)?;
    // "a state of emergency" is no state.
    let condition = ["emergency", "siege", "war", "alert", "affairs", "readiness"];
    if lemma == "state" && tree.lower(at + 1) == "of" && condition.contains(&tree.lower(at + 2).as_str()) {
        return None;
    }
    if modifies && (kind != MentionKind::Actor || is_part_of_actor(tree, lexicon, taken, at)) {
        return None;
    }
    let edge = left_edge(tree, at);
    if edge == at && is_aircraft(tree, at) {
        return None;
    }
    let (first, last) = match kind {
        MentionKind::Actor => (behind_number(tree, edge, at), of_phrase(tree, at)),
        MentionKind::Weapon if lexicon.is("aircraft", lemma) || lexicon.is("drone", lemma) => {
            (edge, of_phrase(tree, at))
        }
        _ => (edge, at),
    };
    Some(Draft { first, last, head: (at, at), kind, form: Form::Nominal })
}

/// "attack, bomber, fighter and remotely piloted aircraft": one man has an article, a number or a quality before him.
fn is_aircraft(tree: &Tree<'_>, at: usize) -> bool {
    let among = (at + 1..at + 7).any(|word| tree.lower(word) == "aircraft");
    among && tree.tag(at) == Tag::Nn && matches!(tree.lower(at).as_str(), "fighter" | "bomber" | "tanker")
}

/// How many they are is no part of who they are: the first word behind "at least 28" in "at least 28 people".
fn behind_number(tree: &Tree<'_>, first: usize, at: usize) -> usize {
    let rough = |word: &usize| matches!(tree.tag(*word), Tag::Rb | Tag::Rbr | Tag::In | Tag::Jjr | Tag::Jjs);
    let number = first + (first..at).take_while(rough).count();
    let counted = (number..at).take_while(|word| tree.tag(*word) == Tag::Cd).count();
    let behind = number + counted;
    let open = matches!(tree.tag(behind), Tag::Hyph | Tag::Cc | Tag::Comma | Tag::Pos);
    if counted > 0 && !open { behind.min(at) } else { first }
}

/// Whether a noun tells more of an actor whose noun follows: "service" in "service members" is nobody apart from them.
fn is_part_of_actor(tree: &Tree<'_>, lexicon: &Lexicon, taken: &Taken, at: usize) -> bool {
    let noun = |at: &usize| *at < tree.len() && tree.upos(*at) == Upos::Noun && !taken.has(*at);
    let head = (at + 1..tree.len()).take_while(noun).last();
    head.is_some_and(|head| kind(tree, lexicon, head, tree.lemma(head)) == Some(MentionKind::Actor))
}

/// "the command of the Libyan National Army": the phrase runs to the end of what "of" governs.
pub(super) fn of_phrase(tree: &Tree<'_>, at: usize) -> usize {
    if tree.lower(at + 1) != "of" {
        return at;
    }
    let mut last = at + 1;
    while last + 1 < tree.len() && last - at < 8 && belongs_behind(tree, last + 1) {
        last += 1;
    }
    while last > at && (!tree.is_noun(last) || tree.form(last + 1) == "-") {
        last -= 1;
    }
    last
}

fn belongs_behind(tree: &Tree<'_>, at: usize) -> bool {
    !is_day(tree.lower(at))
        && matches!(
            tree.tag(at),
            Tag::Dt | Tag::Jj | Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::PrpS | Tag::Pos | Tag::Hyph
        )
}

fn kind(tree: &Tree<'_>, lexicon: &Lexicon, at: usize, lemma: &str) -> Option<MentionKind> {
    let latter = matches!(lemma, "latter" | "former") && tree.lower(at.wrapping_sub(1)) == "the";
    match lemma {
        _ if latter => Some(MentionKind::Actor),
        _ if lexicon.is("troops", lemma) || lexicon.is("group", lemma) || lexicon.is("person", lemma) => {
            Some(MentionKind::Actor)
        }
        _ if lexicon.is("media", lemma) || speaks(tree, lexicon, at) || is_person_by_form(lemma) => {
            Some(MentionKind::Actor)
        }
        _ if lexicon.is("aircraft", lemma) || lexicon.is("drone", lemma) => Some(MentionKind::Weapon),
        _ if lexicon.is("agreement", lemma) || lexicon.is("plan", lemma) => Some(MentionKind::Agreement),
        _ if lexicon.is("weapon", lemma) || lexicon.is("projectile", lemma) => Some(MentionKind::Weapon),
        _ => None,
    }
}

/// "newsman", "watchwoman", "salesperson": the word's own end says that it is a person.
fn is_person_by_form(lemma: &str) -> bool {
    let ends = ["sman", "kman", "eman", "tman", "dman", "lman", "woman", "women", "person", "persons"];
    lemma.len() > 5 && ends.iter().any(|end| lemma.ends_with(end))
}

/// Who says something acts, whatever the noun: "the hospital said".
fn speaks(tree: &Tree<'_>, lexicon: &Lexicon, at: usize) -> bool {
    let subject = tree.relation(at) == grammar::Relation::Nsubj;
    let verb = tree
        .head(at)
        .filter(|verb| subject && matches!(tree.lemma(*verb), "say" | "announce" | "claim" | "add" | "deny" | "tell"));
    verb.is_some()
        && !lexicon.is("statement", tree.lemma(at))
        && !matches!(tree.lemma(at), "law" | "act" | "text" | "thing")
}

/// "the latter", "the wounded".
fn is_substantive(tree: &Tree<'_>, at: usize) -> bool {
    matches!(tree.lower(at).as_str(), "latter" | "former") && tree.upos(at + 1) != Upos::Noun
}

/// Countries' adjectives and bare numbers.
fn other(tree: &Tree<'_>, lexicon: &Lexicon, at: usize) -> Option<Draft> {
    if let Some(place) = province(tree, at) {
        return Some(place);
    }
    let backer = is_backer(tree, at) && crate::backed::kind_of(tree.lower(at + 2)).is_some();
    let demonym = (tree.upos(at) == Upos::Adj || backer)
        && !tree.headline
        && tree.form(at).starts_with(char::is_uppercase)
        && (at > 0 || backer || is_joined_adjective(tree, at))
        && !lexicon.is("title", tree.lemma(at));
    if demonym {
        return Some(Draft { first: at, last: at, head: (at, at), kind: MentionKind::Actor, form: Form::Demonym });
    }
    let number =
        tree.tag(at) == Tag::Cd && !matches!(tree.upos(at + 1), Upos::Noun | Upos::Num | Upos::Adj | Upos::Propn);
    number.then_some(Draft { first: at, last: at, head: (at, at), kind: MentionKind::Quantity, form: Form::Nominal })
}

/// "Тарнская область": laid from a language that names its provinces by adjectives, it is a place and nobody.
fn province(tree: &Tree<'_>, at: usize) -> Option<Draft> {
    let large = tree.declined && tree.upos(at) == Upos::Adj && tree.form(at).starts_with(char::is_uppercase);
    let area = matches!(
        tree.lemma(at + 1),
        "region" | "province" | "district" | "governorate" | "county" | "oblast" | "area" | "valley" | "city" | "state"
    );
    let own = at + 1 < tree.len() && tree.head(at) == Some(at + 1);
    (large && area && own).then_some(Draft {
        first: at,
        last: at + 1,
        head: (at, at + 1),
        kind: MentionKind::Place,
        form: Form::Name,
    })
}

/// "Tarnian and Gurian officials": an adjective of a country that opens the sentence is told by the other one.
fn is_joined_adjective(tree: &Tree<'_>, at: usize) -> bool {
    let joint = matches!(tree.lower(at + 1).as_str(), "and" | ",");
    joint && tree.upos(at + 2) == Upos::Adj && tree.form(at + 2).starts_with(char::is_uppercase)
}

/// A word with a capital before a hyphen: "Tarnish-backed".
fn is_backer(tree: &Tree<'_>, at: usize) -> bool {
    tree.form(at).starts_with(char::is_uppercase) && tree.form(at + 1) == "-"
}

/// The first word of a noun's phrase.
pub(super) fn left_edge(tree: &Tree<'_>, at: usize) -> usize {
    let mut first = at;
    while first > 0 && at - first < 9 && belongs(tree, first - 1, first) && !stands_apart(tree, first - 1, at) {
        first -= 1;
    }
    // An edge must not be a possessive mark or an adverb left over.
    while first < at && matches!(tree.tag(first), Tag::Pos | Tag::Comma | Tag::Hyph | Tag::Cc) {
        first += 1;
    }
    first
}

/// Where cases tell what is whose, a noun may stand beside another of which it tells nothing: "в Тарн прибыли следователи".
fn stands_apart(tree: &Tree<'_>, before: usize, at: usize) -> bool {
    tree.declined && matches!(tree.tag(before), Tag::Nn | Tag::Nnp) && !tree.dominates(at, before)
}

fn belongs(tree: &Tree<'_>, before: usize, next: usize) -> bool {
    let lower = tree.lower(before);
    let noun = matches!(tree.tag(before), Tag::Nn | Tag::Nnp);
    // "Last night two bombs": a number opens its phrase, a day belongs to none.
    if noun && (tree.tag(next) == Tag::Cd || is_day(lower)) {
        return false;
    }
    match tree.tag(before) {
        // "Tarnish-backed militias": whose backing it is, is somebody of his own.
        Tag::Vbn | Tag::Jj if before >= 2 && is_backer(tree, before - 2) && crate::backed::kind_of(lower).is_some() => {
            false
        }
        Tag::Jjs | Tag::Jjr if matches!(lower.as_str(), "least" | "more" | "fewer" | "less") => {
            matches!(tree.tag(next), Tag::Cd) || tree.lower(next) == "than"
        }
        Tag::Dt
        | Tag::Jj
        | Tag::Jjr
        | Tag::Jjs
        | Tag::Cd
        | Tag::Nn
        | Tag::Nnp
        | Tag::PrpS
        | Tag::Pos
        | Tag::Hyph
        | Tag::Pdt
        | Tag::Dollar => !matches!(tree.tag(next), Tag::Dt | Tag::PrpS),
        Tag::Nns | Tag::Nnps => tree.tag(next) == Tag::Pos,
        Tag::Vbn | Tag::Vbg => {
            tree.relation(before) == grammar::Relation::Amod || tree.tag(before.wrapping_sub(1)) == Tag::Hyph
        }
        Tag::Rb | Tag::Rbr | Tag::In => {
            let rough = matches!(
                lower.as_str(),
                "about"
                    | "some"
                    | "nearly"
                    | "almost"
                    | "around"
                    | "than"
                    | "least"
                    | "over"
                    | "approximately"
                    | "roughly"
            );
            let start = matches!(lower.as_str(), "more" | "at" | "fewer" | "less")
                && matches!(tree.lower(next).as_str(), "than" | "least");
            rough && (tree.tag(next) == Tag::Cd || tree.lower(next) == "than") || start
        }
        _ => false,
    }
}

fn is_day(lower: &str) -> bool {
    matches!(lower, "today" | "yesterday" | "tomorrow" | "tonight") || lower.ends_with("day") && lower.len() > 5
}

/// Whether the word stands for several.
pub(super) fn is_plural(tree: &Tree<'_>, at: usize) -> bool {
    matches!(tree.tag(at), Tag::Nns | Tag::Nnps)
        || matches!(tree.lower(at).as_str(), "they" | "them" | "their" | "we" | "us" | "our")
        || matches!(tree.lemma(at), "people" | "police")
}
