//! `read`: takes reports into the record, then makes incidents anew.

use crate::arguments::LevelName;
use crate::hand::Hand;
use crate::{clock, progress};
use anyhow::{Context, Result};
use intake::Options;
use model::Severity;
use pipeline::{Shown, Stages, Summary, fuse_if_due, screen_if_due, take_in, take_in_protected};
use publication::wording::counted;
use std::path::Path;
use std::process::ExitCode;
use store::protection::{Level, draw_id};
use store::{Access, Pace, Reason, SqliteStore};

/// How many remarks are printed before the rest is only counted.
const REMARKS: usize = 20;

/// Takes in every path; what was good before a fault stays.
pub fn run(hand: &Hand<'_>, options: &crate::arguments::Read) -> Result<ExitCode> {
    let when = options.published.as_deref().map(wire::time::instant_or_day).transpose();
    let Ok(published) = when else {
        eprintln!(
            "trucewatch: --published '{}' is no time; write 2020-01-14 or 2020-01-14T10:30",
            options.published.as_deref().unwrap_or_default()
        );
        return Ok(ExitCode::from(2));
    };
    let intake_options = Options { published, source: options.source.clone() };
    let mut store = hand.open(Access::Write)?.at_pace(Pace::EachTile);
    let stages = Stages::embedded();
    if let Some(level) = options.protecting.protect {
        return protected(hand, (&stages, &mut store), level, options, &intake_options);
    }
    let bar = progress::bar(intake::count(&options.paths), true);
    let reason =
        Reason { who: hand.by(&store, options.by.as_deref())?, why: format!("read {}", named(&options.paths)) };
    let arrivals = intake::arrivals(&options.paths, &intake_options);
    let summary = take_in(&stages, &mut store, arrivals, &reason, &clock::now, &mut |bytes, summary| {
        bar.inc(bytes);
        bar.set_message(format!("{} reports", summary.arrived));
    })?;
    bar.finish_and_clear();
    let (_, notes) = fuse_if_due(stages.actors(), &mut store, &clock::now())
        .context("the reports are in the record, but incidents could not be made")?;
    for note in notes {
        eprintln!("trucewatch: {note}");
    }
    screen_if_due(&stages, &mut store, &clock::now())
        .context("the reports are in the record, but what changed in the screening is not")?;
    tell(hand.record, &summary);
    Ok(if summary.refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Takes them in so that nothing of them is seen; not even their files' names stand in the ledger.
fn protected(
    hand: &Hand<'_>,
    (stages, store): (&Stages, &mut SqliteStore),
    level: LevelName,
    options: &crate::arguments::Read,
    intake_options: &Options,
) -> Result<ExitCode> {
    let contents: Level = level.into();
    let origin = options.protecting.protect_origin.map_or(contents, Into::into);
    let reason = Reason { who: hand.by(store, options.by.as_deref())?, why: "taken in protected".to_owned() };
    let told = (Shown { origin, contents }, &reason, &clock::now as &dyn Fn() -> String);
    let arrivals = intake::arrivals(&options.paths, intake_options);
    let mut took = |id: &model::ReportId| println!("{id}: {}", ledger::redaction::stand_in("/report", contents));
    let summary = take_in_protected(stages, store, arrivals, told, &mut draw_id, &mut took)?;
    tell(hand.record, &summary);
    Ok(if summary.refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn named(paths: &[std::path::PathBuf]) -> String {
    let names: Vec<String> = paths.iter().take(3).map(|path| path.display().to_string()).collect();
    let more = paths.len().saturating_sub(3);
    if more == 0 { names.join(", ") } else { format!("{} and {more} more", names.join(", ")) }
}

fn tell(record: &Path, summary: &Summary) {
    for line in &summary.refused {
        eprintln!("trucewatch: {line}");
    }
    let warnings: Vec<_> = summary.notes.iter().filter(|(_, note)| note.severity == Severity::Warning).collect();
    for (report, note) in warnings.iter().take(REMARKS) {
        eprintln!("trucewatch: {report}: {note}");
    }
    if warnings.len() > REMARKS {
        eprintln!(
            "trucewatch: and {} more remarks; `trucewatch export readings` holds them all",
            warnings.len() - REMARKS
        );
    }
    println!(
        "{} arrived, {} of them new, {} read, {} refused; the record is {}",
        counted(summary.arrived, "report", "reports"),
        summary.new,
        counted(summary.claims, "claim", "claims"),
        summary.refused.len(),
        record.display()
    );
}
