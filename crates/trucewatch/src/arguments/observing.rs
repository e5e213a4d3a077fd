//! Observations, screening and obligations: what may be typed.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Args)]
pub struct Observe {
    #[command(subcommand)]
    pub act: ObserveAct,
}

#[derive(Subcommand)]
pub enum ObserveAct {
    /// Enters a file: a table (CSV), JSON lines, or TOML; all of it or nothing.
    #[command(after_help = "Examples:
  trucewatch observe add patrols-of-3-may.csv
  trucewatch observe add checkpoints.csv --as restrictions
  trucewatch observe add hours.csv --as efforts --dry-run
  cat night.csv | trucewatch observe add -

The first row names the columns (docs/observations.md). The same file a second time changes nothing. What was wrong is put
right by a new row that names the old one under 'corrects'; both stay in the record.")]
    Add {
        /// The file; its name ends in .csv, .jsonl, .json or .toml. - is a table on standard input.
        file: PathBuf,
        /// What its rows tell; a TOML file says so itself.
        #[arg(long = "as", value_enum, default_value = "observations", value_name = "WHAT")]
        what: FieldNoun,
        /// Says what would be entered, and enters nothing.
        #[arg(long)]
        dry_run: bool,
        /// Who enters it, for the ledger; without it the author of --author, else 'operator'.
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
    },
    /// Lists what was entered and stands, beside how much was watched.
    #[command(after_help = "Examples:
  trucewatch observe list --from 2031-05-03 --to 2031-05-03
  trucewatch observe list --area Ridge --format csv > ridge.csv
  trucewatch observe list --what restrictions --format json

CSV and JSON lines can be entered again as they are.")]
    List(Listing),
}

/// Which of the three.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FieldNoun {
    Observations,
    Restrictions,
    Efforts,
}

#[derive(Args)]
pub struct Listing {
    /// What is listed; the text lists all three.
    #[arg(long, value_enum, default_value = "observations")]
    pub what: FieldNoun,
    /// The first day.
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// The last day.
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// Of this area only.
    #[arg(long, value_name = "NAME")]
    pub area: Option<String>,
    /// How it is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: FieldFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FieldFormat {
    Text,
    Csv,
    Json,
}

#[derive(Args)]
#[command(after_help = "Examples:
  trucewatch screen                                everything, under every agreement of the record
  trucewatch screen --agreement hills-2031 --clause p2
  trucewatch screen --incident i-1a2b3c4d5e6f      one incident; ids stand on 'trucewatch export incidents'
  trucewatch screen --observation obs-1a2b3c4d5e6f
  trucewatch screen --history i-1a2b3c4d5e6f       what was answered when, and why it changed

A screening is a proposal and no finding. Where nothing can be told it says what is missing.")]
pub struct Screen {
    /// Under this agreement only.
    #[arg(long, value_name = "ID")]
    pub agreement: Option<String>,
    /// Under this provision only.
    #[arg(long, value_name = "ID")]
    pub clause: Option<String>,
    /// This incident only.
    #[arg(long, value_name = "ID")]
    pub incident: Option<String>,
    /// This observation only.
    #[arg(long, value_name = "ID", conflicts_with = "incident")]
    pub observation: Option<String>,
    /// How the answers on this incident or observation changed, entry by entry.
    #[arg(long, value_name = "ID", conflicts_with_all = ["agreement", "clause", "incident", "observation"])]
    pub history: Option<String>,
}

#[derive(Args)]
#[command(after_help = "Examples:
  trucewatch obligations                           as things stand now
  trucewatch obligations --agreement hills-2031 --as-of 2031-06-01
  trucewatch obligations --due-within 14d          what is open and falls due, the first first
  trucewatch obligations --format ics > deadlines.ics

The time is the agreement's own (its 'time_zone'); in a calendar file it is UTC.")]
pub struct Obligations {
    /// Of this agreement only.
    #[arg(long, value_name = "ID")]
    pub agreement: Option<String>,
    /// As of the beginning of this day, or of this moment; now without it.
    #[arg(long, value_name = "TIME")]
    pub as_of: Option<String>,
    /// Only what is open and falls due within so many days (14d) or weeks (2w).
    #[arg(long, value_name = "DAYS")]
    pub due_within: Option<String>,
    /// How it is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: OwedFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OwedFormat {
    Text,
    Csv,
    Json,
    Ics,
}
