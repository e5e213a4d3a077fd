//! re3d (Defence Science and Technology Laboratory, 2017): documents on Syria and Iraq with entities by offset.

use crate::corpora::text_of;
use crate::scorers::spans::Labelled;
use anyhow::{Context, Result};
use model::Span;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// A document and its entities of any type.
pub struct Document {
    /// The publisher's id, 32 hexadecimal digits.
    pub id: String,
    /// The text that offsets count in.
    pub text: String,
    /// Persons, organisations and places.
    pub names: Vec<Labelled>,
}

impl Document {
    /// Whether it is in the half kept for measuring: those whose id ends in 8 to f. The other half may train what ships.
    pub fn held_out(&self) -> bool {
        self.id.chars().next_back().and_then(|digit| digit.to_digit(16)).is_some_and(|digit| digit >= 8)
    }
}

/// Every folder's documents, by id.
pub fn read(folder: &Path) -> Result<Vec<Document>> {
    let mut all: BTreeMap<String, Document> = BTreeMap::new();
    let folders = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    for part in folders {
        let part = part?.path();
        if part.join("documents.json").is_file() {
            for (id, text) in
                lines(&part.join("documents.json"), |line| Some((word(line, "_id")?, word(line, "text")?)))?
            {
                all.insert(id.clone(), Document { id, text, names: Vec::new() });
            }
            for (id, name) in lines(&part.join("entities.json"), entity)? {
                if let (Some(name), Some(document)) = (name, all.get_mut(&id)) {
                    document.names.push(name);
                }
            }
        }
    }
    for document in all.values_mut() {
        document.names.sort();
        document.names.dedup();
    }
    Ok(all.into_values().collect())
}

fn lines<T>(path: &Path, parse: impl Fn(&Value) -> Option<T>) -> Result<Vec<T>> {
    let text = text_of(path)?;
    let lines = text.lines().map(|line| line.trim_start_matches('\u{feff}')).filter(|line| !line.trim().is_empty());
    lines
        .enumerate()
        .map(|(number, line)| {
            let value: Value =
                serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), number + 1))?;
            parse(&value).with_context(|| format!("{}:{}: a field is missing", path.display(), number + 1))
        })
        .collect()
}

fn word(line: &Value, field: &str) -> Option<String> {
    Some(line.get(field)?.as_str()?.to_owned())
}

/// An entity's document, and the entity where it is of a type that is measured.
fn entity(line: &Value) -> Option<(String, Option<Labelled>)> {
    let number = |field: &str| usize::try_from(line.get(field)?.as_u64()?).ok();
    let label = match line.get("type")?.as_str()? {
        "Person" => Some("person"),
        "Organisation" => Some("organisation"),
        "Location" => Some("place"),
        _ => None,
    };
    let span = Span::new(number("begin")?, number("end")?)?;
    Some((word(line, "documentId")?, label.map(|label| Labelled { span, label })))
}
