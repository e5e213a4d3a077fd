//! Who says what, whatever it is about: every attribution of a report, of which claims are a part.

use crate::claim::Filler;
use crate::mention::MentionRef;
use crate::span::Span;

/// One attribution: a source, the words that attribute, and what is attributed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speech {
    /// Whose words or thoughts they are, as a mention or as bare words ("a new poll"); `None` for "reportedly".
    pub source: Option<Filler>,
    /// Through whom they reached the report, the nearest to the report first.
    pub relayed_by: Vec<MentionRef>,
    /// The words that attribute: "said", "according to".
    pub cue: Span,
    /// What is attributed; `None` where the sentence does not hold it.
    pub content: Option<Span>,
}
