//! Incidents over time: which id an incident has had, what became of it, and why. Types only; `fusion` says which id stays.

use crate::decision::Decision;
use crate::id::{ClaimId, DecisionId, IncidentId, ReportId};
use crate::incident::Join;
use crate::method::Method;
use std::collections::{BTreeMap, BTreeSet};

/// What became of an incident's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentLife {
    /// The id.
    pub id: IncidentId,
    /// The entry that first named it.
    pub made: u64,
    /// Its place among the incidents of that entry; of two ids the elder is the one with the lesser entry, then place.
    pub place: u64,
    /// The entry with which it ended; `None` while it lives.
    pub ended: Option<u64>,
    /// Into which incident it went; `None` where nothing is told of its claims any more.
    pub successor: Option<IncidentId>,
}

/// What happened to an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// It is new.
    Made,
    /// Claims joined it, from another incident where one is named.
    Joined,
    /// Claims left it, for another incident where one is named.
    Left,
    /// A part of it became an incident of its own, which is named.
    Split,
    /// It went into another, which is named.
    Merged,
    /// Nothing that is left of it tells of an event.
    Withdrawn,
}

impl ChangeKind {
    /// All.
    pub const ALL: [ChangeKind; 6] = [
        ChangeKind::Made,
        ChangeKind::Joined,
        ChangeKind::Left,
        ChangeKind::Split,
        ChangeKind::Merged,
        ChangeKind::Withdrawn,
    ];

    /// The name on lines.
    pub fn as_str(self) -> &'static str {
        match self {
            ChangeKind::Made => "made",
            ChangeKind::Joined => "joined",
            ChangeKind::Left => "left",
            ChangeKind::Split => "split",
            ChangeKind::Merged => "merged",
            ChangeKind::Withdrawn => "withdrawn",
        }
    }

    /// Reads the name on lines.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// What brought a change about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// A report came in.
    Report(ReportId),
    /// A person decided, or revoked a decision.
    Decision(DecisionId),
    /// The rules of fusion are others than before.
    Method(Method),
    /// Something came in that names none of its claims: a source, or a report that shows who copied whom.
    Elsewhere,
}

/// One change of an incident, with its reason.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentChange {
    /// The incident.
    pub incident: IncidentId,
    /// What happened to it.
    pub kind: ChangeKind,
    /// The other incident that has part in it.
    pub other: Option<IncidentId>,
    /// The claims that the change is about, in order.
    pub claims: Vec<ClaimId>,
    /// What brought it about, in order.
    pub causes: Vec<Cause>,
    /// The surest of the scores that joined the claims; the incident itself lists all that hold now.
    pub joins: Vec<Join>,
}

/// A change as the ledger tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordedChange {
    /// The entry that tells it.
    pub entry: u64,
    /// When it was entered: RFC 3339.
    pub at: String,
    /// What changed.
    pub change: IncidentChange,
}

/// Incidents over time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Continuity {
    /// Every id that was ever given.
    pub lives: BTreeMap<IncidentId, IncidentLife>,
    /// Every change, in the order of the ledger.
    pub changes: Vec<RecordedChange>,
    /// Every decision, in the order of entry, each with the entry that tells it.
    pub decisions: Vec<(u64, Decision)>,
}

impl Continuity {
    /// The incident that an id leads to now: itself while it lives, else its successor's successor; `None` where it leads
    /// nowhere.
    pub fn resolve<'a>(&'a self, id: &'a IncidentId) -> Option<&'a IncidentId> {
        let mut seen = BTreeSet::new();
        let mut at = id;
        while seen.insert(at) {
            let life = self.lives.get(at)?;
            if life.ended.is_none() {
                return Some(&life.id);
            }
            at = life.successor.as_ref()?;
        }
        None
    }

    /// The former ids that lead to an incident, by id.
    pub fn former(&self, id: &IncidentId) -> Vec<&IncidentLife> {
        let leads_here = |life: &&IncidentLife| self.resolve(&life.id) == Some(id);
        self.lives.values().filter(|life| life.ended.is_some()).filter(leads_here).collect()
    }

    /// The changes of an incident, in the order of the ledger.
    pub fn history(&self, id: &IncidentId) -> Vec<&RecordedChange> {
        let of = |told: &&RecordedChange| {
            let shared = matches!(told.change.kind, ChangeKind::Split | ChangeKind::Merged);
            told.change.incident == *id || (shared && told.change.other.as_ref() == Some(id))
        };
        self.changes.iter().filter(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn life(id: &str, ended: bool, successor: Option<&str>) -> IncidentLife {
        let name = |id: &str| IncidentId::new(id).unwrap();
        IncidentLife { id: name(id), made: 1, place: 0, ended: ended.then_some(2), successor: successor.map(name) }
    }

    #[test]
    fn a_former_id_leads_through_others_to_one_that_lives_or_nowhere() {
        let lives = [
            life("i-a", true, Some("i-b")),
            life("i-b", true, Some("i-c")),
            life("i-c", false, None),
            life("i-d", true, None),
            life("i-e", true, Some("i-f")),
            life("i-f", true, Some("i-e")),
        ];
        let lives = lives.map(|life| (life.id.clone(), life)).into();
        let continuity = Continuity { lives, ..Continuity::default() };
        let leads = |id: &str| continuity.resolve(&IncidentId::new(id).unwrap()).map(ToString::to_string);
        assert_eq!(leads("i-a").as_deref(), Some("i-c"));
        assert_eq!(leads("i-c").as_deref(), Some("i-c"));
        assert_eq!(
            (leads("i-d"), leads("i-e"), leads("i-x")),
            (None, None, None),
            "nowhere, and never round and round"
        );
        assert_eq!(continuity.former(&IncidentId::new("i-c").unwrap()).len(), 2);
    }
}
