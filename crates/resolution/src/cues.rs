//! Words around names that tell what a name is used for, from `data/lexicon-reference`.

use crate::gazetteer::key;
use crate::inflection;
use crate::words::{Gap, Words};
use model::{ActorKind, Language};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

/// The lists, by key.
#[derive(Debug, Deserialize)]
pub(crate) struct Cues {
    pub(crate) locative: BTreeSet<String>,
    pub(crate) acting: BTreeSet<String>,
    pub(crate) of: BTreeSet<String>,
    pub(crate) leader: BTreeSet<String>,
    pub(crate) speaker: BTreeSet<String>,
    pub(crate) sided: BTreeSet<String>,
    pub(crate) side_prefix: BTreeSet<String>,
    pub(crate) supported: BTreeSet<String>,
    pub(crate) seated: BTreeSet<String>,
    pub(crate) near: BTreeSet<String>,
    pub(crate) between: BTreeSet<String>,
    pub(crate) road: BTreeSet<String>,
    pub(crate) kilometres: BTreeSet<String>,
    pub(crate) miles: BTreeSet<String>,
    pub(crate) settlement: BTreeSet<String>,
    pub(crate) region: BTreeSet<String>,
    pub(crate) country: BTreeSet<String>,
    /// Months and days: "in August" is no place.
    pub(crate) calendar: BTreeSet<String>,
    pub(crate) capital: BTreeSet<String>,
    /// Words that stand for those who speak: whom they mean is said elsewhere or not at all.
    pub(crate) pronoun: BTreeSet<String>,
    /// Numbers that stand for people.
    pub(crate) number: BTreeSet<String>,
    directions: BTreeMap<String, f64>,
    group: BTreeMap<String, String>,
}

static ENGLISH: LazyLock<Cues> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../data/lexicon-reference/english.toml"))
        .expect("a test reads the embedded lexicon of reference")
});

/// The lists of English, which other languages share until they have their own.
pub(crate) fn cues() -> &'static Cues {
    &ENGLISH
}

/// Words behind which a place is named, by language.
static LOCATIVE: LazyLock<BTreeMap<String, BTreeSet<String>>> = LazyLock::new(|| {
    let text = include_str!("../../../data/lexicon-reference/locative.toml");
    let lists: BTreeMap<String, Vec<String>> = toml::from_str(text).expect("a test reads the embedded lists");
    lists.into_iter().map(|(code, words)| (code, words.iter().map(|word| key(word)).collect())).collect()
});

/// The words of a language behind which a place is named; those of English where it has no list.
pub(crate) fn locative(language: Language) -> &'static BTreeSet<String> {
    LOCATIVE.get(language.code()).unwrap_or(&ENGLISH.locative)
}

/// Words that say what a place is, of all languages.
static GENERIC: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let text = include_str!("../../../data/lexicon-reference/generic.toml");
    let lists: BTreeMap<String, Vec<String>> = toml::from_str(text).expect("a test reads the embedded lists");
    let keys = lists.values().flatten().map(|word| key(word));
    keys.flat_map(|key| [inflection::stem(&key).to_owned(), key]).collect()
});

/// Whether a key only says what a place is, in whatever case and with whatever is written onto it: "the city", "بمدينة".
pub(crate) fn is_generic(key: &str) -> bool {
    let holds = |key: &str| GENERIC.contains(key);
    holds(key)
        || inflection::is_cyrillic(key) && holds(inflection::stem(key))
        || inflection::without_clitic(key).is_some_and(|(stem, _)| holds(stem))
}

impl Cues {
    /// A wind that ends before `end`, in degrees from north, and where its words begin.
    pub(crate) fn direction_before(&self, words: &Words, end: usize) -> Option<(f64, usize)> {
        [2, 1].into_iter().find_map(|length| {
            let start = end.checked_sub(length)?;
            let angle = self.directions.get(&words.joined(start..end))?;
            Some((*angle, start))
        })
    }

    /// The longest phrase of a list, up to two words, that ends before `end`; where it begins.
    pub(crate) fn before(&self, list: &BTreeSet<String>, words: &Words, end: usize) -> Option<usize> {
        [2, 1].into_iter().find_map(|length| {
            let start = end.checked_sub(length)?;
            let tied = words.get(end.checked_sub(1)?)?.gap != Gap::Break || length == 1;
            (tied && list.contains(&words.joined(start..end))).then_some(start)
        })
    }

    /// What kind of organisation the last words of a name show.
    pub(crate) fn group_kind(&self, words: &Words, name: &Range<usize>) -> Option<ActorKind> {
        (name.start..name.end).rev().take(2).find_map(|start| {
            let kind = self.group.get(&words.joined(start..name.end))?;
            ActorKind::parse(kind)
        })
    }

    /// As [`Cues::group_kind`], for a word by its key.
    pub(crate) fn group_word(&self, word: &str) -> Option<ActorKind> {
        self.group.get(&key(word)).and_then(|kind| ActorKind::parse(kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_words_of_place() {
        assert!(locative(Language::French).contains("a") && !locative(Language::English).contains("a"));
        assert!(locative(Language::Russian).contains("в") && locative(Language::Arabic).contains("في"));
    }

    #[test]
    fn what_says_of_which_sort_a_place_is_names_none() {
        for word in ["City", "Городе", "района", "مدينة", "بمدينة", "المدينة", "région"]
        {
            assert!(is_generic(&key(word)), "{word}");
        }
        for name in ["Canton", "الجزيرة", "Tripoli", "Реж", "Сельма", "الميناء"] {
            assert!(!is_generic(&key(name)), "{name}");
        }
    }

    #[test]
    fn the_embedded_lists_are_read_and_their_kinds_exist() {
        assert!(cues().group.values().all(|kind| ActorKind::parse(kind).is_some()));
        assert!(cues().directions.values().all(|angle| (0.0..360.0).contains(angle)));
        let words = Words::of("in the north-west of the country, near Tripoli");
        assert_eq!(cues().direction_before(&words, 4), Some((315.0, 2)));
        assert_eq!(cues().before(&cues().near, &words, 8), Some(7));
    }
}
