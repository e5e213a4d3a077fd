//! A witness who must not be named: from the report on, through what colleagues see, what is published and what is erased.

use crate::program::{Desk, assert_one_clear_line, said};
use std::fs;
use std::path::Path;
use std::process::Output;

const TESTIMONY: &str = "LNA troops shelled Ain Zara in Tripoli on Tuesday, killing two people, said Amina.\n";

fn output(desk: &Desk, arguments: &[&str]) -> String {
    let output = desk.run(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", said(&output));
    String::from_utf8(output.stdout).unwrap()
}

fn holding(folder: &Path, words: &str) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            found.extend(holding(&entry, words));
        } else if fs::read(&entry).unwrap().windows(words.len()).any(|window| window == words.as_bytes()) {
            found.push(entry);
        }
    }
    found
}

/// A record with a recipient at the level confidential; gives the file of the identity.
fn desk() -> (Desk, String) {
    let desk = Desk::new();
    let identity = desk.path("identity.txt").to_str().unwrap().to_owned();
    let public = output(&desk, &["protect", "key", "--out", &identity]);
    let add = format!("Head of mission={}", public.trim());
    let told =
        output(&desk, &["protect", "recipients", "confidential", "--add", &add, "--by", "A. Lind", "--why", "x"]);
    assert!(told.starts_with("confidential: 1 recipients"), "{told}");
    assert!(output(&desk, &["protect", "recipients"]).starts_with("confidential: Head of mission age1"));
    (desk, identity)
}

/// Takes in the testimony; gives its id.
fn taken_in(desk: &Desk) -> String {
    let file = desk.file("amina.txt", TESTIMONY);
    let told = output(desk, &["read", file.to_str().unwrap(), "--source", "Amina", "--protect", "confidential"]);
    let (id, words) = told.lines().next().unwrap().split_once(": ").unwrap();
    assert!(id.starts_with("p-") && words == "protected (confidential)", "{told}");
    id.to_owned()
}

#[test]
fn a_testimony_is_read_by_the_mission_and_by_nobody_else() {
    let (desk, identity) = desk();
    let id = taken_in(&desk);
    assert_eq!(output(&desk, &["explain", &id]), format!("{id}: protected (confidential)\n"));
    let opened = output(&desk, &["explain", &id, "--identity", &identity]);
    assert!(opened.contains("shelled Ain Zara"), "{opened}");
    let by_environment = desk.command(&["explain", &id]).env("TRUCEWATCH_IDENTITY", &identity).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&by_environment.stdout), opened);
    assert_eq!(output(&desk, &["export", "incidents"]), "", "an incident would tell it");
    assert!(output(&desk, &["export", "reports"]).contains("protected (confidential)"));
    let shown = output(&desk, &["protect", "show"]);
    assert_eq!(shown.lines().count(), 2);
    assert!(shown.contains("\"state\":\"protected\"") && !shown.contains("Amina"), "{shown}");
    let shown = output(&desk, &["protect", "show", "1", "--identity", &identity]);
    assert!(shown.contains("\"source\":\"Amina\"") && shown.contains("amina.txt"), "{shown}");
    assert!(output(&desk, &["rebuild"]).contains("anew"));
    assert!(output(&desk, &["protect", "renew", "--identity", &identity]).starts_with("2 values sealed"));
    let record = desk.record();
    let verified = output(&desk, &["verify", record.to_str().unwrap(), "--deep", "--identity", &identity]);
    assert!(verified.contains("2 of them opened with your identity"), "{verified}");
    for words in ["Amina", "amina.txt", "Ain Zara"] {
        assert!(holding(&record, words).is_empty(), "{words}");
    }
}

#[test]
fn publications_show_what_their_readers_may_see_and_an_erasure_leaves_nothing() {
    let (desk, identity) = desk();
    let report = desk.file("open.txt", "The ceasefire took effect at 00:00 on January 12.\n");
    output(&desk, &["read", report.to_str().unwrap(), "--published", "2020-01-15", "--source", "Gulf Sheet"]);
    taken_in(&desk);
    let entry = output(&desk, &["protect", "show"]);
    let entry: serde_json::Value = serde_json::from_str(entry.lines().next().unwrap()).unwrap();
    let entry = entry["entry"].to_string();
    let publish = |name: &str, more: &[&str]| -> (Output, String) {
        let out = desk.path(name).to_str().unwrap().to_owned();
        let arguments: Vec<&str> = ["publish", "--out", &out].into_iter().chain(more.iter().copied()).collect();
        let told = desk.run(&arguments);
        assert!(told.status.success(), "{}", said(&told));
        (told, output(&desk, &["verify", &out]))
    };
    let root = |verified: &str| verified.lines().nth(1).unwrap().to_owned();
    let (_, public) = publish("public", &["--level", "public", "--identity", &identity]);
    assert!(public.contains("2 undisclosed (confidential)"), "{public}");
    assert!(holding(&desk.path("public"), "Amina").is_empty());
    let (_, mission) = publish("mission", &["--level", "confidential", "--identity", &identity]);
    assert!(mission.contains("2 of them disclosed here"), "{mission}");
    assert_eq!(root(&public), root(&mission));
    let (told, _) = publish("blind", &["--level", "confidential"]);
    assert!(String::from_utf8_lossy(&told.stdout).contains("no identity that was given opens them"));
    let (_, delayed) = publish("delayed", &["--level", "public", "--delay", "30"]);
    assert!(delayed.contains("held back for a time") && root(&delayed) == root(&public), "{delayed}");
    let (_, early) = publish("early", &["--level", "public", "--size", "1"]);
    assert!(early.starts_with("Verified: 1 entries"), "{early}");
    let why = ["--by", "A. Lind", "--why", "until the families are told"];
    let delay = [&["protect", "delay", &entry, "--until", "2999-01-01"][..], &why].concat();
    assert!(output(&desk, &delay).contains("published from 2999-01-01T00:00:00Z on"));
    let (_, held) = publish("held", &["--level", "confidential", "--identity", &identity]);
    assert!(held.contains("2 of the undisclosed are held back"), "{held}");
    for field in ["/origin", "/report"] {
        let told = output(&desk, &["erase", &entry, field, "--by", "A. Lind", "--why", "order 12/2031"]);
        assert!(told.contains("is erased") && told.contains("copies of this record"), "{told}");
    }
    let shown = output(&desk, &["protect", "show", &entry, "--identity", &identity]);
    assert_eq!(shown.matches("\"state\":\"erased\"").count(), 2, "{shown}");
    let verified = output(&desk, &["verify", desk.record().to_str().unwrap(), "--deep"]);
    assert!(verified.contains("2 erased: nobody can show any more what stood there"), "{verified}");
    let again = desk.run(&["erase", &entry, "/origin", "--by", "A. Lind", "--why", "again"]);
    assert_one_clear_line(&again, &["nothing is kept here of /origin", "erased"]);
}

/// Fields of files: a source and a person of the rules are protected by what their files say.
#[test]
fn files_say_what_is_to_be_protected_in_them() {
    let (desk, _) = desk();
    let source = "[[source]]\nid = \"w-7\"\nname = \"Amina of the mill\"\nkind = \"witness\"\n";
    let marked = format!("{source}[source.protected]\n\"/name\" = \"confidential\"\n");
    let file = desk.file("sources.toml", marked);
    output(&desk, &["source", "add", file.to_str().unwrap()]);
    assert!(output(&desk, &["export", "sources"]).contains("\"name\":\"protected (confidential)\""));
    assert!(holding(&desk.record(), "Amina").is_empty());
    for (mark, says) in [
        ("\"/name\" = \"secret\"", "'/name' has no level that is known: restricted, confidential"),
        ("\"/kind\" = \"confidential\"", "'/kind' of source.entered cannot be protected; these can: /name, /owner"),
        ("\"/owner\" = \"confidential\"", "there is no such field"),
        ("\"/name\" = \"strictly_confidential\"", "nobody could ever open what is protected as strictly_confidential"),
    ] {
        let file = desk.file("wrong.toml", format!("{source}[source.protected]\n{mark}\n"));
        assert_one_clear_line(&desk.run(&["source", "add", file.to_str().unwrap()]), &[says]);
    }
}

#[test]
fn keys_that_others_could_read_and_slips_are_refused() {
    let (desk, identity) = desk();
    let again = desk.run(&["protect", "key", "--out", &identity]);
    assert_one_clear_line(&again, &["identity.txt could not be made"]);
    let within = desk.record().join("identity.txt");
    let within = desk.run(&["protect", "key", "--out", within.to_str().unwrap()]);
    assert_one_clear_line(&within, &["would lie in a record"]);
    for (arguments, says) in [
        (vec!["protect", "recipients", "confidential", "--add", "Desk"], "names no key"),
        (vec!["protect", "recipients", "confidential", "--add", "Desk=age1xyz"], "is no recipient"),
        (vec!["protect", "recipients", "confidential", "--remove", "Desk"], "'Desk' is no recipient of confidential"),
        (vec!["protect", "recipients", "confidential"], "--add NAME=KEY"),
        (vec!["protect", "show", "0"], "entry 0 has no protected field"),
        (vec!["protect", "renew"], "give it with --identity"),
        (vec!["protect", "delay", "99", "--until", "2031-01-01"], "no entry 99"),
        (vec!["protect", "delay", "0", "--until", "soon"], "'soon' is no time"),
        (vec!["erase", "0", "/x", "--by", "A", "--why", "y"], "its protected fields: none"),
        (vec!["protect", "show", "--identity", "nowhere.txt"], "nowhere.txt could not be read"),
    ] {
        assert_one_clear_line(&desk.run(&arguments), &[says]);
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&identity, fs::Permissions::from_mode(0o644)).unwrap();
        let open = desk.run(&["protect", "show", "--identity", &identity]);
        assert_one_clear_line(&open, &["can be read by others (mode 644)", "chmod 600"]);
    }
    let unnamed = desk.run(&["read", "x", "--protect-origin", "confidential"]);
    assert_eq!(unnamed.status.code(), Some(2), "{}", said(&unnamed));
}

/// What a step protects stays out of the finding that follows from the case.
#[test]
fn a_case_protects_its_reporter_and_the_names_of_persons() {
    let (desk, identity) = desk();
    let report = desk.file("a.txt", "LNA troops shelled Ain Zara in Tripoli on Tuesday, killing two people.\n");
    output(&desk, &["read", report.to_str().unwrap(), "--published", "2020-01-15", "--source", "Gulf Sheet"]);
    let agreement = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/agreements/moscow-2020.toml");
    output(&desk, &["agreement", "add", agreement.to_str().unwrap()]);
    let rules = crate::cases::rules(["ly-gna", "ly-lna"]) + "\n[protected]\n\"/person/0/name\" = \"confidential\"\n";
    let file = desk.file("rules.toml", &rules);
    output(&desk, &["rules", "add", file.to_str().unwrap()]);
    let first = wire::RulesFile::parse(&rules).unwrap().persons.remove(0);
    let incident = output(&desk, &["export", "incidents"]);
    let incident: serde_json::Value = serde_json::from_str(incident.lines().next().unwrap()).unwrap();
    let step = format!(
        "at = \"2020-01-15T08:00:00Z\"\nby = \"{}\"\nreasons = \"As told at the mill.\"\n[protected]\n\
         \"/act/received/reporter_name\" = \"confidential\"\n\"/reasons\" = \"confidential\"\n[act.received]\n\
         agreement = \"moscow-2020\"\nincident = {}\nreporter_name = \"Amina\"\ntext = \"Shelling.\"\n",
        first.id, incident["id"]
    );
    let file = desk.file("step.toml", step);
    assert_eq!(output(&desk, &["case", "step", file.to_str().unwrap()]), "case-1: received\n");
    let shown = output(&desk, &["case", "show", "case-1"]);
    assert!(shown.contains("alleged by protected (confidential)"), "{shown}");
    assert!(shown.contains("by protected (confidential, 1): protected (confidential)"), "{shown}");
    let opened = output(&desk, &["case", "show", "case-1", "--identity", &identity]);
    assert!(opened.contains("alleged by Amina") && opened.contains("As told at the mill."), "{opened}");
    assert!(opened.contains(&first.name), "{opened}");
    for words in ["Amina", "As told at the mill"] {
        assert!(holding(&desk.record(), words).is_empty(), "{words}");
    }
}
