//! The right of reply: whoever is accused or named is asked, and nobody decides before they replied or had the time to.
//! It must not ask one party and spare another in the same position.

use super::asked::Asked;
use super::refusal::{Refusal, Rule};
use crate::deadline::{deadline, extended};
use model::ActorId;
use model::procedure::{Duty, Side};
use model::stage::{Docket, GivenReply, Hearing, Judged, Stage};

/// Asks the parties for their replies, by the end of the term that the rules give.
pub(super) fn asked_for(asked: &Asked<'_>) -> Result<Stage, Refusal> {
    asked.duty(&[Duty::Secretary])?;
    let judged = match &asked.case.stage {
        Stage::Verified(_, verification) => Judged { verification: verification.clone(), investigation: None },
        Stage::Classified(judged) => judged.clone(),
        _ => return Err(asked.out_of_order("'verified' or 'classified'")),
    };
    let hearing = Hearing {
        asked: concerned(asked, &judged),
        at: asked.step.at,
        deadline: deadline(asked.step.at, asked.rules.limits.reply, &asked.rules.calendar),
        extended: Vec::new(),
        replies: Vec::new(),
    };
    Ok(Stage::AwaitingReply(Docket { judged, hearing, adjournments: Vec::new() }))
}

/// The parties accused, and those that answer for whoever was named; all of them where that is nobody.
fn concerned(asked: &Asked<'_>, judged: &Judged) -> Vec<ActorId> {
    let attributed = judged.investigation.as_ref().map_or(&[][..], |(attribution, _)| &attribution.parties);
    let accused = &asked.case.allegation.against;
    let named = |party: &&ActorId| accused.contains(party) || attributed.contains(party);
    let concerned: Vec<ActorId> = asked.rules.parties.iter().filter(named).cloned().collect();
    if concerned.is_empty() { asked.rules.parties.clone() } else { concerned }
}

/// More time: once for each party that was asked, while the term runs. What one is given all have, so that no party waits for
/// another without being heard longer itself.
pub(super) fn more_time(asked: &Asked<'_>, party: &ActorId) -> Result<Stage, Refusal> {
    let mut stage = asked.case.stage.clone();
    let Stage::AwaitingReply(docket) = &mut stage else { return Err(asked.out_of_order("'reply_asked'")) };
    speaks_for(asked, party)?;
    let hearing = &mut docket.hearing;
    let refused = |why: String, remedy: &str| Err(asked.refuse(Rule::Reply, why, remedy));
    let Some(term) = asked.rules.limits.more_time else {
        return refused("the rules give no more time".to_owned(), "reply within the term");
    };
    if !hearing.asked.contains(party) || hearing.reply(party).is_some() {
        return refused(format!("no reply of '{party}' is awaited"), "nothing is to be done");
    }
    if hearing.extended.contains(party) {
        return refused(format!("'{party}' was given more time before"), "reply within the longer term");
    }
    if asked.step.at >= hearing.deadline {
        return refused("the term is over".to_owned(), "reply all the same: what comes late is kept and marked");
    }
    hearing.deadline = extended(hearing.deadline, term, &asked.rules.calendar);
    hearing.extended.push(party.clone());
    Ok(stage)
}

/// Somebody of a party, or the secretary to whom it said so.
fn speaks_for(asked: &Asked<'_>, party: &ActorId) -> Result<(), Refusal> {
    let own = asked.who.side == Side::Party(party.clone()) || asked.who.duties.contains(&Duty::Secretary);
    let why = || format!("they do not speak for '{party}'");
    asked.need(own, Rule::Duties, why, "let somebody of that party or a secretary enter it")
}

/// A reply: by somebody of that party, or by the secretary who received it. One that comes late is kept and marked.
pub(super) fn replied(asked: &Asked<'_>, party: &ActorId, text: &str) -> Result<Stage, Refusal> {
    let mut stage = asked.case.stage.clone();
    let Some(docket) = stage.docket_mut() else { return Err(asked.out_of_order("'reply_asked'")) };
    let hearing = &mut docket.hearing;
    let why = || format!("'{party}' was not asked");
    asked.need(hearing.asked.contains(party), Rule::Reply, why, "record what it says as a report")?;
    speaks_for(asked, party)?;
    let why = || "the reply says nothing".to_owned();
    asked.need(!text.trim().is_empty(), Rule::Reply, why, "give its words, were it 'no comment'")?;
    let why = || format!("'{party}' replied before");
    asked.need(
        hearing.reply(party).is_none(),
        Rule::Reply,
        why,
        "a reply is not changed; open the case again for another",
    )?;
    let late = asked.step.at >= hearing.deadline;
    hearing.replies.push(GivenReply { party: party.clone(), at: asked.step.at, text: text.to_owned(), late });
    Ok(stage)
}
