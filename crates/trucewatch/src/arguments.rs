//! What a person may type, with examples.

mod cases;

pub use cases::{Case, CaseAct, Impartiality, Rules, RulesAct};

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Reads every report of a ceasefire, shows who says what, weighs it the same for every party, and proves that nobody altered the record.
#[derive(Parser)]
#[command(
    version,
    max_term_width = 100,
    after_help = "Examples:
  trucewatch demo                                  a record to look at, in the browser
  trucewatch read reports/ --source 'Field office' take in a folder of reports
  trucewatch brief --from 2020-01-12 --to 2020-01-19
  trucewatch verify record                         prove that nobody altered it

Exit status: 0 done, 1 something failed or was refused, 2 wrong usage."
)]
pub struct Arguments {
    /// The folder that holds the record.
    #[arg(long, global = true, default_value = "record", value_name = "DIR")]
    pub record: PathBuf,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Takes in reports: text, HTML, JSON lines, CSV, RSS and Atom files, folders, or - for standard input.
    Read(Read),
    /// Shows a report with its claims marked, and why each was made.
    Explain(Explain),
    /// Gives the account of an incident: what is told, who says so, why its claims stand together.
    Why(Why),
    /// Writes the situation report of a period.
    Brief(Brief),
    /// Makes the demonstration record and shows its pages.
    Demo(Demo),
    /// Shows the record's pages.
    Serve(Serve),
    /// Writes what the record holds, as JSON lines or CSV.
    Export(Export),
    /// Checks an agreement file, or enters it.
    Agreement(Agreement),
    /// Enters what people found.
    Finding(Finding),
    /// Checks rules of procedure, or enters them.
    Rules(Rules),
    /// Takes allegations through their life: a step at a time, under the rules of procedure.
    Case(Case),
    /// Shows how each party was treated in a period: the same questions of each.
    Impartiality(Impartiality),
    /// Enters sources: who publishes, of what kind, and with whom they stand.
    Source(Source),
    /// Checks a record or a published bundle, offline, and says what it checked.
    Verify(Verify),
    /// Makes every table of the record anew from its ledger.
    Rebuild,
    /// Reads docs.jsonl from standard input and writes readings.jsonl; keeps no record.
    #[command(after_help = "Example:\n  trucewatch extract < docs.jsonl > readings.jsonl")]
    Extract,
    /// Reads readings.jsonl from standard input and writes incidents.jsonl; keeps no record.
    #[command(after_help = "Example:\n  trucewatch extract < docs.jsonl | trucewatch fuse > incidents.jsonl")]
    Fuse,
}

#[derive(Args)]
#[command(after_help = "Examples:
  trucewatch read article.txt --published 2020-01-14 --source 'Harbour Wire'
  trucewatch read feed.xml reports/ docs.jsonl
  curl -s https://news.example/feed | trucewatch read -

A second run of the same input changes nothing. Without --published the date is taken from the report's own
metadata, else inferred from its text and marked as inferred, else unknown.")]
pub struct Read {
    /// Files or folders; - is standard input.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// When these reports were published: a date, or a date and time.
    #[arg(long, value_name = "TIME")]
    pub published: Option<String>,
    /// Who published them.
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// Who takes them in, for the ledger.
    #[arg(long, value_name = "NAME", default_value = "operator")]
    pub by: String,
}

#[derive(Args)]
#[command(after_help = "Examples:
  trucewatch explain article.txt --published 2020-01-14   a file; no record is kept
  trucewatch explain r-f083b252d14501c5                   a report of the record; the beginning of its id is enough
  trucewatch explain article.txt | less -R")]
pub struct Explain {
    /// A report's id, or a file; - is standard input.
    #[arg(value_name = "REPORT")]
    pub report: String,
    /// When a file was published.
    #[arg(long, value_name = "TIME")]
    pub published: Option<String>,
}

#[derive(Args)]
#[command(after_help = "Example:
  trucewatch why i-1a2b3c4d5e6f                    ids stand on 'trucewatch export incidents' and on the pages")]
pub struct Why {
    /// The incident's id.
    #[arg(value_name = "INCIDENT")]
    pub incident: String,
}

#[derive(Args)]
#[command(after_help = "Examples:
  trucewatch brief                                 everything, for the terminal
  trucewatch brief --from 2020-01-12 --to 2020-01-19 --format html > week.html")]
pub struct Brief {
    /// The first day; the earliest event without it.
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// The last day; the latest event without it.
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// How it is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: BriefFormat,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum BriefFormat {
    Text,
    Md,
    Html,
    Json,
}

#[derive(Args)]
pub struct Demo {
    /// Where the pages are shown.
    #[arg(long, default_value = "127.0.0.1:8160", value_name = "ADDRESS")]
    pub listen: SocketAddr,
    /// Makes the record in DIR and keeps it; without it, in a folder for the while.
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
    /// Makes the record, prints its brief, and shows no pages.
    #[arg(long)]
    pub no_serve: bool,
}

#[derive(Args)]
#[command(
    after_help = "The pages carry no log-in: on another address than the loopback one, everybody who reaches it reads the record."
)]
pub struct Serve {
    /// Where the pages are shown.
    #[arg(long, default_value = "127.0.0.1:8160", value_name = "ADDRESS")]
    pub listen: SocketAddr,
}

#[derive(Args)]
#[command(after_help = "Examples:
  trucewatch export incidents > incidents.jsonl
  trucewatch export figures --format csv > figures.csv")]
pub struct Export {
    #[arg(value_enum)]
    pub what: ExportWhat,
    /// How it is written.
    #[arg(long, value_enum, default_value = "jsonl")]
    pub format: ExportFormat,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum ExportWhat {
    Reports,
    Readings,
    Claims,
    Incidents,
    Findings,
    Figures,
    Actors,
    Agreements,
    Sources,
    Origins,
    Board,
    Proposals,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum ExportFormat {
    Jsonl,
    Csv,
}

#[derive(Args)]
pub struct Agreement {
    #[command(subcommand)]
    pub act: AgreementAct,
}

#[derive(Subcommand)]
pub enum AgreementAct {
    /// Says whether the file is a valid agreement, and what it holds.
    Check {
        /// The agreement file (docs/agreements.md).
        file: PathBuf,
    },
    /// Checks the file and enters it into the record.
    Add {
        /// The agreement file (docs/agreements.md).
        file: PathBuf,
        /// Who enters it, for the ledger.
        #[arg(long, default_value = "operator", value_name = "NAME")]
        by: String,
    },
}

#[derive(Args)]
pub struct Finding {
    #[command(subcommand)]
    pub act: FindingAct,
}

#[derive(Subcommand)]
pub enum FindingAct {
    /// Enters a finding with its reasons and standard of proof.
    Add {
        /// The finding file (docs/agreements.md, "Findings").
        file: PathBuf,
        /// Who enters it, for the ledger.
        #[arg(long, default_value = "operator", value_name = "NAME")]
        by: String,
    },
}

#[derive(Args)]
pub struct Source {
    #[command(subcommand)]
    pub act: SourceAct,
}

#[derive(Subcommand)]
pub enum SourceAct {
    /// Enters the sources of a file.
    Add {
        /// The sources file (data/sources/README.md).
        file: PathBuf,
        /// Who enters them, for the ledger.
        #[arg(long, default_value = "operator", value_name = "NAME")]
        by: String,
    },
}

#[derive(Args)]
#[command(
    after_help = "Without --key the ledger is held against the key that lies beside it: this shows that the parts fit together.
That nobody exchanged the whole is shown by a key or a checkpoint that you got another way (docs/ledger.md)."
)]
pub struct Verify {
    /// A record's folder, or a published bundle.
    pub path: PathBuf,
    /// The verifier key that you know the ledger by.
    #[arg(long, value_name = "VKEY")]
    pub key: Option<String>,
    /// Also makes the tables anew and compares them.
    #[arg(long)]
    pub deep: bool,
}
