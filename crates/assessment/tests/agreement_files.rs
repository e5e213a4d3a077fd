//! The agreement files of `data/agreements`, read as the program reads them.

use model::{Agreement, Deadline};
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

#[test]
fn the_two_sides_of_an_agreement_are_bound_alike() {
    for agreement in agreements() {
        let every = agreement.provisions.iter().all(|clause| clause.bound == model::Bound::AllParties);
        assert!(every, "{}: a provision that binds one side needs its reason", agreement.id);
    }
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
    assert_eq!((agreement.provisions.len(), agreement.obligations.len()), (2, 2));
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
        (r#"in_effect = "2031-05-01T06:00""#, r#"in_effect = "May""#),
    ] {
        let said = said(from, to);
        assert!(docs.contains(&format!("| {said} |")), "the table does not hold: {said}");
    }
    assert!(said("facts_from", "facts").contains("line 10"));
}
