//! What a lexicon of glosses tells of words beside the treebank: the parts of speech in which a word stands there, and the class
//! of its English. A treebank of a thousand sentences leaves most words of a report unknown; the lexicon holds those of war and
//! talks. It must not know more of a language than how its words may be spelt.

use std::collections::{BTreeMap, BTreeSet};

use super::words::KnownWords;
use crate::form::forms;
use crate::names::{Traits, WordClass, WordClasses};
use crate::tagger::lexicon_key;

/// The letters that the lexicon uses for parts of speech.
const PARTS: &str = "VNAPMRCOD";
/// Numbers of a vector: one a part, one a coarse class of English words.
const NUMBERS: usize = PARTS.len() + 256;

/// What is known of one word: its parts, a bit each, and the coarse class of its English.
type Known = (u16, u8);

impl KnownWords {
    /// Reads lines of a word, the part in which it stands, and its English, apart by tabs. Phrases and stems are passed over.
    pub fn of_glosses(text: &str, english: &WordClasses) -> KnownWords {
        let mut words: BTreeMap<u32, Known> = BTreeMap::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(word), Some(part), Some(gloss)) = (fields.next(), fields.next(), fields.next()) else { continue };
            let Some(part) = PARTS.find(part).filter(|_| !word.contains(['_', '*'])) else { continue };
            let class = class(english, gloss);
            for spelt in spellings(word, matches!(part, 1 | 2 | 4)) {
                let known = words.entry(key(&spelt)).or_default();
                known.0 |= 1 << part;
                known.1 = if known.1 == 0 { class } else { known.1 };
            }
        }
        let kinds: BTreeSet<Known> = words.values().copied().collect();
        let kinds: BTreeMap<Known, u16> = kinds.into_iter().zip(1..).collect();
        let parts: BTreeSet<u16> = kinds.keys().map(|known| known.0).collect();
        let parts: BTreeMap<u16, u8> = parts.into_iter().zip(1..).collect();
        let coarse = kinds.keys().filter_map(|known| parts.get(&known.0).copied());
        let row = |(key, known): (&u32, &Known)| {
            let fine = kinds.get(known).copied().unwrap_or_default();
            (*key, WordClass { fine, traits: Traits::default() })
        };
        let rows: Vec<(u32, WordClass)> = words.iter().map(row).collect();
        let classes = WordClasses::new([0].into_iter().chain(coarse).collect(), &rows);
        KnownWords { classes, vectors: [Vec::new()].into_iter().chain(kinds.keys().map(vector)).collect() }
    }
}

/// One where a word has a part or its English a class, nought elsewhere.
fn vector((parts, class): &Known) -> Vec<f32> {
    let mut numbers = vec![0.0; NUMBERS];
    let own = (0..PARTS.len()).filter(|part| parts & 1 << part != 0);
    for at in own.chain((*class > 0).then_some(PARTS.len() + usize::from(*class))) {
        numbers.iter_mut().skip(at).take(1).for_each(|number| *number = 1.0);
    }
    numbers
}

/// The coarse class of a gloss; of several words that of the last that has one, which is the head of English nouns.
fn class(english: &WordClasses, gloss: &str) -> u8 {
    let of = |word: &str| english.coarse(english.of_key(key(word)).fine);
    gloss.rsplit('_').map(of).find(|class| *class > 0).unwrap_or_default()
}

fn key(word: &str) -> u32 {
    forms(&[word]).first().map_or(0, |form| lexicon_key(form.lower))
}

/// How a word may be spelt. The Arabic lexicon leaves hamza, the dots of a last letter and the article open.
fn spellings(word: &str, takes_article: bool) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    if !letters.iter().any(|letter| ('\u{620}'..='\u{6D3}').contains(letter)) {
        return vec![word.to_owned()];
    }
    let mut all = vec![letters.clone()];
    for (at, letter) in letters.iter().enumerate() {
        let others: &[char] = match letter {
            'ا' if at == 0 => &['أ', 'إ', 'آ'],
            'ا' => &['أ'],
            'ي' if at + 1 == letters.len() => &['ى'],
            _ => &[],
        };
        let changed = |one: &Vec<char>, other: &char| {
            let mut one = one.clone();
            one.iter_mut().skip(at).take(1).for_each(|letter| *letter = *other);
            one
        };
        let more: Vec<Vec<char>> =
            all.iter().flat_map(|one| others.iter().map(move |other| changed(one, other))).collect();
        all.extend(more);
    }
    let spelt = all.iter().map(|letters| letters.iter().collect::<String>());
    let with_article = spelt.clone().filter(|_| takes_article).map(|word| format!("ال{word}"));
    spelt.chain(with_article).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_parts_and_the_class_of_their_english() {
        let english = WordClasses::new(vec![0, 7], &[(key("kill"), WordClass { fine: 1, traits: Traits::default() })]);
        let text = "قتل\tV\tkill\nقتل\tN\tkilling\nاعلن\tV\tannounce\nوقف_نار\tN\ttruce\n";
        let known = KnownWords::of_glosses(text, &english);
        let of = |word: &str| known.classes.of_key(key(word)).fine;
        assert!(of("قتل") > 0 && of("قتل") != of("أعلن"));
        // Only a noun takes the article.
        assert!(of("القتل") > 0 && of("القتل") != of("قتل") && of("الاعلن") == 0);
        assert_eq!((of("أعلن"), of("وقف_نار")), (of("اعلن"), 0));
        let vector = known.vector(usize::from(of("قتل")));
        assert_eq!((vector[0], vector[1], vector[2], vector[PARTS.len() + 7]), (1.0, 1.0, 0.0, 1.0));
    }
}
