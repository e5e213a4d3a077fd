//! The words of time of each language, compiled from `data/lexicon-times`.

use super::atom::Atom;
use super::scan::Token;
use crate::gazetteer::key;
use jiff::civil::Weekday;
use model::Language;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Why a lexicon of times cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LexiconError {
    /// Not TOML, or a table is missing.
    #[error("the lexicon of times is not readable: {0}")]
    Unreadable(String),
    /// A meaning that the README does not list.
    #[error("'{word}' means '{meaning}', which is no meaning of time")]
    UnknownMeaning {
        /// The word.
        word: String,
        /// What it was said to mean.
        meaning: String,
    },
    /// Not seven weekdays or not twelve months.
    #[error("a week has seven days and a year twelve months; here are {0} and {1}")]
    Incomplete(usize, usize),
}

/// The words of one language.
#[derive(Debug, Default)]
pub(crate) struct TimeLexicon {
    phrases: BTreeMap<String, Vec<Atom>>,
    most_words: usize,
}

#[derive(Deserialize)]
struct File {
    weekdays: Vec<Vec<String>>,
    months: Vec<Vec<String>>,
    words: BTreeMap<String, String>,
}

impl TimeLexicon {
    pub(crate) fn parse(toml: &str) -> Result<Self, LexiconError> {
        let file: File = toml::from_str(toml).map_err(|error| LexiconError::Unreadable(error.to_string()))?;
        if (file.weekdays.len(), file.months.len()) != (7, 12) {
            return Err(LexiconError::Incomplete(file.weekdays.len(), file.months.len()));
        }
        let mut lexicon = Self::default();
        for (number, names) in (0_i8..).zip(&file.weekdays) {
            if let Ok(weekday) = Weekday::from_monday_zero_offset(number) {
                names.iter().for_each(|name| lexicon.insert(name, vec![Atom::Weekday(weekday)]));
            }
        }
        for (number, names) in (1_i8..).zip(&file.months) {
            names.iter().for_each(|name| lexicon.insert(name, vec![Atom::Month(number)]));
        }
        for (word, meaning) in &file.words {
            lexicon.insert(word, meanings(word, meaning)?);
        }
        Ok(lexicon)
    }

    fn insert(&mut self, phrase: &str, atoms: Vec<Atom>) {
        let phrase = key(phrase);
        self.most_words = self.most_words.max(phrase.split(' ').count());
        self.phrases.insert(phrase, atoms);
    }

    /// What the longest phrase at the head of `tokens` means, and of how many tokens it is; [`Atom::Other`] for an unknown word.
    pub(crate) fn longest(&self, tokens: &[Token]) -> (&[Atom], usize) {
        let words = tokens.iter().map_while(|token| match token {
            Token::Word { key, .. } => Some(key.as_str()),
            Token::Atom(_) => None,
        });
        let (mut phrase, mut best): (String, (&[Atom], usize)) = (String::new(), (&[Atom::Other], 1));
        for (number, word) in words.take(self.most_words).enumerate() {
            if number > 0 {
                phrase.push(' ');
            }
            phrase.push_str(word);
            if let Some(atoms) = self.phrases.get(&phrase) {
                best = (atoms, number + 1);
            }
        }
        best
    }

    /// Whether a word, by its key, is a weekday or a month.
    pub(crate) fn names_a_date(&self, key: &str) -> bool {
        matches!(self.phrases.get(key).map(Vec::as_slice), Some([Atom::Weekday(_) | Atom::Month(_)]))
    }
}

fn meanings(word: &str, text: &str) -> Result<Vec<Atom>, LexiconError> {
    let parts = text.split(';').map(str::trim).filter(|part| *part != "skip");
    let unknown = |part: &str| LexiconError::UnknownMeaning { word: word.to_owned(), meaning: part.to_owned() };
    parts.map(|part| Atom::parse(part).ok_or_else(|| unknown(part))).collect()
}

macro_rules! embedded {
    ($name:ident, $file:literal) => {
        static $name: LazyLock<TimeLexicon> = LazyLock::new(|| {
            TimeLexicon::parse(include_str!(concat!("../../../../data/lexicon-times/", $file)))
                .expect("a test reads every embedded lexicon of times")
        });
    };
}

embedded!(ENGLISH, "english.toml");
embedded!(ARABIC, "arabic.toml");
embedded!(FRENCH, "french.toml");
embedded!(RUSSIAN, "russian.toml");

/// The lexicon of a language; that of English where there is none, since figures and ISO dates are read alike.
pub(crate) fn of(language: Language) -> &'static TimeLexicon {
    match language {
        Language::English | Language::Other => &ENGLISH,
        Language::Arabic => &ARABIC,
        Language::French => &FRENCH,
        Language::Russian => &RUSSIAN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_lexicon_is_read() {
        for language in [Language::English, Language::Arabic, Language::French, Language::Russian] {
            assert!(of(language).phrases.len() > 60, "{language:?}");
        }
    }

    #[test]
    fn what_is_no_meaning_is_refused() {
        let week = "weekdays = [[],[],[],[],[],[],[]]\nmonths = [[],[],[],[],[],[],[],[],[],[],[],[]]\n";
        assert!(TimeLexicon::parse(&format!("{week}[words]\nsoon = \"sooner\"")).is_err());
        assert!(TimeLexicon::parse("weekdays = []\nmonths = []\n[words]").is_err());
        assert!(TimeLexicon::parse("nothing").is_err());
    }
}
