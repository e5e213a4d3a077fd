//! One witness is asked over HTTP. What it answers is not believed: only a line that holds under its key counts.

use crate::network::{self, one_line};
use anyhow::{Context, Result};
use ledger::checkpoint::{Checkpoint, SignedCheckpoint};
use ledger::merkle::consistency_proof;
use ledger::policy::PolicyWitness;
use ledger::tiles::TileSubtrees;
use ledger::witness::Request;
use std::fmt;
use std::time::Duration;
use store::{LedgerFiles, StoreError};

/// The longest answer that is read: a few signature lines.
const LONGEST: u64 = 64 * 1024;

/// How often a witness is asked: once to learn what it knows, once with the proof, and again where it moved meanwhile.
const TRIES: usize = 3;

/// What came of asking one witness.
pub enum Answered {
    /// It signed; the lines as they came, of which one holds.
    Signed(Vec<u8>),
    /// The policy gives no address, or a key that this version cannot check.
    NotAsked(&'static str),
    /// No answer.
    Unreachable(String),
    /// It answered, and not with a signature.
    Refused(u16, String),
    /// It said that it signed, and its line does not hold.
    Lied,
    /// It knows more of this log than there is here.
    KnowsMore(u64),
    /// It signed another tree of this size.
    Forked,
}

impl Answered {
    /// The lines of an answer that holds.
    pub fn lines(&self) -> Option<Vec<u8>> {
        match self {
            Self::Signed(lines) => Some(lines.clone()),
            _ => None,
        }
    }
}

impl fmt::Display for Answered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Signed(_) => f.write_str("signed"),
            Self::NotAsked(why) => write!(f, "not asked: {why}"),
            Self::Unreachable(why) => write!(f, "no answer: {why}"),
            Self::Refused(status, words) => write!(f, "refused with {status}: {words}"),
            Self::Lied => f.write_str("answered with a line that does not hold under its key; it was not kept"),
            Self::KnowsMore(size) => write!(
                f,
                "knows {size} entries of this log: this record is an old copy, or was rolled back; look for the newer one"
            ),
            Self::Forked => f.write_str(
                "cosigned another tree of this size: the log forked; ask the witness for the proof, and compare the copies",
            ),
        }
    }
}

/// What is asked of every witness.
pub struct Asking<'a> {
    files: &'a LedgerFiles,
    signed: SignedCheckpoint,
    agent: ureq::Agent,
}

impl<'a> Asking<'a> {
    /// A witness that does not answer in time counts as missing.
    pub fn new(files: &'a LedgerFiles, signed: SignedCheckpoint, patience: Duration) -> Self {
        Self { files, signed, agent: network::agent(patience) }
    }

    /// The checkpoint that is to be cosigned.
    pub fn checkpoint(&self) -> &Checkpoint {
        self.signed.checkpoint()
    }

    /// Asks one witness until it signs or has said why not.
    pub fn ask(&self, witness: &PolicyWitness) -> Answered {
        let Some(url) = &witness.url else { return Answered::NotAsked("the policy has no address for it") };
        if !witness.key.can_check() {
            return Answered::NotAsked("this version cannot check its kind of key");
        }
        self.attempt(witness, &format!("{}/add-checkpoint", url.trim_end_matches('/')))
            .unwrap_or_else(|error| Answered::Unreachable(format!("{error:#}")))
    }

    fn attempt(&self, witness: &PolicyWitness, url: &str) -> Result<Answered> {
        let here = self.checkpoint().head.size;
        let mut known = 0;
        for _ in 0..TRIES {
            let (status, body) = self.send(url, known)?;
            let (_, held) = self.signed.clone().with_answer(&body, &witness.key)?;
            match (status, size(&body)) {
                (200, _) if held.is_some() => return Ok(Answered::Signed(body)),
                (200, _) => return Ok(Answered::Lied),
                (409, Some(size)) if size > here => return Ok(Answered::KnowsMore(size)),
                (409, Some(size)) if size == known && size == here => return Ok(Answered::Forked),
                (409, Some(size)) if size != known => known = size,
                _ => return Ok(Answered::Refused(status, one_line(&body))),
            }
        }
        Ok(Answered::Refused(409, "it moved on each time it was asked".to_owned()))
    }

    fn send(&self, url: &str, old: u64) -> Result<(u16, Vec<u8>)> {
        let size = self.checkpoint().head.size;
        let read = |path: &str| -> Result<_, StoreError> { self.files.read(path) };
        let mut tiles = TileSubtrees::new(size, read);
        let proof = consistency_proof(old, size, |level, index| tiles.root(level, index))?;
        let request = Request { old, proof: proof.unwrap_or_default(), signed: self.signed.clone() };
        let sent = self.agent.post(url).content_type("text/plain").send(&request.to_bytes()[..]);
        let mut response = sent.with_context(|| url.to_owned())?;
        let body = response.body_mut().with_config().limit(LONGEST).read_to_vec();
        Ok((response.status().as_u16(), body.with_context(|| url.to_owned())?))
    }
}

/// The size in the answer to a conflict.
fn size(body: &[u8]) -> Option<u64> {
    std::str::from_utf8(body).ok()?.strip_suffix('\n')?.parse().ok()
}
