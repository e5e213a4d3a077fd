//! `track`: what people know of talks is entered, and what reports tell of a round stands beside it.

use crate::cases::output;
use crate::program::{Desk, assert_one_clear_line};
use std::path::Path;

const REPORT: &str =
    "Delegations of the Government of National Accord and of the Libyan National Army met in Geneva on Tuesday.\n";

#[test]
fn a_track_is_entered_once_and_its_rounds_are_told_with_the_reports_that_tell_of_them() {
    let desk = Desk::new();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/tracks/libya-2020-military.toml");
    let file = file.to_str().unwrap();
    let entered = output(&desk, &["track", "add", file]);
    assert!(entered.contains("libya-2020-military") && entered.contains("3 rounds"), "{entered}");
    assert!(output(&desk, &["track", "add", file]).contains("nothing changed"));
    let list = output(&desk, &["track", "list"]);
    assert!(list.contains("Fourth round, 2020-10-19") && list.contains("no next date is known"), "{list}");
    assert!(output(&desk, &["track", "show", "libya-2020-military"]).matches("told by: no incident").count() == 3);
    let report = desk.file("a.txt", REPORT);
    output(&desk, &["read", report.to_str().unwrap(), "--published", "2020-02-18", "--source", "Gulf Sheet"]);
    let shown = output(&desk, &["track", "show", "libya-2020-military"]);
    for words in
        ["Government of National Accord: indirect (suspended its part", "to meet again: 2020-02-18", "told by: i-"]
    {
        assert!(shown.contains(words), "'{words}' is missing in:\n{shown}");
    }
    output(&desk, &["rebuild"]);
    assert_eq!(output(&desk, &["track", "show", "libya-2020-military"]), shown, "tables made anew say the same");
    output(&desk, &["verify", desk.record().to_str().unwrap(), "--deep"]);
}

#[test]
fn what_is_wrong_with_a_track_is_told_by_its_field() {
    let desk = Desk::new();
    let file = |from: &str, to: &str| {
        let text = include_str!("../../../../data/tracks/libya-2020-military.toml").replace(from, to);
        desk.file("track.toml", text).to_str().unwrap().to_owned()
    };
    for (from, to, said) in [
        ("state = \"held\"", "state = \"lost\"", "'state' holds 'lost'"),
        ("un-unsmil", "un-nowhere", "no 'un-nowhere'"),
        ("2020-10-19", "2019-10-19", "rounds in the order of time"),
    ] {
        assert_one_clear_line(&desk.run(&["track", "add", &file(from, to)]), &["track.toml", said]);
    }
}
