//! Names of bodies in telegrams: "the national liberation front [NLF]" is a name, since an acronym stands for it, and is one
//! in every sentence of the report. Writes letters large; decides nothing else.

use crate::lexicon::Lexicon;

/// How many words a spelt-out name may have.
const LONGEST: usize = 9;

/// Small words inside of names.
const LINKS: [&str; 10] = ["of", "for", "the", "and", "in", "de", "del", "la", "el", "y"];

/// Writes the spelt-out names large wherever they stand.
pub(super) fn spell_out(sentences: &mut [&mut Vec<String>], lexicon: &Lexicon) {
    let names: Vec<Vec<String>> = sentences.iter().flat_map(|words| spelt_out(words, lexicon)).collect();
    for words in sentences.iter_mut() {
        for name in &names {
            let found: Vec<usize> =
                words.windows(name.len()).enumerate().filter(|(_, run)| same(run, name)).map(|(at, _)| at).collect();
            for first in found {
                words.iter_mut().skip(first).take(name.len()).for_each(enlarge);
            }
        }
    }
}

fn same(run: &[String], name: &[String]) -> bool {
    run.iter().zip(name).all(|(word, small)| word.to_lowercase() == *small)
}

fn enlarge(word: &mut String) {
    let mut letters = word.chars();
    if let Some(first) = letters.next().filter(|_| !LINKS.contains(&word.as_str())) {
        *word = first.to_uppercase().chain(letters).collect();
    }
}

/// The names that an acronym stands beside, in small letters.
fn spelt_out(words: &[String], lexicon: &Lexicon) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| is_acronym(word)) {
        let bracketed = at.checked_sub(1).and_then(|open| words.get(open)).is_some_and(|open| opens(open))
            && words.get(at + 1).is_some_and(|close| closes(close));
        let run = if bracketed { before(words, at - 1) } else { inside(words, at + 1) };
        let small: Vec<String> = run.iter().map(|word| word.to_lowercase()).collect();
        found.extend(Some(small).filter(|name| stands_for(name, word, lexicon)));
    }
    found
}

fn opens(word: &str) -> bool {
    matches!(word, "[" | "(")
}

fn closes(word: &str) -> bool {
    matches!(word, "]" | ")")
}

fn is_acronym(word: &str) -> bool {
    (2..=7).contains(&word.chars().count()) && word.chars().all(|c| c.is_uppercase() || c == '-')
}

fn is_plain(word: &str) -> bool {
    word.starts_with(char::is_alphabetic)
}

/// The words before a bracket, back to an article or a mark.
fn before(words: &[String], end: usize) -> &[String] {
    let start = (end.saturating_sub(LONGEST)..end)
        .rev()
        .take_while(|at| {
            words.get(*at).is_some_and(|word| is_plain(word) && !matches!(word.as_str(), "the" | "a" | "an"))
        })
        .last();
    start.and_then(|start| words.get(start..end)).unwrap_or_default()
}

/// The words of a bracket that opens here.
fn inside(words: &[String], open: usize) -> &[String] {
    if !words.get(open).is_some_and(|word| opens(word)) {
        return &[];
    }
    let end = (open + 1..words.len()).take(LONGEST + 1).find(|at| words.get(*at).is_some_and(|word| closes(word)));
    end.and_then(|end| words.get(open + 1..end)).filter(|run| run.iter().all(|word| is_plain(word))).unwrap_or_default()
}

/// Whether a run of words names a body, and half of the acronym's letters begin its words: many acronyms are made in
/// another language than their name is told in.
fn stands_for(name: &[String], acronym: &str, lexicon: &Lexicon) -> bool {
    let mut initials: Vec<char> = name.iter().filter_map(|word| word.chars().next()).collect();
    let letters: Vec<char> = acronym.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let mut shared = 0;
    for letter in &letters {
        if let Some(place) = initials.iter().position(|initial| initial == letter) {
            initials.swap_remove(place);
            shared += 1;
        }
    }
    name.len() > 1 && name.iter().any(|word| lexicon.is("orgword", word)) && shared * 2 >= letters.len()
}

#[cfg(test)]
mod tests {
    use super::spell_out;
    use crate::lexicon::Lexicon;

    #[test]
    fn a_name_that_an_acronym_stands_for_is_a_name_everywhere() {
        let mut first: Vec<String> =
            "Men of the tarn national liberation front [ NLFT ] attacked".split(' ').map(str::to_owned).collect();
        let mut second: Vec<String> = "A national liberation front may be many".split(' ').map(str::to_owned).collect();
        let mut third: Vec<String> =
            "Members of tarn national liberation front left".split(' ').map(str::to_owned).collect();
        spell_out(&mut [&mut first, &mut second, &mut third], &Lexicon::english());
        assert_eq!(first.join(" "), "Men of the Tarn National Liberation Front [ NLFT ] attacked");
        assert_eq!(second.join(" "), "A national liberation front may be many");
        assert_eq!(third.join(" "), "Members of Tarn National Liberation Front left");
    }
}
