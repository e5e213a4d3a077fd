//! `export`: what the record holds, as JSON lines or CSV, or as rows of a codebook.

mod codebooks;

use crate::arguments::{ExportFormat, ExportWhat};
use ::codebooks::Book;
use anyhow::Result;
use pipeline::{Stages, whole_record};
use publication::export::{Format, What, write};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use store::{Access, SqliteStore, Store};

/// Writes to standard output.
pub fn run(record: &Path, options: &crate::arguments::Export) -> Result<ExitCode> {
    if let Some(why) = codebooks::misfit(options) {
        eprintln!("trucewatch: {why}");
        return Ok(ExitCode::from(2));
    }
    let store = SqliteStore::open(record, Access::Read)?;
    let stages = Stages::embedded();
    let mut held = whole_record(&stages, &store)?;
    let reports = store.reports()?;
    match options.what {
        ExportWhat::Obligations => {
            held.obligations = pipeline::obligations_at(&stages, &held, jiff::Timestamp::now());
        }
        ExportWhat::Stories => held.stories = pipeline::stories(&held),
        _ => {}
    }
    let format = match options.format {
        ExportFormat::Jsonl => Format::JsonLines,
        ExportFormat::Csv => Format::Csv,
        ExportFormat::Ucdp => return codebooks::run(Book::Ucdp, &held, &store, &stages, options),
        ExportFormat::Acled => return codebooks::run(Book::Acled, &held, &store, &stages, options),
        ExportFormat::Pax => return codebooks::run(Book::Pax, &held, &store, &stages, options),
        ExportFormat::EthPrio => return codebooks::run(Book::EthPrio, &held, &store, &stages, options),
        ExportFormat::Plover => return codebooks::claims(&held),
    };
    let what = match options.what {
        ExportWhat::Reports => What::Reports(&reports),
        ExportWhat::Readings => What::Readings,
        ExportWhat::Claims => What::Claims,
        ExportWhat::Incidents => What::Incidents,
        ExportWhat::Findings => What::Findings,
        ExportWhat::Figures => What::Figures,
        ExportWhat::Actors => What::Actors(stages.resolver().register().actors()),
        ExportWhat::Agreements => What::Agreements,
        ExportWhat::Sources => What::Sources,
        ExportWhat::Origins => What::Origins,
        ExportWhat::Stories => What::Stories,
        ExportWhat::Board => What::Board,
        ExportWhat::Proposals => What::Proposals,
        ExportWhat::Observations => What::Observations,
        ExportWhat::Restrictions => What::Restrictions,
        ExportWhat::Efforts => What::Efforts,
        ExportWhat::Obligations => What::Obligations,
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    write(&held, what, format, &mut out)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
