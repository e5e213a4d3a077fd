//! Incidents as rows of events. A cell is written only where the incident says what the column asks; everything else is left
//! empty, and `losses` tells what the row does not hold. Where several versions stand against each other none is written.

use crate::actors::Register;
use crate::book::Book;
use crate::codes::{self, Reach};
use crate::days::reaching;
use crate::table::{Head, Row, written};
use jiff::ToSpan;
use jiff::civil::Date;
use model::{
    ActorKind, ActorRef, ClaimKind, Contested, Effect, Incident, Interval, Precision, Role, Toll, When, Where,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An incident with the names of its origins.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The incident.
    pub incident: &'a Incident,
    /// The names of the origins behind it, in its order.
    pub origins: &'a [String],
}

/// Cells by the names of their columns.
pub(crate) type Cells = BTreeMap<&'static str, String>;

/// Whom the roles name as sides, in the order in which they are written.
const SIDES: [Role; 4] = [Role::Agent, Role::Counterpart, Role::Target, Role::Victim];

/// The row of an incident under a head; or why the book has no place for it.
pub fn event(told: &Told<'_>, book: Book, head: &Arc<Head>, register: &Register) -> Result<Row, &'static str> {
    let mut cells = Cells::new();
    let toll = killed(told.incident);
    match book {
        Book::Ucdp if toll.is_none_or(|toll| toll.best().unwrap_or(toll.low()) == 0) => {
            return Err("UCDP GED holds events with at least one dead");
        }
        Book::Ucdp => ucdp(told, register, toll, &mut cells),
        Book::Acled => acled(told, register, toll, &mut cells),
        Book::Pax | Book::EthPrio => return Err("the book holds agreements, not events"),
    }
    Ok(laid(book, head, told.incident.id.as_str(), &cells))
}

/// Cells laid under a head.
pub(crate) fn laid(book: Book, head: &Arc<Head>, place: &str, cells: &Cells) -> Row {
    let by_name = |name: &String| cells.iter().find(|(column, _)| column.eq_ignore_ascii_case(name));
    let cells: Vec<String> =
        head.columns.iter().map(|name| by_name(name).map(|(_, cell)| cell.clone()).unwrap_or_default()).collect();
    Row { book, head: Arc::clone(head), place: place.to_owned(), bytes: written(&cells), cells }
}

fn ucdp(told: &Told<'_>, register: &Register, toll: Option<Toll>, cells: &mut Cells) {
    let sides = sides(told.incident);
    cells.insert("id", told.incident.id.to_string());
    cells.insert("type_of_violence", violence(told.incident.kind, &sides, register).to_owned());
    for (column, side) in ["side_a", "side_b"].into_iter().zip(&sides) {
        cells.insert(column, side.name().to_owned());
    }
    cells.insert("source_office", told.origins.join(";"));
    cells.insert("number_of_sources", told.origins.len().to_string());
    if let Some(when) = one_time(told.incident) {
        let (first, last) = (when.from().date(), when.last_day());
        cells.insert("date_start", format!("{first} 00:00:00.000"));
        cells.insert("date_end", format!("{last} 00:00:00.000"));
        cells.insert("date_prec", fineness(when, first, last).to_owned());
        if first.year() == last.year() {
            cells.insert("year", first.year().to_string());
        }
    }
    place(told.incident, Book::Ucdp, ["where_coordinates", "where_prec", "country_id"], cells);
    if let (Some(latitude), Some(longitude)) = (cells.get("latitude"), cells.get("longitude")) {
        cells.insert("geom_wkt", format!("POINT ({longitude} {latitude})"));
    }
    if let Some(toll) = toll {
        let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
        cells.extend([("low", toll.low().to_string()), ("best", number(toll.best())), ("high", number(toll.high()))]);
    }
}

fn acled(told: &Told<'_>, register: &Register, toll: Option<Toll>, cells: &mut Cells) {
    let incident = told.incident;
    let sub_type = incident.kind.row().map(|row| row.acled).unwrap_or_default();
    let event_type = codes::kinds(Book::Acled).find(|code| code.sub_kind == sub_type);
    cells.insert("event_id_cnty", incident.id.to_string());
    cells.insert("event_type", event_type.map(|code| code.kind_of_event.to_owned()).unwrap_or_default());
    cells.insert("sub_event_type", sub_type.to_owned());
    let columns = [("actor1", "inter1"), ("actor2", "inter2")];
    for ((column, class), side) in columns.into_iter().zip(sides(incident)) {
        cells.insert(column, side.name().to_owned());
        cells.insert(class, class_of(side, register).to_owned());
    }
    cells.insert("source", told.origins.join("; "));
    if let Some((day, code)) = one_time(incident).and_then(one_day) {
        cells.insert("event_date", day.to_string());
        cells.insert("year", day.year().to_string());
        cells.insert("time_precision", code.to_owned());
    }
    place(incident, Book::Acled, ["location", "geo_precision", "iso"], cells);
    // ACLED asks for the most careful number. That somebody died, and nobody said how many, is no number.
    if let Some(toll) = toll.filter(|toll| toll.low() > 0 && (toll.best().is_some() || toll.low() > 1)) {
        cells.insert("fatalities", toll.low().to_string());
        // A number that stands by convention for words is told apart by the notes.
        cells.insert("notes", format!("{}: {} killed", incident.kind.words(), toll.low()));
    }
}

fn killed(incident: &Incident) -> Option<Toll> {
    incident.harm.iter().find(|harm| harm.effect == Effect::Killed).map(|harm| harm.toll)
}

/// Everybody whom the sides' roles name, each once.
fn sides(incident: &Incident) -> Vec<&ActorRef> {
    let mut sides: Vec<&ActorRef> = Vec::new();
    for role in SIDES {
        let named = incident.actors.get(&role).map(Contested::versions).unwrap_or_default();
        for version in named.iter().filter(|version| !matches!(version.value, ActorRef::Ambiguous(_))) {
            if !sides.contains(&&version.value) {
                sides.push(&version.value);
            }
        }
    }
    sides
}

/// Between whom force was used; empty where the sides do not tell.
fn violence(kind: ClaimKind, sides: &[&ActorRef], register: &Register) -> &'static str {
    let kinds: Vec<Option<ActorKind>> = sides.iter().map(|side| register.kind(side)).collect();
    let any = |wanted: &[ActorKind]| kinds.iter().flatten().any(|kind| wanted.contains(kind));
    if kind == ClaimKind::AttackOnCivilians || any(&[ActorKind::Population]) {
        "3"
    } else if any(&[ActorKind::State, ActorKind::Government, ActorKind::ArmedForce]) {
        "1"
    } else if kinds.len() == 2 && kinds.iter().all(|kind| *kind == Some(ActorKind::ArmedGroup)) {
        "2"
    } else {
        ""
    }
}

/// ACLED's class of a side, where our kind leads to one alone.
fn class_of(side: &ActorRef, register: &Register) -> &'static str {
    let by_words = codes::actor_classes().find(|class| class.label.eq_ignore_ascii_case(side.name()));
    if let Some(class) = by_words {
        return class.label;
    }
    let kind = register.kind(side);
    let mut alike = codes::actor_classes().filter(|class| Some(class.kind) == kind);
    match (alike.next(), alike.next()) {
        (Some(one), None) => one.label,
        _ => "",
    }
}

/// The one time that all who spoke give.
pub(crate) fn one_time(incident: &Incident) -> Option<Interval> {
    match incident.time.versions() {
        [one] => match one.value {
            When::Known(when) => Some(when),
            When::Unknown | When::Ambiguous(_) => None,
        },
        _ => None,
    }
}

/// UCDP's code for days that stand in the row themselves.
fn fineness(when: Interval, first: Date, last: Date) -> &'static str {
    let days = (last - first).get_days() + 1;
    match (when.precision(), days) {
        (_, 1) => "1",
        (Precision::Week, 2..=7) | (_, 7) => "3",
        (_, 2..=6) => "2",
        (_, 8..=31) => "4",
        (_, 32..=366) => "5",
        _ => "",
    }
}

/// ACLED's one day and its code, such that what is read from them holds the whole time; nothing where no code is so wide.
fn one_day(when: Interval) -> Option<(Date, &'static str)> {
    let (first, last) = (when.from().date(), when.last_day());
    let holds = |code: &codes::TimeCode, day: Date| {
        reaching(day, day, code.reach).is_some_and(|(from, to)| from <= first && last <= to)
    };
    codes::times(Book::Acled).find_map(|code| {
        // Of a stretch of days either side the one is written that reaches no farther back than the first.
        let shifted = match code.reach {
            Reach::Days(days) if when.precision() == code.precision => first.checked_add(days.days()).ok(),
            _ => None,
        };
        let fits = |day: &Date| holds(&code, *day) && *day <= last;
        shifted.filter(fits).or(Some(first).filter(fits)).map(|day| (day, code.code))
    })
}

fn place(incident: &Incident, book: Book, [name, code, number]: [&'static str; 3], cells: &mut Cells) {
    let [one] = incident.place.versions() else { return };
    match &one.value {
        Where::Named(words) => {
            cells.insert(name, words.clone());
        }
        Where::At(place) => {
            let fits = |known: &codes::PlaceCode| known.precision >= place.precision;
            let coarsest = codes::places(book).filter(fits).min_by_key(|known| known.precision);
            cells.insert(name, place.name.clone());
            cells.insert("latitude", place.position.latitude().to_string());
            cells.insert("longitude", place.position.longitude().to_string());
            cells.insert(code, coarsest.map(|known| known.code.to_owned()).unwrap_or_default());
            let country = codes::countries().find(|country| Some(country.code) == place.country);
            if let Some(country) = country {
                cells.insert("country", country.name.to_owned());
                let of_book = if book == Book::Ucdp { country.gwno } else { country.iso_numeric };
                cells.insert(number, of_book.to_owned());
            }
        }
        Where::Unknown | Where::Ambiguous(_) => {}
    }
}
