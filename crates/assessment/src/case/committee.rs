//! The committee: who is there, whether that is a quorum, how each votes, whether the motion is carried. Members with a conflict
//! of interest are neither counted nor heard. It must not weigh one side's vote more than another's.

use super::asked::Asked;
use super::refusal::{Refusal, Rule};
use model::case::{Choice, Motion};
use model::procedure::{Duty, Majority, Person, Quorum, Side};
use model::stage::{Adjournment, Decision, Docket, Sitting, Stage, Vote};
use model::{FindingId, PersonId};

/// The committee sits.
pub(super) fn convened(
    asked: &Asked<'_>,
    present: &[PersonId],
    emergency: bool,
    motion: &Motion,
) -> Result<Stage, Refusal> {
    asked.duty(&[Duty::Secretary, Duty::Member])?;
    let docket = heard(asked)?;
    let why = || "the motion says nothing".to_owned();
    asked.need(!motion.text.trim().is_empty(), Rule::Decision, why, "say what is put to the vote")?;
    members(asked, present)?;
    let quorum = if emergency { emergency_quorum(asked, docket)? } else { asked.rules.quorum };
    if let Some(missing) = missing(asked, present, quorum) {
        let rule = if emergency { Rule::EmergencyQuorum } else { Rule::Quorum };
        return Err(asked.refuse(rule, missing, "record the attempt as 'adjourned'"));
    }
    let (present, motion) = (present.to_vec(), motion.clone());
    let sitting = Sitting { at: asked.step.at, present, emergency, motion, votes: Vec::new() };
    Ok(Stage::Sitting(docket.clone(), sitting))
}

/// What lies before the committee, once everybody replied or had the time to.
fn heard<'a>(asked: &Asked<'a>) -> Result<&'a Docket, Refusal> {
    let (Stage::AwaitingReply(docket) | Stage::Sitting(docket, _)) = &asked.case.stage else {
        return Err(asked.out_of_order("'reply_asked'"));
    };
    let hearing = &docket.hearing;
    let waiting = || {
        let silent = hearing.asked.iter().filter(|party| hearing.reply(party).is_none());
        let names: Vec<&str> = silent.map(|party| party.as_str()).collect();
        format!("{} may reply until {}", names.join(", "), hearing.deadline)
    };
    asked.need(hearing.is_over(asked.step.at), Rule::Reply, waiting, "wait for the reply or the end of its term")?;
    Ok(docket)
}

/// All are members who said whether they have a conflict.
fn members(asked: &Asked<'_>, present: &[PersonId]) -> Result<(), Refusal> {
    asked.distinct(present)?;
    for id in present {
        let sits = asked.person(id)?.duties.contains(&Duty::Member);
        asked.need(sits, Rule::Duties, || format!("'{id}' is no member"), "list members only")?;
        if asked.conflict(id).is_none() {
            asked.declared_none(id)?;
        }
    }
    Ok(())
}

fn emergency_quorum(asked: &Asked<'_>, docket: &Docket) -> Result<Quorum, Refusal> {
    let Some(quorum) = asked.rules.emergency_quorum else {
        return Err(asked.refuse(
            Rule::EmergencyQuorum,
            "the rules know no emergency quorum",
            "sit with the ordinary one",
        ));
    };
    let why = || "no sitting on this case failed for want of a quorum".to_owned();
    asked.need(!docket.adjournments.is_empty(), Rule::EmergencyQuorum, why, "call an ordinary sitting first")?;
    Ok(quorum)
}

/// Members who count: those whom the rules still know as such, without a conflict.
fn counted<'a>(asked: &Asked<'a>, ids: impl IntoIterator<Item = &'a PersonId>) -> Vec<&'a Person> {
    let persons = ids.into_iter().filter(|id| asked.conflict(id).is_none()).filter_map(|id| asked.rules.person(id));
    persons.filter(|person| person.duties.contains(&Duty::Member)).collect()
}

/// What a quorum lacks.
fn missing<'a>(asked: &Asked<'a>, ids: impl IntoIterator<Item = &'a PersonId>, quorum: Quorum) -> Option<String> {
    let counted = counted(asked, ids);
    let of = |side: &Side| counted.iter().filter(|person| person.side == *side).count();
    let parties = asked.rules.parties.iter().map(|id| (Side::Party(id.clone()), quorum.each_party));
    let lacking: Vec<String> = parties
        .chain([(Side::Neutral, quorum.neutral)])
        .filter(|(side, needed)| of(side) < usize::from(*needed))
        .map(|(side, needed)| format!("{side} has {} of {needed} members without a conflict", of(&side)))
        .collect();
    (!lacking.is_empty()).then(|| lacking.join(", "))
}

/// A sitting that failed. Who stayed away is on the record.
pub(super) fn adjourned(asked: &Asked<'_>, present: &[PersonId]) -> Result<Stage, Refusal> {
    asked.duty(&[Duty::Secretary, Duty::Member])?;
    let mut docket = heard(asked)?.clone();
    members(asked, present)?;
    let why = || "the quorum is there".to_owned();
    asked.need(missing(asked, present, asked.rules.quorum).is_some(), Rule::Quorum, why, "take the step 'convened'")?;
    docket.adjournments.push(Adjournment { at: asked.step.at, present: present.to_vec() });
    Ok(Stage::AwaitingReply(docket))
}

/// A member votes, once.
pub(super) fn voted(asked: &Asked<'_>, choice: Choice) -> Result<Stage, Refusal> {
    let Stage::Sitting(docket, sitting) = &asked.case.stage else { return Err(asked.out_of_order("'convened'")) };
    let id = &asked.step.by;
    asked.duty(&[Duty::Member])?;
    asked.declared_none(id)?;
    let why = || "they are not listed as present".to_owned();
    asked.need(sitting.present.contains(id), Rule::Vote, why, "only those present vote")?;
    let why = || "they voted before in this sitting".to_owned();
    asked.need(
        sitting.votes.iter().all(|vote| vote.by != *id),
        Rule::Vote,
        why,
        "a vote is not changed; call another sitting",
    )?;
    let mut sitting = sitting.clone();
    sitting.votes.push(Vote { by: id.clone(), choice, reasons: asked.step.reasons.clone() });
    Ok(Stage::Sitting(docket.clone(), sitting))
}

/// The motion is carried by those who voted; they are a quorum.
pub(super) fn resolved(asked: &Asked<'_>, finding: &FindingId) -> Result<Stage, Refusal> {
    asked.duty(&[Duty::Secretary, Duty::Member])?;
    asked.no_conflict(&asked.step.by)?;
    let Stage::Sitting(docket, sitting) = &asked.case.stage else { return Err(asked.out_of_order("'convened'")) };
    let quorum = match asked.rules.emergency_quorum {
        Some(emergency) if sitting.emergency => emergency,
        _ => asked.rules.quorum,
    };
    if let Some(missing) = missing(asked, sitting.votes.iter().map(|vote| &vote.by), quorum) {
        return Err(asked.refuse(
            Rule::Quorum,
            format!("of those who voted, {missing}"),
            "let all who are present vote",
        ));
    }
    let carried_by = majorities(asked, sitting);
    let needed = asked.rules.decision;
    let why = || format!("the motion has no {needed}");
    asked.need(carried_by.contains(&needed), Rule::Decision, why, "call another sitting, or put another motion")?;
    let used = asked.case.findings().contains(&finding);
    asked.need(
        !used,
        Rule::Decision,
        || format!("the case has a finding '{finding}'"),
        "give the new one an id of its own",
    )?;
    let decision = Decision { at: asked.step.at, sitting: sitting.clone(), finding: finding.clone(), carried_by };
    Ok(Stage::Resolved(docket.clone(), decision))
}

/// Every majority that the votes reach.
fn majorities(asked: &Asked<'_>, sitting: &Sitting) -> Vec<Majority> {
    let voters = counted(asked, sitting.votes.iter().map(|vote| &vote.by));
    let votes = |choice: Choice, side: Option<&Side>| {
        let chose = |person: &&&Person| sitting.votes.iter().any(|vote| vote.by == person.id && vote.choice == choice);
        voters.iter().filter(chose).filter(|person| side.is_none_or(|side| person.side == *side)).count()
    };
    let more = |side: Option<&Side>| votes(Choice::For, side) > votes(Choice::Against, side);
    let each = || asked.rules.parties.iter().all(|id| more(Some(&Side::Party(id.clone()))));
    let reached = |majority: &Majority| match majority {
        Majority::Simple => more(None),
        Majority::EachSide => each(),
        Majority::Consensus => votes(Choice::For, None) > 0 && votes(Choice::Against, None) == 0,
    };
    Majority::ALL.iter().copied().filter(reached).collect()
}
