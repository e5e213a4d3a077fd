//! The instrument: what it forbids, what it allows, what a party excepts, what must be done by when.

use crate::annex::{Annex, ClauseScope, ObligationTerms, Suggestion};
use crate::id::{ActorId, AgreementId, ObligationId, ProvisionId};
use crate::kind::ClaimKind;
use crate::when::Interval;
use jiff::Span;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Whom a clause binds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    /// Every party.
    AllParties,
    /// These.
    Only(Vec<ActorId>),
}

/// A version of the text: who put it forward and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its name: "draft of 13 January".
    pub version: String,
    /// Who put it forward.
    pub proposed_by: Vec<ActorId>,
    /// When.
    pub date: Option<Interval>,
    /// What it says or changes, in our own words.
    pub summary: String,
    /// What was suggested about it, and what became of that.
    pub suggestions: Vec<Suggestion>,
}

/// What the instrument forbids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provision {
    /// Its id, such as `p1`.
    pub id: ProvisionId,
    /// What it says.
    pub text: String,
    /// The kinds of claim that may breach it.
    pub prohibits: BTreeSet<ClaimKind>,
    /// Whom it binds.
    pub bound: Bound,
    /// Countries in which it holds; empty for everywhere.
    pub area: Vec<crate::CountryCode>,
    /// Where, when and with what, more closely.
    pub scope: ClauseScope,
}

/// What the instrument allows although a provision would forbid it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PermittedAct {
    /// Its id, such as `a1`.
    pub id: ProvisionId,
    /// What it says.
    pub text: String,
    /// The kinds of claim that it allows.
    pub kinds: BTreeSet<ClaimKind>,
    /// To whom.
    pub bound: Bound,
    /// Against whom only; empty for anybody.
    pub against: Vec<ActorId>,
    /// Where, when and with what only.
    pub scope: ClauseScope,
}

/// What a party excepts for itself. It binds nobody else, and whether it is admissible is for people to find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reservation {
    /// The party.
    pub by: ActorId,
    /// What it says, in our own words.
    pub text: String,
    /// The kinds of claim concerned.
    pub kinds: BTreeSet<ClaimKind>,
    /// When it was made.
    pub date: Option<Interval>,
}

/// By when something is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deadline {
    /// Not told.
    Unstated,
    /// By this interval's end.
    By(Interval),
    /// So many days after entry into effect.
    DaysAfterEffect(u32),
    /// So many months after entry into effect, by the calendar.
    MonthsAfterEffect(u32),
    /// So many hours after entry into effect, by the clock of the agreement's zone.
    HoursAfterEffect(u32),
    /// After another obligation, in days.
    DaysAfter(ObligationId, u32),
}

impl Deadline {
    /// The last day in time, where the entry into effect settles it: counted from the day after, to that day's end. `None`
    /// where nothing is told, where another obligation comes first, and for terms in hours.
    pub fn last_day(&self, in_effect: Option<Interval>) -> Option<Date> {
        let from = |span: fn(Span, i64) -> Result<Span, jiff::Error>, count: u32| {
            in_effect?.from().date().checked_add(span(Span::new(), i64::from(count)).ok()?).ok()
        };
        match self {
            Deadline::By(when) => Some(when.last_day()),
            Deadline::DaysAfterEffect(days) => from(Span::try_days, *days),
            Deadline::MonthsAfterEffect(months) => from(Span::try_months, *months),
            Deadline::Unstated | Deadline::HoursAfterEffect(_) | Deadline::DaysAfter(..) => None,
        }
    }
}

/// What must be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligation {
    /// Its id, such as `o1`.
    pub id: ObligationId,
    /// What it says.
    pub text: String,
    /// Whom it binds.
    pub bound: Bound,
    /// The kinds of claim that would be evidence of compliance.
    pub shown_by: BTreeSet<ClaimKind>,
    /// By when.
    pub deadline: Deadline,
    /// From when, under what condition, where.
    pub terms: ObligationTerms,
}

/// An agreement as data.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// Its id.
    pub id: AgreementId,
    /// Its title.
    pub title: String,
    /// Words by which reports call it: "truce", "ceasefire", "memorandum".
    pub called: Vec<String>,
    /// Those bound by it, in the order of the instrument; the order in which they are always shown.
    pub parties: Vec<ActorId>,
    /// Those who bring the parties together.
    pub mediators: Vec<ActorId>,
    /// Those who answer for it.
    pub guarantors: Vec<ActorId>,
    /// Those who witness it.
    pub witnesses: Vec<ActorId>,
    /// Versions of the text, the oldest first.
    pub drafts: Vec<Draft>,
    /// What it forbids.
    pub provisions: Vec<Provision>,
    /// What it allows.
    pub permitted: Vec<PermittedAct>,
    /// What parties except.
    pub reservations: Vec<Reservation>,
    /// What must be done.
    pub obligations: Vec<Obligation>,
    /// From when it is in effect, if it came into effect.
    pub in_effect: Option<Interval>,
    /// Until when, if it ended.
    pub ended: Option<Interval>,
    /// Where these facts come from.
    pub facts_from: String,
    /// Its zone, duration, definitions, committees, lines and zones.
    pub annex: Annex,
}
