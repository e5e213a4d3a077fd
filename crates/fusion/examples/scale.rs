//! Invents reports with known truth, fuses them as a stream, and prints seconds, peak memory and B³.
//! `cargo run --release -p fusion --example scale -- REPORTS [flood|more]`
//!
//! Of a day about twenty things happen. How many reports tell one follows Zipf's law; a report tells its event in one claim or
//! two, and some others of those days. Of ten reports three are copies: whole, cut, under another head, or with a new toll.
//! A tenth of times and places is missing, a tenth of places is ambiguous, and some tolls and agents are wrong.
//! The generator invents towns, sides and words; nothing in it comes from any text.
#![expect(clippy::disallowed_methods, reason = "a measurement reads its argument and the clock")]
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a measurement may stop with a message")]

#[path = "../src/sample.rs"]
mod sample;

use fusion::dice::Dice;
use fusion::{Context, Ongoing};
use model::*;
use sample::{Sample, actor, add, claim, reading, town};
use std::collections::VecDeque;

/// Something that happens. All of it follows from its number, so that events need not be kept.
struct Event {
    number: usize,
    kind: ClaimKind,
    day: usize,
    town: usize,
    agent: Option<usize>,
    killed: u64,
    /// How many reports are about it.
    reports: usize,
}

const KINDS: [(ClaimKind, &[&str]); 6] = [
    (ClaimKind::Shelling, &["shelling", "shells", "mortars", "rockets"]),
    (ClaimKind::AirStrike, &["strike", "bombing", "warplanes"]),
    (ClaimKind::ArmedClash, &["clash", "fighting", "firefight"]),
    (ClaimKind::ExplosiveDevice, &["bomb", "explosion", "blast"]),
    (ClaimKind::Abduction, &["abducted", "kidnapped", "seized"]),
    (ClaimKind::Protest, &["protested", "rallied", "marched"]),
];
/// Events of one day.
const A_DAY: usize = 20;
/// Towns, in rows of forty.
const TOWNS: usize = 1600;
/// The most reports about one event.
const MOST: usize = 300;
const SYLLABLES: [&str; 24] = [
    "ba", "ce", "di", "fo", "gu", "ha", "ki", "lo", "me", "nu", "pa", "re", "si", "to", "vu", "wa", "ze", "bri", "cra",
    "dro", "fle", "gri", "plo", "stu",
];

fn word(number: usize) -> String {
    let syllable = |place: usize| SYLLABLES[(number / 24_usize.pow(place as u32)) % 24];
    [syllable(0), syllable(1), syllable(2)].concat()
}

fn event(number: usize) -> Event {
    let mut dice = Dice(number as u64 * 7919 + 13);
    // Zipf's law with the exponent 2: half as many events with twice as many reports, and half as many again.
    let share = (dice.roll(1_000_000) + 1) as f64 / 1_000_000.0;
    let reports = ((0.6 / share) as usize).clamp(1, MOST);
    Event {
        number,
        kind: KINDS[dice.roll(KINDS.len())].0,
        day: 10 + number / A_DAY,
        town: dice.roll(TOWNS),
        agent: (dice.roll(3) > 0).then(|| dice.roll(4)),
        killed: dice.roll(20) as u64,
        reports,
    }
}

fn date(day: usize) -> String {
    let first = jiff::civil::date(2020, 1, 1);
    first.checked_add(jiff::Span::new().days(day as i64)).expect("within the calendar").to_string()
}

fn place(number: usize) -> Where {
    town(&format!("Town {number}"), 20.0 + (number / 40) as f64 * 0.4, 10.0 + (number % 40) as f64 * 0.4)
}

/// A name that two towns bear.
fn ambiguous(number: usize) -> Where {
    match (place(number), place((number + TOWNS / 2) % TOWNS)) {
        (Where::At(one), Where::At(other)) => Where::Ambiguous(vec![one, other]),
        (other, _) => other,
    }
}

/// A sentence of a report: its words, what it claims, and of which event.
#[derive(Clone)]
struct Sentence {
    words: String,
    told: Sample,
    event: usize,
}

fn sentence(event: &Event, dice: &mut Dice) -> Sentence {
    let triggers = KINDS.iter().find(|(kind, _)| *kind == event.kind).expect("in the list").1;
    let trigger = triggers[dice.roll(triggers.len())];
    let mut words: Vec<String> = (0..8 + dice.roll(8)).map(|_| word(dice.roll(9_000))).collect();
    // Reports of one event share some of its circumstances.
    words.extend((0..3).map(|place| word((event.number * 7 + place * 1_300) % 9_000)));
    let words = format!("The {trigger} in town {} {} {}", event.town, words.join(" "), dice.roll(1_000_000_000));
    let told = told(event, &words, trigger, dice);
    Sentence { words, told, event: event.number }
}

fn told(event: &Event, evidence: &str, trigger: &str, dice: &mut Dice) -> Sample {
    let mut one = claim(event.kind, trigger, evidence);
    if dice.roll(10) > 0 {
        one = one.on(&date(event.day));
    }
    one = match dice.roll(10) {
        0 => one,
        1 => one.at(ambiguous(event.town)),
        _ => one.at(place(event.town)),
    };
    if let Some(agent) = event.agent.filter(|_| dice.roll(2) > 0) {
        // One in ten blames another.
        let agent = if dice.roll(10) == 0 { (agent + 1) % 4 } else { agent };
        one = one.who(Role::Agent, actor(&format!("Side {agent}")));
    }
    if event.killed > 0 && dice.roll(2) > 0 {
        let noise = if dice.roll(4) == 0 { dice.roll(5) as u64 } else { 0 };
        one = one.killed(event.killed + noise);
    }
    one
}

/// The reports one after the other, and which event each of their claims tells.
struct World {
    dice: Dice,
    flood: bool,
    event: Event,
    /// How many reports are still to be written about the event.
    left: usize,
    number: usize,
    /// The last reports that are no copies, to be copied.
    last: VecDeque<(usize, Vec<Sentence>)>,
}

impl World {
    fn new(flood: bool) -> Self {
        let first = event(0);
        Self { dice: Dice(7), flood, left: first.reports, event: first, number: 0, last: VecDeque::new() }
    }

    fn next(&mut self) -> (Reading, Vec<usize>) {
        let copies = !self.last.is_empty() && (self.flood || self.dice.roll(10) < 3);
        let (day, head, sentences) = if copies { self.copied() } else { self.own() };
        let id = format!("r-{:07}", self.number);
        self.number += 1;
        let text = sentences.iter().map(|sentence| format!("{}.", sentence.words)).collect::<Vec<_>>().join("\n\n");
        let source = format!("Outlet {}", self.dice.roll(60));
        let mut made = reading(&id, &date(day), &source, &format!("{head}{text}"));
        let events = sentences.iter().map(|sentence| sentence.event).collect();
        sentences.into_iter().for_each(|sentence| add(&mut made, sentence.told));
        (made, events)
    }

    fn own(&mut self) -> (usize, String, Vec<Sentence>) {
        while self.left == 0 {
            self.event = event(self.event.number + 1);
            self.left = self.event.reports;
        }
        self.left -= 1;
        let dice = &mut self.dice;
        let mut sentences = vec![sentence(&self.event, dice)];
        if dice.roll(2) > 0 {
            sentences.push(sentence(&self.event, dice));
        }
        for _ in 0..2 + dice.roll(5) {
            let other = (self.event.number + dice.roll(60)).saturating_sub(30);
            sentences.push(sentence(&event(other), dice));
        }
        let day = self.event.day + 2 + dice.roll(2);
        self.last.push_back((day, sentences.clone()));
        if self.last.len() > 200 {
            self.last.pop_front();
        }
        (day, String::new(), sentences)
    }

    fn copied(&mut self) -> (usize, String, Vec<Sentence>) {
        let of = if self.flood { 0 } else { self.dice.roll(self.last.len()) };
        let (day, mut sentences) = self.last[of].clone();
        let mut head = String::new();
        match self.dice.roll(4) {
            _ if self.flood => {}
            0 => sentences.truncate(sentences.len() / 2 + 1),
            1 => head = format!("{} {} {}\n\n", word(self.dice.roll(9_000)), word(self.dice.roll(9_000)), self.number),
            2 => {
                let killed = 20 + self.dice.roll(9) as u64;
                let first = sentences[0].clone();
                sentences[0] = Sentence { told: first.told.killed(killed), ..first };
            }
            _ => {}
        }
        (day + self.dice.roll(2), head, sentences)
    }
}

/// B³ (Bagga and Baldwin 1998): precision and recall by claim. Claims without an incident stand alone.
fn b_cubed(truth: &[u32], found: &[u32]) -> (f64, f64) {
    let mut both: Vec<(u32, u32)> = truth.iter().copied().zip(found.iter().copied()).collect();
    both.sort_unstable();
    let sizes = |all: &[u32]| {
        let mut sizes = vec![0_u32; all.iter().max().map_or(0, |most| *most as usize + 1)];
        all.iter().for_each(|one| sizes[*one as usize] += 1);
        sizes
    };
    let (by_truth, by_found) = (sizes(truth), sizes(found));
    let (mut precision, mut recall) = (0.0, 0.0);
    for same in both.chunk_by(|a, b| a == b) {
        let (event, incident) = same[0];
        let squared = (same.len() as f64).powi(2);
        precision += squared / f64::from(by_found[incident as usize]);
        recall += squared / f64::from(by_truth[event as usize]);
    }
    (precision / truth.len() as f64, recall / truth.len() as f64)
}

/// The most memory that this process has held, in megabytes; 0 where the system does not tell.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or_default() / 1024
}

/// The seconds that a processor has worked for this process; 0 where the system does not tell.
fn worked() -> f64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    told.split(' ').next().and_then(|first| first.parse::<f64>().ok()).unwrap_or_default() / 1e9
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let reports = arguments.next().and_then(|number| number.parse().ok()).unwrap_or(50_000);
    let word = arguments.next().unwrap_or_default();
    let flood = word == "flood";
    let begun = std::time::Instant::now();
    let (mut corpus, mut world) = (fusion::Corpus::default(), World::new(flood));
    // By report: the number of its first claim.
    let (mut first, mut truth): (Vec<usize>, Vec<u32>) = (Vec::new(), Vec::new());
    for _ in 0..reports {
        let (reading, events) = world.next();
        first.push(truth.len());
        truth.extend(events.iter().map(|event| *event as u32));
        corpus.take(&reading);
    }
    let taken = (begun.elapsed().as_secs_f64(), peak());
    let number = |claim: &ClaimId| {
        let (report, place) = claim.as_str().trim_start_matches("r-").split_once(".c").expect("made above");
        first[report.parse::<usize>().expect("a number")] + place.parse::<usize>().expect("a number") - 1
    };
    let mut found = vec![u32::MAX; truth.len()];
    let mut incidents = 0;
    let notes = fusion::each_incident(&mut corpus, &Context::default(), &mut |incident| {
        incident.members.iter().for_each(|claim| found[number(claim)] = incidents);
        incidents += 1;
    });
    let seconds = begun.elapsed().as_secs_f64();
    for (alone, place) in (incidents..).zip(found.iter_mut().filter(|place| **place == u32::MAX)) {
        *place = alone;
    }
    let (precision, recall) = b_cubed(&truth, &found);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("reports {reports}, claims {}, events {}, incidents {incidents}", truth.len(), world.event.number + 1);
    println!("taken in {:.1} s ({} MB), fused after {seconds:.1} s ({} MB at most)", taken.0, taken.1, peak());
    println!("B³ precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}");
    for note in notes.iter().take(3) {
        println!("{note}");
    }
    if word == "more" {
        more(corpus, &mut world);
    }
}

/// What it takes to go on: one report more, then a hundred.
fn more(corpus: fusion::Corpus, world: &mut World) {
    let mut ongoing = Ongoing::of(corpus);
    for count in [0, 1, 1, 1, 100, 1] {
        (0..count).for_each(|_| ongoing.take(&world.next().0));
        let begun = worked();
        let step = ongoing.step(&Context::default());
        let (changed, gone) = (step.incidents.len(), step.gone.len());
        println!("{count} more: {:.3} processor s ({changed} incidents changed, {gone} gone)", worked() - begun);
    }
    println!("{} MB at most", peak());
}
