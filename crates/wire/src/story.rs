//! `stories`: reports that follow one development, an object a line.

use crate::mention::{ActorLine, PlaceLine};
use model::{Follows, Story, Where};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Why a report was taken to follow another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FollowsLine {
    /// The earlier report.
    pub earlier: String,
    /// The later one.
    pub later: String,
    /// The score, 0 to 1.
    pub score: f64,
    /// Feature → what it gave.
    pub features: BTreeMap<String, f64>,
}

/// A story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoryLine {
    /// Its id.
    pub id: String,
    /// The first words of its first report.
    pub title: String,
    /// Its reports, by when they were published.
    pub reports: Vec<String>,
    /// The codes of their languages.
    pub languages: Vec<String>,
    /// The incidents told mostly by its reports.
    pub incidents: Vec<String>,
    /// Who is named by at least two reports.
    pub actors: Vec<ActorLine>,
    /// Where, by the same rule.
    pub places: Vec<PlaceLine>,
    /// The first day of publication; null where no report bears a date.
    pub first_day: Option<String>,
    /// The last one.
    pub last_day: Option<String>,
    /// How many independent origins stand behind the claims of its reports.
    pub origins: usize,
    /// The scores that joined its reports.
    pub why: Vec<FollowsLine>,
    /// What made it.
    pub method: String,
    /// The version of this line.
    #[serde(default = "crate::first_version", rename = "v")]
    pub version: u32,
}

impl StoryLine {
    /// Writes a story.
    pub fn new(story: &Story) -> Self {
        Self {
            id: story.id.to_string(),
            title: story.title.clone(),
            reports: story.reports.iter().map(ToString::to_string).collect(),
            languages: story.languages.iter().map(|language| language.code().to_owned()).collect(),
            incidents: story.incidents.iter().map(ToString::to_string).collect(),
            actors: story.actors.iter().map(ActorLine::new).collect(),
            places: story.places.iter().filter_map(|place| PlaceLine::new(&Where::At(place.clone()))).collect(),
            first_day: story.days.map(|(first, _)| first.to_string()),
            last_day: story.days.map(|(_, last)| last.to_string()),
            origins: story.origins,
            why: story.why.iter().map(follows).collect(),
            method: story.method.to_string(),
            version: crate::VERSION,
        }
    }
}

fn follows(follows: &Follows) -> FollowsLine {
    FollowsLine {
        earlier: follows.earlier.to_string(),
        later: follows.later.to_string(),
        score: follows.score,
        features: follows.features.iter().cloned().collect(),
    }
}
