//! Posts with which a record exchanges, on lines.

use model::Peer;
use serde::{Deserialize, Serialize};

/// A post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeerLine {
    /// The name by which people call it.
    pub name: String,
    /// Its log's name.
    pub log: String,
    /// Its log's verifier key.
    pub key: String,
}

impl PeerLine {
    /// Writes a post.
    pub fn new(peer: &Peer) -> Self {
        Self { name: peer.name.clone(), log: peer.log.clone(), key: peer.key.clone() }
    }

    /// Reads a post.
    pub fn to_peer(&self) -> Peer {
        Peer { name: self.name.clone(), log: self.log.clone(), key: self.key.clone() }
    }
}
