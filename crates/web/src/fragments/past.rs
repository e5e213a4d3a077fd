//! How an incident came to be what it is: what became of it entry by entry, and what people decided on it. Where the
//! desk is closed it tells the command with which one decides.

use crate::links;
use crate::view::View;
use askama::Template;
use askama::filters::HtmlSafe;
use model::{Decision, Incident};
use publication::past;

use super::Link;

/// An incident's past.
#[derive(Template)]
#[template(path = "past.html")]
pub(crate) struct Past {
    id: String,
    former: Vec<String>,
    /// The entry, when, what changed, why.
    changes: Vec<(u64, String, String, String)>,
    decisions: Vec<Decided>,
    /// The incidents that took part in its changes.
    others: Vec<Link>,
    /// The entry that first proposed it, where no change tells how it was made.
    beginning: Option<u64>,
    /// The state to name when one decides by a command; nothing where the desk is open.
    state: Option<u64>,
}

/// A decision.
struct Decided {
    id: String,
    entry: u64,
    says: String,
    by: String,
    /// The decision that revoked it, and by whom.
    revoked: Option<(String, String)>,
}

impl HtmlSafe for Past {}

impl Past {
    /// `desk` says whether decisions are made on the page itself.
    pub(crate) fn new(view: &View<'_>, incident: &Incident, desk: bool) -> Self {
        let continuity = &view.record.continuity;
        let history = view.history(&incident.id);
        let change = |told: &&model::RecordedChange| {
            let what = past::change(&told.change, &incident.id);
            (told.entry, told.at.clone(), what, past::reasons(&told.change, continuity))
        };
        let decided = |(entry, one): (u64, &Decision)| Decided {
            id: one.id.to_string(),
            entry,
            says: past::decision(one),
            by: past::decided_by(one),
            revoked: past::revocation(one, continuity).map(|by| (by.id.to_string(), past::decided_by(by))),
        };
        let mut others: Vec<&model::IncidentId> =
            history.iter().flat_map(|told| std::iter::once(&told.change.incident).chain(&told.change.other)).collect();
        others.sort();
        others.dedup();
        others.retain(|id| **id != incident.id && view.incident(id).is_some());
        Self {
            id: incident.id.to_string(),
            former: view.former(&incident.id).iter().map(ToString::to_string).collect(),
            beginning: past::beginning(continuity, &incident.id, &history),
            changes: history.iter().map(change).collect(),
            decisions: past::decisions_on(view.record, incident).into_iter().map(decided).collect(),
            others: others.into_iter().map(|id| Link::new(links::incident(id), id.to_string())).collect(),
            state: view.record.checkpoint.as_ref().filter(|_| !desk).map(|checkpoint| checkpoint.size),
        }
    }
}
