//! The agreement files of `data/agreements`, read as the program reads them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

use model::{
    ActorId, Agreement, Bound, ClaimKind, ClauseScope, CountryCode, Deadline, Interval, Means, Noticed, Observation,
    ObservationId, Patrol, Place, PlaceId, PlacePrecision, Position, Provision, ShapeId, Where,
};
use std::collections::BTreeSet;
use wire::{AgreementFile, FindingLine};

const FILES: [&str; 4] = [
    include_str!("../../../data/agreements/moscow-2020.toml"),
    include_str!("../../../data/agreements/libya-2020-10-23.toml"),
    include_str!("../../../data/agreements/hudaydah-2018.toml"),
    include_str!("../../../data/agreements/minsk-2015.toml"),
];
/// The register, as text: an id is looked up in it as it is written there.
const REGISTER: [&str; 5] = [
    include_str!("../../../data/actors/states.toml"),
    include_str!("../../../data/actors/organisations.toml"),
    include_str!("../../../data/actors/libya.toml"),
    include_str!("../../../data/actors/yemen.toml"),
    include_str!("../../../data/actors/ukraine.toml"),
];

fn agreements() -> Vec<Agreement> {
    FILES
        .iter()
        .map(|file| AgreementFile::parse(file).and_then(|file| file.to_agreement()).expect("a worked file is read"))
        .collect()
}

#[test]
fn each_file_is_read_and_its_actors_are_in_the_register() {
    for agreement in agreements() {
        let Agreement { parties, mediators, guarantors, witnesses, permitted, .. } = &agreement;
        let against = permitted.iter().flat_map(|clause| &clause.against);
        for id in parties.iter().chain(mediators).chain(guarantors).chain(witnesses).chain(against) {
            let line = format!("\nid = \"{id}\"\n");
            assert!(REGISTER.iter().any(|file| file.contains(&line)), "{}: {id}", agreement.id);
        }
        assert!(agreement.in_effect.is_some() && !agreement.provisions.is_empty(), "{}", agreement.id);
    }
}

#[test]
fn dates_and_deadlines_are_those_of_the_public_record() {
    let all = agreements();
    let effect: Vec<String> = all.iter().filter_map(|one| Some(one.in_effect?.to_string())).collect();
    assert_eq!(effect, ["2020-01-12 00:00", "2020-10-23", "2018-12-18 00:00", "2015-02-15 00:00"]);
    let minsk: Vec<&Deadline> = all[3].obligations.iter().map(|one| &one.deadline).collect();
    assert_eq!(*minsk[0], Deadline::DaysAfterEffect(16));
    assert!(matches!(minsk[1], Deadline::DaysAfter(after, 5) if after.as_str() == "o1"));
}

/// A provision that binds some has a twin that binds the others to the same, save that it may be measured from another line.
#[test]
fn the_two_sides_of_an_agreement_are_bound_alike() {
    for agreement in agreements() {
        let all: BTreeSet<&ActorId> = agreement.parties.iter().collect();
        for clause in agreement.provisions.iter().filter(|clause| clause.bound != Bound::AllParties) {
            let twins = agreement.provisions.iter().filter(|other| demand(other) == demand(clause));
            let bound = twins.flat_map(|twin| match &twin.bound {
                Bound::Only(only) => only.iter().collect::<Vec<_>>(),
                Bound::AllParties => agreement.parties.iter().collect(),
            });
            assert_eq!(bound.collect::<BTreeSet<_>>(), all, "{}: {} binds one side only", agreement.id, clause.id);
        }
    }
}

/// What a provision asks, whoever is bound and whichever line it is measured from.
fn demand(clause: &Provision) -> (BTreeSet<ClaimKind>, ClauseScope) {
    let mut scope = clause.scope.clone();
    if let Some(line) = &mut scope.line {
        line.line = ShapeId::new("any").unwrap();
    }
    (clause.prohibits.clone(), scope)
}

#[test]
fn nothing_in_the_files_contradicts_itself() {
    for agreement in agreements() {
        let doubts: Vec<String> = assessment::flags(&agreement)
            .into_iter()
            .filter(|note| note.severity == model::Severity::Warning)
            .map(|note| note.to_string())
            .collect();
        assert!(doubts.is_empty(), "{}: {doubts:?}", agreement.id);
    }
}

fn heavy(name: &str, at: (f64, f64), by: &str, weapon: &str) -> String {
    let (latitude, longitude) = at;
    let place = Place {
        id: PlaceId::new("supplement:place").unwrap(),
        name: name.to_owned(),
        position: Position::new(latitude, longitude).unwrap(),
        radius_km: 1.0,
        country: CountryCode::new("UA"),
        precision: PlacePrecision::Settlement,
    };
    let agreement = agreements().into_iter().find(|one| one.id.as_str() == "minsk-2015").unwrap();
    let noticed = Noticed { weapon: Some(weapon.to_owned()), place: Where::At(place), ..Noticed::only("weapons") };
    let observation = Observation {
        id: ObservationId::new("obs-1").unwrap(),
        corrects: None,
        patrol: Patrol::default(),
        area: None,
        position: Where::Named(name.to_owned()),
        means: [Means::Seen].into(),
        noticed: Some(noticed),
        when: Interval::day("2016-03-01".parse().unwrap()).unwrap(),
        time_zone: None,
        words: None,
    };
    let all = assessment::propose_on_observations(&agreement, &[], &[observation]);
    let answers = all.iter().filter(|one| one.clause.as_ref().is_some_and(|clause| clause.as_str() == by));
    answers.map(|one| format!("{:?}", one.answer)).collect::<Vec<_>>().join(" ")
}

/// Towns with their positions in the gazetteer; the weapon is seen, and nobody tells whose it is.
#[test]
fn the_withdrawal_distances_of_minsk_by_calibre() {
    // Avdiivka lies on the line of contact, Bakhmut some 25 km from it, Kramatorsk some 55 km, Dnipro 200 km.
    let who = "CannotTell(\"who did it\")";
    let (avdiivka, kramatorsk, dnipro) = ((48.140, 37.750), (48.738, 37.584), (48.467, 35.040));
    assert_eq!(heavy("Avdiivka", avdiivka, "p2", "D-30 howitzer"), who);
    assert_eq!(heavy("Avdiivka", avdiivka, "p2", "82 mm mortar"), "OutsideScope(\"weapon\")");
    assert_eq!(heavy("Avdiivka", avdiivka, "p4", "BM-21 Grad"), who);
    assert_eq!(heavy("Kramatorsk", kramatorsk, "p2", "2S3 Akatsiya"), "OutsideScope(\"line\")");
    assert_eq!(heavy("Kramatorsk", kramatorsk, "p4", "BM-21 Grad"), "OutsideScope(\"line\")");
    assert_eq!(heavy("Kramatorsk", kramatorsk, "p6", "BM-30 Smerch"), who);
    assert_eq!(heavy("Dnipro", dnipro, "p6", "Tochka-U"), "OutsideScope(\"line\")");
}

/// The examples of the documentation, in order: the agreement and the finding.
fn examples() -> Vec<&'static str> {
    let docs = include_str!("../../../docs/agreements.md");
    let blocks = docs.split("```toml\n").skip(1);
    blocks.map(|block| block.split("```").next().unwrap_or_default()).collect()
}

#[test]
fn the_documentations_examples_are_read() {
    let [agreement, finding] = examples()[..] else { panic!("{:?}", examples()) };
    let agreement = AgreementFile::parse(agreement).unwrap().to_agreement().unwrap();
    assert_eq!((agreement.provisions.len(), agreement.obligations.len()), (3, 3));
    assert!(assessment::flags(&agreement).is_empty(), "{:?}", assessment::flags(&agreement));
    let mut finding = FindingLine::parse_toml(finding).unwrap();
    (finding.id, finding.at) = ("f-1".to_owned(), "2031-05-10T12:00:00Z".to_owned());
    assert_eq!(finding.to_finding().unwrap().authors.len(), 2);
}

#[test]
fn the_documentations_errors_are_said_so() {
    let file = examples()[0];
    let said = |from: &str, to: &str| {
        assert!(file.contains(from), "{from}");
        let read = AgreementFile::parse(&file.replacen(from, to, 1)).and_then(|file| file.to_agreement());
        read.unwrap_err().to_string()
    };
    let docs = include_str!("../../../docs/agreements.md");
    for (from, to) in [
        (r#""shelling", "air_strike", "drone_strike""#, r#""shooting""#),
        (r#"["xx-north", "xx-south"]"#, r#"["xx-north"]"#),
        (r#"binds = ["xx-south"]"#, r#"binds = ["xx-east"]"#),
        (r#"id = "p2""#, r#"id = "p1""#),
        (r#"after = "o1""#, r#"after = "o9""#),
        ("days_after_effect = 7", "days_after_effect = 7\nby = \"2031-06-01\""),
        ("line = \"front\"", "line = \"back\""),
        ("hours = \"20:00-06:00\"", "hours = \"at night\""),
        ("id = \"town\"", "id = \"front\""),
        (r#"in_effect = "2031-05-01T06:00""#, r#"in_effect = "May""#),
    ] {
        let said = said(from, to);
        assert!(docs.contains(&format!("| {said} |")), "the table does not hold: {said}");
    }
    assert!(said("facts_from", "facts").contains("line 10"));
}
