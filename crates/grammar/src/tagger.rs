//! Tags from left to right, greedily, with an averaged perceptron (Collins 2002). A class is a pair of universal and
//! fine tag, so that both always agree.

use crate::form::Form;
use crate::hash::Keys;
use crate::names::WordClasses;
use crate::weights::{CLASSES, Cell, Scorer, Weights};
use crate::{Tag, Upos};

/// What a class stands for.
pub(crate) type Class = (Upos, Tag);

/// A learned tagger.
pub(crate) struct Tagger {
    pub(crate) classes: Vec<Class>,
    /// For known words, by the key of the lowercase form: their most frequent classes, best first.
    pub(crate) lexicon: Weights,
    pub(crate) weights: Weights,
}

impl Tagger {
    /// The class of each token, as an index into `classes`. `words_alike` are those that it learned with.
    pub(crate) fn tag(&self, forms: &[Form], words_alike: &WordClasses) -> Vec<u8> {
        let habits = habits(forms, &self.lexicon, words_alike);
        let mut keys = Keys::default();
        let mut tagged: Vec<u8> = Vec::with_capacity(forms.len());
        for at in 0..forms.len() {
            if let Some(only) = habits.get(at).and_then(|habit| habit.only) {
                tagged.push(only);
                continue;
            }
            features(&mut keys, forms, &habits, &tagged, at);
            let mut scores = [0; CLASSES];
            self.weights.add(keys.as_slice(), &mut scores);
            tagged.push(best(&scores, self.classes.len()));
        }
        tagged
    }

    pub(crate) fn class(&self, index: u8) -> Class {
        self.classes.get(usize::from(index)).copied().unwrap_or((Upos::X, Tag::Fw))
    }
}

/// The class with the highest score; of equals the first.
pub(crate) fn best(scores: &[i32; CLASSES], count: usize) -> u8 {
    let mut winner = 0;
    let mut highest = i32::MIN;
    for (class, score) in (0_u8..).zip(scores.iter().take(count)) {
        if *score > highest {
            (winner, highest) = (class, *score);
        }
    }
    winner
}

/// How a word was tagged in the treebanks, out of context, and what is known of it beside them.
#[derive(Clone, Copy, Default)]
pub(crate) struct Habit {
    /// The one or two most frequent classes, as a value for features; 0 for an unknown word.
    pub(crate) ambiguity: u64,
    /// The class of a word that never has another.
    pub(crate) only: Option<u8>,
    /// Its coarse class among words alike, 0 for none; nothing where the model knows no such classes.
    pub(crate) kin: Option<u64>,
}

/// Looks up every word. A lexicon row with a single cell of full weight marks a word with one class only.
pub(crate) fn habits(forms: &[Form], lexicon: &Weights, words_alike: &WordClasses) -> Vec<Habit> {
    let knows = !words_alike.coarse.is_empty();
    let habit = |form: &Form| {
        let mut row = lexicon.row(lexicon_key(form.lower));
        let (first, second) = (row.next(), row.next());
        let value = |cell: Option<Cell>| cell.map_or(0, |cell| u64::from(cell.class) + 1);
        let only = first.filter(|cell| cell.code == i8::MAX).map(|cell| cell.class);
        let kin = knows.then(|| u64::from(words_alike.coarse(words_alike.of(form.lower).fine)));
        Habit { ambiguity: value(first) << 8 | value(second), only, kin }
    };
    forms.iter().map(habit).collect()
}

/// The key under which the lexicon keeps a lowercase form.
pub(crate) fn lexicon_key(lower: u64) -> u32 {
    crate::hash::key(0, lower, 0, 0)
}

/// The features of one token, given the classes of those before it.
pub(crate) fn features(keys: &mut Keys, forms: &[Form], habits: &[Habit], tagged: &[u8], at: usize) {
    const EDGE: Form =
        Form { lower: 1, exact: 1, suffixes: [1; 4], prefixes: [1; 3], shape: 1, capital: false, quoted: false };
    let form = |offset: isize| at.checked_add_signed(offset).and_then(|at| forms.get(at)).unwrap_or(&EDGE);
    let habit = |offset: isize| {
        at.checked_add_signed(offset).and_then(|at| habits.get(at)).map_or(1 << 16, |habit| habit.ambiguity)
    };
    let class = |back: usize| at.checked_sub(back).and_then(|at| tagged.get(at)).map_or(255, |class| u64::from(*class));
    let (here, next, last) = (form(0), form(1), form(-1));
    let (one_back, two_back) = (class(1), class(2));
    let first = u64::from(at == 0);
    let capital = u64::from(here.capital) << 1 | first;
    keys.restart();
    keys.one(one_back);
    keys.two(one_back, two_back);
    keys.one(here.lower);
    keys.two(here.exact, first);
    here.suffixes.iter().for_each(|suffix| keys.two(*suffix, 0));
    here.prefixes.iter().for_each(|prefix| keys.two(*prefix, 0));
    keys.two(here.suffixes[2], capital);
    keys.two(here.suffixes[1], here.shape);
    keys.two(here.shape, first);
    keys.three(here.shape, one_back, first);
    keys.two(habit(0), capital);
    keys.three(habit(0), one_back, habit(1));
    keys.two(one_back, here.lower);
    keys.two(one_back, here.suffixes[2]);
    keys.three(one_back, two_back, here.lower);
    keys.one(last.lower);
    keys.one(form(-2).lower);
    keys.one(next.lower);
    keys.one(form(2).lower);
    keys.two(last.lower, here.lower);
    keys.two(here.lower, next.lower);
    keys.two(last.lower, next.lower);
    keys.one(next.suffixes[2]);
    keys.two(last.suffixes[2], here.suffixes[2]);
    keys.two(next.shape, here.shape);
    keys.two(last.shape, here.shape);
    keys.two(habit(1), one_back);
    keys.three(habit(1), habit(2), habit(0));
    keys.two(habit(1), here.suffixes[2]);
    keys.two(habit(-1), habit(0));
    keys.three(u64::from(here.quoted), one_back, habit(0));
    if let Some(kin) = habits.get(at).and_then(|habit| habit.kin) {
        let beside = |offset: isize| {
            at.checked_add_signed(offset).and_then(|at| habits.get(at)).and_then(|habit| habit.kin).unwrap_or_default()
        };
        keys.two(kin, capital);
        keys.three(kin, one_back, two_back);
        keys.three(kin, beside(1), one_back);
        keys.three(kin, beside(-1), beside(1));
        keys.two(kin, here.suffixes[1]);
        keys.two(kin, last.lower);
        keys.two(kin, next.lower);
        keys.two(beside(1), beside(2));
        keys.three(kin, habit(0), one_back);
    }
}
