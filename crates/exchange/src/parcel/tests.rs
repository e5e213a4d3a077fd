//! A parcel comes out as it went in; cut, damaged or of another kind it is refused, and the byte is named.

use super::*;
use crate::{Incoming, IncomingError, Tree};
use ledger::checkpoint::{Checkpoint, SigningKey, TreeHead};
use ledger::merkle::leaf_hash;
use proptest::prelude::*;

fn entries(count: u64) -> Vec<Vec<u8>> {
    (0..count).map(|n| format!("entry {n} of a post in the hills").into_bytes()).collect()
}

fn tree(count: u64) -> Tree {
    Tree::new(entries(count).iter().map(|entry| leaf_hash(entry)).collect())
}

fn chunk(of: u64, from: u64, to: u64) -> Chunk {
    let these = entries(of).into_iter().skip(from as usize).take((to - from) as usize).collect();
    Chunk { from, proof: tree(of).proof(to, of).unwrap(), entries: these, blobs: vec![vec![7; 300], Vec::new()] }
}

/// Entries 3 to 20 of a log of 20, in three chunks.
fn parcel() -> Vec<u8> {
    let key = SigningKey::from_seed("post.example/hills", &[5; 32]).unwrap();
    let head = TreeHead { size: 20, root: tree(20).root(20).unwrap() };
    let signed = SignedCheckpoint::sign(&Checkpoint::new("post.example/hills", head), &key).unwrap();
    let heading = Heading { from: "post.example/hills".into(), to: "post.example/valley".into() };
    let mut writer = Writer::new(Vec::new(), &heading).unwrap();
    let (root, proof) = (tree(20).root(3).unwrap(), tree(20).proof(3, 20).unwrap());
    writer.log(&LogHead { from: 3, root, proof, signed }).unwrap();
    for (from, to) in [(3, 8), (8, 9), (9, 20)] {
        writer.chunk(&chunk(20, from, to)).unwrap();
    }
    writer.finish().unwrap()
}

fn parts(bytes: &[u8]) -> Result<Vec<Part>, ParcelError> {
    let mut reader = Reader::new(bytes)?;
    let mut parts = Vec::new();
    while let Some(part) = reader.next()? {
        parts.push(part);
    }
    Ok(parts)
}

#[test]
fn a_parcel_comes_out_as_it_went_in() {
    let parts = parts(&parcel()).unwrap();
    assert_eq!(parts.len(), 5);
    assert!(matches!(&parts[0], Part::Heading(heading) if heading.to == "post.example/valley"));
    assert!(matches!(&parts[1], Part::Log(log) if log.from == 3 && log.signed.checkpoint().head.size == 20));
    assert_eq!(parts[3], Part::Chunk(chunk(20, 8, 9)));
}

#[test]
fn what_is_no_parcel_or_of_a_newer_version_is_refused_at_once() {
    let refusal = |bytes: &[u8]| Reader::new(bytes).err().unwrap().to_string();
    assert!(refusal(b"trucewatch/parcel@v2\nwhatever").contains("parcel format 2"));
    for rubbish in [&b""[..], b"trucewatch/parcel", b"PK\x03\x04 an archive", b"trucewatch/parcel@vx\n"] {
        assert!(refusal(rubbish).contains("no parcel"), "{rubbish:?}");
    }
    // Rubbish without an end is not read to its end.
    assert!(Reader::new(std::io::repeat(b'x')).is_err());
    let endless = PARCEL_HEADER.as_bytes().chain(std::io::repeat(b'X'));
    assert!(matches!(Reader::new(endless).unwrap().next(), Err(ParcelError::Damaged { at: 21 })));
}

#[test]
fn a_parcel_cut_anywhere_is_refused_with_the_place() {
    let whole = parcel();
    for length in PARCEL_HEADER.len()..whole.len() {
        let error = parts(&whole[..length]).unwrap_err();
        assert!(matches!(error, ParcelError::Cut { at } if at as usize <= length), "{length}: {error}");
    }
    let longer = [whole.as_slice(), b"x"].concat();
    assert!(matches!(parts(&longer), Err(ParcelError::Trailing { at }) if at as usize == whole.len()));
}

#[test]
fn chunks_prove_themselves_before_they_count() {
    let head = TreeHead { size: 20, root: tree(20).root(20).unwrap() };
    let mut incoming = Incoming::new(tree(20).frontier(3).unwrap(), head);
    assert_eq!(incoming.take(chunk(20, 4, 8)), Err(IncomingError::Gap { from: 4, have: 3 }));
    assert_eq!(incoming.take(chunk(20, 0, 8)).unwrap(), entries(20)[3..8]);
    assert_eq!(incoming.take(chunk(20, 3, 8)).unwrap(), Vec::<Vec<u8>>::new(), "what is here is passed over");
    let mut other = chunk(20, 8, 20);
    other.entries[1].push(b'!');
    assert!(matches!(incoming.take(other), Err(IncomingError::NotSigned { from: 8, to: 20, .. })));
    assert_eq!((incoming.size(), incoming.root()), (8, tree(20).root(8).unwrap()));
    incoming.take(chunk(20, 5, 20)).unwrap();
    assert_eq!(incoming.root(), head.root);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// One altered byte anywhere is noticed, and named within the part that it is in.
    #[test]
    fn an_altered_byte_is_noticed(place in any::<prop::sample::Index>(), flip in 1_u8..=255) {
        let mut bytes = parcel();
        let place = place.index(bytes.len());
        bytes[place] ^= flip;
        prop_assert!(parts(&bytes).is_err());
    }

    /// Rubbish behind a true first line is refused and takes no memory on its word.
    #[test]
    fn rubbish_is_refused(rubbish in prop::collection::vec(any::<u8>(), 0..200)) {
        let bytes = [PARCEL_HEADER.as_bytes(), &rubbish].concat();
        prop_assert!(parts(&bytes).is_err());
    }
}
