//! Backup and restore as a person types them.

use crate::program::{Desk, assert_one_clear_line, said};
use crate::witnesses::{SECOND, Served, desk_with_record, new_witness, policy, stdout, text};
use std::process::Output;

fn done(output: &Output) -> String {
    assert!(output.status.success(), "{}", said(output));
    stdout(output)
}

fn names(desk: &Desk) -> Vec<String> {
    let all = std::fs::read_dir(desk.path("")).unwrap();
    all.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_copy_is_a_record_and_goes_back_where_there_is_none() {
    let desk = desk_with_record();
    let (copy, restored) = (desk.path("copies/monday"), desk.path("restored"));
    let told = done(&desk.run(&["backup", &text(&copy)]));
    assert!(told.contains("Backed up: ") && told.contains("private key") && told.contains("Verified: "), "{told}");
    assert_one_clear_line(&desk.run(&["backup", &text(&copy)]), &["copies/monday", "there already"]);
    desk.read(&desk.file("second.txt", SECOND));
    assert_one_clear_line(&desk.run(&["restore", &text(&copy)]), &["record", "there already"]);
    let told = done(&Desk::run_on(&restored, &["restore", &text(&copy)]));
    assert!(told.contains("Restored: ") && told.contains("nobody could be asked"), "{told}");
    done(&desk.run(&["verify", &text(&restored), "--deep"]));
    // It goes on where the copy stood.
    done(&Desk::run_on(&restored, &["read", &text(&desk.path("second.txt"))]));
    done(&desk.run(&["verify", &text(&restored), "--deep"]));
}

#[test]
fn a_damaged_copy_is_not_restored() {
    let desk = desk_with_record();
    let copy = desk.path("copy");
    done(&desk.run(&["backup", &text(&copy)]));
    let tile = copy.join("ledger/tile/0/000.p/4");
    let mut bytes = std::fs::read(&tile).unwrap();
    bytes[40] ^= 1;
    std::fs::write(&tile, bytes).unwrap();
    let restored = desk.path("restored");
    assert_one_clear_line(&Desk::run_on(&restored, &["restore", &text(&copy)]), &["copy/ledger/tile/0/000.p/4", "40"]);
    assert!(names(&desk).iter().all(|name| !name.contains("restored")), "{:?}", names(&desk));
    assert_one_clear_line(&Desk::run_on(&restored, &["restore", &text(&desk.path("nowhere"))]), &["no record at"]);
}

#[test]
fn a_copy_that_is_older_than_what_others_saw_is_told_of() {
    let desk = desk_with_record();
    let vkey = new_witness(&desk, "first");
    let witness = Served::begin(&desk, "first");
    let file = policy(&desk, &[("first", &vkey, &witness.address)]);
    std::fs::copy(&file, desk.record().join("witness.policy")).unwrap();
    let copy = desk.path("copy");
    done(&desk.run(&["backup", &text(&copy)]));
    let restore = |to: &str, more: &[&str]| {
        let given = [&["restore", copy.to_str().unwrap()], more].concat();
        Desk::run_on(&desk.path(to), &given)
    };
    let fresh = restore("fresh", &[]);
    assert!(done(&fresh).contains("first: saw no more than these"), "{}", stdout(&fresh));
    desk.read(&desk.file("second.txt", SECOND));
    done(&desk.run(&["cosign"]));
    let seen = text(&desk.record().join("ledger/checkpoint"));
    let older = restore("older", &["--seen", &seen]);
    assert!(older.status.success());
    for words in ["the witness first saw", "the checkpoint that you kept covers", "it is older", "second history"] {
        assert!(said(&older).contains(words), "{words}: {}", said(&older));
    }
    assert!(said(&restore("alone", &["--offline"])).is_empty());
}
