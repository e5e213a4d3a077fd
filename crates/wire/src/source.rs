//! Sources and actors on lines, and sources in `data/sources/*.toml`.

use crate::error::{WireError, named, read_id};
use model::{Actor, CountryCode, Reliability, Source, SourceKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceLine {
    /// Its id.
    pub id: String,
    /// Its name as readers know it.
    pub name: String,
    /// outlet, agency, party, mission, organisation or witness.
    pub kind: String,
    /// ISO 639-1 code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// ISO 3166 code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Who owns it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The actor with whom it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<String>,
    /// A to F.
    #[serde(default = "cannot_be_judged")]
    pub reliability: String,
    /// Fields that are to be protected, by their JSON pointer in the line, each with its level; no part of the line itself.
    #[serde(default, skip_serializing)]
    pub protected: BTreeMap<String, String>,
}

fn cannot_be_judged() -> String {
    "F".to_owned()
}

/// A file of sources.
#[derive(Debug, Deserialize)]
struct SourceFile {
    #[serde(default)]
    source: Vec<SourceLine>,
}

impl SourceLine {
    /// Reads `data/sources/*.toml`.
    pub fn parse_file(text: &str) -> Result<Vec<Source>, WireError> {
        Self::parse_lines(text)?.iter().map(SourceLine::to_source).collect()
    }

    /// Reads the same, and what of each source is to be protected.
    pub fn parse_lines(text: &str) -> Result<Vec<Self>, WireError> {
        let file: SourceFile = toml::from_str(text).map_err(|error| WireError::Shape(error.to_string()))?;
        Ok(file.source)
    }

    /// Writes a source.
    pub fn new(source: &Source) -> Self {
        Self {
            id: source.id.to_string(),
            name: source.name.clone(),
            kind: source.kind.as_str().to_owned(),
            language: source.language.clone(),
            country: source.country.map(|code| code.as_str().to_owned()),
            owner: source.owner.clone(),
            affiliation: source.affiliation.as_ref().map(ToString::to_string),
            reliability: source.reliability.letter().to_string(),
            protected: BTreeMap::new(),
        }
    }

    /// Reads a source.
    pub fn to_source(&self) -> Result<Source, WireError> {
        Ok(Source {
            id: read_id!("source.id", &self.id, SourceId)?,
            name: self.name.clone(),
            kind: named(
                "source.kind",
                &self.kind,
                SourceKind::parse,
                "outlet, agency, party, mission, organisation or witness",
            )?,
            language: self.language.clone(),
            country: self.country.as_deref().and_then(CountryCode::new),
            owner: self.owner.clone(),
            affiliation: self.affiliation.as_ref().map(|id| read_id!("source.affiliation", id, ActorId)).transpose()?,
            reliability: named("source.reliability", &self.reliability, Reliability::parse, "A, B, C, D, E or F")?,
        })
    }
}

/// An actor of the register, for export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RegisterLine {
    /// Its id.
    pub id: String,
    /// Its usual name.
    pub name: String,
    /// Its kind.
    pub kind: &'static str,
    /// Other names and spellings.
    pub aliases: Vec<String>,
    /// Its country.
    pub country: Option<String>,
    /// What it is part of.
    pub part_of: Vec<String>,
}

impl RegisterLine {
    /// Writes an actor.
    pub fn new(actor: &Actor) -> Self {
        Self {
            id: actor.id.to_string(),
            name: actor.name.clone(),
            kind: actor.kind.as_str(),
            aliases: actor.aliases.clone(),
            country: actor.country.map(|code| code.as_str().to_owned()),
            part_of: actor.part_of.iter().map(ToString::to_string).collect(),
        }
    }
}
