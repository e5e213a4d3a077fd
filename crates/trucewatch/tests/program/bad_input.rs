//! Bad reports: each gives one clear line, and the good ones beside it are taken in.

use crate::program::{Desk, assert_one_clear_line, said};

const GOOD: &str = "Rockets hit the port of Velde on Tuesday, killing two dockers, the harbour office said.\n";

/// Reads a folder with a good report and a bad file; the bad one is told in one line, the good one is kept.
fn refused(name: &str, bytes: impl AsRef<[u8]>, words: &[&str]) {
    let desk = Desk::new();
    desk.file("in/good.txt", GOOD);
    desk.file(&format!("in/{name}"), bytes);
    let output = desk.run(&["read", desk.path("in").to_str().unwrap(), "--published", "2031-05-06"]);
    assert_one_clear_line(&output, &[&[name], words].concat());
    assert_eq!(desk.reports(), 1, "the good report is kept");
    desk.assert_verifies();
}

/// Reads a file whose text has to come out whole.
fn decoded(name: &str, bytes: &[u8], words: &str) {
    let desk = Desk::new();
    let output = desk.read(&desk.file(name, bytes));
    assert!(output.status.success(), "{}", said(&output));
    let readings = desk.run(&["export", "readings"]);
    assert!(String::from_utf8_lossy(&readings.stdout).contains(words), "{}", String::from_utf8_lossy(&readings.stdout));
}

#[test]
fn an_empty_file() {
    refused("empty.txt", "", &["empty"]);
}

#[test]
fn binary_rubbish() {
    let rubbish: Vec<u8> = (0_u32..20_000).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    refused("rubbish.txt", rubbish, &["not a report"]);
}

#[test]
fn utf_16() {
    let text = "Le cessez-le-feu tient à Tripoli. The truce holds in Tripoli, the mission said on Monday.";
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    decoded("utf16.txt", &bytes, "The truce holds in Tripoli");
}

#[test]
fn windows_1256() {
    let text =
        "قالت البعثة إن وقف إطلاق النار صامد في طرابلس منذ يوم الأحد وإن المراقبين سجلوا خروقات محدودة جنوب العاصمة.";
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(text);
    decoded("arabic.txt", &bytes, "وقف إطلاق النار");
}

#[test]
fn a_line_of_200_megabytes() {
    refused("long.txt", vec![b'a'; 200_000_000], &["MB"]);
}

#[test]
fn broken_html() {
    let page = "<html><head><title>Truce signed</title><body><div><p>Both sides signed the truce on Monday.<p>Guns fell silent <b>in Velde<div></p>";
    decoded("broken.html", page.as_bytes(), "Both sides signed the truce");
}

#[test]
fn json_with_missing_fields() {
    let lines = format!(
        "{{\"id\":\"a\",\"text\":{GOOD:?}}}\n{{\"id\":\"b\"}}\n{{\"id\":\"c\",\"text\":\"The truce holds in Velde, the mayor said.\"}}\n"
    );
    let desk = Desk::new();
    let path = desk.file("docs.jsonl", lines);
    // A date for all, so that the only thing to be told is the missing field.
    let output = desk.run(&["read", path.to_str().unwrap(), "--published", "2031-05-06"]);
    assert_one_clear_line(&output, &["docs.jsonl", "2", "text"]);
    assert_eq!(desk.reports(), 2);
}

#[test]
fn a_feed_with_two_equal_ids() {
    let item =
        |text: &str| format!("<item><guid>same</guid><title>Truce</title><description>{text}</description></item>");
    let items = item("Both sides signed the truce in Velde.") + &item("Rockets hit the port of Velde.");
    let feed = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Velde Post</title>{items}</channel></rss>"
    );
    let desk = Desk::new();
    let output = desk.read(&desk.file("feed.xml", feed));
    assert!(said(&output).contains("same"), "the double id is told: {}", said(&output));
    assert_eq!(desk.reports(), 2, "both are kept");
}

#[test]
fn dates_in_the_years_0_and_9999() {
    for year in ["0000-01-01", "9999-12-31"] {
        let line = format!("{{\"id\":\"a\",\"text\":{GOOD:?},\"published\":\"{year}\"}}\n");
        let desk = Desk::new();
        assert_one_clear_line(&desk.read(&desk.file("docs.jsonl", line)), &["docs.jsonl", "published", year]);
    }
    let desk = Desk::new();
    let text = "Shelling hit Velde on 31 December 9999 and on 1 January 0000, and again on Monday.";
    let output = desk.read(&desk.file("years.txt", text));
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn a_path_that_is_not_there() {
    let desk = Desk::new();
    assert_one_clear_line(&desk.run(&["read", "nowhere.txt"]), &["nowhere.txt"]);
}

#[test]
fn wrong_usage_ends_with_2() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["read"]).status.code(), Some(2));
    let path = desk.file("good.txt", GOOD);
    let output = desk.run(&["read", path.to_str().unwrap(), "--published", "yesterday"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("yesterday"));
}
