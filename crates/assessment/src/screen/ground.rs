//! Where a clause holds beyond its countries: the agreement's lines and zones, made ready, and what they say of a place.

use super::reply::{Lack, Reply};
use super::subject::{Candidate, Subject};
use crate::agreement_time::certainly_from;
use geodesy::{Near, Side, Trace, Within};
use model::{
    ActorId, Agreement, ClauseScope, Drawing, Flank, Interval, Line, LineScope, Place, PlaceId, PlacePrecision,
    ShapeId, SideOf,
};
use std::collections::BTreeSet;

/// A line or a zone, ready for questions.
struct Drawn<'a> {
    drawing: &'a Drawing,
    /// The sides of a line; `None` for a zone.
    flanks: Option<(&'a Flank, &'a Flank)>,
    /// The places that lie in a zone by their name.
    places: Option<&'a BTreeSet<PlaceId>>,
    trace: Trace,
}

impl Drawn<'_> {
    /// What lies "near" a place of a zone need not lie inside.
    fn holds_by_name(&self, place: &Place) -> bool {
        place.precision != PlacePrecision::Near && self.places.is_some_and(|places| places.contains(&place.id))
    }
}

/// The lines and zones of an agreement.
pub(crate) struct Ground<'a> {
    drawn: Vec<Drawn<'a>>,
}

/// The versions of the lines and zones that a clause speaks of, as places in the list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spoken {
    zones: Vec<Vec<usize>>,
    line: Vec<usize>,
}

impl<'a> Ground<'a> {
    pub(crate) fn new(agreement: &'a Agreement) -> Self {
        let line = |line: &'a Line| Drawn {
            drawing: line.drawing(),
            flanks: Some((line.left(), line.right())),
            places: None,
            trace: Trace::of_line(line),
        };
        let zone = |zone: &'a model::Zone| Drawn {
            drawing: zone.drawing(),
            flanks: None,
            places: Some(zone.places()),
            trace: Trace::of_zone(zone),
        };
        Self { drawn: agreement.annex.lines.iter().map(line).chain(agreement.annex.zones.iter().map(zone)).collect() }
    }

    pub(crate) fn spoken_of(&self, scope: &ClauseScope) -> Spoken {
        let zones = scope.zones.iter().map(|id| self.versions(id)).collect();
        Spoken { zones, line: scope.line.as_ref().map(|scope| self.versions(&scope.line)).unwrap_or_default() }
    }

    fn versions(&self, id: &ShapeId) -> Vec<usize> {
        let all = self.drawn.iter().enumerate().filter(|(_, drawn)| drawn.drawing.id == *id);
        all.map(|(place, _)| place).collect()
    }

    /// Whether it happened in one of the clause's zones.
    pub(crate) fn zones(&self, spoken: &Spoken, subject: &Subject<'_>) -> Reply {
        let within = |number: usize, drawn: &Drawn<'_>, at: &Candidate<'_>| match self.near(number, drawn, at) {
            _ if drawn.holds_by_name(at.place) => Reply::Yes,
            Some(near) => match near.within(at.reach + drawn.drawing.uncertainty_m) {
                Within::Inside => Reply::Yes,
                Within::Outside => Reply::No,
                Within::CannotTell => Reply::Lacks(Lack::Closer),
            },
            None => Reply::Lacks(Lack::Drawing),
        };
        let in_zone = |versions: &Vec<usize>| self.each_version(versions, subject, within);
        spoken.zones.iter().map(in_zone).fold(Reply::No, Reply::or)
    }

    /// Whether it happened as near to the clause's line, and on the side, as the clause says, seen from this party.
    pub(crate) fn line(
        &self,
        spoken: &Spoken,
        scope: &LineScope,
        subject: &Subject<'_>,
        party: Result<&ActorId, Lack>,
    ) -> Reply {
        self.each_version(&spoken.line, subject, |number, drawn, at| {
            let Some(near) = self.near(number, drawn, at) else { return Reply::Lacks(Lack::Drawing) };
            let reach = at.reach + drawn.drawing.uncertainty_m;
            let distance = scope.within_m.map_or(Reply::Yes, |limit| {
                match drawn.trace.decide(&near, &at.spot, reach, f64::from(limit)) {
                    Some(within) => Reply::told(within),
                    None => Reply::Lacks(Lack::Closer),
                }
            });
            let side = scope.side.as_ref().map_or(Reply::Yes, |side| on_side(drawn, &near, reach, side, party));
            distance.and(side)
        })
    }

    fn each_version(
        &self,
        versions: &[usize],
        subject: &Subject<'_>,
        ask: impl Fn(usize, &Drawn<'a>, &Candidate<'_>) -> Reply,
    ) -> Reply {
        let of = |place: &usize| {
            let drawn = self.drawn.get(*place)?;
            let then = subject.hull.is_none_or(|hull| may_be_valid(drawn.drawing, hull));
            then.then(|| subject.everywhere(|at| ask(*place, drawn, at)))
        };
        Reply::common(versions.iter().filter_map(of), Lack::Drawing)
    }

    fn near(&self, number: usize, drawn: &Drawn<'_>, at: &Candidate<'_>) -> Option<Near> {
        at.near(number, &drawn.trace)
    }

    /// How it lies to the clause's zones, in a sentence.
    pub(crate) fn zones_in_words(&self, spoken: &Spoken, subject: &Subject<'_>, reply: Reply) -> String {
        let names = |versions: &Vec<usize>| self.named(versions, subject);
        let zones = spoken.zones.iter().map(names).collect::<Vec<_>>().join(" or ");
        let told = subject.places_in_words();
        match reply {
            _ if told.is_empty() => format!("Nobody says where it happened; the clause holds in {zones}."),
            Reply::Yes => format!("{told} lies in {zones}, where the clause holds."),
            Reply::No => format!("{told} lies outside {zones}, where the clause holds."),
            Reply::Lacks(Lack::Drawing) => format!("No version of {zones} is told to be valid then."),
            Reply::Lacks(_) => {
                format!("{told} is told, or the zone drawn, too roughly to say whether it lies in {zones}.")
            }
        }
    }

    /// How it lies to the clause's line: the distance as a range, and the side.
    pub(crate) fn line_in_words(&self, spoken: &Spoken, scope: &LineScope, subject: &Subject<'_>) -> Vec<String> {
        let mut said: Vec<String> = Vec::new();
        for (_, drawn) in self.drawn.iter().enumerate().filter(|(place, drawn)| {
            spoken.line.contains(place) && subject.hull.is_none_or(|hull| may_be_valid(drawn.drawing, hull))
        }) {
            let name = in_words(drawn.drawing);
            let at = subject.candidates().map(|at| format!("{} lies {}", at.place.name, lies(drawn, at)));
            let at = at.collect::<Vec<_>>().join(" or ");
            said.push(if at.is_empty() {
                format!("No place is told that could be measured from {name}; the clause holds {scope}.")
            } else {
                format!("{at} from {name}; the clause holds {scope}.")
            });
        }
        if said.is_empty() {
            said.push(format!("No version of the line '{}' is told to be valid then.", scope.line));
        }
        said
    }

    fn named(&self, versions: &[usize], subject: &Subject<'_>) -> String {
        let valid = |drawn: &&Drawn<'_>| subject.hull.is_none_or(|hull| may_be_valid(drawn.drawing, hull));
        let all: Vec<&Drawn<'_>> = versions.iter().filter_map(|place| self.drawn.get(*place)).collect();
        let then: Vec<String> = all.iter().copied().filter(valid).map(|drawn| in_words(drawn.drawing)).collect();
        if then.is_empty() {
            all.first().map(|drawn| drawn.drawing.name.clone()).unwrap_or_default()
        } else {
            then.join(" or ")
        }
    }
}

fn in_words(drawing: &Drawing) -> String {
    format!("{} (version {}, drawn to {} m)", drawing.name, drawing.version, drawing.uncertainty_m)
}

/// "23.1 to 25.3 km on the side 'north'".
fn lies(drawn: &Drawn<'_>, at: &Candidate<'_>) -> String {
    let reach = at.reach + drawn.drawing.uncertainty_m;
    let (least, most) = drawn.trace.range(&at.spot, reach).unwrap_or_default();
    let distance = format!("{:.1} to {:.1} km", least / 1000.0, most / 1000.0);
    let Some((left, right)) = drawn.flanks else { return distance };
    match drawn.trace.side_of(&at.spot, reach) {
        Some(side) => {
            let flank = if side == Side::Left { left } else { right };
            let unnamed = if side == Side::Left { "left" } else { "right" };
            let name = if flank.name.is_empty() { unnamed } else { flank.name.as_str() };
            format!("{distance} on the side '{name}'")
        }
        None => format!("{distance} on a side that cannot be told"),
    }
}

fn on_side(drawn: &Drawn<'_>, near: &Near, reach: f64, wanted: &SideOf, party: Result<&ActorId, Lack>) -> Reply {
    let Some((left, right)) = drawn.flanks else { return Reply::Lacks(Lack::Drawing) };
    let flank = match near.side_beyond(reach) {
        Some(Side::Left) => left,
        Some(Side::Right) => right,
        None => return Reply::Lacks(Lack::Closer),
    };
    match (wanted, party) {
        (SideOf::Named(name), _) => Reply::told(flank.name == *name),
        (SideOf::Own, Ok(party)) => Reply::told(flank.held_by.contains(party)),
        (SideOf::Other, Ok(party)) => Reply::told(!flank.held_by.contains(party)),
        (SideOf::Own | SideOf::Other, Err(lack)) => Reply::Lacks(lack),
    }
}

/// Whether a drawing may have been valid at some moment of this time. A day named as its beginning may bring it at any hour.
fn may_be_valid(drawing: &Drawing, when: Interval) -> bool {
    let begun = drawing.from.from() < when.to();
    begun && drawing.until.is_none_or(|until| when.from() < certainly_from(until))
}
