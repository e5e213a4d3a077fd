//! What a person may type to prove, to check and to witness.

use clap::{Args, Subcommand};
use std::net::SocketAddr;
use std::path::PathBuf;

#[derive(Args)]
#[command(after_help = "Examples:
  trucewatch verify record --key \"$(cat log.vkey)\"
  trucewatch verify record --policy witness.policy    which witnesses signed, and whether they are enough
  trucewatch verify http://127.0.0.1:8160/ --key log.vkey --seen checkpoint-of-may
  trucewatch verify r-f083.tlog-proof --key log.vkey --original article.txt
  trucewatch verify two-heads.fork --key log.vkey
  trucewatch verify old.tlog-proof --key first.vkey --keys log.keys    the log has changed its key since you got first.vkey

Without --key the ledger is held against the key that lies beside it: this shows that the parts fit together.
That nobody exchanged the whole is shown by a key or a checkpoint that you got another way (docs/ledger.md).")]
pub struct Verify {
    /// A record's folder, a published bundle, a proof (.tlog-proof), the proof of a fork, or the address of a served log.
    #[arg(value_name = "PATH|ADDRESS")]
    pub path: PathBuf,
    /// The verifier key that you know the ledger by, or a file with it.
    #[arg(long, value_name = "VKEY")]
    pub key: Option<String>,
    /// For a proof: what the log told of its keys, where it changed them since you got yours; may be given again.
    #[arg(long, value_name = "FILE")]
    pub keys: Vec<PathBuf>,
    /// Which witnesses have to have signed, in the format of C2SP tlog-policy.
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
    /// A checkpoint of this log that you kept: the log must begin with it, unchanged.
    #[arg(long, value_name = "FILE")]
    pub seen: Option<PathBuf>,
    /// For an address: the originals must be there too, each with its hash. Without it they are read where the server says
    /// that it gives them out.
    #[arg(long)]
    pub blobs: bool,
    /// For an address: for how long one file is waited for, in seconds.
    #[arg(long, default_value_t = 60, value_name = "SECONDS")]
    pub patience: u64,
    /// Also makes the tables anew and compares them.
    #[arg(long)]
    pub deep: bool,
    /// For a proof: the entry, where it travels in a file of its own.
    #[arg(long, value_name = "FILE")]
    pub entry: Option<PathBuf>,
    /// For a proof: a file that the entry is said to speak of, such as the report itself.
    #[arg(long, value_name = "FILE")]
    pub original: Option<PathBuf>,
    #[command(flatten)]
    pub identity: super::WithIdentity,
}

#[derive(Args)]
#[command(after_help = "Examples:
  trucewatch prove r-f083b252d14501c5 > report.tlog-proof
  trucewatch prove 17 > entry.tlog-proof
  trucewatch prove i-1a2b3c4d5e6f --originals with/ > incident.tlog-proof
  trucewatch prove 17 --keys log.keys > entry.tlog-proof    with what the log told of its keys
  trucewatch prove 17 --qr > entry.svg

The proof is a file of C2SP tlog-proof with the entry in it: an index, a path of hashes, the signed checkpoint. Check it with
'trucewatch verify FILE --key VKEY', on another computer, without a network.")]
pub struct Prove {
    /// An entry's number, or the id of a report, an incident or a finding.
    #[arg(value_name = "WHAT")]
    pub what: String,
    /// Leaves the entry out of the proof and writes it into this file.
    #[arg(long, value_name = "FILE")]
    pub entry: Option<PathBuf>,
    /// Writes the blobs that the entry names into this folder, by their hash: what the report or the incident says.
    #[arg(long, value_name = "DIR")]
    pub originals: Option<PathBuf>,
    /// Writes what the log told of its keys into this file, for whoever knows it by an earlier one.
    #[arg(long, value_name = "FILE")]
    pub keys: Option<PathBuf>,
    /// Writes the proof as a QR code, in SVG, for paper.
    #[arg(long)]
    pub qr: bool,
}

#[derive(Args)]
#[command(after_help = "Examples:
  trucewatch compare mine/record theirs/record --key log.vkey
  trucewatch compare theirs/checkpoint mine/record

One of the two may be a checkpoint alone; the larger one must have its tiles. Exit status: 0 they are one history, 1 they are not.")]
pub struct Compare {
    /// A record's folder, a bundle, or a file with a checkpoint.
    pub one: PathBuf,
    /// The other.
    pub other: PathBuf,
    /// The log's verifier key, or a file with it; without it the key beside the first of the two.
    #[arg(long, value_name = "VKEY")]
    pub key: Option<String>,
    /// Where the proof of a fork is written.
    #[arg(long, value_name = "FILE", default_value = "two-heads.fork")]
    pub fork: PathBuf,
}

#[derive(Args)]
#[command(after_help = "Example:
  trucewatch --record record cosign --policy witness.policy

The policy names the witnesses, their keys and where they are asked (docs/ledger.md, \"Witnesses\"). Exit status: 0 where those
who have to sign have signed, 1 where one is missing.")]
pub struct Cosign {
    /// Which witnesses there are and which of them have to sign; RECORD/witness.policy without it.
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
    /// For how long an answer is waited, in seconds.
    #[arg(long, default_value_t = 10, value_name = "SECONDS")]
    pub patience: u64,
}

#[derive(Args)]
pub struct Witness {
    #[command(subcommand)]
    pub act: WitnessAct,
}

#[derive(Subcommand)]
pub enum WitnessAct {
    /// Draws a witness's key and prints its public half.
    Key(WitnessKey),
    /// Cosigns what the logs that it watches send, one history of each.
    Serve(WitnessServe),
}

#[derive(Args)]
#[command(after_help = "Example:
  trucewatch witness key witness.example/north --out witness.key > witness.vkey")]
pub struct WitnessKey {
    /// The witness's name: an address without scheme, unlike any other's.
    pub name: String,
    /// Where the private key is written; a file that is there is left alone.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

#[derive(Args)]
#[command(after_help = "Example:
  mkdir state && trucewatch witness serve --key witness.key --state state --log record/ledger/log.vkey

The folder of what it has seen must exist: a witness that lost it must not go on under the same key, since it could sign a
second history. Put TLS before it where others reach it over a network.")]
pub struct WitnessServe {
    /// The witness's private key.
    #[arg(long, value_name = "FILE")]
    pub key: PathBuf,
    /// The folder of what it has seen; make it when the witness is new.
    #[arg(long, value_name = "DIR")]
    pub state: PathBuf,
    /// The verifier key of a log to watch, or a file with it; may be given again.
    #[arg(long = "log", value_name = "VKEY", required = true)]
    pub logs: Vec<String>,
    /// Where it is asked.
    #[arg(long, default_value = "127.0.0.1:8161", value_name = "ADDRESS")]
    pub listen: SocketAddr,
}
