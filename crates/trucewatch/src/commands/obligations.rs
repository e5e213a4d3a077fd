//! `obligations`: what is owed by whom, by when, and how it stands; as text, table, lines or calendar.

use crate::arguments::OwedFormat;
use crate::clock;
use anyhow::{Context, Result, bail};
use assessment::{deadline_zone, tally};
use jiff::Timestamp;
use jiff::civil::DateTime;
use model::{ActorId, Agreement, Due, Obligations, Owed, Record};
use pipeline::{Stages, obligations_of, whole_record};
use publication::brief::falling_due;
use publication::export::{Format, What};
use publication::ics::{self, Deadline};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use store::{Access, SqliteStore};

/// Writes what is owed under each agreement to standard output.
pub fn run(record: &Path, options: &crate::arguments::Obligations) -> Result<ExitCode> {
    let Ok(within) = options.due_within.as_deref().map(days).transpose() else {
        eprintln!(
            "trucewatch: --due-within '{}' is no number of days; write 14d or 2w",
            options.due_within.as_deref().unwrap_or_default()
        );
        return Ok(ExitCode::from(2));
    };
    let stages = Stages::embedded();
    let whole = whole_record(&stages, &SqliteStore::open(record, Access::Read)?)?;
    let asked = |agreement: &&Agreement| options.agreement.as_ref().is_none_or(|id| agreement.id.as_str() == id);
    let agreements: Vec<&Agreement> = whole.agreements.iter().filter(asked).collect();
    if let (Some(id), []) = (&options.agreement, agreements.as_slice()) {
        bail!("{} holds no agreement '{id}': 'trucewatch export agreements' lists them", record.display());
    }
    let mut all = Vec::new();
    for agreement in agreements {
        let mut owed = obligations_of(&stages, &whole, agreement, as_of(options.as_of.as_deref(), agreement)?);
        if let Some(days) = within {
            let soon: Vec<Owed> = falling_due(&owed, days).into_iter().map(|(_, one)| one.clone()).collect();
            owed.owed = soon;
        }
        all.push((agreement, owed));
    }
    write(&all, options.format, within.is_some())
}

/// Days as people write them: `14d`, `2w`.
fn days(text: &str) -> Result<i64, std::num::ParseIntError> {
    let (number, each) = text.strip_suffix('w').map_or((text.trim_end_matches('d'), 1), |weeks| (weeks, 7));
    Ok(i64::from(number.parse::<u16>()?) * each)
}

fn write(all: &[(&Agreement, Obligations)], format: OwedFormat, soon: bool) -> Result<ExitCode> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let table = match format {
        OwedFormat::Text => None,
        OwedFormat::Ics => {
            out.write_all(ics::calendar(&deadlines(all), clock::now().parse()?).as_bytes())?;
            None
        }
        OwedFormat::Csv => Some(Format::Csv),
        OwedFormat::Json => Some(Format::JsonLines),
    };
    if let Some(format) = table {
        let obligations = all.iter().map(|(_, owed)| owed.clone()).collect();
        let part = Record { obligations, ..Record::default() };
        publication::export::write(&part, What::Obligations, format, &mut out)?;
    }
    for (agreement, owed) in all.iter().filter(|_| format == OwedFormat::Text) {
        write_matrix(agreement, owed, soon, &mut out)?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// What is open and has a deadline, as appointments. Where the clocks show it twice, the first of both.
fn deadlines(all: &[(&Agreement, Obligations)]) -> Vec<Deadline> {
    let each = all.iter().flat_map(|(agreement, owed)| owed.owed.iter().map(move |one| (*agreement, one)));
    let open = each.filter(|(_, one)| one.is_open());
    let deadline = |(agreement, one): (&Agreement, &Owed)| {
        let Due::Until(until) = one.due else { return None };
        let at: Timestamp = until.to_zoned(deadline_zone(agreement)).ok()?.timestamp();
        let text = agreement.obligations.iter().find(|obligation| obligation.id == one.obligation);
        Some(Deadline {
            uid: format!("{}/{}/{}@trucewatch", agreement.id, one.obligation, one.party),
            at,
            summary: format!("{} {} of {}: {}", agreement.id, one.obligation, one.party, one.status),
            description: format!(
                "{}\n{}",
                text.map(|obligation| obligation.text.as_str()).unwrap_or_default(),
                one.because.join(" ")
            ),
        })
    };
    open.filter_map(deadline).collect()
}

/// The moment asked about, or now by the agreement's clock.
fn as_of(given: Option<&str>, agreement: &Agreement) -> Result<DateTime> {
    if let Some(text) = given {
        let when = wire::time::instant_or_day(text);
        return Ok(when.with_context(|| format!("--as-of {text}"))?.from());
    }
    Ok(Timestamp::now().to_zoned(deadline_zone(agreement)).datetime())
}

/// What falls due alone is a list of it; the whole is told obligation by obligation, with counts by party.
fn write_matrix(agreement: &Agreement, all: &Obligations, soon: bool, out: &mut impl Write) -> Result<()> {
    let as_of = all.as_of;
    let (day, hour, minute) = (as_of.date(), as_of.hour(), as_of.minute());
    writeln!(out, "{}: {}, as of {day} {hour:02}:{minute:02}", agreement.id, agreement.title)?;
    for obligation in &agreement.obligations {
        let own: Vec<&Owed> = all.owed.iter().filter(|one| one.obligation == obligation.id).collect();
        if own.is_empty() && soon {
            continue;
        }
        let kind = if obligation.terms.is_measure { "measure" } else { "obligation" };
        writeln!(out, "  {kind} {}: {}", obligation.id, obligation.text)?;
        for one in own {
            writeln!(out, "    {}: {}", one.party, one.status)?;
            for reason in &one.because {
                writeln!(out, "      - {reason}")?;
            }
        }
    }
    if soon {
        let none = if all.owed.is_empty() { "nothing falls due" } else { "nothing else falls due" };
        writeln!(out, "  {none} in that time")?;
        return Ok(());
    }
    for (party, counts) in tally(agreement, &all.owed) {
        writeln!(out, "  {}", counted(party, counts.iter().map(|(status, count)| (status.as_str(), *count))))?;
    }
    Ok(())
}

fn counted<'a>(party: &ActorId, counts: impl Iterator<Item = (&'a str, usize)>) -> String {
    let told: Vec<String> = counts.map(|(status, count)| format!("{count} {status}")).collect();
    format!("{party}: {}", if told.is_empty() { "owes nothing".to_owned() } else { told.join(", ") })
}
