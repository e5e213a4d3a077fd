//! What names of a sentence name, told by the same sentence in English whose names are marked: names are spelled alike, as
//! far as two scripts allow.

use std::collections::BTreeMap;

use grammar::NameKind;
use grammar::train::NamedSentence;

/// English sentences with their names, by their words without spaces.
pub(crate) struct Parallel {
    names: BTreeMap<String, Vec<(String, NameKind)>>,
}

impl Parallel {
    pub(crate) fn new(sentences: &[NamedSentence]) -> Parallel {
        let entry = |sentence: &NamedSentence| {
            let words = |first: usize, last: usize| sentence.tokens.get(first..=last).unwrap_or_default().concat();
            let names =
                sentence.names.iter().map(|name| (skeleton(&words(name.first, name.last)), name.kind)).collect();
            (sentence.tokens.concat(), names)
        };
        Parallel { names: sentences.iter().map(entry).collect() }
    }

    /// What the name in the English sentence names that is spelled most like these words.
    pub(crate) fn kind(&self, english: &str, words: &[String]) -> Option<NameKind> {
        const UNLIKE: f32 = 0.4;
        let own = skeleton(&words.concat());
        let distance = |name: &str| distance(&own, name) as f32 / own.len().max(name.len()).max(1) as f32;
        let names = self.names.get(&english.split(' ').collect::<String>())?;
        let near = names.iter().map(|(name, kind)| (distance(name), *kind)).filter(|(distance, _)| *distance < UNLIKE);
        near.min_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, kind)| kind)
    }

    /// Whether the English sentence holds a name of a kind.
    pub(crate) fn holds(&self, english: &str, kind: NameKind) -> bool {
        let names = self.names.get(&english.split(' ').collect::<String>());
        names.is_some_and(|names| names.iter().any(|(_, own)| *own == kind))
    }
}

/// The consonants of a name, those that scripts mix up as one.
fn skeleton(name: &str) -> String {
    let name = name.to_lowercase();
    let sound = |letter: char| match letter {
        'b' | 'p' | 'ب' => 'b',
        't' | 'ت' | 'ط' => 't',
        'd' | 'د' | 'ض' => 'd',
        'k' | 'q' | 'c' | 'x' | 'ك' | 'ق' => 'k',
        'g' | 'j' | 'ج' | 'غ' => 'g',
        's' | 'z' | 'س' | 'ص' | 'ز' | 'ث' | 'ذ' | 'ظ' | 'ش' => 's',
        'f' | 'v' | 'ف' => 'f',
        'l' | 'ل' => 'l',
        'm' | 'م' => 'm',
        'n' | 'ن' => 'n',
        'r' | 'ر' => 'r',
        _ => ' ',
    };
    let mut sounds: Vec<char> = name.chars().map(sound).filter(|sound| *sound != ' ').collect();
    sounds.dedup();
    sounds.into_iter().collect()
}

/// How many letters differ (Levenshtein 1965).
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.bytes().enumerate() {
        let mut corner = at;
        let mut left = at + 1;
        for (cell, against) in row.iter_mut().skip(1).zip(other.bytes()) {
            let best = (corner + usize::from(letter != against)).min(left + 1).min(*cell + 1);
            corner = std::mem::replace(cell, best);
            left = best;
        }
        if let Some(edge) = row.first_mut() {
            *edge = at + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}
