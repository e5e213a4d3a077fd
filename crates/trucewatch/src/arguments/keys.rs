//! What a person may type about the keys of a record and of its authors.

use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Args)]
#[command(after_help = "Examples:
  trucewatch init --recovery /media/safe/recovery.key     the log's key in the record, a recovery key on a stick
  trucewatch init --key-file ~/keys/log.key               the log's key elsewhere; then set TRUCEWATCH_KEY_FILE
  trucewatch init --ssh-agent ~/.ssh/log.pub --name mission.example/record
  trucewatch --record new init --succeeds old/record      the old record's key is lost, and it had no recovery key

Keep the recovery key away from this computer: it may name a new key where the present one is lost or stolen. Other commands
make a record by themselves where there is none, without a recovery key.")]
pub struct Init {
    /// The log's name: an address without scheme, unlike any other's; drawn without it.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    #[command(flatten)]
    pub place: KeyPlace,
    /// Draws a recovery key into this file.
    #[arg(long, value_name = "FILE")]
    pub recovery: Option<PathBuf>,
    /// The record, bundle or checkpoint whose work this one goes on with.
    #[arg(long, value_name = "PATH")]
    pub succeeds: Option<PathBuf>,
    #[command(flatten)]
    pub hand: By,
}

/// Where a private key of the log is kept; in the record's folder without either.
#[derive(Args)]
#[group(multiple = false)]
pub struct KeyPlace {
    /// In this file outside the record, which is made where it is not there.
    #[arg(long, value_name = "FILE")]
    pub key_file: Option<PathBuf>,
    /// In an SSH agent: the file with the public half, of type ssh-ed25519.
    #[arg(long, value_name = "FILE")]
    pub ssh_agent: Option<PathBuf>,
}

/// Who does it, and why.
#[derive(Args)]
pub struct By {
    /// Who does it, for the ledger; without it the author of --author, else 'operator'.
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Why, in a sentence.
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
}

#[derive(Args)]
#[command(after_help = "Examples:
  trucewatch key show
  trucewatch key rotate --why 'the laptop changes hands'
  trucewatch key revoke 1a2b3c4d --since 812 --why 'the laptop was stolen on 3 May'
  trucewatch key recover --recovery /media/safe/recovery.key --why 'the disk is broken'

Whoever knows the log by an earlier key follows along: each change is signed and stands in the log (docs/ledger.md, \"The log's
keys\").")]
pub struct Key {
    #[command(subcommand)]
    pub act: KeyCommand,
}

#[derive(Subcommand)]
pub enum KeyCommand {
    /// Tells the log's keys, the first to the present one.
    Show,
    /// Hands over from the present key to a new one.
    Rotate {
        #[command(flatten)]
        place: KeyPlace,
        /// Draws the log's first recovery key into this file.
        #[arg(long, value_name = "FILE")]
        new_recovery: Option<PathBuf>,
        #[command(flatten)]
        hand: By,
    },
    /// Names a new key by the word of the recovery key, where the present key is lost or stolen.
    Recover {
        /// The file with the recovery key.
        #[arg(long, value_name = "FILE")]
        recovery: PathBuf,
        #[command(flatten)]
        place: KeyPlace,
        /// Draws another recovery key into this file, for the next time.
        #[arg(long, value_name = "FILE")]
        new_recovery: Option<PathBuf>,
        #[command(flatten)]
        hand: By,
    },
    /// Says that a key which was rotated out is not to be believed.
    Revoke {
        /// The key, or the eight digits of its id.
        #[arg(value_name = "KEY")]
        key: String,
        /// The size of the last tree for which it is believed; as far as it signed without this.
        #[arg(long, value_name = "SIZE")]
        since: Option<u64>,
        #[command(flatten)]
        hand: By,
    },
}

#[derive(Args)]
#[command(after_help = "Examples:
  trucewatch author key 'A. Lind' --out lind.key > lind.vkey
  trucewatch author add lind.vkey --name 'A. Lind' --role 'team leader'
  trucewatch --author lind.key finding add finding.toml
  trucewatch author list
  trucewatch author revoke 'A. Lind' --why 'left the mission'

From then on, what is entered in the name of an author is entered with the author's key or not at all.")]
pub struct Author {
    #[command(subcommand)]
    pub act: AuthorAct,
}

#[derive(Subcommand)]
pub enum AuthorAct {
    /// Draws a person's key and prints its public half.
    Key {
        /// The person's name.
        #[arg(value_name = "NAME")]
        name: String,
        /// Where the private key is written; a file that is there is left alone.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Enters a person who signs, with the public half of their key.
    Add {
        /// The verifier key, or a file with it.
        #[arg(value_name = "VKEY")]
        key: String,
        /// The person's name, as entries bear it.
        #[arg(long, value_name = "NAME")]
        name: String,
        /// The person's role.
        #[arg(long, value_name = "TEXT")]
        role: Option<String>,
        #[command(flatten)]
        hand: By,
    },
    /// Takes a person's key back: what it signed before stands.
    Revoke {
        /// The person's name.
        #[arg(value_name = "NAME")]
        name: String,
        #[command(flatten)]
        hand: By,
    },
    /// Lists the persons who have a key, and those who had one.
    List,
}
