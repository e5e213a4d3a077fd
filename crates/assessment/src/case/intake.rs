//! From an allegation's arrival to its screening. It must not weigh the allegation, nor ask who made it what it asks not of all.

use super::asked::{Asked, refusal, standing};
use super::refusal::{Refusal, Rule};
use model::case::Screening;
use model::procedure::{Duty, plain_name};
use model::stage::Stage;
use model::{ActorId, Allegation, CaseAct, CaseStep, Procedure, Reporter, Rules, Subject};
use std::collections::BTreeSet;

/// The allegation with which a case opens.
pub(super) fn received<'a>(step: &'a CaseStep, procedure: &Procedure) -> Result<&'a Allegation, Refusal> {
    let (rules, _) = standing(step, procedure)?;
    let CaseAct::Received(allegation) = &step.act else {
        return Err(refusal(step, Rule::Order, "there is no such case yet", "a case opens with the step 'received'"));
    };
    let wrong = |why: String, remedy: &str| Err(refusal(step, Rule::Allegation, why, remedy));
    let elsewhere = match &allegation.subject {
        Subject::Obligation(agreement, _) if *agreement != rules.agreement => Some(agreement),
        _ if allegation.agreement != rules.agreement => Some(&allegation.agreement),
        _ => None,
    };
    if let Some(elsewhere) = elsewhere {
        let why = format!("it speaks of agreement '{elsewhere}', and these are the rules of '{}'", rules.agreement);
        return wrong(why, "use the rules of that agreement");
    }
    if allegation.text.trim().is_empty() {
        return wrong("it does not say what is alleged".to_owned(), "say it in 'text'");
    }
    let distinct: BTreeSet<&ActorId> = allegation.against.iter().collect();
    if distinct.len() != allegation.against.len() {
        return wrong("it accuses somebody twice".to_owned(), "name each once in 'against'");
    }
    reporter(step, &allegation.reporter, rules)?;
    Ok(allegation)
}

/// Whoever the rules know is named by id, so that they cannot verify under their id what they reported under their name.
fn reporter(step: &CaseStep, reporter: &Reporter, rules: &Rules) -> Result<(), Refusal> {
    let wrong = |why: String, remedy: &str| Err(refusal(step, Rule::Allegation, why, remedy));
    match reporter {
        Reporter::Person(id) if rules.person(id).is_none() => {
            wrong(format!("the rules know no reporter '{id}'"), "mend the id, or give a name instead")
        }
        Reporter::Outside { name, .. } if name.trim().is_empty() => {
            wrong("the reporter has no name".to_owned(), "say who reports it, were it 'anonymous caller'")
        }
        Reporter::Outside { party: Some(party), .. } if !rules.is_party(party) => {
            wrong(format!("the reporter's party '{party}' is no party"), "leave 'party' out")
        }
        Reporter::Outside { name, .. } => {
            match rules.persons.iter().find(|person| plain_name(&person.name) == plain_name(name)) {
                None => Ok(()),
                Some(person) => {
                    wrong(format!("the rules know '{name}' as '{}'", person.id), "name the reporter by that id")
                }
            }
        }
        Reporter::Person(_) => Ok(()),
    }
}

/// A conflict of interest, or none. A conflict once declared stays for the case.
pub(super) fn declared(asked: &Asked<'_>, conflict: Option<&str>) -> Result<Stage, Refusal> {
    if let (Some(before), None) = (asked.conflict(&asked.step.by), conflict) {
        let why = format!("they declared the conflict of interest '{before}' before");
        return Err(asked.refuse(Rule::Conflicts, why, "a conflict once declared stays for the case"));
    }
    let listed =
        |word: &str| asked.rules.conflicts.is_empty() || word == "other" || asked.rules.conflicts.contains(word);
    if let Some(conflict) = conflict.filter(|word| !listed(word)) {
        let list = asked.rules.conflicts.iter().map(String::as_str).collect::<Vec<_>>().join("', '");
        let why = format!("the rules know no conflict '{conflict}'");
        return Err(asked.refuse(Rule::Conflicts, why, format!("use '{list}', or 'other' and say which in 'reasons'")));
    }
    Ok(asked.case.stage.clone())
}

/// The receipt.
pub(super) fn logged(asked: &Asked<'_>, receipt: &str) -> Result<Stage, Refusal> {
    asked.duty(&[Duty::Secretary])?;
    let Stage::Received = asked.case.stage else { return Err(asked.out_of_order("'received'")) };
    let why = || "the receipt has no number".to_owned();
    asked.need(!receipt.trim().is_empty(), Rule::Allegation, why, "give one in 'receipt'")?;
    Ok(Stage::Logged)
}

/// Whoever made the allegation takes it back: they themselves, or the secretary to whom they said so. Once there is an outcome,
/// the body decides on what was found.
pub(super) fn withdrawn(asked: &Asked<'_>) -> Result<Stage, Refusal> {
    let (Stage::Logged | Stage::Screened | Stage::Assigned(_) | Stage::UnderVerification(_)) = asked.case.stage else {
        return Err(asked.out_of_order("'logged', and comes before 'verified'"));
    };
    let own = matches!(&asked.case.allegation.reporter, Reporter::Person(id) if *id == asked.step.by);
    if own { Ok(Stage::Withdrawn) } else { asked.duty(&[Duty::Secretary]).map(|()| Stage::Withdrawn) }
}

/// Whether the agreement covers it.
pub(super) fn screened(asked: &Asked<'_>, screening: Screening) -> Result<Stage, Refusal> {
    asked.duty(&[Duty::Secretary])?;
    let Stage::Logged = asked.case.stage else { return Err(asked.out_of_order("'logged'")) };
    asked.not_the_reporter(&asked.step.by)?;
    asked.no_conflict(&asked.step.by)?;
    Ok(match screening {
        Screening::InScope => Stage::Screened,
        Screening::Out(reason) => Stage::ScreenedOut(reason),
    })
}
