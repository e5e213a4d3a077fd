//! What the tagger sees at a word: its spelling, its class and traits, those of its neighbours, and the run of capital
//! words that it stands in with what stands before and after that run.

use super::lookup::{Looked, look_up};
use super::{Traits, WordClass, WordClasses};
use crate::form::{Casing, Form, casing};
use crate::hash::Keys;

/// A word as the tagger sees it.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Sight {
    form: Form,
    /// Which word it is, whatever its form.
    word: u64,
    class: WordClass,
    coarse: u64,
    /// Written with a capital, or at a sentence's beginning, or small: what the writing says.
    writing: u64,
    plain: bool,
    run: Run,
    /// Short for the capital words before it, in brackets; or one of the words that such a short form stands for.
    abbreviation: u64,
}

/// A run of capital words: its first, its last.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
struct Run {
    first: usize,
    last: usize,
    /// False where there is none.
    present: bool,
}

impl Sight {
    /// Whether the word needs no judgement: a plain word, written small.
    pub(crate) fn is_plain(&self) -> bool {
        self.plain
    }

    /// Whether a word written so is the same name wherever it stands in the document.
    pub(crate) fn is_memorable(&self) -> bool {
        self.run.present
    }

    pub(crate) fn word(&self) -> u64 {
        self.word
    }

    pub(crate) fn writing(&self) -> u64 {
        self.writing
    }

    pub(crate) fn coarse(&self) -> u64 {
        self.coarse
    }

    pub(crate) fn traits(&self) -> u64 {
        u64::from(self.class.traits.0 & !Traits::PLAIN)
    }

    fn fine(&self) -> u64 {
        u64::from(self.class.fine)
    }
}

/// The sights of a sentence.
pub(crate) fn sights(forms: &[Form], tokens: &[&str], classes: &WordClasses) -> Vec<Sight> {
    let casing = casing(tokens);
    let large = tokens.iter().any(|token| token.chars().next().is_some_and(char::is_uppercase));
    let sight = |(at, (form, token)): (usize, (&Form, &&str))| {
        let Looked { word, class } = look_up(form, token, classes);
        let small = !token.chars().any(char::is_uppercase);
        let style = match casing {
            Casing::Sentence => u64::from(large),
            Casing::Headline => 2,
            Casing::Capitals => 3,
        };
        Sight {
            form: *form,
            word,
            class,
            coarse: u64::from(classes.coarse(class.fine)),
            writing: style << 2 | u64::from(small) << 1 | u64::from(at == 0),
            plain: small && class.traits.has(Traits::PLAIN),
            run: Run::default(),
            abbreviation: 0,
        }
    };
    let mut sights: Vec<Sight> = forms.iter().zip(tokens).enumerate().map(sight).collect();
    mark_runs(&mut sights);
    mark_abbreviations(&mut sights, tokens);
    sights
}

/// Marks "Free Syrian Army (FSA)": a short form in brackets, and the words whose first letters it is made of.
fn mark_abbreviations(sights: &mut [Sight], tokens: &[&str]) {
    for (at, around) in tokens.windows(3).enumerate() {
        let [open, short, close] = around else { continue };
        let letters = short.chars().filter(|letter| letter.is_alphabetic()).count();
        if *open != "(" || *close != ")" || letters < 2 || short.chars().any(char::is_lowercase) {
            continue;
        }
        let before = tokens.get(..at).unwrap_or_default();
        let Some(first) = spelled_out(before, short) else { continue };
        for (place, sight) in sights.iter_mut().enumerate().take(at + 2).skip(first) {
            sight.abbreviation = match place {
                _ if place == at => 0,
                _ if place == at + 1 => 1,
                _ if place == first => 2,
                _ => 3,
            };
        }
    }
}

/// Where the words begin that a short form abbreviates: their first letters, small words passed over, are its own.
fn spelled_out(before: &[&str], short: &str) -> Option<usize> {
    let mut letters = short.chars().filter(|letter| letter.is_alphabetic()).rev().peekable();
    for (at, word) in before.iter().enumerate().rev().take(12) {
        let first = word.chars().next().unwrap_or(' ');
        if letters.peek().is_some_and(|letter| first.to_uppercase().eq(letter.to_uppercase())) {
            letters.next();
        } else if first.is_uppercase() {
            return None;
        }
        if letters.peek().is_none() {
            return first.is_uppercase().then_some(at);
        }
    }
    None
}

/// A word that opens a sentence belongs to a run only if it is no plain word.
fn mark_runs(sights: &mut [Sight]) {
    let capital = |at: usize, sight: &Sight| sight.form.capital && !(at == 0 && sight.class.traits.has(Traits::PLAIN));
    let mut first = 0;
    while first < sights.len() {
        let rest = sights.iter().enumerate().skip(first);
        let count = rest.take_while(|(at, sight)| capital(*at, sight)).count();
        let run = Run { first, last: (first + count).saturating_sub(1), present: count > 0 };
        for sight in sights.iter_mut().skip(first).take(count) {
            sight.run = run;
        }
        first += count.max(1);
    }
}

/// The features of one word.
pub(crate) fn features(keys: &mut Keys, sights: &[Sight], at: usize) {
    let edge = Sight { form: Form { exact: 1, ..Form::default() }, word: 1, ..Sight::default() };
    let sight = |offset: isize| at.checked_add_signed(offset).and_then(|at| sights.get(at)).unwrap_or(&edge);
    let [before, last, here, next, after] = [-2, -1, 0, 1, 2].map(sight);
    keys.restart();
    spelling(keys, here);
    keys.two(here.fine(), here.writing);
    keys.two(here.coarse, here.writing);
    keys.two(here.traits(), here.writing);
    for other in [last, next] {
        keys.one(other.word);
        keys.one(other.fine());
        keys.two(other.word, here.form.shape);
        keys.two(other.fine(), here.writing);
        keys.two(other.coarse, here.coarse);
        keys.two(other.traits(), here.traits());
        keys.two(other.form.shape, here.form.shape);
        keys.two(other.word, here.word);
        keys.two(other.form.suffixes[2], here.form.shape);
    }
    for other in [before, after] {
        keys.one(other.word);
        keys.two(other.coarse, here.form.shape);
        keys.two(other.traits(), here.traits());
    }
    keys.two(last.word, next.word);
    keys.three(last.coarse, here.coarse, next.coarse);
    keys.three(last.form.shape, here.form.shape, next.form.shape);
    keys.three(last.word, before.word, here.form.shape);
    keys.three(next.word, after.word, here.form.shape);
    keys.two(u64::from(here.form.quoted), here.form.shape);
    keys.two(here.abbreviation, u64::from(here.form.capital));
    run(keys, sights, here, at, &edge);
}

/// The features by which the guidelines that this tagger follows differ from those of other data that it learned from.
pub(crate) fn own_features(keys: &mut Keys, sights: &[Sight], at: usize) {
    let Some(here) = sights.get(at) else { return };
    let run = here.run;
    let last = sights.get(run.last).filter(|_| run.present).unwrap_or(here);
    let before = at.checked_sub(1).and_then(|at| sights.get(at)).map_or(1, |sight| sight.word);
    keys.start_from(80);
    keys.one(here.writing);
    keys.one(here.word);
    keys.two(here.coarse, here.writing);
    keys.one(here.fine());
    keys.one(here.traits());
    keys.two(here.form.shape, before);
    keys.two(last.traits(), last.coarse);
    keys.two((run.last - run.first).min(4) as u64, (at.wrapping_sub(run.first)).min(3) as u64);
}

fn spelling(keys: &mut Keys, here: &Sight) {
    keys.one(here.writing);
    keys.one(here.word);
    keys.two(here.form.exact, here.writing);
    here.form.suffixes.iter().skip(1).for_each(|suffix| keys.two(*suffix, u64::from(here.form.capital)));
    here.form.prefixes.iter().skip(1).for_each(|prefix| keys.two(*prefix, u64::from(here.form.capital)));
    keys.two(here.form.shape, here.writing);
    keys.two(here.form.suffixes[2], here.form.shape);
}

/// What the capital words around, first and last, and what stands beside them, say of all of them.
fn run(keys: &mut Keys, sights: &[Sight], here: &Sight, at: usize, edge: &Sight) {
    let run = here.run;
    if !run.present {
        return;
    }
    let sight = |at: Option<usize>| at.and_then(|at| sights.get(at)).unwrap_or(edge);
    let (first, last) = (sight(Some(run.first)), sight(Some(run.last)));
    let (before, after) = (sight(run.first.checked_sub(1)), sight(run.last.checked_add(1)));
    let length = (run.last - run.first).min(4) as u64;
    let place = ((at - run.first).min(2) as u64) << 4 | ((run.last - at).min(2) as u64);
    keys.two(length, place);
    for (word, far) in [(last, at != run.last), (first, at != run.first)] {
        let side = u64::from(far);
        keys.two(word.word, side);
        keys.two(word.fine(), side);
        keys.two(word.traits(), side << 8 | place);
        keys.two(word.form.suffixes[2], side);
    }
    for beside in [before, after] {
        keys.two(beside.word, length);
        keys.two(beside.fine(), length);
        keys.two(beside.coarse, here.traits());
        keys.two(beside.word, here.traits());
    }
    keys.two(first.traits(), last.traits());
    keys.two(first.coarse, last.coarse);
    keys.three(before.coarse, after.coarse, length);
}

#[cfg(test)]
mod tests {
    use super::spelled_out;

    #[test]
    fn a_short_form_leads_back_to_the_words_that_it_is_made_of() {
        let at = |text: &str, short: &str| spelled_out(&text.split(' ').collect::<Vec<_>>(), short);
        assert_eq!(at("with the Free Syrian Army", "FSA"), Some(2));
        assert_eq!(at("the Ministry of Public Works", "MPW"), Some(1));
        assert_eq!(at("the Free Syrian Army", "ISIL"), None);
        assert_eq!(at("we saw an army", "FSA"), None);
    }
}
