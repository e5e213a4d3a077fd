//! Names of persons, organisations and places in a sentence, by a tagger that learned what stands in names and around
//! them: a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001), decoded by Viterbi's algorithm.
//! Looks at spelling, at the words around, and at classes of words that are alike; knows nobody in particular.
//!
//! Must not use tags or trees: a name is found before anything is known about its sentence's grammar.

mod chain;
mod classes;
mod features;
mod lookup;
mod memory;
mod stored;

pub(crate) use chain::{Chain, LABELS, LabelScores, Steps};
#[cfg(feature = "train")]
pub(crate) use chain::{follows, label};
pub use classes::WordClasses;
pub(crate) use classes::{Traits, WordClass};
pub(crate) use features::{Sight, features, own_features, sights};
#[cfg(feature = "train")]
pub(crate) use lookup::{look_up, table_words};
pub(crate) use memory::Memory;
#[cfg(feature = "train")]
pub(crate) use stored::{words, write, write_words};

use crate::form::forms;
use crate::hash::Keys;
use crate::stored::ModelError;
use crate::weights::{CLASSES, Scorer, Weights};

static ENGLISH: &[u8] = include_bytes!("../../../data/models/english.names");

/// What a name names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NameKind {
    /// A person.
    Person,
    /// A body of persons: a government, a company, a party, a force, an outlet.
    Organisation,
    /// A place, a country, a building, a river.
    Place,
    /// Anything else: an event, a work, a law, a make.
    Other,
}

impl NameKind {
    /// All kinds, in the order of the model's labels.
    pub const ALL: [NameKind; 4] = [NameKind::Person, NameKind::Organisation, NameKind::Place, NameKind::Other];
}

/// A name in a sentence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Name {
    /// Its first token.
    pub first: usize,
    /// Its last token, included.
    pub last: usize,
    /// What it names.
    pub kind: NameKind,
}

/// Finds names. Immutable; one can serve many threads.
pub struct NameTagger {
    pub(crate) classes: WordClasses,
    pub(crate) weights: Weights,
    pub(crate) steps: Steps,
}

impl NameTagger {
    /// A tagger from a model file's bytes.
    ///
    /// # Errors
    /// When the bytes are not a whole model of this version.
    pub fn load(bytes: &[u8]) -> Result<NameTagger, ModelError> {
        stored::read(bytes)
    }

    /// The tagger of English, from the embedded model. Loading takes some ten milliseconds: keep it.
    pub fn english() -> NameTagger {
        NameTagger::load(ENGLISH).expect("the embedded model is whole: a test loads it")
    }

    /// The names of the sentences of one document: a name that is plain in one sentence helps to see it in another.
    pub fn find_in_document(&self, sentences: &[&[&str]]) -> Vec<Vec<Name>> {
        let mut keys = Keys::default();
        let seen: Vec<Seen> = sentences.iter().map(|tokens| self.see(tokens, &mut keys)).collect();
        let mut found: Vec<Vec<Name>> = seen.iter().map(|seen| self.decode(&seen.scores)).collect();
        let mut memory = Memory::default();
        for (seen, names) in seen.iter().zip(&found) {
            memory.enter(&seen.sights, names);
        }
        for (mut seen, names) in seen.into_iter().zip(&mut found) {
            let mut changed = false;
            for (at, scores) in seen.scores.iter_mut().enumerate() {
                let Some(scores) = scores else { continue };
                keys.restart();
                memory.features(&mut keys, &seen.sights, names, at);
                if keys.as_slice().is_empty() {
                    continue;
                }
                changed = true;
                let more = self.score(&keys);
                scores.iter_mut().zip(more).for_each(|(score, more)| *score += more);
            }
            if changed {
                *names = self.decode(&seen.scores);
            }
        }
        found
    }

    /// How many letters at the beginning of a name's first token are no part of the name, but written onto it, as Arabic
    /// writes conjunctions and prepositions.
    pub fn written_onto(&self, token: &str) -> usize {
        lookup::written_onto(token, &self.classes)
    }

    /// The names of one sentence, from left to right, without overlap. Tokens as for [`crate::Analyzer::analyze`].
    pub fn find(&self, tokens: &[&str]) -> Vec<Name> {
        let seen = self.see(tokens, &mut Keys::default());
        self.decode(&seen.scores)
    }

    fn see(&self, tokens: &[&str], keys: &mut Keys) -> Seen {
        let sights = sights(&forms(tokens), tokens, &self.classes);
        let mut score = |at: usize| {
            features(keys, &sights, at);
            own_features(keys, &sights, at);
            self.score(keys)
        };
        let plain = |at: &usize| sights.get(*at).is_some_and(Sight::is_plain);
        let scores = (0..sights.len()).map(|at| (!plain(&at)).then(|| score(at))).collect();
        Seen { sights, scores }
    }

    fn score(&self, keys: &Keys) -> LabelScores {
        let mut scores = [0; CLASSES];
        self.weights.add(keys.as_slice(), &mut scores);
        let mut of_labels = [0; LABELS];
        of_labels.copy_from_slice(scores.first_chunk::<LABELS>().unwrap_or(&[0; LABELS]));
        of_labels
    }

    fn decode(&self, scores: &[Option<LabelScores>]) -> Vec<Name> {
        let mut chain = Chain::new(&self.steps);
        for scores in scores {
            match scores {
                Some(scores) => chain.push(scores),
                None => chain.outside(),
            }
        }
        chain.names()
    }
}

/// A sentence seen and scored; plain words have no scores.
struct Seen {
    sights: Vec<Sight>,
    scores: Vec<Option<LabelScores>>,
}
