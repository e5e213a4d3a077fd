//! C2SP tlog-policy: which logs and witnesses a reader trusts, and how many of them have to agree, as a small text file.
//! It must not say whose key is whose: the reader writes the file.

mod judgement;
mod parse;

pub use judgement::{Judged, Judgement};
pub use parse::PolicyError;

use crate::checkpoint::{Signatures, VerifierKey};

/// What a reader requires of a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The logs that are accepted; none where the log is known from elsewhere.
    pub logs: Vec<VerifierKey>,
    /// The witnesses, in the order of the file.
    pub witnesses: Vec<PolicyWitness>,
    /// The groups, each after its members.
    groups: Vec<Group>,
    /// What has to have signed; `None` where no cosignature is required.
    quorum: Option<Member>,
}

/// One witness of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyWitness {
    /// Its name inside the policy.
    pub name: String,
    /// Its key.
    pub key: VerifierKey,
    /// Where it is asked for cosignatures: the address before `/add-checkpoint`.
    pub url: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Group {
    name: String,
    /// How many of its members have to have signed.
    threshold: usize,
    members: Vec<Member>,
}

/// A witness or a group, by its place in the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Member {
    Witness(usize),
    Group(usize),
}

impl Policy {
    /// Every key that the policy names: what to check a checkpoint's signatures with.
    #[must_use]
    pub fn keys(&self) -> Vec<VerifierKey> {
        self.logs.iter().chain(self.witnesses.iter().map(|witness| &witness.key)).cloned().collect()
    }

    /// Holds checked signatures against the quorum.
    #[must_use]
    pub fn judge(&self, signatures: &Signatures) -> Judgement {
        judgement::judge(self, signatures)
    }
}
