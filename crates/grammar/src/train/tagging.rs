//! Learning the tagger: classes, lexicon, weights.

use std::collections::BTreeMap;

use super::conllu::Sentence;
use super::learner::{Averaged, Dice, Learner, quantise};
use crate::form::{Form, forms};
use crate::hash::Keys;
use crate::names::WordClasses;
use crate::stored::Rows;
use crate::tagger::{Class, Tagger, best, features, habits, lexicon_key};
use crate::weights::{CLASSES, Cell, Scorer, Weights};

/// A tagger before it is written.
#[derive(Default)]
pub(crate) struct Learned {
    pub(crate) lexicon: Rows,
    pub(crate) weights: Averaged,
}

impl Learned {
    pub(crate) fn into_tagger(self, classes: &[Class], cells: usize) -> Tagger {
        let table = |rows: &Rows| {
            Weights::from_rows(rows.len(), classes.len(), rows.iter().map(|(key, cells)| (*key, cells.as_slice())))
        };
        Tagger {
            classes: classes.to_vec(),
            lexicon: table(&self.lexicon),
            weights: table(&quantise(self.weights, cells)),
        }
    }
}

/// The classes of the data, the most frequent first; the rarest are errors or oddities and are left out.
pub(crate) fn classes(data: &[Sentence]) -> Vec<Class> {
    let mut counts: BTreeMap<Class, usize> = BTreeMap::new();
    for token in data.iter().flat_map(|sentence| &sentence.tokens) {
        *counts.entry((token.upos, token.tag)).or_default() += 1;
    }
    let mut classes: Vec<(Class, usize)> = counts.into_iter().filter(|(_, count)| *count >= 4).collect();
    classes.sort_by_key(|(class, count)| (std::cmp::Reverse(*count), *class));
    classes.into_iter().map(|(class, _)| class).take(CLASSES).collect()
}

/// Learns the lexicon and the weights. The tagger walks on its own answers, not on the right ones.
pub(crate) fn learn(data: &[Sentence], classes: &[Class], words_alike: &WordClasses, epochs: usize) -> Learned {
    let gold = |sentence: &Sentence| -> Vec<Option<u8>> {
        let class = |token: &super::Token| classes.iter().position(|class| *class == (token.upos, token.tag));
        sentence.tokens.iter().map(|token| class(token).and_then(|class| u8::try_from(class).ok())).collect()
    };
    let mut examples: Vec<(Vec<Form>, Vec<Option<u8>>)> =
        data.iter().map(|sentence| (forms(&sentence.forms()), gold(sentence))).collect();
    let lexicon = lexicon(&examples);
    let table =
        Weights::from_rows(lexicon.len(), classes.len(), lexicon.iter().map(|(key, cells)| (*key, cells.as_slice())));
    let mut learner = Learner::new();
    let mut dice = Dice(7);
    for _ in 0..epochs {
        dice.shuffle(&mut examples);
        for (forms, gold) in &examples {
            sentence(&mut learner, (&table, words_alike), forms, gold, classes.len());
        }
    }
    Learned { lexicon, weights: learner.averaged() }
}

fn sentence(
    learner: &mut Learner,
    (lexicon, words_alike): (&Weights, &WordClasses),
    forms: &[Form],
    gold: &[Option<u8>],
    classes: usize,
) {
    let habits = habits(forms, lexicon, words_alike);
    let mut keys = Keys::default();
    let mut tagged = Vec::with_capacity(forms.len());
    for (at, gold) in gold.iter().enumerate() {
        if let Some(only) = habits.get(at).and_then(|habit| habit.only) {
            tagged.push(only);
            continue;
        }
        features(&mut keys, forms, &habits, &tagged, at);
        let mut scores = [0; CLASSES];
        learner.add(keys.as_slice(), &mut scores);
        let guess = best(&scores, classes);
        tagged.push(guess);
        learner.tick();
        if let Some(gold) = gold.filter(|gold| *gold != guess) {
            learner.update(keys.as_slice(), usize::from(gold), usize::from(guess));
        }
    }
}

/// Words seen at least three times: their classes by frequency, weights as hundredths. A word with one class only,
/// often seen, gets the full weight and is never judged again.
fn lexicon(examples: &[(Vec<Form>, Vec<Option<u8>>)]) -> Rows {
    let mut counts: BTreeMap<u32, BTreeMap<u8, usize>> = BTreeMap::new();
    for (forms, gold) in examples {
        for (form, class) in forms.iter().zip(gold) {
            if let Some(class) = class {
                *counts.entry(lexicon_key(form.lower)).or_default().entry(*class).or_default() += 1;
            }
        }
    }
    let row = |(key, classes): (u32, BTreeMap<u8, usize>)| {
        let total: usize = classes.values().sum();
        let mut cells: Vec<(u8, usize)> = classes.into_iter().filter(|(_, count)| count * 20 >= total).collect();
        cells.sort_by_key(|(class, count)| (std::cmp::Reverse(*count), *class));
        let certain = total >= 60 && cells.first().is_some_and(|(_, count)| count * 1000 >= total * 998);
        let weight = |count: usize| i8::try_from(count * 100 / total).unwrap_or(100);
        let cell =
            |(class, count): &(u8, usize)| Cell { class: *class, code: if certain { i8::MAX } else { weight(*count) } };
        (total >= 3).then(|| (key, cells.iter().take(2).map(cell).collect()))
    };
    counts.into_iter().filter_map(row).collect()
}
