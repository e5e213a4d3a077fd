//! Laws that hold for every row: it comes back as it was, what is read from it stands in it, and exchanging the sides
//! exchanges them and does nothing else.

use super::register;
use crate::table::written;
use crate::{Book, Row, export, kept, read, rows};
use model::{ActorRef, Effect, ReportId, Role};
use proptest::prelude::*;

fn number() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), Just("-1".to_owned()), (0_u32..400).prop_map(|number| number.to_string())]
}

fn code(most: u32) -> impl Strategy<Value = String> {
    prop_oneof![8 => (1..=most).prop_map(|code| code.to_string()), 1 => Just(String::new()), 1 => Just("99".to_owned())]
}

fn day() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => (1_i8..13, 1_i8..29).prop_map(|(month, day)| format!("2031-{month:02}-{day:02} 00:00:00.000")),
        1 => Just(String::new()),
        1 => Just("some day".to_owned()),
    ]
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[ -~]{0,20}",
        Just("two\nlines, \"quoted\"".to_owned()),
        Just("Мост; جسر".to_owned())
    ]
}

fn side() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["Government of Libya", "North Command", "South Council", "Reed Guard", "Civilians", ""])
        .prop_map(str::to_owned)
}

/// Cells of a row of UCDP over all its codes, also of codes that nobody knows.
fn ucdp() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let codes = (code(3), code(7), code(5), code(2));
    let sides = (side(), side(), number(), number(), number(), number());
    let rest = (day(), day(), words(), words(), number(), number(), number());
    (codes, sides, rest, -95_i32..95, -185_i32..185).prop_map(|(codes, sides, rest, latitude, longitude)| {
        vec![
            ("id", "7".to_owned()),
            ("type_of_violence", codes.0),
            ("where_prec", codes.1),
            ("date_prec", codes.2),
            ("event_clarity", codes.3),
            ("side_a", sides.0),
            ("side_b", sides.1),
            ("deaths_a", sides.2),
            ("deaths_b", sides.3),
            ("deaths_civilians", sides.4),
            ("deaths_unknown", sides.5),
            ("date_start", rest.0),
            ("date_end", rest.1),
            ("where_coordinates", rest.2),
            ("source_office", rest.3),
            ("best", rest.4),
            ("high", rest.5),
            ("low", rest.6),
            ("latitude", format!("{latitude}.5")),
            ("longitude", format!("{longitude}.25")),
            ("a column of the next release", "kept".to_owned()),
        ]
    })
}

fn file(cells: &[(&str, String)], turn: usize) -> Vec<u8> {
    let mut cells = cells.to_vec();
    let length = cells.len();
    cells.rotate_left(turn % length);
    let (names, cells): (Vec<&str>, Vec<String>) = cells.into_iter().unzip();
    let mut bytes = written(&names);
    bytes.extend(written(&cells));
    bytes
}

fn one(bytes: &[u8]) -> Row {
    rows(Book::Ucdp, "f.csv", bytes).next().unwrap().unwrap()
}

fn id() -> ReportId {
    ReportId::of_row("ucdp", "7", "0").unwrap()
}

/// The names by role, the two parties exchanged where that is asked.
fn names(row: &Row, exchanged: bool) -> Vec<(Role, String)> {
    let facts = crate::facts(row, &register());
    let mut names: Vec<(Role, String)> =
        facts.actors.iter().map(|named| (named.role, renamed(named.who.name(), exchanged))).collect();
    names.sort();
    names
}

fn renamed(name: &str, exchanged: bool) -> String {
    match name {
        "North Command" if exchanged => "South Council",
        "South Council" if exchanged => "North Command",
        other => other,
    }
    .to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_row_comes_back_as_it_was_in_any_order_of_columns(cells in ucdp(), turn in 0_usize..21) {
        let bytes = file(&cells, turn);
        let row = one(&bytes);
        prop_assert_eq!(row.whole(), bytes.clone());
        prop_assert_eq!(kept(Book::Ucdp, "f.csv", &row.whole()).unwrap().cells, row.cells.clone());
        let head = export::head(Book::Ucdp, std::slice::from_ref(&row));
        let mut out = head.bytes.clone();
        out.extend(export::row_bytes(&row, &head));
        prop_assert_eq!(out, bytes);
    }

    #[test]
    fn a_row_under_another_head_keeps_every_cell(cells in ucdp(), turn in 1_usize..21) {
        let (first, second) = (one(&file(&cells, 0)), one(&file(&cells, turn)));
        let head = export::head(Book::Ucdp, &[first.clone(), second.clone()]);
        let mut out = head.bytes.clone();
        out.extend(export::row_bytes(&second, &head));
        let back = one(&out);
        for (name, cell) in first.head.columns.iter().zip(&first.cells) {
            prop_assert_eq!(&back.cells[back.place_of(name).unwrap()], cell);
        }
    }

    #[test]
    fn what_is_read_stands_in_the_row_and_nothing_else(cells in ucdp(), turn in 0_usize..21) {
        let row = one(&file(&cells, turn));
        let facts = crate::facts(&row, &register());
        let reading = read(&row, id(), &register());
        if let Some(toll) = facts.toll(Effect::Killed) {
            let cell = |column: &str| row.cell(column).parse::<u64>().ok();
            prop_assert_eq!((toll.best(), toll.high()), (cell("best"), cell("high")));
            prop_assert_eq!(toll.low(), cell("low").unwrap_or(0));
        }
        if let Some((time, _)) = facts.time {
            prop_assert_eq!(time.from().date().to_string(), row.cell("date_start")[..10].to_owned());
            prop_assert_eq!(time.last_day().to_string(), row.cell("date_end")[..10].to_owned());
        }
        if let Some((model::Where::At(place), _)) = &facts.place {
            prop_assert_eq!(place.position.latitude(), row.cell("latitude").parse::<f64>().unwrap());
        }
        prop_assert_eq!(facts.kind.is_some(), ["1", "2", "3"].contains(&row.cell("type_of_violence")));
        for mention in &reading.mentions {
            prop_assert_eq!(mention.span.slice(&reading.text), mention.text.as_str());
            prop_assert!(row.cells.iter().any(|cell| cell.contains(&mention.text)));
        }
        for claim in &reading.claims {
            prop_assert_eq!(claim.trigger.slice(&reading.text), row.cell("type_of_violence"));
        }
    }

    #[test]
    fn exchanging_the_parties_or_their_columns_exchanges_them_and_nothing_else(cells in ucdp()) {
        let row = one(&file(&cells, 0));
        let parties: Vec<(&str, String)> = cells.iter().map(|(name, cell)| (*name, renamed(cell, true))).collect();
        prop_assert_eq!(names(&one(&file(&parties, 0)), true), names(&row, false));
        let turned: Vec<(&str, String)> = cells
            .iter()
            .map(|(name, cell)| {
                let other = match *name {
                    "side_a" => "side_b",
                    "side_b" => "side_a",
                    "deaths_a" => "deaths_b",
                    "deaths_b" => "deaths_a",
                    same => same,
                };
                (other, cell.clone())
            })
            .collect();
        let turned = one(&file(&turned, 0));
        prop_assert_eq!(names(&turned, false), names(&row, false));
        let tolls = |row: &Row| {
            let facts = crate::facts(row, &register());
            let whose = |column: Option<usize>| column.map(|place| row.cells[place].clone());
            let mut all: Vec<_> = facts.harm.iter().map(|harm| (whose(harm.of), harm.toll)).collect();
            all.sort();
            all
        };
        prop_assert_eq!(tolls(&turned), tolls(&row));
    }
}

#[test]
fn an_unlisted_name_stays_as_it_is_given() {
    let who = register().find("Reed Guard", model::ActorKind::ArmedGroup, None);
    assert_eq!(who, ActorRef::Unlisted { name: "Reed Guard".to_owned(), kind: model::ActorKind::ArmedGroup });
}
