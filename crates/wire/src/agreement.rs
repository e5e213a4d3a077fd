//! Agreement files: TOML that a lawyer can read and write. The format is described in `docs/agreements.md`.
//!
//! Errors of shape come from the TOML reader with line and column; errors of meaning name the clause.

mod annex;
mod differences;
mod drawing;
mod obligation;
mod scope;
mod sense;

pub use annex::{CommitteeEntry, DefinitionEntry, DurationEntry, SuggestionEntry};
pub use differences::{Difference, differences};
pub(crate) use drawing::first;
pub use drawing::{Coordinates, FlankEntry, LineEntry, ZoneEntry};
pub use obligation::ObligationLine;
pub use scope::ScopeEntry;

use crate::error::{WireError, named, read_id};
use crate::time::{TimeLine, instant_or_day};
use model::{
    ActorId, Agreement, Annex, Bound, ClaimKind, CountryCode, Draft, Interval, PermittedAct, Provision, Reservation,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Whom a clause binds: `"all"`, or a list of ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum BindsLine {
    /// `"all"`.
    All(AllWord),
    /// These.
    Only(Vec<String>),
}

/// The word `all`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AllWord {
    /// Every party.
    All,
}

impl Default for BindsLine {
    fn default() -> Self {
        Self::All(AllWord::All)
    }
}

/// `[[draft]]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftLine {
    /// Its name.
    pub version: String,
    /// Who put it forward.
    #[serde(default)]
    pub proposed_by: Vec<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// What it says or changes.
    pub summary: String,
    /// What was suggested about it.
    #[serde(default, rename = "suggestion", skip_serializing_if = "Vec::is_empty")]
    pub suggestions: Vec<SuggestionEntry>,
}

/// `[[provision]]`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProvisionLine {
    /// Its id.
    pub id: String,
    /// What it says.
    pub text: String,
    /// Kinds of claim that may breach it.
    pub prohibits: Vec<String>,
    /// Whom it binds.
    #[serde(default)]
    pub binds: BindsLine,
    /// Country codes in which it holds; empty for everywhere.
    #[serde(default)]
    pub area: Vec<String>,
    /// Where, when and with what only.
    #[serde(default, skip_serializing_if = "ScopeEntry::is_empty")]
    pub only: ScopeEntry,
}

/// `[[permitted]]`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PermittedLine {
    /// Its id.
    pub id: String,
    /// What it says.
    pub text: String,
    /// Kinds of claim that it allows.
    pub kinds: Vec<String>,
    /// To whom.
    #[serde(default)]
    pub binds: BindsLine,
    /// Against whom only.
    #[serde(default)]
    pub against: Vec<String>,
    /// Where, when and with what only.
    #[serde(default, skip_serializing_if = "ScopeEntry::is_empty")]
    pub only: ScopeEntry,
}

/// `[[reservation]]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReservationLine {
    /// The party.
    pub by: String,
    /// What it says.
    pub text: String,
    /// Kinds of claim concerned.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// When it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// An agreement file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementFile {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Words by which reports call it.
    #[serde(default)]
    pub called: Vec<String>,
    /// Those bound by it, in the order of the instrument.
    pub parties: Vec<String>,
    /// Those who bring the parties together.
    #[serde(default)]
    pub mediators: Vec<String>,
    /// Those who answer for it.
    #[serde(default)]
    pub guarantors: Vec<String>,
    /// Those who witness it.
    #[serde(default)]
    pub witnesses: Vec<String>,
    /// From when it is in effect: a local date and time, or a date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_effect: Option<String>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<String>,
    /// Where these facts come from.
    pub facts_from: String,
    /// The IANA name of the zone in whose time it speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// A GeoJSON or KML file beside this one that holds its lines and zones; whoever reads the file puts them in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines_from: Option<String>,
    /// How long it lasts.
    #[serde(default, skip_serializing_if = "DurationEntry::is_empty")]
    pub duration: DurationEntry,
    /// What its words mean.
    #[serde(default, rename = "definition", skip_serializing_if = "Vec::is_empty")]
    pub definitions: Vec<DefinitionEntry>,
    /// The bodies that it sets up or names.
    #[serde(default, rename = "committee", skip_serializing_if = "Vec::is_empty")]
    pub committees: Vec<CommitteeEntry>,
    /// Its lines, all versions.
    #[serde(default, rename = "line", skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LineEntry>,
    /// Its zones, all versions.
    #[serde(default, rename = "zone", skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<ZoneEntry>,
    /// Versions of the text.
    #[serde(default, rename = "draft")]
    pub drafts: Vec<DraftLine>,
    /// What it forbids.
    #[serde(default, rename = "provision")]
    pub provisions: Vec<ProvisionLine>,
    /// What it allows.
    #[serde(default, rename = "permitted")]
    pub permitted: Vec<PermittedLine>,
    /// What parties except.
    #[serde(default, rename = "reservation")]
    pub reservations: Vec<ReservationLine>,
    /// What must be done.
    #[serde(default, rename = "obligation")]
    pub obligations: Vec<ObligationLine>,
}

impl AgreementFile {
    /// Reads TOML. The error gives line and column.
    pub fn parse(text: &str) -> Result<Self, WireError> {
        toml::from_str(text).map_err(|error| WireError::Shape(error.to_string()))
    }

    /// Checks what the file says, and reads the agreement.
    pub fn to_agreement(&self) -> Result<Agreement, WireError> {
        let parties = actors("parties", &self.parties)?;
        if parties.len() < 2 {
            return Err(WireError::field("parties", self.parties.join(", "), "at least two parties"));
        }
        let agreement = Agreement {
            id: read_id!("id", &self.id, AgreementId)?,
            title: self.title.clone(),
            called: self.called.clone(),
            mediators: actors("mediators", &self.mediators)?,
            guarantors: actors("guarantors", &self.guarantors)?,
            witnesses: actors("witnesses", &self.witnesses)?,
            drafts: self.drafts.iter().map(DraftLine::to_draft).collect::<Result<_, _>>()?,
            provisions: self.provisions.iter().map(|line| line.to_provision(&parties)).collect::<Result<_, _>>()?,
            permitted: self.permitted.iter().map(|line| line.to_permitted(&parties)).collect::<Result<_, _>>()?,
            reservations: self
                .reservations
                .iter()
                .map(|line| line.to_reservation(&parties))
                .collect::<Result<_, _>>()?,
            obligations: self.obligations.iter().map(|line| line.to_obligation(&parties)).collect::<Result<_, _>>()?,
            in_effect: date("in_effect", &self.in_effect)?,
            ended: date("ended", &self.ended)?,
            facts_from: self.facts_from.clone(),
            annex: self.annex(&parties)?,
            parties,
        };
        sense::check(&agreement)?;
        Ok(agreement)
    }

    fn annex(&self, parties: &[ActorId]) -> Result<Annex, WireError> {
        if let Some(file) = &self.lines_from {
            return Err(WireError::field("lines_from", file, "a file whose lines were read before"));
        }
        Ok(Annex {
            time_zone: self.time_zone.clone(),
            duration: self.duration.to_duration()?,
            definitions: self.definitions.iter().map(DefinitionEntry::to_definition).collect(),
            committees: self.committees.iter().map(CommitteeEntry::to_committee).collect::<Result<_, _>>()?,
            lines: self.lines.iter().map(|line| line.to_line(Some(parties))).collect::<Result<_, _>>()?,
            zones: self.zones.iter().map(ZoneEntry::to_zone).collect::<Result<_, _>>()?,
        })
    }

    /// Puts in the lines and zones of the file that `lines_from` names.
    pub fn with_lines(mut self, lines: Vec<LineEntry>, zones: Vec<ZoneEntry>) -> Self {
        self.lines_from = None;
        self.lines.extend(lines);
        self.zones.extend(zones);
        self
    }

    /// Writes an agreement.
    pub fn new(agreement: &Agreement) -> Self {
        Self {
            id: agreement.id.to_string(),
            title: agreement.title.clone(),
            called: agreement.called.clone(),
            parties: names(&agreement.parties),
            mediators: names(&agreement.mediators),
            guarantors: names(&agreement.guarantors),
            witnesses: names(&agreement.witnesses),
            in_effect: agreement.in_effect.map(written),
            ended: agreement.ended.map(written),
            facts_from: agreement.facts_from.clone(),
            time_zone: agreement.annex.time_zone.clone(),
            lines_from: None,
            duration: DurationEntry::new(&agreement.annex.duration),
            definitions: agreement.annex.definitions.iter().map(DefinitionEntry::new).collect(),
            committees: agreement.annex.committees.iter().map(CommitteeEntry::new).collect(),
            lines: agreement.annex.lines.iter().map(LineEntry::new).collect(),
            zones: agreement.annex.zones.iter().map(ZoneEntry::new).collect(),
            drafts: agreement.drafts.iter().map(DraftLine::new).collect(),
            provisions: agreement.provisions.iter().map(ProvisionLine::new).collect(),
            permitted: agreement.permitted.iter().map(PermittedLine::new).collect(),
            reservations: agreement.reservations.iter().map(ReservationLine::new).collect(),
            obligations: agreement.obligations.iter().map(ObligationLine::new).collect(),
        }
    }
}

fn actors(field: &'static str, ids: &[String]) -> Result<Vec<ActorId>, WireError> {
    ids.iter()
        .map(|id| ActorId::new(id).map_err(|error| WireError::field(field, error.text, "ids of actors")))
        .collect()
}

fn names(ids: &[ActorId]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

fn date(field: &'static str, text: &Option<String>) -> Result<Option<Interval>, WireError> {
    let read = |text: &String| {
        instant_or_day(text)
            .map_err(|_| WireError::field(field, text, "a date such as 2020-01-12, or a time such as 2020-01-12T00:00"))
    };
    text.as_ref().map(read).transpose()
}

fn written(when: Interval) -> String {
    match when.precision() {
        model::Precision::Minute => TimeLine::interval(when).from,
        _ => when.from().date().to_string(),
    }
}

fn kinds(field: &'static str, names: &[String]) -> Result<BTreeSet<ClaimKind>, WireError> {
    names.iter().map(|name| named(field, name, ClaimKind::parse, "kinds of data/kinds/kinds.tsv")).collect()
}

fn kind_names(kinds: &BTreeSet<ClaimKind>) -> Vec<String> {
    kinds.iter().map(|kind| kind.as_str().to_owned()).collect()
}

fn country_codes(field: &'static str, codes: &[String]) -> Result<Vec<CountryCode>, WireError> {
    codes.iter().map(|code| named(field, code, CountryCode::new, "country codes of two capitals")).collect()
}

fn bound(binds: &BindsLine, parties: &[ActorId]) -> Result<Bound, WireError> {
    let BindsLine::Only(ids) = binds else { return Ok(Bound::AllParties) };
    let ids = actors("binds", ids)?;
    match ids.iter().find(|id| !parties.contains(id)) {
        Some(stranger) => Err(WireError::field("binds", stranger, "\"all\", or ids listed under 'parties'")),
        None => Ok(Bound::Only(ids)),
    }
}

fn binds(bound: &Bound) -> BindsLine {
    match bound {
        Bound::AllParties => BindsLine::default(),
        Bound::Only(ids) => BindsLine::Only(names(ids)),
    }
}

impl DraftLine {
    fn to_draft(&self) -> Result<Draft, WireError> {
        Ok(Draft {
            version: self.version.clone(),
            proposed_by: actors("draft.proposed_by", &self.proposed_by)?,
            date: date("draft.date", &self.date)?,
            summary: self.summary.clone(),
            suggestions: self.suggestions.iter().map(SuggestionEntry::to_suggestion).collect::<Result<_, _>>()?,
        })
    }

    fn new(draft: &Draft) -> Self {
        Self {
            version: draft.version.clone(),
            proposed_by: names(&draft.proposed_by),
            date: draft.date.map(written),
            summary: draft.summary.clone(),
            suggestions: draft.suggestions.iter().map(SuggestionEntry::new).collect(),
        }
    }
}

impl ProvisionLine {
    fn to_provision(&self, parties: &[ActorId]) -> Result<Provision, WireError> {
        Ok(Provision {
            id: read_id!("provision.id", &self.id, ProvisionId)?,
            text: self.text.clone(),
            prohibits: kinds("provision.prohibits", &self.prohibits)?,
            bound: bound(&self.binds, parties)?,
            area: country_codes("provision.area", &self.area)?,
            scope: self.only.to_scope()?,
        })
    }

    fn new(provision: &Provision) -> Self {
        Self {
            id: provision.id.to_string(),
            text: provision.text.clone(),
            prohibits: kind_names(&provision.prohibits),
            binds: binds(&provision.bound),
            area: provision.area.iter().map(|code| code.as_str().to_owned()).collect(),
            only: ScopeEntry::new(&provision.scope),
        }
    }
}

impl PermittedLine {
    fn to_permitted(&self, parties: &[ActorId]) -> Result<PermittedAct, WireError> {
        Ok(PermittedAct {
            id: read_id!("permitted.id", &self.id, ProvisionId)?,
            text: self.text.clone(),
            kinds: kinds("permitted.kinds", &self.kinds)?,
            bound: bound(&self.binds, parties)?,
            against: actors("permitted.against", &self.against)?,
            scope: self.only.to_scope()?,
        })
    }

    fn new(permitted: &PermittedAct) -> Self {
        Self {
            id: permitted.id.to_string(),
            text: permitted.text.clone(),
            kinds: kind_names(&permitted.kinds),
            binds: binds(&permitted.bound),
            against: names(&permitted.against),
            only: ScopeEntry::new(&permitted.scope),
        }
    }
}

impl ReservationLine {
    fn to_reservation(&self, parties: &[ActorId]) -> Result<Reservation, WireError> {
        let by = read_id!("reservation.by", &self.by, ActorId)?;
        if !parties.contains(&by) {
            return Err(WireError::field("reservation.by", by, "an id listed under 'parties'"));
        }
        Ok(Reservation {
            by,
            text: self.text.clone(),
            kinds: kinds("reservation.kinds", &self.kinds)?,
            date: date("reservation.date", &self.date)?,
        })
    }

    fn new(reservation: &Reservation) -> Self {
        Self {
            by: reservation.by.to_string(),
            text: reservation.text.clone(),
            kinds: kind_names(&reservation.kinds),
            date: reservation.date.map(written),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Deadline;

    const FILE: &str = r#"
id = "hills-2031"
title = "Truce of the hills"
parties = ["north", "south"]
in_effect = "2031-05-01T06:00"
facts_from = "invented"
[[provision]]
id = "p1"
text = "No shelling."
prohibits = ["shelling"]
[[permitted]]
id = "a1"
text = "Burying the dead."
kinds = ["humanitarian_access"]
binds = ["north"]
[[obligation]]
id = "o1"
text = "Guns leave the ridge."
shown_by = ["withdrawal"]
days_after_effect = 7
[[obligation]]
id = "o2"
text = "Prisoners go home."
after = "o1"
days = 3
"#;

    #[test]
    fn what_is_written_reads_back() {
        let agreement = AgreementFile::parse(FILE).unwrap().to_agreement().unwrap();
        assert_eq!(agreement.obligations[0].deadline, Deadline::DaysAfterEffect(7));
        let again = toml::to_string(&AgreementFile::new(&agreement)).unwrap();
        assert_eq!(AgreementFile::parse(&again).unwrap().to_agreement().unwrap(), agreement);
    }

    #[test]
    fn mistakes_are_named() {
        let refused = |from: &str, to: &str| {
            let file = AgreementFile::parse(&FILE.replace(from, to));
            file.and_then(|file| file.to_agreement()).unwrap_err().to_string()
        };
        assert!(refused("[\"shelling\"]", "[\"shooting\"]").contains("'shooting'"));
        assert!(refused("\"o2\"", "\"p1\"").contains("no other clause"));
        assert!(refused("binds = [\"north\"]", "binds = [\"east\"]").contains("'east'"));
        assert!(refused("after = \"o1\"", "after = \"o9\"").contains("'o9'"));
        assert!(refused("prohibits", "forbids").contains("line 10"), "{}", refused("prohibits", "forbids"));
        assert!(refused("\"south\"", "").contains("at least two"));
    }
}
