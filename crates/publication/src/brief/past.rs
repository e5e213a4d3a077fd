//! How an incident came to be what it is: its changes, and what people decided on it.

use super::line::{Line, Section};
use crate::past;
use model::{Incident, IncidentId, Record};

const RULE: &str = "An incident keeps its id while reports come in: on a split the larger part keeps it, on a merge the elder \
    stays, and a former id leads to its successor.";
const DECIDED: &str = "What people decided binds the program until somebody revokes it. It says which claims speak of one \
    event and whence they come; what occurred is for findings.";

/// What became of it, entry by entry.
pub(super) fn history(record: &Record, id: &IncidentId) -> Section {
    let line = |told: &&model::RecordedChange| {
        let reasons = past::reasons(&told.change, &record.continuity);
        let text = format!(" ({}): {}; {reasons}.", told.at, past::change(&told.change, id));
        Line::item(0).key(format!("Entry {}", told.entry)).plain(text)
    };
    let history = record.continuity.history(id);
    let begun = past::beginning(&record.continuity, id, &history).map(|entry| {
        Line::item(0).key(format!("Entry {entry}")).plain(": first proposed, before changes were told one by one.")
    });
    let lines = begun.into_iter().chain(history.iter().map(line)).collect();
    Section::of("history", "What became of it", Some(RULE), lines, "Nothing is told of its past.")
}

/// What people decided on it, revoked decisions too.
pub(super) fn decisions(record: &Record, incident: &Incident) -> Section {
    let mut lines = Vec::new();
    for (entry, decision) in past::decisions_on(record, incident) {
        let text = format!(" (entry {entry}): {}. {}", past::decision(decision), past::decided_by(decision));
        lines.push(Line::item(0).key(decision.id.to_string()).found(text));
        if let Some(by) = past::revocation(decision, &record.continuity) {
            lines.push(Line::item(1).key(format!("revoked by {}", by.id)).plain(format!(": {}", past::decided_by(by))));
        }
    }
    Section::of("decisions", "What people decided on it", Some(DECIDED), lines, "Nothing.")
}

/// Where it stands: the state to name when one decides, and the ids that lead here.
pub(super) fn about(record: &Record, asked: &IncidentId, id: &IncidentId) -> Vec<(String, String)> {
    let mut about = Vec::new();
    if asked != id {
        about.push(("Asked for".to_owned(), format!("{asked}, which went into {id}")));
    }
    let former: Vec<String> = record.continuity.former(id).iter().map(|life| life.id.to_string()).collect();
    if !former.is_empty() {
        about.push(("Former ids that lead here".to_owned(), former.join(", ")));
    }
    if let Some(checkpoint) = &record.checkpoint {
        let size = checkpoint.size;
        about.push((
            "State of the record".to_owned(),
            format!("{size} (whoever decides on this names it: --seen {size})"),
        ));
    }
    about
}
