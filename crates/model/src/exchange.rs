//! Posts that exchange their records, and what they contradict each other in. Types only.

/// A post with which this one exchanges: known by its log, whose key a person entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peer {
    /// The name by which people here call it.
    pub name: String,
    /// Its log's name.
    pub log: String,
    /// Its log's verifier key, as text.
    pub key: String,
}

/// What two posts may say differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConflictKind {
    /// A source.
    Source,
    /// An agreement.
    Agreement,
    /// Rules of procedure that begin to hold at one moment.
    Rules,
    /// A negotiation track.
    Track,
    /// A report's particulars, or how it was read.
    Report,
    /// Two entries of patrols that put the same one right.
    Correction,
    /// Decisions on incidents or origins.
    Decision,
    /// Findings on one subject.
    Finding,
}

impl ConflictKind {
    /// The name in lists.
    pub fn as_str(self) -> &'static str {
        match self {
            ConflictKind::Source => "source",
            ConflictKind::Agreement => "agreement",
            ConflictKind::Rules => "rules",
            ConflictKind::Track => "track",
            ConflictKind::Report => "report",
            ConflictKind::Correction => "correction",
            ConflictKind::Decision => "decision",
            ConflictKind::Finding => "finding",
        }
    }
}

/// Something that posts say differently, none knowing of the other's word. It is kept until a person who knows both settles it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What kind of thing it is.
    pub kind: ConflictKind,
    /// Which one: an id, or a subject.
    pub about: String,
    /// What is said, each by another post or in another entry.
    pub versions: Vec<ConflictVersion>,
}

/// What one post says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ConflictVersion {
    /// The post's log.
    pub log: String,
    /// Where it says so: an entry's number in that log, or an id.
    pub place: String,
    /// What it says, as far as it differs.
    pub says: String,
    /// Whether this holds until the conflict is settled.
    pub stands: bool,
}

/// The record that gave a counted id, such as `d-1@7fa39c`; `None` for an id of this record's own.
pub fn given_by(id: &str) -> Option<&str> {
    id.split_once('@').map(|(_, log)| log)
}
