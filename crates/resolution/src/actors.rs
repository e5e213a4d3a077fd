//! Whom a mention means: an actor of the register, a name kept as it is told, actors without a name, or several candidates.

mod choose;
mod described;
mod introduced;
mod office;

pub(crate) use choose::choose;
pub(crate) use introduced::Introduced;

use crate::context::Context;
use crate::cues::cues;
use crate::register::{Match, NameUse, Register, Sort};
use crate::words::Shape;
use model::{ActorKind, ActorRef, Document, Mention, MentionKind};
use std::ops::Range;

/// Everything that a mention is judged by.
pub(crate) struct Scene<'a> {
    pub(crate) document: &'a Document,
    pub(crate) register: &'a Register,
    pub(crate) context: &'a Context,
    pub(crate) introduced: &'a Introduced,
}

impl Scene<'_> {
    /// Whom a mention of an actor means; `None` where it names nobody.
    pub(crate) fn actor(&self, mention: &Mention) -> Option<ActorRef> {
        let words = &self.context.words;
        let all = words.within(mention.span);
        let head = Some(words.within(mention.head)).filter(|head| !head.is_empty()).unwrap_or(all.clone());
        let all = all.start.min(head.start)..all.end.max(head.end);
        if head.is_empty() {
            return None;
        }
        let last = head.end.checked_sub(1)?;
        // "US" in capitals is a state.
        let shape = words.get(last)?.shape;
        if head.len() == 1 && shape != Shape::Capitals && cues().pronoun.contains(words.key(last)) {
            return None;
        }
        let named = shape != Shape::Small && !cues().number.contains(words.key(last));
        self.introduced_name(&head)
            .or_else(|| self.phrase(&all, &head))
            .or_else(|| office::holder(self, &all, &head))
            .or_else(|| self.opening_noun(&all, &head, named))
            .or_else(|| named.then(|| self.name(&head, mention.kind)).flatten())
            .or_else(|| described::described(self, &all, &head, mention.kind))
    }

    /// A name that the document introduced in a fuller form or as an acronym.
    fn introduced_name(&self, head: &Range<usize>) -> Option<ActorRef> {
        let name = self.without_titles(head);
        self.introduced.meaning(self, &name)
    }

    /// The longest name of the register that covers the head.
    fn phrase(&self, all: &Range<usize>, head: &Range<usize>) -> Option<ActorRef> {
        let name = self.without_titles(head);
        let covers = |found: &Match| found.words.start <= name.start && found.words.end >= head.end;
        let mut found: Vec<Match> =
            (all.start..=name.start).flat_map(|start| self.context_matches(start, all.end)).filter(covers).collect();
        found.sort_by_key(|found| std::cmp::Reverse(found.words.len()));
        // A description ("Russian mercenaries") is a listed actor only where the document names that actor too.
        if words_are_small(self, &(head.end.saturating_sub(1)..head.end)) {
            let named = |one: &NameUse| one.sort != Sort::Ambiguous || self.context.named(one.actor) > 0;
            found.iter_mut().for_each(|found| found.uses.retain(named));
        }
        found.iter().find_map(|found| choose(self, &found.uses, &[Sort::Sure, Sort::Ambiguous, Sort::Metonym]))
    }

    pub(crate) fn context_matches(&self, start: usize, limit: usize) -> Vec<Match> {
        self.register.names.matches(&self.context.words, start, limit)
    }

    /// Whether a bracket opens directly before some words.
    pub(crate) fn opens_bracket(&self, span: model::Span) -> bool {
        let before = span.start().checked_sub(1).and_then(|start| model::Span::new(start, span.start()));
        before.is_some_and(|before| self.context.words.cut(&self.document.text, before).0 == "(")
    }

    /// "Gunmen" at the head of a sentence is a noun and no name.
    fn opening_noun(&self, all: &Range<usize>, head: &Range<usize>, named: bool) -> Option<ActorRef> {
        let last = head.end.checked_sub(1)?;
        let opens = named && self.context.words.opens(head.start);
        let noun = self.register.nouns.noun(self.context.words.key(last)).is_some();
        (opens && noun).then(|| described::described(self, all, head, MentionKind::Actor)).flatten()
    }

    /// A name: the register's, wherever it ends the head, else kept as it is told.
    fn name(&self, head: &Range<usize>, kind: MentionKind) -> Option<ActorRef> {
        let name = self.without_titles(head);
        self.first_and_last(&name).or_else(|| self.by_adjective(&name)).or_else(|| Some(self.unlisted(&name, kind)))
    }

    /// A state called by its adjective alone: "Turkish-backed", "Turkish strikes".
    fn by_adjective(&self, name: &Range<usize>) -> Option<ActorRef> {
        let uses = self.register.names.exact(&self.context.words.joined(name.clone()));
        choose(self, uses, &[Sort::Adjective])
    }

    /// A listed person with names in between ("Khalifa Belqasim Haftar").
    fn first_and_last(&self, name: &Range<usize>) -> Option<ActorRef> {
        if name.len() < 3 {
            return None;
        }
        let words = &self.context.words;
        let short = format!("{} {}", words.key(name.start), words.key(name.end.checked_sub(1)?));
        let uses = self.register.names.exact(&short);
        let person = |number: usize| self.register.actor(number).is_some_and(|actor| actor.kind == ActorKind::Person);
        let uses: Vec<_> = uses.iter().filter(|found| person(found.actor)).copied().collect();
        choose(self, &uses, &[Sort::Sure])
    }

    /// A name kept as it is told.
    pub(crate) fn unlisted(&self, name: &Range<usize>, kind: MentionKind) -> ActorRef {
        let text = self.context.text(self.document, name.clone()).to_owned();
        let kind = match kind {
            MentionKind::Person => ActorKind::Person,
            _ => cues().group_kind(&self.context.words, name).unwrap_or(ActorKind::Organisation),
        };
        ActorRef::Unlisted { name: text, kind }
    }

    /// A head without the titles, offices and adjectives that stand before its name.
    pub(crate) fn without_titles(&self, head: &Range<usize>) -> Range<usize> {
        let words = &self.context.words;
        let mut start = head.start;
        'strip: while start + 1 < head.end {
            for length in (1..=3_usize).rev().filter(|length| start + length < head.end) {
                let key = words.joined(start..start + length);
                if self.register.nouns.is_title(&key) || self.register.offices.is_title(&key) {
                    start += length;
                    continue 'strip;
                }
            }
            break;
        }
        start..head.end
    }

    /// A listed actor as a reference.
    pub(crate) fn listed(&self, number: usize) -> Option<ActorRef> {
        let actor = self.register.actor(number)?;
        Some(ActorRef::Listed { id: actor.id.clone(), name: actor.name.clone() })
    }

    /// Those candidates whom the document surely names; all of them where it names none.
    pub(crate) fn preferring_named(&self, candidates: Vec<usize>) -> Vec<usize> {
        let named: Vec<usize> = candidates.iter().copied().filter(|number| self.context.named(*number) > 0).collect();
        if named.is_empty() { candidates } else { named }
    }
}

fn words_are_small(scene: &Scene<'_>, range: &Range<usize>) -> bool {
    range.clone().all(|number| scene.context.words.get(number).is_some_and(|word| word.shape == Shape::Small))
}
