//! Tables and JSON lines, read whole or not at all: every fault is told with its line and column.

use super::cells::{Cells, unguarded};
use crate::error::WireError;
use model::FieldEntry;

/// A line that is a row of a table.
pub trait Tabular: Sized + serde::Serialize + serde::de::DeserializeOwned {
    /// What it tells of.
    type Noun: FieldEntry;

    /// The names of the columns in their order, parted by spaces.
    const COLUMNS: &'static str;

    /// Reads a row.
    fn from_cells(cells: &Cells<'_>) -> Result<Self, WireError>;

    /// Writes a row, a cell for each column.
    fn to_cells(&self) -> Vec<String>;

    /// Writes the noun.
    fn of(noun: &Self::Noun) -> Self;

    /// Reads the noun.
    fn to_noun(&self) -> Result<Self::Noun, WireError>;

    /// Its id as it stands there, to be given where it is empty.
    fn id_mut(&mut self) -> &mut String;
}

/// Reads a table, each row with its line; else every fault, a sentence each.
pub fn read_table<L: Tabular>(text: &str) -> Result<Vec<(u64, L)>, Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| vec![format!("line 1: {error}")])?;
    let names: Vec<String> = header.iter().map(|name| name.trim().to_lowercase()).collect();
    check(&names, L::COLUMNS)?;
    let (mut lines, mut faults) = (Vec::new(), Vec::new());
    for row in reader.records() {
        match row {
            Ok(row) => {
                let number = row.position().map_or(0, csv::Position::line);
                let cell = |name: &str| {
                    let at = names.iter().position(|one| one == name)?;
                    row.get(at).map(|text| unguarded(text).to_owned())
                };
                match L::from_cells(&Cells::new(&cell)) {
                    Ok(line) => lines.push((number, line)),
                    Err(error) => faults.push(format!("line {number}: {error}")),
                }
            }
            // It names the line itself.
            Err(error) => faults.push(error.to_string()),
        }
    }
    if faults.is_empty() { Ok(lines) } else { Err(faults) }
}

fn check(names: &[String], columns: &str) -> Result<(), Vec<String>> {
    let known: Vec<&str> = columns.split_whitespace().collect();
    let strange = names.iter().filter(|name| !known.contains(&name.as_str()));
    let mut faults: Vec<String> = strange
        .map(|name| format!("line 1: '{name}' is no column of this table; its columns are: {}", known.join(", ")))
        .collect();
    let twice = names.iter().enumerate().filter(|(at, name)| names.iter().take(*at).any(|other| other == *name));
    faults.extend(twice.map(|(_, name)| format!("line 1: the column '{name}' stands there twice")));
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// Reads JSON lines, each with its number; else every fault, a sentence each.
pub fn read_lines<L: Tabular>(text: &str) -> Result<Vec<(u64, L)>, Vec<String>> {
    let (mut lines, mut faults) = (Vec::new(), Vec::new());
    for (line, number) in text.lines().zip(1_u64..).filter(|(line, _)| !line.trim().is_empty()) {
        match serde_json::from_str(line) {
            Ok(read) => lines.push((number, read)),
            Err(error) => {
                let (column, told) = (error.column(), error.to_string());
                let told = told.rsplit_once(" at line ").map_or(told.as_str(), |(told, _)| told);
                faults.push(format!("line {number}, column {column}: {told}"));
            }
        }
    }
    if faults.is_empty() { Ok(lines) } else { Err(faults) }
}
