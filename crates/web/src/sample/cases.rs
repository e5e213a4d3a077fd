//! The sample's cases: one that waits for a reply, with evidence and a dissent; one that nobody logged in time.

use jiff::Timestamp;
use jiff::civil::Date;
use model::case::{Outcome, Signed, TeamDissent};
use model::finding::GradedEvidence;
use model::stage::{Docket, Hearing, Judged, Signatories, Stage, Verification};
use model::{
    ActorId, Allegation, CaseAct, CaseId, CaseStep, ClaimId, Clock, ClockOf, Credibility, Dossier, IncidentId,
    NextStep, PersonId, Reliability, Reporter, Rules, StandardOfProof, Subject,
};
use publication::treated::Treated;

const RULES: &str = r#"
agreement = "rivers-2020"
version = "rules of January"
body = "Rivers commission"
from = "2020-01-12T06:00"
parties = ["north-army", "south-council"]
decision = "majority"
conflicts = ["kin among those harmed"]
calendar = { zone = "Africa/Tripoli", rest = ["friday"], holidays = [] }
quorum = { each_party = 1, neutral = 0 }
proof = { occurred = "balance_of_probabilities", attribution = "reasonable_grounds", intent = "suspicion", breach = "suspicion" }
limits = { log = { hours = 24 }, verify = { days = 7 }, reply = { days = 5 } }
team = { at_least = 2, joint = true }
publication = { levels = ["parties", "public"] }
person = [
  { id = "z1", name = "Z. Secretary", side = "neutral", duties = ["secretary", "member"] },
  { id = "n1", name = "N. First", side = "north-army", duties = ["monitor", "member"] },
  { id = "s1", name = "S. First", side = "south-council", duties = ["monitor", "member"] },
]
"#;

pub(super) fn rules() -> Rules {
    let rules = wire::RulesFile::parse(RULES).and_then(|file| file.to_rules());
    rules.expect("the sample's rules can be followed")
}

pub(super) fn cases() -> Vec<Dossier> {
    vec![heard(), arrived()]
}

/// What may come next in either.
pub(super) fn next_steps() -> Vec<NextStep> {
    let against = "the case stands at 'awaiting_reply' (rule: order of steps); this step follows 'received'";
    vec![
        NextStep { act: "logged", by: Vec::new(), against: Some(against.to_owned()) },
        NextStep { act: "replied", by: vec![person("z1"), person("s1")], against: None },
        NextStep { act: "verified", by: vec![person("n1")], against: None },
    ]
}

/// How both were treated.
pub(super) fn treated(from: Date, to: Date) -> Treated {
    let both = |one: &str, other: &str| vec![one.to_owned(), other.to_owned()];
    Treated {
        agreement: rules().agreement.clone(),
        from,
        to,
        parties: rules().parties.clone(),
        questions: vec![("allegations it made", both("1, of which 1 open", "0")), ("access it denied", both("1", "0"))],
        beside: vec![("what was watched", "3 observations; 24.5 team-hours".to_owned())],
    }
}

fn person(id: &str) -> PersonId {
    PersonId::new(id).expect("an id without spaces")
}

fn party(id: &str) -> ActorId {
    ActorId::new(id).expect("an id without spaces")
}

fn at(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

fn dossier(id: &str, reporter: Reporter, against: &str, stage: Stage) -> Dossier {
    let allegation = Allegation {
        agreement: rules().agreement.clone(),
        subject: Subject::Incident(IncidentId::new("i-0001").expect("an id without spaces")),
        reporter,
        against: vec![party(against)],
        claims: Vec::new(),
        text: "Shells fell on Millbrook & <its> school.".to_owned(),
    };
    let case = CaseId::new(id).expect("an id without spaces");
    let act = CaseAct::Received(Box::new(allegation.clone()));
    let arrived = at("2020-01-15T08:00:00Z");
    let step = CaseStep { case: case.clone(), at: arrived, by: person("n1"), reasons: "By telephone.".to_owned(), act };
    let log = Clock { of: ClockOf::Log, from: arrived, due: at("2020-01-16T08:00:00Z"), met: None };
    Dossier {
        id: case,
        rules: rules(),
        allegation,
        receipt: None,
        stage,
        earlier: Vec::new(),
        declared: Default::default(),
        steps: vec![(7, step)],
        clocks: vec![log],
        flags: Vec::new(),
        findings: Vec::new(),
    }
}

fn arrived() -> Dossier {
    dossier("case-2", Reporter::Person(person("z1")), "north-army", Stage::Received)
}

fn heard() -> Dossier {
    let signed = Signed {
        with: vec![person("z1")],
        dissent: vec![TeamDissent { by: person("s1"), reasons: "One crater was too old.".to_owned() }],
        evidence: vec![GradedEvidence {
            claim: ClaimId::new("r-0001.c1").expect("an id without spaces"),
            reliability: Reliability::B,
            credibility: Credibility::Probable,
        }],
    };
    let signatories = Signatories {
        signed: [vec![person("n1")], signed.with].concat(),
        dissent: signed.dissent,
        evidence: signed.evidence,
        reasons: "Two craters, three residents heard apart.".to_owned(),
        at: at("2020-01-16T15:00:00Z"),
    };
    let outcome = Outcome::Occurred(StandardOfProof::ClearAndConvincing);
    let judged = Judged { verification: Verification { outcome, signatories }, investigation: None };
    let hearing = Hearing {
        asked: vec![party("south-council")],
        at: at("2020-01-17T08:00:00Z"),
        deadline: at("2020-01-22T22:00:00Z"),
        extended: Vec::new(),
        replies: Vec::new(),
    };
    let stage = Stage::AwaitingReply(Docket { judged, hearing, adjournments: Vec::new() });
    let reporter = Reporter::Outside { name: "Harbour office".to_owned(), party: Some(party("north-army")) };
    let case = dossier("case-1", reporter, "south-council", stage);
    let met = |clock: Clock| Clock { met: Some(at("2020-01-15T09:00:00Z")), ..clock };
    let declared = [("n1", None), ("s1", None)].map(|(id, conflict)| (person(id), conflict));
    Dossier {
        receipt: Some("2020/1".to_owned()),
        declared: declared.into(),
        clocks: case.clocks.iter().copied().map(met).collect(),
        ..case
    }
}
