//! A whole case of a small truce, told so that the parties can be exchanged: every name of a party's people holds the party's.

use crate::builders::{Report, day, event, listed, truce};
use crate::case::Case;
use crate::finding::Known;
use jiff::{SignedDuration, Timestamp};
use model::case::{Choice, Classification, Motion, Outcome, ResolutionKind, Screening, Signed};
use model::finding::GradedEvidence;
use model::procedure::{Duty, Level, Person, Side};
use model::{
    ActorId, Agreement, AgreementId, Allegation, Answer, Attributed, CaseAct, CaseId, CaseStep, ClaimId, ClaimKind,
    Credibility, Finding, FindingId, Incident, IncidentId, PersonId, Procedure, ProvisionId, Reading, Reliability,
    Reporter, Rules, StandardOfProof, Subject, WrittenRules,
};

pub(crate) const NORTH: &str = "xx-north";
pub(crate) const SOUTH: &str = "xx-south";

pub(crate) fn person(id: &str) -> PersonId {
    PersonId::new(id).unwrap()
}

pub(crate) fn party(id: &str) -> ActorId {
    ActorId::new(id).unwrap()
}

/// The rules of the documentation, for these two parties.
pub(crate) fn rules(a: &str, b: &str) -> Rules {
    let docs = include_str!("../../../../../docs/cases.md");
    let mut text = docs.split("```toml\n").nth(1).and_then(|block| block.split("```").next()).unwrap().to_owned();
    for (side, letter, party) in [(NORTH, "n", "\u{1}"), (SOUTH, "s", "\u{2}")] {
        text = text.replace(side, party);
        for (number, name) in [("1", "First"), ("2", "Second")] {
            let initial = letter.to_uppercase();
            text = text.replace(&format!("\"{letter}{number}\""), &format!("\"{party}-{number}\""));
            text = text.replace(&format!("\"{initial}. {name}\""), &format!("\"{party} {name}\""));
        }
    }
    let text = text.replace('\u{1}', a).replace('\u{2}', b);
    wire::RulesFile::parse(&text).unwrap().to_rules().unwrap()
}

pub(crate) fn written(a: &str, b: &str) -> WrittenRules {
    (*rules(a, b)).clone()
}

pub(crate) fn procedure(a: &str, b: &str) -> Procedure {
    Procedure::new(vec![rules(a, b)]).unwrap()
}

pub(crate) fn neutral_monitor(id: &str) -> Person {
    Person { id: person(id), name: id.to_owned(), side: Side::Neutral, duties: [Duty::Monitor].into() }
}

/// Gives each step its time, half an hour after the one before.
pub(crate) struct Watch {
    pub(crate) now: Timestamp,
}

impl Watch {
    pub(crate) fn new() -> Self {
        Self { now: "2031-05-04T07:00:00Z".parse().unwrap() }
    }

    pub(crate) fn after(steps: &[CaseStep]) -> Self {
        Self { now: steps.last().unwrap().at }
    }

    pub(crate) fn wait(&mut self, minutes: i64) {
        self.now = self.now.saturating_add(SignedDuration::from_mins(minutes)).unwrap();
    }

    pub(crate) fn step(&mut self, by: &str, act: CaseAct) -> CaseStep {
        self.wait(30);
        let (case, by) = (CaseId::new("case-1").unwrap(), person(by));
        CaseStep { case, at: self.now, by, reasons: "Because.".to_owned(), act }
    }
}

pub(crate) fn signed(with: &str) -> Signed {
    Signed {
        with: vec![person(&format!("{with}-1"))],
        dissent: Vec::new(),
        evidence: vec![GradedEvidence {
            claim: ClaimId::new("r-1.c1").unwrap(),
            reliability: Reliability::B,
            credibility: Credibility::Probable,
        }],
    }
}

/// That somebody of `a` says that `b` did it.
pub(crate) fn allegation(a: &str, b: &str) -> Allegation {
    Allegation {
        agreement: AgreementId::new("hills-2031").unwrap(),
        subject: Subject::Incident(IncidentId::new("i-000000000001").unwrap()),
        reporter: Reporter::Outside { name: "The liaison office".to_owned(), party: Some(party(a)) },
        against: vec![party(b)],
        claims: vec![ClaimId::new("r-1.c1").unwrap()],
        text: format!("Guns of {b} fired on Hilltown."),
    }
}

pub(crate) fn members(a: &str, b: &str) -> Vec<PersonId> {
    let of = |side: &str| [1, 2].map(|number| person(&format!("{side}-{number}")));
    [vec![person("z1")], of(a).to_vec(), of(b).to_vec()].concat()
}

pub(crate) fn convened(a: &str, b: &str, emergency: bool) -> CaseAct {
    let motion = Motion { kind: ResolutionKind::Remedy, text: "The guns go back behind the ridge.".to_owned() };
    CaseAct::Convened { present: members(a, b), emergency, motion }
}

/// From the allegation to an outcome, a classification and the request for a reply.
fn judged(clock: &mut Watch, a: &str, b: &str) -> Vec<CaseStep> {
    let (a1, b1) = (format!("{a}-1"), format!("{b}-1"));
    let mut acts = vec![
        (format!("{a}-2"), CaseAct::Received(Box::new(allegation(a, b)))),
        ("z1".to_owned(), CaseAct::Logged { receipt: "2031/1".to_owned() }),
    ];
    acts.extend(members(a, b).iter().map(|id| (id.to_string(), CaseAct::Declared { conflict: None })));
    acts.extend([
        ("z1".to_owned(), CaseAct::Screened(Screening::InScope)),
        ("z1".to_owned(), CaseAct::Assigned { team: vec![person(&a1), person(&b1)] }),
        (a1.clone(), CaseAct::VerificationBegun),
        (
            a1.clone(),
            CaseAct::Verified { outcome: Outcome::Occurred(StandardOfProof::ClearAndConvincing), signed: signed(b) },
        ),
        (b1, CaseAct::InvestigationBegun),
        (
            a1.clone(),
            CaseAct::Attributed {
                answer: Answer::Established(Attributed::To(listed(b)), StandardOfProof::BalanceOfProbabilities),
                parties: vec![party(b)],
                signed: signed(b),
            },
        ),
        (
            a1,
            CaseAct::Classified {
                class: Classification::Breach(ProvisionId::new("p1").unwrap(), StandardOfProof::ReasonableGrounds),
                intent: Answer::Insufficient,
                signed: signed(b),
            },
        ),
    ]);
    acts.into_iter().map(|(by, act)| clock.step(&by, act)).collect()
}

/// From the request for a reply to the decision.
pub(crate) fn decided(clock: &mut Watch, a: &str, b: &str) -> Vec<CaseStep> {
    let reply = CaseAct::Replied { party: party(b), text: "Our guns were silent.".to_owned() };
    let mut steps = vec![
        clock.step("z1", CaseAct::ReplyAsked),
        clock.step(&format!("{b}-2"), reply),
        clock.step("z1", convened(a, b, false)),
    ];
    let vote = |id: PersonId| clock.step(id.as_str(), CaseAct::Voted { choice: Choice::For });
    steps.extend(members(a, b).into_iter().map(vote).collect::<Vec<_>>());
    steps.push(clock.step("z1", CaseAct::Resolved { finding: FindingId::new("f-1").unwrap() }));
    steps
}

pub(crate) fn whole_way(a: &str, b: &str) -> Vec<CaseStep> {
    let mut clock = Watch::new();
    let mut steps = judged(&mut clock, a, b);
    steps.extend(decided(&mut clock, a, b));
    let second = |side: &str| person(&format!("{side}-1"));
    steps.push(clock.step("z1", CaseAct::Published { level: Level::Parties, second: second(a) }));
    clock.wait(72 * 60);
    steps.push(clock.step("z1", CaseAct::Published { level: Level::Public, second: second(b) }));
    steps
}

/// Where a step of this name stands first.
pub(crate) fn position(steps: &[CaseStep], name: &str) -> usize {
    steps.iter().position(|step| step.act.as_str() == name).unwrap()
}

/// The case just before a step, with rules that outlive the test.
pub(crate) fn before(name: &str) -> (Case<'static>, Watch) {
    let procedure: &'static Procedure = Box::leak(Box::new(procedure(NORTH, SOUTH)));
    let steps = whole_way(NORTH, SOUTH);
    let steps = &steps[..position(&steps, name)];
    (Case::replay(steps, procedure).unwrap().unwrap(), Watch::after(steps))
}

pub(crate) fn under_verification() -> (Case<'static>, Watch) {
    before("verified")
}

pub(crate) fn awaiting_reply() -> (Case<'static>, Watch) {
    before("replied")
}

pub(crate) fn at_the_sitting() -> (Case<'static>, Watch) {
    before("voted")
}

/// A record that holds what the story speaks of.
pub(crate) struct World {
    pub(crate) incidents: Vec<Incident>,
    pub(crate) agreements: Vec<Agreement>,
    pub(crate) readings: Vec<Reading>,
    pub(crate) findings: Vec<Finding>,
}

impl World {
    pub(crate) fn known(&self) -> Known<'_> {
        let World { incidents, agreements, readings, findings } = self;
        Known { incidents, agreements, readings, findings }
    }
}

pub(crate) fn world(a: &str, b: &str) -> World {
    let report = Report::new("r-1", "2031-05-04", "The south shelled Hilltown.").claim(ClaimKind::Shelling, "shelled");
    World {
        incidents: vec![event(ClaimKind::Shelling, Some("north"), Some(day("2031-05-03")), None)],
        agreements: vec![truce(a, b)],
        readings: vec![report.reading()],
        findings: Vec::new(),
    }
}
