//! As Markdown that any renderer reads: headings, nested lists, a numbered list of evidence a section.

use super::{LEGEND, provenance, quoted, references};
use crate::brief::{Brief, Line, Part, Rank, Section};
use std::collections::BTreeMap;

/// Renders a report as Markdown.
pub(in crate::brief) fn markdown(brief: &Brief) -> String {
    let mut lines = vec![format!("# {}", escaped(&brief.title)), String::new()];
    lines.push(format!("Period: {}", escaped(&brief.period)));
    lines.push(String::new());
    lines.extend(brief.about.iter().map(|(label, value)| format!("- {}: {}", escaped(label), escaped(value))));
    lines.push(String::new());
    lines.extend(LEGEND.map(|(name, meaning)| format!("- **\\[{name}\\]** {}", escaped(meaning))));
    for section in &brief.sections {
        self::section(section, &mut lines);
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

fn section(section: &Section, lines: &mut Vec<String>) {
    lines.extend([String::new(), format!("## {}", escaped(section.title)), String::new()]);
    if let Some(rule) = &section.rule {
        lines.extend([format!("*{}*", escaped(rule)), String::new()]);
    }
    let numbered = section.numbered();
    let numbers = Section::numbers(&numbered);
    for line in &section.lines {
        statement(line, &numbers, lines);
    }
    if !numbered.is_empty() {
        lines.extend([String::new(), "#### Evidence".to_owned(), String::new()]);
    }
    for (evidence, number) in numbered.iter().zip(1..) {
        let text = format!("{} — {}", quoted(&evidence.words), provenance(evidence));
        lines.push(format!("{number}. {}", escaped(&text)));
    }
}

fn statement(line: &Line, numbers: &BTreeMap<String, usize>, lines: &mut Vec<String>) {
    let heading = !matches!(line.rank, Rank::Item(_));
    let mut text: String = line.parts.iter().map(|one| part(one, heading)).collect();
    let numbers: Vec<String> = references(line, numbers).into_iter().map(|number| format!(" \\[{number}\\]")).collect();
    text.push_str(&numbers.concat());
    match line.rank {
        Rank::Heading => lines.extend([String::new(), format!("### {text}"), String::new()]),
        Rank::Subheading => lines.extend([String::new(), format!("#### {text}"), String::new()]),
        Rank::Item(depth) => lines.push(format!("{}- {text}", "  ".repeat(usize::from(depth)))),
    }
}

fn part(part: &Part, heading: bool) -> String {
    match part {
        Part::Plain { text } => escaped(text),
        Part::Key { text } if heading || text.trim().is_empty() => escaped(text),
        Part::Key { text } => format!("**{}**", escaped(text.trim())),
        Part::Proposed { text } => format!("**\\[proposed\\]** *{}*", escaped(text.trim())),
        Part::Found { text } => format!("**\\[found\\]** {}", escaped(text)),
        Part::Said { words, speaker, source } => match speaker {
            Some(speaker) => format!("{} — {}, in {}", escaped(&quoted(words)), escaped(speaker), escaped(source)),
            None => format!("{} — {}", escaped(&quoted(words)), escaped(source)),
        },
    }
}

/// Text as text: nothing that a report says can become markup, and it stays on one line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' => out.push(' '),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
    }
    out
}
