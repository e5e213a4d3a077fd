//! What happened? The incidents of a selection: a list, a map and a timeline that show the same, and what none of them can place.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::drawing;
use crate::error::PageError;
use crate::fragments::{Effort, Filters, Frame, IncidentRow, Pager, Shown};
use crate::{links, selection, words};
use askama::Template;
use model::{Contested, Incident, When, Where};
use publication::map::Mark;
use publication::timeline::Bar;

/// The incidents of a selection.
#[derive(Template)]
#[template(path = "incidents.html")]
pub(crate) struct Incidents {
    frame: Frame,
    filters: Filters,
    effort: Effort,
    pager: Pager,
    rows: Vec<IncidentRow>,
    /// The map; `None` where coasts and borders cannot be read.
    map: Option<Drawn>,
    timeline: Drawn,
    /// Incidents of no known time, which lie in no period.
    undated: usize,
    api: String,
}

/// A drawing and what is not on it, in words.
struct Drawn {
    svg: String,
    left_out: String,
}

/// Beyond this many marks the map shows those of the page, and says so.
const MOST_MARKS: usize = 400;

pub(crate) fn show(ask: &Ask) -> Result<Answer, PageError> {
    Ok(Answer::html(Incidents::new(ask).render()?))
}

impl Incidents {
    pub(crate) fn new(ask: &Ask) -> Self {
        let view = ask.view();
        let chosen = selection::incidents(ask);
        let (shown, from) = selection::page_of(&chosen, ask.query.page);
        let numbered = shown.iter().zip(from + 1..);
        let rows: Vec<IncidentRow> = numbered.map(|(one, number)| IncidentRow::new(&view, one, number)).collect();
        let timeline = timeline(ask, shown, &rows);
        Self {
            frame: ask.frame("Incidents", "/incidents"),
            filters: Filters::new(&view, "/incidents", &ask.query, Shown::Incidents),
            effort: Effort::new(&view, &ask.query),
            pager: Pager::new("/incidents", &ask.query, from, shown.len(), chosen.len()),
            rows,
            map: map(ask, &chosen, shown, from),
            timeline,
            undated: undated(ask),
            api: format!("/api/incidents{}", crate::query::Query { page: 1, ..ask.query.clone() }.written()),
        }
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self::new(&Ask::sample("/incidents", ""))
    }
}

fn map(ask: &Ask, chosen: &[&Incident], shown: &[&Incident], from: usize) -> Option<Drawn> {
    let whole = chosen.len() <= MOST_MARKS;
    let (marked, first) = if whole { (chosen, 1) } else { (shown, from + 1) };
    let marks: Vec<Mark> = marked.iter().zip(first..).flat_map(|(incident, number)| marks(incident, number)).collect();
    let map = drawing::map(ask.site.basemap()?, &marks, (720, 440), "Map of the incidents in this list");
    let mut left_out = format!(
        "{} on the map; {} without a known position.",
        words::count(map.placed, "mark", "marks"),
        words::count(map.unplaced, "incident", "incidents")
    );
    if map.ambiguous > 0 {
        left_out.push_str(&format!(" {} at the likeliest of several places, drawn dashed.", map.ambiguous));
    }
    if !whole {
        left_out.push_str(&format!(" Only this page's incidents are drawn: {} of {}.", shown.len(), chosen.len()));
    }
    Some(Drawn { svg: map.svg, left_out })
}

/// A mark for every place told; one that nobody told stays one incident without a position.
fn marks(incident: &Incident, number: usize) -> Vec<Mark> {
    let label = format!("{number}. {}, {}", incident.kind.words(), words::contested_when(&incident.time));
    let mark = |place: &Where| Mark {
        place: place.clone(),
        family: incident.kind.family(),
        number: number.to_string(),
        label: label.clone(),
        href: links::incident(&incident.id),
    };
    match incident.place.versions() {
        [] => vec![mark(&Where::Unknown)],
        versions => versions.iter().map(|version| mark(&version.value)).collect(),
    }
}

fn timeline(ask: &Ask, shown: &[&Incident], rows: &[IncidentRow]) -> Drawn {
    let bars: Vec<Bar> = shown
        .iter()
        .zip(rows)
        .map(|(incident, row)| Bar { when: when(&incident.time), label: row.label(), href: row.href.clone() })
        .collect();
    let drawn = drawing::timeline(&bars, &ask.query.period(), 960, "Timeline of the incidents on this page");
    let left_out = format!(
        "{} on the timeline, those of this page; {} without a known time, {} outside the days shown. Hatched: times that exclude each other.",
        words::count(drawn.placed, "incident", "incidents"),
        drawn.undated,
        drawn.outside
    );
    Drawn { svg: drawn.svg, left_out }
}

/// Every time told, as possibilities.
fn when(time: &Contested<When>) -> When {
    let all = time.versions().iter().flat_map(|version| match &version.value {
        When::Unknown => Vec::new(),
        When::Known(interval) => vec![*interval],
        When::Ambiguous(all) => all.clone(),
    });
    When::from_possibilities(all.collect())
}

fn undated(ask: &Ask) -> usize {
    if ask.query.from.is_none() && ask.query.to.is_none() {
        return 0;
    }
    let all = ask.view().record.fused.incidents.iter();
    all.filter(|incident| when(&incident.time) == When::Unknown).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_map_and_timeline_show_the_same() {
        let page = Incidents::sample();
        let total = page.rows.len();
        let map = page.map.as_ref().unwrap();
        let html = page.render().unwrap();
        for number in 1..=total {
            assert!(html.contains(&format!("id=\"i{number}\"")), "{number}");
        }
        assert!(map.svg.contains("/incidents/i-0001") && page.timeline.svg.contains("/incidents/i-0001"));
        assert!(map.left_out.contains("without a known position"));
    }

    #[test]
    fn filters_choose_and_the_form_remembers() {
        let at = |query: &str| Incidents::new(&Ask::sample(&format!("/incidents?{query}"), ""));
        let all = at("").rows.len();
        assert!(at("kind=shelling").rows.len() < all);
        assert_eq!(at("contested=yes").rows.len() + at("contested=no").rows.len(), all);
        assert_eq!(at("place=millbrook").rows.len(), 1);
        assert!(at("party=north-army").rows.len() < all);
        assert_eq!(at("actor=nobody").rows.len(), 0);
        let outside = at("from=1999-01-01&to=1999-12-31");
        assert!(outside.rows.is_empty() && outside.undated > 0);
        assert!(at("kind=shelling").render().unwrap().contains("value=\"shelling\" selected"));
    }
}
