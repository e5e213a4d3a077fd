//! What a person may type to protect, to reveal, to erase and to publish.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;
use store::protection::Level;

/// Whose private key opens what is protected.
#[derive(Args)]
pub struct WithIdentity {
    /// The file of your identity (from `trucewatch protect key`); the environment's TRUCEWATCH_IDENTITY without it. What it
    /// does not open stays protected.
    #[arg(long, value_name = "FILE")]
    pub identity: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum LevelName {
    /// Those who work on the matter, the parties among them.
    Restricted,
    /// The mission.
    Confidential,
    /// Persons named one by one.
    StrictlyConfidential,
}

impl From<LevelName> for Level {
    fn from(name: LevelName) -> Self {
        match name {
            LevelName::Restricted => Self::Restricted,
            LevelName::Confidential => Self::Confidential,
            LevelName::StrictlyConfidential => Self::StrictlyConfidential,
        }
    }
}

/// How reports that are taken in are protected.
#[derive(Args)]
pub struct Protecting {
    /// Protects these reports: the record shows that they came in, and seals what they say and whom they come from. They take
    /// no part in incidents.
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub protect: Option<LevelName>,
    /// Protects whom they come from more strictly than what they say.
    #[arg(long, value_enum, value_name = "LEVEL", requires = "protect")]
    pub protect_origin: Option<LevelName>,
}

#[derive(Args)]
pub struct Protect {
    #[command(subcommand)]
    pub act: ProtectAct,
}

#[derive(Subcommand)]
pub enum ProtectAct {
    /// Draws an identity: a private key into a file, its public half on standard output.
    #[command(after_help = "Example:
  trucewatch protect key --out /media/stick/identity.txt

Keep it outside of the record, and a copy of it elsewhere: without it, what is sealed to it alone is lost for good.
The file is one of the age tool's, which draws and reads such keys too.")]
    Key {
        /// Where the private key is written; a file that is there is left alone.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Tells who may open what, or says who may from now on.
    #[command(after_help = "Examples:
  trucewatch protect recipients                    tells who may open what
  trucewatch protect recipients confidential --add 'Head of mission=age1...' --by 'A. Lind' --why 'she took office'
  trucewatch protect recipients confidential --remove 'Head of mission' --by 'A. Lind' --why 'she left'

Names and public keys stand in the ledger, for all to see: name roles, not persons. Who is on a stricter level opens what
is protected on those before it, too. What was sealed before stays as it is until 'trucewatch protect renew'.")]
    Recipients {
        /// Of which level.
        #[arg(value_enum)]
        level: Option<LevelName>,
        /// Adds a recipient: a name and a public key.
        #[arg(long, value_name = "NAME=KEY", requires = "level")]
        add: Vec<String>,
        /// Takes a recipient off, by name.
        #[arg(long, value_name = "NAME", requires = "level")]
        remove: Vec<String>,
        #[command(flatten)]
        entering: Entering,
    },
    /// Shows what is protected, and the values that your identity opens, as JSON lines.
    #[command(after_help = "Examples:
  trucewatch protect show                          every protected field of the record
  trucewatch protect show 17 --identity identity.txt
  trucewatch protect show --identity identity.txt | jq -r '.value // .state'")]
    Show {
        /// Of this entry only.
        #[arg(value_name = "ENTRY")]
        entry: Option<u64>,
        #[command(flatten)]
        identity: WithIdentity,
    },
    /// Seals what your identity opens to those who may open it now: somebody was added, or taken off.
    #[command(after_help = "Example:
  trucewatch protect renew --identity identity.txt

Whoever was taken off keeps what they copied.")]
    Renew {
        #[command(flatten)]
        identity: WithIdentity,
    },
    /// Holds back what an entry speaks of from publications until a time. That the entry exists is not held back.
    #[command(after_help = "Example:
  trucewatch protect delay 17 --until 2031-06-01T00:00:00Z --by 'A. Lind' --why 'until the families are told'

The last word on an entry counts: give an earlier time to release it. An entry's own text is no secret: what must not be
seen in it is to be protected when it enters.")]
    Delay {
        /// The entry's number.
        entry: u64,
        /// From when on it is published.
        #[arg(long, value_name = "TIME")]
        until: String,
        #[command(flatten)]
        entering: Entering,
    },
}

/// Who enters something, and why.
#[derive(Args)]
pub struct Entering {
    /// Who enters it, for the ledger; without it the author of --author, else 'operator'.
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Why, in a sentence.
    #[arg(long, value_name = "TEXT", default_value = "as decided")]
    pub why: String,
}

#[derive(Args)]
#[command(after_help = "Example:
  trucewatch erase 17 /origin --by 'A. Lind' --why 'order 12/2031 of the district court'

Destroys every copy of the value in this record's folder, and enters that it did. The record verifies as before, and nobody
can show any more what stood there. Copies of the record, bundles and backups are not reached. 'trucewatch protect show' lists
entries and fields.")]
pub struct Erase {
    /// The entry's number.
    pub entry: u64,
    /// The protected field, as a JSON pointer.
    pub field: String,
    /// Who enters it, for the ledger.
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// Why: on whose order.
    #[arg(long, value_name = "TEXT")]
    pub why: String,
}

#[derive(Args)]
#[command(after_help = "Examples:
  trucewatch publish --out bundle --level public
  trucewatch publish --out for-the-parties --level restricted --identity identity.txt
  trucewatch publish --out bundle --level public --delay 30     what came in in the last 30 days is held back
  trucewatch publish --out bundle --level public --size 214     the ledger as it was with 214 entries
  trucewatch verify bundle --key log.vkey

A bundle is a folder with `ledger/` in it: every entry, the blobs and the values that may be shown. Every bundle of a tree has
its root, whatever it shows. What a delay holds back is missing; that the entries exist is not hidden.")]
pub struct Publish {
    /// A new or an empty folder.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// For whom: no protected value is disclosed to the public; the others see those of their level and the ones before it.
    #[arg(long, value_enum)]
    pub level: Audience,
    /// Holds back what entries speak of that came in at this time or later.
    #[arg(long, value_name = "TIME", conflicts_with = "delay")]
    pub before: Option<String>,
    /// Holds back what an entry speaks of until so many days after it.
    #[arg(long, value_name = "DAYS")]
    pub delay: Option<u32>,
    /// Publishes the ledger as it was when it had so many entries, under a checkpoint signed now.
    #[arg(long, value_name = "ENTRIES")]
    pub size: Option<u64>,
    #[command(flatten)]
    pub identity: WithIdentity,
}

#[derive(Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum Audience {
    /// Everybody.
    Public,
    /// Those who work on the matter, the parties among them.
    Restricted,
    /// The mission.
    Confidential,
    /// Persons named one by one.
    StrictlyConfidential,
}

impl Audience {
    /// The strictest level of the values that it may see.
    pub fn level(self) -> Option<Level> {
        match self {
            Self::Public => None,
            Self::Restricted => Some(Level::Restricted),
            Self::Confidential => Some(Level::Confidential),
            Self::StrictlyConfidential => Some(Level::StrictlyConfidential),
        }
    }
}
