//! What must hold of stories: no order of arrival matters, exchanging the parties exchanges them, and unlike things stay apart.

use super::stories;
use crate::fuse;
use crate::properties::{PARTIES, build_all, plan};
use crate::sample::*;
use model::*;
use proptest::prelude::*;

fn of(readings: &[Reading]) -> Vec<Story> {
    stories(readings, &fuse(readings, &[], &[]).0)
}

/// A report of talks between some, in some town, with words that tell nothing.
fn talks(id: &str, day: &str, who: [&str; 2], where_: &str, words: &str) -> Reading {
    let text = format!("{words} met in {where_} with 4,700 others.");
    let (latitude, longitude) = if where_ == "Northtown" { (32.8, 13.27) } else { (10.0, 40.0) };
    let one = claim(ClaimKind::Meeting, "met", &format!("met in {where_}")).at(town(where_, latitude, longitude));
    let one = who.iter().fold(one.on(day), |one, name| one.role(Role::Agent, name));
    report(id, day, &format!("Paper {id}"), &text, vec![one])
}

fn reports_of(stories: &[Story]) -> Vec<Vec<&str>> {
    stories.iter().map(|story| story.reports.iter().map(ReportId::as_str).collect()).collect()
}

#[test]
fn one_development_is_followed_over_days_without_a_common_word_and_another_is_not() {
    let here = ["General Oru", "Amber Front"];
    let readings = [
        talks("r-1", "2031-05-01", here, "Northtown", "alpha beta gamma"),
        talks("r-2", "2031-05-03", here, "Northtown", "дельта эпсилон дзета"),
        talks("r-3", "2031-05-06", here, "Northtown", "واحد اثنان ثلاثة"),
        talks("r-4", "2031-05-03", ["Zinc Army", "Lady Ment"], "Southtown", "eta theta iota"),
        talks("r-5", "2031-09-03", here, "Northtown", "kappa lambda mu"),
    ];
    let stories = of(&readings);
    assert_eq!(reports_of(&stories), [["r-1", "r-2", "r-3"]]);
    let story = &stories[0];
    assert_eq!(story.days.unwrap().1.to_string(), "2031-05-06");
    assert_eq!((story.actors.len(), story.places.len(), story.origins), (2, 1, 3));
    assert!(story.why.iter().all(|follows| follows.score >= 0.5 && follows.features.len() > 2));
    assert!(story.id.as_str().starts_with("s-") && story.title.starts_with("alpha beta gamma met"));
}

#[test]
fn a_flood_of_copies_is_one_story_and_cheap() {
    let readings: Vec<Reading> = (0..600)
        .map(|number| {
            let who = ["General Oru", "Amber Front"];
            talks(&format!("r-{number:04}"), "2031-05-01", who, "Northtown", "at noon the guests of the committee")
        })
        .collect();
    assert_eq!(of(&readings).len(), 1);
}

/// Stories as text with the parties' names exchanged back.
fn told(stories: &[Story], swap: bool) -> Vec<String> {
    let exchange = |text: String| {
        let pairs = [("Amber Front", "Zinc Army"), ("amber-front", "zinc-army")];
        let swapped = |text: String, (a, b): &(&str, &str)| text.replace(a, "\u{1}").replace(b, a).replace('\u{1}', b);
        if swap { pairs.iter().fold(text, swapped) } else { text }
    };
    stories.iter().map(|story| exchange(format!("{story:?}"))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(32) })]

    #[test]
    fn neither_the_order_of_arrival_nor_the_names_of_the_parties_matter(plans in prop::collection::vec(plan(), 1..14)) {
        let readings = build_all(&plans, PARTIES);
        let mut backwards = readings.clone();
        backwards.reverse();
        let stories = of(&readings);
        prop_assert_eq!(&stories, &of(&backwards));
        let other = of(&build_all(&plans, (PARTIES.1, PARTIES.0)));
        prop_assert_eq!(told(&stories, false), told(&other, true));
        let mut all: Vec<&ReportId> = stories.iter().flat_map(|story| &story.reports).collect();
        let count = all.len();
        all.sort();
        all.dedup();
        prop_assert_eq!(count, all.len(), "no report is in two stories");
    }
}
