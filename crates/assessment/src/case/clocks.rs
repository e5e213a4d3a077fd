//! The clocks of a case: when something began, by when it is due, when it was done. They show who is late; only the right of
//! reply ends with its clock. No clock of this machine is read: whoever asks says what time it is.

use super::Case;
use crate::deadline::deadline;
use jiff::Timestamp;
use model::stage::Hearing;
use model::{CaseAct, CaseStep, Clock, ClockOf, Rules, Term};

impl Case<'_> {
    /// All clocks, in the order in which they began.
    pub fn clocks(&self) -> Vec<Clock> {
        let begun = (0..).zip(&self.steps).filter_map(|(place, step)| {
            let rules = self.procedure.at(step.at)?;
            let (of, term) = begins(&step.act, rules)?;
            let met = self.steps.iter().skip(place + 1).take_while(|later| !begins_again(of, later));
            let met = met.filter(|later| stops(of, &later.act)).map(|later| later.at);
            // A verification has one outcome; the hearing is over with the last reply that was asked for.
            let hearing = self.hearing(step.at).filter(|_| of == ClockOf::Reply);
            let due = hearing.map_or_else(|| deadline(step.at, term, &rules.calendar), |hearing| hearing.deadline);
            let met = if of == ClockOf::Reply { replied(hearing, met.last()) } else { met.min() };
            Some(Clock { of, from: step.at, due, met })
        });
        begun.collect()
    }

    /// The hearing that began at a moment; its term may have been made longer since.
    fn hearing(&self, at: Timestamp) -> Option<&Hearing> {
        let stages = self.earlier.iter().chain([&self.stage]);
        stages.filter_map(|stage| Some(&stage.docket()?.hearing)).find(|hearing| hearing.at == at)
    }
}

/// When the last reply of a hearing came, if all that were asked for did.
fn replied(hearing: Option<&Hearing>, last: Option<Timestamp>) -> Option<Timestamp> {
    let hearing = hearing?;
    hearing.asked.iter().all(|party| hearing.reply(party).is_some()).then_some(last)?
}

/// The clock that a step begins.
fn begins(act: &CaseAct, rules: &Rules) -> Option<(ClockOf, Term)> {
    match act {
        CaseAct::Received(_) => Some((ClockOf::Log, rules.limits.log)),
        CaseAct::Logged { .. } | CaseAct::Reopened => Some((ClockOf::Verify, rules.limits.verify)),
        CaseAct::ReplyAsked => Some((ClockOf::Reply, rules.limits.reply)),
        _ => None,
    }
}

fn begins_again(of: ClockOf, step: &CaseStep) -> bool {
    of != ClockOf::Log && matches!(step.act, CaseAct::Reopened)
}

fn stops(of: ClockOf, act: &CaseAct) -> bool {
    match of {
        ClockOf::Log => matches!(act, CaseAct::Logged { .. }),
        ClockOf::Verify => {
            let out = matches!(act, CaseAct::Screened(model::case::Screening::Out(_)));
            out || matches!(act, CaseAct::Verified { .. } | CaseAct::Withdrawn)
        }
        ClockOf::Reply => matches!(act, CaseAct::Replied { .. }),
    }
}
