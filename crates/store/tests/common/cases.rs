//! The part of the story that tells of rules of procedure and of cases.

use super::{AT, reason};
use model::{CaseId, CaseStep, Rules};
use store::{Change, Store, StoreError};
use wire::{CaseStepLine, RulesFile};

/// The rules of the documentation, under another name and from another hour on.
pub(crate) fn rules(version: &str, hour: u8) -> Rules {
    let docs = include_str!("../../../../docs/cases.md");
    let example = docs.split("```toml\n").nth(1).and_then(|block| block.split("```").next()).unwrap();
    let from = format!("from = \"2031-05-01T{hour:02}:00\"");
    let example = example.replace("from = \"2031-05-01T06:00\"", &from);
    RulesFile::parse(&example.replace("rules of 30 April", version)).unwrap().to_rules().unwrap()
}

pub(crate) fn step(case: &str, act: &str) -> CaseStep {
    let head = format!("case = \"{case}\"\nat = \"2031-05-04T10:00:00Z\"\nby = \"z1\"\nreasons = \"As told.\"\n");
    CaseStepLine::parse_toml(&format!("{head}{act}")).unwrap().to_step().unwrap()
}

pub(crate) fn track(state: &str) -> model::Track {
    let text = format!(
        "id = \"t\"\ntitle = \"T\"\nfacts_from = \"F\"\n[[round]]\nname = \"One\"\nwhen = \"2031-05-04\"\nstate = \"{state}\"\n"
    );
    wire::TrackFile::parse(&text).unwrap().to_track().unwrap()
}

pub(crate) const RECEIVED: &str =
    "[act.received]\nagreement = \"hills-2031\"\nincident = \"i-1\"\nreporter_name = \"A teacher\"\ntext = \"Fire.\"";

pub(crate) fn tell<S: Store>(store: &mut S, look: &impl Fn(u64)) {
    assert_eq!(store.next_case().unwrap(), CaseId::new("case-1").unwrap());
    let both = [rules("first", 6), rules("second", 18)];
    let changes = both.clone().map(|rules| Change::RulesEntered(Box::new(rules)));
    look(store.append(AT, &reason(), &changes).unwrap());
    assert_eq!(store.rules().unwrap(), both, "each version stays");
    let steps =
        [step("case-1", RECEIVED), step("case-2", RECEIVED), step("case-1", "[act.logged]\nreceipt = \"2031/1\"")];
    let changes = steps.clone().map(|step| Change::CaseStepped(Box::new(step)));
    look(store.append(AT, &reason(), &changes).unwrap());
    let told = store.case_steps().unwrap();
    assert_eq!(told.iter().map(|(_, step)| step.clone()).collect::<Vec<_>>(), steps);
    let second = store.steps_of(&CaseId::new("case-2").unwrap()).unwrap();
    assert_eq!(second, told[1..2], "each with the entry that tells it");
    assert!(store.steps_of(&CaseId::new("case-9").unwrap()).unwrap().is_empty());
    assert_eq!(store.next_case().unwrap(), CaseId::new("case-3").unwrap());
    let earlier = track("held");
    let later = track("broken_off");
    for one in [&earlier, &later] {
        look(store.append(AT, &reason(), &[Change::TrackEntered(Box::new(one.clone()))]).unwrap());
    }
    let [(entry, held)] = <[_; 1]>::try_from(store.tracks().unwrap()).unwrap();
    assert_eq!((entry, held), (store.size().unwrap() - 1, later), "the later one takes its place");
    for (wrong, says) in [
        (step("case-9", RECEIVED), "the next case bears the id case-3"),
        (step("case-9", "[act.reopened]"), "a step of case case-9, which is not in the record"),
    ] {
        let error = store.append(AT, &reason(), &[Change::CaseStepped(Box::new(wrong))]).unwrap_err();
        assert!(matches!(&error, StoreError::Refused(_)) && error.to_string().contains(says), "{error}");
    }
}
