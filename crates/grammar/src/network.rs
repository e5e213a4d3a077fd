//! The network that judges the parser's moves (Chen and Manning 2014): what is seen of a configuration adds up to one hidden
//! layer, from which each move has its score. What a tag or a relation adds is a row at rest; what a word adds in a place is
//! computed from its embedding when it is first met there, and kept. Arithmetic on integers with fixed points, so that every
//! machine computes the same. Read only but for that memory, which changes no answer; learning is in `train`.

mod stored;

use std::sync::OnceLock;

use crate::context::{LEXICAL, Node, Sight};
use crate::state::{Action, Move};
use crate::{Relation, hash, wide::wide};

pub(crate) use stored::{read, read_vocabulary};
#[cfg(any(test, feature = "train"))]
pub(crate) use stored::{write, write_vocabulary};

/// Units of the hidden layer.
pub(crate) const HIDDEN: usize = 256;
/// Numbers by which a word is known.
pub(crate) const EMBEDDING: usize = 32;

/// Numbers for the hidden layer, one a unit.
pub(crate) type Row = [i16; HIDDEN];
pub(crate) type Embedding = [i16; EMBEDDING];

/// Bits behind the point: of the hidden layer and its rows, of embeddings, of what embeddings are multiplied by, of the
/// weights of moves.
pub(crate) const HIDDEN_BITS: u32 = 8;
pub(crate) const EMBEDDING_BITS: u32 = 8;
pub(crate) const LEXICAL_BITS: u32 = 10;
pub(crate) const OUTPUT_BITS: u32 = 8;
/// No unit says more than this, so that sums over all of them stay below 2³¹.
pub(crate) const HIGHEST: i16 = 4095;
/// No weight of a move is greater.
pub(crate) const GREATEST: i16 = 2047;

/// Sums under way at once, enough for the widest registers.
const LANES: usize = 32;

/// What each hidden unit adds to the score of one answer.
pub(crate) struct Output {
    pub(crate) bias: i32,
    pub(crate) weights: Box<Row>,
}

impl Output {
    #[inline(always)]
    fn score(&self, hidden: &Row) -> i32 {
        // Lanes, so that compilers multiply and add pairs in one instruction.
        let mut lanes = [0_i32; LANES];
        for (weights, units) in self.weights.as_chunks::<LANES>().0.iter().zip(hidden.as_chunks::<LANES>().0) {
            for ((lane, weight), unit) in lanes.iter_mut().zip(weights).zip(units) {
                *lane += i32::from(*weight) * i32::from(*unit);
            }
        }
        self.bias + lanes.iter().sum::<i32>()
    }
}

/// Embeddings of words or of classes, and the rows made of them so far, by word and place.
pub(crate) struct Words {
    embeddings: Vec<Embedding>,
    rows: Vec<OnceLock<Box<Row>>>,
}

impl Words {
    pub(crate) fn new(embeddings: Vec<Embedding>) -> Words {
        let rows = std::iter::repeat_with(OnceLock::new).take(embeddings.len() * LEXICAL).collect();
        Words { embeddings, rows }
    }

    /// The embeddings, by number.
    #[cfg(feature = "train")]
    pub(crate) fn embeddings(&self) -> &[Embedding] {
        &self.embeddings
    }

    /// What a word adds in a place.
    #[inline]
    fn row(&self, word: u16, place: usize, lexical: &[Vec<Row>]) -> Option<&Row> {
        let kept = self.rows.get(usize::from(word) * LEXICAL + place)?;
        let made = || multiplied(self.embeddings.get(usize::from(word)), lexical.get(place));
        Some(kept.get_or_init(made))
    }
}

/// An embedding as seen in a place.
fn multiplied(embedding: Option<&Embedding>, lexical: Option<&Vec<Row>>) -> Box<Row> {
    let mut sums = [0_i32; HIDDEN];
    for (number, row) in embedding.into_iter().flatten().zip(lexical.into_iter().flatten()) {
        for (sum, weight) in sums.iter_mut().zip(row) {
            *sum += i32::from(*number) * i32::from(*weight);
        }
    }
    let shift = EMBEDDING_BITS + LEXICAL_BITS - HIDDEN_BITS;
    let rounded = |sum: i32| (sum + (1 << (shift - 1))) >> shift;
    Box::new(sums.map(|sum| i16::try_from(rounded(sum)).unwrap_or(if sum < 0 { i16::MIN } else { i16::MAX })))
}

/// A learned network.
pub(crate) struct Network {
    /// By the numbers of the vocabulary; first the unknown lemma.
    pub(crate) lemmas: Words,
    pub(crate) classes: Words,
    /// For each place of a word, a row for each number of an embedding.
    pub(crate) lexical: Vec<Vec<Row>>,
    pub(crate) bias: Row,
    pub(crate) rows: Vec<Row>,
    /// By action.
    pub(crate) actions: Vec<Output>,
    /// The moves but for the shift, those of equal score in order of preference.
    pub(crate) moves: Vec<(Move, Output)>,
}

#[cfg(test)]
impl Network {
    /// One that knows nothing.
    pub(crate) fn empty(moves: &[Move], lemmas: usize) -> Network {
        let output = || Output { bias: 0, weights: Box::new([0; HIDDEN]) };
        Network {
            lemmas: Words::new(vec![[1; EMBEDDING]; lemmas]),
            classes: Words::new(Vec::new()),
            lexical: vec![vec![[0; HIDDEN]; EMBEDDING]; LEXICAL],
            bias: [0; HIDDEN],
            rows: vec![[0; HIDDEN]; crate::context::ROWS],
            actions: vec![output(), output(), output()],
            moves: moves.iter().filter(|step| step.0 != Action::Shift).map(|step| (*step, output())).collect(),
        }
    }
}

/// The key of a lemma.
pub(crate) fn lemma_key(lemma: &str, level: &mut Vec<char>) -> u32 {
    crate::form::level(lemma, level);
    let small = level.iter().flat_map(|letter| letter.to_lowercase());
    crate::tagger::lexicon_key(hash::characters(small))
}

/// Rows added at once: a block of the hidden layer stays in registers meanwhile.
const BLOCK: usize = 64;

/// No model holds more networks.
pub(crate) const MOST: usize = 4;
/// So far ahead of the next answer, as a logarithm of odds, the first network is not doubted and the others are not asked.
const SURE: i64 = 3 << (HIDDEN_BITS + OUTPUT_BITS);
/// So far behind the best an answer of the first network is not put to the others.
const HOPELESS: i64 = 10 << (HIDDEN_BITS + OUTPUT_BITS);
/// No question has more answers: an action, or the relations of one.
const ANSWERS: usize = 128;

/// The best of the moves whose action passes: first the action, then the relation. Where the first network doubts, the scores
/// of all count together.
pub(crate) fn choose(networks: &[Network], nodes: &[Node], sight: &Sight, passes: impl Fn(Action) -> bool) -> Move {
    wide(Choice { networks, nodes, sight, passes })
}

#[inline(always)]
fn judged(networks: &[Network], nodes: &[Node], sight: &Sight, passes: impl Fn(Action) -> bool) -> Move {
    let mut panel = Panel { networks, nodes, sight, hidden: [[0; HIDDEN]; MOST], asked: 0 };
    panel.ask(1);
    let actions = [Action::Shift, Action::Left, Action::Right].into_iter().enumerate();
    let allowed = actions.filter(|(_, action)| passes(*action));
    let Some(action) = panel.answer(allowed, Network::action).filter(|action| *action != Action::Shift) else {
        return (Action::Shift, Relation::Dep);
    };
    let moves = networks.first().into_iter().flat_map(|network| network.moves.iter().enumerate());
    let moves = moves.filter(|(_, (step, _))| step.0 == action).map(|(place, (step, _))| (place, *step));
    panel.answer(moves, Network::arc).unwrap_or((action, Relation::Dep))
}

/// The networks before one configuration, and the hidden layers of those that were asked.
struct Panel<'a> {
    networks: &'a [Network],
    nodes: &'a [Node],
    sight: &'a Sight,
    hidden: [Row; MOST],
    asked: usize,
}

impl Panel<'_> {
    #[inline(always)]
    fn ask(&mut self, count: usize) {
        for (hidden, network) in self.hidden.iter_mut().zip(self.networks).take(count).skip(self.asked) {
            *hidden = network.hidden(self.nodes, self.sight);
        }
        self.asked = self.asked.max(count);
    }

    /// The best of the answers, each told with its place among the outputs.
    #[inline(always)]
    fn answer<T>(
        &mut self,
        answers: impl Iterator<Item = (usize, T)> + Clone,
        output: impl Fn(&Network, usize) -> Option<&Output>,
    ) -> Option<T> {
        let mut scores = [0_i64; ANSWERS];
        for (score, (place, _)) in scores.iter_mut().zip(answers.clone()) {
            *score = self.score(0..1, place, &output);
        }
        let best =
            |scores: &[i64]| first_best(answers.clone().zip(scores).map(|((_, answer), score)| (answer, *score)));
        let (answer, lead) = best(&scores)?;
        if lead >= SURE || self.networks.len() == 1 {
            return Some(answer);
        }
        self.ask(MOST);
        let count = answers.clone().count();
        let highest = scores.iter().take(count).max().copied().unwrap_or_default();
        for (score, (place, _)) in scores.iter_mut().zip(answers.clone()) {
            // Those that the first network all but rules out stay so.
            *score += if highest - *score < HOPELESS { self.score(1..MOST, place, &output) } else { i64::MIN / 2 };
        }
        best(&scores).map(|(answer, _)| answer)
    }

    /// What some of the networks say together.
    #[inline(always)]
    fn score(
        &self,
        which: std::ops::Range<usize>,
        place: usize,
        output: &impl Fn(&Network, usize) -> Option<&Output>,
    ) -> i64 {
        let mut sum = 0;
        // A loop, since adaptors are not always compiled into the code for the widest registers.
        for (network, hidden) in self.networks.iter().zip(&self.hidden).take(which.end).skip(which.start) {
            if let Some(output) = output(network, place) {
                sum += i64::from(output.score(hidden));
            }
        }
        sum
    }
}

impl Network {
    #[inline(always)]
    fn action(&self, place: usize) -> Option<&Output> {
        self.actions.get(place)
    }

    #[inline(always)]
    fn arc(&self, place: usize) -> Option<&Output> {
        self.moves.get(place).map(|(_, output)| output)
    }

    #[inline(always)]
    fn hidden<'a>(&'a self, nodes: &[Node], sight: &Sight) -> Row {
        const ROOM: usize = 128;
        let mut rows: [&'a Row; ROOM] = [&self.bias; ROOM];
        let mut count = 1;
        let mut add = |row: Option<&'a Row>| {
            if let (Some(row), Some(place)) = (row, rows.get_mut(count)) {
                *place = row;
                count += 1;
            }
        };
        sight.rows.iter().for_each(|row| add(self.rows.get(usize::from(*row))));
        for (place, word) in sight.words.iter().enumerate() {
            let Some(node) = nodes.get(*word) else { continue };
            add(self.lemmas.row(node.lemma, place, &self.lexical));
            if node.class > 0 {
                add(self.classes.row(node.class, place, &self.lexical));
            }
        }
        total(rows.get(..count).unwrap_or_default())
    }
}

/// The question which move to choose.
struct Choice<'a, P> {
    networks: &'a [Network],
    nodes: &'a [Node],
    sight: &'a Sight,
    passes: P,
}

impl<P: Fn(Action) -> bool> pulp::NullaryFnOnce for Choice<'_, P> {
    type Output = Move;

    #[inline(always)]
    fn call(self) -> Move {
        judged(self.networks, self.nodes, self.sight, self.passes)
    }
}

/// The sum of rows, nothing below zero.
#[inline(always)]
fn total(rows: &[&Row]) -> Row {
    let mut hidden = [0; HIDDEN];
    for (block, sums) in hidden.as_chunks_mut::<BLOCK>().0.iter_mut().enumerate() {
        let mut held = [0_i16; BLOCK];
        for row in rows {
            let Some(part) = row.as_chunks::<BLOCK>().0.get(block) else { continue };
            for (sum, weight) in held.iter_mut().zip(part) {
                *sum = sum.saturating_add(*weight);
            }
        }
        *sums = held.map(|sum| sum.clamp(0, HIGHEST));
    }
    hidden
}

/// The item with the highest score, of equals the first, and how far it is ahead of the next.
#[inline(always)]
fn first_best<T>(scored: impl Iterator<Item = (T, i64)>) -> Option<(T, i64)> {
    let (mut winner, mut highest, mut next) = (None, i64::MIN, i64::MIN);
    for (item, score) in scored {
        if score > highest {
            (winner, next, highest) = (Some(item), highest, score);
        } else {
            next = next.max(score);
        }
    }
    winner.map(|item| (item, highest.saturating_sub(next)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_add_up_and_stay_within_their_bounds() {
        let (mut one, mut other) = ([0; HIDDEN], [7; HIDDEN]);
        (one[0], one[1], one[200]) = (-9, i16::MAX, 5);
        (other[1], other[255]) = (i16::MAX, -1);
        let sum = total(&[&one, &other]);
        assert_eq!((sum[0], sum[1], sum[2], sum[200], sum[255]), (0, HIGHEST, 7, 12, 0));
    }

    #[test]
    fn a_word_adds_its_embedding_as_seen_in_a_place() {
        let mut embedding = [0; EMBEDDING];
        (embedding[0], embedding[31]) = (1 << EMBEDDING_BITS, -(1 << EMBEDDING_BITS));
        let mut lexical = vec![vec![[0; HIDDEN]; EMBEDDING]; LEXICAL];
        (lexical[2][0][5], lexical[2][31][6]) = (3 << LEXICAL_BITS, 1 << LEXICAL_BITS);
        let words = Words::new(vec![embedding]);
        let row = words.row(0, 2, &lexical).unwrap();
        assert_eq!((row[5], row[6], row[7]), (3 << HIDDEN_BITS, -(1 << HIDDEN_BITS), 0));
        assert!(words.row(1, 0, &lexical).is_none());
    }

    #[test]
    fn of_equal_scores_the_first_wins() {
        assert_eq!(first_best([('a', 1), ('b', 3), ('c', 3)].into_iter()), Some(('b', 0)));
        assert_eq!(first_best([('a', 9), ('b', 3)].into_iter()), Some(('a', 6)));
    }
}
