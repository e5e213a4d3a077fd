//! Bytes to reports, readings and lines, and what must hold of every reading, whatever the bytes. Shared with the fuzzer.

use model::{Filler, Reading, Report, Span};
use pipeline::Stages;

/// Reads bytes that arrived under a name as whatever they are; nothing here may panic, and what is read must hold.
pub fn read(stages: &Stages, name: &str, bytes: &[u8]) -> usize {
    let arrivals = intake::from_bytes(name, bytes, &intake::Options::default());
    let reports = arrivals.into_iter().filter_map(Result::ok).map(|arrival| arrival.report);
    reports.map(|report| read_report(stages, &report).claims.len()).sum()
}

/// Reads a report, checks the reading and writes its line.
pub fn read_report(stages: &Stages, report: &Report) -> Reading {
    let reading = pipeline::read_report(stages, &[], report);
    check(&reading);
    let line = serde_json::to_string(&wire::ReadingLine::new(&reading)).expect("a reading is written");
    assert!(!line.contains('\n'), "one line a reading");
    reading
}

/// Every span lies in the text and says what it says it says; every reference leads to something.
fn check(reading: &Reading) {
    let starts: Vec<usize> = reading.text.char_indices().map(|(byte, _)| byte).chain([reading.text.len()]).collect();
    let slice = |span: Span| {
        assert!(span.end() < starts.len(), "{span:?} reaches beyond the text");
        &reading.text[starts[span.start()]..starts[span.end()]]
    };
    assert_eq!(reading.mentions.len(), reading.referents.len());
    for mention in &reading.mentions {
        assert_eq!(slice(mention.span), mention.text);
        assert!(!mention.text.is_empty() && mention.span.contains(mention.head), "{mention:?}");
        assert!(mention.antecedent.is_none_or(|earlier| earlier.0 < reading.mentions.len()));
    }
    for claim in &reading.claims {
        slice(claim.trigger);
        slice(claim.evidence);
        for filler in claim.roles.values().flatten() {
            match filler {
                Filler::Mention(mention) => assert!(mention.0 < reading.mentions.len()),
                Filler::Words(span) => assert!(!slice(*span).is_empty()),
            }
        }
    }
    for statement in &reading.statements {
        slice(statement.cue);
        slice(statement.content);
        statement.source.map(slice);
        assert!(statement.inside.is_none_or(|outer| outer < reading.statements.len()));
    }
}
