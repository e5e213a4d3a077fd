//! Sources and origins: what came in, from whom, and where its statements first came from.

use super::header;
use super::index::Index;
use super::line::{Line, Section};
use super::wording;
use model::{CopyOf, Origin, OriginKind, Reading, ReportId, Source};

const RULE: &str = "Independence is counted in origins and never in copies: a wire copy, a relay and a translation have the origin \
    of their original.";

/// Builds the section. It lists the whole record: what a period's lines rest on may have come in at any time.
pub(super) fn section(index: &Index<'_>) -> Section {
    let record = index.record;
    let mut lines = Vec::new();
    if !record.readings.is_empty() {
        let reports = wording::count(record.readings.len(), "report draws", "reports draw");
        let origins = wording::count(record.fused.origins.len(), "independent origin", "independent origins");
        lines.push(Line::item(0).key(format!("{reports} on {origins}.")));
        lines.push(Line::heading("Reports"));
        lines.extend(record.readings.iter().flat_map(|reading| report(index, reading)));
    }
    if !record.fused.origins.is_empty() {
        lines.push(Line::heading("Origins"));
        lines.extend(record.fused.origins.iter().flat_map(origin));
    }
    Section::of("sources", "Sources and origins", Some(RULE), lines, "No report has been read.")
}

fn report(index: &Index<'_>, reading: &Reading) -> Vec<Line> {
    let source = match source_of(index, reading) {
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
    let origins: Vec<&str> = drawn_on(index, &reading.report).map(|origin| origin.name.as_str()).collect();
    if !origins.is_empty() {
        lines.push(Line::item(1).plain(format!("draws on {}", origins.join("; "))));
    }
    let copies = index.record.fused.copies.iter().filter(|copy| copy.report == reading.report);
    lines.extend(copies.map(copied));
    lines
}

fn source_of<'a>(index: &Index<'a>, reading: &Reading) -> Option<&'a Source> {
    let told = reading.source.as_deref()?;
    index.record.sources.iter().find(|source| source.name == told || source.id.as_str() == told)
}

fn described(source: &Source) -> String {
    let country = source.country.map(|code| code.as_str().to_owned());
    let owner = source.owner.as_ref().map(|owner| format!("owned by {owner}"));
    let grade = format!("reliability {}", source.reliability.letter());
    let all = [Some(source.kind.as_str().to_owned()), country, owner, Some(grade)];
    all.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn drawn_on<'a>(index: &Index<'a>, report: &ReportId) -> impl Iterator<Item = &'a Origin> {
    index.record.fused.origins.iter().filter(move |origin| origin.reports.contains(report))
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
