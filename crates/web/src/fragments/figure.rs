//! A published total: a range with an origin, never added to another.

use super::{Link, Quote, quotes};
use crate::query::Query;
use crate::view::View;
use crate::words;
use askama::Template;
use askama::filters::HtmlSafe;
use model::{Figure, Toll, When};

/// A published total.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "figure.html")]
pub(crate) struct FigureRow {
    /// Its number on the page, from 1.
    pub(crate) number: usize,
    pub(crate) effect: &'static str,
    pub(crate) who: String,
    pub(crate) toll: String,
    /// The range as a drawing.
    pub(crate) range: String,
    pub(crate) period: String,
    pub(crate) as_of: String,
    pub(crate) place: String,
    pub(crate) attributed_to: Option<Link>,
    pub(crate) origin: String,
    /// The number of the later figure that takes its place.
    pub(crate) superseded_by: Option<usize>,
    pub(crate) quotes: Vec<Quote>,
}

impl HtmlSafe for FigureRow {}

/// The figures of a period, each beside the others of its effect on one scale.
pub(crate) fn figures(view: &View<'_>, query: &Query) -> Vec<FigureRow> {
    let all = &view.record.fused.figures;
    let chosen = all.iter().enumerate().filter(|(_, figure)| in_period(query, figure));
    let mut rows: Vec<(usize, &Figure)> = chosen.collect();
    rows.sort_by_key(|(place, figure)| (figure.effect, figure.superseded_by.is_some(), *place));
    let row = |(place, figure): (usize, &Figure)| {
        let same = all.iter().filter(|other| other.effect == figure.effect);
        FigureRow::new(view, place, figure, same.map(|other| reach(other.toll)).max().unwrap_or(1))
    };
    rows.into_iter().map(row).collect()
}

/// A total belongs to a period by the day on which it was told, else by the days that it counts.
fn in_period(query: &Query, figure: &Figure) -> bool {
    query.touches(figure.as_of.or_else(|| figure.period.hull()))
}

impl FigureRow {
    fn new(view: &View<'_>, place: usize, figure: &Figure, scale: u64) -> Self {
        Self {
            number: place + 1,
            effect: figure.effect.as_str(),
            who: words::one_line(&figure.who),
            toll: words::toll(figure.toll),
            range: range(figure.toll, scale),
            period: match &figure.period {
                When::Unknown => "from when is not told".to_owned(),
                told => words::when(told),
            },
            as_of: figure.as_of.map_or_else(|| "unknown".to_owned(), |day| day.to_string()),
            place: words::place(&figure.place),
            attributed_to: figure.attributed_to.as_ref().map(Link::actor),
            origin: view.origin_name(&figure.origin),
            superseded_by: figure.superseded_by.filter(|later| view.figure(*later).is_some()).map(|later| later + 1),
            quotes: quotes(view, &figure.claims),
        }
    }
}

fn reach(toll: Toll) -> u64 {
    toll.high().or(toll.best()).unwrap_or(toll.low()).max(1)
}

/// A line from the least to the most, an arrow where the most is not told, a tick at the number named.
fn range(toll: Toll, scale: u64) -> String {
    // Room is left beyond the scale for what is open upwards.
    let x = |number: u64| 4.0 + (number as f64 / scale.max(1) as f64).min(1.0) * 120.0;
    let (low, high) = (x(toll.low()), toll.high().map(x));
    let end = high.unwrap_or(140.0);
    let arrow = if high.is_none() { "<path class=\"tip\" d=\"M148 8L139 4V12Z\"/>" } else { "" };
    let tick = toll.best().map(x).map_or_else(String::new, |x| format!("<path class=\"tick\" d=\"M{x:.1} 2V14\"/>"));
    let wide = (end - low).max(2.0);
    format!(
        "<svg class=\"range\" viewBox=\"0 0 152 16\" aria-hidden=\"true\"><path class=\"axis\" d=\"M4 8H140\"/>\
         <rect x=\"{low:.1}\" y=\"6\" width=\"{wide:.1}\" height=\"4\"/>{tick}{arrow}</svg>"
    )
}
