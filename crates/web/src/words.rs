//! The interface's words for what the record holds: times, places, numbers, acts, manners. Neutral, and the same for everybody.

use model::{Basis, Contested, Field, Incident, Language, OriginKind, Published, StandardOfProof, When, Where};
use publication::wording;
pub(crate) use publication::wording::{
    act, at_the_latest, capital, clock, count, fate, filler, grouped, manner, mention, one_line, role, toll, when,
};

/// A place with its precision.
pub(crate) fn place(place: &Where) -> String {
    if *place == Where::Unknown { "unknown".to_owned() } else { wording::place(place) }
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
    fn a_long_text_is_cut_at_a_character() {
        assert_eq!(shortened("عين", 3), "عين");
        assert_eq!(shortened("عين زارة", 3), "عين…");
    }
}
