//! Telegrams in capitals and titles in large letters, written as in running prose, so that every later step sees names
//! and words apart. A word of the treebanks is written as they most often write it; of the others the lexicon and their
//! endings tell words from names. Changes letters only, never the number of tokens.

use crate::lexicon::Lexicon;
use grammar::{Analyzer, Tag, Upos};

/// The tokens as prose would write them; `None` where the sentence is prose already.
pub(super) fn prose(forms: &[&str], lexicon: &Lexicon, analyzer: &Analyzer) -> Option<Vec<String>> {
    let capitals = is_large(forms)?;
    let mut written: Vec<String> = Vec::with_capacity(forms.len());
    for (at, form) in forms.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| forms.get(before)).copied().unwrap_or_default();
        let small = form.to_lowercase();
        written.push(match () {
            () if !form.chars().any(char::is_alphabetic) => (*form).to_owned(),
            () if !capitals && !form.chars().any(char::is_lowercase) => (*form).to_owned(),
            () if is_word(&small, before, lexicon, analyzer) => small,
            // Few letters that no treebank holds are an abbreviation.
            () if capitals && analyzer.habit(form).is_none() && form.chars().count() <= 4 => (*form).to_owned(),
            () => capital(&small),
        });
    }
    titles(&mut written, lexicon);
    if let Some(first) = written.iter_mut().find(|form| form.starts_with(char::is_alphabetic)) {
        *first = capital_first(first);
    }
    Some(written)
}

/// Whether all (`true`) or most longer words (`false`) are large; `None` for prose.
fn is_large(forms: &[&str]) -> Option<bool> {
    let (mut words, mut large, mut whole) = (0, 0, 0);
    for form in forms {
        let letters = form.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 2 || !form.starts_with(char::is_alphabetic) {
            continue;
        }
        let all = !form.chars().any(char::is_lowercase);
        whole += usize::from(all) * letters;
        if letters >= 4 {
            words += 1;
            large += usize::from(form.starts_with(char::is_uppercase));
        }
    }
    let letters: usize = forms.iter().flat_map(|form| form.chars()).filter(|c| c.is_alphabetic()).count();
    match () {
        () if words >= 2 && whole * 10 >= letters * 8 => Some(true),
        () if words >= 4 && large * 10 >= words * 9 => Some(false),
        () => None,
    }
}

/// Whether a small form is a common word and no name.
fn is_word(small: &str, before: &str, lexicon: &Lexicon, analyzer: &Analyzer) -> bool {
    if let Some((upos, tag)) = analyzer.habit(small) {
        return upos != Upos::Propn && !matches!(tag, Tag::Fw) && small != "i";
    }
    let known = [(Upos::Noun, Tag::Nns), (Upos::Verb, Tag::Vbd), (Upos::Verb, Tag::Vbz), (Upos::Verb, Tag::Vbg)];
    let lemmas = known.map(|(upos, tag)| analyzer.lemma(small, upos, tag));
    if lexicon.holds(small) || lemmas.iter().any(|lemma| lemma != small && lexicon.holds(lemma)) {
        return true;
    }
    let ends = [
        "ed", "ing", "ly", "tion", "tions", "ment", "ments", "ness", "ists", "ers", "ity", "ies", "able", "ized",
        "ous", "ful", "less", "ive", "ible", "ism", "ship", "ships", "tic", "gic", "fic", "phic", "ical", "ional",
    ];
    let counted =
        before.chars().all(|c| c.is_ascii_digit()) && !before.is_empty() || crate::numbers::value(before).is_some();
    small.len() > 5 && ends.iter().any(|end| small.ends_with(end)) || counted && small.ends_with('s')
}

/// "judge Carlos Ruiz": a title before a name is written large.
fn titles(written: &mut [String], lexicon: &Lexicon) {
    for at in 0..written.len() {
        let name = written.get(at + 1).is_some_and(|next| next.starts_with(char::is_uppercase) && next.len() > 1);
        if let Some(form) = written.get_mut(at).filter(|form| name && lexicon.is("title", form)) {
            *form = capital_first(form);
        }
    }
}

/// Each part of a hyphenated name with a large letter.
fn capital(small: &str) -> String {
    small.split('-').map(capital_first).collect::<Vec<_>>().join("-")
}

fn capital_first(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Option<String> {
        let forms: Vec<&str> = text.split(' ').collect();
        prose(&forms, &Lexicon::english(), &Analyzer::english()).map(|forms| forms.join(" "))
    }

    #[test]
    fn telegrams_and_titles_read_as_prose() {
        assert_eq!(
            written("FIVE PEASANTS WERE MURDERED BY GUNMEN NEAR TARNA ON SUNDAY .").as_deref(),
            Some("Five peasants were murdered by gunmen near Tarna on Sunday .")
        );
        assert_eq!(
            written("Rebels Attack Army Base After Talks Collapse").as_deref(),
            Some("Rebels attack army base after talks collapse")
        );
        assert_eq!(written("Rebels attacked the base of Tarn on Sunday ."), None);
    }
}
