//! The sample's story.

use model::{Follows, IncidentId, Language, Method, ReportId, Story, StoryId};

/// What fusion would have made of the first and the second report.
pub(super) fn story() -> Story {
    let report = |id: &str| ReportId::new(id).expect("an id without spaces");
    Story {
        id: StoryId::new("s-0001").expect("an id without spaces"),
        title: "Shells fall on Millbrook".to_owned(),
        reports: vec![report("r-0001"), report("r-0002")],
        languages: vec![Language::English],
        incidents: vec![IncidentId::new("i-0001").expect("an id without spaces")],
        actors: vec![super::telling::actor("North Army")],
        places: Vec::new(),
        days: Some((super::day("2020-01-14").from().date(), super::day("2020-01-16").from().date())),
        origins: 2,
        why: vec![Follows {
            earlier: report("r-0001"),
            later: report("r-0002"),
            score: 0.81,
            features: vec![("prior".to_owned(), -3.4), ("names".to_owned(), 1.2)],
        }],
        method: Method::new("stories", 1),
    }
}
