//! Entry bundles: entries one after another, each after its length in two big-endian bytes.

/// The greatest length of one entry that two bytes can tell.
pub const MAX_ENTRY: usize = u16::MAX as usize;

/// An entry too large for a bundle.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an entry of {length} bytes does not fit: at most {MAX_ENTRY}; keep the body as a blob and name its hash")]
pub struct EntryTooLarge {
    /// How many bytes the entry has.
    pub length: usize,
}

/// Appends an entry to a bundle.
///
/// # Errors
/// When the entry is longer than [`MAX_ENTRY`].
pub fn push_entry(bundle: &mut Vec<u8>, entry: &[u8]) -> Result<(), EntryTooLarge> {
    let length = u16::try_from(entry.len()).map_err(|_| EntryTooLarge { length: entry.len() })?;
    bundle.extend(length.to_be_bytes());
    bundle.extend(entry);
    Ok(())
}

/// The first entry of (the rest of) a bundle, and what follows it; `None` when it ends too early.
#[must_use]
pub fn split_entry(bundle: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bundle.split_first_chunk::<2>()?;
    rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_is_two_big_endian_bytes() {
        let mut bundle = Vec::new();
        push_entry(&mut bundle, &[7; 258]).unwrap();
        push_entry(&mut bundle, b"").unwrap();
        assert_eq!(bundle[..3], [1, 2, 7]);
        let (first, rest) = split_entry(&bundle).unwrap();
        assert_eq!((first.len(), rest), (258, &[0, 0][..]));
        assert_eq!(split_entry(rest), Some((&b""[..], &b""[..])));
        assert_eq!(split_entry(&bundle[..259]), None);
        assert_eq!(split_entry(&[1]), None);
    }

    #[test]
    fn the_greatest_entry_fits_and_one_more_byte_does_not() {
        let mut bundle = Vec::new();
        assert_eq!(push_entry(&mut bundle, &vec![0; MAX_ENTRY]), Ok(()));
        assert_eq!(push_entry(&mut bundle, &vec![0; MAX_ENTRY + 1]), Err(EntryTooLarge { length: 65_536 }));
        assert_eq!(bundle.len(), MAX_ENTRY + 2, "a refused entry leaves nothing behind");
    }
}
