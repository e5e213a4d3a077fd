//! Our own cases: the share of expected lines that hold, by stage.

use crate::bench::Bench;
use crate::corpora::suite::read;
use crate::counts::Counts;
use crate::tasks::{Figure, Outcome};
use anyhow::Result;
use std::path::Path;

/// The folders of `suite/` and the blocks that are judged in them.
const FOLDERS: [(&str, &str); 4] =
    [("extraction", "claims"), ("fusion", "incidents"), ("assessment", "board"), ("text", "text")];

/// Counts the marks.
pub fn run(_bench: &Bench, folder: &Path) -> Result<Outcome> {
    let mut figures = Vec::new();
    for (name, block) in FOLDERS {
        let Counts { gold, right, .. } = read(&folder.join(name), block)?;
        figures.push(Figure::share(name, "lines that hold", right, gold));
    }
    Ok(Outcome { figures, cases: Vec::new() })
}
