//! A text as words to be compared: lower case, without marks, each with its place and whether it stands in quotation marks.

use crate::stable;

/// A word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    /// The hash of its lower-case letters and digits.
    pub(crate) hash: u64,
    /// Its first character's place.
    pub(crate) start: usize,
    /// The place behind its last character.
    pub(crate) end: usize,
    /// Whether it stands in quotation marks. Two who heard one speech quote the same words without copying each other.
    pub(crate) quoted: bool,
}

/// Cuts a text into words, each with its letters in lower case. Quotation marks hold to the end of their line at most: dirty
/// text forgets to close them.
pub(crate) fn lettered(text: &str) -> Vec<(Word, String)> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let (mut letters, mut start, mut quoted) = (String::new(), 0, false);
    for (place, character) in text.chars().chain([' ']).enumerate() {
        if is_mark(character) {
            continue;
        }
        if character.is_alphanumeric() {
            if letters.is_empty() {
                start = place;
            }
            letters.extend(character.to_lowercase());
            continue;
        }
        if !letters.is_empty() {
            let word = Word { hash: stable::hash(letters.as_bytes()), start, end: place, quoted };
            words.push((word, std::mem::take(&mut letters)));
        }
        quoted = match character {
            '“' | '«' | '„' => true,
            '”' | '»' | '\n' => false,
            '"' => !quoted,
            _ => quoted,
        };
    }
    words
}

/// Arabic vowel signs and the stretching stroke: written or not, the word is the same.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{064B}'..='\u{0652}' | '\u{0670}' | '\u{0640}' | '\u{200B}'..='\u{200F}' | '\u{00AD}')
}

/// The words of a text without their letters.
#[cfg(test)]
pub(crate) fn words(text: &str) -> Vec<Word> {
    lettered(text).into_iter().map(|(word, _)| word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_punctuation_do_not_count_and_places_are_characters() {
        let (a, b) = (words("É. said: Yes"), words("é said yes"));
        assert!(a.iter().map(|word| word.hash).eq(b.iter().map(|word| word.hash)));
        assert_eq!((a[1].start, a[1].end), (3, 7));
    }

    #[test]
    fn quotation_marks_end_with_their_line() {
        let quoted: Vec<bool> = words("he said “we will\nand left").iter().map(|word| word.quoted).collect();
        assert_eq!(quoted, [false, false, true, true, false, false]);
    }
}
