//! `demo`: the demonstration record, made by the same code as any other, and its pages.

use crate::arguments::BriefFormat;
use crate::commands::{brief, serve};
use crate::hand::Hand;
use crate::{clock, progress};
use anyhow::Result;
use intake::{Options, from_bytes};
use pipeline::{Stages, enter_fieldwork, fuse_if_due, screen_if_due, take_in, whole_record};
use publication::Period;
use std::path::Path;
use std::process::ExitCode;
use store::{Access, Change, Pace, Reason, SqliteStore, Store};
use wire::{AgreementFile, FieldworkFile, RulesFile, SourceLine, TrackFile};

const DISPATCHES: &[u8] = include_bytes!("../../../../data/demo/dispatches.jsonl");
const SOURCES: &str = include_str!("../../../../data/sources/demo.toml");
const RULES: &str = include_str!("../../../../data/demo/rules.toml");
const TRACKS: [&str; 2] = [
    include_str!("../../../../data/tracks/libya-2020-political.toml"),
    include_str!("../../../../data/tracks/libya-2020-military.toml"),
];
const PATROLS: &str = include_str!("../../../../data/demo/patrols.toml");
const AGREEMENT: &str = include_str!("../../../../data/agreements/moscow-2020.toml");

/// Makes the record, then shows it.
pub fn run(options: &crate::arguments::Demo) -> Result<ExitCode> {
    let whiled = tempfile::tempdir()?;
    let folder = options.keep.clone().unwrap_or_else(|| whiled.path().join("record"));
    make(&folder)?;
    if options.no_serve {
        let stages = Stages::embedded();
        let mut record = whole_record(&stages, &SqliteStore::open(&folder, Access::Read)?)?;
        record.obligations = pipeline::obligations_at(&stages, &record, jiff::Timestamp::now());
        return brief::write(&record, &Period { from: None, to: None }, BriefFormat::Text);
    }
    let hand = Hand { record: &folder, author: None };
    serve::serve(&hand, &options.showing, true)
}

fn make(folder: &Path) -> Result<()> {
    let stages = Stages::embedded();
    let mut store = SqliteStore::open(folder, Access::Write)?.at_pace(Pace::EachTile);
    let reason = Reason { who: "trucewatch demo".to_owned(), why: "the demonstration record".to_owned() };
    let mut changes: Vec<Change> = SourceLine::parse_file(SOURCES)?.into_iter().map(Change::SourceEntered).collect();
    changes.push(Change::AgreementEntered(Box::new(AgreementFile::parse(AGREEMENT)?.to_agreement()?)));
    changes.push(Change::RulesEntered(Box::new(RulesFile::parse(RULES)?.to_rules()?)));
    for track in TRACKS {
        changes.push(Change::TrackEntered(Box::new(TrackFile::parse(track)?.to_track()?)));
    }
    store.append(&clock::now(), &reason, &changes)?;
    let bar = progress::bar(Some(DISPATCHES.len() as u64), true);
    let arrivals = from_bytes("dispatches.jsonl", DISPATCHES, &Options::default());
    let summary =
        take_in(&stages, &mut store, arrivals.into_iter(), &reason, &clock::now, &mut |bytes, _| bar.inc(bytes))?;
    bar.finish_and_clear();
    let patrols = FieldworkFile::parse(PATROLS)?.into();
    enter_fieldwork(&stages, &mut store, &clock::now(), &reason, patrols, false)?;
    fuse_if_due(stages.actors(), &mut store, &clock::now())?;
    screen_if_due(&stages, &mut store, &clock::now())?;
    println!(
        "The demonstration record: {} dispatches by invented outlets retell January to April 2020 in Libya; {} claims were read.",
        summary.new, summary.claims
    );
    Ok(())
}
