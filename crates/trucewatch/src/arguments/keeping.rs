//! What a person may type to keep a record safe: copying it while it is in use, and putting a copy back.

use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
#[command(after_help = "Examples:
  trucewatch backup /media/stick/record-of-monday
  trucewatch --record /srv/record backup backups/2020-01-13 --key log.vkey

Whoever writes to the record meanwhile goes on. The copy is a record like the first, verified before it gets its name: look at
it, verify it or serve it as it is. It holds the ledger's private key; keep it as safe as the record.")]
pub struct Backup {
    /// Where the copy goes: a folder that is not there yet, or an empty one.
    pub to: PathBuf,
    /// The verifier key that you know the ledger by, or a file with it; without it the key beside the log.
    #[arg(long, value_name = "VKEY")]
    pub key: Option<String>,
}

#[derive(Args)]
#[command(after_help = "Examples:
  trucewatch --record record restore /media/stick/record-of-monday
  trucewatch --record record restore backups/2020-01-13 --key log.vkey --seen checkpoint-of-may

The copy is verified first, and a record that is there is never overwritten: move it away yourself. Where witnesses of the
record's policy saw more than the copy holds, that is said: what was entered after the copy is missing, and entering
something else in its place makes a second history, which the witnesses refuse.")]
pub struct Restore {
    /// The copy.
    pub from: PathBuf,
    /// The verifier key that you know the ledger by, or a file with it; without it the key beside the log.
    #[arg(long, value_name = "VKEY")]
    pub key: Option<String>,
    /// A checkpoint of this log that you kept: where the copy is older, that is said; where it differs, it is refused.
    #[arg(long, value_name = "FILE")]
    pub seen: Option<PathBuf>,
    /// Which witnesses are asked what they saw; the policy in the copy without it.
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
    /// Asks no witness.
    #[arg(long, conflicts_with = "policy")]
    pub offline: bool,
    /// For how long a witness's answer is waited, in seconds.
    #[arg(long, default_value_t = 10, value_name = "SECONDS")]
    pub patience: u64,
}
