//! Who acts, by nearness: in a sentence laid from another language, whose trees err more often, the nearest actor of the
//! clause whom no preposition, no other verb and no other part of the act claims. Behind a passive, or the noun of an act,
//! whoever "by" introduces. A claim whose doer was found so says it.
//!
//! Case needs no word here: laying put a preposition before every noun that stands neither in the nominative nor in the
//! accusative.

use super::{Filled, filler, fitting};
use crate::arguments::is_passive;
use crate::lexicon::Part;
use crate::reading_sentence::Sentence;
use crate::triggers::Hit;
use grammar::{Relation, Tag, Upos};
use model::{Family, Filler, MentionKind, Role};

/// How far behind an act its doer is looked for.
const REACH: usize = 14;

/// The doer of an act that has none; `None` too where the tree was not laid or the kind needs none.
pub(super) fn doer(sentence: &Sentence<'_>, hit: &Hit<'_>, roles: &Filled) -> Option<(usize, Filler)> {
    if !sentence.tree.laid || roles.contains_key(&Role::Agent) || !acts(sentence, hit) {
        return None;
    }
    let clause = Clause::around(sentence, hit);
    let at = match hit.trigger.pattern.part {
        Part::Verb if !is_passive(sentence.tree, hit.at) => clause.subject(roles)?,
        Part::Verb | Part::Noun => clause.introduced(roles)?,
        Part::Adjective => return None,
    };
    fitting::check(sentence, hit, "subj", Role::Agent, at).filter(|(role, _)| *role == Role::Agent)?;
    Some((at, filler(sentence, at)?))
}

/// Whether whoever is the subject of the act does it.
fn acts(sentence: &Sentence<'_>, hit: &Hit<'_>) -> bool {
    let subject = sentence.lexicon.frame(hit.trigger).find(|(slot, _)| *slot == "subj");
    subject.is_some_and(|(_, role)| role == Some(Role::Agent))
}

/// The words around an act up to the next clause.
struct Clause<'a, 's> {
    sentence: &'a Sentence<'s>,
    hit: &'a Hit<'s>,
    first: usize,
    end: usize,
}

impl<'a, 's> Clause<'a, 's> {
    fn around(sentence: &'a Sentence<'s>, hit: &'a Hit<'s>) -> Self {
        let ends = |at: &usize| closes(sentence, *at);
        let first = (0..hit.words.0).rev().find(ends).map_or(0, |at| at + 1);
        let last = (hit.words.1 + 1).saturating_add(REACH).min(sentence.tree.len());
        let end = (hit.words.1 + 1..last).find(ends).unwrap_or(last);
        Self { sentence, hit, first, end }
    }

    /// The subject of an active verb: before it, else behind it.
    fn subject(&self, roles: &Filled) -> Option<usize> {
        let tree = self.sentence.tree;
        let at = self.hit.at;
        let helped = tree.kids(at).iter().any(|kid| tree.tag(*kid) == Tag::Md);
        let finite = matches!(tree.tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp) || tree.tag(at) == Tag::Vb && helped;
        if !finite || tree.relation(at) == Relation::AclRelcl {
            return None;
        }
        let free = |at: &usize| self.is_free(*at, roles);
        (self.first..at).find(free).or_else(|| (at + 1..self.end).find(free))
    }

    /// Whoever "by" introduces behind a passive or the noun of an act.
    fn introduced(&self, roles: &Filled) -> Option<usize> {
        let by = |at: &usize| self.sentence.tree.preposition(*at) == "by" && self.is_somebody(*at, roles);
        (self.hit.at + 1..self.end).find(by)
    }

    /// Whether a word names somebody who plays no part yet.
    fn is_somebody(&self, at: usize, roles: &Filled) -> bool {
        let sentence = self.sentence;
        let kind = sentence.kind(at);
        let somebody = matches!(kind, Some(MentionKind::Actor | MentionKind::Person | MentionKind::Organisation));
        let speaks = matches!(self.hit.trigger.kind.family(), Family::Talks | Family::Agreement | Family::Politics);
        let capital = kind == Some(MentionKind::Place) && speaks && sentence.tree.upos(at) == Upos::Propn;
        let plays = roles.values().flatten().any(|(other, _)| *other == at);
        sentence.tree.is_noun(at) && (somebody || capital) && !plays
    }

    /// Whether nothing else claims a noun: no preposition, no possessor's place, no other verb.
    fn is_free(&self, at: usize, roles: &Filled) -> bool {
        let tree = self.sentence.tree;
        let describes = matches!(
            tree.relation(at),
            Relation::Compound
                | Relation::Amod
                | Relation::NmodPoss
                | Relation::Flat
                | Relation::Conj
                | Relation::Appos
        );
        let claimed = tree.head(at).is_some_and(|head| {
            head != self.hit.at
                && tree.is_clause(head)
                && (tree.relation(at).is_subject() || tree.relation(at) == Relation::Obj)
        });
        let owner = tree.kids(at).iter().any(|kid| tree.tag(*kid) == Tag::Pos);
        !describes && !claimed && !owner && tree.preposition(at).is_empty() && self.is_somebody(at, roles)
    }
}

/// Whether a word parts the clauses: a mark, a conjunction that opens one, another finite verb.
fn closes(sentence: &Sentence<'_>, at: usize) -> bool {
    let tree = sentence.tree;
    let mark = matches!(tree.form(at), "," | ";" | ":" | "—" | "–" | "«" | "»" | "“" | "”" | "\"" | "(" | ")");
    let opens = tree.upos(at) == Upos::Sconj || matches!(tree.tag(at), Tag::Wdt | Tag::Wp | Tag::Wrb);
    let helps = matches!(tree.relation(at), Relation::Aux | Relation::AuxPass | Relation::Cop | Relation::Amod);
    mark || opens || tree.tag(at).is_verb() && !helps
}
