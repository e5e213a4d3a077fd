//! The queue of cases: what is late first, then what is due next, then what waits for nobody's clock. It must not put a party
//! before another: of cases alike in this, the elder stands first.

use crate::export::csv_cells::{Cell, table};
use crate::export::{ExportError, Format};
use jiff::Timestamp;
use model::{Clock, Dossier};
use std::io::Write;
use wire::QueueLine;

/// The cases in the order in which they want to be looked at.
pub fn queue(cases: &[Dossier], now: Timestamp) -> Vec<&Dossier> {
    let mut all: Vec<&Dossier> = cases.iter().collect();
    let rank = |case: &Dossier| {
        let late = case.overdue(now).map(|clock| clock.due).min();
        let due = case.next_due().map(|clock| clock.due);
        (late.is_none(), late, due.is_none(), due)
    };
    all.sort_by_key(|case| rank(case));
    all
}

/// The columns of the table.
const COLUMNS: &str = "case receipt agreement state subject made_by made_for against late next_due next_clock steps last_step last_at findings";

/// Writes the queue: a line of JSON or a row for each case.
///
/// # Errors
/// The output does not take it.
pub fn write(cases: &[Dossier], now: Timestamp, format: Format, out: &mut dyn Write) -> Result<(), ExportError> {
    let lines = queue(cases, now).into_iter().map(|case| line(case, now));
    match format {
        Format::Csv => table(COLUMNS, lines.map(row), out),
        Format::JsonLines => {
            for line in lines {
                serde_json::to_writer(&mut *out, &line)?;
                out.write_all(b"\n")?;
            }
            Ok(())
        }
    }
}

fn line(case: &Dossier, now: Timestamp) -> QueueLine {
    let late: Vec<&Clock> = case.overdue(now).collect();
    QueueLine::new(case, &late)
}

fn row(line: QueueLine) -> Vec<Cell> {
    vec![
        Cell::text(line.case),
        Cell::maybe(line.receipt),
        Cell::text(line.agreement),
        Cell::text(line.state),
        Cell::text(line.subject),
        Cell::text(line.made_by),
        Cell::maybe(line.made_for),
        Cell::list(line.against),
        Cell::list(line.late),
        Cell::maybe(line.next_due),
        Cell::maybe(line.next_clock),
        Cell::number(line.steps),
        Cell::text(line.last_step),
        Cell::text(line.last_at),
        Cell::list(line.findings),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::cases::case;

    #[test]
    fn what_is_late_stands_first_then_what_is_due_next() {
        let at = |hour: i8| jiff::civil::date(2031, 5, 4).at(hour, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
        let cases = [
            case("case-1", None),
            case("case-2", Some(at(20))),
            case("case-3", Some(at(9))),
            case("case-4", Some(at(18))),
        ];
        let ids = |now| queue(&cases, now).iter().map(|case| case.id.to_string()).collect::<Vec<_>>();
        assert_eq!(ids(at(8)), ["case-3", "case-4", "case-2", "case-1"]);
        assert_eq!(ids(at(19)), ["case-3", "case-4", "case-2", "case-1"], "the longest late first");
        let mut out = Vec::new();
        write(&cases, at(10), Format::JsonLines, &mut out).unwrap();
        let first = String::from_utf8(out).unwrap().lines().next().unwrap().to_owned();
        assert!(first.contains("\"case\":\"case-3\"") && first.contains("\"late\":[\"log\"]"), "{first}");
        let mut out = Vec::new();
        write(&cases, at(10), Format::Csv, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap().lines().count(), 5);
    }
}
