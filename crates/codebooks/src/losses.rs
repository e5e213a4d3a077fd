//! What a row does not hold of what it was made from. Nothing is claimed of the format: the row is read again, and whatever
//! does not come back as it was is a loss. Fields that no book of events has are losses wherever they say anything.

use crate::actors::Register;
use crate::facts::Facts;
use crate::table::Row;
use crate::writing::Told;
use model::{ActorRef, Contested, Incident, IncidentHarm, Place, Role, Toll, When, Where};
use std::collections::{BTreeMap, BTreeSet};

/// How many ids stand beside each loss.
const EXAMPLES: usize = 5;

/// What an export lost, left out and left unknown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Losses {
    /// By field, what the rows do not hold: the ids of what they were made from.
    pub lost: BTreeMap<String, BTreeSet<String>>,
    /// By reason, what no row was made of.
    pub left_out: BTreeMap<String, BTreeSet<String>>,
    /// By column, the rows in which it is empty though something of ours is read from it.
    pub unknown: BTreeMap<String, BTreeSet<String>>,
}

impl Losses {
    /// Notes what a row made from an incident lost and left unknown.
    pub fn note_event(&mut self, told: &Told<'_>, row: &Row, register: &Register) {
        let id = told.incident.id.as_str();
        self.note(id, row, of_event(told, &crate::facts(row, register)));
    }

    /// Notes fields that a row lost, and the columns that it leaves empty.
    pub(crate) fn note(&mut self, id: &str, row: &Row, fields: BTreeSet<String>) {
        for field in fields {
            self.lost.entry(field).or_default().insert(id.to_owned());
        }
        for column in row.book.columns().filter(|column| column.read_as != "kept" && row.cell(column.name).is_empty()) {
            self.unknown.entry(column.name.to_owned()).or_default().insert(id.to_owned());
        }
    }

    /// Notes that no row was made.
    pub fn leave_out(&mut self, id: &str, why: &str) {
        self.left_out.entry(why.to_owned()).or_default().insert(id.to_owned());
    }

    /// The report: tab-separated, a line a loss, with how many and examples.
    pub fn report(&self) -> String {
        let mut lines = vec!["what\tfield\trows\texamples".to_owned()];
        for (what, all) in [("lost", &self.lost), ("left out", &self.left_out), ("unknown", &self.unknown)] {
            for (field, ids) in all {
                let examples: Vec<&str> = ids.iter().take(EXAMPLES).map(String::as_str).collect();
                lines.push(format!("{what}\t{field}\t{}\t{}", ids.len(), examples.join(" ")));
            }
        }
        lines.join("\n") + "\n"
    }

    /// The report in one line a kind of loss, for whoever watches.
    pub fn summary(&self) -> Vec<String> {
        let line = |what: &str, all: &BTreeMap<String, BTreeSet<String>>| {
            let fields: Vec<String> = all.iter().map(|(field, ids)| format!("{field} ({})", ids.len())).collect();
            (!all.is_empty()).then(|| format!("{what}: {}", fields.join(", ")))
        };
        let all = [("not held", &self.lost), ("left out", &self.left_out), ("left unknown", &self.unknown)];
        all.into_iter().filter_map(|(what, all)| line(what, all)).collect()
    }
}

/// The fields of an incident that do not come back from its row. Every field is named here, so that a new one cannot be
/// forgotten.
fn of_event(told: &Told<'_>, back: &Facts) -> BTreeSet<String> {
    #[rustfmt::skip]
    let Incident {
        id: _, kind, members, documents, time, place, actors, harm, origins: _, contested, denials, why, method,
    } = told.incident;
    let mut lost = BTreeSet::new();
    let mut lose = |field: &str, is_lost: bool| lost.extend(is_lost.then(|| field.to_owned()));
    lose("kind", back.kind.map(|(kind, _)| kind) != Some(*kind));
    let when: Vec<&When> = said(time, &When::Unknown);
    let back_when = back.time.map(|(time, _)| When::Known(time));
    lose("time", when != back_when.iter().collect::<Vec<_>>());
    lost_of_place(&said(place, &Where::Unknown), back.place.as_ref().map(|(place, _)| place), &mut lose);
    for role in Role::ALL {
        let versions = actors.get(&role).map(Contested::versions).unwrap_or_default();
        let named: BTreeSet<&ActorRef> = versions.iter().map(|version| &version.value).collect();
        lose(role.as_str(), named != back.who(role).collect());
    }
    lost_of_harm(harm, back, &mut lose);
    let cited: Vec<&str> = back.cited.iter().map(|cited| cited.name.as_str()).collect();
    lose("origins", cited != told.origins.iter().map(String::as_str).collect::<Vec<_>>());
    lose("members", !members.is_empty());
    lose("documents", !documents.is_empty());
    lose("contested", !contested.is_empty());
    lose("denials", !denials.is_empty());
    lose("why", !why.is_empty());
    lose("method", !method.name.is_empty());
    lost
}

/// What is said of a field; that it is unknown says nothing.
fn said<'a, T: PartialEq>(field: &'a Contested<T>, unknown: &T) -> Vec<&'a T> {
    field.versions().iter().map(|version| &version.value).filter(|value| *value != unknown).collect()
}

fn lost_of_harm(harm: &[IncidentHarm], back: &Facts, lose: &mut dyn FnMut(&str, bool)) {
    for one in harm {
        let name = one.effect.as_str();
        let returned = back.toll(one.effect);
        let numbers = |toll: Toll| (toll.low(), toll.best(), toll.high());
        lose(name, returned.map(numbers) != Some(numbers(one.toll)));
        lose(&format!("{name}.approximate"), returned.is_some_and(|toll| toll.approximate() != one.toll.approximate()));
        lose(&format!("{name}.by"), !one.by.is_empty());
    }
}

fn lost_of_place(said: &[&Where], back: Option<&Where>, lose: &mut dyn FnMut(&str, bool)) {
    match (said, back) {
        ([Where::At(one)], Some(Where::At(other))) => {
            let point = |place: &Place| (place.name.clone(), place.position.latitude(), place.position.longitude());
            lose("place", point(one) != point(other) || one.country != other.country);
            lose("place.precision", one.precision != other.precision);
            lose("place.radius_km", one.radius_km != other.radius_km);
            lose("place.gazetteer_id", one.id != other.id);
        }
        ([one], Some(other)) => lose("place", *one != other),
        ([], None) => {}
        _ => lose("place", true),
    }
}
