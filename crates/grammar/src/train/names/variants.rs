//! Variants of sentences that the data have too few of: wire text in capitals, text all small.

use super::NamedSentence;

/// The sentences, some followed by a variant.
pub(super) fn with_variants(data: &[NamedSentence]) -> Vec<NamedSentence> {
    let mut all = Vec::new();
    for (number, sentence) in data.iter().enumerate() {
        all.push(sentence.clone());
        match number % 10 {
            3 => all.push(respelled(sentence, |token| token.to_uppercase())),
            8 => all.push(respelled(sentence, |token| token.to_lowercase())),
            _ => {}
        }
    }
    all
}

fn respelled(sentence: &NamedSentence, spell: impl Fn(&str) -> String) -> NamedSentence {
    NamedSentence { tokens: sentence.tokens.iter().map(|token| spell(token)).collect(), ..sentence.clone() }
}
