//! Whether an incident lies in a clause's scope: in time, in place, by who did it. Each answer is yes, no or cannot be told,
//! and each gives its sentence. Knows nothing of which clause matters.

use crate::agreement_time::{Known, in_effect};
use crate::sides::{Sides, Standing};
use model::{ActorRef, Agreement, Bound, Contested, CountryCode, Incident, Interval, Place, When, Where};

/// An answer on one scope: the sentence for it, and what is missing where it cannot be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answered {
    pub(crate) answer: Known,
    pub(crate) because: String,
    pub(crate) missing: &'static str,
}

/// The scope in which an incident lies outside, as it stands in a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    Kind,
    Period,
    Area,
    Actor,
}

impl Scope {
    /// The word in a proposal.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Scope::Kind => "kind",
            Scope::Period => "period",
            Scope::Area => "area",
            Scope::Actor => "actor",
        }
    }
}

/// Whether the agreement was in effect. Where nobody tells the time, a report published before the beginning still settles it.
pub(crate) fn period(agreement: &Agreement, incident: &Incident, published: Option<Interval>) -> Answered {
    let missing = "when it happened";
    let span = effect_in_words(agreement);
    if agreement.in_effect.is_none() {
        return Answered { answer: Known::No, because: format!("{span}."), missing };
    }
    let times: Vec<&When> = versions(&incident.time).filter(|when| **when != When::Unknown).collect();
    if times.is_empty() {
        let early = published.filter(|day| agreement.in_effect.is_some_and(|start| day.to() <= start.from()));
        let (answer, because) = match early {
            Some(day) => (Known::No, format!("It was reported on {day} already; {span}.")),
            None => (Known::CannotTell, format!("Nobody says when it happened; {span}.")),
        };
        return Answered { answer, because, missing };
    }
    let answer = Known::common(times.iter().map(|when| in_effect(agreement, when)));
    let told = times.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ");
    let because = match answer {
        Known::Yes => format!("It is said to have happened on {told}, while the agreement was in effect; {span}."),
        Known::No => format!("It is said to have happened on {told}, outside the time of effect; {span}."),
        Known::CannotTell => format!("It is said to have happened on {told}, which settles nothing; {span}."),
    };
    Answered { answer, because, missing }
}

fn effect_in_words(agreement: &Agreement) -> String {
    match (agreement.in_effect, agreement.ended) {
        (None, _) => "the agreement has not come into effect".to_owned(),
        (Some(start), None) => format!("the agreement is in effect from {start}"),
        (Some(start), Some(end)) => format!("the agreement was in effect from {start} to {end}"),
    }
}

/// Whether it happened where the clause holds.
pub(crate) fn area(countries: &[CountryCode], incident: &Incident) -> Answered {
    let missing = "where it happened";
    let holds = countries.iter().map(CountryCode::as_str).collect::<Vec<_>>().join(", ");
    if countries.is_empty() {
        return Answered { answer: Known::Yes, because: "The clause holds everywhere.".to_owned(), missing };
    }
    let places: Vec<&Where> = versions(&incident.place).filter(|place| **place != Where::Unknown).collect();
    let inside = |place: &Place| match place.country {
        None => Known::CannotTell,
        Some(country) if countries.contains(&country) => Known::Yes,
        Some(_) => Known::No,
    };
    let of = |told: &&Where| match told {
        Where::At(place) => inside(place),
        Where::Ambiguous(all) => Known::common(all.iter().map(inside)),
        Where::Named(_) | Where::Unknown => Known::CannotTell,
    };
    let answer = Known::common(places.iter().map(of));
    let told = places.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ");
    let because = match (answer, places.is_empty()) {
        (_, true) => format!("Nobody says where it happened; the clause holds in {holds}."),
        (Known::Yes, _) => format!("It is placed at {told}, in {holds}, where the clause holds."),
        (Known::No, _) => format!("It is placed at {told}, outside {holds}, where the clause holds."),
        (Known::CannotTell, _) => {
            format!("It is placed at {told}, which settles no country; the clause holds in {holds}.")
        }
    };
    Answered { answer, because, missing }
}

/// Whether the clause binds whoever may have done it.
pub(crate) fn bound(sides: &Sides<'_>, bound: &Bound, actor: Option<&ActorRef>) -> Answered {
    let missing = "who did it";
    let Some(actor) = actor else {
        return Answered { answer: Known::CannotTell, because: "Nobody is named who did it.".to_owned(), missing };
    };
    match sides.standing(actor) {
        Standing::Party(place) => {
            let Some(party) = sides.party(place) else {
                return Answered { answer: Known::CannotTell, because: format!("{actor} stands on no side."), missing };
            };
            let name = sides.named(party);
            let held = matches!(bound, Bound::AllParties) || matches!(bound, Bound::Only(only) if only.contains(party));
            let stands = if *actor == name {
                format!("{name} is a party")
            } else {
                format!("{actor} stands with the party {name}")
            };
            match held {
                true => Answered { answer: Known::Yes, because: format!("{stands}, whom the clause binds."), missing },
                false => Answered {
                    answer: Known::No,
                    because: format!("{stands}, whom the clause does not bind."),
                    missing,
                },
            }
        }
        Standing::Third(_) | Standing::Outsider => Answered {
            answer: Known::No,
            because: format!("{actor} is no party, and the register places it under none."),
            missing,
        },
        Standing::Unknown => {
            let because = format!("It cannot be told whether {actor} stands with a party.");
            Answered { answer: Known::CannotTell, because, missing: "on whose side the doer stands" }
        }
    }
}

fn versions<T>(field: &Contested<T>) -> impl Iterator<Item = &T> {
    field.versions().iter().map(|version| &version.value)
}
