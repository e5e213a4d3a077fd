//! The figures kept in `xtask/accuracy.toml`: the next run may not fall below them. Only those that stand for a task are
//! kept; a category of three cases falls by chance.

use super::Task;
use super::peers::Peers;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// Figures are kept with one decimal; what rounds to the same is no fall.
const SLACK: f64 = 0.05;

const HEAD: &str = "# Figures in per cent, by task, category and measure, below which `cargo xtask eval` fails. Written by\n\
                    # `cargo xtask eval --corpora DIR --accept`; a fall is accepted only with its reason in the commit.\n\n";

/// Figure's name → its floor.
pub struct Floors(BTreeMap<String, f64>);

impl Floors {
    /// Reads the file; none yet is no floor at all.
    pub fn read(file: &Path) -> Result<Self> {
        let text = if file.exists() { std::fs::read_to_string(file)? } else { String::new() };
        let table: toml::Table = toml::from_str(&text).with_context(|| file.display().to_string())?;
        let floors = table.iter().filter_map(|(name, value)| Some((name.clone(), value.as_float()?)));
        Ok(Self(floors.collect()))
    }

    /// What fell, a line each: the name, the floor, the figure.
    pub fn fallen(&self, tasks: &[Task]) -> Vec<String> {
        let figures = tasks.iter().flat_map(|task| task.figures.iter().map(|figure| (task.key(figure), figure.value)));
        figures
            .filter_map(|(name, value)| {
                let floor = *self.0.get(&name)?;
                (value < floor - SLACK).then(|| format!("{name}: {floor:.1} before, {value:.1} now"))
            })
            .collect()
    }

    /// Takes over what was measured; what was not measured stays, what a measured task no longer tells goes.
    pub fn accept(&mut self, tasks: &[Task], peers: &Peers) {
        for task in tasks.iter().filter(|task| task.measured) {
            self.0.retain(|name, _| !name.starts_with(&format!("{} / ", task.name)));
            let figures = task.figures.iter().filter(|figure| peers.stands_for(task, figure));
            let figures = figures.map(|figure| (task.key(figure), figure.value));
            self.0.extend(figures.map(|(name, value)| (name, (value * 10.0).round() / 10.0)));
        }
    }

    /// Writes the file.
    pub fn write(&self, file: &Path) -> Result<()> {
        let mut text = HEAD.to_owned();
        for (name, value) in &self.0 {
            writeln!(text, "{name:?} = {value:.1}")?;
        }
        Ok(std::fs::write(file, text)?)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Figure;
    use super::*;

    fn tasks(value: f64, measured: bool) -> Vec<Task> {
        let figure = Figure {
            category: "all".to_owned(),
            measure: "F1".to_owned(),
            value,
            detail: String::new(),
            beside: Vec::new(),
        };
        let word = |word: &str| word.to_owned();
        let figures = if measured { vec![figure] } else { Vec::new() };
        vec![Task { name: word("t"), title: word(""), split: word(""), training: word(""), measured, figures }]
    }

    #[test]
    fn a_fall_is_told_and_a_rise_is_not() {
        let mut floors = Floors(BTreeMap::from([("t / old / F1".to_owned(), 1.0), ("u / all / F1".to_owned(), 2.0)]));
        floors.accept(&tasks(50.04, true), &Peers::default());
        assert!(floors.fallen(&tasks(49.97, true)).is_empty(), "50.0 was kept");
        assert_eq!(floors.fallen(&tasks(49.9, true)), ["t / all / F1: 50.0 before, 49.9 now"]);
        assert!(floors.fallen(&tasks(60.0, true)).is_empty());
        assert!(floors.fallen(&tasks(0.0, false)).is_empty(), "what was not measured did not fall");
        assert_eq!(floors.0.keys().collect::<Vec<_>>(), ["t / all / F1", "u / all / F1"]);
    }
}
