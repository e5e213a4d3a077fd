//! What people do on the pages, read out of their forms. It must not judge: that is for whoever stands behind the desk.

pub(crate) mod case;
pub(crate) mod decision;
pub(crate) mod observing;

use crate::Desk;
use crate::acting::{Taken, Undone};
use crate::ask::Ask;

/// On an incident's page people decide on it, and receive allegations on it.
pub(crate) fn on_incident(ask: &Ask, desk: &dyn Desk) -> Result<Taken, Undone> {
    if ask.form.one("act") == "received" { case::on_incident(ask, desk) } else { decision::on_incident(ask, desk) }
}

/// A form that asks for something that the page does not offer.
fn unread(act: &str) -> Undone {
    Undone::Unread(format!("nothing is called “{act}” here: use one of the form's buttons"))
}
