//! What patrols noticed, met and did, in words, and how much was watched, in sums that are never made into one number. Entries that
//! were put right are left out of every sum. It must not judge what was heard.

use crate::{Period, wording};
use model::fieldwork::standing;
use model::{
    Description, Direction, Effort, FieldEntry, Fieldwork, Interval, Means, Noticed, Observation, OutOfReach, Patrol,
    Restriction, RestrictionKind, Where,
};
use std::collections::{BTreeMap, BTreeSet};

/// What was noticed: "7 explosions, undetermined, 7-10 km NW; weapon not known"; "nothing".
pub fn noticed(observation: &Observation) -> String {
    observation.noticed.as_ref().map_or_else(|| "nothing".to_owned(), something)
}

fn something(noticed: &Noticed) -> String {
    let mut told = match noticed.count {
        Some(count) => format!("{} × {}", wording::toll(count), noticed.what),
        None => format!("{}, not counted", noticed.what),
    };
    let mut add = |part: Option<String>| told.extend(part.map(|part| format!(", {part}")));
    add(noticed.description.map(|one| description(one).to_owned()));
    add(weapon(noticed));
    add(noticed.exercise.then(|| "told as a live-fire exercise".to_owned()));
    add(name(&noticed.place).map(|place| format!("at {place}")));
    add(direction(noticed));
    add(noticed.toward.map(|toward| format!("moving {}", bearing(toward))));
    told
}

/// The weapon and its calibre; `None` where neither is known.
pub fn weapon(noticed: &Noticed) -> Option<String> {
    let calibre = noticed.calibre_mm.map(|calibre| format!("{calibre} mm"));
    let told: Vec<String> = noticed.weapon.iter().cloned().chain(calibre).collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// Where from the position: "7-10 km NW"; `None` where nothing is told of it.
pub fn direction(noticed: &Noticed) -> Option<String> {
    let distance = noticed.distance_km.map(|distance| format!("{distance} km"));
    let told: Vec<String> = distance.into_iter().chain(noticed.direction.map(bearing)).collect();
    (!told.is_empty()).then(|| told.join(" "))
}

fn bearing(direction: Direction) -> String {
    match direction {
        Direction::Compass(point) => point.to_string(),
        Direction::Bearing(bearing) => format!("{}°", bearing.degrees()),
    }
}

/// What could be told of a shot or an explosion.
pub fn description(description: Description) -> &'static str {
    match description {
        Description::InFlight => "in flight",
        other => other.as_str(),
    }
}

/// By what means: "heard and seen".
pub fn means(observation: &Observation) -> String {
    let told: Vec<&str> = observation.means.iter().map(|one| means_in_words(*one)).collect();
    told.join(" and ")
}

/// One means in words.
pub fn means_in_words(means: Means) -> &'static str {
    match means {
        Means::Heard => "heard",
        Means::Seen => "seen",
        Means::Camera => "recorded by a camera",
        Means::Uav => "recorded by a UAV",
        Means::Sensor => "recorded by another sensor",
    }
}

/// When, with the zone where it is told.
pub fn when(when: Interval, time_zone: Option<&str>) -> String {
    let told = match (when.from().date(), when.last_day()) {
        (first, last) if first == last && when.precision() == model::Precision::Span => {
            let clock = |at: jiff::civil::DateTime| format!("{:02}:{:02}", at.hour(), at.minute());
            format!("{first} {}–{}", clock(when.from()), clock(when.to()))
        }
        _ => when.to_string(),
    };
    time_zone.map_or(told.clone(), |zone| format!("{told} ({zone})"))
}

/// From where; "position not told" where nobody said.
pub fn position(observation: &Observation) -> String {
    name(&observation.position).unwrap_or_else(|| "position not told".to_owned())
}

/// A place's name; a patrol knows the place that it names, whether or not it is on the map.
pub fn name(place: &Where) -> Option<String> {
    match place {
        Where::Unknown => None,
        Where::Named(name) => Some(name.clone()),
        told => Some(told.to_string()),
    }
}

/// Who was there: "North 2, patrol p-17, mirrored by p-18".
pub fn patrol(patrol: &Patrol) -> String {
    let team = (!patrol.team.is_empty()).then(|| patrol.team.clone());
    let id = patrol.id.as_ref().map(|id| format!("patrol {id}"));
    let mirror = patrol.mirrors.as_ref().map(|id| format!("mirror patrol {id}"));
    let told: Vec<String> = [team, id, mirror].into_iter().flatten().collect();
    if told.is_empty() { "not told".to_owned() } else { told.join(", ") }
}

/// In what way movement was restricted.
pub fn restriction_kind(kind: RestrictionKind) -> &'static str {
    match kind {
        RestrictionKind::Denied => "denied",
        RestrictionKind::Delayed => "delayed",
        RestrictionKind::Conditional => "let through under conditions",
        RestrictionKind::Mines => "impeded by mines",
        RestrictionKind::Jamming => "signal jammed",
        RestrictionKind::EquipmentAttacked => "equipment fired at or taken",
        RestrictionKind::Impeded => "impeded",
    }
}

/// By whom; "by nobody known" where nobody is named.
pub fn restricted_by(restriction: &Restriction) -> String {
    restriction.by.as_ref().map_or_else(|| "by nobody known".to_owned(), |by| format!("by {by}"))
}

/// A restriction in a sentence.
pub fn restriction(one: &Restriction) -> String {
    let place = name(&one.place).unwrap_or_else(|| "place not told".to_owned());
    let mut told = format!("{} {}, {place}", restriction_kind(one.kind), restricted_by(one));
    told.extend(one.minutes.map(|minutes| format!(", for {}", wording::count(minutes as usize, "minute", "minutes"))));
    told.push_str(&one.reason.as_ref().map_or(", no reason told".to_owned(), |why| format!(", reason given: “{why}”")));
    told
}

/// How much was watched, over all reports of effort of a selection.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Watched {
    /// How many reports of effort.
    pub reports: usize,
    /// The hours of all teams together, where they are told.
    pub hours: f64,
    /// How many of the reports tell no hours.
    pub without_hours: usize,
    /// The places where somebody meant to go, each once.
    pub planned: BTreeSet<String>,
    /// The places where somebody was, each once.
    pub reached: BTreeSet<String>,
    /// The places that somebody could not reach, each with every reason.
    pub out_of_reach: BTreeSet<OutOfReach>,
}

impl Watched {
    /// Adds up reports of effort.
    pub fn of<'a>(efforts: impl IntoIterator<Item = &'a Effort>) -> Self {
        let mut watched = Self::default();
        for effort in efforts {
            watched.reports += 1;
            watched.hours += effort.hours.unwrap_or(0.0);
            watched.without_hours += usize::from(effort.hours.is_none());
            watched.planned.extend(effort.planned.iter().cloned());
            watched.reached.extend(effort.reached.iter().cloned());
            watched.out_of_reach.extend(effort.out_of_reach.iter().cloned());
        }
        watched
    }

    /// In a sentence; that nothing is known of it, where there is no report.
    pub fn words(&self) -> String {
        if self.reports == 0 {
            return "no effort is reported: nobody can tell whether few observations mean calm, or that nobody looked"
                .to_owned();
        }
        let hours = match (self.without_hours, self.reports) {
            (all, reports) if all == reports => "hours not told".to_owned(),
            (0, _) => format!("{} team-hours", self.hours),
            (some, _) => {
                format!("{} team-hours ({} without hours)", self.hours, wording::count(some, "report", "reports"))
            }
        };
        let reached = match self.planned.len() {
            0 => wording::count(self.reached.len(), "place reached", "places reached"),
            planned => {
                format!("{} of {planned} planned places reached", self.planned.intersection(&self.reached).count())
            }
        };
        let reports = wording::count(self.reports, "report of effort", "reports of effort");
        format!("{hours}, {reached}, {} out of reach ({reports})", self.out_of_reach())
    }

    fn out_of_reach(&self) -> String {
        let places: BTreeSet<&str> = self.out_of_reach.iter().map(|one| one.place.as_str()).collect();
        if places.is_empty() { "none".to_owned() } else { places.len().to_string() }
    }
}

/// What of the entries stands and lies in a period, and in an area where one is asked for.
pub fn chosen<'a, E: FieldEntry>(all: &'a [E], period: &Period, area: Option<&str>) -> Vec<&'a E> {
    let inside = |one: &&E| {
        period.touches(one.when())
            && area.is_none_or(|area| one.area().is_some_and(|own| own.eq_ignore_ascii_case(area)))
    };
    let mut chosen: Vec<&E> = standing(all).filter(inside).collect();
    chosen.sort_by_key(|one| (one.when().from(), one.when().to()));
    chosen
}

/// What was counted of one thing: how many rows tell it, and how many of these tell a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counted {
    /// Rows.
    pub rows: usize,
    /// The least that they come to together.
    pub least: u64,
    /// The most, where every row tells an end.
    pub most: Option<u64>,
    /// Rows that tell no number.
    pub uncounted: usize,
    /// Whether a row tells its number roughly.
    pub rough: bool,
}

/// Counts by what was noticed, in alphabetical order; live-fire exercises apart. "Nothing" is under `None`.
pub fn counts<'a>(observations: impl IntoIterator<Item = &'a Observation>) -> BTreeMap<Option<String>, Counted> {
    let mut counts: BTreeMap<Option<String>, Counted> = BTreeMap::new();
    for observation in observations {
        let what = observation.noticed.as_ref().map(|noticed| match noticed.exercise {
            true => format!("{} (exercise)", noticed.what.to_lowercase()),
            false => noticed.what.to_lowercase(),
        });
        let count = observation.noticed.as_ref().and_then(|noticed| noticed.count);
        let before = counts.entry(what).or_insert(Counted { most: Some(0), ..Counted::default() });
        before.rows += 1;
        match count {
            Some(count) => {
                before.rough |= count.approximate();
                before.least = before.least.saturating_add(count.low());
                before.most = before.most.zip(count.high()).map(|(sum, high)| sum.saturating_add(high));
            }
            None => {
                before.uncounted += 1;
                before.most = None;
            }
        }
    }
    counts
}

/// Counts in a sentence: "at least 3 × burst; 7 to 9 × explosion; nothing in 2 watches".
pub fn counts_in_words(counts: &BTreeMap<Option<String>, Counted>) -> String {
    let something =
        counts.iter().filter_map(|(what, counted)| Some(format!("{} × {}", number(counted), what.as_ref()?)));
    let nothing = counts.get(&None).map(|one| format!("nothing in {}", wording::count(one.rows, "watch", "watches")));
    something.chain(nothing).collect::<Vec<_>>().join("; ")
}

fn number(counted: &Counted) -> String {
    let told = match counted.most {
        Some(most) if most == counted.least => wording::grouped(most),
        Some(most) => format!("{} to {}", wording::grouped(counted.least), wording::grouped(most)),
        // A row that tells no number is one of something at the least.
        None => format!("at least {}", wording::grouped(counted.least + counted.uncounted as u64)),
    };
    // "At least" says already that it is rough.
    if counted.rough && counted.most.is_some() { format!("about {told}") } else { told }
}

/// Restrictions by whom and in which way: parties first, in the order given, then others by name, then nobody known.
pub fn restrictions_by(
    restrictions: &[&Restriction],
    parties: &[model::ActorId],
) -> Vec<(String, BTreeMap<RestrictionKind, usize>)> {
    let rank = |one: &Restriction| {
        let by = one.by.as_ref();
        let party = by.and_then(|by| by.id()).and_then(|id| parties.iter().position(|party| party == id));
        (by.is_none(), party.unwrap_or(parties.len()), by.map(ToString::to_string).unwrap_or_default())
    };
    let mut by: BTreeMap<(bool, usize, String), BTreeMap<RestrictionKind, usize>> = BTreeMap::new();
    for one in restrictions {
        *by.entry(rank(one)).or_default().entry(one.kind).or_default() += 1;
    }
    let called = |(nobody, _, name): (bool, usize, String)| if nobody { "nobody known".to_owned() } else { name };
    by.into_iter().map(|(key, kinds)| (called(key), kinds)).collect()
}

/// The areas that entries name, each once, in alphabetical order.
pub fn areas(fieldwork: &Fieldwork) -> BTreeSet<&str> {
    let observed = fieldwork.observations.iter().filter_map(FieldEntry::area);
    let restricted = fieldwork.restrictions.iter().filter_map(FieldEntry::area);
    observed.chain(restricted).chain(fieldwork.efforts.iter().filter_map(FieldEntry::area)).collect()
}

#[cfg(test)]
mod tests;
