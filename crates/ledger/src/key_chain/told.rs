//! A log's keys in words that a reader can weigh. It must not hide a doubt.

use super::{HandedBy, KeyChain};
use crate::checkpoint::VerifierKey;
use std::fmt;

impl fmt::Display for KeyChain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(before) = self.predecessor() {
            let (origin, size, root) = (&before.origin, before.head.size, before.head.root.base64());
            writeln!(f, "  succeeds the log {origin} of {size} entries with root {root}")?;
        }
        for link in self.links() {
            let key = named(&link.key);
            match link.by {
                HandedBy::First => writeln!(f, "  first key {key}")?,
                HandedBy::Key => {
                    writeln!(f, "  key {key} since entry {}, by the word of the key before it", link.from - 1)?
                }
                HandedBy::Recovery => writeln!(f, "  key {key} since entry {}, by the recovery key", link.from - 1)?,
            }
        }
        for revoked in self.revoked() {
            let (key, since, entry) = (named(&revoked.key), revoked.since, revoked.entry);
            writeln!(f, "  key {key} revoked by entry {entry}: not believed for trees of more than {since} entries")?;
        }
        for link in self.doubtful() {
            let (key, entry) = (named(&link.key), link.from - 1);
            writeln!(
                f,
                "  NOTE {key} was named at entry {entry} by a key that was not believed any more then; whoever had"
            )?;
            writeln!(
                f,
                "       stolen that key could name another. Ask the keeper for the present key in another way"
            )?;
        }
        if let Some(recovery) = self.recovery() {
            writeln!(f, "  where the present key is lost, {} may name the next", named(recovery))?;
        }
        Ok(())
    }
}

/// A key as signature lines name it.
pub(super) fn named(key: &VerifierKey) -> String {
    format!("{}+{:08x}", key.name(), key.id())
}
