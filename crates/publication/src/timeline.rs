//! What is told on a line of days, as SVG: intervals as bars, unsettled times hatched.
//!
//! A bar is as long as the time was told: "in January" is a month long. What has no time is counted in the result.

use crate::Period;
use crate::svg::{document, escaped, length};
use jiff::civil::{Date, DateTime};
use model::{Interval, When};
use std::fmt::Write;

/// Something to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// When, as far as it is known.
    pub when: When,
    /// What stands at its row.
    pub label: String,
    /// Where it leads.
    pub href: String,
}

/// A timeline, and what is not on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// The drawing.
    pub svg: String,
    /// How many bars are drawn.
    pub placed: usize,
    /// How many have no known time.
    pub undated: usize,
    /// How many lie wholly outside the days shown.
    pub outside: usize,
}

const STYLE: &str = ".timeline{font:11px system-ui,sans-serif}\
    .timeline .day{stroke:var(--map-grid,#d5dade);stroke-width:.6}\
    .timeline text{fill:var(--map-mark,#1a1a1a)}\
    .timeline .date{fill:var(--map-faint,#5f6468);font-size:9px}\
    .timeline .bar{fill:var(--map-reach,#0b4f8a)}\
    .timeline .unsettled{fill:url(#timeline-hatch);stroke:var(--map-reach,#0b4f8a);stroke-width:.8}\
    .timeline .between{stroke:var(--map-reach,#0b4f8a);stroke-width:.8;stroke-dasharray:2 2}\
    .timeline .hatch{stroke:var(--map-reach,#0b4f8a);stroke-width:1.4}\
    .timeline a:focus .bar,.timeline a:hover .bar{stroke:currentColor;stroke-width:1.5}";

const ROW: f64 = 20.0;
const HEAD: f64 = 22.0;
const LABELS: f64 = 240.0;
/// An instant must still be seen and pointed at.
const NARROWEST: f64 = 4.0;
/// Longer intervals do not widen the days shown: one "since 2014" would make every day a hair.
const LONGEST_DAYS: i64 = 100;

/// Draws bars, a row each in the order given, over the days of the period; open ends are those of the bars.
pub fn svg(bars: &[Bar], period: &Period, width: u32, title: &str) -> Timeline {
    let dated: Vec<(&Bar, Interval)> = bars.iter().filter_map(|bar| Some((bar, bar.when.hull()?))).collect();
    let undated = bars.len() - dated.len();
    let days = Days::new(&dated, period, f64::from(width.max(400)));
    let shown: Vec<&Bar> = dated.iter().filter(|(_, hull)| days.shows(*hull)).map(|(bar, _)| *bar).collect();
    let outside = dated.len() - shown.len();
    let height = HEAD + shown.len() as f64 * ROW + 6.0;
    let mut body = days.axis(height);
    for (row, bar) in shown.iter().enumerate() {
        draw(&mut body, bar, &days, HEAD + row as f64 * ROW);
    }
    let description = format!(
        "{} bars from {} to {}; {undated} have no known time, {outside} lie outside these days. A bar is as long as the time was \
         told; hatched bars are possibilities that exclude each other.",
        shown.len(),
        days.first,
        days.last
    );
    let svg = document((days.width, height), "timeline", title, &description, STYLE, &body);
    Timeline { svg, placed: shown.len(), undated, outside }
}

/// The days shown and how wide they are.
struct Days {
    first: Date,
    last: Date,
    width: f64,
    count: i64,
}

impl Days {
    fn new(dated: &[(&Bar, Interval)], period: &Period, width: f64) -> Self {
        let brief = |hull: &&Interval| day_number(hull.last_day()) - day_number(hull.from().date()) < LONGEST_DAYS;
        let hulls: Vec<Interval> = dated.iter().map(|(_, hull)| *hull).collect();
        let short: Vec<Interval> = hulls.iter().filter(brief).copied().collect();
        let used = if short.is_empty() { &hulls } else { &short };
        let first = period.from.or_else(|| used.iter().map(|hull| hull.from().date()).min());
        let last = period.to.or_else(|| used.iter().map(|hull| hull.last_day()).max());
        // Without any day the axis still has to stand somewhere.
        let first = first.or(last).unwrap_or(jiff::civil::date(2000, 1, 1));
        let last = last.unwrap_or(first).max(first);
        Self { first, last, width, count: day_number(last) - day_number(first) + 1 }
    }

    fn shows(&self, hull: Interval) -> bool {
        hull.last_day() >= self.first && hull.from().date() <= self.last
    }

    /// Pixels from the left, held to the drawing.
    fn x(&self, at: DateTime) -> f64 {
        let seconds = i64::from(at.hour()) * 3600 + i64::from(at.minute()) * 60 + i64::from(at.second());
        let days = (day_number(at.date()) - day_number(self.first)) as f64 + seconds as f64 / 86_400.0;
        LABELS + (days / self.count as f64).clamp(0.0, 1.0) * (self.width - LABELS - 8.0)
    }

    /// A line a day, or a week, a month, a year: as many as can be read.
    fn axis(&self, height: f64) -> String {
        let room = ((self.width - LABELS) / 62.0).floor().max(1.0) as i64;
        let step = [1, 2, 7, 14, 30, 91, 182, 365, 730, 3650].into_iter().find(|step| self.count / step < room);
        let step = step.unwrap_or(36_500);
        let mut out = String::from(
            "<defs><pattern id=\"timeline-hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(45)\"><path class=\"hatch\" d=\"M0 0V5\"/></pattern></defs>",
        );
        for number in (0..self.count).step_by(usize::try_from(step).unwrap_or(1)) {
            let Ok(day) = self.first.checked_add(jiff::Span::new().days(number)) else { break };
            let x = length(self.x(day.into()));
            let bottom = length(height);
            let written = write!(
                out,
                "<path class=\"day\" d=\"M{x} 14V{bottom}\"/><text class=\"date\" x=\"{x}\" y=\"10\">{day}</text>"
            );
            written.expect("writing to a string cannot fail");
        }
        out
    }
}

/// Days since the year 0, so that days can be subtracted.
fn day_number(day: Date) -> i64 {
    let since = day.since(jiff::civil::date(0, 1, 1));
    since.map_or(0, |span| i64::from(span.get_days()))
}

fn draw(out: &mut String, bar: &Bar, days: &Days, y: f64) {
    let label = escaped(&format!("{}: {}", bar.label, bar.when));
    let text_y = length(y + 13.0);
    let mut drawn = String::new();
    match &bar.when {
        When::Unknown => {}
        When::Known(interval) => drawn.push_str(&rectangle(*interval, days, y, "bar")),
        When::Ambiguous(all) => {
            if let Some(hull) = bar.when.hull() {
                let (from, to, middle) = (length(days.x(hull.from())), length(days.x(hull.to())), length(y + 9.0));
                drawn.push_str(&format!("<path class=\"between\" d=\"M{from} {middle}H{to}\"/>"));
            }
            let visible = all.iter().filter(|one| days.shows(**one));
            drawn.extend(visible.map(|one| rectangle(*one, days, y, "bar unsettled")));
        }
    }
    let written = write!(
        out,
        "<a href=\"{}\" aria-label=\"{label}\"><title>{label}</title><text x=\"4\" y=\"{text_y}\">{}</text>{drawn}</a>",
        escaped(&bar.href),
        escaped(&shortened(&bar.label))
    );
    written.expect("writing to a string cannot fail");
}

/// A bar; an arrow where it goes on beyond the days shown.
fn rectangle(interval: Interval, days: &Days, y: f64, class: &str) -> String {
    let from = days.x(interval.from());
    let wide = (days.x(interval.to()) - from).max(NARROWEST);
    let (x, top, width) = (length(from), length(y + 4.0), length(wide));
    let mut out = format!("<rect class=\"{class}\" x=\"{x}\" y=\"{top}\" width=\"{width}\" height=\"10\"/>");
    if interval.from().date() < days.first {
        out.push_str(&arrow(from, y + 9.0, -5.0));
    }
    if interval.last_day() > days.last {
        out.push_str(&arrow(from + wide, y + 9.0, 5.0));
    }
    out
}

fn arrow(x: f64, y: f64, reach: f64) -> String {
    let (tip, at, middle) = (length(x + reach), length(x), length(y));
    format!("<path class=\"bar\" d=\"M{tip} {middle}L{at} {}L{at} {}Z\"/>", length(y - 5.0), length(y + 5.0))
}

/// As much of a label as fits its column; the whole stands in the title.
fn shortened(label: &str) -> String {
    const FITS: usize = 38;
    if label.chars().count() <= FITS {
        return label.to_owned();
    }
    label.chars().take(FITS - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use model::Precision;

    fn day(number: i8) -> Interval {
        Interval::day(date(2020, 1, number)).unwrap()
    }

    fn bar(when: When, name: &str) -> Bar {
        Bar { when, label: format!("{name} <b>"), href: format!("/i/{name}") }
    }

    #[test]
    fn bars_are_as_long_as_the_time_was_told() {
        let month = Interval::new(date(2020, 1, 1).into(), date(2020, 2, 1).into(), Precision::Month).unwrap();
        let bars = [bar(When::Known(day(1)), "a"), bar(When::Known(month), "b")];
        let timeline = svg(&bars, &Period::default(), 868, "Timeline");
        // 868 - 240 - 8 = 620 pixels for 31 days.
        assert!(timeline.svg.contains("width=\"20\"") && timeline.svg.contains("width=\"620\""), "{}", timeline.svg);
        assert!(timeline.svg.contains("a &lt;b&gt;") && timeline.svg.contains("href=\"/i/b\""));
    }

    #[test]
    fn unsettled_times_are_hatched_and_unknown_ones_counted() {
        let either = When::from_possibilities(vec![day(12), day(14)]);
        let bars = [bar(either, "a"), bar(When::Unknown, "b"), bar(When::Known(day(30)), "c")];
        let period = Period { from: Some(date(2020, 1, 10)), to: Some(date(2020, 1, 20)) };
        let timeline = svg(&bars, &period, 900, "Timeline");
        assert_eq!((timeline.placed, timeline.undated, timeline.outside), (1, 1, 1));
        assert_eq!(timeline.svg.matches("bar unsettled").count(), 2);
        assert!(!timeline.svg.contains("/i/b") && !timeline.svg.contains("/i/c"));
    }

    #[test]
    fn a_long_interval_is_cut_with_an_arrow_and_no_day_at_all_is_fine() {
        let years = Interval::new(date(2014, 1, 1).into(), date(2021, 1, 1).into(), Precision::Span).unwrap();
        let bars = [bar(When::Known(years), "a"), bar(When::Known(day(12)), "b")];
        let timeline = svg(&bars, &Period::default(), 900, "Timeline");
        assert_eq!(timeline.placed, 2);
        assert!(timeline.svg.contains("from 2020-01-12 to 2020-01-12"));
        assert_eq!(timeline.svg.matches("<path class=\"bar\"").count(), 2);
        assert_eq!(svg(&[], &Period::default(), 900, "Timeline").placed, 0);
    }
}
