//! Our own cases in `suite/`: how many expected lines there are, and how many are marked as not holding. The suite's test
//! (`cargo test -p pipeline --test suite`) fails where a mark is wrong, so that the marks are the measurement.

use crate::corpora::{files_in, text_of};
use crate::counts::Counts;
use anyhow::Result;
use std::path::Path;

/// Counts the lines of blocks of one kind in a folder's files.
pub fn read(folder: &Path, block: &str) -> Result<Counts> {
    let mut counts = Counts::default();
    for file in files_in(folder, ".md")? {
        counts += lines(&text_of(&file)?, block);
    }
    Ok(counts)
}

fn lines(text: &str, block: &str) -> Counts {
    let (mut counts, mut inside) = (Counts::default(), None);
    for line in text.lines() {
        match (line.strip_prefix("```"), inside) {
            (Some(_), Some(_)) => inside = None,
            (Some(kind), None) => inside = Some(kind.trim()),
            (None, Some(kind)) if kind == block && !line.trim().is_empty() && !line.starts_with('#') => {
                counts.gold += 1;
                counts.found += 1;
                counts.right += usize::from(!line.starts_with("FIXME "));
            }
            _ => {}
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_counted_in_blocks_of_the_kind() {
        let text = "## A case\n```report\nFIXME not a line\n```\n```claims\n# remark\nshelling\nFIXME call\n\n```\nFIXME prose\n";
        assert_eq!(lines(text, "claims"), Counts { gold: 2, found: 2, right: 1 });
    }
}
