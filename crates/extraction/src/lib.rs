//! Document to mentions and claims, each with its span: the reading of reports on wars and truces.
//!
//! A sentence's words and tree (from `grammar`) go through the same steps, each in a module of its own:
//!
//! 1. `mentions` — who, where, when, with what: names, nominal actors, pronouns, times, weapons, agreements, numbers,
//!    found along the line of words.
//! 2. `triggers` — the words that name acts: `data/lexicon/triggers` gives patterns over lemmas and slots.
//! 3. `arguments` and `roles` — who plays what: logical slots (the passive turned round, subjects shared or controlled,
//!    relative pronouns replaced, light verbs looked through), then the frame of the trigger or its kind.
//! 4. `circumstances` — where and when, from the act outwards; a dateline tells neither.
//! 5. `meaning` — modality, polarity, tense, from auxiliaries, negation and the governing words of `embeddings.tsv`.
//! 6. `attribution` — who says so and through whom, in the tree and across quotation marks; and the list of all that a
//!    report attributes, claim or not (`cues.tsv`).
//! 7. `harms` and `tolls` — what was suffered, by how many, new or summed.
//! 8. `coreference` — whom pronouns and definite phrases stand for.
//!
//! Only sentences that hold a known word, or carry on speech, are parsed; the others are tagged, for their mentions.
//!
//! French, Russian and Arabic are read by gloss (`gloss`): their trees are laid in English words, and the same steps follow.
//!
//! The crate resolves nothing (who "Haftar" is, which day "Monday" is: `resolution`), joins nothing across reports
//! (`fusion`), and names no party, place or person of any conflict: those come in as `KnownName`s. It reads no files.

mod arguments;
mod attribution;
mod backed;
mod calendar;
mod characters;
mod circumstances;
mod coreference;
mod evidence;
mod gloss;
mod harms;
mod lexicon;
mod meaning;
mod mentions;
mod numbers;
mod obligations;
mod reader;
mod reading_sentence;
mod retag;
mod roles;
#[cfg(test)]
mod testing;
mod tolls;
mod tree;
mod tree_repair;
mod triggers;

pub use lexicon::{Lexicon, LexiconError, LexiconFiles};
pub use reader::{EnglishReader, Extraction, GlossReader, Reader};
