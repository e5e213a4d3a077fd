//! Agreement files: TOML that a lawyer can read and write. The format is described in `docs/agreements.md`.
//!
//! Errors of shape come from the TOML reader with line and column; errors of meaning name the clause.

use crate::error::{WireError, named, read_id};
use crate::time::{TimeLine, instant_or_day};
use model::{
    ActorId, Agreement, Bound, ClaimKind, CountryCode, Deadline, Draft, Interval, Obligation, PermittedAct, Provision,
    Reservation,
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
}

/// `[[provision]]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
}

/// `[[permitted]]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

/// `[[obligation]]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObligationLine {
    /// Its id.
    pub id: String,
    /// What it says.
    pub text: String,
    /// Whom it binds.
    #[serde(default)]
    pub binds: BindsLine,
    /// Kinds of claim that would show compliance.
    #[serde(default)]
    pub shown_by: Vec<String>,
    /// By this date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// So many days after entry into effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_after_effect: Option<u32>,
    /// After this obligation …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// … so many days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
}

/// An agreement file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
            parties,
        };
        distinct_clauses(&agreement)?;
        Ok(agreement)
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
            drafts: agreement.drafts.iter().map(DraftLine::new).collect(),
            provisions: agreement.provisions.iter().map(ProvisionLine::new).collect(),
            permitted: agreement.permitted.iter().map(PermittedLine::new).collect(),
            reservations: agreement.reservations.iter().map(ReservationLine::new).collect(),
            obligations: agreement.obligations.iter().map(ObligationLine::new).collect(),
        }
    }
}

/// Two clauses with one id could not be told apart in a finding.
fn distinct_clauses(agreement: &Agreement) -> Result<(), WireError> {
    let provisions = agreement.provisions.iter().map(|clause| clause.id.as_str());
    let permitted = agreement.permitted.iter().map(|clause| clause.id.as_str());
    let obligations = agreement.obligations.iter().map(|clause| clause.id.as_str());
    let mut seen = BTreeSet::new();
    for id in provisions.chain(permitted).chain(obligations) {
        if !seen.insert(id) {
            return Err(WireError::field("id", id, "an id that no other clause has"));
        }
    }
    let known = |id: &str| agreement.obligations.iter().any(|obligation| obligation.id.as_str() == id);
    for obligation in &agreement.obligations {
        if let Deadline::DaysAfter(after, _) = &obligation.deadline
            && !known(after.as_str())
        {
            return Err(WireError::field("obligation.after", after, "the id of an obligation of this agreement"));
        }
    }
    Ok(())
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
        })
    }

    fn new(draft: &Draft) -> Self {
        Self {
            version: draft.version.clone(),
            proposed_by: names(&draft.proposed_by),
            date: draft.date.map(written),
            summary: draft.summary.clone(),
        }
    }
}

impl ProvisionLine {
    fn to_provision(&self, parties: &[ActorId]) -> Result<Provision, WireError> {
        let area: Result<Vec<CountryCode>, WireError> = self
            .area
            .iter()
            .map(|code| named("provision.area", code, CountryCode::new, "country codes of two capitals"))
            .collect();
        Ok(Provision {
            id: read_id!("provision.id", &self.id, ProvisionId)?,
            text: self.text.clone(),
            prohibits: kinds("provision.prohibits", &self.prohibits)?,
            bound: bound(&self.binds, parties)?,
            area: area?,
        })
    }

    fn new(provision: &Provision) -> Self {
        Self {
            id: provision.id.to_string(),
            text: provision.text.clone(),
            prohibits: kind_names(&provision.prohibits),
            binds: binds(&provision.bound),
            area: provision.area.iter().map(|code| code.as_str().to_owned()).collect(),
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
        })
    }

    fn new(permitted: &PermittedAct) -> Self {
        Self {
            id: permitted.id.to_string(),
            text: permitted.text.clone(),
            kinds: kind_names(&permitted.kinds),
            binds: binds(&permitted.bound),
            against: names(&permitted.against),
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

impl ObligationLine {
    fn deadline(&self) -> Result<Deadline, WireError> {
        match (&self.by, self.days_after_effect, &self.after, self.days) {
            (None, None, None, None) => Ok(Deadline::Unstated),
            (Some(_), None, None, None) => {
                Ok(date("obligation.by", &self.by)?.map_or(Deadline::Unstated, Deadline::By))
            }
            (None, Some(days), None, None) => Ok(Deadline::DaysAfterEffect(days)),
            (None, None, Some(after), Some(days)) => {
                Ok(Deadline::DaysAfter(read_id!("obligation.after", after, ObligationId)?, days))
            }
            _ => Err(WireError::field(
                "obligation",
                &self.id,
                "one of 'by', 'days_after_effect', or 'after' with 'days'",
            )),
        }
    }

    fn to_obligation(&self, parties: &[ActorId]) -> Result<Obligation, WireError> {
        Ok(Obligation {
            id: read_id!("obligation.id", &self.id, ObligationId)?,
            text: self.text.clone(),
            bound: bound(&self.binds, parties)?,
            shown_by: kinds("obligation.shown_by", &self.shown_by)?,
            deadline: self.deadline()?,
        })
    }

    fn new(obligation: &Obligation) -> Self {
        let (by, days_after_effect, after, days) = match &obligation.deadline {
            Deadline::Unstated => (None, None, None, None),
            Deadline::By(when) => (Some(written(*when)), None, None, None),
            Deadline::DaysAfterEffect(days) => (None, Some(*days), None, None),
            Deadline::DaysAfter(after, days) => (None, None, Some(after.to_string()), Some(*days)),
        };
        Self {
            id: obligation.id.to_string(),
            text: obligation.text.clone(),
            binds: binds(&obligation.bound),
            shown_by: kind_names(&obligation.shown_by),
            by,
            days_after_effect,
            after,
            days,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
