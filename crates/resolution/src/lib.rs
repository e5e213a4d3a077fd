//! Mentions to actors, places and times, or a typed ambiguity.
//!
//! A stage: it computes from a document, its mentions and its claims, and from a register of actors and a gazetteer that are
//! handed in as values. It must not prefer an actor, a country or a place by name: scores are the same for all, so that
//! exchanging two parties in the register and the text exchanges them in the result.

mod actors;
mod atlas;
mod context;
mod cues;
mod filter;
pub mod gazetteer;
mod inflection;
mod places;
mod register;
mod resolver;
mod roles;
mod spot;
mod times;
mod words;
#[cfg(test)]
mod worked;

pub use context::Searched;
pub use gazetteer::Gazetteer;
pub use register::{Register, RegisterError};
pub use resolver::Resolver;
pub use times::{Anchor, LexiconError, infer_published, published_by_anchors};
