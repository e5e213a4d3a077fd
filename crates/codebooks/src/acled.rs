//! ACLED: what a row says. The number of dead is that of the most careful report, not by side and not verified, so it is the
//! least; and some numbers stand by convention for words or for nothing known.

use crate::actors::Register;
use crate::codes::{self, Convention};
use crate::facts::{Facts, Harmed, listed};
use crate::sides::{self, Side};
use crate::table::Row;
use crate::{days, places};
use model::{ActorKind, Effect, Toll};

/// What a row says.
pub(crate) fn facts(row: &Row, register: &Register) -> Facts {
    let mut facts = Facts::default();
    let sub_type = row.cell("sub_event_type");
    let kind = codes::kinds(row.book).find(|code| code.sub_kind.eq_ignore_ascii_case(sub_type));
    if kind.is_none() {
        facts.doubt(row, "sub_event_type", "is no sub-type that is known here");
    }
    facts.kind = kind.and_then(|code| code.kind).zip(row.place_of("sub_event_type"));
    facts.time = days::told(row, &mut facts, "event_date", "event_date", "time_precision");
    let columns = places::Columns { name: "location", code: "geo_precision", number: "iso" };
    facts.place = places::told(row, &mut facts, &columns);
    let both = [("actor1", "inter1"), ("actor2", "inter2")];
    facts.actors =
        sides::parts(both.into_iter().filter_map(|(name, class)| side(row, register, name, class)).collect());
    harm(row, &mut facts);
    facts.cited = listed(row, "source");
    facts
}

fn side(row: &Row, register: &Register, column: &str, class: &str) -> Option<Side> {
    let (name, class) = (row.cell(column), row.cell(class));
    let place = row.place_of(column).filter(|_| !name.is_empty())?;
    let class = codes::actor_classes().find(|known| known.code == class || known.label.eq_ignore_ascii_case(class));
    let kind = class.map_or(ActorKind::Organisation, |class| class.kind);
    Some(Side {
        who: register.find(name, kind, None),
        column: place,
        unarmed: class.is_some_and(|class| class.unarmed),
    })
}

fn harm(row: &Row, facts: &mut Facts) {
    let cell = row.cell("fatalities");
    let (Ok(number), Some(place)) = (cell.parse::<u64>(), row.place_of("fatalities")) else {
        if !cell.is_empty() {
            facts.doubt(row, "fatalities", "is no whole number");
        }
        return;
    };
    let notes = row.cell("notes").to_lowercase();
    let convention = codes::conventions().find(|one| one.number == number);
    let toll = match convention {
        // None reported is not none dead: nobody said how many.
        None if number == 0 => return,
        None => Toll::new(number, Some(number), None, false),
        Some(one) if says(&notes, &one) => Toll::new(number, Some(number), None, false),
        Some(one) if !one.word.is_empty() && has_word(&notes, one.word) => Toll::new(number, None, None, true),
        Some(_) => {
            facts.doubt(row, "fatalities", "may stand for a number that nobody told: the notes do not name it");
            Some(Toll::some())
        }
    };
    facts.harm.extend(toll.map(|toll| Harmed { effect: Effect::Killed, toll, columns: vec![place], of: None }));
}

fn says(notes: &str, convention: &Convention) -> bool {
    convention.figures.split(';').any(|figure| has_word(notes, figure))
}

/// Whether words stand in a text as words of their own: "3" is not in "13" nor in "3.5".
fn has_word(text: &str, word: &str) -> bool {
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(word).any(|(at, found)| {
        let behind = text.get(at + found.len()..).unwrap_or_default();
        let mut next = behind.chars();
        let first = next.next();
        let decimal = first.is_some_and(|c| c == '.' || c == ',') && next.next().is_some_and(|c| c.is_ascii_digit());
        apart(text.get(..at).and_then(|before| before.chars().next_back())) && apart(first) && !decimal
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_named_only_by_itself() {
        assert!(has_word("at least 3 people", "3"));
        for text in ["13 people", "3.5 km away", "30", "the 3rd"] {
            assert!(!has_word(text, "3"), "{text}");
        }
        assert!(has_word("three were killed", "three"));
    }
}
