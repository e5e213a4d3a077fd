//! A file of rows: its head, and its rows one by one with their bytes as they stand. Columns are known by name, since
//! releases order them differently. What a cell means is not known here.

use crate::book::Book;
use crate::fault::Fault;
use std::collections::BTreeSet;
use std::io::BufRead;
use std::sync::Arc;

/// No row is longer: a quotation mark that is never closed would swallow the file.
const LONGEST_ROW: usize = 4 << 20;

/// How workbooks begin: XLSX and ODS, which are ZIP archives, and XLS.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];

/// The first row, with a row of tags behind it where there is one (`#date+start`, as the Humanitarian Exchange Language has it).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its bytes as they stand, with a byte order mark where there is one.
    pub bytes: Vec<u8>,
    /// The names of the columns.
    pub columns: Vec<String>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The book that it is of.
    pub book: Book,
    /// The head of its file.
    pub head: Arc<Head>,
    /// The file, and the line on which it begins.
    pub place: String,
    /// Its bytes as they stand, with the line end where there is one.
    pub bytes: Vec<u8>,
    /// Its cells, as many as the head names.
    pub cells: Vec<String>,
}

impl Row {
    /// A cell by the name of its column, without white space around it; empty where the file has no such column.
    pub fn cell(&self, column: &str) -> &str {
        self.place_of(column).and_then(|place| self.cells.get(place)).map_or("", |cell| cell.trim())
    }

    /// The place of a column.
    pub(crate) fn place_of(&self, column: &str) -> Option<usize> {
        self.head.columns.iter().position(|name| name.eq_ignore_ascii_case(column))
    }

    /// What tells this row from every other of its book: the columns of its identity that are not empty, with dots between
    /// and without white space.
    pub fn entry(&self) -> String {
        let cells = self.book.identity().map(|column| self.cell(column)).filter(|cell| !cell.is_empty());
        let words = cells.map(|cell| cell.split_whitespace().collect::<Vec<_>>().join("_"));
        words.collect::<Vec<_>>().join(".")
    }

    /// Head and row as one file: what the row is kept as.
    pub fn whole(&self) -> Vec<u8> {
        let mut bytes = self.head.bytes.clone();
        bytes.extend(&self.bytes);
        bytes
    }

    pub(crate) fn fault(&self, column: Option<&str>, problem: impl Into<String>) -> Fault {
        Fault::new(&self.place, column, problem)
    }
}

/// The rows of a file, as they are read.
pub struct Rows<R> {
    book: Book,
    file: String,
    reader: R,
    head: Option<Arc<Head>>,
    line: u64,
    /// The row behind the names, once it was read and is no row of tags.
    ahead: Option<(String, Vec<u8>)>,
    entries: BTreeSet<String>,
    ended: bool,
}

/// Reads rows of a book. A row that is at fault is told, and the others go on.
pub fn rows<R: BufRead>(book: Book, file: &str, reader: R) -> Rows<R> {
    Rows {
        book,
        file: file.to_owned(),
        reader,
        head: None,
        line: 1,
        ahead: None,
        entries: BTreeSet::new(),
        ended: false,
    }
}

/// Reads back a row from what it was kept as.
pub fn kept(book: Book, name: &str, bytes: &[u8]) -> Result<Row, Fault> {
    let mut all = rows(book, name, bytes);
    all.next().unwrap_or_else(|| Err(Fault::new(name, None, "holds no row behind its head")))
}

impl<R: BufRead> Iterator for Rows<R> {
    type Item = Result<Row, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.read().transpose();
        // Behind a fault of the file itself nothing can be read.
        self.ended |= next.as_ref().is_none_or(|row| row.is_err() && self.head.is_none());
        next
    }
}

impl<R: BufRead> Rows<R> {
    fn read(&mut self) -> Result<Option<Row>, Fault> {
        let head = match &self.head {
            Some(head) => Arc::clone(head),
            None => self.read_head()?,
        };
        loop {
            let next = match self.ahead.take() {
                Some(ahead) => Some(ahead),
                None => self.next_record()?,
            };
            let Some((place, bytes)) = next else { return Ok(None) };
            if bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            return self.row(head, place, bytes).map(Some);
        }
    }

    fn row(&mut self, head: Arc<Head>, place: String, bytes: Vec<u8>) -> Result<Row, Fault> {
        let cells = cells(&place, &bytes)?;
        if cells.len() != head.columns.len() {
            let problem =
                format!("has {} cells where the first row names {}; left out", cells.len(), head.columns.len());
            return Err(Fault::new(&place, None, problem));
        }
        let row = Row { book: self.book, head, place, bytes, cells };
        let first = self.book.needed();
        let entry = row.entry();
        if entry.is_empty() {
            return Err(row.fault(Some(first), "is empty, so the row could not be known again; left out"));
        }
        if !self.entries.insert(entry.clone()) {
            let problem =
                format!("'{entry}' stands on an earlier row of this file too; left out: give each row its own");
            return Err(row.fault(Some(first), problem));
        }
        Ok(row)
    }

    fn read_head(&mut self) -> Result<Arc<Head>, Fault> {
        let Some((place, mut bytes)) = self.next_record()? else {
            return Err(Fault::new(&self.file, None, "is empty; nothing was taken in"));
        };
        if WORKBOOKS.iter().any(|begins| bytes.starts_with(begins)) {
            let problem = "is a workbook of a spreadsheet program; save its sheet as CSV in UTF-8, and import that";
            return Err(Fault::new(&self.file, None, problem));
        }
        let named = cells(&place, bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes))?;
        let columns: Vec<String> = named.iter().map(|name| name.trim().to_owned()).collect();
        let has = |wanted: &str| columns.iter().any(|name| name.eq_ignore_ascii_case(wanted));
        let wanted = self.book.needed();
        if !has(wanted) {
            let problem = format!(
                "the first row names no column '{wanted}', which every {} file has; is it of another book?",
                self.book.publisher()
            );
            return Err(Fault::new(&place, None, problem));
        }
        if let Some(tags) = self.tags()? {
            bytes.extend(tags);
        }
        let head = Arc::new(Head { bytes, columns });
        self.head = Some(Arc::clone(&head));
        Ok(head)
    }

    /// A row of tags right behind the names: every cell that is not empty begins with `#`.
    fn tags(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        let Some((place, bytes)) = self.next_record()? else { return Ok(None) };
        if cells(&place, &bytes).is_ok_and(|cells| are_tags(&cells)) {
            return Ok(Some(bytes));
        }
        self.ahead = Some((place, bytes));
        Ok(None)
    }

    fn next_record(&mut self) -> Result<Option<(String, Vec<u8>)>, Fault> {
        let place = format!("{}:{}", self.file, self.line);
        Ok(self.record(&place)?.map(|bytes| (place, bytes)))
    }

    /// The bytes of the next record: up to the line end that stands outside quotation marks.
    fn record(&mut self, place: &str) -> Result<Option<Vec<u8>>, Fault> {
        let (mut bytes, mut quotes) = (Vec::new(), 0);
        loop {
            let before = bytes.len();
            let read = self.reader.read_until(b'\n', &mut bytes);
            if read.map_err(|error| unreadable(&self.file, &error))? == 0 {
                break;
            }
            self.line += 1;
            quotes += bytes.iter().skip(before).filter(|byte| **byte == b'"').count();
            if quotes % 2 == 0 {
                break;
            }
            if bytes.len() > LONGEST_ROW {
                self.ended = true;
                let problem = "is larger than 4 MiB; is a quotation mark never closed? Nothing behind it was read";
                return Err(Fault::new(place, None, problem));
            }
        }
        Ok((!bytes.is_empty()).then_some(bytes))
    }
}

fn are_tags(cells: &[String]) -> bool {
    let mut said = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).peekable();
    said.peek().is_some() && said.all(|cell| cell.starts_with('#'))
}

fn unreadable(file: &str, error: &std::io::Error) -> Fault {
    Fault::new(file, None, format!("cannot be read ({error})"))
}

fn cells(place: &str, bytes: &[u8]) -> Result<Vec<String>, Fault> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut record = csv::StringRecord::new();
    match reader.read_record(&mut record) {
        Ok(_) => Ok(record.iter().map(str::to_owned).collect()),
        Err(error) if matches!(error.kind(), csv::ErrorKind::Utf8 { .. }) => {
            Err(Fault::new(place, None, "is not UTF-8; convert the file with iconv; left out"))
        }
        Err(error) => Err(Fault::new(place, None, format!("is no row of a table ({error}); left out"))),
    }
}

/// A row of cells as bytes, quoted where that is needed.
pub(crate) fn written<S: AsRef<str>>(cells: &[S]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    let record = writer.write_record(cells.iter().map(|cell| cell.as_ref().as_bytes()));
    record.expect("memory takes every row");
    writer.into_inner().expect("memory takes every row")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Result<Row, Fault>> {
        rows(Book::Ucdp, "f.csv", text.as_bytes()).collect()
    }

    #[test]
    fn rows_keep_their_bytes_and_line_ends_within_quotes() {
        let text = "id,name\n#meta,\n1,\"a\nb \"\"c\"\"\"\r\n2,d";
        let all = read(text);
        let good: Vec<&Row> = all.iter().map(|row| row.as_ref().unwrap()).collect();
        assert_eq!(good[0].cells, ["1", "a\nb \"c\""]);
        assert_eq!((good[0].place.as_str(), good[1].place.as_str()), ("f.csv:3", "f.csv:5"));
        let mut bytes = good[0].head.bytes.clone();
        good.iter().for_each(|row| bytes.extend(&row.bytes));
        assert_eq!(bytes, text.as_bytes());
        assert_eq!(kept(Book::Ucdp, "r", &good[1].whole()).unwrap().cells, good[1].cells);
    }

    #[test]
    fn a_row_whose_first_cell_begins_with_a_number_sign_is_a_row() {
        let all = read("name,id\n#1 Bridge,7\n,8\n");
        let entries: Vec<String> = all.iter().map(|row| row.as_ref().unwrap().entry()).collect();
        assert_eq!(entries, ["7", "8"]);
        assert_eq!(all[0].as_ref().unwrap().place, "f.csv:2");
    }

    #[test]
    fn what_cannot_be_known_again_is_told_with_row_and_column() {
        let all = read("id,name\n1,a\n1,b\n,c\n4,d,e\n5,f\n");
        let told: Vec<String> =
            all.iter().map(|row| row.as_ref().map_or_else(ToString::to_string, Row::entry)).collect();
        assert_eq!(told[0], "1");
        assert!(told[1].starts_with("f.csv:3, column 'id': '1' stands on an earlier row"), "{}", told[1]);
        assert!(told[2].starts_with("f.csv:4, column 'id': is empty"), "{}", told[2]);
        assert!(told[3].starts_with("f.csv:5: has 3 cells where the first row names 2"), "{}", told[3]);
        assert_eq!(told[4], "5");
        let other = read("event_id_cnty,notes\nUKR1,x\n");
        assert_eq!(other.len(), 1, "behind a wrong head nothing is read");
        assert!(other[0].as_ref().unwrap_err().to_string().contains("names no column 'id'"));
    }
}
