//! Witnesses, proofs that travel and forks, as people meet them: several programs on one machine, some of them lying.

use crate::program::{Desk, assert_one_clear_line, said};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Output, Stdio};

const FIRST: &str = "Rockets hit the port of Velde on Tuesday, killing two dockers, the harbour office said.\n";
pub const SECOND: &str = "Shells fell on the road to Anders on Wednesday, wounding three drivers, the governor said.\n";
const OTHERWISE: &str = "Nothing fell on the road to Anders on Wednesday, the governor said.\n";

/// A witness in a process of its own, ended when it is dropped.
pub struct Served {
    child: Child,
    pub address: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Served {
    pub fn begin(desk: &Desk, name: &str) -> Self {
        let (key, state) = (text(&desk.path(&format!("{name}.key"))), text(&desk.path(name)));
        let log = text(&desk.record().join("ledger/log.vkey"));
        let arguments =
            ["witness", "serve", "--key", &key, "--state", &state, "--log", &log, "--listen", "127.0.0.1:0"];
        let mut child = desk.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines.map(Result::unwrap).find(|line| line.starts_with("is asked at ")).unwrap();
        let address = line.strip_prefix("is asked at ").unwrap().split("/add-checkpoint").next().unwrap().to_owned();
        Self { child, address }
    }
}

pub fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub fn desk_with_record() -> Desk {
    let desk = Desk::new();
    let output = desk.read(&desk.file("first.txt", FIRST));
    assert!(output.status.success(), "{}", said(&output));
    desk
}

/// Draws a witness's key and makes its folder; gives the public half.
pub fn new_witness(desk: &Desk, name: &str) -> String {
    std::fs::create_dir(desk.path(name)).unwrap();
    let full = format!("witness.example/{name}");
    let output = desk.run(&["witness", "key", &full, "--out", &text(&desk.path(&format!("{name}.key")))]);
    assert!(output.status.success(), "{}", said(&output));
    stdout(&output).trim().to_owned()
}

fn log_key(desk: &Desk) -> String {
    text(&desk.record().join("ledger/log.vkey"))
}

/// A policy that asks for each of these witnesses: name, key, address.
pub fn policy(desk: &Desk, witnesses: &[(&str, &str, &str)]) -> String {
    let log = std::fs::read_to_string(log_key(desk)).unwrap();
    let mut lines = format!("log {log}");
    for (name, key, address) in witnesses {
        lines.push_str(&format!("witness {name} {key} {address}\n"));
    }
    let names: Vec<&str> = witnesses.iter().map(|(name, ..)| *name).collect();
    lines.push_str(&format!("group everybody all {}\nquorum everybody\n", names.join(" ")));
    text(&desk.file("witness.policy", lines))
}

pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// A copy of the record, with its key, in which something else is read in than in the record itself.
fn forked(desk: &Desk) -> PathBuf {
    let fork = desk.path("fork");
    copy(&desk.record(), &fork);
    assert!(desk.read(&desk.file("second.txt", SECOND)).status.success());
    let other = text(&desk.file("otherwise.txt", OTHERWISE));
    let output = Desk::run_on(&fork, &["read", &other]);
    assert!(output.status.success(), "{}", said(&output));
    fork
}

#[test]
fn witnesses_of_both_sides_follow_a_record_and_one_history_of_it() {
    let desk = desk_with_record();
    let (north, south) = (new_witness(&desk, "north"), new_witness(&desk, "south"));
    let mut first = Served::begin(&desk, "north");
    let absent = policy(&desk, &[("north", &north, &first.address), ("south", &south, "http://127.0.0.1:1")]);
    // One of the two does not answer: its absence is told by name, what the other signed is kept.
    let output = desk.run(&["cosign", "--policy", &absent]);
    assert_eq!(output.status.code(), Some(1), "{}", stdout(&output));
    assert!(stdout(&output).contains("south: did NOT sign") && stdout(&output).contains("no answer"), "{output:?}");
    let second = Served::begin(&desk, "south");
    let both = policy(&desk, &[("north", &north, &first.address), ("south", &south, &second.address)]);
    let output = desk.run(&["cosign", "--policy", &both]);
    assert!(output.status.success() && stdout(&output).contains("2 of 2 signed"), "{output:?}");
    let record = text(&desk.record());
    let output = desk.run(&["verify", &record, "--policy", &both]);
    assert!(output.status.success() && stdout(&output).contains("The policy holds"), "{output:?}");
    // The proof of an entry carries the witnesses with it.
    let proof = desk.file("entry.tlog-proof", desk.run(&["prove", "0"]).stdout);
    let output = desk.run(&["verify", &text(&proof), "--policy", &both]);
    assert!(output.status.success() && stdout(&output).contains("seen by witness.example/north"), "{output:?}");
    // Killed and begun anew, a witness knows what it knew; a grown record is cosigned from there.
    first.child.kill().unwrap();
    drop(first);
    let first = Served::begin(&desk, "north");
    let fork = forked(&desk);
    desk.assert_verifies();
    let output = desk.run(&["verify", &record, "--policy", &both]);
    assert_eq!(output.status.code(), Some(1), "a grown record is not cosigned yet: {}", stdout(&output));
    let both = policy(&desk, &[("north", &north, &first.address), ("south", &south, &second.address)]);
    let output = desk.run(&["cosign", "--policy", &both]);
    assert!(output.status.success(), "{output:?}");
    // The other history is refused by both, and they keep the proof.
    let output = Desk::run_on(&fork, &["cosign", "--policy", &both]);
    assert_eq!(output.status.code(), Some(1), "{}", stdout(&output));
    let evidence = std::fs::read_dir(desk.path("north")).unwrap().map(|entry| entry.unwrap().path());
    let evidence: Vec<PathBuf> = evidence.filter(|path| path.extension().is_some_and(|end| end == "fork")).collect();
    if stdout(&output).contains("cosigned another tree of this size") {
        let [proof] = evidence.as_slice() else { panic!("{evidence:?}") };
        let output = desk.run(&["verify", &text(proof), "--key", &log_key(&desk)]);
        assert!(output.status.success() && stdout(&output).starts_with("FORK"), "{output:?}");
    } else {
        assert!(stdout(&output).contains("old copy") || stdout(&output).contains("refused with 422"), "{output:?}");
    }
}

#[test]
fn two_histories_are_proved_and_one_is_not() {
    let desk = desk_with_record();
    let before = desk.file("before", std::fs::read(desk.record().join("ledger/checkpoint")).unwrap());
    let fork = forked(&desk);
    let (record, fork, before) = (text(&desk.record()), text(&fork), text(&before));
    let proof = text(&desk.path("two.fork"));
    let output = desk.run(&["compare", &record, &before]);
    assert!(output.status.success() && stdout(&output).starts_with("One history"), "{output:?}");
    let output = desk.run(&["compare", &record, &fork, "--fork", &proof]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(stdout(&output).starts_with("FORK"), "{output:?}");
    let output = desk.run(&["verify", &proof, "--key", &log_key(&desk)]);
    assert!(output.status.success() && stdout(&output).starts_with("FORK"), "{output:?}");
    // Without a key, under another's key, altered, cut: one line each.
    assert_one_clear_line(&desk.run(&["verify", &proof]), &["--key"]);
    let stranger = new_witness(&desk, "stranger");
    assert_one_clear_line(&desk.run(&["verify", &proof, "--key", &stranger]), &["not signed"]);
    let bytes = std::fs::read(&proof).unwrap();
    let cut = text(&desk.file("cut.fork", &bytes[..bytes.len() / 2]));
    assert_one_clear_line(&desk.run(&["verify", &cut, "--key", &log_key(&desk)]), &["cut.fork"]);
    // A checkpoint alone cannot tell how it began; a torn tile cannot either.
    let later = text(&desk.file("later", std::fs::read(desk.record().join("ledger/checkpoint")).unwrap()));
    assert_one_clear_line(
        &desk.run(&["compare", &before, &later, "--key", &log_key(&desk)]),
        &["its tiles are needed"],
    );
    let tiles = desk.record().join("ledger/tile/0");
    for tile in std::fs::read_dir(tiles.join("000.p")).unwrap().map(|entry| entry.unwrap().path()) {
        let bytes = std::fs::read(&tile).unwrap();
        std::fs::write(&tile, &bytes[..bytes.len() - 1]).unwrap();
    }
    assert_one_clear_line(&desk.run(&["compare", &record, &before]), &["tile/0/000.p"]);
    assert_one_clear_line(&desk.run(&["prove", "0"]), &["tile/0/000.p"]);
}

#[test]
fn a_proof_travels_and_ties_the_report_to_the_root() {
    let desk = desk_with_record();
    let ids = stdout(&desk.run(&["export", "reports"]));
    let id = ids.split("\"id\":\"").nth(1).unwrap().split('"').next().unwrap();
    let output = desk.run(&["prove", id]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(output.stdout.len() < 2048, "{} bytes", output.stdout.len());
    let elsewhere = Desk::new();
    let proof = text(&elsewhere.file("report.tlog-proof", &output.stdout));
    let key = std::fs::read_to_string(log_key(&desk)).unwrap();
    let (original, other) = (text(&elsewhere.file("a.txt", FIRST)), text(&elsewhere.file("b.txt", SECOND)));
    let output = elsewhere.run(&["verify", &proof, "--key", &key, "--original", &original]);
    assert!(output.status.success() && stdout(&output).contains("byte for byte"), "{output:?}");
    assert_one_clear_line(
        &elsewhere.run(&["verify", &proof, "--key", &key, "--original", &other]),
        &["not what the entry speaks of"],
    );
    let mut bytes = std::fs::read(&proof).unwrap();
    bytes[60] = if bytes[60] == b'A' { b'B' } else { b'A' };
    let altered = text(&elsewhere.file("altered.tlog-proof", &bytes));
    assert_one_clear_line(&elsewhere.run(&["verify", &altered, "--key", &key]), &["altered.tlog-proof"]);
    assert_one_clear_line(&elsewhere.run(&["verify", &proof]), &["--key"]);
    assert_one_clear_line(&elsewhere.run(&["verify", &original, "--key", &key]), &["neither"]);
    // Beside its entry, on paper, and of an incident with the piece of the record in which it stands.
    let (entry, with) = (text(&desk.path("entry.json")), text(&desk.path("with")));
    let alone = text(&desk.file("alone.tlog-proof", desk.run(&["prove", id, "--entry", &entry]).stdout));
    assert!(desk.run(&["verify", &alone, "--key", &key, "--entry", &entry]).status.success());
    assert_one_clear_line(&desk.run(&["verify", &alone, "--key", &key]), &["entry is not in the proof"]);
    assert!(stdout(&desk.run(&["prove", id, "--qr"])).contains("<svg"));
    let incidents = stdout(&desk.run(&["export", "incidents"]));
    let incident = incidents.split("\"id\":\"").nth(1).unwrap().split('"').next().unwrap();
    let output = desk.run(&["prove", incident, "--originals", &with]);
    let proof = text(&desk.file("incident.tlog-proof", &output.stdout));
    let pieces = std::fs::read_dir(&with).unwrap().map(|entry| entry.unwrap().path());
    let holding = |path: &PathBuf| std::fs::read_to_string(path).is_ok_and(|text| text.contains(incident));
    let piece = text(&pieces.into_iter().find(holding).unwrap());
    assert!(desk.run(&["verify", &proof, "--key", &key, "--original", &piece]).status.success());
    assert_one_clear_line(&desk.run(&["prove", "i-none"]), &["i-none"]);
    assert_one_clear_line(&desk.run(&["prove", "99999"]), &["not in the checkpoint"]);
}

/// A server that answers every request with the same status and body.
fn liar(status: &'static str, body: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = Vec::new();
            let mut piece = [0; 4096];
            // Until the checkpoint's last line is in: requests here are short.
            while !request.ends_with(b"=\n") {
                match stream.read(&mut piece) {
                    Ok(read) if read > 0 => request.extend(&piece[..read]),
                    _ => break,
                }
            }
            let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
            stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body)).ok();
        }
    });
    address
}

#[test]
fn what_a_witness_answers_is_not_believed() {
    let desk = desk_with_record();
    let key = new_witness(&desk, "north");
    let checkpoint = desk.record().join("ledger/checkpoint");
    let before = std::fs::read(&checkpoint).unwrap();
    let false_line = {
        let line = String::from_utf8(before.clone()).unwrap().lines().last().unwrap().to_owned();
        format!("{line}\n").into_bytes()
    };
    for (status, body, expected) in [
        ("200 OK", false_line, "does not hold"),
        ("200 OK", b"\xff\xfe\n".to_vec(), "does not hold"),
        ("200 OK", Vec::new(), "does not hold"),
        ("409 Conflict", b"999\n".to_vec(), "old copy"),
        ("409 Conflict", b"0\n".to_vec(), "refused with 409"),
        ("409 Conflict", b"many\n".to_vec(), "refused with 409"),
        ("500 Internal Server Error", b"\x1b[31mno\n".to_vec(), "refused with 500"),
        ("302 Found", Vec::new(), "refused with 302"),
        ("200 OK", vec![b'x'; 1 << 20], "no answer"),
    ] {
        let policy = policy(&desk, &[("north", &key, &liar(status, body))]);
        let output = desk.run(&["cosign", "--policy", &policy, "--patience", "20"]);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(stdout(&output).contains(expected), "{expected}: {}", stdout(&output));
        assert!(!stdout(&output).contains('\u{1b}'), "an answer does not reach the terminal as it is");
        assert_eq!(std::fs::read(&checkpoint).unwrap(), before);
    }
}

#[test]
fn a_witness_guards_its_memory() {
    let desk = desk_with_record();
    let vkey = new_witness(&desk, "north");
    let (key, log) = (text(&desk.path("north.key")), log_key(&desk));
    let serve = |state: &str, log: &str| {
        desk.run(&["witness", "serve", "--key", &key, "--state", state, "--log", log, "--listen", "127.0.0.1:0"])
    };
    assert_one_clear_line(&serve(&text(&desk.path("lost")), &log), &["lost", "draw a new key"]);
    assert_one_clear_line(&serve(&text(&desk.path("north")), &vkey), &["not a log's"]);
    assert_one_clear_line(&desk.run(&["witness", "key", "x", "--out", &key]), &["north.key"]);
    assert_one_clear_line(&desk.run(&["witness", "key", "a b", "--out", &text(&desk.path("k"))]), &["cannot name"]);
    let state = text(&desk.path("north"));
    {
        let served = Served::begin(&desk, "north");
        let policy = policy(&desk, &[("north", &vkey, &served.address)]);
        assert!(desk.run(&["cosign", "--policy", &policy]).status.success());
        assert_one_clear_line(&serve(&state, &log), &["another witness is at work"]);
    }
    let kept = std::fs::read_dir(&state).unwrap().map(|entry| entry.unwrap().path());
    let kept = kept.into_iter().find(|path| path.extension().is_some_and(|end| end == "checkpoint")).unwrap();
    let sound = std::fs::read(&kept).unwrap();
    for damaged in [sound[..sound.len() / 2].to_vec(), std::fs::read(desk.record().join("ledger/log.vkey")).unwrap()] {
        std::fs::write(&kept, damaged).unwrap();
        assert_one_clear_line(&serve(&state, &log), &["restore it from a copy"]);
    }
}
