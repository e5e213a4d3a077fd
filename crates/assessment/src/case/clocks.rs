//! The clocks of a case: when something began, by when it is due, when it was done. They show who is late; only the right of
//! reply ends with its clock. No clock of this machine is read: whoever asks says what time it is.

use super::Case;
use crate::deadline::deadline;
use jiff::Timestamp;
use model::{CaseAct, CaseStep, Rules, Term};

/// What a clock counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClockOf {
    /// From receipt to the log.
    Log,
    /// From the log, or from being opened again, to an outcome.
    Verify,
    /// From being asked to the last reply.
    Reply,
}

impl ClockOf {
    /// The name on lines and pages.
    pub fn as_str(self) -> &'static str {
        match self {
            ClockOf::Log => "log",
            ClockOf::Verify => "verify",
            ClockOf::Reply => "reply",
        }
    }
}

/// A clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// What it counts.
    pub of: ClockOf,
    /// When it began.
    pub from: Timestamp,
    /// The first instant that is too late.
    pub due: Timestamp,
    /// When it was stopped.
    pub met: Option<Timestamp>,
}

impl Clock {
    /// Whether it was, or by now is, too late.
    pub fn is_late(&self, now: Timestamp) -> bool {
        self.met.unwrap_or(now) >= self.due
    }
}

impl Case<'_> {
    /// All clocks, in the order in which they began.
    pub fn clocks(&self) -> Vec<Clock> {
        let begun = (0..).zip(&self.steps).filter_map(|(place, step)| {
            let rules = self.procedure.at(step.at)?;
            let (of, term) = begins(&step.act, rules)?;
            let met = self.steps.iter().skip(place + 1).take_while(|later| !begins_again(of, later));
            let met = met.filter(|later| stops(of, &later.act)).map(|later| later.at);
            // A verification has one outcome; the hearing is over with the last reply that was asked for.
            let met = if of == ClockOf::Reply { self.replied(place, met.last()) } else { met.min() };
            Some(Clock { of, from: step.at, due: deadline(step.at, term, &rules.calendar), met })
        });
        begun.collect()
    }

    /// When the last reply of a hearing came, if all that were asked for did.
    fn replied(&self, place: usize, last: Option<Timestamp>) -> Option<Timestamp> {
        let stages = self.earlier.iter().chain([&self.stage]);
        let mut hearings = stages.filter_map(|stage| Some(&stage.docket()?.hearing));
        let at = self.steps.get(place)?.at;
        let hearing = hearings.find(|hearing| hearing.at == at)?;
        hearing.asked.iter().all(|party| hearing.reply(party).is_some()).then_some(last)?
    }
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
            out || matches!(act, CaseAct::Verified { .. })
        }
        ClockOf::Reply => matches!(act, CaseAct::Replied { .. }),
    }
}
