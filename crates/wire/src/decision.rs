//! Decisions on lines: what people decided about incidents and origins.

use crate::error::{WireError, known_version, read_id};
use model::{ClaimId, Decision, DecisionAct, IncidentId, Statements};
use serde::{Deserialize, Serialize};

/// A decision. Which of the fields stand depends on the act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionLine {
    /// Its id.
    pub id: String,
    /// merge, split, pin, set_origin or revoke.
    pub act: String,
    /// The incidents that it names, as they were called.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub incidents: Vec<String>,
    /// The claims that it ties, or that it parts from the rest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<String>,
    /// The claims from which others were parted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rest: Vec<String>,
    /// The decisions that it revokes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<String>,
    /// The claim whose origin it sets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<String>,
    /// The report whose origin it sets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
    /// The source whose origin it sets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The origin's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// Whether the origin speaks for itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub speaks: bool,
    /// Who decided.
    pub by: String,
    /// Why.
    pub why: String,
    /// When: RFC 3339.
    pub at: String,
    /// The state that the person looked at: how many entries the ledger had.
    pub seen: u64,
    /// The version of this line.
    #[serde(default = "crate::first_version", rename = "v")]
    pub version: u32,
}

fn texts(all: &[impl ToString]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}

fn claims(all: &[String]) -> Result<Vec<ClaimId>, WireError> {
    all.iter().map(|id| read_id!("claims", id, ClaimId)).collect()
}

impl DecisionLine {
    /// Writes a decision.
    pub fn new(decision: &Decision) -> Self {
        let mut line = Self {
            id: decision.id.to_string(),
            act: decision.act.as_str().to_owned(),
            incidents: texts(decision.act.incidents()),
            claims: texts(decision.act.together()),
            rest: Vec::new(),
            decisions: texts(model::decision::revoked_by(decision)),
            claim: None,
            report: None,
            source: None,
            origin: None,
            speaks: false,
            by: decision.by.clone(),
            why: decision.why.clone(),
            at: decision.at.clone(),
            seen: decision.seen,
            version: crate::VERSION,
        };
        match &decision.act {
            DecisionAct::Split { claims, rest, .. } => (line.claims, line.rest) = (texts(claims), texts(rest)),
            DecisionAct::SetOrigin { of, origin, speaks } => {
                match of {
                    Statements::Claim(id) => line.claim = Some(id.to_string()),
                    Statements::Report(id) => line.report = Some(id.to_string()),
                    Statements::Source(name) => line.source = Some(name.clone()),
                }
                (line.origin, line.speaks) = (Some(origin.clone()), *speaks);
            }
            DecisionAct::Merge { .. } | DecisionAct::Pin { .. } | DecisionAct::Revoke { .. } => {}
        }
        line
    }

    /// Reads a decision.
    pub fn to_decision(&self) -> Result<Decision, WireError> {
        known_version(self.version)?;
        Ok(Decision {
            id: read_id!("id", &self.id, DecisionId)?,
            act: self.act()?,
            by: self.by.clone(),
            why: self.why.clone(),
            at: self.at.clone(),
            seen: self.seen,
        })
    }

    fn act(&self) -> Result<DecisionAct, WireError> {
        Ok(match self.act.as_str() {
            "merge" => DecisionAct::Merge { incidents: self.incidents()?, claims: claims(&self.claims)? },
            "split" => DecisionAct::Split {
                incident: self.incident()?,
                claims: claims(&self.claims)?,
                rest: claims(&self.rest)?,
            },
            "pin" => DecisionAct::Pin { incident: self.incident()?, claims: claims(&self.claims)? },
            "set_origin" => DecisionAct::SetOrigin {
                of: self.statements()?,
                origin: self.origin.clone().ok_or_else(|| WireError::field("origin", "", "the origin's name"))?,
                speaks: self.speaks,
            },
            "revoke" => DecisionAct::Revoke {
                decisions: self
                    .decisions
                    .iter()
                    .map(|id| read_id!("decisions", id, DecisionId))
                    .collect::<Result<_, _>>()?,
            },
            other => return Err(WireError::field("act", other, "merge, split, pin, set_origin or revoke")),
        })
    }

    fn incidents(&self) -> Result<Vec<IncidentId>, WireError> {
        self.incidents.iter().map(|id| read_id!("incidents", id, IncidentId)).collect()
    }

    fn incident(&self) -> Result<IncidentId, WireError> {
        match self.incidents()?.as_slice() {
            [one] => Ok(one.clone()),
            all => Err(WireError::field("incidents", all.len(), "one incident")),
        }
    }

    fn statements(&self) -> Result<Statements, WireError> {
        match (&self.claim, &self.report, &self.source) {
            (Some(id), None, None) => Ok(Statements::Claim(read_id!("claim", id, ClaimId)?)),
            (None, Some(id), None) => Ok(Statements::Report(read_id!("report", id, ReportId)?)),
            (None, None, Some(name)) => Ok(Statements::Source(name.clone())),
            _ => Err(WireError::field("act", &self.act, "one of claim, report and source")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_reads_back_as_it_is() {
        let id = |name: &str| IncidentId::new(name).unwrap();
        let some = || vec![ClaimId::new("r-1.c1").unwrap(), ClaimId::new("r-2.c1").unwrap()];
        let set = |of| DecisionAct::SetOrigin { of, origin: "Reed Agency".to_owned(), speaks: true };
        let acts = [
            DecisionAct::Merge { incidents: vec![id("i-1"), id("i-2")], claims: some() },
            DecisionAct::Split { incident: id("i-1"), claims: some(), rest: some() },
            DecisionAct::Pin { incident: id("i-1"), claims: some() },
            DecisionAct::Revoke { decisions: vec![model::DecisionId::new("d-1").unwrap()] },
            set(Statements::Claim(some().remove(0))),
            set(Statements::Report(model::ReportId::new("r-1").unwrap())),
            set(Statements::Source("Hill Post".to_owned())),
        ];
        for act in acts {
            let id = model::DecisionId::new("d-7").unwrap();
            let at = "2031-05-01T06:00:00Z".to_owned();
            let decision = Decision { id, act, by: "Ana".to_owned(), why: "one crater".to_owned(), at, seen: 12 };
            let line = serde_json::to_string(&DecisionLine::new(&decision)).unwrap();
            let read: DecisionLine = serde_json::from_str(&line).unwrap();
            assert_eq!(read.to_decision().unwrap(), decision, "{line}");
        }
    }
}
