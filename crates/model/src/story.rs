//! Reports that follow one development over days, whatever language they are written in. A story is wider than an incident:
//! it holds what led to what, and nothing is counted by it.

use crate::actor::ActorRef;
use crate::document::Language;
use crate::id::{IncidentId, ReportId, StoryId};
use crate::method::Method;
use crate::place::Place;
use jiff::civil::Date;

/// Why a report was taken to follow another.
#[derive(Debug, Clone, PartialEq)]
pub struct Follows {
    /// The earlier report.
    pub earlier: ReportId,
    /// The later one.
    pub later: ReportId,
    /// The score, 0 to 1.
    pub score: f64,
    /// The named features and what each gave.
    pub features: Vec<(String, f64)>,
}

/// Reports that follow one development, at least two.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// Its id.
    pub id: StoryId,
    /// The first words of its first report.
    pub title: String,
    /// Its reports, by when they were published; those without a date last.
    pub reports: Vec<ReportId>,
    /// The languages of its reports, in the order in which they come.
    pub languages: Vec<Language>,
    /// The incidents that are told mostly by its reports.
    pub incidents: Vec<IncidentId>,
    /// Who is named by at least two of its reports, the most named first.
    pub actors: Vec<ActorRef>,
    /// Where, by the same rule.
    pub places: Vec<Place>,
    /// The first and the last day on which its reports were published; `None` where no report bears a date.
    pub days: Option<(Date, Date)>,
    /// How many independent origins stand behind the claims of its reports.
    pub origins: usize,
    /// What joined its reports, the surest first.
    pub why: Vec<Follows>,
    /// What made it.
    pub method: Method,
}
