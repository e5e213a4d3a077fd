//! Taking in reports of which nothing may be seen: each is read as others are, under an id that was drawn, and enters with
//! its reading sealed. What it claims stays out of incidents, since an incident would tell it.

use crate::reading::read_report;
use crate::stages::Stages;
use crate::take_in::{Summary, TakeInError};
use intake::{Arrival, IntakeError};
use model::ReportId;
use store::protection::Level;
use store::{Change, ProtectedReport, Reason, Store, StoreError};

/// How far reports may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Who gave them, and where they were found.
    pub origin: Level,
    /// What they say.
    pub contents: Level,
}

/// Takes in arrivals, each in a step of its own. `draw` gives an id that says nothing; `took` hears of each that was entered.
/// One that the record holds for all to see is refused: protecting it now would hide nothing.
pub fn take_in_protected(
    stages: &Stages,
    store: &mut dyn Store,
    arrivals: impl Iterator<Item = Result<Arrival, IntakeError>>,
    (shown, reason, now): (Shown, &Reason, &dyn Fn() -> String),
    draw: &mut dyn FnMut() -> Result<ReportId, StoreError>,
    took: &mut dyn FnMut(&ReportId),
) -> Result<Summary, TakeInError> {
    let mut summary = Summary::default();
    let entered = store.agreements()?;
    for arrival in arrivals {
        let Arrival { mut report, bytes } = match arrival {
            Ok(arrival) => arrival,
            Err(error) => {
                summary.refused.push(error.to_string());
                continue;
            }
        };
        summary.arrived += 1;
        if store.has_report(&report.id)? {
            summary.refused.push(format!("{}: the record holds it for all to see as {}", report.found_at, report.id));
            continue;
        }
        report.id = draw()?;
        let reading = read_report(stages, &entered, &report);
        summary.new += 1;
        summary.claims += reading.claims.len() as u64;
        let id = report.id.clone();
        let Shown { origin, contents } = shown;
        let protected = ProtectedReport { report, bytes, reading, origin, contents };
        store.append(&now(), reason, &[Change::ReportProtected(Box::new(protected))])?;
        took(&id);
    }
    Ok(summary)
}
