//! What a witness refuses, and the HTTP answer that tlog-witness has for each. It must not hold a socket.

use crate::fork::Fork;
use crate::merkle::ProofError;

/// Why a checkpoint is not cosigned.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// 400: the request does not hold to the format.
    #[error("malformed request: expected {0}")]
    Malformed(&'static str),
    /// 404: a log that this witness does not watch.
    #[error("the log {0} is not one that this witness watches")]
    UnknownLog(String),
    /// 403: no signature by the log's key, or a false one.
    #[error("the checkpoint is not signed by the key that this witness has for {0}")]
    NotSigned(String),
    /// 400: a proof from a tree larger than the one offered.
    #[error("the old size {old} is greater than the checkpoint's, {size}")]
    OldBeyond {
        /// The old size in the request.
        old: u64,
        /// The size of the checkpoint offered.
        size: u64,
    },
    /// 409: the witness knows another size than the request says.
    #[error("this witness knows {size} entries; send the proof from there")]
    Conflict {
        /// The size that it knows.
        size: u64,
    },
    /// 409: another tree of the size that the witness cosigned.
    #[error("this witness cosigned another tree of {size} entries: the log forked, or was rolled back and grew anew")]
    Fork {
        /// The size of both trees.
        size: u64,
        /// Both signed heads, for everybody to see.
        evidence: Option<Box<Fork>>,
    },
    /// 422: the proof does not show that the known tree is the beginning of the offered one.
    #[error("no proof of consistency: {0}")]
    BadProof(ProofError),
    /// 503: the witness's clock shows less than when it signed last. What it signed then said "as of this time".
    #[error("this witness's clock shows {now} and it signed at {last}; set the clock, then ask again")]
    ClockBehind {
        /// The clock, in POSIX seconds.
        now: u64,
        /// When it signed last.
        last: u64,
    },
}

impl Refusal {
    /// The status of the HTTP answer.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::Malformed(_) | Self::OldBeyond { .. } => 400,
            Self::NotSigned(_) => 403,
            Self::UnknownLog(_) => 404,
            Self::Conflict { .. } | Self::Fork { .. } => 409,
            Self::BadProof(_) => 422,
            Self::ClockBehind { .. } => 503,
        }
    }

    /// The content type and the body of the HTTP answer: the known size for a conflict, else a line for people.
    #[must_use]
    pub fn body(&self) -> (&'static str, String) {
        match self {
            Self::Conflict { size } | Self::Fork { size, .. } => ("text/x.tlog.size", format!("{size}\n")),
            other => ("text/plain; charset=utf-8", format!("{other}\n")),
        }
    }
}
