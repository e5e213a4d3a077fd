//! The agreement files of `data/agreements`, read as the program reads them.

use model::{Agreement, Deadline};
use wire::agreement::AgreementFile;

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
    FILES.iter().map(|file| AgreementFile::parse(file).and_then(|file| file.to_agreement()).unwrap()).collect()
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
