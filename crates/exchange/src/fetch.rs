//! Fetching over a bad link: only what is missing is asked for, until all is here or nothing comes any more. It must not know
//! what carries the bytes, nor how long anything takes.

use crate::gaps::Gaps;
use std::io;
use std::ops::Range;

/// How much is asked for at once: four seconds of a link of 64 kbit/s, so that asking costs little beside.
const WINDOW: u64 = 32 * 1024;

/// How often in a row nothing may come before it is given up for now.
const PATIENCE: u32 = 12;

/// What carries bytes.
pub trait Way {
    /// Asks for these ranges, and hands on what comes of them, each piece with its place. A piece may be missing, or all.
    ///
    /// # Errors
    /// Where asking again would not help.
    fn ask(&mut self, ranges: &[Range<u64>], take: &mut dyn FnMut(u64, &[u8]) -> io::Result<()>) -> io::Result<()>;
}

/// Fetching stopped before all was here.
#[derive(Debug, thiserror::Error)]
pub enum Stalled {
    /// Nothing came any more.
    #[error("nothing came any more with {missing} bytes missing; what arrived is kept: run this again")]
    Silence {
        /// How many bytes are missing.
        missing: u64,
    },
    /// The way or the disk failed.
    #[error("{source}, with {missing} bytes missing; what arrived is kept: run this again")]
    Failed {
        /// How many bytes are missing.
        missing: u64,
        /// What failed.
        source: io::Error,
    },
}

/// Fetches what is missing; `keep` is given every piece that was, once.
///
/// # Errors
/// Where the way failed, or fell silent.
pub fn fetch(
    way: &mut impl Way,
    gaps: &mut Gaps,
    keep: &mut dyn FnMut(u64, &[u8]) -> io::Result<()>,
) -> Result<(), Stalled> {
    let mut idle = 0;
    loop {
        let missing = gaps.missing();
        if missing == 0 {
            return Ok(());
        }
        if idle == PATIENCE {
            return Err(Stalled::Silence { missing });
        }
        let asked = way.ask(&gaps.first(WINDOW), &mut |at, bytes| {
            for new in gaps.arrived(at..at.saturating_add(bytes.len() as u64)) {
                let place = |place: u64| usize::try_from(place - at).unwrap_or(usize::MAX);
                keep(new.start, bytes.get(place(new.start)..place(new.end)).unwrap_or_default())?;
            }
            Ok(())
        });
        asked.map_err(|source| Stalled::Failed { missing: gaps.missing(), source })?;
        idle = if gaps.missing() < missing { 0 } else { idle + 1 };
    }
}
