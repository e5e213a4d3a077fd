//! One story: its reports and incidents day by day, and why its reports stand together.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::error::PageError;
use crate::fragments::{Frame, IncidentRow, Link};
use crate::pages::stories::{days, languages};
use crate::view::View;
use crate::{links, words};
use askama::Template;
use jiff::civil::Date;
use model::{Follows, Reading, Story};
use std::collections::BTreeMap;

/// One story.
#[derive(Template)]
#[template(path = "story.html")]
pub(crate) struct StoryPage {
    frame: Frame,
    title: String,
    method: String,
    /// What is known of it: label and values.
    about: Vec<(&'static str, Vec<Link>)>,
    days: Vec<Day>,
    follows: Vec<Row>,
}

/// What was published on a day, and what began on it.
#[derive(Default)]
struct Day {
    name: String,
    incidents: Vec<IncidentRow>,
    reports: Vec<Told>,
}

/// A report of a day.
struct Told {
    report: Link,
    source: String,
    language: &'static str,
    code: &'static str,
}

/// A report that follows another.
struct Row {
    later: Link,
    earlier: Link,
    score: String,
    features: Vec<(String, String)>,
}

pub(crate) fn show(ask: &Ask) -> Result<Answer, PageError> {
    Ok(Answer::html(StoryPage::new(ask)?.render()?))
}

impl StoryPage {
    pub(crate) fn new(ask: &Ask) -> Result<Self, PageError> {
        let view = ask.view();
        let found = view.record.stories.iter().find(|story| story.id.as_str() == ask.id);
        let story = found.ok_or_else(|| PageError::NotFound { noun: "story", id: ask.id.clone() })?;
        Ok(Self {
            frame: ask.frame(story.title.clone(), "/stories"),
            title: story.title.clone(),
            method: story.method.to_string(),
            about: about(story),
            days: by_day(&view, story),
            follows: story.why.iter().map(|follows| row(&view, follows)).collect(),
        })
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self::new(&Ask::sample("/stories/s-0001", "s-0001")).expect("the sample has this story")
    }
}

fn about(story: &Story) -> Vec<(&'static str, Vec<Link>)> {
    let plain = |text: String| vec![Link::new("", text)];
    let mut about = vec![
        ("Days", plain(days(story))),
        ("Reports", plain(story.reports.len().to_string())),
        ("Independent origins", plain(story.origins.to_string())),
        ("Languages", plain(languages(&story.languages))),
    ];
    if !story.actors.is_empty() {
        about.push(("Named by at least two reports", story.actors.iter().map(Link::actor).collect()));
    }
    if !story.places.is_empty() {
        about.push(("Places", story.places.iter().map(|place| Link::new("", place.name.clone())).collect()));
    }
    about.push(("Story", plain(story.id.to_string())));
    about
}

/// By day, what has no day last.
fn by_day(view: &View<'_>, story: &Story) -> Vec<Day> {
    let mut all: BTreeMap<(bool, Option<Date>), Day> = BTreeMap::new();
    let mut on = |day: Option<Date>, add: &mut dyn FnMut(&mut Day)| {
        let named = || Day { name: day.map_or_else(|| "No date".to_owned(), |day| day.to_string()), ..Day::default() };
        add(all.entry((day.is_none(), day)).or_insert_with(named));
    };
    for (incident, number) in story.incidents.iter().filter_map(|id| view.incident(id)).zip(1..) {
        let begins = incident.time.versions().iter().filter_map(|version| version.value.hull());
        let day = begins.map(|interval| interval.from().date()).min();
        on(day, &mut |day: &mut Day| day.incidents.push(IncidentRow::new(view, incident, number)));
    }
    for reading in story.reports.iter().filter_map(|id| view.reading(id)) {
        let day = reading.published.interval().map(|interval| interval.from().date());
        on(day, &mut |day: &mut Day| day.reports.push(Told::new(view, reading)));
    }
    all.into_values().collect()
}

impl Told {
    fn new(view: &View<'_>, reading: &Reading) -> Self {
        let title = words::shortened(reading.text.lines().next().unwrap_or_default(), 120);
        Self {
            report: Link::new(links::report(&reading.report), title),
            source: view.source(&reading.report),
            language: words::language(reading.language),
            code: reading.language.code(),
        }
    }
}

fn row(view: &View<'_>, follows: &Follows) -> Row {
    let report = |id: &model::ReportId| Link::new(links::report(id), format!("{} ({id})", view.source(id)));
    let features = follows.features.iter().map(|(name, value)| (name.replace('_', " "), format!("{value:+.2}")));
    Row {
        later: report(&follows.later),
        earlier: report(&follows.earlier),
        score: format!("{:.2}", follows.score),
        features: features.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_told_day_by_day_and_says_why() {
        let page = StoryPage::sample().render().unwrap();
        for words in ["2020-01-14", "/reports/r-0001", "/incidents/i-0001", "names +1.20", "0.81", "stories/1"] {
            assert!(page.contains(words), "{words}\n{page}");
        }
    }

    #[test]
    fn no_story_is_no_page() {
        assert_eq!(StoryPage::new(&Ask::sample("/stories/s-none", "s-none")).err().unwrap().status(), 404);
    }
}
