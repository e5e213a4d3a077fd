//! How the mechanism treated each party in a period: allegations made and received, what became of them, how long they waited,
//! who denied access, who replied. The same questions of every party, beside the observation behind the answers. It counts; it
//! must not rank, nor make one number of several.

use crate::case::{Case, Refused};
use jiff::{SignedDuration, Timestamp};
use model::case::{Hindrance, Outcome};
use model::fieldwork::standing;
use model::procedure::Side;
use model::stage::{Hearing, Stage};
use model::{
    ActorId, ActorRef, CaseAct, CaseStep, Interval, Observation, Procedure, Reporter, Restriction, RestrictionKind,
    Rules,
};
use std::collections::BTreeMap;

/// A period: `from` is in it, `to` is not. What happened from `to` on is not looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Its beginning.
    pub from: Timestamp,
    /// Its end.
    pub to: Timestamp,
}

/// The treatment of each party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Impartiality {
    /// The period.
    pub period: Period,
    /// The parties, in the order of the instrument.
    pub parties: Vec<Treatment>,
    /// Allegations by those who speak for no party.
    pub by_others: Tally,
    /// Observations of the period, "nothing" among them: the effort behind every count.
    pub observations: usize,
    /// Access denied by nobody known, or by somebody who is no party.
    pub denied_by_others: usize,
}

/// The treatment of one party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Treatment {
    /// The party.
    pub party: ActorId,
    /// Allegations that it made.
    pub made: Tally,
    /// Allegations against it.
    pub received: Tally,
    /// Verifications that failed because it let nobody in, and movements that it denied.
    pub denied: usize,
    /// Movements of patrols that it restricted in another way, by kind.
    pub restricted: BTreeMap<RestrictionKind, usize>,
    /// What became of the requests for its reply.
    pub replies: Replies,
    /// Sittings that failed while its members were fewer than the quorum.
    pub absences: usize,
}

/// What became of allegations by the end of the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many.
    pub allegations: usize,
    /// Verified: it occurred.
    pub verified: usize,
    /// Refuted: it did not.
    pub refuted: usize,
    /// What was seen does not suffice.
    pub not_verified: usize,
    /// Nobody could look.
    pub unverifiable: usize,
    /// Outside what the agreement covers.
    pub screened_out: usize,
    /// Taken back by whoever made it.
    pub withdrawn: usize,
    /// None of these yet.
    pub open: usize,
    /// From arrival to the first step after it.
    pub to_first_step: Option<Spread>,
    /// From arrival to the first outcome of verification.
    pub to_outcome: Option<Spread>,
}

/// How long things took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// The shortest.
    pub least: SignedDuration,
    /// The middle one; of two in the middle, half their sum.
    pub median: SignedDuration,
    /// The longest.
    pub greatest: SignedDuration,
}

/// What became of requests for a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Replies {
    /// Given in time.
    pub given: usize,
    /// Given late.
    pub late: usize,
    /// Not given, and the term is over.
    pub missed: usize,
    /// Not given, and there is time.
    pub awaited: usize,
}

/// The treatment of each party in a period. Of observations and restrictions those count that nobody put right.
///
/// # Errors
/// A case whose steps may not be taken.
pub fn impartiality(
    cases: &[Vec<CaseStep>],
    procedure: &Procedure,
    observations: &[Observation],
    restrictions: &[Restriction],
    period: Period,
) -> Result<Impartiality, Refused> {
    let mut replayed = Vec::new();
    for steps in cases {
        let until: Vec<CaseStep> = steps.iter().filter(|step| step.at < period.to).cloned().collect();
        replayed.extend(Case::replay(&until, procedure)?);
    }
    let rules = procedure.at(period.to).or(procedure.versions().first());
    let parties: &[ActorId] = rules.map_or(&[], |rules| &rules.parties);
    let within = |when: Interval| rules.is_some_and(|rules| lies_within(when, period, rules));
    let restrictions: Vec<&Restriction> = standing(restrictions).filter(|one| within(one.when)).collect();
    let (denied, restricted): (Vec<&Restriction>, Vec<&Restriction>) =
        restrictions.into_iter().partition(|one| one.kind == RestrictionKind::Denied);
    let denials = denials(&replayed, period, denied.into_iter());
    let arrived: Vec<&Case<'_>> = replayed.iter().filter(|case| holds(period, arrival(case))).collect();
    let of = |chosen: &dyn Fn(&Case<'_>) -> bool| tally(arrived.iter().copied().filter(|case| chosen(case)), period);
    let treated = |party: &ActorId| Treatment {
        party: party.clone(),
        made: of(&|case| speaks_for(case, procedure) == Some(party)),
        received: of(&|case| case.allegation().against.contains(party)),
        denied: denials.iter().filter(|by| by.as_ref() == Some(party)).count(),
        restricted: by_kind(restricted.iter().filter(|one| one.by.as_ref().and_then(ActorRef::id) == Some(party))),
        replies: replies(&replayed, party, period),
        absences: replayed.iter().map(|case| absences(case, procedure, party, period)).sum(),
    };
    Ok(Impartiality {
        period,
        parties: parties.iter().map(treated).collect(),
        by_others: of(&|case| speaks_for(case, procedure).is_none()),
        observations: standing(observations).filter(|one| within(one.when)).count(),
        denied_by_others: denials.iter().filter(|by| by.as_ref().is_none_or(|id| !parties.contains(id))).count(),
    })
}

fn holds(period: Period, at: Timestamp) -> bool {
    period.from <= at && at < period.to
}

fn arrival(case: &Case<'_>) -> Timestamp {
    case.steps().first().map_or(Timestamp::MIN, |step| step.at)
}

/// Whether a local time may lie in the period.
fn lies_within(when: Interval, period: Period, rules: &Rules) -> bool {
    let local = |at: Timestamp| at.to_zoned(rules.calendar.zone().clone()).datetime();
    when.from() < local(period.to) && local(period.from) < when.to()
}

fn by_kind<'a>(restrictions: impl Iterator<Item = &'a &'a Restriction>) -> BTreeMap<RestrictionKind, usize> {
    let mut counts = BTreeMap::new();
    for one in restrictions {
        *counts.entry(one.kind).or_default() += 1;
    }
    counts
}

/// The party for which whoever made the allegation speaks.
fn speaks_for<'a>(case: &'a Case<'_>, procedure: &'a Procedure) -> Option<&'a ActorId> {
    match &case.allegation().reporter {
        Reporter::Outside { party, .. } => party.as_ref(),
        Reporter::Person(id) => match &procedure.at(arrival(case))?.person(id)?.side {
            Side::Party(party) => Some(party),
            Side::Neutral => None,
        },
    }
}

/// Everybody who denied access in the period, as often as they did.
fn denials<'a>(
    cases: &[Case<'_>],
    period: Period,
    restrictions: impl Iterator<Item = &'a Restriction>,
) -> Vec<Option<ActorId>> {
    let steps = cases.iter().flat_map(Case::steps).filter(|step| holds(period, step.at));
    let verifications = steps.filter_map(|step| match &step.act {
        CaseAct::Verified { outcome: Outcome::Unverifiable(Hindrance::AccessDenied(by)), .. } => Some(by.clone()),
        _ => None,
    });
    let movements = restrictions.map(|one| one.by.as_ref().and_then(ActorRef::id).cloned());
    verifications.chain(movements).collect()
}

fn tally<'a>(cases: impl Iterator<Item = &'a Case<'a>>, period: Period) -> Tally {
    let mut tally = Tally::default();
    let (mut first, mut outcome) = (Vec::new(), Vec::new());
    for case in cases {
        tally.allegations += 1;
        *counter(&mut tally, case.stage()) += 1;
        let began = arrival(case);
        let mut later = case.steps().iter().skip(1).filter(|step| step.at < period.to);
        first.extend(later.clone().next().map(|step| step.at.duration_since(began)));
        let verified = later.find(|step| matches!(step.act, CaseAct::Verified { .. }));
        outcome.extend(verified.map(|step| step.at.duration_since(began)));
    }
    (tally.to_first_step, tally.to_outcome) = (spread(first), spread(outcome));
    tally
}

fn counter<'t>(tally: &'t mut Tally, stage: &Stage) -> &'t mut usize {
    match stage {
        Stage::ScreenedOut(_) => return &mut tally.screened_out,
        Stage::Withdrawn => return &mut tally.withdrawn,
        _ => (),
    }
    match stage.verification().map(|verification| &verification.outcome) {
        Some(Outcome::Occurred(_)) => &mut tally.verified,
        Some(Outcome::Refuted(_)) => &mut tally.refuted,
        Some(Outcome::NotVerified) => &mut tally.not_verified,
        Some(Outcome::Unverifiable(_)) => &mut tally.unverifiable,
        None => &mut tally.open,
    }
}

fn spread(mut all: Vec<SignedDuration>) -> Option<Spread> {
    all.sort();
    let (least, greatest) = (*all.first()?, *all.last()?);
    let upper = *all.get(all.len() / 2)?;
    let lower = *all.get((all.len() - 1) / 2)?;
    let median = lower.checked_add(upper)?.checked_div(2)?;
    Some(Spread { least, median, greatest })
}

/// Requests of the period, by how they stood at its end.
fn replies(cases: &[Case<'_>], party: &ActorId, period: Period) -> Replies {
    let mut replies = Replies::default();
    let stages = cases.iter().flat_map(|case| case.earlier().iter().chain([case.stage()]));
    let hearings = stages.filter_map(|stage| Some(&stage.docket()?.hearing));
    for hearing in hearings.filter(|hearing| hearing.asked.contains(party) && holds(period, hearing.at)) {
        *answer(&mut replies, hearing, party, period.to) += 1;
    }
    replies
}

fn answer<'r>(replies: &'r mut Replies, hearing: &Hearing, party: &ActorId, end: Timestamp) -> &'r mut usize {
    match hearing.reply(party) {
        Some(reply) if reply.late => &mut replies.late,
        Some(_) => &mut replies.given,
        None if hearing.deadline <= end => &mut replies.missed,
        None => &mut replies.awaited,
    }
}

/// Sittings of the period that failed while a party's members were fewer than the quorum asks.
fn absences(case: &Case<'_>, procedure: &Procedure, party: &ActorId, period: Period) -> usize {
    let lacked = |step: &&CaseStep| {
        let CaseAct::Adjourned { present } = &step.act else { return false };
        let Some(rules) = procedure.at(step.at) else { return false };
        let side = Side::Party(party.clone());
        let there = present.iter().filter(|id| rules.person(id).is_some_and(|person| person.side == side)).count();
        there < usize::from(rules.quorum.each_party)
    };
    case.steps().iter().filter(|step| holds(period, step.at)).filter(lacked).count()
}

#[cfg(test)]
mod tests;
