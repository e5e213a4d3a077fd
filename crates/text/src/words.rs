//! Texts compared by their runs of words, case and marks aside.

/// How many words a run has.
const RUN: usize = 4;

/// The runs of words, and the whole lines, of a text.
pub(crate) struct Shingles {
    runs: Vec<u64>,
    lines: Vec<u64>,
}

impl Shingles {
    pub(crate) fn new(text: &str) -> Self {
        let all: Vec<u64> = hashes(text).collect();
        let mut runs: Vec<u64> = all.windows(RUN).map(combine).collect();
        runs.sort_unstable();
        let mut lines: Vec<u64> = text.lines().map(hash_all).collect();
        lines.sort_unstable();
        Self { runs, lines }
    }

    /// Whether most of `block` stands in the text; a short one must be a line of it.
    pub(crate) fn hold(&self, block: &str) -> bool {
        let all: Vec<u64> = hashes(block).collect();
        if all.len() < RUN + 2 {
            return !all.is_empty() && self.lines.binary_search(&combine(&all)).is_ok();
        }
        let held = all.windows(RUN).filter(|run| self.runs.binary_search(&combine(run)).is_ok()).count();
        held * 2 >= all.len() + 1 - RUN
    }
}

/// One number for all words of a text.
pub(crate) fn hash_all(text: &str) -> u64 {
    combine(&hashes(text).collect::<Vec<u64>>())
}

fn combine(words: &[u64]) -> u64 {
    words.iter().fold(SEED, |hash, word| (hash ^ word).wrapping_mul(PRIME).rotate_left(23))
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// FNV-1a over the letters and digits of each word.
fn hashes(text: &str) -> impl Iterator<Item = u64> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(|word| {
        let lower = word.chars().flat_map(char::to_lowercase);
        lower.fold(SEED, |hash, c| (hash ^ u64::from(u32::from(c))).wrapping_mul(PRIME))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_of_a_block_or_a_whole_short_line_must_stand_in_the_text() {
        let shingles = Shingles::new("The army left the town on Monday evening.\nWhat next?\nIt came back later.");
        assert!(shingles.hold("The ARMY left the town, on Monday evening…"));
        assert!(shingles.hold("What next?"));
        assert!(!shingles.hold("next"));
        assert!(!shingles.hold("The army of the north left its town on a Sunday."));
    }
}
