//! What every form bears: its token, the state of the record that it shows, and the name of whoever fills it in.

use crate::ask::Ask;
use askama::Template;
use askama::filters::HtmlSafe;

/// What every form bears.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "desk.html")]
pub(crate) struct DeskFields {
    token: String,
    seen: u64,
    /// The name typed last; empty where none was.
    pub(crate) name: String,
}

impl HtmlSafe for DeskFields {}

impl DeskFields {
    /// `None` where the desk is closed: then nothing is offered.
    pub(crate) fn new(ask: &Ask) -> Option<Self> {
        let token = ask.site.door.token()?.to_owned();
        let seen = ask.view().record.checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.size);
        let name = ask.form.told("by").or_else(|| ask.name.clone()).unwrap_or_default();
        Some(Self { token, seen, name })
    }
}
