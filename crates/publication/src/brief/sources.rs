//! Sources and origins: what came in, from whom, and where its statements first came from.

use super::header;
use super::index::Index;
use super::line::{Line, Section};
use crate::wording;
use model::{CopyOf, Origin, OriginKind, Reading, Source};
use std::collections::BTreeSet;

const RULE: &str = "Independence is counted in origins and never in copies: a wire copy, a relay and a translation have the origin \
    of their original.";

/// Builds the section: the counts are those of the whole record; listed are the reports of the period and their origins.
pub(super) fn section(index: &Index<'_>) -> Section {
    let record = index.record;
    let (shown, other): (Vec<&Reading>, Vec<&Reading>) =
        record.readings.iter().partition(|reading| index.is_published_in_period(reading));
    let mut lines = Vec::new();
    if !record.readings.is_empty() {
        let reports = wording::count(record.readings.len(), "report draws", "reports draw");
        let origins = wording::count(record.fused.origins.len(), "independent origin", "independent origins");
        lines.push(Line::item(0).key(format!("{reports} on {origins}.")));
    }
    if !other.is_empty() {
        let count = wording::count(other.len(), "report", "reports");
        lines.push(Line::item(0).plain(format!("{count} published outside the period: cited above, not listed here.")));
    }
    lines.extend(headed("Reports", shown.iter().flat_map(|reading| report(index, reading)).collect()));
    let drawn_on: BTreeSet<_> =
        shown.iter().flat_map(|reading| index.drawn_on(&reading.report)).map(|origin| &origin.id).collect();
    let origins = record.fused.origins.iter().filter(|one| drawn_on.contains(&one.id));
    lines.extend(headed("Origins", origins.flat_map(origin).collect()));
    Section::of("sources", "Sources and origins", Some(RULE), lines, "No report has been read.")
}

/// Lines under a heading; nothing where there are none.
pub(super) fn headed(title: &str, lines: Vec<Line>) -> Vec<Line> {
    if lines.is_empty() { lines } else { std::iter::once(Line::heading(title)).chain(lines).collect() }
}

fn report(index: &Index<'_>, reading: &Reading) -> Vec<Line> {
    let source = match index.source(reading) {
        Some(source) => format!("{} ({})", source.name, described(source)),
        None => reading.source.clone().unwrap_or_else(|| "source unknown".to_owned()),
    };
    let facts = format!(
        ", {source}; published {}; in {}; {}",
        wording::published(reading.published),
        header::language(reading.language),
        wording::count(reading.claims.len(), "claim", "claims")
    );
    let mut lines = vec![Line::item(0).about(&reading.report).key(reading.report.as_str()).plain(facts)];
    let origins: Vec<&str> = index.drawn_on(&reading.report).iter().map(|origin| origin.name.as_str()).collect();
    if !origins.is_empty() {
        lines.push(Line::item(1).plain(format!("draws on {}", origins.join("; "))));
    }
    lines.extend(index.copies(&reading.report).iter().map(|copy| copied(copy)));
    lines
}

fn described(source: &Source) -> String {
    let country = source.country.map(|code| code.as_str().to_owned());
    let owner = source.owner.as_ref().map(|owner| format!("owned by {owner}"));
    let grade = format!("reliability {}", source.reliability.letter());
    let all = [Some(source.kind.as_str().to_owned()), country, owner, Some(grade)];
    all.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn copied(copy: &CopyOf) -> Line {
    let passages = wording::count(copy.passages.len(), "passage", "passages");
    Line::item(1).plain(format!("copies {}: {:.0} % of its text, {passages}", copy.of, copy.share * 100.0))
}

fn origin(origin: &Origin) -> Vec<Line> {
    let kind = match origin.kind {
        OriginKind::Publisher => "publisher, in its own words",
        OriginKind::Agency => "agency or outlet that others carry",
        OriginKind::Speaker => "named speaker",
        OriginKind::CommonText => "common text without a named author",
    };
    let reports = wording::count(origin.reports.len(), "report", "reports");
    let head = Line::item(0).key(origin.name.clone()).plain(format!(": {kind}; drawn on by {reports}"));
    let because = origin.because.iter().map(|why| Line::item(1).plain(why.clone()));
    std::iter::once(head).chain(because).collect()
}
