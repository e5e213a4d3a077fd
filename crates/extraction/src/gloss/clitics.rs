//! What Arabic writes onto words: conjunctions and prepositions before them, pronouns behind. Each becomes a word of its own,
//! with its own place in the text. And names in Latin letters, so that a large one tells them.

use super::table::level;
use super::{Glossed, Spotted};
use model::Span;

/// Pronouns written onto the end of a word, the longest first.
const PRONOUNS: [&str; 5] = ["هما", "ها", "هم", "نا", "ه"];

/// The tokens with conjunctions, prepositions and pronouns apart that are written onto them.
pub(super) fn split(glossed: &Glossed, tokens: &[(&str, Span)], names: &[Spotted]) -> Vec<(String, Span)> {
    let mut pieces = Vec::with_capacity(tokens.len());
    for (word, span) in tokens {
        let letters: Vec<char> = word.chars().collect();
        let named = names.iter().find(|name| name.span.overlaps(*span));
        match named {
            Some(name) if name.span.start() <= span.start() => pieces.push(((*word).to_owned(), *span)),
            Some(name) => {
                let inside = name.span.start() - span.start();
                // The article's own letter is lost between two "ل".
                if word.starts_with("لل") && inside == 2 {
                    push(&mut pieces, "ل".to_owned(), *span, 0, 2);
                } else {
                    for (place, letter) in letters.iter().enumerate().take(inside) {
                        push(&mut pieces, letter.to_string(), *span, place, place + 1);
                    }
                }
                push(&mut pieces, text(&letters, inside, letters.len()), *span, inside, letters.len());
            }
            None => part(glossed, &letters, *span, &mut pieces),
        }
    }
    pieces
}

fn text(letters: &[char], from: usize, to: usize) -> String {
    letters.get(from..to).unwrap_or_default().iter().collect()
}

fn push(pieces: &mut Vec<(String, Span)>, word: String, whole: Span, from: usize, to: usize) {
    if let Some(span) = Span::new(whole.start() + from, whole.start() + to).filter(|_| from < to) {
        pieces.push((word, span));
    }
}

/// Whether the table or the treebank has a word as it stands.
fn known(glossed: &Glossed, word: &str) -> bool {
    word.chars().count() > 1 && (glossed.table.holds(&level(word)) || glossed.analyzer.habit(word).is_some())
}

/// As [`known`], or so without a pronoun at its end.
fn recognised(glossed: &Glossed, word: &str) -> bool {
    known(glossed, word) || without_pronoun(glossed, word).is_some()
}

/// A word that is known without the pronoun written onto its end, and how many letters that has.
fn without_pronoun(glossed: &Glossed, word: &str) -> Option<(String, usize)> {
    PRONOUNS.iter().find_map(|pronoun| {
        let stem = word.strip_suffix(pronoun).filter(|stem| stem.chars().count() >= 3)?;
        let closed = stem.strip_suffix('ت').map(|stem| format!("{stem}ة"));
        let bare = || known(glossed, stem).then(|| stem.to_owned());
        let stem = closed.filter(|stem| known(glossed, stem)).or_else(bare)?;
        Some((stem, pronoun.chars().count()))
    })
}

/// "و5", "الـ24": letters written onto figures; the article says nothing there.
fn before_figures(letters: &[char], span: Span, pieces: &mut Vec<(String, Span)>) -> bool {
    let count = letters.iter().take_while(|letter| !letter.is_numeric()).count();
    if count == 0
        || count > 4
        || !letters.iter().skip(count).all(|letter| letter.is_numeric())
        || count == letters.len()
    {
        return false;
    }
    let onto: String = letters.iter().take(count).filter(|letter| **letter != 'ـ').collect();
    let bare = onto.strip_suffix("ال").or_else(|| onto.strip_suffix("لل").map(|_| "ل")).unwrap_or(&onto);
    if !bare.chars().enumerate().all(|(at, letter)| is_clitic(letter, at == 0)) {
        return false;
    }
    let small = bare.chars().count();
    (0..small).for_each(|at| push(pieces, text(letters, at, at + 1), span, at, at + 1));
    push(pieces, text(letters, count, letters.len()), span, small, letters.len());
    true
}

fn part(glossed: &Glossed, letters: &[char], span: Span, pieces: &mut Vec<(String, Span)>) {
    if before_figures(letters, span, pieces) {
        return;
    }
    let mut from = 0;
    let mut conjunction = true;
    while letters.len() - from > 2 {
        let rest = text(letters, from, letters.len());
        let Some(first) = letters.get(from).copied().filter(|first| is_clitic(*first, conjunction)) else { break };
        let behind = text(letters, from + 1, letters.len());
        let whole = known(glossed, &rest) && !behind.starts_with("ال");
        let opens = behind.starts_with("ال") && behind.chars().count() > 4 || behind.starts_with('ل') && first == 'ل';
        let follows = opens || recognised(glossed, &behind) || opens_known(glossed, &behind, first);
        let always =
            matches!(first, 'و') && from == 0 && !whole && behind.chars().count() >= 3 && !is_first_form(&rest);
        if whole || !(follows || always) {
            break;
        }
        push(pieces, first.to_string(), span, from, from + 1);
        from += 1;
        conjunction = matches!(first, 'و' | 'ف') && conjunction;
        if first == 'ل' && behind.starts_with('ل') {
            let word = format!("ا{behind}");
            push(pieces, word, span, from, letters.len());
            return;
        }
    }
    tail(glossed, letters, from, span, pieces);
}

/// "واسعة", "واضح": participles of verbs that begin with the letter of "and".
fn is_first_form(word: &str) -> bool {
    let stem = word.strip_suffix('ة').unwrap_or(word);
    stem.starts_with("وا") && stem.chars().count() == 4
}

fn is_clitic(letter: char, conjunction: bool) -> bool {
    matches!(letter, 'ب' | 'ل' | 'ك') || conjunction && matches!(letter, 'و' | 'ف')
}

/// "وبالقصف", "وسيلتزم": what follows a conjunction may itself open with a preposition or the mark of the future.
fn opens_known(glossed: &Glossed, behind: &str, first: char) -> bool {
    let mut letters = behind.chars();
    let next = letters.next();
    let rest = letters.as_str();
    matches!(first, 'و' | 'ف')
        && next.is_some_and(|next| is_clitic(next, false) || next == 'س' && rest.starts_with(['ي', 'ت', 'ن']))
        && (rest.starts_with("ال") || recognised(glossed, rest))
}

fn tail(glossed: &Glossed, letters: &[char], from: usize, span: Span, pieces: &mut Vec<(String, Span)>) {
    let word = text(letters, from, letters.len());
    let pronoun = without_pronoun(glossed, &word);
    match pronoun.filter(|_| glossed.analyzer.habit(&word).is_none() && !word.starts_with("ال")) {
        Some((stem, length)) => {
            let cut = letters.len() - length;
            push(pieces, stem, span, from, cut);
            push(pieces, text(letters, cut, letters.len()), span, cut, letters.len());
        }
        None => push(pieces, word, span, from, letters.len()),
    }
}

/// A name in Latin letters, the first one large: what tells a name in a script without large letters.
pub(super) fn transliterated(word: &str) -> String {
    let latin: String = word.strip_prefix("ال").unwrap_or(word).chars().filter_map(latin).collect();
    let mut letters = latin.chars();
    letters.next().map_or_else(|| word.to_owned(), |first| first.to_uppercase().chain(letters).collect())
}

fn latin(arabic: char) -> Option<&'static str> {
    Some(match arabic {
        'ا' | 'أ' | 'إ' | 'آ' | 'ٱ' | 'ة' | 'ى' => "a",
        'ب' => "b",
        'ت' | 'ط' => "t",
        'ث' => "th",
        'ج' => "j",
        'ح' | 'ه' => "h",
        'خ' => "kh",
        'د' | 'ض' => "d",
        'ذ' => "dh",
        'ر' => "r",
        'ز' | 'ظ' => "z",
        'س' | 'ص' => "s",
        'ش' => "sh",
        'غ' => "gh",
        'ف' => "f",
        'ق' => "q",
        'ك' => "k",
        'ل' => "l",
        'م' => "m",
        'ن' => "n",
        'و' | 'ؤ' => "w",
        'ي' | 'ئ' => "y",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::transliterated;

    #[test]
    fn names_are_told_by_a_large_letter() {
        assert_eq!(transliterated("الغرياني"), "Ghryany");
        assert_eq!(transliterated("سالم"), "Salm");
    }
}
