//! A row as a text that people read and spans count in: a title that bears the row's id, then a line a cell, `column: cell`.
//! Cells that are empty have no line. Every cell can be pointed at; nothing is said that the row does not say.

use crate::facts::Part;
use crate::table::Row;
use model::Span;
use std::collections::BTreeMap;

/// A row as a text.
pub(crate) struct Sheet {
    pub(crate) text: String,
    characters: usize,
    cells: BTreeMap<usize, Span>,
    title: BTreeMap<&'static str, Span>,
}

impl Sheet {
    /// `named` are the title's words, which can be pointed at too. The columns `parts` hold parts of a number told before,
    /// and their lines say so, since two numbers that stand side by side would be added.
    pub(crate) fn new(row: &Row, named: &[&'static str], parts: &[&str]) -> Self {
        let mut sheet = Self { text: String::new(), characters: 0, cells: BTreeMap::new(), title: BTreeMap::new() };
        sheet.push(row.book.publisher());
        for word in named {
            sheet.push(" ");
            let start = sheet.characters;
            sheet.push(word);
            sheet.title.extend(Span::new(start, sheet.characters).map(|span| (*word, span)));
        }
        sheet.push(" ");
        sheet.push(&row.entry());
        let is_part = |name: &str| parts.iter().any(|part| part.eq_ignore_ascii_case(name));
        for last in [false, true] {
            let columns = row.head.columns.iter().zip(&row.cells).enumerate();
            for (place, (name, cell)) in columns.filter(|(_, (name, _))| is_part(name) == last) {
                sheet.line(place, name, cell.trim(), last);
            }
        }
        sheet
    }

    fn line(&mut self, place: usize, name: &str, cell: &str, part: bool) {
        if cell.is_empty() {
            return;
        }
        self.push(if part { "\nincluding " } else { "\n" });
        self.push(name);
        self.push(": ");
        let start = self.characters;
        self.push(cell);
        self.cells.extend(Span::new(start, self.characters).map(|span| (place, span)));
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.characters += text.chars().count();
    }

    /// The whole. The id stands in its first line, so that no two rows have it in common.
    pub(crate) fn whole(&self) -> Span {
        Span::new(0, self.characters).expect("a text begins before it ends")
    }

    /// A cell, where it is not empty.
    pub(crate) fn cell(&self, column: usize) -> Option<Span> {
        self.cells.get(&column).copied()
    }

    /// Part of a cell.
    pub(crate) fn part(&self, part: Part) -> Option<Span> {
        let cell = self.cell(part.column)?;
        Span::new(cell.start() + part.from, cell.start() + part.to)
    }

    /// Words of the title.
    pub(crate) fn titled(&self, word: &str) -> Option<Span> {
        self.title.get(word).copied()
    }

    /// The least stretch that holds these cells.
    pub(crate) fn stretch(&self, columns: impl IntoIterator<Item = usize>) -> Option<Span> {
        let spans: Vec<Span> = columns.into_iter().filter_map(|column| self.cell(column)).collect();
        let start = spans.iter().map(|span| span.start()).min()?;
        Span::new(start, spans.iter().map(|span| span.end()).max()?)
    }
}
