//! One story each: an id stays, is given up, comes anew, and why.

use crate::chronicle::Chronicle;
use crate::sample::*;
use model::*;

/// A report of one shelling; the day of the act, the place and the day of publication tell it apart.
fn shelling(id: &str, published: &str, day: &str, place: &str) -> Reading {
    let (latitude, longitude) = if place == "Northtown" { (32.8, 13.27) } else { (30.1, 15.0) };
    let text = format!("Shells fell on {place}, witness {id} told this paper in its office by the river.");
    let one = claim(ClaimKind::Shelling, "fell", &format!("Shells fell on {place}"));
    let one = one.on(day).at(town(place, latitude, longitude)).killed(2);
    report(id, published, &format!("Paper {id}"), &text, vec![one])
}

fn ids(chronicle: &Chronicle) -> Vec<&str> {
    chronicle.fused.incidents.iter().map(|incident| incident.id.as_str()).collect()
}

fn told(changes: &[IncidentChange]) -> Vec<(&'static str, usize)> {
    changes.iter().map(|change| (change.kind.as_str(), change.claims.len())).collect()
}

fn report_cause(id: &str) -> Vec<Cause> {
    vec![Cause::Report(ReportId::new(id).unwrap())]
}

#[test]
fn an_earlier_report_that_arrives_later_joins_and_the_id_stays() {
    let mut chronicle = Chronicle::default();
    let made = chronicle.goes_on(&[shelling("r-2", "2020-01-22", "2020-01-20", "Northtown")]);
    assert_eq!((told(&made), &made[0].causes), (vec![("made", 1)], &report_cause("r-2")));
    let id = chronicle.fused.incidents[0].id.clone();
    let joined = chronicle.goes_on(&[shelling("r-1", "2020-01-21", "2020-01-20", "Northtown")]);
    assert_eq!((told(&joined), &joined[0].causes), (vec![("joined", 1)], &report_cause("r-1")));
    assert!(joined[0].joins[0].score > 0.5 && !joined[0].joins[0].features.is_empty(), "with the score that joined it");
    assert_eq!(ids(&chronicle), [id.as_str()]);
    let (alone, _) = crate::fuse(&chronicle.readings, &[], &[]);
    assert_ne!(alone.incidents[0].id, id, "by itself fusion would found it anew");
    assert!(chronicle.goes_on(&[]).is_empty(), "nothing came, nothing changed");
}

#[test]
fn on_a_merge_the_elder_id_stays_and_the_former_leads_to_it_until_the_merge_is_revoked() {
    let mut chronicle = Chronicle::default();
    chronicle.goes_on(&[shelling("r-1", "2020-01-21", "2020-01-20", "Southtown")]);
    let elder = chronicle.fused.incidents[0].id.clone();
    chronicle.goes_on(&[
        shelling("r-2", "2020-01-20", "2020-01-18", "Northtown"),
        shelling("r-3", "2020-01-20", "2020-01-18", "Northtown"),
    ]);
    let younger = chronicle.fused.incidents[0].id.clone();
    assert_eq!(ids(&chronicle), [younger.as_str(), elder.as_str()]);
    chronicle.decide(chronicle.merge(&[0, 1])).unwrap();
    let merged = chronicle.goes_on(&[]);
    assert_eq!(told(&merged), [("merged", 2)]);
    assert_eq!(merged[0].causes, [Cause::Decision(DecisionId::new("d-1").unwrap())]);
    assert_eq!(merged[0].joins[0].features[0].0, "decided_d-1");
    assert_eq!((ids(&chronicle), chronicle.continuity.resolve(&younger)), (vec![elder.as_str()], Some(&elder)));
    // A merged incident still takes in what fits one of its parts.
    let joined = chronicle.goes_on(&[shelling("r-4", "2020-01-23", "2020-01-18", "Northtown")]);
    assert_eq!((told(&joined), chronicle.fused.incidents.len()), (vec![("joined", 1)], 1));
    chronicle.decide(DecisionAct::Revoke { decisions: vec![DecisionId::new("d-1").unwrap()] }).unwrap();
    let split = chronicle.goes_on(&[]);
    assert_eq!(told(&split), [("split", 1)], "the larger part keeps the id");
    assert_eq!(split[0].causes, [Cause::Decision(DecisionId::new("d-2").unwrap())]);
    assert_eq!(chronicle.fused.incidents[0].id, elder, "with most of the claims");
    let new = &chronicle.fused.incidents[1].id;
    assert!(*new != elder && *new != younger, "an id that leads elsewhere is not given again");
}

#[test]
fn a_split_binds_later_reports_too_and_a_pin_keeps_the_id_with_its_claims() {
    let mut chronicle = Chronicle::default();
    let day = |id: &str| shelling(id, "2020-01-21", "2020-01-20", "Northtown");
    chronicle.goes_on(&[day("r-1"), day("r-2")]);
    let id = chronicle.fused.incidents[0].id.clone();
    chronicle.decide(chronicle.pin(0)).unwrap();
    chronicle.goes_on(&[day("r-3"), day("r-4"), day("r-5"), day("r-6")]);
    assert_eq!(chronicle.fused.incidents[0].members.len(), 6, "a pin keeps in, it does not keep out");
    chronicle.decide(chronicle.split(0, 4)).unwrap();
    assert_eq!(told(&chronicle.goes_on(&[])), [("split", 4)]);
    let pinned = chronicle.fused.incidents.iter().find(|incident| incident.id == id).unwrap();
    assert_eq!(pinned.members.len(), 2, "the smaller part, but the pinned one");
    chronicle.goes_on(&[day("r-7"), day("r-8")]);
    assert_eq!(chronicle.fused.incidents.len(), 2);
    let error = chronicle.decide(chronicle.merge(&[0, 1])).unwrap_err();
    assert_eq!(error, [DecisionId::new("d-2").unwrap()], "the decision that it contradicts is named");
}

#[test]
fn of_two_that_merge_the_pinned_one_keeps_its_id_be_it_the_younger() {
    let mut chronicle = Chronicle::default();
    chronicle.goes_on(&[shelling("r-1", "2020-01-21", "2020-01-20", "Southtown")]);
    let elder = chronicle.fused.incidents[0].id.clone();
    chronicle.goes_on(&[shelling("r-2", "2020-01-21", "2020-01-20", "Northtown")]);
    let younger = chronicle.fused.incidents.iter().position(|incident| incident.id != elder).unwrap();
    let pinned = chronicle.fused.incidents[younger].id.clone();
    chronicle.decide(chronicle.pin(younger)).unwrap();
    chronicle.decide(chronicle.merge(&[0, 1])).unwrap();
    chronicle.goes_on(&[]);
    assert_eq!((ids(&chronicle), chronicle.continuity.resolve(&elder)), (vec![pinned.as_str()], Some(&pinned)));
}

#[test]
fn a_copy_may_be_kept_apart_from_its_original_and_only_by_people() {
    let body = "Shells fell on Northtown before noon and hit the market hall, a doctor at the field hospital told this paper, \
                and ambulances were busy until late in the evening.";
    let copy = |id: &str, day: &str| {
        let one = claim(ClaimKind::Shelling, "fell", "Shells fell on Northtown before noon and hit the market hall");
        report(id, day, id, body, vec![one.on("2020-01-20").at(town("Northtown", 32.8, 13.27))])
    };
    let mut chronicle = Chronicle::default();
    chronicle.goes_on(&[copy("r-1", "2020-01-21"), copy("r-2", "2020-01-22"), copy("r-3", "2020-01-23")]);
    assert_eq!((chronicle.fused.incidents.len(), chronicle.fused.incidents[0].origins.len()), (1, 1));
    chronicle.decide(chronicle.split(0, 1)).unwrap();
    chronicle.goes_on(&[copy("r-4", "2020-01-24")]);
    let sizes: Vec<usize> = chronicle.fused.incidents.iter().map(|incident| incident.members.len()).collect();
    assert_eq!(sizes.iter().sum::<usize>(), 4);
    assert!(sizes.contains(&1) && sizes.contains(&3));
}

#[test]
fn what_only_denials_tell_is_withdrawn_and_its_id_may_live_again() {
    let told_by = |id: &str, modality| {
        let one = claim(ClaimKind::Shelling, "fell", "Shells fell on Northtown").on("2020-01-20");
        let text = format!("Shells fell on Northtown, said {id}.");
        report(id, "2020-01-21", id, &text, vec![one.at(town("Northtown", 32.8, 13.27)).meant(modality)])
    };
    let mut chronicle = Chronicle::default();
    chronicle.goes_on(&[told_by("r-1", Modality::Asserted), told_by("r-2", Modality::Denied)]);
    let id = chronicle.fused.incidents[0].id.clone();
    assert_eq!(chronicle.fused.incidents[0].members.len(), 2);
    // The report is read anew, as a denial.
    chronicle.readings.retain(|reading| reading.report.as_str() != "r-1");
    let withdrawn = chronicle.goes_on(&[told_by("r-1", Modality::Denied)]);
    assert_eq!(told(&withdrawn), [("withdrawn", 2)]);
    assert_eq!((chronicle.fused.incidents.len(), chronicle.continuity.resolve(&id)), (0, None));
    chronicle.readings.retain(|reading| reading.report.as_str() != "r-1");
    chronicle.goes_on(&[told_by("r-1", Modality::Asserted)]);
    assert_eq!(chronicle.continuity.resolve(&id), Some(&id));
}

#[test]
fn an_origin_that_a_person_sets_holds_for_copies_too_and_named_speakers_keep_their_words() {
    let told_by = |id: &str, speaker: Option<&str>| {
        let reading = shelling(id, "2020-01-21", "2020-01-20", "Northtown");
        let one = claim(ClaimKind::Shelling, "fell", "Shells fell on Northtown").on("2020-01-20");
        let one = one.at(town("Northtown", 32.8, 13.27));
        let one = if let Some(speaker) = speaker { one.said_by(speaker) } else { one };
        report(id, "2020-01-21", &format!("Paper {id}"), &reading.text, vec![one])
    };
    let mut chronicle = Chronicle::default();
    chronicle.goes_on(&[told_by("r-1", None), told_by("r-2", None), told_by("r-3", Some("General Oru"))]);
    assert_eq!(chronicle.fused.incidents[0].origins.len(), 3);
    let set = |of| DecisionAct::SetOrigin { of, origin: "Reed Agency".into(), speaks: false };
    chronicle.decide(set(Statements::Report(ReportId::new("r-1").unwrap()))).unwrap();
    chronicle.decide(set(Statements::Source("paper r-2".into()))).unwrap();
    chronicle.decide(set(Statements::Report(ReportId::new("r-3").unwrap()))).unwrap();
    chronicle.goes_on(&[]);
    let origin = |id: &str| chronicle.fused.claim_origins[&ClaimId::new(id).unwrap()].as_str().to_owned();
    assert_eq!(origin("r-1.c1"), origin("r-2.c1"));
    assert!(origin("r-3.c1").contains("general-oru"), "{}", origin("r-3.c1"));
    assert_eq!(chronicle.fused.incidents[0].origins.len(), 2);
    let agency = chronicle.fused.origins.iter().find(|origin| origin.name == "Reed Agency").unwrap();
    assert!(agency.because.iter().any(|reason| reason == "Ana says so (d-1): seen on site"), "{:?}", agency.because);
}

#[test]
fn in_a_record_that_exchanges_an_id_stays_with_the_claim_that_founded_it() {
    let day = |id: &str| shelling(id, "2020-01-21", "2020-01-20", "Northtown");
    let mut chronicle = Chronicle::default();
    chronicle.shared = true;
    chronicle.goes_on(&[day("r-2"), day("r-3")]);
    let id = chronicle.fused.incidents[0].id.clone();
    chronicle.goes_on(&[shelling("r-1", "2020-01-20", "2020-01-20", "Northtown")]);
    assert_eq!(ids(&chronicle), [id.as_str()], "an earlier report founds nothing that has a name already");
    let (founder, others): (Vec<ClaimId>, Vec<ClaimId>) =
        chronicle.fused.incidents[0].members.iter().cloned().partition(|claim| claim.as_str().starts_with("r-2"));
    let split = DecisionAct::Split { incident: id.clone(), claims: others, rest: founder };
    chronicle.decide(split).unwrap();
    chronicle.goes_on(&[]);
    let kept = chronicle.fused.incidents.iter().find(|incident| incident.id == id).unwrap();
    assert_eq!((chronicle.fused.incidents.len(), kept.members.len()), (2, 1), "the smaller part, but the founding one");
}
