//! The account of one story: its reports and incidents day by day, and why each report was taken to follow another.

use super::Brief;
use super::line::{Line, Section};
use crate::wording;
use jiff::civil::Date;
use model::{Follows, Incident, Record, ReportId, Story, StoryId};
use std::collections::BTreeMap;

const FOLLOWS: &str = "A story is what reports that follow one development tell, over days and across languages. Reports are joined in pairs; \
    a score is what its named features add up to, between 0 and 1; the weights are published in docs/fusion.md and are the \
    same for everybody. Nothing is counted by it.";

/// The account of a story as data; `None` where the record holds none by this id.
pub(super) fn account(record: &Record, id: &StoryId) -> Option<Brief> {
    let story = record.stories.iter().find(|story| story.id == *id)?;
    Some(Brief {
        v: 1,
        title: format!("{}, story {id}", story.title),
        period: story
            .days
            .map_or_else(|| "no report bears a date".to_owned(), |(first, last)| format!("{first} to {last}")),
        about: about(story),
        sections: vec![days(record, story), joins(story)],
    })
}

fn about(story: &Story) -> Vec<(String, String)> {
    let list = |all: Vec<String>| if all.is_empty() { "none".to_owned() } else { all.join(", ") };
    let languages = story.languages.iter().map(|language| language.code().to_owned()).collect();
    let rows = [
        ("Reports", story.reports.len().to_string()),
        ("Independent origins", story.origins.to_string()),
        ("Languages", list(languages)),
        ("Named by at least two reports", list(story.actors.iter().map(ToString::to_string).collect())),
        ("Places", list(story.places.iter().map(|place| place.name.clone()).collect())),
    ];
    rows.into_iter().map(|(label, value)| (label.to_owned(), value)).collect()
}

/// Reports by the day of publication, incidents by the day on which they began; what has no day comes last.
fn days(record: &Record, story: &Story) -> Section {
    let mut days: BTreeMap<(bool, Option<Date>), Vec<Line>> = BTreeMap::new();
    for incident in record.fused.incidents.iter().filter(|incident| story.incidents.contains(&incident.id)) {
        let day = began(incident);
        days.entry((day.is_none(), day)).or_default().push(happened(incident));
    }
    for reading in story.reports.iter().filter_map(|id| record.readings.iter().find(|reading| reading.report == *id)) {
        let day = reading.published.interval().map(|interval| interval.from().date());
        let source = reading.source.as_deref().unwrap_or("unknown source");
        let title: String = reading.text.lines().next().unwrap_or_default().chars().take(90).collect();
        let line = Line::item(0)
            .key(reading.report.to_string())
            .plain(format!(" {source} ({}): {title}", reading.language.code()));
        days.entry((day.is_none(), day)).or_default().push(line);
    }
    let mut lines = Vec::new();
    for ((_, day), told) in days {
        lines.push(Line::heading(day.map_or_else(|| "No date".to_owned(), |day| day.to_string())));
        lines.extend(told);
    }
    Section::of("days", "Day by day", None, lines, "Nothing.")
}

fn began(incident: &Incident) -> Option<Date> {
    let begins = incident.time.versions().iter().filter_map(|version| version.value.hull());
    begins.map(|interval| interval.from().date()).min()
}

fn happened(incident: &Incident) -> Line {
    let told = format!(", incident {} ({})", incident.id, wording::count(incident.origins.len(), "origin", "origins"));
    Line::item(0).about(&incident.id).key(wording::capital(&incident.kind.words())).plain(told)
}

fn joins(story: &Story) -> Section {
    let mut lines: Vec<Line> = story.why.iter().map(joined).collect();
    lines.push(Line::item(0).plain(format!("Made by {}.", story.method)));
    Section::of("joins", "Why these reports stand together", Some(FOLLOWS), lines, "Nothing was joined.")
}

fn joined(follows: &Follows) -> Line {
    let Follows { earlier, later, score, features } = follows;
    let named = |id: &ReportId| id.to_string();
    let features: Vec<String> =
        features.iter().map(|(name, value)| format!("{} {value:+.2}", name.replace('_', " "))).collect();
    Line::item(0).key(named(later)).plain(format!(" follows {earlier}: {score:.2} ({})", features.join(", ")))
}

#[cfg(test)]
mod tests {
    use crate::testing::record;
    use model::StoryId;

    #[test]
    fn a_story_is_told_day_by_day_with_why() {
        let record = record(["North", "South"]);
        let id = &record.stories.first().unwrap().id;
        let text = super::super::story(&record, id, 100).unwrap();
        for words in [
            "Day by day",
            "Why these reports stand together",
            "follows r-1: 0.81",
            "names +1.20",
            "Independent origins",
        ] {
            assert!(text.contains(words), "{words}\n{text}");
        }
        assert!(super::super::story(&record, &StoryId::new("s-none").unwrap(), 100).is_none());
    }
}
