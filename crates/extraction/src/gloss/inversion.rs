//! Pronouns that French writes onto the end of the verb that they are the subject of: "a-t-il déclaré", "dit-elle",
//! "a-t-on appris". Each becomes a word of its own, with its own place in the text.

use super::Spotted;
use model::Span;

/// The pronouns that are written so; "rendez-vous" is a noun.
const PRONOUNS: [&str; 6] = ["il", "elle", "on", "ils", "elles", "je"];

/// The tokens with such pronouns apart.
pub(super) fn split(tokens: &[(&str, Span)], names: &[Spotted]) -> Vec<(String, Span)> {
    let mut pieces = Vec::with_capacity(tokens.len());
    for (word, span) in tokens {
        let named = names.iter().any(|name| name.span.overlaps(*span));
        match parted(word, *span).filter(|_| !named) {
            Some(parts) => pieces.extend(parts),
            None => pieces.push(((*word).to_owned(), *span)),
        }
    }
    pieces
}

/// The pronoun in such a piece, as the table holds it: "il" of "-t-il".
pub(super) fn pronoun(piece: &str) -> Option<&str> {
    let bare = piece.strip_prefix("-t-").or_else(|| piece.strip_prefix('-'))?;
    PRONOUNS.contains(&bare).then_some(bare)
}

fn parted(word: &str, span: Span) -> Option<[(String, Span); 2]> {
    let (verb, _) = word.rsplit_once('-').filter(|(_, pronoun)| PRONOUNS.contains(pronoun))?;
    let verb = verb.strip_suffix("-t").unwrap_or(verb);
    // "Kim Jong-il" is nobody's verb.
    let plain = verb.starts_with(char::is_lowercase) && verb.chars().all(char::is_alphabetic);
    let whole = word.chars().count() == span.end() - span.start();
    let written = word.strip_prefix(verb)?;
    // The place is the pronoun's own; the grammar knows it with its hyphens.
    let letters = pronoun(written)?.chars().count();
    let first = Span::new(span.start(), span.start() + verb.chars().count());
    let second = Span::new(span.end().saturating_sub(letters), span.end());
    let (first, second) = first.zip(second).filter(|_| plain && whole)?;
    Some([(verb.to_owned(), first), (written.to_owned(), second)])
}

#[cfg(test)]
mod tests {
    use super::split;
    use model::Span;

    fn pieces(word: &str) -> Vec<String> {
        let span = Span::new(4, 4 + word.chars().count()).unwrap();
        split(&[(word, span)], &[]).into_iter().map(|(piece, _)| piece).collect()
    }

    #[test]
    fn a_pronoun_behind_its_verb_is_a_word() {
        assert_eq!(pieces("a-t-il"), ["a", "-t-il"]);
        assert_eq!(pieces("dit-elle"), ["dit", "-elle"]);
    }

    #[test]
    fn nouns_and_names_stay_whole() {
        assert_eq!(pieces("rendez-vous"), ["rendez-vous"]);
        assert_eq!(pieces("Jong-il"), ["Jong-il"]);
        assert_eq!(pieces("celle-ci"), ["celle-ci"]);
    }
}
