//! What is sent to a parser on purpose: nothing but openings, nothing but separators, nothing that ends.

/// A kind of rubbish: its name and the piece that is repeated.
pub const RUBBISH: [(&str, &[u8]); 16] = [
    ("zeros", b"\0"),
    ("one letter", b"a"),
    ("line ends", b"\n"),
    ("blanks", b" "),
    ("open lists", b"["),
    ("open objects", b"{\"a\":"),
    ("open tables", b"[[a]]\n"),
    ("dotted keys", b"a."),
    ("open elements", b"<kml>"),
    ("names without end", b"<a b=\"c\" "),
    ("quotes", b"\""),
    ("digits", b"9"),
    ("signatures", "\u{2014} name AAAAAAAA\n".as_bytes()),
    ("hashes", b"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"),
    ("cells", b"a,\"b\",;\n"),
    ("no text", b"\xff\xfe\x80\xc3"),
];

/// So many bytes of it.
pub fn of(piece: &[u8], length: usize) -> Vec<u8> {
    piece.iter().copied().cycle().take(length).collect()
}
