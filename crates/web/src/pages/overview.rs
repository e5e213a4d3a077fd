//! Does the truce hold? The record gives no verdict: it shows what is said, what is proposed and what people found.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::chart::{self, Curve};
use crate::error::PageError;
use crate::fragments::{Board, Effort, FigureRow, Filters, Frame, IncidentRow, Shown, Tally, figures};
use crate::query::Query;
use crate::{selection, words};
use askama::Template;
use model::{Family, Incident};
use std::collections::{BTreeMap, BTreeSet};

/// The overview.
#[derive(Template)]
#[template(path = "overview.html")]
pub(crate) struct Overview {
    frame: Frame,
    filters: Filters,
    counts: Counts,
    effort: Effort,
    boards: Vec<Board>,
    tallies: Vec<Tally>,
    curve: Curve,
    /// The period before, as long as this one: its address and its incidents.
    before: Option<(String, String)>,
    figures: Vec<FigureRow>,
    superseded: usize,
    /// The latest contested incidents, and how many there are.
    contested: Vec<IncidentRow>,
    contested_total: usize,
    /// Languages without a reader, with how many reports and their list.
    unread: Vec<(&'static str, usize, String)>,
    /// Where the period's incidents stand.
    incidents: String,
}

/// What the period holds.
struct Counts {
    reports: String,
    sources: String,
    origins: String,
    incidents: String,
    hostile: String,
    hostile_href: String,
    findings: String,
}

/// How many contested incidents the overview has room for.
const MOST_CONTESTED: usize = 6;

pub(crate) fn show(ask: &Ask) -> Result<Answer, PageError> {
    Ok(Answer::html(Overview::new(ask).render()?))
}

impl Overview {
    pub(crate) fn new(ask: &Ask) -> Self {
        let view = ask.view();
        let chosen = selection::incidents(ask);
        let agreements = &view.record.agreements;
        let all_figures = figures(&view, &ask.query);
        let superseded = all_figures.iter().filter(|figure| figure.superseded_by.is_some()).count();
        let (contested, contested_total) = contested(ask, &chosen);
        Self {
            frame: ask.frame("Does the truce hold?", "/"),
            filters: Filters::new(&view, "/", &ask.query, Shown::Period),
            counts: Counts::new(ask, &chosen),
            effort: Effort::new(&view, &ask.query),
            boards: agreements
                .iter()
                .map(|one| Board::new(&view, one))
                .filter(|board| !board.rows.is_empty())
                .collect(),
            tallies: agreements.iter().map(|one| Tally::new(&view, &ask.query, one)).filter(tells).collect(),
            curve: Curve::new(&chosen),
            before: chart::before(ask)
                .map(|(query, count)| (query.written(), words::count(count, "incident", "incidents"))),
            figures: all_figures.into_iter().filter(|figure| figure.superseded_by.is_none()).collect(),
            superseded,
            contested,
            contested_total,
            unread: unread(ask),
            incidents: format!("/incidents{}", ask.query.period_only().written()),
        }
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self::new(&Ask::sample("/", ""))
    }
}

/// Whether a tally has anything to tell; agreements that no incident touches are left to their own pages.
fn tells(tally: &Tally) -> bool {
    tally.rows.iter().any(|(_, _, cells)| cells.iter().any(|cell| cell.count > 0))
}

impl Counts {
    fn new(ask: &Ask, chosen: &[&Incident]) -> Self {
        let view = ask.view();
        let readings: Vec<_> =
            view.record.readings.iter().filter(|one| ask.query.touches(one.published.interval())).collect();
        let sources: BTreeSet<_> = readings.iter().filter_map(|reading| reading.source.as_deref()).collect();
        let claims = readings.iter().flat_map(|reading| &reading.claims);
        let origins: BTreeSet<_> = claims.filter_map(|claim| view.record.fused.claim_origins.get(&claim.id)).collect();
        let hostile = chosen.iter().filter(|incident| incident.kind.family() == Family::HostileAct).count();
        let findings = view.record.findings.iter().filter(|finding| view.stands(finding)).count();
        let query =
            Query { kind: Some(crate::query::KindChoice::Family(Family::HostileAct)), ..ask.query.period_only() };
        Self {
            reports: words::count(readings.len(), "report", "reports"),
            sources: words::count(sources.len(), "source", "sources"),
            origins: words::count(origins.len(), "independent origin", "independent origins"),
            incidents: words::count(chosen.len(), "incident", "incidents"),
            hostile: words::count(hostile, "act of force", "acts of force"),
            hostile_href: format!("/incidents{}", query.written()),
            findings: words::count(findings, "finding of people", "findings of people"),
        }
    }
}

/// The contested incidents, the latest first; the overview holds no clock, so "new" is the latest told.
fn contested(ask: &Ask, chosen: &[&Incident]) -> (Vec<IncidentRow>, usize) {
    let latest = |incident: &Incident| {
        let times = incident.time.versions().iter().filter_map(|version| version.value.hull());
        times.map(|time| time.from()).max()
    };
    let numbered = chosen.iter().enumerate().map(|(place, incident)| (place + 1, *incident));
    let mut all: Vec<(usize, &Incident)> = numbered.filter(|(_, incident)| !incident.contested.is_empty()).collect();
    all.sort_by_key(|(number, incident)| (std::cmp::Reverse(latest(incident)), *number));
    let rows = all.iter().take(MOST_CONTESTED).map(|(number, one)| IncidentRow::new(&ask.view(), one, *number));
    (rows.collect(), all.len())
}

/// Languages in which reports came and were kept but not read.
fn unread(ask: &Ask) -> Vec<(&'static str, usize, String)> {
    let mut all: BTreeMap<&'static str, (model::Language, usize)> = BTreeMap::new();
    let period = ask.query.period_only();
    for reading in ask.view().record.readings.iter().filter(|one| ask.query.touches(one.published.interval())) {
        if reading.notes.iter().any(|note| note.code == "language-not-read") {
            all.entry(words::language(reading.language)).or_insert((reading.language, 0)).1 += 1;
        }
    }
    let href = |language| format!("/reports{}", Query { lang: Some(language), ..period.clone() }.written());
    all.into_iter().map(|(name, (language, count))| (name, count, href(language))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_shows_board_tally_totals_and_what_was_not_read() {
        let page = Overview::sample().render().unwrap();
        for words in [
            "Does the truce hold?",
            "Accord of the Two Rivers",
            "North Army",
            "South Council",
            "may breach a provision",
            "24.5 team-hours, 2 of 3 planned places reached",
            "at least 280",
            "Arabic",
            "whether it happened",
        ] {
            assert!(page.contains(words), "{words}\n{page}");
        }
        assert!(!page.contains("<script>") && !page.contains(" style="));
    }

    #[test]
    fn parties_have_columns_alike() {
        let overview = Overview::sample();
        for (_, cells) in &overview.boards[0].rows {
            assert_eq!(cells.len(), 3);
        }
        assert!(overview.tallies[0].rows.iter().all(|(_, _, cells)| cells.len() == 3));
    }
}
