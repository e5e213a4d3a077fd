//! The words of the report: times, places, numbers, acts, and how a thing is told. Neutral, and the same for everybody.

use jiff::civil::DateTime;
use model::{
    ActorRef, Basis, Claim, ClaimKind, Fate, Filler, MentionRef, Modality, PartyAct, PlacePrecision, Polarity,
    Published, Reading, Referent, Role, Tense, Toll, When, Where,
};

/// White space folded, so that words of a report stand on one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// With a capital at the beginning.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// "1 report", "2 reports".
pub fn count(number: usize, one: &str, many: &str) -> String {
    counted(number as u64, one, many)
}

/// The same of a number that is counted in 64 bits.
pub fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// With a comma between groups of three digits.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A day and the hour on a clock: "2020-01-12 00:00".
pub fn clock(at: DateTime) -> String {
    format!("{} {:02}:{:02}", at.date(), at.hour(), at.minute())
}

/// What became of a suggestion.
pub fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Open => "what became of it is not told",
        Fate::Taken => "taken into the text",
        Fate::Refused => "turned down",
    }
}

/// A toll as it was told: always a range where it is one.
pub fn toll(toll: Toll) -> String {
    match (toll.low(), toll.best(), toll.high()) {
        (low, _, Some(high)) if low == high && !toll.approximate() => grouped(low),
        (low, Some(best), Some(high)) if toll.approximate() && low != high => {
            format!("about {} ({} to {})", grouped(best), grouped(low), grouped(high))
        }
        (low, _, Some(high)) if low == high => format!("about {}", grouped(low)),
        (low, _, Some(high)) => format!("{} to {}", grouped(low), grouped(high)),
        (1, None, None) => "some, number unknown".to_owned(),
        (low, _, None) => format!("at least {}", grouped(low)),
    }
}

/// Who published a report; one that nobody named is called by the report's opening words.
pub fn source(reading: &Reading) -> String {
    const OPENING: usize = 48;
    reading.source.clone().unwrap_or_else(|| {
        let line = reading.text.lines().next().unwrap_or_default();
        let opening: String = line.chars().take(OPENING).collect();
        let more = if line.chars().count() > OPENING { "…" } else { "" };
        format!("unknown source of “{}{more}”", opening.trim_end())
    })
}

/// When a report was published, and how we know.
pub fn published(published: Published) -> String {
    match published {
        Published::Unknown => "unknown".to_owned(),
        Published::Known { when, basis: Basis::Inferred } => format!("{when} (inferred from the text)"),
        Published::Known { when, basis: Basis::Stated } => format!("{when} (stated by the report)"),
        Published::Known { when, basis: Basis::Given } => format!("{when} (given at intake)"),
    }
}

/// The latest day on which something can have been done that a report tells of without a time.
pub fn at_the_latest(published: Published) -> String {
    published.interval().map_or_else(|| "time unknown".to_owned(), |when| format!("by {}", when.last_day()))
}

/// A time; several possibilities are called so.
pub fn when(when: &When) -> String {
    match when {
        When::Ambiguous(_) => format!("{when} (not settled)"),
        When::Unknown | When::Known(_) => when.to_string(),
    }
}

/// A place with its precision.
pub fn place(place: &Where) -> String {
    let with_error = |place: &model::Place| {
        let country = place.country.map_or_else(String::new, |code| format!(", {}", code.as_str()));
        format!("{}{country} ({}, within {} km)", place.name, precision(place.precision), kilometres(place.radius_km))
    };
    match place {
        Where::Unknown => "place unknown".to_owned(),
        Where::Named(name) => format!("{name} (not placed)"),
        Where::At(place) => with_error(place),
        Where::Ambiguous(all) => {
            format!("{} (not settled)", all.iter().map(with_error).collect::<Vec<_>>().join(" or "))
        }
    }
}

fn precision(precision: PlacePrecision) -> &'static str {
    match precision {
        PlacePrecision::Exact => "exact",
        PlacePrecision::Settlement => "settlement",
        PlacePrecision::Near => "near it",
        PlacePrecision::District => "district or road",
        PlacePrecision::Region => "region",
        PlacePrecision::Country => "country",
    }
}

fn kilometres(radius: f64) -> String {
    if radius < 10.0 { format!("{radius:.1}").trim_end_matches(".0").to_owned() } else { format!("{radius:.0}") }
}

/// What a mention means: the actor, else the words.
pub fn mention(reading: &Reading, mention: MentionRef) -> String {
    match (reading.referent(mention), reading.mentions.get(mention.0)) {
        (Referent::Actor(actor) | Referent::Metonym(actor, _), _) => actor.to_string(),
        (_, Some(mention)) => one_line(&mention.text),
        (_, None) => "unknown".to_owned(),
    }
}

/// What fills a role: who or what, in a few words.
pub fn filler(reading: &Reading, filler: Filler) -> String {
    match filler {
        Filler::Mention(at) => mention(reading, at),
        Filler::Words(span) => format!("“{}”", one_line(span.slice(&reading.text))),
    }
}

/// Who fills a role, where an actor is settled.
pub fn filler_actor(reading: &Reading, filler: Filler) -> Option<&ActorRef> {
    match filler {
        Filler::Mention(at) => reading.referent(at).actor(),
        Filler::Words(_) => None,
    }
}

/// How a role is introduced. Nobody is "the attacker": the words say that others say so.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Agent => "said to be by",
        Role::Target => "towards",
        Role::Victim => "harmed",
        Role::Counterpart => "with",
        Role::Instrument => "means",
        Role::Matter => "about",
        Role::Beneficiary => "for",
        Role::Mediator => "brought together by",
        Role::From => "from",
        Role::To => "to",
    }
}

/// What an actor did about an agreement.
pub fn act(act: PartyAct) -> &'static str {
    match act {
        PartyAct::Called => "called for it",
        PartyAct::Proposed => "proposed or drafted it",
        PartyAct::Welcomed => "welcomed it",
        PartyAct::Demanded => "made a demand or condition",
        PartyAct::Reserved => "made a reservation",
        PartyAct::Accepted => "accepted it",
        PartyAct::Signed => "signed it",
        PartyAct::NotSigned => "is said not to have signed it",
        PartyAct::Refused => "refused it",
        PartyAct::AskedDelay => "asked for delay",
        PartyAct::InEffect => "entered into effect",
        PartyAct::Extended => "extended it",
        PartyAct::Suspended => "suspended it",
        PartyAct::Withdrew => "withdrew from it",
        PartyAct::Ended => "ended",
    }
}

/// How a claim is meant, where it is not simply told as a fact.
pub fn manner(claim: &Claim) -> Option<&'static str> {
    let negated = claim.polarity == Polarity::Negated;
    if !negated && done_by_saying(claim.kind) == Some(claim.modality) {
        return None;
    }
    Some(match (claim.modality, negated, claim.tense) {
        (Modality::Asserted, false, Tense::Past | Tense::Ongoing) => return None,
        (Modality::Asserted, false, Tense::Future) => "announced",
        (Modality::Asserted, true, Tense::Future) => "announced not to be",
        (Modality::Asserted, true, _) => "said not to be so",
        (Modality::Denied, false, _) => "denied",
        (Modality::Denied, true, _) => "denied that it is not so",
        (Modality::Ordered, ..) => "ordered",
        (Modality::Demanded, ..) => "demanded",
        (Modality::Promised, ..) => "promised or threatened",
        (Modality::Planned, ..) => "planned",
        (Modality::Feared, ..) => "feared or warned of",
        (Modality::Hypothetical, ..) => "as a possibility",
    })
}

/// The modality in which a kind is done by being said: a call is a demand and no less a call for it.
fn done_by_saying(kind: ClaimKind) -> Option<Modality> {
    match kind {
        ClaimKind::Call | ClaimKind::Demand => Some(Modality::Demanded),
        ClaimKind::Pledge | ClaimKind::Threat => Some(Modality::Promised),
        ClaimKind::Proposal | ClaimKind::ConferencePlanned => Some(Modality::Planned),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tolls_keep_their_range() {
        assert_eq!(toll(Toll::exactly(146_000)), "146,000");
        assert_eq!(toll(Toll::new(1_800, Some(2_000), Some(2_200), true).unwrap()), "about 2,000 (1,800 to 2,200)");
        assert_eq!(toll(Toll::new(281, None, None, false).unwrap()), "at least 281");
        assert_eq!(toll(Toll::new(3, Some(4), Some(5), false).unwrap()), "3 to 5");
        assert_eq!(toll(Toll::some()), "some, number unknown");
        assert_eq!(grouped(1_000_000), "1,000,000");
        assert_eq!(capital("été"), "Été");
    }
}
