//! Cases made by hand, for tests: under the rules of the documentation.

use jiff::Timestamp;
use model::stage::Stage;
use model::*;

/// A case that arrived, with its first clock where one is given.
pub(crate) fn case(id: &str, due: Option<Timestamp>) -> Dossier {
    let docs = include_str!("../../../../docs/cases.md");
    let example = docs.split("```toml\n").nth(1).and_then(|block| block.split("```").next()).unwrap();
    let rules = wire::RulesFile::parse(example).unwrap().to_rules().unwrap();
    let party = |id: &str| ActorId::new(id).unwrap();
    let allegation = Allegation {
        agreement: rules.agreement.clone(),
        subject: Subject::Incident(IncidentId::new("i-1").unwrap()),
        reporter: Reporter::Outside { name: "Liaison office".to_owned(), party: Some(party("xx-north")) },
        against: vec![party("xx-south")],
        claims: Vec::new(),
        text: "Guns fired.".to_owned(),
    };
    let at: Timestamp = "2031-05-04T07:00:00Z".parse().unwrap();
    let act = CaseAct::Received(Box::new(allegation.clone()));
    let (case, by) = (CaseId::new(id).unwrap(), PersonId::new("n2").unwrap());
    let step = CaseStep { case: case.clone(), at, by, reasons: "By telephone.".to_owned(), act };
    Dossier {
        id: case,
        rules,
        allegation,
        receipt: None,
        stage: Stage::Received,
        earlier: Vec::new(),
        declared: Default::default(),
        steps: vec![(7, step)],
        clocks: due.map(|due| Clock { of: ClockOf::Log, from: at, due, met: None }).into_iter().collect(),
        flags: Vec::new(),
        findings: Vec::new(),
    }
}
