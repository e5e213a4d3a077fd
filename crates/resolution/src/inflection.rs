//! Names as their language inflects them. Russian names change their end with their case; Arabic ones carry conjunctions and
//! prepositions at their beginning. Works on keys (see `gazetteer::key`), and says nothing of what a name means.

/// Endings of cases in keys, the longest first; `й` is `и` there.
const ENDINGS: [&str; 38] = [
    "иями", "ями", "ами", "ыми", "ими", "ого", "его", "ому", "ему", "иях", "ая", "яя", "ое", "ее", "ые", "ую", "юю",
    "ых", "их", "ым", "им", "ои", "еи", "ыи", "ом", "ем", "ах", "ях", "ам", "ям", "а", "я", "о", "е", "ы", "у", "ю",
    "ь",
];
/// Endings of nominatives.
const NOMINATIVES: [&str; 11] = ["", "а", "я", "ь", "о", "е", "и", "ы", "ии", "ыи", "ои"];
/// A stem keeps so many letters.
const SHORTEST: usize = 3;

/// Whether a key is written in Cyrillic letters.
pub(crate) fn is_cyrillic(key: &str) -> bool {
    key.chars().next().is_some_and(|first| ('\u{400}'..='\u{4ff}').contains(&first))
}

/// A Cyrillic word of a key without the ending of its case, so that all its forms meet; other words as they are.
pub(crate) fn stem(word: &str) -> &str {
    if !is_cyrillic(word) {
        return word;
    }
    let long = |stem: &&str| stem.chars().count() >= SHORTEST;
    // "Ливии", "армии": the noun keeps its "и"; "ливийскии" is an adjective.
    let short = ["еи", "ои", "ыи"].iter().any(|ending| word.ends_with(ending));
    if let Some(stem) = word.strip_suffix('и').filter(|_| !short) {
        let adjective = stem.strip_suffix('и').filter(|stem| stem.ends_with(['к', 'г', 'х']));
        return adjective.filter(long).or(Some(stem).filter(long)).unwrap_or(word);
    }
    if let Some(stem) = word.strip_suffix("ие") {
        let adjective = Some(stem).filter(|stem| stem.ends_with(['к', 'г', 'х']));
        return adjective.filter(long).unwrap_or_else(|| word.strip_suffix('е').unwrap_or(word));
    }
    ENDINGS.iter().find_map(|ending| word.strip_suffix(ending).filter(long)).unwrap_or(word)
}

/// The keys that a Cyrillic key may be a form of, itself left out. Of several words each may differ.
pub(crate) fn nominatives(key: &str) -> Vec<String> {
    if !is_cyrillic(key) {
        return Vec::new();
    }
    let mut found = vec![String::new()];
    for word in key.split(' ') {
        let ends: &[&str] = if word.chars().count() > SHORTEST { &NOMINATIVES } else { &[] };
        let stem = stem(word);
        let forms: Vec<String> = ends.iter().map(|end| format!("{stem}{end}")).chain([word.to_owned()]).collect();
        found = found
            .iter()
            .flat_map(|before| {
                let joint = if before.is_empty() { "" } else { " " };
                forms.iter().map(move |form| format!("{before}{joint}{form}"))
            })
            .take(200)
            .collect();
    }
    found.retain(|form| form != key);
    found.sort();
    found.dedup();
    found
}

/// An Arabic key without the conjunction or preposition written onto it, and how many letters that has.
pub(crate) fn without_clitic(key: &str) -> Option<(&str, usize)> {
    let long = |stem: &&str| stem.chars().count() >= SHORTEST;
    if let Some(stem) = key.strip_prefix("لل") {
        return Some(stem).filter(long).map(|stem| (stem, 2));
    }
    let stem = key.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك'])?;
    Some(stem).filter(long).map(|stem| (stem, 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::key;

    #[test]
    fn the_cases_of_a_name_meet() {
        for forms in [
            ["Хафтар", "Хафтара", "Хафтаром"],
            ["Ливия", "Ливии", "Ливией"],
            ["Лавров", "Лаврова", "Лавровым"],
            ["Украина", "Украине", "Украину"],
            ["национальная", "национальной", "национальную"],
            ["ливийский", "ливийского", "ливийские"],
        ] {
            let stems = forms.map(|form| stem(&key(form)).to_owned());
            assert!(stems.iter().all(|other| *other == stems[0]), "{stems:?}");
        }
        assert_eq!(stem("оон"), "оон");
        assert_ne!(stem(&key("Ливия")), stem(&key("Ливан")));
    }

    #[test]
    fn a_form_gives_its_nominatives() {
        assert!(nominatives(&key("Хартуме")).contains(&"хартум".to_owned()));
        assert!(nominatives(&key("Газе")).contains(&"газа".to_owned()));
        assert!(nominatives(&key("Нагорном Карабахе")).contains(&key("Нагорный Карабах")));
        assert!(nominatives("tripoli").is_empty());
    }

    #[test]
    fn what_is_written_onto_an_arabic_name_is_told_apart() {
        assert_eq!(without_clitic("بطرابلس"), Some(("طرابلس", 1)));
        assert_eq!(without_clitic("للقاهره"), Some(("قاهره", 2)));
        assert_eq!(without_clitic("حفتر"), None);
    }
}
