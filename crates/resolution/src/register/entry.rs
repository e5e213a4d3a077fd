//! An actor as its file writes it, and its way into the model. It judges form only, never a person or a group.

use super::RegisterError;
use jiff::civil::Date;
use model::{Actor, ActorId, ActorKind, CountryCode};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A file of the register.
#[derive(Debug, Deserialize)]
pub(crate) struct File {
    #[serde(default, rename = "actor")]
    pub(crate) actors: Vec<ActorEntry>,
    #[serde(default, rename = "noun")]
    pub(crate) nouns: Vec<NounEntry>,
    #[serde(default, rename = "title")]
    pub(crate) titles: Vec<TitleEntry>,
}

/// `[[actor]]`.
#[derive(Debug, Deserialize)]
pub(crate) struct ActorEntry {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) aliases: Vec<String>,
    #[serde(default)]
    pub(crate) ambiguous_aliases: Vec<String>,
    #[serde(default)]
    pub(crate) adjectives: Vec<String>,
    #[serde(default)]
    pub(crate) metonyms: Vec<String>,
    country: Option<String>,
    #[serde(default)]
    part_of: Vec<String>,
    #[serde(default)]
    pub(crate) leads: Vec<String>,
    #[serde(default)]
    represents: Vec<String>,
    #[serde(default)]
    pub(crate) speaks_for: Vec<String>,
    #[serde(default)]
    allied_with: Vec<String>,
    #[serde(default)]
    pub(crate) office: Vec<OfficeEntry>,
    since: Option<String>,
    until: Option<String>,
}

/// An office held.
#[derive(Debug, Deserialize)]
pub(crate) struct OfficeEntry {
    pub(crate) title: String,
    pub(crate) of: String,
    pub(crate) since: Option<String>,
    pub(crate) until: Option<String>,
}

/// `[[noun]]`.
#[derive(Debug, Deserialize)]
pub(crate) struct NounEntry {
    pub(crate) id: String,
    pub(crate) singular: Vec<String>,
    pub(crate) plural: Vec<String>,
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) stance: String,
}

/// `[[title]]`.
#[derive(Debug, Deserialize)]
pub(crate) struct TitleEntry {
    pub(crate) names: Vec<String>,
}

impl ActorEntry {
    pub(crate) fn actor(&self, file: &str) -> Result<Actor, RegisterError> {
        let invalid = |field, value: &str| invalid(file, &self.id, field, value);
        let id = |text: &String| ActorId::new(text.as_str()).map_err(|_| invalid("id", text));
        let all = |texts: &[String]| texts.iter().map(id).collect::<Result<Vec<_>, _>>();
        let country = self.country.as_deref();
        let mut speaks_for = all(&self.speaks_for)?;
        speaks_for.extend(all(&self.represents)?);
        Ok(Actor {
            id: id(&self.id)?,
            name: self.name.clone(),
            kind: ActorKind::parse(&self.kind).ok_or_else(|| invalid("kind", &self.kind))?,
            aliases: self.aliases.clone(),
            ambiguous_aliases: self.ambiguous_aliases.clone(),
            country: country.map(|code| CountryCode::new(code).ok_or_else(|| invalid("country", code))).transpose()?,
            part_of: all(&self.part_of)?,
            leads: all(&self.leads)?,
            speaks_for,
        })
    }

    /// Since and until when it existed.
    pub(crate) fn existed(&self, file: &str) -> Result<(Option<Date>, Option<Date>), RegisterError> {
        period(file, &self.id, self.since.as_deref(), self.until.as_deref())
    }

    /// The ids that any relation points at.
    pub(crate) fn relations(&self) -> impl Iterator<Item = &str> {
        let lists = [&self.part_of, &self.leads, &self.represents, &self.speaks_for, &self.allied_with];
        let offices = self.office.iter().map(|office| office.of.as_str());
        lists.into_iter().flatten().map(String::as_str).chain(offices)
    }
}

/// The number of an id that a relation points at.
pub(crate) fn known(ids: &BTreeMap<ActorId, usize>, entry: &str, to: &str) -> Result<usize, RegisterError> {
    let found = ActorId::new(to).ok().and_then(|id| ids.get(&id).copied());
    found.ok_or_else(|| RegisterError::Dangling { entry: entry.to_owned(), to: to.to_owned() })
}

/// The first day of `since` and the last day of `until`, each `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
pub(crate) fn period(
    file: &str,
    entry: &str,
    since: Option<&str>,
    until: Option<&str>,
) -> Result<(Option<Date>, Option<Date>), RegisterError> {
    let read = |text: &str, last| day(text, last).ok_or_else(|| invalid(file, entry, "date", text));
    let since = since.map(|text| read(text, false)).transpose()?;
    Ok((since, until.map(|text| read(text, true)).transpose()?))
}

fn day(text: &str, last: bool) -> Option<Date> {
    let mut parts = text.split('-');
    let year: i16 = parts.next()?.parse().ok()?;
    let month: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    let day: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    let first = Date::new(year, month.unwrap_or(if last { 12 } else { 1 }), day.unwrap_or(1)).ok()?;
    Some(if last && day.is_none() { first.last_of_month() } else { first })
}

pub(crate) fn invalid(file: &str, entry: &str, field: &'static str, value: &str) -> RegisterError {
    RegisterError::Invalid { file: file.to_owned(), entry: entry.to_owned(), field, value: value.to_owned() }
}
