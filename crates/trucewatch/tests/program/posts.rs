//! Posts exchange, as people do it: on a stick in two carries, and over a link that breaks. Bad parcels, as people meet them.

use crate::program::{Desk, assert_one_clear_line, said};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const HARBOUR: &str = "Rockets hit the port of Misrata on Tuesday, killing two dockers, the harbour office said.\n";
const HILLS: &str = "Shells fell on the road to Sirte on Wednesday, wounding three drivers, the governor said.\n";

fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", said(output));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Two posts that know each other, each with a report of its own.
fn two() -> (Desk, Desk) {
    let (harbour, hills) = (Desk::new(), Desk::new());
    stdout(&harbour.read(&harbour.file("port.txt", HARBOUR)));
    stdout(&hills.read(&hills.file("road.txt", HILLS)));
    for (desk, name, other) in [(&harbour, "hills", &hills), (&hills, "harbour", &harbour)] {
        let key = text(&other.record().join("ledger/log.vkey"));
        assert!(stdout(&desk.run(&["peer", "add", name, "--key", &key, "--by", "A. Lind"])).contains("entered into"));
    }
    (harbour, hills)
}

#[test]
fn two_carries_on_a_stick_bring_two_posts_together() {
    let (harbour, hills) = two();
    let (there, back) = (text(&harbour.path("to-hills.parcel")), text(&harbour.path("to-harbour.parcel")));
    assert!(stdout(&harbour.run(&["sync", "offer", "hills", "--out", &there])).contains("bytes for hills"));
    assert!(stdout(&hills.run(&["sync", "accept", &there])).contains("taken over"));
    stdout(&hills.run(&["sync", "offer", "harbour", "--out", &back]));
    stdout(&harbour.run(&["sync", "accept", &back]));
    assert!(stdout(&harbour.run(&["sync", "accept", &back])).contains("nothing new"));
    for desk in [&harbour, &hills] {
        assert_eq!(desk.reports(), 2);
        let verified = stdout(&desk.run(&["verify", "--deep", &text(&desk.record())]));
        assert!(verified.contains("other posts' logs"), "{verified}");
        assert_eq!(stdout(&desk.run(&["conflicts"])), "no conflicts\n");
        assert!(stdout(&desk.run(&["peer", "list"])).contains(" entries here"));
    }
    let incidents = |desk: &Desk| stdout(&desk.run(&["export", "incidents"]));
    assert_eq!(incidents(&harbour), incidents(&hills));
    // Through a pipe, and with what the other has said beforehand.
    stdout(&harbour.read(&harbour.file("more.txt", "An air strike hit Tarhuna on Friday, killing a guard.\n")));
    let holds = hills.file("hills.holds", stdout(&hills.run(&["sync", "holds"])));
    let parcel = harbour.run(&["sync", "offer", "hills", "--holds", &text(&holds)]);
    assert!(parcel.status.success() && parcel.stdout.len() < 8000, "{} bytes", parcel.stdout.len());
    assert!(stdout(&hills.run_with_input(&["sync", "accept", "-"], &parcel.stdout)).contains("taken over"));
    assert_eq!(hills.reports(), 3);
}

#[test]
fn conflicting_edits_are_listed_with_what_stands() {
    let (harbour, hills) = two();
    let source = |grade: &str| {
        format!(
            "[[source]]\nid = \"coast-wire\"\nname = \"Coast Wire\"\nkind = \"agency\"\nreliability = \"{grade}\"\n"
        )
    };
    stdout(&harbour.run(&["source", "add", &text(&harbour.file("sources.toml", source("B")))]));
    stdout(&hills.run(&["source", "add", &text(&hills.file("sources.toml", source("D")))]));
    let (there, back) = (text(&harbour.path("a.parcel")), text(&harbour.path("b.parcel")));
    stdout(&harbour.run(&["sync", "offer", "hills", "--out", &there]));
    assert!(stdout(&hills.run(&["sync", "accept", &there])).contains("1 conflicts"));
    stdout(&hills.run(&["sync", "offer", "harbour", "--out", &back]));
    stdout(&harbour.run(&["sync", "accept", &back]));
    let told = stdout(&harbour.run(&["conflicts"]));
    assert!(
        told.contains("source coast-wire") && told.contains("stands back") && told.contains("reliability: D"),
        "{told}"
    );
    assert_eq!(told, stdout(&hills.run(&["conflicts"])), "the same at both posts");
}

#[test]
fn bad_parcels_and_peers_get_one_clear_line() {
    let (harbour, hills) = two();
    let good = text(&harbour.path("good.parcel"));
    stdout(&harbour.run(&["sync", "offer", "hills", "--out", &good]));
    let bytes = std::fs::read(&good).unwrap();
    let half = text(&hills.file("half.parcel", &bytes[..bytes.len() / 2]));
    let rubbish = text(&hills.file("rubbish", vec![b'x'; 1 << 20]));
    let newer = text(&hills.file("newer.parcel", b"trucewatch/parcel@v2\n"));
    for (file, words) in [
        (&half, ["half.parcel", "ends here, in the middle", "--partial"]),
        (&rubbish, ["rubbish", "byte 0", "no parcel"]),
        (&newer, ["newer.parcel", "newer version", "format 2"]),
    ] {
        assert_one_clear_line(&hills.run(&["sync", "accept", file]), &words);
    }
    let endless = hills.run_with_input(&["sync", "accept", "-"], &vec![b'x'; 64 << 20]);
    assert_one_clear_line(&endless, &["byte 0", "no parcel"]);
    assert_one_clear_line(&harbour.run(&["sync", "accept", &good]), &["the parcel is for the post with the log"]);
    assert_one_clear_line(&harbour.run(&["sync", "offer", "valley"]), &["'valley'", "peer add"]);
    let own = text(&harbour.record().join("ledger/log.vkey"));
    assert_one_clear_line(&harbour.run(&["peer", "add", "me", "--key", &own]), &["this record's own log"]);
    assert_one_clear_line(&harbour.run(&["peer", "add", "x", "--key", "nonsense"]), &["nonsense"]);
    assert_eq!(hills.reports(), 1);
    hills.assert_verifies();
}

#[test]
fn a_fork_is_written_as_a_file_that_anybody_can_check() {
    let (harbour, hills) = two();
    let parcel = |record: &Path, name: &str| {
        let out = text(&harbour.path(name));
        stdout(&Desk::run_on(record, &["sync", "offer", "hills", "--out", &out]));
        out
    };
    let copied = harbour.path("copy");
    let status = std::process::Command::new("cp").arg("-r").args([harbour.record(), copied.clone()]).status().unwrap();
    assert!(status.success());
    stdout(&harbour.read(&harbour.file("one.txt", "A bomb exploded in Benghazi on Monday and wounded a guard.\n")));
    let other = harbour.file("other.txt", "Nothing happened in Benghazi on Monday, the police said.\n");
    stdout(&Desk::run_on(&copied, &["read", &text(&other)]));
    stdout(&hills.run(&["sync", "accept", &parcel(&harbour.record(), "first.parcel")]));
    let fork = text(&hills.path("proof.fork"));
    let second = parcel(&copied, "second.parcel");
    let refused = hills.run(&["sync", "accept", &second, "--fork", &fork]);
    assert_one_clear_line(&refused, &["second.parcel", "signed two histories", "proof.fork"]);
    let key = text(&harbour.record().join("ledger/log.vkey"));
    assert!(stdout(&hills.run(&["verify", &fork, "--key", &key])).contains("FORK"));
    hills.assert_verifies();
}

/// `sync serve` in a process of its own, ended when it is dropped.
struct Served {
    child: Child,
    address: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Served {
    fn begin(desk: &Desk) -> Self {
        let mut command = desk.command(&["sync", "serve", "--listen", "127.0.0.1:0"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines.map(Result::unwrap).find(|line| line.starts_with("Posts exchange at ")).unwrap();
        let address = line.strip_prefix("Posts exchange at http://").unwrap().split('/').next().unwrap().to_owned();
        Self { child, address }
    }
}

/// A link that breaks each connection after so many bytes of an answer, and counts all that it carries.
struct Breaking {
    address: String,
    carried: Arc<AtomicUsize>,
}

impl Breaking {
    fn before(address: &str, after: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let own = listener.local_addr().unwrap().to_string();
        let (address, carried) = (address.to_owned(), Arc::new(AtomicUsize::new(0)));
        let count = Arc::clone(&carried);
        std::thread::spawn(move || {
            for asking in listener.incoming().map_while(Result::ok) {
                let answering = TcpStream::connect(&address).unwrap();
                let count = Arc::clone(&count);
                std::thread::spawn(move || relay(asking, answering, after, &count));
            }
        });
        Self { address: own, carried }
    }
}

fn relay(mut asking: TcpStream, mut answering: TcpStream, after: usize, count: &AtomicUsize) {
    let (mut from, mut to) = (asking.try_clone().unwrap(), answering.try_clone().unwrap());
    std::thread::spawn(move || {
        std::io::copy(&mut from, &mut to).ok();
    });
    let (mut left, mut buffer) = (after, [0; 512]);
    while let Ok(length @ 1..) = answering.read(&mut buffer) {
        let length = length.min(left);
        count.fetch_add(length, Ordering::SeqCst);
        if asking.write_all(&buffer[..length]).is_err() || length == left {
            break;
        }
        left -= length;
    }
    asking.shutdown(std::net::Shutdown::Both).ok();
    answering.shutdown(std::net::Shutdown::Both).ok();
}

#[test]
fn two_posts_exchange_over_a_link_that_breaks_and_nothing_that_arrived_is_sent_again() {
    let (harbour, hills) = two();
    let towns = ["Misrata", "Sirte", "Tarhuna", "Zawiya", "Gharyan", "Sabha", "Derna", "Tobruk"];
    for (place, town) in towns.iter().enumerate() {
        let told = format!("Shells hit {town} on Monday, killing {} people, the council of {town} said.\n", place + 2);
        harbour.file(&format!("reports/{place}.txt"), told);
    }
    stdout(&harbour.read(&harbour.path("reports")));
    let server = Served::begin(&harbour);
    let link = Breaking::before(&server.address, 2500);
    let done = hills.run(&["sync", "with", &format!("http://{}/", link.address)]);
    let told = stdout(&done);
    assert!(told.contains("taken over") && told.contains("bytes sent"), "{told}");
    let parcel = harbour.run(&["sync", "offer", "hills", "--holds", &text(&hills.file("none.holds", ""))]);
    let carried = link.carried.load(Ordering::SeqCst);
    assert!(carried < parcel.stdout.len() + 12_000, "{carried} bytes for a parcel of {}", parcel.stdout.len());
    drop(server);
    for desk in [&harbour, &hills] {
        assert_eq!(desk.reports(), 10);
        desk.assert_verifies();
    }
    let server = Served::begin(&harbour);
    let again = stdout(&hills.run(&["sync", "with", &format!("http://{}", server.address)]));
    assert!(again.contains("harbour"), "{again}");
    let spool: Vec<_> = std::fs::read_dir(hills.record().join("exchange")).unwrap().collect();
    assert!(spool.is_empty(), "{spool:?}");
    let stranger = Desk::new();
    stdout(&stranger.read(&stranger.file("port.txt", HARBOUR)));
    let refused = stranger.run(&["sync", "with", &format!("http://{}", server.address)]);
    assert_one_clear_line(&refused, &["was not entered here", "peer add"]);
}
