//! How fast reading and taking in are, beside spaCy on the same text in the same run. Writes `docs/speed.md`.

mod durable;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How many documents are measured. Each is made of the demonstration's English dispatches under a new id, its sentences
/// turned by some places, so that no two are copies of each other to the byte.
const DOCUMENTS: usize = 1500;
/// The length of a document in characters: some 900 tokens, a long news report.
const CHARACTERS: usize = 4600;
/// How many of them spaCy reads: all would take minutes.
const FOR_SPACY: usize = 100;

/// What was measured on one program.
struct Run {
    name: String,
    cores: u32,
    documents: usize,
    tokens: usize,
    /// By the clock, without start-up.
    clock: Duration,
    /// On the processor, where it is told.
    processor: Option<Duration>,
}

/// Measures and writes the page. `python` is an interpreter that has spaCy and `en_core_web_sm`; without it only we are measured.
pub fn run(root: &Path, python: Option<&Path>) -> Result<()> {
    build(root, &["build", "--release", "--locked"])?;
    build(root, &["build", "--release", "--locked", "-p", "pipeline", "--example", "tiers"])?;
    build(root, &["build", "--release", "--locked", "-p", "store", "--example", "durable"])?;
    let folder = std::env::temp_dir().join(format!("trucewatch-speed-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let (docs, few) = (folder.join("docs.jsonl"), folder.join("few.jsonl"));
    write_documents(root, &docs, &few)?;
    let release = target(root).join("release");
    let load = load();
    let (mut runs, tokens, loading) = tiers(&release.join("examples/tiers"), &docs)?;
    let binary = release.join("trucewatch");
    let start = started(&binary)?;
    for cores in [1, 2] {
        runs.push(extract(&binary, &docs, cores, tokens, start)?);
    }
    runs.push(read(&binary, &docs, &folder.join("record"), tokens)?);
    let durable = durable::lines(root, &release.join("examples/durable"))?;
    let peer = python.map(|python| spacy(root, python, &few)).transpose()?;
    let conditions = Conditions { load, loading, start };
    write_page(&root.join("docs/speed.md"), &format!("{}{durable}", page(&runs, peer.as_ref(), &conditions)?))?;
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

/// What the figures were taken under.
struct Conditions {
    load: String,
    loading: Duration,
    start: Duration,
}

fn build(root: &Path, arguments: &[&str]) -> Result<()> {
    let status = Command::new(env!("CARGO")).args(arguments).current_dir(root).status()?;
    ensure!(status.success(), "cargo {} failed", arguments.join(" "));
    Ok(())
}

fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}

/// Writes the documents, and the first of them by themselves.
fn write_documents(root: &Path, docs: &Path, few: &Path) -> Result<()> {
    let text = std::fs::read_to_string(root.join("data/demo/dispatches.jsonl"))?;
    let dispatches: Vec<Value> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let english: Vec<&str> =
        dispatches.iter().filter(|one| one["language"] == "en").filter_map(|one| one["text"].as_str()).collect();
    ensure!(!english.is_empty(), "data/demo/dispatches.jsonl holds no English text");
    let mut source = english.iter().copied().cycle();
    let mut out = String::new();
    for number in 0..DOCUMENTS {
        let text = document(&mut source, number / english.len());
        let line = serde_json::json!({ "id": format!("speed-{number}"), "text": text, "published": "2020-02-01", "source": "speed" });
        writeln!(out, "{line}")?;
        if number + 1 == FOR_SPACY {
            std::fs::write(few, &out)?;
        }
    }
    Ok(std::fs::write(docs, out)?)
}

/// Dispatches up to the length of a report, the sentences of each turned by some places.
fn document<'a>(source: &mut impl Iterator<Item = &'a str>, turn: usize) -> String {
    let mut text = String::new();
    while text.chars().count() < CHARACTERS
        && let Some(dispatch) = source.next()
    {
        let mut sentences: Vec<&str> = dispatch.split_inclusive(". ").collect();
        let turn = turn % sentences.len().max(1);
        sentences.rotate_left(turn);
        text.push_str(&sentences.concat());
        text.push_str("\n\n");
    }
    text
}

/// The fast tier and the whole reading on one core, measured inside one program; the tokens; and what loading takes.
fn tiers(example: &Path, docs: &Path) -> Result<(Vec<Run>, usize, Duration)> {
    let output = Command::new(example).arg(docs).output()?;
    ensure!(output.status.success(), "tiers failed: {}", String::from_utf8_lossy(&output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout)?;
    let tokens = usize::try_from(told.get("tokens").and_then(Value::as_u64).context("no tokens were told")?)?;
    let run = |name: &str, tier: &str| Run {
        name: name.to_owned(),
        cores: 1,
        documents: DOCUMENTS,
        tokens,
        clock: seconds(&told, &format!("/{tier}/clock")),
        processor: Some(seconds(&told, &format!("/{tier}/processor"))).filter(|busy| !busy.is_zero()),
    };
    let runs = vec![
        run("fast tier: cutting, names of the register, tags, learned names, lexicon", "fast"),
        run("whole reading, one line each", "whole"),
    ];
    Ok((runs, tokens, seconds(&told, "/loading/processor")))
}

/// Seconds told at a place of the answer; none where it tells none.
fn seconds(told: &Value, place: &str) -> Duration {
    Duration::from_secs_f64(told.pointer(place).and_then(Value::as_f64).unwrap_or_default())
}

fn timed(command: &mut Command) -> Result<Duration> {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    ensure!(status.success(), "{command:?} failed");
    Ok(start.elapsed())
}

/// What the program takes to start and to read nothing: the least of five.
fn started(binary: &Path) -> Result<Duration> {
    let nothing = || timed(Command::new(binary).arg("extract").stdin(Stdio::null()));
    let times = (0..5).map(|_| nothing()).collect::<Result<Vec<Duration>>>()?;
    Ok(times.into_iter().min().unwrap_or_default())
}

fn extract(binary: &Path, docs: &Path, cores: u32, tokens: usize, start: Duration) -> Result<Run> {
    let mut command = Command::new(binary);
    command.arg("extract").env("RAYON_NUM_THREADS", cores.to_string()).stdin(std::fs::File::open(docs)?);
    let clock = timed(&mut command)?.saturating_sub(start);
    Ok(Run { name: "trucewatch extract".to_owned(), cores, documents: DOCUMENTS, tokens, clock, processor: None })
}

fn read(binary: &Path, docs: &Path, record: &Path, tokens: usize) -> Result<Run> {
    let clock = timed(Command::new(binary).arg("--record").arg(record).arg("read").arg(docs))?;
    let name = "trucewatch read, durable, incidents made, start-up included".to_owned();
    Ok(Run { name, cores: 2, documents: DOCUMENTS, tokens, clock, processor: None })
}

/// Runs spaCy over the first documents; it counts its own tokens.
fn spacy(root: &Path, python: &Path, docs: &Path) -> Result<Run> {
    let output = Command::new(python)
        .arg(root.join("xtask/src/speed/spacy_tokens.py"))
        .arg(docs)
        .env("OMP_NUM_THREADS", "1")
        .output();
    let output = output.with_context(|| format!("{} could not be started", python.display()))?;
    ensure!(output.status.success(), "spaCy failed: {}", String::from_utf8_lossy(&output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout)?;
    let tokens = told.get("tokens").and_then(Value::as_u64).context("the script tells no tokens")?;
    let name = told.get("name").and_then(Value::as_str).unwrap_or("spaCy").to_owned();
    let processor = told.get("processor").map(|_| seconds(&told, "/processor"));
    let clock = seconds(&told, "/seconds");
    ensure!(!clock.is_zero(), "the script tells no seconds");
    Ok(Run { name, cores: 1, documents: FOR_SPACY, tokens: usize::try_from(tokens)?, clock, processor })
}

/// Writes the page anew, but for what stands in it from this heading on: that was measured by other commands.
fn write_page(file: &Path, page: &str) -> Result<()> {
    const APART: &str = "\n## Measured apart";
    let old = if file.exists() { std::fs::read_to_string(file)? } else { String::new() };
    let apart = old.find(APART).and_then(|at| old.get(at..)).unwrap_or_default();
    Ok(std::fs::write(file, format!("{page}{apart}"))?)
}

fn page(runs: &[Run], peer: Option<&Run>, conditions: &Conditions) -> Result<String> {
    let mut page = String::new();
    writeln!(page, "# Speed\n\nMeasured {} with `cargo xtask speed --python PYTHON` on {}.", date(), machine())?;
    writeln!(
        page,
        "Load before the run: {}. Loading models and registers takes {:.2} s of processor time; starting `trucewatch extract` and \
         reading\nnothing takes {:.2} s, which its rows below leave out, as spaCy's leave out its loading.\n",
        conditions.load,
        conditions.loading.as_secs_f64(),
        conditions.start.as_secs_f64(),
    )?;
    writeln!(
        page,
        "Input: {DOCUMENTS} documents of some 900 tokens, made from the demonstration's English dispatches; spaCy reads the first \
         {FOR_SPACY}.\nTokens are counted by each program itself. Rates on the processor leave out what else the machine did.\n"
    )?;
    writeln!(page, "| program | cores | reports/s | tokens/s | tokens/s on the processor |\n|---|---|---|---|---|")?;
    for run in runs.iter().chain(peer) {
        let rate = |count: usize, time: Duration| count as f64 / time.as_secs_f64().max(1e-9);
        let busy = run.processor.map_or("–".to_owned(), |busy| format!("{:.0}", rate(run.tokens, busy)));
        let (reports, tokens) = (rate(run.documents, run.clock), rate(run.tokens, run.clock));
        writeln!(page, "| {} | {} | {reports:.0} | {tokens:.0} | {busy} |", run.name, run.cores)?;
    }
    if let (Some(fast), Some(peer)) = (runs.first(), peer) {
        let rate = |run: &Run| run.tokens as f64 / run.processor.unwrap_or(run.clock).as_secs_f64().max(1e-9);
        writeln!(
            page,
            "\nThe fast tier reads {:.0} times as many tokens a second as {}.",
            rate(fast) / rate(peer),
            peer.name
        )?;
    }
    Ok(page)
}

/// What the machine did in the last minutes, as the system tells it.
fn load() -> String {
    let told = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load: Vec<&str> = told.split(' ').take(3).collect();
    if load.len() == 3 { load.join(", ") } else { "not told".to_owned() }
}

fn date() -> String {
    let output = Command::new("date").arg("+%Y-%m-%d").output();
    output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default()
}

/// The processor's name and the number of cores, as the system tells them.
fn machine() -> String {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or("an unnamed processor", |(_, name)| name);
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    format!("{name}, {cores} cores")
}
