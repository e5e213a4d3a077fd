//! `obligations`: what is owed by whom, by when, and how it stands.

use anyhow::{Context, Result, bail};
use assessment::{Grounds, Owed, obligations, tally};
use jiff::civil::DateTime;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use model::{ActorId, Agreement};
use pipeline::{Stages, whole_record};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use store::{Access, SqliteStore};

/// Writes the matrix of each agreement to standard output.
pub fn run(record: &Path, options: &crate::arguments::Obligations) -> Result<ExitCode> {
    let stages = Stages::embedded();
    let whole = whole_record(&stages, &SqliteStore::open(record, Access::Read)?)?;
    let asked = |agreement: &&Agreement| options.agreement.as_ref().is_none_or(|id| agreement.id.as_str() == id);
    let agreements: Vec<&Agreement> = whole.agreements.iter().filter(asked).collect();
    if let (Some(id), []) = (&options.agreement, agreements.as_slice()) {
        bail!("{} holds no agreement '{id}': 'trucewatch export agreements' lists them", record.display());
    }
    let actors = stages.resolver().register().actors();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for agreement in agreements {
        let as_of = as_of(options.as_of.as_deref(), agreement)?;
        let grounds = Grounds {
            actors,
            readings: &whole.readings,
            incidents: &whole.fused.incidents,
            findings: &whole.findings,
            as_of,
        };
        write_matrix(agreement, &obligations(agreement, &grounds), as_of, &mut out)?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The moment asked about, or now by the agreement's clock.
fn as_of(given: Option<&str>, agreement: &Agreement) -> Result<DateTime> {
    if let Some(text) = given {
        let when = wire::time::instant_or_day(text);
        return Ok(when.with_context(|| format!("--as-of {text}"))?.from());
    }
    let named = agreement.annex.time_zone.as_deref().and_then(|name| TimeZoneDatabase::bundled().get(name).ok());
    Ok(jiff::Timestamp::now().to_zoned(named.unwrap_or(TimeZone::UTC)).datetime())
}

fn write_matrix(agreement: &Agreement, owed: &[Owed], as_of: DateTime, out: &mut impl Write) -> Result<()> {
    writeln!(
        out,
        "{}: {}, as of {} {:02}:{:02}",
        agreement.id,
        agreement.title,
        as_of.date(),
        as_of.hour(),
        as_of.minute()
    )?;
    for obligation in &agreement.obligations {
        let kind = if obligation.terms.is_measure { "measure" } else { "obligation" };
        writeln!(out, "  {kind} {}: {}", obligation.id, obligation.text)?;
        for one in owed.iter().filter(|one| one.obligation == obligation.id) {
            writeln!(out, "    {}: {}", one.party, one.status.as_str())?;
            for reason in &one.because {
                writeln!(out, "      - {reason}")?;
            }
        }
    }
    for (party, counts) in tally(agreement, owed) {
        writeln!(out, "  {}", counted(party, counts.iter().map(|(status, count)| (status.as_str(), *count))))?;
    }
    Ok(())
}

fn counted<'a>(party: &ActorId, counts: impl Iterator<Item = (&'a str, usize)>) -> String {
    let told: Vec<String> = counts.map(|(status, count)| format!("{count} {status}")).collect();
    format!("{party}: {}", if told.is_empty() { "owes nothing".to_owned() } else { told.join(", ") })
}
