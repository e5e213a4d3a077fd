//! A report of a person who must not be known by it. Its entry says that a report came in, and commits to two values:
//! `origin` (who gave it, where it was found, its title) and `report` (all else, with the hashes of its bytes, its text and
//! its reading). Its id is drawn, since one made of its contents would let a guess be confirmed.

use crate::decode::decode;
use crate::draft::{Condition, Draft, Secret, hashed, kind};
use crate::error::StoreError;
use crate::particulars;
use crate::protection::Mark;
use ledger::redaction::Level;
use model::{Reading, Report, ReportId};
use serde_json::{Map, Value, json};
use wire::ReadingLine;

/// A report with its bytes and its reading, and how far each part may be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct ProtectedReport {
    /// Its particulars, under an id from [`draw_id`].
    pub report: Report,
    /// Its bytes as they came.
    pub bytes: Vec<u8>,
    /// What was read in it, under the same id.
    pub reading: Reading,
    /// The level of who gave it and where it was found.
    pub origin: Level,
    /// The level of what it says.
    pub contents: Level,
}

/// The particulars that tell whom a report comes from.
const ORIGIN: [&str; 5] = ["source", "external_id", "found_at", "url", "title"];

/// A new id for a protected report: `p-` and 16 hexadecimal digits that say nothing.
///
/// # Errors
/// Where the system gives no randomness.
pub fn draw_id() -> Result<ReportId, StoreError> {
    let mut drawn = [0; 8];
    getrandom::fill(&mut drawn).map_err(|error| StoreError::Refused(format!("no random bytes: {error}")))?;
    let digits: String = drawn.iter().map(|byte| format!("{byte:02x}")).collect();
    ReportId::new(format!("p-{digits}")).map_err(|error| StoreError::Refused(error.to_string()))
}

/// The draft: what stands in the entry before its two values are replaced, and the files that are sealed with it.
pub(crate) fn draft(protected: &ProtectedReport) -> Result<Draft, String> {
    let ProtectedReport { report, bytes, reading, .. } = protected;
    let Value::Object(mut contents) = particulars::write(report) else { return Err("no particulars".to_owned()) };
    contents.remove("id");
    let origin: Map<String, Value> = ORIGIN.iter().filter_map(|name| contents.remove_entry(*name)).collect();
    // Whom it comes from is told by `origin` alone, which fewer may be allowed to see.
    let line = ReadingLine::new(&Reading { source: None, ..reading.clone() });
    line.to_reading().map_err(|error| format!("the reading of {}: {error}", reading.report))?;
    let line = serde_json::to_vec(&line).map_err(|error| error.to_string())?;
    let mut files = vec![hashed(bytes.clone()), hashed(line)];
    contents.insert("reading".to_owned(), name(&files, 1));
    // A text that the bytes alone do not give is kept beside them, as for other reports.
    if decode(&report.encoding, bytes).as_deref() != Some(report.text.as_str()) {
        files.push(hashed(report.text.clone().into_bytes()));
        contents.insert("text".to_owned(), name(&files, 2));
    }
    contents.insert("blobs".to_owned(), (0..files.len()).map(|place| name(&files, place)).collect());
    let body = json!({ "id": report.id.as_str(), "origin": origin, "report": contents });
    let mark = |field: &str, level| Mark { field: field.to_owned(), level };
    let marks = vec![mark("/origin", protected.origin), mark("/report", protected.contents)];
    let files = files.into_iter().map(|(_, bytes)| bytes).collect();
    let secret = Secret { marks, files, erases: None };
    let condition = Condition::NewReport(report.id.clone());
    Ok(Draft { what: kind::REPORT, body, blobs: Vec::new(), condition, secret })
}

fn name(files: &[(ledger::Hash, Vec<u8>)], place: usize) -> Value {
    files.get(place).map_or(Value::Null, |(hash, _)| hash.blob_name().into())
}

/// Whether the body of a report's entry is that of a protected one.
pub(crate) fn is_protected(body: &Value) -> bool {
    body.get("report").is_some()
}

/// Particulars for the tables and for whoever has no identity: the id, and words in the place of the rest.
pub(crate) fn redacted(body: &Value) -> Value {
    let words = |name: &str| body.get(name).cloned().unwrap_or(Value::Null);
    json!({
        "id": words("id"), "content": "", "media": "text", "encoding": "utf-8",
        "source": words("origin"), "found_at": words("origin"), "title": words("origin"),
    })
}

/// The particulars again, as far as its two values are known.
pub(crate) fn merged(id: &ReportId, origin: Option<&Value>, contents: Option<&Value>, redacted: &Value) -> Value {
    let mut fields = redacted.as_object().cloned().unwrap_or_default();
    for known in [origin, contents].into_iter().flatten().filter_map(Value::as_object) {
        fields.extend(known.clone());
    }
    for name in ORIGIN.iter().filter(|name| origin.is_some_and(|origin| origin.get(*name).is_none())) {
        fields.remove(*name);
    }
    fields.insert("id".to_owned(), id.as_str().into());
    Value::Object(fields)
}
