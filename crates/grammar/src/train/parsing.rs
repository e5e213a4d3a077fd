//! Learning the parser: greedy, on its own mistakes (training with exploration).

use std::collections::BTreeMap;

use super::conllu::Sentence;
use super::network::{Learning, Lesson};
use super::oracle::{Gold, projective};
use super::words::KnownWords;
use crate::analyzer::{Lexis, nodes};
use crate::context::{Context, Node, Sight};
use crate::form::written;
use crate::index::KeyIndex;
use crate::lemma::Lemmatizer;
use crate::names::WordClasses;
use crate::network::{Network, lemma_key};
use crate::parser::{TagNumbers, forced};
use crate::state::{Action, Move, State};
use crate::tagger::Class;
use crate::weights::CLASSES;
use crate::{Relation, Word};

/// The moves that the data need, the most frequent first.
pub(crate) fn moves(data: &[Sentence]) -> Vec<Move> {
    let mut counts: BTreeMap<Move, usize> = BTreeMap::from([((Action::Shift, Relation::Dep), usize::MAX)]);
    for (at, token) in data.iter().flat_map(|sentence| sentence.tokens.iter().enumerate()) {
        if let Some(head) = token.head {
            let action = if head > at { Action::Left } else { Action::Right };
            *counts.entry((action, token.relation)).or_default() += 1;
        }
    }
    let mut moves: Vec<(Move, usize)> = counts.into_iter().filter(|(_, count)| *count >= 4).collect();
    moves.sort_by_key(|(step, count)| (std::cmp::Reverse(*count), *step));
    moves.into_iter().map(|(step, _)| step).take(CLASSES).collect()
}

/// A sentence as the parser learns from it.
pub(crate) struct Example {
    nodes: Vec<Node>,
    gold: Gold,
}

/// Sentences to learn from, and the words that are met often enough to be known.
pub(crate) struct Lessons {
    pub(crate) examples: Vec<Example>,
    /// The keys of the vocabulary, in ascending order.
    pub(crate) keys: Vec<u32>,
    /// How often each is met; first the unknown ones.
    often: Vec<usize>,
}

/// Lemmas met less often are unknown ones.
const OFTEN: usize = 3;

/// The data with the tags that a tagger gives them.
pub(crate) fn lessons(
    data: &[Sentence],
    tags: &[Vec<Class>],
    lemmatizer: &Lemmatizer,
    (classes, words_alike): (&[Class], &WordClasses),
) -> Lessons {
    let tagged = |(sentence, tags): (&Sentence, &Vec<Class>)| -> Vec<Word> {
        let word = |(token, (upos, tag)): (&super::Token, &Class)| Word {
            lemma: lemmatizer.lemma(&token.form, *upos, *tag),
            upos: *upos,
            tag: *tag,
            head: None,
            relation: Relation::Dep,
        };
        sentence.tokens.iter().zip(tags).map(word).collect()
    };
    let words: Vec<Vec<Word>> = data.iter().zip(tags).map(tagged).collect();
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    let mut level = Vec::new();
    for word in words.iter().flatten() {
        *counts.entry(lemma_key(&word.lemma, &mut level)).or_default() += 1;
    }
    counts.retain(|_, count| *count >= OFTEN);
    let keys: Vec<u32> = counts.keys().copied().collect();
    let vocabulary = KeyIndex::new(keys.clone());
    let tags = TagNumbers::of(classes);
    let lexis = Lexis { vocabulary: &vocabulary, tags: &tags, words_alike };
    let example = |(sentence, words): (&Sentence, &Vec<Word>)| {
        let heads: Vec<usize> = sentence.tokens.iter().map(|token| token.head.unwrap_or(words.len())).collect();
        let relations = sentence.tokens.iter().map(|token| token.relation).collect();
        let nodes = nodes(&written(&sentence.forms()), words, &lexis);
        Example { nodes, gold: Gold { heads: projective(&heads), relations } }
    };
    let examples = data.iter().zip(&words).map(example).collect();
    Lessons { examples, keys, often: [0].into_iter().chain(counts.into_values()).collect() }
}

/// Sentences between two steps.
const BATCH: usize = 6;
/// The size of the first step; it falls to a twentieth towards the last.
const RATE: f32 = 0.002;

/// Learns the network that judges the moves.
pub(crate) fn learn(
    lessons: &Lessons,
    moves: &[Move],
    known: &KnownWords,
    (epochs, seed): (usize, u64),
    report: &(dyn Fn(&str) + Sync),
) -> Network {
    let mut learning = Learning::new(moves, lessons.often.clone(), known, seed);
    let mut order: Vec<&Example> = lessons.examples.iter().collect();
    let total = (epochs * order.len()).max(1) as f32;
    let mut seen = 0_usize;
    for epoch in 0..epochs {
        learning.dice().shuffle(&mut order);
        let mut wrong = 0;
        for example in &order {
            wrong += sentence(&mut learning, example, epoch > 0);
            seen += 1;
            let left = 1.0 - seen as f32 / total;
            if seen.is_multiple_of(BATCH) {
                learning.step(RATE * (0.05 + 0.95 * left));
            }
            if left < 0.4 && seen.is_multiple_of(300) || left == 0.0 {
                learning.remember();
            }
        }
        report(&format!("parser, epoch {epoch}: {wrong} wrong moves"));
    }
    learning.rounded()
}

/// Walks through one sentence; from the second epoch on it mostly follows the parser's own choice, right or wrong.
fn sentence(learning: &mut Learning<'_>, example: &Example, explore: bool) -> usize {
    let context = Context { nodes: &example.nodes };
    let mut state = State::new(example.nodes.len());
    let mut sight = Sight::default();
    let mut pass = learning.begin(&example.nodes);
    let mut wrong = 0;
    while !state.finished() {
        if let Some(step) = forced(&state) {
            state.apply(step);
            continue;
        }
        context.see(&mut sight, &state);
        learning.see(&mut pass, &sight);
        let actions = learning.actions(&pass);
        let allowed = ACTIONS.map(|action| state.allows(action));
        let costs =
            ACTIONS.map(|action| if state.allows(action) { example.gold.cost(&state, action) } else { usize::MAX });
        let least = costs.iter().copied().min().unwrap_or_default();
        let free = |action: &Action| costs.get(*action as usize) == Some(&least);
        let Some(guess) = best(&actions, |action| state.allows(*action)) else { break };
        let target = best(&actions, free).unwrap_or(guess);
        let step = example
            .gold
            .relation_of(&state, target)
            .and_then(|relation| learning.moves().iter().position(|step| *step == (target, relation)));
        learning.learn(&mut pass, &Lesson { allowed, action: target, step, sight: &sight }, actions);
        wrong += usize::from(!free(&guess));
        let action = if !free(&guess) && (!explore || learning.dice().below(10) == 0) { target } else { guess };
        let gold = (action == target).then_some(step).flatten().filter(|_| !explore);
        state.apply((action, relation(learning, &pass, action, gold)));
    }
    learning.end(&pass);
    wrong
}

const ACTIONS: [Action; 3] = [Action::Shift, Action::Left, Action::Right];

/// The relation that is given to an arc: the right one, or the most likely one.
fn relation(learning: &Learning<'_>, pass: &super::network::Pass, action: Action, right: Option<usize>) -> Relation {
    let likely = || {
        let scored = learning.relations(pass, action);
        scored
            .into_iter()
            .max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)))
            .map(|(place, _)| place)
    };
    let place = right.or_else(likely);
    place.and_then(|place| learning.moves().get(place)).map_or(Relation::Dep, |step| step.1)
}

/// The best of the actions that pass; of equals the first.
fn best(scores: &[f32; 3], passes: impl Fn(&Action) -> bool) -> Option<Action> {
    let mut winner: Option<(Action, f32)> = None;
    for (action, score) in ACTIONS.into_iter().zip(scores).filter(|(action, _)| passes(action)) {
        if winner.is_none_or(|(_, highest)| *score > highest) {
            winner = Some((action, *score));
        }
    }
    winner.map(|(action, _)| action)
}
