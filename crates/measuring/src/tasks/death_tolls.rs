//! UCDP, one country: how many an event killed, read from its headlines alone. Right where the number lies between the fewest
//! and the most that the publisher's coders, who had read the articles, wrote down. Beside it the answer that is right
//! oftenest: always the same number.

use crate::bench::Bench;
use crate::corpora::ucdp::{Event, Headline, of_one_event, read};
use crate::tasks::headlines::input;
use crate::tasks::{Case, Figure, Outcome};
use anyhow::{Result, ensure};
use model::{Effect, Fused, Reading};
use std::path::Path;

/// Beginnings of words that say somebody died: a headline without any tells no number of dead.
const DEATH: [&str; 12] =
    ["kill", "dead", "die", "dying", "death", "fatal", "slain", "kia", "perish", "lives", "body", "bodies"];
/// Fewer words are a name out of a list. Headlines that stand in several events sum up a day and tell the number of none.
const HEADLINE: usize = 4;
/// Numbers tried as the one constant answer.
const TRIED: u64 = 50;

struct Read {
    event: Event,
    number: Option<u64>,
}

/// Measures the file.
pub fn run(bench: &Bench, folder: &Path) -> Result<Outcome> {
    let mut events = read(&folder.join("conflict_data_ukr.csv"))?;
    let own = of_one_event(&events);
    let tells =
        |headline: &Headline| own.contains_key(headline) && headline.text.split_whitespace().count() >= HEADLINE;
    events.iter_mut().for_each(|event| event.headlines.retain(tells));
    events.retain(|event| !event.headlines.is_empty());
    ensure!(!events.is_empty(), "no event has a headline of {HEADLINE} words");
    let inputs: Vec<_> = events.iter().flat_map(|event| event.headlines.iter().map(input)).collect();
    let mut readings = bench.read("fusion.tolls", &inputs)?.into_iter().map(|read| read.reading);
    let read = events.into_iter().map(|event| {
        let own: Vec<Reading> = readings.by_ref().take(event.headlines.len()).collect();
        let (fused, _) = fusion::fuse(&own, &[], bench.stages.actors());
        Read { number: killed(&fused), event }
    });
    let all: Vec<Read> = read.collect();
    let naming: Vec<&Read> = all.iter().filter(|one| names_death(&one.event)).collect();
    let said: Vec<&Read> = naming.iter().copied().filter(|one| one.number.is_some()).collect();
    let mut figures = vec![
        figure("events whose headlines name death", &naming),
        figure("of those, with a number read", &said),
        figure("all events with a headline", &all.iter().collect::<Vec<_>>()),
    ];
    // The odd months are kept from whoever improves the reading of tolls.
    let shown = |read: &&Read| read.event.headlines.iter().all(|headline| headline.day.month() % 2 == 0);
    let odd: Vec<&Read> = naming.iter().copied().filter(|read| !shown(read)).collect();
    figures.push(figure("odd months, headlines that name death", &odd));
    Ok(Outcome { figures, cases: naming.into_iter().filter(shown).map(case).collect() })
}

fn names_death(event: &Event) -> bool {
    event.headlines.iter().any(|headline| {
        let lower = headline.text.to_lowercase();
        lower.split(|c: char| !c.is_alphanumeric()).any(|word| DEATH.iter().any(|start| word.starts_with(start)))
    })
}

/// The number of the incident that most reports tell, of those with a number; else of a published total.
fn killed(fused: &Fused) -> Option<u64> {
    let tolls = fused.incidents.iter().filter_map(|incident| {
        let harm = incident.harm.iter().find(|harm| harm.effect == Effect::Killed)?;
        Some((incident.documents.len(), harm.toll.best().unwrap_or(harm.toll.low())))
    });
    let most = tolls.max_by_key(|(documents, number)| (*documents, *number)).map(|(_, number)| number);
    let totals = || fused.figures.iter().filter(|figure| figure.effect == Effect::Killed);
    most.or_else(|| totals().map(|figure| figure.toll.best().unwrap_or(figure.toll.low())).next_back())
}

fn is_right(event: &Event, number: u64) -> bool {
    (event.low..=event.high).contains(&number)
}

fn figure(category: &str, reads: &[&Read]) -> Figure {
    let right = |answer: &dyn Fn(&Read) -> Option<u64>| {
        reads.iter().filter(|one| answer(one).is_some_and(|number| is_right(&one.event, number))).count()
    };
    let ours = right(&|one| one.number);
    let constant = (1..=TRIED).map(|number| right(&|_| Some(number))).max().unwrap_or(0);
    let mut figure = Figure::share(category, "within low and high", ours, reads.len());
    figure.beside.push(("always the same number", 100.0 * crate::counts::share(constant, reads.len())));
    figure
}

fn case(read: &Read) -> Case {
    let event = &read.event;
    let headlines: String = event.headlines.iter().map(|one| format!("\n  {} {}", one.day, one.text)).collect();
    let told = format!("{} wanted {}–{}, read {:?}{headlines}", event.id, event.low, event.high, read.number);
    Case { wrong: usize::from(read.number.is_none_or(|number| !is_right(event, number))), told }
}
