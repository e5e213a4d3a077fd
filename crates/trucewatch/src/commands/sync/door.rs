//! `sync serve`: posts that were entered exchange with this one over HTTP. What arrives is believed no more than a file on a
//! stick is.

use super::holds;
use super::spool::{self, Spool};
use super::taking::Taking;
use crate::hand::Hand;
use anyhow::{Context, Result};
use std::fs::{self, File};
use std::io::BufReader;
use std::net::SocketAddr;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use store::{Access, ExchangeError, SqliteStore, Store};
use web::{DoorAnswer, Exchanger, PostAsks};

/// The longest parcel that is taken over HTTP; a longer one comes on a stick.
const LONGEST: u64 = 8 << 30;

/// How many parcels may be on their way here at once: each keeps its place on the disk until it is whole.
const UNFINISHED: usize = 16;

/// The longest part that is read at once.
const PART: u64 = 1 << 20;

/// Lets posts exchange until it is interrupted.
pub fn run(hand: &Hand<'_>, listen: SocketAddr, by: Option<String>) -> Result<ExitCode> {
    hand.open(Access::WriteExisting)?;
    let (record, author) = (hand.record.to_path_buf(), hand.author.map(Path::to_path_buf));
    let door = Door { spool: Spool::of(&record)?, record, author, by, one: Mutex::new(()) };
    if !listen.ip().is_loopback() {
        eprintln!("trucewatch: {listen} is no loopback address: everybody who reaches it can have the whole record");
    }
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(listen).await;
        let listener = listener.with_context(|| format!("{listen} is not free; choose another with --listen"))?;
        println!("Posts exchange at http://{}/  (Ctrl-C ends)", listener.local_addr()?);
        let end = async {
            tokio::signal::ctrl_c().await.ok();
        };
        web::serve_exchanger(listener, Arc::new(door), end).await?;
        Ok(ExitCode::SUCCESS)
    })
}

struct Door {
    record: PathBuf,
    author: Option<PathBuf>,
    by: Option<String>,
    spool: Spool,
    /// Whoever changes the folder or the record.
    one: Mutex<()>,
}

impl Exchanger for Door {
    fn answer(&self, asks: PostAsks) -> DoorAnswer {
        let _one = self.one.lock().unwrap_or_else(PoisonError::into_inner);
        let answered = match asks {
            PostAsks::Holds => self.holds(),
            PostAsks::Make(body) => self.make(&body),
            PostAsks::Read(id, range) => self.read(&id, range),
            PostAsks::Have(id) => named(&id, |id| self.have(id)),
            PostAsks::Keep(id, at, of, bytes) => named(&id, |id| self.keep(id, at, of, &bytes)),
        };
        answered.unwrap_or_else(|error| DoorAnswer::line(503, &format!("{error:#}")))
    }
}

/// A name that is a hash, and so no path.
fn named(id: &str, act: impl FnOnce(&str) -> Result<DoorAnswer>) -> Result<DoorAnswer> {
    match ledger::Hash::from_hex(id) {
        Ok(_) => act(id),
        Err(error) => Ok(DoorAnswer::line(404, &error.to_string())),
    }
}

impl Door {
    /// The log's own name, then what is here of each log.
    fn holds(&self) -> Result<DoorAnswer> {
        let store = SqliteStore::open(&self.record, Access::Read)?;
        let own = store.checkpoint()?.map(|checkpoint| checkpoint.origin).unwrap_or_default();
        Ok(DoorAnswer::line(200, format!("{own}\n{}", holds::write(&store.holds()?)).trim_end()))
    }

    /// Makes a parcel for the log in the first line, which has what the others say; answers its hash and length. Of the
    /// parcels for a post only the last is kept.
    fn make(&self, body: &[u8]) -> Result<DoorAnswer> {
        let text = String::from_utf8_lossy(body);
        let (log, lines) = text.split_once('\n').unwrap_or((&text, ""));
        let store = SqliteStore::open(&self.record, Access::Read)?;
        if !store.peers()?.iter().any(|peer| peer.log == log) {
            return Ok(DoorAnswer::line(403, &format!("no post with the log {log} was entered here")));
        }
        let Ok(said) = holds::read(lines) else {
            return Ok(DoorAnswer::line(400, "expected a log's name, then what it has, line by line"));
        };
        let mut file = tempfile::NamedTempFile::new_in(self.spool.folder())?;
        store.offer(log, Some(&said), std::io::BufWriter::new(file.as_file_mut()))?;
        let (id, length) = (spool::hash(file.path())?, file.as_file().metadata()?.len());
        let what = format!("for-{}", ledger::Hash::of(log.as_bytes()));
        let place = self.spool.file(&what, &id);
        for old in self.spool.files(&what)?.into_iter().filter(|old| *old != place) {
            fs::remove_file(old)?;
        }
        file.persist(place)?;
        Ok(DoorAnswer::line(200, &format!("{id} {length}")))
    }

    fn read(&self, id: &str, range: Option<Range<u64>>) -> Result<DoorAnswer> {
        let ends = format!("-{id}");
        let made = self.spool.files("for")?.into_iter().find(|path| path.to_string_lossy().ends_with(&ends));
        let Some(path) = made.filter(|_| ledger::Hash::from_hex(id).is_ok()) else {
            return Ok(DoorAnswer::line(404, "no such parcel is here any more; have one made again"));
        };
        let whole = spool::length(&path);
        let range = range.unwrap_or(0..whole);
        if range.start >= whole {
            return Ok(DoorAnswer::line(416, &format!("the parcel has {whole} bytes")));
        }
        let length = (range.end.min(whole) - range.start).min(PART);
        let body = spool::part(&path, range.start, length)?;
        Ok(DoorAnswer { status: 206, body, part: Some((range.start, whole)) })
    }

    /// How many bytes of a parcel are here, or what came of it.
    fn have(&self, id: &str) -> Result<DoorAnswer> {
        let taken = self.spool.file("taken", id);
        if taken.is_file() {
            return Ok(DoorAnswer::line(200, fs::read_to_string(taken)?.trim_end()));
        }
        Ok(DoorAnswer::line(202, &spool::length(&self.spool.file("incoming", id)).to_string()))
    }

    /// Keeps a piece; takes the parcel in once it is whole.
    fn keep(&self, id: &str, at: u64, of: u64, bytes: &[u8]) -> Result<DoorAnswer> {
        let path = self.spool.file("incoming", id);
        let have = spool::length(&path);
        if self.spool.file("taken", id).is_file() || at != have {
            return self.have(id);
        }
        let end = at.saturating_add(bytes.len() as u64);
        if of > LONGEST || end > of {
            return Ok(DoorAnswer::line(
                413,
                &format!("a parcel has at most {LONGEST} bytes here; bring it on a stick"),
            ));
        }
        if have == 0 && self.spool.files("incoming")?.len() >= UNFINISHED {
            return Ok(DoorAnswer::line(503, "too many parcels are on their way here; try again later"));
        }
        spool::put(&path, at, bytes)?;
        if end == of { self.take_in(id, &path) } else { self.have(id) }
    }

    fn take_in(&self, id: &str, path: &Path) -> Result<DoorAnswer> {
        if let Err(error) = spool::hold(path, id) {
            return Ok(DoorAnswer::line(422, &error.to_string()));
        }
        let mut open =
            || -> std::io::Result<Box<dyn std::io::Read>> { Ok(Box::new(BufReader::new(File::open(path)?))) };
        let hand = &Hand { record: &self.record, author: self.author.as_deref() };
        let name = format!("parcel {id}");
        let mut taking = Taking { hand, by: self.by.as_deref(), name: &name, partial: false, open: &mut open };
        let told = match taking.take_in() {
            Ok(taken) => taken.to_string(),
            Err(error) => match error.downcast_ref::<ExchangeError>() {
                // Somebody writes, or the disk is full: the parcel stays, and is taken in when its last piece comes again.
                None | Some(ExchangeError::Store(_)) => return Err(error),
                Some(_) => {
                    fs::remove_file(path)?;
                    return Ok(DoorAnswer::line(422, &format!("{error:#}")));
                }
            },
        };
        fs::write(self.spool.file("taken", id), &told)?;
        fs::remove_file(path)?;
        Ok(DoorAnswer::line(200, told.trim_end()))
    }
}
