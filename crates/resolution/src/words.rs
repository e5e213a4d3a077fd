//! A text cut into words with their keys, cases and gaps, once for all who match names in it.
//!
//! A name ends where a word ends, so that no name is ever found inside another word.

use crate::gazetteer::key;
use model::Span;
use std::ops::Range;

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Begins with a small letter.
    Small,
    /// Begins with a capital.
    Capital,
    /// Two or more capitals and no small letter.
    Capitals,
    /// A script without case, or figures.
    Caseless,
}

/// What stands between a word and the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// A hyphen alone.
    Hyphen,
    /// White space alone, or the full stop of an abbreviation.
    Space,
    /// A comma alone.
    Comma,
    /// Anything else: names do not reach across.
    Break,
}

/// A word.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub(crate) span: Span,
    key: Range<usize>,
    pub(crate) shape: Shape,
    pub(crate) gap: Gap,
    /// "al-" and its kin before a name.
    pub(crate) article: bool,
    /// Followed by 's.
    pub(crate) possessive: bool,
    /// Written onto the next with an apostrophe: "d'" of "Côte d'Ivoire".
    pub(crate) elided: bool,
}

/// The words of a text in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    pub(crate) list: Vec<Word>,
    keys: String,
    /// The byte at which each character begins, and the end of the text.
    starts: Vec<usize>,
}

impl Words {
    /// Cuts a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut words = Self::default();
        let letters: Vec<(usize, char)> = text.char_indices().collect();
        let mut at = 0;
        let mut gap_from = 0;
        while let Some((_, letter)) = letters.get(at) {
            if !letter.is_alphanumeric() {
                at += 1;
                continue;
            }
            let (end, next, possessive) = end_of_word(&letters, at);
            let gap = words.gap(letters.get(gap_from..at).unwrap_or_default(), text);
            words.push(text, &letters, at..end, gap, possessive);
            let elided = !possessive && next > end;
            words.list.last_mut().into_iter().for_each(|word| word.elided = elided);
            gap_from = next;
            at = next;
        }
        words.mark_articles();
        words.starts = letters.iter().map(|(byte, _)| *byte).chain([text.len()]).collect();
        words
    }

    /// The text of a span, and all that stands behind its end; `text` is what was cut.
    pub(crate) fn cut<'a>(&self, text: &'a str, span: Span) -> (&'a str, &'a str) {
        let (Some(start), Some(end)) = (self.starts.get(span.start()), self.starts.get(span.end())) else {
            return ("", "");
        };
        (text.get(*start..*end).unwrap_or_default(), text.get(*end..).unwrap_or_default())
    }

    /// The key of a word.
    pub(crate) fn key(&self, number: usize) -> &str {
        self.list.get(number).and_then(|word| self.keys.get(word.key.clone())).unwrap_or_default()
    }

    /// The keys of some words, joined by spaces.
    pub(crate) fn joined(&self, range: Range<usize>) -> String {
        let keys: Vec<&str> = range.map(|number| self.key(number)).collect();
        keys.join(" ")
    }

    /// As [`Words::joined`], with the possessive 's of all words but the last, and without a space behind an apostrophe, as keys of
    /// names have it.
    pub(crate) fn joined_possessive(&self, range: Range<usize>) -> String {
        let mut joined = String::new();
        for number in range.clone() {
            let tied = number > range.start && self.get(number - 1).is_some_and(|before| before.elided);
            let separator = if number == range.start || tied { "" } else { " " };
            let owns = number + 1 < range.end && self.get(number).is_some_and(|word| word.possessive);
            joined.extend([separator, self.key(number), if owns { "s" } else { "" }]);
        }
        joined
    }

    pub(crate) fn get(&self, number: usize) -> Option<&Word> {
        self.list.get(number)
    }

    /// The words inside a span.
    pub(crate) fn within(&self, span: Span) -> Range<usize> {
        let from = self.list.partition_point(|word| word.span.start() < span.start());
        let to = self.list.partition_point(|word| word.span.end() <= span.end());
        from..to.max(from)
    }

    /// The span from the first to the last of some words.
    pub(crate) fn span(&self, range: &Range<usize>) -> Option<Span> {
        let last = range.end.checked_sub(1)?;
        Some(self.list.get(range.start)?.span.join(self.list.get(last)?.span))
    }

    /// Whether a word begins a sentence, a line or a quotation.
    pub(crate) fn opens(&self, number: usize) -> bool {
        self.list.get(number).is_none_or(|word| word.gap == Gap::Break)
    }

    fn push(&mut self, text: &str, letters: &[(usize, char)], range: Range<usize>, gap: Gap, possessive: bool) {
        let byte = |number: usize| letters.get(number).map_or(text.len(), |(byte, _)| *byte);
        let word = text.get(byte(range.start)..byte(range.end)).unwrap_or_default();
        let from = self.keys.len();
        if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            self.keys.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        } else {
            self.keys.push_str(&key(word));
        }
        let Some(span) = Span::new(range.start, range.end) else { return };
        let key = from..self.keys.len();
        self.list.push(Word { span, key, shape: shape(word), gap, article: false, possessive, elided: false });
    }

    fn gap(&self, between: &[(usize, char)], _text: &str) -> Gap {
        let mut kinds = between.iter().map(|(_, letter)| *letter);
        match (kinds.next(), between.len()) {
            _ if self.list.is_empty() => Gap::Break,
            (Some('-' | '‐' | '‑'), 1) => Gap::Hyphen,
            (Some('\'' | '’'), 1) | (None, _) => Gap::Space,
            _ => self.wide_gap(between),
        }
    }

    fn wide_gap(&self, between: &[(usize, char)]) -> Gap {
        let mark = |letter: char| !letter.is_whitespace() || letter == '\n';
        let mut marks = between.iter().map(|(_, letter)| *letter).filter(|letter| mark(*letter));
        match (marks.next(), marks.next()) {
            (None, _) | (Some('&' | '\'' | '’'), None) => Gap::Space,
            (Some('.'), None) if self.abbreviates() => Gap::Space,
            (Some(',' | '،'), None) => Gap::Comma,
            _ => Gap::Break,
        }
    }

    /// Whether the last word may be an abbreviation: "Gen", "Lt", "St", "J".
    fn abbreviates(&self) -> bool {
        let Some(last) = self.list.last() else { return false };
        let length = last.span.len();
        (last.shape == Shape::Capital && length <= 3) || (last.shape == Shape::Capitals && length == 1)
    }

    fn mark_articles(&mut self) {
        for number in 0..self.list.len() {
            let article = self.is_article(number);
            if let Some(word) = self.list.get_mut(number) {
                word.article = article;
            }
        }
    }

    fn is_article(&self, number: usize) -> bool {
        let Some(next) = self.list.get(number + 1) else { return false };
        let (key, following) = (self.key(number), self.key(number + 1));
        let named = next.shape != Shape::Small;
        match (key, next.gap) {
            ("al" | "el" | "ul" | "il", Gap::Hyphen | Gap::Space) => named,
            (
                "as" | "es" | "ash" | "esh" | "ar" | "er" | "ad" | "ed" | "an" | "en" | "at" | "et" | "az" | "ez"
                | "adh" | "ath",
                Gap::Hyphen,
            ) => named && key.get(1..).is_some_and(|sound| following.starts_with(sound)),
            _ => false,
        }
    }
}

/// Where the word ends, where the next may begin, and whether a possessive 's stands between.
fn end_of_word(letters: &[(usize, char)], from: usize) -> (usize, usize, bool) {
    let letter = |number: usize| letters.get(number).map(|(_, letter)| *letter);
    let is_letter = |number: usize| letter(number).is_some_and(|found| found.is_alphanumeric() || is_mark(found));
    let mut end = from;
    loop {
        while is_letter(end) {
            end += 1;
        }
        let tie = letter(end);
        let single = |from: usize| end - from == 1 || letter(end.saturating_sub(2)) == Some('.');
        match tie {
            Some('\'' | '’' | 'ʼ' | '`') if is_letter(end + 1) => {
                if matches!(letter(end + 1), Some('s' | 'S')) && !is_letter(end + 2) {
                    return (end, end + 2, true);
                }
                let elided = matches!(letter(from), Some('l' | 'L' | 'd' | 'D' | 'n' | 'N' | 's' | 'S' | 'c' | 'j'));
                if end - from == 1 && elided {
                    return (end, end + 1, false);
                }
                end += 1;
            }
            // "U.S.", "U.N.-backed": single letters with full stops are one word.
            Some('.') if single(from) && is_letter(end + 1) && !is_letter(end + 2) => end += 1,
            _ => return (end, end, false),
        }
    }
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | 'ـ' | 'ʿ' | 'ʾ')
}

fn shape(word: &str) -> Shape {
    let mut cased = word.chars().filter(|letter| letter.is_uppercase() || letter.is_lowercase());
    match (cased.next().map(char::is_uppercase), cased.next()) {
        (None, _) => Shape::Caseless,
        (Some(false), _) => Shape::Small,
        (Some(true), Some(second)) if second.is_uppercase() && cased.all(char::is_uppercase) => Shape::Capitals,
        (Some(true), _) => Shape::Capital,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        let words = Words::of(text);
        (0..words.list.len()).map(|number| words.key(number).to_owned()).collect()
    }

    #[test]
    fn words_end_at_possessives_and_hyphens() {
        assert_eq!(keys("Libya's UN-backed al-Sarraj"), ["libya", "un", "backed", "al", "sarraj"]);
        assert_eq!(keys("the U.S. and U.N.-backed talks."), ["the", "us", "and", "un", "backed", "talks"]);
        assert_eq!(keys("l'armée d'Ankara"), ["l", "armee", "d", "ankara"]);
        assert_eq!(keys("Sana'a"), ["sanaa"]);
    }

    #[test]
    fn spans_count_characters() {
        let words = Words::of("Erdoğan met Çavuşoğlu’s man");
        let third = words.get(2).unwrap();
        assert_eq!((third.span.start(), third.span.end(), third.possessive), (12, 21, true));
        assert_eq!(words.within(Span::new(12, 21).unwrap()), 2..3);
        assert_eq!(words.within(Span::new(8, 23).unwrap()), 1..3);
    }

    #[test]
    fn articles_and_gaps() {
        let words = Words::of("Gen. Haftar, Fayez al-Sarraj. As Turkey said, el-Sisi went");
        let article: Vec<&str> =
            (0..words.list.len()).filter(|n| words.list[*n].article).map(|n| words.key(n)).collect();
        assert_eq!(article, ["al", "el"]);
        let gaps: Vec<Gap> = words.list.iter().map(|word| word.gap).take(5).collect();
        assert_eq!(gaps, [Gap::Break, Gap::Space, Gap::Comma, Gap::Space, Gap::Hyphen]);
    }
}
