//! Statements of invented sentences, each with its source, cue and content.

use crate::Reader;
use crate::testing::{document, reader};
use model::{Quotation, ReportId, Statement};

fn statements(text: &str) -> Vec<Statement> {
    reader().read(&ReportId::new("r-test").unwrap(), &document(text), &[]).statements
}

/// Source, cue and content of each statement.
fn told(text: &str) -> Vec<(String, String, String)> {
    let words = |span: model::Span| span.slice(text).to_owned();
    let triple = |it: Statement| (it.source.map(words).unwrap_or_default(), words(it.cue), words(it.content));
    statements(text).into_iter().map(triple).collect()
}

fn has(text: &str, source: &str, cue: &str, content: &str) {
    let found = told(text);
    let fits = |it: &(String, String, String)| it.0 == source && it.1 == cue && it.2.contains(content);
    assert!(found.iter().any(fits), "{text}\n{found:?}");
}

#[test]
fn speech_wish_belief_and_blame() {
    has("The bridge was reportedly closed.", "", "reportedly", "The bridge was");
    has("The mayor said the bridge was closed.", "The mayor", "said", "the bridge was closed");
    has("The bridge was closed, the mayor said.", "the mayor", "said", "The bridge was closed");
    has("According to the mayor, the bridge was closed.", "the mayor", "According to", "the bridge was closed");
    has("The mayor called for an inquiry.", "The mayor", "called", "an inquiry");
    has("The mayor wants to open the bridge.", "The mayor", "wants", "open the bridge");
    has("The envoy accused the army of closing the bridge.", "The envoy", "accused", "closing the bridge");
    has("The mayor is confident that the bridge will open.", "The mayor", "is confident", "the bridge will open");
}

#[test]
fn a_denial_keeps_its_negation_in_the_cue() {
    has("The mayor did not say that the bridge was closed.", "The mayor", "did not say", "the bridge was closed");
}

#[test]
fn nobody_is_named_in_an_impersonal_passive() {
    has("It was reported that the bridge was closed.", "", "was reported", "the bridge was closed");
}

#[test]
fn what_stands_in_what_is_told() {
    let text = "Reuters quoted the ministry as saying that the mayor refused to open the bridge.";
    let found = statements(text);
    let of = |cue: &str| found.iter().position(|it| it.cue.slice(text) == cue).unwrap();
    let (saying, refused) = (of("saying"), of("refused"));
    assert_eq!(found[saying].source.unwrap().slice(text), "the ministry");
    assert_eq!(found[refused].inside, Some(saying));
}

#[test]
fn marks_make_speech_direct_or_mixed() {
    let manner = |text: &str| statements(text)[0].quotation;
    assert_eq!(manner("\"The bridge was closed,\" said the mayor."), Quotation::Direct);
    assert_eq!(manner("The mayor said the bridge was \"closed for good\"."), Quotation::Mixed);
    assert_eq!(manner("The mayor said the bridge was closed."), Quotation::Indirect);
}

#[test]
fn a_name_behind_a_dash_is_whose_words_stood_before() {
    has("\"We shall come back.\" — Ana Ruiz", "Ana Ruiz", "—", "We shall come back");
}

#[test]
fn what_attributes_a_claim_is_listed() {
    let text = "Local sources: rebels shell the town.";
    let found = crate::testing::claims(text);
    let cues: Vec<_> = found.iter().filter_map(|told| told.claim.attribution.cue).collect();
    let listed = statements(text);
    assert!(cues.iter().all(|cue| listed.iter().any(|it| it.cue.overlaps(*cue))), "{listed:?}");
}

#[test]
fn acts_are_no_statements() {
    assert_eq!(told("The army shelled the bridge and took the town."), []);
    assert_eq!(told("The attack closed the bridge."), []);
}
