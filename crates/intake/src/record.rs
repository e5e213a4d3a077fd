//! From what was told to a report with its id.

use crate::error::IntakeError;
use crate::{Arrival, Options, Result, date, encoding, limit};
use model::{Basis, MediaType, Published, Report, ReportId};
use sha2::{Digest, Sha256};

/// What a line, a row or an entry tells. Everything but the words may be missing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told {
    pub(crate) id: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) html: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) language: Option<String>,
}

impl Told {
    /// The report, where it is complete.
    pub(crate) fn arrival(self, place: &str, options: &Options) -> Result {
        let published = match self.published.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            None => Published::Unknown,
            Some(text) => {
                let when =
                    date(text).map_err(|error| IntakeError::field(place, "published", problem(&error.to_string())))?;
                Published::Known { when, basis: Basis::Stated }
            }
        };
        let (media, text) = match (self.text.filter(|text| !text.trim().is_empty()), self.html) {
            (Some(text), _) => (MediaType::Text, text),
            (None, Some(html)) if !html.trim().is_empty() => (MediaType::Html, html),
            _ => {
                return Err(IntakeError::field(
                    place,
                    "text",
                    "is missing or empty, and 'html' too; one of them is needed",
                ));
            }
        };
        let bytes = text.into_bytes();
        if bytes.len() as u64 > limit::LARGEST_REPORT {
            return Err(limit::too_large(place, bytes.len() as u64, limit::LARGEST_REPORT));
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let words = Words { media, encoding: "utf-8".to_owned(), text, bytes };
        let told =
            Beside { title: self.title, url: self.url, source: self.source, language: self.language, id: self.id };
        Ok(arrival(place, words, told, published, options))
    }
}

/// The wire's message says the field again: only what is behind it is said here.
fn problem(message: &str) -> String {
    message.strip_prefix("field 'published' ").unwrap_or(message).to_owned()
}

/// The words of a report.
struct Words {
    media: MediaType,
    encoding: String,
    text: String,
    bytes: Vec<u8>,
}

/// What is told beside the words.
#[derive(Default)]
struct Beside {
    title: Option<String>,
    url: Option<String>,
    source: Option<String>,
    language: Option<String>,
    id: Option<String>,
}

/// One file as one report.
pub(crate) fn single(place: &str, bytes: Vec<u8>, page: bool, options: &Options) -> Result {
    let (text, encoding) = encoding::decode(&bytes, page);
    let media = if page { MediaType::Html } else { MediaType::Text };
    let words = Words { media, encoding, text, bytes };
    Ok(arrival(place, words, Beside::default(), Published::Unknown, options))
}

fn arrival(place: &str, words: Words, told: Beside, published: Published, options: &Options) -> Arrival {
    let content = hexadecimal(&Sha256::digest(&words.bytes));
    let given = options.published.map(|when| Published::Known { when, basis: Basis::Given });
    let kept = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let source = options.source.clone().or(kept(told.source));
    let external_id = kept(told.id);
    let report = Report {
        id: report_id(&content, source.as_deref(), external_id.as_deref()),
        content,
        media: words.media,
        encoding: words.encoding,
        text: words.text,
        source,
        external_id,
        found_at: place.to_owned(),
        url: kept(told.url),
        title: kept(told.title),
        language: kept(told.language),
        published: given.unwrap_or(published),
    };
    Arrival { report, bytes: words.bytes }
}

/// The id of a report: `r-` and the first 16 hexadecimal digits of the SHA-256 of three lines, each with a line feed behind
/// it: the content's hash, the source or nothing, the external id or nothing. The same arrival has the same id, wherever
/// and whenever it is taken in.
pub fn report_id(content: &str, source: Option<&str>, external_id: Option<&str>) -> ReportId {
    let lines = format!("{content}\n{}\n{}\n", source.unwrap_or_default(), external_id.unwrap_or_default());
    let hash = hexadecimal(&Sha256::digest(lines));
    let short: String = hash.chars().take(16).collect();
    ReportId::new(format!("r-{short}")).expect("hexadecimal digits are visible characters")
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_that_of_content_source_and_external_id() {
        let id = report_id("ab", Some("Outlet"), None);
        assert_eq!(id, report_id("ab", Some("Outlet"), Some("")));
        assert_ne!(id, report_id("ab", None, Some("Outlet")));
        assert_eq!(id.as_str().len(), 18);
    }
}
