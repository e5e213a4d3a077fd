//! What a tagger sees of a word's spelling: its lowercase form with typographic variants levelled, its ends, and its
//! shape. Must not depend on anything but the tokens of the sentence.

use crate::hash;

/// How a sentence is capitalised. In headlines and in capitals a large letter tells nothing about names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Casing {
    Sentence,
    Headline,
    Capitals,
}

/// The spelling of one token.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Form {
    /// The levelled lowercase form.
    pub(crate) lower: u64,
    /// The levelled form as written.
    pub(crate) exact: u64,
    /// The last one to four characters.
    pub(crate) suffixes: [u64; 4],
    /// The first one to three characters.
    pub(crate) prefixes: [u64; 3],
    /// Letters, capitals and digits in short, together with the casing of the sentence.
    pub(crate) shape: u64,
    /// Begins with a capital letter in a sentence where that tells something.
    pub(crate) capital: bool,
    /// Stands inside quotation marks.
    pub(crate) quoted: bool,
}

/// The forms of a sentence's tokens.
pub(crate) fn forms(tokens: &[&str]) -> Vec<Form> {
    let casing = casing(tokens);
    let mut quoted = false;
    let mut levelled = Vec::new();
    let mut lower = Vec::new();
    tokens
        .iter()
        .map(|token| {
            level(token, &mut levelled);
            write_small(&levelled, &mut lower);
            let mut form = spelling(&levelled, &lower, casing);
            if levelled.as_slice() == ['"'] {
                quoted = opens(token, quoted);
            }
            form.quoted = quoted;
            form
        })
        .collect()
}

/// What a parser sees of a token's spelling.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written {
    /// The levelled lowercase form.
    pub(crate) lower: u64,
    /// Stands inside quotation marks.
    pub(crate) quoted: bool,
}

/// The same as [`forms`] tells of the tokens, without what only taggers look at.
pub(crate) fn written(tokens: &[&str]) -> Vec<Written> {
    let mut quoted = false;
    let (mut levelled, mut lower) = (Vec::new(), Vec::new());
    let mut seen = |token: &&str| {
        level(token, &mut levelled);
        write_small(&levelled, &mut lower);
        if levelled.as_slice() == ['"'] {
            quoted = opens(token, quoted);
        }
        Written { lower: hash::characters(lower.iter().copied()), quoted }
    };
    tokens.iter().map(&mut seen).collect()
}

fn write_small(levelled: &[char], lower: &mut Vec<char>) {
    lower.clear();
    if levelled.iter().all(char::is_ascii) {
        lower.extend(levelled.iter().map(char::to_ascii_lowercase));
    } else {
        lower.extend(levelled.iter().flat_map(|character| character.to_lowercase()));
    }
}

/// Whether we are inside quotation marks after this one. Straight marks say nothing of their side and alternate.
fn opens(mark: &str, inside: bool) -> bool {
    match mark {
        "“" | "``" | "«" | "„" => true,
        "”" | "''" | "»" => false,
        _ => !inside,
    }
}

/// Levels typographic variants: quotation marks, apostrophes, dashes; digits become `0`.
pub(crate) fn level(token: &str, out: &mut Vec<char>) {
    out.clear();
    match token {
        "“" | "”" | "„" | "«" | "»" | "``" | "''" | "\"" => out.push('"'),
        "…" => out.extend(['.', '.', '.']),
        "--" | "---" | "–" | "—" | "―" => out.push('—'),
        _ => out.extend(token.chars().map(|character| match character {
            '’' | '‘' | '`' | 'ʼ' => '\'',
            '‐' | '‑' | '−' => '-',
            digit if digit.is_ascii_digit() => '0',
            other => beyond_latin(other),
        })),
    }
}

/// Levels variants of other scripts: Arabic marks and digits, the letters that Arabic writes with or without their signs.
fn beyond_latin(character: char) -> char {
    match character {
        '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}' => '0',
        '،' => ',',
        '؛' => ';',
        '؟' => '?',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' => 'ي',
        'ё' => 'е',
        'Ё' => 'Е',
        other => other,
    }
}

fn spelling(levelled: &[char], lower: &[char], casing: Casing) -> Form {
    let ends = |count: usize| match lower.len().checked_sub(count) {
        Some(start) if start > 0 => hash::characters(lower.iter().skip(start).copied()),
        _ => 0,
    };
    let (whole, prefixes) = beginnings(lower);
    let exact = match casing {
        Casing::Sentence if levelled == lower => whole,
        Casing::Sentence => hash::characters(levelled.iter().copied()),
        Casing::Headline | Casing::Capitals => 0,
    };
    let first = levelled.first().copied().unwrap_or(' ');
    Form {
        lower: whole,
        exact,
        suffixes: [ends(1), ends(2), ends(3), ends(4)],
        prefixes,
        shape: shape(levelled, casing),
        capital: casing == Casing::Sentence && first.is_uppercase(),
        quoted: false,
    }
}

/// The value of a word, and of its first one to three characters; a shorter word is its own beginning.
fn beginnings(lower: &[char]) -> (u64, [u64; 3]) {
    let mut run = hash::Run::default();
    let mut prefixes = [run.value(); 3];
    for (at, character) in lower.iter().enumerate() {
        run = run.then(*character);
        for prefix in prefixes.iter_mut().skip(at) {
            *prefix = run.value();
        }
    }
    (run.value(), prefixes)
}

/// Runs of the same kind of character count once or, from two on, as two.
fn shape(levelled: &[char], casing: Casing) -> u64 {
    let mut runs = [' '; 12];
    let mut used = 0;
    for character in levelled {
        let kind = match character {
            letter if letter.is_uppercase() => 'X',
            letter if letter.is_alphabetic() => 'x',
            '0' => '0',
            other => *other,
        };
        let twice = used >= 2 && runs.get(used - 1) == Some(&kind) && runs.get(used - 2) == Some(&kind);
        if twice {
            continue;
        }
        let Some(place) = runs.get_mut(used) else { break };
        *place = kind;
        used += 1;
    }
    let casing = match casing {
        Casing::Sentence => 's',
        Casing::Headline => 'h',
        Casing::Capitals => 'c',
    };
    hash::characters(runs.into_iter().chain([casing]))
}

/// Judges a sentence by its longer words; short ones stay small in headlines.
pub(crate) fn casing(tokens: &[&str]) -> Casing {
    let (mut words, mut capital, mut all_capital) = (0, 0, 0);
    for token in tokens {
        let mut characters = token.chars();
        let Some(first) = characters.next().filter(|first| first.is_alphabetic()) else { continue };
        if token.chars().count() < 4 {
            continue;
        }
        words += 1;
        capital += usize::from(first.is_uppercase());
        all_capital += usize::from(!characters.any(char::is_lowercase));
    }
    match () {
        () if words >= 2 && all_capital * 10 >= words * 9 => Casing::Capitals,
        () if words >= 3 && capital * 10 >= words * 8 => Casing::Headline,
        () => Casing::Sentence,
    }
}

#[cfg(test)]
mod tests {
    use super::{Casing, casing, forms};

    #[test]
    fn typographic_variants_look_alike() {
        let plain = forms(&["\"", "Libya", "'s", "army", "\"", "--"]);
        let typographic = forms(&["“", "Libya", "’s", "army", "”", "—"]);
        for (one, other) in plain.iter().zip(&typographic) {
            assert_eq!((one.lower, one.exact, one.quoted), (other.lower, other.exact, other.quoted));
        }
        assert_eq!(plain.iter().map(|form| form.quoted).collect::<Vec<_>>(), [true, true, true, true, false, false]);
    }

    #[test]
    fn casing_is_told_from_long_words() {
        assert_eq!(casing(&["Haftar", "Leaves", "Moscow", "Talks", "without", "a", "Deal"]), Casing::Headline);
        assert_eq!(casing(&["ARMED", "MEN", "ATTACKED", "A", "POLICE", "STATION"]), Casing::Capitals);
        assert_eq!(casing(&["Khalifa", "Haftar", "left", "Moscow", "without", "signing"]), Casing::Sentence);
    }
}
