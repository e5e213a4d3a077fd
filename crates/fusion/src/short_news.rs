//! Cases on short news that tells neither day nor place: of one day or the next, in the words that such news always has.

use crate::fuse;
use crate::sample::*;
use model::*;

fn incidents(readings: &[Reading]) -> Vec<Incident> {
    fuse(readings, &[], &[]).0.incidents
}

/// A line of news that is one claim of harm.
fn line(id: &str, published: &str, text: &str, sample: impl FnOnce(Sample) -> Sample) -> Reading {
    let told = sample(claim(ClaimKind::Harm, "killed", text));
    report(id, published, "", text, vec![told])
}

fn described(description: &str, kind: ActorKind) -> ActorRef {
    ActorRef::Described { description: description.to_owned(), kind, of: None }
}

#[test]
fn dead_villagers_are_no_dead_soldiers() {
    let told = |id: &str, text: &str, who: &str, kind| {
        line(id, "2020-01-21", text, |claim| claim.killed(2).who(Role::Victim, described(who, kind)))
    };
    let soldiers = told("r-1", "Two soldiers killed in ambush", "soldiers", ActorKind::ArmedForce);
    let with = |text: &str, who: &str, kind| incidents(&[soldiers.clone(), told("r-2", text, who, kind)]).len();
    assert_eq!(with("Two villagers killed near river", "villagers", ActorKind::Population), 2);
    assert_eq!(with("Two fighters killed near river", "fighters", ActorKind::ArmedGroup), 1);
}

#[test]
fn forty_dead_are_not_told_twice_of_two_events_and_one_is() {
    let with = |number: u64| {
        let told = |id: &str, published: &str| {
            let text = format!("{number} killed in fighting, {id} reports");
            line(id, published, &text, |claim| claim.killed(number))
        };
        incidents(&[told("r-1", "2020-01-20"), told("r-2", "2020-01-21")]).len()
    };
    assert_eq!((with(1), with(40)), (2, 1));
}

#[test]
fn what_is_written_every_week_joins_nothing_and_a_rare_word_does() {
    let told = |id: &str, published: &str, text: &str| line(id, published, text, |claim| claim);
    let formula = "Soldier killed in shelling, staff says";
    let weekly = (0..44).map(|week| {
        let day = day("2018-01-01").from().date().saturating_add(jiff::Span::new().weeks(week));
        told(&format!("w-{week}"), &day.to_string(), formula)
    });
    let weekly: Vec<Reading> = weekly.collect();
    let with = |one: &str, other: &str| {
        let mut all = weekly.clone();
        all.extend([told("r-1", "2020-01-21", one), told("r-2", "2020-01-21", other)]);
        incidents(&all).into_iter().filter(|incident| incident.members.iter().any(|claim| claim.as_str() == "r-1.c1"))
    };
    let alone = with("Staff says soldier killed", "Shelling: soldier killed").next().unwrap();
    assert_eq!(alone.members.len(), 1);
    let joined = with("Staff says soldier killed at waterworks", "Waterworks shelling: soldier killed").next().unwrap();
    assert_eq!(joined.members.len(), 2);
    assert!(joined.why[0].features.iter().any(|(name, value)| name == "rare_word" && *value > 0.0));
}
