//! What is kept of a report: who published it when, whom it credits, its words for finding copies.

use super::claims::Pools;
use super::sequence::Sequence;
use crate::copies::fingerprints;
use crate::incidents::listed::{self, Row};
use crate::origins::credits::dateline_names;
use crate::origins::names::written_media;
use crate::stable::Fold;
use crate::words::Word;
use model::{Interval, Reading, ReportId};
use std::fmt::Write;
use std::hash::Hasher;
use std::ops::Range;

/// What is kept of a report. Numbers are those of the corpus' pools.
#[derive(Debug)]
pub(crate) struct Kept {
    /// Its id.
    pub(crate) id: ReportId,
    /// The row of a list that it is.
    pub(crate) row: Option<Row>,
    /// A hash of all that was read: two readings of one report with the same one are the same.
    pub(super) digest: u64,
    /// When it was published.
    pub(crate) published: Option<Interval>,
    /// Who published it, as told.
    pub(super) source: Option<u32>,
    /// The credits left out of its main text.
    pub(crate) credits: Box<[u32]>,
    /// What stands in brackets before a dash near its beginning.
    pub(crate) datelines: Box<[u32]>,
    /// The media that it mentions, each with the name as it is written there.
    pub(crate) media: Box<[(u32, u32)]>,
    /// Its words.
    pub(super) words: Sequence,
    /// The shingles by which its copies are found.
    pub(crate) prints: Box<[u32]>,
    /// What it shares with texts that are nearly the same.
    pub(crate) likenesses: Box<[u64]>,
    /// The numbers of its claims.
    pub(super) claims: Range<usize>,
    /// How many readings were taken before it. Unlike its number this never changes.
    pub(crate) arrival: u32,
    /// How many claims were.
    pub(super) claims_before: u32,
}

/// What is kept of a reading with these words whose claims have these numbers, as the next after all that `taken` counts: readings, claims.
pub(super) fn kept(
    (reading, lettered): (&Reading, &[(Word, String)]),
    claims: Range<usize>,
    taken: (u32, u32),
    pools: &mut Pools,
) -> Kept {
    let words: Vec<Word> = lettered.iter().map(|(word, _)| *word).collect();
    let shingles = fingerprints::shingles(&words);
    let mut text = |text: &str| pools.texts.put(text.into());
    let source = reading.source.as_deref().map(&mut text);
    let credits = reading.credits.iter().map(|line| text(line)).collect();
    let datelines = dateline_names(&reading.text).into_iter().map(&mut text).collect();
    let media = written_media(reading)
        .map(|(actor, written)| (pools.actors.put(actor.clone()), pools.texts.put(written.into())));
    Kept {
        id: reading.report.clone(),
        row: listed::row(&reading.report),
        digest: digest(reading),
        published: reading.published.interval(),
        source,
        credits,
        datelines,
        media: media.collect(),
        words: Sequence::new(lettered, &mut pools.vocabulary, &mut pools.rarity),
        prints: fingerprints::winnow(&shingles).into_boxed_slice(),
        likenesses: fingerprints::likenesses(&shingles).into_boxed_slice(),
        claims,
        arrival: taken.0,
        claims_before: taken.1,
    }
}

fn digest(reading: &Reading) -> u64 {
    let mut fold = Fold::default();
    // Writing into a hash cannot fail.
    write!(fold, "{reading:?}").ok();
    fold.finish()
}
