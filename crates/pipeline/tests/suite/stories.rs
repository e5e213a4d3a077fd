//! Expected stories against those that fusion makes.

use cases::query::Query;
use cases::{Case, Line};
use model::{Reading, Story};
use pipeline::{Stages, read_report};
use std::collections::BTreeSet;

/// Says of each line whether it holds.
pub fn judge(stages: &Stages, case: &Case, lines: &[Line]) -> Vec<bool> {
    let readings: Vec<Reading> = case.reports.iter().map(|one| read_report(stages, &[], &one.report)).collect();
    let (fused, _) = fusion::fuse(&readings, &[], stages.resolver().register().actors());
    let stories = fusion::following::stories(&readings, &fused);
    lines.iter().map(|line| holds(&stories, &Query::parse(&line.text))).collect()
}

fn holds(stories: &[Story], query: &Query) -> bool {
    let words: Vec<&str> = query.words.iter().map(String::as_str).collect();
    let numbers = query.get("reports").expect("a story's line names its reports");
    let wanted: BTreeSet<String> = numbers.split(',').map(|number| format!("report-{number}")).collect();
    let reports = |story: &Story| -> BTreeSet<String> { story.reports.iter().map(ToString::to_string).collect() };
    match words.as_slice() {
        ["story"] => stories.iter().any(|story| reports(story) == wanted),
        ["no", "story"] => !stories.iter().any(|story| reports(story).is_superset(&wanted)),
        other => panic!("{other:?} asks for nothing"),
    }
}
