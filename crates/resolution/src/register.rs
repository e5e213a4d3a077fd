//! The register of actors, compiled for matching: names, offices, common nouns and titles.
//!
//! All entries are treated alike: nothing here may look at an id, a name or the order of files to prefer one actor.

mod entry;
mod names;
mod nouns;
mod offices;

pub(crate) use names::{Match, NameIndex, NameUse, Sort};
pub(crate) use nouns::Nouns;
pub(crate) use offices::Offices;

use entry::{ActorEntry, File};
use jiff::civil::Date;
use model::{Actor, ActorId};
use std::collections::BTreeMap;

/// Why files are not a register.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegisterError {
    /// Not TOML, or a field is missing or of another type.
    #[error("{file}: {message}")]
    Unreadable {
        /// The file.
        file: String,
        /// What the reader said.
        message: String,
    },
    /// A value that the README of the actors does not allow.
    #[error("{file}: '{value}' in '{entry}' is no {field}")]
    Invalid {
        /// The file.
        file: String,
        /// The entry's id.
        entry: String,
        /// The field.
        field: &'static str,
        /// The value.
        value: String,
    },
    /// Two entries with one id.
    #[error("{file}: '{id}' is in the register already; an id belongs to one entry")]
    Twice {
        /// The file of the second.
        file: String,
        /// The id.
        id: String,
    },
    /// A relation to an id that no entry has.
    #[error("'{entry}' points at '{to}', which no file holds")]
    Dangling {
        /// The entry.
        entry: String,
        /// What it points at.
        to: String,
    },
}

/// What the register knows of an actor beyond the noun of the model.
#[derive(Debug, Clone, Default)]
pub(crate) struct Details {
    /// Between which days it existed, as far as known.
    pub(crate) since: Option<Date>,
    pub(crate) until: Option<Date>,
    /// Actors tied to it by any relation, both ways.
    pub(crate) tied: Vec<usize>,
}

/// The register.
#[derive(Debug, Clone)]
pub struct Register {
    actors: Vec<Actor>,
    details: Vec<Details>,
    ids: BTreeMap<ActorId, usize>,
    pub(crate) names: NameIndex,
    pub(crate) offices: Offices,
    pub(crate) nouns: Nouns,
}

const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/actors.rs"));

impl Register {
    /// Reads files of actors: each a name and its TOML, as `data/actors/README.md` describes it.
    pub fn parse(files: &[(&str, &str)]) -> Result<Register, RegisterError> {
        let mut entries: Vec<(String, ActorEntry)> = Vec::new();
        let mut nouns = Nouns::default();
        for (name, text) in files {
            let unreadable = |error: toml::de::Error| RegisterError::Unreadable {
                file: (*name).to_owned(),
                message: error.to_string(),
            };
            let file: File = toml::from_str(text).map_err(unreadable)?;
            nouns.extend(name, &file.nouns, &file.titles)?;
            entries.extend(file.actors.into_iter().map(|entry| ((*name).to_owned(), entry)));
        }
        entries.sort_by(|one, other| one.1.id.cmp(&other.1.id));
        Self::compile(&entries, nouns)
    }

    /// All of `data/actors`, as embedded.
    pub fn embedded() -> Register {
        Self::parse(EMBEDDED).expect("a test reads the embedded register")
    }

    /// The actors, by id.
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// The actor of that id.
    pub fn get(&self, id: &ActorId) -> Option<&Actor> {
        self.actors.get(*self.ids.get(id)?)
    }

    pub(crate) fn actor(&self, number: usize) -> Option<&Actor> {
        self.actors.get(number)
    }

    pub(crate) fn number(&self, id: &ActorId) -> Option<usize> {
        self.ids.get(id).copied()
    }

    pub(crate) fn details(&self, number: usize) -> Option<&Details> {
        self.details.get(number)
    }

    fn compile(entries: &[(String, ActorEntry)], nouns: Nouns) -> Result<Self, RegisterError> {
        let mut actors: Vec<Actor> = Vec::with_capacity(entries.len());
        let mut ids = BTreeMap::new();
        for (file, entry) in entries {
            let actor = entry.actor(file)?;
            if ids.insert(actor.id.clone(), actors.len()).is_some() {
                return Err(RegisterError::Twice { file: file.clone(), id: entry.id.clone() });
            }
            actors.push(actor);
        }
        let details = details(entries, &ids)?;
        let names = NameIndex::of(entries.iter().map(|(_, entry)| entry));
        let offices = Offices::of(entries, &ids)?;
        Ok(Self { actors, details, ids, names, offices, nouns })
    }
}

fn details(entries: &[(String, ActorEntry)], ids: &BTreeMap<ActorId, usize>) -> Result<Vec<Details>, RegisterError> {
    let mut details: Vec<Details> = Vec::with_capacity(entries.len());
    for (file, entry) in entries {
        let (since, until) = entry.existed(file)?;
        details.push(Details { since, until, tied: Vec::new() });
    }
    for (number, (_, entry)) in entries.iter().enumerate() {
        for to in entry.relations() {
            let other = entry::known(ids, &entry.id, to)?;
            for (one, two) in [(number, other), (other, number)] {
                if let Some(found) = details.get_mut(one).filter(|found| !found.tied.contains(&two)) {
                    found.tied.push(two);
                }
            }
        }
    }
    Ok(details)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_register_is_read_and_whole() {
        if let Err(error) = Register::parse(EMBEDDED) {
            panic!("{error}");
        }
        assert!(Register::embedded().actors().len() > 100);
    }

    #[test]
    fn mistakes_are_told_apart() {
        let read = |text: &str| Register::parse(&[("a.toml", text)]).err().map(|error| error.to_string());
        let actor =
            |id: &str, more: &str| format!("[[actor]]\nid = \"{id}\"\nname = \"N\"\nkind = \"state\"\n{more}\n");
        assert_eq!(read(&actor("a", "")), None);
        assert!(read("[[actor]]\nid = 3").unwrap().starts_with("a.toml: "));
        assert!(read(&actor("a", "").repeat(2)).unwrap().contains("already"));
        assert!(read(&actor("a", "part_of = [\"b\"]")).unwrap().contains("points at 'b'"));
        assert!(read(&actor("a", "country = \"xx\"")).unwrap().contains("no country"));
        assert!(read(&actor("a", "since = \"May\"")).unwrap().contains("no date"));
        assert!(read(&actor("a", "").replace("state", "empire")).unwrap().contains("no kind"));
    }
}
