//! `explain`: a report's text with its claims marked, and why each was made.

use anyhow::{Context, Result, bail};
use intake::Options;
use model::{Reading, Report, ReportId};
use pipeline::{Stages, read_report};
use publication::explanation::{self, Tone};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use store::{Access, SqliteStore, Store};

/// Explains a report of the record, or a file that no record holds.
pub fn run(record: &Path, options: &crate::arguments::Explain) -> Result<ExitCode> {
    let file = PathBuf::from(&options.report);
    if options.report == "-" || file.exists() {
        return explain_file(file, options);
    }
    let store = SqliteStore::open(record, Access::Read)?.with_identities(crate::identity::given(&options.identity)?);
    match kept(&store, &options.report, record)? {
        Kept::Reading(reading) => show(&reading)?,
        Kept::Protected(report) => writeln!(std::io::stdout().lock(), "{}: {}", report.id, report.text)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// What the record gives of a report.
enum Kept {
    Reading(Box<Reading>),
    /// Words that stand for what it says.
    Protected(Box<Report>),
}

/// The reading under this id, or under the only id that begins so.
fn kept(store: &SqliteStore, id: &str, record: &Path) -> Result<Kept> {
    if let Ok(id) = ReportId::new(id) {
        if let Some(reading) = store.reading(&id)? {
            return Ok(Kept::Reading(Box::new(reading)));
        }
        if let Some((report, _)) = store.report(&id)? {
            return Ok(Kept::Protected(Box::new(report)));
        }
    }
    let mut begins: Vec<Reading> = store.readings()?;
    begins.retain(|reading| reading.report.as_str().starts_with(id));
    match (begins.pop(), begins.len()) {
        (Some(only), 0) => Ok(Kept::Reading(Box::new(only))),
        (Some(_), more) => bail!("{} reports of {} begin with '{id}': give more of the id", more + 1, record.display()),
        (None, _) => bail!(
            "'{id}' is neither a file nor a report of {}: 'trucewatch export reports' lists their ids",
            record.display()
        ),
    }
}

fn explain_file(path: PathBuf, options: &crate::arguments::Explain) -> Result<ExitCode> {
    let told = options.published.as_deref();
    let Ok(published) = told.map(wire::time::instant_or_day).transpose() else {
        bail!("--published '{}' is no time; write 2020-01-14", told.unwrap_or_default());
    };
    let intake_options = Options { published, source: None };
    let stages = Stages::embedded();
    let mut refused = false;
    for arrival in intake::arrivals(&[path], &intake_options) {
        match arrival {
            Ok(arrival) => show(&read_report(&stages, &[], &arrival.report))?,
            Err(error) => {
                refused = true;
                eprintln!("trucewatch: {error}");
            }
        }
    }
    Ok(if refused { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn show(reading: &Reading) -> Result<()> {
    let out = std::io::stdout();
    let coloured = out.is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let set: &dyn Fn(Tone, &str) -> String = if coloured { &set_off } else { &|_, words: &str| words.to_owned() };
    let text = explanation::text(reading, super::brief::width(), set);
    out.lock().write_all(text.as_bytes()).context("standard output could not be written")
}

/// With the terminal's own colours.
fn set_off(tone: Tone, words: &str) -> String {
    let code = match tone {
        Tone::Plain => return words.to_owned(),
        Tone::Trigger => "1;4",
        Tone::Label => "36",
        Tone::Quiet => "2",
    };
    format!("\u{1b}[{code}m{words}\u{1b}[0m")
}
