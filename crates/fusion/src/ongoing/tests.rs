//! Going on makes what fusing anew makes, byte for byte: in busy records too, when readings of one report differ, and when
//! sources and actors become known. `batches` tests the same with decisions between the batches.

use crate::sample::*;
use crate::{Context, Ongoing, fuse_corpus, stable};
use model::*;
use std::collections::BTreeMap;

/// One of so many, by the number of the report and what it is for.
fn one_of(many: usize, number: usize, what: u64) -> usize {
    (stable::hash_run([number as u64, what]) % many as u64) as usize
}

/// A report of a busy month: in most days few things happen, in one more than blocks are compared whole.
fn busy(number: usize) -> Reading {
    let day = if one_of(3, number, 1) == 0 { 7 } else { 1 + one_of(20, number, 1) };
    let (where_, word) = (one_of(5, number, 2), one_of(40, number, 3));
    let trigger = ["shelling", "shells", "mortars"][one_of(3, number, 4)];
    let words = format!("The {trigger} at quarter {where_} met word{word} and word{}", one_of(400, number, 5));
    let mut one = claim([ClaimKind::Shelling, ClaimKind::ArmedClash][one_of(2, number, 6)], trigger, &words);
    one = if one_of(8, number, 7) == 0 { one } else { one.on(&format!("2020-01-{day:02}")) };
    one = if one_of(8, number, 8) == 0 {
        one
    } else {
        one.at(town(&format!("Town {where_}"), 30.0 + where_ as f64, 13.0))
    };
    one = if one_of(2, number, 9) == 0 {
        one
    } else {
        one.role(Role::Agent, ["Amber Front", "Zinc Army"][one_of(2, number, 10)])
    };
    one = if one_of(3, number, 11) == 0 { one } else { one.killed(1 + one_of(4, number, 12) as u64) };
    let copies = one_of(6, number, 13) == 0 && number > 0;
    let body = if copies { words.clone() } else { format!("{words} {}", number * 7919) };
    let told = format!("2020-01-{:02}", day + one_of(3, number, 14));
    report(
        &format!("r-{number:04}"),
        &told,
        &format!("Paper {}", one_of(9, number, 15)),
        &format!("{body} and the rest of the day was calm in all of the town and its port."),
        vec![one],
    )
}

fn anew(readings: &[Reading], context: &Context<'_>) -> (Fused, Vec<Note>) {
    fuse_corpus(&mut crate::Corpus::of(readings), context)
}

#[test]
fn a_busy_record_goes_on_report_by_report_and_batch_by_batch() {
    let mut readings: Vec<Reading> = (0..420).map(busy).collect();
    readings.sort_by_key(|reading| stable::hash(reading.report.as_str().as_bytes()));
    let mut ongoing = Ongoing::default();
    let (mut first, mut told) = (0, BTreeMap::new());
    for size in [1, 60, 1, 130, 1, 1, 40, 1, 80, 1, 1, 60, 1, 42] {
        readings[first..first + size].iter().for_each(|reading| ongoing.take(reading));
        first += size;
        let step = ongoing.step(&Context::default());
        step.gone.iter().for_each(|id| assert!(told.remove(id).is_some()));
        for incident in step.incidents {
            assert_ne!(told.insert(incident.id.clone(), incident.clone()).as_ref(), Some(incident), "told for nothing");
        }
        let (whole, notes) = anew(&readings[..first], &Context::default());
        let incidents: BTreeMap<_, _> = whole.incidents.iter().map(|one| (one.id.clone(), one.clone())).collect();
        assert_eq!(told, incidents, "after {first} reports");
        assert_eq!(ongoing.fuse(&Context::default()), (whole, notes));
    }
    assert_eq!(first, readings.len());
    let step = ongoing.step(&Context::default());
    assert!(step.incidents.is_empty() && step.gone.is_empty(), "nothing came, nothing changes");
}

#[test]
fn another_reading_of_a_report_and_other_sources_and_actors_make_what_they_make_anew() {
    let mut readings: Vec<Reading> = (0..90).map(busy).collect();
    let mut ongoing = Ongoing::default();
    readings.iter().for_each(|reading| ongoing.take(reading));
    ongoing.step(&Context::default());
    for number in [3, 40, 3] {
        let mut other = busy(number + 200 + readings.len());
        other.report = readings[number].report.clone();
        for (place, claim) in (1..).zip(&mut other.claims) {
            claim.id = ClaimId::new(format!("{}.c{place}", other.report)).unwrap();
        }
        ongoing.take(&other);
        readings.push(other);
        assert_eq!(ongoing.fuse(&Context::default()), anew(&readings, &Context::default()));
    }
    let ids = |all: &[&str]| all.iter().map(|id| ActorId::new(*id).unwrap()).collect::<Vec<_>>();
    let actor = |id: &str, part_of: &[&str]| Actor {
        id: ActorId::new(id).unwrap(),
        name: id.to_owned(),
        kind: ActorKind::ArmedForce,
        aliases: Vec::new(),
        ambiguous_aliases: Vec::new(),
        country: None,
        part_of: ids(part_of),
        leads: Vec::new(),
        speaks_for: Vec::new(),
    };
    let actors = [actor("amber-front", &["zinc-army"]), actor("zinc-army", &[])];
    for actors in [&actors[..], &[]] {
        let context = Context { actors, ..Context::default() };
        assert_eq!(ongoing.fuse(&context), anew(&readings, &context));
    }
}
