//! Words behind which a full stop need not end a sentence, read from `data/abbreviations`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// How a word takes a full stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// "Gen.": a name follows.
    Title,
    /// "Jan.", "Inc.", "etc.": a sentence may end here.
    Other,
    /// "No. 5": only before a number.
    Numbered,
}

/// The tables.
pub(crate) struct Abbreviations {
    titles: BTreeSet<String>,
    capital: BTreeSet<String>,
    any: BTreeSet<String>,
    numbered: BTreeSet<String>,
    openers: BTreeSet<String>,
    prefixes: BTreeSet<String>,
}

/// The embedded tables, read once.
pub(crate) static ABBREVIATIONS: LazyLock<Abbreviations> = LazyLock::new(|| {
    let table: toml::Table = include_str!("../../../data/abbreviations/abbreviations.toml")
        .parse()
        .expect("the embedded table of abbreviations is TOML; a test reads it");
    let set = |key: &str| crate::phrases::strings(table.get(key)).into_iter().collect();
    Abbreviations {
        titles: set("titles"),
        capital: set("capital"),
        any: set("any"),
        numbered: set("numbered"),
        openers: set("openers"),
        prefixes: set("prefixes"),
    }
});

impl Abbreviations {
    /// What `word` (without its stop) is, where a digit follows or not.
    pub(crate) fn kind(&self, word: &str, digit_follows: bool) -> Option<Abbreviation> {
        if word.len() > 10 {
            return None;
        }
        let lower = word.to_lowercase();
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        if capital && self.titles.contains(&lower) {
            return Some(Abbreviation::Title);
        }
        if digit_follows && self.numbered.contains(&lower) {
            return Some(Abbreviation::Numbered);
        }
        (self.any.contains(&lower) || (capital && self.capital.contains(&lower))).then_some(Abbreviation::Other)
    }

    /// Whether a word, in lower case, opens sentences rather than continues a name.
    pub(crate) fn opens(&self, lower: &str) -> bool {
        self.openers.contains(lower)
    }

    /// Whether `lower` keeps its hyphen and what follows.
    pub(crate) fn is_prefix(&self, lower: &str) -> bool {
        self.prefixes.contains(lower)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_needs_its_capital_and_a_number_its_digit() {
        assert_eq!(ABBREVIATIONS.kind("Gen", false), Some(Abbreviation::Title));
        assert_eq!(ABBREVIATIONS.kind("gen", false), None);
        assert_eq!(ABBREVIATIONS.kind("no", false), None);
        assert_eq!(ABBREVIATIONS.kind("No", true), Some(Abbreviation::Numbered));
    }
}
