//! Accuracy on research data: `crates/measuring` measures, this compares with the figures kept in `xtask/accuracy.toml`,
//! writes the generated part of `docs/accuracy.md`, and fails where a figure fell. It measures nothing itself.

mod floors;
mod page;
mod peers;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What to measure and what to do with it.
#[derive(clap::Args)]
pub struct Options {
    /// The folder with the corpora, a folder each (docs/accuracy.md names them).
    #[arg(long)]
    corpora: PathBuf,
    /// Only tasks whose name begins so; may be repeated. The page is then left as it is.
    #[arg(long)]
    only: Vec<String>,
    /// Prints so many of the worst cases of each task to standard error; they are stored nowhere.
    #[arg(long, default_value_t = 0)]
    worst: usize,
    /// Keeps the figures as those below which the next run fails.
    #[arg(long)]
    accept: bool,
    /// A Python interpreter that has spaCy and en_core_web_sm: measures its names in the same run.
    #[arg(long)]
    spacy: Option<PathBuf>,
    /// The profile that the measuring program is built in; figures do not depend on it.
    #[arg(long, default_value = "release")]
    profile: String,
}

/// A measured task.
pub struct Task {
    name: String,
    title: String,
    split: String,
    training: String,
    measured: bool,
    figures: Vec<Figure>,
}

/// A measured number.
pub struct Figure {
    category: String,
    measure: String,
    value: f64,
    detail: String,
    /// What others reach on the same data in the same run, where they were measured: a name, and per cent.
    beside: Vec<(String, f64)>,
}

impl Task {
    /// The name under which a figure's floor is kept.
    fn key(&self, figure: &Figure) -> String {
        format!("{} / {} / {}", self.name, figure.category, figure.measure)
    }
}

/// Measures, prints, writes the page, and fails where a figure fell.
pub fn run(root: &Path, options: &Options) -> Result<()> {
    ensure!(options.corpora.is_dir(), "--corpora {}: there is no such folder", options.corpora.display());
    let tasks = measure(root, options)?;
    let peers = peers::Peers::read()?;
    print!("{}", page::table(&tasks, &peers, page::Detail::All));
    if options.only.is_empty() {
        page::write(root, &tasks, &peers)?;
    }
    let file = root.join("xtask/accuracy.toml");
    let mut floors = floors::Floors::read(&file)?;
    if options.accept {
        floors.accept(&tasks, &peers);
        return floors.write(&file);
    }
    let fallen = floors.fallen(&tasks);
    ensure!(fallen.is_empty(), "{} figures fell (keep them with --accept):\n  {}", fallen.len(), fallen.join("\n  "));
    Ok(())
}

/// Runs the measuring program and reads what it prints.
fn measure(root: &Path, options: &Options) -> Result<Vec<Task>> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--locked", "--package", "measuring", "--profile", &options.profile, "--"]);
    command.arg("--corpora").arg(&options.corpora).arg("--root").arg(root);
    command.arg("--worst").arg(options.worst.to_string());
    for only in &options.only {
        command.arg("--only").arg(only);
    }
    if let Some(python) = &options.spacy {
        command.arg("--spacy").arg(python).arg("--spacy-script").arg(root.join("xtask/src/eval/spacy_names.py"));
    }
    let child = command.current_dir(root).stdout(Stdio::piped()).spawn().context("cargo could not be started")?;
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "the measuring program failed");
    String::from_utf8(output.stdout)?.lines().map(|line| task(&serde_json::from_str(line)?)).collect()
}

fn task(line: &Value) -> Result<Task> {
    let word = |value: &Value, field: &str| {
        let word = value.get(field).and_then(Value::as_str);
        word.map(str::to_owned).with_context(|| format!("a line of the measuring program has no '{field}'"))
    };
    let figures = line.get("figures").and_then(Value::as_array).context("a line has no figures")?.iter();
    let figures = figures.map(|one| {
        let value = one.get("value").and_then(Value::as_f64).context("a figure has no value")?;
        let beside = one.get("beside").cloned().map(serde_json::from_value).transpose()?.unwrap_or_default();
        let (category, measure) = (word(one, "category")?, word(one, "measure")?);
        Ok(Figure { category, measure, value, detail: word(one, "detail")?, beside })
    });
    Ok(Task {
        name: word(line, "task")?,
        title: word(line, "title")?,
        split: word(line, "split")?,
        training: word(line, "training")?,
        measured: line.get("measured").and_then(Value::as_bool).unwrap_or(false),
        figures: figures.collect::<Result<_>>()?,
    })
}
