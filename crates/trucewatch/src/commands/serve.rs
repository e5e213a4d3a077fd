//! `serve`: the record's pages, and the desk where it is open.

mod desk;

use crate::arguments::Showing;
use crate::commands::impartiality;
use crate::hand::Hand;
use anyhow::{Context, Result};
use desk::RecordDesk;
use jiff::Timestamp;
use jiff::civil::Date;
use model::{
    Actor, AgreementId, CaseId, NextStep, ProposalSubject, Record, RecordedScreening, Report, ReportId, Story,
};
use pipeline::{Stages, StepError, next_steps, whole_record};
use publication::treated::Treated;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use store::{Access, SqliteStore, Store, StoreError};
use web::Door;

/// The names of this machine for itself.
const LOOPBACK: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// In seconds.
const HOUR: i64 = 3600;

/// Shows the pages until it is interrupted.
pub fn run(hand: &Hand<'_>, options: &crate::arguments::Serve) -> Result<ExitCode> {
    serve(hand, &options.showing, options.blobs)
}

/// Shows a record's pages; with `blobs`, the originals are among the log's files.
pub fn serve(hand: &Hand<'_>, showing: &Showing, blobs: bool) -> Result<ExitCode> {
    let listen = showing.listen;
    if let Some(wrong) = not_beyond(showing) {
        eprintln!("trucewatch: {wrong}");
        return Ok(ExitCode::from(2));
    }
    let held = Arc::new(Held::open(hand.record, blobs)?);
    if !listen.ip().is_loopback() && !showing.behind_log_in {
        eprintln!(
            "trucewatch: {listen} is no loopback address: everybody who reaches it reads the record; there is no log-in"
        );
    }
    let door = door(showing, hand, &held.stages)?;
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(listen).await;
        let listener = listener.with_context(|| format!("{listen} is not free; choose another with --listen"))?;
        let what = if showing.desk { "pages, with the desk open" } else { "pages" };
        println!("The record's {what}: http://{}/  (Ctrl-C ends)", listener.local_addr()?);
        let end = async {
            tokio::signal::ctrl_c().await.ok();
        };
        web::serve(listener, held, door, end).await?;
        Ok(ExitCode::SUCCESS)
    })
}

/// Why the desk may not be opened where it was asked for.
fn not_beyond(showing: &Showing) -> Option<String> {
    let beyond = showing.desk && !showing.listen.ip().is_loopback() && !showing.behind_log_in;
    beyond.then(|| {
        format!(
            "--desk on {} would let everybody who reaches it write into the record: keep to the loopback address, or put a log-in in front and say --behind-log-in and --host (docs/desk.md)",
            showing.listen
        )
    })
}

/// By which names the pages answer. On the loopback address these are this machine's own, so that no other site reads the
/// record under a name that it points there; on another address any, unless names are given.
fn door(showing: &Showing, hand: &Hand<'_>, stages: &Arc<Stages>) -> Result<Door> {
    let own = LOOPBACK.iter().filter(|_| showing.listen.ip().is_loopback()).map(|name| (*name).to_owned());
    let hosts = own.chain(showing.hosts.iter().map(|name| name.to_lowercase())).collect();
    if !showing.desk {
        return Ok(Door::reading(hosts));
    }
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(|error| anyhow::anyhow!("no randomness from the system: {error}"))?;
    Ok(Door::with_desk(hosts, Arc::new(RecordDesk::new(hand, Arc::clone(stages))?), secret))
}

/// How many entries the ledger had, and in which hour.
type State = (u64, i64);

/// Up to which entries incidents were made, and up to which there is something to make them of.
type FusionState = (u64, u64);

/// A record as pages ask it: kept in memory, and read anew when the ledger has grown or an hour has passed, since obligations
/// fall due while nobody enters anything.
struct Held {
    folder: PathBuf,
    blobs: bool,
    stages: Arc<Stages>,
    last: Mutex<Option<(State, Arc<Record>)>>,
    /// The stories, and the state of fusion from which they follow.
    stories: Mutex<Option<(FusionState, Vec<Story>)>>,
}

impl Held {
    fn open(record: &Path, blobs: bool) -> Result<Self, StoreError> {
        SqliteStore::open(record, Access::Read)?;
        let stages = Arc::new(Stages::embedded());
        let (last, stories) = (Mutex::new(None), Mutex::new(None));
        Ok(Self { folder: record.to_path_buf(), blobs, stages, last, stories })
    }

    /// The record's stories: told anew where incidents or readings are others, not for each step of a case.
    fn stories(&self, state: FusionState, record: &Record) -> Vec<Story> {
        let mut held = self.stories.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some((_, stories)) = held.as_ref().filter(|(seen, _)| *seen == state) {
            return stories.clone();
        }
        let stories = pipeline::stories(record);
        *held = Some((state, stories.clone()));
        stories
    }
}

impl web::Holder for Held {
    fn record(&self) -> Result<Arc<Record>, StoreError> {
        let store = SqliteStore::open(&self.folder, Access::Read)?;
        let now = jiff::Timestamp::now();
        let state = (store.size()?, now.as_second() / HOUR);
        let mut last = self.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some((_, record)) = last.as_ref().filter(|(seen, _)| *seen == state) {
            return Ok(Arc::clone(record));
        }
        let mut record = whole_record(&self.stages, &store)?;
        record.obligations = pipeline::obligations_at(&self.stages, &record, now);
        record.stories = self.stories(store.fusion_state()?, &record);
        let record = Arc::new(record);
        *last = Some((state, Arc::clone(&record)));
        Ok(record)
    }

    fn report(&self, id: &ReportId) -> Result<Option<(Report, Vec<u8>)>, StoreError> {
        SqliteStore::open(&self.folder, Access::Read)?.report(id)
    }

    fn reports(&self) -> Result<Vec<Report>, StoreError> {
        SqliteStore::open(&self.folder, Access::Read)?.reports()
    }

    fn entries(&self, from: u64, count: u64) -> Result<Vec<store::Numbered>, StoreError> {
        SqliteStore::open(&self.folder, Access::Read)?.entries(from, count)
    }

    fn screenings(&self, subject: &ProposalSubject) -> Result<Vec<RecordedScreening>, StoreError> {
        SqliteStore::open(&self.folder, Access::Read)?.screenings_of(subject)
    }

    fn log_file(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        store::served(&self.folder, name)
    }

    fn gives_blobs(&self) -> bool {
        self.blobs
    }

    fn actors(&self) -> &[Actor] {
        self.stages.resolver().register().actors()
    }

    fn next_steps(&self, case: &CaseId) -> Result<Vec<NextStep>, StoreError> {
        let store = SqliteStore::open(&self.folder, Access::Read)?;
        next_steps(&store, case, self.now()).map_err(StepError::into_store)
    }

    fn treated(&self, from: Option<Date>, to: Option<Date>) -> Result<Vec<Treated>, StoreError> {
        let store = SqliteStore::open(&self.folder, Access::Read)?;
        let mut first: BTreeMap<AgreementId, (Date, Date)> = BTreeMap::new();
        for rules in store.rules()? {
            let day = |at: Timestamp| at.to_zoned(rules.calendar.zone().clone()).date();
            let (begins, today) = (day(rules.from), day(self.now()));
            let days = first.entry(rules.agreement.clone()).or_insert((begins, today));
            days.0 = days.0.min(begins);
        }
        let told = first.into_iter().map(|(agreement, (begins, today))| {
            let last = to.unwrap_or(today);
            let days = (from.unwrap_or_else(|| begins.min(last)), last);
            impartiality::treated(&store, &agreement, days).map_err(|why| StoreError::Cases(format!("{why:#}")))
        });
        told.collect()
    }

    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn folder(&self) -> &Path {
        &self.folder
    }
}
