//! For a terminal: indented, wrapped, without colour.

use super::{LEGEND, provenance, quoted, references};
use crate::brief::{Brief, Line, Part, Rank, Section};
use std::collections::BTreeMap;

const NARROWEST: usize = 40;

/// Renders a report for a terminal.
pub(in crate::brief) fn text(brief: &Brief, width: usize) -> String {
    let mut page = Page { text: String::new(), width: width.max(NARROWEST) };
    page.ruled(&brief.title, '=');
    page.wrapped("", "", &format!("Period: {}", brief.period));
    for (label, value) in &brief.about {
        page.wrapped("", "  ", &format!("{label}: {value}"));
    }
    page.line("");
    for (name, meaning) in LEGEND {
        page.wrapped("", "  ", &format!("[{name}] {meaning}"));
    }
    for section in &brief.sections {
        page.section(section);
    }
    page.text
}

struct Page {
    text: String,
    width: usize,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn ruled(&mut self, title: &str, rule: char) {
        self.wrapped("", "", title);
        let length = title.chars().count().min(self.width);
        self.line(&rule.to_string().repeat(length));
    }

    fn section(&mut self, section: &Section) {
        self.line("");
        self.line("");
        self.ruled(section.title, '-');
        if let Some(rule) = &section.rule {
            self.wrapped("", "", rule);
        }
        let numbered = section.numbered();
        let numbers = Section::numbers(&numbered);
        for line in &section.lines {
            self.statement(line, &numbers);
        }
        if !numbered.is_empty() {
            self.line("");
            self.line("  Evidence");
        }
        for (evidence, number) in numbered.iter().zip(1..) {
            let text = format!("{} — {}", quoted(&evidence.words), provenance(evidence));
            self.wrapped(&format!("  [{number}] "), "      ", &text);
        }
    }

    fn statement(&mut self, line: &Line, numbers: &BTreeMap<String, usize>) {
        let mut text: String = line.parts.iter().map(part).collect();
        for number in references(line, numbers) {
            text.push_str(&format!(" [{number}]"));
        }
        match line.rank {
            Rank::Heading => {
                self.line("");
                self.wrapped("", "  ", &text);
            }
            Rank::Subheading => {
                self.line("");
                self.wrapped("  ", "    ", &text);
            }
            Rank::Item(depth) => {
                let indent = "  ".repeat(usize::from(depth) + 1);
                self.wrapped(&format!("{indent}- "), &format!("{indent}  "), &text);
            }
        }
    }

    /// Fills lines up to the width; a word that is longer than a line is cut.
    fn wrapped(&mut self, first: &str, rest: &str, text: &str) {
        let mut line = first.to_owned();
        let mut used = first.chars().count();
        let mut begun = false;
        let room = self.width.saturating_sub(used.max(rest.chars().count()));
        for word in text.split_whitespace().flat_map(|word| pieces(word, room)) {
            let length = word.chars().count();
            if begun && used + 1 + length > self.width {
                self.line(&line);
                (line, used, begun) = (rest.to_owned(), rest.chars().count(), false);
            }
            if begun {
                line.push(' ');
                used += 1;
            }
            line.push_str(&word);
            used += length;
            begun = true;
        }
        self.line(&line);
    }
}

/// A word in pieces of at most this many characters.
fn pieces(word: &str, most: usize) -> Vec<String> {
    let characters: Vec<char> = word.chars().collect();
    characters.chunks(most.max(1)).map(|piece| piece.iter().collect()).collect()
}

fn part(part: &Part) -> String {
    match part {
        Part::Plain { text } | Part::Key { text } => text.clone(),
        Part::Proposed { text } => format!("[proposed] {text}"),
        Part::Found { text } => format!("[found] {text}"),
        Part::Said { words, speaker, source } => match speaker {
            Some(speaker) => format!("{} — {speaker}, in {source}", quoted(words)),
            None => format!("{} — {source}", quoted(words)),
        },
    }
}
