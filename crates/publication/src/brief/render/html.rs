//! As a page that is complete in itself. The template decides how it looks; here lines become rows of nested lists.

use super::{LEGEND, quoted, references};
use crate::brief::{Brief, EvidenceRef, Line, Part, Rank, Section};
use askama::Template;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "brief.html")]
struct Page<'a> {
    brief: &'a Brief,
    legend: [(&'static str, &'static str); 3],
    sections: Vec<SectionView<'a>>,
}

struct SectionView<'a> {
    id: &'a str,
    title: &'a str,
    rule: Option<&'a str>,
    rows: Vec<Row<'a>>,
    evidence: Vec<Numbered<'a>>,
}

/// A line, with the lists that open before it and close behind it.
struct Row<'a> {
    rank: Rank,
    opens: bool,
    nests: bool,
    closes: usize,
    ends: bool,
    anchor: Option<&'a str>,
    parts: &'a [Part],
    references: Vec<Numbered<'a>>,
}

#[derive(Clone)]
struct Numbered<'a> {
    number: usize,
    evidence: &'a EvidenceRef,
    words: String,
    who: String,
}

/// Renders a report as a page.
pub(in crate::brief) fn html(brief: &Brief) -> String {
    let mut anchors = std::collections::BTreeSet::new();
    let sections = brief.sections.iter().map(|section| view(section, &mut anchors)).collect();
    Page { brief, legend: LEGEND, sections }.render().expect("writing to a string cannot fail")
}

fn view<'a>(section: &'a Section, anchors: &mut std::collections::BTreeSet<&'a str>) -> SectionView<'a> {
    let evidence = section.numbered();
    let numbers = Section::numbers(&evidence);
    let evidence: Vec<Numbered<'a>> =
        evidence.into_iter().zip(1..).map(|(one, number)| numbered(one, number)).collect();
    let depths: Vec<Option<u8>> = depths(section);
    let rows = section.lines.iter().enumerate().map(|(place, line)| {
        let before = place.checked_sub(1).and_then(|before| depths.get(before).copied().flatten());
        let after = depths.get(place + 1).copied().flatten();
        let mut row = row(line, before, depths.get(place).copied().flatten(), after);
        row.references = cited(line, &numbers, &evidence);
        row.anchor = line.about.as_deref().filter(|id| is_free(id) && anchors.insert(id));
        row
    });
    SectionView { id: section.id, title: section.title, rule: section.rule.as_deref(), rows: rows.collect(), evidence }
}

/// Sections and their evidence have anchors of their own, which no id of the record may take.
fn is_free(id: &str) -> bool {
    const TAKEN: [&str; 9] =
        ["agreement", "findings", "happened", "figures", "talks", "backing", "statements", "sources", "unread"];
    !TAKEN.iter().any(|section| id.starts_with(section))
}

/// The depth of each line; `None` for headings. A line is at most one deeper than the one before.
fn depths(section: &Section) -> Vec<Option<u8>> {
    let mut last: Option<u8> = None;
    let each = section.lines.iter().map(|line| {
        last = match line.rank {
            Rank::Heading | Rank::Subheading => None,
            Rank::Item(depth) => Some(depth.min(last.map_or(0, |last| last + 1))),
        };
        last
    });
    each.collect()
}

fn row<'a>(line: &'a Line, before: Option<u8>, depth: Option<u8>, after: Option<u8>) -> Row<'a> {
    let here = depth.unwrap_or(0);
    let item = depth.is_some();
    let nests = item && after.is_some_and(|after| after > here);
    let closes = if item && !nests { usize::from(here - after.unwrap_or(0).min(here)) } else { 0 };
    Row {
        rank: line.rank,
        opens: item && before.is_none(),
        nests,
        closes,
        ends: item && after.is_none(),
        anchor: None,
        parts: &line.parts,
        references: Vec::new(),
    }
}

fn numbered(evidence: &EvidenceRef, number: usize) -> Numbered<'_> {
    Numbered { number, evidence, words: quoted(&evidence.words), who: evidence.who() }
}

fn cited<'a>(line: &Line, numbers: &BTreeMap<String, usize>, evidence: &[Numbered<'a>]) -> Vec<Numbered<'a>> {
    references(line, numbers).into_iter().filter_map(|number| evidence.get(number - 1).cloned()).collect()
}
