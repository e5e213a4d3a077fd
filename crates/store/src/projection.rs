//! What an entry changes in the tables. One function, used when an entry is appended and when tables are made anew, so
//! that both give the same rows. It must not know SQL, nor anything but the entry and its blobs.

mod fieldwork;

use crate::draft::{LONG_BODY, kind};
use crate::error::StoreError;
use crate::particulars;
use crate::protection::{self, Recipients};
use crate::received::Received;
use crate::snapshot::{self, Line};
pub(crate) use fieldwork::{FieldworkRow, ScreeningRow};
use fieldwork::{fieldwork, screening};
use ledger::Hash;
use ledger::entry::Numbered;
use ledger::redaction::with_stand_ins;
use model::{ChangeKind, Decision, DecisionAct, Statements};
use serde_json::Value;
use wire::reading::{ClaimLine, Told};
use wire::{AgreementFile, FigureLine, FindingLine, IncidentLine, OriginLine, ReadingLine, SourceLine, TimeLine};
use wire::{
    CaseStepLine, ChangeLine, CopyLine, DecisionLine, EffortLine, ObservationLine, PeerLine, PlaceLine,
    RestrictionLine, RulesFile, TrackFile,
};

/// What an entry changes in the tables.
#[derive(Debug, PartialEq)]
pub(crate) enum Projected {
    Report(ReportRow),
    Reading(ReadingRow),
    /// Id and line.
    Source(String, String),
    /// Id and line.
    Agreement(String, String),
    /// Id, subject and line.
    Finding(String, String, String),
    /// Agreement, from when on they hold, and line.
    Rules(String, String, String),
    /// Case and line.
    CaseStep(String, String),
    Track(String, String),
    /// All of it, in place of what was there.
    Fused(FusedRows),
    Changes(Vec<ChangeRow>),
    Decision(DecisionRow),
    Fieldwork(FieldworkRow),
    Screening(Vec<ScreeningRow>),
    /// Kind and body of what an entry says of the log's keys or its authors.
    Keys(String, String),
    /// Level and line.
    Recipients(String, String),
    /// Told by the ledger alone.
    Nothing,
    /// Log, name and key.
    Peer(String, String, String),
    /// A run of another log.
    Received(Box<Received>),
}

#[derive(Debug, PartialEq)]
pub(crate) struct ReportRow {
    pub(crate) id: String,
    /// The bytes; `None` for a protected report.
    pub(crate) bytes: Option<Hash>,
    /// The text, where the bytes alone do not give it.
    pub(crate) text: Option<Hash>,
    pub(crate) source: Option<String>,
    pub(crate) published: Option<(String, String)>,
    pub(crate) particulars: String,
}

#[derive(Debug, PartialEq)]
pub(crate) struct ReadingRow {
    pub(crate) report: String,
    pub(crate) language: String,
    pub(crate) line: Hash,
    pub(crate) claims: Vec<ClaimRow>,
}

#[derive(Debug, PartialEq)]
pub(crate) struct ClaimRow {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) modality: String,
    pub(crate) polarity: String,
    pub(crate) tense: String,
    pub(crate) at: Scope,
}

/// When and where, as far as a filter needs it.
#[derive(Debug, PartialEq, Default)]
pub(crate) struct Scope {
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) latitude: Option<f64>,
    pub(crate) longitude: Option<f64>,
}

#[derive(Debug, PartialEq, Default)]
pub(crate) struct FusedRows {
    pub(crate) incidents: Vec<IncidentRow>,
    /// Id and line.
    pub(crate) origins: Vec<(String, String)>,
    pub(crate) copies: Vec<String>,
    pub(crate) figures: Vec<String>,
    /// Claim and origin.
    pub(crate) claim_origins: Vec<(String, String)>,
}

#[derive(Debug, PartialEq)]
pub(crate) struct IncidentRow {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) origins: u64,
    pub(crate) at: Scope,
    pub(crate) line: String,
}

#[derive(Debug, PartialEq)]
pub(crate) struct ChangeRow {
    pub(crate) incident: String,
    pub(crate) other: Option<String>,
    /// Whether the incident went into the other.
    pub(crate) merged: bool,
    pub(crate) at: String,
    pub(crate) line: String,
}

#[derive(Debug, PartialEq)]
pub(crate) struct DecisionRow {
    pub(crate) id: String,
    /// What it is about: incidents, the report, claim or source whose origin it sets, decisions that it revokes.
    pub(crate) about: Vec<String>,
    pub(crate) revokes: Vec<String>,
    pub(crate) line: String,
}

/// What the entry changes. `blob` gives the bytes of a blob that the entry names.
pub(crate) fn project(
    numbered: &Numbered,
    blob: &mut dyn FnMut(&Hash) -> Result<Vec<u8>, StoreError>,
) -> Result<Projected, StoreError> {
    let (seq, entry) = (numbered.seq, &numbered.entry);
    let wrong = |reason: String| StoreError::entry(seq, reason);
    let read = with_stand_ins(&entry.body).map_err(|error| wrong(error.to_string()))?;
    let long = long_body(numbered, blob)?;
    let body = long.as_ref().unwrap_or(read.as_ref());
    match entry.what.as_str() {
        kind::REPORT if protection::is_protected(body) => protected_report(body).map_err(wrong),
        kind::REPORT => report(body).map_err(wrong),
        kind::READING => {
            let line = named_hash(body, "reading").map_err(wrong)?;
            reading(line, &blob(&line)?).map_err(wrong)
        }
        kind::SOURCE => source(body).map_err(wrong),
        kind::AGREEMENT => agreement(body).map_err(wrong),
        kind::FINDING => finding(body).map_err(wrong),
        kind::RULES => rules(body).map_err(wrong),
        kind::CASE => case_step(body).map_err(wrong),
        kind::TRACK => track(body).map_err(wrong),
        kind::CHANGES => changes(&entry.at, body).map_err(wrong),
        kind::DECISION => decision(body).map_err(wrong),
        kind::OBSERVATION => fieldwork::<ObservationLine>(body).map_err(wrong),
        kind::RESTRICTION => fieldwork::<RestrictionLine>(body).map_err(wrong),
        kind::EFFORT => fieldwork::<EffortLine>(body).map_err(wrong),
        kind::SCREENING => screening(&entry.at, body).map_err(wrong),
        what if kind::OF_KEYS.contains(&what) => Ok(Projected::Keys(what.to_owned(), body.to_string())),
        kind::RECIPIENTS => recipients(body).map_err(wrong),
        kind::ERASED | kind::DELAYED => Ok(Projected::Nothing),
        kind::PEER => peer(body).map_err(wrong),
        kind::RECEIVED => Received::read(body).map(|run| Projected::Received(Box::new(run))).map_err(wrong),
        kind::INCIDENTS => {
            let mut rows = FusedRows::default();
            for piece in pieces(body).map_err(wrong)? {
                fused(&mut rows, &blob(&piece)?).map_err(wrong)?;
            }
            Ok(Projected::Fused(rows))
        }
        other => Err(wrong(format!("'{other}' is a kind of change unknown to this version: use a newer one"))),
    }
}

/// The body, where it is a blob of its own.
pub(crate) fn long_body(
    numbered: &Numbered,
    blob: &mut dyn FnMut(&Hash) -> Result<Vec<u8>, StoreError>,
) -> Result<Option<Value>, StoreError> {
    let Some(name) = numbered.entry.body.get(LONG_BODY).and_then(Value::as_str) else { return Ok(None) };
    let wrong = |reason: String| StoreError::entry(numbered.seq, reason);
    let bytes = blob(&hash(name).map_err(wrong)?)?;
    serde_json::from_slice(&bytes).map(Some).map_err(|error| wrong(error.to_string()))
}

fn hash(name: &str) -> Result<Hash, String> {
    Hash::from_blob_name(name).map_err(|error| error.to_string())
}

fn named_hash(body: &Value, field: &str) -> Result<Hash, String> {
    hash(body.get(field).and_then(Value::as_str).ok_or_else(|| format!("field '{field}' is missing"))?)
}

fn pieces(body: &Value) -> Result<Vec<Hash>, String> {
    let list = body.get("snapshot").and_then(Value::as_array).ok_or("field 'snapshot' is missing")?;
    list.iter().map(|name| hash(name.as_str().unwrap_or_default())).collect()
}

pub(crate) fn report(body: &Value) -> Result<Projected, String> {
    let report = particulars::read(body)?;
    let text = body.get("text").and_then(Value::as_str).map(hash).transpose()?;
    let published = report.published.interval().map(|when| (when.from().to_string(), when.to().to_string()));
    Ok(Projected::Report(ReportRow {
        id: report.id.to_string(),
        bytes: Some(Hash::from_hex(&report.content).map_err(|error| error.to_string())?),
        text,
        published,
        source: report.source,
        particulars: body.to_string(),
    }))
}

/// Words in the place of what is protected, and no bytes.
fn protected_report(body: &Value) -> Result<Projected, String> {
    let redacted = protection::redacted(body);
    let report = particulars::read(&redacted)?;
    Ok(Projected::Report(ReportRow {
        id: report.id.to_string(),
        bytes: None,
        text: None,
        published: None,
        source: report.source,
        particulars: redacted.to_string(),
    }))
}

fn recipients(body: &Value) -> Result<Projected, String> {
    let set = Recipients::from_body(body)?;
    Ok(Projected::Recipients(set.level.as_str().to_owned(), body.to_string()))
}

pub(crate) fn reading(blob: Hash, bytes: &[u8]) -> Result<Projected, String> {
    let line: ReadingLine = serde_json::from_slice(bytes).map_err(|error| format!("its reading: {error}"))?;
    Ok(Projected::Reading(ReadingRow {
        report: line.id,
        language: line.language,
        line: blob,
        claims: line.claims.into_iter().map(claim).collect(),
    }))
}

fn claim(line: ClaimLine) -> ClaimRow {
    let time = line.time.and_then(|told: Told<TimeLine>| told.value);
    let place = line.place.and_then(|told: Told<PlaceLine>| told.value);
    ClaimRow {
        id: line.id,
        kind: line.kind,
        modality: line.modality,
        polarity: line.polarity,
        tense: line.tense,
        at: Scope {
            from: time.as_ref().map(|time| time.from.clone()),
            to: time.map(|time| time.to),
            latitude: place.as_ref().and_then(|place| place.latitude),
            longitude: place.and_then(|place| place.longitude),
        },
    }
}

fn source(body: &Value) -> Result<Projected, String> {
    let line: SourceLine = serde_json::from_value(body.clone()).map_err(|error| error.to_string())?;
    Ok(Projected::Source(line.id, body.to_string()))
}

fn agreement(body: &Value) -> Result<Projected, String> {
    let line: AgreementFile = serde_json::from_value(body.clone()).map_err(|error| error.to_string())?;
    Ok(Projected::Agreement(line.id, body.to_string()))
}

fn finding(body: &Value) -> Result<Projected, String> {
    let line: FindingLine = serde_json::from_value(body.clone()).map_err(|error| error.to_string())?;
    let obligation = line.agreement.zip(line.obligation).map(|(agreement, id)| format!("{agreement}/{id}"));
    let subject = line.incident.or(obligation).ok_or("the finding has no subject")?;
    Ok(Projected::Finding(line.id, subject, body.to_string()))
}

fn rules(body: &Value) -> Result<Projected, String> {
    let line: RulesFile = serde_json::from_value(body.clone()).map_err(|error| error.to_string())?;
    Ok(Projected::Rules(line.agreement, line.from, body.to_string()))
}

fn case_step(body: &Value) -> Result<Projected, String> {
    let line: CaseStepLine = serde_json::from_value(body.clone()).map_err(|error| error.to_string())?;
    Ok(Projected::CaseStep(line.case, body.to_string()))
}

fn track(body: &Value) -> Result<Projected, String> {
    let line: TrackFile = serde_json::from_value(body.clone()).map_err(|error| error.to_string())?;
    Ok(Projected::Track(line.id, body.to_string()))
}

fn listed(body: &Value) -> Result<&Vec<Value>, String> {
    Ok(body.get("changes").and_then(Value::as_array).ok_or("field 'changes' is missing")?)
}

fn peer(body: &Value) -> Result<Projected, String> {
    let line: PeerLine = serde_json::from_value(body.clone()).map_err(|error| error.to_string())?;
    Ok(Projected::Peer(line.log, line.name, line.key))
}

fn changes(at: &str, body: &Value) -> Result<Projected, String> {
    let row = |value: &Value| {
        let line: ChangeLine = serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
        let merged = line.kind == ChangeKind::Merged.as_str();
        Ok(ChangeRow { incident: line.incident, other: line.other, merged, at: at.to_owned(), line: value.to_string() })
    };
    listed(body)?.iter().map(row).collect::<Result<_, String>>().map(Projected::Changes)
}

fn decision(body: &Value) -> Result<Projected, String> {
    let line: DecisionLine = serde_json::from_value(body.clone()).map_err(|error| error.to_string())?;
    let made = line.to_decision().map_err(|error| error.to_string())?;
    Ok(Projected::Decision(DecisionRow {
        about: about(&made),
        revokes: line.decisions,
        id: line.id,
        line: body.to_string(),
    }))
}

/// What a decision is about, by the names under which two decisions meet.
pub(crate) fn about(decision: &Decision) -> Vec<String> {
    let mut about: Vec<String> = decision.act.incidents().iter().map(ToString::to_string).collect();
    about.extend(model::decision::revoked_by(decision).iter().map(ToString::to_string));
    if let DecisionAct::SetOrigin { of, .. } = &decision.act {
        about.push(match of {
            Statements::Claim(id) => id.to_string(),
            Statements::Report(id) => id.to_string(),
            Statements::Source(name) => format!("source {}", name.to_lowercase()),
        });
    }
    about.sort();
    about.dedup();
    about
}

fn fused(rows: &mut FusedRows, piece: &[u8]) -> Result<(), String> {
    let text = |value: serde_json::Result<String>| value.map_err(|error| error.to_string());
    for line in snapshot::read(piece)? {
        match line {
            Line::Incident(line) => rows.incidents.push(incident(&line)?),
            Line::Origin(line) => {
                let OriginLine { id, .. } = line.as_ref();
                rows.origins.push((id.clone(), text(serde_json::to_string(&line))?));
            }
            Line::Copy(line) => rows.copies.push(text(serde_json::to_string::<CopyLine>(&line))?),
            Line::Figure(line) => rows.figures.push(text(serde_json::to_string::<FigureLine>(&line))?),
            Line::ClaimOrigin(claim, origin) => rows.claim_origins.push((claim, origin)),
        }
    }
    Ok(())
}

fn incident(line: &IncidentLine) -> Result<IncidentRow, String> {
    let mut at = Scope::default();
    if let Some(time) = &line.time {
        let versions = || time.versions.iter().map(|version| &version.value).chain([&time.first.value]);
        at.from = versions().map(|time| time.from.clone()).min();
        at.to = versions().map(|time| time.to.clone()).max();
    }
    if let Some(place) = &line.place {
        (at.latitude, at.longitude) = (place.first.value.latitude, place.first.value.longitude);
    }
    Ok(IncidentRow {
        id: line.id.clone(),
        kind: line.kind.clone(),
        origins: u64::try_from(line.origins).unwrap_or(u64::MAX),
        at,
        line: serde_json::to_string(line).map_err(|error| error.to_string())?,
    })
}
