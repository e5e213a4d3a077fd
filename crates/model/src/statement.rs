//! What a report attributes: somebody's words, belief or wish, whether or not anything in it is a claim about a ceasefire.

use crate::mention::MentionRef;
use crate::span::Span;

/// How words are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quotation {
    /// Between quotation marks, whole.
    Direct,
    /// In the report's own words.
    Indirect,
    /// Partly between marks.
    Mixed,
}

impl Quotation {
    /// All, in their order.
    pub const ALL: [Self; 3] = [Self::Direct, Self::Indirect, Self::Mixed];

    /// The name that lines bear.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }

    /// Reads the name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}

/// Something that a report says somebody else says, thinks or wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The words that name whose it is; `None` for "it was reported".
    pub source: Option<Span>,
    /// The mention among or behind those words, where there is one.
    pub speaker: Option<MentionRef>,
    /// The words that attribute: "did not say", "according to", "belief".
    pub cue: Span,
    /// What is attributed: the least stretch that holds all of it. Where the source and the cue stand amid it ("the town, he
    /// said, fell"), they stand inside.
    pub content: Span,
    /// The place, in the reading's list, of the statement in whose content this one stands.
    pub inside: Option<usize>,
    /// How the words are given.
    pub quotation: Quotation,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for one in Quotation::ALL {
            assert_eq!(Quotation::parse(one.as_str()), Some(one));
        }
        assert_eq!(Quotation::parse("spoken"), None);
    }
}
