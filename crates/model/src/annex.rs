//! What an agreement's clauses refer to: its zone and duration, definitions, committees, lines and zones; and how closely a
//! clause says where, when and with what it holds.

use crate::id::{ActorId, ProvisionId, ShapeId};
use crate::kind::ClaimKind;
use crate::place::CountryCode;
use crate::weapon::Arms;
use crate::when::Interval;
use crate::zone::{Line, Zone};
use jiff::civil::Time;
use std::collections::BTreeSet;
use std::fmt;

/// What the clauses of an agreement refer to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Annex {
    /// The IANA name of the zone in whose time it speaks, such as `Africa/Tripoli`; deadlines in hours need it.
    pub time_zone: Option<String>,
    /// How long it lasts.
    pub duration: Duration,
    /// What its words mean.
    pub definitions: Vec<Definition>,
    /// The bodies that it sets up or names.
    pub committees: Vec<Committee>,
    /// Its lines, all versions.
    pub lines: Vec<Line>,
    /// Its zones, all versions.
    pub zones: Vec<Zone>,
}

/// How long an agreement lasts and when it is looked at again. All empty where nothing is told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Duration {
    /// Months from its entry into effect.
    pub months: Option<u32>,
    /// Days from its entry into effect.
    pub days: Option<u32>,
    /// The last day, where the text names it.
    pub until: Option<Interval>,
    /// How it is extended, in our own words.
    pub renewal: Option<String>,
    /// The days on which it is to be reviewed.
    pub reviews: Vec<Interval>,
}

/// What a word of the agreement means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The word.
    pub term: String,
    /// What it means, in our own words.
    pub meaning: String,
}

/// A body that the agreement sets up or names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committee {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub task: String,
    /// Who presides.
    pub chair: Option<ActorId>,
    /// Who sits in it.
    pub members: Vec<ActorId>,
}

/// What became of a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Fate {
    /// Nothing is told.
    #[default]
    Open,
    /// It was taken into the text.
    Taken,
    /// It was turned down.
    Refused,
}

impl Fate {
    /// All.
    pub const ALL: [Fate; 3] = [Fate::Open, Fate::Taken, Fate::Refused];

    /// The name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Fate::Open => "open",
            Fate::Taken => "taken",
            Fate::Refused => "refused",
        }
    }

    /// Reads the name in files.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fate| fate.as_str() == text)
    }
}

/// Who suggested what about a version of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Who.
    pub by: Vec<ActorId>,
    /// About which clause; `None` for the whole.
    pub clause: Option<ProvisionId>,
    /// What, in our own words.
    pub text: String,
    /// What became of it.
    pub fate: Fate,
}

/// A daily stretch of hours in local time; `from` later than `to` runs over midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// The first minute inside.
    pub from: Time,
    /// The first minute after.
    pub to: Time,
}

impl fmt::Display for Hours {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Hours { from, to } = self;
        write!(out, "from {:02}:{:02} to {:02}:{:02}", from.hour(), from.minute(), to.hour(), to.minute())
    }
}

/// On which side of a line a clause holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SideOf {
    /// The side of this name.
    Named(String),
    /// The side that the doer's party holds.
    Own,
    /// A side that the doer's party does not hold.
    Other,
}

/// Where a clause holds, measured from a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineScope {
    /// The line.
    pub line: ShapeId,
    /// No farther than this from it, in metres; `None` for any distance.
    pub within_m: Option<u32>,
    /// On this side only; `None` for both.
    pub side: Option<SideOf>,
}

impl fmt::Display for LineScope {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let within = self.within_m.map(|metres| format!("within {} km of it", f64::from(metres) / 1000.0));
        let side = self.side.as_ref().map(|side| match side {
            SideOf::Own => "on the doer's own side".to_owned(),
            SideOf::Other => "on the side that is not the doer's".to_owned(),
            SideOf::Named(name) => format!("on the side '{name}'"),
        });
        out.write_str(&within.into_iter().chain(side).collect::<Vec<_>>().join(" and "))
    }
}

impl fmt::Display for ClauseScope {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zones = self.zones.iter().map(|id| format!("in the zone '{id}'")).collect::<Vec<_>>().join(" or ");
        let parts = [
            Some(zones).filter(|zones| !zones.is_empty()),
            self.line.as_ref().map(|line| format!("measured from the line '{}' {line}", line.line)),
            self.from.map(|from| format!("from {from} on")),
            self.until.map(|until| format!("until {until}")),
            self.hours.map(|hours| format!("daily {hours}")),
            self.arms.as_ref().map(|arms| format!("with {arms}")),
        ];
        out.write_str(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}

/// How closely a clause says where, when and with what it holds. Empty means that it does not say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClauseScope {
    /// In any of these zones.
    pub zones: Vec<ShapeId>,
    /// Measured from a line.
    pub line: Option<LineScope>,
    /// From when, where later than the agreement.
    pub from: Option<Interval>,
    /// Until when, where earlier than the agreement's end.
    pub until: Option<Interval>,
    /// At these hours of the day only.
    pub hours: Option<Hours>,
    /// With these weapons only.
    pub arms: Option<Arms>,
}

/// What must be so before something is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// What, in our own words.
    pub text: String,
    /// The kinds of claim that would show it.
    pub shown_by: BTreeSet<ClaimKind>,
}

/// From when, under what condition and where something is due.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ObligationTerms {
    /// Whether it is a confidence-building measure.
    pub is_measure: bool,
    /// Words of which a sentence must hold one to speak of it; empty where its kinds alone tell.
    pub concerns: Vec<String>,
    /// From when it may be done.
    pub from: Option<Interval>,
    /// What must be so before.
    pub condition: Option<Condition>,
    /// Countries in which it is to be done; empty for anywhere.
    pub area: Vec<CountryCode>,
    /// Zones in which it is to be done; empty for anywhere.
    pub zones: Vec<ShapeId>,
}
