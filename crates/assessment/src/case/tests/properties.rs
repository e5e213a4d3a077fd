//! What holds of every order of steps. Stories are the whole way with steps left out, doubled, moved, given to others or said
//! otherwise; what is refused is passed over. A second look that knows nothing of stages then reads the accepted steps.

use super::story::*;
use crate::case::{Case, CaseAct};
use crate::deadline::{deadline, extended};
use model::case::{Choice, Hindrance, Outcome, Screening};
use model::procedure::{Level, Side};
use model::{ActorId, CaseStep, FindingId, PersonId, Procedure, Reporter, Rules, StandardOfProof};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use std::collections::BTreeSet;

/// One change: of which kind, where, and by what.
pub(crate) type Change = (usize, usize, usize);

pub(crate) fn changes() -> impl Strategy<Value = Vec<Change>> {
    prop::collection::vec((0..9_usize, 0..80_usize, 0..40_usize), 0..14)
}

fn persons(a: &str, b: &str) -> Vec<PersonId> {
    let mut all = members(a, b);
    all.push(person("stranger"));
    all
}

/// The whole way, and all from the team on once more after it was opened again, with changes.
pub(crate) fn story(a: &str, b: &str, changes: &[Change]) -> Vec<CaseStep> {
    let mut steps = whole_way(a, b);
    let mut clock = Watch::after(&steps);
    let round = steps.iter().skip(position(&steps, "assigned")).cloned().collect::<Vec<_>>();
    steps.push(clock.step("z1", CaseAct::Reopened));
    steps.extend(round.into_iter().map(|step| match step.act {
        CaseAct::Resolved { .. } => clock.step("z1", CaseAct::Resolved { finding: FindingId::new("f-2").unwrap() }),
        CaseAct::Published { level: Level::Public, second } => {
            clock.wait(72 * 60);
            clock.step(step.by.as_str(), CaseAct::Published { level: Level::Public, second })
        }
        act => clock.step(step.by.as_str(), act),
    }));
    for (kind, place, by) in changes {
        change(&mut steps, *kind, *place, *by, a, b);
    }
    steps
}

fn change(steps: &mut Vec<CaseStep>, kind: usize, place: usize, by: usize, a: &str, b: &str) {
    let place = place % steps.len();
    let all = persons(a, b);
    let other = all[by % all.len()].clone();
    match kind {
        0 => drop(steps.remove(place)),
        1 => steps.insert(place, steps[place].clone()),
        2 => {
            let other = by % steps.len();
            steps.swap(place, other);
        }
        3 => steps[place].by = other,
        4 => steps[place].act = otherwise(by, a, b),
        5 => steps.insert(place, CaseStep { act: otherwise(by, a, b), ..steps[place].clone() }),
        6 => {
            let conflict = CaseAct::Declared { conflict: Some("other".to_owned()) };
            let step = CaseStep { by: other, act: conflict, ..steps[place].clone() };
            steps.insert(place, step);
        }
        7 => steps[place].at = steps[by % steps.len()].at,
        _ => again(&mut steps[place], other),
    }
    if steps.is_empty() {
        steps.push(Watch::new().step("z1", CaseAct::Reopened));
    }
}

/// The same act with somebody else in it.
fn again(step: &mut CaseStep, other: PersonId) {
    match &mut step.act {
        CaseAct::Received(allegation) => allegation.reporter = Reporter::Person(other),
        CaseAct::Assigned { team } => team.push(other),
        CaseAct::Verified { signed, .. } => signed.with = vec![other],
        CaseAct::Convened { present, .. } => present.retain(|id| *id != other),
        CaseAct::Published { second, .. } => *second = other,
        CaseAct::Voted { choice } => *choice = Choice::Against,
        _ => (),
    }
}

/// Acts that the whole way does not have.
fn otherwise(which: usize, a: &str, b: &str) -> CaseAct {
    let few = || vec![person("z1"), person(&format!("{a}-1")), person(&format!("{b}-1"))];
    let denied = Outcome::Unverifiable(Hindrance::AccessDenied(Some(party(b))));
    match which % 14 {
        0 => CaseAct::Adjourned { present: few() },
        1 => {
            let CaseAct::Convened { motion, .. } = convened(a, b, true) else { panic!() };
            CaseAct::Convened { present: few(), emergency: true, motion }
        }
        2 => CaseAct::Voted { choice: Choice::Abstain },
        3 => CaseAct::Published { level: Level::Public, second: person(&format!("{b}-2")) },
        4 => CaseAct::Reopened,
        5 => CaseAct::ReplyAsked,
        6 => CaseAct::Verified { outcome: denied, signed: signed(b) },
        7 => CaseAct::Verified { outcome: Outcome::Refuted(StandardOfProof::ClearAndConvincing), signed: signed(a) },
        8 => CaseAct::Replied { party: party(a), text: "No comment.".to_owned() },
        9 => CaseAct::Screened(Screening::Out(model::case::OutOfScope::Area)),
        10 => CaseAct::MoreTimeAsked { party: party(b) },
        11 => CaseAct::Withdrawn,
        12 => CaseAct::Corrected { finding: FindingId::new("f-9").unwrap(), second: person(&format!("{a}-1")) },
        _ => CaseAct::Resolved { finding: FindingId::new("f-3").unwrap() },
    }
}

/// Takes what may be taken; tells of every step what was said.
pub(crate) fn told<'r>(steps: &[CaseStep], procedure: &'r Procedure) -> (Option<Case<'r>>, Vec<String>) {
    let mut case: Option<Case<'r>> = None;
    let mut said = Vec::new();
    for step in steps {
        let result = match &mut case {
            Some(case) => case.take(step),
            None => Case::open(step, procedure).map(|opened| case = Some(opened)),
        };
        said.push(result.map_or_else(|refusal| refusal.to_string(), |()| "taken".to_owned()));
    }
    (case, said)
}

/// The second look: at each publication among accepted steps, what has to stand before it.
fn second_look(steps: &[CaseStep], rules: &Rules) -> usize {
    let mut publications = 0;
    for (place, step) in steps.iter().enumerate() {
        assert!(place == 0 || steps[place - 1].at <= step.at, "no clock runs backwards");
        let CaseAct::Published { second, .. } = &step.act else { continue };
        publications += 1;
        assert_ne!(*second, step.by, "two persons");
        let before = &steps[..place];
        let begins = before.iter().rposition(|step| matches!(step.act, CaseAct::Reopened)).map_or(0, |last| last + 1);
        committee(before, begins, rules);
        reply(before, begins, rules);
        two_persons(before, begins, rules);
    }
    publications
}

fn last(steps: &[CaseStep], from: usize, name: &str) -> usize {
    from + steps[from..].iter().rposition(|step| step.act.as_str() == name).unwrap_or_else(|| panic!("no {name}"))
}

fn conflicted(steps: &[CaseStep], id: &PersonId) -> bool {
    steps.iter().any(|step| step.by == *id && matches!(step.act, CaseAct::Declared { conflict: Some(_) }))
}

fn of<'i>(ids: impl IntoIterator<Item = &'i PersonId>, side: &Side, rules: &Rules) -> usize {
    ids.into_iter().filter(|id| rules.person(id).is_some_and(|person| person.side == *side)).count()
}

fn committee(steps: &[CaseStep], begins: usize, rules: &Rules) {
    let resolved = last(steps, begins, "resolved");
    let convened = last(&steps[..resolved], begins, "convened");
    let CaseAct::Convened { present, emergency, .. } = &steps[convened].act else { panic!() };
    let votes: Vec<(&PersonId, Choice)> = steps[convened..resolved]
        .iter()
        .filter_map(|step| match step.act {
            CaseAct::Voted { choice } => Some((&step.by, choice)),
            _ => None,
        })
        .collect();
    let voters: BTreeSet<&PersonId> = votes.iter().map(|vote| vote.0).collect();
    assert_eq!(voters.len(), votes.len(), "no vote twice");
    assert!(voters.iter().all(|id| present.contains(id)), "only those present vote");
    for (place, step) in (convened..).zip(&steps[convened..resolved]) {
        let barred = matches!(step.act, CaseAct::Voted { .. }) && conflicted(&steps[..place], &step.by);
        assert!(!barred, "a conflicted member does not vote");
    }
    let counted: Vec<&PersonId> = voters.into_iter().filter(|id| !conflicted(&steps[..resolved], id)).collect();
    let quorum = if *emergency { rules.emergency_quorum.unwrap() } else { rules.quorum };
    if *emergency {
        assert!(steps[begins..convened].iter().any(|step| step.act.as_str() == "adjourned"));
    }
    for party in &rules.parties {
        let side = Side::Party(party.clone());
        assert!(of(counted.iter().copied(), &side, rules) >= usize::from(quorum.each_party), "quorum of {party}");
        let chose = |choice: Choice| {
            let those = votes.iter().filter(|vote| vote.1 == choice && counted.contains(&vote.0)).map(|vote| vote.0);
            of(those, &side, rules)
        };
        assert!(chose(Choice::For) > chose(Choice::Against), "a majority of {party}");
    }
    assert!(of(counted.iter().copied(), &Side::Neutral, rules) >= usize::from(quorum.neutral), "neutral quorum");
}

fn reply(steps: &[CaseStep], begins: usize, rules: &Rules) {
    let CaseAct::Received(allegation) = &steps[0].act else { panic!() };
    let asked = last(steps, begins, "reply_asked");
    let convened = last(&steps[..last(steps, begins, "resolved")], begins, "convened");
    // Three working days for each that asked in time; the rules give no more.
    let more = steps[asked..convened].iter().filter(|step| step.act.as_str() == "more_time_asked");
    let first = deadline(steps[asked].at, rules.limits.reply, &rules.calendar);
    let over = more.fold(first, |until, _| extended(until, rules.limits.more_time.unwrap(), &rules.calendar));
    let replied: BTreeSet<&ActorId> = steps[asked..convened]
        .iter()
        .filter_map(|step| match &step.act {
            CaseAct::Replied { party, .. } => Some(party),
            _ => None,
        })
        .collect();
    let heard = allegation.against.iter().filter(|id| rules.is_party(id)).all(|party| replied.contains(party));
    assert!(heard || steps[convened].at >= over, "the accused replied or had the time to");
}

fn two_persons(steps: &[CaseStep], begins: usize, rules: &Rules) {
    let CaseAct::Received(allegation) = &steps[0].act else { panic!() };
    let verified = last(steps, begins, "verified");
    let CaseAct::Verified { signed, .. } = &steps[verified].act else { panic!() };
    let signers: BTreeSet<&PersonId> = [&steps[verified].by].into_iter().chain(&signed.with).collect();
    assert!(signers.len() >= 2, "two persons verify");
    for id in &signers {
        assert!(!conflicted(&steps[..verified], id), "a conflicted person does not verify");
        assert_ne!(allegation.reporter, Reporter::Person((*id).clone()), "nobody verifies what they reported");
    }
    let all = signers.into_iter().chain(signed.dissent.iter().map(|one| &one.by)).collect::<Vec<_>>();
    for party in &rules.parties {
        assert!(of(all.iter().copied(), &Side::Party(party.clone()), rules) > 0, "a joint team");
    }
}

pub(crate) fn exchanged(text: &str) -> String {
    text.replace(NORTH, "\u{0}").replace(SOUTH, NORTH).replace('\u{0}', SOUTH)
}

fn outcome(a: &str, b: &str, changes: &[Change]) -> String {
    let procedure = procedure(a, b);
    let (case, said) = told(&story(a, b, changes), &procedure);
    let Some(case) = case else { return said.join("\n") };
    let shown = (case.stage(), case.earlier(), case.clocks(), case.finding(), case.flags(&[]), case.findings());
    format!("{}\n{shown:#?}", said.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn no_order_of_steps_publishes_without_quorum_reply_and_two_persons(changes in changes()) {
        let procedure = procedure(NORTH, SOUTH);
        if let (Some(case), _) = told(&story(NORTH, SOUTH, &changes), &procedure) {
            second_look(case.steps(), &rules(NORTH, SOUTH));
        }
    }

    #[test]
    fn the_same_steps_make_the_same_case(changes in changes()) {
        let procedure = procedure(NORTH, SOUTH);
        let (Some(case), _) = told(&story(NORTH, SOUTH, &changes), &procedure) else { return Ok(()) };
        let replayed = Case::replay(case.steps(), &procedure).unwrap().unwrap();
        prop_assert_eq!(&replayed, &case);
        // What was written down and read back makes it too.
        let lines: Vec<String> = case.steps().iter().map(wire::case::to_line).collect();
        let read: Vec<CaseStep> = lines.iter().map(|line| wire::CaseStepLine::parse(line).unwrap().to_step().unwrap()).collect();
        prop_assert_eq!(Case::replay(&read, &procedure).unwrap().unwrap(), case);
    }

    #[test]
    fn a_step_that_may_be_taken_is_taken_and_no_other(changes in changes()) {
        let procedure = procedure(NORTH, SOUTH);
        let mut case: Option<Case<'_>> = None;
        for step in story(NORTH, SOUTH, &changes) {
            match &mut case {
                None => case = Case::open(&step, &procedure).ok(),
                Some(case) => {
                    let (may, before) = (case.may(&step), case.clone());
                    prop_assert_eq!(case.take(&step), may.clone());
                    prop_assert!(may.is_ok() || *case == before);
                }
            }
        }
    }

    #[test]
    fn a_decided_cases_finding_may_be_entered(changes in changes()) {
        let procedure = procedure(NORTH, SOUTH);
        let (Some(case), _) = told(&story(NORTH, SOUTH, &changes), &procedure) else { return Ok(()) };
        let mut world = world(NORTH, SOUTH);
        let decided = (1..=case.steps().len()).filter(|end| case.steps()[end - 1].act.as_str() == "resolved");
        for end in decided {
            let decided = Case::replay(&case.steps()[..end], &procedure).unwrap().unwrap();
            let finding = decided.finding().unwrap();
            prop_assert_eq!(crate::finding::check_finding(&finding, &world.known()), Ok(()));
            world.findings.push(finding);
        }
    }

    #[test]
    fn exchanging_the_parties_exchanges_the_case(changes in changes()) {
        prop_assert_eq!(exchanged(&outcome(NORTH, SOUTH, &changes)), outcome(SOUTH, NORTH, &changes));
    }
}

/// The properties would hold of cases that never get anywhere too: many of these are published, and many are not.
#[test]
fn the_stories_reach_publication_and_miss_it() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let procedure = procedure(NORTH, SOUTH);
    let (mut published, mut not) = (0, 0);
    for _ in 0..200 {
        let changes = changes().new_tree(&mut runner).unwrap().current();
        match told(&story(NORTH, SOUTH, &changes), &procedure).0 {
            Some(case) if second_look(case.steps(), &rules(NORTH, SOUTH)) > 0 => published += 1,
            _ => not += 1,
        }
    }
    assert!(published > 20 && not > 20, "{published} published, {not} not");
}
