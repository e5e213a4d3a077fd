//! Decisions on incidents and origins, read out of the forms on an incident's and on a report's page.

use super::unread;
use crate::acting::{Taken, Undone, seen};
use crate::ask::Ask;
use crate::form::Form;
use crate::{Desk, links};
use model::id::InvalidId;
use model::{Asked, ClaimId, DecisionId, IncidentId, ReportId, Statements};

/// A decision on an incident; it is seen on the incident's page, which a former id leads to as well.
pub(crate) fn on_incident(ask: &Ask, desk: &dyn Desk) -> Result<Taken, Undone> {
    let incident = IncidentId::new(ask.id.as_str())?;
    let asked = match ask.form.one("act") {
        "merge" => Asked::Merge(merged(incident.clone(), &ask.form)?),
        "split" => Asked::Split(incident.clone(), claims(&ask.form)?),
        "pin" => Asked::Pin(incident.clone()),
        "unpin" => Asked::Unpin(incident.clone()),
        "revoke" => Asked::Revoke(DecisionId::new(ask.form.one("decision"))?),
        other => return Err(unread(other)),
    };
    decide(ask, desk, asked, links::incident(&incident) + "#decided")
}

/// Whence a report's statements come.
pub(crate) fn on_report(ask: &Ask, desk: &dyn Desk) -> Result<Taken, Undone> {
    let report = ReportId::new(ask.id.as_str())?;
    let of = match ask.form.one("of") {
        "report" => Statements::Report(report.clone()),
        "source" => Statements::Source(ask.view().source(&report)),
        claim => Statements::Claim(ClaimId::new(claim)?),
    };
    let asked = match ask.form.one("act") {
        "set_origin" => Asked::SetOrigin(of, ask.form.one("origin").to_owned(), ask.form.has("speaks", "yes")),
        "revoke" => Asked::Revoke(DecisionId::new(ask.form.one("decision"))?),
        other => return Err(unread(other)),
    };
    decide(ask, desk, asked, links::report(&report) + "#origins")
}

fn decide(ask: &Ask, desk: &dyn Desk, asked: Asked, seen_at: String) -> Result<Taken, Undone> {
    let (by, why) = (ask.form.one("by"), ask.form.one("why"));
    desk.decide(asked, by, why, seen(&ask.form)?)?;
    Ok(Taken { seen_at, name: by.to_owned() })
}

/// The incident and those that were named beside it: by their ids, or by the addresses of their pages.
fn merged(incident: IncidentId, form: &Form) -> Result<Vec<IncidentId>, Undone> {
    let id = |text: &String| IncidentId::new(text.rsplit('/').next().unwrap_or_default());
    let others: Result<Vec<IncidentId>, InvalidId> = form.all("incidents").iter().map(id).collect();
    Ok([vec![incident], others?].concat())
}

fn claims(form: &Form) -> Result<Vec<ClaimId>, InvalidId> {
    form.all("claim").into_iter().map(ClaimId::new).collect()
}

impl From<InvalidId> for Undone {
    fn from(why: InvalidId) -> Self {
        Undone::Unread(why.to_string())
    }
}
