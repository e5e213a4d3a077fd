//! Which word a token is a form of, where its script inflects names: Cyrillic words without the endings of their cases,
//! Arabic words without what is written onto their beginning, as far as the table knows what is left. Latin words are as
//! they stand. Knows spelling and the table, never the sentence.

use super::{WordClass, WordClasses};
use crate::form::{Form, level};
use crate::hash;

/// Endings of Russian cases, the longest first; `й` is `и` there, as in stems.
const ENDINGS: [&str; 44] = [
    "иями", "ями", "ами", "ыми", "ими", "ого", "его", "ому", "ему", "иях", "иям", "иеи", "ию", "ии", "ия", "ие", "ая",
    "яя", "ое", "ее", "ые", "ую", "юю", "ых", "их", "ым", "им", "ои", "еи", "ыи", "ом", "ем", "ах", "ях", "ам", "ям",
    "а", "я", "о", "е", "ы", "и", "у", "ю",
];
/// A stem keeps so many letters.
const SHORTEST: usize = 3;

/// A token's word: what it is told from other words by, and what the table knows of it.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Looked {
    pub(crate) word: u64,
    pub(crate) class: WordClass,
}

/// Looks a token up.
pub(crate) fn look_up(form: &Form, token: &str, classes: &WordClasses) -> Looked {
    let first = token.chars().next().unwrap_or(' ');
    match first {
        '\u{400}'..='\u{52F}' => cyrillic(form, token, classes),
        '\u{620}'..='\u{6D3}' => arabic(form, token, classes),
        _ => Looked { word: form.lower, class: classes.of(form.lower) },
    }
}

/// How many letters at a token's beginning are written onto the name that follows.
pub(crate) fn written_onto(token: &str, classes: &WordClasses) -> usize {
    let letters: Vec<char> = bare(token);
    if !letters.first().is_some_and(|first| ('\u{620}'..='\u{6D3}').contains(first)) {
        return 0;
    }
    let known = |from: usize| letters.get(from..).is_some_and(|rest| holds(classes, rest));
    let opens = |from: usize| token.chars().nth(from).is_some_and(|letter| matches!(letter, 'أ' | 'إ' | 'آ'));
    let article = |from: usize| letters.get(from..).is_some_and(|rest| rest.starts_with(&['ا', 'ل']) && rest.len() > 4);
    if known(0) || article(0) {
        return 0;
    }
    let lengths = clitics(&letters);
    let sure = lengths.iter().copied().find(|from| known(*from) || opens(*from) || article(*from));
    // "و" opens few names of its own.
    let joined = letters.first() == Some(&'و') && letters.len() > 4;
    sure.unwrap_or(usize::from(joined))
}

/// The key of a word for the table, and that of all its forms where its script has such.
#[cfg(feature = "train")]
pub(crate) fn table_words(word: &str) -> Vec<u64> {
    let letters = bare(word);
    let own = hash::characters(letters.iter().copied());
    match letters.first() {
        Some('\u{400}'..='\u{52F}') => vec![own, stem_word(&letters)],
        // The table holds words without their article, too.
        Some('\u{620}'..='\u{6D3}') if article(&letters, 0) > 0 => {
            vec![own, hash::characters(letters.iter().skip(2).copied())]
        }
        _ => vec![own],
    }
}

/// A word's letters, small and levelled; of Arabic also what the writing of names varies in, as in the gazetteer's keys.
fn bare(token: &str) -> Vec<char> {
    let mut levelled = Vec::new();
    level(token, &mut levelled);
    let spoken = |letter: &char| !matches!(letter, 'ء' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}');
    let alike = |letter: char| match letter {
        'ة' => 'ه',
        'ئ' | 'ی' => 'ي',
        'ؤ' => 'و',
        'ک' => 'ك',
        other => other,
    };
    levelled.iter().filter(|letter| spoken(letter)).flat_map(|letter| letter.to_lowercase()).map(alike).collect()
}

fn cyrillic(form: &Form, token: &str, classes: &WordClasses) -> Looked {
    let word = stem_word(&bare(token));
    let (own, all) = (classes.of(form.lower), classes.of(word));
    let fine = if own.fine > 0 { own.fine } else { all.fine };
    let traits = super::Traits(own.traits.0 | all.traits.0);
    Looked { word, class: WordClass { fine, traits } }
}

/// The word of a Cyrillic stem; told apart from the word that is written so.
fn stem_word(letters: &[char]) -> u64 {
    let level = |letter: &char| if *letter == 'й' { 'и' } else { *letter };
    let letters: Vec<char> = letters.iter().map(level).collect();
    let fits = |ending: &&str| {
        let length = ending.chars().count();
        letters.len() >= length + SHORTEST
            && letters.iter().rev().zip(ending.chars().rev()).all(|(one, other)| *one == other)
    };
    let length = ENDINGS.iter().find(|ending| fits(ending)).map_or(0, |ending| ending.chars().count());
    // "Сергей", "Сергея": what the ending leaves of a soft stem differs.
    let soft = |letter: &&char| matches!(letter, 'а' | 'е' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'ь');
    let kept = letters.len() - length;
    let open = letters.iter().take(kept).rev().take_while(soft).count().min(kept.saturating_sub(SHORTEST));
    hash::characters(letters.iter().take(kept - open).copied().chain(['*']))
}

fn arabic(form: &Form, token: &str, classes: &WordClasses) -> Looked {
    let letters = bare(token);
    let of = |from: usize| {
        let word = hash::characters(letters.iter().skip(from).copied());
        Looked { word, class: classes.of(word) }
    };
    let starts = [0].into_iter().chain(clitics(&letters)).flat_map(|from| [from, from + article(&letters, from)]);
    let known = |found: &Looked| found.class != WordClass::default();
    let found = starts.filter(|from| letters.len() >= from + 2).map(of).find(known);
    found.unwrap_or(Looked { word: form.lower, class: WordClass::default() })
}

/// How many letters the article has that stands at a place.
fn article(letters: &[char], from: usize) -> usize {
    let rest = letters.get(from..).unwrap_or_default();
    if rest.starts_with(&['ا', 'ل']) { 2 } else { 0 }
}

/// The lengths that conjunctions and prepositions at a word's beginning may have, the shorter ones first.
fn clitics(letters: &[char]) -> Vec<usize> {
    let mut lengths = Vec::new();
    let mut from = 0;
    if matches!(letters.first(), Some('و' | 'ف')) {
        from = 1;
        lengths.push(1);
    }
    if matches!(letters.get(from), Some('ب' | 'ل' | 'ك')) {
        lengths.push(from + 1);
        let double = letters.get(from) == Some(&'ل') && letters.get(from + 1) == Some(&'ل');
        lengths.extend(double.then_some(from + 2));
    }
    lengths.retain(|from| letters.len() >= from + SHORTEST);
    lengths
}

fn holds(classes: &WordClasses, letters: &[char]) -> bool {
    let of = |from: usize| classes.of(hash::characters(letters.iter().skip(from).copied())) != WordClass::default();
    letters.len() >= SHORTEST && (of(0) || article(letters, 0) > 0 && of(2))
}

#[cfg(test)]
mod tests {
    use super::{look_up, written_onto};
    use crate::form::forms;
    use crate::hash;
    use crate::names::{Traits, WordClass, WordClasses};
    use crate::tagger::lexicon_key;

    fn word(token: &str, classes: &WordClasses) -> u64 {
        look_up(&forms(&[token])[0], token, classes).word
    }

    fn table(words: &[&str]) -> WordClasses {
        let key = |word: &&str| lexicon_key(hash::characters(word.chars()));
        let mut rows: Vec<(u32, WordClass)> =
            words.iter().map(|word| (key(word), WordClass { fine: 1, traits: Traits(0) })).collect();
        rows.sort_by_key(|(key, _)| *key);
        WordClasses::new(vec![0; 4], &rows)
    }

    #[test]
    fn the_cases_of_a_russian_name_are_one_word() {
        let none = table(&[]);
        for forms in [
            ["Сидоров", "Сидорова", "Сидоровым", "Сидорову"],
            ["Россия", "России", "Россией", "Россию"],
            ["Каменский", "Каменского", "Каменскому", "Каменским"],
            ["Игорь", "Игоря", "Игорем", "Игорю"],
            ["Сергей", "Сергея", "Сергеем", "Сергею"],
        ] {
            let words = forms.map(|form| word(form, &none));
            assert!(words.iter().all(|word| *word == words[0]), "{forms:?}");
        }
        assert_ne!(word("Ливан", &none), word("Ливия", &none));
    }

    #[test]
    fn an_arabic_name_is_known_without_what_is_written_onto_it() {
        let known = table(&["بغداد", "قاهره"]);
        for form in ["بغداد", "وبغداد", "ببغداد", "لبغداد"] {
            assert_eq!(word(form, &known), word("بغداد", &known), "{form}");
        }
        assert_eq!(word("القاهرة", &known), word("للقاهرة", &known));
        assert_eq!(
            ["بغداد", "وبغداد", "وببغداد", "لأوباما", "الرباط"].map(|form| written_onto(form, &known)),
            [0, 1, 2, 1, 0]
        );
    }
}
