//! A phrase of time cut into words, numbers, clock times and dates written in figures.

use super::atom::Atom;
use crate::gazetteer::key;

/// A word, or what figures say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    /// A word by its key; `joined` where a hyphen ties it to what stands before.
    Word {
        key: String,
        joined: bool,
    },
    Atom(Atom),
}

/// Cuts a phrase.
pub(crate) fn scan(phrase: &str) -> Vec<Token> {
    let letters: Vec<char> = phrase.chars().map(plain_digit).collect();
    let mut tokens = Vec::new();
    let mut rest = letters.as_slice();
    let mut joined = false;
    while let Some(first) = rest.first() {
        let length = if first.is_ascii_digit() {
            figures(rest, &mut tokens)
        } else if first.is_alphabetic() {
            word(rest, joined, &mut tokens)
        } else {
            if matches!(first, '–' | '—') {
                tokens.push(Token::Atom(Atom::Dash));
            }
            joined = *first == '-';
            rest = rest.get(1..).unwrap_or_default();
            continue;
        };
        joined = false;
        rest = rest.get(length.max(1)..).unwrap_or_default();
    }
    tokens
}

/// Arabic-Indic digits as ASCII ones.
fn plain_digit(letter: char) -> char {
    let offset = match letter {
        '٠'..='٩' => letter as u32 - '٠' as u32,
        '۰'..='۹' => letter as u32 - '۰' as u32,
        _ => return letter,
    };
    char::from_digit(offset, 10).unwrap_or(letter)
}

/// A word with the apostrophes inside it; elided articles ("l'", "d'") stand alone.
fn word(rest: &[char], joined: bool, tokens: &mut Vec<Token>) -> usize {
    let inside = |letter: &char| letter.is_alphabetic() || is_mark(*letter) || matches!(letter, '\'' | '’' | 'ʼ');
    let length = rest.iter().take_while(|letter| inside(letter)).count();
    let text: String = rest.iter().take(length).collect();
    let (bare, _) = text.split_once("'s").or_else(|| text.split_once("’s")).unwrap_or((&text, ""));
    let elided = bare.char_indices().nth(1).filter(|(_, letter)| matches!(letter, '\'' | '’')).map(|(at, _)| at);
    let bare = elided.and_then(|at| bare.get(at..)).unwrap_or(bare);
    tokens.push(Token::Word { key: key(bare), joined });
    length
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}' | 'ـ')
}

/// Figures with what ties them: "12/01/2020", "19:30", "19h30", "3-5", "2014-2015", "1990s", "12th", "7pm".
fn figures(rest: &[char], tokens: &mut Vec<Token>) -> usize {
    let mut length = 0;
    let mut parts: Vec<String> = vec![String::new()];
    let mut ties: Vec<char> = Vec::new();
    while let Some(letter) = rest.get(length) {
        let follows = rest.get(length + 1).is_some_and(char::is_ascii_digit);
        match letter {
            digit if digit.is_ascii_digit() => parts.last_mut().map(|part| part.push(*digit)).unwrap_or_default(),
            '/' | '.' | ':' | 'h' | '-' | '–' if follows => {
                ties.push(if *letter == '–' { '-' } else { *letter });
                parts.push(String::new());
            }
            _ => break,
        }
        length += 1;
    }
    let numbers: Vec<(i64, u8)> = parts.iter().map(|part| number(part)).collect();
    let tail: String = rest.iter().skip(length).take_while(|letter| letter.is_alphabetic()).collect();
    let taken = if ties.is_empty() { suffix(&tail, numbers.first(), tokens) } else { None };
    if let Some(taken) = taken {
        return length + taken;
    }
    tied(&numbers, &ties, tokens);
    length
}

/// A number of at most nine digits; longer ones count as none.
fn number(digits: &str) -> (i64, u8) {
    let value = if digits.len() > 9 { -1 } else { digits.parse().unwrap_or(-1) };
    (value, u8::try_from(digits.len()).unwrap_or(u8::MAX))
}

/// What letters at the end of a number say; the number of letters taken.
fn suffix(tail: &str, number: Option<&(i64, u8)>, tokens: &mut Vec<Token>) -> Option<usize> {
    let (value, digits) = *number?;
    let mut push = |atom| tokens.push(Token::Atom(atom));
    match tail {
        "s" if digits == 4 => push(Atom::Decade(value)),
        "st" | "nd" | "rd" | "th" | "er" | "го" => push(Atom::Number { value, digits, ordinal: true }),
        "h" => push(clock(value, 0).unwrap_or(Atom::Other)),
        "pm" | "am" | "PM" | "AM" => {
            push(Atom::Number { value, digits, ordinal: false });
            push(if tail.eq_ignore_ascii_case("pm") { Atom::Pm } else { Atom::Am });
        }
        _ => return None,
    }
    Some(tail.chars().count())
}

fn tied(numbers: &[(i64, u8)], ties: &[char], tokens: &mut Vec<Token>) {
    let plain = |(value, digits): (i64, u8)| Token::Atom(Atom::Number { value, digits, ordinal: false });
    match (numbers, ties) {
        ([(year, 4), (month, _), (day, _)], ['-' | '/' | '.', ..]) => {
            tokens.push(Token::Atom(Atom::Iso(*year, *month, *day)));
        }
        ([(day, _), (month, _), (year, digits)], ['.', ..]) => {
            tokens.push(Token::Atom(Atom::Iso(century(*year, *digits), *month, *day)));
        }
        ([(one, _), (other, _), (year, digits)], ['-' | '/', ..]) => {
            tokens.push(Token::Atom(Atom::Slashed(*one, *other, century(*year, *digits))));
        }
        ([(hour, _), (minute, 2), ..], [':' | 'h' | '.', ..]) => {
            tokens.push(Token::Atom(clock(*hour, *minute).unwrap_or(Atom::Other)));
        }
        ([from, to], ['-']) => tokens.extend([plain(*from), Token::Atom(Atom::Dash), plain(*to)]),
        _ => tokens.extend(numbers.iter().map(|number| plain(*number))),
    }
}

/// A year of two figures is one of this century: nothing here reports on the last one so briefly.
fn century(year: i64, digits: u8) -> i64 {
    if digits == 2 { year + 2000 } else { year }
}

fn clock(hour: i64, minute: i64) -> Option<Atom> {
    let fits = (0..=24).contains(&hour) && (0..=59).contains(&minute) && (hour < 24 || minute == 0);
    fits.then_some(Atom::Clock(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?))
}
