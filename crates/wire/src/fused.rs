//! Origins, copies and published totals on lines.

use crate::error::{WireError, named, read_id};
use crate::mention::{ActorLine, PlaceLine, SpanLine};
use crate::time::TimeLine;
use model::{CopyOf, Effect, Figure, Origin, OriginKind, Toll};
use serde::{Deserialize, Serialize};

/// An origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OriginLine {
    /// Its id.
    pub id: String,
    /// publisher, agency, speaker or common_text.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Who it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<ActorLine>,
    /// The reports that draw on it.
    pub reports: Vec<String>,
    /// Why we say so.
    pub because: Vec<String>,
}

impl OriginLine {
    /// Writes an origin.
    pub fn new(origin: &Origin) -> Self {
        Self {
            id: origin.id.to_string(),
            kind: origin.kind.as_str().to_owned(),
            name: origin.name.clone(),
            actor: origin.actor.as_ref().map(ActorLine::new),
            reports: origin.reports.iter().map(ToString::to_string).collect(),
            because: origin.because.clone(),
        }
    }

    /// Reads an origin.
    pub fn to_origin(&self) -> Result<Origin, WireError> {
        Ok(Origin {
            id: read_id!("origin.id", &self.id, OriginId)?,
            kind: named("origin.kind", &self.kind, OriginKind::parse, "publisher, agency, speaker or common_text")?,
            name: self.name.clone(),
            actor: self.actor.as_ref().map(ActorLine::to_actor).transpose()?,
            reports: self
                .reports
                .iter()
                .map(|id| read_id!("origin.reports", id, ReportId))
                .collect::<Result<_, _>>()?,
            because: self.because.clone(),
        })
    }
}

/// A copy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CopyLine {
    /// The copy.
    pub report: String,
    /// The earlier report.
    pub of: String,
    /// How much of the copy's text stands in the other, 0 to 1.
    pub share: f64,
    /// Which passages of the copy stand where in the other.
    pub passages: Vec<(SpanLine, SpanLine)>,
}

impl CopyLine {
    /// Writes a copy.
    pub fn new(copy: &CopyOf) -> Self {
        Self {
            report: copy.report.to_string(),
            of: copy.of.to_string(),
            share: copy.share,
            passages: copy.passages.iter().map(|(here, there)| (SpanLine::new(*here), SpanLine::new(*there))).collect(),
        }
    }

    /// Reads a copy.
    pub fn to_copy(&self) -> Result<CopyOf, WireError> {
        Ok(CopyOf {
            report: read_id!("copy.report", &self.report, ReportId)?,
            of: read_id!("copy.of", &self.of, ReportId)?,
            share: self.share,
            passages: self
                .passages
                .iter()
                .map(|(here, there)| Ok((here.to_span()?, there.to_span()?)))
                .collect::<Result<_, WireError>>()?,
        })
    }
}

/// A published total.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FigureLine {
    /// What was suffered.
    pub effect: String,
    /// Of whom or what.
    pub who: String,
    /// The least.
    pub low: u64,
    /// The number named.
    pub best: Option<u64>,
    /// The most; null is open.
    pub high: Option<u64>,
    /// Whether it is rough.
    pub approximate: bool,
    /// From when to when it counts.
    pub period: Option<TimeLine>,
    /// When it was told.
    pub as_of: Option<TimeLine>,
    /// Where it counts.
    pub place: Option<PlaceLine>,
    /// Whose number it is.
    pub attributed_to: Option<ActorLine>,
    /// The origin.
    pub origin: String,
    /// The claims that say so.
    pub claims: Vec<String>,
    /// The later figure that replaces it, as a place in the list.
    pub superseded_by: Option<usize>,
}

impl FigureLine {
    /// Writes a figure.
    pub fn new(figure: &Figure) -> Self {
        Self {
            effect: figure.effect.as_str().to_owned(),
            who: figure.who.clone(),
            low: figure.toll.low(),
            best: figure.toll.best(),
            high: figure.toll.high(),
            approximate: figure.toll.approximate(),
            period: TimeLine::when(&figure.period),
            as_of: figure.as_of.map(TimeLine::interval),
            place: PlaceLine::new(&figure.place),
            attributed_to: figure.attributed_to.as_ref().map(ActorLine::new),
            origin: figure.origin.to_string(),
            claims: figure.claims.iter().map(ToString::to_string).collect(),
            superseded_by: figure.superseded_by,
        }
    }

    /// Reads a figure.
    pub fn to_figure(&self) -> Result<Figure, WireError> {
        let toll = Toll::new(self.low, self.best, self.high, self.approximate);
        Ok(Figure {
            effect: named(
                "effect",
                &self.effect,
                Effect::parse,
                "killed, injured, missing, displaced, detained, abducted or damaged",
            )?,
            who: self.who.clone(),
            toll: toll.ok_or_else(|| WireError::field("low", self.low, "low ≤ best ≤ high"))?,
            period: self.period.as_ref().map(TimeLine::to_when).transpose()?.unwrap_or_default(),
            as_of: self.as_of.as_ref().map(TimeLine::to_interval).transpose()?,
            place: self.place.as_ref().map(PlaceLine::to_where).transpose()?.unwrap_or_default(),
            attributed_to: self.attributed_to.as_ref().map(ActorLine::to_actor).transpose()?,
            origin: read_id!("origin", &self.origin, OriginId)?,
            claims: self.claims.iter().map(|id| read_id!("claims", id, ClaimId)).collect::<Result<_, _>>()?,
            superseded_by: self.superseded_by,
        })
    }
}
