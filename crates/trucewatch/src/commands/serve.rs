//! `serve`: the record's pages.

use anyhow::{Context, Result};
use model::{Actor, Record, Report, ReportId};
use pipeline::{Stages, whole_record};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use store::{Access, SqliteStore, Store, StoreError};

/// Shows the pages until it is interrupted.
pub fn run(record: &Path, options: &crate::arguments::Serve) -> Result<ExitCode> {
    serve(record, options.listen, options.blobs)
}

/// Shows a record's pages; with `blobs`, the originals are among the log's files.
pub fn serve(record: &Path, listen: SocketAddr, blobs: bool) -> Result<ExitCode> {
    let held = Held::open(record, blobs)?;
    if !listen.ip().is_loopback() {
        eprintln!(
            "trucewatch: {listen} is no loopback address: everybody who reaches it reads the record; there is no log-in yet"
        );
    }
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(listen).await;
        let listener = listener.with_context(|| format!("{listen} is not free; choose another with --listen"))?;
        println!("The record's pages: http://{}/  (Ctrl-C ends)", listener.local_addr()?);
        let end = async {
            tokio::signal::ctrl_c().await.ok();
        };
        web::serve(listener, Arc::new(held), end).await?;
        Ok(ExitCode::SUCCESS)
    })
}

/// A record as pages ask it: kept in memory, and read anew when the ledger has grown.
struct Held {
    folder: PathBuf,
    blobs: bool,
    stages: Stages,
    last: Mutex<Option<(u64, Arc<Record>)>>,
}

impl Held {
    fn open(record: &Path, blobs: bool) -> Result<Self, StoreError> {
        SqliteStore::open(record, Access::Read)?;
        Ok(Self { folder: record.to_path_buf(), blobs, stages: Stages::embedded(), last: Mutex::new(None) })
    }
}

impl web::Holder for Held {
    fn record(&self) -> Result<Arc<Record>, StoreError> {
        let store = SqliteStore::open(&self.folder, Access::Read)?;
        let size = store.size()?;
        let mut last = self.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some((_, record)) = last.as_ref().filter(|(seen, _)| *seen == size) {
            return Ok(Arc::clone(record));
        }
        let record = Arc::new(whole_record(&self.stages, &store)?);
        *last = Some((size, Arc::clone(&record)));
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

    fn log_file(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        store::served(&self.folder, name)
    }

    fn gives_blobs(&self) -> bool {
        self.blobs
    }

    fn actors(&self) -> &[Actor] {
        self.stages.resolver().register().actors()
    }

    fn folder(&self) -> &Path {
        &self.folder
    }
}
