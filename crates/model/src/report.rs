//! What arrived: it never changes.

use crate::id::ReportId;
use crate::when::Interval;

/// How we know when a report was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The person who took it in said so.
    Given,
    /// The report's own metadata or its line in a feed says so.
    Stated,
    /// Inferred from the text.
    Inferred,
}

impl Basis {
    /// The name on exchange lines.
    pub fn as_str(self) -> &'static str {
        match self {
            Basis::Given => "given",
            Basis::Stated => "stated",
            Basis::Inferred => "inferred",
        }
    }

    /// Reads the name on exchange lines.
    pub fn parse(text: &str) -> Option<Self> {
        [Basis::Given, Basis::Stated, Basis::Inferred].into_iter().find(|basis| basis.as_str() == text)
    }
}

/// When a report was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Published {
    /// Nobody knows.
    #[default]
    Unknown,
    /// Within this interval.
    Known {
        /// The interval: a day, or a minute.
        when: Interval,
        /// How we know.
        basis: Basis,
    },
}

impl Published {
    /// The interval, where one is known.
    pub fn interval(self) -> Option<Interval> {
        match self {
            Published::Unknown => None,
            Published::Known { when, .. } => Some(when),
        }
    }

    /// The earliest of several; unknown where all are.
    pub fn earliest(all: impl IntoIterator<Item = Published>) -> Published {
        let known = all.into_iter().filter_map(|one| Some((one.interval()?, one)));
        known.min_by_key(|(when, _)| *when).map_or(Published::Unknown, |(_, published)| published)
    }
}

/// What the bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MediaType {
    /// Plain text.
    Text,
    /// A page.
    Html,
}

impl MediaType {
    /// The name on exchange lines.
    pub fn as_str(self) -> &'static str {
        match self {
            MediaType::Text => "text",
            MediaType::Html => "html",
        }
    }

    /// Reads the name on exchange lines.
    pub fn parse(text: &str) -> Option<Self> {
        [MediaType::Text, MediaType::Html].into_iter().find(|media| media.as_str() == text)
    }
}

/// A report as it arrived. The bytes themselves are kept under `content`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its id: derived from `content`, `source` and `external_id`, so that the same arrival has the same id.
    pub id: ReportId,
    /// SHA-256 of the bytes as they arrived, hexadecimal.
    pub content: String,
    /// What the bytes are.
    pub media: MediaType,
    /// The name under which the bytes were decoded: `utf-8`, `windows-1256`.
    pub encoding: String,
    /// The bytes decoded, with line ends as they were.
    pub text: String,
    /// Who published it, as told; `None` where nobody said.
    pub source: Option<String>,
    /// The id that it bore where it came from: a feed's guid, a line's `id`.
    pub external_id: Option<String>,
    /// Where it was found: a path or an address.
    pub found_at: String,
    /// Its address on the net, where told.
    pub url: Option<String>,
    /// Its title, where told beside the text.
    pub title: Option<String>,
    /// Its language, where told.
    pub language: Option<String>,
    /// When it was published, as told with it.
    pub published: Published,
}
