//! C2SP tlog-tiles: the tree and its entries as static files of 256 hashes or entries each. It must not touch files:
//! it names paths and gives their bytes.

mod bundle;
mod edge;
mod subtrees;

pub use bundle::{EntryTooLarge, MAX_ENTRY, push_entry, split_entry};
pub(crate) use edge::edge_root;
pub use edge::{AppendError, Changes, Edge, EdgeError, TileFile, changed_tiles};
pub use subtrees::{SubtreeError, TileSubtrees};

use std::fmt::Write as _;

/// How many hashes or entries a full tile holds.
pub const TILE_WIDTH: u64 = 256;

/// The levels of tree between one level of tiles and the next.
pub(crate) const TILE_HEIGHT: u32 = 8;

/// The highest level of tiles that a tree of 2^64 leaves needs.
pub(crate) const TOP_LEVEL: u32 = 7;

/// What a tile holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Row {
    /// The entries themselves, each with its length before it.
    Entries,
    /// Hashes: level 0 those of entries, each higher level those of full tiles below it.
    Hashes {
        /// 0 to 7.
        level: u32,
    },
}

impl Row {
    /// How many items this row has in a tree of `size` entries.
    #[must_use]
    pub fn length(self, size: u64) -> u64 {
        match self {
            Row::Entries => size,
            Row::Hashes { level } => size.checked_shr(TILE_HEIGHT * level).unwrap_or(0),
        }
    }

    /// The width of tile `index` of this row in a tree of `size` entries: 0 (no such tile) to 256.
    #[must_use]
    pub fn width(self, index: u64, size: u64) -> u64 {
        self.length(size).saturating_sub(index.saturating_mul(TILE_WIDTH)).min(TILE_WIDTH)
    }
}

/// The path of a tile: `tile/0/x001/067`, `tile/entries/000.p/12`. A width of 256 (or more) is a full tile.
#[must_use]
pub fn tile_path(row: Row, index: u64, width: u64) -> String {
    let mut path = match row {
        Row::Entries => "tile/entries".to_owned(),
        Row::Hashes { level } => format!("tile/{level}"),
    };
    let digits = format!("{index:03}");
    let head = digits.len() % 3;
    let padded = if head == 0 { digits } else { format!("{}{digits}", "0".repeat(3 - head)) };
    let last = padded.len() - 3;
    for (at, group) in (0..).step_by(3).zip(padded.as_bytes().chunks(3)) {
        path.push_str(if at == last { "/" } else { "/x" });
        path.extend(group.iter().map(|digit| char::from(*digit)));
    }
    if width < TILE_WIDTH {
        write!(path, ".p/{width}").expect("writing to a String cannot fail");
    }
    path
}

/// Which tile stands at a path: its row, its index and its width. `None` for any other path, one that [`tile_path`] would
/// spell otherwise among them: so a name that came over a network can be put to a folder as it is.
#[must_use]
pub fn tile_at(path: &str) -> Option<(Row, u64, u64)> {
    let (row, rest) = path.strip_prefix("tile/")?.split_once('/')?;
    let row = match row {
        "entries" => Row::Entries,
        level => Row::Hashes { level: level.parse().ok().filter(|level| *level <= TOP_LEVEL)? },
    };
    let (number, width) = match rest.split_once(".p/") {
        Some((number, width)) => (number, width.parse().ok().filter(|width| *width > 0)?),
        None => (rest, TILE_WIDTH),
    };
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let index = digits.parse().ok()?;
    (tile_path(row, index, width) == path).then_some((row, index, width))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_path_leads_back_to_its_tile(level in 0_u32..9, index: u64, width in 1_u64..=256) {
            let row = if level == 8 { Row::Entries } else { Row::Hashes { level } };
            prop_assert_eq!(tile_at(&tile_path(row, index, width)), Some((row, index, width)));
        }
    }

    #[test]
    fn no_other_spelling_is_a_path() {
        for path in [
            "tile/0/1",
            "tile/0/0001",
            "tile/0/x000/001",
            "tile/0/000.p/0",
            "tile/0/000.p/256",
            "tile/0/000.p/+7",
            "tile/8/000",
            "tile/00/000",
            "tile/entries/../../../key",
            "tile/entries/000/",
            "/tile/entries/000",
            "tile/entries/x999/x999/x999/x999/x999/x999/999",
            "",
        ] {
            assert_eq!(tile_at(path), None, "{path}");
        }
    }

    #[test]
    fn paths_of_the_specification() {
        let hashes = |level| Row::Hashes { level };
        assert_eq!(tile_path(hashes(0), 1_234_067, 256), "tile/0/x001/x234/067");
        assert_eq!(tile_path(hashes(0), 1067, 256), "tile/0/x001/067");
        assert_eq!(tile_path(hashes(3), 0, 1), "tile/3/000.p/1");
        assert_eq!(tile_path(Row::Entries, 0, 12), "tile/entries/000.p/12");
        assert_eq!(tile_path(Row::Entries, 999, 256), "tile/entries/999");
        assert_eq!(tile_path(Row::Entries, 1000, 255), "tile/entries/x001/000.p/255");
    }

    /// tlog-tiles, "Partial Tiles": a tree of 70,000 has 273 full tiles and one of 112, then 1 and 17, then 1.
    #[test]
    fn widths_of_the_specification() {
        let width = |level, index| Row::Hashes { level }.width(index, 70_000);
        assert_eq!([width(0, 272), width(0, 273), width(0, 274)], [256, 112, 0]);
        assert_eq!([width(1, 0), width(1, 1), width(2, 0), width(3, 0)], [256, 17, 1, 0]);
        assert_eq!(Row::Hashes { level: 1 }.width(0, 256), 1);
    }
}
