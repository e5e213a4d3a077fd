//! A sentence's parts of speech, lemmas and dependency tree. Knows nothing of ceasefires.

mod analyzer;
mod context;
mod form;
mod hash;
mod inventory;
mod lemma;
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

pub use analyzer::Analyzer;
pub use relation::Relation;
pub use stored::ModelError;
pub use tag::Tag;
pub use tree::Word;
pub use upos::Upos;
