//! Common nouns for actors without a name, and titles that stand before one.

use super::RegisterError;
use super::entry::{NounEntry, TitleEntry, invalid};
use crate::gazetteer::key;
use model::ActorKind;
use std::collections::{BTreeMap, BTreeSet};

/// A common noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Noun {
    /// Lower case, plural.
    pub(crate) description: String,
    pub(crate) kind: ActorKind,
}

/// The nouns and titles.
#[derive(Debug, Clone, Default)]
pub(crate) struct Nouns {
    nouns: BTreeMap<String, Noun>,
    titles: BTreeSet<String>,
    most_words: usize,
}

impl Nouns {
    pub(crate) fn extend(
        &mut self,
        file: &str,
        nouns: &[NounEntry],
        titles: &[TitleEntry],
    ) -> Result<(), RegisterError> {
        for entry in nouns {
            let kind = kind_of(entry).ok_or_else(|| invalid(file, &entry.id, "kind", &entry.kind))?;
            for word in entry.plural.iter().chain(&entry.singular) {
                let noun = Noun { description: description(entry, word), kind };
                let key = key(word);
                self.most_words = self.most_words.max(key.split(' ').count());
                self.nouns.entry(key).or_insert(noun);
            }
        }
        self.titles.extend(titles.iter().flat_map(|entry| &entry.names).map(|name| key(name)));
        Ok(())
    }

    /// The noun spelt so, by key.
    pub(crate) fn noun(&self, key: &str) -> Option<&Noun> {
        self.nouns.get(key)
    }

    /// Whether these words, by key, are a title.
    pub(crate) fn is_title(&self, key: &str) -> bool {
        self.titles.contains(key)
    }

    /// How many words the longest noun has.
    pub(crate) fn most_words(&self) -> usize {
        self.most_words.max(1)
    }
}

/// A noun whose kind nobody can tell is an armed group where it is armed and else people.
fn kind_of(entry: &NounEntry) -> Option<ActorKind> {
    match (entry.kind.as_str(), entry.stance.as_str()) {
        ("unknown", "armed") => Some(ActorKind::ArmedGroup),
        ("unknown", _) => Some(ActorKind::Population),
        (kind, _) => ActorKind::parse(kind),
    }
}

/// The plural of the word itself where it is English; else the entry's first, so that languages meet.
fn description(entry: &NounEntry, word: &str) -> String {
    let first = entry.plural.first().map_or(word, String::as_str);
    if !word.is_ascii() {
        return first.to_lowercase();
    }
    if entry.plural.iter().any(|plural| plural == word) {
        return word.to_lowercase();
    }
    let regular =
        entry.plural.iter().find(|plural| plural.strip_prefix(word).is_some_and(|end| end == "s" || end == "es"));
    let place = entry.singular.iter().position(|singular| singular == word);
    let same_place = place.and_then(|place| entry.plural.get(place)).filter(|plural| plural.is_ascii());
    regular.or(same_place).map_or(first, String::as_str).to_lowercase()
}
