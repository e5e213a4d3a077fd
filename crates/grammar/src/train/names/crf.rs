//! The conditional random field: its gradient from what [`lattice`](super::lattice) expects, its weights by AdaGrad (Duchi, Hazan and
//! Singer 2011), averaged over the last epochs. Some features are hidden by chance each time, as in dropout.

use super::super::learner::{Averaged, Dice};
use super::lattice::{Factors, LearnedSteps, NEVER, Row, expectations};
use super::{NameRecipe, NamedSentence};
use crate::form::forms;
use crate::hash::Keys;
use crate::names::{LABELS, Memory, Name, NameKind, Sight, WordClasses, features, label, own_features, sights};

/// A gradient that is not worth a step.
const LITTLE: f32 = 1e-4;

/// A sentence as numbers of features; a word without any is plain.
struct Example {
    words: Vec<Option<Vec<u32>>>,
    /// What the rest of its document says of each word.
    memory: Vec<Vec<u32>>,
    /// The labels that each word may have, one a bit.
    gold: Vec<u32>,
}

/// Weights under way.
struct Learning {
    weights: Vec<Row>,
    squares: Vec<Row>,
    steps: LearnedSteps,
    step_squares: LearnedSteps,
    rate: f32,
    shrink: f32,
}

/// Learns the weights of features and of steps.
pub(super) fn learn(
    data: &[NamedSentence],
    found: &[Vec<Name>],
    classes: &WordClasses,
    recipe: NameRecipe,
    seed: u64,
    report: &(dyn Fn(&str) + Sync),
) -> (Averaged, LearnedSteps) {
    let (keys, mut examples) = examples(data, found, classes, recipe.least);
    report(&format!("{} features", keys.len()));
    let zero = || vec![[0.0; LABELS]; keys.len()];
    let mut learning = Learning {
        weights: zero(),
        squares: zero(),
        steps: [[0.0; LABELS]; LABELS + 1],
        step_squares: [[0.0; LABELS]; LABELS + 1],
        rate: recipe.rate,
        shrink: recipe.shrink,
    };
    let (mut sum, mut step_sum, mut summed) = (zero(), [[0.0; LABELS]; LABELS + 1], 0.0_f32);
    let mut dice = Dice(seed);
    for epoch in 0..recipe.epochs {
        dice.shuffle(&mut examples);
        let loss: f64 = examples.iter().map(|example| learning.see(example, &mut dice, recipe.hidden)).sum();
        report(&format!("epoch {epoch}: {:.4} a sentence", loss / examples.len() as f64));
        if epoch * 2 >= recipe.epochs {
            summed += 1.0;
            for (sum, weight) in sum.iter_mut().flatten().zip(learning.weights.iter().flatten()) {
                *sum += weight;
            }
            for (sum, weight) in step_sum.iter_mut().flatten().zip(learning.steps.iter().flatten()) {
                *sum += weight;
            }
        }
    }
    step_sum.iter_mut().flatten().for_each(|step| *step /= summed);
    let cells = |row: &Row| (0_u8..).zip(row).map(|(label, sum)| (label, sum / summed)).collect();
    (keys.iter().zip(&sum).map(|(key, row)| (*key, cells(row))).collect(), step_sum)
}

/// The features that are met often enough, in ascending order, and the sentences in their numbers. `found` are the names
/// that a first look finds, by sentence; none where documents are not looked at.
fn examples(
    data: &[NamedSentence],
    found: &[Vec<Name>],
    classes: &WordClasses,
    least: u32,
) -> (Vec<u32>, Vec<Example>) {
    let seen: Vec<Vec<Sight>> = data.iter().map(|sentence| see(sentence, classes)).collect();
    let remembered = remembered(data, &seen, found);
    let mut keys = Keys::default();
    let mut counts: Vec<u32> = Vec::new();
    for (sentence, sights) in data.iter().zip(&seen) {
        for at in (0..sights.len()).filter(|at| !sights.get(*at).is_some_and(Sight::is_plain)) {
            all_features(&mut keys, sights, at, sentence.own);
            counts.extend(keys.as_slice());
        }
    }
    counts.extend(remembered.iter().flatten().flatten());
    counts.sort_unstable();
    let often = counts.chunk_by(|one, other| one == other).filter(|run| run.len() >= least as usize);
    let kept: Vec<u32> = often.filter_map(|run| run.first().copied()).collect();
    let numbers = |keys: &[u32]| -> Vec<u32> {
        let number = |key: &u32| kept.binary_search(key).ok().and_then(|number| u32::try_from(number).ok());
        keys.iter().filter_map(number).collect()
    };
    let mut list = Vec::new();
    for ((sentence, sights), remembered) in data.iter().zip(&seen).zip(&remembered) {
        let mut word = |at: usize| {
            all_features(&mut keys, sights, at, sentence.own);
            numbers(keys.as_slice())
        };
        let plain = |at: &usize| sights.get(*at).is_some_and(Sight::is_plain);
        let words = (0..sights.len()).map(|at| (!plain(&at)).then(|| word(at))).collect();
        let memory = remembered.iter().map(|keys| numbers(keys)).collect();
        list.push(Example { words, memory, gold: gold(sentence) });
    }
    (kept, list)
}

fn see(sentence: &NamedSentence, classes: &WordClasses) -> Vec<Sight> {
    let tokens: Vec<&str> = sentence.tokens.iter().map(String::as_str).collect();
    sights(&forms(&tokens), &tokens, classes)
}

fn all_features(keys: &mut Keys, sights: &[Sight], at: usize, own: bool) {
    features(keys, sights, at);
    if own {
        own_features(keys, sights, at);
    }
}

/// What each document's other sentences say of each word.
fn remembered(data: &[NamedSentence], seen: &[Vec<Sight>], found: &[Vec<Name>]) -> Vec<Vec<Vec<u32>>> {
    if found.is_empty() {
        return seen.iter().map(|sights| vec![Vec::new(); sights.len()]).collect();
    }
    let mut keys = Keys::default();
    let mut all = Vec::new();
    let mut rest = seen.iter().zip(found);
    for document in data.chunk_by(|one, other| one.document == other.document) {
        let sentences: Vec<_> = rest.by_ref().take(document.len()).collect();
        let mut memory = Memory::default();
        sentences.iter().for_each(|(sights, names)| memory.enter(sights, names));
        for (sights, names) in sentences {
            let word = |at: usize| {
                keys.restart();
                memory.features(&mut keys, sights, names, at);
                keys.as_slice().to_vec()
            };
            all.push((0..sights.len()).map(word).collect());
        }
    }
    all
}

/// The labels that each word may have. Where names of other things are not marked, any word outside may stand in one.
fn gold(sentence: &NamedSentence) -> Vec<u32> {
    let other = |first, last| 1_u32 << label(NameKind::Other, first, last);
    let outside = match sentence.others_unmarked {
        true => 1 | other(true, true) | other(true, false) | other(false, false) | other(false, true),
        false => 1,
    };
    let mut labels = vec![outside; sentence.tokens.len()];
    for name in &sentence.names {
        for (at, place) in labels.iter_mut().enumerate().take(name.last + 1).skip(name.first) {
            *place = 1 << label(name.kind, at == name.first, at == name.last);
        }
    }
    for name in &sentence.open {
        for (at, place) in labels.iter_mut().enumerate().take(name.last + 1).skip(name.first) {
            let kinds = name.kinds.iter();
            *place = kinds.fold(0, |all, kind| all | 1 << label(*kind, at == name.first, at == name.last));
        }
    }
    for at in &sentence.unsure {
        if let Some(place) = labels.get_mut(*at) {
            *place = u32::MAX;
        }
    }
    labels
}

impl Learning {
    /// Learns from one sentence, every second time with what its document says; returns its loss.
    fn see(&mut self, example: &Example, dice: &mut Dice, hidden: usize) -> f64 {
        let remembering = dice.below(2) == 0;
        let word = |(keys, memory): (&Option<Vec<u32>>, &Vec<u32>)| {
            let memory = memory.iter().filter(|_| remembering);
            keys.as_ref().map(|keys| keys.iter().chain(memory).copied().filter(|_| dice.below(hidden) != 0).collect())
        };
        let shown: Vec<Option<Vec<u32>>> = example.words.iter().zip(&example.memory).map(word).collect();
        let scores: Vec<Row> = shown.iter().map(|keys| self.scores(keys.as_deref())).collect();
        let factors = Factors::new(&self.steps);
        let (expected, pairs, total) = expectations(&scores, &factors);
        let mut allowed = scores;
        for (scores, gold) in allowed.iter_mut().zip(&example.gold) {
            let barred = scores.iter_mut().enumerate().filter(|(label, _)| gold >> label & 1 == 0);
            barred.for_each(|(_, score)| *score = NEVER);
        }
        let (right, right_pairs, right_total) = expectations(&allowed, &factors);
        for ((keys, expected), right) in shown.iter().zip(&expected).zip(&right) {
            let gradient: Row = std::array::from_fn(|label| {
                expected.get(label).copied().unwrap_or_default() - right.get(label).copied().unwrap_or_default()
            });
            // Most words are soon judged rightly, and teach nothing more.
            if gradient.iter().all(|part| part.abs() < LITTLE) {
                continue;
            }
            for number in keys.iter().flatten() {
                self.update(*number as usize, &gradient);
            }
        }
        self.update_steps(&pairs, &right_pairs);
        total - right_total
    }

    fn scores(&self, keys: Option<&[u32]>) -> Row {
        let Some(keys) = keys else {
            let mut plain = [NEVER; LABELS];
            if let Some(outside) = plain.first_mut() {
                *outside = 0.0;
            }
            return plain;
        };
        let mut scores = [0.0; LABELS];
        for row in keys.iter().filter_map(|number| self.weights.get(*number as usize)) {
            scores.iter_mut().zip(row).for_each(|(score, weight)| *score += weight);
        }
        scores
    }

    fn update(&mut self, number: usize, gradient: &Row) {
        let (Some(row), Some(squares)) = (self.weights.get_mut(number), self.squares.get_mut(number)) else { return };
        for ((weight, square), gradient) in row.iter_mut().zip(squares).zip(gradient) {
            let gradient = gradient + self.shrink * *weight;
            *square += gradient * gradient;
            *weight -= self.rate * gradient / (square.sqrt() + 1e-3);
        }
    }

    fn update_steps(&mut self, expected: &LearnedSteps, right: &LearnedSteps) {
        let gradients = expected.iter().flatten().zip(right.iter().flatten()).map(|(one, other)| one - other);
        let steps = self.steps.iter_mut().flatten().zip(self.step_squares.iter_mut().flatten());
        for ((step, square), gradient) in steps.zip(gradients).filter(|(_, gradient)| *gradient != 0.0) {
            *square += gradient * gradient;
            *step -= self.rate * gradient / (square.sqrt() + 1e-3);
        }
    }
}
