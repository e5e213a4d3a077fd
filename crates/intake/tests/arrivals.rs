//! What arrives, and what is said of what does not: formats, folders, and every kind of bad input.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests write the files that they read, and fail where something is missing"
)]

use intake::{Arrival, IntakeError, Options, arrivals, count, from_bytes};
use model::{Basis, Interval, MediaType, Published};
use std::fs;
use std::path::PathBuf;

fn read(name: &str, bytes: impl AsRef<[u8]>) -> Vec<Result<Arrival, IntakeError>> {
    from_bytes(name, bytes.as_ref(), &Options::default())
}

#[track_caller]
fn one(name: &str, bytes: impl AsRef<[u8]>) -> Arrival {
    let mut all = read(name, bytes);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0).unwrap()
}

#[track_caller]
fn refused(name: &str, bytes: impl AsRef<[u8]>, part: &str) {
    let all = read(name, bytes);
    let messages: Vec<String> = all.iter().filter_map(|result| Some(result.as_ref().err()?.to_string())).collect();
    assert_eq!((all.len(), messages.len()), (1, 1), "{all:?}");
    assert!(
        messages[0].contains(part) && messages[0].contains(name) && messages[0].lines().count() == 1,
        "{messages:?}"
    );
}

#[test]
fn text_and_pages_keep_their_bytes() {
    let arrival = one("a.txt", "Army leaves\r\n\r\nThe army left.");
    assert_eq!(
        (arrival.report.media, arrival.report.text.as_str()),
        (MediaType::Text, "Army leaves\r\n\r\nThe army left.")
    );
    assert_eq!(arrival.report.content.len(), 64);
    assert_eq!(arrival.report.published, Published::Unknown);
    let broken = one("b.html", "<html><p>The army <b>left<p>It came <a href=\"x>back");
    assert_eq!(broken.report.media, MediaType::Html);
    assert_eq!(broken.bytes, b"<html><p>The army <b>left<p>It came <a href=\"x>back");
}

#[test]
fn legacy_bytes_are_named_and_kept() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode("أعلن الجيش الوطني الليبي وقف إطلاق النار في طرابلس يوم الأحد");
    let arrival = one("a.txt", &bytes);
    assert_eq!(arrival.report.encoding, "windows-1256");
    assert_eq!(arrival.bytes, bytes.as_ref());
}

#[test]
fn lines_go_on_behind_a_bad_one() {
    let lines = concat!(
        "{\"id\":\"1\",\"text\":\"The army left.\",\"published\":\"2020-01-14T10:30:00Z\",\"source\":\"Outlet\",\"language\":\"en\"}\n",
        "{\"id\":\"2\"}\n",
        "{\"id\":\"3\",\"text\":5}\n",
        "{\"text\":\"no id\"}\n",
        "not json\n\n",
        "{\"id\":\"6\",\"text\":\"x\",\"published\":\"0000-01-01\"}\n",
        "{\"id\":\"7\",\"text\":\"x\",\"published\":\"9999-12-31\"}\n",
        "{\"id\":8,\"html\":\"<p>It came back.\"}",
    );
    let all = read("docs.jsonl", lines);
    let good: Vec<&Arrival> = all.iter().filter_map(|result| result.as_ref().ok()).collect();
    assert_eq!(
        good.iter().map(|arrival| arrival.report.external_id.as_deref().unwrap()).collect::<Vec<_>>(),
        ["1", "8"]
    );
    assert_eq!(good[0].report.found_at, "docs.jsonl:1");
    let Published::Known { when, basis } = good[0].report.published else { panic!("a time was told") };
    assert_eq!((when.to_string().as_str(), basis), ("2020-01-14 10:30", Basis::Stated));
    let messages: Vec<String> = all.iter().filter_map(|result| Some(result.as_ref().err()?.to_string())).collect();
    for (message, parts) in messages.iter().zip([
        ["docs.jsonl:2", "'text' is missing"],
        ["docs.jsonl:3", "'text' holds a number"],
        ["docs.jsonl:4", "'id' is missing"],
        ["docs.jsonl:5", "no JSON"],
        ["docs.jsonl:7", "'0000-01-01'"],
        ["docs.jsonl:8", "'9999-12-31'"],
    ]) {
        assert!(parts.iter().all(|part| message.contains(part)), "{message} lacks {parts:?}");
    }
    assert_eq!(messages.len(), 6);
}

#[test]
fn objects_arrays_and_tables() {
    assert_eq!(one("a.json", "{\n\"id\":\"1\",\n\"text\":\"x y\"}").report.text, "x y");
    assert_eq!(read("a.json", "[{\"id\":\"1\",\"text\":\"x\"},{\"id\":\"2\",\"text\":\"y\"}]").len(), 2);
    let table =
        "id,title,text,published\n1,Army leaves,\"The army left, it said.\nThen more.\",2020-01-14\n2,short\n3,,x,\n";
    let all = read("a.csv", table);
    assert_eq!(all[0].as_ref().unwrap().report.text, "The army left, it said.\nThen more.");
    assert!(all[1].as_ref().unwrap_err().to_string().contains("a.csv:4: has 2 fields"), "{:?}", all[1]);
    assert_eq!(all[2].as_ref().unwrap().report.title, None);
}

#[test]
fn feeds_keep_entries_that_share_an_id_and_say_so() {
    let feed = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>The Outlet</title><link>https://o.example</link>
        <item><guid>g1</guid><title>One</title><description>&lt;p&gt;The army left.&lt;/p&gt;</description>
        <pubDate>Tue, 14 Jan 2020 10:30:00 GMT</pubDate><link>https://o.example/1</link></item>
        <item><guid>g1</guid><title>Two</title><description>It came back.</description></item></channel></rss>"#;
    let all = read("feed.xml", feed);
    assert_eq!(all.len(), 3);
    let first = &all[0].as_ref().unwrap().report;
    assert_eq!((first.media, first.text.as_str()), (MediaType::Html, "<p>The army left.</p>"));
    assert_eq!((first.source.as_deref(), first.url.as_deref()), (Some("The Outlet"), Some("https://o.example/1")));
    assert_eq!(first.published.interval().unwrap().to_string(), "2020-01-14 10:30");
    assert_ne!(first.id, all[1].as_ref().unwrap().report.id);
    let warning = all[2].as_ref().unwrap_err();
    assert!(warning.is_warning() && warning.to_string().contains("'g1'"), "{warning}");
}

#[test]
fn bad_input_is_one_clear_line() {
    refused("a.txt", "", "is empty");
    refused("a.txt", " \n\t ", "is empty");
    refused("a.bin", b"\x00\x01\x02\x03\xFE\x80\x00\x07", "looks like binary data");
    refused("a.pdf", b"%PDF-1.4\n", "not read yet");
    refused("a.json", "{\"id\": ", "no JSON");
    refused("a.csv", "name,body\n1,2", "first row must name");
    refused("a.rss", "<rss version=\"2.0\"><channel>", "feed");
    refused("a.txt", vec![b'x'; 20_000_001], "has 20.0 MB; the limit is 20 MB");
}

#[test]
fn a_line_of_200_megabytes_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("docs.jsonl");
    let mut bytes = b"{\"id\":\"1\",\"text\":\"first\"}\n{\"id\":\"2\",\"text\":\"".to_vec();
    bytes.resize(bytes.len() + 200_000_000, b'x');
    bytes.extend_from_slice(b"\"}\n{\"id\":\"3\",\"text\":\"third\"}\n");
    fs::write(&path, bytes).unwrap();
    let all: Vec<_> = arrivals(&[path], &Options::default()).collect();
    assert_eq!(all.len(), 3);
    assert!(
        all[1].as_ref().unwrap_err().to_string().contains("docs.jsonl:2: has 200.0 MB; the limit is 20 MB"),
        "{:?}",
        all[1]
    );
    assert_eq!(all[2].as_ref().unwrap().report.text, "third");
}

#[test]
fn folders_are_read_in_order_without_hidden_files_and_circles() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir(root.join("b")).unwrap();
    for (name, text) in [("c.txt", "third"), ("a.txt", "first"), ("b/x.txt", "second"), (".hidden.txt", "no")] {
        fs::write(root.join(name), text).unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(root, root.join("b/loop")).unwrap();
    let inputs = [root.to_path_buf()];
    let options =
        Options { published: Interval::day(jiff::civil::date(2020, 1, 14)), source: Some("Mission".to_owned()) };
    let texts: Vec<Arrival> = arrivals(&inputs, &options).map(Result::unwrap).collect();
    assert_eq!(
        texts.iter().map(|arrival| arrival.report.text.as_str()).collect::<Vec<_>>(),
        ["first", "second", "third"]
    );
    assert!(texts.iter().all(|arrival| arrival.report.source.as_deref() == Some("Mission")));
    assert!(matches!(texts[0].report.published, Published::Known { basis: Basis::Given, .. }));
    assert_eq!(count(&inputs), Some(16));
    assert_eq!(count(&[PathBuf::from("-")]), None);
}

#[test]
fn a_path_that_is_not_there_is_said_and_the_others_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("a.txt");
    fs::write(&good, "text").unwrap();
    let missing = folder.path().join("none");
    let inputs = [missing, good];
    let all: Vec<_> = arrivals(&inputs, &Options::default()).collect();
    assert!(matches!(all[0], Err(IntakeError::Missing { .. })) && all[1].is_ok());
}

#[test]
fn the_same_arrival_has_the_same_id() {
    let id = |source: Option<&str>| {
        let options = Options { source: source.map(str::to_owned), ..Options::default() };
        from_bytes("x", b"The army left.", &options).remove(0).unwrap().report.id
    };
    assert_eq!(id(None), id(None));
    assert_ne!(id(None), id(Some("Outlet")));
}
