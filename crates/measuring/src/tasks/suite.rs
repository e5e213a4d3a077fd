//! Our own cases: the share of expected lines that hold, by stage; and of the held and the unread cases, which nobody
//! looks at while building, by language. Of those no line is ever shown.

use crate::bench::Bench;
use crate::corpora::suite::read;
use crate::counts::Counts;
use crate::tasks::{Figure, Outcome};
use anyhow::Result;
use cases::{Folder, claims};
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

/// Reads the cases of a folder that nobody looks at, and counts.
pub fn unseen(bench: &Bench, folder: &Path) -> Result<Outcome> {
    let counts = claims::count(&bench.stages, &Folder::at(folder));
    let (held, all) = counts.values().fold((0, 0), |(held, all), one| (held + one.0, all + one.1));
    let mut figures = vec![Figure::share("all", "lines that hold", held, all)];
    figures.extend(counts.into_iter().map(|(code, (held, all))| Figure::share(code, "lines that hold", held, all)));
    for ((code, part), lost) in claims::failing(&bench.stages, &Folder::at(folder)) {
        figures.push(Figure::share(format!("{code}, failing on {part}"), "share of lines", lost, all));
    }
    Ok(Outcome { figures, cases: Vec::new() })
}
