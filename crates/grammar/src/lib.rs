//! A sentence's parts of speech, lemmas and dependency tree. Knows nothing of ceasefires.
//!
//! ```
//! let english = grammar::Analyzer::english();
//! let words = english.analyze(&["Haftar", "left", "Moscow", "."]);
//! assert_eq!((words[1].lemma.as_str(), words[1].tag), ("leave", grammar::Tag::Vbd));
//! assert_eq!((words[0].head, words[0].relation), (Some(1), grammar::Relation::Nsubj));
//! ```
//!
//! # Method
//! - *Tags*: left to right, greedily, by an averaged perceptron (Collins 2002) over pairs of universal and Penn tags;
//!   spelling is levelled first, so that typographic quotation marks, headlines and text in capitals read alike.
//! - *Lemmas*: a table of irregular forms, then rules of spelling, chosen by the tag.
//! - *Tree*: transitions (Nivre 2003, 2008) of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta 2011), greedy,
//!   learned with a dynamic oracle and exploration (Goldberg and Nivre 2012, 2013). A network with one hidden layer judges
//!   each move (Chen and Manning 2014); what each word and tag adds to that layer is computed once and then only summed.
//!   Words are seen by their lemma and by their class among words used alike. Trees are projective and have one root.
//!
//! Everything is arithmetic on integers: the same tokens give the same words on every machine.
//!
//! # Accuracy
//! `data/models/README.md` gives the figures on held-out treebanks and the commands that repeat them.
//!
//! # Known weaknesses
//! Attachment of prepositional phrases and of coordinated parts; long sentences with several clauses; `obl` against
//! `nmod`; gapping. Crossing arcs are never made.

mod analyzer;
mod context;
mod form;
mod hash;
mod index;
mod inventory;
mod lemma;
mod names;
mod network;
mod parser;
mod relation;
mod state;
mod stored;
mod tag;
mod tagger;
#[cfg(feature = "train")]
pub mod train;
pub mod tree;
mod upos;
mod weights;
mod wide;

pub use analyzer::Analyzer;
pub use lemma::Lemmas;
pub use names::{Name, NameKind, NameTagger, WordClasses};
pub use relation::Relation;
pub use stored::ModelError;
pub use tag::Tag;
pub use tree::Word;
pub use upos::Upos;
