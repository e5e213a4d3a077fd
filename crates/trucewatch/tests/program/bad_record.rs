//! Records that are damaged, newer, in use, or on a full disk.

use crate::program::{Desk, assert_one_clear_line, said};
use std::path::{Path, PathBuf};
use std::process::Stdio;

const GOOD: &str = "Rockets hit the port of Velde on Tuesday, killing two dockers, the harbour office said.\n";

fn desk_with_record() -> Desk {
    let desk = Desk::new();
    let output = desk.read(&desk.file("good.txt", GOOD));
    assert!(output.status.success(), "{}", said(&output));
    desk
}

/// Every file of the ledger's folder, in order.
fn ledger_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

#[test]
fn a_flipped_byte_in_any_file_of_the_ledger_is_named() {
    let desk = desk_with_record();
    for file in ledger_files(&desk.record().join("ledger")) {
        let bytes = std::fs::read(&file).unwrap();
        let mut altered = bytes.clone();
        let middle = altered.len() / 2;
        altered[middle] ^= 1;
        std::fs::write(&file, &altered).unwrap();
        let output = desk.run(&["verify", desk.record().to_str().unwrap()]);
        let name = file.file_name().unwrap().to_str().unwrap();
        assert_one_clear_line(&output, &[name]);
        let place = file.strip_prefix(desk.record().join("ledger")).unwrap().display().to_string() + ", byte ";
        assert!(said(&output).matches(&place).count() <= 1, "a place is told once: {}", said(&output));
        std::fs::write(&file, &bytes).unwrap();
    }
    desk.assert_verifies();
}

#[test]
fn a_truncated_ledger() {
    let desk = desk_with_record();
    let files = ledger_files(&desk.record().join("ledger"));
    let bundle = files.iter().find(|file| file.to_string_lossy().contains("entries")).unwrap();
    let bytes = std::fs::read(bundle).unwrap();
    std::fs::write(bundle, &bytes[..bytes.len() - 7]).unwrap();
    assert_one_clear_line(&desk.run(&["verify", desk.record().to_str().unwrap()]), &["entries"]);
}

#[test]
fn a_record_from_a_newer_version() {
    let desk = desk_with_record();
    let database = rusqlite::Connection::open(desk.record().join("record.sqlite")).unwrap();
    database.pragma_update(None, "user_version", 9999).unwrap();
    drop(database);
    assert_one_clear_line(&desk.run(&["brief"]), &["newer"]);
    assert_one_clear_line(&desk.read(&desk.path("good.txt")), &["newer"]);
}

#[test]
fn a_record_that_is_not_there() {
    let desk = Desk::new();
    assert_one_clear_line(&desk.run(&["brief"]), &["record", "trucewatch read"]);
    assert!(!desk.record().exists(), "asking makes no record");
}

#[test]
fn a_second_process_on_the_same_record() {
    let desk = desk_with_record();
    let mut first =
        desk.command(&["read", "-"]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let second = (0..100).find_map(|_| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        let output = desk.read(&desk.path("good.txt"));
        (!output.status.success()).then_some(output)
    });
    assert_one_clear_line(&second.expect("the first process holds the record"), &["record"]);
    assert!(desk.run(&["brief"]).status.success(), "asking is not blocked");
    drop(first.stdin.take());
    first.wait().unwrap();
    assert!(desk.read(&desk.path("good.txt")).status.success());
}

#[test]
fn a_full_disk() {
    let desk = desk_with_record();
    let many: String = (0..400)
        .map(|number| format!("{{\"id\":\"n{number}\",\"text\":\"Rockets hit the port of Velde, killing {number} dockers, the harbour office said on Tuesday. {}\"}}\n", "The harbour stayed shut. ".repeat(60)))
        .collect();
    let docs = desk.file("docs.jsonl", many);
    // A file size limit stands for a full disk: writes beyond it fail, whatever the file.
    let script = "trap '' XFSZ; ulimit -f 1200; exec \"$0\" --record \"$1\" read \"$2\"";
    let output = std::process::Command::new("bash")
        .args(["-c", script, env!("CARGO_BIN_EXE_trucewatch")])
        .arg(desk.record())
        .arg(&docs)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert_eq!(
        said(&output)
            .lines()
            .filter(|line| !line.contains("published-unknown") && !line.contains("more remarks"))
            .count(),
        1,
        "{}",
        said(&output)
    );
    desk.assert_verifies();
    assert!(desk.read(&docs).status.success(), "with room again, the same input completes the record");
    assert_eq!(desk.reports(), 401);
    desk.assert_verifies();
}

#[test]
fn rebuilding_changes_nothing() {
    let desk = desk_with_record();
    let before = desk.run(&["export", "incidents"]).stdout;
    assert!(desk.run(&["rebuild"]).status.success());
    assert_eq!(desk.run(&["export", "incidents"]).stdout, before);
    let deep = desk.run(&["verify", "--deep", desk.record().to_str().unwrap()]);
    assert!(deep.status.success(), "{}", said(&deep));
}
