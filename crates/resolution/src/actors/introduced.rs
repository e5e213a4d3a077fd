//! Names that a document introduces: "Colonel Ahmed Warfali … Warfali", "Government of National Accord (GNA)".
//! What the document says of its own names comes before what a register says of them.

use super::{Scene, choose};
use crate::context::Context;
use crate::register::{Register, Sort};
use crate::words::{Gap, Shape, Words};
use model::{ActorRef, Document, Mention, MentionKind};
use std::collections::BTreeMap;
use std::ops::Range;

/// The names that a document introduces, by key.
#[derive(Debug, Default)]
pub(crate) struct Introduced {
    /// An acronym and the words that it stands for.
    acronyms: BTreeMap<String, Range<usize>>,
    /// A word of a person's name behind the first, and the fuller names that hold it, in the order of the text: in many
    /// countries the first of two surnames is the one that is used alone.
    persons: BTreeMap<String, Vec<Fuller>>,
}

/// A fuller name, and whom it means.
type Fuller = (Range<usize>, ActorRef);

impl Introduced {
    pub(crate) fn of(document: &Document, mentions: &[Mention], context: &Context, register: &Register) -> Self {
        let acronyms = acronyms(document, context);
        let nobody = Self::default();
        let scene = Scene { document, register, context, introduced: &nobody };
        let mut persons: BTreeMap<String, Vec<Fuller>> = BTreeMap::new();
        for mention in mentions.iter().filter(|mention| mention.kind == MentionKind::Person) {
            let name = scene.without_titles(&context.words.within(mention.head));
            let bare = name.clone().filter(|number| context.words.get(*number).is_some_and(|word| !word.article));
            if bare.count() > 1 {
                let meaning = whole(&scene, &name, MentionKind::Person);
                for word in name.clone().skip(1) {
                    persons
                        .entry(context.words.key(word).to_owned())
                        .or_default()
                        .push((name.clone(), meaning.clone()));
                }
            }
        }
        Self { acronyms, persons }
    }

    /// Whom a name means by what the document introduced.
    pub(crate) fn meaning(&self, scene: &Scene<'_>, name: &Range<usize>) -> Option<ActorRef> {
        let words = &scene.context.words;
        let last = name.end.checked_sub(1)?;
        let bare = name.clone().filter(|number| words.get(*number).is_some_and(|word| !word.article)).count();
        let capital = words.get(last)?.shape != Shape::Small;
        if !capital || bare == 0 {
            return None;
        }
        if bare > 1 {
            return self.longer(scene, name);
        }
        let key = words.key(last);
        if let Some(long) =
            self.acronyms.get(key).filter(|_| words.get(last).is_some_and(|word| word.shape == Shape::Capitals))
        {
            return Some(whole(scene, long, MentionKind::Organisation));
        }
        let meanings = self.ending_first(scene, key)?;
        let (_, first) = meanings.first()?;
        if meanings.iter().all(|(_, meaning)| meaning.key() == first.key()) {
            return Some(first.clone());
        }
        // Several persons of one surname: the register's own, where it is one of them, else the one named last.
        let sure = choose(scene, scene.register.names.exact(key), &[Sort::Sure]);
        let sure = sure.filter(|sure| meanings.iter().any(|(_, meaning)| meaning.key() == sure.key()));
        let before = meanings.iter().rev().find(|(range, _)| range.end <= name.start);
        sure.or_else(|| before.map(|(_, meaning)| meaning.clone()))
    }
}

impl Introduced {
    /// The fuller names that hold a word: those that end with it, else the others.
    fn ending_first(&self, scene: &Scene<'_>, key: &str) -> Option<Vec<&Fuller>> {
        let words = &scene.context.words;
        let all = self.persons.get(key)?;
        let ends = |(name, _): &&Fuller| name.end.checked_sub(1).is_some_and(|last| words.key(last) == key);
        let ending: Vec<&Fuller> = all.iter().filter(ends).collect();
        Some(if ending.is_empty() { all.iter().collect() } else { ending })
    }

    /// "Lopez Albujar" of "Enrique Lopez Albujar": the one longer name that holds these words in a row.
    fn longer(&self, scene: &Scene<'_>, name: &Range<usize>) -> Option<ActorRef> {
        let words = &scene.context.words;
        let keys: Vec<&str> = name.clone().map(|number| words.key(number)).collect();
        let holds = |fuller: &Range<usize>| {
            let own: Vec<&str> = fuller.clone().map(|number| words.key(number)).collect();
            own.len() > keys.len() && own.windows(keys.len()).any(|run| run == keys)
        };
        let listed = scene.context_matches(name.start, name.end).into_iter().any(|found| found.words == *name);
        let fuller = self.persons.get(*keys.last()?).filter(|_| !listed)?;
        let mut meanings = fuller.iter().filter(|(name, _)| holds(name)).map(|(_, meaning)| meaning);
        let first = meanings.next()?;
        meanings.all(|other| other.key() == first.key()).then(|| first.clone())
    }
}

/// What a full name means: the register's, else itself.
fn whole(scene: &Scene<'_>, name: &Range<usize>, kind: MentionKind) -> ActorRef {
    let found = scene.context_matches(name.start, name.end).into_iter().find(|found| found.words == *name);
    let listed = found.and_then(|found| choose(scene, &found.uses, &[Sort::Sure, Sort::Ambiguous]));
    listed.unwrap_or_else(|| scene.unlisted(name, kind))
}

/// Acronyms in brackets behind what they stand for.
fn acronyms(document: &Document, context: &Context) -> BTreeMap<String, Range<usize>> {
    let words = &context.words;
    let letters: Vec<char> = document.text.chars().collect();
    let bracketed = |number: usize| {
        let span = words.get(number)?.span;
        let before = span.start().checked_sub(1).and_then(|at| letters.get(at));
        (before == Some(&'(') && letters.get(span.end()) == Some(&')')).then_some(())
    };
    let mut found = BTreeMap::new();
    for number in 1..words.list.len() {
        let capitals = words.get(number).is_some_and(|word| word.shape == Shape::Capitals);
        if !capitals || bracketed(number).is_none() {
            continue;
        }
        // The names stand in order and without overlap.
        let place = context.names.partition_point(|name| name.words.end < number);
        let listed = || {
            let name = context.names.get(place).filter(|name| name.words.end == number);
            name.map(|name| name.words.clone())
        };
        if let Some(long) = spelt_out(words, number).or_else(listed) {
            found.entry(words.key(number).to_owned()).or_insert(long);
        }
    }
    found
}

/// The words before a bracket whose initials are the acronym; small words may be left out of it.
fn spelt_out(words: &Words, acronym: usize) -> Option<Range<usize>> {
    let mut initials = words.key(acronym).chars().rev().peekable();
    let mut start = None;
    for number in (0..acronym).rev().take(12) {
        let word = words.get(number)?;
        let fits = words.key(number).chars().next() == initials.peek().copied();
        if fits {
            initials.next();
            start = Some(number);
        } else if word.shape != Shape::Small && !word.article {
            return None;
        }
        if initials.peek().is_none() || matches!(word.gap, Gap::Break | Gap::Comma) {
            break;
        }
    }
    let capital = start.and_then(|start| words.get(start)).is_some_and(|word| word.shape != Shape::Small);
    (initials.peek().is_none() && capital).then(|| start.map(|start| start..acronym)).flatten()
}
