//! MUC-4 (1992): FBIS reports in capitals and their answer keys.

use crate::corpora::text_of;
use crate::scorers::entities::{Entity, normalised};
use anyhow::Result;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The five roles that role-filler extraction is measured on (Du et al. 2021), and the slots that hold them.
pub const ROLES: [(&str, &str); 5] = [
    ("perpetrator, individual", "PERP: INDIVIDUAL ID"),
    ("perpetrator, organisation", "PERP: ORGANIZATION ID"),
    ("physical target", "PHYS TGT: ID"),
    ("victim", "HUM TGT: NAME"),
    ("weapon", "INCIDENT: INSTRUMENT ID"),
];

/// A report with what its keys say, all its templates together.
#[derive(Default)]
pub struct Report {
    /// The message's id.
    pub id: String,
    /// The text behind the dateline.
    pub text: String,
    /// The day that the dateline tells.
    pub day: Option<Date>,
    /// The types of the incidents.
    pub types: BTreeSet<&'static str>,
    /// Types of optional templates, and second choices: right where found, not missed.
    pub optional_types: BTreeSet<&'static str>,
    /// The fillers by role.
    pub fillers: BTreeMap<&'static str, Vec<Entity>>,
}

/// The reports of a set: its texts and its key.
pub fn read(texts: &Path, key: &Path) -> Result<Vec<Report>> {
    let mut reports: BTreeMap<String, Report> = BTreeMap::new();
    for (id, message) in messages(&text_of(texts)?) {
        let text = behind_header(&message).trim().to_owned();
        reports.insert(id.clone(), Report { id, text, day: day(&message), ..Report::default() });
    }
    let key = text_of(key)?;
    for template in templates(&key) {
        let id = template.get("MESSAGE: ID").and_then(|value| value.split_whitespace().next()).unwrap_or_default();
        if let Some(report) = reports.get_mut(id) {
            report.add(&template);
        }
    }
    Ok(reports.into_values().collect())
}

/// Cuts a file into messages: a line with the id alone, a dateline that ends in `[TEXT]` or the like, the text.
fn messages(file: &str) -> Vec<(String, String)> {
    let mut messages: Vec<(String, String)> = Vec::new();
    for line in file.lines() {
        let id = line.split_whitespace().next().filter(|word| is_id(word) && !line.starts_with(' '));
        match (id, messages.last_mut()) {
            (Some(id), _) => messages.push((id.to_owned(), String::new())),
            (None, Some((_, text))) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    messages
}

/// The first day told as in a dateline: `8 NOV 89`.
fn day(message: &str) -> Option<Date> {
    const MONTHS: [&str; 12] = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    let words: Vec<&str> = message.split_whitespace().take(60).collect();
    words.windows(3).find_map(|words| {
        let [day, month, year] = words else { return None };
        let month = MONTHS.iter().position(|name| name == month)? + 1;
        let year = 1900 + year.get(..2).filter(|_| year.len() == 2)?.parse::<i16>().ok()?;
        Date::new(year, i8::try_from(month).ok()?, day.parse().ok()?).ok()
    })
}

fn is_id(word: &str) -> bool {
    let mut parts = word.split('-');
    parts.next().is_some_and(|set| set.starts_with("TST") || set == "DEV")
        && parts.next().is_some_and(|set| set.starts_with("MUC"))
        && parts.next().is_some_and(|number| number.len() == 4)
}

/// The header holds tags in brackets (`[TEXT]`, `[REPORT]`); what it says stands before the last of those that open the text.
fn behind_header(text: &str) -> &str {
    ["[TEXT]", "[EXCERPTS]", "[EXCERPT]"].iter().find_map(|tag| text.split_once(tag)).map_or(text, |(_, rest)| rest)
}

/// Cuts a key into templates: slot name → value with its lines.
fn templates(key: &str) -> Vec<BTreeMap<String, String>> {
    let mut all: Vec<BTreeMap<String, String>> = Vec::new();
    let mut slot = String::new();
    for line in key.lines().filter(|line| !line.starts_with(";;")) {
        let numbered = line.split_once(". ").filter(|(number, _)| number.parse::<u8>().is_ok());
        if let Some((number, rest)) = numbered {
            if number == "0" {
                all.push(BTreeMap::new());
            }
            let (name, value) = split_slot(rest.trim_start());
            slot = name.to_owned();
            if let Some(template) = all.last_mut() {
                template.insert(slot.clone(), value.to_owned());
            }
        } else if let Some(value) = all.last_mut().and_then(|template| template.get_mut(&slot)) {
            value.push('\n');
            value.push_str(line.trim());
        }
    }
    all
}

/// The name is followed by two blanks or more.
fn split_slot(text: &str) -> (&str, &str) {
    text.split_once("  ").map_or((text.trim(), ""), |(name, value)| (name.trim(), value.trim()))
}

impl Report {
    fn add(&mut self, template: &BTreeMap<String, String>) {
        let value = |slot: &str| template.get(slot).map(String::as_str).unwrap_or_default();
        let number = value("MESSAGE: TEMPLATE");
        if number.starts_with('*') {
            return;
        }
        let optional = number.contains("OPTIONAL");
        let kind = value("INCIDENT: TYPE");
        for (place, kind) in kind.split('/').filter_map(incident_type).enumerate() {
            let open = optional || place > 0 || value("INCIDENT: TYPE").starts_with('?');
            if open {
                self.optional_types.insert(kind)
            } else {
                self.types.insert(kind)
            };
        }
        for (role, slot) in ROLES {
            let mut found = entries(value(slot));
            if role == "victim" {
                describe(&mut found, entries(value("HUM TGT: DESCRIPTION")));
            }
            for entry in found {
                self.merge(role, Entity { mentions: entry.mentions, optional: optional || entry.optional });
            }
        }
    }

    /// Fillers of several templates that share a mention are one entity of the document.
    fn merge(&mut self, role: &'static str, mut entity: Entity) {
        let list = self.fillers.entry(role).or_default();
        while let Some(place) = list.iter().position(|other| !other.mentions.is_disjoint(&entity.mentions)) {
            let other = list.remove(place);
            entity.mentions.extend(other.mentions);
            entity.optional &= other.optional;
        }
        list.push(entity);
    }
}

fn incident_type(text: &str) -> Option<&'static str> {
    let names = ["ARSON", "ATTACK", "BOMBING", "KIDNAPPING", "HIJACKING", "ROBBERY", "FORCED WORK STOPPAGE"];
    names.into_iter().find(|name| text.trim().trim_start_matches('?').trim() == *name)
}

/// A filler in a slot: alternatives between strokes, and behind a colon the filler of another slot that it belongs to.
#[derive(Debug, Default, PartialEq, Eq)]
struct Entry {
    mentions: BTreeSet<String>,
    of: BTreeSet<String>,
    optional: bool,
}

fn entries(value: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let (mut joined, mut behind_colon, mut optional) = (false, false, false);
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '/' => joined = true,
            ':' => (joined, behind_colon) = (true, true),
            '?' => optional = true,
            '"' => {
                let words = normalised(&quoted(&mut chars));
                if !joined || entries.is_empty() {
                    entries.push(Entry { optional, ..Entry::default() });
                    behind_colon = false;
                }
                if let Some(entry) = entries.last_mut().filter(|_| !words.is_empty()) {
                    if behind_colon {
                        entry.of.insert(words)
                    } else {
                        entry.mentions.insert(words)
                    };
                }
                (joined, optional) = (false, false);
            }
            _ => {}
        }
    }
    entries
}

fn quoted(chars: &mut std::str::Chars<'_>) -> String {
    let mut words = String::new();
    while let Some(c) = chars.next().filter(|c| *c != '"') {
        // Marks inside are written behind a stroke.
        words.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    words
}

/// Adds descriptions to the names that they describe; those of nobody named are entities of their own.
fn describe(names: &mut Vec<Entry>, descriptions: Vec<Entry>) {
    for description in descriptions {
        match names.iter_mut().find(|name| !name.mentions.is_disjoint(&description.of)) {
            Some(name) => name.mentions.extend(description.mentions),
            None => names.push(description),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_becomes_types_and_entities() {
        let key = ";;; remark\n0.  MESSAGE: ID                     TST1-MUC3-0001\n1.  MESSAGE: TEMPLATE               1\n4.  INCIDENT: TYPE                  BOMBING / ATTACK\n6.  INCIDENT: INSTRUMENT ID         ?\"TNT\"\n9.  PERP: INDIVIDUAL ID             \"TWO MEN\" /\n                                    \"THE \\\"MEN\\\"\"\n                                    \"A WOMAN\"\n18. HUM TGT: NAME                   \"JUAN\"\n19. HUM TGT: DESCRIPTION            \"MAYOR\": \"JUAN\"\n                                    \"PEASANT\"\n";
        let all = templates(key);
        let mut report = Report::default();
        report.add(&all[0]);
        assert_eq!(report.types, BTreeSet::from(["BOMBING"]));
        assert_eq!(report.optional_types, BTreeSet::from(["ATTACK"]));
        let sizes = |role: &str| report.fillers[role].iter().map(|one| one.mentions.len()).collect::<Vec<_>>();
        assert_eq!(sizes("perpetrator, individual"), [2, 1]);
        assert_eq!(sizes("victim"), [2, 1]);
        assert!(report.fillers["weapon"][0].optional);
        assert!(report.fillers["perpetrator, individual"][0].mentions.contains("men"));
    }

    #[test]
    fn messages_are_cut_behind_their_datelines() {
        let file = "TST1-MUC3-0001\n\n   LIMA, 4 FEB 90 (EFE) -- [TEXT] A BOMB WENT\nOFF.\n\n\nTST1-MUC3-0002 \n\n   BOGOTA -- [TEXT] NOTHING.\n";
        let all = messages(file);
        assert_eq!(all.len(), 2);
        assert_eq!(behind_header(&all[0].1).trim(), "A BOMB WENT\nOFF.");
        assert_eq!(
            all.iter().map(|(_, message)| day(message)).collect::<Vec<_>>(),
            [Some(jiff::civil::date(1990, 2, 4)), None]
        );
    }
}
