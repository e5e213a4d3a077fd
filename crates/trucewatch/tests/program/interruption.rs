//! `kill -9` in the middle of `read`, a hundred times: the record opens, verifies, and `read` again completes it.

use crate::program::{Desk, said};
use std::process::Stdio;
use std::time::{Duration, Instant};

const REPORTS: usize = 150;
const KILLS: u64 = 100;

#[test]
fn nothing_acknowledged_is_lost() {
    let start = Instant::now();
    complete(&fresh());
    let whole = start.elapsed();
    let mut desk = fresh();
    let mut held = 0;
    for kill in 0..KILLS {
        let docs = desk.path("docs.jsonl");
        let mut child = desk
            .command(&["read", docs.to_str().unwrap()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Spread over start-up, reading, committing and fusing: a step of 37 meets every hundredth once.
        std::thread::sleep(whole * u32::try_from(kill * 37 % KILLS).unwrap() / 100 + Duration::from_millis(5));
        child.kill().unwrap();
        child.wait().unwrap();
        if !desk.record().exists() {
            continue;
        }
        desk.assert_verifies();
        let now = desk.reports_held();
        assert!(now >= held, "{now} reports after {held}");
        held = now;
        if held == REPORTS {
            complete(&desk);
            desk = fresh();
            held = 0;
        }
    }
    complete(&desk);
}

fn fresh() -> Desk {
    let desk = Desk::new();
    let line = |number: usize| {
        let text = format!(
            "Shelling hit district {number} of Velde on Monday, killing {number} people, the mayor said. The truce took effect on Sunday."
        );
        format!("{}\n", serde_json::json!({ "id": format!("n{number}"), "text": text, "published": "2031-05-06" }))
    };
    desk.file("docs.jsonl", (0..REPORTS).map(line).collect::<String>());
    desk
}

fn complete(desk: &Desk) {
    let output = desk.read(&desk.path("docs.jsonl"));
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(desk.reports(), REPORTS);
    desk.assert_verifies();
}
