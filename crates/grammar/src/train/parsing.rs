//! Learning the parser: greedy, on its own mistakes (training with exploration).

use std::collections::BTreeMap;

use super::conllu::Sentence;
use super::learner::{Averaged, Dice, Learner};
use super::oracle::{Gold, projective};
use crate::analyzer::nodes;
use crate::context::{Context, Node};
use crate::form::forms;
use crate::hash::Keys;
use crate::lemma::Lemmatizer;
use crate::parser::{best, forced};
use crate::state::{Action, Move, State};
use crate::tagger::Class;
use crate::weights::{CLASSES, Scorer};
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

/// The data with the tags that a tagger gives them.
pub(crate) fn examples(data: &[Sentence], tags: &[Vec<Class>], lemmatizer: &Lemmatizer) -> Vec<Example> {
    let example = |(sentence, tags): (&Sentence, &Vec<Class>)| {
        let word = |(token, (upos, tag)): (&super::Token, &Class)| Word {
            lemma: lemmatizer.lemma(&token.form, *upos, *tag),
            upos: *upos,
            tag: *tag,
            head: None,
            relation: Relation::Dep,
        };
        let words: Vec<Word> = sentence.tokens.iter().zip(tags).map(word).collect();
        let heads: Vec<usize> = sentence.tokens.iter().map(|token| token.head.unwrap_or(words.len())).collect();
        let relations = sentence.tokens.iter().map(|token| token.relation).collect();
        Example { nodes: nodes(&forms(&sentence.forms()), &words), gold: Gold { heads: projective(&heads), relations } }
    };
    data.iter().zip(tags).map(example).collect()
}

/// A right move must lead by this much, or the weights change: about half of what one change brings.
const MARGIN: i32 = 100;

/// Learns the weights of the moves.
pub(crate) fn learn(
    examples: &[Example],
    moves: &[Move],
    epochs: usize,
    seed: u64,
    report: &(dyn Fn(&str) + Sync),
) -> Averaged {
    let mut learner = Learner::new();
    let mut dice = Dice(seed);
    let mut order: Vec<&Example> = examples.iter().collect();
    for epoch in 0..epochs {
        dice.shuffle(&mut order);
        let mut wrong = 0;
        for example in &order {
            wrong += sentence(&mut learner, example, moves, epoch > 0, &mut dice);
        }
        report(&format!("parser {seed}, epoch {epoch}: {wrong} wrong moves"));
    }
    learner.averaged()
}

/// Walks through one sentence; from the second epoch on it mostly follows the parser's own choice, right or wrong.
fn sentence(learner: &mut Learner, example: &Example, moves: &[Move], explore: bool, dice: &mut Dice) -> usize {
    let context = Context { nodes: &example.nodes };
    let mut state = State::new(example.nodes.len());
    let mut keys = Keys::default();
    let mut wrong = 0;
    while !state.finished() {
        if let Some(step) = forced(&state) {
            state.apply(step);
            continue;
        }
        context.features(&mut keys, &state);
        let mut scores = [0; CLASSES];
        learner.add(keys.as_slice(), &mut scores);
        let Some(guess) = best(moves, &scores, |step| state.allows(step.0)) else { break };
        let costs = [Action::Shift, Action::Left, Action::Right]
            .map(|action| if state.allows(action) { example.gold.cost(&state, action) } else { usize::MAX });
        let least = costs.iter().copied().min().unwrap_or_default();
        let right =
            |step: Move| costs.get(step.0 as usize) == Some(&least) && example.gold.right_label(&state, step.0, step.1);
        let target = best(moves, &scores, right).unwrap_or(guess);
        learner.tick();
        let place = |step: Move| moves.iter().position(|other| *other == step).unwrap_or_default();
        let score = |step: Move| scores.get(place(step)).copied().unwrap_or_default();
        let rival = best(moves, &scores, |step| state.allows(step.0) && !right(step)).unwrap_or(target);
        if rival != target && score(target) - score(rival) < MARGIN {
            learner.update(keys.as_slice(), place(target), place(rival));
        }
        let astray = !right(guess);
        wrong += usize::from(astray);
        let next = if astray && (!explore || dice.below(10) == 0) { target } else { guess };
        state.apply(next);
    }
    wrong
}
