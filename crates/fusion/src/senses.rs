//! Which words name one act: the groups of `data/fusion/synonyms.tsv`, and words of one stem. It knows no kinds and no text.

use crate::stable;
use std::collections::BTreeMap;

const FILE: &str = include_str!("../../../data/fusion/synonyms.tsv");
/// Letters by which words are compared: enough to tell words apart, few enough to drop their endings.
const STEM: usize = 5;

/// How nearly two words name one act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sense {
    /// They do not.
    Other,
    /// They begin alike: "acquire", "acquisition".
    Stem,
    /// They stand in one group.
    Group,
    /// They are one word.
    Same,
}

/// The groups of a word, in order, by the word's hash.
#[derive(Debug, Clone, Default)]
pub struct Senses(BTreeMap<u64, Vec<u16>>);

impl Senses {
    /// Reads the file.
    pub fn load() -> Self {
        let mut senses = Self::default();
        let groups = FILE.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        for (number, group) in (0_u16..).zip(groups) {
            for word in group.split_whitespace() {
                senses.0.entry(stable::hash(word.as_bytes())).or_default().push(number);
            }
        }
        senses
    }

    /// The groups in which a word stands, in lower case and in its dictionary form.
    pub(crate) fn groups(&self, word: &str) -> &[u16] {
        self.0.get(&stable::hash(word.as_bytes())).map(Vec::as_slice).unwrap_or_default()
    }

    /// How nearly two words name one act.
    pub fn between(&self, a: &str, b: &str) -> Sense {
        if a == b {
            return Sense::Same;
        }
        if share(self.groups(a), self.groups(b)) {
            return Sense::Group;
        }
        let stem = |word: &str| word.chars().take(STEM).collect::<String>();
        let long = a.chars().count() >= STEM && b.chars().count() >= STEM;
        if long && stem(a) == stem(b) { Sense::Stem } else { Sense::Other }
    }
}

/// Whether two lists have a group in common.
pub(crate) fn share(a: &[u16], b: &[u16]) -> bool {
    a.iter().any(|group| b.contains(group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_act_stand_together() {
        let senses = Senses::load();
        assert_eq!(senses.between("quake", "tremor"), Sense::Group);
        assert_eq!(senses.between("acquire", "acquisition"), Sense::Group);
        assert_eq!(senses.between("negotiator", "negotiable"), Sense::Stem);
        assert_eq!(senses.between("bomb", "bomb"), Sense::Same);
        assert_eq!(senses.between("sign", "refuse"), Sense::Other);
    }

    #[test]
    fn no_word_stands_twice_in_a_group_and_no_group_is_alone() {
        for group in FILE.lines().filter(|line| !line.starts_with('#')) {
            let mut words: Vec<&str> = group.split_whitespace().collect();
            let all = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!((words.len(), all > 1), (all, true), "{group}");
        }
    }
}
