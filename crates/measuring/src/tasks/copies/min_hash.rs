//! The peer of copy finding: runs of four words, MinHash with 128 orders (Broder 1997), and an estimated Jaccard likeness of
//! .7 or more.

use std::collections::BTreeSet;

/// Orders.
const ORDERS: u64 = 128;
/// Words in a run.
const RUN: usize = 4;
/// From which likeness on two texts are near-copies.
const THRESHOLD: f64 = 0.7;

/// The pairs of texts that are alike, lower place first.
pub fn pairs(texts: &[&str]) -> BTreeSet<(usize, usize)> {
    let sketches: Vec<Vec<u64>> = texts.iter().map(|text| sketch(text)).collect();
    let mut found = BTreeSet::new();
    for (a, mine) in sketches.iter().enumerate() {
        for (offset, theirs) in sketches.iter().skip(a + 1).enumerate() {
            let same = mine.iter().zip(theirs).filter(|(x, y)| x == y).count();
            if same as f64 >= THRESHOLD * ORDERS as f64 {
                found.insert((a, a + 1 + offset));
            }
        }
    }
    found
}

fn sketch(text: &str) -> Vec<u64> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let runs: Vec<u64> = words.windows(RUN).map(|run| hashed(0, run.join(" ").as_bytes())).collect();
    let least = |order: u64| runs.iter().map(|run| hashed(order + 1, &run.to_le_bytes())).min();
    // A text too short for a run is like no other.
    (0..ORDERS).filter_map(least).collect()
}

/// FNV-1a, then SplitMix's finish.
fn hashed(seed: u64, bytes: &[u8]) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325_u64 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut value = bytes.iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3));
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_copies_are_alike_and_others_are_not() {
        let text = (0..60).map(|word| format!("word{word}")).collect::<Vec<_>>().join(" ");
        let near = format!("A head. {text}");
        let other = text.replace("word", "other");
        assert_eq!(pairs(&[&text, &near, &other, "short", "text"]), BTreeSet::from([(0, 1)]));
    }
}
