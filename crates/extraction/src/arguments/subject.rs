//! Subjects that a clause takes from the clause above it: conjunction, control, participles.

use super::is_passive;
use crate::lexicon::Lexicon;
use crate::tree::Tree;
use grammar::{Relation, Tag};

/// How far up a subject is looked for: deeper nesting is guesswork.
const REACH: usize = 6;

/// The subject (and, for a passive, the object) that a verb takes from above.
pub(super) fn inherited(tree: &Tree<'_>, lexicon: &Lexicon, at: usize, passive: bool) -> Vec<(&'static str, usize)> {
    let slot = if passive { "obj" } else { "subj" };
    surface(tree, lexicon, at, REACH).map(|filler| (slot, filler)).into_iter().collect()
}

/// The grammatical subject of a verb, its own or that of the clause that lends it.
pub(super) fn surface(tree: &Tree<'_>, lexicon: &Lexicon, at: usize, reach: usize) -> Option<usize> {
    let own = tree.kids(at).iter().copied().find(|kid| tree.relation(*kid).is_subject());
    if let Some(own) = own {
        return Some(resolve_relative(tree, at, own));
    }
    // A clause above that lends its subject may have one that the tree gave it none of.
    let lends = reach < REACH;
    let Some(head) = tree.head(at) else { return lends.then(|| left_over(tree, at)).flatten() };
    let reach = reach.checked_sub(1)?;
    match tree.relation(at) {
        Relation::Conj if tree.is_clause(head) => surface(tree, lexicon, head, reach),
        Relation::Xcomp => controlled(tree, lexicon, head, reach),
        Relation::Advcl | Relation::Ccomp | Relation::Parataxis | Relation::Obl | Relation::Obj | Relation::Dep
            if may_borrow(tree, at) && tree.is_clause(head) =>
        {
            adverbial(tree, lexicon, at, head, reach)
        }
        Relation::Acl | Relation::Advcl | Relation::Amod | Relation::Nmod if tree.is_noun(head) => {
            adnominal(tree, lexicon, at, head, reach)
        }
        Relation::AclRelcl => Some(head),
        _ if lends => left_over(tree, at),
        _ => None,
    }
}

/// "The minister and the marshal said they would attack": both, whom no single mention before stands for.
pub(super) fn joined_speakers(tree: &Tree<'_>, lexicon: &Lexicon, at: usize, own: usize) -> Option<usize> {
    let told = tree.lower(own) == "they" && tree.relation(own).is_subject() && tree.relation(at) == Relation::Ccomp;
    let verb = tree.head(at).filter(|verb| told && lexicon.is("say", tree.lemma(*verb)))?;
    let speaker = tree.kids(verb).iter().copied().find(|kid| tree.relation(*kid) == Relation::Nsubj)?;
    let joined = |kid: &usize| tree.relation(*kid) == Relation::Conj && tree.is_noun(*kid);
    tree.kids(speaker).iter().any(joined).then_some(speaker)
}

fn resolve_relative(tree: &Tree<'_>, at: usize, own: usize) -> usize {
    let noun = || (tree.relation(at) == Relation::AclRelcl).then(|| tree.head(at)).flatten();
    if super::verb::is_relative_pronoun(tree, own) { noun().unwrap_or(own) } else { own }
}

/// Participles and infinitives borrow subjects; finite clauses have their own.
fn may_borrow(tree: &Tree<'_>, at: usize) -> bool {
    matches!(tree.tag(at), Tag::Vbg | Tag::Vbn | Tag::Vb)
}

/// "ordered the army to stop": the army; "called on the army to stop": likewise; "agreed to stop": who agreed.
fn controlled(tree: &Tree<'_>, lexicon: &Lexicon, head: usize, reach: usize) -> Option<usize> {
    let object = tree.child(head, Relation::Obj).or_else(|| tree.child(head, Relation::Iobj));
    let keeps = lexicon.is("promise", tree.lemma(head));
    let addressed = tree.kids(head).iter().copied().find(|kid| {
        tree.relation(*kid) == Relation::Obl
            && (matches!(tree.preposition(*kid).as_str(), "on" | "upon" | "for" | "to")
                && matches!(tree.lemma(head), "call" | "appeal" | "plead" | "wait" | "urge")
                || matches!(tree.preposition(*kid).as_str(), "from" | "of")
                    && matches!(tree.lemma(head), "demand" | "require"))
    });
    let lender = object.filter(|_| !keeps && !is_passive(tree, head)).or(addressed);
    lender.or_else(|| surface(tree, lexicon, head, reach))
}

/// "accused the army of shelling": the army; "left without signing": who left.
fn adverbial(tree: &Tree<'_>, lexicon: &Lexicon, at: usize, head: usize, reach: usize) -> Option<usize> {
    let marker = tree.marker(at);
    let marker = if marker.is_empty() { tree.preposition(at) } else { marker };
    let object = tree.child(head, Relation::Obj);
    let turned = matches!(marker.as_str(), "of" | "for" | "from" | "into" | "with" | "against")
        && lexicon.is("control", tree.lemma(head));
    if turned && !is_passive(tree, head) {
        return object.or_else(|| surface(tree, lexicon, head, reach));
    }
    // "Shelling killed three, wounding ten" and "to VERB" of purpose: the subject of the clause above.
    surface(tree, lexicon, head, reach)
}

/// "Haftar leaving Russia": Haftar; "refusal to sign": whose refusal; "calls for the army to stop": the army.
fn adnominal(tree: &Tree<'_>, lexicon: &Lexicon, at: usize, noun: usize, reach: usize) -> Option<usize> {
    match tree.tag(at) {
        Tag::Vb => {
            let holder = tree.child(noun, Relation::NmodPoss);
            let by = tree.kids(noun).iter().copied().find(|kid| {
                tree.relation(*kid) == Relation::Nmod
                    && matches!(tree.preposition(*kid).as_str(), "by" | "of" | "from" | "for" | "on")
            });
            let verb = tree.head(noun).filter(|verb| tree.is_clause(*verb));
            holder.or(by).or_else(|| surface(tree, lexicon, verb?, reach))
        }
        // "claimed responsibility for killing": who claims.
        Tag::Vbg if matches!(tree.lemma(noun), "responsibility" | "credit") => {
            surface(tree, lexicon, tree.head(noun).filter(|verb| tree.is_clause(*verb))?, reach)
        }
        Tag::Vbg if !tree.marker(at).is_empty() || !tree.preposition(at).is_empty() => {
            tree.child(noun, Relation::NmodPoss).or_else(|| maker(tree, noun, at))
        }
        // "issued a statement demanding": who issued it.
        Tag::Vbg if lexicon.is("statement", tree.lemma(noun)) => {
            let holder = tree.child(noun, Relation::NmodPoss);
            let verb = tree.head(noun).filter(|verb| tree.is_clause(*verb));
            holder.or_else(|| surface(tree, lexicon, verb?, reach)).or(Some(noun))
        }
        _ => Some(noun),
    }
}

/// "demands by the union, such as calling for": an example of what somebody makes is of the same maker.
fn maker(tree: &Tree<'_>, noun: usize, example: usize) -> Option<usize> {
    let such = (noun..example).any(|at| tree.lower(at) == "such" && tree.lower(at + 1) == "as");
    let by = |kid: &usize| tree.relation(*kid) == Relation::Nmod && tree.preposition(*kid) == "by";
    tree.kids(noun).iter().copied().find(|kid| such && by(kid))
}

/// A finite verb always has a subject: where the tree gave it none, the nearest noun before it that no preposition and no
/// other verb claims; an apposition stands for the noun before it.
pub(super) fn left_over(tree: &Tree<'_>, at: usize) -> Option<usize> {
    let bare = tree.tag(at) == Tag::Vbn && tree.relation(at) == Relation::Root;
    if !(bare || matches!(tree.tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp)) || tree.headline {
        return None;
    }
    let opens =
        (0..at).rev().find(|place| matches!(tree.form(*place), ";" | ":" | "“" | "\"")).map_or(0, |place| place + 1);
    (opens..at).find(|noun| is_free(tree, *noun, at))
}

fn is_free(tree: &Tree<'_>, noun: usize, verb: usize) -> bool {
    let nominal = tree.is_noun(noun) || matches!(tree.lower(noun).as_str(), "he" | "she" | "they" | "we");
    let bare = tree.preposition(noun).is_empty() && tree.kids(noun).iter().all(|kid| tree.tag(*kid) != Tag::Pos);
    let loose = matches!(
        tree.relation(noun),
        Relation::Root
            | Relation::Dep
            | Relation::Parataxis
            | Relation::Vocative
            | Relation::Dislocated
            | Relation::Nmod
            | Relation::Obl
    ) || (tree.relation(noun) == Relation::Flat && tree.head(noun).is_some_and(|head| !tree.is_noun(head)))
        || (tree.relation(noun) == Relation::Nsubj
            && tree.head(noun).is_some_and(|head| !tree.is_clause(head) || head > verb));
    nominal && bare && loose && !is_calendar_word(tree, noun)
}

/// Days and parts of days hang on verbs without a preposition and are no subjects.
fn is_calendar_word(tree: &Tree<'_>, at: usize) -> bool {
    let lower = tree.lower(at);
    lower.ends_with("day")
        || matches!(
            lower.as_str(),
            "week"
                | "weeks"
                | "month"
                | "months"
                | "year"
                | "years"
                | "hours"
                | "days"
                | "tonight"
                | "tomorrow"
                | "time"
        )
}
