//! `incident` and `origin`: people decide, others are told, and the ledger shows it all.

use crate::program::{Desk, assert_one_clear_line, said};
use serde_json::Value;
use std::process::Output;

/// Two shellings of one town on two days, told by three papers.
const DOCS: [(&str, &str, &str); 3] = [
    ("One", "2020-01-14", "Shelling killed three people in Tripoli on Monday, a doctor at the field hospital said."),
    ("Two", "2020-01-14", "Three people were killed by shelling in Tripoli on Monday, residents of the quarter said."),
    ("Three", "2020-01-20", "Shelling killed nine people in Tripoli on Saturday, a witness from the harbour said."),
];

struct Record(Desk);

impl Record {
    fn read(docs: &[(&str, &str, &str)]) -> Self {
        let record = Self(Desk::new());
        docs.iter().for_each(|doc| record.take_in(doc));
        record
    }

    fn take_in(&self, (source, published, text): &(&str, &str, &str)) {
        let file = self.0.file(&format!("{source}.txt"), text);
        let output = self.0.run(&["read", file.to_str().unwrap(), "--published", published, "--source", source]);
        assert!(output.status.success(), "{}", said(&output));
    }

    /// The shellings, each with its id and its claims, the earliest first.
    fn shellings(&self) -> Vec<(String, Vec<String>)> {
        let lines = String::from_utf8(self.0.run(&["export", "incidents"]).stdout).unwrap();
        let all = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        all.filter(|one| one["kind"] == "shelling")
            .map(|one| {
                (text(&one["id"]), one["members"].as_array().unwrap().iter().map(|m| text(&m["claim"])).collect())
            })
            .collect()
    }

    /// The state that `why` tells of an incident, and its whole account.
    fn why(&self, incident: &str) -> (String, String) {
        let output = self.0.run(&["why", incident]);
        assert!(output.status.success(), "{}", said(&output));
        let account = String::from_utf8(output.stdout).unwrap();
        let state = account.split("State of the record: ").nth(1).unwrap().split(' ').next().unwrap();
        (state.to_owned(), account)
    }

    fn decide(&self, by: &str, seen: &str, arguments: &[&str]) -> Output {
        let reasons = ["--by", by, "--why", "seen on site", "--seen", seen];
        self.0.run(&arguments.iter().copied().chain(reasons).collect::<Vec<_>>())
    }

    /// Decides at the present state of an incident.
    fn decided(&self, incident: &str, arguments: &[&str]) -> String {
        let output = self.decide("A. Lind", &self.why(incident).0, arguments);
        assert!(output.status.success(), "{}", said(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    fn assert_sound(&self) {
        let deep = self.0.run(&["verify", "--deep", self.0.record().to_str().unwrap()]);
        assert!(deep.status.success(), "{}", said(&deep));
    }
}

fn contains(account: &str, all: &[&str]) {
    // An account is wrapped: words are looked for whatever the lines.
    let flat = account.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in all {
        assert!(flat.contains(words), "'{words}' is missing in:\n{account}");
    }
}

#[test]
fn an_earlier_report_that_arrives_later_leaves_the_id_as_it_was() {
    let (source, _, text) = DOCS[1];
    let record = Record::read(&[(source, "2020-01-15", text)]);
    let (id, before) = record.shellings().remove(0);
    record.take_in(&DOCS[0]);
    let [(now, after)] = record.shellings().try_into().unwrap();
    assert_eq!(now, id, "although the earlier report would found it by itself");
    assert!(after.len() > before.len(), "{after:?}");
    contains(&record.why(&id).1, &["made of", "joined by", "came in"]);
    record.assert_sound();
}

#[test]
fn a_merge_binds_is_shown_is_revoked_and_every_id_leads_somewhere() {
    let record = Record::read(&DOCS);
    let [(elder, of_elder), (younger, of_younger)] = record.shellings().try_into().unwrap();
    let told = record.decided(&elder, &["incident", "merge", &younger, &elder]);
    contains(&told, &["d-1 entered into", &format!("{younger}: went into {elder} with")]);
    let mut both = [of_elder.clone(), of_younger].concat();
    both.sort();
    assert_eq!(record.shellings(), [(elder.clone(), both)]);
    let (_, account) = record.why(&younger);
    let former = format!("Asked for: {younger}, which went into {elder}");
    let decided = "A. Lind, ";
    contains(
        &account,
        &[&former, "What became of it", "A. Lind decided so (d-1)", "are one event", decided, "“seen on site”"],
    );
    record.take_in(&(
        "Four",
        "2020-01-14",
        "Shelling in Tripoli on Monday killed three people, an ambulance driver said.",
    ));
    assert_eq!(record.shellings().len(), 1, "a later report joins what was merged");
    record.assert_sound();
    let revoked = record.decided(&elder, &["incident", "revoke", "d-1"]);
    contains(&revoked, &["d-2 entered", "an incident of their own"]);
    assert_eq!(record.shellings().len(), 2);
    let (state, account) = record.why(&elder);
    contains(&account, &["revoked by d-2", "joined by", "came in"]);
    assert_one_clear_line(
        &record.decide("A. Lind", &state, &["incident", "revoke", "d-1"]),
        &["d-1", "revoked before", "d-2"],
    );
    let again = record.decide("A. Lind", &state, &["incident", "pin", &younger]);
    assert_one_clear_line(&again, &[&younger, "went into", &elder]);
    record.assert_sound();
}

#[test]
fn a_split_is_never_undone_by_the_program_and_a_contradiction_is_refused_by_name() {
    let record = Record::read(&DOCS[..2]);
    let (incident, claims) = record.shellings().remove(0);
    assert!(claims.len() > 1, "both papers tell of it: {claims:?}");
    let last = claims.last().unwrap();
    contains(&record.decided(&incident, &["incident", "split", &incident, "--claims", last]), &["d-1 entered"]);
    let parts = record.shellings();
    assert_eq!(parts.len(), 2);
    record.take_in(&(
        "Four",
        "2020-01-14",
        "Shelling in Tripoli on Monday killed three people, an ambulance driver said.",
    ));
    let together =
        |parts: &[(String, Vec<String>)]| parts.iter().any(|(_, held)| claims.iter().all(|one| held.contains(one)));
    assert!(!together(&record.shellings()), "the scores would have joined them");
    let (state, _) = record.why(&incident);
    let merge = record.decide("B. Okoro", &state, &["incident", "merge", &parts[0].0, &parts[1].0]);
    assert_one_clear_line(
        &merge,
        &["merge contradicts d-1, the split by A. Lind", "seen on site", "incident revoke d-1"],
    );
    assert!(!together(&record.shellings()));
    let all = record.decide("B. Okoro", &state, &["incident", "split", &incident, "--claims", "r-0.c1"]);
    assert_one_clear_line(&all, &["r-0.c1", "is not in incident"]);
    record.assert_sound();
}

#[test]
fn whoever_is_second_is_told_what_the_first_did_and_nothing_is_lost() {
    let record = Record::read(&DOCS);
    let [(elder, _), (younger, _)] = record.shellings().try_into().unwrap();
    let (state, _) = record.why(&elder);
    assert!(record.decide("A. Lind", &state, &["incident", "pin", &elder]).status.success());
    let second = record.decide("B. Okoro", &state, &["incident", "merge", &elder, &younger]);
    assert_one_clear_line(&second, &["A. Lind pinned", "d-1", "seen on site", "--seen"]);
    assert_eq!(record.shellings().len(), 2);
    contains(&record.why(&elder).1, &["d-1", "keeps"]);
    record.decided(&elder, &["incident", "unpin", &elder]);
    contains(&record.why(&elder).1, &["revoked by d-2"]);
    let (now, _) = record.why(&elder);
    assert_one_clear_line(&record.decide(" ", &now, &["incident", "pin", &elder]), &["--by is empty"]);
    assert_one_clear_line(
        &record.decide("A. Lind", "9999", &["incident", "pin", &elder]),
        &["9999 is ahead of the record"],
    );
    assert_eq!(record.0.run(&["incident", "pin", &elder]).status.code(), Some(2), "without a name it is no decision");
    record.assert_sound();
}

#[test]
fn an_origin_that_a_person_sets_is_counted_and_taken_back() {
    let record = Record::read(&DOCS[..2]);
    let origins = || {
        let lines = String::from_utf8(record.0.run(&["export", "incidents"]).stdout).unwrap();
        let all = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        all.filter(|one| one["kind"] == "shelling").map(|one| one["origins"].as_u64().unwrap()).sum::<u64>()
    };
    let (incident, _) = record.shellings().remove(0);
    assert_eq!(origins(), 2);
    for source in ["One", "Two"] {
        record.decided(&incident, &["origin", "set", "--source", source, "--origin", "Reed Agency"]);
    }
    assert_eq!(origins(), 1, "two papers that print one agency are one origin");
    contains(&record.why(&incident).1, &["Reed Agency", "what One says of its own comes from Reed Agency"]);
    let (state, _) = record.why(&incident);
    let other = record.decide("B. Okoro", &state, &["origin", "set", "--source", "one", "--origin", "Coast Wire"]);
    assert_one_clear_line(&other, &["contradicts d-1", "A. Lind"]);
    let nobody = record.decide("B. Okoro", &state, &["origin", "set", "--report", "r-0", "--origin", "Coast Wire"]);
    assert_one_clear_line(&nobody, &["no report 'r-0'", "export reports"]);
    record.decided(&incident, &["incident", "revoke", "d-2"]);
    assert_eq!(origins(), 2);
    record.assert_sound();
}
