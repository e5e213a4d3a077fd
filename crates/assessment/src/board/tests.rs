//! What stands on a board and what does not, with readings made by hand.

use super::*;
use crate::builders::{Report, actors, day, listed, minute, place, truce};
use model::{ActorKind, Contested, Modality, OriginId, Polarity, Referent, Tense, When};

fn make(reports: Vec<Report>) -> (Board, Vec<Note>) {
    let readings: Vec<Reading> = reports.into_iter().map(Report::reading).collect();
    let mut fused = Fused::default();
    for reading in &readings {
        for claim in &reading.claims {
            fused.claim_origins.insert(claim.id.clone(), OriginId::new(reading.report.as_str()).unwrap());
        }
    }
    board(&truce("north", "south"), &actors("north", "south"), &readings, &fused)
}

/// Each entry in a word: actor, act, evidence, and a mark where something is contested.
fn lines(reports: Vec<Report>) -> Vec<String> {
    let (board, _) = make(reports);
    let line = |entry: &StatusEntry| {
        let actor = entry.actor.as_ref().map_or("-", |actor| actor.name());
        let mark = if entry.when.is_contested() || !entry.against.is_empty() { " !" } else { "" };
        format!("{actor} {} {}{mark}", entry.act.as_str(), entry.evidence.len())
    };
    board.entries.iter().map(line).collect()
}

#[test]
fn a_leaders_and_a_spokesmans_act_is_the_partys_and_reports_meet_on_one_line() {
    let one = Report::new("r-1", "2031-04-30", "The leader signed the agreement.")
        .claim(ClaimKind::Signature, "signed")
        .agent("The leader", "person-north")
        .matter("the agreement")
        .time(day("2031-04-29"));
    let two = Report::new("r-2", "2031-04-30", "The north signed the truce.")
        .claim(ClaimKind::Signature, "signed")
        .agent("The north", "north")
        .matter("the truce")
        .time(minute("2031-04-29T14:00"));
    let (board, notes) = make(vec![two, one]);
    let [entry] = board.entries.as_slice() else { panic!("{board:?}") };
    assert_eq!((entry.act, entry.party, entry.actor.clone()), (PartyAct::Signed, Some(0), Some(listed("north"))));
    assert_eq!(entry.origins.len(), 2);
    let Contested::Agreed(when) = &entry.when else { panic!("{:?}", entry.when) };
    assert_eq!(when.value, When::Known(minute("2031-04-29T14:00")), "the finer time does not contest the rougher");
    assert!(notes.is_empty(), "{notes:?}");
}

#[test]
fn two_days_for_one_signature_are_contested() {
    let on = |id: &str, date: &str| {
        Report::new(id, "2031-04-30", "The north signed the truce.")
            .claim(ClaimKind::Signature, "signed")
            .agent("The north", "north")
            .matter("the truce")
            .time(day(date))
    };
    assert_eq!(lines(vec![on("r-1", "2031-04-28"), on("r-2", "2031-04-29")]), ["north signed 2 !"]);
}

#[test]
fn not_signed_is_its_own_act_and_stands_against_signed() {
    let not = || {
        Report::new("r-1", "2031-04-30", "The leader left without signing it.")
            .claim(ClaimKind::Signature, "signing")
            .agent("The leader", "person-south")
            .matter("it")
            .meant(Modality::Asserted, Polarity::Negated, Tense::Past)
            .aside("The leader left", Referent::Unresolved)
    };
    // The report itself must speak of the truce for "it" to be taken so.
    assert!(lines(vec![not()]).is_empty());
    let topic = |id: &str, polarity| {
        Report::new(id, "2031-04-30", "The ceasefire. The leader was asked about signing it.")
            .claim(ClaimKind::Signature, "signing")
            .agent("The leader", "person-south")
            .matter("it")
            .evidence("The leader was asked about signing it.")
            .meant(Modality::Asserted, polarity, Tense::Past)
    };
    assert_eq!(lines(vec![topic("r-1", Polarity::Negated)]), ["south not_signed 1"]);
    let both = vec![topic("r-1", Polarity::Negated), topic("r-2", Polarity::Affirmed)];
    assert_eq!(lines(both), ["south signed 1 !", "south not_signed 1 !"]);
}

#[test]
fn a_denial_stands_against_and_alone_makes_no_entry() {
    let refusal = |id: &str, modality| {
        Report::new(id, "2031-04-30", "The north rejected the truce.")
            .claim(ClaimKind::Refusal, "rejected")
            .agent("The north", "north")
            .matter("the truce")
            .meant(modality, Polarity::Affirmed, Tense::Past)
    };
    assert_eq!(
        lines(vec![refusal("r-1", Modality::Asserted), refusal("r-2", Modality::Denied)]),
        ["north refused 1 !"]
    );
    let (board, notes) = make(vec![refusal("r-2", Modality::Denied)]);
    assert!(board.entries.is_empty());
    assert_eq!(notes[0].code, "board-only-contrary");
}

#[test]
fn what_is_announced_demanded_or_supposed_is_not_done() {
    for modality in
        [Modality::Promised, Modality::Planned, Modality::Demanded, Modality::Hypothetical, Modality::Feared]
    {
        let report = Report::new("r-1", "2031-04-30", "The north to sign the truce.")
            .claim(ClaimKind::Signature, "sign")
            .agent("The north", "north")
            .matter("the truce")
            .meant(modality, Polarity::Affirmed, Tense::Future);
        assert!(lines(vec![report]).is_empty(), "{modality:?}");
    }
}

#[test]
fn a_memorandum_with_a_third_state_is_not_the_truce() {
    let with = |matter: &str| {
        Report::new(
            "r-1",
            "2031-04-30",
            "Truce talks. The north signed the truce and a memorandum with the river state.",
        )
        .claim(ClaimKind::Signature, "signed")
        .agent("The north", "north")
        .matter(matter)
        .role(Role::Counterpart, "the river state", Referent::Actor(listed("state-river")))
        .evidence("a memorandum with the river state")
    };
    assert!(lines(vec![with("a memorandum")]).is_empty());
    assert_eq!(lines(vec![with("the truce")]), ["north signed 1"]);
}

#[test]
fn another_matter_another_year_and_another_country_stay_off() {
    let base = |text: &str| {
        let matter = text.strip_prefix("The north signed ").unwrap();
        Report::new("r-1", "2031-04-30", text)
            .claim(ClaimKind::Signature, "signed")
            .agent("The north", "north")
            .matter(matter)
    };
    assert_eq!(lines(vec![base("The north signed the agreement")]), ["north signed 1"]);
    assert!(lines(vec![base("The north signed the agreement").time(day("2029-04-29"))]).is_empty());
    assert!(lines(vec![base("The north signed the agreement on maritime boundaries")]).is_empty());
    assert!(lines(vec![base("The north signed the guest book")]).is_empty());
    let abroad =
        base("The north signed the truce in Farland").aside("Farland", Referent::Place(place("Farland", "ZZ")));
    assert!(lines(vec![abroad]).is_empty());
}

#[test]
fn strangers_do_not_sign_but_may_call_and_welcome() {
    let by = |kind, words: &str, who: ActorRef| {
        Report::new("r-1", "2031-04-30", "Strangers and the truce of the north")
            .claim(kind, words)
            .role(Role::Agent, "Strangers", Referent::Actor(who))
            .matter("the truce")
            .aside("the north", Referent::Actor(listed("north")))
    };
    let velde = || ActorRef::Unlisted { name: "Velde".to_owned(), kind: ActorKind::Government };
    assert!(lines(vec![by(ClaimKind::Signature, "truce", velde())]).is_empty());
    assert_eq!(lines(vec![by(ClaimKind::Welcome, "truce", velde())]), ["Velde welcomed 1"]);
    assert_eq!(lines(vec![by(ClaimKind::Call, "truce", listed("person-river"))]), ["state-river called 1"]);
    let rivals = ActorRef::Described { description: "rivals".to_owned(), kind: ActorKind::ArmedGroup, of: None };
    assert_eq!(lines(vec![by(ClaimKind::Acceptance, "truce", rivals)]), ["rivals accepted 1"]);
}

#[test]
fn a_report_on_another_conflict_gives_nothing() {
    let report = Report::new("r-1", "2031-05-01", "The truce took effect in Farland.")
        .claim(ClaimKind::EntryIntoEffect, "took effect")
        .matter("The truce")
        .aside("Farland", Referent::Place(place("Farland", "ZZ")));
    assert!(lines(vec![report]).is_empty());
    let here = Report::new("r-1", "2031-05-01", "The truce took effect in Hilltown.")
        .claim(ClaimKind::EntryIntoEffect, "took effect")
        .matter("The truce")
        .time(minute("2031-05-01T06:00"))
        .aside("Hilltown", Referent::Place(place("Hilltown", "XX")));
    assert_eq!(lines(vec![here]), ["- in_effect 1"]);
}

#[test]
fn a_reservation_of_the_speaker_needs_no_matter() {
    let report = Report::new("r-1", "2031-04-30", "The truce. Its operations would continue, the north said.")
        .claim(ClaimKind::Reservation, "continue")
        .speaker("the north", "north")
        .evidence("Its operations would continue")
        .meant(Modality::Promised, Polarity::Affirmed, Tense::Future);
    assert_eq!(lines(vec![report]), ["north reserved 1"]);
}

#[test]
fn entries_stand_by_party_then_by_the_life_of_an_agreement() {
    let did = |id: &str, kind, who: &str| {
        Report::new(id, "2031-04-30", "They and the truce").claim(kind, "and").agent("They", who).matter("the truce")
    };
    let reports = vec![
        did("r-1", ClaimKind::Refusal, "south"),
        did("r-2", ClaimKind::Signature, "north"),
        did("r-3", ClaimKind::Welcome, "north"),
        did("r-4", ClaimKind::Call, "state-river").aside("They", Referent::Actor(listed("north"))),
    ];
    assert_eq!(lines(reports), ["north welcomed 1", "north signed 1", "south refused 1", "state-river called 1"]);
}
