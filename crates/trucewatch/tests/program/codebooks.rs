//! Rows of codebooks go in and come out as they were; what others tell joins them; nothing is counted twice.

use crate::program::{Desk, said};
use serde_json::Value;

/// Two rows of one day and place, which a score alone would take for one event, with a row of tags and a cell of two lines.
const EVENTS: &str = "id,country_id,type_of_violence,side_a,side_b,source_office,where_prec,where_coordinates,where_description,latitude,longitude,country,date_prec,date_start,date_end,deaths_a,deaths_b,best,high,low\r\n\
#meta+id,,,#group+name,,,,,,#geo+lat,,,,#date+start,,,,#affected+killed,,\r\n\
101,369,1,Government of Ukraine,DPR,Reuters News,1,Donetsk town,\"near the \"\"old\"\" mill,\nby the road\",48.0,37.8,Ukraine,1,2031-05-02 00:00:00.000,2031-05-02 00:00:00.000,0,1,1,1,1\r\n\
102,369,1,Government of Ukraine,DPR,Reuters News;Coast Wire,1,Donetsk town,,48.0,37.8,Ukraine,1,2031-05-02 00:00:00.000,2031-05-02 00:00:00.000,2,1,3,-1,\r\n";

fn incidents(desk: &Desk) -> Vec<Value> {
    let out = desk.run(&["export", "incidents"]);
    assert!(out.status.success(), "{}", said(&out));
    String::from_utf8_lossy(&out.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn imported(desk: &Desk, book: &str, file: &std::path::Path) -> String {
    let out = desk.run(&["import", "--as", book, file.to_str().unwrap()]);
    assert!(out.status.success(), "{}", said(&out));
    String::from_utf8_lossy(&out.stdout).into_owned()
}

#[test]
fn rows_come_back_byte_for_byte_and_a_second_run_changes_nothing() {
    let desk = Desk::new();
    let file = desk.file("events.csv", EVENTS);
    let looked = desk.run(&["import", "--as", "ucdp", "--dry-run", file.to_str().unwrap()]);
    assert!(looked.status.success() && !desk.record().exists(), "{}", said(&looked));
    assert!(String::from_utf8_lossy(&looked.stdout).starts_with("2 rows, 2 of them new"));
    assert!(imported(&desk, "ucdp", &file).starts_with("2 rows, 2 of them new, 0 of these revised, 3 claims"));
    assert!(imported(&desk, "ucdp", &file).starts_with("2 rows, 0 of them new"));
    let losses = desk.path("losses.tsv");
    let out = desk.run(&["export", "incidents", "--format", "ucdp", "--losses", losses.to_str().unwrap()]);
    assert_eq!(String::from_utf8(out.stdout).unwrap(), EVENTS);
    assert_eq!(std::fs::read_to_string(losses).unwrap(), "what\tfield\trows\texamples\n", "nothing was lost");
    let made = incidents(&desk);
    assert_eq!(made.len(), 2, "two rows of one list are two events");
    let origins: Vec<u64> = made.iter().map(|one| one["origins"].as_u64().unwrap()).collect();
    assert_eq!(origins.iter().sum::<u64>(), 3, "a row counts for those whom it cites: {origins:?}");
    assert!(desk.run(&["verify", desk.record().to_str().unwrap()]).status.success());
}

#[test]
fn a_report_and_the_row_that_cites_it_are_one_origin() {
    let desk = Desk::new();
    let file = desk.file("events.csv", EVENTS.lines().take(4).collect::<Vec<_>>().join("\n"));
    imported(&desk, "ucdp", &file);
    let story = "A soldier of the Donetsk People's Republic was killed in fighting with the army in Donetsk on Friday, medics told us.";
    let story = desk.file("story.txt", story);
    let read = desk.run(&["read", story.to_str().unwrap(), "--published", "2031-05-03", "--source", "Reuters"]);
    assert!(read.status.success(), "{}", said(&read));
    let origins = desk.run(&["export", "origins"]);
    let names: Vec<String> = String::from_utf8_lossy(&origins.stdout)
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["name"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(names.iter().filter(|name| name.contains("Reuters")).count(), 1, "{names:?}");
}

#[test]
fn a_revised_row_takes_the_place_of_its_earlier_version() {
    let desk = Desk::new();
    imported(&desk, "ucdp", &desk.file("events.csv", EVENTS));
    let revised = EVENTS.replace("2,1,3,-1,", "2,3,5,5,5");
    let said = imported(&desk, "ucdp", &desk.file("revised.csv", &revised));
    assert!(said.starts_with("2 rows, 1 of them new, 1 of these revised"), "{said}");
    assert_eq!(incidents(&desk).len(), 2);
    let out = desk.run(&["export", "incidents", "--format", "ucdp"]);
    assert_eq!(String::from_utf8(out.stdout).unwrap(), revised);
    let best: Vec<u64> = incidents(&desk).iter().filter_map(|one| one["harm"]["killed"]["best"].as_u64()).collect();
    assert_eq!(best.iter().sum::<u64>(), 6, "the number that was taken back is gone: {best:?}");
}

#[test]
fn what_a_format_cannot_hold_is_told() {
    let desk = Desk::new();
    let story =
        "Shells killed three people in Tripoli on Monday, the health ministry said. Talks will resume, the envoy said.";
    let story = desk.file("story.txt", story);
    assert!(
        desk.run(&["read", story.to_str().unwrap(), "--published", "2031-05-06", "--source", "One"]).status.success()
    );
    let losses = desk.path("losses.tsv");
    for (format, rows) in [("ucdp", 2), ("acled", 2)] {
        let out = desk.run(&["export", "incidents", "--format", format, "--losses", losses.to_str().unwrap()]);
        assert!(out.status.success(), "{}", said(&out));
        assert!(String::from_utf8_lossy(&out.stdout).lines().count() >= rows, "{}", said(&out));
        let told = std::fs::read_to_string(&losses).unwrap();
        assert!(told.contains("lost\tmembers\t") && told.contains("unknown\t"), "{told}");
        assert!(String::from_utf8_lossy(&out.stderr).contains("not held: "), "{}", said(&out));
    }
    let plover = desk.run(&["export", "claims", "--format", "plover"]);
    assert!(plover.status.success(), "{}", said(&plover));
    assert!(String::from_utf8_lossy(&plover.stderr).contains("claims without a day or an actor"));
}

#[test]
fn bad_rows_are_told_with_row_and_column_and_the_others_go_on() {
    let desk = Desk::new();
    let file = desk.file("bad.csv", EVENTS.replace("102,369", ",369").replace(",48.0,37.8", ",98.0,37.8"));
    let out = desk.run(&["import", "--as", "ucdp", file.to_str().unwrap()]);
    assert_eq!(out.status.code(), Some(1));
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(
        told.contains("bad.csv:3, column 'latitude': '98.0' north and 37.8 east is no point on the globe"),
        "{told}"
    );
    assert!(told.contains("bad.csv:5, column 'id': is empty"), "{told}");
    assert!(String::from_utf8_lossy(&out.stdout).starts_with("1 row, 1 of them new"), "{}", said(&out));
    let other = desk.run(&["import", "--as", "acled", file.to_str().unwrap()]);
    assert_eq!(other.status.code(), Some(1));
    assert!(said(&other).contains("names no column 'event_id_cnty'"), "{}", said(&other));
    for wrong in [
        vec!["export", "findings", "--format", "ucdp"],
        vec!["export", "incidents", "--losses", "x.tsv"],
        vec!["import", "--as", "ucdp", "--published", "soon", "f.csv"],
    ] {
        assert_eq!(desk.run(&wrong).status.code(), Some(2), "{wrong:?}");
    }
}

/// What is proposed on the imported rows: who, and the answer.
fn proposals(events: &str) -> Vec<(String, String)> {
    let desk = Desk::new();
    imported(&desk, "ucdp", &desk.file("events.csv", events));
    let agreement = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/agreements/minsk-2015.toml");
    let added = desk.run(&["agreement", "add", agreement.to_str().unwrap()]);
    assert!(added.status.success(), "{}", said(&added));
    let out = desk.run(&["export", "proposals"]);
    let text = |line: &Value, field: &str| line[field].as_str().unwrap_or_default().to_owned();
    let lines = String::from_utf8_lossy(&out.stdout).into_owned();
    let read = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let mut all: Vec<(String, String)> = read
        .map(|line| (text(&line["actor"], "id"), format!("{} {}", text(&line, "answer"), text(&line, "detail"))))
        .collect();
    all.sort();
    all
}

#[test]
fn imported_rows_are_screened_like_any_other_and_alike_for_both_sides() {
    let events = EVENTS.replace("2031-05-02", "2015-03-02");
    let first = proposals(&events);
    let breaches =
        |who: &str| first.iter().filter(|(actor, answer)| actor == who && answer.starts_with("may_breach")).count();
    assert!(breaches("ua-dpr") > 0 && breaches("ua-dpr") == breaches("state-ua"), "{first:?}");
    let turned = events.replace("Government of Ukraine,DPR", "DPR,Government of Ukraine");
    assert_eq!(proposals(&turned), first);
}
