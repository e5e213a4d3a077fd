//! The right of reply: whoever is accused or named is asked, and nobody decides before they replied or had the time to.
//! It must not ask one party and spare another in the same position.

use super::asked::Asked;
use super::refusal::{Refusal, Rule};
use super::stage::{Docket, GivenReply, Hearing, Judged, Stage};
use crate::deadline::deadline;
use model::ActorId;
use model::procedure::{Duty, Side};

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

/// A reply: by somebody of that party, or by the secretary who received it. One that comes late is kept and marked.
pub(super) fn replied(asked: &Asked<'_>, party: &ActorId, text: &str) -> Result<Stage, Refusal> {
    let mut stage = asked.case.stage.clone();
    let Some(docket) = stage.docket_mut() else { return Err(asked.out_of_order("'reply_asked'")) };
    let hearing = &mut docket.hearing;
    let why = || format!("'{party}' was not asked");
    asked.need(hearing.asked.contains(party), Rule::Reply, why, "record what it says as a report")?;
    let own = asked.who.side == Side::Party(party.clone()) || asked.who.duties.contains(&Duty::Secretary);
    let why = || format!("they do not speak for '{party}'");
    asked.need(own, Rule::Duties, why, "let somebody of that party or a secretary enter it")?;
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
