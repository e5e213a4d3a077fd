//! A log that somebody serves, read file by file over HTTP. The server is believed in nothing: every answer has a longest
//! length, and what it says is checked as a folder's files are.

use crate::network::{self, one_line};
use anyhow::{Result, bail};
use ledger::tiles::{MAX_ENTRY, Row, TILE_WIDTH, tile_at, tile_path};
use ledger::verify::{CHECKPOINT_PATH, KEY_PATH, ReadError, Source};
use std::cell::Cell;
use std::fmt;
use std::io::Read as _;
use std::time::Duration;

/// The longest checkpoint or key: a few lines of signatures.
const LINES: u64 = 64 * 1024;

/// The longest file of disclosed values.
const DISCLOSED: u64 = 64 * 1024 * 1024;

/// The longest original that is read.
const BLOB: u64 = 4 * 1024 * 1024 * 1024;

/// How often one file is asked for before a line that breaks counts as broken.
const TRIES: u32 = 3;

/// How many bytes of an original are in memory at once.
const PIECE: usize = 1 << 16;

/// A served log, with its checkpoint as it was at the beginning.
pub struct ServedLog {
    agent: ureq::Agent,
    /// What every file's path is put behind; ends with a slash.
    base: String,
    checkpoint: Vec<u8>,
    asked: Cell<u64>,
    bytes: Cell<u64>,
}

/// What came of asking for one file.
type Asked<T> = Result<T, String>;

impl ServedLog {
    /// Finds the log of a server: below its address as a record's pages serve it, or at the address itself.
    pub fn find(address: &str, patience: Duration) -> Result<Self> {
        let address = address.trim_end_matches('/');
        let agent = network::agent(patience);
        let mut log =
            Self { agent, base: String::new(), checkpoint: Vec::new(), asked: Cell::new(0), bytes: Cell::new(0) };
        for base in [format!("{address}/ledger/"), format!("{address}/")] {
            log.base = base;
            match log.fetch(CHECKPOINT_PATH) {
                Ok(Some(checkpoint)) => return Ok(Self { checkpoint, ..log }),
                Ok(None) => {}
                Err(reason) => bail!("{}{CHECKPOINT_PATH}: {reason}", log.base),
            }
        }
        bail!(
            "{address} serves no log: there is neither ledger/checkpoint nor checkpoint; give the address of its pages"
        )
    }

    /// Where the log is served.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Whether the server says that it gives out originals; what it says instead where it does not.
    pub fn gives_blobs(&self) -> Result<(), String> {
        let there = self.ask("blob/", &mut |_| (), LINES)?;
        if there { Ok(()) } else { Err("there are none at blob/".to_owned()) }
    }

    fn fetch(&self, path: &str) -> Asked<Option<Vec<u8>>> {
        let mut whole = Vec::new();
        let there = self.ask(path, &mut |piece| whole.extend_from_slice(piece), longest(path))?;
        Ok(there.then_some(whole))
    }

    /// Asks for a file and hands on its bytes; says whether it is there. What was handed on before a line broke is not
    /// handed on twice: only the asking is tried again.
    fn ask(&self, path: &str, sink: &mut dyn FnMut(&[u8]), longest: u64) -> Asked<bool> {
        let url = format!("{}{path}", self.base);
        let mut answer = self.agent.get(&url).call();
        for attempt in 1..TRIES {
            if answer.is_ok() {
                break;
            }
            std::thread::sleep(Duration::from_millis(200 << attempt));
            answer = self.agent.get(&url).call();
        }
        let mut answer = answer.map_err(|error| format!("no answer: {error}"))?;
        self.asked.set(self.asked.get() + 1);
        match answer.status().as_u16() {
            200 => self.pour(&mut answer, sink, longest).map(|()| true),
            404 | 410 => Ok(false),
            status => {
                let words = answer.body_mut().with_config().limit(LINES).read_to_vec().unwrap_or_default();
                Err(format!("answered with {status}: {}", one_line(&words)))
            }
        }
    }

    fn pour(
        &self,
        answer: &mut ureq::http::Response<ureq::Body>,
        sink: &mut dyn FnMut(&[u8]),
        longest: u64,
    ) -> Asked<()> {
        let mut reader = answer.body_mut().with_config().reader();
        let (mut piece, mut length) = (vec![0; PIECE], 0);
        loop {
            let read = reader.read(&mut piece).map_err(|error| format!("broke off after {length} bytes: {error}"))?;
            if read == 0 {
                return Ok(());
            }
            length += read as u64;
            self.bytes.set(self.bytes.get() + read as u64);
            if length > longest {
                return Err(format!("does not end: such a file has at most {longest} bytes"));
            }
            sink(piece.get(..read).unwrap_or_default());
        }
    }
}

/// How many bytes a file of the log may have.
fn longest(path: &str) -> u64 {
    match tile_at(path) {
        // One more, so that a tile that is somewhat too long is told with its place.
        Some((Row::Hashes { .. }, _, width)) => width * 32 + 1,
        Some((Row::Entries, _, width)) => width * (2 + MAX_ENTRY as u64) + 1,
        None if [CHECKPOINT_PATH, KEY_PATH].contains(&path) => LINES,
        None => DISCLOSED,
    }
}

impl Source for ServedLog {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, ReadError> {
        if path == CHECKPOINT_PATH {
            return Ok(Some(self.checkpoint.clone()));
        }
        self.fetch(path).map_err(|reason| ReadError { path: path.to_owned(), reason })
    }

    fn read_blob(&self, path: &str, sink: &mut dyn FnMut(&[u8])) -> Result<bool, ReadError> {
        self.ask(path, sink, BLOB).map_err(|reason| ReadError { path: path.to_owned(), reason })
    }

    /// The full tile only: as C2SP tlog-tiles has it, a partial tile goes when its tile is full, and not before.
    fn read_wider(&self, row: Row, index: u64, width: u64) -> Result<Option<(String, Vec<u8>)>, ReadError> {
        if width == TILE_WIDTH {
            return Ok(None);
        }
        let path = tile_path(row, index, TILE_WIDTH);
        Ok(self.read(&path)?.map(|bytes| (path, bytes)))
    }
}

/// What was fetched, and what that cannot show.
impl fmt::Display for ServedLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (asked, kilobytes) = (self.asked.get(), self.bytes.get().div_ceil(1000));
        writeln!(f, "  read from {}: {asked} requests, {kilobytes} kB", self.base)?;
        f.write_str(
            "  This is what the server showed to you, and now. Keep its checkpoint and give it with --seen the next time; compare\n  \
             it with what others were shown; a policy of witnesses (--policy) does both\n",
        )
    }
}
