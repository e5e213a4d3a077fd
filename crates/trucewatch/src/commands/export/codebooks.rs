//! `export … --format ucdp|acled|pax|eth-prio|plover`: the record as rows of a codebook, and what they do not hold.

use crate::arguments::{Export, ExportFormat, ExportWhat};
use anyhow::{Context, Result};
use codebooks::export::{between, head, row_bytes};
use codebooks::{Book, Losses, Register, Row, Told};
use model::{Incident, Record, ReportId};
use pipeline::Stages;
use pipeline::importing::rows_of;
use publication::wording::count;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::ExitCode;
use store::Store;

/// Why a format cannot be written of what was asked, in a line for whoever asked.
pub fn misfit(options: &Export) -> Option<&'static str> {
    match (options.what, options.format) {
        (_, ExportFormat::Jsonl | ExportFormat::Csv) | (ExportWhat::Claims, ExportFormat::Plover) => options
            .losses
            .as_ref()
            .map(|_| "--losses goes with --format ucdp, acled, pax and eth-prio: leave it out, or name one of these"),
        (ExportWhat::Incidents, ExportFormat::Ucdp | ExportFormat::Acled)
        | (ExportWhat::Agreements, ExportFormat::Pax | ExportFormat::EthPrio) => None,
        (_, ExportFormat::Ucdp | ExportFormat::Acled) => Some("this format holds events: write 'export incidents'"),
        (_, ExportFormat::Pax | ExportFormat::EthPrio) => {
            Some("this format holds agreements: write 'export agreements'")
        }
        (_, ExportFormat::Plover) => Some("this format holds statements of events: write 'export claims'"),
    }
}

/// Writes rows to standard output, and tells what they do not hold.
pub fn run(book: Book, held: &Record, store: &dyn Store, stages: &Stages, options: &Export) -> Result<ExitCode> {
    let register = &Register::new(stages.actors());
    let kept = rows_of(book, store)?;
    let mut losses = Losses::default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let rows: Vec<Row> = kept.iter().map(|(_, row)| row.clone()).collect();
    let head = head(book, &rows);
    let made: Vec<Row> = match book {
        Book::Ucdp | Book::Acled => events(held, &kept, book, register, &head, &mut losses),
        Book::Pax | Book::EthPrio => agreements(held, &rows, book, register, &head, &mut losses),
    };
    out.write_all(&head.bytes)?;
    let mut gap = between(&head.bytes);
    for row in rows.iter().chain(&made) {
        let bytes = row_bytes(row, &head);
        out.write_all(gap)?;
        out.write_all(&bytes)?;
        gap = between(&bytes);
    }
    out.flush()?;
    let kept = count(rows.len(), "row as it came in", "rows as they came in");
    eprintln!("trucewatch: {kept}, {} made from the record", made.len());
    losses.summary().iter().for_each(|line| eprintln!("trucewatch: {line}"));
    if let Some(file) = &options.losses {
        std::fs::write(file, losses.report()).with_context(|| format!("{} could not be written", file.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Rows of incidents that were no row of the book. An incident that holds a row goes out as that row, which stays its
/// coders' own: that others tell of it too is then a loss.
fn events(
    held: &Record,
    kept: &[(ReportId, Row)],
    book: Book,
    register: &Register,
    head: &std::sync::Arc<codebooks::Head>,
    losses: &mut Losses,
) -> Vec<Row> {
    let ids: BTreeSet<&ReportId> = kept.iter().map(|(id, _)| id).collect();
    let names: BTreeMap<_, _> = held.fused.origins.iter().map(|origin| (&origin.id, &origin.name)).collect();
    let mut made = Vec::new();
    for incident in &held.fused.incidents {
        if incident.documents.iter().any(|report| ids.contains(report)) {
            note_beside(incident, &ids, losses);
            continue;
        }
        let origins: Vec<String> =
            incident.origins.iter().filter_map(|id| names.get(id)).map(|name| (*name).clone()).collect();
        let told = Told { incident, origins: &origins };
        match codebooks::event(&told, book, head, register) {
            Err(why) => losses.leave_out(incident.id.as_str(), why),
            Ok(row) => {
                losses.note_event(&told, &row, register);
                made.push(row);
            }
        }
    }
    made
}

fn note_beside(incident: &Incident, rows: &BTreeSet<&ReportId>, losses: &mut Losses) {
    if incident.documents.iter().any(|report| !rows.contains(report)) {
        let why = "what others tell of an event that a row tells: the row goes out as it came in";
        losses.leave_out(incident.id.as_str(), why);
    }
}

fn agreements(
    held: &Record,
    rows: &[Row],
    book: Book,
    register: &Register,
    head: &std::sync::Arc<codebooks::Head>,
    losses: &mut Losses,
) -> Vec<Row> {
    let mut from_rows = codebooks::Agreements::default();
    rows.iter().for_each(|row| from_rows.take(row, register));
    let from_rows: BTreeSet<_> = from_rows.finish().0.into_iter().map(|agreement| agreement.id).collect();
    let own = held.agreements.iter().filter(|agreement| !from_rows.contains(&agreement.id));
    own.flat_map(|agreement| {
        let board = held.boards.iter().find(|board| board.agreement == agreement.id);
        codebooks::agreement(agreement, board, book, head, register, losses)
    })
    .collect()
}

/// Writes claims as PLOVER events.
pub fn claims(held: &Record) -> Result<ExitCode> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut lacking = 0;
    for reading in &held.readings {
        let (lines, without) = codebooks::plover(reading);
        lacking += without.len();
        lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    }
    out.flush()?;
    let lacking = count(lacking, "claim", "claims");
    eprintln!("trucewatch: left out: {lacking} without a day or an actor, which PLOVER asks for");
    Ok(ExitCode::SUCCESS)
}
