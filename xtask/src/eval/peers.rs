//! Goals and what others reach: `peers.toml`.

use super::{Figure, Task};
use anyhow::{Context, Result};

/// The table of goals and peers.
#[derive(Default)]
pub struct Peers(Vec<toml::Table>);

impl Peers {
    /// Reads the table.
    pub fn read() -> Result<Self> {
        let table: toml::Table = toml::from_str(include_str!("peers.toml")).context("xtask/src/eval/peers.toml")?;
        let figures = table.get("figure").and_then(toml::Value::as_array).context("peers.toml holds no figure")?;
        Ok(Self(figures.iter().filter_map(|one| one.as_table().cloned()).collect()))
    }

    fn row(&self, task: &Task, figure: &Figure) -> Option<&toml::Table> {
        let is =
            |row: &&toml::Table, field: &str, value: &str| row.get(field).and_then(toml::Value::as_str) == Some(value);
        self.0.iter().find(|row| {
            is(row, "task", &task.name) && is(row, "category", &figure.category) && is(row, "measure", &figure.measure)
        })
    }

    /// Whether a figure stands for its task: the first that it tells, and each that has a goal.
    pub fn stands_for(&self, task: &Task, figure: &Figure) -> bool {
        task.figures.first().is_some_and(|first| std::ptr::eq(first, figure)) || self.goal(task, figure).is_some()
    }

    /// What is to be reached.
    pub fn goal(&self, task: &Task, figure: &Figure) -> Option<f64> {
        self.row(task, figure)?.get("goal")?.as_float()
    }

    /// What others reach, in words.
    pub fn peer(&self, task: &Task, figure: &Figure) -> Option<&str> {
        self.row(task, figure)?.get("peer")?.as_str()
    }
}
