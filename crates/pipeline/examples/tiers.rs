//! Measures reading on one core, tier by tier: `tiers docs.jsonl`. Tells documents, tokens, seconds by the clock and on the
//! processor as JSON, for `cargo xtask speed`. Loading is told apart.
#![expect(clippy::disallowed_methods, reason = "a tool that reads a file and the clock; no stage")]

use model::{Document, Report, ReportId};
use pipeline::Stages;
use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// The one of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: tiers docs.jsonl")?;
    let lines = std::fs::read_to_string(path)?;
    let reports = lines.lines().map(report).collect::<Result<Vec<Report>, _>>()?;
    let loading = Clock::start();
    let stages = Stages::embedded();
    let loading = loading.stop();
    let documents: Vec<Document> = reports.iter().map(|report| text::document(report).0).collect();
    let cut = documents.iter().flat_map(|document| &document.paragraphs).flat_map(|paragraph| &paragraph.sentences);
    let tokens: usize = cut.map(|sentence| sentence.tokens.len()).sum();
    let reader = extraction::EnglishReader::english();
    let fast = measure(&reports, |report| {
        let document = text::document(report).0;
        let searched = stages.resolver().search(&document);
        reader.skim(&document, &stages.resolver().spot(&document, &searched))
    });
    let whole = measure(&reports, |report| {
        let reading = pipeline::read_report(&stages, &[], report);
        serde_json::to_string(&wire::ReadingLine::new(&reading)).map_or(0, |line| line.len())
    });
    let told = |(clock, busy): (Duration, Duration)| serde_json::json!({ "clock": clock.as_secs_f64(), "processor": busy.as_secs_f64() });
    let told = serde_json::json!({
        "documents": reports.len(), "tokens": tokens, "loading": told(loading), "fast": told(fast), "whole": told(whole),
    });
    println!("{told}");
    Ok(())
}

fn report(line: &str) -> Result<Report, Box<dyn Error>> {
    let mut report = intake::document_line("document", line)?.report;
    report.id = ReportId::new(report.external_id.clone().ok_or("a document has no id")?)?;
    Ok(report)
}

/// The time that reading all reports takes, after a first few that warm up.
fn measure(reports: &[Report], read: impl Fn(&Report) -> usize) -> (Duration, Duration) {
    reports.iter().take(20).for_each(|report| {
        black_box(read(report));
    });
    let clock = Clock::start();
    reports.iter().for_each(|report| {
        black_box(read(report));
    });
    clock.stop()
}

/// The clock, and the time that this thread has spent on a processor: on a busy machine the clock says too much.
struct Clock(Instant, Duration);

impl Clock {
    fn start() -> Self {
        Self(Instant::now(), busy())
    }

    fn stop(self) -> (Duration, Duration) {
        (self.0.elapsed(), busy().saturating_sub(self.1))
    }
}

/// Zero where the system does not tell.
fn busy() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|line| line.split(' ').next().and_then(|first| first.parse().ok()));
    Duration::from_nanos(nanoseconds.unwrap_or_default())
}
