//! The conditional random field: its gradient by the forward-backward algorithm, its weights by AdaGrad (Duchi, Hazan and
//! Singer 2011), averaged over the last epochs. Some features are hidden by chance each time, as in dropout.

use super::super::learner::{Averaged, Dice};
use super::{NameRecipe, NamedSentence};
use crate::form::forms;
use crate::hash::Keys;
use crate::names::{
    LABELS, Memory, Name, NameKind, Sight, WordClasses, features, follows, label, own_features, sights,
};

type Row = [f32; LABELS];
pub(super) type LearnedSteps = [Row; LABELS + 1];

const NEVER: f32 = -1e30;

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
    let mut dice = Dice(11);
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
    let outside = match sentence.own {
        true => 1 | other(true, true) | other(true, false) | other(false, false) | other(false, true),
        false => 1,
    };
    let mut labels = vec![outside; sentence.tokens.len()];
    for name in &sentence.names {
        for (at, place) in labels.iter_mut().enumerate().take(name.last + 1).skip(name.first) {
            *place = 1 << label(name.kind, at == name.first, at == name.last);
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
        let (expected, pairs, total) = expectations(&scores, &self.steps);
        let mut allowed = scores;
        for (scores, gold) in allowed.iter_mut().zip(&example.gold) {
            let barred = scores.iter_mut().enumerate().filter(|(label, _)| gold >> label & 1 == 0);
            barred.for_each(|(_, score)| *score = NEVER);
        }
        let (right, right_pairs, right_total) = expectations(&allowed, &self.steps);
        for ((keys, expected), right) in shown.iter().zip(&expected).zip(&right) {
            let gradient: Row = std::array::from_fn(|label| {
                expected.get(label).copied().unwrap_or_default() - right.get(label).copied().unwrap_or_default()
            });
            for number in keys.iter().flatten() {
                self.update(*number as usize, &gradient);
            }
        }
        self.update_steps(&pairs, &right_pairs);
        f64::from(total - right_total)
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

fn sum_of_exponents(values: impl Iterator<Item = f32> + Clone) -> f32 {
    let greatest = values.clone().fold(NEVER, f32::max);
    if greatest <= NEVER / 2.0 {
        return NEVER;
    }
    greatest + values.map(|value| (value - greatest).exp()).sum::<f32>().ln()
}

/// What the field expects of a sentence: how likely each label at each word, how often each step, and the logarithm of the
/// sum over all sequences.
fn expectations(scores: &[Row], steps: &LearnedSteps) -> (Vec<Row>, LearnedSteps, f32) {
    let mut allowed = *steps;
    for (before, row) in allowed.iter_mut().enumerate() {
        for (after, step) in row.iter_mut().enumerate() {
            if !follows(Some(before).filter(|before| *before < LABELS), Some(after)) {
                *step = NEVER;
            }
        }
    }
    let step =
        |before: usize, after: usize| allowed.get(before).and_then(|row| row.get(after)).copied().unwrap_or(NEVER);
    let ending = |label: usize| if follows(Some(label), None) { 0.0 } else { NEVER };
    let start: Row = std::array::from_fn(|label| step(LABELS, label));
    let mut forward: Vec<Row> = Vec::with_capacity(scores.len());
    for own in scores {
        let reached: Row = match forward.last() {
            None => start,
            Some(last) => std::array::from_fn(|after| {
                sum_of_exponents(last.iter().enumerate().map(|(before, score)| score + step(before, after)))
            }),
        };
        forward.push(std::array::from_fn(|label| {
            (reached.get(label).copied().unwrap_or(NEVER) + own.get(label).copied().unwrap_or(NEVER)).max(NEVER)
        }));
    }
    let last = forward.last().copied().unwrap_or([0.0; LABELS]);
    let total = sum_of_exponents(last.iter().enumerate().map(|(label, score)| score + ending(label)));
    let mut marginals = vec![[0.0; LABELS]; scores.len()];
    let mut pairs: LearnedSteps = [[0.0; LABELS]; LABELS + 1];
    let mut backward: Row = std::array::from_fn(ending);
    for at in (0..scores.len()).rev() {
        let (Some(ahead), Some(own), Some(marginal)) = (forward.get(at), scores.get(at), marginals.get_mut(at)) else {
            continue;
        };
        for ((marginal, forward), backward) in marginal.iter_mut().zip(ahead).zip(&backward) {
            *marginal = (forward + backward - total).exp();
        }
        // Own scores and what comes after, seen from before.
        let tail: Row = std::array::from_fn(|label| {
            own.get(label).copied().unwrap_or(NEVER) + backward.get(label).copied().unwrap_or(NEVER)
        });
        let earlier = at.checked_sub(1).and_then(|at| forward.get(at));
        match earlier {
            None => {
                for ((pair, tail), start) in pairs.iter_mut().skip(LABELS).flatten().zip(&tail).zip(&start) {
                    *pair += (start + tail - total).exp();
                }
            }
            Some(earlier) => {
                for (before, (row, score)) in pairs.iter_mut().zip(earlier).enumerate() {
                    for (after, (pair, tail)) in row.iter_mut().zip(&tail).enumerate() {
                        *pair += (score + step(before, after) + tail - total).exp();
                    }
                }
            }
        }
        backward = std::array::from_fn(|before| {
            sum_of_exponents(tail.iter().enumerate().map(|(after, tail)| tail + step(before, after))).max(NEVER)
        });
    }
    (marginals, pairs, total)
}
