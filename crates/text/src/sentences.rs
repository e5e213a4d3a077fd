//! Where sentences end. Rules, no model; a paragraph is never joined to the next.

use crate::abbreviations::{ABBREVIATIONS, Abbreviation};
use crate::chars::{Chars, is_blank, is_stop, is_word};

/// The sentences between `from` and `to`, as (start, end) without blanks around them.
pub(crate) fn split(chars: &Chars, from: usize, to: usize) -> Vec<(usize, usize)> {
    let mut cutter = Cutter { chars, to, quote_open: false, start: from };
    let mut found = Vec::new();
    let mut place = from;
    while place < to {
        let (next, end) = cutter.step(place);
        if let Some(end) = end {
            push_trimmed(chars, cutter.start, end, &mut found);
            cutter.start = next;
        }
        place = next.max(place + 1);
    }
    push_trimmed(chars, cutter.start, to, &mut found);
    found
}

fn push_trimmed(chars: &Chars, mut from: usize, mut to: usize, found: &mut Vec<(usize, usize)>) {
    while from < to && is_blank(chars.at(from)) {
        from += 1;
    }
    while from < to && is_blank(chars.before(to)) {
        to -= 1;
    }
    if from < to {
        found.push((from, to));
    }
}

struct Cutter<'a> {
    chars: &'a Chars,
    to: usize,
    /// Whether a straight quote is open: it looks alike at both ends.
    quote_open: bool,
    start: usize,
}

impl Cutter<'_> {
    /// Looks at `place`; gives where to go on and, where a sentence ends, its end.
    fn step(&mut self, place: usize) -> (usize, Option<usize>) {
        let c = self.chars.at(place);
        if c == '"' {
            self.quote_open = !self.quote_open;
        }
        if c == '('
            && self.chars.at(place + 1) == '@'
            && let Some(end) = self.signature(place)
        {
            return (self.skip_blanks(end), Some(end));
        }
        if !is_stop(c) {
            return (place + 1, None);
        }
        let mut behind = place + 1;
        while behind < self.to && is_stop(self.chars.at(behind)) {
            behind += 1;
        }
        let stops = behind - place;
        let end = self.closers(behind);
        let next = self.skip_blanks(end);
        if next >= self.to || self.ends_here(place, stops, end, next) {
            return (next, Some(end));
        }
        (end, None)
    }

    fn skip_blanks(&self, mut place: usize) -> usize {
        while place < self.to && is_blank(self.chars.at(place)) {
            place += 1;
        }
        place
    }

    /// Quotes and brackets that close behind a stop, also behind one blank: `table. "`, and turned the wrong way: `war.“`.
    fn closers(&mut self, mut place: usize) -> usize {
        loop {
            let at = if self.chars.at(place) == ' ' { place + 1 } else { place };
            if at >= self.to || !self.closes(place, at) {
                return place;
            }
            if self.chars.at(at) == '"' {
                self.quote_open = false;
            }
            place = at + 1;
        }
    }

    fn closes(&self, place: usize, at: usize) -> bool {
        let free = at + 1 >= self.to || is_blank(self.chars.at(at + 1));
        match self.chars.at(at) {
            '"' => (self.quote_open && (place == at || free)) || at + 1 >= self.to,
            '”' | '»' => place == at || free,
            '’' | '\'' | '“' => place == at && (free || is_closing(self.chars.at(at + 1))),
            ')' | ']' | '}' => place == at,
            _ => false,
        }
    }

    /// Whether the stop at `place` ends a sentence; `end` is behind its closers, `next` the next visible character.
    fn ends_here(&self, place: usize, stops: usize, end: usize, next: usize) -> bool {
        let chars = self.chars;
        let stop = chars.at(place);
        if end == next && end == place + stops && !self.space_is_missing(place, next) {
            return false;
        }
        let mut first = next;
        while first < self.to && first < next + 4 && !is_word(chars.at(first)) {
            first += 1;
        }
        let c = chars.at(first);
        if c.is_lowercase() || matches!(chars.at(next), ',' | ';' | ':' | '،' | '؛') {
            return false;
        }
        stop != '.' || stops > 1 || end > place + stops || self.full_stop_ends(place, first)
    }

    /// No blank behind the stop: "fighting.The army". A web address, a number or an initial looks alike but for case and length.
    fn space_is_missing(&self, place: usize, next: usize) -> bool {
        let chars = self.chars;
        if matches!(chars.at(place), '؟' | '۔' | '。' | '！' | '？' | '।') {
            return true;
        }
        let before = (1..=3).all(|back| place.checked_sub(back).is_some_and(|at| chars.at(at).is_lowercase()));
        let after =
            chars.at(next).is_uppercase() && (chars.at(next + 1).is_lowercase() || is_blank(chars.at(next + 1)));
        let quoted = matches!(chars.at(next), '“' | '«') && chars.at(next + 1).is_uppercase();
        before && (after || quoted) && !self.in_address(place)
    }

    fn in_address(&self, place: usize) -> bool {
        let mut at = place;
        while at > self.start && !is_blank(self.chars.before(at)) {
            at -= 1;
            if matches!(self.chars.at(at), '/' | '@' | '.') {
                return true;
            }
        }
        false
    }

    /// A single full stop, with a blank or a closer behind it.
    fn full_stop_ends(&self, place: usize, first: usize) -> bool {
        let chars = self.chars;
        let mut begin = place;
        while begin > self.start
            && begin + 24 > place
            && (is_word(chars.before(begin)) || matches!(chars.before(begin), '.' | '-'))
        {
            begin -= 1;
        }
        let word = chars.string(begin, place);
        if word.is_empty() {
            return true;
        }
        if word.chars().all(|c| c.is_ascii_digit()) {
            return begin > self.start || word.len() > 3;
        }
        let digit = chars.at(first).is_numeric();
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let acronym = word.contains('.') && word.split('.').all(|part| part.chars().count() == 1);
        if acronym {
            return self.opens(first);
        }
        if letters == 1 && word.chars().count() == 1 {
            return false;
        }
        match ABBREVIATIONS.kind(&word, digit) {
            Some(Abbreviation::Title | Abbreviation::Numbered) => false,
            Some(Abbreviation::Other) => !digit && self.opens(first),
            None => true,
        }
    }

    fn opens(&self, first: usize) -> bool {
        let mut end = first;
        while end < self.to && end < first + 20 && is_word(self.chars.at(end)) {
            end += 1;
        }
        ABBREVIATIONS.opens(&self.chars.lowercase(first, end))
    }

    /// The end of the signature of a post copied into prose: "(@name) January 13, 2020".
    fn signature(&self, place: usize) -> Option<usize> {
        let chars = self.chars;
        let mut at = place + 2;
        while at < self.to && (is_word(chars.at(at)) || chars.at(at) == '_') {
            at += 1;
        }
        if chars.at(at) != ')' || chars.at(at + 1) != ' ' || !chars.at(at + 2).is_uppercase() {
            return None;
        }
        at += 2;
        let mut digits = 0;
        while at < self.to && (is_word(chars.at(at)) || matches!(chars.at(at), ' ' | ',')) && digits < 4 {
            digits = if chars.at(at).is_ascii_digit() { digits + 1 } else { 0 };
            at += 1;
            if at > place + 60 {
                return None;
            }
        }
        (digits == 4 && at < self.to).then_some(at)
    }
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let chars = Chars::new(text);
        split(&chars, 0, chars.len()).into_iter().map(|(from, to)| chars.string(from, to)).collect()
    }

    #[track_caller]
    fn whole(text: &str) {
        assert_eq!(cut(text), [text]);
    }

    #[test]
    fn stops_of_abbreviations_numbers_and_initials_end_nothing() {
        whole("Gen. Khalifa Haftar met U.N. envoy Ghassan Salame on Jan. 13 at 9 a.m. Monday.");
        whole("George W. Bush of Corp. Ltd paid $1.2 million, i.e. less than No. 5 did.");
        whole("He greets Sergei Lavrov in Moscow Jan.13, via an agency.");
        whole("Why? he asked… and went.");
        whole("The command welcomes the initiative ... aimed at peace ... and goes on.");
        whole("See www.example.org for more at 00:00.");
    }

    #[test]
    fn sentences_end_with_their_quotes() {
        assert_eq!(
            cut("“Europe is nowhere.” While others quarrelled, it slept."),
            ["“Europe is nowhere.”", "While others quarrelled, it slept."]
        );
        assert_eq!(
            cut("To fight \"terrorists.\" In response, groups rose."),
            ["To fight \"terrorists.\"", "In response, groups rose."]
        );
        assert_eq!(
            cut("Sit down at the \"table. \" Then they left."),
            ["Sit down at the \"table. \"", "Then they left."]
        );
        whole("They called on “all parties to sit down. \"");
        assert_eq!(cut("He left (quietly.) Nobody saw."), ["He left (quietly.)", "Nobody saw."]);
    }

    #[test]
    fn a_missing_blank_and_a_doubtful_stop() {
        assert_eq!(cut("They stopped fighting.The army left."), ["They stopped fighting.", "The army left."]);
        assert_eq!(cut("It fled the U.S. The army stayed."), ["It fled the U.S.", "The army stayed."]);
        assert_eq!(cut("Made in 2011. Then war."), ["Made in 2011.", "Then war."]);
        assert_eq!(cut("هل وقعوا؟ نعم. انتهى."), ["هل وقعوا؟", "نعم.", "انتهى."]);
        assert_eq!(cut("Это 5 км. Он ушёл! Да."), ["Это 5 км.", "Он ушёл!", "Да."]);
    }

    #[test]
    fn a_copied_post_ends_behind_its_date() {
        assert_eq!(
            cut("They led. – Ann Bee (@annbee) January 13, 2020 Amid delay, talks go on."),
            ["They led.", "– Ann Bee (@annbee) January 13, 2020", "Amid delay, talks go on."]
        );
    }
}
