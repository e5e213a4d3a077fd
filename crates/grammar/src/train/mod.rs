//! Learning from treebanks. Needed to make a model, never to use one; reads no files itself.

mod augment;
mod conllu;
mod evaluate;
mod glosses;
mod learner;
mod made;
mod names;
mod network;
mod oracle;
mod parsing;
mod table;
mod tagging;
mod universal;
mod words;

use crate::form::forms;
use crate::index::KeyIndex;
use crate::lemma::{Lemmas, Lemmatizer};
use crate::names::WordClasses;
use crate::parser::Parser;
use crate::stored;
use crate::tagger::Class;

pub use conllu::{Sentence, Token, read};
pub use evaluate::{Scores, evaluate};
pub use made::{MadeSentences, Mistake, written_sentences};
pub use names::{
    NameRecipe, NameScores, NamedSentence, OpenName, Vectors, WordList, columns, evaluate_names, learn_names,
    with_lists, word_classes, word_classes_by_gloss, word_classes_from_bytes, word_classes_to_bytes,
};
pub use universal::read_universal;
pub use words::KnownWords;

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Recipe {
    /// Times that the tagger and the parser see the data.
    pub tagger_epochs: usize,
    /// The same for the parser.
    pub parser_epochs: usize,
    /// Cells (weights of one feature for one class) that the tagger may keep.
    pub tagger_cells: usize,
    /// Parts of the jackknife that tags the parser's data.
    pub folds: usize,
    /// What the parser is shown as lemmas.
    pub lemmas: Lemmas,
    /// Where the parser's random numbers begin.
    pub seed: u64,
    /// How many networks judge the parser's moves together.
    pub networks: u64,
}

impl Default for Recipe {
    fn default() -> Recipe {
        Recipe {
            tagger_epochs: 5,
            parser_epochs: 14,
            tagger_cells: 300_000,
            folds: 5,
            lemmas: Lemmas::English,
            seed: 1,
            networks: 1,
        }
    }
}

/// Learns a model and returns its bytes. `known` are the language's words, to know those by that the treebanks lack; `report`
/// is told of the progress.
pub fn learn(sentences: &[Sentence], known: KnownWords, recipe: Recipe, report: &(dyn Fn(&str) + Sync)) -> Vec<u8> {
    let data = augment::augment(sentences);
    report(&format!("{} sentences, {} with variants", sentences.len(), data.len()));
    let classes = tagging::classes(&data);
    let (jackknifed, tagger) = std::thread::scope(|scope| {
        let tagger = scope.spawn(|| tagging::learn(&data, &classes, &known.classes, recipe.tagger_epochs));
        let jackknifed = jackknife(&data, (&classes, &known.classes), recipe);
        (jackknifed, tagger.join().unwrap_or_default())
    });
    report("tagger learned");
    let moves = parsing::moves(&data);
    let lessons = parsing::lessons(&data, &jackknifed, &Lemmatizer::of(recipe.lemmas), (&classes, &known.classes));
    let network = |seed: u64| parsing::learn(&lessons, &moves, &known, (recipe.parser_epochs, seed), report);
    let networks = std::thread::scope(|scope| {
        let learning: Vec<_> =
            (0..recipe.networks).map(|more| scope.spawn(move || network(recipe.seed + more))).collect();
        learning.into_iter().filter_map(|learned| learned.join().ok()).collect()
    });
    let weights = learner::quantise(tagger.weights, recipe.tagger_cells);
    let parser = Parser::new(KeyIndex::new(lessons.keys), networks, known.classes, &classes);
    stored::write(&classes, &moves, [&tagger.lexicon, &weights], &parser)
}

/// Tags each part of the data by a tagger that learned from the other parts, so that the parser meets the errors that
/// it will meet later.
fn jackknife(data: &[Sentence], (classes, words_alike): (&[Class], &WordClasses), recipe: Recipe) -> Vec<Vec<Class>> {
    let mut tagged = vec![Vec::new(); data.len()];
    for fold in 0..recipe.folds {
        // Variants follow their original, and must fall into the same part.
        let held = |sentence: &Sentence| sentence.number % recipe.folds == fold;
        let others: Vec<Sentence> = data.iter().filter(|sentence| !held(sentence)).cloned().collect();
        let tagger = tagging::learn(&others, classes, words_alike, recipe.tagger_epochs.min(6))
            .into_tagger(classes, recipe.tagger_cells);
        for (sentence, out) in data.iter().zip(&mut tagged).filter(|(sentence, _)| held(sentence)) {
            *out = tagger
                .tag(&forms(&sentence.forms()), words_alike)
                .into_iter()
                .map(|class| tagger.class(class))
                .collect();
        }
    }
    tagged
}
