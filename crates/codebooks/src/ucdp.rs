//! UCDP GED: what a row says. The number of dead is the coder's, over all sources that the row names, with a low and a high
//! estimate; by side there is a best estimate alone, so a number of one side is rough unless the whole is exact.

use crate::actors::Register;
use crate::codes;
use crate::facts::{Facts, Harmed, listed};
use crate::sides::{self, Side};
use crate::table::Row;
use crate::{days, places};
use model::{ActorKind, Effect, Toll};

/// The columns whose numbers are parts of the whole, and the column that names whose.
pub(crate) const PARTS: [(&str, &str); 4] =
    [("deaths_a", "side_a"), ("deaths_b", "side_b"), ("deaths_civilians", ""), ("deaths_unknown", "")];

/// How the books write those who bear no arms.
const CIVILIANS: &str = "civilians";

/// What a row says.
pub(crate) fn facts(row: &Row, register: &Register) -> Facts {
    let mut facts = Facts::default();
    let kind = codes::kinds(row.book).find(|code| code.kind_of_event == row.cell("type_of_violence"));
    facts.kind = kind.and_then(|code| code.kind).zip(row.place_of("type_of_violence"));
    facts.time = days::told(row, &mut facts, "date_start", "date_end", "date_prec");
    let columns = places::Columns { name: "where_coordinates", code: "where_prec", number: "country_id" };
    facts.place = places::told(row, &mut facts, &columns);
    let both = [("side_a", "gwnoa"), ("side_b", "gwnob")];
    facts.actors =
        sides::parts(both.into_iter().filter_map(|(name, state)| side(row, register, name, state)).collect());
    harm(row, &mut facts);
    facts.cited = listed(row, "source_office");
    facts
}

fn side(row: &Row, register: &Register, column: &str, state: &str) -> Option<Side> {
    let name = row.cell(column);
    let place = row.place_of(column).filter(|_| !name.is_empty())?;
    let unarmed = name.eq_ignore_ascii_case(CIVILIANS);
    let kind = if unarmed { ActorKind::Population } else { ActorKind::ArmedGroup };
    let country = codes::countries().find(|one| !one.gwno.is_empty() && one.gwno == row.cell(state));
    Some(Side { who: register.find(name, kind, country.map(|one| one.code)), column: place, unarmed })
}

fn harm(row: &Row, facts: &mut Facts) {
    let number = |facts: &mut Facts, column: &str| number(row, facts, column);
    let (best, high, low) = (number(facts, "best"), number(facts, "high"), number(facts, "low"));
    let Some(floor) = low.or(best) else { return };
    let exact = low.is_some() && low == best && low == high;
    let Some(toll) = Toll::new(if low.is_some() { floor } else { 0 }, best, high, !exact) else {
        facts.doubt(row, "best", "lies outside its own low and high estimate; the number of dead stays unknown");
        return;
    };
    let columns = ["best", "high", "low"].into_iter().filter_map(|column| row.place_of(column)).collect();
    facts.harm.push(Harmed { effect: Effect::Killed, toll, columns, of: None });
    for (column, side) in PARTS {
        let Some(dead) = number(facts, column).filter(|dead| *dead > 0) else { continue };
        let rough = Toll::new(0, Some(dead), high.filter(|high| *high >= dead), true);
        let toll = if exact { Some(Toll::exactly(dead)) } else { rough };
        let (Some(toll), Some(place)) = (toll, row.place_of(column)) else { continue };
        let of = row.place_of(side).or(Some(place));
        facts.harm.push(Harmed { effect: Effect::Killed, toll, columns: vec![place], of });
    }
}

/// A whole number; unknown where the cell is empty or −1.
fn number(row: &Row, facts: &mut Facts, column: &str) -> Option<u64> {
    let cell = row.cell(column);
    if cell.is_empty() || cell == "-1" {
        return None;
    }
    let read = cell.parse().ok();
    if read.is_none() {
        facts.doubt(row, column, "is no whole number");
    }
    read
}
