//! The keys of a log, one after the other: how it began, how a key handed over to the next, which is no longer believed.
//! It must not decide whose key to trust: the reader brings one, and the chain says how far that one leads.
//!
//! Each change is an entry of the log, and its body is a signed statement: a checkpoint of the tree before it, with lines
//! that say what changes. So a statement is bound to one place in one history, and can be shown without the log.

mod chain;
mod statement;
mod told;
mod vouched;

pub use chain::{ChainError, HandedBy, KeyChain, KeyLink, Revocation};
pub use statement::{KeyAct, KeyStatement, Predecessor, StatementError};
pub use vouched::{TrustError, Vouched};

/// The kind of the first entry of a log that was begun on purpose: its key, its recovery key, the log that it succeeds.
pub const BEGUN: &str = "log.begun";

/// The kind of the entry by which a key hands over to the next.
pub const ROTATED: &str = "key.rotated";

/// The kind of the entry which says that an earlier key is not to be believed.
pub const REVOKED: &str = "key.revoked";

/// The kinds of entries whose body is a statement.
pub const KINDS: [&str; 3] = [BEGUN, ROTATED, REVOKED];

/// The file with every statement on a log's keys, in order.
pub const KEYS_PATH: &str = "log.keys";

#[cfg(test)]
mod tests;
