//! How much was watched in a period: what stands beside every count.

use crate::query::Query;
use crate::view::View;
use publication::fieldwork::{Watched, chosen};

/// How much was watched, in a sentence, and where it is told in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Effort {
    pub(crate) words: String,
    pub(crate) href: String,
}

impl Effort {
    pub(crate) fn new(view: &View<'_>, query: &Query) -> Self {
        let watched = Watched::of(chosen(&view.record.fieldwork.efforts, &query.period(), None));
        Self { words: watched.words(), href: format!("/observations{}", query.period_only().written()) }
    }
}
