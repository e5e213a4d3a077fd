//! Changes of incidents on lines, each with its reason.

use crate::error::{WireError, named, read_id};
use crate::incident::{JoinLine, join_line, read_join};
use model::{Cause, ChangeKind, IncidentChange, Method};
use serde::{Deserialize, Serialize};

/// What brought a change about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CauseLine {
    /// A report that came in.
    Report(String),
    /// A decision, or a revocation.
    Decision(String),
    /// Other rules of fusion.
    Method(String),
    /// Something that names none of the claims.
    Elsewhere,
}

/// One change of an incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChangeLine {
    /// The incident.
    pub incident: String,
    /// made, joined, left, split, merged or withdrawn.
    pub kind: String,
    /// The other incident that has part in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// The claims that it is about.
    pub claims: Vec<String>,
    /// What brought it about.
    pub causes: Vec<CauseLine>,
    /// The surest of the scores that joined the claims.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joins: Vec<JoinLine>,
}

impl ChangeLine {
    /// Writes a change.
    pub fn new(change: &IncidentChange) -> Self {
        let cause = |cause: &Cause| match cause {
            Cause::Report(id) => CauseLine::Report(id.to_string()),
            Cause::Decision(id) => CauseLine::Decision(id.to_string()),
            Cause::Method(method) => CauseLine::Method(method.to_string()),
            Cause::Elsewhere => CauseLine::Elsewhere,
        };
        Self {
            incident: change.incident.to_string(),
            kind: change.kind.as_str().to_owned(),
            other: change.other.as_ref().map(ToString::to_string),
            claims: change.claims.iter().map(ToString::to_string).collect(),
            causes: change.causes.iter().map(cause).collect(),
            joins: change.joins.iter().map(join_line).collect(),
        }
    }

    /// Reads a change.
    pub fn to_change(&self) -> Result<IncidentChange, WireError> {
        let kinds = "made, joined, left, split, merged or withdrawn";
        Ok(IncidentChange {
            incident: read_id!("incident", &self.incident, IncidentId)?,
            kind: named("kind", &self.kind, ChangeKind::parse, kinds)?,
            other: self.other.as_ref().map(|id| read_id!("other", id, IncidentId)).transpose()?,
            claims: self.claims.iter().map(|id| read_id!("claims", id, ClaimId)).collect::<Result<_, _>>()?,
            causes: self.causes.iter().map(read_cause).collect::<Result<_, _>>()?,
            joins: self.joins.iter().map(read_join).collect::<Result<_, _>>()?,
        })
    }
}

fn read_cause(line: &CauseLine) -> Result<Cause, WireError> {
    Ok(match line {
        CauseLine::Report(id) => Cause::Report(read_id!("causes.report", id, ReportId)?),
        CauseLine::Decision(id) => Cause::Decision(read_id!("causes.decision", id, DecisionId)?),
        CauseLine::Method(text) => Cause::Method(named("causes.method", text, Method::parse, "a method and version")?),
        CauseLine::Elsewhere => Cause::Elsewhere,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{ClaimId, DecisionId, IncidentId, Join, ReportId};

    #[test]
    fn every_kind_and_cause_reads_back_as_it_is() {
        let claim = |id: &str| ClaimId::new(id).unwrap();
        for kind in ChangeKind::ALL {
            let change = IncidentChange {
                incident: IncidentId::new("i-1").unwrap(),
                kind,
                other: Some(IncidentId::new("i-2").unwrap()),
                claims: vec![claim("r-1.c1")],
                causes: vec![
                    Cause::Report(ReportId::new("r-1").unwrap()),
                    Cause::Decision(DecisionId::new("d-1").unwrap()),
                    Cause::Method(Method::new("fusion-weights", 3)),
                    Cause::Elsewhere,
                ],
                joins: vec![Join {
                    a: claim("r-1.c1"),
                    b: claim("r-2.c1"),
                    score: 0.75,
                    features: vec![("place".into(), 2.0)],
                }],
            };
            let line = serde_json::to_string(&ChangeLine::new(&change)).unwrap();
            assert_eq!(serde_json::from_str::<ChangeLine>(&line).unwrap().to_change().unwrap(), change, "{line}");
        }
    }
}
