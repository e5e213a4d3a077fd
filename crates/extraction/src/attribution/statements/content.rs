//! What is said: what hangs on a cue in one of the ways that its line in the lexicon names.

use super::Place;
use crate::arguments::is_passive;
use crate::lexicon::Part;
use crate::tree::Tree;
use grammar::{Relation, Tag};
use model::Span;

/// How much a way tells: where several fit, the one of the least rank says what is said.
pub(super) fn rank(way: &str) -> usize {
    let order = ["clause", "quote", "infinitive", "as", "gerund"];
    match order.iter().position(|known| *known == way) {
        Some(rank) => rank,
        None if way == "object" => order.len() + 1,
        None => order.len(),
    }
}

/// The words said, if they hang on the cue so.
pub(super) fn of(place: &Place<'_>, at: usize, part: Part, way: &str) -> Option<Span> {
    let tree = place.sentence.tree;
    match way {
        "clause" => clause(place, at, part),
        "quote" => quoted(place, at),
        "infinitive" => infinitive(tree, at, part),
        "gerund" => {
            let kid = kids(tree, at).find(|kid| {
                tree.tag(*kid) == Tag::Vbg
                    && matches!(tree.relation(*kid), Relation::Xcomp | Relation::Ccomp | Relation::Obj)
            })?;
            hull(tree, kid, at)
        }
        "object" => object(tree, at),
        "as" => named_as(tree, at),
        preposition => phrase(tree, at, preposition),
    }
}

fn kids<'a>(tree: &'a Tree<'_>, at: usize) -> impl Iterator<Item = usize> + 'a {
    tree.kids(at).iter().copied().filter(move |kid| *kid > at)
}

/// All that a word governs, without what stands above `cue` on the way and without marks at its ends.
pub(super) fn hull(tree: &Tree<'_>, at: usize, cue: usize) -> Option<Span> {
    let (mut first, mut last) = tree.hull(at, |kid| kid == cue || goes_on(tree, at, kid, cue));
    let loose = |place: usize| matches!(tree.form(place), "," | "." | ";" | ":" | "-" | "–" | "—");
    while first < at && loose(first) {
        first += 1;
    }
    while last > at && loose(last) {
        last -= 1;
    }
    tree.range(first, last)
}

/// "He said that the town fell, and he added that …": the second clause carries on the report, not what is said, though
/// the tree may hang it there. Told by a clause of its own behind "that" and by the same pronoun before it.
fn goes_on(tree: &Tree<'_>, said: usize, kid: usize, cue: usize) -> bool {
    let joined = tree.relation(kid) == Relation::Conj && tree.head(kid) == Some(said) && said > cue;
    joined
        && tree.marker(kid).is_empty()
        && matches!(tree.tag(kid), Tag::Vbd | Tag::Vbz)
        && tree.kids(kid).iter().any(|own| tree.relation(*own) == Relation::Nsubj && *own < kid)
        && tree.kids(kid).iter().any(|own| tree.relation(*own) == Relation::Ccomp && tree.marker(*own) == "that")
}

fn clause(place: &Place<'_>, at: usize, part: Part) -> Option<Span> {
    let tree = place.sentence.tree;
    let said = tree.kids(at).iter().copied().find(|kid| match tree.relation(*kid) {
        Relation::Ccomp => part == Part::Verb || *kid > at,
        Relation::Csubj | Relation::CsubjPass => false,
        Relation::Xcomp => *kid > at && part == Part::Verb && is_passive(tree, at),
        Relation::Acl | Relation::Advcl | Relation::AclRelcl if part != Part::Verb => {
            *kid > at && matches!(tree.marker(*kid).as_str(), "that" | "whether" | "if")
        }
        Relation::Parataxis => part == Part::Verb && tree.is_clause(*kid) && speaks_of(tree, at, *kid),
        _ => false,
    });
    if let Some(said) = said {
        return hull(tree, said, at);
    }
    if part != Part::Verb {
        return None;
    }
    inserted(tree, at).or_else(|| before_comma(place, at)).or_else(|| rest(place, at))
}

/// Of two clauses side by side the one without a complement speaks of the other.
fn speaks_of(tree: &Tree<'_>, at: usize, kid: usize) -> bool {
    let colon = (at + 1..kid).any(|place| matches!(tree.form(place), ":" | "\"" | "“"));
    colon || kid < at
}

/// "…, he said", "as the army put it": what the verb stands beside.
fn inserted(tree: &Tree<'_>, at: usize) -> Option<Span> {
    let beside = match tree.relation(at) {
        Relation::Parataxis => true,
        Relation::Advcl => tree.marker(at) == "as",
        _ => false,
    };
    let head = tree.head(at).filter(|_| beside)?;
    hull(tree, head, at)
}

/// A verb behind a comma at the end, with its subject beside it, that the tree hung elsewhere: all before the comma.
fn before_comma(place: &Place<'_>, at: usize) -> Option<Span> {
    let tree = place.sentence.tree;
    let comma =
        (at.saturating_sub(9)..at).rev().find(|place| matches!(tree.form(*place), "," | "”" | "\"" | "?" | "!"))?;
    let finite = matches!(tree.tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp);
    let between = |test: &dyn Fn(usize) -> bool| (comma + 1..at).any(test);
    let other = between(&|place| {
        tree.tag(place).is_verb() || matches!(tree.lower(place).as_str(), "who" | "which" | "and" | "but")
    });
    let ends =
        kids(tree, at).all(|kid| !matches!(tree.relation(kid), Relation::Obj | Relation::Xcomp | Relation::Ccomp));
    let clause = (0..comma).any(|place| tree.tag(place).is_verb());
    let subject = between(&|place| tree.is_noun(place) || tree.tag(place) == Tag::Prp)
        || tree.is_noun(at + 1)
        || tree.tag(at + 1) == Tag::Dt;
    if comma == 0 || !finite || other || !ends || !clause || !subject {
        return None;
    }
    tree.range(0, comma - 1)
}

/// A finite verb of speech on which no clause hangs is a slip of the tree where a finite verb follows: it says all of that.
fn rest(place: &Place<'_>, at: usize) -> Option<Span> {
    let tree = place.sentence.tree;
    let finite = |at: usize| matches!(tree.tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md);
    let speaks = place.sentence.lexicon.is("tellall", tree.lemma(at));
    let word = |place: &usize| tree.form(*place).chars().any(char::is_alphanumeric);
    let last = (at + 1..tree.len()).rev().find(word)?;
    let first = (at + 1..=last).find(word)?;
    let clause = (first..=last).any(finite);
    (finite(at) && speaks && clause).then(|| tree.range(first, last)).flatten()
}

/// The quotation beside a verb that stands outside of it, no more than a few words away.
fn quoted(place: &Place<'_>, at: usize) -> Option<Span> {
    let sentence = &place.sentence;
    let (number, tree) = (sentence.number, sentence.tree);
    if place.quotations.iter().any(|quotation| quotation.holds(number, at)) {
        return None;
    }
    let here = |quotation: &&super::Quotation| quotation.first.0 <= number && number <= quotation.last.0;
    place.quotations.iter().filter(here).find_map(|quotation| {
        let first = if quotation.first.0 == number { quotation.first.1 } else { 0 };
        let last = if quotation.last.0 == number { quotation.last.1 } else { tree.len().saturating_sub(1) };
        let behind = first > at && (at + 1..first).all(|place| !tree.tag(place).is_verb()) && first - at <= 9;
        let before = last < at && at - last <= 9 && (last + 1..at).all(|place| !tree.tag(place).is_verb());
        let long = last >= first + 2 || quotation.first.0 < quotation.last.0;
        ((behind || before) && long).then(|| tree.range(first, last)).flatten()
    })
}

fn infinitive(tree: &Tree<'_>, at: usize, part: Part) -> Option<Span> {
    let kid = kids(tree, at).find(|kid| {
        let fits = match tree.relation(*kid) {
            Relation::Xcomp | Relation::Ccomp => true,
            Relation::Acl => part == Part::Noun,
            Relation::Advcl => part == Part::Adjective,
            _ => false,
        };
        fits && tree.kids(*kid).iter().any(|to| tree.tag(*to) == Tag::To && *to < *kid)
    })?;
    hull(tree, kid, at)
}

fn object(tree: &Tree<'_>, at: usize) -> Option<Span> {
    let passive = is_passive(tree, at);
    let kid = tree.kids(at).iter().copied().find(|kid| match tree.relation(*kid) {
        Relation::Obj => *kid > at || tree.relation(at) == Relation::AclRelcl,
        Relation::NsubjPass => true,
        Relation::Nsubj => passive,
        _ => false,
    });
    if let Some(kid) = kid {
        return hull(tree, kid, at);
    }
    let noun = tree.head(at).filter(|_| matches!(tree.relation(at), Relation::AclRelcl | Relation::Acl) && passive)?;
    hull(tree, noun, at)
}

/// "called it a crime", "described the raid as a mistake": what is named, and what it is named.
fn named_as(tree: &Tree<'_>, at: usize) -> Option<Span> {
    let object = tree.child(at, Relation::Obj).or_else(|| tree.child(at, Relation::NsubjPass))?;
    let name = kids(tree, at).find(|kid| match tree.relation(*kid) {
        Relation::Xcomp => tree.kids(*kid).iter().all(|to| tree.tag(*to) != Tag::To),
        Relation::Obl | Relation::Nmod => tree.preposition(*kid) == "as",
        Relation::Advcl => tree.marker(*kid) == "as" || tree.preposition(*kid) == "as",
        Relation::Iobj => true,
        Relation::Ccomp => tree.marker(*kid).is_empty(),
        _ => false,
    });
    let inside = || {
        let as_phrase = |kid: &usize| tree.relation(*kid) == Relation::Nmod && tree.preposition(*kid) == "as";
        tree.kids(object).iter().copied().find(as_phrase)
    };
    let name = name.or_else(inside)?;
    Some(hull(tree, object, at)?.join(hull(tree, name, at)?))
}

fn phrase(tree: &Tree<'_>, at: usize, preposition: &str) -> Option<Span> {
    let kid = kids(tree, at).find(|kid| {
        let hangs = matches!(
            tree.relation(*kid),
            Relation::Obl | Relation::Nmod | Relation::Advcl | Relation::Acl | Relation::Ccomp | Relation::Xcomp
        );
        hangs && (tree.preposition(*kid) == preposition || tree.marker(*kid) == preposition)
    });
    let kid = kid.or_else(|| {
        let object = tree.child(at, Relation::Obj).filter(|object| *object > at)?;
        kids(tree, object).find(|kid| {
            matches!(tree.relation(*kid), Relation::Nmod | Relation::Acl) && tree.preposition(*kid) == preposition
        })
    })?;
    hull(tree, kid, at)
}
