//! Zone, line, side, weapon and hours: each answer with what leads to it, on incidents made by hand.

use crate::builders::{Report, actors, at, day, drawing, event, front, minute, square, truce_on_the_ground};
use crate::{changes, propose};
use model::{Agreement, ClaimKind, Incident, Proposal, ProposedAnswer, Reading, Referent, Role, Where};

fn truce() -> Agreement {
    truce_on_the_ground("north", "south")
}

fn screened(agreement: &Agreement, incident: Incident, weapon: Option<&str>) -> Proposal {
    let readings: Vec<Reading> = weapon.map(|weapon| told_with(&incident, weapon)).into_iter().collect();
    let members = readings.iter().flat_map(|reading| reading.claims.iter().map(|claim| claim.id.clone())).collect();
    let incident = Incident { members, ..incident };
    let mut all = propose(agreement, &actors("north", "south"), &readings, &[incident]);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

fn told_with(incident: &Incident, weapon: &str) -> Reading {
    Report::new("r-1", "2031-05-04", &format!("They moved {weapon}."))
        .claim(incident.kind, "moved")
        .role(Role::Instrument, weapon, Referent::Unresolved)
        .reading()
}

fn answer(proposal: &Proposal) -> String {
    match &proposal.answer {
        ProposedAnswer::MayBreach(clause) => format!("may breach {clause}"),
        ProposedAnswer::Permitted(clause) => format!("permitted by {clause}"),
        ProposedAnswer::OutsideScope(scope) => format!("outside {scope}"),
        ProposedAnswer::CannotTell(missing) => format!("cannot tell {missing}"),
    }
}

fn of(kind: ClaimKind, by: &str, place: Where) -> Incident {
    event(kind, Some(by), Some(day("2031-05-03")), Some(place))
}

fn guns(by: &str, longitude: f64, radius_km: f64, weapon: Option<&str>) -> String {
    let incident = of(ClaimKind::WeaponsMovement, by, at("Hilltown", 10.0, longitude, radius_km));
    answer(&screened(&truce(), incident, weapon))
}

/// A tenth of a degree of longitude is 10.95 km there. The west is the north's, the east the south's.
#[test]
fn guns_near_the_line_on_ones_own_side() {
    assert_eq!(guns("north", 9.9, 1.0, Some("D-30")), "may breach p1");
    assert_eq!(guns("south", 10.1, 1.0, Some("D-30")), "may breach p1");
    assert_eq!(guns("south", 9.9, 1.0, Some("D-30")), "outside line", "the other's side is another clause");
    assert_eq!(guns("north", 9.7, 1.0, Some("D-30")), "outside line", "33 km away");
    assert_eq!(guns("north", 9.77, 1.0, Some("D-30")), "cannot tell where exactly it happened", "25.2 km away");
    assert_eq!(guns("north", 9.9, 20.0, Some("D-30")), "cannot tell where exactly it happened");
    assert_eq!(
        guns("north", 9.999, 0.0, Some("D-30")),
        "cannot tell where exactly it happened",
        "110 m from a line drawn to 500 m"
    );
}

#[test]
fn the_weapon_and_its_calibre_decide() {
    assert_eq!(guns("north", 9.9, 1.0, Some("BM-21 Grad")), "outside weapon");
    assert_eq!(guns("north", 9.9, 1.0, Some("85 mm howitzers")), "outside weapon");
    assert_eq!(guns("north", 9.9, 1.0, Some("howitzers")), "cannot tell of which calibre");
    assert_eq!(guns("north", 9.9, 1.0, Some("152 mm howitzers")), "may breach p1");
    assert_eq!(guns("north", 9.9, 1.0, None), "cannot tell with which weapon");
}

#[test]
fn the_reasons_tell_the_distance_as_a_range_the_side_and_the_weapon() {
    let incident = of(ClaimKind::WeaponsMovement, "north-brigade", at("Hilltown", 10.0, 9.9, 1.0));
    let because = screened(&truce(), incident, Some("D-30")).because.join("\n");
    for part in [
        "Hilltown lies 9.5 to 12.5 km on the side 'bank of north' from the front (version 1, drawn to 500 m)",
        "the clause holds within 25 km of it and on the doer's own side.",
        "The weapon is told as D-30 (122 mm); the clause means artillery of 100 mm or more.",
        "north-brigade stands with the party north",
    ] {
        assert!(because.contains(part), "'{part}' is missing in\n{because}");
    }
}

#[test]
fn troops_on_the_others_side_and_a_doer_whose_side_is_not_known() {
    let troops = |by: &str, longitude| {
        answer(&screened(&truce(), of(ClaimKind::TroopMovement, by, at("Hilltown", 10.0, longitude, 1.0)), None))
    };
    assert_eq!(troops("north", 10.3), "may breach p2");
    assert_eq!(troops("north", 9.7), "outside line");
    assert_eq!(troops("south", 9.7), "may breach p2");
    assert_eq!(troops("group-hidden", 9.7), "cannot tell on whose side the doer stands");
}

#[test]
fn inside_outside_and_across_the_rim_of_a_zone() {
    let fire = |longitude, radius_km| {
        answer(&screened(&truce(), of(ClaimKind::Shelling, "north", at("Hilltown", 10.0, longitude, radius_km)), None))
    };
    assert_eq!(fire(10.2, 5.0), "may breach p3");
    assert_eq!(fire(10.8, 5.0), "outside zone");
    assert_eq!(fire(10.68, 5.0), "cannot tell where exactly it happened");
    assert_eq!(fire(10.2, 80.0), "cannot tell where exactly it happened");
    let mut by_name = truce();
    let hilltown = model::PlaceId::new("supplement:Hilltown").unwrap();
    by_name.annex.zones =
        vec![square(10.2, drawing("square", "1", "2031-04-01", None, 0.0)).with_places([hilltown].into())];
    let rough = of(ClaimKind::Shelling, "north", at("Hilltown", 10.0, 10.68, 5.0));
    assert_eq!(answer(&screened(&by_name, rough, None)), "may breach p3", "the zone names the town");
    let named = of(ClaimKind::Shelling, "north", Where::Named("Nowhere".to_owned()));
    assert_eq!(answer(&screened(&truce(), named, None)), "cannot tell where it happened");
    let (Where::At(a), Where::At(b)) = (at("Twin", 10.0, 10.1, 1.0), at("Twin", 10.0, 10.3, 1.0)) else { panic!() };
    let twins = of(ClaimKind::Shelling, "north", Where::Ambiguous(vec![a.clone(), b]));
    assert_eq!(answer(&screened(&truce(), twins, None)), "may breach p3", "both lie inside");
    let Where::At(far) = at("Twin", 10.0, 12.0, 1.0) else { panic!() };
    let twins = of(ClaimKind::Shelling, "north", Where::Ambiguous(vec![a, far]));
    assert_eq!(answer(&screened(&truce(), twins, None)), "cannot tell where it happened");
}

#[test]
fn hours_of_the_day_and_a_clauses_own_time() {
    let at_time = |when| {
        let incident = event(ClaimKind::Mobilisation, Some("north"), Some(when), Some(at("Hilltown", 10.0, 9.9, 1.0)));
        answer(&screened(&truce(), incident, None))
    };
    assert_eq!(at_time(minute("2031-05-03T23:00")), "may breach p4");
    assert_eq!(at_time(minute("2031-05-03T12:00")), "outside hours");
    assert_eq!(at_time(day("2031-05-03")), "cannot tell at what hour it happened");
    let mut later = truce();
    later.provisions[2].scope.from = Some(day("2031-06-01"));
    let fire = of(ClaimKind::Shelling, "north", at("Hilltown", 10.0, 10.2, 5.0));
    let proposal = screened(&later, fire, None);
    assert_eq!(answer(&proposal), "outside period");
    assert!(proposal.because.iter().any(|why| why.contains("from 2031-06-01")), "{:?}", proposal.because);
}

/// The line moves 55 km to the east on 1 June.
#[test]
fn the_version_of_the_line_that_was_valid_then() {
    let mut moved = truce();
    moved.annex.lines = vec![
        front("north", "south", 10.0, drawing("front", "1", "2031-04-01", Some("2031-06-01"), 500.0)),
        front("north", "south", 10.5, drawing("front", "2", "2031-06-01", None, 500.0)),
    ];
    let troops = |when| {
        let incident =
            event(ClaimKind::TroopMovement, Some("south"), Some(day(when)), Some(at("Hilltown", 10.0, 10.3, 1.0)));
        answer(&screened(&moved, incident, None))
    };
    assert_eq!(troops("2031-05-20"), "outside line", "on its own side");
    assert_eq!(troops("2031-06-20"), "may breach p2", "the same place lies beyond the new line");
    assert_eq!(troops("2031-06-01"), "cannot tell where the line or zone ran then", "the day of the change");
    let mut unknown = truce();
    unknown.annex.lines = vec![front("north", "south", 10.0, drawing("front", "1", "2031-08-01", None, 500.0))];
    let incident = of(ClaimKind::TroopMovement, "south", at("Hilltown", 10.0, 10.3, 1.0));
    assert_eq!(answer(&screened(&unknown, incident, None)), "cannot tell where the line or zone ran then");
}

#[test]
fn a_line_drawn_anew_changes_answers_and_says_why() {
    let incident = || of(ClaimKind::TroopMovement, "south", at("Hilltown", 10.0, 10.3, 1.0));
    let before = [screened(&truce(), incident(), None)];
    let mut redrawn = truce();
    redrawn.annex.lines = vec![front("north", "south", 10.5, drawing("front", "2", "2031-04-01", None, 500.0))];
    let found = changes(&before, &[screened(&redrawn, incident(), None)]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].before, Some(ProposedAnswer::OutsideScope("line".to_owned())));
    assert!(matches!(found[0].after, Some(ProposedAnswer::MayBreach(_))));
    assert!(found[0].now.iter().any(|why| why.contains("(version 2")), "{:?}", found[0].now);
}

#[test]
fn a_permission_with_a_zone_permits_there_only() {
    let mut agreement = truce();
    agreement.annex.zones.push(square(12.0, drawing("range", "1", "2031-04-01", None, 0.0)));
    agreement.provisions[2].scope.zones.clear();
    let exercise = model::PermittedAct {
        kinds: [ClaimKind::Shelling].into(),
        against: Vec::new(),
        scope: model::ClauseScope { zones: vec![crate::builders::shape_id("range")], ..model::ClauseScope::default() },
        ..agreement.permitted[0].clone()
    };
    agreement.permitted = vec![exercise];
    let fire = |longitude| {
        answer(&screened(&agreement, of(ClaimKind::Shelling, "north", at("Hilltown", 10.0, longitude, 1.0)), None))
    };
    assert_eq!(fire(12.0), "permitted by a1");
    assert_eq!(fire(10.2), "may breach p3");
    assert_eq!(fire(12.5), "cannot tell where exactly it happened");
}

#[test]
fn verdicts_without_words_are_those_of_the_proposals() {
    let agreement = truce();
    let actors = actors("north", "south");
    let screen = crate::Screen::new(&agreement, &actors);
    for (kind, by, longitude) in [
        (ClaimKind::WeaponsMovement, "north", 9.9),
        (ClaimKind::TroopMovement, "south", 9.7),
        (ClaimKind::Shelling, "north", 10.2),
        (ClaimKind::Shelling, "state-far", 10.2),
        (ClaimKind::Overflight, "south", 10.2),
    ] {
        let incident = of(kind, by, at("Hilltown", 10.0, longitude, 1.0));
        let proposals = propose(&agreement, &actors, &[], std::slice::from_ref(&incident));
        let verdicts = screen.verdicts(&incident);
        assert_eq!(verdicts.len(), proposals.len());
        for (verdict, proposal) in verdicts.iter().zip(&proposals) {
            let same = match (&verdict.verdict, &proposal.answer) {
                (crate::Verdict::MayBreach, ProposedAnswer::MayBreach(clause)) => verdict.clause == Some(clause),
                (crate::Verdict::Permitted(one), ProposedAnswer::Permitted(other)) => *one == other,
                (crate::Verdict::Outside(one), ProposedAnswer::OutsideScope(other)) => one.as_str() == other,
                (crate::Verdict::CannotTell(one), ProposedAnswer::CannotTell(other)) => one.words() == *other,
                _ => false,
            };
            assert!(same, "{verdict:?} {proposal:?}");
        }
    }
}
