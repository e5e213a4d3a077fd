//! Each answer with what leads to it, on incidents made by hand.

use super::*;
use crate::builders::{Report, actors, day, event, listed, minute, place, truce};
use model::{ActorKind, ClaimId, ClaimKind, Contested, Modality, Polarity, ProvisionId, Tense, When, Where};

fn screen(incident: Incident) -> Vec<Proposal> {
    propose(&truce("north", "south"), &actors("north", "south"), &[], &[incident])
}

fn answer(incident: Incident) -> ProposedAnswer {
    let mut all = screen(incident);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0).answer
}

fn shelling() -> Incident {
    event(ClaimKind::Shelling, Some("north-brigade"), Some(day("2031-05-03")), Some(place("Hilltown", "XX")))
}

fn breach() -> ProposedAnswer {
    ProposedAnswer::MayBreach(ProvisionId::new("p1").unwrap())
}

fn outside(scope: &str) -> ProposedAnswer {
    ProposedAnswer::OutsideScope(scope.to_owned())
}

fn missing(what: &str) -> ProposedAnswer {
    ProposedAnswer::CannotTell(what.to_owned())
}

#[test]
fn in_time_in_place_by_a_party_it_may_breach_and_the_reasons_cite_the_clause() {
    let proposals = screen(shelling());
    assert_eq!(proposals[0].answer, breach());
    let because = proposals[0].because.join("\n");
    for part in [
        "p1 forbids shelling: “All fire stops.”",
        "2031-05-03",
        "Hilltown",
        "the party north",
        "reservation",
        "one origin",
    ] {
        assert!(because.contains(part), "{part} in {because}");
    }
}

#[test]
fn time_is_before_across_unknown_or_contested() {
    let at = |when: Option<model::Interval>| Incident {
        time: event(ClaimKind::Shelling, None, when, None).time,
        ..shelling()
    };
    assert_eq!(answer(at(Some(day("2031-04-30")))), outside("period"));
    assert_eq!(answer(at(Some(day("2031-05-01")))), missing("when it happened"));
    assert_eq!(answer(at(Some(minute("2031-05-01T06:00")))), breach());
    assert_eq!(answer(at(None)), missing("when it happened"));
    let versions =
        [day("2031-04-28"), day("2031-05-03")].map(|when| model::Version { value: When::Known(when), by: vec![] });
    let contested = Incident { time: Contested::Contested(versions.to_vec()), ..shelling() };
    assert_eq!(answer(contested), missing("when it happened"));
}

#[test]
fn a_report_before_the_beginning_settles_a_time_that_nobody_tells() {
    let reading =
        Report::new("r-1", "2031-04-30", "The north shelled Hilltown.").claim(ClaimKind::Shelling, "shelled").reading();
    let mut incident = event(ClaimKind::Shelling, Some("north"), None, Some(place("Hilltown", "XX")));
    incident.members = vec![reading.claims[0].id.clone()];
    let proposals = propose(&truce("north", "south"), &actors("north", "south"), &[reading], &[incident]);
    assert_eq!(proposals[0].answer, outside("period"));
}

#[test]
fn place_is_outside_unplaced_or_one_of_two_countries() {
    let at = |place: Where| Incident { place: event(ClaimKind::Shelling, None, None, Some(place)).place, ..shelling() };
    assert_eq!(answer(at(place("Farland", "ZZ"))), outside("area"));
    assert_eq!(answer(at(Where::Named("Nowhere".to_owned()))), missing("where it happened"));
    assert_eq!(answer(at(Where::Unknown)), missing("where it happened"));
    let (Where::At(a), Where::At(b)) = (place("Twin", "XX"), place("Twin", "ZZ")) else { panic!() };
    assert_eq!(answer(at(Where::Ambiguous(vec![a, b]))), missing("where it happened"));
}

#[test]
fn the_doer_is_a_party_a_third_nobody_or_not_to_be_told() {
    let by = |who: Option<&str>| Incident { actors: event(ClaimKind::Shelling, who, None, None).actors, ..shelling() };
    assert_eq!(answer(by(Some("south"))), breach());
    assert_eq!(answer(by(Some("state-far"))), outside("actor"));
    assert_eq!(answer(by(Some("group-hidden"))), missing("on whose side the doer stands"));
    assert_eq!(answer(by(None)), missing("who did it"));
}

#[test]
fn mutual_blame_gives_a_proposal_for_each_and_a_clash_for_both_sides() {
    let mut blamed = shelling();
    let version = |who: &str| model::Version { value: listed(who), by: vec![] };
    blamed.actors.insert(Role::Agent, Contested::Contested(vec![version("north"), version("south")]));
    blamed.contested.insert(Field::Actor(Role::Agent));
    let proposals = screen(blamed);
    assert_eq!(proposals.len(), 2);
    assert!(proposals.iter().all(|one| one.answer == breach()));
    assert!(proposals.iter().all(|one| one.because.iter().any(|why| why == "It is contested who did it.")));

    let mut one_side = shelling();
    one_side.actors.insert(Role::Agent, Contested::Contested(vec![version("north-brigade"), version("person-north")]));
    let proposals = screen(one_side);
    assert_eq!(proposals.len(), 1, "two names of one side are one possible doer");
    assert_eq!(proposals[0].actor, Some(listed("north")));

    let mut clash = Incident { kind: ClaimKind::ArmedClash, ..shelling() };
    clash.actors.insert(Role::Counterpart, Contested::Agreed(version("south")));
    assert_eq!(screen(clash).len(), 2);
}

#[test]
fn a_permission_holds_against_those_whom_it_names() {
    let against = |who: Option<&str>| {
        let mut strike = Incident { kind: ClaimKind::AirStrike, ..shelling() };
        if let Some(who) = who {
            strike.actors.insert(Role::Target, Contested::Agreed(model::Version { value: listed(who), by: vec![] }));
        }
        answer(strike)
    };
    assert_eq!(against(Some("group-hidden")), ProposedAnswer::Permitted(ProvisionId::new("a1").unwrap()));
    assert_eq!(against(Some("south")), breach());
    assert_eq!(against(None), missing("against whom it went"));
}

#[test]
fn kinds_that_no_clause_names_are_outside_and_news_is_not_asked() {
    assert_eq!(answer(Incident { kind: ClaimKind::Overflight, ..shelling() }), outside("kind"));
    assert!(screen(Incident { kind: ClaimKind::Meeting, ..shelling() }).is_empty());
}

#[test]
fn a_threat_is_no_act_and_a_denial_is_stated() {
    let reading = Report::new("r-1", "2031-05-04", "The north will shell Hilltown.")
        .claim(ClaimKind::Shelling, "shell")
        .meant(Modality::Promised, Polarity::Affirmed, Tense::Future)
        .reading();
    let mut incident = shelling();
    incident.members = vec![reading.claims[0].id.clone()];
    incident.denials = vec![ClaimId::new("r-9.c1").unwrap()];
    let proposals = propose(&truce("north", "south"), &actors("north", "south"), &[reading], &[incident]);
    assert_eq!(proposals[0].answer, missing("whether it happened"));
    let because = proposals[0].because.join("\n");
    assert!(because.contains("told as promised") && because.contains("r-9.c1"), "{because}");
}

#[test]
fn gunmen_without_a_side_leave_the_doer_open() {
    let mut incident = shelling();
    let gunmen = ActorRef::Described { description: "gunmen".to_owned(), kind: ActorKind::ArmedGroup, of: None };
    incident.actors.insert(Role::Agent, Contested::Agreed(model::Version { value: gunmen, by: vec![] }));
    assert_eq!(answer(incident), missing("on whose side the doer stands"));
}
