//! Learning from treebanks. Needed to make a model, never to use one; reads no files itself.

mod augment;
mod conllu;
mod evaluate;
mod learner;
mod names;
mod oracle;
mod parsing;
mod tagging;

use std::fmt::Write as _;

use crate::form::forms;
use crate::lemma::Lemmatizer;
use crate::stored;
use crate::tagger::Class;

pub use conllu::{Sentence, Token, read};
pub use evaluate::{Scores, evaluate};
pub use names::{
    NameRecipe, NameScores, NamedSentence, Vectors, WordList, columns, evaluate_names, learn_names, with_lists,
    word_classes, word_classes_from_bytes, word_classes_to_bytes,
};

/// Cells of the parser below this code take a fifth of the file and change hardly an answer.
const LEAST_CODE: u8 = 12;

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Recipe {
    /// Times that the tagger and the parser see the data.
    pub tagger_epochs: usize,
    /// The same for the parser.
    pub parser_epochs: usize,
    /// Cells (weights of one feature for one class) that the tagger may keep.
    pub tagger_cells: usize,
    /// The same for the parser.
    pub parser_cells: usize,
    /// Parsers learned from differently shuffled data, whose weights are then averaged.
    pub parsers: usize,
    /// Parts of the jackknife that tags the parser's data.
    pub folds: usize,
}

impl Default for Recipe {
    fn default() -> Recipe {
        Recipe {
            tagger_epochs: 5,
            parser_epochs: 6,
            tagger_cells: 300_000,
            parser_cells: 2_500_000,
            parsers: 2,
            folds: 5,
        }
    }
}

/// Learns a model and returns its bytes. `report` is told of the progress.
pub fn learn(sentences: &[Sentence], recipe: Recipe, report: &(dyn Fn(&str) + Sync)) -> Vec<u8> {
    let data = augment::augment(sentences);
    report(&format!("{} sentences, {} with variants", sentences.len(), data.len()));
    let classes = tagging::classes(&data);
    let (jackknifed, tagger) = std::thread::scope(|scope| {
        let tagger = scope.spawn(|| tagging::learn(&data, &classes, recipe.tagger_epochs));
        let jackknifed = jackknife(&data, &classes, recipe);
        (jackknifed, tagger.join().unwrap_or_default())
    });
    report("tagger learned");
    let moves = parsing::moves(&data);
    let examples = parsing::examples(&data, &jackknifed, &Lemmatizer::english());
    let seeds: Vec<u64> = (1..).take(recipe.parsers).collect();
    let parsers = std::thread::scope(|scope| {
        let spawn = |seed: &u64| {
            let (seed, examples, moves) = (*seed, &examples, &moves);
            scope.spawn(move || parsing::learn(examples, moves, recipe.parser_epochs, seed, report))
        };
        let mut learned = Vec::new();
        for pair in seeds.chunks(2) {
            let running: Vec<_> = pair.iter().map(spawn).collect();
            learned.extend(running.into_iter().map(|thread| thread.join().unwrap_or_default()));
        }
        learned
    });
    let mut note = String::new();
    let parser = learner::quantise(learner::average(parsers), recipe.parser_cells);
    let parser = learner::without_small(parser, LEAST_CODE);
    let weights = learner::quantise(tagger.weights, recipe.tagger_cells);
    let _ = write!(note, "rows kept: tagger {}, parser {}", weights.len(), parser.len());
    report(&note);
    stored::write(&classes, &moves, [&tagger.lexicon, &weights, &parser])
}

/// Tags each part of the data by a tagger that learned from the other parts, so that the parser meets the errors that
/// it will meet later.
fn jackknife(data: &[Sentence], classes: &[Class], recipe: Recipe) -> Vec<Vec<Class>> {
    let mut tagged = vec![Vec::new(); data.len()];
    for fold in 0..recipe.folds {
        // Variants follow their original, and must fall into the same part.
        let held = |sentence: &Sentence| sentence.number % recipe.folds == fold;
        let others: Vec<Sentence> = data.iter().filter(|sentence| !held(sentence)).cloned().collect();
        let tagger =
            tagging::learn(&others, classes, recipe.tagger_epochs.min(6)).into_tagger(classes, recipe.tagger_cells);
        for (sentence, out) in data.iter().zip(&mut tagged).filter(|(sentence, _)| held(sentence)) {
            *out = tagger.tag(&forms(&sentence.forms())).into_iter().map(|class| tagger.class(class)).collect();
        }
    }
    tagged
}
