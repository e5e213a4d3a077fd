//! Where a row says that it happened: its point, how far from it the event may lie under its code, and the names beside it.

use crate::codes;
use crate::facts::Facts;
use crate::table::Row;
use model::{CountryCode, Place, PlaceId, Position, Where};

/// The columns that tell a place.
pub(crate) struct Columns {
    /// The name of the point.
    pub(crate) name: &'static str,
    /// The code of precision.
    pub(crate) code: &'static str,
    /// The country's number.
    pub(crate) number: &'static str,
}

/// Where it happened; a name alone where the row gives no point, or gives it under a code that nobody knows.
pub(crate) fn told(row: &Row, facts: &mut Facts, columns: &Columns) -> Option<(Where, usize)> {
    let name = row.cell(columns.name);
    let column = row.place_of(columns.name).filter(|_| !name.is_empty());
    let column = column.or_else(|| row.place_of("latitude").filter(|_| !row.cell("latitude").is_empty()))?;
    let named = || (!name.is_empty()).then(|| (Where::Named(name.to_owned()), column));
    let Some(position) = position(row, facts) else { return named() };
    let Some(known) = codes::places(row.book).find(|known| known.code == row.cell(columns.code)) else {
        facts.doubt(
            row,
            columns.code,
            "is no code of precision that is known here; the point is not taken for the place",
        );
        return named();
    };
    let place = Place {
        id: point_id(position),
        name: if name.is_empty() { written(position) } else { name.to_owned() },
        position,
        radius_km: known.radius_km,
        country: country(row, columns.number),
        precision: known.precision,
    };
    Some((Where::At(place), column))
}

fn position(row: &Row, facts: &mut Facts) -> Option<Position> {
    let mut degrees = |column: &str| {
        let read = row.cell(column).parse::<f64>().ok();
        if read.is_none() && !row.cell(column).is_empty() {
            facts.doubt(row, column, "is no number of degrees");
        }
        read
    };
    let (latitude, longitude) = (degrees("latitude")?, degrees("longitude")?);
    let position = Position::new(latitude, longitude);
    if position.is_none() {
        facts.doubt(row, "latitude", format!("north and {longitude} east is no point on the globe"));
    }
    position
}

/// The country by its number, else by its name.
pub(crate) fn country(row: &Row, number: &str) -> Option<CountryCode> {
    let (number, name) = (row.cell(number), row.cell("country"));
    let by_number = |one: &codes::Country| {
        let of_book = if row.book == crate::Book::Ucdp { one.gwno } else { one.iso_numeric };
        !number.is_empty() && of_book == number
    };
    let by_name = |one: &codes::Country| number.is_empty() && one.name.eq_ignore_ascii_case(name);
    codes::countries().find(|one| by_number(one) || by_name(one)).map(|one| one.code)
}

/// A point of a row has the id of its degrees: it is no place of the gazetteer.
fn point_id(position: Position) -> PlaceId {
    PlaceId::new(format!("point:{}", written(position))).expect("degrees have no spaces")
}

fn written(position: Position) -> String {
    format!("{},{}", position.latitude(), position.longitude())
}
