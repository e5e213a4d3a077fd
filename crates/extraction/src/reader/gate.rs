//! Which sentences are worth a parse: those with words that may name an act or harm, or that may tell who speaks. Names
//! alone are no reason.

use crate::lexicon::{Constraint, Lexicon};
use grammar::Word;

/// Whether a tagged sentence is to be parsed. `forms` are its words as written.
pub(super) fn opens(words: &[Word], forms: &[&str], lexicon: &Lexicon, quoted: bool) -> bool {
    if quoted {
        return true;
    }
    let lemmas: Vec<String> = words.iter().map(|word| word.lemma.to_lowercase()).collect();
    let lower: Vec<String> = forms.iter().map(|form| form.to_lowercase()).collect();
    lemmas.iter().any(|lemma| is_telling(lemma, lexicon) || may_act(lemma, &lemmas, &lower, lexicon))
}

fn is_telling(lemma: &str, lexicon: &Lexicon) -> bool {
    lexicon.harms(lemma).next().is_some()
        || lexicon.is("say", lemma)
        || lexicon.is("tell", lemma)
        || lexicon.is("talkto", lemma)
        || lemma == "accord"
        || lexicon.is("hearsay_adverb", lemma)
        || lexicon.cues(lemma).next().is_some()
        || lemma.ends_with("backed")
        || lemma.ends_with("sponsored")
        || lemma.ends_with("brokered")
}

/// Whether a pattern of the lemma finds all its words in the sentence, wherever they stand: "take" alone is nothing.
fn may_act(lemma: &str, lemmas: &[String], lower: &[String], lexicon: &Lexicon) -> bool {
    let present = |word: &String| word.starts_with('@') || lemmas.contains(word) || lower.contains(word);
    let may_hold = |constraint: &Constraint| {
        constraint.negated || constraint.words.is_empty() || constraint.words.iter().any(present)
    };
    lexicon.triggers(lemma).any(|trigger| trigger.pattern.constraints.iter().all(may_hold))
}
