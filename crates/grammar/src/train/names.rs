//! Learning the tagger of names from sentences whose names are marked.

mod classes;
mod corpus;
mod crf;
mod evaluate;
mod lattice;
mod variants;

use std::collections::{BTreeMap, BTreeSet};

use super::learner::{Averaged, average, quantise};
use crate::form::forms;
use crate::names::{LABELS, Name, NameTagger, Steps, Traits, WordClass, WordClasses, look_up, table_words, write};
use crate::tagger::lexicon_key;

pub use classes::{
    Vectors, WordList, with_lists, word_classes, word_classes_by_gloss, word_classes_from_bytes, word_classes_to_bytes,
};
pub use corpus::{NamedSentence, OpenName, columns};
pub use evaluate::{NameScores, evaluate_names};

/// How to learn names.
#[derive(Clone, Copy, Debug)]
pub struct NameRecipe {
    /// Times that the data are seen.
    pub epochs: usize,
    /// Weights of one feature for one label that are kept.
    pub cells: usize,
    /// How fast weights change.
    pub rate: f32,
    /// How strongly weights are drawn to nothing.
    pub shrink: f32,
    /// One in so many features is not shown, by chance, so that none is relied upon.
    pub hidden: usize,
    /// Features met less often are left out.
    pub least: u32,
    /// How many taggers are learned; the mean of their weights is kept.
    pub models: usize,
}

impl Default for NameRecipe {
    fn default() -> NameRecipe {
        NameRecipe { epochs: 8, cells: 1_500_000, rate: 0.1, shrink: 1e-6, hidden: 2, least: 2, models: 1 }
    }
}

/// Learns a model and returns its bytes. `known` tells of words before any sentence.
pub fn learn_names(
    data: &[NamedSentence],
    known: &WordClasses,
    recipe: NameRecipe,
    report: &(dyn Fn(&str) + Sync),
) -> Vec<u8> {
    let data = variants::with_variants(data);
    let classes = with_plain_words(known, &data);
    report(&format!("{} sentences with variants", data.len()));
    let found = jackknife(&data, &classes, recipe);
    report("first looks taken");
    learn_once(&data, &found, &classes, recipe, report)
}

fn learn_once(
    data: &[NamedSentence],
    found: &[Vec<Name>],
    classes: &WordClasses,
    recipe: NameRecipe,
    report: &(dyn Fn(&str) + Sync),
) -> Vec<u8> {
    let (averaged, steps) = mean(data, found, classes, recipe, report);
    let greatest = averaged.iter().flat_map(|(_, cells)| cells).map(|(_, weight)| weight.abs()).fold(0.0, f32::max);
    // Some features were hidden in learning; now all are shown, and weigh less.
    let shown = (recipe.hidden - 1) as f32 / recipe.hidden as f32;
    let scale = 127.0 * 127.0 / greatest.max(f32::MIN_POSITIVE) / shown;
    let mut whole: Steps = [[0; LABELS]; LABELS + 1];
    for (step, learned) in whole.iter_mut().flatten().zip(steps.iter().flatten()) {
        *step = (learned * scale).round() as i32;
    }
    let rows = quantise(averaged, recipe.cells);
    report(&format!("{} features kept", rows.len()));
    write(classes, &whole, &rows)
}

/// The mean of several taggers that saw the data in different orders.
fn mean(
    data: &[NamedSentence],
    found: &[Vec<Name>],
    classes: &WordClasses,
    recipe: NameRecipe,
    report: &(dyn Fn(&str) + Sync),
) -> (Averaged, lattice::LearnedSteps) {
    let learned: Vec<_> = std::thread::scope(|scope| {
        let learn = |seed| scope.spawn(move || crf::learn(data, found, classes, recipe, seed, report));
        let threads: Vec<_> = (11..).take(recipe.models.max(1)).map(learn).collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
    });
    let share = 1.0 / learned.len().max(1) as f32;
    let (weights, steps): (Vec<Averaged>, Vec<lattice::LearnedSteps>) = learned.into_iter().unzip();
    let mut sum = [[0.0; LABELS]; LABELS + 1];
    for steps in &steps {
        sum.iter_mut().flatten().zip(steps.iter().flatten()).for_each(|(sum, step)| *sum += step * share);
    }
    (average(weights), sum)
}

/// The names that each third of the data's documents gets from a tagger that learned from the others: what a first look
/// finds, with the errors that it makes.
fn jackknife(data: &[NamedSentence], classes: &WordClasses, recipe: NameRecipe) -> Vec<Vec<Name>> {
    const PARTS: usize = 3;
    let documents: Vec<&[NamedSentence]> = data.chunk_by(|one, other| one.document == other.document).collect();
    let part = &|part: usize| {
        let others: Vec<NamedSentence> = documents
            .iter()
            .enumerate()
            .filter(|(at, _)| at % PARTS != part)
            .flat_map(|(_, own)| own.iter().cloned())
            .collect();
        let recipe = NameRecipe { epochs: recipe.epochs.min(4), models: 1, ..recipe };
        let bytes = learn_once(&others, &[], classes, recipe, &|_| {});
        let tagger = NameTagger::load(&bytes).ok();
        documents
            .iter()
            .enumerate()
            .filter(|(at, _)| at % PARTS == part)
            .flat_map(|(at, own)| own.iter().map(move |sentence| (at, sentence)))
            .map(|(at, sentence)| {
                let tokens: Vec<&str> = sentence.tokens.iter().map(String::as_str).collect();
                (at, tagger.as_ref().map(|tagger| tagger.find(&tokens)).unwrap_or_default())
            })
            .collect::<Vec<_>>()
    };
    let mut all: Vec<(usize, Vec<Name>)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..PARTS).map(|number| scope.spawn(move || part(number))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    });
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, names)| names).collect()
}

impl NameTagger {
    /// What the model knew of words before it saw any sentence.
    pub fn words(&self) -> WordClasses {
        let known = |(key, class): (u32, WordClass)| {
            let traits = Traits(class.traits.0 & Traits::BEFORE);
            (class.fine > 0 || traits.0 > 0).then_some((key, WordClass { traits, ..class }))
        };
        WordClasses::new(self.classes.coarse.clone(), &self.classes.rows().filter_map(known).collect::<Vec<_>>())
    }
}

/// The keys under which the table holds a word: its own and, where its script inflects names, that of all its forms.
pub(crate) fn word_keys(word: &str) -> Vec<u32> {
    table_words(word).into_iter().map(lexicon_key).collect()
}

/// Marks words that are often met written small, and never in a name. What is marked is known, and may change which word a
/// token is taken for; so marks are taken back until none stands in a name.
fn with_plain_words(known: &WordClasses, data: &[NamedSentence]) -> WordClasses {
    const OFTEN: usize = 4;
    let counts = small_words(known, data);
    let mut rows: BTreeMap<u32, WordClass> = known.rows().collect();
    for (key, _) in counts.into_iter().filter(|(_, (count, in_name))| *count >= OFTEN && !in_name) {
        rows.entry(key).or_default().traits.0 |= Traits::PLAIN;
    }
    loop {
        let marked =
            WordClasses::new(known.coarse.clone(), &rows.iter().map(|row| (*row.0, *row.1)).collect::<Vec<_>>());
        let counts = small_words(&marked, data);
        let wrong =
            counts.into_iter().filter(|(key, (_, in_name))| *in_name && marked.of_key(*key).traits.has(Traits::PLAIN));
        let wrong: BTreeSet<u32> = wrong.map(|(key, _)| key).collect();
        if wrong.is_empty() {
            return marked;
        }
        for (_, row) in rows.iter_mut().filter(|(key, _)| wrong.contains(key)) {
            row.traits.0 &= !Traits::PLAIN;
        }
        rows.retain(|_, row| *row != WordClass::default());
    }
}

/// How often each word stands written small, and whether in a name.
fn small_words(known: &WordClasses, data: &[NamedSentence]) -> BTreeMap<u32, (usize, bool)> {
    let mut counts: BTreeMap<u32, (usize, bool)> = BTreeMap::new();
    for sentence in data {
        let tokens: Vec<&str> = sentence.tokens.iter().map(String::as_str).collect();
        for (at, (form, token)) in forms(&tokens).iter().zip(&tokens).enumerate() {
            if !token.chars().any(char::is_uppercase) {
                let (count, in_name) = counts.entry(lexicon_key(look_up(form, token, known).word)).or_default();
                *count += 1;
                *in_name |= sentence.may_name(at);
            }
        }
    }
    counts
}
