//! Lines in and out: standard streams as JSON lines, many documents at once, the order kept.

use anyhow::{Context, Result};
use rayon::prelude::*;
use std::io::{self, BufRead, Write};

/// How many lines are worked on together: enough to keep every core busy, few enough to hold in memory.
const CHUNK: usize = 128;

/// Whether an error only says that whoever read our output has stopped reading, as `head` does.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let cause = error.root_cause().downcast_ref::<io::Error>();
    cause.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// Feeds the lines of standard input through `work`, on all cores, and writes what it returns in the same order.
/// A line that `work` refuses is told on standard error with its number; the others go on. Returns how many were refused.
pub fn each_line(work: impl Fn(&str) -> Result<String, String> + Sync) -> Result<u64> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut refused = 0;
    let mut chunk = Vec::with_capacity(CHUNK);
    let mut flush = |chunk: &mut Vec<(u64, String)>| -> Result<()> {
        let worked: Vec<Result<String, String>> = chunk.par_iter().map(|(_, line)| work(line)).collect();
        for ((number, _), line) in chunk.drain(..).zip(worked) {
            match line {
                Ok(line) => writeln!(out, "{line}")?,
                Err(why) => {
                    refused += 1;
                    eprintln!("trucewatch: standard input, line {number}: {why}");
                }
            }
        }
        Ok(out.flush()?)
    };
    for (number, line) in (1..).zip(io::stdin().lock().lines()) {
        let line = line.with_context(|| format!("standard input, line {number}: not UTF-8; convert it with iconv"))?;
        if !line.trim().is_empty() {
            chunk.push((number, line));
        }
        if chunk.len() == CHUNK {
            flush(&mut chunk)?;
        }
    }
    flush(&mut chunk)?;
    Ok(refused)
}
