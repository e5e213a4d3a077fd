//! Each rule with the step that breaks it. A row names the step of the whole way that is changed, how, and the rule.

use super::story::*;
use crate::case::{Case, Rule};
use model::case::{Choice, Classification, Outcome, TeamDissent};
use model::procedure::Level;
use model::{Answer, Attributed, CaseAct, CaseStep, FindingId, ProvisionId, Reporter, StandardOfProof};

type Change = fn(&mut CaseStep);

fn by(id: &'static str) -> impl Fn(&mut CaseStep) {
    move |step| step.by = person(id)
}

/// What is said where a step of the whole way is changed.
fn refused(name: &str, change: impl Fn(&mut CaseStep)) -> crate::case::Refusal {
    let mut steps = whole_way(NORTH, SOUTH);
    let place = position(&steps, name);
    change(&mut steps[place]);
    let procedure = procedure(NORTH, SOUTH);
    let refused = Case::replay(&steps, &procedure).expect_err(name);
    assert_eq!(refused.place, place, "{refused}");
    refused.refusal
}

fn allegation_of(step: &mut CaseStep) -> &mut model::Allegation {
    let CaseAct::Received(allegation) = &mut step.act else { panic!() };
    allegation
}

fn signed_of(step: &mut CaseStep) -> &mut model::case::Signed {
    match &mut step.act {
        CaseAct::Verified { signed, .. } | CaseAct::Attributed { signed, .. } | CaseAct::Classified { signed, .. } => {
            signed
        }
        other => panic!("{other:?}"),
    }
}

const ROWS: [(&str, Rule, Change); 31] = [
    ("logged", Rule::Clock, |step| step.at = "2031-05-04T07:29:59Z".parse().unwrap()),
    ("received", Rule::From, |step| step.at = "2031-05-01T02:59:59Z".parse().unwrap()),
    ("screened", Rule::Reasons, |step| step.reasons = "  ".to_owned()),
    ("received", Rule::Persons, |step| step.by = person("stranger")),
    ("logged", Rule::Duties, |step| step.by = person("xx-north-1")),
    ("logged", Rule::Order, |step| step.act = CaseAct::ReplyAsked),
    ("logged", Rule::Order, |step| step.case = model::CaseId::new("case-2").unwrap()),
    ("received", Rule::Allegation, |step| allegation_of(step).text = String::new()),
    ("received", Rule::Allegation, |step| allegation_of(step).against.push(party(SOUTH))),
    ("received", Rule::Allegation, |step| {
        allegation_of(step).reporter = Reporter::Outside { name: "XX-NORTH  first".to_owned(), party: None };
    }),
    ("received", Rule::Allegation, |step| {
        allegation_of(step).reporter = Reporter::Outside { name: "Caller".to_owned(), party: Some(party("xx-east")) };
    }),
    ("declared", Rule::Conflicts, |step| step.act = CaseAct::Declared { conflict: Some("rain".to_owned()) }),
    ("assigned", Rule::JointTeam, |step| step.act = team(&["xx-north-1", "m1"])),
    ("assigned", Rule::Team, |step| step.act = team(&["xx-north-1"])),
    ("assigned", Rule::TwoPersons, |step| step.act = team(&["xx-north-1", "xx-north-1"])),
    ("assigned", Rule::Duties, |step| step.act = team(&["xx-north-2", "xx-south-1"])),
    ("verification_begun", Rule::Team, |step| step.by = person("z1")),
    ("verified", Rule::TwoPersons, |step| signed_of(step).with.clear()),
    ("verified", Rule::Team, |step| signed_of(step).with = vec![person("xx-south-2")]),
    ("verified", Rule::Proof, |step| signed_of(step).evidence.clear()),
    ("verified", Rule::Proof, |step| {
        let CaseAct::Verified { outcome, .. } = &mut step.act else { panic!() };
        *outcome = Outcome::Occurred(StandardOfProof::ReasonableGrounds);
    }),
    ("attributed", Rule::Proof, |step| {
        let CaseAct::Attributed { answer, .. } = &mut step.act else { panic!() };
        *answer = Answer::Refuted(StandardOfProof::Suspicion);
    }),
    ("attributed", Rule::Proof, |step| {
        let CaseAct::Attributed { answer, .. } = &mut step.act else { panic!() };
        *answer = Answer::NotJudged;
    }),
    ("attributed", Rule::Reply, |step| {
        let CaseAct::Attributed { parties, .. } = &mut step.act else { panic!() };
        parties.clear();
    }),
    ("attributed", Rule::Reply, |step| {
        let CaseAct::Attributed { answer, .. } = &mut step.act else { panic!() };
        *answer = Answer::Established(Attributed::Unknown, StandardOfProof::BalanceOfProbabilities);
    }),
    ("classified", Rule::Proof, |step| {
        let CaseAct::Classified { class, .. } = &mut step.act else { panic!() };
        *class = Classification::Breach(ProvisionId::new("p1").unwrap(), StandardOfProof::Suspicion);
    }),
    ("replied", Rule::Duties, |step| step.by = person("xx-north-2")),
    ("replied", Rule::Reply, |step| step.act = CaseAct::Replied { party: party(NORTH), text: "And we?".to_owned() }),
    ("convened", Rule::Quorum, |step| {
        let CaseAct::Convened { present, .. } = &mut step.act else { panic!() };
        present.retain(|id| id.as_str() != "xx-south-2");
    }),
    ("convened", Rule::EmergencyQuorum, |step| step.act = convened(NORTH, SOUTH, true)),
    ("published", Rule::TwoPersons, |step| {
        step.act = CaseAct::Published { level: Level::Parties, second: person("z1") };
    }),
];

fn team(ids: &[&str]) -> CaseAct {
    CaseAct::Assigned { team: ids.iter().map(|id| person(id)).collect() }
}

#[test]
fn each_rule_refuses_the_step_that_breaks_it() {
    for (row, (name, rule, change)) in ROWS.into_iter().enumerate() {
        if let ("assigned", Rule::JointTeam) = (name, rule) {
            continue;
        }
        let refusal = refused(name, change);
        assert_eq!(refusal.rule, rule, "row {row}: {refusal}");
        assert!(!refusal.why.is_empty() && !refusal.remedy.is_empty());
    }
}

/// A team of neutrals, or of one side only, is no joint team.
#[test]
fn a_joint_team_has_as_many_of_each_party() {
    let mut written = written(NORTH, SOUTH);
    written.persons.extend([neutral_monitor("m1"), neutral_monitor("m2")]);
    written.conflicts.clear();
    let procedure = model::Procedure::new(vec![model::Rules::new(written).unwrap()]).unwrap();
    let steps = whole_way(NORTH, SOUTH);
    let place = position(&steps, "assigned");
    let case = Case::replay(&steps[..place], &procedure).unwrap().unwrap();
    let assign = |ids: &[&str]| case.may(&CaseStep { act: team(ids), ..steps[place].clone() });
    for uneven in [&["xx-north-1", "m1"][..], &["m1", "m2"], &["m1", "m2", "xx-south-1"]] {
        let refusal = assign(uneven).unwrap_err();
        assert_eq!(refusal.rule, Rule::JointTeam, "{refusal}");
    }
    assert_eq!(assign(&["xx-north-1", "xx-south-1", "m1"]), Ok(()));
}

#[test]
fn nobody_verifies_or_screens_what_they_reported() {
    let procedure = procedure(NORTH, SOUTH);
    for (reporter, name) in [("xx-north-1", "assigned"), ("z1", "screened")] {
        let mut steps = whole_way(NORTH, SOUTH);
        allegation_of(&mut steps[0]).reporter = Reporter::Person(person(reporter));
        let refused = Case::replay(&steps, &procedure).unwrap_err();
        assert_eq!((refused.place, refused.refusal.rule), (position(&steps, name), Rule::OwnReport), "{refused}");
    }
}

#[test]
fn who_has_a_conflict_neither_verifies_nor_votes_nor_counts() {
    let conflict = CaseAct::Declared { conflict: Some("kin among those harmed".to_owned()) };
    let (mut case, mut clock) = before("assigned");
    case.take(&clock.step("xx-south-1", conflict.clone())).unwrap();
    let refusal = case.may(&clock.step("z1", team(&["xx-north-1", "xx-south-1"]))).unwrap_err();
    assert_eq!(refusal.rule, Rule::Conflicts, "{refusal}");
    let again = case.may(&clock.step("xx-south-1", CaseAct::Declared { conflict: None })).unwrap_err();
    assert_eq!(again.rule, Rule::Conflicts, "once declared it stays: {again}");

    let (mut case, mut clock) = before("verified");
    case.take(&clock.step("xx-south-1", conflict.clone())).unwrap();
    let steps = whole_way(NORTH, SOUTH);
    let verified = steps[position(&steps, "verified")].act.clone();
    assert_eq!(case.may(&clock.step("xx-north-1", verified)).unwrap_err().rule, Rule::Conflicts);

    let (mut case, mut clock) = at_the_sitting();
    case.take(&clock.step("xx-south-2", CaseAct::Voted { choice: Choice::For })).unwrap();
    case.take(&clock.step("xx-south-2", conflict)).unwrap();
    for by in ["z1", "xx-north-1", "xx-north-2", "xx-south-1"] {
        case.take(&clock.step(by, CaseAct::Voted { choice: Choice::For })).unwrap();
    }
    let resolve = CaseAct::Resolved { finding: FindingId::new("f-1").unwrap() };
    let refusal = case.may(&clock.step("z1", resolve)).unwrap_err();
    assert_eq!(refusal.rule, Rule::Quorum, "a vote of somebody with a conflict is not counted: {refusal}");
}

#[test]
fn nobody_verifies_or_votes_before_they_declared() {
    let procedure = procedure(NORTH, SOUTH);
    for (silent, name) in [("xx-north-1", "assigned"), ("xx-south-2", "convened")] {
        let mut steps = whole_way(NORTH, SOUTH);
        steps.retain(|step| !(step.by == person(silent) && step.act.as_str() == "declared"));
        let refused = Case::replay(&steps, &procedure).unwrap_err();
        assert_eq!((refused.place, refused.refusal.rule), (position(&steps, name), Rule::Conflicts), "{refused}");
    }
}

#[test]
fn nobody_votes_twice() {
    let (mut case, mut clock) = at_the_sitting();
    case.take(&clock.step("z1", CaseAct::Voted { choice: Choice::For })).unwrap();
    let refusal = case.may(&clock.step("z1", CaseAct::Voted { choice: Choice::Against })).unwrap_err();
    assert_eq!(refusal.rule, Rule::Vote, "{refusal}");
    assert_eq!(
        refusal.to_string(),
        "'z1' may not take the step 'voted': they voted before in this sitting (rule: one vote each); a vote is not \
         changed; call another sitting"
    );
}

#[test]
fn an_emergency_sitting_follows_one_that_failed() {
    let (mut case, mut clock) = before("convened");
    let few = vec![person("z1"), person("xx-north-1"), person("xx-south-1")];
    let all = CaseAct::Adjourned { present: members(NORTH, SOUTH) };
    assert_eq!(case.may(&clock.step("z1", all)).unwrap_err().rule, Rule::Quorum, "the quorum was there");
    let CaseAct::Convened { motion, .. } = convened(NORTH, SOUTH, true) else { panic!() };
    let sitting = CaseAct::Convened { present: few.clone(), emergency: true, motion };
    assert_eq!(case.may(&clock.step("z1", sitting.clone())).unwrap_err().rule, Rule::EmergencyQuorum);
    case.take(&clock.step("z1", CaseAct::Adjourned { present: few.clone() })).unwrap();
    case.take(&clock.step("z1", sitting)).unwrap();
    for id in few {
        case.take(&clock.step(id.as_str(), CaseAct::Voted { choice: Choice::For })).unwrap();
    }
    case.take(&clock.step("z1", CaseAct::Resolved { finding: FindingId::new("f-1").unwrap() })).unwrap();
    assert_eq!(case.stage().as_str(), "resolved");
}

#[test]
fn who_dissents_in_writing_counts_for_the_balance_of_a_joint_team() {
    let mut written = written(NORTH, SOUTH);
    let mut third = written.persons.iter().find(|person| person.id.as_str() == "xx-north-2").unwrap().clone();
    third.duties.insert(model::procedure::Duty::Monitor);
    written.persons.retain(|person| person.id != third.id);
    written.persons.push(third);
    let mut fourth = written.persons.iter().find(|person| person.id.as_str() == "xx-south-2").unwrap().clone();
    fourth.duties.insert(model::procedure::Duty::Monitor);
    written.persons.retain(|person| person.id != fourth.id);
    written.persons.push(fourth);
    let procedure = model::Procedure::new(vec![model::Rules::new(written).unwrap()]).unwrap();
    let mut steps = whole_way(NORTH, SOUTH);
    let (assigned, verified) = (position(&steps, "assigned"), position(&steps, "verified"));
    steps[assigned].act = team(&["xx-north-1", "xx-north-2", "xx-south-1", "xx-south-2"]);
    let outcome = |dissent: &[&str], reasons: &str| {
        let mut step = steps[verified].clone();
        let signed = signed_of(&mut step);
        signed.with = vec![person("xx-north-2")];
        signed.dissent = dissent.iter().map(|id| TeamDissent { by: person(id), reasons: reasons.to_owned() }).collect();
        step
    };
    let case = Case::replay(&steps[..verified], &procedure).unwrap().unwrap();
    assert_eq!(case.may(&outcome(&[], "")).unwrap_err().rule, Rule::JointTeam);
    assert_eq!(case.may(&outcome(&["xx-south-1"], " ")).unwrap_err().rule, Rule::Reasons);
    assert_eq!(case.may(&outcome(&["xx-south-1"], "Not seen.")), Ok(()));
}

#[test]
fn a_refused_step_leaves_the_case_as_it_was() {
    let (mut case, mut clock) = at_the_sitting();
    let before = case.clone();
    case.take(&clock.step("z1", CaseAct::Reopened)).unwrap_err();
    assert_eq!(case, before);
    assert_eq!(refused("voted", by("xx-east-1")).rule, Rule::Persons);
}
