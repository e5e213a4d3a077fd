//! `incidents.jsonl`: hypotheses that several claims speak of one event.

use crate::error::{WireError, known_version, named, read_id};
use crate::mention::{ActorLine, PlaceLine};
use crate::time::TimeLine;
use model::{
    ClaimId, ClaimKind, Contested, Effect, Field, Incident, IncidentHarm, Join, Method, OriginToll, Role, Toll,
    Version, When, Where,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A member: a claim and its report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberLine {
    /// The report.
    pub doc: String,
    /// The claim.
    pub claim: String,
}

/// One version of a field, and the claims that hold it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VersionLine<T> {
    /// What is said.
    #[serde(flatten)]
    pub value: T,
    /// By which claims.
    #[serde(default)]
    pub by: Vec<String>,
}

/// A field: the first version's value, and all versions where they exclude each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldLine<T> {
    /// The value of the first version.
    #[serde(flatten)]
    pub first: VersionLine<T>,
    /// All versions, where there are several.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<VersionLine<T>>,
}

/// A toll over all origins, and what each says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentHarmLine {
    /// The least over all origins.
    pub low: u64,
    /// The number that the rule of `docs/fusion.md` picks.
    pub best: Option<u64>,
    /// The most over all origins; null is open.
    pub high: Option<u64>,
    /// Whether the numbers are rough.
    #[serde(default)]
    pub approximate: bool,
    /// What each origin says.
    pub by: Vec<OriginTollLine>,
}

/// What one origin says of a toll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OriginTollLine {
    /// The origin.
    pub origin: String,
    /// The least.
    pub low: u64,
    /// The number named.
    pub best: Option<u64>,
    /// The most.
    pub high: Option<u64>,
    /// Whether it is rough.
    #[serde(default)]
    pub approximate: bool,
    /// The claims that say so.
    pub claims: Vec<String>,
}

/// Why two claims were joined.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JoinLine {
    /// One claim.
    pub a: String,
    /// The other.
    pub b: String,
    /// The score, 0 to 1.
    pub score: f64,
    /// Feature → what it gave.
    pub features: BTreeMap<String, f64>,
}

/// One line of `incidents.jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IncidentLine {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its claims.
    pub members: Vec<MemberLine>,
    /// Its reports.
    pub documents: Vec<String>,
    /// When.
    pub time: Option<FieldLine<TimeLine>>,
    /// Where.
    pub place: Option<FieldLine<PlaceLine>>,
    /// Role → who.
    pub actors: BTreeMap<String, FieldLine<ActorLine>>,
    /// Effect → toll.
    pub harm: BTreeMap<String, IncidentHarmLine>,
    /// How many independent origins.
    pub origins: usize,
    /// Which ones.
    #[serde(default)]
    pub origin_ids: Vec<String>,
    /// Fields on which members disagree.
    pub contested: Vec<String>,
    /// Claims that it did not happen.
    #[serde(default)]
    pub denials: Vec<String>,
    /// The scores that joined them.
    pub why: Vec<JoinLine>,
    /// What made it.
    #[serde(default)]
    pub method: String,
    /// The version of this line.
    #[serde(default = "crate::first_version", rename = "v")]
    pub version: u32,
}

fn ids(all: &[ClaimId]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}

fn claim_ids(all: &[String]) -> Result<Vec<ClaimId>, WireError> {
    all.iter().map(|id| read_id!("claim", id, ClaimId)).collect()
}

fn write_field<T, L: Clone>(field: &Contested<T>, write: impl Fn(&T) -> Option<L>) -> Option<FieldLine<L>> {
    let versions: Vec<VersionLine<L>> = field
        .versions()
        .iter()
        .filter_map(|version| Some(VersionLine { value: write(&version.value)?, by: ids(&version.by) }))
        .collect();
    let first = versions.first()?.clone();
    Some(FieldLine { first, versions: if versions.len() > 1 { versions } else { Vec::new() } })
}

fn read_field<T, L: Clone>(
    line: &FieldLine<L>,
    read: impl Fn(&L) -> Result<T, WireError>,
) -> Result<Contested<T>, WireError> {
    let lines = if line.versions.is_empty() { std::slice::from_ref(&line.first) } else { &line.versions };
    let versions: Result<Vec<Version<T, ClaimId>>, WireError> =
        lines.iter().map(|line| Ok(Version { value: read(&line.value)?, by: claim_ids(&line.by)? })).collect();
    Ok(Contested::from_versions(versions?))
}

fn read_optional<T, L: Clone>(
    line: &Option<FieldLine<L>>,
    read: impl Fn(&L) -> Result<T, WireError>,
) -> Result<Contested<T>, WireError> {
    line.as_ref().map_or(Ok(Contested::Unsaid), |line| read_field(line, read))
}

fn toll(low: u64, best: Option<u64>, high: Option<u64>, approximate: bool) -> Result<Toll, WireError> {
    Toll::new(low, best, high, approximate).ok_or_else(|| WireError::field("harm.low", low, "low ≤ best ≤ high"))
}

fn field(name: &str) -> Option<Field> {
    let plain = [Field::Kind, Field::Time, Field::Place, Field::Occurrence];
    let roles = Role::ALL.into_iter().map(Field::Actor);
    let effects = Effect::ALL.into_iter().map(Field::Harm);
    plain.into_iter().chain(roles).chain(effects).find(|field| field.as_str() == name)
}

impl IncidentLine {
    /// Writes an incident.
    pub fn new(incident: &Incident) -> Self {
        let doc = |claim: &ClaimId| claim.as_str().rsplit_once(".c").map_or(claim.as_str(), |(doc, _)| doc).to_owned();
        let actors = incident.actors.iter().filter_map(|(role, who)| {
            Some((role.as_str().to_owned(), write_field(who, |actor| Some(ActorLine::new(actor)))?))
        });
        Self {
            id: incident.id.to_string(),
            kind: incident.kind.as_str().to_owned(),
            members: incident
                .members
                .iter()
                .map(|claim| MemberLine { doc: doc(claim), claim: claim.to_string() })
                .collect(),
            documents: incident.documents.iter().map(ToString::to_string).collect(),
            time: write_field(&incident.time, TimeLine::when),
            place: write_field(&incident.place, PlaceLine::new),
            actors: actors.collect(),
            harm: incident.harm.iter().map(|harm| (harm.effect.as_str().to_owned(), harm_line(harm))).collect(),
            origins: incident.origins.len(),
            origin_ids: incident.origins.iter().map(ToString::to_string).collect(),
            contested: incident.contested.iter().map(|field| field.as_str().to_owned()).collect(),
            denials: ids(&incident.denials),
            why: incident.why.iter().map(join_line).collect(),
            method: incident.method.to_string(),
            version: crate::VERSION,
        }
    }

    /// Reads a line of JSON.
    pub fn parse(line: &str) -> Result<Self, WireError> {
        serde_json::from_str(line).map_err(|error| WireError::Shape(error.to_string()))
    }

    /// Reads an incident.
    pub fn to_incident(&self) -> Result<Incident, WireError> {
        known_version(self.version)?;
        let members: Vec<String> = self.members.iter().map(|member| member.claim.clone()).collect();
        let actors: Result<BTreeMap<_, _>, WireError> = self
            .actors
            .iter()
            .map(|(role, who)| {
                Ok((named("actors", role, Role::parse, "a role")?, read_field(who, ActorLine::to_actor)?))
            })
            .collect();
        let contested: Result<BTreeSet<Field>, WireError> = self
            .contested
            .iter()
            .map(|name| named("contested", name, field, "kind, time, place, a role, an effect or occurrence"))
            .collect();
        Ok(Incident {
            id: read_id!("id", &self.id, IncidentId)?,
            kind: named("kind", &self.kind, ClaimKind::parse, "a kind of data/kinds/kinds.tsv")?,
            members: claim_ids(&members)?,
            documents: self.documents.iter().map(|id| read_id!("documents", id, ReportId)).collect::<Result<_, _>>()?,
            time: read_optional::<When, _>(&self.time, TimeLine::to_when)?,
            place: read_optional::<Where, _>(&self.place, PlaceLine::to_where)?,
            actors: actors?,
            harm: self.harm.iter().map(|(effect, line)| read_harm(effect, line)).collect::<Result<_, _>>()?,
            origins: self.origin_ids.iter().map(|id| read_id!("origin_ids", id, OriginId)).collect::<Result<_, _>>()?,
            contested: contested?,
            denials: claim_ids(&self.denials)?,
            why: self.why.iter().map(read_join).collect::<Result<_, _>>()?,
            method: Method::parse(&self.method).unwrap_or(Method::new("unnamed", 0)),
        })
    }
}

fn harm_line(harm: &IncidentHarm) -> IncidentHarmLine {
    let by = harm.by.iter().map(|by| OriginTollLine {
        origin: by.origin.to_string(),
        low: by.toll.low(),
        best: by.toll.best(),
        high: by.toll.high(),
        approximate: by.toll.approximate(),
        claims: ids(&by.claims),
    });
    IncidentHarmLine {
        low: harm.toll.low(),
        best: harm.toll.best(),
        high: harm.toll.high(),
        approximate: harm.toll.approximate(),
        by: by.collect(),
    }
}

fn read_harm(effect: &str, line: &IncidentHarmLine) -> Result<IncidentHarm, WireError> {
    let by: Result<Vec<OriginToll>, WireError> = line
        .by
        .iter()
        .map(|by| {
            Ok(OriginToll {
                origin: read_id!("harm.by.origin", &by.origin, OriginId)?,
                toll: toll(by.low, by.best, by.high, by.approximate)?,
                claims: claim_ids(&by.claims)?,
            })
        })
        .collect();
    Ok(IncidentHarm {
        effect: named(
            "harm",
            effect,
            Effect::parse,
            "killed, injured, missing, displaced, detained, abducted or damaged",
        )?,
        toll: toll(line.low, line.best, line.high, line.approximate)?,
        by: by?,
    })
}

pub(crate) fn join_line(join: &Join) -> JoinLine {
    JoinLine {
        a: join.a.to_string(),
        b: join.b.to_string(),
        score: join.score,
        features: join.features.iter().cloned().collect(),
    }
}

pub(crate) fn read_join(line: &JoinLine) -> Result<Join, WireError> {
    Ok(Join {
        a: read_id!("why.a", &line.a, ClaimId)?,
        b: read_id!("why.b", &line.b, ClaimId)?,
        score: line.score,
        features: line.features.iter().map(|(name, value)| (name.clone(), *value)).collect(),
    })
}
