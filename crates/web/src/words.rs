//! The interface's words for what the record holds: times, places, numbers, acts, manners. Neutral, and the same for everybody.

use model::{
    Basis, Claim, Contested, Field, Filler, Incident, Language, MentionRef, Modality, OriginKind, PartyAct, Polarity,
    Published, Reading, Referent, Role, StandardOfProof, Tense, Toll, When, Where,
};

/// White space folded, so that a report's words stand on one line.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// With a capital at the beginning.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// "1 report", "2,000 reports".
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number as u64), if number == 1 { one } else { many })
}

/// With a comma between groups of three digits.
pub(crate) fn grouped(number: u64) -> String {
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

/// A toll as it was told: always a range where it is one.
pub(crate) fn toll(toll: Toll) -> String {
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

/// A time; several possibilities are called so.
pub(crate) fn when(when: &When) -> String {
    match when {
        When::Ambiguous(_) => format!("{when} (not settled)"),
        When::Unknown | When::Known(_) => when.to_string(),
    }
}

/// A contested time on one line: every version, in the order of the record.
pub(crate) fn contested_when(time: &Contested<When>) -> String {
    let versions: Vec<String> = time.versions().iter().map(|version| when(&version.value)).collect();
    if versions.is_empty() { "unknown".to_owned() } else { versions.join(" / ") }
}

/// A contested place on one line.
pub(crate) fn contested_where(place: &Contested<Where>) -> String {
    let versions: Vec<String> = place.versions().iter().map(|version| version.value.to_string()).collect();
    if versions.is_empty() { "unknown".to_owned() } else { versions.join(" / ") }
}

/// A word said of what it is unknown of, where it stands alone: "place unknown".
pub(crate) fn unknown_of(what: &str, told: String) -> String {
    if told == "unknown" { format!("{what} unknown") } else { told }
}

/// A place with its precision.
pub(crate) fn place(place: &Where) -> String {
    let with_error = |place: &model::Place| {
        let country = place.country.map_or_else(String::new, |code| format!(", {}", code.as_str()));
        let radius = if place.radius_km < 10.0 {
            format!("{:.1}", place.radius_km).trim_end_matches(".0").to_owned()
        } else {
            format!("{:.0}", place.radius_km)
        };
        format!("{}{country} ({}, within {radius} km)", place.name, place.precision.as_str())
    };
    match place {
        Where::Unknown => "unknown".to_owned(),
        Where::Named(name) => format!("{name} (not placed)"),
        Where::At(place) => with_error(place),
        Where::Ambiguous(all) => {
            format!("{} (not settled)", all.iter().map(with_error).collect::<Vec<_>>().join(" or "))
        }
    }
}

/// When a report was published.
pub(crate) fn published(published: Published) -> String {
    published.interval().map_or_else(|| "unknown".to_owned(), |when| when.to_string())
}

/// How we know when a report was published.
pub(crate) fn basis(published: Published) -> &'static str {
    match published {
        Published::Unknown => "",
        Published::Known { basis: Basis::Given, .. } => "given at intake",
        Published::Known { basis: Basis::Stated, .. } => "stated by the report",
        Published::Known { basis: Basis::Inferred, .. } => "inferred from the text",
    }
}

/// A language's name.
pub(crate) fn language(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::Arabic => "Arabic",
        Language::French => "French",
        Language::Russian => "Russian",
        Language::Other => "another or not told",
    }
}

/// What a mention means: the actor, else the words.
pub(crate) fn mention(reading: &Reading, mention: MentionRef) -> String {
    match (reading.referent(mention), reading.mentions.get(mention.0)) {
        (Referent::Actor(actor) | Referent::Metonym(actor, _), _) => actor.to_string(),
        (_, Some(mention)) => one_line(&mention.text),
        (_, None) => "unknown".to_owned(),
    }
}

/// What fills a role: who or what, in a few words.
pub(crate) fn filler(reading: &Reading, filler: Filler) -> String {
    match filler {
        Filler::Mention(at) => mention(reading, at),
        Filler::Words(span) => format!("“{}”", one_line(span.slice(&reading.text))),
    }
}

/// How a role is introduced. Nobody is "the attacker": the words say that others say so.
pub(crate) fn role(role: Role) -> &'static str {
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

/// A field on which members may disagree.
pub(crate) fn field(field: Field) -> String {
    match field {
        Field::Kind => "what it was".to_owned(),
        Field::Time => "when".to_owned(),
        Field::Place => "where".to_owned(),
        Field::Actor(by) => role(by).to_owned(),
        Field::Harm(effect) => format!("how many {}", effect.as_str()),
        Field::Occurrence => "whether it happened".to_owned(),
    }
}

/// What an actor is said to have done about an agreement, in a few words.
pub(crate) fn act(act: PartyAct) -> &'static str {
    match act {
        PartyAct::Called => "called for it",
        PartyAct::Proposed => "proposed or drafted it",
        PartyAct::Welcomed => "welcomed it",
        PartyAct::Demanded => "made a demand",
        PartyAct::Reserved => "made a reservation",
        PartyAct::Accepted => "accepted it",
        PartyAct::Signed => "signed it",
        PartyAct::NotSigned => "did not sign it",
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
pub(crate) fn manner(claim: &Claim) -> Option<&'static str> {
    let negated = claim.polarity == Polarity::Negated;
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

/// What kind of origin.
pub(crate) fn origin_kind(kind: OriginKind) -> &'static str {
    match kind {
        OriginKind::Publisher => "the report's own words",
        OriginKind::Agency => "an agency or outlet carried by reports",
        OriginKind::Speaker => "a named speaker",
        OriginKind::CommonText => "a text that several reports share",
    }
}

/// A standard of proof.
pub(crate) fn standard(standard: StandardOfProof) -> &'static str {
    match standard {
        StandardOfProof::Suspicion => "reasonable suspicion",
        StandardOfProof::ReasonableGrounds => "reasonable grounds to believe",
        StandardOfProof::BalanceOfProbabilities => "balance of probabilities",
        StandardOfProof::ClearAndConvincing => "clear and convincing evidence",
    }
}

/// The tolls of an incident on one line; empty where none is told.
pub(crate) fn tolls(incident: &Incident) -> String {
    let each = incident.harm.iter().map(|harm| format!("{} {}", toll(harm.toll), harm.effect.as_str()));
    each.collect::<Vec<_>>().join("; ")
}

/// The first characters of a long text, cut at a character, with a sign that more follows.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rough_number_shows_its_range() {
        assert_eq!(toll(Toll::new(1_800, Some(2_000), Some(2_200), true).unwrap()), "about 2,000 (1,800 to 2,200)");
        assert_eq!(toll(Toll::new(281, None, None, false).unwrap()), "at least 281");
        assert_eq!(toll(Toll::exactly(146_000)), "146,000");
        assert_eq!(toll(Toll::some()), "some, number unknown");
        assert_eq!(shortened("عين زارة", 3), "عين…");
    }
}
