//! Which sentences are worth a parse: those with words that may name an act or harm, or that may tell who speaks. Names
//! alone are no reason.

use crate::lexicon::{Constraint, Lexicon};
use grammar::Word;
use std::borrow::Cow;

/// Whether a tagged sentence is to be parsed. `forms` are its words as written.
pub(super) fn opens(words: &[Word], forms: &[&str], lexicon: &Lexicon, quoted: bool) -> bool {
    if quoted {
        return true;
    }
    let lemmas: Vec<Cow<'_, str>> = words.iter().map(|word| small(&word.lemma)).collect();
    if lemmas.iter().any(|lemma| is_telling(lemma, lexicon)) {
        return true;
    }
    // Most words head no pattern: only where one does are the written forms asked for.
    let heads = lemmas.iter().filter(|lemma| lexicon.triggers(lemma).next().is_some());
    let mut heads = heads.peekable();
    if heads.peek().is_none() {
        return false;
    }
    let lower: Vec<Cow<'_, str>> = forms.iter().map(|form| small(form)).collect();
    heads.any(|lemma| may_act(lemma, &lemmas, &lower, lexicon))
}

/// A word in lower case; borrowed where it is written so.
fn small(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

fn is_telling(lemma: &str, lexicon: &Lexicon) -> bool {
    lexicon.names_harm(lemma)
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
fn may_act(lemma: &str, lemmas: &[Cow<'_, str>], lower: &[Cow<'_, str>], lexicon: &Lexicon) -> bool {
    let among = |words: &[Cow<'_, str>], word: &str| words.iter().any(|held| held == word);
    let present = |word: &String| word.starts_with('@') || among(lemmas, word) || among(lower, word);
    let may_hold = |constraint: &Constraint| {
        constraint.negated || constraint.words.is_empty() || constraint.words.iter().any(present)
    };
    lexicon.triggers(lemma).any(|trigger| trigger.pattern.constraints.iter().all(may_hold))
}
