//! Whether something lies in a clause's scope: in time, in its countries, by who did it. Each answer is yes, no or what is
//! missing, and each can be given as a sentence. Knows nothing of which clause matters.

use crate::agreement_time::{Known, between, expiry, in_effect, possibilities};
use crate::screen::reply::{Lack, Reply};
use crate::screen::standing::{Stand, Standings};
use crate::screen::subject::Subject;
use model::{ActorRef, Agreement, Bound, ClauseScope, CountryCode, When};

/// The scope in which something lies outside, in the order in which it is asked: what costs most comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// No clause names such an act.
    Kind,
    /// The time of effect.
    Period,
    /// The hours of the day.
    Hours,
    /// The countries.
    Area,
    /// Those bound.
    Actor,
    /// The weapons.
    Weapon,
    /// The zones.
    Zone,
    /// The distance from a line, or the side of it.
    Line,
}

impl Scope {
    /// The word in a proposal.
    pub fn as_str(self) -> &'static str {
        match self {
            Scope::Kind => "kind",
            Scope::Period => "period",
            Scope::Hours => "hours",
            Scope::Area => "area",
            Scope::Actor => "actor",
            Scope::Weapon => "weapon",
            Scope::Zone => "zone",
            Scope::Line => "line",
        }
    }
}

/// Whether the agreement was in effect. Where nobody tells the time, a report published before the beginning still settles it.
pub(crate) fn period(agreement: &Agreement, subject: &Subject<'_>) -> Reply {
    let Some(start) = agreement.in_effect else { return Reply::No };
    if !subject.has_time() {
        let early = subject.published.is_some_and(|day| day.to() <= start.from());
        return if early { Reply::No } else { Reply::Lacks(Lack::Time) };
    }
    let reply = common(subject, |when| in_effect(agreement, when));
    let ran_out = |when: model::Interval| expiry(agreement).is_some_and(|last| last <= when.from());
    match reply {
        Reply::Lacks(_) if subject.hull.is_some_and(ran_out) => Reply::Lacks(Lack::Extension),
        reply => reply,
    }
}

/// Whether the clause itself was in effect, where it begins later or ends earlier than the agreement.
pub(crate) fn clause_period(scope: &ClauseScope, subject: &Subject<'_>) -> Reply {
    if scope.from.is_none() && scope.until.is_none() {
        return Reply::Yes;
    }
    common(subject, |when| {
        Known::common(possibilities(when).into_iter().map(|possible| between(scope.from, scope.until, possible)))
    })
}

fn common(subject: &Subject<'_>, ask: impl Fn(&When) -> Known) -> Reply {
    match Known::common(subject.times().map(ask)) {
        Known::Yes => Reply::Yes,
        Known::No => Reply::No,
        Known::CannotTell => Reply::Lacks(Lack::Time),
    }
}

/// The sentence on the agreement's time.
pub(crate) fn period_in_words(agreement: &Agreement, subject: &Subject<'_>, reply: Reply) -> String {
    let span = effect_in_words(agreement);
    if agreement.in_effect.is_none() {
        return format!("{span}.");
    }
    if !subject.has_time() {
        return match subject.published.filter(|_| reply == Reply::No) {
            Some(day) => format!("It was reported on {day} already; {span}."),
            None => format!("Nobody says when it happened; {span}."),
        };
    }
    let told = subject.times().map(ToString::to_string).collect::<Vec<_>>().join(" or ");
    match reply {
        Reply::Yes => format!("It is said to have happened on {told}, while the agreement was in effect; {span}."),
        Reply::No => format!("It is said to have happened on {told}, outside the time of effect; {span}."),
        Reply::Lacks(Lack::Extension) => {
            format!(
                "It is said to have happened on {told}, after the agreed time ran out; {span}, and no extension is entered."
            )
        }
        Reply::Lacks(_) => format!("It is said to have happened on {told}, which settles nothing; {span}."),
    }
}

/// The sentence on the clause's own time.
pub(crate) fn clause_period_in_words(scope: &ClauseScope) -> String {
    let from = scope.from.map(|from| format!(" from {from}"));
    let until = scope.until.map(|until| format!(" until {until}"));
    format!("The clause itself holds{}{}.", from.unwrap_or_default(), until.unwrap_or_default())
}

fn effect_in_words(agreement: &Agreement) -> String {
    let lasting = match expiry(agreement).and_then(|last| last.date().yesterday().ok()) {
        Some(last) if agreement.ended.is_none() => format!(", agreed to last until {last}"),
        _ => String::new(),
    };
    match (agreement.in_effect, agreement.ended) {
        (None, _) => "the agreement has not come into effect".to_owned(),
        (Some(start), None) => format!("the agreement is in effect from {start}{lasting}"),
        (Some(start), Some(end)) => format!("the agreement was in effect from {start} to {end}"),
    }
}

/// Whether it happened in the clause's countries.
pub(crate) fn area(countries: &[CountryCode], subject: &Subject<'_>) -> Reply {
    if countries.is_empty() {
        return Reply::Yes;
    }
    subject.everywhere(|at| match at.place.country {
        None => Reply::Lacks(Lack::Place),
        Some(country) => Reply::told(countries.contains(&country)),
    })
}

/// The sentence on the clause's countries.
pub(crate) fn area_in_words(countries: &[CountryCode], subject: &Subject<'_>, reply: Reply) -> String {
    if countries.is_empty() {
        return "The clause holds everywhere.".to_owned();
    }
    let holds = countries.iter().map(CountryCode::as_str).collect::<Vec<_>>().join(", ");
    let told = subject.places_in_words();
    match reply {
        _ if told.is_empty() => format!("Nobody says where it happened; the clause holds in {holds}."),
        Reply::Yes => format!("It is placed at {told}, in {holds}, where the clause holds."),
        Reply::No => format!("It is placed at {told}, outside {holds}, where the clause holds."),
        Reply::Lacks(_) => format!("It is placed at {told}, which settles no country; the clause holds in {holds}."),
    }
}

/// Whether the clause binds whoever stands so.
pub(crate) fn bound(standings: &Standings<'_>, bound: &Bound, stand: Stand) -> Reply {
    match stand {
        Stand::Nobody => Reply::Lacks(Lack::Doer),
        Stand::Unknown => Reply::Lacks(Lack::Standing),
        Stand::Outside => Reply::No,
        Stand::Party(place) => match (bound, standings.party(place)) {
            (Bound::AllParties, _) => Reply::Yes,
            (Bound::Only(only), Some(party)) => Reply::told(only.contains(party)),
            (Bound::Only(_), None) => Reply::Lacks(Lack::Standing),
        },
    }
}

/// The sentence on who did it.
pub(crate) fn bound_in_words(
    standings: &Standings<'_>,
    actor: Option<&ActorRef>,
    stand: Stand,
    reply: Reply,
) -> String {
    let Some(actor) = actor else { return "Nobody is named who did it.".to_owned() };
    let Stand::Party(place) = stand else {
        return match stand {
            Stand::Outside => format!("{actor} is no party, and the register places it under none."),
            _ => format!("It cannot be told whether {actor} stands with a party."),
        };
    };
    let Some(name) = standings.party_named(place) else { return format!("{actor} stands on no side.") };
    let stands =
        if *actor == name { format!("{name} is a party") } else { format!("{actor} stands with the party {name}") };
    match reply {
        Reply::Yes => format!("{stands}, whom the clause binds."),
        _ => format!("{stands}, whom the clause does not bind."),
    }
}
