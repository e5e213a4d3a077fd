//! Bad input and disorder: a hundred orders of arrival, forged dates of publication, claims that tell neither time nor place.

use crate::dice::Dice;
use crate::fuse;
use crate::sample::*;
use model::*;

const BODY: &str = "Three people were killed on Sunday when shells hit a vegetable market in the suburb of Ain Zara, a health official said. \
                    Ambulance crews carried the wounded to two hospitals, and shops in the district stayed closed for the rest of the day.";
const WORDS: &str = "Three people were killed on Sunday when shells hit a vegetable market";

fn shelling() -> Sample {
    claim(ClaimKind::Shelling, "hit", WORDS).on("2020-01-19").at(town("Ain Zara", 32.8, 13.27)).killed(3)
}

/// Copies and own reports, dated and not, of eight events in four towns, with tolls and agents that disagree.
pub(crate) fn mixed() -> Vec<Reading> {
    let own = |number: usize| {
        let event = number % 8;
        let text = format!("Shells hit quarter {event} of the town at dawn, witness {} said.", number * 7919);
        let sentence = format!("Shells hit quarter {event} of the town at dawn");
        let mut one = claim(ClaimKind::Shelling, "hit", &sentence);
        one = if number.is_multiple_of(5) { one } else { one.on(&format!("2020-01-{}", 11 + event)) };
        one = if number.is_multiple_of(7) {
            one
        } else {
            one.at(town(&format!("Town {}", event % 4), 30.0 + event as f64, 13.0))
        };
        one = if number.is_multiple_of(3) {
            one.role(Role::Agent, ["Amber Front", "Zinc Army"][number % 2])
        } else {
            one
        };
        let day = if number.is_multiple_of(11) { String::new() } else { format!("2020-01-{}", 19 + number % 4) };
        report(
            &format!("r-{number:02}"),
            &day,
            &format!("Paper {}", number % 13),
            &text,
            vec![one.killed(number as u64 % 4 + 1)],
        )
    };
    let copy = |number: usize| {
        let day = format!("2020-01-{}", 20 + number % 3);
        report(
            &format!("c-{number:02}"),
            &day,
            &format!("Site {number}"),
            &format!("Edition {number}\n\n{BODY}"),
            vec![shelling()],
        )
    };
    (0..48).map(own).chain((0..12).map(copy)).collect()
}

#[test]
fn a_hundred_orders_of_arrival_give_one_result() {
    let mut readings = mixed();
    let first = fuse(&readings, &[], &[]);
    assert!(first.0.incidents.len() > 4 && !first.0.copies.is_empty(), "there is something to put in order");
    let mut dice = Dice(1);
    for _ in 0..100 {
        dice.shuffle(&mut readings);
        assert_eq!(fuse(&readings, &[], &[]), first);
    }
}

#[test]
fn a_forged_date_of_publication_adds_no_origin() {
    let honest = report("r-1", "2020-01-20", "Coast Gazette", BODY, vec![shelling()]);
    for forged in ["2020-01-20", "2020-02-20", "2019-06-01", ""] {
        let copy = report("r-2", forged, "Hill Post", &format!("FIRST HERE\n\n{BODY}"), vec![shelling()]);
        let (fused, _) = fuse(&[honest.clone(), copy], &[], &[]);
        assert_eq!(fused.incidents.len(), 1, "published {forged:?}");
        assert_eq!(fused.incidents[0].origins.len(), 1, "published {forged:?}");
        assert_eq!(fused.incidents[0].harm[0].toll, Toll::exactly(3));
    }
}

#[test]
fn a_forged_dateline_adds_no_origin_beside_the_agency_s_own() {
    let own = report("r-1", "2020-01-20", "Reuters", BODY, vec![shelling()]);
    let told = BODY.replace("Three people were killed on Sunday when shells hit", "Mortar fire struck on Sunday");
    let forged = |id: &str, paper: &str| {
        let one = claim(ClaimKind::Shelling, "struck", "Mortar fire struck on Sunday").on("2020-01-19");
        let one = one.at(town("Ain Zara", 32.8, 13.27)).killed(30);
        report(id, "2020-01-20", paper, &format!("TRIPOLI (Reuters) - {told} {id}"), vec![one])
    };
    let (fused, _) = fuse(&[own.clone(), forged("r-2", "Hill Post"), forged("r-3", "Dune Letter")], &[], &[]);
    let origins: Vec<&str> = fused.incidents.iter().flat_map(|one| &one.origins).map(OriginId::as_str).collect();
    assert!(!origins.is_empty() && origins.iter().all(|origin| *origin == "o-media-reuters"), "{origins:?}");
    // Whoever knows better says so, and the forger's words count as the forger's.
    let of = Statements::Report(ReportId::new("r-2").unwrap());
    let decision = Decision {
        id: DecisionId::new("d-1").unwrap(),
        act: DecisionAct::SetOrigin { of, origin: "Hill Post".into(), speaks: false },
        by: "Ana".into(),
        why: "Reuters never wrote it".into(),
        at: "2031-05-01T06:00:00Z".into(),
        seen: 1,
    };
    let (fused, _) = crate::fuse_decided(&[own, forged("r-2", "Hill Post")], &[], &[], &[decision]);
    assert_eq!(fused.claim_origins[&ClaimId::new("r-2.c1").unwrap()].as_str(), "o-media-hill-post");
}

#[test]
fn contradictory_dates_of_one_report_are_told_and_settled_alike_in_every_order() {
    let early = report("r-1", "2020-01-20", "Coast Gazette", BODY, vec![shelling()]);
    let late = report("r-1", "2020-03-20", "Coast Gazette", BODY, vec![shelling()]);
    let told = fuse(&[early.clone(), late.clone()], &[], &[]);
    assert_eq!(told, fuse(&[late, early], &[], &[]));
    assert!(told.1.iter().any(|note| note.code == "report-read-twice"));
}

#[test]
fn claims_without_time_and_place_from_many_papers_are_no_single_event() {
    let bare = |number: usize| {
        let text = format!("Gunmen {} opened fire near house {}.", number * 31, number * 7919);
        let one = claim(ClaimKind::SmallArmsFire, "opened fire", "opened fire");
        report(
            &format!("r-{number:03}"),
            &format!("2020-{:02}-15", 1 + number % 12),
            &format!("Paper {number}"),
            &text,
            vec![one],
        )
    };
    let readings: Vec<Reading> = (0..240).map(bare).collect();
    let (fused, _) = fuse(&readings, &[], &[]);
    assert!(fused.incidents.len() >= 12, "no month is another: {}", fused.incidents.len());
}

#[test]
fn a_fuller_version_is_found_behind_three_shorter_ones() {
    let short = BODY.split(". ").next().unwrap();
    let mut readings: Vec<Reading> = (0..5)
        .map(|number| {
            report(&format!("r-{number}"), "2020-01-20", &format!("Paper {number}"), &format!("{short}."), Vec::new())
        })
        .collect();
    let full = |id: &str, day: &str, source: &str| {
        let sentence = "Ambulance crews carried the wounded to two hospitals";
        let one = claim(ClaimKind::HumanitarianAccess, "carried", sentence)
            .on("2020-01-19")
            .at(town("Ain Zara", 32.8, 13.27));
        report(id, day, source, BODY, vec![one])
    };
    readings.push(full("r-8", "2020-01-21", "Coast Gazette"));
    readings.push(full("r-9", "2020-01-22", "Hill Post"));
    let (fused, _) = fuse(&readings, &[], &[]);
    assert_eq!(fused.incidents.len(), 1);
    assert_eq!(fused.incidents[0].origins.len(), 1, "one copies the other");
    assert!(fused.copies.iter().any(|copy| copy.report.as_str() == "r-9" && copy.of.as_str() == "r-8"));
}
