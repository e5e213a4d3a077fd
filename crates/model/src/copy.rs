//! Copies, and where a statement first came from: five reports are not five origins.

use crate::actor::ActorRef;
use crate::id::{OriginId, ReportId};
use crate::span::Span;

/// What kind of origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OriginKind {
    /// The report's own words, by its own source.
    Publisher,
    /// An agency or outlet whose words the report carries.
    Agency,
    /// A named speaker whose statement is reported.
    Speaker,
    /// The first of several reports that copy one text whose author is not named.
    CommonText,
}

impl OriginKind {
    /// The name on exchange lines.
    pub fn as_str(self) -> &'static str {
        match self {
            OriginKind::Publisher => "publisher",
            OriginKind::Agency => "agency",
            OriginKind::Speaker => "speaker",
            OriginKind::CommonText => "common_text",
        }
    }

    /// Reads the name on exchange lines.
    pub fn parse(text: &str) -> Option<Self> {
        [OriginKind::Publisher, OriginKind::Agency, OriginKind::Speaker, OriginKind::CommonText]
            .into_iter()
            .find(|kind| kind.as_str() == text)
    }
}

/// Where statements first came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Its id.
    pub id: OriginId,
    /// What kind.
    pub kind: OriginKind,
    /// Its name, to be shown.
    pub name: String,
    /// Who it is, where an actor is meant.
    pub actor: Option<ActorRef>,
    /// The reports that draw on it, in the order of their ids.
    pub reports: Vec<ReportId>,
    /// Why we say so: "credit line 'Source: …'", "copies r-1 from character 20 to 300".
    pub because: Vec<String>,
}

/// A report, or a passage of it, that stands in an earlier report too.
#[derive(Debug, Clone, PartialEq)]
pub struct CopyOf {
    /// The copy.
    pub report: ReportId,
    /// The earlier one.
    pub of: ReportId,
    /// How much of the copy's text stands in the other, 0 to 1.
    pub share: f64,
    /// Which passages of the copy stand where in the other.
    pub passages: Vec<(Span, Span)>,
}
