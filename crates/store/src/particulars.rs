//! A report's particulars as JSON: all of it but text and bytes. It must not keep what can be had from the bytes.

use model::{MediaType, Report, ReportId};
use serde_json::{Map, Value};
use wire::time::PublishedLine;

/// Writes them. `text` is left out: it is decoded from the bytes again.
pub(crate) fn write(report: &Report) -> Value {
    let mut fields = Map::new();
    let mut put = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            fields.insert(name.to_owned(), value.into());
        }
    };
    put("id", Some(report.id.as_str()));
    put("content", Some(&report.content));
    put("media", Some(report.media.as_str()));
    put("encoding", Some(&report.encoding));
    put("source", report.source.as_deref());
    put("external_id", report.external_id.as_deref());
    put("found_at", Some(&report.found_at));
    put("url", report.url.as_deref());
    put("title", report.title.as_deref());
    put("language", report.language.as_deref());
    // Field by field: flattened into the object, as on exchange lines.
    if let Ok(Value::Object(published)) = serde_json::to_value(PublishedLine::new(report.published)) {
        fields.extend(published);
    }
    Value::Object(fields)
}

/// Reads them back, with an empty text; the error names the field.
pub(crate) fn read(value: &Value) -> Result<Report, String> {
    let optional = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    let needed = |name: &str| optional(name).ok_or_else(|| format!("field '{name}' is missing"));
    let published: PublishedLine = serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
    let media = needed("media")?;
    Ok(Report {
        id: ReportId::new(needed("id")?).map_err(|error| error.to_string())?,
        content: needed("content")?,
        media: MediaType::parse(&media).ok_or_else(|| format!("field 'media' holds '{media}'"))?,
        encoding: needed("encoding")?,
        text: String::new(),
        source: optional("source"),
        external_id: optional("external_id"),
        found_at: needed("found_at")?,
        url: optional("url"),
        title: optional("title"),
        language: optional("language"),
        published: published.to_published().map_err(|error| error.to_string())?,
    })
}
