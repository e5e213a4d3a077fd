//! What was entered and stands, as text, as a table and as lines.

use crate::arguments::{FieldFormat, FieldNoun, Listing};
use anyhow::Result;
use model::{Fieldwork, Record};
use publication::Period;
use publication::export::{Format, What};
use publication::fieldwork::{Watched, chosen, means, noticed, patrol, position, restriction, when};
use publication::wording::count;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use store::{Access, SqliteStore, Store};

/// Writes it to standard output.
pub(super) fn write(record: &Path, listing: &Listing) -> Result<ExitCode> {
    let period = Period {
        from: super::super::brief::day("--from", &listing.from)?,
        to: super::super::brief::day("--to", &listing.to)?,
    };
    let held = SqliteStore::open(record, Access::Read)?.fieldwork()?;
    let area = listing.area.as_deref();
    let chosen = Fieldwork {
        observations: chosen(&held.observations, &period, area).into_iter().cloned().collect(),
        restrictions: chosen(&held.restrictions, &period, area).into_iter().cloned().collect(),
        efforts: chosen(&held.efforts, &period, area).into_iter().cloned().collect(),
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let format = match listing.format {
        FieldFormat::Text => {
            out.write_all(text(&chosen).as_bytes())?;
            out.flush()?;
            return Ok(ExitCode::SUCCESS);
        }
        FieldFormat::Csv => Format::Csv,
        FieldFormat::Json => Format::JsonLines,
    };
    let what = match listing.what {
        FieldNoun::Observations => What::Observations,
        FieldNoun::Restrictions => What::Restrictions,
        FieldNoun::Efforts => What::Efforts,
    };
    publication::export::write(&Record { fieldwork: chosen, ..Record::default() }, what, format, &mut out)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Observations and restrictions, and under them how much was watched: a count never stands alone.
fn text(chosen: &Fieldwork) -> String {
    let mut text = String::new();
    let mut line = |words: String| writeln!(text, "{words}").expect("writing to a string cannot fail");
    for one in &chosen.observations {
        let zone = one.time_zone.as_deref();
        line(format!("{}  {}, {}: {}", when(one.when, zone), position(one), means(one), noticed(one)));
        line(format!("    {} ({})", one.id, patrol(&one.patrol)));
    }
    for one in &chosen.restrictions {
        line(format!("{}  movement {}", when(one.when, one.time_zone.as_deref()), restriction(one)));
        line(format!("    {} ({})", one.id, patrol(&one.patrol)));
    }
    line(format!(
        "{}, {}; watched: {}",
        count(chosen.observations.len(), "observation", "observations"),
        count(chosen.restrictions.len(), "restriction of movement", "restrictions of movement"),
        Watched::of(&chosen.efforts).words()
    ));
    text
}
