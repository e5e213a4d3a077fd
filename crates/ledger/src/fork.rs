//! The proof that a log forked: two heads of it, both signed by its key, that no one history can have. It must not decide
//! whose key to trust, nor which of the two is the true one.
//!
//! Two heads of one size are at odds where their roots differ. Of two sizes, the smaller is at odds with the larger where
//! a consistency proof shows that the larger tree began otherwise: a tree has one root at each size, so the smaller head
//! is not of its history.

use crate::checkpoint::{NoteError, SignedCheckpoint, TreeHead, VerifierKey};
use crate::merkle::{ProofError, consistency_proof, range_root, verify_consistency};
use crate::tiles::{SubtreeError, TileSubtrees};
use crate::{Hash, HashTextError};
use std::fmt;

/// The first line of the file.
pub const FORK_HEADER: &str = "trucewatch/fork@v1";

/// Two heads of one log that exclude each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Fork {
    smaller: SignedCheckpoint,
    larger: SignedCheckpoint,
    /// For heads of two sizes: how the larger tree began.
    beginning: Option<Beginning>,
}

/// The root that a larger tree had at the size of a smaller one, and the proof of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// The root of the larger tree's first entries.
    pub root: Hash,
    /// RFC 6962 consistency proof from there to the larger tree.
    pub proof: Vec<Hash>,
}

/// A fork that was checked: its log, and both trees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvenFork {
    /// The log's name.
    pub origin: String,
    /// The smaller tree, or either of two of one size.
    pub smaller: TreeHead,
    /// The larger tree.
    pub larger: TreeHead,
    /// The root of the larger tree at the size of the smaller one.
    pub instead: Hash,
}

/// Why a file does not prove a fork.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ForkError {
    /// Not of the format.
    #[error("not a proof of a fork: expected {0}")]
    Malformed(&'static str),
    /// A hash is malformed.
    #[error(transparent)]
    Hash(#[from] HashTextError),
    /// A head is malformed, or a signature on it is false.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// A head is not signed by a given key of its log.
    #[error("a head of {0} is not signed by the key that was given for it; get the log's key from elsewhere")]
    NotSigned(String),
    /// Heads of different logs.
    #[error("the heads are of two logs, {0} and {1}: each may hold what it likes")]
    TwoLogs(String, String),
    /// The heads agree.
    #[error("the heads do not contradict each other: this proves nothing")]
    NoFork,
    /// The proof of how the larger tree began does not hold.
    #[error(transparent)]
    Proof(#[from] ProofError),
}

impl Beginning {
    /// How the tree `larger` began, at `size`, out of its tiles; `read` gives a file's bytes by its path. The tiles are not
    /// checked: a proof from altered ones does not hold.
    ///
    /// # Errors
    /// When a tile is missing or torn, or the tree is not that large.
    pub fn read<E>(
        size: u64,
        larger: &TreeHead,
        read: impl FnMut(&str) -> Result<Option<Vec<u8>>, E>,
    ) -> Result<Self, SubtreeError<E>> {
        let mut tiles = TileSubtrees::new(larger.size, read);
        let root = range_root(0, size, &mut |level, index| tiles.root(level, index))?;
        let proof = consistency_proof(size, larger.size, |level, index| tiles.root(level, index))?;
        Ok(Self { root, proof: proof.unwrap_or_default() })
    }
}

impl Fork {
    /// Two heads of one size with different roots; `None` where they are not that.
    #[must_use]
    pub fn same_size(one: &SignedCheckpoint, other: &SignedCheckpoint) -> Option<Self> {
        let (a, b) = (one.checkpoint(), other.checkpoint());
        let fork = a.origin == b.origin && a.head.size == b.head.size && a.head.root != b.head.root;
        fork.then(|| Self { smaller: one.clone(), larger: other.clone(), beginning: None })
    }

    /// A smaller head and a larger tree that began otherwise; `None` where it began just so.
    #[must_use]
    pub fn two_sizes(smaller: &SignedCheckpoint, larger: &SignedCheckpoint, beginning: Beginning) -> Option<Self> {
        let (a, b) = (smaller.checkpoint(), larger.checkpoint());
        let fork = a.origin == b.origin && a.head.size < b.head.size && a.head.root != beginning.root;
        fork.then(|| Self { smaller: smaller.clone(), larger: larger.clone(), beginning: Some(beginning) })
    }

    /// The file: the header, for two sizes the beginning and its proof, then both signed heads, with an empty line before
    /// each.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut head = format!("{FORK_HEADER}\n");
        for hash in self.beginning.iter().flat_map(|beginning| [&beginning.root].into_iter().chain(&beginning.proof)) {
            head.push_str(&hash.base64());
            head.push('\n');
        }
        [head.as_bytes(), b"\n", &self.smaller.to_bytes(), b"\n", &self.larger.to_bytes()].concat()
    }

    /// Reads the file.
    ///
    /// # Errors
    /// When it does not hold to the format.
    pub fn parse(bytes: &[u8]) -> Result<Self, ForkError> {
        let text = std::str::from_utf8(bytes).map_err(|_| ForkError::Malformed("text in UTF-8"))?;
        let parts: Vec<&str> = text.split("\n\n").collect();
        let [head, one, one_lines, other, other_lines] = parts.as_slice() else {
            return Err(ForkError::Malformed("a header and two signed heads, an empty line before each"));
        };
        let mut lines = head.split('\n');
        if lines.next() != Some(FORK_HEADER) {
            return Err(ForkError::Malformed("the header `trucewatch/fork@v1`"));
        }
        let mut hashes = lines.map(Hash::from_base64).collect::<Result<Vec<Hash>, _>>()?.into_iter();
        let beginning = hashes.next().map(|root| Beginning { root, proof: hashes.collect() });
        let smaller = SignedCheckpoint::parse(format!("{one}\n\n{one_lines}\n").as_bytes())?;
        let larger = SignedCheckpoint::parse(format!("{other}\n\n{other_lines}").as_bytes())?;
        Ok(Self { smaller, larger, beginning })
    }

    /// Whether a file is of this format, by its first line.
    #[must_use]
    pub fn is_fork(bytes: &[u8]) -> bool {
        bytes.strip_prefix(FORK_HEADER.as_bytes()).is_some_and(|rest| rest.starts_with(b"\n"))
    }

    /// Checks that both heads are signed by one of `keys` and exclude each other.
    ///
    /// # Errors
    /// Says what does not hold; then nothing is proved against the log.
    pub fn verify(&self, keys: &[VerifierKey]) -> Result<ProvenFork, ForkError> {
        let (a, b) = (self.smaller.checkpoint(), self.larger.checkpoint());
        if a.origin != b.origin {
            return Err(ForkError::TwoLogs(a.origin.clone(), b.origin.clone()));
        }
        for signed in [&self.smaller, &self.larger] {
            let lines = signed.verify(keys)?.verified;
            if !lines.iter().any(|line| line.time.is_none() && line.name == a.origin) {
                return Err(ForkError::NotSigned(a.origin.clone()));
            }
        }
        let instead = match &self.beginning {
            None if a.head.size == b.head.size => b.head.root,
            None => return Err(ForkError::Malformed("how the larger tree began")),
            Some(Beginning { root, proof }) => {
                verify_consistency(a.head.size, *root, b.head.size, b.head.root, proof)?;
                *root
            }
        };
        if instead == a.head.root {
            return Err(ForkError::NoFork);
        }
        Ok(ProvenFork { origin: a.origin.clone(), smaller: a.head, larger: b.head, instead })
    }
}

impl fmt::Display for ProvenFork {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (a, b) = (&self.smaller, &self.larger);
        writeln!(f, "FORK: the log {} signed two histories that exclude each other", self.origin)?;
        writeln!(f, "  one of {} entries with root {}", a.size, a.root.base64())?;
        if a.size == b.size {
            writeln!(f, "  one of {} entries with root {}", b.size, b.root.base64())?;
        } else {
            writeln!(f, "  one of {} entries with root {},", b.size, b.root.base64())?;
            writeln!(f, "  whose first {} entries have root {}", a.size, self.instead.base64())?;
        }
        writeln!(f, "  Both are signed by the log's key. Which of them is the true one, this does not say.")
    }
}
