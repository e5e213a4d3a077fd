//! What a person may type to exchange with other posts.

use clap::{Args, Subcommand};
use std::net::SocketAddr;
use std::path::PathBuf;

#[derive(Args)]
pub struct Peer {
    #[command(subcommand)]
    pub act: PeerAct,
}

#[derive(Subcommand)]
pub enum PeerAct {
    /// Enters a post: from now on its log is taken over, if it is signed by this key.
    #[command(after_help = "Example:
  trucewatch peer add harbour --key harbour.vkey --by 'A. Lind'

The key is the file ledger/log.vkey of that post's record. Get it from a person, not with the log: a log proves itself by it.")]
    Add {
        /// The name by which people here call the post.
        #[arg(value_name = "NAME")]
        name: String,
        /// The verifier key of its log, or a file with it.
        #[arg(long, value_name = "VKEY")]
        key: String,
        /// Who enters it, for the ledger; without it the author of --author, else 'operator'.
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
    },
    /// Lists the posts, and how much of each log is here.
    List,
}

#[derive(Args)]
#[command(after_help = "On a stick, in two carries:
  trucewatch sync offer headquarters --out to-headquarters.parcel      in the field
  trucewatch sync accept to-headquarters.parcel                        at headquarters, and there:
  trucewatch sync offer harbour --out to-harbour.parcel
  trucewatch sync accept to-harbour.parcel                             in the field again
Over a link, both ways at once:
  trucewatch sync serve --listen 127.0.0.1:8164                        at headquarters
  trucewatch sync with http://headquarters.example:8164                in the field

Both posts enter each other first, with 'trucewatch peer add'. Nothing is sent that the other post is known to have.")]
pub struct Sync {
    #[command(subcommand)]
    pub act: SyncAct,
}

#[derive(Subcommand)]
pub enum SyncAct {
    /// Writes a parcel for a post: every log that is here, from where that post has it on.
    #[command(after_help = "Examples:
  trucewatch sync offer harbour --out harbour.parcel
  trucewatch sync offer harbour --holds harbour.holds --out harbour.parcel
  trucewatch sync offer harbour | ssh harbour trucewatch sync accept -

What the post has follows from what came from it; --holds names it where that is out of date.")]
    Offer {
        /// The post, by the name under which it was entered.
        #[arg(value_name = "PEER")]
        peer: String,
        /// Where the parcel is written; standard output without it.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// What the post has, as it wrote with 'trucewatch sync holds'.
        #[arg(long, value_name = "FILE")]
        holds: Option<PathBuf>,
    },
    /// Takes a parcel in; one that was taken in already changes nothing.
    #[command(after_help = "Examples:
  trucewatch sync accept harbour.parcel
  trucewatch sync accept half.parcel --partial     of a parcel that was cut, what is whole

All of it is looked at before anything is written. What does not hold is refused with its place, and the record stays as it was.
Where a post's log signed two histories, the proof is written: check it with 'trucewatch verify FILE --key VKEY'.")]
    Accept {
        /// The parcel; - is standard input.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Of a parcel that is cut or damaged, takes what is whole before that place.
        #[arg(long)]
        partial: bool,
        /// Who takes it in, for the ledger; without it the author of --author, else 'operator'.
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
        /// Where the proof of a fork is written.
        #[arg(long, value_name = "FILE", default_value = "two-heads.fork")]
        fork: PathBuf,
    },
    /// Exchanges with a post over HTTP or HTTPS, both ways. What breaks off goes on where it was when this is run again.
    #[command(after_help = "Example:
  trucewatch sync with https://headquarters.example/")]
    With {
        /// Where 'trucewatch sync serve' of that post is reached.
        #[arg(value_name = "ADDRESS")]
        address: String,
        /// Who exchanges, for the ledger; without it the author of --author, else 'operator'.
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
    },
    /// Lets the posts that were entered exchange with this one over HTTP.
    #[command(
        after_help = "There is no log-in: whoever reaches the address can have every report of the record. On another address than the \
loopback one, put a tunnel or a server with TLS and client certificates before it."
    )]
    Serve {
        /// Where posts reach it.
        #[arg(long, default_value = "127.0.0.1:8164", value_name = "ADDRESS")]
        listen: SocketAddr,
        /// Who takes their logs in, for the ledger; without it the author of --author, else 'operator'.
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
    },
    /// Writes what this record has of each log, for whoever makes a parcel for it.
    #[command(after_help = "Example:
  trucewatch sync holds > harbour.holds            a few lines, to be sent ahead")]
    Holds,
}
