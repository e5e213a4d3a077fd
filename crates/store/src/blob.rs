//! How a blob's bytes are packed in a table. Its hash is always over the plain bytes. It must not touch the table.

/// Bytes on their way into the table: packed where that saves at least an eighth.
pub(crate) struct Packed {
    pub(crate) packed: bool,
    pub(crate) bytes: Vec<u8>,
}

/// Packs with LZ4, or leaves the bytes as they are.
pub(crate) fn pack(plain: &[u8]) -> Packed {
    let squeezed = lz4_flex::block::compress(plain);
    if squeezed.len() < plain.len() - plain.len() / 8 {
        Packed { packed: true, bytes: squeezed }
    } else {
        Packed { packed: false, bytes: plain.to_vec() }
    }
}

/// The plain bytes again; `None` where the row cannot have been written by [`pack`].
pub(crate) fn unpack(packed: bool, bytes: &[u8], length: i64) -> Option<Vec<u8>> {
    let length = usize::try_from(length).ok()?;
    if !packed {
        return (bytes.len() == length).then(|| bytes.to_vec());
    }
    // LZ4 never packs better than 255 to 1: a length beyond that is damage, and must not take memory.
    if length / 256 > bytes.len() {
        return None;
    }
    lz4_flex::block::decompress(bytes, length).ok().filter(|plain| plain.len() == length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out() {
        let repeated = b"{\"name\":\"Harbour Wire\"},".repeat(300);
        let noise: Vec<u8> = (0_u32..999).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for plain in [&repeated[..], &noise, b"", b"a"] {
            let Packed { packed, bytes } = pack(plain);
            assert_eq!(unpack(packed, &bytes, plain.len() as i64).as_deref(), Some(plain));
            assert_eq!(unpack(packed, &bytes, plain.len() as i64 + 1), None);
        }
        assert!(pack(&repeated).bytes.len() * 10 < repeated.len());
        assert_eq!(unpack(true, &pack(&repeated).bytes, i64::MAX), None, "no memory is taken for a damaged length");
    }
}
