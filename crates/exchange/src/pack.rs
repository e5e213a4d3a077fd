//! Packing chunks for a slow link. It must not take memory on the word of whoever sent them.

use std::io::Read as _;

/// Of eleven: what lies above takes ten times as long and saves a twentieth.
const QUALITY: i32 = 9;

/// The window that every decoder has: 16 MiB.
const WINDOW: i32 = 24;

/// The bytes packed.
pub(crate) fn pack(plain: &[u8]) -> Vec<u8> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: QUALITY,
        lgwin: WINDOW,
        size_hint: plain.len(),
        ..brotli::enc::BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    let mut rest = plain;
    brotli::BrotliCompress(&mut rest, &mut packed, &params).expect("memory is read and written without errors");
    packed
}

/// The plain bytes again, which must be `length`; `None` where they are not.
pub(crate) fn unpack(packed: &[u8], length: usize) -> Option<Vec<u8>> {
    let mut plain = Vec::new();
    let limit = u64::try_from(length).ok()?.saturating_add(1);
    brotli::Decompressor::new(packed, 1 << 16).take(limit).read_to_end(&mut plain).ok()?;
    (plain.len() == length).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_and_a_false_length_does_not() {
        let plain = b"{\"name\":\"Harbour Wire\"},".repeat(300);
        let packed = pack(&plain);
        assert!(packed.len() * 20 < plain.len(), "{}", packed.len());
        assert_eq!(unpack(&packed, plain.len()).as_deref(), Some(&plain[..]));
        for length in [0, plain.len() - 1, plain.len() + 1, usize::MAX] {
            assert_eq!(unpack(&packed, length), None, "{length}");
        }
        assert_eq!(unpack(&packed[..packed.len() / 2], plain.len()), None);
        assert_eq!(unpack(&pack(b""), 0).as_deref(), Some(&b""[..]));
    }
}
