//! What a person may type about negotiation tracks.

use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Args)]
#[command(after_help = "Examples:
  trucewatch track add data/tracks/libya-2020-military.toml --by 'D. Officer'
  trucewatch track list
  trucewatch track show libya-2020-military

What people know of a round is entered; what reports tell of it stands beside it. The format: docs/tracks.md.")]
pub struct Track {
    #[command(subcommand)]
    pub act: TrackAct,
}

#[derive(Subcommand)]
pub enum TrackAct {
    /// Checks a file and enters the track; a later one with the same id takes its place.
    Add {
        /// The track's file (docs/tracks.md).
        file: PathBuf,
        /// Who enters it, for the ledger; without it the author of --author, else 'operator'.
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
    },
    /// Lists the tracks, with their last round and the next date.
    List,
    /// Shows a track: rounds, who took part, what came of them, and the incidents that tell of them.
    Show {
        /// The track's id.
        track: String,
    },
}
