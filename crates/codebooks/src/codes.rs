//! The tables of `data/codebooks`: codes of the books beside what they are among our nouns. A code that stands in no table
//! means nothing here; whoever meets one keeps it as it is given.

use crate::book::Book;
use model::{ActorKind, ClaimKind, CountryCode, PlacePrecision, Precision};

const COLUMNS: &str = include_str!("../../../data/codebooks/columns.tsv");
const TIMES: &str = include_str!("../../../data/codebooks/times.tsv");
const PLACES: &str = include_str!("../../../data/codebooks/places.tsv");
const KINDS: &str = include_str!("../../../data/codebooks/kinds.tsv");
const ACTORS: &str = include_str!("../../../data/codebooks/actors.tsv");
const CONVENTIONS: &str = include_str!("../../../data/codebooks/conventions.tsv");
const COUNTRIES: &str = include_str!("../../../data/codebooks/countries.tsv");

/// A column of a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The book.
    pub book: Book,
    /// Its name.
    pub name: &'static str,
    /// What is read from it: `identity`, `kind`, `actor`, `time`, `place`, `harm`, `source`, …, or `kept`.
    pub read_as: &'static str,
}

/// How a code of time is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TimeCode {
    pub(crate) code: &'static str,
    pub(crate) precision: Precision,
    pub(crate) reach: Reach,
}

/// How far beyond the days written the event may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Not beyond.
    Within,
    /// So many days either side.
    Days(i64),
    /// The whole calendar month.
    Month,
}

/// How a code of place is read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PlaceCode {
    pub(crate) code: &'static str,
    pub(crate) precision: PlacePrecision,
    pub(crate) radius_km: f64,
}

/// How a type of event is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct KindCode {
    pub(crate) kind_of_event: &'static str,
    pub(crate) sub_kind: &'static str,
    /// `None` where no kind of ours says the same.
    pub(crate) kind: Option<ClaimKind>,
}

/// A class of actors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ActorClass {
    pub(crate) code: &'static str,
    pub(crate) label: &'static str,
    pub(crate) kind: ActorKind,
    pub(crate) unarmed: bool,
}

/// A number that stands for words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Convention {
    pub(crate) number: u64,
    /// The word in whose place the number stands; empty where it stands for no number at all.
    pub(crate) word: &'static str,
    /// The number as notes would write it.
    pub(crate) figures: &'static str,
}

/// A country by its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Country {
    pub(crate) code: CountryCode,
    pub(crate) iso_numeric: &'static str,
    pub(crate) gwno: &'static str,
    pub(crate) name: &'static str,
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.map(|line| line.split('\t').collect())
}

pub(crate) fn columns() -> impl Iterator<Item = Column> {
    rows(COLUMNS).filter_map(|cells| match cells.as_slice() {
        [book, name, read_as] => Some(Column { book: Book::parse(book)?, name, read_as }),
        _ => None,
    })
}

pub(crate) fn times(book: Book) -> impl Iterator<Item = TimeCode> {
    rows(TIMES).filter_map(move |cells| match cells.as_slice() {
        [of, code, precision, reach, _] if Book::parse(of) == Some(book) => {
            let reach = match *reach {
                "" => Reach::Within,
                "month" => Reach::Month,
                days => Reach::Days(days.parse().ok()?),
            };
            Some(TimeCode { code, precision: Precision::parse(precision)?, reach })
        }
        _ => None,
    })
}

pub(crate) fn places(book: Book) -> impl Iterator<Item = PlaceCode> {
    rows(PLACES).filter_map(move |cells| match cells.as_slice() {
        [of, code, precision, radius, _] if Book::parse(of) == Some(book) => {
            Some(PlaceCode { code, precision: PlacePrecision::parse(precision)?, radius_km: radius.parse().ok()? })
        }
        _ => None,
    })
}

pub(crate) fn kinds(book: Book) -> impl Iterator<Item = KindCode> {
    rows(KINDS).filter_map(move |cells| match cells.as_slice() {
        [of, kind_of_event, sub_kind, kind, _] if Book::parse(of) == Some(book) => {
            Some(KindCode { kind_of_event, sub_kind, kind: ClaimKind::parse(kind) })
        }
        _ => None,
    })
}

/// The classes of actors, each under its number and its words.
pub(crate) fn actor_classes() -> impl Iterator<Item = ActorClass> {
    rows(ACTORS).filter_map(|cells| match cells.as_slice() {
        [_, code, label, kind, unarmed] => {
            Some(ActorClass { code, label, kind: ActorKind::parse(kind)?, unarmed: *unarmed == "yes" })
        }
        _ => None,
    })
}

pub(crate) fn conventions() -> impl Iterator<Item = Convention> {
    rows(CONVENTIONS).filter_map(|cells| match cells.as_slice() {
        [number, word, figures] => Some(Convention { number: number.parse().ok()?, word, figures }),
        _ => None,
    })
}

pub(crate) fn countries() -> impl Iterator<Item = Country> {
    rows(COUNTRIES).filter_map(|cells| match cells.as_slice() {
        [code, iso_numeric, gwno, name] => Some(Country { code: CountryCode::new(code)?, iso_numeric, gwno, name }),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn lines(table: &'static str) -> usize {
        rows(table).count()
    }

    #[test]
    fn every_line_of_every_table_is_read() {
        assert_eq!(columns().count(), lines(COLUMNS));
        let of_events = [Book::Ucdp, Book::Acled];
        assert_eq!(of_events.into_iter().flat_map(times).count(), lines(TIMES));
        assert_eq!(of_events.into_iter().flat_map(places).count(), lines(PLACES));
        assert_eq!(of_events.into_iter().flat_map(kinds).count(), lines(KINDS));
        assert_eq!(actor_classes().count(), lines(ACTORS));
        assert_eq!(conventions().count(), lines(CONVENTIONS));
        assert_eq!(countries().count(), lines(COUNTRIES));
    }

    #[test]
    fn a_kind_that_is_named_is_a_kind_of_ours_and_no_code_stands_twice() {
        for cells in rows(KINDS) {
            assert!(cells[3].is_empty() || ClaimKind::parse(cells[3]).is_some(), "{cells:?}");
        }
        let names: Vec<_> = columns().map(|column| (column.book, column.name)).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
        for number in [|one: Country| one.iso_numeric, |one: Country| one.gwno] {
            let all: Vec<_> = countries().map(number).filter(|number| !number.is_empty()).collect();
            assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        }
    }

    #[test]
    fn every_sub_type_that_an_export_writes_is_known_to_the_import() {
        let known: BTreeSet<&str> = kinds(Book::Acled).map(|code| code.sub_kind).collect();
        for row in model::kind::rows() {
            assert!(known.contains(row.acled), "{}: {}", row.kind.as_str(), row.acled);
        }
    }
}
