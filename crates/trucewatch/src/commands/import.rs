//! `import`: takes rows of a codebook into the record, then makes incidents anew.

use crate::arguments::Import;
use crate::hand::Hand;
use crate::{clock, progress};
use anyhow::{Context, Result};
use codebooks::{Book, Fault, Register, Row};
use model::Severity;
use pipeline::{Imported, Importing, Stages, fuse_if_due, import, screen_if_due};
use publication::wording::counted;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use store::{Access, Pace, Reason, Store};

/// How many remarks of one kind are printed before the rest is only counted.
const REMARKS: usize = 20;

/// Takes in every row; what was good before a fault stays.
pub fn run(hand: &Hand<'_>, options: &Import) -> Result<ExitCode> {
    let when = options.published.as_deref().map(wire::time::instant_or_day).transpose();
    let Ok(published) = when else {
        let given = options.published.as_deref().unwrap_or_default();
        eprintln!("trucewatch: --published '{given}' is no time; write 2020-01-14 or 2020-01-14T10:30");
        return Ok(ExitCode::from(2));
    };
    let book = Book::from(options.book);
    let stages = Stages::embedded();
    let register = Register::new(stages.actors());
    let names: Vec<String> = options.files.iter().map(|file| file.display().to_string()).collect();
    let mut store = if options.dry_run { None } else { Some(hand.open(Access::Write)?.at_pace(Pace::EachTile)) };
    let who = match &store {
        Some(store) => hand.by(store, options.by.as_deref())?,
        None => options.by.clone().unwrap_or_default(),
    };
    let reason = Reason { who, why: format!("imported {} as {}", names.join(", "), book.publisher()) };
    let how = Importing { published, reason: &reason, now: &clock::now };
    let bar = progress::bar(intake::count(&options.files), true);
    let rows = options.files.iter().flat_map(|file| rows(book, file));
    let told = store.as_mut().map(|store| store as &mut dyn Store);
    let imported = import(&register, told, rows, &how, &mut |bytes| bar.inc(bytes))?;
    bar.finish_and_clear();
    if let Some(store) = &mut store {
        let (_, notes) = fuse_if_due(stages.actors(), store, &clock::now())
            .context("the rows are in the record, but incidents could not be made")?;
        notes.iter().for_each(|note| eprintln!("trucewatch: {note}"));
        screen_if_due(&stages, store, &clock::now())?;
    }
    tell(hand.record, options.dry_run, &imported);
    Ok(if imported.refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn rows(book: Book, file: &PathBuf) -> Box<dyn Iterator<Item = Result<Row, Fault>>> {
    let name = file.display().to_string();
    let reader: Box<dyn BufRead> = if name == "-" {
        Box::new(BufReader::new(std::io::stdin()))
    } else {
        match std::fs::File::open(file) {
            Ok(open) => Box::new(BufReader::new(open)),
            Err(error) => {
                let problem = format!("cannot be read ({error}); check the path");
                return Box::new(std::iter::once(Err(Fault { place: name, column: None, problem })));
            }
        }
    };
    Box::new(codebooks::rows(book, &name, reader))
}

fn tell(record: &Path, dry_run: bool, imported: &Imported) {
    imported.refused.iter().for_each(|fault| eprintln!("trucewatch: {fault}"));
    let doubts = imported.notes.iter().filter(|note| note.severity == Severity::Warning);
    say_some(doubts.map(|note| note.message.as_str()).collect());
    let other = imported.notes.iter().filter(|note| note.severity == Severity::Information);
    say_some(other.map(|note| note.message.as_str()).collect());
    let Imported { rows, new, revised, claims, agreements, refused, notes: _ } = imported;
    let place = if dry_run { "nothing was changed".to_owned() } else { format!("the record is {}", record.display()) };
    println!(
        "{}, {new} of them new, {revised} of these revised, {}, {}, {} refused; {place}",
        counted(*rows, "row", "rows"),
        counted(*claims, "claim", "claims"),
        counted(*agreements, "agreement", "agreements"),
        refused.len()
    );
}

fn say_some(messages: Vec<&str>) {
    messages.iter().take(REMARKS).for_each(|message| eprintln!("trucewatch: {message}"));
    if messages.len() > REMARKS {
        let more = messages.len() - REMARKS;
        eprintln!("trucewatch: and {more} more such remarks; `trucewatch export readings` holds them all");
    }
}
