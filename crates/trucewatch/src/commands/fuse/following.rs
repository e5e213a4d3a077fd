//! `fuse --follow`: after whatever has come in, the incidents that this made, changed or ended.

use super::{take_line, write_line};
use anyhow::Result;
use fusion::{Context, Ongoing};
use resolution::Register;
use std::collections::BTreeSet;
use std::io::{BufRead, Write};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, sync_channel};

/// How many lines are taken in at most before incidents are told again.
const AT_ONCE: usize = 4096;

/// A line with its number.
type Numbered = (u64, std::io::Result<String>);

/// Follows standard input to its end.
pub(super) fn run() -> Result<ExitCode> {
    let register = Register::embedded();
    let context = Context { actors: register.actors(), ..Context::default() };
    let mut ongoing = Ongoing::default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut refused, mut told) = (false, BTreeSet::new());
    let lines = lines();
    while let Ok(first) = lines.recv() {
        // What waits already is taken in with it: whoever comes late to a long stream catches up in few steps.
        for (number, line) in std::iter::once(first).chain(lines.try_iter()).take(AT_ONCE) {
            refused |= !take_line(number, line, |reading| ongoing.take(reading))?;
        }
        let step = ongoing.step(&context);
        step.incidents.into_iter().try_for_each(|incident| write_line(&mut out, incident))?;
        for id in &step.gone {
            writeln!(out, "{}", serde_json::json!({ "id": id.as_str(), "gone": true }))?;
        }
        out.flush()?;
        for note in step.notes.iter().map(ToString::to_string).filter(|note| told.insert(note.clone())) {
            eprintln!("trucewatch: {note}");
        }
    }
    Ok(if refused { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The lines of standard input as they come. Whoever waits for one does not wait for the next.
fn lines() -> Receiver<Numbered> {
    let (give, lines) = sync_channel(AT_ONCE);
    std::thread::spawn(move || {
        let given = (1..).zip(std::io::stdin().lock().lines()).try_for_each(|line| give.send(line));
        // Nobody takes any more: the program is ending.
        drop(given);
    });
    lines
}
