//! Each rule with the finding that breaks it.

use super::*;
use crate::builders::{Report, day, event, listed, truce};
use model::finding::{GradedEvidence, Intent, Reply};
use model::{Attributed, Bound, ClaimKind, Credibility, Deadline, Dissent, Obligation, Reliability};

struct World {
    incidents: Vec<Incident>,
    agreements: Vec<Agreement>,
    readings: Vec<Reading>,
    findings: Vec<Finding>,
}

fn world() -> World {
    let mut agreement = truce("north", "south");
    agreement.obligations.push(Obligation {
        id: ObligationId::new("o1").unwrap(),
        text: "Guns leave the ridge.".to_owned(),
        bound: Bound::AllParties,
        shown_by: BTreeSet::new(),
        deadline: Deadline::Unstated,
        terms: model::ObligationTerms::default(),
    });
    let report = Report::new("r-1", "2031-05-04", "The north shelled Hilltown.").claim(ClaimKind::Shelling, "shelled");
    World {
        incidents: vec![event(ClaimKind::Shelling, Some("north"), Some(day("2031-05-03")), None)],
        agreements: vec![agreement],
        readings: vec![report.reading()],
        findings: Vec::new(),
    }
}

impl World {
    fn check(&self, finding: &Finding) -> Result<(), FindingError> {
        let World { incidents, agreements, readings, findings } = self;
        check_finding(finding, &Known { incidents, agreements, readings, findings })
    }
}

fn element<T>(answer: Answer<T>) -> Element<T> {
    let reasons = if matches!(answer, Answer::NotJudged) { "" } else { "Because." };
    Element { answer, reasons: reasons.to_owned() }
}

pub(super) fn finding() -> Finding {
    let standard = StandardOfProof::ReasonableGrounds;
    let clause = (AgreementId::new("hills-2031").unwrap(), ProvisionId::new("p1").unwrap());
    Finding {
        id: FindingId::new("f-1").unwrap(),
        subject: Subject::Incident(IncidentId::new("i-000000000001").unwrap()),
        body: "Joint commission".to_owned(),
        authors: vec!["A. Author".to_owned()],
        at: "2031-05-10T12:00:00Z".to_owned(),
        occurred: element(Answer::Established((), standard)),
        attribution: element(Answer::Established(Attributed::To(listed("north")), standard)),
        intent: element(Answer::NotJudged),
        breach: element(Answer::Established(clause, standard)),
        evidence: vec![GradedEvidence {
            claim: ClaimId::new("r-1.c1").unwrap(),
            reliability: Reliability::default(),
            credibility: Credibility::Probable,
        }],
        dissent: Vec::new(),
        reply: Reply::NotAsked,
        supersedes: None,
    }
}

/// What is said of a finding after a change.
fn refused(change: impl Fn(&mut Finding)) -> String {
    let mut changed = finding();
    change(&mut changed);
    world().check(&changed).unwrap_err().to_string()
}

#[test]
fn a_whole_finding_may_be_entered() {
    assert_eq!(world().check(&finding()), Ok(()));
    let mut open = finding();
    (open.occurred, open.attribution, open.breach) =
        (element(Answer::Insufficient), element(Answer::NotJudged), element(Answer::NotJudged));
    open.evidence.clear();
    assert_eq!(world().check(&open), Ok(()), "to have looked in vain is a finding too");
}

#[test]
fn what_it_names_must_be_in_the_record() {
    let clause =
        |agreement: &str, clause: &str| (AgreementId::new(agreement).unwrap(), ProvisionId::new(clause).unwrap());
    let breach = |agreement, id| {
        refused(|one| {
            one.breach = element(Answer::Established(clause(agreement, id), StandardOfProof::Suspicion));
        })
    };
    assert!(
        refused(|one| one.subject = Subject::Incident(IncidentId::new("i-9").unwrap())).contains("no incident 'i-9'")
    );
    assert!(breach("plains-2031", "p1").contains("no agreement 'plains-2031'"));
    assert!(breach("hills-2031", "p9").contains("no provision 'p9'"));
    assert!(breach("hills-2031", "a1").contains("no provision 'a1'"), "a permission cannot be breached");
    assert!(refused(|one| one.evidence[0].claim = ClaimId::new("r-9.c1").unwrap()).contains("'r-9.c1'"));
    assert!(refused(|one| one.supersedes = FindingId::new("f-0").ok()).contains("'f-0'"));
}

#[test]
fn nothing_is_established_without_the_occurrence_nor_more_surely_than_it() {
    let strong = StandardOfProof::ClearAndConvincing;
    assert!(
        refused(|one| one.occurred = element(Answer::Insufficient)).contains("'attribution' is established although")
    );
    let only_breach = refused(|one| {
        one.occurred = element(Answer::Refuted(strong));
        one.attribution = element(Answer::NotJudged);
    });
    assert!(only_breach.contains("'breach' is established although"));
    let intent = refused(|one| one.intent = element(Answer::Established(Intent::Intended, strong)));
    assert!(intent.contains("clear_and_convincing") && intent.contains("reasonable_grounds"), "{intent}");
}

#[test]
fn something_is_judged_by_somebody_with_reasons_on_evidence() {
    let nothing = refused(|one| {
        (one.occurred, one.attribution, one.breach) =
            (element(Answer::NotJudged), element(Answer::NotJudged), element(Answer::NotJudged));
    });
    assert!(nothing.contains("nothing is judged"));
    assert!(refused(|one| one.occurred.reasons = " ".to_owned()).contains("'reasons'"));
    assert!(refused(|one| one.evidence.clear()).contains("'occurred' is answered without evidence"));
    assert!(refused(|one| one.evidence.push(one.evidence[0].clone())).contains("twice"));
    assert!(refused(|one| one.authors = vec![String::new()]).contains("'authors'"));
    assert!(refused(|one| one.body.clear()).contains("'body'"));
    assert!(refused(|one| one.at = "yesterday".to_owned()).contains("'yesterday'"));
    let dissent = Dissent { by: "B".to_owned(), reasons: String::new() };
    assert!(refused(|one| one.dissent.push(dissent.clone())).contains("'dissent'"));
}

#[test]
fn an_obligation_can_be_what_is_breached_only_by_a_finding_on_it() {
    let agreement = || AgreementId::new("hills-2031").unwrap();
    let clause =
        || element(Answer::Established((agreement(), ProvisionId::new("o1").unwrap()), StandardOfProof::Suspicion));
    assert!(refused(|one| one.breach = clause()).contains("no provision 'o1'"));
    let mut on_it = finding();
    on_it.subject = Subject::Obligation(agreement(), ObligationId::new("o1").unwrap());
    on_it.breach = clause();
    assert_eq!(world().check(&on_it), Ok(()));
    on_it.subject = Subject::Obligation(agreement(), ObligationId::new("o7").unwrap());
    assert!(world().check(&on_it).unwrap_err().to_string().contains("no obligation 'o7'"));
}

#[test]
fn a_correction_follows_the_last_finding_on_the_same_subject() {
    let mut world = world();
    world.findings.push(finding());
    assert!(world.check(&finding()).unwrap_err().to_string().contains("already holds a finding 'f-1'"));
    let correct =
        |id: &str| Finding { id: FindingId::new(id).unwrap(), supersedes: FindingId::new("f-1").ok(), ..finding() };
    assert_eq!(world.check(&correct("f-2")), Ok(()));
    world.findings.push(correct("f-2"));
    assert!(world.check(&correct("f-3")).unwrap_err().to_string().contains("superseded by 'f-2'"));
    let mut other = correct("f-3");
    other.subject = Subject::Obligation(AgreementId::new("hills-2031").unwrap(), ObligationId::new("o1").unwrap());
    assert!(world.check(&other).unwrap_err().to_string().contains("another subject"));
}
