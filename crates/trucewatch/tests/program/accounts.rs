//! `explain` and `why`: a person asks for reasons and gets them; a wrong id is told in one line.

use crate::program::{Desk, assert_one_clear_line, said};

const REPORT: &str = "Shelling killed three people in Tripoli on Monday, the health ministry said.";

fn output_of(desk: &Desk, arguments: &[&str]) -> String {
    let output = desk.run(arguments);
    assert!(output.status.success(), "{}", said(&output));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_file_is_explained_without_a_record() {
    let desk = Desk::new();
    let file = desk.file("a.txt", REPORT);
    let shown = output_of(&desk, &["explain", file.to_str().unwrap(), "--published", "2020-01-14"]);
    for words in
        ["Shelling[1]", "[1] Shelling (asserted, affirmed, past)", "“on Monday” → 2020-01-13", "killed: 3", "because: "]
    {
        assert!(shown.contains(words), "'{words}' is missing in:\n{shown}");
    }
    assert!(!shown.contains('\u{1b}'), "no colours where the output is no terminal");
    assert!(!desk.record().exists());
}

#[test]
fn a_report_and_an_incident_of_the_record_are_explained_by_their_ids() {
    let desk = Desk::new();
    desk.file("a.txt", REPORT);
    let read = desk.run(&["read", desk.path("a.txt").to_str().unwrap(), "--published", "2020-01-14"]);
    assert!(read.status.success(), "{}", said(&read));
    let id = |what: &str, field: &str| {
        let lines = output_of(&desk, &["export", what]);
        let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
        first[field].as_str().unwrap().to_owned()
    };
    let (report, incident) = (id("reports", "id"), id("incidents", "id"));
    assert!(output_of(&desk, &["explain", &report]).contains("[1] Shelling"));
    assert!(output_of(&desk, &["explain", &report[..6]]).contains("[1] Shelling"), "the beginning is enough");
    let account = output_of(&desk, &["why", &incident]);
    for words in ["Who says so, by origin", "Shelling killed three people", "Why these claims stand together"] {
        assert!(account.contains(words), "'{words}' is missing in:\n{account}");
    }
    assert_one_clear_line(&desk.run(&["explain", "r-none"]), &["r-none", "export reports"]);
    assert_one_clear_line(&desk.run(&["why", "i-none"]), &["i-none", "export incidents"]);
}
