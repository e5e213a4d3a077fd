//! The curve of incidents per day, as a drawing and as a table. A day counts what was told to that day; what was told less
//! finely stands beside the curve as a number and is spread over no days.

use crate::selection;
use jiff::civil::Date;
use model::{Family, Incident};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Incidents per day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Curve {
    /// Every day from the first to the last: the day, all incidents, acts of force among them.
    pub(crate) days: Vec<(Date, usize, usize)>,
    /// How many have a time that is longer than a day, or several times that exclude each other.
    pub(crate) imprecise: usize,
    /// How many have no known time.
    pub(crate) undated: usize,
    pub(crate) svg: String,
}

/// More days than this would be narrower than a pixel on a phone.
const MOST_DAYS: usize = 366;

impl Curve {
    pub(crate) fn new(incidents: &[&Incident]) -> Self {
        let mut curve = Self::default();
        let mut by_day: BTreeMap<Date, (usize, usize)> = BTreeMap::new();
        for incident in incidents {
            let times: Vec<_> = incident.time.versions().iter().filter_map(|version| version.value.hull()).collect();
            match times.as_slice() {
                [] => curve.undated += 1,
                [one] if one.from().date() == one.last_day() => {
                    let day = by_day.entry(one.last_day()).or_default();
                    day.0 += 1;
                    day.1 += usize::from(incident.kind.family() == Family::HostileAct);
                }
                _ => curve.imprecise += 1,
            }
        }
        curve.days = filled(&by_day);
        curve.svg = drawn(&curve.days);
        curve
    }

    /// The days on which something was told.
    pub(crate) fn told(&self) -> impl Iterator<Item = &(Date, usize, usize)> {
        self.days.iter().filter(|(_, all, _)| *all > 0)
    }
}

/// Every day between the first and the last; only those with incidents where that would be too many.
fn filled(by_day: &BTreeMap<Date, (usize, usize)>) -> Vec<(Date, usize, usize)> {
    let (Some((first, _)), Some((last, _))) = (by_day.first_key_value(), by_day.last_key_value()) else {
        return Vec::new();
    };
    let every = first.series(jiff::Span::new().days(1)).take_while(|day| day <= last);
    let every: Vec<Date> = every.take(MOST_DAYS + 1).collect();
    let days = if every.len() > MOST_DAYS { by_day.keys().copied().collect() } else { every };
    let counted = |day: Date| {
        let (all, hostile) = by_day.get(&day).copied().unwrap_or_default();
        (day, all, hostile)
    };
    days.into_iter().map(counted).collect()
}

const WIDTH: usize = 720;
const HEIGHT: usize = 120;
const LEFT: usize = 28;

/// Columns: the lower, hatched part are acts of force. A link leads to the day's incidents.
fn drawn(days: &[(Date, usize, usize)]) -> String {
    let most = days.iter().map(|(_, all, _)| *all).max().unwrap_or(0);
    if most == 0 {
        return String::new();
    }
    let step = (WIDTH - LEFT) as f64 / days.len() as f64;
    let mut out = format!(
        "<svg class=\"curve\" viewBox=\"0 0 {WIDTH} {}\" role=\"group\" aria-label=\"Incidents per day; the table below holds the same numbers\">\
         <defs><pattern id=\"force\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <path class=\"hatch\" d=\"M0 0V4\"/></pattern></defs>\
         <path class=\"axis\" d=\"M{LEFT} 8H{WIDTH}M{LEFT} {HEIGHT}H{WIDTH}\"/><text x=\"{}\" y=\"12\" text-anchor=\"end\">{most}</text>\
         <text x=\"{}\" y=\"{HEIGHT}\" text-anchor=\"end\">0</text>",
        HEIGHT + 20,
        LEFT - 4,
        LEFT - 4
    );
    for (place, (day, all, hostile)) in days.iter().enumerate() {
        column(&mut out, (LEFT as f64 + step * place as f64, step), most, (*day, *all, *hostile));
    }
    let label_every = days.len().div_ceil(8);
    out.push_str("<g class=\"dates\">");
    for (place, (day, _, _)) in days.iter().enumerate().step_by(label_every.max(1)) {
        let x = (LEFT as f64 + step * (place as f64 + 0.5)).clamp(LEFT as f64 + 30.0, WIDTH as f64 - 30.0);
        let written = write!(out, "<text x=\"{x:.1}\" y=\"{}\">{day}</text>", HEIGHT + 15);
        written.expect("writing to a string cannot fail");
    }
    out.push_str("</g></svg>");
    out
}

fn column(out: &mut String, at: (f64, f64), most: usize, day: (Date, usize, usize)) {
    let (date, all, hostile) = day;
    if all == 0 {
        return;
    }
    let tall = |number: usize| number as f64 * (HEIGHT - 8) as f64 / most as f64;
    let width = (at.1 * 0.8).min(40.0);
    let x = at.0 + (at.1 - width) / 2.0;
    let query = crate::query::Query { from: Some(date), to: Some(date), ..Default::default() };
    let written = write!(
        out,
        "<a href=\"/incidents{}\"><title>{date}: {all}, of them {hostile} acts of force</title>\
         <rect class=\"all\" x=\"{x:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{:.1}\"/>\
         <rect class=\"force\" x=\"{x:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{:.1}\"/></a>",
        query.written(),
        HEIGHT as f64 - tall(all),
        tall(all),
        HEIGHT as f64 - tall(hostile),
        tall(hostile)
    );
    written.expect("writing to a string cannot fail");
}

/// How many incidents the period before this one had, where the period has two ends.
pub(crate) fn before(ask: &crate::ask::Ask) -> Option<(crate::query::Query, usize)> {
    let (from, to) = (ask.query.from?, ask.query.to?);
    let last = from.yesterday().ok()?;
    let first = last.checked_sub(to.since(from).ok()?).ok()?;
    let query = crate::query::Query { from: Some(first), to: Some(last), ..ask.query.clone() };
    let view = ask.view();
    let all = view.record.fused.incidents.iter();
    let count = all.filter(|incident| selection::chooses(&view, &query, incident)).count();
    Some((query, count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::Ask;

    #[test]
    fn a_day_counts_what_was_told_to_the_day() {
        let ask = Ask::sample("/", "");
        let all: Vec<&Incident> = ask.view().record.fused.incidents.iter().collect();
        let curve = Curve::new(&all);
        let counted: usize = curve.days.iter().map(|(_, all, _)| all).sum();
        assert_eq!(counted + curve.imprecise + curve.undated, all.len());
        assert!(curve.imprecise > 0, "the sample has a contested time");
        assert_eq!(curve.svg.matches("class=\"all\"").count(), curve.told().count());
        assert!(Curve::new(&[]).svg.is_empty());
    }

    #[test]
    fn the_period_before_is_as_long() {
        let ask = Ask::sample("/?from=2020-01-13&to=2020-01-15", "");
        let (query, _) = before(&ask).unwrap();
        assert_eq!(query.written(), "?from=2020-01-10&to=2020-01-12");
    }
}
