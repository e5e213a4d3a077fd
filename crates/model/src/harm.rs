//! Harm: an effect on somebody or something, and a toll as a range.

use crate::claim::Filler;
use crate::mention::MentionRef;
use crate::span::Span;
use std::fmt;

/// What was suffered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Killed.
    Killed,
    /// Injured.
    Injured,
    /// Missing.
    Missing,
    /// Displaced.
    Displaced,
    /// Detained.
    Detained,
    /// Abducted.
    Abducted,
    /// Damaged or destroyed: things, not persons.
    Damaged,
}

impl Effect {
    /// All, gravest first.
    pub const ALL: [Effect; 7] = [
        Effect::Killed,
        Effect::Injured,
        Effect::Missing,
        Effect::Displaced,
        Effect::Detained,
        Effect::Abducted,
        Effect::Damaged,
    ];

    /// The name on exchange lines.
    pub fn as_str(self) -> &'static str {
        match self {
            Effect::Killed => "killed",
            Effect::Injured => "injured",
            Effect::Missing => "missing",
            Effect::Displaced => "displaced",
            Effect::Detained => "detained",
            Effect::Abducted => "abducted",
            Effect::Damaged => "damaged",
        }
    }

    /// Reads the name on exchange lines.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|effect| effect.as_str() == text)
    }
}

/// A number of persons or things as it was told: a range. `low` ≤ `best` ≤ `high` wherever they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Toll {
    low: u64,
    best: Option<u64>,
    high: Option<u64>,
    approximate: bool,
}

impl Toll {
    /// A range; `None` where it is out of order. An unknown `high` is open upwards.
    pub fn new(low: u64, best: Option<u64>, high: Option<u64>, approximate: bool) -> Option<Self> {
        let floor = best.unwrap_or(low);
        let ordered = low <= floor && high.is_none_or(|high| floor <= high);
        ordered.then_some(Self { low, best, high, approximate })
    }

    /// Exactly this many.
    pub fn exactly(number: u64) -> Self {
        Self { low: number, best: Some(number), high: Some(number), approximate: false }
    }

    /// Some, but nobody said how many: at least one.
    pub fn some() -> Self {
        Self { low: 1, best: None, high: None, approximate: true }
    }

    /// The least it can be.
    pub fn low(self) -> u64 {
        self.low
    }

    /// The number named, where one was.
    pub fn best(self) -> Option<u64> {
        self.best
    }

    /// The most it can be; `None` is open.
    pub fn high(self) -> Option<u64> {
        self.high
    }

    /// Whether the words say that the number is rough ("about", "dozens").
    pub fn approximate(self) -> bool {
        self.approximate
    }

    /// Whether one number can satisfy both.
    pub fn compatible(self, other: Toll) -> bool {
        self.high.is_none_or(|high| other.low <= high) && other.high.is_none_or(|high| self.low <= high)
    }
}

impl fmt::Display for Toll {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.low, self.best, self.high) {
            (low, Some(best), Some(high)) if low == high && best == low => write!(out, "{best}"),
            (low, Some(best), Some(_)) if self.approximate && low <= best => {
                write!(out, "about {best}")
            }
            (low, _, Some(high)) => write!(out, "{low} to {high}"),
            (1, None, None) => out.write_str("some"),
            (low, _, None) => write!(out, "at least {low}"),
        }
    }
}

/// Harm that a claim tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Harm {
    /// What was suffered.
    pub effect: Effect,
    /// By whom or what; `None` where only a number is told.
    pub who: Option<Filler>,
    /// How many.
    pub toll: Toll,
    /// Whether it is a running total and not the toll of one event.
    pub cumulative: bool,
    /// Since when a running total counts.
    pub since: Option<MentionRef>,
    /// The words that say so.
    pub evidence: Span,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_toll_out_of_order_cannot_be_made() {
        assert!(Toll::new(5, Some(4), None, false).is_none());
        assert!(Toll::new(5, None, Some(4), false).is_none());
        assert!(Toll::new(280, Some(280), None, false).is_some());
    }

    #[test]
    fn tolls_disagree_only_where_no_number_satisfies_both() {
        let at_least = Toll::new(280, None, None, false).unwrap();
        assert!(at_least.compatible(Toll::exactly(284)));
        assert!(!at_least.compatible(Toll::exactly(16)));
        assert!(Toll::some().compatible(Toll::exactly(3)));
        assert_eq!(Toll::exactly(3).to_string(), "3");
        assert_eq!(at_least.to_string(), "at least 280");
    }
}
