//! The situation report of a period: first plain data, sections of lines each with its evidence, then four renderings of it.
//!
//! What sources say, what the program proposes and what people found are different parts of a line and are never merged.
//! Nothing is judged here, and no rule looks at a name: the order of parties is the agreement's, all other orders are
//! those of time and arrival.

mod account;
mod agreement;
mod backing;
mod cases;
mod contested;
mod event;
mod evidence;
mod figures;
mod findings;
mod happened;
mod header;
mod index;
mod line;
mod owed;
mod past;
mod render;
mod screened;
mod sources;
mod statements;
mod story;
mod talks;
#[cfg(test)]
mod tests;
mod tracks;
mod unread;
mod watched;

pub use evidence::EvidenceRef;
pub use line::{Line, Part, Rank, Section};
pub use owed::falling_due;

use crate::Period;
use index::Index;
use model::Record;
use serde::Serialize;

/// The situation report of a period as data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Brief {
    /// The version of this shape.
    pub v: u32,
    /// The title.
    pub title: String,
    /// The days, in words.
    pub period: String,
    /// What the record holds and where it stands: label and value.
    pub about: Vec<(String, String)>,
    /// The sections, in their fixed order; one without content says so in a line.
    pub sections: Vec<Section>,
}

impl Brief {
    /// Makes the report of a period.
    pub fn new(record: &Record, period: &Period) -> Self {
        let index = Index::new(record, period);
        Self {
            v: 1,
            title: header::title(record),
            period: period.to_string(),
            about: header::about(&index),
            sections: vec![
                agreement::section(&index),
                findings::section(&index),
                cases::section(&index),
                watched::section(&index),
                happened::section(&index),
                screened::section(&index),
                owed::section(&index),
                figures::section(&index),
                tracks::section(&index),
                talks::section(&index),
                backing::section(&index),
                statements::section(&index),
                sources::section(&index),
                unread::section(&index),
            ],
        }
    }
}

/// For a terminal: no line is wider than `width` columns, at least 40.
pub fn text(record: &Record, period: &Period, width: usize) -> String {
    render::text(&Brief::new(record, period), width)
}

/// The account of one incident for a terminal: what is told, who says so, why its claims stand together, what became of it and
/// what people decided. A former id leads to its successor; `None` where the record holds no incident by this id.
pub fn account(record: &Record, id: &model::IncidentId, width: usize) -> Option<String> {
    account::account(record, id).map(|account| render::text(&account, width))
}

/// The account of one story for a terminal: its reports and incidents day by day, and why they stand together; `None` where
/// the record holds no story by this id.
pub fn story(record: &Record, id: &model::StoryId, width: usize) -> Option<String> {
    story::account(record, id).map(|account| render::text(&account, width))
}

/// As Markdown.
pub fn markdown(record: &Record, period: &Period) -> String {
    render::markdown(&Brief::new(record, period))
}

/// As a page that is complete in itself: no script, nothing loaded.
pub fn html(record: &Record, period: &Period) -> String {
    render::html(&Brief::new(record, period))
}

/// As JSON; the shape is told in `docs/formats.md`.
pub fn json(record: &Record, period: &Period) -> String {
    render::json(&Brief::new(record, period))
}
