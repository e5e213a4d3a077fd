//! A run of a log's entries with the blobs that the receiver lacks, and the proof that the log signed them. It must not
//! know which blobs those are.

use crate::pack::{pack, unpack};
use ledger::Hash;
use ledger::tiles::{EntryTooLarge, push_entry, split_entry};

/// The most plain bytes that a chunk may claim to hold.
const MOST_PLAIN: u64 = 256 << 20;

/// Entries that follow each other in a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// The first entry's place.
    pub from: u64,
    /// The proof that the tree which ends behind the last entry is the beginning of the signed one.
    pub proof: Vec<Hash>,
    /// The entries' bytes.
    pub entries: Vec<Vec<u8>>,
    /// The bytes of blobs; each is known by its hash.
    pub blobs: Vec<Vec<u8>>,
}

impl Chunk {
    /// The place behind the last entry.
    #[must_use]
    pub fn to(&self) -> u64 {
        self.from + self.entries.len() as u64
    }

    /// As bytes: place and number of entries, the proof, two plain lengths, then entries and blobs, packed.
    pub(crate) fn to_bytes(&self) -> Result<Vec<u8>, EntryTooLarge> {
        let mut plain = Vec::new();
        self.entries.iter().try_for_each(|entry| push_entry(&mut plain, entry))?;
        let entries = plain.len() as u64;
        for blob in &self.blobs {
            plain.extend((blob.len() as u64).to_be_bytes());
            plain.extend(blob);
        }
        let mut bytes = Vec::new();
        for number in [self.from, self.entries.len() as u64, entries, plain.len() as u64] {
            bytes.extend(number.to_be_bytes());
        }
        push_hashes(&mut bytes, &self.proof);
        bytes.extend(pack(&plain));
        Ok(bytes)
    }

    /// Reads what [`Chunk::to_bytes`] wrote; the error says what should stand there.
    pub(crate) fn from_bytes(mut bytes: &[u8]) -> Result<Self, &'static str> {
        let from = number(&mut bytes).ok_or("a chunk's place")?;
        let count = number(&mut bytes).ok_or("a chunk's number of entries")?;
        let split = number(&mut bytes).ok_or("the length of a chunk's entries")?;
        let whole = number(&mut bytes).filter(|whole| *whole <= MOST_PLAIN && split <= *whole);
        let whole = whole.ok_or("a chunk of at most 256 MiB")?;
        let proof = hashes(&mut bytes).ok_or("a chunk's proof")?;
        let sized = |length: u64| usize::try_from(length).ok();
        let plain = sized(whole).and_then(|whole| unpack(bytes, whole)).ok_or("a chunk that unpacks")?;
        let (mut entries, mut blobs) = sized(split).and_then(|at| plain.split_at_checked(at)).ok_or("entries")?;
        let mut chunk = Self { from, proof, entries: Vec::new(), blobs: Vec::new() };
        while !entries.is_empty() {
            let (entry, rest) = split_entry(entries).ok_or("entries that are whole")?;
            chunk.entries.push(entry.to_vec());
            entries = rest;
        }
        while !blobs.is_empty() {
            let length = number(&mut blobs).and_then(sized);
            let blob = length.and_then(|length| blobs.split_at_checked(length)).ok_or("blobs that are whole")?;
            chunk.blobs.push(blob.0.to_vec());
            blobs = blob.1;
        }
        let fits = chunk.entries.len() as u64 == count && from.checked_add(count).is_some();
        if fits { Ok(chunk) } else { Err("as many entries as the chunk says") }
    }
}

/// Eight bytes from the front.
pub(crate) fn number(bytes: &mut &[u8]) -> Option<u64> {
    let (first, rest) = bytes.split_first_chunk::<8>()?;
    *bytes = rest;
    Some(u64::from_be_bytes(*first))
}

/// How many hashes, in one byte, then the hashes: a proof between trees has at most 64.
pub(crate) fn push_hashes(bytes: &mut Vec<u8>, hashes: &[Hash]) {
    bytes.push(u8::try_from(hashes.len()).expect("a proof has at most 64 hashes"));
    bytes.extend(hashes.iter().flat_map(|hash| hash.0));
}

/// The hashes from the front.
pub(crate) fn hashes(bytes: &mut &[u8]) -> Option<Vec<Hash>> {
    let (count, rest) = bytes.split_first()?;
    let (these, rest) = rest.split_at_checked(usize::from(*count) * 32)?;
    *bytes = rest;
    Some(these.as_chunks::<32>().0.iter().map(|hash| Hash(*hash)).collect())
}
