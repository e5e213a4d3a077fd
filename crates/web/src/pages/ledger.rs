//! Can I check this? The checkpoint, how to verify it with one's own tools, and the last entries.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::error::PageError;
use crate::fragments::{Frame, Pager};
use crate::selection::A_PAGE;
use crate::words;
use askama::Template;
use model::{Checkpoint, Conflict};
use store::Numbered;

/// The ledger.
#[derive(Template)]
#[template(path = "ledger.html")]
pub(crate) struct LedgerPage {
    frame: Frame,
    checkpoint: Option<Checkpoint>,
    size: String,
    /// The public key, where it lies beside the log.
    key: Option<String>,
    folder: String,
    /// What posts that exchange say differently.
    conflicts: Vec<Conflict>,
    pager: Pager,
    rows: Vec<Row>,
}

/// An entry on one row.
struct Row {
    seq: u64,
    at: String,
    who: String,
    role: String,
    what: String,
    why: String,
    blobs: usize,
    /// The body as it was entered, cut where it is long.
    body: String,
}

/// As much of a body as a row has room for.
const MOST: usize = 600;

pub(crate) fn show(ask: &Ask) -> Result<Answer, PageError> {
    Ok(Answer::html(LedgerPage::new(ask)?.render()?))
}

impl LedgerPage {
    pub(crate) fn new(ask: &Ask) -> Result<Self, PageError> {
        let checkpoint = ask.view().record.checkpoint.clone();
        let size = checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.size);
        let (from, count) = newest(size, ask.query.page);
        let entries = if count == 0 { Vec::new() } else { ask.site.holder.entries(from, count)? };
        let folder = ask.site.holder.folder();
        let key = std::fs::read_to_string(folder.join("ledger").join("log.vkey")).ok();
        let before = usize::try_from(size - from - count).unwrap_or(usize::MAX);
        Ok(Self {
            frame: ask.frame("Ledger", "/ledger"),
            size: words::count(usize::try_from(size).unwrap_or(usize::MAX), "entry", "entries"),
            checkpoint,
            key: key.map(|key| key.trim().to_owned()).filter(|key| !key.is_empty()),
            folder: folder.display().to_string(),
            conflicts: ask.view().record.conflicts.clone(),
            pager: Pager::new(
                "/ledger",
                &ask.query,
                before,
                entries.len(),
                usize::try_from(size).unwrap_or(usize::MAX),
            ),
            rows: entries.iter().rev().map(Row::new).collect(),
        })
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self::new(&Ask::sample("/ledger", "")).expect("the sample has a ledger")
    }
}

/// The newest entries first: from which entry on, and how many, for a page.
fn newest(size: u64, page: usize) -> (u64, u64) {
    let a_page = A_PAGE as u64;
    let skipped = a_page.saturating_mul(page as u64 - 1).min(size);
    let left = size - skipped;
    let count = left.min(a_page);
    (left - count, count)
}

impl Row {
    fn new(numbered: &Numbered) -> Self {
        let entry = &numbered.entry;
        Self {
            seq: numbered.seq,
            at: entry.at.clone(),
            who: entry.who.name.clone(),
            role: entry.who.role.clone().unwrap_or_default(),
            what: entry.what.as_str().to_owned(),
            why: entry.why.clone(),
            blobs: entry.blobs.len(),
            body: words::shortened(&entry.body.to_string(), MOST),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_run_from_the_newest_entry_to_the_first() {
        assert_eq!(newest(120, 1), (70, 50));
        assert_eq!(newest(120, 3), (0, 20));
        assert_eq!(newest(120, 9), (0, 0));
        assert_eq!(newest(0, 1), (0, 0));
    }

    #[test]
    fn the_sample_says_how_to_verify() {
        let page = LedgerPage::sample().render().unwrap();
        for words in
            ["trucewatch verify", "report.received", "made by hand", "2 entries", "sample.example/log", "stands back"]
        {
            assert!(page.contains(words), "{words}\n{page}");
        }
    }
}
