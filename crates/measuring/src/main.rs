//! Measures what Trucewatch reads against research data that lies outside the repository, and prints the figures as lines
//! of JSON. `cargo xtask eval` runs it, compares with the figures kept, and writes the page. It decides nothing about
//! reading, and stores nothing of a corpus.
#![allow(clippy::disallowed_methods, reason = "a measuring program reads files and its arguments")]
#![allow(unreachable_pub, reason = "a binary has no public interface")]

mod bench;
mod corpora;
mod counts;
mod fitting;
mod scorers;
mod spacy;
mod tasks;

use anyhow::{Result, ensure};
use bench::Bench;
use clap::Parser;
use pipeline::Stages;
use spacy::Spacy;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tasks::{ALL, DEVELOPMENT, Outcome, Task};

/// Measures accuracy on research data and prints figures as lines of JSON.
#[derive(Parser)]
struct Arguments {
    /// The folder with the corpora, a folder each.
    #[arg(long)]
    corpora: PathBuf,
    /// The folder of the project, which holds `suite`.
    #[arg(long)]
    root: PathBuf,
    /// Only tasks whose name begins so; may be repeated.
    #[arg(long)]
    only: Vec<String>,
    /// Prints so many of the worst cases of each task to standard error.
    #[arg(long, default_value_t = 0)]
    worst: usize,
    /// A Python interpreter that has spaCy and en_core_web_sm, to be measured on names beside us.
    #[arg(long, requires = "spacy_script")]
    spacy: Option<PathBuf>,
    /// The script that runs spaCy.
    #[arg(long)]
    spacy_script: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("measuring: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    let asked = |task: &&Task| arguments.only.iter().any(|name| task.name == name);
    let chosen: Vec<&Task> = ALL.iter().filter(|task| is_chosen(task, &arguments.only)).collect();
    let chosen: Vec<&Task> = chosen.into_iter().chain(DEVELOPMENT.iter().filter(asked)).collect();
    let names = || ALL.iter().map(|task| task.name).collect::<Vec<_>>().join(", ");
    ensure!(!chosen.is_empty(), "--only {}: there is no such task; there are {}", arguments.only.join(" "), names());
    let spacy = arguments.spacy.clone().zip(arguments.spacy_script.clone());
    let bench = Bench { stages: Stages::embedded(), spacy: spacy.map(|(python, script)| Spacy { python, script }) };
    for task in chosen {
        let folder = if task.corpus == "suite" { &arguments.root } else { &arguments.corpora }.join(task.corpus);
        let outcome = measured(&bench, task, &folder);
        println!("{}", line(task, &outcome));
        if let Ok(outcome) = &outcome {
            show_worst(task, outcome, arguments.worst);
        }
    }
    Ok(())
}

fn is_chosen(task: &Task, only: &[String]) -> bool {
    only.is_empty() || only.iter().any(|name| task.name.starts_with(name.as_str()))
}

/// A task whose folder is missing or unreadable is told and passed over; the others go on.
fn measured(bench: &Bench, task: &Task, folder: &Path) -> Result<Outcome> {
    let outcome = if folder.is_dir() {
        (task.run)(bench, folder)
    } else {
        Err(anyhow::anyhow!("there is no folder {}", folder.display()))
    };
    if let Err(error) = &outcome {
        eprintln!("measuring: {} not measured: {error:#}", task.name);
    }
    outcome
}

fn line(task: &Task, outcome: &Result<Outcome>) -> serde_json::Value {
    let figures: Vec<serde_json::Value> = outcome
        .iter()
        .flat_map(|outcome| &outcome.figures)
        .map(|figure| {
            serde_json::json!({
                "category": figure.category, "measure": figure.measure, "value": figure.value, "detail": figure.detail,
                "beside": figure.beside,
            })
        })
        .collect();
    serde_json::json!({
        "task": task.name, "title": task.title, "split": task.split, "training": task.training, "figures": figures,
        "measured": outcome.is_ok(),
    })
}

fn show_worst(task: &Task, outcome: &Outcome, worst: usize) {
    let mut cases: Vec<_> = outcome.cases.iter().filter(|case| case.wrong > 0).collect();
    cases.sort_by_key(|case| std::cmp::Reverse(case.wrong));
    for case in cases.into_iter().take(worst) {
        eprintln!("{} · {} wrong · {}", task.name, case.wrong, case.told);
    }
}
