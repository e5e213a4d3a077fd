//! F1 over labelled spans. *Exact*: same label, same first and last character, as CoNLL-2003 scores names (Tjong Kim Sang
//! and De Meulder 2003). *Overlap*: same label and at least one character in common, each span counted once ("type" match
//! of SemEval-2013 task 9.1, Segura-Bedmar et al. 2013).

use crate::counts::Counts;
use crate::scorers::assignment;
use model::Span;

/// A span and what it is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Labelled {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub label: &'static str,
}

/// Counts spans that agree in label and in both ends.
pub fn exact(gold: &[Labelled], found: &[Labelled]) -> Counts {
    count(gold, found, |gold, found| u32::from(gold == found))
}

/// Counts spans that agree in label and share a character; of several possible partners the one that shares most.
pub fn overlap(gold: &[Labelled], found: &[Labelled]) -> Counts {
    count(gold, found, |gold, found| {
        let common = gold.span.end().min(found.span.end()).saturating_sub(gold.span.start().max(found.span.start()));
        // Pairs come first, shared characters second.
        if gold.label == found.label && common > 0 {
            100_000 + u32::try_from(common).unwrap_or(0).min(99_999)
        } else {
            0
        }
    })
}

fn count(gold: &[Labelled], found: &[Labelled], weight: impl Fn(&Labelled, &Labelled) -> u32) -> Counts {
    Counts { gold: gold.len(), found: found.len(), right: pairs(gold, found, weight).len() }
}

/// Who is whose partner: places in `gold` and in `found`. Only spans that touch can be partners, so the assignment is made
/// within runs of touching spans.
fn pairs(gold: &[Labelled], found: &[Labelled], weight: impl Fn(&Labelled, &Labelled) -> u32) -> Vec<(usize, usize)> {
    let mut all: Vec<(Span, bool, usize)> = Vec::new();
    all.extend(gold.iter().enumerate().map(|(place, one)| (one.span, true, place)));
    all.extend(found.iter().enumerate().map(|(place, one)| (one.span, false, place)));
    all.sort();
    let mut pairs = Vec::new();
    for run in runs(&all) {
        let side = |of: bool| run.iter().filter(move |one| one.1 == of).map(|one| one.2).collect::<Vec<_>>();
        let (left, right) = (side(true), side(false));
        let row = |from: &usize| {
            let weigh = |to: &usize| gold.get(*from).zip(found.get(*to)).map_or(0, |(gold, found)| weight(gold, found));
            right.iter().map(weigh).collect::<Vec<u32>>()
        };
        let chosen = assignment::best(&left.iter().map(row).collect::<Vec<_>>());
        pairs.extend(left.iter().zip(chosen).filter_map(|(from, to)| Some((*from, *right.get(to?)?))));
    }
    pairs
}

fn runs(all: &[(Span, bool, usize)]) -> Vec<Vec<(Span, bool, usize)>> {
    let mut runs: Vec<Vec<(Span, bool, usize)>> = Vec::new();
    let mut end = 0;
    for one in all {
        match runs.last_mut().filter(|_| one.0.start() < end) {
            Some(run) => run.push(*one),
            None => runs.push(vec![*one]),
        }
        end = end.max(one.0.end());
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(start: usize, end: usize, label: &'static str) -> Labelled {
        Labelled { span: Span::new(start, end).unwrap(), label }
    }

    #[test]
    fn a_worked_example() {
        // "The UN envoy Ghassan Salame met Haftar in Rome": gold person 13–27, person 32–38, place 42–46, organisation 4–6.
        let gold = [at(4, 6, "organisation"), at(13, 27, "person"), at(32, 38, "person"), at(42, 46, "place")];
        // The title is taken in, Haftar is called an organisation, Rome is right, the UN is missed.
        let found = [at(7, 27, "person"), at(32, 38, "organisation"), at(42, 46, "place")];
        assert_eq!(exact(&gold, &found), Counts { gold: 4, found: 3, right: 1 });
        assert_eq!(overlap(&gold, &found), Counts { gold: 4, found: 3, right: 2 });
    }

    #[test]
    fn a_span_has_one_partner() {
        assert_eq!(overlap(&[at(0, 10, "place")], &[at(0, 4, "place"), at(5, 10, "place")]).right, 1);
        let (gold, found) = ([at(0, 4, "place"), at(5, 10, "place")], [at(0, 6, "place"), at(8, 12, "place")]);
        assert_eq!(overlap(&gold, &found).right, 2);
    }
}
