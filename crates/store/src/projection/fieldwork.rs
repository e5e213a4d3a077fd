//! What entries on patrols and on the screening change in the tables.

use super::{Projected, listed};
use model::FieldEntry;
use serde_json::Value;
use wire::ScreeningLine;
use wire::fieldwork::Tabular;

#[derive(Debug, PartialEq)]
pub(crate) struct ScreeningRow {
    pub(crate) subject: String,
    pub(crate) at: String,
    pub(crate) line: String,
}

/// What a patrol entered; `noun` tells which of the three.
#[derive(Debug, PartialEq)]
pub(crate) struct FieldworkRow {
    pub(crate) noun: &'static str,
    pub(crate) id: String,
    pub(crate) corrects: Option<String>,
    pub(crate) line: String,
}

pub(super) fn fieldwork<L: Tabular>(body: &Value) -> Result<Projected, String> {
    let line: L = serde_json::from_value(body.clone()).map_err(|error| error.to_string())?;
    let entry = line.to_noun().map_err(|error| error.to_string())?;
    Ok(Projected::Fieldwork(FieldworkRow {
        noun: <L::Noun as FieldEntry>::NOUN,
        id: entry.id().to_string(),
        corrects: entry.corrects().map(ToString::to_string),
        line: body.to_string(),
    }))
}

pub(super) fn screening(at: &str, body: &Value) -> Result<Projected, String> {
    let row = |value: &Value| {
        let line: ScreeningLine = serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
        Ok(ScreeningRow { subject: line.subject().to_owned(), at: at.to_owned(), line: value.to_string() })
    };
    listed(body)?.iter().map(row).collect::<Result<_, String>>().map(Projected::Screening)
}
