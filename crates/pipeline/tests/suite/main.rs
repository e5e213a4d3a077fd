//! The suite: every case of `suite/`, stage by stage. The format is told in `suite/README.md`.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test"
)]
#![allow(missing_docs, unreachable_pub, reason = "a test has no public interface")]

mod board;
mod fieldwork;
mod incidents;
mod main_text;
mod rounds;
mod stories;
mod swap;

use cases::{Case, Folder, claims};
use pipeline::Stages;
use std::sync::LazyLock;

static STAGES: LazyLock<Stages> = LazyLock::new(Stages::embedded);

#[test]
fn extraction() {
    Folder::open("extraction").run("claims", |case, lines| claims::judge(&STAGES, case, lines));
}

#[test]
fn fusion() {
    Folder::open("fusion").run("incidents", |case, lines| incidents::judge(&STAGES, case, lines));
}

#[test]
fn stories_over_days() {
    Folder::open("fusion").run("stories", |case, lines| stories::judge(&STAGES, case, lines));
}

#[test]
fn assessment() {
    Folder::open("assessment").run("board", |case, lines| board::judge(&STAGES, case, lines));
}

#[test]
fn patrols() {
    Folder::open("fieldwork").run("fieldwork", |case, lines| fieldwork::judge(&STAGES, case, lines));
}

#[test]
fn tracks() {
    Folder::open("tracks").run("rounds", |case, lines| rounds::judge(&STAGES, case, lines));
}

#[test]
fn text() {
    Folder::open("text").run("text", main_text::judge);
}

#[test]
fn the_suite_holds_at_least_150_cases() {
    let folders = ["extraction", "fusion", "assessment", "text", "held"];
    let cases: Vec<Case> = folders.iter().flat_map(|folder| Folder::open(folder).cases()).collect();
    assert!(cases.len() >= 150, "{} cases", cases.len());
}

/// No line of the held cases is judged here: that they can be, is.
#[test]
fn the_held_cases_ask_for_what_can_be_asked() {
    for folder in ["held", "unread"] {
        let cases = Folder::open(folder).cases();
        assert!(cases.len() >= 200, "{} cases", cases.len());
        cases.iter().flat_map(|case| &case.expected).for_each(claims::check);
    }
}
