//! Lines, clauses that need them, screening and obligations, as a person types them.

use crate::program::{Desk, assert_one_clear_line, said};

const KML: &str = r#"<kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Placemark id="front"><name>the front</name><TimeSpan><begin>2019-12-01</begin></TimeSpan>
<ExtendedData><Data name="uncertainty_m"><value>500</value></Data>
<Data name="left"><value>west</value></Data><Data name="left_held_by"><value>ly-gna</value></Data>
<Data name="right"><value>east</value></Data><Data name="right_held_by"><value>ly-lna</value></Data></ExtendedData>
<LineString><coordinates>13.3,32.0 13.3,32.5 13.3,33.2</coordinates></LineString></Placemark>
</Document></kml>"#;

const AGREEMENT: &str = r#"
id = "front-2020"
title = "Truce along the front"
called = ["ceasefire", "truce"]
parties = ["ly-gna", "ly-lna"]
in_effect = "2020-01-01T00:00"
facts_from = "invented for a test"
time_zone = "Africa/Tripoli"
lines_from = "front.geojson"
[[provision]]
id = "p1"
text = "No fire within 30 km of the front."
prohibits = ["shelling"]
area = ["LY"]
only = { line = "front", within_km = 30 }
[[obligation]]
id = "o1"
text = "Guns leave the front."
shown_by = ["withdrawal"]
days_after_effect = 14
[[obligation]]
id = "o2"
text = "The coastal road is opened."
measure = true
shown_by = ["reopening"]
"#;

const REPORTS: [&str; 2] = [
    "Haftar's forces shelled Tripoli on Monday, residents said.
",
    "Haftar's forces shelled Benghazi on Sunday, a doctor said.
",
];

fn output_of(desk: &Desk, arguments: &[&str]) -> String {
    let output = desk.run(arguments);
    assert!(output.status.success(), "{}", said(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// A desk with the front imported from KML and the agreement that names it.
fn desk() -> (Desk, String) {
    let desk = Desk::new();
    let kml = desk.file("front.kml", KML);
    let geojson = output_of(&desk, &["line", "import", kml.to_str().unwrap()]);
    desk.file("front.geojson", geojson);
    let file = desk.file("front-2020.toml", AGREEMENT).to_str().unwrap().to_owned();
    (desk, file)
}

#[test]
fn a_line_is_imported_checked_entered_and_screened_by() {
    let (desk, file) = desk();
    let checked = output_of(&desk, &["agreement", "check", &file]);
    for part in
        ["line front, version 1: the front; 3 points, from 2019-12-01, drawn to 500 m", "(until the end of 2020-01-15)"]
    {
        assert!(checked.contains(part), "'{part}' is missing in\n{checked}");
    }
    for (place, report) in REPORTS.iter().enumerate() {
        let report = desk.file(&format!("{place}.txt"), report);
        let read = desk.run(&["read", report.to_str().unwrap(), "--published", "2020-01-14"]);
        assert!(read.status.success(), "{}", said(&read));
    }
    output_of(&desk, &["agreement", "add", &file]);
    let screened = output_of(&desk, &["screen", "--agreement", "front-2020"]);
    for part in ["km on the side 'west' from the front", "within 30 km of it", "may breach p1", "outside (line)"] {
        assert!(screened.contains(part), "'{part}' is missing in\n{screened}");
    }
    let one = screened.split(':').next().unwrap();
    let of_one = output_of(&desk, &["screen", "--incident", one, "--agreement", "front-2020"]);
    assert!(of_one.len() < screened.len() && of_one.starts_with(one));
    assert_one_clear_line(&desk.run(&["screen", "--incident", "i-none"]), &["i-none", "export incidents"]);
    let owed = output_of(&desk, &["obligations", "--agreement", "front-2020", "--as-of", "2020-01-15"]);
    assert!(
        owed.contains("ly-gna: due") && owed.contains("measure o2") && owed.contains("Africa/Tripoli time"),
        "{owed}"
    );
    let owed = output_of(&desk, &["obligations", "--agreement", "front-2020", "--as-of", "2020-01-16"]);
    assert!(owed.contains("ly-lna: late") && owed.contains("ly-lna: 1 due, 1 late"), "{owed}");
    assert_one_clear_line(&desk.run(&["obligations", "--agreement", "none"]), &["none", "export agreements"]);
    let verified = desk.run(&["verify", desk.record().to_str().unwrap(), "--deep"]);
    assert!(verified.status.success(), "the lines are rebuilt from the ledger: {}", said(&verified));
}

#[test]
fn a_line_that_cannot_be_judged_against_is_refused_with_its_place() {
    let (desk, file) = desk();
    let without_time = desk.file("bad.kml", KML.replace("<TimeSpan><begin>2019-12-01</begin></TimeSpan>", ""));
    assert_one_clear_line(
        &desk.run(&["line", "import", without_time.to_str().unwrap()]),
        &["'from'", "feature 1 (front)"],
    );
    let crossing = KML.replace("13.3,32.0 13.3,32.5 13.3,33.2", "13.0,32.0 13.2,32.2 13.2,32.0 13.0,32.2");
    let crossing = desk.file("bow.kml", crossing);
    assert_one_clear_line(&desk.run(&["line", "import", crossing.to_str().unwrap()]), &["crosses", "points 1 and 2"]);
    let other = desk.file("front.shp", "");
    assert_one_clear_line(&desk.run(&["line", "import", other.to_str().unwrap()]), &["front.shp", ".geojson"]);
    std::fs::remove_file(desk.path("front.geojson")).unwrap();
    assert_one_clear_line(&desk.run(&["agreement", "check", &file]), &["front.geojson", "could not be read"]);
}

#[test]
fn two_versions_of_an_agreement_are_held_against_each_other() {
    let (desk, file) = desk();
    let later = AGREEMENT
        .replace("within_km = 30", "within_km = 25")
        .replace("days_after_effect = 14", "months_after_effect = 1");
    let later = desk.file("later.toml", later);
    let diff = output_of(&desk, &["agreement", "diff", &file, later.to_str().unwrap()]);
    for part in [
        "provision p1: only.within_km\n  - 30.0\n  + 25.0",
        "obligation o1: days_after_effect\n  - 14\n",
        "months_after_effect\n  + 1",
    ] {
        assert!(diff.contains(part), "'{part}' is missing in\n{diff}");
    }
    assert_eq!(output_of(&desk, &["agreement", "diff", &file, &file]), "the two say the same\n");
}
