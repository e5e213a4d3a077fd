//! `sync`: parcels for other posts and from them.

mod door;
mod holds;
mod over_http;
mod parcel_file;
mod spool;
mod taking;

use crate::arguments::SyncAct;
use crate::hand::Hand;
use anyhow::{Context, Result, bail};
use parcel_file::ParcelFile;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use store::{Access, ExchangeError, Offered, SqliteStore, Store};
use taking::Taking;

pub use taking::told;

/// Makes a parcel, takes one in, or says what is here.
pub fn run(hand: &Hand<'_>, options: &crate::arguments::Sync) -> Result<ExitCode> {
    let record = hand.record;
    match &options.act {
        SyncAct::Offer { peer, out, holds } => offer(record, peer, out.as_deref(), holds.as_deref()),
        SyncAct::Accept { file, partial, by, fork } => accept(hand, file, *partial, by.as_deref(), fork),
        SyncAct::Holds => {
            let holds = SqliteStore::open(record, Access::Read)?.holds()?;
            std::io::stdout().lock().write_all(holds::write(&holds).as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }
        SyncAct::With { address, by } => over_http::run(hand, address, by.as_deref()),
        SyncAct::Serve { listen, by } => door::run(hand, *listen, by.clone()),
    }
}

fn offer(record: &Path, peer: &str, out: Option<&Path>, holds: Option<&Path>) -> Result<ExitCode> {
    let store = SqliteStore::open(record, Access::Read)?;
    let log = log_of(&store, peer)?;
    let holds = holds.map(holds::read_file).transpose()?;
    let Some(out) = out else {
        let offered = store.offer(&log, holds.as_ref(), std::io::BufWriter::new(std::io::stdout().lock()))?;
        eprint!("{}", in_words(peer, &offered));
        return Ok(ExitCode::SUCCESS);
    };
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file =
        tempfile::NamedTempFile::new_in(folder).with_context(|| format!("{} has no place", out.display()))?;
    let offered = store.offer(&log, holds.as_ref(), std::io::BufWriter::new(file.as_file_mut()))?;
    let length = file.as_file().metadata()?.len();
    file.as_file().sync_all()?;
    file.persist(out).with_context(|| format!("{} could not be written", out.display()))?;
    print!("{}", in_words(peer, &offered));
    println!("{}: {length} bytes for {peer}", out.display());
    Ok(ExitCode::SUCCESS)
}

fn log_of(store: &SqliteStore, peer: &str) -> Result<String> {
    match store.peers()?.into_iter().find(|one| one.name == peer) {
        Some(peer) => Ok(peer.log),
        None => {
            bail!("no post is called '{peer}': `trucewatch peer list` shows them, `trucewatch peer add` enters one")
        }
    }
}

fn in_words(peer: &str, offered: &Offered) -> String {
    let mut words: String =
        offered.logs.iter().map(|(log, from, to)| format!("{log}: entries {from} to {}\n", to - 1)).collect();
    if offered.logs.is_empty() {
        words = format!("{peer} has all that is here\n");
    }
    format!("{words}{} blobs go along, {} are there already\n", offered.blobs, offered.spared)
}

fn accept(hand: &Hand<'_>, file: &Path, partial: bool, by: Option<&str>, fork: &Path) -> Result<ExitCode> {
    let mut parcel = ParcelFile::new(file);
    let name = file.display().to_string();
    let mut taking = Taking { hand, by, name: &name, partial, open: &mut || parcel.open() };
    let taken = match taking.take_in() {
        Ok(taken) => taken,
        Err(error) => {
            if let Some(ExchangeError::Forked { proof, .. }) = error.downcast_ref::<ExchangeError>() {
                let written = std::fs::write(fork, proof.to_bytes());
                written.with_context(|| format!("{} could not be written", fork.display()))?;
                return Err(error.context(format!("the proof is in {}", fork.display())));
            }
            return Err(error);
        }
    };
    print!("{taken}");
    match taken.accepted.cut {
        None => Ok(ExitCode::SUCCESS),
        Some(cut) => Err(cut).with_context(|| format!("{name}, taken in as far as it is whole")),
    }
}
