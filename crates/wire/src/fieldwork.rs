//! What patrols enter, as lines, as a file that people write, and as the rows of a table: observations, restrictions of movement
//! and effort. The three say the same; `docs/observations.md` tells the formats.

mod cells;
mod count;
mod effort;
mod observation;
mod restriction;
mod shared;
mod table;

pub use cells::Cells;
pub use effort::{EffortLine, OutOfReachLine};
pub use observation::{NoticedLine, ObservationLine};
pub use restriction::RestrictionLine;
pub use shared::PatrolLine;
pub use table::{Tabular, read_lines, read_table};

use crate::error::WireError;
use serde::{Deserialize, Serialize};

/// A file with `[[observation]]`, `[[restriction]]` and `[[effort]]`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldworkFile {
    /// What was noticed.
    #[serde(default, rename = "observation")]
    pub observations: Vec<ObservationLine>,
    /// Where movement was restricted.
    #[serde(default, rename = "restriction")]
    pub restrictions: Vec<RestrictionLine>,
    /// How much was watched.
    #[serde(default, rename = "effort")]
    pub efforts: Vec<EffortLine>,
}

impl FieldworkFile {
    /// Reads TOML; an error of shape names line and column.
    pub fn parse(text: &str) -> Result<Self, WireError> {
        toml::from_str(text).map_err(|error| WireError::Shape(error.to_string().trim_end().to_owned()))
    }
}

#[cfg(test)]
mod tests;
