//! The router from outside: raw HTTP over a loopback listener, as a browser or a hostile client would speak it.

mod acting;

use crate::Door;
use crate::sample::Sample;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use tokio::sync::oneshot;

/// A server on a free loopback port, ended when it is dropped.
struct Served {
    address: SocketAddr,
    _end: oneshot::Sender<()>,
}

/// What came back.
struct Came {
    status: u16,
    head: String,
    body: String,
}

impl Served {
    fn start() -> Self {
        Self::with(Door::reading(Default::default()))
    }

    fn with(door: Door) -> Self {
        let (tell, told) = std::sync::mpsc::channel();
        let (end, ended) = oneshot::channel::<()>();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_io().build().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
                tell.send(listener.local_addr().unwrap()).unwrap();
                let end = async {
                    ended.await.ok();
                };
                crate::serve(listener, Arc::new(Sample::new()), door, end).await.unwrap();
            });
        });
        Self { address: told.recv().unwrap(), _end: end }
    }

    fn ask(&self, method: &str, path: &str) -> Came {
        self.send(method, path, &[], "")
    }

    fn send(&self, method: &str, path: &str, headers: &[&str], body: &str) -> Came {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let host = if headers.iter().any(|header| header.starts_with("Host:")) { "" } else { "Host: sample\r\n" };
        let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
        write!(stream, "{method} {path} HTTP/1.1\r\n{host}{headers}Connection: close\r\n\r\n{body}").unwrap();
        let mut bytes = Vec::new();
        // What is refused may be answered before it is read to its end; what came until then is the answer.
        stream.read_to_end(&mut bytes).ok();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head[9..12].parse().unwrap();
        Came { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Came {
        self.ask("GET", path)
    }
}

/// Every page of the sample.
const PAGES: [&str; 24] = [
    "/",
    "/reports",
    "/reports/r-0001",
    "/reports/r-0003",
    "/incidents",
    "/incidents/i-0001",
    "/stories",
    "/stories/s-0001",
    "/cases",
    "/cases/case-1",
    "/observations",
    "/observations/obs-0001",
    "/agreements",
    "/agreement/rivers-2020",
    "/obligations",
    "/impartiality",
    "/obligations/rivers-2020%2Fo1",
    "/actors",
    "/actors/north-army",
    "/figures",
    "/talks",
    "/ledger",
    "/brief",
    "/help",
];

#[test]
fn every_page_answers_with_its_landmarks_and_a_strict_policy() {
    let served = Served::start();
    for path in PAGES {
        let came = served.get(path);
        assert_eq!(came.status, 200, "{path}: {}", came.body);
        for header in [
            "content-security-policy: default-src 'none'; style-src 'self'; script-src 'self'",
            "x-content-type-options: nosniff",
            "referrer-policy: same-origin",
            "x-frame-options: deny",
        ] {
            assert!(came.head.contains(header), "{path}: {}", came.head);
        }
        for landmark in ["<main", "<nav", "<footer", "class=\"skip\"", "<h1", "class=\"legend\"", "lang=\"en\""] {
            assert!(came.body.contains(landmark), "{path} has no {landmark}");
        }
        assert_eq!(came.body.matches("<h1").count(), 1, "{path}");
        // The policy forbids both, so neither may be relied on.
        assert!(!came.body.contains(" style=\"") && !came.body.contains("<style"), "{path}");
        assert!(came.body.len() < 100_000, "{path}: {} bytes", came.body.len());
    }
}

#[test]
fn every_link_within_the_pages_leads_somewhere() {
    let served = Served::start();
    let mut seen = std::collections::BTreeSet::new();
    for path in PAGES {
        let body = served.get(path).body;
        for part in body.split("href=\"").skip(1) {
            let href = part.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
            let (to, anchor) = href.split_once('#').map_or((href.as_str(), None), |(to, anchor)| (to, Some(anchor)));
            let to = if to.is_empty() { path } else { to };
            if to.starts_with('/') && seen.insert(href.clone()) {
                let came = served.get(to);
                assert_eq!(came.status, 200, "{path} links to {href}");
                if let Some(anchor) = anchor {
                    assert!(
                        came.body.contains(&format!("id=\"{anchor}\"")),
                        "{path} links to {href}, which has no such place"
                    );
                }
            }
        }
    }
    assert!(seen.len() > 60, "{seen:?}");
}

#[test]
fn what_is_not_there_is_said_to_be_missing() {
    let served = Served::start();
    for path in [
        "/nothing",
        "/reports/r-9999",
        "/incidents/i-9999",
        "/cases/case-9",
        "/agreement/none",
        "/actors/nobody",
        "/brief/x",
        "/assets/x.css",
    ] {
        let came = served.get(path);
        assert_eq!(came.status, 404, "{path}");
        assert!(came.body.contains("<main"), "{path}: an error is a page too");
    }
    assert_eq!(served.get("/reports/%FF%00").status, 404);
}

#[test]
fn an_address_that_cannot_be_understood_is_refused_by_name() {
    let served = Served::start();
    for (path, named) in [
        ("/?from=yesterday", "from=yesterday"),
        ("/incidents?kind=violation", "kind=violation"),
        ("/reports?page=-1", "page=-1"),
        ("/incidents?contested=%3Cscript%3E", "contested=&#60;script&#62;"),
        ("/talks?colour=red", "colour=red"),
        ("/?from=%FF", "from=\u{fffd}"),
    ] {
        let came = served.get(path);
        assert_eq!(came.status, 400, "{path}");
        assert!(came.body.contains(named), "{path}: {}", came.body);
    }
    let lines = served.get("/api/incidents?kind=violation");
    assert_eq!(lines.status, 400);
    assert!(lines.head.contains("application/json") && lines.body.contains("kind=violation"));
}

#[test]
fn only_reading_is_possible() {
    let served = Served::start();
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        let came = served.ask(method, "/reports");
        assert_eq!(came.status, 405, "{method}");
        assert!(came.head.contains("allow: get"), "{}", came.head);
    }
    let head = served.ask("HEAD", "/reports");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert!(head.head.contains("content-length"));
}

#[test]
fn the_original_is_a_file_and_never_a_page() {
    let served = Served::start();
    let came = served.get("/reports/r-0004/original");
    assert!(came.head.contains("content-type: text/plain"));
    assert!(came.head.contains("content-disposition: attachment; filename=\"r-0004.txt\""));
    assert!(came.body.contains("<script>alert(1)</script>"));
    assert!(!served.get("/reports/r-0004").body.contains("<script>alert"));
}

#[test]
fn style_and_script_are_kept_for_ever_under_names_of_what_they_hold() {
    let served = Served::start();
    let page = served.get("/").body;
    for mark in ["href=\"/assets/", "src=\"/assets/"] {
        let name = page.split(mark).nth(1).unwrap().split('"').next().unwrap();
        let came = served.get(&format!("/assets/{name}"));
        assert_eq!(came.status, 200);
        assert!(came.head.contains("immutable"));
    }
}

#[test]
fn the_log_is_served_as_static_files_that_may_be_kept() {
    let served = Served::start();
    let checkpoint = served.get("/ledger/checkpoint");
    assert_eq!(checkpoint.status, 200);
    assert!(checkpoint.body.starts_with("sample.example/log\n"), "{}", checkpoint.body);
    assert!(
        checkpoint.head.contains("content-type: text/plain") && checkpoint.head.contains("cache-control: no-cache")
    );
    let tile = served.get("/ledger/tile/0/000.p/1");
    assert_eq!((tile.status, tile.body.len()), (200, 32));
    assert!(tile.head.contains("application/octet-stream") && tile.head.contains("immutable"), "{}", tile.head);
    for path in ["/ledger/", "/ledger/key", "/ledger/tile/0/000", "/ledger/..%2fkey", "/ledger/tile/entries/000"] {
        let came = served.get(path);
        assert_eq!(came.status, 404, "{path}");
        assert!(!came.head.contains("immutable"), "{path}");
    }
    let blob = served.get(&format!("/ledger/blob/ab/{}", "0".repeat(62)));
    assert_eq!(blob.status, 403, "originals go out where that was asked for only");
    assert!(blob.head.contains("text/plain") && blob.body.contains("--blobs"), "{}", blob.body);
}

#[test]
fn the_api_speaks_the_exchange_lines() {
    let served = Served::start();
    let reports = served.get("/api/reports");
    assert!(reports.head.contains("application/x-ndjson") && reports.head.contains("total-count: 4"));
    assert!(reports.body.starts_with("{\"id\":\"r-0001\",\"text\":\"Shells hit Millbrook"), "{}", reports.body);
    assert_eq!(served.get("/api/claims").body.lines().count(), 12);
    assert_eq!(served.get("/api/incidents?kind=shelling").body.lines().count(), 1);
    assert_eq!(served.get("/api/findings").body.lines().count(), 1);
    assert_eq!(served.get("/api/incidents?page=2").body, "");
}

#[test]
fn the_period_goes_along_and_the_same_address_gives_the_same_bytes() {
    let served = Served::start();
    let page = served.get("/?from=2020-01-13&to=2020-01-14").body;
    assert!(page.contains("/incidents?from=2020-01-13&#38;to=2020-01-14"), "{page}");
    assert!(page.contains("The period before"));
    assert_eq!(page, served.get("/?from=2020-01-13&to=2020-01-14").body);
}
