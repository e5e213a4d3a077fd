//! Whether the clauses of an agreement fit together: each fault that leaves nothing to judge by is refused here. What two
//! clauses merely make doubtful is told by the crate `assessment`.

use super::drawing::overlap;
use crate::error::WireError;
use model::{Agreement, ClauseScope, Deadline, Drawing, Line, Obligation, ShapeId, SideOf};
use std::collections::BTreeSet;

/// The first fault found.
pub(super) fn check(agreement: &Agreement) -> Result<(), WireError> {
    distinct_clauses(agreement)?;
    zone_of_time(agreement)?;
    drawings(agreement)?;
    for scope in scopes(agreement) {
        refers(agreement, scope)?;
    }
    agreement.obligations.iter().try_for_each(|obligation| sound(agreement, obligation))
}

fn scopes(agreement: &Agreement) -> impl Iterator<Item = &ClauseScope> {
    let provisions = agreement.provisions.iter().map(|clause| &clause.scope);
    provisions.chain(agreement.permitted.iter().map(|clause| &clause.scope))
}

/// Two clauses with one id could not be told apart in a finding.
fn distinct_clauses(agreement: &Agreement) -> Result<(), WireError> {
    let provisions = agreement.provisions.iter().map(|clause| clause.id.as_str());
    let permitted = agreement.permitted.iter().map(|clause| clause.id.as_str());
    let obligations = agreement.obligations.iter().map(|clause| clause.id.as_str());
    let mut seen = BTreeSet::new();
    match provisions.chain(permitted).chain(obligations).find(|id| !seen.insert(*id)) {
        Some(id) => Err(WireError::field("id", id, "an id that no other clause has")),
        None => Ok(()),
    }
}

fn zone_of_time(agreement: &Agreement) -> Result<(), WireError> {
    let Some(name) = &agreement.annex.time_zone else { return Ok(()) };
    match jiff::tz::TimeZoneDatabase::bundled().get(name) {
        Ok(_) => Ok(()),
        Err(_) => Err(WireError::field("time_zone", name, "an IANA name such as Africa/Tripoli")),
    }
}

/// A line and a zone share no id, and of two versions of one never two are valid at once.
fn drawings(agreement: &Agreement) -> Result<(), WireError> {
    let lines: Vec<&Drawing> = agreement.annex.lines.iter().map(Line::drawing).collect();
    let zones: Vec<&Drawing> = agreement.annex.zones.iter().map(model::Zone::drawing).collect();
    if let Some(shared) = lines.iter().find(|line| zones.iter().any(|zone| zone.id == line.id)) {
        return Err(WireError::field("zone.id", &shared.id, "an id that no line has"));
    }
    versions(&lines)?;
    versions(&zones)
}

fn versions(all: &[&Drawing]) -> Result<(), WireError> {
    for (place, one) in all.iter().enumerate() {
        for other in all.iter().skip(place + 1).filter(|other| other.id == one.id) {
            if one.version == other.version {
                let stood = format!("{} of '{}'", one.version, one.id);
                return Err(WireError::field("version", stood, "a version that the others do not have"));
            }
            if overlap(one, other) {
                let stood = format!("{} and {} of '{}'", one.version, other.version, one.id);
                return Err(WireError::field(
                    "until",
                    stood,
                    "versions that are never valid at once: end one where the next begins",
                ));
            }
        }
    }
    Ok(())
}

fn refers(agreement: &Agreement, scope: &ClauseScope) -> Result<(), WireError> {
    scope.zones.iter().try_for_each(|id| zone_exists(agreement, id))?;
    let Some(asked) = &scope.line else { return Ok(()) };
    let mut versions = agreement.annex.lines.iter().filter(|line| line.drawing().id == asked.line).peekable();
    if versions.peek().is_none() {
        return Err(WireError::field("only.line", &asked.line, "the id of a line of this agreement"));
    }
    versions.try_for_each(|line| match &asked.side {
        Some(SideOf::Named(name)) if ![line.left(), line.right()].iter().any(|flank| flank.name == *name) => {
            Err(WireError::field("only.side", name, "own, other, or the name of a side of the line"))
        }
        Some(SideOf::Own | SideOf::Other)
            if [line.left(), line.right()].iter().any(|flank| flank.held_by.is_empty()) =>
        {
            let stood = format!("a side of '{}' that the line gives to nobody", asked.line);
            Err(WireError::field("only.side", stood, "'held_by' on both sides of the line"))
        }
        _ => Ok(()),
    })
}

fn zone_exists(agreement: &Agreement, id: &ShapeId) -> Result<(), WireError> {
    let known = agreement.annex.zones.iter().any(|zone| zone.drawing().id == *id);
    if known { Ok(()) } else { Err(WireError::field("zones", id, "ids of zones of this agreement")) }
}

/// An obligation that is due before it may be done can be judged by nobody, nor one that follows what is not there.
fn sound(agreement: &Agreement, obligation: &Obligation) -> Result<(), WireError> {
    obligation.terms.zones.iter().try_for_each(|id| zone_exists(agreement, id))?;
    match &obligation.deadline {
        Deadline::DaysAfter(after, _) if !agreement.obligations.iter().any(|one| one.id == *after) => {
            Err(WireError::field("obligation.after", after, "the id of an obligation of this agreement"))
        }
        Deadline::By(due) if obligation.terms.from.is_some_and(|from| due.to() <= from.from()) => {
            Err(WireError::field("obligation.by", format!("{due} of '{}'", obligation.id), "a day not before 'from'"))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use crate::AgreementFile;
    use crate::agreement::differences;

    const FILE: &str = r#"
id = "hills-2031"
title = "Truce of the hills"
parties = ["north", "south"]
in_effect = "2031-05-01T06:00"
facts_from = "invented"
time_zone = "Africa/Tripoli"
[duration]
months = 3
renewal = "By a letter of both sides."
reviews = ["2031-06-01"]
[[definition]]
term = "ridge"
meaning = "The hills above the road."
[[committee]]
name = "Joint commission"
task = "Watches over the truce."
chair = "un"
members = ["north", "south"]
[[draft]]
version = "draft of 20 April"
summary = "Fire ends."
[[draft.suggestion]]
by = ["south"]
clause = "p1"
text = "Mortars too."
became = "taken"
[[line]]
id = "front"
version = "1"
name = "the front"
from = "2031-05-01"
until = "2031-06-01"
uncertainty_m = 250
left = { name = "west", held_by = ["north"] }
right = { name = "east", held_by = ["south"] }
points = [[37.5, 48.0], [37.6, 48.5]]
[[line]]
id = "front"
version = "2"
name = "the front"
from = "2031-06-01"
uncertainty_m = 250
left = { name = "west", held_by = ["north"] }
right = { name = "east", held_by = ["south"] }
points = [[37.7, 48.0], [37.8, 48.5]]
[[zone]]
id = "town"
name = "the town"
from = "2031-05-01"
uncertainty_m = 0.5
polygons = [[[[37.0, 48.0], [37.2, 48.0], [37.2, 48.2], [37.0, 48.2]]]]
places = ["gn:1"]
[[provision]]
id = "p1"
text = "No guns near the front at night."
prohibits = ["weapons_movement"]
[provision.only]
line = "front"
within_km = 7.5
side = "own"
hours = "20:00-06:00"
weapons = ["artillery", "mortar"]
weapon_names = ["D-30"]
calibre_from_mm = 82
calibre_below_mm = 200
[[provision]]
id = "p2"
text = "No fire in the town."
prohibits = ["shelling"]
only = { zones = ["town"], from = "2031-05-02", until = "2031-07-01" }
[[obligation]]
id = "o1"
text = "Guns leave the ridge."
shown_by = ["withdrawal"]
hours_after_effect = 72
[[obligation]]
id = "o2"
text = "The road is opened."
measure = true
shown_by = ["reopening"]
from = "2031-05-10"
by = "2031-05-20"
condition = "Monitors have come."
condition_shown_by = ["monitoring_deployed"]
zones = ["town"]
[[obligation]]
id = "o3"
text = "Prisoners go home."
after = "o1"
days = 5
"#;

    #[test]
    fn everything_that_is_written_reads_back() {
        let agreement = AgreementFile::parse(FILE).unwrap().to_agreement().unwrap();
        let written = AgreementFile::new(&agreement);
        let again = toml::to_string(&written).unwrap();
        assert_eq!(AgreementFile::parse(&again).unwrap().to_agreement().unwrap(), agreement, "{again}");
        let json = serde_json::to_string(&written).unwrap();
        let read: AgreementFile = serde_json::from_str(&json).unwrap();
        assert_eq!(read.to_agreement().unwrap(), agreement, "as the ledger keeps it");
        assert_eq!((agreement.annex.lines.len(), agreement.annex.zones.len()), (2, 1));
    }

    #[test]
    fn what_does_not_fit_together_is_refused_by_field() {
        let refused = |from: &str, to: &str| {
            assert!(FILE.contains(from), "{from}");
            let file = AgreementFile::parse(&FILE.replacen(from, to, 1));
            file.and_then(|file| file.to_agreement()).unwrap_err().to_string()
        };
        for (from, to, part) in [
            ("until = \"2031-06-01\"", "until = \"2031-06-02\"", "versions that are never valid at once"),
            ("version = \"2\"", "version = \"1\"", "a version that the others do not have"),
            ("line = \"front\"", "line = \"back\"", "field 'only.line' holds 'back'"),
            ("side = \"own\"", "side = \"north\"", "field 'only.side' holds 'north'"),
            (
                "left = { name = \"west\", held_by = [\"north\"] }",
                "left = { name = \"west\" }",
                "'held_by' on both sides",
            ),
            ("held_by = [\"north\"]", "held_by = [\"river\"]", "field 'line.held_by' holds 'river'"),
            ("zones = [\"town\"], from", "zones = [\"city\"], from", "field 'zones' holds 'city'"),
            ("within_km = 7.5\nside = \"own\"\n", "", "'within_km', 'side' or both"),
            ("line = \"front\"\nwithin_km = 7.5\n", "", "the id of a line under 'line'"),
            ("within_km = 7.5", "within_km = -2", "field 'only.within_km' holds '-2'"),
            ("hours = \"20:00-06:00\"", "hours = \"at night\"", "hours of the day such as 20:00-06:00"),
            ("\"mortar\"", "\"catapult\"", "field 'only.weapons' holds 'catapult'"),
            ("calibre_below_mm = 200", "calibre_below_mm = 80", "more than 'calibre_from_mm'"),
            ("until = \"2031-07-01\"", "until = \"2031-05-01\"", "a time after 'only.from'"),
            ("by = \"2031-05-20\"", "by = \"2031-05-05\"", "a day not before 'from'"),
            ("months = 3", "months = 3\ndays = 4", "one of 'months', 'days' or 'until'"),
            ("Africa/Tripoli", "Libya time", "an IANA name"),
            ("became = \"taken\"", "became = \"lost\"", "open, taken or refused"),
            ("[37.2, 48.2], [37.0, 48.2]]", "[37.0, 48.2], [37.2, 48.2]]", "crosses or touches itself: ring 1"),
            ("id = \"town\"", "id = \"front\"", "an id that no line has"),
            (
                "facts_from = \"invented\"",
                "facts_from = \"invented\"\nlines_from = \"a.geojson\"",
                "field 'lines_from'",
            ),
        ] {
            let said = refused(from, to);
            assert!(said.contains(part), "{said} lacks '{part}'");
        }
        assert!(
            refused("uncertainty_m = 250", "uncertain = 250").contains("line 34"),
            "{}",
            refused("uncertainty_m = 250", "uncertain = 250")
        );
    }

    #[test]
    fn versions_differ_in_fields_and_a_clause_that_moved_does_not() {
        let file = |text: &str| AgreementFile::parse(text).unwrap();
        let said = |to: &str| {
            let all = differences(&file(FILE), &file(to)).unwrap();
            all.into_iter()
                .map(|one| (one.place, one.before.unwrap_or_default(), one.after.unwrap_or_default()))
                .collect::<Vec<_>>()
        };
        assert!(said(FILE).is_empty());
        let told =
            |place: &str, before: &str, after: &str| vec![(place.to_owned(), before.to_owned(), after.to_owned())];
        assert_eq!(
            said(&FILE.replace("within_km = 7.5", "within_km = 10")),
            told("provision p1: only.within_km", "7.5", "10.0")
        );
        assert_eq!(said(&FILE.replace("months = 3", "months = 6")), told("duration.months", "3", "6"));
        let (first, second) = (FILE.find("[[provision]]").unwrap(), FILE.rfind("[[provision]]").unwrap());
        let end = FILE.find("[[obligation]]").unwrap();
        let moved = [&FILE[..first], &FILE[second..end], &FILE[first..second], &FILE[end..]].concat();
        assert!(said(&moved).is_empty(), "{:?}", said(&moved));
        let gone = [&FILE[..first], &FILE[second..]].concat();
        assert_eq!(said(&gone), told("provision p1", "No guns near the front at night.", ""));
    }
}
