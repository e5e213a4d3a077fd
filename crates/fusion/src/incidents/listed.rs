//! What a list of coded events says of its own rows: two rows are two events, and all that one row says is one, in whatever
//! words and versions. Whoever coded them looked at the sources; a score knows less.

use super::telling::Telling;
use crate::stable;
use model::ReportId;

/// A row: the hashes of its list and of its id there.
pub(crate) type Row = (u64, u64);

/// How two tellings stand by their rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// One row tells both.
    Same,
    /// Two rows of one list.
    Apart,
    /// No list knows both.
    Open,
}

/// The row that a report is.
pub(crate) fn row(report: &ReportId) -> Option<Row> {
    let (list, entry) = report.row()?;
    Some((stable::hash(list.as_bytes()), stable::hash(entry.as_bytes())))
}

/// How two tellings stand.
pub(crate) fn standing(a: &Telling<'_>, b: &Telling<'_>) -> Standing {
    match (a.row(), b.row()) {
        (Some(x), Some(y)) if x == y => Standing::Same,
        (Some(x), Some(y)) if x.0 == y.0 => Standing::Apart,
        _ => Standing::Open,
    }
}

/// Whether no list has a row in one cluster and another row in the other.
pub(crate) fn fit(x: &[Row], y: &[Row]) -> bool {
    x.iter().all(|(list, entry)| y.iter().all(|(other, row)| other != list || row == entry))
}

#[cfg(test)]
mod tests {
    use crate::fuse;
    use crate::sample::*;
    use model::{ClaimKind, Incident, Reading, ReportId, Role};

    /// A row of a list, word for word like its neighbours but for its id.
    fn row(entry: &str, version: &str, relays: &[&str]) -> Reading {
        let text = format!(
            "List event {entry}\nside: North\nside: South\nplace: the old mill by the river\nkilled: 1\nversion: {version}"
        );
        let told = |relay: &&str| {
            claim(ClaimKind::ArmedClash, "killed", &text)
                .role(Role::Agent, "North")
                .on("2020-01-20")
                .at(town("Ain Zara", 32.8, 13.27))
                .killed(1)
                .relayed_by(relay)
        };
        let mut reading = report("r", "", "List", &text, relays.iter().map(told).collect());
        reading.report = ReportId::of_row("list", entry, version).unwrap();
        for (number, claim) in (1..).zip(&mut reading.claims) {
            claim.id = model::ClaimId::new(format!("{}.c{number}", reading.report)).unwrap();
        }
        reading
    }

    fn incidents(readings: &[Reading]) -> Vec<Incident> {
        fuse(readings, &[], &[]).0.incidents
    }

    #[test]
    fn a_hundred_rows_alike_are_a_hundred_events_and_all_claims_of_one_are_one() {
        let rows: Vec<Reading> =
            (1..=100).map(|entry| row(&entry.to_string(), "a", &["Coast Wire", "Reuters"])).collect();
        let made = incidents(&rows);
        assert_eq!(made.len(), 100);
        assert!(made.iter().all(|incident| incident.documents.len() == 1 && incident.origins.len() == 2));
    }

    #[test]
    fn versions_of_a_row_are_one_event_and_a_report_joins_one_row_only() {
        assert_eq!(incidents(&[row("1", "a", &["Coast Wire"]), row("1", "b", &["Coast Wire"])]).len(), 1);
        let story = "North killed one in a clash in Ain Zara on Monday, a medic said.";
        let told = claim(ClaimKind::ArmedClash, "clash", story).role(Role::Agent, "North").on("2020-01-20");
        let told = told.at(town("Ain Zara", 32.8, 13.27)).killed(1);
        let story = report("r-9", "2020-01-21", "Coast Wire", story, vec![told]);
        let made = incidents(&[row("1", "a", &["Coast Wire"]), row("2", "a", &["Coast Wire"]), story]);
        assert_eq!(made.len(), 2);
        assert!(made.iter().all(|incident| incident.origins.len() == 1), "a row that cites a wire is that wire");
        assert_eq!(made.iter().map(|incident| incident.documents.len()).sum::<usize>(), 3);
    }
}
