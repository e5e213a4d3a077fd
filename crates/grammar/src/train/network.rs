//! Learning the parser's network: how likely each move is, by stochastic gradients, in floating point. One sentence at a time
//! what its words add in their places is computed once; gradients flow back once a sentence. Comes out rounded to integers.

use super::learner::Dice;
use super::table::{self, FIRST, SECOND, Step, Table};
use super::words::KnownWords;
use crate::context::{LEXICAL, Node, ROWS, Sight};
use crate::network::{
    EMBEDDING, EMBEDDING_BITS, Embedding, GREATEST, HIDDEN, HIDDEN_BITS, LEXICAL_BITS, Network, OUTPUT_BITS, Output,
    Row, Words,
};
use crate::state::{Action, Move};

/// A network while it learns.
pub(crate) struct Learning<'a> {
    known: &'a KnownWords,
    /// What each number of a vector says: embeddings of words with vectors are made of them.
    sense: Table,
    rows: Table,
    bias: Table,
    lexical: Table,
    lemmas: Table,
    classes: Table,
    outputs: Table,
    output_bias: Table,
    steps: i32,
    dice: Dice,
    /// The moves but for the shift; their outputs follow those of the three actions.
    moves: Vec<Move>,
    /// How often each lemma is met, by its number.
    often: Vec<usize>,
}

/// A sentence under way.
pub(crate) struct Pass {
    words: Vec<(usize, usize)>,
    embedded: Vec<[f32; EMBEDDING]>,
    /// For each word and place, the number of its sum, from 1 on; 0 if it was not needed yet.
    numbers: Vec<usize>,
    keys: Vec<(usize, usize)>,
    sums: Vec<f32>,
    gradients: Vec<f32>,
    hidden: [f32; HIDDEN],
    used: [bool; HIDDEN],
}

/// What a configuration teaches: the action, and the relation where the arc is gold.
pub(crate) struct Lesson<'a> {
    pub(crate) allowed: [bool; 3],
    pub(crate) action: Action,
    /// The place of the right move among the moves; `None` where the arc is wrong whatever its relation.
    pub(crate) step: Option<usize>,
    pub(crate) sight: &'a Sight,
}

impl<'a> Learning<'a> {
    pub(crate) fn new(moves: &[Move], often: Vec<usize>, known: &'a KnownWords, seed: u64) -> Learning<'a> {
        let mut dice = Dice(seed);
        let mut table = |rows: usize, width: usize, spread: f32| {
            Table::new(rows, width, || (dice.below(20_001) as f32 / 10_000.0 - 1.0) * spread)
        };
        let moves: Vec<Move> = moves.iter().copied().filter(|step| step.0 != Action::Shift).collect();
        Learning {
            rows: table(ROWS, HIDDEN, 0.12),
            bias: table(1, HIDDEN, 0.0),
            lexical: table(LEXICAL * EMBEDDING, HIDDEN, 0.08),
            lemmas: table(often.len(), EMBEDDING, 0.3),
            classes: table(known.learned_classes(), EMBEDDING, 0.3),
            sense: table(known.numbers(), EMBEDDING, 0.1),
            known,
            outputs: table(3 + moves.len(), HIDDEN, 0.1),
            output_bias: table(1, 3 + moves.len(), 0.0),
            steps: 0,
            dice,
            moves,
            often,
        }
    }

    pub(crate) fn dice(&mut self) -> &mut Dice {
        &mut self.dice
    }

    /// Begins a sentence. Rare lemmas are forgotten now and then, so that the unknown one learns its place.
    pub(crate) fn begin(&mut self, nodes: &[Node]) -> Pass {
        let mut words = Vec::new();
        let mut embedded = Vec::new();
        for node in nodes {
            let mut lemma = usize::from(node.lemma);
            let often = self.often.get(lemma).copied().unwrap_or_default();
            if self.dice.below(4 * often + 4) < 4 || self.dice.below(20) == 0 {
                lemma = 0;
            }
            let class = if self.dice.below(20) == 0 { 0 } else { usize::from(node.class) };
            let mut sum = [0.0; EMBEDDING];
            table::add(&mut sum, 1.0, self.lemmas.row(lemma));
            if class > 0 {
                table::add(&mut sum, 1.0, &self.class(class));
            }
            words.push((lemma, class));
            embedded.push(sum);
        }
        Pass {
            numbers: vec![0; nodes.len() * LEXICAL],
            keys: Vec::new(),
            sums: Vec::new(),
            gradients: Vec::new(),
            words,
            embedded,
            hidden: [0.0; HIDDEN],
            used: [false; HIDDEN],
        }
    }

    /// The embedding of a class: its own, or that made of its vector.
    fn class(&self, class: usize) -> [f32; EMBEDDING] {
        let mut sum = [0.0; EMBEDDING];
        table::add(&mut sum, 1.0, self.classes.row(class));
        for (at, number) in self.known.vector(class).iter().enumerate() {
            table::add(&mut sum, *number, self.sense.row(at));
        }
        sum
    }

    /// The number of what a word adds in a place, computed if it is new.
    fn sum(&self, pass: &mut Pass, word: usize, place: usize) -> Option<usize> {
        let embedded = pass.embedded.get(word)?;
        let number = pass.numbers.get_mut(word * LEXICAL + place)?;
        if *number == 0 {
            pass.keys.push((word, place));
            *number = pass.keys.len();
            let start = pass.sums.len();
            pass.sums.resize(start + HIDDEN, 0.0);
            pass.gradients.resize(start + HIDDEN, 0.0);
            let sums = pass.sums.get_mut(start..)?;
            for (at, number) in embedded.iter().enumerate() {
                table::add(sums, *number, self.lexical.row(place * EMBEDDING + at));
            }
        }
        Some(*number - 1)
    }

    /// Fills in the hidden layer of a configuration; a quarter of its units drop out by chance.
    pub(crate) fn see(&mut self, pass: &mut Pass, sight: &Sight) {
        let mut hidden = [0.0; HIDDEN];
        table::add(&mut hidden, 1.0, self.bias.row(0));
        for row in &sight.rows {
            table::add(&mut hidden, 1.0, self.rows.row(usize::from(*row)));
        }
        for (place, word) in sight.words.iter().enumerate() {
            if let Some(number) = self.sum(pass, *word, place) {
                table::add(&mut hidden, 1.0, pass.sums.get(number * HIDDEN..(number + 1) * HIDDEN).unwrap_or_default());
            }
        }
        let mut chance = 0;
        for (at, (unit, used)) in hidden.iter_mut().zip(&mut pass.used).enumerate() {
            if at % 30 == 0 {
                chance = self.dice.below(1 << 60);
            }
            *used = *unit > 0.0 && chance & 3 != 0;
            chance >>= 2;
            *unit = if *used { *unit * KEPT } else { 0.0 };
        }
        pass.hidden = hidden;
    }

    fn score(&self, pass: &Pass, output: usize) -> f32 {
        let bias = self.output_bias.row(0).get(output).copied().unwrap_or_default();
        bias + table::product(self.outputs.row(output), &pass.hidden)
    }

    /// The scores of the three actions.
    pub(crate) fn actions(&self, pass: &Pass) -> [f32; 3] {
        [0, 1, 2].map(|action| self.score(pass, action))
    }

    /// The moves with an action, by their place among all, and their scores.
    pub(crate) fn relations(&self, pass: &Pass, action: Action) -> Vec<(usize, f32)> {
        let of = self.moves.iter().enumerate().filter(|(_, step)| step.0 == action);
        of.map(|(place, _)| (place, self.score(pass, 3 + place))).collect()
    }

    pub(crate) fn moves(&self) -> &[Move] {
        &self.moves
    }

    /// Learns from a configuration whose hidden layer stands in the pass. `actions` are its scores.
    pub(crate) fn learn(&mut self, pass: &mut Pass, lesson: &Lesson<'_>, actions: [f32; 3]) {
        let mut wrong: Vec<(usize, f32)> = Vec::new();
        let allowed = (0..3).filter(|at| lesson.allowed.get(*at) == Some(&true));
        let scored = allowed.map(|at| (at, actions.get(at).copied().unwrap_or_default())).collect();
        errors(scored, lesson.action as usize, 0, &mut wrong);
        if let Some(step) = lesson.step {
            errors(self.relations(pass, lesson.action), step, 3, &mut wrong);
        }
        if wrong.iter().all(|(_, error)| error.abs() < 0.01) {
            return;
        }
        let mut back = [0.0; HIDDEN];
        for (output, error) in wrong {
            table::add(&mut back, error, self.outputs.row(output));
            table::add(self.outputs.gradient(output), error, &pass.hidden);
            if let Some(bias) = self.output_bias.gradient(0).get_mut(output) {
                *bias += error;
            }
        }
        for (back, used) in back.iter_mut().zip(&pass.used) {
            *back = if *used { *back * KEPT } else { 0.0 };
        }
        self.pass_back(pass, lesson.sight, &back);
    }

    fn pass_back(&mut self, pass: &mut Pass, sight: &Sight, back: &[f32; HIDDEN]) {
        table::add(self.bias.gradient(0), 1.0, back);
        for row in &sight.rows {
            table::add(self.rows.gradient(usize::from(*row)), 1.0, back);
        }
        for (place, word) in sight.words.iter().enumerate() {
            let number =
                pass.numbers.get(word.saturating_mul(LEXICAL).saturating_add(place)).copied().unwrap_or_default();
            if let Some(number) = number.checked_sub(1) {
                let range = number * HIDDEN..(number + 1) * HIDDEN;
                table::add(pass.gradients.get_mut(range).unwrap_or_default(), 1.0, back);
            }
        }
    }

    /// Ends a sentence: gradients flow back to the words.
    pub(crate) fn end(&mut self, pass: &Pass) {
        for ((word, place), gradients) in pass.keys.iter().zip(pass.gradients.chunks(HIDDEN)) {
            let Some(embedded) = pass.embedded.get(*word) else { continue };
            let mut back = [0.0; EMBEDDING];
            for (at, (number, back)) in embedded.iter().zip(&mut back).enumerate() {
                let row = place * EMBEDDING + at;
                *back = table::product(self.lexical.row(row), gradients);
                table::add(self.lexical.gradient(row), *number, gradients);
            }
            let (lemma, class) = pass.words.get(*word).copied().unwrap_or_default();
            table::add(self.lemmas.gradient(lemma), 1.0, &back);
            if class > 0 {
                table::add(self.classes.gradient(class), 1.0, &back);
                let known = self.known;
                for (at, number) in known.vector(class).iter().enumerate() {
                    table::add(self.sense.gradient(at), *number, &back);
                }
            }
        }
    }

    fn tables(&mut self) -> [&mut Table; 8] {
        [
            &mut self.rows,
            &mut self.bias,
            &mut self.lexical,
            &mut self.lemmas,
            &mut self.classes,
            &mut self.sense,
            &mut self.outputs,
            &mut self.output_bias,
        ]
    }

    /// Takes a step along what the last sentences have taught.
    pub(crate) fn step(&mut self, rate: f32) {
        self.steps += 1;
        let settled = |mean: f32| 1.0 / (1.0 - mean.powi(self.steps));
        let step = Step { rate, settled_first: settled(FIRST), settled_second: settled(SECOND) };
        self.tables().into_iter().for_each(|table| table.step(step));
    }

    /// Adds what is known now to the mean that is kept.
    pub(crate) fn remember(&mut self) {
        self.tables().into_iter().for_each(Table::remember);
    }

    /// The embeddings of all classes, in integers.
    fn class_embeddings(&self) -> Vec<Embedding> {
        let (own, sense) = (self.classes.means(), self.sense.means());
        let embedding = |class: usize| {
            let mut sum = [0.0; EMBEDDING];
            table::add(&mut sum, 1.0, own.get(class).map_or(&[], Vec::as_slice));
            for (number, row) in self.known.vector(class).iter().zip(&sense) {
                table::add(&mut sum, *number, row);
            }
            fixed(&sum, EMBEDDING_BITS)
        };
        (0..self.known.classes.count()).map(embedding).collect()
    }

    /// The mean of what was remembered, in integers.
    pub(crate) fn rounded(&self) -> Network {
        let rows =
            |table: &Table, bits: u32| -> Vec<Row> { table.means().iter().map(|row| fixed(row, bits)).collect() };
        let embeddings =
            |table: &Table| -> Vec<Embedding> { table.means().iter().map(|row| fixed(row, EMBEDDING_BITS)).collect() };
        let biases = self.output_bias.means().concat();
        let mut outputs = self.outputs.means().into_iter().zip(biases).map(|(weights, bias)| {
            let weights: Row = fixed(&weights, OUTPUT_BITS);
            let bias = (bias * (1_u32 << (HIDDEN_BITS + OUTPUT_BITS)) as f32).round() as i32;
            Output { bias, weights: Box::new(weights.map(|weight| weight.clamp(-GREATEST, GREATEST))) }
        });
        let lexical = rows(&self.lexical, LEXICAL_BITS);
        Network {
            lemmas: Words::new(embeddings(&self.lemmas)),
            classes: Words::new(self.class_embeddings()),
            lexical: lexical.chunks(EMBEDDING).map(<[Row]>::to_vec).collect(),
            bias: rows(&self.bias, HIDDEN_BITS).first().copied().unwrap_or([0; HIDDEN]),
            rows: rows(&self.rows, HIDDEN_BITS),
            actions: outputs.by_ref().take(3).collect(),
            moves: self.moves.iter().copied().zip(outputs).collect(),
        }
    }
}

/// What makes up for the units that drop out.
const KEPT: f32 = 4.0 / 3.0;

fn fixed<const COUNT: usize>(numbers: &[f32], bits: u32) -> [i16; COUNT] {
    let mut out = [0; COUNT];
    for (out, number) in out.iter_mut().zip(numbers) {
        let wide = (number * (1_u32 << bits) as f32).round();
        *out = wide.clamp(f32::from(i16::MIN), f32::from(i16::MAX)) as i16;
    }
    out
}

/// Adds to `wrong` by how much each answer is too likely: its share by the scores, less one for the right answer.
fn errors(scored: Vec<(usize, f32)>, right: usize, offset: usize, wrong: &mut Vec<(usize, f32)>) {
    let highest = scored.iter().fold(f32::MIN, |highest, (_, score)| highest.max(*score));
    let powers: Vec<f32> = scored.iter().map(|(_, score)| (score - highest).exp()).collect();
    let sum: f32 = powers.iter().sum();
    for ((answer, _), power) in scored.iter().zip(&powers) {
        let target = if *answer == right { 1.0 } else { 0.0 };
        wrong.push((offset + answer, power / sum - target));
    }
}
