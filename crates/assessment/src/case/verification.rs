//! What a team does: it verifies, investigates, attributes and classifies. Two persons at least, each party's people on a joint
//! team, nobody on their own report; and every element has its standard of proof. It must not judge the evidence.

use super::asked::Asked;
use super::refusal::{Refusal, Rule};
use model::case::{Classification, Outcome, Signed};
use model::finding::Intent;
use model::procedure::{Duty, Side};
use model::stage::{Attribution, Classified, Judged, Signatories, Stage, Team, Verification};
use model::{ActorId, Answer, Attributed, PersonId, StandardOfProof};
use std::collections::BTreeSet;

/// Who is to verify; another team may be named until there is an outcome.
pub(super) fn assigned(asked: &Asked<'_>, team: &[PersonId]) -> Result<Stage, Refusal> {
    asked.duty(&[Duty::Secretary])?;
    let persons = team.to_vec();
    let stage = match &asked.case.stage {
        Stage::Screened | Stage::Assigned(_) | Stage::UnderVerification(_) => Stage::Assigned(Team { persons }),
        Stage::UnderInvestigation(_, verification) => Stage::UnderInvestigation(Team { persons }, verification.clone()),
        _ => return Err(asked.out_of_order("'screened', and is taken again until the team has its result")),
    };
    asked.distinct(team)?;
    for id in team {
        let monitors = asked.person(id)?.duties.contains(&Duty::Monitor);
        asked.need(monitors, Rule::Duties, || format!("'{id}' is no monitor"), "name somebody who is")?;
        asked.not_the_reporter(id)?;
        asked.declared_none(id)?;
    }
    let least = usize::from(asked.rules.team.at_least).max(2);
    let why = || format!("the team has {} and needs {least}", team.len());
    asked.need(team.len() >= least, Rule::Team, why, "name more")?;
    balanced(asked, team)?;
    Ok(stage)
}

/// A joint team has as many of each party as of every other, and at least one.
fn balanced(asked: &Asked<'_>, team: &[PersonId]) -> Result<(), Refusal> {
    if !asked.rules.team.joint {
        return Ok(());
    }
    let of = |party: &ActorId| count(asked, team.iter(), party);
    let counts: Vec<usize> = asked.rules.parties.iter().map(of).collect();
    let first = counts.first().copied().unwrap_or(0);
    let why = || {
        let each: Vec<String> =
            asked.rules.parties.iter().zip(&counts).map(|(party, count)| format!("{count} of {party}")).collect();
        format!("a joint team has as many of each party, and this has {}", each.join(", "))
    };
    let level = first > 0 && counts.iter().all(|count| *count == first);
    asked.need(level, Rule::JointTeam, why, "even it out")
}

fn count<'i>(asked: &Asked<'_>, ids: impl Iterator<Item = &'i PersonId>, party: &ActorId) -> usize {
    let side = Side::Party(party.clone());
    ids.filter(|id| asked.rules.person(id).is_some_and(|person| person.side == side)).count()
}

/// The team sets out.
pub(super) fn begun(asked: &Asked<'_>) -> Result<Stage, Refusal> {
    let Stage::Assigned(team) = &asked.case.stage else { return Err(asked.out_of_order("'assigned'")) };
    on_the_team(asked, team, &asked.step.by)?;
    Ok(Stage::UnderVerification(team.clone()))
}

fn on_the_team(asked: &Asked<'_>, team: &Team, id: &PersonId) -> Result<(), Refusal> {
    let why = || format!("'{id}' is not on the team");
    asked.need(team.persons.contains(id), Rule::Team, why, "let the team do it, or assign it anew")?;
    asked.not_the_reporter(id)?;
    asked.declared_none(id)
}

/// The outcome.
pub(super) fn verified(asked: &Asked<'_>, outcome: &Outcome, signed: &Signed) -> Result<Stage, Refusal> {
    let Stage::UnderVerification(team) = &asked.case.stage else {
        return Err(asked.out_of_order("'verification_begun'"));
    };
    let signatories = signatories(asked, team, signed)?;
    if let Outcome::Occurred(standard) | Outcome::Refuted(standard) = outcome {
        proof(asked, "proof.occurred", *standard, asked.rules.proof.occurred, None)?;
        rests_on_evidence(asked, signed)?;
    }
    Ok(Stage::Verified(team.clone(), Verification { outcome: outcome.clone(), signatories }))
}

/// Who stands by a result: two at least, all of the team; on a joint team somebody of each party signs or dissents.
fn signatories(asked: &Asked<'_>, team: &Team, given: &Signed) -> Result<Signatories, Refusal> {
    let signed: Vec<PersonId> = [&asked.step.by].into_iter().chain(&given.with).cloned().collect();
    let all: Vec<PersonId> = signed.iter().chain(given.dissent.iter().map(|one| &one.by)).cloned().collect();
    asked.distinct(&all)?;
    all.iter().try_for_each(|id| on_the_team(asked, team, id))?;
    let why = || "one person alone would stand by it".to_owned();
    asked.need(signed.len() >= 2, Rule::TwoPersons, why, "name who signs beside you in 'with'")?;
    let mute = given.dissent.iter().find(|one| one.reasons.trim().is_empty());
    let why = || "a dissent has no reasons".to_owned();
    asked.need(mute.is_none(), Rule::Reasons, why, "give them")?;
    if asked.rules.team.joint {
        let absent = asked.rules.parties.iter().find(|party| count(asked, all.iter(), party) == 0);
        let why = || format!("nobody of {} signs or dissents", absent.map_or("", |party| party.as_str()));
        asked.need(absent.is_none(), Rule::JointTeam, why, "let somebody of that party do either")?;
    }
    Ok(Signatories {
        signed,
        dissent: given.dissent.clone(),
        evidence: given.evidence.clone(),
        reasons: asked.step.reasons.clone(),
        at: asked.step.at,
    })
}

/// A standard reaches what the rules ask, and is no stronger than that of the occurrence on which it rests.
fn proof(
    asked: &Asked<'_>,
    field: &str,
    given: StandardOfProof,
    least: StandardOfProof,
    occurrence: Option<StandardOfProof>,
) -> Result<(), Refusal> {
    let why = || format!("'{field}' asks for {}, and this is {}", least.as_str(), given.as_str());
    asked.need(given >= least, Rule::Proof, why, "bring stronger proof, or say that it does not suffice")?;
    let why = || format!("it is held to {}, and the occurrence to less", given.as_str());
    let bounded = occurrence.is_none_or(|occurrence| given <= occurrence);
    asked.need(bounded, Rule::Proof, why, "a conclusion is no stronger than what it rests on")
}

fn rests_on_evidence(asked: &Asked<'_>, signed: &Signed) -> Result<(), Refusal> {
    let why = || "it rests on nothing".to_owned();
    asked.need(
        !signed.evidence.is_empty(),
        Rule::Proof,
        why,
        "name the claims weighed in 'evidence', each with its grades",
    )
}

/// The team looks for how and by whom.
pub(super) fn investigation_begun(asked: &Asked<'_>) -> Result<Stage, Refusal> {
    let Stage::Verified(team, verification) = &asked.case.stage else {
        return Err(asked.out_of_order("'verified' with the outcome 'occurred'"));
    };
    let Outcome::Occurred(_) = verification.outcome else {
        return Err(asked.out_of_order("'verified' with the outcome 'occurred'"));
    };
    on_the_team(asked, team, &asked.step.by)?;
    Ok(Stage::UnderInvestigation(team.clone(), verification.clone()))
}

/// The standard to which it occurred.
fn occurrence(verification: &Verification) -> Option<StandardOfProof> {
    match verification.outcome {
        Outcome::Occurred(standard) => Some(standard),
        _ => None,
    }
}

/// Who did it.
pub(super) fn attributed(
    asked: &Asked<'_>,
    answer: &Answer<Attributed>,
    parties: &[ActorId],
    signed: &Signed,
) -> Result<Stage, Refusal> {
    let Stage::UnderInvestigation(team, verification) = &asked.case.stage else {
        return Err(asked.out_of_order("'investigation_begun'"));
    };
    let signatories = signatories(asked, team, signed)?;
    let least = asked.rules.proof.attribution;
    match answer {
        Answer::Established(who, standard) => {
            proof(asked, "proof.attribution", *standard, least, occurrence(verification))?;
            let enough = !matches!(who, Attributed::Several(all) if all.len() < 2);
            let why = || "'several' names fewer than two".to_owned();
            asked.need(enough, Rule::Proof, why, "name two or more")?;
        }
        Answer::Refuted(standard) => proof(asked, "proof.attribution", *standard, least, None)?,
        Answer::Insufficient => (),
        Answer::NotJudged => {
            return Err(asked.refuse(Rule::Proof, "it answers nothing", "say 'insufficient' where that is so"));
        }
    }
    if matches!(answer, Answer::Established(..) | Answer::Refuted(_)) {
        rests_on_evidence(asked, signed)?;
    }
    answering(asked, answer, parties)?;
    let attribution = Attribution { answer: answer.clone(), parties: parties.to_vec(), signatories };
    Ok(Stage::Attributed(team.clone(), verification.clone(), attribution))
}

/// The parties that answer for those who did it: parties, each once, and every party that is itself named; nobody where
/// nobody is named.
fn answering(asked: &Asked<'_>, answer: &Answer<Attributed>, parties: &[ActorId]) -> Result<(), Refusal> {
    let wrong = |why: String, remedy: &str| Err(asked.refuse(Rule::Reply, why, remedy));
    if let Some(stranger) = parties.iter().find(|id| !asked.rules.is_party(id)) {
        return wrong(format!("'{stranger}' is no party, so it cannot answer"), "name the party that answers for it");
    }
    if parties.iter().collect::<BTreeSet<_>>().len() != parties.len() {
        return wrong("a party is named twice in 'parties'".to_owned(), "name it once");
    }
    let named: &[model::ActorRef] = match answer {
        Answer::Established(who, _) => who.actors(),
        _ => &[],
    };
    if named.is_empty() && !parties.is_empty() {
        return wrong("nobody is named, yet a party is to answer".to_owned(), "leave 'parties' out");
    }
    let silent =
        named.iter().filter_map(model::ActorRef::id).find(|id| asked.rules.is_party(id) && !parties.contains(id));
    match silent {
        Some(party) => {
            wrong(format!("'{party}' is named and would not be asked for its reply"), "list it in 'parties'")
        }
        None => Ok(()),
    }
}

/// What it was.
pub(super) fn classified(
    asked: &Asked<'_>,
    class: &Classification,
    intent: &Answer<Intent>,
    signed: &Signed,
) -> Result<Stage, Refusal> {
    let Stage::Attributed(team, verification, attribution) = &asked.case.stage else {
        return Err(asked.out_of_order("'attributed'"));
    };
    let signatories = signatories(asked, team, signed)?;
    let occurrence = occurrence(verification);
    let (field, least, given) = match class {
        Classification::Breach(_, standard)
        | Classification::PermittedAct(_, standard)
        | Classification::OutsideScope(standard) => ("proof.breach", asked.rules.proof.breach, Some(*standard)),
        Classification::Accident(standard) => ("proof.intent", asked.rules.proof.intent, Some(*standard)),
        Classification::Insufficient => ("proof.breach", asked.rules.proof.breach, None),
    };
    if let Some(given) = given {
        proof(asked, field, given, least, occurrence)?;
        rests_on_evidence(asked, signed)?;
    }
    intended(asked, class, intent, occurrence)?;
    let classified = Classified { class: class.clone(), intent: intent.clone(), signatories };
    let investigation = Some((attribution.clone(), classified));
    Ok(Stage::Classified(Judged { verification: verification.clone(), investigation }))
}

/// Intent is held to its own standard; an accident says itself that nothing was meant.
fn intended(
    asked: &Asked<'_>,
    class: &Classification,
    intent: &Answer<Intent>,
    occurrence: Option<StandardOfProof>,
) -> Result<(), Refusal> {
    if matches!(class, Classification::Accident(_)) {
        let why = || "it is an accident, and 'intent' says something beside it".to_owned();
        return asked.need(matches!(intent, Answer::NotJudged), Rule::Proof, why, "leave 'intent' out");
    }
    match intent {
        Answer::Established(_, standard) => {
            proof(asked, "proof.intent", *standard, asked.rules.proof.intent, occurrence)
        }
        Answer::Refuted(standard) => proof(asked, "proof.intent", *standard, asked.rules.proof.intent, None),
        Answer::Insufficient | Answer::NotJudged => Ok(()),
    }
}
