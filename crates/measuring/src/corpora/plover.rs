//! PLOVER gold standard records (Open Event Data Alliance, 2016): sentences with an event's category, source and target.

use crate::corpora::text_of;
use crate::scorers::spans::Labelled;
use anyhow::{Context, Result};
use model::Span;
use serde_json::Value;
use std::path::Path;

/// A record.
pub struct Record {
    /// The publisher's id.
    pub id: String,
    /// The sentence.
    pub text: String,
    /// The event's category, under the name that current PLOVER gives it.
    pub category: &'static str,
    /// Who acts, where the words stand in the sentence.
    pub sources: Vec<Labelled>,
    /// Towards whom, where the words stand in the sentence.
    pub targets: Vec<Labelled>,
}

/// The records of the file; its first entry is documentation.
pub fn read(file: &Path) -> Result<Vec<Record>> {
    let all: Vec<Value> = serde_json::from_str(&text_of(file)?).with_context(|| file.display().to_string())?;
    Ok(all.iter().filter_map(record).collect())
}

fn record(value: &Value) -> Option<Record> {
    let text = value.get("text")?.as_str()?.to_owned();
    let actors = |field: &str, label: &'static str| {
        let list = value.get(field).and_then(Value::as_array).into_iter().flatten();
        let words = list.filter_map(|actor| actor.get("actorText")?.as_str());
        words.filter_map(|words| Some(Labelled { span: find(&text, words)?, label })).collect::<Vec<_>>()
    };
    Some(Record {
        id: value.get("id")?.as_str()?.to_owned(),
        category: current(value.get("event")?.as_str()?)?,
        sources: actors("source", "source"),
        targets: actors("target", "target"),
        text,
    })
}

/// The records were coded with draft 0.5 of PLOVER. The published version merged and renamed categories (Halterman et al.
/// 2023); `data/kinds/kinds.tsv` uses its names.
fn current(category: &str) -> Option<&'static str> {
    Some(match category {
        "AGREE" => "AGREE",
        "CONSULT" => "CONSULT",
        "SUPPORT" => "SUPPORT",
        "COOPERATE" => "COOPERATE",
        "AID" => "AID",
        "CONCEDE" => "CONCEDE",
        "RETREAT" => "RETREAT",
        "DEMAND" => "REQUEST",
        "DISAPPROVE" | "INVESTIGATE" => "ACCUSE",
        "REJECT" => "REJECT",
        "THREATEN" => "THREATEN",
        "PROTEST" => "PROTEST",
        "SANCTION" => "SANCTION",
        "MOBILIZE" => "MOBILIZE",
        "COERCE" => "COERCE",
        "ASSAULT" | "FIGHT" => "ASSAULT",
        _ => return None,
    })
}

/// The characters at which words stand first.
fn find(text: &str, words: &str) -> Option<Span> {
    let byte = text.find(words.trim()).filter(|_| !words.trim().is_empty())?;
    let start = text.get(..byte)?.chars().count();
    Span::new(start, start + words.trim().chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_under_current_names() {
        let value = serde_json::json!({ "id": "r1", "event": "FIGHT", "text": "Émigré rebels shelled the port",
            "source": [{ "actorText": "rebels" }, { "actorText": "absent" }], "target": "" });
        let record = record(&value).unwrap();
        assert_eq!(record.category, "ASSAULT");
        assert_eq!(record.sources.len(), 1);
        assert_eq!(record.sources[0].span.slice(&record.text), "rebels");
        assert!(record.targets.is_empty());
    }
}
