//! What a report attributes, as part of a line of `readings.jsonl`.

use crate::error::{WireError, named};
use crate::mention::SpanLine;
use model::{MentionRef, Quotation, Statement};
use serde::{Deserialize, Serialize};

/// Something that a report says somebody else says, thinks or wants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementLine {
    /// The words that name whose it is; null for "it was reported".
    pub source: Option<SpanLine>,
    /// The place, in the reading's list, of the mention that they are or stand for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<usize>,
    /// The words that attribute.
    pub cue: SpanLine,
    /// What is attributed.
    pub content: SpanLine,
    /// The place, in this list, of the statement in whose content this one stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inside: Option<usize>,
    /// direct, indirect or mixed.
    pub quotation: String,
}

impl StatementLine {
    /// Writes a statement.
    pub fn new(told: &Statement) -> Self {
        Self {
            source: told.source.map(SpanLine::new),
            speaker: told.speaker.map(|speaker| speaker.0),
            cue: SpanLine::new(told.cue),
            content: SpanLine::new(told.content),
            inside: told.inside,
            quotation: told.quotation.as_str().to_owned(),
        }
    }
}

/// Reads the statements of a reading that holds so many mentions.
pub(crate) fn read(lines: &[StatementLine], mentions: usize) -> Result<Vec<Statement>, WireError> {
    lines.iter().map(|line| statement(line, mentions, lines.len())).collect()
}

fn statement(line: &StatementLine, mentions: usize, statements: usize) -> Result<Statement, WireError> {
    Ok(Statement {
        source: line.source.map(SpanLine::to_span).transpose()?,
        speaker: below("statement.speaker", line.speaker, mentions)?.map(MentionRef),
        cue: line.cue.to_span()?,
        content: line.content.to_span()?,
        inside: below("statement.inside", line.inside, statements)?,
        quotation: named("quotation", &line.quotation, Quotation::parse, "direct, indirect or mixed")?,
    })
}

/// A place in a list of so many.
fn below(field: &'static str, place: Option<usize>, length: usize) -> Result<Option<usize>, WireError> {
    match place {
        Some(place) if place >= length => Err(WireError::field(field, place, "a place in the list, from 0")),
        place => Ok(place),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Span;

    #[test]
    fn what_is_written_is_read_and_a_place_outside_of_the_list_is_refused() {
        let span = |start, end| Span::new(start, end).unwrap();
        let told = Statement {
            source: Some(span(0, 8)),
            speaker: Some(MentionRef(1)),
            cue: span(9, 13),
            content: span(14, 30),
            inside: None,
            quotation: Quotation::Mixed,
        };
        let inner = Statement { source: None, speaker: None, inside: Some(0), ..told.clone() };
        let lines = [StatementLine::new(&told), StatementLine::new(&inner)];
        assert_eq!(read(&lines, 2).unwrap(), [told, inner]);
        assert!(read(&lines, 1).is_err());
        assert!(read(&lines[1..], 2).is_ok(), "a statement inside the first of the list");
        assert!(read(&[StatementLine { inside: Some(4), ..lines[0].clone() }], 2).is_err());
    }
}
