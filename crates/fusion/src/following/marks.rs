//! What carries a story from one report to the next whatever their language: who is named, where, which numbers, which days.

use crate::corpus::{Minutes, minutes_of};
use crate::stable;
use crate::stories::Stories;
use model::{ActorKind, ActorRef, Fused, Place, Precision, Reading, Referent, ReportId, Span, When};
use std::collections::{BTreeMap, BTreeSet};

/// Numbers from this on to the other are taken for years.
const YEARS: std::ops::RangeInclusive<u64> = 1900..=2100;
/// The least number that is a mark; one and two stand in every report.
const LEAST: u64 = 3;

/// A kind of mark; the name is that of the feature.
pub(super) const KINDS: [&str; 4] = ["names", "places", "numbers", "days"];

/// A report and its marks.
pub(super) struct Report<'a> {
    pub(super) reading: &'a Reading,
    pub(super) told: Option<Minutes>,
    /// By key, in the order of the text.
    pub(super) actors: Vec<(u64, &'a ActorRef)>,
    pub(super) places: Vec<(u64, &'a Place)>,
    /// For each of [`KINDS`]: keys, in order, each with its weight, of length one together.
    pub(super) marks: [Vec<(u64, f32)>; 4],
    /// The incidents that it tells, and the reports that it copies or that copy it, as keys.
    pub(super) incidents: BTreeSet<usize>,
    pub(super) copies: BTreeSet<usize>,
}

/// All reports, by when they were published, then by id; those without a date last.
pub(super) struct Reports<'a> {
    pub(super) all: Vec<Report<'a>>,
    pub(super) words: Stories,
}

impl<'a> Reports<'a> {
    /// Reads the marks of all reports, and weighs each by how few reports bear it.
    pub(super) fn new(readings: &'a [Reading], fused: &Fused) -> Self {
        let mut sorted: Vec<&Reading> = readings.iter().collect();
        let told = |reading: &Reading| reading.published.interval().map(minutes_of);
        sorted.sort_by_key(|reading| (told(reading).is_none(), told(reading), &reading.report));
        sorted.dedup_by_key(|reading| &reading.report);
        let mut copied: BTreeMap<&ReportId, Vec<Span>> = BTreeMap::new();
        for copy in &fused.copies {
            copied.entry(&copy.report).or_default().extend(copy.passages.iter().map(|(span, _)| *span));
        }
        let mut passages = |reading: &Reading| copied.remove(&reading.report).unwrap_or_default();
        let texts = sorted.iter().map(|reading| (reading.text.as_str(), passages(reading)));
        let words = Stories::among_origins(texts);
        let mut all: Vec<Report<'a>> = sorted.into_iter().map(Report::new).collect();
        weigh(&mut all);
        let mut reports = Self { all, words };
        reports.add(fused);
        reports
    }

    fn add(&mut self, fused: &Fused) {
        let places: BTreeMap<&ReportId, usize> =
            self.all.iter().enumerate().map(|(place, report)| (&report.reading.report, place)).collect();
        for (number, incident) in fused.incidents.iter().enumerate() {
            for place in incident.documents.iter().filter_map(|id| places.get(id)) {
                if let Some(report) = self.all.get_mut(*place) {
                    report.incidents.insert(number);
                }
            }
        }
        for copy in &fused.copies {
            let places = places.get(&copy.report).zip(places.get(&copy.of));
            if let Some((report, of)) = places.and_then(|(report, of)| Some((self.all.get_mut(*report)?, *of))) {
                report.copies.insert(of);
            }
        }
    }
}

impl<'a> Report<'a> {
    fn new(reading: &'a Reading) -> Self {
        let (mut actors, mut places, mut days) = (Vec::new(), Vec::new(), Vec::new());
        for referent in &reading.referents {
            actors.extend(referent.actor().filter(|actor| is_a_name(actor)).map(|actor| (key(&actor.key()), actor)));
            let place = referent.place().and_then(|place| place.likeliest());
            places.extend(place.map(|place| (key(place.id.as_str()), place)));
            days.extend(day(referent).map(|day| key(&day.to_string())));
        }
        once(&mut actors);
        once(&mut places);
        let plain = |keys: &mut dyn Iterator<Item = u64>| {
            keys.collect::<BTreeSet<u64>>().into_iter().map(|key| (key, 1.0)).collect()
        };
        let marks = [
            plain(&mut actors.iter().map(|(key, _)| *key)),
            plain(&mut places.iter().map(|(key, _)| *key)),
            plain(&mut numbers(reading).into_iter().map(|number| stable::hash(&number.to_le_bytes()))),
            plain(&mut days.into_iter()),
        ];
        let told = reading.published.interval().map(minutes_of);
        Self { reading, told, actors, places, marks, incidents: BTreeSet::new(), copies: BTreeSet::new() }
    }
}

fn key(text: &str) -> u64 {
    stable::hash(text.as_bytes())
}

fn once<T>(all: &mut Vec<(u64, T)>) {
    let mut seen = BTreeSet::new();
    all.retain(|(key, _)| seen.insert(*key));
}

/// Who publishes is named in every report, and nobody without a name is the same in two.
fn is_a_name(actor: &ActorRef) -> bool {
    match actor {
        ActorRef::Listed { id, .. } => !id.as_str().starts_with("media-"),
        ActorRef::Unlisted { kind, .. } => *kind != ActorKind::Media,
        ActorRef::Described { .. } | ActorRef::Ambiguous(_) => false,
    }
}

fn day(referent: &Referent) -> Option<jiff::civil::Date> {
    match referent.time()? {
        When::Known(interval) if interval.precision() <= Precision::Day => Some(interval.from().date()),
        _ => None,
    }
}

/// The numbers of a report: tolls of its claims, in words or digits, and digits of its text in whatever script.
fn numbers(reading: &Reading) -> BTreeSet<u64> {
    let tolls = reading.claims.iter().flat_map(|claim| &claim.harm).filter_map(|harm| harm.toll.best());
    let mut numbers: BTreeSet<u64> = tolls.collect();
    let (mut digits, mut apart) = (String::new(), false);
    for character in reading.text.chars().chain([' ', ' ']) {
        match digit(character) {
            Some(digit) => {
                digits.push(digit);
                apart = false;
            }
            // One point, comma or space may stand between the thousands.
            None if !digits.is_empty() && !apart && matches!(character, '.' | ',' | '\u{a0}' | '\u{66c}') => {
                apart = true
            }
            None => {
                numbers.extend(digits.parse::<u64>().ok());
                digits.clear();
                apart = false;
            }
        }
    }
    numbers.retain(|number| *number >= LEAST && !YEARS.contains(number));
    numbers
}

fn digit(character: char) -> Option<char> {
    let value = match character {
        '\u{660}'..='\u{669}' => character as u32 - 0x660,
        '\u{6f0}'..='\u{6f9}' => character as u32 - 0x6f0,
        _ => character.to_digit(10)?,
    };
    char::from_digit(value, 10)
}

/// Gives each mark the weight of its rarity, and each report's marks of one kind the length one.
fn weigh(all: &mut [Report<'_>]) {
    for kind in 0..KINDS.len() {
        let mut holders: BTreeMap<u64, u32> = BTreeMap::new();
        for (key, _) in all.iter().flat_map(|report| report.marks.get(kind)).flatten() {
            *holders.entry(*key).or_default() += 1;
        }
        let reports = all.len() as f32;
        for marks in all.iter_mut().filter_map(|report| report.marks.get_mut(kind)) {
            for (key, weight) in marks.iter_mut() {
                *weight = (1.0 + reports / holders.get(key).copied().unwrap_or(1) as f32).ln();
            }
            let length = marks.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
            marks.iter_mut().for_each(|(_, weight)| *weight /= length.max(f32::MIN_POSITIVE));
        }
    }
}
