//! A change as it will enter the ledger: its kind, its body, its blobs. It must not know the ledger's size nor the tables.

use crate::decode::decode;
use crate::error::StoreError;
use crate::port::Change;
use crate::protection::{self, Mark};
use crate::{particulars, snapshot};
use ledger::Hash;
use ledger::authors;
use ledger::key_chain::KeyStatement;
use model::{
    Agreement, CaseAct, CaseStep, Decision, Effort, FieldEntry, Finding, Fused, IncidentChange, Observation, Reading,
    Report, ReportId, Restriction, Rules, ScreeningChange, Source, Track,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use wire::{
    AgreementFile, CaseStepLine, ChangeLine, DecisionLine, EffortLine, FindingLine, ObservationLine, PeerLine,
    ReadingLine, RestrictionLine, RulesFile, ScreeningLine, SourceLine, TrackFile,
};

/// The kinds of entries that a record has.
pub(crate) mod kind {
    use ledger::{authors, key_chain};

    pub(crate) const REPORT: &str = "report.received";
    pub(crate) const READING: &str = "reading.made";
    pub(crate) const SOURCE: &str = "source.entered";
    pub(crate) const AGREEMENT: &str = "agreement.entered";
    pub(crate) const INCIDENTS: &str = "incidents.proposed";
    pub(crate) const CHANGES: &str = "incidents.changed";
    pub(crate) const DECISION: &str = "decision.made";
    pub(crate) const FINDING: &str = "finding.entered";
    pub(crate) const RULES: &str = "rules.entered";
    pub(crate) const CASE: &str = "case.stepped";
    pub(crate) const TRACK: &str = "track.entered";
    pub(crate) const OBSERVATION: &str = "observation.made";
    pub(crate) const RESTRICTION: &str = "restriction.met";
    pub(crate) const EFFORT: &str = "effort.reported";
    pub(crate) const SCREENING: &str = "screening.made";

    /// What the ledger itself reads: on the log's keys, and on who signs with which.
    pub(crate) const OF_KEYS: [&str; 5] =
        [key_chain::BEGUN, key_chain::ROTATED, key_chain::REVOKED, authors::ENTERED, authors::REVOKED];
    pub(crate) const RECIPIENTS: &str = "recipients.set";
    pub(crate) const ERASED: &str = ledger::redaction::ERASED;
    pub(crate) const DELAYED: &str = "publication.delayed";
    pub(crate) const PEER: &str = "peer.entered";
    pub(crate) const RECEIVED: &str = "exchange.received";
}

/// A body longer than this becomes a blob: with who, why and the rest an entry has at most 65,535 bytes.
const LONGEST_BODY: usize = 48_000;

/// The one field of a body that names the blob with the real one; no noun has a field of this name.
pub(crate) const LONG_BODY: &str = "in_blob";

/// A change as it will enter the ledger.
pub(crate) struct Draft {
    pub(crate) what: &'static str,
    pub(crate) body: Value,
    pub(crate) blobs: Vec<(Hash, Vec<u8>)>,
    /// What must hold of the record before it enters.
    pub(crate) condition: Condition,
    pub(crate) secret: Secret,
}

/// What of a change must not be seen, or not any more.
#[derive(Default)]
pub(crate) struct Secret {
    /// The fields of the body that enter as commitments.
    pub(crate) marks: Vec<Mark>,
    /// The files that are sealed with the last of these fields.
    pub(crate) files: Vec<Vec<u8>>,
    /// The field of an earlier entry of which all that is sealed is destroyed.
    pub(crate) erases: Option<(u64, String)>,
}

impl Draft {
    /// Whether the program made it by itself, whoever asked for it.
    pub(crate) fn by_program(&self) -> bool {
        [kind::READING, kind::INCIDENTS, kind::CHANGES].contains(&self.what)
    }

    /// A statement on the log's keys.
    pub(crate) fn stated(statement: &KeyStatement) -> Self {
        Self {
            what: statement.kind(),
            body: statement.body(),
            blobs: Vec::new(),
            condition: Condition::None,
            secret: Secret::default(),
        }
    }
}

/// What must hold of the record before a change enters.
pub(crate) enum Condition {
    None,
    /// The report must be new; one that is there already is passed over.
    NewReport(ReportId),
    /// The report must be there.
    KnownReport(ReportId),
    /// The finding must bear the next number.
    NextFinding(String),
    /// The case must bear the next number.
    NextCase(String),
    /// The case must be there.
    KnownCase(String),
    /// The entry's id must be new among those of its kind, and what it puts right must stand: (kind, id, corrects).
    NewFieldwork(&'static str, String, Option<String>),
    /// The decision must bear the next number, and what it is about must be as the person saw it.
    NextDecision(Box<Decision>),
}

/// Makes the draft of a change; refuses what could not be read back as it was.
pub(crate) fn draft(change: &Change) -> Result<Draft, StoreError> {
    let mut draft = match change {
        Change::ReportReceived(report, bytes) => received(report, bytes),
        Change::ReadingMade(reading) => made(reading),
        Change::SourceEntered(source) => source_entered(source),
        Change::AgreementEntered(agreement) => agreement_entered(agreement),
        Change::IncidentsProposed(fused) => proposed(fused),
        Change::IncidentsChanged(changes) => changed(changes),
        Change::DecisionMade(decision) => decided(decision),
        Change::FindingEntered(finding) => finding_entered(finding),
        Change::RulesEntered(rules) => rules_entered(rules),
        Change::CaseStepped(step) => case_stepped(step),
        Change::TrackEntered(track) => track_entered(track),
        Change::ObservationMade(observation) => observation_made(observation),
        Change::RestrictionMet(restriction) => restriction_met(restriction),
        Change::EffortReported(effort) => effort_reported(effort),
        Change::ScreeningMade(changes) => screened(changes),
        Change::AuthorEntered(author) => plain(authors::ENTERED, Ok(author.body()), Condition::None),
        Change::AuthorRevoked(author) => plain(authors::REVOKED, Ok(author.revoking_body()), Condition::None),
        Change::Protected(change, marks) => {
            return protection::marked(draft(change)?, marks).map_err(StoreError::Refused);
        }
        Change::ReportProtected(report) => protection::report(report),
        Change::RecipientsSet(recipients) => plain(kind::RECIPIENTS, Ok(recipients.to_body()), Condition::None),
        Change::FieldErased(erasure) => Ok(erasure.draft()),
        Change::PublicationDelayed { entry, until } => {
            plain(kind::DELAYED, Ok(json!({ "entry": entry, "until": until })), Condition::None)
        }
        Change::PeerEntered(peer) => plain(kind::PEER, serde_json::to_value(PeerLine::new(peer)), Condition::None),
    }
    .map_err(StoreError::Refused)?;
    let body = draft.body.to_string();
    if body.len() > LONGEST_BODY {
        let blob = hashed(body.into_bytes());
        draft.body = json!({ LONG_BODY: blob.0.blob_name() });
        draft.blobs.push(blob);
    }
    Ok(draft)
}

pub(crate) fn hashed(bytes: Vec<u8>) -> (Hash, Vec<u8>) {
    (Hash::of(&bytes), bytes)
}

fn received(report: &Report, bytes: &[u8]) -> Result<Draft, String> {
    let blob = hashed(bytes.to_vec());
    if blob.0.to_string() != report.content {
        return Err(format!("report {}: its bytes have hash {}, not {}", report.id, blob.0, report.content));
    }
    let mut body = particulars::write(report);
    if particulars::read(&body)? != (Report { text: String::new(), ..report.clone() }) {
        return Err(format!("report {}: its particulars do not read back as they are", report.id));
    }
    let mut blobs = vec![blob];
    // A text that the bytes alone do not give (cut out of a line of JSON, say) is kept beside them.
    if decode(&report.encoding, bytes).as_deref() != Some(report.text.as_str()) {
        let text = hashed(report.text.clone().into_bytes());
        if let Value::Object(fields) = &mut body {
            fields.insert("text".to_owned(), text.0.blob_name().into());
        }
        blobs.push(text);
    }
    Ok(Draft {
        what: kind::REPORT,
        body,
        blobs,
        condition: Condition::NewReport(report.id.clone()),
        secret: Secret::default(),
    })
}

fn made(reading: &Reading) -> Result<Draft, String> {
    let line = ReadingLine::new(reading);
    line.to_reading().map_err(|error| format!("the reading of {}: {error}", reading.report))?;
    let blob = hashed(serde_json::to_vec(&line).map_err(|error| error.to_string())?);
    let methods: BTreeSet<String> = reading.claims.iter().map(|claim| claim.method.to_string()).collect();
    let body = json!({
        "report": reading.report.as_str(),
        "language": reading.language.code(),
        "methods": methods,
        "mentions": reading.mentions.len(),
        "claims": reading.claims.len(),
        "notes": reading.notes.len(),
        "reading": blob.0.blob_name(),
    });
    let condition = Condition::KnownReport(reading.report.clone());
    Ok(Draft { what: kind::READING, body, blobs: vec![blob], condition, secret: Secret::default() })
}

fn source_entered(source: &Source) -> Result<Draft, String> {
    let line = SourceLine::new(source);
    same(&line.to_source().map_err(|error| error.to_string())?, source, &source.id)?;
    plain(kind::SOURCE, serde_json::to_value(&line), Condition::None)
}

fn agreement_entered(agreement: &Agreement) -> Result<Draft, String> {
    let line = AgreementFile::new(agreement);
    same(&line.to_agreement().map_err(|error| error.to_string())?, agreement, &agreement.id)?;
    plain(kind::AGREEMENT, serde_json::to_value(&line), Condition::None)
}

fn finding_entered(finding: &Finding) -> Result<Draft, String> {
    let line = FindingLine::new(finding);
    same(&line.to_finding().map_err(|error| error.to_string())?, finding, &finding.id)?;
    plain(kind::FINDING, serde_json::to_value(&line), Condition::NextFinding(finding.id.to_string()))
}

fn rules_entered(rules: &Rules) -> Result<Draft, String> {
    let line = RulesFile::new(rules);
    same(&line.to_rules().map_err(|error| error.to_string())?, rules, &rules.version)?;
    plain(kind::RULES, serde_json::to_value(&line), Condition::None)
}

fn track_entered(track: &Track) -> Result<Draft, String> {
    let line = TrackFile::new(track);
    same(&line.to_track().map_err(|error| error.to_string())?, track, &track.id)?;
    plain(kind::TRACK, serde_json::to_value(&line), Condition::None)
}

fn case_stepped(step: &CaseStep) -> Result<Draft, String> {
    let line = CaseStepLine::new(step);
    same(&line.to_step().map_err(|error| error.to_string())?, step, &step.case)?;
    let opens = matches!(step.act, CaseAct::Received(_));
    let id = step.case.to_string();
    let condition = if opens { Condition::NextCase(id) } else { Condition::KnownCase(id) };
    plain(kind::CASE, serde_json::to_value(&line), condition)
}

fn observation_made(observation: &Observation) -> Result<Draft, String> {
    let line = ObservationLine::new(observation);
    same(&line.to_observation().map_err(|error| error.to_string())?, observation, &observation.id)?;
    plain(kind::OBSERVATION, serde_json::to_value(&line), new_fieldwork(observation))
}

fn restriction_met(restriction: &Restriction) -> Result<Draft, String> {
    let line = RestrictionLine::new(restriction);
    same(&line.to_restriction().map_err(|error| error.to_string())?, restriction, &restriction.id)?;
    plain(kind::RESTRICTION, serde_json::to_value(&line), new_fieldwork(restriction))
}

fn effort_reported(effort: &Effort) -> Result<Draft, String> {
    let line = EffortLine::new(effort);
    same(&line.to_effort().map_err(|error| error.to_string())?, effort, &effort.id)?;
    plain(kind::EFFORT, serde_json::to_value(&line), new_fieldwork(effort))
}

fn new_fieldwork<E: FieldEntry>(entry: &E) -> Condition {
    Condition::NewFieldwork(E::NOUN, entry.id().to_string(), entry.corrects().map(ToString::to_string))
}

fn screened(changes: &[ScreeningChange]) -> Result<Draft, String> {
    let line = |change: &ScreeningChange| {
        let line = ScreeningLine::new(change);
        let read = line.to_change().map_err(|error| format!("a screening of {}: {error}", line.subject()))?;
        same(&read, change, &line.subject())?;
        serde_json::to_value(&line).map_err(|error| error.to_string())
    };
    let lines: Vec<Value> = changes.iter().map(line).collect::<Result<_, String>>()?;
    plain(kind::SCREENING, Ok(json!({ "changes": lines })), Condition::None)
}

fn decided(decision: &Decision) -> Result<Draft, String> {
    let line = DecisionLine::new(decision);
    same(&line.to_decision().map_err(|error| error.to_string())?, decision, &decision.id)?;
    plain(kind::DECISION, serde_json::to_value(&line), Condition::NextDecision(Box::new(decision.clone())))
}

fn changed(changes: &[IncidentChange]) -> Result<Draft, String> {
    let line = |change: &IncidentChange| {
        let line = ChangeLine::new(change);
        line.to_change().map_err(|error| format!("a change of {}: {error}", change.incident))?;
        serde_json::to_value(&line).map_err(|error| error.to_string())
    };
    let lines: Vec<Value> = changes.iter().map(line).collect::<Result<_, String>>()?;
    plain(kind::CHANGES, Ok(json!({ "changes": lines })), Condition::None)
}

pub(crate) fn plain(
    what: &'static str,
    body: serde_json::Result<Value>,
    condition: Condition,
) -> Result<Draft, String> {
    Ok(Draft {
        what,
        body: body.map_err(|error| error.to_string())?,
        blobs: Vec::new(),
        condition,
        secret: Secret::default(),
    })
}

fn same<T: PartialEq>(read: &T, given: &T, id: &impl ToString) -> Result<(), String> {
    if read == given { Ok(()) } else { Err(format!("{} does not read back as it is", id.to_string())) }
}

fn proposed(fused: &Fused) -> Result<Draft, String> {
    let methods: BTreeSet<String> = fused.incidents.iter().map(|incident| incident.method.to_string()).collect();
    let blobs: Vec<(Hash, Vec<u8>)> = snapshot::write(fused)?.into_iter().map(hashed).collect();
    // The list names a piece twice where two are equal, which only a snapshot with equal lines could have.
    let pieces: Vec<String> = blobs.iter().map(|(hash, _)| hash.blob_name()).collect();
    let body = json!({
        "methods": methods,
        "incidents": fused.incidents.len(),
        "origins": fused.origins.len(),
        "copies": fused.copies.len(),
        "figures": fused.figures.len(),
        "claim_origins": fused.claim_origins.len(),
        "snapshot": pieces,
    });
    Ok(Draft { what: kind::INCIDENTS, body, blobs, condition: Condition::None, secret: Secret::default() })
}
