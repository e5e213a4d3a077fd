//! Tokens as English treebanks (UD EWT, GUM) cut them; other languages by words and marks.

use crate::abbreviations::ABBREVIATIONS;
use crate::chars::{Chars, is_apostrophe, is_blank, is_combining, is_invisible, is_word};
use model::Language;

/// A longer run of letters and marks is no word: it is cut here, so that looking back within a word costs no more than this.
const LONGEST_WORD: usize = 200;

/// The tokens of the sentence between `from` and `to`, as (start, end).
pub(crate) fn split(chars: &Chars, from: usize, to: usize, language: Language) -> Vec<(usize, usize)> {
    let scanner = Scanner { chars, to, language };
    let mut found = Vec::new();
    let mut place = from;
    while place < to {
        let c = chars.at(place);
        if is_blank(c) {
            place += 1;
            continue;
        }
        let end = scanner.token_end(place).clamp(place + 1, to);
        if is_word(c) {
            scanner.push_word(place, end, &mut found)
        } else {
            found.push((place, end))
        }
        place = end;
    }
    found
}

struct Scanner<'a> {
    chars: &'a Chars,
    to: usize,
    language: Language,
}

impl Scanner<'_> {
    fn at(&self, place: usize) -> char {
        if place < self.to { self.chars.at(place) } else { '\0' }
    }

    fn token_end(&self, place: usize) -> usize {
        let c = self.at(place);
        if is_word(c) {
            return self.address_end(place).unwrap_or_else(|| self.word_end(place));
        }
        if matches!(c, '@' | '#') && (is_word(self.at(place + 1)) || self.at(place + 1) == '_') {
            return self.run(place + 1, |c| is_word(c) || c == '_');
        }
        if matches!(c, '.' | '-' | '*' | '=' | '_' | '!' | '?' | '~' | '+') {
            return self.run(place, |other| other == c);
        }
        if let Some(end) = self.clitic_apart(place) {
            return end;
        }
        self.run(place + 1, is_combining)
    }

    /// The end of "'s", "'re" in a text that sets them apart with a blank: "Libya 's".
    fn clitic_apart(&self, place: usize) -> Option<usize> {
        let apart = place > 0 && is_blank(self.chars.before(place)) && is_apostrophe(self.at(place));
        if !apart || self.language != Language::English {
            return None;
        }
        let ends = ["s", "re", "ve", "ll", "d", "m"].map(|clitic| (clitic, place + 1 + clitic.len()));
        let fits = |(clitic, end): &(&str, usize)| {
            *end <= self.to && !is_word(self.at(*end)) && self.chars.lowercase(place + 1, *end) == *clitic
        };
        ends.iter().find(|one| fits(one)).map(|(_, end)| *end)
    }

    fn run(&self, mut place: usize, fits: impl Fn(char) -> bool) -> usize {
        while place < self.to && fits(self.chars.at(place)) {
            place += 1;
        }
        place
    }

    /// The end of a web address that begins here.
    fn address_end(&self, place: usize) -> Option<usize> {
        let marks = ["http://", "https://", "ftp://", "www."];
        marks.iter().any(|mark| self.chars.starts_with(place, mark)).then(|| {
            let mut end = self.run(place, |c| !is_blank(c) && !matches!(c, '<' | '>' | '"' | '”' | '“' | '»' | '،'));
            while end > place + 1
                && matches!(self.chars.before(end), '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '\'' | '’')
            {
                end -= 1;
            }
            end
        })
    }

    /// The end of a word that begins here, with the marks inside that belong to it.
    fn word_end(&self, start: usize) -> usize {
        let mut place = start + 1;
        while place < self.to && place - start < LONGEST_WORD {
            let (c, next) = (self.at(place), self.at(place + 1));
            let stays = is_word(c)
                || is_combining(c)
                || (is_word(next) && (c == '_' || is_invisible(c) || self.joins(start, place)));
            if !stays {
                return if c == '.' && self.stop_belongs(start, place) { place + 1 } else { place };
            }
            place += 1;
        }
        place
    }

    /// Whether the mark at `place`, with a letter or digit on both sides, holds its word together.
    fn joins(&self, start: usize, place: usize) -> bool {
        let (before, mark, next) = (self.chars.before(place), self.at(place), self.at(place + 1));
        let digits = before.is_ascii_digit() && next.is_ascii_digit();
        match mark {
            '.' => digits || self.in_acronym(start, place) || self.in_name_of_site(start, place),
            ',' | ':' | '٫' | '٬' => before.is_numeric() && next.is_numeric(),
            '/' => digits || self.in_symbol(start, place),
            '@' => before.is_ascii() && next.is_ascii_alphanumeric(),
            '&' => before.is_uppercase() && next.is_uppercase(),
            '-' | '\u{2010}' | '\u{2011}' => self.hyphen_stays(start, place),
            _ => is_apostrophe(mark) && next.is_alphabetic() && !matches!(mark, '‘' | '`'),
        }
    }

    /// "U.N", "a.m": single letters between stops.
    fn in_acronym(&self, start: usize, place: usize) -> bool {
        let single = place == start + 1 || self.at(place - 2) == '.';
        let after = self.at(place + 2);
        single && self.chars.before(place).is_alphabetic() && self.at(place + 1).is_alphabetic() && !is_word(after)
    }

    /// "example.org", "first.last@": lower case on both sides, and no missing blank.
    fn in_name_of_site(&self, start: usize, place: usize) -> bool {
        let before = self.chars.before(place);
        let latin = before.is_ascii_alphanumeric() && self.at(place + 1).is_ascii_lowercase();
        latin && place >= start + 2
    }

    /// "S/2020/41", "b/c": a capital or a digit beside the stroke, short parts.
    fn in_symbol(&self, start: usize, place: usize) -> bool {
        let most = self.to.min(start + LONGEST_WORD);
        let end = (start..most).find(|at| !is_word(self.at(*at)) && self.at(*at) != '/').unwrap_or(most);
        let digits = (start..end).any(|at| self.at(at).is_ascii_digit());
        let single = place == start + 1 && !is_word(self.at(place + 2));
        single || (digits && self.at(start).is_uppercase())
    }

    /// Treebanks part "cease-fire" at its hyphen and keep "anti-tank", "2020-01-12", "853-7906" and, of weapons, "T-72".
    fn hyphen_stays(&self, start: usize, place: usize) -> bool {
        if !matches!(self.language, Language::English) {
            return true;
        }
        let digits = |from: usize| self.run(from, |c| c.is_ascii_digit()) - from;
        let next = self.at(place + 1);
        if next.is_ascii_digit() {
            let head = (start..place).all(|at| self.at(at).is_ascii_alphabetic()) && self.at(start).is_uppercase();
            let long = (start..place).all(|at| self.at(at).is_ascii_digit() || self.at(at) == '-');
            let (left, right) = (place - start, digits(place + 1));
            let more = self.at(place + 1 + right) == '-' || (start..place).any(|at| self.at(at) == '-');
            if (head && left <= 5) || (long && (more || (left == 3 && right == 4))) {
                return true;
            }
        }
        let piece = (start..place).rev().take_while(|at| self.at(*at) != '-').last().unwrap_or(start);
        let capitals = place > start + 1 && (start..place).all(|at| self.at(at).is_uppercase());
        piece == start && !capitals && ABBREVIATIONS.is_prefix(&self.chars.lowercase(start, place))
    }

    /// Whether the stop behind a word is part of it: "U.N.", "Gen.", "George W.".
    fn stop_belongs(&self, start: usize, place: usize) -> bool {
        let word = self.chars.string(start, place);
        if word.contains('.') {
            return word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
        }
        let next = (place + 1..self.to.min(place + 4)).map(|at| self.at(at)).find(|c| !is_blank(*c)).unwrap_or('\0');
        let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        if initial {
            return place + 1 < self.to && (next.is_uppercase() || next == ',');
        }
        ABBREVIATIONS.kind(&word, next.is_ascii_digit()).is_some()
    }

    /// Parts what English and French write together.
    fn push_word(&self, start: usize, end: usize, found: &mut Vec<(usize, usize)>) {
        let cut = match self.language {
            Language::French => self.elision(start, end),
            Language::Arabic | Language::Russian => None,
            Language::English | Language::Other => self.clitic(start, end),
        };
        match cut {
            Some(cut) => found.extend([(start, cut), (cut, end)]),
            None => found.push((start, end)),
        }
    }

    /// "Libya|'s", "do|n't", "can|not".
    fn clitic(&self, start: usize, end: usize) -> Option<usize> {
        let length = end - start;
        let tail = |back: usize| self.chars.lowercase(end - back, end).replace(['’', 'ʼ', '´'], "'");
        if length == 6 && self.chars.starts_with(start, "cannot") {
            return Some(start + 3);
        }
        if !(start..end).any(|at| is_apostrophe(self.at(at))) {
            return None;
        }
        if length > 3 && matches!(tail(3).as_str(), "n't" | "'re" | "'ve" | "'ll") {
            return Some(end - 3);
        }
        (length > 2 && matches!(tail(2).as_str(), "'s" | "'d" | "'m")).then(|| end - 2)
    }

    /// "l'|armée", "qu'|il".
    fn elision(&self, start: usize, end: usize) -> Option<usize> {
        let mark = (start..end).find(|at| is_apostrophe(self.at(*at)))?;
        let head = self.chars.lowercase(start, mark);
        let elided = ["l", "d", "j", "m", "n", "s", "t", "c", "qu", "lorsqu", "jusqu", "puisqu", "quoiqu"];
        (elided.contains(&head.as_str()) && mark + 1 < end).then_some(mark + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: Language, text: &str, expected: &str) {
        let chars = Chars::new(text);
        let tokens: Vec<String> =
            split(&chars, 0, chars.len(), language).into_iter().map(|(from, to)| chars.string(from, to)).collect();
        assert_eq!(tokens.join("|"), expected);
    }

    #[test]
    fn english_as_treebanks_have_it() {
        check(Language::English, "Libya’s Haftar didn't sign.", "Libya|’s|Haftar|did|n't|sign|.");
        check(Language::English, "Libya 's Haftar did n't sign 'so'.", "Libya|'s|Haftar|did|n't|sign|'|so|'|.");
        check(
            Language::English,
            "Russian-Turkish cease-fire, anti-tank T-72",
            "Russian|-|Turkish|cease|-|fire|,|anti-tank|T-72",
        );
        check(Language::English, "Gen. Haftar left the U.N. at 9 a.m.", "Gen.|Haftar|left|the|U.N.|at|9|a.m.");
        check(Language::English, "in Moscow Jan.13, via", "in|Moscow|Jan.|13|,|via");
        check(
            Language::English,
            "2,000 at 00:00, S/2020/41, $1.2m and/or",
            "2,000|at|00:00|,|S/2020/41|,|$|1.2m|and|/|or",
        );
        check(
            Language::English,
            "“He cannot...” (2014-2015) 2020-01-12",
            "“|He|can|not|...|”|(|2014|-|2015|)|2020-01-12",
        );
        check(
            Language::English,
            "by @mathieuvonrohr at a.b@c.org, https://t.co/x?y=1.",
            "by|@mathieuvonrohr|at|a.b@c.org|,|https://t.co/x?y=1|.",
        );
        check(Language::English, "UN-backed pro-government", "UN|-|backed|pro-government");
        check(Language::English, "He said no.", "He|said|no|.");
        check(Language::English, "absent, ”the expert", "absent|,|”|the|expert");
    }

    #[test]
    fn other_languages_by_words() {
        check(Language::French, "L’armée n'a pas signé l'accord.", "L’|armée|n'|a|pas|signé|l'|accord|.");
        check(Language::Arabic, "قال \u{200F}الجيش: لا، شكرا.", "قال|الجيش|:|لا|،|شكرا|.");
        check(Language::Russian, "Военно-морской флот ООН.", "Военно-морской|флот|ООН|.");
    }
}
