//! Cells and rows of CSV: RFC 4180, UTF-8 with a byte order mark (a spreadsheet then shows every script), and no cell that a
//! spreadsheet would take for a formula.

use super::ExportError;
use std::io::Write;

/// Excel takes UTF-8 for the local code page without it.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A cell.
pub(crate) enum Cell {
    /// Words: made safe before they are written.
    Text(String),
    /// A number, as it is; a minus sign begins no formula here.
    Number(String),
    /// Nothing known.
    Empty,
}

impl Cell {
    pub(crate) fn text(text: impl ToString) -> Self {
        Self::Text(text.to_string())
    }

    pub(crate) fn number(number: impl ToString) -> Self {
        Self::Number(number.to_string())
    }

    /// Empty where nothing is known.
    pub(crate) fn maybe(text: Option<impl ToString>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    /// Empty where nothing is known.
    pub(crate) fn maybe_number(number: Option<impl ToString>) -> Self {
        number.map_or(Self::Empty, Self::number)
    }

    /// Several values in one cell, a semicolon and a space between them.
    pub(crate) fn list(all: impl IntoIterator<Item = impl ToString>) -> Self {
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
pub(crate) fn table(
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

/// What the output said is kept as it is, so that a closed pipe can be told from a full disk.
fn output(error: csv::Error) -> ExportError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => ExportError::Write(error),
        other => ExportError::Write(std::io::Error::other(format!("{other:?}"))),
    }
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
    fn a_reader_that_went_away_is_told_as_such() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
                Err(std::io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        let rows = std::iter::repeat_with(|| vec![Cell::text("x".repeat(10_000))]).take(20);
        // The mark at the beginning is written past the writer of cells.
        let mut writer = csv::WriterBuilder::new().buffer_capacity(16).from_writer(Closed);
        let told = rows.map(|row| writer.write_record(row.into_iter().map(Cell::written))).find_map(Result::err);
        let error = output(told.unwrap());
        assert!(
            matches!(&error, ExportError::Write(cause) if cause.kind() == std::io::ErrorKind::BrokenPipe),
            "{error}"
        );
    }

    #[test]
    fn every_script_quotes_and_line_ends_survive() {
        let mut out = Vec::new();
        let rows = vec![vec![Cell::text("طرابلس"), Cell::text("a \"b\", c\r\nd")]];
        table("x y", rows.into_iter(), &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "\u{feff}x,y\r\nطرابلس,\"a \"\"b\"\", c\r\nd\"\r\n");
    }
}
