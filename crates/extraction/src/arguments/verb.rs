//! The slots of a verb.

use super::{Arguments, is_passive, subject};
use crate::lexicon::Lexicon;
use crate::tree::Tree;
use grammar::{Relation, Tag, Upos};

const PARTICLES: [&str; 20] = [
    "out", "back", "down", "over", "forward", "off", "in", "up", "away", "on", "through", "apart", "together",
    "around", "captive", "hostage", "free", "ablaze", "home", "dead",
];

pub(super) fn arguments(tree: &Tree<'_>, lexicon: &Lexicon, at: usize) -> Arguments {
    let mut found = Arguments::default();
    let passive = is_passive(tree, at);
    for kid in tree.kids(at).to_vec() {
        own(tree, &mut found, passive, at, subject::joined_speakers(tree, lexicon, at, kid).unwrap_or(kid));
    }
    if passive && !found.has("subj") {
        doer_below(tree, lexicon, &mut found, at);
    }
    relative(tree, lexicon, &mut found, at);
    if !found.has("subj") || passive {
        for (slot, filler) in subject::inherited(tree, lexicon, at, passive) {
            if !found.has(slot) {
                found.add(tree, slot, filler);
            }
        }
    }
    shared_tail(tree, &mut found, at);
    ways_on_object(tree, lexicon, &mut found, at);
    if !found.has("subj")
        && !passive
        && let Some(noun) = subject::left_over(tree, at)
    {
        found.add(tree, "subj", noun);
    }
    found
}

fn own(tree: &Tree<'_>, found: &mut Arguments, passive: bool, at: usize, kid: usize) {
    let preposition = tree.preposition(kid);
    match tree.relation(kid) {
        Relation::Nsubj | Relation::Csubj if passive => found.add(tree, "obj", kid),
        Relation::Nsubj | Relation::Csubj => found.add(tree, "subj", kid),
        Relation::NsubjPass if keeps_object(tree, at) => found.add(tree, "iobj", kid),
        Relation::NsubjPass | Relation::CsubjPass => found.add(tree, "obj", kid),
        Relation::Obj => found.add(tree, "obj", kid),
        Relation::Iobj => found.add(tree, "iobj", kid),
        Relation::OblAgent => found.add(tree, "subj", kid),
        Relation::Obl | Relation::Nmod if passive && preposition == "by" && kid > at => {
            found.add(tree, "subj", kid);
            found.add(tree, "by", kid);
        }
        Relation::Obl | Relation::Nmod => found.add(tree, &preposition, kid),
        Relation::CompoundPrt => found.add(tree, "prt", kid),
        Relation::Advmod | Relation::Case | Relation::Advcl | Relation::Xcomp | Relation::Ccomp | Relation::Mark
            if PARTICLES.contains(&tree.lower(kid).as_str()) && kid > at =>
        {
            found.add(tree, "prt", kid);
            found.add(tree, "xcomp", kid);
        }
        Relation::Advmod => found.add(tree, "mod", kid),
        Relation::Xcomp | Relation::Ccomp => found.add(tree, "xcomp", kid),
        Relation::Advcl if !tree.marker(kid).is_empty() && tree.tag(kid) == Tag::Vbg => {
            found.add(tree, &tree.marker(kid), kid);
        }
        _ => {}
    }
}

/// "The patrol was denied entry": of two objects the passive keeps the thing, and who would have had it is the subject.
fn keeps_object(tree: &Tree<'_>, at: usize) -> bool {
    let twofold = matches!(
        tree.lemma(at),
        "deny" | "refuse" | "grant" | "give" | "offer" | "promise" | "award" | "allow" | "hand" | "afford"
    );
    twofold && tree.child(at, Relation::Obj).is_some_and(|object| object > at && tree.upos(object) != Upos::Propn)
}

/// How deep below a passive those who did it may hang.
const DEPTH: usize = 3;

/// "was carried out this morning by rebels": the parser hangs those who did it on the morning.
fn doer_below(tree: &Tree<'_>, lexicon: &Lexicon, found: &mut Arguments, at: usize) {
    let phrase = |kid: &usize| *kid > at && tree.is_noun(*kid) && !tree.relation(*kid).is_subject();
    let nouns = |at: usize| tree.kids(at).iter().copied().filter(phrase).collect::<Vec<_>>();
    let (mut below, mut next) = (Vec::new(), nouns(at));
    for _ in 0..DEPTH {
        next = next.into_iter().flat_map(nouns).collect();
        below.extend(next.iter().copied().filter(|noun| tree.preposition(*noun) == "by"));
    }
    let acts = |at: &usize| {
        let lemma = tree.lemma(*at);
        tree.upos(*at) == Upos::Propn || lexicon.names_somebody(lemma)
    };
    for doer in below.into_iter().filter(acts) {
        found.add(tree, "subj", doer);
    }
}

/// In a relative clause the pronoun gives way to the noun that the clause hangs on; where there is none, the noun fills
/// the slot that is empty.
fn relative(tree: &Tree<'_>, lexicon: &Lexicon, found: &mut Arguments, at: usize) {
    let top = top_of_chain(tree, at);
    if tree.relation(top) != Relation::AclRelcl {
        return relative_by_position(tree, found, at);
    }
    let Some(noun) = tree.head(top) else { return };
    let mut slots = Vec::new();
    found.list.retain(|argument| {
        let pronoun = is_relative_pronoun(tree, argument.at);
        if pronoun {
            slots.push(argument.slot.clone());
        }
        !pronoun
    });
    let replaced = !slots.is_empty();
    let person = replaced.then(|| person_before(tree, lexicon, noun, at)).flatten();
    for slot in slots {
        found.add(tree, &slot, person.unwrap_or_else(|| joined(tree, first_of_names(tree, noun), at)));
    }
    if replaced || top != at {
        return;
    }
    let passive = is_passive(tree, at);
    let slot = if passive || found.has("subj") { "obj" } else { "subj" };
    if !found.has(slot) && tree.is_clause(at) {
        found.list.push(super::Argument { slot: slot.to_owned(), at: noun });
    }
}

/// "the murder of six priests who were …": "who" are persons, and an act is none.
fn person_before(tree: &Tree<'_>, lexicon: &Lexicon, noun: usize, at: usize) -> Option<usize> {
    let who = (noun + 1..at).find(|place| matches!(tree.lower(*place).as_str(), "who" | "whom"))?;
    let is_person = |place: usize| lexicon.is("person", tree.lemma(place)) || tree.upos(place) == Upos::Propn;
    let before = (noun + 1..who).rev().find(|place| tree.is_noun(*place))?;
    let act = lexicon.triggers(tree.lemma(noun)).any(|trigger| trigger.pattern.part == crate::lexicon::Part::Noun);
    (act && !is_person(noun) && is_person(before)).then_some(before)
}

/// "Ruiz and Pardo, who called": both. A list of names before a relative clause is meant whole.
fn first_of_names(tree: &Tree<'_>, noun: usize) -> usize {
    let listed = tree.relation(noun) == Relation::Conj && tree.upos(noun) == Upos::Propn;
    let first = tree.head(noun).filter(|first| listed && tree.upos(*first) == Upos::Propn);
    first.filter(|_| tree.form(noun + 1) == ",").unwrap_or(noun)
}

/// A relative clause that the tree hung elsewhere: the noun right before the pronoun.
fn relative_by_position(tree: &Tree<'_>, found: &mut Arguments, at: usize) {
    let mut shared = Vec::new();
    for argument in &mut found.list {
        let pronoun = matches!(tree.lower(argument.at).as_str(), "who" | "which") && argument.at > 1;
        let before = (argument.at.saturating_sub(3)..argument.at).rev().find(|before| tree.is_noun(*before));
        if let Some(noun) = before.filter(|_| pronoun) {
            argument.at = joined(tree, noun, at);
            if argument.at != noun {
                shared.push((argument.slot.clone(), noun));
            }
        }
    }
    for (slot, noun) in shared {
        found.add(tree, &slot, noun);
    }
}

/// "Ruiz and his counterpart Pardo, who jointly called": who does so jointly are all that are joined.
fn joined(tree: &Tree<'_>, noun: usize, verb: usize) -> usize {
    let together =
        tree.kids(verb).iter().any(|kid| matches!(tree.lower(*kid).as_str(), "jointly" | "together" | "both"));
    let whole = if tree.relation(noun) == Relation::Flat { tree.head(noun).unwrap_or(noun) } else { noun };
    let first = tree.head(whole).filter(|_| together && tree.relation(whole) == Relation::Conj);
    first.unwrap_or(noun)
}

fn top_of_chain(tree: &Tree<'_>, at: usize) -> usize {
    let mut top = at;
    for _ in 0..tree.len() {
        match (tree.relation(top), tree.head(top)) {
            (Relation::Xcomp | Relation::Conj, Some(head)) if tree.is_clause(head) => top = head,
            _ => break,
        }
    }
    top
}

/// "who", "which", "that" inside a relative clause.
pub(super) fn is_relative_pronoun(tree: &Tree<'_>, at: usize) -> bool {
    matches!(tree.lower(at).as_str(), "who" | "which" | "whom")
        || (tree.lower(at) == "that" && matches!(tree.tag(at), Tag::Wdt | Tag::Wp))
}

/// "moved two battalions from Benghazi to Jufra": the parser hangs ends of a way on what is moved; they are the verb's,
/// unless the object names an act that has ends of its own.
fn ways_on_object(tree: &Tree<'_>, lexicon: &Lexicon, found: &mut Arguments, at: usize) {
    let Some(object) = tree.child(at, Relation::Obj) else { return };
    let act = lexicon.triggers(tree.lemma(object)).any(|trigger| trigger.pattern.part == crate::lexicon::Part::Noun);
    if act {
        return;
    }
    let mut open = vec![object];
    while let Some(node) = open.pop() {
        let ends: Vec<usize> = tree
            .kids(node)
            .iter()
            .copied()
            .filter(|kid| *kid > at && *kid > node && matches!(tree.relation(*kid), Relation::Nmod | Relation::Obl))
            .filter(|kid| matches!(tree.preposition(*kid).as_str(), "from" | "to" | "into" | "at"))
            .collect();
        for end in ends {
            let preposition = tree.preposition(end);
            if !found.has(&preposition) {
                found.add(tree, &preposition, end);
                open.push(end);
            }
        }
    }
}

/// Of joined verbs without objects of their own the last one's prepositional phrases are not shared, but a following
/// object is: "signed and sealed the deal".
fn shared_tail(tree: &Tree<'_>, found: &mut Arguments, at: usize) {
    if found.has("obj") || is_passive(tree, at) || tree.child(at, Relation::Xcomp).is_some() {
        return;
    }
    let next = tree.kids(at).iter().copied().find(|kid| tree.relation(*kid) == Relation::Conj && *kid == at + 2);
    let object = next.and_then(|next| tree.child(next, Relation::Obj));
    if let Some(object) = object {
        found.add(tree, "obj", object);
    }
}
