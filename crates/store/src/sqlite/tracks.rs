//! Negotiation tracks, read back from their rows. It must not judge them.

use super::ask::{THIRD, is_of_format, noun};
use super::tables::Tables;
use crate::error::StoreError;
use model::Track;
use wire::TrackFile;

/// All tracks by id, each with the entry that tells it.
pub(super) fn tracks(tables: &Tables<'_>) -> Result<Vec<(u64, Track)>, StoreError> {
    if !is_of_format(tables, THIRD)? {
        return Ok(Vec::new());
    }
    let sql = "SELECT seq, line FROM track ORDER BY id";
    let rows = tables.all(sql, [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
    let read = |(seq, line): (i64, String)| {
        let track = TrackFile::parse_line(&line).and_then(|line| line.to_track());
        Ok((u64::try_from(seq).unwrap_or(0), noun(tables, "track", track)?))
    };
    rows.into_iter().map(read).collect()
}
