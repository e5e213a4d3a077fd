//! `publish`: a bundle of the record that others verify, with what its readers may see.

use crate::hand::Hand;
use crate::{clock, identity};
use anyhow::{Result, bail};
use jiff::Timestamp;
use std::process::ExitCode;
use store::{Access, Delay, Publication, SqliteStore};

/// Writes the bundle.
pub fn run(hand: &Hand<'_>, options: &crate::arguments::Publish) -> Result<ExitCode> {
    let delay = match (&options.before, options.delay) {
        (Some(before), _) => Delay::Since(time("--before", before)?),
        (None, Some(days)) => Delay::Days(days),
        (None, None) => Delay::None,
    };
    // An earlier tree needs a checkpoint of its own, and so the key.
    let store = match options.size {
        Some(_) => hand.open(Access::WriteExisting)?,
        None => SqliteStore::open(hand.record, Access::Read)?,
    };
    let store = store.with_identities(identity::given(&options.identity)?);
    let (level, size, now) = (options.level.level(), options.size, clock::now().parse()?);
    let published = store.publish(&options.out, &Publication { level, size, delay, now })?;
    print!("{published}");
    println!("published in {}; `trucewatch verify` checks it", options.out.display());
    Ok(ExitCode::SUCCESS)
}

/// A time as a person types it: with its offset, or a day, which begins at midnight in UTC.
pub fn time(option: &str, text: &str) -> Result<Timestamp> {
    let day =
        || text.parse::<jiff::civil::Date>().ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|day| day.timestamp());
    match text.parse::<Timestamp>().ok().or_else(day) {
        Some(time) => Ok(time),
        None => bail!("{option} '{text}' is no time; write 2031-06-01T00:00:00Z or 2031-06-01"),
    }
}
