//! What models are shown in the place of a name: the same name for every person, every body, every place. In Russian it keeps the ending of the case, without which the words around it would say something else.

use model::{Language, MentionKind};

/// Endings of a name, and a place's name with that ending.
const RUSSIAN_PLACES: [(&str, &str); 11] = [
    ("ией", "Францией"),
    ("ии", "Франции"),
    ("ию", "Францию"),
    ("ия", "Франция"),
    ("ой", "Москвой"),
    ("ом", "Лондоном"),
    ("е", "Москве"),
    ("у", "Москву"),
    ("ы", "Москвы"),
    ("и", "Москвы"),
    ("а", "Лондона"),
];
/// The same of persons.
const RUSSIAN_PERSONS: [(&str, &str); 7] = [
    ("ым", "Ивановым"),
    ("ом", "Ивановым"),
    ("ем", "Ивановым"),
    ("у", "Иванову"),
    ("ю", "Иванову"),
    ("а", "Иванова"),
    ("я", "Иванова"),
];

/// A stand-in for a name.
pub(crate) fn stand_in(language: Language, kind: MentionKind, name: &str) -> &'static str {
    match (language, kind) {
        (Language::Russian, MentionKind::Person) => ending(&RUSSIAN_PERSONS, name, "Иванов"),
        (Language::Russian, MentionKind::Place) => ending(&RUSSIAN_PLACES, name, "Лондон"),
        (Language::Russian, _) => "ЮНЕСКО",
        (Language::Arabic, MentionKind::Person) => "جونسون",
        (Language::Arabic, MentionKind::Place) => "لندن",
        (Language::Arabic, _) => "اليونسكو",
        (_, MentionKind::Person) => "Johnson",
        (_, MentionKind::Place) => "Londres",
        _ => "UNESCO",
    }
}

fn ending(forms: &[(&str, &'static str)], name: &str, other: &'static str) -> &'static str {
    // Words in capitals are short forms, which have no cases.
    let short = name.chars().filter(|letter| letter.is_alphabetic()).all(char::is_uppercase);
    let found = forms.iter().find(|(ending, _)| name.ends_with(ending)).filter(|_| !short);
    found.map_or(other, |(_, form)| form)
}

#[cfg(test)]
mod tests {
    use super::stand_in;
    use model::{Language, MentionKind};

    #[test]
    fn a_russian_stand_in_keeps_the_case() {
        let person = |name| stand_in(Language::Russian, MentionKind::Person, name);
        let place = |name| stand_in(Language::Russian, MentionKind::Place, name);
        assert_eq!(["Сидорова", "Сидоровым", "Сидоров"].map(person), ["Иванова", "Ивановым", "Иванов"]);
        assert_eq!(["Тарнии", "Тарне", "США", "Тарн"].map(place), ["Франции", "Москве", "Лондон", "Лондон"]);
    }
}
