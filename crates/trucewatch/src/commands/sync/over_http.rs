//! `sync with`: both ways over HTTP. What arrived stays, here and there: after a break nothing of it is sent again.

use super::holds;
use super::spool::{self, Spool};
use super::taking::Taking;
use crate::hand::Hand;
use crate::network::agent;
use anyhow::{Context, Result, bail};
use exchange::{Gaps, Way, fetch};
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::ops::Range;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;
use store::{Access, Holds, SqliteStore, Store};

/// How long one request may take: a window at a fraction of 64 kbit/s.
const PATIENCE: Duration = Duration::from_secs(60);

/// How much is sent at once.
const PIECE: u64 = 32 * 1024;

/// How often in a row a piece may fail before it is given up for now.
const TRIES: u32 = 8;

/// The longest text that is read as an answer.
const LONGEST_TEXT: u64 = 1 << 20;

/// Exchanges with the post at an address.
pub fn run(hand: &Hand<'_>, address: &str, by: Option<&str>) -> Result<ExitCode> {
    let record = hand.record;
    let address = address.trim_end_matches('/');
    let link = Link { agent: agent(PATIENCE), address: format!("{address}/exchange") };
    let (log, theirs) = link.holds()?;
    let spool = Spool::of(record)?;
    let store = SqliteStore::open(record, Access::Read)?;
    let Some(peer) = store.peers()?.into_iter().find(|peer| peer.log == log) else {
        bail!(
            "at {address} is the post with the log {log}, which was not entered here: `trucewatch peer add` does that"
        );
    };
    drop(store);
    link.fetch(hand, &spool, by)?;
    let store = SqliteStore::open(record, Access::Read)?;
    link.send(&store, &spool, &peer, &theirs)?;
    Ok(ExitCode::SUCCESS)
}

struct Link {
    agent: ureq::Agent,
    address: String,
}

impl Link {
    fn url(&self, path: &str) -> String {
        format!("{}/{path}", self.address)
    }

    /// A text that was asked for, with its status.
    fn text(&self, sent: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<(u16, String)> {
        let mut response = sent.with_context(|| self.address.clone())?;
        let text = response.body_mut().with_config().limit(LONGEST_TEXT).read_to_string();
        Ok((response.status().as_u16(), text.with_context(|| self.address.clone())?))
    }

    /// The other's log, and what it has of each.
    fn holds(&self) -> Result<(String, Holds)> {
        let (status, text) = self.text(self.agent.get(self.url("holds")).call())?;
        let (log, lines) = text.split_once('\n').filter(|_| status == 200).with_context(|| {
            format!(
                "{}: answered {status}, and is no post that exchanges; is `trucewatch sync serve` there?",
                self.address
            )
        })?;
        Ok((log.to_owned(), holds::read(lines).with_context(|| self.address.clone())?))
    }

    /// Brings the other's parcel here. What an earlier run left of another parcel is taken in first, as far as it is whole.
    fn fetch(&self, hand: &Hand<'_>, spool: &Spool, by: Option<&str>) -> Result<()> {
        loop {
            let (id, length) = self.made(hand.record)?;
            let path = spool.file("coming", &id);
            let left = spool.files("coming")?.into_iter().filter(|other| *other != path).collect::<Vec<_>>();
            if left.is_empty() {
                return self.fetch_one(hand, &path, &id, length, by);
            }
            for other in left {
                // Nothing of it may be whole; then it is fetched anew.
                take_in(hand, &other, by, true).ok();
                fs::remove_file(&other).with_context(|| other.display().to_string())?;
            }
        }
    }

    /// Has a parcel made for what is here now; gives its hash and length.
    fn made(&self, record: &Path) -> Result<(String, u64)> {
        let store = SqliteStore::open(record, Access::Read)?;
        let own = store.checkpoint()?.map(|checkpoint| checkpoint.origin).unwrap_or_default();
        let body = format!("{own}\n{}", holds::write(&store.holds()?));
        let (status, text) = self.text(self.agent.post(self.url("parcel")).send(body.as_bytes()))?;
        let made = text.trim_end().split_once(' ').and_then(|(id, length)| {
            ledger::Hash::from_hex(id).ok()?;
            Some((id.to_owned(), length.parse().ok()?))
        });
        made.filter(|_| status == 200)
            .with_context(|| format!("{}: answered {status}: {}", self.address, one_line(&text)))
    }

    fn fetch_one(&self, hand: &Hand<'_>, path: &Path, id: &str, length: u64, by: Option<&str>) -> Result<()> {
        let mut gaps = Gaps::new(spool::length(path), length);
        let mut way = Parts { agent: &self.agent, url: self.url(&format!("parcel/{id}")), silent: 0 };
        fetch(&mut way, &mut gaps, &mut |at, bytes| spool::put(path, at, bytes))
            .with_context(|| self.address.clone())?;
        spool::hold(path, id)?;
        let taken = take_in(hand, path, by, false);
        fs::remove_file(path).with_context(|| path.display().to_string())?;
        taken
    }

    /// Brings what is here to the other.
    fn send(&self, store: &SqliteStore, spool: &Spool, peer: &model::Peer, theirs: &Holds) -> Result<()> {
        let mut file = tempfile::NamedTempFile::new_in(spool.folder())?;
        let offered = store.offer(&peer.log, Some(theirs), io::BufWriter::new(file.as_file_mut()))?;
        if offered.logs.is_empty() {
            println!("{} has all that is here", peer.name);
            return Ok(());
        }
        let (id, of) = (spool::hash(file.path())?, file.as_file().metadata()?.len());
        let told = self.send_all(file.path(), &id, of)?;
        println!("{}: {of} bytes sent; there:", peer.name);
        print!("{told}");
        Ok(())
    }

    /// Sends piece after piece, from where the other has it on, until the other says what came of it.
    fn send_all(&self, path: &Path, id: &str, of: u64) -> Result<String> {
        let url = self.url(&format!("incoming/{id}"));
        let mut failed = 0;
        let mut have = None;
        loop {
            let sent = match have {
                None => self.text(self.agent.get(&url).call()),
                Some(at) => {
                    let piece = spool::part(path, at, PIECE).with_context(|| path.display().to_string())?;
                    self.text(self.agent.post(format!("{url}?at={at}&of={of}")).send(&piece[..]))
                }
            };
            match sent {
                Ok((200, told)) => return Ok(told),
                Ok((202, text)) => {
                    have = Some(text.trim_end().parse().with_context(|| format!("{url}: no number of bytes"))?);
                    failed = 0;
                }
                Ok((503, text)) if failed == TRIES => bail!("{url}: {}", one_line(&text)),
                Ok((503, _)) => failed = pause(failed),
                Ok((status, text)) => bail!("{url}: refused with {status}: {}", one_line(&text)),
                Err(error) if failed == TRIES => {
                    return Err(error.context("what arrived there is kept: run this again"));
                }
                // What of it arrived, the other knows.
                Err(_) => (have, failed) = (None, pause(failed)),
            }
        }
    }
}

/// Waits, longer each time; gives how often it was.
fn pause(failed: u32) -> u32 {
    std::thread::sleep(Duration::from_millis(250 << failed.min(6)));
    failed + 1
}

fn take_in(hand: &Hand<'_>, path: &Path, by: Option<&str>, partial: bool) -> Result<()> {
    let mut open = || -> io::Result<Box<dyn Read>> { Ok(Box::new(BufReader::new(File::open(path)?))) };
    let name = path.display().to_string();
    let taken = Taking { hand, by, name: &name, partial, open: &mut open }.take_in()?;
    print!("{taken}");
    Ok(())
}

/// The beginning of an answer, as one line that a terminal can show.
fn one_line(text: &str) -> String {
    text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).take(300).collect()
}

/// A parcel over HTTP: of what is missing the first range is asked for, since a connection brings bytes in their order.
struct Parts<'a> {
    agent: &'a ureq::Agent,
    url: String,
    /// How often in a row nothing came.
    silent: u32,
}

impl Way for Parts<'_> {
    fn ask(&mut self, ranges: &[Range<u64>], take: &mut dyn FnMut(u64, &[u8]) -> io::Result<()>) -> io::Result<()> {
        let Some(Range { start, end }) = ranges.first() else { return Ok(()) };
        let range = format!("bytes={start}-{}", end - 1);
        let Ok(mut response) = self.agent.get(&self.url).header("Range", &range).call() else {
            self.silent = pause(self.silent);
            return Ok(());
        };
        if response.status().as_u16() != 206 {
            return Err(io::Error::other(format!("answered {}", response.status())));
        }
        let mut body = response.body_mut().with_config().limit(end - start).reader();
        let (mut bytes, mut buffer) = (Vec::new(), [0; 4096]);
        // A connection that breaks has brought what it has brought.
        while let Ok(length @ 1..) = body.read(&mut buffer) {
            bytes.extend(buffer.get(..length).unwrap_or_default());
        }
        self.silent = if bytes.is_empty() { pause(self.silent) } else { 0 };
        take(*start, &bytes)
    }
}
