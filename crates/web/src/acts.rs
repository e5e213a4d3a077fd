//! What people do on the pages, read out of their forms. It must not judge: that is for whoever stands behind the desk.

pub(crate) mod decision;
pub(crate) mod observing;

use crate::acting::Undone;

/// A form that asks for something that the page does not offer.
fn unread(act: &str) -> Undone {
    Undone::Unread(format!("nothing is called “{act}” here: use one of the form's buttons"))
}
