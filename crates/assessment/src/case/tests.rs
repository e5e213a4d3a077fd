//! Cases by hand: the whole way, and each rule with the step that breaks it. Generated cases stand in `properties`.

pub(crate) mod properties;
mod rules;
pub(crate) mod story;

use super::*;
use crate::finding::{Known, check_finding};
use jiff::Timestamp;
use model::case::{Choice, Classification, Hindrance, Outcome, Screening};
use model::finding::{Intent, Reply};
use model::procedure::Level;
use model::{Answer, FindingId, StandardOfProof};
use story::*;

#[test]
fn a_case_goes_the_whole_way() {
    let procedure = procedure("xx-north", "xx-south");
    let steps = whole_way("xx-north", "xx-south");
    let stages: Vec<&str> = (1..=steps.len())
        .map(|count| Case::replay(&steps[..count], &procedure).unwrap().unwrap().stage().as_str())
        .collect();
    let mut passed = stages.clone();
    passed.dedup();
    assert_eq!(
        passed,
        [
            "received",
            "logged",
            "screened",
            "assigned",
            "under_verification",
            "verified",
            "under_investigation",
            "attributed",
            "classified",
            "awaiting_reply",
            "sitting",
            "resolved",
            "published"
        ]
    );
    let case = Case::replay(&steps, &procedure).unwrap().unwrap();
    assert_eq!((case.receipt(), case.steps().len()), (Some("2031/1"), steps.len()));
}

#[test]
fn a_decided_case_yields_a_finding_that_may_be_entered() {
    let procedure = procedure("xx-north", "xx-south");
    let case = Case::replay(&whole_way("xx-north", "xx-south"), &procedure).unwrap().unwrap();
    let finding = case.finding().unwrap();
    assert_eq!(finding.authors, ["xx-north First", "xx-south First"]);
    assert_eq!(finding.dissent.len(), 0, "nobody voted against");
    assert_eq!(finding.reply, Reply::Given("xx-south: Our guns were silent.".to_owned()));
    let world = world("xx-north", "xx-south");
    assert_eq!(check_finding(&finding, &world.known()), Ok(()));
}

#[test]
fn a_vote_against_is_a_dissent_and_keeps_it_from_the_public() {
    let (mut case, mut clock) = at_the_sitting();
    for (by, choice) in
        [("z1", Choice::For), ("xx-north-1", Choice::For), ("xx-north-2", Choice::For), ("xx-south-1", Choice::For)]
    {
        case.take(&clock.step(by, CaseAct::Voted { choice })).unwrap();
    }
    let resolve = CaseAct::Resolved { finding: FindingId::new("f-1").unwrap() };
    let early = case.may(&clock.step("z1", resolve.clone())).unwrap_err();
    assert_eq!(early.rule, Rule::Quorum);
    assert!(early.why.contains("xx-south has 1 of 2"), "{early}");
    case.take(&clock.step("xx-south-2", CaseAct::Voted { choice: Choice::Against })).unwrap();
    let tied = case.may(&clock.step("z1", resolve)).unwrap_err();
    assert_eq!((tied.rule, tied.why.as_str()), (Rule::Decision, "the motion has no majority_of_each_side"));
}

#[test]
fn the_public_learns_it_by_consensus_only_and_after_the_parties() {
    let (mut case, mut clock) = at_the_sitting();
    let votes = ["z1", "xx-north-1", "xx-north-2", "xx-south-1", "xx-south-2"];
    for by in votes {
        let choice = if by == "z1" { Choice::Against } else { Choice::For };
        case.take(&clock.step(by, CaseAct::Voted { choice })).unwrap();
    }
    case.take(&clock.step("xx-north-1", CaseAct::Resolved { finding: FindingId::new("f-1").unwrap() })).unwrap();
    assert_eq!(case.finding().unwrap().dissent.len(), 1);
    let publish = |level, second: &str| CaseAct::Published { level, second: person(second) };
    let refused = |case: &Case<'_>, step: CaseStep| case.may(&step).unwrap_err();
    assert_eq!(refused(&case, clock.step("z1", publish(Level::Public, "xx-south-1"))).rule, Rule::Publication);
    assert_eq!(refused(&case, clock.step("z1", publish(Level::Parties, "z1"))).rule, Rule::TwoPersons);
    assert_eq!(refused(&case, clock.step("z1", publish(Level::Guarantors, "xx-north-1"))).rule, Rule::Publication);
    case.take(&clock.step("z1", publish(Level::Parties, "xx-north-1"))).unwrap();
    clock.wait(72 * 60);
    let public = refused(&case, clock.step("z1", publish(Level::Public, "xx-south-1")));
    assert!(public.why.contains("no consensus"), "{public}");
}

#[test]
fn the_embargo_is_kept() {
    let procedure = procedure("xx-north", "xx-south");
    let mut steps = whole_way("xx-north", "xx-south");
    let last = steps.len() - 1;
    steps[last].at = steps[last - 1].at;
    let refused = Case::replay(&steps, &procedure).unwrap_err();
    assert_eq!((refused.place, refused.refusal.rule), (last, Rule::Publication));
    assert!(refused.refusal.why.contains("only the parties know it until"), "{refused}");
}

#[test]
fn the_sitting_waits_for_the_reply_or_the_end_of_its_term() {
    let (mut case, mut clock) = awaiting_reply();
    let convene = convened("xx-north", "xx-south", false);
    let early = case.may(&clock.step("z1", convene.clone())).unwrap_err();
    assert_eq!(early.rule, Rule::Reply);
    assert!(early.why.contains("xx-south may reply until"), "{early}");
    let Stage::AwaitingReply(docket) = case.stage() else { panic!("{:?}", case.stage()) };
    assert_eq!(docket.hearing.asked, [party("xx-south")]);
    clock.now = docket.hearing.deadline;
    case.may(&clock.step("z1", convene)).unwrap();
    let late = CaseAct::Replied { party: party("xx-south"), text: "No comment.".to_owned() };
    case.take(&clock.step("xx-south-2", late)).unwrap();
    let Stage::AwaitingReply(docket) = case.stage() else { panic!("{:?}", case.stage()) };
    assert!(docket.hearing.replies[0].late);
}

#[test]
fn where_nobody_is_accused_every_party_is_asked() {
    let mut story = whole_way("xx-north", "xx-south");
    let CaseAct::Received(allegation) = &mut story[0].act else { panic!() };
    allegation.against.clear();
    story.truncate(position(&story, "verified") + 1);
    let procedure = procedure("xx-north", "xx-south");
    let mut case = Case::replay(&story, &procedure).unwrap().unwrap();
    let mut clock = Watch::after(&story);
    case.take(&clock.step("z1", CaseAct::ReplyAsked)).unwrap();
    assert_eq!(case.stage().docket().unwrap().hearing.asked, [party("xx-north"), party("xx-south")]);
}

#[test]
fn access_denied_goes_to_the_committee_as_insufficient() {
    let (mut case, mut clock) = under_verification();
    let outcome = Outcome::Unverifiable(Hindrance::AccessDenied(Some(party("xx-south"))));
    case.take(&clock.step("xx-north-1", CaseAct::Verified { outcome, signed: signed("xx-south") })).unwrap();
    assert_eq!(case.may(&clock.step("xx-north-1", CaseAct::InvestigationBegun)).unwrap_err().rule, Rule::Order);
    for step in decided(&mut clock, "xx-north", "xx-south") {
        case.take(&step).unwrap();
    }
    let finding = case.finding().unwrap();
    assert_eq!(finding.occurred.answer, Answer::Insufficient);
    assert!(finding.occurred.reasons.starts_with("Access was denied by xx-south."), "{:?}", finding.occurred);
    assert_eq!(finding.attribution.answer, Answer::NotJudged);
    assert_eq!(check_finding(&finding, &world("xx-north", "xx-south").known()), Ok(()));
}

#[test]
fn an_accident_refutes_the_breach() {
    let procedure = procedure("xx-north", "xx-south");
    let mut story = whole_way("xx-north", "xx-south");
    let place = position(&story, "classified");
    let CaseAct::Classified { class, intent, .. } = &mut story[place].act else { panic!() };
    *class = Classification::Accident(StandardOfProof::ReasonableGrounds);
    *intent = Answer::NotJudged;
    let finding = Case::replay(&story, &procedure).unwrap().unwrap().finding().unwrap();
    assert_eq!(finding.intent.answer, Answer::Established(Intent::Accident, StandardOfProof::ReasonableGrounds));
    assert_eq!(finding.breach.answer, Answer::Refuted(StandardOfProof::ReasonableGrounds));
    assert_eq!(check_finding(&finding, &world("xx-north", "xx-south").known()), Ok(()));
}

#[test]
fn a_case_opened_again_supersedes_its_finding_and_keeps_it_visible() {
    let procedure = procedure("xx-north", "xx-south");
    let mut story = whole_way("xx-north", "xx-south");
    let mut clock = Watch::after(&story);
    story.push(clock.step("xx-south-1", CaseAct::Reopened));
    let again = (position(&story, "assigned")..position(&story, "published")).map(|place| story[place].clone());
    let again: Vec<CaseStep> = again.map(|step| clock.step(step.by.as_str(), step.act)).collect();
    let resolved = again.len() - 1;
    story.extend(again);
    let place = story.len() - 1;
    assert_eq!(story[place].act.as_str(), "resolved");
    let twice = Case::replay(&story, &procedure).unwrap_err();
    assert_eq!((twice.place, twice.refusal.rule), (place, Rule::Decision), "{resolved}");
    story[place].act = CaseAct::Resolved { finding: FindingId::new("f-2").unwrap() };
    let case = Case::replay(&story, &procedure).unwrap().unwrap();
    assert_eq!(case.earlier().len(), 1);
    assert_eq!(case.finding().unwrap().supersedes, Some(FindingId::new("f-1").unwrap()));
    assert_eq!(case.findings().len(), 2);
}

#[test]
fn what_was_screened_out_is_screened_anew_when_opened_again() {
    let procedure = procedure("xx-north", "xx-south");
    let mut story = whole_way("xx-north", "xx-south");
    story.truncate(position(&story, "screened"));
    let mut clock = Watch::after(&story);
    story.push(clock.step("z1", CaseAct::Screened(Screening::Out(model::case::OutOfScope::Period))));
    story.push(clock.step("z1", CaseAct::Reopened));
    let case = Case::replay(&story, &procedure).unwrap().unwrap();
    assert_eq!(case.stage(), &Stage::Logged);
}

#[test]
fn clocks_show_what_is_late_and_stop_nothing() {
    let procedure = procedure("xx-north", "xx-south");
    let story = whole_way("xx-north", "xx-south");
    let case = Case::replay(&story, &procedure).unwrap().unwrap();
    let clocks = case.clocks();
    let of: Vec<&str> = clocks.iter().map(|clock| clock.of.as_str()).collect();
    assert_eq!(of, ["log", "verify", "reply"]);
    let end = story.last().unwrap().at;
    assert!(clocks.iter().all(|clock| clock.met.is_some() && !clock.is_late(end)), "{clocks:?}");
    let waiting = Case::replay(&story[..1], &procedure).unwrap().unwrap();
    let [log] = waiting.clocks()[..] else { panic!() };
    assert_eq!(log.met, None);
    assert!(!log.is_late(story[0].at) && log.is_late(log.due));
    let mut slow = story;
    let later: Timestamp = slow[1].at.saturating_add(jiff::SignedDuration::from_hours(300)).unwrap();
    slow.truncate(2);
    slow[1].at = later;
    assert!(Case::replay(&slow, &procedure).unwrap().unwrap().clocks()[0].is_late(later));
}

#[test]
fn a_withdrawn_incident_and_a_late_conflict_are_flagged() {
    let procedure = procedure("xx-north", "xx-south");
    let mut case = Case::replay(&whole_way("xx-north", "xx-south"), &procedure).unwrap().unwrap();
    let world = world("xx-north", "xx-south");
    assert_eq!(case.flags(&world.incidents), []);
    let incident = model::IncidentId::new("i-000000000001").unwrap();
    assert_eq!(case.flags(&[]), [Flag::Withdrawn(incident)]);
    let mut clock = Watch::after(case.steps());
    case.take(&clock.step("xx-south-1", CaseAct::Declared { conflict: Some("other".to_owned()) })).unwrap();
    assert_eq!(case.flags(&world.incidents), [Flag::ConflictAfterSigning(person("xx-south-1"))]);
    let finding = case.finding().unwrap();
    let found = [finding.clone()];
    assert_eq!(crate::finding::on_withdrawn(&found, &[]), [&finding]);
    assert!(crate::finding::on_withdrawn(&found, &world.incidents).is_empty());
}

#[test]
fn a_change_of_rules_changes_no_past() {
    let story = whole_way("xx-north", "xx-south");
    let mut later = written("xx-north", "xx-south");
    later.from = story[position(&story, "reply_asked")].at;
    (later.version, later.decision) = ("later".to_owned(), model::procedure::Majority::Consensus);
    // The monitors of the team are known no more: what they signed before stands.
    later.persons.retain(|person| !person.id.as_str().ends_with("-1"));
    later.team.joint = false;
    later.persons.push(neutral_monitor("m1"));
    later.persons.push(neutral_monitor("m2"));
    (later.quorum.each_party, later.emergency_quorum) = (1, None);
    let versions = vec![rules("xx-north", "xx-south"), model::Rules::new(later).unwrap()];
    let procedure = Procedure::new(versions).unwrap();
    let asked = position(&story, "reply_asked");
    let case = Case::replay(&story[..=asked], &procedure).unwrap().unwrap();
    assert_eq!(case.stage().as_str(), "awaiting_reply");
    let refused = Case::replay(&story, &procedure).unwrap_err();
    assert_eq!(refused.refusal.rule, Rule::Persons, "{refused}");
}

#[test]
fn rules_are_entered_beside_others_and_change_no_past() {
    let story = whole_way("xx-north", "xx-south");
    let world = world("xx-north", "xx-south");
    let (first, cases) = (rules("xx-north", "xx-south"), by_case(story.clone()));
    let enter = |rules: &model::Rules, entered: &[model::Rules]| with_rules(rules, &world.agreements, entered, &cases);
    assert_eq!(cases, std::slice::from_ref(&story));
    assert!(enter(&first, &[]).is_ok());
    assert!(matches!(with_rules(&first, &[], &[], &[]), Err(RulesError::NoAgreement(_))));
    assert!(matches!(enter(&rules("xx-south", "xx-north"), &[]), Err(RulesError::OtherParties(..))), "another order");
    assert!(matches!(enter(&first, std::slice::from_ref(&first)), Err(RulesError::Beside(_))), "two from one moment");
    let mut strict = written("xx-north", "xx-south");
    strict.proof.occurred = StandardOfProof::ClearAndConvincing;
    strict.proof.attribution = StandardOfProof::ClearAndConvincing;
    strict.from = story[3].at;
    let past = enter(&model::Rules::new(strict.clone()).unwrap(), std::slice::from_ref(&first)).unwrap_err();
    assert!(past.to_string().contains("would change the past of case-1: step"), "{past}");
    strict.from = story.last().unwrap().at;
    assert!(enter(&model::Rules::new(strict).unwrap(), &[first]).is_ok());
}

#[test]
fn a_finding_by_hand_does_not_go_round_a_case() {
    let story = whole_way("xx-north", "xx-south");
    let mut finding = Case::replay(&story, &procedure("xx-north", "xx-south")).unwrap().unwrap().finding().unwrap();
    assert_eq!(goes_round(&finding, &by_case(story.clone())), Some(&story[0].case));
    assert_eq!(goes_round(&finding, &[]), None);
    finding.supersedes = Some(FindingId::new("f-0").unwrap());
    assert_eq!(goes_round(&finding, &by_case(story.clone())), None);
}

/// The record must hold what a step names.
#[test]
fn steps_are_held_against_the_record() {
    let procedure = procedure("xx-north", "xx-south");
    let story = whole_way("xx-north", "xx-south");
    let world = world("xx-north", "xx-south");
    let empty = Known::default();
    assert_eq!(fits_record(None, &story[0], &world.known()), Ok(()));
    assert!(fits_record(None, &story[0], &empty).unwrap_err().to_string().contains("no agreement 'hills-2031'"));
    for name in ["verified", "attributed", "classified", "resolved"] {
        let place = position(&story, name);
        let case = Case::replay(&story[..place], &procedure).unwrap().unwrap();
        assert_eq!(fits_record(Some(&case), &story[place], &world.known()), Ok(()), "{name}");
        assert!(fits_record(Some(&case), &story[place], &empty).is_err(), "{name}");
    }
    let place = position(&story, "classified");
    let case = Case::replay(&story[..place], &procedure).unwrap().unwrap();
    let mut wrong = story[place].clone();
    let CaseAct::Classified { class, .. } = &mut wrong.act else { panic!() };
    *class = Classification::PermittedAct(model::ProvisionId::new("p1").unwrap(), StandardOfProof::ReasonableGrounds);
    let said = fits_record(Some(&case), &wrong, &world.known()).unwrap_err().to_string();
    assert!(said.contains("has no permitted act 'p1'"), "{said}");
}

#[test]
fn a_correction_supersedes_and_answers_alike() {
    let procedure = procedure("xx-north", "xx-south");
    let case = Case::replay(&whole_way("xx-north", "xx-south"), &procedure).unwrap().unwrap();
    let mut world = world("xx-north", "xx-south");
    let first = case.finding().unwrap();
    let mut second = first.clone();
    (second.id, second.supersedes) = (FindingId::new("f-2").unwrap(), Some(first.id.clone()));
    let step = Watch::after(case.steps())
        .step("z1", CaseAct::Corrected { finding: second.id.clone(), second: person("xx-north-1") });
    assert_eq!(case.may(&step), Ok(()));
    world.findings = vec![first.clone()];
    assert_eq!(fits_record(Some(&case), &step, &world.known()), Err(RecordError::NoFinding(second.id.clone())));
    world.findings = vec![first.clone(), second.clone()];
    assert_eq!(fits_record(Some(&case), &step, &world.known()), Ok(()));
    world.findings[1].attribution.answer = Answer::Insufficient;
    assert_eq!(fits_record(Some(&case), &step, &world.known()), Err(RecordError::AnotherAnswer(second.id.clone())));
    world.findings[1] = model::Finding { supersedes: None, ..second.clone() };
    assert!(matches!(fits_record(Some(&case), &step, &world.known()), Err(RecordError::NotItsCorrection(..))));
}
