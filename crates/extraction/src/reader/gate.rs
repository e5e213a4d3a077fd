//! Which sentences are worth a parse: those with a word that may name an act or harm, or that may tell who speaks.

use crate::lexicon::Lexicon;
use grammar::Word;

/// Whether a tagged sentence is to be parsed.
pub(super) fn opens(words: &[Word], lexicon: &Lexicon, quoted: bool) -> bool {
    quoted || words.iter().any(|word| is_telling(&word.lemma.to_lowercase(), lexicon))
}

fn is_telling(lemma: &str, lexicon: &Lexicon) -> bool {
    lexicon.knows(lemma)
        || lexicon.is("say", lemma)
        || lexicon.is("tell", lemma)
        || lexicon.is("talkto", lemma)
        || lemma.ends_with("backed")
        || lemma.ends_with("sponsored")
        || lemma.ends_with("brokered")
}
