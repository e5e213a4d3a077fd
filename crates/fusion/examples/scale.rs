//! Generates reports with known truth, fuses them, and prints time, memory-free counts and B³.
//! `cargo run --release -p fusion --example scale -- REPORTS [flood]`
//!
//! The generator invents towns, sides and words; nothing in it comes from any text.
#![expect(clippy::disallowed_methods, reason = "a measurement reads its argument and the clock")]
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a measurement may stop with a message")]

#[path = "../src/sample.rs"]
mod sample;

use model::*;
use sample::{Sample, actor, add, claim, reading, town};
use std::collections::BTreeMap;

/// SplitMix64: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((value ^ (value >> 31)) % below as u64) as usize
    }
}

#[derive(Clone)]
struct Event {
    number: usize,
    kind: ClaimKind,
    day: usize,
    town: usize,
    agent: Option<usize>,
    killed: u64,
}

const KINDS: [(ClaimKind, &[&str]); 6] = [
    (ClaimKind::Shelling, &["shelling", "shells", "mortars", "rockets"]),
    (ClaimKind::AirStrike, &["strike", "bombing", "warplanes"]),
    (ClaimKind::ArmedClash, &["clash", "fighting", "firefight"]),
    (ClaimKind::ExplosiveDevice, &["bomb", "explosion", "blast"]),
    (ClaimKind::Abduction, &["abducted", "kidnapped", "seized"]),
    (ClaimKind::Protest, &["protested", "rallied", "marched"]),
];
const WORDS: [&str; 40] = [
    "market",
    "school",
    "bridge",
    "convoy",
    "barracks",
    "hospital",
    "farm",
    "station",
    "harbour",
    "mill",
    "village",
    "patrol",
    "traders",
    "drivers",
    "residents",
    "morning",
    "evening",
    "smoke",
    "ambulance",
    "officials",
    "witness",
    "yesterday",
    "crossing",
    "northern",
    "southern",
    "eastern",
    "western",
    "quarter",
    "roof",
    "walls",
    "burned",
    "damaged",
    "closed",
    "reached",
    "counted",
    "carried",
    "waited",
    "returned",
    "searched",
    "buried",
];

fn date(day: usize) -> String {
    let first = jiff::civil::date(2020, 1, 1);
    first.checked_add(jiff::Span::new().days(day as i64)).expect("within the calendar").to_string()
}

fn events(count: usize, dice: &mut Dice) -> Vec<Event> {
    let days = (count / 10).clamp(60, 7000);
    (0..count)
        .map(|number| Event {
            number,
            kind: KINDS[dice.roll(KINDS.len())].0,
            day: 10 + dice.roll(days),
            town: dice.roll(150),
            agent: (dice.roll(3) > 0).then(|| dice.roll(4)),
            killed: dice.roll(20) as u64,
        })
        .collect()
}

fn sentence(event: &Event, dice: &mut Dice) -> (String, String) {
    let triggers = KINDS.iter().find(|(kind, _)| *kind == event.kind).expect("in the list").1;
    let trigger = triggers[dice.roll(triggers.len())].to_owned();
    let mut words: Vec<&str> = (0..8 + dice.roll(8)).map(|_| WORDS[dice.roll(WORDS.len())]).collect();
    // Reports of one event share some of its circumstances.
    for place in 0..3 {
        words.push(WORDS[(event.number * 7 + place * 13) % WORDS.len()]);
    }
    (format!("The {trigger} in town {} {} {}", event.town, words.join(" "), dice.roll(1_000_000)), trigger)
}

fn told(event: &Event, evidence: &str, trigger: &str, dice: &mut Dice) -> Sample {
    let mut one = claim(event.kind, trigger, evidence);
    if dice.roll(10) > 0 {
        one = one.on(&date(event.day));
    }
    if dice.roll(10) > 0 {
        let (row, column) = (event.town / 15, event.town % 15);
        one = one.at(town(&format!("Town {}", event.town), 25.0 + row as f64 * 0.4, 10.0 + column as f64 * 0.4));
    }
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

struct World {
    readings: Vec<Reading>,
    truth: BTreeMap<ClaimId, usize>,
}

fn world(reports: usize, flood: bool) -> World {
    let mut dice = Dice(7);
    let events = events((reports / 3).max(1), &mut dice);
    let mut readings: Vec<Reading> = Vec::with_capacity(reports);
    let mut truths: Vec<Vec<usize>> = Vec::with_capacity(reports);
    for number in 0..reports {
        let id = format!("r-{number:07}");
        let source = format!("Outlet {}", dice.roll(60));
        let copies = !readings.is_empty() && (flood || dice.roll(10) < 3);
        if copies {
            let of = if flood { 0 } else { dice.roll(readings.len()) };
            let mut copy = readings[of].clone();
            copy.report = ReportId::new(id.clone()).expect("an id");
            copy.source = Some(source);
            for (place, claim) in copy.claims.iter_mut().enumerate() {
                claim.id = ClaimId::new(format!("{id}.c{}", place + 1)).expect("an id");
            }
            readings.push(copy);
            truths.push(truths[of].clone());
            continue;
        }
        let (made, truth) = own(&id, &source, &events, &mut dice);
        readings.push(made);
        truths.push(truth);
    }
    let truth = readings.iter().zip(&truths).flat_map(|(reading, truth)| {
        reading.claims.iter().zip(truth).map(|(claim, event)| (claim.id.clone(), *event)).collect::<Vec<_>>()
    });
    World { truth: truth.collect(), readings }
}

fn own(id: &str, source: &str, events: &[Event], dice: &mut Dice) -> (Reading, Vec<usize>) {
    let event = &events[dice.roll(events.len())];
    let mut told_events = vec![event];
    for _ in 0..dice.roll(3) {
        told_events.push(&events[(event.number + dice.roll(50)) % events.len()]);
    }
    let sentences: Vec<(String, String)> = told_events.iter().map(|event| sentence(event, dice)).collect();
    let text = sentences.iter().map(|(words, _)| format!("{words}.")).collect::<Vec<_>>().join("\n\n");
    let last = told_events.iter().map(|event| event.day).max().unwrap_or_default();
    let mut made = reading(id, &date(last + dice.roll(3)), source, &text);
    for (event, (words, trigger)) in told_events.iter().zip(&sentences) {
        add(&mut made, told(event, words, trigger, dice));
    }
    (made, told_events.iter().map(|event| event.number).collect())
}

/// B³ (Bagga and Baldwin 1998): precision and recall by claim. Claims without an incident stand alone.
fn b_cubed(truth: &BTreeMap<ClaimId, usize>, incidents: &[Incident]) -> (f64, f64) {
    let found: BTreeMap<&ClaimId, usize> = incidents
        .iter()
        .enumerate()
        .flat_map(|(number, incident)| incident.members.iter().map(move |claim| (claim, number)))
        .collect();
    let mut both: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let (mut by_truth, mut by_found) = (BTreeMap::<usize, f64>::new(), BTreeMap::<usize, f64>::new());
    let place = |number: usize, claim: &ClaimId| found.get(claim).copied().unwrap_or(usize::MAX - number);
    for (number, (claim, event)) in truth.iter().enumerate() {
        let incident = place(number, claim);
        *both.entry((*event, incident)).or_default() += 1.0;
        *by_truth.entry(*event).or_default() += 1.0;
        *by_found.entry(incident).or_default() += 1.0;
    }
    let all = truth.len() as f64;
    let precision: f64 = both.iter().map(|((_, incident), n)| n * n / by_found[incident]).sum();
    let recall: f64 = both.iter().map(|((event, _), n)| n * n / by_truth[event]).sum();
    (precision / all, recall / all)
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let reports = arguments.next().and_then(|number| number.parse().ok()).unwrap_or(50_000);
    let flood = arguments.next().is_some_and(|word| word == "flood");
    let world = world(reports, flood);
    let begun = std::time::Instant::now();
    let (fused, notes) = fusion::fuse(&world.readings, &[], &[]);
    let seconds = begun.elapsed().as_secs_f64();
    let (precision, recall) = b_cubed(&world.truth, &fused.incidents);
    let events: std::collections::BTreeSet<usize> = world.truth.values().copied().collect();
    println!("reports {reports}, claims {}, true events told {}", world.truth.len(), events.len());
    println!("seconds {seconds:.2}, reports/s {:.0}", reports as f64 / seconds);
    println!(
        "copies {}, origins {}, incidents {}, notes {}",
        fused.copies.len(),
        fused.origins.len(),
        fused.incidents.len(),
        notes.len()
    );
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("B³ precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}");
    for note in notes.iter().take(3) {
        println!("{note}");
    }
}
