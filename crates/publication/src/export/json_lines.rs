//! JSON lines: `wire`'s, one object a line. A report's and a claim's line carry a few fields more, so that they can be read alone.

use super::{ExportError, What};
use model::{Reading, Record, Report};
use serde::Serialize;
use std::io::Write;
use wire::time::PublishedLine;
use wire::{
    AgreementFile, BoardLine, ClaimLine, DocLine, EffortLine, FigureLine, FindingLine, IncidentLine, ObservationLine,
    OriginLine, OwedLine, ProposalLine, ReadingLine, RestrictionLine, SourceLine, StoryLine,
};

/// A line of `docs.jsonl`, and how the report arrived.
#[derive(Serialize)]
struct ReportLine<'a> {
    #[serde(flatten)]
    doc: DocLine,
    published_basis: Option<String>,
    content: &'a str,
    encoding: &'a str,
    external_id: Option<&'a str>,
    found_at: &'a str,
    v: u32,
}

/// A claim of a reading, and its words.
#[derive(Serialize)]
struct TellingLine<'a> {
    report: &'a str,
    words: &'a str,
    origin: Option<&'a str>,
    #[serde(flatten)]
    claim: ClaimLine,
    v: u32,
}

/// Writes lines.
pub(super) fn write(record: &Record, what: What<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    match what {
        What::Reports(reports) => lines(reports.iter().map(report), out),
        What::Readings => lines(record.readings.iter().map(ReadingLine::new), out),
        What::Claims => record.readings.iter().try_for_each(|reading| claims(record, reading, out)),
        What::Incidents => lines(record.fused.incidents.iter().map(IncidentLine::new), out),
        What::Findings => lines(record.findings.iter().map(FindingLine::new), out),
        What::Figures => lines(record.fused.figures.iter().map(FigureLine::new), out),
        What::Actors(actors) => lines(actors.iter().map(wire::source::RegisterLine::new), out),
        What::Agreements => lines(record.agreements.iter().map(AgreementFile::new), out),
        What::Sources => lines(record.sources.iter().map(SourceLine::new), out),
        What::Stories => lines(record.stories.iter().map(StoryLine::new), out),
        What::Origins => lines(record.fused.origins.iter().map(OriginLine::new), out),
        What::Board => lines(record.boards.iter().flat_map(BoardLine::lines), out),
        What::Proposals => lines(record.proposals.iter().map(ProposalLine::new), out),
        What::Observations => lines(record.fieldwork.observations.iter().map(ObservationLine::new), out),
        What::Restrictions => lines(record.fieldwork.restrictions.iter().map(RestrictionLine::new), out),
        What::Efforts => lines(record.fieldwork.efforts.iter().map(EffortLine::new), out),
        What::Obligations => lines(record.obligations.iter().flat_map(OwedLine::lines), out),
    }
}

fn lines<T: Serialize>(all: impl Iterator<Item = T>, out: &mut dyn Write) -> Result<(), ExportError> {
    for one in all {
        serde_json::to_writer(&mut *out, &one)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn report(report: &Report) -> ReportLine<'_> {
    let published = PublishedLine::new(report.published);
    let (text, html) = match report.media {
        model::MediaType::Text => (Some(report.text.clone()), None),
        model::MediaType::Html => (None, Some(report.text.clone())),
    };
    let doc = DocLine {
        id: report.id.to_string(),
        text,
        html,
        title: report.title.clone(),
        published: published.published,
        url: report.url.clone(),
        source: report.source.clone(),
        language: report.language.clone(),
    };
    ReportLine {
        doc,
        published_basis: published.published_basis,
        content: &report.content,
        encoding: &report.encoding,
        external_id: report.external_id.as_deref(),
        found_at: &report.found_at,
        v: wire::VERSION,
    }
}

fn claims(record: &Record, reading: &Reading, out: &mut dyn Write) -> Result<(), ExportError> {
    let written = ReadingLine::new(reading).claims;
    let each = reading.claims.iter().zip(written).map(|(claim, line)| TellingLine {
        report: reading.report.as_str(),
        words: claim.evidence.slice(&reading.text),
        origin: record.fused.claim_origins.get(&claim.id).map(|origin| origin.as_str()),
        claim: line,
        v: wire::VERSION,
    });
    lines(each, out)
}
