//! Sections, lines and their parts.

use super::evidence::EvidenceRef;
use serde::Serialize;

/// A section of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// A short stable name: `agreement`, `happened`.
    pub id: &'static str,
    /// The title.
    pub title: &'static str,
    /// How to read it, where that needs saying: the rule behind it.
    pub rule: Option<String>,
    /// Its lines in reading order.
    pub lines: Vec<Line>,
}

/// What a line is in its section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    /// Opens a group: an agreement, a day.
    Heading,
    /// Opens a group within it: a party.
    Subheading,
    /// A statement at a depth from 0; a deeper one belongs to the one before it.
    Item(u8),
}

/// A part of a line. Said, proposed and found look different everywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum Part {
    /// Words of this program on what the record holds.
    Plain {
        /// The words.
        text: String,
    },
    /// The words by which a reader finds the line.
    Key {
        /// The words.
        text: String,
    },
    /// A report's own words.
    Said {
        /// The words.
        words: String,
        /// Whom the report names as the speaker; `None` where it speaks itself.
        speaker: Option<String>,
        /// Who published it.
        source: String,
    },
    /// What the program proposes, with why.
    Proposed {
        /// The words.
        text: String,
    },
    /// What people found.
    Found {
        /// The words.
        text: String,
    },
}

/// A line: what it says, and the evidence for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What it is in its section.
    pub rank: Rank,
    /// The incident, finding or report that it is about.
    pub about: Option<String>,
    /// What it says.
    pub parts: Vec<Part>,
    /// The claims behind it.
    pub evidence: Vec<EvidenceRef>,
}

impl Line {
    fn new(rank: Rank) -> Self {
        Self { rank, about: None, parts: Vec::new(), evidence: Vec::new() }
    }

    pub(super) fn heading(text: impl Into<String>) -> Self {
        Self::new(Rank::Heading).key(text)
    }

    pub(super) fn subheading(text: impl Into<String>) -> Self {
        Self::new(Rank::Subheading).key(text)
    }

    pub(super) fn item(depth: u8) -> Self {
        Self::new(Rank::Item(depth))
    }

    pub(super) fn about(mut self, id: impl ToString) -> Self {
        self.about = Some(id.to_string());
        self
    }

    pub(super) fn plain(mut self, text: impl Into<String>) -> Self {
        self.parts.push(Part::Plain { text: text.into() });
        self
    }

    pub(super) fn key(mut self, text: impl Into<String>) -> Self {
        self.parts.push(Part::Key { text: text.into() });
        self
    }

    pub(super) fn said(mut self, evidence: &EvidenceRef) -> Self {
        self.parts.push(Part::Said {
            words: evidence.words.clone(),
            speaker: evidence.speaker.clone(),
            source: evidence.source.clone(),
        });
        self
    }

    pub(super) fn proposed(mut self, text: impl Into<String>) -> Self {
        self.parts.push(Part::Proposed { text: text.into() });
        self
    }

    pub(super) fn found(mut self, text: impl Into<String>) -> Self {
        self.parts.push(Part::Found { text: text.into() });
        self
    }

    pub(super) fn evidence(mut self, evidence: Vec<EvidenceRef>) -> Self {
        self.evidence.extend(evidence);
        self
    }
}

impl Section {
    /// A section; without lines it says `none`.
    pub(super) fn of(
        id: &'static str,
        title: &'static str,
        rule: Option<&str>,
        mut lines: Vec<Line>,
        none: &str,
    ) -> Self {
        if lines.is_empty() {
            lines.push(Line::item(0).plain(none));
        }
        Self { id, title, rule: rule.map(str::to_owned), lines }
    }

    /// The evidence of all lines, each claim once, in the order in which lines first name it.
    pub fn numbered(&self) -> Vec<&EvidenceRef> {
        let mut seen = std::collections::BTreeSet::new();
        self.lines.iter().flat_map(|line| &line.evidence).filter(|evidence| seen.insert(&evidence.claim)).collect()
    }

    /// The numbers, from 1, under which a line's evidence stands in [`Section::numbered`].
    pub(super) fn numbers(numbered: &[&EvidenceRef]) -> std::collections::BTreeMap<String, usize> {
        numbered.iter().zip(1..).map(|(evidence, number)| (evidence.claim.clone(), number)).collect()
    }
}
