//! A form that was sent: whether it may come in, who takes it, and what is shown then. What is refused is shown again as it was
//! typed, with the line that says what is wrong; what is taken leads to a page that can be loaded again without acting again.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::desk::DeskError;
use crate::door::TurnedAway;
use crate::error::PageError;
use crate::form::{Form, keep_name, name_told};
use crate::routes::Make;
use crate::site::Site;
use axum::http::{HeaderMap, StatusCode, header};
use std::sync::Arc;

/// The longest form that is read.
pub(crate) const LONGEST: usize = 64 * 1024;

/// What takes a form.
pub(crate) type Take = fn(&Ask, &dyn crate::Desk) -> Result<Taken, Undone>;

/// What was taken down: where that is seen, and in whose name it was done.
pub(crate) struct Taken {
    pub(crate) seen_at: String,
    pub(crate) name: String,
}

/// Why a form was not taken.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Undone {
    /// The desk did not take it.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// It cannot be read.
    #[error("{0}")]
    Unread(String),
    /// The pages were started anew since it was shown.
    #[error(
        "these pages were started anew since you opened the form; what you typed is still here: look at it again, and send it"
    )]
    Old,
}

impl Undone {
    fn status(&self) -> StatusCode {
        match self {
            Undone::Desk(DeskError::Changed(_)) => StatusCode::CONFLICT,
            Undone::Desk(DeskError::Record(_)) => StatusCode::SERVICE_UNAVAILABLE,
            Undone::Desk(DeskError::Refused(_)) | Undone::Unread(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Undone::Old => StatusCode::FORBIDDEN,
        }
    }
}

/// A form as it was sent.
pub(crate) struct Sent {
    /// The path to which it was sent.
    pub(crate) path: String,
    /// What stands for `{id}` in the route.
    pub(crate) id: String,
    pub(crate) headers: HeaderMap,
    /// What was typed; how it is unreadable, where it is.
    pub(crate) form: Result<Form, String>,
}

/// Takes a form, or shows its page again.
pub(crate) fn act(site: &Arc<Site>, sent: Sent, take: Take, show: Make) -> Result<Answer, PageError> {
    site.door.is_from_here(&sent.headers)?;
    let desk = site.door.desk().ok_or(PageError::Method)?;
    let form = sent.form.map_err(PageError::Form)?;
    let name = name_told(&sent.headers);
    let asked = || {
        Ask::new(Arc::clone(site), &sent.path, sent.id.clone(), None).map(|ask| ask.with(name.clone(), form.clone()))
    };
    let ask = asked()?;
    let taken = if site.door.knows(ask.form.one("token")) { take(&ask, desk) } else { Err(Undone::Old) };
    match taken {
        Ok(taken) => Ok(Answer::see_other(&taken.seen_at).with(header::SET_COOKIE, keep_name(&taken.name))),
        // Asked anew: the page shows the record as it is now, with what others did meanwhile.
        Err(why) => Ok(show(&asked()?.refused(why.to_string()))?.with_status(why.status())),
    }
}

impl From<TurnedAway> for PageError {
    fn from(why: TurnedAway) -> Self {
        PageError::TurnedAway(why)
    }
}

/// The state of the record that the person looked at, as the form bears it.
pub(crate) fn seen(form: &Form) -> Result<u64, Undone> {
    let seen = form.one("seen").parse();
    seen.map_err(|_| {
        Undone::Unread("the form does not say which state of the record it shows: open the page anew".to_owned())
    })
}
