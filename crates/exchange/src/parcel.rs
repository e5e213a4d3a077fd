//! A parcel: from which post, for which, then log by log the signed state and the chunks that lead to it. A parcel is read
//! part by part, in memory for one. It must not decide what is taken over.

use crate::chunk::{Chunk, hashes, number, push_hashes};
use crate::error::ParcelError;
use crate::frame::{self, Frame, HEAD};
use ledger::Hash;
use ledger::checkpoint::SignedCheckpoint;
use std::io::{self, Read, Write};

/// The first line of a parcel.
pub const PARCEL_HEADER: &str = "trucewatch/parcel@v1\n";

/// What comes before the version in the first line.
const NAME: &[u8] = b"trucewatch/parcel@v";

const HEADING: u8 = b'H';
const LOG: u8 = b'L';
const CHUNK: u8 = b'C';
const END: u8 = b'Z';

/// From which post, and for which: their logs' names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The log of the post that made it.
    pub from: String,
    /// The log of the post for which it was made: what that one has already is left out.
    pub to: String,
}

/// A log of which chunks follow.
#[derive(Clone, Debug, PartialEq)]
pub struct LogHead {
    /// The first entry that follows.
    pub from: u64,
    /// The root that the log had there.
    pub root: Hash,
    /// The proof that this is the beginning of the signed tree.
    pub proof: Vec<Hash>,
    /// The signed state to which the chunks lead.
    pub signed: SignedCheckpoint,
}

/// A part of a parcel.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// The first one.
    Heading(Heading),
    /// A log begins.
    Log(Box<LogHead>),
    /// Entries of that log.
    Chunk(Chunk),
}

/// Writes a parcel.
pub struct Writer<W> {
    into: W,
    parts: u32,
}

impl<W: Write> Writer<W> {
    /// Begins a parcel.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn new(mut into: W, heading: &Heading) -> io::Result<Self> {
        into.write_all(PARCEL_HEADER.as_bytes())?;
        let mut writer = Self { into, parts: 0 };
        writer.part(HEADING, format!("{}\n{}\n", heading.from, heading.to).as_bytes())?;
        Ok(writer)
    }

    /// Begins a log.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn log(&mut self, head: &LogHead) -> io::Result<()> {
        let mut bytes = head.from.to_be_bytes().to_vec();
        bytes.extend(head.root.0);
        push_hashes(&mut bytes, &head.proof);
        bytes.extend(head.signed.to_bytes());
        self.part(LOG, &bytes)
    }

    /// Adds entries to the log.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn chunk(&mut self, chunk: &Chunk) -> io::Result<()> {
        self.part(CHUNK, &chunk.to_bytes().map_err(io::Error::other)?)
    }

    /// Ends the parcel, and gives back what it was written into.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        let parts = self.parts;
        self.part(END, &parts.to_be_bytes())?;
        self.into.flush()?;
        Ok(self.into)
    }

    fn part(&mut self, kind: u8, bytes: &[u8]) -> io::Result<()> {
        self.parts += 1;
        frame::write(&mut self.into, kind, bytes)
    }
}

/// Reads a parcel.
pub struct Reader<R> {
    from: R,
    at: u64,
    parts: u32,
    ended: bool,
}

impl<R: Read> Reader<R> {
    /// Reads the first line. Anything else is refused after that many bytes, however long it is.
    ///
    /// # Errors
    /// Where it is no parcel, or one of a newer version.
    pub fn new(mut from: R) -> Result<Self, ParcelError> {
        let mut line = Vec::new();
        let length = PARCEL_HEADER.len() as u64;
        let read = from.by_ref().take(length).read_to_end(&mut line);
        read.map_err(|source| ParcelError::Io { at: 0, source })?;
        if line == PARCEL_HEADER.as_bytes() {
            return Ok(Self { from, at: length, parts: 0, ended: false });
        }
        let version = line.strip_prefix(NAME).map(|rest| rest.split(|byte| *byte == b'\n').next().unwrap_or(rest));
        match version.and_then(|version| std::str::from_utf8(version).ok()) {
            Some(found) if !found.is_empty() && found.bytes().all(|byte| byte.is_ascii_digit()) => {
                Err(ParcelError::Newer { found: found.to_owned() })
            }
            _ => Err(ParcelError::NotAParcel),
        }
    }

    /// Where the next part begins.
    #[must_use]
    pub fn at(&self) -> u64 {
        self.at
    }

    /// The next part; `None` behind the end.
    ///
    /// # Errors
    /// Says what is wrong, and at which byte.
    #[expect(clippy::should_implement_trait, reason = "an error ends it, which an iterator would not say")]
    pub fn next(&mut self) -> Result<Option<Part>, ParcelError> {
        if self.ended {
            return Ok(None);
        }
        let frame = frame::read(&mut self.from, self.at)?.ok_or(ParcelError::Cut { at: self.at })?;
        let Frame { at, kind, bytes } = &frame;
        let shape = |expected: &'static str| ParcelError::Shape { at: *at, expected };
        self.at += (HEAD + bytes.len()) as u64;
        self.parts += 1;
        match (*kind, self.parts) {
            (HEADING, 1) => Ok(Some(Part::Heading(heading(bytes).ok_or_else(|| shape("the names of two logs"))?))),
            (_, 1) => Err(shape("a heading")),
            (LOG, _) => Ok(Some(Part::Log(Box::new(log(bytes).ok_or_else(|| shape("a log's signed state"))?)))),
            (CHUNK, _) => Ok(Some(Part::Chunk(Chunk::from_bytes(bytes).map_err(shape)?))),
            (END, _) => self.end(bytes, *at),
            _ => Err(shape("a log, a chunk or the end")),
        }
    }

    fn end(&mut self, bytes: &[u8], at: u64) -> Result<Option<Part>, ParcelError> {
        if *bytes != (self.parts - 1).to_be_bytes() {
            return Err(ParcelError::Shape { at, expected: "as many parts as the end says" });
        }
        let mut more = [0];
        let read = self.from.read(&mut more).map_err(|source| ParcelError::Io { at: self.at, source })?;
        if read > 0 {
            return Err(ParcelError::Trailing { at: self.at });
        }
        self.ended = true;
        Ok(None)
    }
}

fn heading(bytes: &[u8]) -> Option<Heading> {
    let text = std::str::from_utf8(bytes).ok()?.strip_suffix('\n')?;
    let (from, to) = text.split_once('\n').filter(|(_, to)| !to.contains('\n'))?;
    Some(Heading { from: from.to_owned(), to: to.to_owned() })
}

fn log(mut bytes: &[u8]) -> Option<LogHead> {
    let from = number(&mut bytes)?;
    let (root, mut rest) = bytes.split_first_chunk::<32>()?;
    let proof = hashes(&mut rest)?;
    Some(LogHead { from, root: Hash(*root), proof, signed: SignedCheckpoint::parse(rest).ok()? })
}

#[cfg(test)]
mod tests;
