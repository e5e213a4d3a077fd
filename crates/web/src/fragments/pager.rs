//! Which part of a list is shown, and the way to the other parts. The total is always exact.

use crate::query::Query;
use crate::selection::A_PAGE;
use crate::words::grouped;
use askama::Template;
use askama::filters::HtmlSafe;

/// Which part of a list is shown.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "pager.html")]
pub(crate) struct Pager {
    pub(crate) first: String,
    pub(crate) last: String,
    pub(crate) total: String,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
}

impl HtmlSafe for Pager {}

impl Pager {
    /// `from` is the place of the first one shown, from 0.
    pub(crate) fn new(path: &str, query: &Query, from: usize, shown: usize, total: usize) -> Self {
        let at = |page: usize| format!("{path}{}", Query { page, ..query.clone() }.written());
        // Beyond the end the way back leads to the last page that holds something.
        let last_page = total.div_ceil(A_PAGE).max(1);
        Self {
            first: grouped((from + usize::from(shown > 0)) as u64),
            last: grouped((from + shown) as u64),
            total: grouped(total as u64),
            before: (query.page > 1).then(|| at((query.page - 1).min(last_page))),
            after: (from + shown < total).then(|| at(query.page + 1)),
        }
    }
}
