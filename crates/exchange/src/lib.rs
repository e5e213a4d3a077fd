//! How the logs of posts travel from one to the other: parcels of chunks that prove themselves, and which bytes of a parcel
//! are still missing. `docs/exchange.md` describes the format.
//!
//! This crate must not open files or connections, must not read clocks, and knows nothing of SQL or of what an entry's body
//! means. It decides neither whose key to trust nor what a record takes over.

mod chunk;
mod error;
mod fetch;
mod frame;
mod gaps;
mod incoming;
mod pack;
mod parcel;
mod tree;

pub use chunk::Chunk;
pub use error::{IncomingError, ParcelError};
pub use fetch::{Stalled, Way, fetch};
pub use gaps::Gaps;
pub use incoming::Incoming;
pub use parcel::{Heading, LogHead, PARCEL_HEADER, Part, Reader, Writer};
pub use tree::Tree;

/// How many plain bytes of entries and blobs a chunk is filled up to; one entry with its blobs may be more.
pub const CHUNK: usize = 1 << 20;
