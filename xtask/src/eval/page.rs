//! The figures as Markdown: on the terminal, and between two marks of `docs/accuracy.md`, whose prose is written by hand.

use super::peers::Peers;
use super::{Figure, Task};
use anyhow::{Context, Result};
use std::path::Path;

const BEGIN: &str = "<!-- written by cargo xtask eval -->";
const END: &str = "<!-- end of what cargo xtask eval wrote -->";

/// How much a table tells.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// The figures that have a goal, or that stand for a task.
    Main,
    /// All figures.
    All,
}

/// Replaces the generated part of the page.
pub fn write(root: &Path, tasks: &[Task], peers: &Peers) -> Result<()> {
    let file = root.join("docs/accuracy.md");
    let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    let (before, rest) = text.split_once(BEGIN).context("docs/accuracy.md has lost the mark that opens the figures")?;
    let (_, after) = rest.split_once(END).context("docs/accuracy.md has lost the mark that closes the figures")?;
    let figures = format!(
        "{}\n### What was measured\n{}\n### By category\n{}",
        table(tasks, peers, Detail::Main),
        splits(tasks),
        table(tasks, peers, Detail::All)
    );
    Ok(std::fs::write(&file, format!("{before}{BEGIN}\n{figures}{END}{after}"))?)
}

/// The figures in per cent, with goals and peers.
pub fn table(tasks: &[Task], peers: &Peers, detail: Detail) -> String {
    let mut text = "| task | | measure | Trucewatch | goal | elsewhere |\n|---|---|---|---|---|---|\n".to_owned();
    for task in tasks {
        if !task.measured {
            text.push_str(&format!("| {} | | | not measured | | |\n", task.name));
        }
        let told = task.figures.iter().filter(|figure| detail == Detail::All || peers.stands_for(task, figure));
        text.extend(told.map(|figure| row(task, figure, peers, detail)));
    }
    text
}

fn row(task: &Task, figure: &Figure, peers: &Peers, detail: Detail) -> String {
    let goal = peers.goal(task, figure).map_or(String::new(), |goal| format!("{goal:.1}"));
    let mut value = format!("{:.1}", figure.value);
    match detail {
        Detail::Main => value = format!("**{value}**"),
        Detail::All => value.push_str(&format!(" ({})", figure.detail)),
    }
    let measured = figure.beside.iter().map(|(name, value)| format!("{name} {value:.1}, same run"));
    let told: Vec<String> = peers.peer(task, figure).map(str::to_owned).into_iter().chain(measured).collect();
    format!("| {} | {} | {} | {value} | {goal} | {} |\n", task.name, figure.category, figure.measure, told.join("; "))
}

fn splits(tasks: &[Task]) -> String {
    let rows =
        tasks.iter().map(|task| format!("| {} | {} | {} | {} |\n", task.name, task.title, task.split, task.training));
    format!("| task | asks for | data | learned from? |\n|---|---|---|---|\n{}", rows.collect::<String>())
}
