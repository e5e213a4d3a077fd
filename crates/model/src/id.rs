//! An identifier type for each noun, so that a claim's id can never stand where an incident's is wanted.

use std::fmt;

/// Why a text is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{text}' is not {noun} id: use 1 to 200 visible characters without spaces")]
pub struct InvalidId {
    /// The text that was refused.
    pub text: String,
    /// The noun, with its article.
    pub noun: &'static str,
}

macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident, $noun:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Takes 1 to 200 visible characters without white space; anything else is refused.
            pub fn new(text: impl Into<String>) -> Result<Self, InvalidId> {
                let text = text.into();
                let fits = (1..=200).contains(&text.chars().count())
                    && text.chars().all(|c| !c.is_whitespace() && !c.is_control());
                if fits { Ok(Self(text)) } else { Err(InvalidId { text, noun: $noun }) }
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }
    };
}

id_type!(
    /// A report: `r-` and 16 hexadecimal digits of the hash of what makes it this report; a row of a list of coded events has
    /// `row:`, the list, the row's own id there and 16 such digits, with colons between; in pipelines, the caller's own id.
    ReportId, "a report"
);
id_type!(
    /// A claim: its report's id, `.c`, and its number in the order of the text from 1.
    ClaimId, "a claim"
);
id_type!(
    /// An incident: `i-` and 12 hexadecimal digits derived from the claim that founded it. It stays while the incident changes: `fusion` carries it on.
    IncidentId, "an incident"
);
id_type!(
    /// A story: `s-` and 12 hexadecimal digits derived from its first report.
    StoryId, "a story"
);
id_type!(
    /// A finding: `f-` and a number in the order of entry.
    FindingId, "a finding"
);
id_type!(
    /// A decision: `d-` and a number in the order of entry.
    DecisionId, "a decision"
);
id_type!(
    /// An actor in `data/actors`, such as `state-tr`.
    ActorId, "an actor"
);
id_type!(
    /// A negotiation track.
    TrackId, "a track's"
);
id_type!(
    /// A source: who publishes.
    SourceId, "a source"
);
id_type!(
    /// An origin: where a statement first came from.
    OriginId, "an origin"
);
id_type!(
    /// An agreement, such as `moscow-2020`.
    AgreementId, "an agreement"
);
id_type!(
    /// A provision or a permitted act within its agreement.
    ProvisionId, "a provision"
);
id_type!(
    /// An obligation within its agreement.
    ObligationId, "an obligation"
);
id_type!(
    /// A case: the life of one allegation, such as `case-7`.
    CaseId, "a case"
);
id_type!(
    /// A person whom the rules of procedure know, by the id that stands there.
    PersonId, "a person"
);
id_type!(
    /// An observation: as the patrol's table numbers it, or `obs-` and 12 hexadecimal digits of what it says.
    ObservationId, "an observation"
);
id_type!(
    /// A restriction of movement: as the patrol numbers it, or `res-` and 12 hexadecimal digits of what it says.
    RestrictionId, "a restriction"
);
id_type!(
    /// A report of effort: as the mission numbers it, or `eff-` and 12 hexadecimal digits of what it says.
    EffortId, "an effort"
);
id_type!(
    /// A patrol, by the number that the mission gives it.
    PatrolId, "a patrol"
);
id_type!(
    /// A line or a zone within its agreement, the same in all its versions.
    ShapeId, "a line's or a zone's"
);
id_type!(
    /// A place in the gazetteer: `gn:NUMBER` for one of GeoNames, or `tw:NAME` for ours.
    PlaceId, "a place"
);

impl ClaimId {
    /// The id of the claim's report, where the claim's id is made of it.
    pub fn report(&self) -> Option<ReportId> {
        let (report, _) = self.as_str().rsplit_once(".c")?;
        ReportId::new(report).ok()
    }
}

impl ReportId {
    /// The id of a report that is a row of a list; `digest` tells one version of the row from another.
    pub fn of_row(list: &str, entry: &str, digest: &str) -> Result<Self, InvalidId> {
        Self::new(format!("row:{list}:{entry}:{digest}"))
    }

    /// The list of which the report is a row, and the row's own id there; `None` for every other report. Whoever keeps a
    /// list says that its rows are events apart, and that all versions of one row are one event.
    pub fn row(&self) -> Option<(&str, &str)> {
        let (list, rest) = self.as_str().strip_prefix("row:")?.split_once(':')?;
        let (entry, _) = rest.rsplit_once(':')?;
        Some((list, entry))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_could_not_be_cited() {
        assert!(ReportId::new("r-0011").is_ok());
        for bad in ["", "two words", "line\nbreak"] {
            assert!(ReportId::new(bad).is_err(), "{bad:?}");
        }
        assert!(ClaimId::new("x".repeat(201)).is_err());
    }

    #[test]
    fn a_row_of_a_list_tells_which() {
        let id = ReportId::of_row("events", "AB:12", "0123456789abcdef").unwrap();
        assert_eq!(id.row(), Some(("events", "AB:12")));
        assert_eq!(ReportId::new("r-0011").unwrap().row(), None);
        assert!(ReportId::of_row("events", "two words", "0").is_err());
    }
}
