//! Verbs, nouns and adjectives that attribute, each with its source and with what hangs on it.

use super::{Draft, Place, content, cue_span, source};
use crate::lexicon::{Cue, Part};
use crate::tree::Tree;
use grammar::{Relation, Tag};
use model::Span;

/// What a word attributes, if it is a cue here.
pub(super) fn told(place: &Place<'_>, at: usize) -> Option<Draft> {
    let part = part(place.sentence.tree, at)?;
    if part == Part::Verb && bare_citation(place, at) {
        return cited(place, at);
    }
    let lexicon = place.sentence.lexicon;
    let mut found: Option<(usize, Span, bool)> = None;
    for lemma in lemmas(place.sentence.tree, at, part) {
        for cue in lexicon.cues(&lemma).filter(|cue| cue.pattern.part == part && fits(place, at, cue)) {
            for way in &cue.ways {
                let rank = content::rank(way);
                let better = found.is_none_or(|(best, _, _)| rank < best);
                if let Some(span) = better.then(|| content::of(place, at, part, way)).flatten()
                    && (!cue.of_somebody || source::of(place, at, part, Some(span)).by_somebody(place))
                {
                    found = Some((rank, span, may_lack_source(part, way, place, at)));
                }
            }
        }
    }
    let found = found.or_else(|| open_class(place, at, part));
    let (_, content, sourceless) = found?;
    let whose = source::of(place, at, part, Some(content));
    (whose.head.is_some() || sourceless).then_some(())?;
    Some(Draft { source: whose.span(place, at), speaker: whose.speaker(place), cue: cue_span(place, at)?, content })
}

fn part(tree: &Tree<'_>, at: usize) -> Option<Part> {
    let copula = tree.kids(at).iter().any(|kid| matches!(tree.relation(*kid), Relation::Cop));
    let passive = tree.kids(at).iter().any(|kid| matches!(tree.relation(*kid), Relation::AuxPass));
    match tree.tag(at) {
        Tag::Jj | Tag::Jjr | Tag::Jjs => Some(Part::Adjective),
        Tag::Vbn if copula && !passive => Some(Part::Adjective),
        tag if tag.is_verb() => Some(Part::Verb),
        _ if tree.is_noun(at) => Some(Part::Noun),
        _ => None,
    }
}

/// A participle may stand in the list as the adjective that it is.
fn lemmas(tree: &Tree<'_>, at: usize, part: Part) -> Vec<String> {
    let mut lemmas = vec![tree.lemma(at).to_owned()];
    let lower = tree.lower(at);
    if part == Part::Adjective && lower != tree.lemma(at) {
        lemmas.push(lower.clone());
    }
    lemmas
}

/// Whether the particles that the line asks for are there.
fn fits(place: &Place<'_>, at: usize, cue: &Cue) -> bool {
    let tree = place.sentence.tree;
    cue.pattern.constraints.iter().all(|constraint| {
        tree.kids(at).iter().any(|kid| *kid > at && *kid <= at + 4 && constraint.words.contains(tree.lower(*kid)))
            || constraint.words.contains(tree.lower(at + 1))
    })
}

/// "It was reported that", "reports that": nobody is named, and yet it is attributed.
fn may_lack_source(part: Part, way: &str, place: &Place<'_>, at: usize) -> bool {
    match part {
        Part::Verb => crate::arguments::is_passive(place.sentence.tree, at) || way == "quote",
        Part::Noun => way == "clause",
        Part::Adjective => false,
    }
}

/// A verb that no list holds, with a clause behind "that" and somebody before it.
fn open_class(place: &Place<'_>, at: usize, part: Part) -> Option<(usize, Span, bool)> {
    let tree = place.sentence.tree;
    let thing =
        matches!(tree.lemma(at), "mean" | "ensure" | "be" | "make" | "cause" | "have" | "get" | "do" | "happen");
    if part != Part::Verb || thing {
        return None;
    }
    let clause = tree.kids(at).iter().copied().find(|kid| {
        *kid > at && tree.relation(*kid) == Relation::Ccomp && matches!(tree.marker(*kid).as_str(), "that" | "whether")
    })?;
    let span = content::hull(tree, clause, at)?;
    source::of(place, at, part, Some(span)).by_somebody(place).then_some((0, span, false))
}

fn bare_citation(place: &Place<'_>, at: usize) -> bool {
    let tree = place.sentence.tree;
    tree.tag(at) == Tag::Vbg
        && place.sentence.lexicon.is("cite", tree.lemma(at))
        && matches!(tree.relation(at), Relation::Advcl | Relation::Acl | Relation::Dep | Relation::Parataxis)
}

/// "TASS reported the attack, citing the command": the command says so. "… citing concerns": he who cites them.
fn cited(place: &Place<'_>, at: usize) -> Option<Draft> {
    let tree = place.sentence.tree;
    let object = tree.child(at, Relation::Obj).or_else(|| tree.child(at, Relation::Obl))?;
    let whose = source::Source { head: Some(object), resolved: Some(object) };
    let cue = cue_span(place, at)?;
    if whose.by_somebody(place) {
        let content = content::hull(tree, tree.head(at)?, at)?;
        return Some(Draft { source: whose.span(place, at), speaker: whose.speaker(place), cue, content });
    }
    let content = content::hull(tree, object, at)?;
    let whose = source::of(place, at, Part::Verb, Some(content));
    whose.head?;
    Some(Draft { source: whose.span(place, at), speaker: whose.speaker(place), cue, content })
}
