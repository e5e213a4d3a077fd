//! A period by hand, and the exchange of the parties on generated cases.

use super::*;
use crate::builders::{day, listed, observation};
use crate::case::tests::properties::{Change, changes, exchanged, story, told};
use crate::case::tests::story::*;
use jiff::SignedDuration;
use model::case::{Outcome, Screening};
use model::{CaseId, Patrol, RestrictionId, StandardOfProof, Where};
use proptest::prelude::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn may() -> Period {
    Period { from: at("2031-05-01T00:00:00Z"), to: at("2031-06-01T00:00:00Z") }
}

fn restriction(number: usize, by: Option<&str>, date: &str, kind: RestrictionKind) -> Restriction {
    Restriction {
        id: RestrictionId::new(format!("res-{number}")).unwrap(),
        corrects: None,
        patrol: Patrol::default(),
        area: None,
        kind,
        by: by.map(listed),
        place: Where::Named("Hilltown".to_owned()),
        when: day(date),
        time_zone: None,
        minutes: None,
        reason: None,
        words: Some("Turned back.".to_owned()),
    }
}

/// The whole way under another id.
fn another(number: usize, a: &str, b: &str, until: &str) -> Vec<CaseStep> {
    let mut steps = whole_way(a, b);
    if let Some(end) = steps.iter().position(|step| step.act.as_str() == until) {
        steps.truncate(end + 1);
    }
    steps.iter_mut().for_each(|step| step.case = CaseId::new(format!("case-{number}")).unwrap());
    steps
}

fn report(cases: &[Vec<CaseStep>], period: Period) -> Impartiality {
    let restrictions = [
        restriction(1, Some(NORTH), "2031-05-03", RestrictionKind::Denied),
        restriction(2, None, "2031-05-04", RestrictionKind::Denied),
        restriction(3, Some(SOUTH), "2031-06-03", RestrictionKind::Denied),
        restriction(4, Some(SOUTH), "2031-05-06", RestrictionKind::Delayed),
    ];
    let dates = ["2031-05-02", "2031-07-02", "2031-05-03"];
    let mut observations = dates.map(|date| observation(&format!("obs-{date}"), None, date));
    observations[2].corrects = Some(observations[0].id.clone());
    impartiality(cases, &procedure(NORTH, SOUTH), &observations, &restrictions, period).unwrap()
}

#[test]
fn each_party_is_asked_the_same_questions() {
    let mut out = another(2, SOUTH, NORTH, "logged");
    let mut watch = Watch::after(&out);
    watch.wait(24 * 60);
    out.push(CaseStep {
        case: CaseId::new("case-2").unwrap(),
        ..watch.step("z1", CaseAct::Screened(Screening::Out(model::case::OutOfScope::Period)))
    });
    let mut refuted = another(3, NORTH, SOUTH, "verified");
    let last = refuted.len() - 1;
    refuted[last].act =
        CaseAct::Verified { outcome: Outcome::Refuted(StandardOfProof::ClearAndConvincing), signed: signed(SOUTH) };
    let cases = [another(1, NORTH, SOUTH, ""), out, refuted, another(4, NORTH, SOUTH, "received")];
    let told = report(&cases, may());
    let [north, south] = &told.parties[..] else { panic!() };
    assert_eq!((north.party.as_str(), south.party.as_str()), (NORTH, SOUTH));
    assert_eq!((north.made.allegations, north.made.verified, north.made.refuted, north.made.open), (3, 1, 1, 1));
    assert_eq!(south.received, north.made);
    assert_eq!((south.made.allegations, south.made.screened_out, north.received.screened_out), (1, 1, 1));
    assert_eq!(south.replies, Replies { given: 1, ..Replies::default() });
    assert_eq!((north.denied, south.denied, told.denied_by_others), (1, 0, 1));
    assert_eq!((told.observations, told.by_others.allegations), (1, 0));
    assert_eq!(south.restricted, BTreeMap::from([(RestrictionKind::Delayed, 1)]));
    let half_an_hour = SignedDuration::from_mins(30);
    let first = north.made.to_first_step.unwrap();
    assert_eq!((first.least, first.median, first.greatest), (half_an_hour, half_an_hour, half_an_hour));
}

#[test]
fn what_comes_after_the_period_is_not_looked_at() {
    let steps = another(1, NORTH, SOUTH, "");
    let asked = position(&steps, "reply_asked");
    let until = |place: usize| Period { to: steps[place].at, ..may() };
    let told = report(std::slice::from_ref(&steps), until(asked));
    assert_eq!(told.parties[1].replies, Replies::default(), "not asked yet");
    let told = report(std::slice::from_ref(&steps), until(asked + 1));
    assert_eq!(told.parties[1].replies, Replies { awaited: 1, ..Replies::default() });
    let silent: Vec<CaseStep> = steps[..=asked].to_vec();
    let told = report(&[silent], may());
    assert_eq!(told.parties[1].replies, Replies { missed: 1, ..Replies::default() });
    let before = Period { from: at("2031-01-01T00:00:00Z"), to: at("2031-02-01T00:00:00Z") };
    assert_eq!(report(&[steps], before).parties[0].made, Tally::default());
}

#[test]
fn a_median_of_two_lies_between_them() {
    let minutes = |all: &[i64]| spread(all.iter().map(|minutes| SignedDuration::from_mins(*minutes)).collect());
    assert_eq!(minutes(&[]), None);
    assert_eq!(minutes(&[10, 30]).unwrap().median, SignedDuration::from_mins(20));
    assert_eq!(minutes(&[50, 10, 30]).unwrap().median, SignedDuration::from_mins(30));
}

#[test]
fn who_stays_away_from_a_sitting_is_counted() {
    let mut steps = another(1, NORTH, SOUTH, "replied");
    let present = vec![person("z1"), person("xx-north-1"), person("xx-north-2"), person("xx-south-1")];
    steps.push(Watch::after(&steps).step("z1", CaseAct::Adjourned { present }));
    let told = report(&[steps], may());
    assert_eq!(told.parties.iter().map(|one| one.absences).collect::<Vec<_>>(), [0, 1]);
}

/// Cases with changes, every other one of the second party, as text with all that the report says.
fn whole(a: &str, b: &str, stories: &[Vec<Change>]) -> String {
    let procedure = procedure(a, b);
    let case = |(number, changes): (usize, &Vec<Change>)| {
        let (from, against) = if number % 2 == 0 { (a, b) } else { (b, a) };
        let (case, _) = told(&story(from, against, changes), &procedure);
        case.map(|case| case.steps().to_vec()).unwrap_or_default()
    };
    let cases: Vec<Vec<CaseStep>> = stories.iter().enumerate().map(case).collect();
    let restrictions = [
        restriction(1, Some(a), "2031-05-05", RestrictionKind::Denied),
        restriction(2, Some(b), "2031-06-05", RestrictionKind::Denied),
        restriction(3, Some(b), "2031-05-06", RestrictionKind::Jamming),
    ];
    let period = Period { from: at("2031-05-04T00:00:00Z"), to: at("2031-05-12T00:00:00Z") };
    let told = impartiality(&cases, &procedure, &[], &restrictions, period).unwrap();
    for tally in told.parties.iter().flat_map(|one| [one.made, one.received]).chain([told.by_others]) {
        let parts = [
            tally.verified,
            tally.refuted,
            tally.not_verified,
            tally.unverifiable,
            tally.screened_out,
            tally.withdrawn,
            tally.open,
        ];
        assert_eq!(parts.iter().sum::<usize>(), tally.allegations, "each allegation is in one place");
    }
    format!("{told:#?}")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn exchanging_the_parties_exchanges_the_report(stories in prop::collection::vec(changes(), 0..5)) {
        prop_assert_eq!(exchanged(&whole(NORTH, SOUTH, &stories)), whole(SOUTH, NORTH, &stories));
    }
}

/// The exchange would hold of empty reports too.
#[test]
fn the_exchange_is_tested_on_something() {
    let told = whole(NORTH, SOUTH, &[Vec::new(), Vec::new(), Vec::new()]);
    assert!(told.contains("allegations: 2") && told.contains("verified: 2") && told.contains("given: 4"), "{told}");
    assert!(told.contains("Jamming: 1") && told.contains("denied: 1"), "{told}");
}
