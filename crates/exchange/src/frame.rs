//! Parts of a parcel as bytes: what kind, how long, a check sum, the bytes. It must not know what a part means.

use crate::error::ParcelError;
use ledger::Hash;
use std::io::{self, Read, Write};

/// Kind, length, check sum.
pub(crate) const HEAD: usize = 1 + 4 + 8;

/// The longest part: a chunk around one report of the largest size.
pub(crate) const LONGEST: usize = 128 << 20;

/// How much of a part is asked for at once: a length that is not there must not take memory.
const STEP: u64 = 1 << 20;

/// One part, and where it begins.
pub(crate) struct Frame {
    pub(crate) at: u64,
    pub(crate) kind: u8,
    pub(crate) bytes: Vec<u8>,
}

fn check(kind: u8, bytes: &[u8]) -> [u8; 8] {
    let [a, b, c, d, e, f, g, h, ..] = Hash::of(&[&[kind], bytes].concat()).0;
    [a, b, c, d, e, f, g, h]
}

/// Writes one part.
pub(crate) fn write(into: &mut impl Write, kind: u8, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).ok().filter(|_| bytes.len() <= LONGEST);
    let length = length.ok_or_else(|| io::Error::other("an entry and its blobs are too large for one chunk"))?;
    into.write_all(&[kind])?;
    into.write_all(&length.to_be_bytes())?;
    into.write_all(&check(kind, bytes))?;
    into.write_all(bytes)
}

/// Reads the part at byte `at`; `None` where nothing follows.
pub(crate) fn read(from: &mut impl Read, at: u64) -> Result<Option<Frame>, ParcelError> {
    let head = up_to(from, HEAD as u64, at)?;
    if head.is_empty() {
        return Ok(None);
    }
    let Ok([kind, a, b, c, d, sum @ ..]) = <[u8; HEAD]>::try_from(head.as_slice()) else {
        return Err(ParcelError::Cut { at });
    };
    let length = u32::from_be_bytes([a, b, c, d]);
    if !kind.is_ascii_uppercase() || length as usize > LONGEST {
        return Err(ParcelError::Damaged { at });
    }
    let bytes = up_to(from, u64::from(length), at)?;
    if bytes.len() as u64 != u64::from(length) {
        return Err(ParcelError::Cut { at });
    }
    if check(kind, &bytes) != sum {
        return Err(ParcelError::Damaged { at });
    }
    Ok(Some(Frame { at, kind, bytes }))
}

/// As many bytes as there are, at most `length`.
fn up_to(from: &mut impl Read, length: u64, at: u64) -> Result<Vec<u8>, ParcelError> {
    let mut bytes = Vec::new();
    while (bytes.len() as u64) < length {
        let step = (length - bytes.len() as u64).min(STEP);
        let read = from.by_ref().take(step).read_to_end(&mut bytes);
        if read.map_err(|source| ParcelError::Io { at, source })? == 0 {
            break;
        }
    }
    Ok(bytes)
}
