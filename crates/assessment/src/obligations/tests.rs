//! Each way in which an obligation may stand, on incidents made by hand.

use super::*;
use crate::builders::{Report, actors, day, event, truce};
use model::finding::Reply;
use model::{
    ClaimId, ClaimKind, Condition, Deadline, Element, IncidentId, Modality, ObligationTerms, Polarity, Role,
    StandardOfProof, Tense,
};

fn owed(
    agreement: &Agreement,
    readings: &[Reading],
    incidents: &[Incident],
    findings: &[Finding],
    as_of: &str,
) -> Vec<Owed> {
    let actors = actors("north", "south");
    let as_of = day(as_of).from();
    obligations(agreement, &Grounds { actors: &actors, readings, incidents, findings, as_of })
}

fn agreement() -> Agreement {
    let obligation = |id: &str, deadline: Deadline| Obligation {
        id: ObligationId::new(id).unwrap(),
        text: "Guns leave the ridge.".to_owned(),
        bound: Bound::AllParties,
        shown_by: [ClaimKind::Withdrawal].into(),
        deadline,
        terms: ObligationTerms::default(),
    };
    let mut agreement = truce("north", "south");
    let first = ObligationId::new("o1").unwrap();
    let exchange = Obligation {
        shown_by: [ClaimKind::PrisonerExchange].into(),
        ..obligation("o2", Deadline::DaysAfter(first, 5))
    };
    agreement.obligations = vec![obligation("o1", Deadline::DaysAfterEffect(14)), exchange];
    agreement
}

fn withdrawal(id: &str, by: Option<&str>, date: &str) -> Incident {
    let id = IncidentId::new(id).unwrap();
    Incident { id, ..event(ClaimKind::Withdrawal, by, Some(day(date)), None) }
}

/// The status of the first obligation for both parties.
fn first(incidents: &[Incident], as_of: &str) -> [Status; 2] {
    let all = owed(&agreement(), &[], incidents, &[], as_of);
    [all[0].status, all[1].status]
}

#[test]
fn due_until_the_end_of_the_last_day_then_late() {
    assert_eq!(first(&[], "2031-05-15"), [Status::Due, Status::Due]);
    assert_eq!(first(&[], "2031-05-16"), [Status::Late, Status::Late]);
}

#[test]
fn done_by_the_one_whom_reports_name() {
    let gone = [withdrawal("i-1", Some("north-brigade"), "2031-05-10")];
    assert_eq!(first(&gone, "2031-06-01"), [Status::Reported, Status::Late]);
    let all = owed(&agreement(), &[], &gone, &[], "2031-06-01");
    assert_eq!((all[0].evidence.len(), all[1].evidence.len()), (1, 0));
    let by_nobody = [withdrawal("i-1", None, "2031-05-10")];
    assert_eq!(first(&by_nobody, "2031-06-01"), [Status::Partly, Status::Partly]);
    let before = [withdrawal("i-1", Some("north"), "2031-04-10")];
    assert_eq!(first(&before, "2031-06-01"), [Status::Late, Status::Late], "it was done before it was owed");
    assert_eq!(first(&gone, "2031-05-09"), [Status::Due, Status::Due], "nobody knows of it yet");
}

#[test]
fn a_denial_makes_it_disputed() {
    let mut gone = withdrawal("i-1", Some("north"), "2031-05-10");
    gone.denials = vec![ClaimId::new("r-9.c1").unwrap()];
    let all = owed(&agreement(), &[], &[gone], &[], "2031-06-01");
    assert_eq!(all[0].status, Status::Disputed);
    assert_eq!(all[0].against.len(), 1);
}

#[test]
fn the_partys_own_word_and_what_is_still_going_on_are_part_of_it() {
    let told = |speaker: &str, tense: Tense| {
        let reading = Report::new("r-1", "2031-05-11", "The north said that it withdrew.")
            .claim(ClaimKind::Withdrawal, "withdrew")
            .agent("it", "north")
            .speaker("The north", speaker)
            .meant(Modality::Asserted, Polarity::Affirmed, tense)
            .reading();
        let mut gone = withdrawal("i-1", Some("north"), "2031-05-10");
        gone.members = vec![reading.claims[0].id.clone()];
        let all = owed(&agreement(), &[reading], &[gone], &[], "2031-06-01");
        (all[0].status, all[0].because.join(" "))
    };
    let (status, because) = told("person-north", Tense::Past);
    assert!(status == Status::Partly && because.contains("own word"), "{because}");
    assert_eq!(told("person-south", Tense::Past).0, Status::Reported, "the other side says so");
    let (status, because) = told("person-river", Tense::Ongoing);
    assert!(status == Status::Partly && because.contains("going on"), "{because}");
    assert_eq!(told("person-river", Tense::Future).0, Status::Late, "a promise shows nothing");
}

#[test]
fn where_words_are_asked_for_a_sentence_must_hold_one() {
    let told = |sentence: &str| {
        let reading = Report::new("r-1", "2031-05-11", sentence).claim(ClaimKind::Withdrawal, "withdrew").reading();
        let mut gone = withdrawal("i-1", Some("north"), "2031-05-10");
        gone.members = vec![reading.claims[0].id.clone()];
        let mut agreement = agreement();
        agreement.obligations[0].terms.concerns = vec!["guns".to_owned(), "heavy weapons".to_owned()];
        owed(&agreement, &[reading], &[gone], &[], "2031-06-01")[0].status
    };
    assert_eq!(told("The north withdrew its heavy weapons."), Status::Reported);
    assert_eq!(told("The north withdrew from the talks on gunsmiths."), Status::Late, "nothing is said of guns");
}

#[test]
fn what_follows_another_obligation_waits_for_it() {
    let all = owed(&agreement(), &[], &[withdrawal("i-1", Some("north"), "2031-05-10")], &[], "2031-06-01");
    assert_eq!(all[2].status, Status::Waits);
    let both = [withdrawal("i-1", Some("north"), "2031-05-10"), withdrawal("i-2", Some("south"), "2031-05-12")];
    let all = owed(&agreement(), &[], &both, &[], "2031-05-17");
    assert_eq!(all[2].due, Due::Until(day("2031-05-18").from()));
    assert_eq!(all[2].status, Status::Due);
    assert_eq!(owed(&agreement(), &[], &both, &[], "2031-05-18")[2].status, Status::Late);
}

#[test]
fn a_condition_and_a_beginning_are_waited_for() {
    let mut agreement = agreement();
    let condition =
        Condition { text: "Monitors have come.".to_owned(), shown_by: [ClaimKind::MonitoringDeployed].into() };
    agreement.obligations[0].terms.condition = Some(condition);
    assert_eq!(owed(&agreement, &[], &[], &[], "2031-06-01")[0].status, Status::Waits);
    let come = event(ClaimKind::MonitoringDeployed, None, Some(day("2031-05-02")), None);
    assert_eq!(owed(&agreement, &[], &[come], &[], "2031-06-01")[0].status, Status::Late);
    agreement.obligations[0].terms.condition = None;
    agreement.obligations[0].terms.from = Some(day("2031-05-05"));
    assert_eq!(owed(&agreement, &[], &[], &[], "2031-05-04")[0].status, Status::Waits);
}

#[test]
fn a_finding_outweighs_what_reports_show() {
    let element = |answer| Element { answer, reasons: "We were there.".to_owned() };
    let finding = |answer| Finding {
        id: FindingId::new("f-1").unwrap(),
        subject: Subject::Obligation(agreement().id, ObligationId::new("o1").unwrap()),
        body: "Joint commission".to_owned(),
        authors: vec!["A. Member".to_owned()],
        at: "2031-05-20T12:00:00Z".to_owned(),
        occurred: element(answer),
        attribution: Element { answer: Answer::NotJudged, reasons: String::new() },
        intent: Element { answer: Answer::NotJudged, reasons: String::new() },
        breach: Element { answer: Answer::NotJudged, reasons: String::new() },
        evidence: Vec::new(),
        dissent: Vec::new(),
        reply: Reply::NotAsked,
        supersedes: None,
    };
    let done = finding(Answer::Established((), StandardOfProof::ClearAndConvincing));
    let all = owed(&agreement(), &[], &[], &[done], "2031-06-01");
    assert_eq!(all[0].status, Status::Done);
    assert_eq!(all[0].finding.as_ref().map(FindingId::as_str), Some("f-1"));
    let gone = [withdrawal("i-1", Some("north"), "2031-05-10")];
    let not = finding(Answer::Refuted(StandardOfProof::ClearAndConvincing));
    assert_eq!(owed(&agreement(), &[], &gone, &[not], "2031-06-01")[0].status, Status::Late);
}

#[test]
fn an_exchange_is_shown_by_either_role_and_the_parties_are_counted_apart() {
    let mut exchange = event(ClaimKind::PrisonerExchange, Some("north"), Some(day("2031-05-14")), None);
    let south = event(ClaimKind::PrisonerExchange, Some("south"), None, None).actors.remove(&Role::Agent).unwrap();
    exchange.actors.insert(Role::Counterpart, south);
    let agreement = agreement();
    let all = owed(&agreement, &[], &[exchange], &[], "2031-06-01");
    assert_eq!([all[2].status, all[3].status], [Status::Reported, Status::Reported]);
    let counts = tally(&agreement, &all);
    assert_eq!(counts[0].1, [(Status::Reported, 1), (Status::Late, 1)].into());
    assert_eq!(counts[0].1, counts[1].1);
}
