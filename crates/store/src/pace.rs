//! When the ledger's static files follow what was committed. It must not touch what is acknowledged: that is the commit alone.

use ledger::tiles::TILE_WIDTH;

/// How soon the files follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pace {
    /// After every change: a person waits for one answer, and others read the files at once.
    #[default]
    EachChange,
    /// When a tile is full, and when the record is closed: many changes come one after the other, and each would cost the
    /// disk six flushes in place of one.
    EachTile,
}

impl Pace {
    /// Whether files that hold a tree of one size are to be brought up to another.
    pub(crate) fn follows(self, held: u64, size: u64) -> bool {
        self == Self::EachChange || held / TILE_WIDTH != size / TILE_WIDTH
    }
}
