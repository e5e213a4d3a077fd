//! Which reports may share a passage: an index of chosen shingles, whose work grows with the text and not with pairs.
//!
//! Shingles of five words are winnowed (Schleimer, Wilkerson, Aiken 2003): of every eight neighbours the least hash is kept,
//! so two texts that share [`GUARANTEED`] words in a row always share a kept one. Each report is compared with the first
//! few holders of a shingle only: of ten thousand copies of one text each meets the first three. So that those three, which
//! may hold a shorter version, do not stand in the way of a fuller one, each also meets its first twin (Broder 1997).

use crate::stable;
use crate::words::Word;

/// Words in a shingle.
pub(crate) const SHINGLE: usize = 5;
/// Neighbouring shingles of which one is kept.
const WINDOW: usize = 8;
/// A common run of so many words is always noticed.
pub(crate) const GUARANTEED: usize = SHINGLE + WINDOW - 1;
/// With how many of the first holders of a shingle a report is compared.
const HOLDERS: usize = 3;
/// With how many reports a report is compared at most: those that share most shingles.
const COMPARED: usize = 8;
/// How many least shingles make a likeness.
const LEAST: usize = 4;
/// From how many reports of one source on a passage counts as what the source repeats.
const REPEATED: usize = 3;
/// In how many parts all shingles are looked through.
const PARTS: u32 = 8;

/// The hashes of all shingles, in the order of the text.
pub(crate) fn shingles(words: &[Word]) -> Vec<u64> {
    words.windows(SHINGLE).map(|run| stable::hash_run(run.iter().map(|word| word.hash))).collect()
}

/// The kept shingles of a text, by the lower half of their hashes, in order, each once. Two that fall together by chance cost
/// an alignment that finds nothing.
pub(crate) fn winnow(shingles: &[u64]) -> Vec<u32> {
    let least = |window: &[u64]| window.iter().min().map(|hash| *hash as u32);
    let mut kept: Vec<u32> = if shingles.len() <= WINDOW {
        least(shingles).into_iter().collect()
    } else {
        shingles.windows(WINDOW).filter_map(least).collect()
    };
    kept.sort_unstable();
    kept.dedup();
    kept
}

/// What a text shares with others that are nearly all the same: the hash of the whole, and of its [`LEAST`] least shingles
/// under each of two orders (Broder's supershingles). A text too short for a shingle has none.
pub(crate) fn likenesses(shingles: &[u64]) -> Vec<u64> {
    if shingles.is_empty() {
        return Vec::new();
    }
    let under = |seed: u64| {
        let mut all: Vec<u64> = shingles.iter().map(|shingle| stable::hash_run([seed, *shingle])).collect();
        if all.len() > LEAST {
            all.select_nth_unstable(LEAST);
            all.truncate(LEAST);
        }
        all.sort_unstable();
        stable::hash_run([seed].into_iter().chain(all))
    };
    vec![stable::hash_run(shingles.iter().copied()), under(1), under(2)]
}

/// Pairs of reports (later, earlier in the order of the list) that share a likeness: each meets the first that has it.
pub(crate) fn twins<'a>(likenesses: impl Iterator<Item = &'a [u64]>) -> Vec<(usize, usize)> {
    let mut holders: Vec<(u64, u32)> = Vec::new();
    for (report, all) in (0_u32..).zip(likenesses) {
        holders.extend(all.iter().map(|likeness| (*likeness, report)));
    }
    holders.sort_unstable();
    let mut pairs = Vec::new();
    for group in holders.chunk_by(|a, b| a.0 == b.0) {
        let first = group.first().map(|(_, report)| *report);
        pairs.extend(group.iter().skip(1).filter_map(|(_, later)| Some((*later as usize, first? as usize))));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Pairs of reports (later, earlier in the order of the list) that share a kept shingle.
/// `fingerprints` and `sources` go by report; reports without a source repeat nothing.
pub(crate) fn candidates(fingerprints: &[&[u32]], sources: &[Option<u64>]) -> Vec<(usize, usize)> {
    let repeated = repeated(fingerprints, sources);
    let mut votes: Vec<(u32, u32)> = Vec::new();
    for part in 0..PARTS {
        vote(&holders(fingerprints, part), &repeated, &mut votes);
    }
    votes.sort_unstable();
    best(&votes)
}

/// Shingles with the reports that hold them, of one part of all shingles: the table of all would be larger than the corpus.
fn holders(fingerprints: &[&[u32]], part: u32) -> Vec<(u32, u32)> {
    let mut holders: Vec<(u32, u32)> = Vec::new();
    for (report, prints) in (0_u32..).zip(fingerprints) {
        let ours = prints.iter().filter(|print| **print % PARTS == part);
        holders.extend(ours.map(|print| (*print, report)));
    }
    holders.sort_unstable();
    holders
}

fn vote(holders: &[(u32, u32)], repeated: &[(u32, u32)], votes: &mut Vec<(u32, u32)>) {
    for group in holders.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
        let marked: Vec<(u32, bool)> =
            group.iter().map(|holder| (holder.1, repeated.binary_search(holder).is_ok())).collect();
        for (place, (later, in_later)) in marked.iter().enumerate() {
            for (earlier, in_earlier) in marked.iter().take(place.min(HOLDERS)) {
                // What both sources print under everything is no sign of a copy.
                if !(*in_later && *in_earlier) {
                    votes.push((*later, *earlier));
                }
            }
        }
    }
}

/// The pairs with most votes for each later report.
fn best(votes: &[(u32, u32)]) -> Vec<(usize, usize)> {
    let counted: Vec<(u32, u32, u32)> = votes
        .chunk_by(|a, b| a == b)
        .filter_map(|same| same.first().map(|(later, earlier)| (*later, same.len() as u32, *earlier)))
        .collect();
    let mut pairs = Vec::new();
    for of_one in counted.chunk_by(|a, b| a.0 == b.0) {
        let mut of_one = of_one.to_vec();
        of_one.sort_unstable_by_key(|(_, count, earlier)| (std::cmp::Reverse(*count), *earlier));
        pairs.extend(of_one.iter().take(COMPARED).map(|(later, _, earlier)| (*later as usize, *earlier as usize)));
    }
    pairs
}

/// What a source repeats: shingles in at least three of its reports, and at least three times as often as the rarer quarter
/// of the report's own shingles. A source that prints one text ten times therefore repeats nothing by this rule.
/// Whether that is so can be told source by source.
fn repeated(fingerprints: &[&[u32]], sources: &[Option<u64>]) -> Vec<(u32, u32)> {
    let mut by_source: Vec<(u64, u32)> =
        sources.iter().zip(0_u32..).filter_map(|(source, report)| Some(((*source)?, report))).collect();
    by_source.sort_unstable();
    let mut repeated = Vec::new();
    for of_one in by_source.chunk_by(|a, b| a.0 == b.0) {
        let reports: Vec<u32> = of_one.iter().map(|(_, report)| *report).collect();
        repeat(fingerprints, &reports, &mut repeated);
    }
    repeated.sort_unstable();
    repeated
}

/// What one source repeats, in which of its reports.
fn repeat(fingerprints: &[&[u32]], reports: &[u32], repeated: &mut Vec<(u32, u32)>) {
    let prints = |report: u32| fingerprints.get(report as usize).copied().unwrap_or_default();
    let mut all: Vec<u32> = reports.iter().flat_map(|report| prints(*report)).copied().collect();
    all.sort_unstable();
    let often = |print: u32| all.partition_point(|other| *other <= print) - all.partition_point(|other| *other < print);
    for report in reports {
        let counts: Vec<(usize, u32)> = prints(*report).iter().map(|print| (often(*print), *print)).collect();
        let mut sorted: Vec<usize> = counts.iter().map(|(count, _)| *count).collect();
        sorted.sort_unstable();
        let usual = sorted.get(sorted.len() / 4).copied().unwrap_or(1);
        let repeats = |count: usize| count >= REPEATED && count >= REPEATED * usual;
        repeated.extend(counts.iter().filter(|(count, _)| repeats(*count)).map(|(_, print)| (*print, *report)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_guaranteed_length_is_always_noticed() {
        let common: Vec<u64> = (0..GUARANTEED as u64).map(|word| stable::hash(&word.to_le_bytes())).collect();
        for shift in 0..40_u64 {
            let text = |seed: u64| {
                let own = (0..shift + 9).map(|word| stable::hash_run([seed, word]));
                let hashes = own.clone().chain(common.iter().copied()).chain(own);
                hashes.map(|hash| Word { hash, start: 0, end: 0, quoted: false }).collect::<Vec<_>>()
            };
            let prints = [winnow(&shingles(&text(1))), winnow(&shingles(&text(2)))];
            assert_eq!(candidates(&[&prints[0], &prints[1]], &[None, None]), [(1, 0)], "shift {shift}");
        }
    }

    #[test]
    fn what_is_nearly_the_same_meets_its_first_twin() {
        let text = |seed: u64| (0..60).map(|word| stable::hash_run([seed, word])).collect::<Vec<_>>();
        let all: Vec<Vec<u64>> = [1, 2, 1, 2, 2].into_iter().map(|seed| likenesses(&text(seed))).collect();
        assert_eq!(twins(all.iter().map(Vec::as_slice)), [(2, 0), (3, 1), (4, 1)]);
        assert!(likenesses(&[]).is_empty());
    }

    #[test]
    fn a_footer_is_no_copy_and_a_flood_of_one_text_is() {
        let found = |own: &dyn Fn(u32) -> Vec<u32>| {
            let all: Vec<Vec<u32>> = (0..6).map(own).collect();
            candidates(&all.iter().map(Vec::as_slice).collect::<Vec<_>>(), &[Some(7); 6])
        };
        assert!(found(&|n| vec![1, 2, 100 + n, 200 + n, 300 + n]).is_empty());
        assert!(found(&|_| vec![1, 2, 3, 4]).contains(&(5, 0)));
    }
}
