//! The best sequence of labels: Viterbi's algorithm over a sentence's scores. A name is told by where its words stand in
//! it (begin, inside, last, or alone), so that labels that cannot follow each other never do.

use super::{Name, NameKind};

/// The labels: 0 for words outside of names, then for each kind its begin, inside, last and sole word.
pub(crate) const LABELS: usize = 1 + 4 * NameKind::ALL.len();

const BEGIN: usize = 0;
const LAST: usize = 2;
const SOLE: usize = 3;

/// Scores of one word's labels.
pub(crate) type LabelScores = [i32; LABELS];

/// Scores of one label after another, by the earlier one; row `LABELS` is for a sentence's beginning.
pub(crate) type Steps = [[i32; LABELS]; LABELS + 1];

/// The kind and the part of a label that is not outside.
fn part(label: usize) -> Option<(usize, usize)> {
    label.checked_sub(1).map(|label| (label / 4, label % 4))
}

/// The label of a part of a name.
#[cfg(any(test, feature = "train"))]
pub(crate) fn label(kind: NameKind, first: bool, last: bool) -> usize {
    let part = match (first, last) {
        (true, true) => SOLE,
        (true, false) => BEGIN,
        (false, true) => LAST,
        (false, false) => 1,
    };
    1 + 4 * kind as usize + part
}

/// Whether a label leaves its name open, to be continued.
fn is_open(label: usize) -> bool {
    part(label).is_some_and(|(_, part)| part == BEGIN || part == 1)
}

/// Whether a label may follow another; `None` is the sentence's edge.
pub(crate) fn follows(before: Option<usize>, after: Option<usize>) -> bool {
    let open = before.filter(|before| is_open(*before)).and_then(part).map(|(kind, _)| kind);
    let continued = after.and_then(part).filter(|(_, part)| *part != BEGIN && *part != SOLE).map(|(kind, _)| kind);
    open == continued
}

const NEVER: i32 = i32::MIN / 4;

/// Gives steps that never happen the least score.
pub(crate) fn forbid(steps: &mut Steps) {
    for (before, row) in steps.iter_mut().enumerate() {
        for (after, step) in row.iter_mut().enumerate() {
            if !follows(Some(before).filter(|before| *before < LABELS), Some(after)) {
                *step = NEVER;
            }
        }
    }
}

/// A sentence's labels under way.
pub(crate) struct Chain<'a> {
    steps: &'a Steps,
    best: [i32; LABELS],
    back: Vec<[u8; LABELS]>,
}

impl<'a> Chain<'a> {
    pub(crate) fn new(steps: &'a Steps) -> Chain<'a> {
        Chain { steps, best: [NEVER; LABELS], back: Vec::new() }
    }

    /// The next word belongs to no name.
    pub(crate) fn outside(&mut self) {
        let mut ways = self.open().filter_map(|(before, row, reached)| Some((before, reached + row.first()?)));
        let first = ways.next().unwrap_or((0, NEVER));
        let (from, score) = ways.fold(first, |best, way| if way.1 > best.1 { way } else { best });
        self.best = [NEVER; LABELS];
        self.back.push([from; LABELS]);
        if let Some(best) = self.best.first_mut() {
            *best = score;
        }
    }

    /// The next word with its scores.
    pub(crate) fn push(&mut self, scores: &LabelScores) {
        let (mut best, mut back) = ([NEVER; LABELS], [0; LABELS]);
        for (before, row, reached) in self.open() {
            for ((best, back), step) in best.iter_mut().zip(&mut back).zip(row) {
                if reached + *step > *best {
                    (*best, *back) = (reached + *step, before);
                }
            }
        }
        best.iter_mut().zip(scores).for_each(|(best, score)| *best = (*best + *score).max(NEVER));
        self.best = best;
        self.back.push(back);
    }

    /// The labels that the last word may have, with the steps from them and their scores; at the beginning, that.
    fn open(&self) -> impl Iterator<Item = (u8, &[i32; LABELS], i32)> {
        let begins = self.back.is_empty();
        let edge = self.steps.last().filter(|_| begins).map(|row| (0, row, 0));
        let labels = (0_u8..).zip(self.steps.iter().zip(&self.best)).take(if begins { 0 } else { LABELS });
        let labels = labels.map(|(before, (row, reached))| (before, row, *reached));
        edge.into_iter().chain(labels.filter(|(_, _, reached)| *reached > NEVER / 2))
    }

    /// The names of the best sequence.
    pub(crate) fn names(&self) -> Vec<Name> {
        let mut labels = Vec::with_capacity(self.back.len());
        let ends = (0..LABELS).filter(|label| follows(Some(*label), None));
        let mut label = ends.max_by_key(|label| self.best.get(*label)).unwrap_or_default();
        for back in self.back.iter().rev() {
            labels.push(label);
            label = back.get(label).copied().map_or(0, usize::from);
        }
        labels.reverse();
        spans(&labels)
    }
}

/// The names that labels tell.
fn spans(labels: &[usize]) -> Vec<Name> {
    let mut names = Vec::new();
    let mut first = 0;
    for (at, (kind, part)) in labels.iter().enumerate().filter_map(|(at, label)| Some((at, part(*label)?))) {
        if part == BEGIN || part == SOLE {
            first = at;
        }
        if let Some(kind) = NameKind::ALL.get(kind).filter(|_| part == LAST || part == SOLE) {
            names.push(Name { first, last: at, kind: *kind });
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::{Chain, LABELS, follows, forbid, label};
    use crate::names::{Name, NameKind};

    #[test]
    fn a_name_that_began_must_end_in_its_own_kind() {
        let (begin, other) = (label(NameKind::Person, true, false), label(NameKind::Place, false, true));
        assert!(follows(Some(begin), Some(label(NameKind::Person, false, true))));
        assert!(!follows(Some(begin), Some(other)) && !follows(Some(begin), Some(0)) && !follows(Some(begin), None));
        assert!(!follows(None, Some(other)) && !follows(Some(0), Some(other)));
    }

    #[test]
    fn the_best_sequence_is_found_over_a_better_first_step() {
        let mut steps = [[0; LABELS]; LABELS + 1];
        forbid(&mut steps);
        let mut chain = Chain::new(&steps);
        let scores = |list: &[(usize, i32)]| {
            let mut scores = [0; LABELS];
            list.iter().for_each(|(label, score)| scores[*label] = *score);
            scores
        };
        let (begin, last) = (label(NameKind::Person, true, false), label(NameKind::Person, false, true));
        chain.push(&scores(&[(begin, 4), (label(NameKind::Place, true, true), 6)]));
        chain.push(&scores(&[(last, 9)]));
        chain.outside();
        assert_eq!(chain.names(), [Name { first: 0, last: 1, kind: NameKind::Person }]);
    }
}
