//! Attribution without a verb or noun of speech: "according to", "in the ministry's view", a name before a colon.

use super::super::levels;
use super::{Draft, Place, content, source};
use grammar::{Relation, Tag, Upos};
use model::{MentionKind, Span};

/// What such phrases of a sentence attribute.
pub(super) fn told(place: &Place<'_>) -> Vec<Draft> {
    let tree = place.sentence.tree;
    let mut found: Vec<Draft> = (0..tree.len())
        .filter_map(|at| according(place, at).or_else(|| view(place, at)).or_else(|| hearsay(place, at)))
        .collect();
    found.extend(colon(place));
    found.extend(dash(place));
    found
}

/// "According to the army, …".
fn according(place: &Place<'_>, at: usize) -> Option<Draft> {
    let tree = place.sentence.tree;
    if tree.lower(at) != "according" || tree.lower(at + 1) != "to" {
        return None;
    }
    let end = (at + 2..tree.len())
        .find(|word| matches!(tree.form(*word), "," | "." | ";" | "\"" | "”"))
        .unwrap_or(tree.len());
    let inside = |word: usize| (at..end).contains(&word);
    let nominal =
        |word: &usize| tree.is_noun(*word) || matches!(tree.tag(*word), Tag::Prp | Tag::Cd | Tag::Dt | Tag::Jjs);
    // The head of the phrase is the first noun that hangs on no other noun of it.
    let head = (at + 2..end).filter(nominal).find(|word| {
        let above = tree.head(*word);
        above.is_none_or(|above| !inside(above) || above < at + 2 || !nominal(&above))
    })?;
    let whose = source::Source { head: Some(head), resolved: Some(head) };
    let content = rest(place, at, end)?;
    Some(Draft {
        source: whose.span(place, at + 1),
        speaker: whose.speaker(place),
        cue: tree.range(at, at + 1)?,
        content,
    })
}

/// The sentence without a phrase at its beginning or its end.
fn rest(place: &Place<'_>, first: usize, end: usize) -> Option<Span> {
    let tree = place.sentence.tree;
    let word = |at: &usize| tree.form(*at).chars().any(char::is_alphanumeric);
    let behind = (end..tree.len()).find(word);
    let before = (0..first).find(word);
    let last = (0..tree.len()).rev().find(word)?;
    match (before, behind) {
        (None, Some(behind)) => tree.range(behind, last),
        (Some(before), None) => tree.range(before, (before..first).rev().find(word)?),
        (Some(before), Some(_)) => tree.range(before, last),
        (None, None) => None,
    }
}

/// "In the ministry's view, …".
fn view(place: &Place<'_>, at: usize) -> Option<Draft> {
    let tree = place.sentence.tree;
    let lemma = tree.lemma(at);
    let noun =
        matches!(lemma, "view" | "opinion" | "word" | "estimation" | "judgment" | "judgement" | "telling" | "account");
    let preposition = tree.preposition(at);
    let fits = match tree.relation(at) {
        Relation::Obl | Relation::Nmod => matches!(preposition.as_str(), "in" | "by"),
        _ => false,
    };
    if !noun || !fits {
        return None;
    }
    let holder = tree.child(at, Relation::NmodPoss);
    let of = || {
        tree.kids(at)
            .iter()
            .copied()
            .find(|kid| tree.relation(*kid) == Relation::Nmod && tree.preposition(*kid) == "of")
    };
    let head = holder.or_else(of)?;
    let whose = source::Source { head: Some(head), resolved: Some(head) };
    let content = content::hull(tree, tree.head(at)?, at)?;
    whose.by_somebody(place).then_some(())?;
    Some(Draft { source: whose.span(place, at), speaker: whose.speaker(place), cue: tree.span(at)?, content })
}

/// "“We shall come back.” — Ana Ruiz": a name alone behind a dash behind a quotation.
fn dash(place: &Place<'_>) -> Option<Draft> {
    let tree = place.sentence.tree;
    let dash = |at: &usize| matches!(tree.form(*at), "―" | "—" | "–" | "--" | "-");
    let at = (0..tree.len()).rev().find(dash)?;
    let last = (at + 1..tree.len()).rev().find(|word| tree.form(*word).chars().any(char::is_alphanumeric))?;
    let name = tree.upos(at + 1) == Upos::Propn && (at + 1..=last).all(|word| !tree.tag(word).is_verb());
    let whole = last + 2 >= tree.len() && last - at <= 9;
    let number = place.sentence.number;
    let quoted = |number: usize| place.quotations.iter().any(|quotation| quotation.last.0 == number);
    let content = match at.checked_sub(1) {
        Some(before) if matches!(tree.form(before), "”" | "\"" | "''" | "»") => tree.range(0, before),
        None if number.checked_sub(1).is_some_and(quoted) => place.before,
        _ => None,
    }?;
    if !name || !whole {
        return None;
    }
    let speaker = (at + 1..=last).find_map(|word| levels::named(&place.sentence, word));
    Some(Draft { source: tree.range(at + 1, last), speaker, cue: tree.span(at)?, content })
}

/// "The road was reportedly open": somebody says so, nobody is named.
fn hearsay(place: &Place<'_>, at: usize) -> Option<Draft> {
    let tree = place.sentence.tree;
    if !place.sentence.lexicon.is("hearsay_adverb", tree.lower(at)) {
        return None;
    }
    let content = content::hull(tree, tree.head(at)?, at)?;
    Some(Draft { source: None, speaker: None, cue: tree.span(at)?, content })
}

/// "Baku: forces shell town", "Ministry: 'We left'".
fn colon(place: &Place<'_>) -> Option<Draft> {
    let tree = place.sentence.tree;
    let at = (1..tree.len().min(9)).find(|at| tree.form(*at) == ":")?;
    let verb = (0..at).any(|word| tree.tag(word).is_verb() || tree.form(word) == ",");
    let says = (at + 1..tree.len()).any(|word| tree.tag(word).is_verb());
    let last = (0..at).rev().find(|word| tree.is_noun(*word) || tree.tag(*word) == Tag::Prp)?;
    let source = |head: usize| source::Source { head: Some(head), resolved: Some(head) };
    let body = body_of(place, last).filter(|body| source(*body).speaker(place).is_some());
    let whose = source(body.unwrap_or(last));
    if verb || !says || at > 7 || whose.speaker(place).is_none() {
        return None;
    }
    let content = tree.range(at + 1, tree.len() - 1)?;
    Some(Draft { source: tree.range(0, at - 1), speaker: whose.speaker(place), cue: tree.span(at)?, content })
}

/// "Минобороны Азербайджана: …": before a colon that a gloss left outside of the tree, a name behind a body tells whose it is.
fn body_of(place: &Place<'_>, name: usize) -> Option<usize> {
    let tree = place.sentence.tree;
    let named = tree.relation(name) == Relation::Discourse && tree.tag(name) == Tag::Nnp;
    let whose = named && place.sentence.kind(name) != Some(MentionKind::Person);
    let body = (0..name).rev().find(|word| whose && tree.tag(*word) != Tag::In)?;
    let common = matches!(tree.tag(body), Tag::Nn | Tag::Nns);
    (common && !matches!(tree.lemma(body), "statement" | "declaration" | "communique")).then_some(body)
}
