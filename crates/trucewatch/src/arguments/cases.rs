//! What a person may type about rules of procedure, cases and how parties were treated.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Args)]
#[command(after_help = "Examples:
  trucewatch rules check rules.toml
  trucewatch rules add rules.toml --by 'Z. Secretary'

A later version holds from its own time on and changes no past. The format: docs/cases.md.")]
pub struct Rules {
    #[command(subcommand)]
    pub act: RulesAct,
}

#[derive(Subcommand)]
pub enum RulesAct {
    /// Says whether the file holds rules that can be followed, and what they ask.
    Check {
        /// The rules file (docs/cases.md).
        file: PathBuf,
    },
    /// Checks the file and enters it into the record.
    Add {
        /// The rules file (docs/cases.md).
        file: PathBuf,
        /// Who enters it, for the ledger; without it the author of --author, else 'operator'.
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
    },
}

#[derive(Args)]
#[command(after_help = "Examples:
  trucewatch case step received.toml               opens a case and prints its id
  trucewatch case step logged.toml screened.toml   takes steps, one after the other
  trucewatch case list
  trucewatch case list --format csv > queue.csv
  trucewatch case show case-1
  trucewatch case export > steps.jsonl

A step that the rules do not allow is refused with who, which rule, and what to do. The format: docs/cases.md.")]
pub struct Case {
    #[command(subcommand)]
    pub act: CaseAct,
}

#[derive(Subcommand)]
pub enum CaseAct {
    /// Takes steps: each is checked against the rules and the record, then entered.
    Step {
        /// The files of the steps, in their order (docs/cases.md).
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Who enters them, for the ledger; without it the author of --author, else 'operator'.
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
    },
    /// Lists the cases, with where each stands and what is late; what is late stands first.
    List {
        /// How it is written.
        #[arg(long, value_enum, default_value = "text")]
        format: ListFormat,
    },
    /// Shows a case: its steps with who, when and why, its clocks, its finding.
    Show {
        /// The case's id.
        case: String,
        #[command(flatten)]
        identity: super::WithIdentity,
    },
    /// Writes the steps of all cases as JSON lines.
    Export,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum ListFormat {
    Text,
    Jsonl,
    Csv,
}

#[derive(Args)]
#[command(after_help = "Example:
  trucewatch impartiality --from 2031-05-01 --to 2031-05-31

Days are those of the agreement's zone. What happened after the last day is not looked at.")]
pub struct Impartiality {
    /// The first day.
    #[arg(long, value_name = "DATE")]
    pub from: String,
    /// The last day.
    #[arg(long, value_name = "DATE")]
    pub to: String,
    /// The agreement, where the record holds rules of several.
    #[arg(long, value_name = "ID")]
    pub agreement: Option<String>,
}
