//! What a person may type, with examples.

mod cases;
mod codebooks;
mod exchange;
mod fusing;
mod keeping;
mod keys;
mod observing;
mod protection;
mod proving;
mod serving;
mod tracks;

pub use self::codebooks::Import;
pub use cases::{Case, CaseAct, Impartiality, ListFormat, Rules, RulesAct};
pub use exchange::{Peer, PeerAct, Sync, SyncAct};
pub use fusing::Fuse;
pub use keeping::{Backup, Restore};
pub use keys::{Author, AuthorAct, By, Init, Key, KeyCommand, KeyPlace};
pub use observing::{FieldFormat, FieldNoun, Listing, Obligations, Observe, ObserveAct, OwedFormat, Screen};
pub use protection::{Entering, Erase, LevelName, Protect, ProtectAct, Protecting, Publish, WithIdentity};
pub use proving::{Compare, Cosign, Prove, Verify, Witness, WitnessAct, WitnessKey, WitnessServe};
pub use serving::{Demo, Serve, Showing};
pub use tracks::{Track, TrackAct};

use clap::{Args, Parser, Subcommand, ValueEnum};
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
    /// The file with the key of the author who signs what is entered; TRUCEWATCH_AUTHOR without it.
    #[arg(long, global = true, value_name = "FILE")]
    pub author: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Makes an empty record on purpose: its name, where its key is kept, a recovery key.
    Init(Init),
    /// Tells the keys of the record's log, hands over to a new one, recovers from a lost one, revokes an old one.
    Key(Key),
    /// Enters the persons who sign what they enter, and lists them.
    Author(Author),
    /// Takes in reports: text, HTML, JSON lines, CSV, RSS and Atom files, folders, or - for standard input.
    Read(Read),
    /// Takes in rows of a codebook: UCDP GED, ACLED, PA-X, ETH/PRIO.
    Import(Import),
    /// Shows a report with its claims marked, and why each was made.
    Explain(Explain),
    /// Gives the account of an incident: what is told, who says so, why its claims stand together, what became of it.
    Why(Why),
    /// Enters what people decide about incidents: that they are one, or two, or settled.
    Incident(Incident),
    /// Enters whence statements come, where the program found it wrongly.
    Origin(Origin),
    /// Writes the situation report of a period.
    Brief(Brief),
    /// Makes the demonstration record and shows its pages.
    Demo(Demo),
    /// Shows the record's pages.
    Serve(Serve),
    /// Writes what the record holds, as JSON lines or CSV.
    Export(Export),
    /// Checks an agreement file, enters it, or tells how two files differ.
    Agreement(Agreement),
    /// Enters and lists what patrols noticed, where movement was restricted, and how much was watched.
    Observe(Observe),
    /// Prints what each incident and observation may be under each clause, for each possible doer, with the reasons.
    Screen(Screen),
    /// Prints what is owed by whom and how it stands: obligations and confidence-building measures.
    Obligations(Obligations),
    /// Reads lines and zones from GeoJSON or KML.
    Line(Line),
    /// Enters what people found.
    Finding(Finding),
    /// Checks rules of procedure, or enters them.
    Rules(Rules),
    /// Takes allegations through their life: a step at a time, under the rules of procedure.
    Case(Case),
    /// Enters negotiation tracks, and shows their rounds.
    Track(Track),
    /// Shows how each party was treated in a period: the same questions of each.
    Impartiality(Impartiality),
    /// Enters sources: who publishes, of what kind, and with whom they stand.
    Source(Source),
    /// Checks a record, a published bundle or a proof, offline, and says what it checked.
    Verify(Verify),
    /// Writes a small file which proves offline that an entry, a report or an incident stands in the record.
    Prove(Prove),
    /// Holds two copies of a record against each other; where they contradict each other, writes the proof of it.
    Compare(Compare),
    /// Asks the witnesses of a policy to cosign the record's checkpoint.
    Cosign(Cosign),
    /// Watches other people's records as a witness.
    Witness(Witness),
    /// Copies the record, whole and verified, while it may be in use.
    Backup(Backup),
    /// Puts a copy of a record in its place, once it is verified.
    Restore(Restore),
    /// Draws keys for what is protected, says who may open it, shows it, holds it back for a time.
    Protect(Protect),
    /// Publishes the record as a bundle that others verify, with what its readers may see.
    Publish(Publish),
    /// Destroys a protected value on a legal order; that it stood there remains.
    Erase(Erase),
    /// Enters the posts with which this one exchanges.
    Peer(Peer),
    /// Exchanges with another post, on a stick or over HTTP: its log comes here, and this one goes there.
    Sync(Sync),
    /// Lists what posts say differently, and what stands until somebody settles it.
    Conflicts,
    /// Makes every table of the record anew from its ledger.
    Rebuild,
    /// Reads docs.jsonl from standard input and writes readings.jsonl; keeps no record.
    #[command(after_help = "Example:\n  trucewatch extract < docs.jsonl > readings.jsonl")]
    Extract,
    /// Reads readings.jsonl from standard input and writes incidents.jsonl; keeps no record.
    Fuse(Fuse),
}

#[derive(Args)]
#[command(after_help = "Examples:
  trucewatch read article.txt --published 2020-01-14 --source 'Harbour Wire'
  trucewatch read feed.xml reports/ docs.jsonl
  trucewatch read testimony.txt --protect confidential
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
    /// Who takes them in, for the ledger; without it the author of --author, else 'operator'.
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    #[command(flatten)]
    pub protecting: Protecting,
}

#[derive(Args)]
#[command(after_help = "Examples:
  trucewatch explain article.txt --published 2020-01-14   a file; no record is kept
  trucewatch explain r-f083b252d14501c5                   a report of the record; the beginning of its id is enough
  trucewatch explain p-0123456789abcdef --identity identity.txt
  trucewatch explain article.txt | less -R")]
pub struct Explain {
    /// A report's id, or a file; - is standard input.
    #[arg(value_name = "REPORT")]
    pub report: String,
    /// When a file was published.
    #[arg(long, value_name = "TIME")]
    pub published: Option<String>,
    #[command(flatten)]
    pub identity: WithIdentity,
}

#[derive(Args)]
#[command(after_help = "Example:
  trucewatch why i-1a2b3c4d5e6f                    ids stand on 'trucewatch export incidents' and on the pages
  trucewatch why s-1a2b3c4d5e6f                    a story, whose ids stand on 'trucewatch export stories'

It tells the incident's past, what people decided on it, and the state of the record to name with --seen. A former id leads
to the incident that it went into. Of a story it tells the reports day by day, and why each was taken to follow another.")]
pub struct Why {
    /// The id of an incident, or one that it had, or of a story.
    #[arg(value_name = "INCIDENT|STORY")]
    pub of: String,
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
#[command(after_help = "Examples:
  trucewatch export incidents > incidents.jsonl
  trucewatch export figures --format csv > figures.csv
  trucewatch export stories                        which reports follow one development
  trucewatch export incidents --format ucdp --losses losses.tsv > events.csv
  trucewatch export agreements --format eth-prio > ceasefires.csv
  trucewatch export claims --format plover > events.jsonl

A codebook has no place for much that a record holds: what its rows do not hold is told on standard error, and in full
with --losses. Rows that were imported go out as they came in.")]
pub struct Export {
    #[arg(value_enum)]
    pub what: ExportWhat,
    /// How it is written.
    #[arg(long, value_enum, default_value = "jsonl")]
    pub format: ExportFormat,
    /// Writes to FILE what the rows of a codebook do not hold, field by field.
    #[arg(long, value_name = "FILE")]
    pub losses: Option<PathBuf>,
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
    Stories,
    Board,
    Proposals,
    Observations,
    Restrictions,
    Efforts,
    Obligations,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    Jsonl,
    Csv,
    /// Incidents as UCDP GED.
    Ucdp,
    /// Incidents as ACLED.
    Acled,
    /// Agreements as PA-X.
    Pax,
    /// Agreements as ETH/PRIO ceasefires.
    EthPrio,
    /// Claims as PLOVER events, a JSON object a line.
    Plover,
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
        /// Who enters it, for the ledger; without it the author of --author, else 'operator'.
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
    },
    /// Tells what differs between two versions of an agreement, clause by clause.
    #[command(after_help = "Example:
  trucewatch agreement diff draft-of-may.toml draft-of-june.toml")]
    Diff {
        /// The earlier file.
        before: PathBuf,
        /// The later file.
        after: PathBuf,
    },
}

#[derive(Args)]
pub struct Line {
    #[command(subcommand)]
    pub act: LineAct,
}

#[derive(Subcommand)]
pub enum LineAct {
    /// Checks a GeoJSON or KML file and writes it as the GeoJSON that an agreement file may name under 'lines_from'.
    #[command(after_help = "Examples:
  trucewatch line import front.kml > front.geojson
  trucewatch line import front.geojson > /dev/null only says what it holds, or what is wrong and where")]
    Import {
        /// The file; its name ends in .geojson, .json or .kml.
        file: PathBuf,
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
        /// Who enters it, for the ledger; without it the author of --author, else 'operator'.
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
    },
}

/// Who decides, why, and looking at what.
#[derive(Args)]
pub struct Deciding {
    /// Who decides, for the ledger.
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// Why, in a sentence.
    #[arg(long, value_name = "TEXT")]
    pub why: String,
    /// The state of the record that you looked at, as 'trucewatch why' and the pages tell it. If the incident changed since,
    /// you are told who changed what, and nothing is entered.
    #[arg(long, value_name = "STATE")]
    pub seen: u64,
}

#[derive(Args)]
pub struct Incident {
    #[command(subcommand)]
    pub act: IncidentAct,
}

#[derive(Subcommand)]
pub enum IncidentAct {
    /// Says that incidents are one event: all their claims stand together from now on.
    #[command(after_help = "Example:
  trucewatch incident merge i-1a2b3c4d5e6f i-6f5e4d3c2b1a --by 'A. Lind' --why 'one crater, seen on site' --seen 214

The elder id stays; the other leads to it. Reports that come in later join where they fit either part.")]
    Merge {
        /// The incidents, two or more.
        #[arg(required = true, num_args = 2.., value_name = "INCIDENT")]
        incidents: Vec<String>,
        #[command(flatten)]
        deciding: Deciding,
    },
    /// Says that some claims of an incident tell of another event: they are never joined with the rest again.
    #[command(after_help = "Example:
  trucewatch incident split i-1a2b3c4d5e6f --claims r-0123456789abcdef.c2,r-fedcba9876543210.c1 \\
    --by 'A. Lind' --why 'the second strike, an hour later' --seen 214

'trucewatch why' lists the claims of an incident. The larger part keeps the id.")]
    Split {
        /// The incident.
        #[arg(value_name = "INCIDENT")]
        incident: String,
        /// The claims that tell of another event, with commas between them.
        #[arg(long, required = true, value_delimiter = ',', value_name = "CLAIM")]
        claims: Vec<String>,
        #[command(flatten)]
        deciding: Deciding,
    },
    /// Says that an incident's claims stay together, and that it keeps its id with them; others may still join.
    #[command(after_help = "Example:
  trucewatch incident pin i-1a2b3c4d5e6f --by 'A. Lind' --why 'verified by team 3' --seen 214")]
    Pin {
        /// The incident.
        #[arg(value_name = "INCIDENT")]
        incident: String,
        #[command(flatten)]
        deciding: Deciding,
    },
    /// Revokes every pin on an incident.
    #[command(after_help = "Example:
  trucewatch incident unpin i-1a2b3c4d5e6f --by 'A. Lind' --why 'team 3 withdrew its report' --seen 220")]
    Unpin {
        /// The incident.
        #[arg(value_name = "INCIDENT")]
        incident: String,
        #[command(flatten)]
        deciding: Deciding,
    },
    /// Revokes a decision: it stays in the ledger, and binds no longer.
    #[command(after_help = "Example:
  trucewatch incident revoke d-3 --by 'B. Okoro' --why 'two craters, 4 km apart' --seen 231

'trucewatch why' lists the decisions on an incident, those on the origins of its claims too.")]
    Revoke {
        /// The decision's id.
        #[arg(value_name = "DECISION")]
        decision: String,
        #[command(flatten)]
        deciding: Deciding,
    },
}

#[derive(Args)]
pub struct Origin {
    #[command(subcommand)]
    pub act: OriginAct,
}

#[derive(Subcommand)]
pub enum OriginAct {
    /// Says whence a claim, what a report or what a source says of its own comes. Named speakers keep their words.
    #[command(after_help = "Examples:
  trucewatch origin set --report r-0123456789abcdef --origin 'Reed Agency' \\
    --by 'A. Lind' --why 'the paper confirmed that it printed the wire' --seen 214
  trucewatch origin set --claim r-0123456789abcdef.c2 --origin 'General Oru' --speaker \\
    --by 'A. Lind' --why 'said at the press conference' --seen 214

It counts for how many independent origins an incident has. 'trucewatch incident revoke' takes it back.")]
    Set {
        #[command(flatten)]
        of: Of,
        /// The origin's name: an agency or outlet whose words are printed, or with --speaker whoever says so.
        #[arg(long, value_name = "NAME")]
        origin: String,
        /// The origin is a person, a party or a body that speaks for itself.
        #[arg(long)]
        speaker: bool,
        #[command(flatten)]
        deciding: Deciding,
    },
}

/// Whose origin is set: one of these.
#[derive(Args)]
#[group(required = true, multiple = false)]
pub struct Of {
    /// A claim.
    #[arg(long, value_name = "CLAIM")]
    pub claim: Option<String>,
    /// All that a report says without naming a speaker.
    #[arg(long, value_name = "REPORT")]
    pub report: Option<String>,
    /// All that a source's reports say without naming a speaker or crediting anybody.
    #[arg(long = "source", value_name = "NAME")]
    pub of_source: Option<String>,
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
        /// Who enters them, for the ledger; without it the author of --author, else 'operator'.
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
    },
}
