//! A log over HTTP: served by the program, verified by the program, and lied about by servers of every kind.

use crate::program::{Desk, assert_one_clear_line, said};
use crate::witnesses::{SECOND, copy, desk_with_record};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Output, Stdio};

/// The record's pages in a process of its own, ended when it is dropped.
struct Pages {
    child: Child,
    address: String,
}

impl Drop for Pages {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Pages {
    fn open(desk: &Desk, more: &[&str]) -> Self {
        let arguments = [&["serve", "--listen", "127.0.0.1:0"], more].concat();
        let mut child = desk.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let line = BufReader::new(child.stdout.take().unwrap()).lines().next().unwrap().unwrap();
        let address = line.split_whitespace().find(|word| word.starts_with("http://")).unwrap().to_owned();
        Self { child, address }
    }
}

fn told(output: &Output) -> String {
    assert!(output.status.success(), "{}", said(output));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn what_is_served_verifies_from_elsewhere() {
    let desk = desk_with_record();
    let key = desk.record().join("ledger/log.vkey").to_str().unwrap().to_owned();
    let kept = desk.file("kept", std::fs::read(desk.record().join("ledger/checkpoint")).unwrap());
    let kept = kept.to_str().unwrap();
    {
        let pages = Pages::open(&desk, &[]);
        let said = told(&desk.run(&["verify", &pages.address, "--key", &key]));
        assert!(said.contains("none of them read") && said.contains("403"), "{said}");
        let refused = desk.run(&["verify", &pages.address, "--blobs"]);
        assert_one_clear_line(&refused, &["/ledger/blob/", "403", "--blobs"]);
        assert_one_clear_line(&desk.run(&["verify", &pages.address, "--deep"]), &["--deep", "folder"]);
    }
    let pages = Pages::open(&desk, &["--blobs"]);
    // While it is served, the record grows.
    let output = desk.read(&desk.file("second.txt", SECOND));
    assert!(output.status.success(), "{}", said(&output));
    let said = told(&desk.run(&["verify", &pages.address, "--key", &key, "--seen", kept]));
    assert!(said.contains("all present with their hashes"), "{said}");
    assert!(said.contains("begins with the") && said.contains("read from http://127.0.0.1"), "{said}");
    // The address of the log itself is as good as that of the pages.
    told(&desk.run(&["verify", &format!("{}ledger", pages.address), "--blobs"]));
}

#[test]
fn a_checkpoint_that_was_seen_holds_a_served_log_and_a_folder() {
    let desk = desk_with_record();
    let old = desk.path("old");
    copy(&desk.record(), &old);
    desk.read(&desk.file("second.txt", SECOND));
    let seen = desk.record().join("ledger/checkpoint");
    let seen = seen.to_str().unwrap();
    let rolled_back = desk.run(&["verify", old.to_str().unwrap(), "--seen", seen]);
    assert_one_clear_line(&rolled_back, &["checkpoint", "entries"]);
    let server = Server::start(old.join("ledger"), |_, bytes| Answer::File(bytes));
    assert_one_clear_line(&desk.run(&["verify", &server, "--seen", seen]), &["checkpoint", "entries"]);
}

/// How a server answers for a file that it has.
enum Answer {
    File(Vec<u8>),
    /// The head says so many bytes, whatever follows.
    Says(usize, Vec<u8>),
    Status(&'static str),
    /// A body that never ends.
    Endless,
    /// No answer for as long as anybody waits.
    Silent,
}

/// A server that answers for the files of a folder as it likes.
struct Server;

impl Server {
    fn start(folder: PathBuf, lie: impl Fn(&str, Vec<u8>) -> Answer + Send + Sync + 'static) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let lie = std::sync::Arc::new(lie);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (folder, lie) = (folder.clone(), std::sync::Arc::clone(&lie));
                std::thread::spawn(move || answer(stream, &folder, &*lie));
            }
        });
        address
    }
}

fn answer(mut stream: TcpStream, folder: &Path, lie: &dyn Fn(&str, Vec<u8>) -> Answer) {
    let mut line = String::new();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    reader.read_line(&mut line).unwrap();
    let mut head = String::new();
    while reader.read_line(&mut head).is_ok_and(|read| read > 2) {
        head.clear();
    }
    let name = line.split(' ').nth(1).unwrap_or("/").trim_start_matches('/').to_owned();
    let file = std::fs::read(folder.join(&name)).ok();
    let sent = match file.map(|bytes| lie(&name, bytes)) {
        None => write!(stream, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
        Some(Answer::File(bytes)) => send(&mut stream, bytes.len(), &bytes),
        Some(Answer::Says(length, bytes)) => send(&mut stream, length, &bytes),
        Some(Answer::Status(status)) => {
            write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 4\r\nConnection: close\r\n\r\nno\x1b!")
        }
        Some(Answer::Endless) => {
            write!(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n").ok();
            while stream.write_all(&[b'x'; 1 << 16]).is_ok() {}
            Ok(())
        }
        Some(Answer::Silent) => {
            let mut rest = Vec::new();
            stream.read_to_end(&mut rest).map(|_| ())
        }
    };
    sent.ok();
}

fn send(stream: &mut TcpStream, length: usize, bytes: &[u8]) -> std::io::Result<()> {
    write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n")?;
    stream.write_all(bytes)
}

fn flipped(mut bytes: Vec<u8>, at: usize) -> Vec<u8> {
    bytes[at] ^= 4;
    bytes
}

/// A file, what a server does to it, and the words with which it is refused.
type Lie = (&'static str, fn(Vec<u8>) -> Answer, &'static [&'static str]);

const LIES: [Lie; 13] = [
    ("tile/0/000.p/4", |bytes| Answer::File(flipped(bytes, 40)), &["tile/0/000.p/4", "byte 40"]),
    ("tile/0/000.p/4", |bytes| Answer::File(bytes[..50].to_vec()), &["tile/0/000.p/4", "byte 50"]),
    ("tile/0/000.p/4", |bytes| Answer::Says(128, bytes[..50].to_vec()), &["tile/0/000.p/4", "broke off after"]),
    ("tile/0/000.p/4", |bytes| Answer::Says(10, bytes), &["tile/0/000.p/4", "byte 10"]),
    ("tile/0/000.p/4", |_| Answer::Endless, &["tile/0/000.p/4", "does not end"]),
    ("tile/entries/000.p/4", |bytes| Answer::File(flipped(bytes, 30)), &["tile/entries/000.p/4", "byte 30"]),
    ("tile/entries/000.p/4", |bytes| Answer::File(bytes[..99].to_vec()), &["tile/entries/000.p/4"]),
    ("tile/entries/000.p/4", |_| Answer::Endless, &["tile/entries/000.p/4", "does not end"]),
    ("tile/entries/000.p/4", |_| Answer::Status("301 Moved"), &["tile/entries/000.p/4", "301"]),
    ("checkpoint", |_| Answer::Endless, &["checkpoint", "does not end"]),
    ("checkpoint", |bytes| Answer::File(larger(&bytes)), &["checkpoint"]),
    ("log.vkey", |_| Answer::Status("500 Oh"), &["log.vkey", "500"]),
    ("tile/0/000.p/4", |_| Answer::Silent, &["tile/0/000.p/4", "no answer"]),
];

/// A checkpoint that says that there are many entries more, under the old signature.
fn larger(checkpoint: &[u8]) -> Vec<u8> {
    String::from_utf8(checkpoint.to_vec()).unwrap().replacen("\n4\n", "\n9007199254740993\n", 1).into_bytes()
}

#[test]
fn a_server_that_lies_is_refused_with_the_place() {
    let desk = desk_with_record();
    for (number, (lied_about, lie, words)) in LIES.into_iter().enumerate() {
        let server = Server::start(desk.record().join("ledger"), move |name, bytes| {
            if name == lied_about { lie(bytes) } else { Answer::File(bytes) }
        });
        let output = desk.run(&["verify", &server, "--patience", "1"]);
        assert!(!output.status.success(), "lie {number} about {lied_about} was believed");
        assert_one_clear_line(&output, &[&[server.trim_end_matches('/')], words].concat());
        assert!(!said(&output).contains('\x1b'), "a server's words reach no terminal as they are");
    }
}

#[test]
fn where_no_log_is_served_that_is_said() {
    let desk = desk_with_record();
    let empty = desk.path("empty");
    std::fs::create_dir(&empty).unwrap();
    let server = Server::start(empty, |_, bytes| Answer::File(bytes));
    assert_one_clear_line(&desk.run(&["verify", &server]), &["serves no log"]);
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert_one_clear_line(&desk.run(&["verify", &format!("http://{closed}")]), &["no answer"]);
}
