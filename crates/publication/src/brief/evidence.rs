//! A claim as evidence: the report's words, who says them, and who published them.

use super::index::{Index, Told};
use crate::wording;
use model::ClaimId;
use serde::Serialize;

/// A claim as evidence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct EvidenceRef {
    /// The claim.
    pub claim: String,
    /// Its report.
    pub report: String,
    /// The report's words; empty where the record does not hold the reading.
    pub words: String,
    /// Who published it.
    pub source: String,
    /// Whom the report names as the speaker; `None` where it speaks itself.
    pub speaker: Option<String>,
    /// Through whom it reached the report.
    pub relayed_by: Vec<String>,
    /// When the report was published, in words.
    pub published: String,
    /// The code of the report's language.
    pub language: &'static str,
}

impl EvidenceRef {
    pub(super) fn new(told: Told<'_>) -> Self {
        let Told { reading, claim, .. } = told;
        let name = |mention| wording::mention(reading, mention);
        Self {
            claim: claim.id.to_string(),
            report: reading.report.to_string(),
            words: wording::one_line(claim.evidence.slice(&reading.text)),
            source: wording::source(reading),
            speaker: claim.attribution.speaker.map(name),
            relayed_by: claim.attribution.relayed_by.iter().map(|relay| name(*relay)).collect(),
            published: wording::published(reading.published),
            language: reading.language.code(),
        }
    }

    fn missing(claim: &ClaimId) -> Self {
        let report = claim.as_str().rsplit_once(".c").map_or(claim.as_str(), |(report, _)| report);
        Self {
            claim: claim.to_string(),
            report: report.to_owned(),
            words: String::new(),
            source: "unknown".to_owned(),
            speaker: None,
            relayed_by: Vec::new(),
            published: "unknown".to_owned(),
            language: "und",
        }
    }

    /// Who says so, in a few words: "the ministry, in The Herald"; "The Herald".
    pub fn who(&self) -> String {
        let mut who = match &self.speaker {
            Some(speaker) => format!("{speaker}, in {}", self.source),
            None => self.source.clone(),
        };
        if !self.relayed_by.is_empty() {
            who.push_str(&format!(", relayed by {}", self.relayed_by.join(", ")));
        }
        who
    }
}

impl Index<'_> {
    /// Claims as evidence, in the order of reports and texts.
    pub(super) fn evidence<'c>(&self, claims: impl IntoIterator<Item = &'c ClaimId>) -> Vec<EvidenceRef> {
        let mut all: Vec<_> = claims.into_iter().map(|id| (self.told(id).map(|told| told.order), id)).collect();
        all.sort();
        all.dedup();
        all.into_iter()
            .map(|(_, id)| self.told(id).map_or_else(|| EvidenceRef::missing(id), EvidenceRef::new))
            .collect()
    }
}
