//! What is read from rows of events, one cell after the other.

use super::{register, row};
use crate::facts::Facts;
use crate::{Book, Row, read};
use model::{ActorRef, ClaimKind, Effect, PlacePrecision, Precision, ReportId, Role, Toll, Where};

const UCDP: [(&str, &str); 18] = [
    ("id", "7"),
    ("type_of_violence", "1"),
    ("side_a", "Government of Libya"),
    ("side_b", "North Command"),
    ("source_office", "Reuters News;Coast Wire; Reuters News"),
    ("where_prec", "2"),
    ("where_coordinates", "Reed town"),
    ("latitude", "32.5"),
    ("longitude", "13.25"),
    ("country_id", "620"),
    ("date_prec", "2"),
    ("date_start", "2031-05-01 00:00:00.000"),
    ("date_end", "2031-05-03 00:00:00.000"),
    ("deaths_a", "1"),
    ("deaths_b", "2"),
    ("best", "3"),
    ("high", "8"),
    ("low", "2"),
];

fn ucdp(changes: &[(&str, &str)]) -> Row {
    changed(Book::Ucdp, &UCDP, changes)
}

const ACLED: [(&str, &str); 14] = [
    ("event_id_cnty", "LBY7"),
    ("event_date", "12 May 2031"),
    ("time_precision", "1"),
    ("sub_event_type", "Attack"),
    ("actor1", "North Command"),
    ("inter1", "2"),
    ("actor2", "Civilians (Libya)"),
    ("inter2", "Civilians"),
    ("location", "Reed town"),
    ("latitude", "32.5"),
    ("longitude", "13.25"),
    ("geo_precision", "1"),
    ("notes", ""),
    ("fatalities", "5"),
];

fn acled(changes: &[(&str, &str)]) -> Row {
    changed(Book::Acled, &ACLED, changes)
}

fn changed<'a>(book: Book, cells: &[(&'a str, &'a str)], changes: &[(&'a str, &'a str)]) -> Row {
    let new = |name: &str| changes.iter().find(|(other, _)| *other == name).map(|(_, cell)| *cell);
    let cells: Vec<(&str, &str)> = cells.iter().map(|(name, cell)| (*name, new(name).unwrap_or(cell))).collect();
    row(book, &cells)
}

fn facts(row: &Row) -> Facts {
    crate::facts(row, &register())
}

#[test]
fn a_ucdp_row_is_read_with_its_ranges_and_precisions() {
    let row = ucdp(&[]);
    let facts = facts(&row);
    assert_eq!(facts.kind.map(|(kind, _)| kind), Some(ClaimKind::ArmedClash));
    let (time, _) = facts.time.unwrap();
    assert_eq!((time.to_string(), time.precision()), ("2031-05-01 to 2031-05-03".to_owned(), Precision::Span));
    let Some((Where::At(place), _)) = &facts.place else { unreachable!("a point is told") };
    assert_eq!((place.name.as_str(), place.precision, place.radius_km), ("Reed town", PlacePrecision::Near, 25.0));
    assert_eq!(place.country.unwrap().as_str(), "LY");
    assert_eq!(facts.toll(Effect::Killed), Toll::new(2, Some(3), Some(8), true));
    let names: Vec<&str> = facts.who(Role::Agent).map(ActorRef::name).collect();
    assert_eq!(names, ["Landstate", "North Command"], "both act: the book does not say who struck whom");
    assert!(facts.doubts.is_empty());
}

#[test]
fn a_row_makes_a_claim_by_each_on_whose_word_it_rests_and_points_at_its_cells() {
    let row = ucdp(&[]);
    let reading = read(&row, ReportId::of_row("ucdp", "7", "0").unwrap(), &register());
    let relays: Vec<&str> = reading
        .claims
        .iter()
        .map(|claim| reading.referent(claim.attribution.relayed_by[0]).actor().unwrap().name())
        .collect();
    assert_eq!(relays, ["Reuters News", "Coast Wire"]);
    let claim = &reading.claims[0];
    assert_eq!(claim.trigger.slice(&reading.text), "1");
    assert_eq!(claim.evidence.slice(&reading.text), reading.text);
    assert!(reading.text.starts_with("UCDP GED event 7\nid: 7\n"));
    let mention = &reading.mentions[claim.place.unwrap().0];
    assert_eq!((mention.text.as_str(), mention.span.slice(&reading.text)), ("Reed town", "Reed town"));
    let words: Vec<&str> = claim.harm.iter().map(|harm| harm.evidence.slice(&reading.text)).collect();
    assert_eq!(words, ["3\nhigh: 8\nlow: 2", "1", "2"]);
    assert!(reading.text.contains("including deaths_a: 1"), "parts of the whole are told as parts");
    let unsourced = read(&ucdp(&[("source_office", "")]), reading.report.clone(), &register());
    assert!(unsourced.claims[0].attribution.relayed_by.is_empty());
}

#[test]
fn unknown_stays_unknown() {
    let row = ucdp(&[("best", ""), ("high", "-1"), ("date_start", ""), ("where_prec", "9"), ("type_of_violence", "4")]);
    let facts = facts(&row);
    assert_eq!(facts.toll(Effect::Killed), Toll::new(2, None, None, true));
    assert_eq!((facts.time, facts.kind), (None, None));
    assert_eq!(facts.place.map(|(place, _)| place), Some(Where::Named("Reed town".to_owned())));
    assert_eq!(facts.doubts.len(), 1);
    assert!(facts.doubts[0].to_string().starts_with("f.csv:2, column 'where_prec': '9' is no code of precision"));
    let reading = read(&row, ReportId::of_row("ucdp", "7", "0").unwrap(), &register());
    assert!(reading.claims.is_empty(), "a type that nobody knows makes no claim");
    assert_eq!(reading.notes.len(), 2);
}

#[test]
fn cells_that_contradict_each_other_or_say_nothing_are_told_with_row_and_column() {
    for (changes, column) in [
        ([("low", "9"), ("id", "7")], "best"),
        ([("date_end", "2031-04-01"), ("id", "7")], "date_end"),
        ([("latitude", "99"), ("id", "7")], "latitude"),
        ([("latitude", "north"), ("id", "7")], "latitude"),
        ([("deaths_b", "two"), ("id", "7")], "deaths_b"),
    ] {
        let facts = facts(&ucdp(&changes));
        let told: Vec<String> = facts.doubts.iter().map(ToString::to_string).collect();
        assert!(told.iter().any(|line| line.starts_with(&format!("f.csv:2, column '{column}':"))), "{told:?}");
    }
}

#[test]
fn a_conventional_number_is_no_number_unless_the_notes_name_it() {
    let toll = |fatalities: &str, notes: &str| {
        facts(&acled(&[("fatalities", fatalities), ("notes", notes)])).toll(Effect::Killed)
    };
    assert_eq!(toll("5", ""), Toll::new(5, Some(5), None, false), "the most careful report is the least");
    assert_eq!(toll("0", ""), None, "none reported is not none dead");
    assert_eq!(toll("10", "An unknown number died."), Some(Toll::some()));
    assert_eq!(toll("10", "Tens of people died."), Toll::new(10, None, None, true));
    assert_eq!(toll("12", "Dozens died."), Toll::new(12, None, None, true));
    assert_eq!(toll("100", "Hundreds died."), Toll::new(100, None, None, true));
    assert_eq!(toll("3", "Three fighters died."), Toll::new(3, Some(3), None, false));
    assert_eq!(toll("10", "10 fighters died."), Toll::new(10, Some(10), None, false));
}

#[test]
fn one_day_that_stands_for_a_week_or_a_month_is_read_as_wide_as_it_may_be() {
    let time = |code: &str| facts(&acled(&[("time_precision", code)])).time.unwrap().0;
    assert_eq!((time("1").to_string(), time("1").precision()), ("2031-05-12".to_owned(), Precision::Day));
    assert_eq!(
        (time("2").to_string(), time("2").precision()),
        ("2031-05-06 to 2031-05-18".to_owned(), Precision::Week)
    );
    assert_eq!(
        (time("3").to_string(), time("3").precision()),
        ("2031-05-01 to 2031-05-31".to_owned(), Precision::Month)
    );
}

#[test]
fn who_bears_no_arms_is_acted_against_in_whichever_column() {
    let first = facts(&acled(&[]));
    let other = facts(&acled(&[
        ("actor1", "Civilians (Libya)"),
        ("inter1", "7"),
        ("actor2", "North Command"),
        ("inter2", "Rebel group"),
    ]));
    for facts in [&first, &other] {
        assert_eq!(facts.who(Role::Agent).map(ActorRef::name).collect::<Vec<_>>(), ["North Command"]);
        assert_eq!(facts.who(Role::Target).map(ActorRef::name).collect::<Vec<_>>(), ["civilians (libya)"]);
    }
}
