//! One signed statement about a log's keys: its text, what it says, who has to have signed it. It must not judge whether it
//! fits the statements before it.

use crate::Hash;
use crate::checkpoint::{
    Algorithm, Checkpoint, KeyError, NoteError, SignedCheckpoint, Signer, TreeHead, VerifierKey, decimal,
};
use serde_json::{Value, json};

/// The line after the root by which a checkpoint is known as a statement.
const MARK: &str = "trucewatch/key@v1 ";

/// A statement about the keys of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyStatement {
    act: KeyAct,
    signed: SignedCheckpoint,
}

/// What a statement says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyAct {
    /// The log begins.
    Begun {
        /// Its first key.
        key: VerifierKey,
        /// The key that may name a new one where the present one is lost.
        recovery: Option<VerifierKey>,
        /// The log whose work this one goes on with.
        succeeds: Option<Predecessor>,
    },
    /// One key hands over to the next.
    Rotated {
        /// The key that signs no further tree.
        from: VerifierKey,
        /// The key that signs from here on.
        to: VerifierKey,
        /// A recovery key in place of the one so far.
        recovery: Option<VerifierKey>,
    },
    /// A key that was rotated out is not believed for trees larger than a size.
    Revoked {
        /// The key.
        key: VerifierKey,
        /// The largest tree for which it is believed.
        since: u64,
    },
}

/// The last state of a log that another one succeeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predecessor {
    /// Its name.
    pub origin: String,
    /// Its last tree.
    pub head: TreeHead,
}

/// Why something is no statement about keys.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatementError {
    /// Not a signed checkpoint, or a signature on it is false.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// A line is missing or of another form.
    #[error("not a statement about keys: expected {0}")]
    Line(&'static str),
    /// A key does not read.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A key of another log, or of a kind that signs no log.
    #[error("the key {0} is not one of a log called {1}")]
    OtherName(String, String),
    /// Somebody has not signed who had to.
    #[error("the statement is not signed by {0}")]
    NotSigned(String),
}

impl KeyStatement {
    /// Makes a statement on the tree `before` of a log, signed by each of `signers`.
    ///
    /// # Errors
    /// When a key does not sign, or the statement could not be read back.
    pub fn sign(origin: &str, before: TreeHead, act: &KeyAct, signers: &[&dyn Signer]) -> Result<Self, StatementError> {
        let Some((first, others)) = signers.split_first() else {
            return Err(StatementError::NotSigned(origin.to_owned()));
        };
        let checkpoint = Checkpoint { origin: origin.to_owned(), head: before, extension: lines(act) };
        let mut signed = SignedCheckpoint::sign(&checkpoint, *first)?;
        for signer in others {
            signed = signed.sign_also(*signer)?;
        }
        Self::parse(&signed.to_bytes())
    }

    /// Reads a statement; the signatures that the statement itself calls for must be there and hold.
    ///
    /// # Errors
    /// Names what is missing.
    pub fn parse(bytes: &[u8]) -> Result<Self, StatementError> {
        let signed = SignedCheckpoint::parse(bytes)?;
        let act = read(&signed.checkpoint().extension)?;
        let statement = Self { act, signed };
        statement.check_keys()?;
        Ok(statement)
    }

    /// Reads the statement in the body of an entry of kind `what`.
    ///
    /// # Errors
    /// When the body has another form, or what stands in it is no statement of that kind.
    pub fn of_body(what: &str, body: &Value) -> Result<Self, StatementError> {
        let fields = body.as_object().filter(|fields| fields.len() == 1);
        let text = fields.and_then(|fields| fields.get("statement")).and_then(Value::as_str);
        let statement = Self::parse(text.ok_or(StatementError::Line("a body with `statement` alone"))?.as_bytes())?;
        if statement.kind() == what { Ok(statement) } else { Err(StatementError::Line("what the entry's kind says")) }
    }

    /// The body of the entry by which it enters its log.
    #[must_use]
    pub fn body(&self) -> Value {
        json!({ "statement": String::from_utf8_lossy(&self.to_bytes()) })
    }

    /// The kind of that entry.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.act {
            KeyAct::Begun { .. } => super::BEGUN,
            KeyAct::Rotated { .. } => super::ROTATED,
            KeyAct::Revoked { .. } => super::REVOKED,
        }
    }

    /// The signed note.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.signed.to_bytes()
    }

    /// What it says.
    #[must_use]
    pub fn act(&self) -> &KeyAct {
        &self.act
    }

    /// The log.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.signed.checkpoint().origin
    }

    /// The tree before the entry with this statement; its size is the entry's number.
    #[must_use]
    pub fn before(&self) -> TreeHead {
        self.signed.checkpoint().head
    }

    /// The signed checkpoint that the statement is.
    #[must_use]
    pub fn signed(&self) -> &SignedCheckpoint {
        &self.signed
    }

    /// Holds the statement to the signature of one key.
    pub(super) fn signed_by(&self, key: &VerifierKey) -> Result<(), StatementError> {
        match self.signed.verify(std::slice::from_ref(key))?.verified.is_empty() {
            true => Err(StatementError::NotSigned(format!("{}+{:08x}", key.name(), key.id()))),
            false => Ok(()),
        }
    }

    /// The keys that begin to count here prove that somebody holds them; a log's keys bear its name.
    fn check_keys(&self) -> Result<(), StatementError> {
        let (own, recovery) = match &self.act {
            KeyAct::Begun { key, recovery, .. } => {
                self.signed_by(key)?;
                (vec![key], recovery)
            }
            KeyAct::Rotated { from, to, recovery } => {
                self.signed_by(to)?;
                (vec![from, to], recovery)
            }
            KeyAct::Revoked { key, .. } => (vec![key], &None),
        };
        if let Some(recovery) = recovery {
            self.signed_by(recovery)?;
        }
        let stranger = |key: &&&VerifierKey| key.name() != self.origin() || key.algorithm() != Algorithm::Ed25519;
        match own.iter().find(stranger) {
            Some(key) => Err(StatementError::OtherName(key.to_string(), self.origin().to_owned())),
            None => Ok(()),
        }
    }
}

fn lines(act: &KeyAct) -> Vec<String> {
    let mark = |word: &str| format!("{MARK}{word}");
    let key = |word: &str, key: &VerifierKey| format!("{word} {key}");
    let (mut lines, recovery) = match act {
        KeyAct::Begun { key: first, recovery, .. } => (vec![mark("begun"), key("key", first)], recovery.as_ref()),
        KeyAct::Rotated { from, to, recovery } => {
            (vec![mark("rotated"), key("from", from), key("to", to)], recovery.as_ref())
        }
        KeyAct::Revoked { key: gone, since } => {
            (vec![mark("revoked"), key("key", gone), format!("since {since}")], None)
        }
    };
    lines.extend(recovery.map(|recovery| key("recovery", recovery)));
    if let KeyAct::Begun { succeeds: Some(before), .. } = act {
        lines.push(format!("succeeds {} {} {}", before.origin, before.head.size, before.head.root.base64()));
    }
    lines
}

fn read(extension: &[String]) -> Result<KeyAct, StatementError> {
    let mut lines = Lines(extension);
    let act = match lines.next(MARK) {
        Some("begun") => KeyAct::Begun {
            key: lines.key("key ")?.ok_or(StatementError::Line("a line `key VKEY`"))?,
            recovery: lines.key("recovery ")?,
            succeeds: lines.next("succeeds ").map(predecessor).transpose()?,
        },
        Some("rotated") => KeyAct::Rotated {
            from: lines.key("from ")?.ok_or(StatementError::Line("a line `from VKEY`"))?,
            to: lines.key("to ")?.ok_or(StatementError::Line("a line `to VKEY`"))?,
            recovery: lines.key("recovery ")?,
        },
        Some("revoked") => KeyAct::Revoked {
            key: lines.key("key ")?.ok_or(StatementError::Line("a line `key VKEY`"))?,
            since: lines.next("since ").and_then(decimal).ok_or(StatementError::Line("a line `since SIZE`"))?,
        },
        _ => return Err(StatementError::Line("`trucewatch/key@v1` and one of `begun`, `rotated`, `revoked`")),
    };
    if lines.0.is_empty() { Ok(act) } else { Err(StatementError::Line("no further line")) }
}

struct Lines<'a>(&'a [String]);

impl<'a> Lines<'a> {
    /// The rest of the next line, where it begins with `word`.
    fn next(&mut self, word: &str) -> Option<&'a str> {
        let rest = self.0.first()?.strip_prefix(word)?;
        self.0 = self.0.get(1..)?;
        Some(rest)
    }

    fn key(&mut self, word: &str) -> Result<Option<VerifierKey>, StatementError> {
        Ok(self.next(word).map(VerifierKey::parse).transpose()?)
    }
}

fn predecessor(text: &str) -> Result<Predecessor, StatementError> {
    let wrong = StatementError::Line("a line `succeeds ORIGIN SIZE ROOT`");
    let mut parts = text.splitn(3, ' ');
    let (Some(origin), Some(size), Some(root)) = (parts.next(), parts.next(), parts.next()) else { return Err(wrong) };
    let root = Hash::from_base64(root).ok().filter(|hash| hash.base64() == root);
    match (decimal(size), root) {
        (Some(size), Some(root)) => Ok(Predecessor { origin: origin.to_owned(), head: TreeHead { size, root } }),
        _ => Err(wrong),
    }
}
