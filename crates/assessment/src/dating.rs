//! What a report without a date tells of an agreement whose days are known: "the truce that began at midnight Sunday".
//! It finds such words; on which days a report can use them is for `resolution` to say.

use crate::act::{Told, act, told};
use crate::concern::{Frame, Scene};
use crate::sides::Standing;
use model::{
    Actor, ActorId, ActorRef, Agreement, Claim, ClaimKind, Draft, Interval, PartyAct, Reading, Role, Span, Tense,
};
use std::collections::BTreeSet;

/// How many of an agreement's parties and mediators a report has to name before its words may date it.
const NAMED: usize = 2;

/// Words of time for an act whose day the agreement tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The words of time.
    pub phrase: Span,
    /// The tense in which the act is told.
    pub tense: Tense,
    /// When the act was, by the agreement; one of these where it had several versions.
    pub happened: Vec<Interval>,
}

/// The anchors that a report offers, told as done; none where the report names too few of the agreement's actors.
pub fn anchors(agreement: &Agreement, actors: &[Actor], reading: &Reading) -> Vec<Anchor> {
    let frame = Frame::new(agreement, actors);
    if actors_named(&frame, reading) < NAMED {
        return Vec::new();
    }
    let scene = Scene::new(&frame, reading);
    reading.claims.iter().filter_map(|claim| anchor(&frame, &scene, reading, claim)).collect()
}

fn anchor(frame: &Frame<'_>, scene: &Scene<'_>, reading: &Reading, claim: &Claim) -> Option<Anchor> {
    let act = if claim.kind == ClaimKind::Mediation { PartyAct::Proposed } else { act(claim.kind)? };
    let time = reading.mentions.get(claim.time?.0)?;
    if told(claim) != Told::Done {
        return None;
    }
    let happened = match act {
        PartyAct::InEffect => {
            scene.concerns(claim, act, None).ok()?;
            vec![frame.agreement.in_effect?]
        }
        PartyAct::Called | PartyAct::Proposed => versions_of(frame, scene, reading, claim, act),
        _ => return None,
    };
    (!happened.is_empty()).then_some(Anchor { phrase: time.span, tense: claim.tense, happened })
}

/// The days of the versions that those who call or propose put forward together; who brokered the truce may mean its beginning.
fn versions_of(frame: &Frame<'_>, scene: &Scene<'_>, reading: &Reading, claim: &Claim, act: PartyAct) -> Vec<Interval> {
    let brokered = claim.kind == ClaimKind::Mediation;
    let role = if brokered { Role::Mediator } else { Role::Agent };
    let callers = reading.actors(claim, role).filter(|actor| scene.concerns(claim, act, Some(actor)).is_ok());
    let ids: BTreeSet<ActorId> = callers.filter_map(|actor| standing_id(frame, actor)).collect();
    let theirs = |draft: &&Draft| !ids.is_empty() && ids.iter().all(|id| draft.proposed_by.contains(id));
    let begun = frame.agreement.in_effect.filter(|_| brokered && !ids.is_empty());
    frame.agreement.drafts.iter().filter(theirs).filter_map(|draft| draft.date).chain(begun).collect()
}

/// For whom an actor acts under the agreement.
fn standing_id(frame: &Frame<'_>, actor: &ActorRef) -> Option<ActorId> {
    match frame.sides.standing(actor) {
        Standing::Third(id) => Some(id),
        Standing::Party(place) => frame.sides.party(place).cloned(),
        Standing::Outsider | Standing::Unknown => None,
    }
}

fn actors_named(frame: &Frame<'_>, reading: &Reading) -> usize {
    let named = reading.referents.iter().filter_map(|referent| referent.actor());
    let standings: BTreeSet<Standing> = named.map(|actor| frame.sides.standing(actor)).collect();
    standings.iter().filter(|standing| matches!(standing, Standing::Party(_) | Standing::Third(_))).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builders::{Report, actors, minute, truce};

    fn report() -> Report {
        Report::undated("r-1", "the truce began at dawn on Thursday")
            .claim(ClaimKind::EntryIntoEffect, "began")
            .matter("the truce")
            .told_as("at dawn on Thursday")
            .naming("north")
    }

    #[test]
    fn words_of_time_for_the_entry_into_effect_are_an_anchor() {
        let (agreement, register) = (truce("north", "south"), actors("north", "south"));
        let reading = report().naming("south").reading();
        let found = anchors(&agreement, &register, &reading);
        let [anchor] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(anchor.happened, [minute("2031-05-01T06:00")]);
        assert_eq!(anchor.phrase.slice(&reading.text), "at dawn on Thursday");
    }

    #[test]
    fn a_report_that_names_too_few_of_the_agreements_actors_offers_none() {
        let (agreement, register) = (truce("north", "south"), actors("north", "south"));
        assert!(anchors(&agreement, &register, &report().reading()).is_empty());
    }
}
