//! What goes on over days? The stories of a period: reports that follow one development.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::error::PageError;
use crate::fragments::{Filters, Frame, Link, Pager, Shown};
use crate::{selection, words};
use askama::Template;
use model::{Language, Story};

/// The stories.
#[derive(Template)]
#[template(path = "stories.html")]
pub(crate) struct Stories {
    frame: Frame,
    filters: Filters,
    pager: Pager,
    rows: Vec<Row>,
}

/// A story on one row.
struct Row {
    story: Link,
    days: String,
    reports: usize,
    origins: usize,
    languages: String,
    incidents: usize,
}

pub(crate) fn show(ask: &Ask) -> Result<Answer, PageError> {
    Ok(Answer::html(Stories::new(ask).render()?))
}

impl Stories {
    pub(crate) fn new(ask: &Ask) -> Self {
        let view = ask.view();
        let chosen: Vec<&Story> = view.record.stories.iter().filter(|story| lies_in(story, ask)).collect();
        let (shown, from) = selection::page_of(&chosen, ask.query.page);
        Self {
            frame: ask.frame("Stories", "/stories"),
            filters: Filters::new(&view, "/stories", &ask.query, Shown::Period),
            pager: Pager::new("/stories", &ask.query, from, shown.len(), chosen.len()),
            rows: shown.iter().map(|story| Row::new(story)).collect(),
        }
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self::new(&Ask::sample("/stories", ""))
    }
}

/// Whether any day of a story lies in the period; one without a date lies in every period.
fn lies_in(story: &Story, ask: &Ask) -> bool {
    let Some((first, last)) = story.days else { return true };
    ask.query.from.is_none_or(|from| last >= from) && ask.query.to.is_none_or(|to| first <= to)
}

impl Row {
    fn new(story: &Story) -> Self {
        Self {
            story: Link::story(story),
            days: days(story),
            reports: story.reports.len(),
            origins: story.origins,
            languages: languages(&story.languages),
            incidents: story.incidents.len(),
        }
    }
}

/// The days of a story, in words.
pub(crate) fn days(story: &Story) -> String {
    match story.days {
        None => "no date".to_owned(),
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) => format!("{first} to {last}"),
    }
}

/// Languages, in words.
pub(crate) fn languages(all: &[Language]) -> String {
    all.iter().map(|language| words::language(*language)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_s_story_is_listed_in_its_days_only() {
        let page = Stories::sample().render().unwrap();
        assert!(page.contains("/stories/s-0001") && page.contains("2020-01-14 to 2020-01-16"), "{page}");
        assert!(Stories::new(&Ask::sample("/stories?from=2020-01-16", "")).rows.len() == 1);
        assert!(Stories::new(&Ask::sample("/stories?to=2020-01-13", "")).rows.is_empty());
    }
}
