//! UCDP's rows themselves: whether each comes back as it was, whether what is read from them adds up to what stands in them,
//! and whether each is one incident. Nothing is learned here; every figure is to be 100 but one: a few rows give a best
//! estimate outside their own low and high, and of these no number is read.

use crate::bench::Bench;
use crate::tasks::{Case, Figure, Outcome};
use anyhow::{Context, Result, ensure};
use codebooks::{Book, Register, Row, export};
use model::{Effect, Fused, Reading, ReportId};
use std::collections::BTreeMap;
use std::path::Path;

/// Dead by year: low, best, high.
type Totals = BTreeMap<i64, [u64; 3]>;

/// Measures the file.
pub fn run(bench: &Bench, folder: &Path) -> Result<Outcome> {
    let file = folder.join("conflict_data_ukr.csv");
    let bytes = std::fs::read(&file).with_context(|| file.display().to_string())?;
    let rows: Result<Vec<Row>, _> = codebooks::rows(Book::Ucdp, "rows", bytes.as_slice()).collect();
    let rows = rows?;
    ensure!(!rows.is_empty(), "there is no row in {}", file.display());
    let register = Register::new(bench.stages.actors());
    let read = |row: &Row| Ok(codebooks::read(row, ReportId::of_row("ucdp", &row.entry(), "0")?, &register));
    let readings: Vec<Reading> = rows.iter().map(read).collect::<Result<_>>()?;
    let (fused, _) = fusion::fuse(&readings, &[], bench.stages.actors());
    let same = rows.iter().filter(|row| comes_back(row)).count();
    let sure = readings.iter().filter(|reading| !reading.claims.is_empty() && reading.notes.is_empty()).count();
    let (written, counted) = (written(&rows)?, counted(&rows, &readings));
    let equal = written.iter().filter(|(year, totals)| counted.get(year) == Some(totals)).count();
    let one_each = fused.incidents.iter().filter(|incident| incident.documents.len() == 1).count();
    let figures = vec![
        Figure::share("rows that come back", "bytes", same, rows.len()),
        Figure::share("the whole file comes back", "bytes", usize::from(whole(&rows) == bytes), 1),
        Figure::share("rows read without doubt", "share", sure, rows.len()),
        Figure::share("years whose low, best and high add up", "share", equal, written.len()),
        Figure::share("rows that are an incident of their own", "share", one_each, rows.len()),
        Figure::share(
            "rows read without doubt whose incident has their dead",
            "share",
            with_their_dead(&rows, &readings, &fused),
            sure,
        ),
    ];
    let told = |year: &i64| format!("{year}: written {:?}, counted {:?}", written.get(year), counted.get(year));
    let cases = written
        .keys()
        .map(|year| Case { wrong: usize::from(written.get(year) != counted.get(year)), told: told(year) });
    Ok(Outcome { figures, cases: cases.collect() })
}

/// Kept as a report keeps it, read back, and written under the head of its file.
fn comes_back(row: &Row) -> bool {
    let kept = codebooks::kept(Book::Ucdp, "row", &row.whole());
    kept.is_ok_and(|kept| export::row_bytes(&kept, &export::head(Book::Ucdp, std::slice::from_ref(&kept))) == row.bytes)
}

fn whole(rows: &[Row]) -> Vec<u8> {
    let head = export::head(Book::Ucdp, rows);
    rows.iter().fold(head.bytes.clone(), |mut all, row| {
        all.extend(export::row_bytes(row, &head));
        all
    })
}

/// What the columns add up to, of rows whose estimates are in order.
fn written(rows: &[Row]) -> Result<Totals> {
    let mut totals = Totals::new();
    for row in rows {
        let number = |column: &str| row.cell(column).parse::<u64>().with_context(|| format!("{}: {column}", row.place));
        let year = row.cell("year").parse().with_context(|| row.place.clone())?;
        let numbers @ [low, best, high] = [number("low")?, number("best")?, number("high")?];
        if low <= best && best <= high {
            add(&mut totals, year, numbers);
        }
    }
    Ok(totals)
}

/// What the claims add up to: of each row the first claim, and of it the whole and not its parts.
fn counted(rows: &[Row], readings: &[Reading]) -> Totals {
    let mut totals = Totals::new();
    for (row, reading) in rows.iter().zip(readings) {
        let Some(claim) = reading.claims.first() else { continue };
        let Some(toll) = claim.harm.first().map(|harm| harm.toll) else { continue };
        let (Ok(year), Some(best), Some(high)) = (row.cell("year").parse(), toll.best(), toll.high()) else { continue };
        add(&mut totals, year, [toll.low(), best, high]);
    }
    totals
}

fn add(totals: &mut Totals, year: i64, numbers: [u64; 3]) {
    let sums = totals.entry(year).or_default();
    sums.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += number);
}

/// How many incidents say of the dead what their row says.
fn with_their_dead(rows: &[Row], readings: &[Reading], fused: &Fused) -> usize {
    let by_report: BTreeMap<&ReportId, &Row> = readings.iter().map(|reading| &reading.report).zip(rows).collect();
    let holds = |incident: &&model::Incident| {
        let row = incident.documents.first().and_then(|report| by_report.get(report));
        let toll = incident.harm.iter().find(|harm| harm.effect == Effect::Killed).map(|harm| harm.toll);
        row.zip(toll).is_some_and(|(row, toll)| {
            let number = |column: &str| row.cell(column).parse::<u64>().ok();
            (Some(toll.low()), toll.best(), toll.high()) == (number("low"), number("best"), number("high"))
        })
    };
    fused.incidents.iter().filter(holds).count()
}
