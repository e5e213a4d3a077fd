//! How an obligation stands for one party, in one cell: said, proposed and found apart.

use crate::words;
use askama::Template;
use askama::filters::HtmlSafe;
use model::{Due, ObligationStatus, Owed};

/// How an obligation stands for one party.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "owed.html")]
pub(crate) struct OwedCell {
    status: &'static str,
    /// Whether people found it so.
    found: Option<String>,
    due: String,
    late: bool,
    /// How many incidents show it; empty where none does.
    shown: String,
    /// How many claims say the contrary; empty where none does.
    against: String,
}

impl HtmlSafe for OwedCell {}

impl OwedCell {
    pub(crate) fn new(owed: &Owed) -> Self {
        let told = |count: usize, one: &str, many: &str| match count {
            0 => String::new(),
            count => words::count(count, one, many),
        };
        Self {
            status: status(owed.status),
            found: owed.finding.as_ref().map(ToString::to_string),
            due: due(&owed.due),
            late: owed.status == ObligationStatus::Late,
            shown: told(owed.evidence.len(), "incident shows it", "incidents show it"),
            against: told(owed.against.len(), "claim to the contrary", "claims to the contrary"),
        }
    }
}

/// How it stands, in words.
pub(crate) fn status(status: ObligationStatus) -> &'static str {
    match status {
        ObligationStatus::Waits => "waiting for something else",
        ObligationStatus::Due => "due",
        ObligationStatus::Partly => "done in part",
        ObligationStatus::Reported => "reported as done",
        ObligationStatus::Done => "done",
        ObligationStatus::Disputed => "disputed",
        ObligationStatus::Late => "late",
    }
}

/// By when, in words.
fn due(due: &Due) -> String {
    match due {
        Due::Unstated => "no deadline stated".to_owned(),
        Due::After(other) => format!("runs from the day on which {other} is met"),
        Due::Until(until) => format!("before {}", words::clock(*until)),
    }
}
