//! How fast reading and taking in are, beside spaCy on the same text in the same run. Writes `docs/speed.md`.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How many documents are measured: the demonstration's English dispatches, again and again under new ids and with their
/// sentences turned by one place each time, so that they are no copies of each other to the byte.
const DOCUMENTS: usize = 3000;

/// What was measured on one program.
struct Run {
    name: String,
    cores: u32,
    wall: Duration,
}

/// Measures and writes the page. `python` is an interpreter that has spaCy and `en_core_web_sm`; without it only we are measured.
pub fn run(root: &Path, python: Option<&Path>) -> Result<()> {
    ensure!(
        Command::new(env!("CARGO")).args(["build", "--release", "--locked"]).current_dir(root).status()?.success(),
        "the release build failed"
    );
    let folder = std::env::temp_dir().join(format!("trucewatch-speed-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let docs = folder.join("docs.jsonl");
    let characters = write_documents(root, &docs)?;
    let binary = target(root).join("release/trucewatch");
    let mut runs =
        vec![extract(&binary, &docs, 1)?, extract(&binary, &docs, 2)?, read(&binary, &docs, &folder.join("record"))?];
    let tokens = match python {
        Some(python) => {
            let (run, tokens) = spacy(root, python, &docs)?;
            runs.push(run);
            tokens
        }
        None => characters / 5,
    };
    std::fs::write(root.join("docs/speed.md"), page(&runs, tokens, python.is_some())?)?;
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}

/// Writes the documents; returns how many characters of text they hold.
fn write_documents(root: &Path, docs: &Path) -> Result<usize> {
    let text = std::fs::read_to_string(root.join("data/demo/dispatches.jsonl"))?;
    let dispatches: Vec<Value> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let english: Vec<&str> =
        dispatches.iter().filter(|one| one["language"] == "en").filter_map(|one| one["text"].as_str()).collect();
    ensure!(!english.is_empty(), "data/demo/dispatches.jsonl holds no English text");
    let mut out = String::new();
    let mut characters = 0;
    for (number, text) in (0..DOCUMENTS).zip(english.iter().cycle()) {
        let mut sentences: Vec<&str> = text.split_inclusive(". ").collect();
        let turn = (number / english.len()) % sentences.len();
        sentences.rotate_left(turn);
        let turned = sentences.concat();
        characters += turned.chars().count();
        let line = serde_json::json!({ "id": format!("speed-{number}"), "text": turned, "published": "2020-02-01", "source": "speed" });
        writeln!(out, "{line}")?;
    }
    std::fs::write(docs, out)?;
    Ok(characters)
}

fn extract(binary: &Path, docs: &Path, cores: u32) -> Result<Run> {
    let start = Instant::now();
    let status = Command::new(binary)
        .arg("extract")
        .env("RAYON_NUM_THREADS", cores.to_string())
        .stdin(std::fs::File::open(docs)?)
        .stdout(Stdio::null())
        .status()?;
    ensure!(status.success(), "trucewatch extract failed");
    Ok(Run { name: "trucewatch extract".to_owned(), cores, wall: start.elapsed() })
}

fn read(binary: &Path, docs: &Path, record: &Path) -> Result<Run> {
    let start = Instant::now();
    let status = Command::new(binary)
        .arg("--record")
        .arg(record)
        .arg("read")
        .arg(docs)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    ensure!(status.success(), "trucewatch read failed");
    Ok(Run { name: "trucewatch read, durable, incidents made".to_owned(), cores: 2, wall: start.elapsed() })
}

/// Runs spaCy over the same texts; returns how many tokens it counted.
fn spacy(root: &Path, python: &Path, docs: &Path) -> Result<(Run, usize)> {
    let output = Command::new(python)
        .arg(root.join("xtask/src/speed/spacy_tokens.py"))
        .arg(docs)
        .env("OMP_NUM_THREADS", "1")
        .output();
    let output = output.with_context(|| format!("{} could not be started", python.display()))?;
    ensure!(output.status.success(), "spaCy failed: {}", String::from_utf8_lossy(&output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout)?;
    let seconds = told.get("seconds").and_then(Value::as_f64).context("the script tells no seconds")?;
    let tokens = told.get("tokens").and_then(Value::as_u64).context("the script tells no tokens")?;
    let name = told.get("name").and_then(Value::as_str).unwrap_or("spaCy").to_owned();
    Ok((Run { name, cores: 1, wall: Duration::from_secs_f64(seconds) }, usize::try_from(tokens)?))
}

fn page(runs: &[Run], tokens: usize, counted: bool) -> Result<String> {
    let mut page = String::new();
    let day = date();
    writeln!(page, "# Speed\n\nMeasured {day} with `cargo xtask speed --python PYTHON` on {}.", machine())?;
    let how = if counted { "counted by spaCy" } else { "estimated as characters / 5" };
    writeln!(
        page,
        "Input: {DOCUMENTS} documents made from the demonstration's English dispatches, {tokens} tokens ({how}).\n\
         Start-up (loading models and registers) is inside our times and outside spaCy's.\n"
    )?;
    writeln!(page, "| program | cores | seconds | documents/s | tokens/s |\n|---|---|---|---|---|")?;
    for run in runs {
        let seconds = run.wall.as_secs_f64();
        let (documents, rate) = (DOCUMENTS as f64 / seconds, tokens as f64 / seconds);
        writeln!(page, "| {} | {} | {seconds:.2} | {documents:.0} | {rate:.0} |", run.name, run.cores)?;
    }
    Ok(page)
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
