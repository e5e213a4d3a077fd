//! What a source says: its words, who says them and who published them. Always a link to the words in the report.

use crate::view::{Told, View};
use crate::{links, words};
use askama::Template;
use askama::filters::HtmlSafe;
use model::{ClaimId, Polarity};

/// What a source says.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "quote.html")]
pub(crate) struct Quote {
    pub(crate) href: String,
    pub(crate) words: String,
    /// The code of the language of the words.
    pub(crate) language: &'static str,
    /// What kind of thing is said.
    pub(crate) kind: String,
    /// How it is meant, where it is not simply told as a fact.
    pub(crate) manner: Option<&'static str>,
    /// Whom the report names as the speaker.
    pub(crate) speaker: Option<String>,
    pub(crate) relayed_by: String,
    pub(crate) source: String,
    pub(crate) published: String,
    /// Whether it says that the thing is not so.
    pub(crate) denies: bool,
}

impl HtmlSafe for Quote {}

impl Quote {
    pub(crate) fn new(told: Told<'_>) -> Self {
        let Told { reading, claim } = told;
        let relays: Vec<String> =
            claim.attribution.relayed_by.iter().map(|relay| words::mention(reading, *relay)).collect();
        Self {
            href: links::claim(&reading.report, &claim.id),
            words: words::shortened(&words::one_line(claim.evidence.slice(&reading.text)), 400),
            language: reading.language.code(),
            kind: claim.kind.words(),
            manner: words::manner(claim),
            speaker: claim.attribution.speaker.map(|speaker| words::mention(reading, speaker)),
            relayed_by: relays.join(", "),
            source: reading.source.clone().unwrap_or_else(|| format!("unknown source ({})", reading.report)),
            published: words::published(reading.published),
            denies: claim.polarity == Polarity::Negated || claim.modality == model::Modality::Denied,
        }
    }
}

/// Claims as quotations, in the order given; a claim whose reading the record does not hold is left to the caller's count.
pub(crate) fn quotes<'c>(view: &View<'_>, claims: impl IntoIterator<Item = &'c ClaimId>) -> Vec<Quote> {
    claims.into_iter().filter_map(|id| view.told(id)).map(Quote::new).collect()
}
