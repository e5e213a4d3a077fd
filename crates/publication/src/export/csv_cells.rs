//! Cells and rows of CSV: RFC 4180, UTF-8 with a byte order mark (a spreadsheet then shows every script), and no cell that a
//! spreadsheet would take for a formula.

use super::ExportError;
use std::io::Write;

/// Excel takes UTF-8 for the local code page without it.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A cell.
pub(super) enum Cell {
    /// Words: made safe before they are written.
    Text(String),
    /// A number, as it is; a minus sign begins no formula here.
    Number(String),
    /// Nothing known.
    Empty,
}

impl Cell {
    pub(super) fn text(text: impl ToString) -> Self {
        Self::Text(text.to_string())
    }

    pub(super) fn number(number: impl ToString) -> Self {
        Self::Number(number.to_string())
    }

    /// Empty where nothing is known.
    pub(super) fn maybe(text: Option<impl ToString>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    /// Empty where nothing is known.
    pub(super) fn maybe_number(number: Option<impl ToString>) -> Self {
        number.map_or(Self::Empty, Self::number)
    }

    /// Several values in one cell, a semicolon and a space between them.
    pub(super) fn list(all: impl IntoIterator<Item = impl ToString>) -> Self {
        Self::Text(all.into_iter().map(|one| one.to_string()).collect::<Vec<_>>().join("; "))
    }

    fn written(self) -> String {
        match self {
            Cell::Text(text) => safe(text),
            Cell::Number(number) => number,
            Cell::Empty => String::new(),
        }
    }
}

/// An apostrophe before what a spreadsheet would run as a formula, and before an apostrophe, so that taking away
/// one apostrophe always gives back the words.
fn safe(text: String) -> String {
    let risky = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\''];
    let begins = text.starts_with(['\t', '\r', '\n']) || text.trim_start().starts_with(risky);
    if begins { format!("'{text}") } else { text }
}

/// Writes the columns' names, which stand parted by spaces, then the rows.
pub(super) fn table(
    columns: &str,
    rows: impl Iterator<Item = Vec<Cell>>,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    out.write_all(BYTE_ORDER_MARK)?;
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(columns.split_whitespace()).map_err(output)?;
    for row in rows {
        writer.write_record(row.into_iter().map(Cell::written)).map_err(output)?;
    }
    writer.flush()?;
    Ok(())
}

fn output(error: csv::Error) -> ExportError {
    ExportError::Write(std::io::Error::from(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        for risky in ["=1+1", "+49", "-3", "@SUM(A1)", "\tx", "  =HYPERLINK(\"x\")", "＝1", "'quoted'"] {
            assert_eq!(Cell::text(risky).written(), format!("'{risky}"));
        }
        assert_eq!(Cell::text("3 killed").written(), "3 killed");
        assert_eq!(Cell::number(-13.5).written(), "-13.5");
        assert_eq!(Cell::maybe(None::<&str>).written(), "");
    }

    #[test]
    fn every_script_quotes_and_line_ends_survive() {
        let mut out = Vec::new();
        let rows = vec![vec![Cell::text("طرابلس"), Cell::text("a \"b\", c\r\nd")]];
        table("x y", rows.into_iter(), &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "\u{feff}x,y\r\nطرابلس,\"a \"\"b\"\", c\r\nd\"\r\n");
    }
}
