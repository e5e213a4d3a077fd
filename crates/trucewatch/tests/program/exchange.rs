//! `extract` and `fuse` speak the exchange lines.

use crate::program::{Desk, said};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

const DOCS: &str = concat!(
    r#"{"id":"a","text":"Shelling killed three people in Tripoli on Monday, the health ministry said.","published":"2020-01-14","source":"One"}"#,
    "\n",
    r#"{"id":"b","text":"Three people were killed by shelling in Tripoli on Monday, a medic said.","published":"2020-01-14","source":"Two"}"#,
    "\n",
);

fn lines(bytes: &[u8]) -> Vec<Value> {
    String::from_utf8_lossy(bytes).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn documents_become_readings_and_readings_incidents() {
    let desk = Desk::new();
    let readings = desk.run_with_input(&["extract"], DOCS.as_bytes());
    assert!(readings.status.success(), "{}", said(&readings));
    let read = lines(&readings.stdout);
    assert_eq!(read.iter().map(|line| line["id"].as_str().unwrap()).collect::<Vec<_>>(), ["a", "b"]);
    for line in &read {
        for field in ["id", "published", "source", "language", "text", "mentions", "claims"] {
            assert!(!line[field].is_null(), "{field} in {line}");
        }
        let text: Vec<char> = line["text"].as_str().unwrap().chars().collect();
        for mention in line["mentions"].as_array().unwrap() {
            let (start, end) = (mention["start"].as_u64().unwrap() as usize, mention["end"].as_u64().unwrap() as usize);
            assert_eq!(text[start..end].iter().collect::<String>(), mention["text"].as_str().unwrap());
        }
        let shelling = line["claims"]
            .as_array()
            .unwrap()
            .iter()
            .find(|claim| claim["kind"] == "shelling")
            .expect("the shelling is read");
        assert_eq!(shelling["place"]["country"], "LY");
        assert_eq!(shelling["time"]["from"], "2020-01-13T00:00:00");
        let told = |claim: &Value| claim["harm"][0]["effect"] == "killed" && claim["harm"][0]["best"] == 3;
        assert!(line["claims"].as_array().unwrap().iter().any(told), "the toll is read");
    }
    let incidents = desk.run_with_input(&["fuse"], &readings.stdout);
    assert!(incidents.status.success(), "{}", said(&incidents));
    let made = lines(&incidents.stdout);
    let shelling = made.iter().find(|incident| incident["kind"] == "shelling").unwrap();
    assert_eq!(shelling["documents"], serde_json::json!(["a", "b"]));
    assert_eq!(shelling["harm"]["killed"]["high"], 3, "one toll, not two");
    let turned: String =
        String::from_utf8_lossy(&readings.stdout).lines().rev().map(|line| format!("{line}\n")).collect();
    assert_eq!(
        desk.run_with_input(&["fuse"], turned.as_bytes()).stdout,
        incidents.stdout,
        "the order of arrival changes nothing"
    );
}

#[test]
fn a_line_that_is_no_document_is_told_and_the_others_go_on() {
    let desk = Desk::new();
    let output = desk.run_with_input(&["extract"], format!("not json\n{DOCS}").as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("line 1"), "{}", said(&output));
    assert_eq!(lines(&output.stdout).len(), 2);
}

#[test]
fn a_line_that_is_no_reading_is_told_and_the_others_are_fused() {
    let desk = Desk::new();
    let readings = desk.run_with_input(&["extract"], DOCS.as_bytes()).stdout;
    let good = desk.run_with_input(&["fuse"], &readings);
    let output = desk.run_with_input(&["fuse"], &[b"{\"id\":\n".as_slice(), &readings].concat());
    assert_eq!((output.status.code(), &output.stdout), (Some(1), &good.stdout));
    assert!(said(&output).contains("standard input, line 1: no reading"), "{}", said(&output));
}

#[test]
fn following_tells_each_change_as_it_comes_and_ends_where_fusing_all_ends() {
    let desk = Desk::new();
    let readings = desk.run_with_input(&["extract"], DOCS.as_bytes()).stdout;
    let whole = lines(&desk.run_with_input(&["fuse"], &readings).stdout);
    let mut command = desk.command(&["fuse", "--follow"]);
    let mut following = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = following.stdin.take().unwrap();
    let mut told = BufReader::new(following.stdout.take().unwrap()).lines();
    let mut standing = BTreeMap::new();
    let mut tell = |line: &str| {
        let line: Value = serde_json::from_str(line).unwrap();
        let id = line["id"].as_str().unwrap().to_owned();
        if line["gone"] == true {
            standing.remove(&id)
        } else {
            standing.insert(id, line)
        };
    };
    for (place, reading) in readings.split_inclusive(|byte| *byte == b'\n').enumerate() {
        input.write_all(reading).unwrap();
        if place == 0 {
            tell(&told.next().expect("something is told before the input ends").unwrap());
        }
    }
    drop(input);
    told.for_each(|line| tell(&line.unwrap()));
    assert!(following.wait().unwrap().success());
    let whole: BTreeMap<String, Value> =
        whole.into_iter().map(|line| (line["id"].as_str().unwrap().to_owned(), line)).collect();
    assert_eq!(standing, whole);
}

/// Readings are forgotten as soon as they are read and kept as features. The peak is that of the process, as Linux tells it.
#[cfg(target_os = "linux")]
#[test]
fn fuse_holds_features_and_not_readings() {
    let desk = Desk::new();
    let readings = desk.run_with_input(&["extract"], DOCS.as_bytes()).stdout;
    let mut line: Value = serde_json::from_slice(readings.split(|byte| *byte == b'\n').next().unwrap()).unwrap();
    let mention = line["mentions"][0].clone();
    // Most of a long report's reading are mentions that no claim needs.
    line["mentions"].as_array_mut().unwrap().extend(vec![mention; 60]);
    let peak = |count: usize| {
        let mut input = Vec::new();
        for number in 0..count {
            let mut told = line.clone();
            told["id"] = format!("a{number}").into();
            for claim in told["claims"].as_array_mut().unwrap() {
                claim["id"] = claim["id"].as_str().unwrap().replacen('a', &format!("a{number}"), 1).into();
            }
            input.extend(told.to_string().into_bytes());
            input.push(b'\n');
        }
        (desk.peak_with_input(&["fuse"], &input), input.len() as u64 / 1024)
    };
    let ((few, _), (many, input)) = (peak(50), peak(6_000));
    assert!(many - few < input / 2, "{few} kB with 50 readings, {many} kB with 6,000 of {input} kB");
}
