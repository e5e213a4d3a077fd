//! Which reports tell one story: each is kept as its rarest words, weighed by how few reports hold them, and two are as alike
//! as these words overlap (the cosine). It knows nothing of claims, names or languages.

use crate::coreference::join;
use crate::corpus::Corpus;
use crate::stable;
use crate::words::lettered;
use std::collections::BTreeMap;

/// How many of its words a report is kept as: so many that a short article is kept whole, so few that a million fit.
const KEPT: usize = 48;
/// The fewest letters of a word that is counted.
const SHORTEST: usize = 3;
/// Letters by which words are compared.
const STEM: usize = 7;

/// The reports, as words.
#[derive(Debug, Clone, Default)]
pub struct Stories(Vec<Box<[(u32, f32)]>>);

impl Stories {
    /// Weighs the words of each text against all texts.
    pub fn new<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Self {
        Self::weighed(texts.map(|text| lettered(text).iter().filter_map(|(_, letters)| stem(letters)).collect()))
    }

    /// The same for the reports of a corpus.
    pub(crate) fn of(corpus: &Corpus) -> Self {
        Self::weighed((0..corpus.len()).map(|report| corpus.stems(report)))
    }

    fn weighed(texts: impl Iterator<Item = Vec<u32>> + Clone) -> Self {
        let mut holders: BTreeMap<u32, u32> = BTreeMap::new();
        let mut reports = 0_u32;
        for text in texts.clone() {
            reports += 1;
            for word in counted(text).into_keys() {
                *holders.entry(word).or_default() += 1;
            }
        }
        let rarity = |word: u32| (reports as f32 / holders.get(&word).copied().unwrap_or(1) as f32).ln();
        let shared = |word: &u32| holders.get(word).is_some_and(|number| *number > 1);
        Self(texts.map(|text| kept(counted(text), rarity, shared)).collect())
    }

    /// Puts reports to stories: those that are alike on average from `threshold` on. The story of each, by a number.
    pub fn groups(&self, reports: &[usize], threshold: f64) -> BTreeMap<usize, usize> {
        let of = |place: usize| reports.get(place).copied().unwrap_or(usize::MAX);
        let numbers = join(reports.len(), &|a, b| self.alike(of(a), of(b)), threshold);
        reports.iter().copied().zip(numbers).collect()
    }

    /// How far two reports tell one story, 0 to 1.
    pub fn alike(&self, a: usize, b: usize) -> f64 {
        let words = |report: usize| self.0.get(report).map(AsRef::as_ref).unwrap_or_default();
        cosine(words(a), words(b))
    }

    /// The words that a report is kept as, in order.
    pub(crate) fn words_of(&self, report: usize) -> impl Iterator<Item = u32> {
        self.0.get(report).into_iter().flatten().map(|(word, _)| *word)
    }
}

/// How far two lists of weighed keys, in order and of length one, point the same way: 0 to 1.
pub(crate) fn cosine<K: Ord>(mut a: &[(K, f32)], mut b: &[(K, f32)]) -> f64 {
    let mut sum = 0.0;
    while let (Some((x, rest_of_a)), Some((y, rest_of_b))) = (a.split_first(), b.split_first()) {
        if x.0 == y.0 {
            sum += f64::from(x.1) * f64::from(y.1);
        }
        let (a_first, b_first) = (x.0 <= y.0, y.0 <= x.0);
        if a_first {
            a = rest_of_a;
        }
        if b_first {
            b = rest_of_b;
        }
    }
    sum.min(1.0)
}

/// The rarest words that other reports hold too, by hash, brought to length one. A word that stands oftener counts more,
/// but not in proportion.
fn kept(counts: BTreeMap<u32, u32>, rarity: impl Fn(u32) -> f32, shared: impl Fn(&u32) -> bool) -> Box<[(u32, f32)]> {
    let own = counts.into_iter().filter(|(word, _)| shared(word));
    let mut own: Vec<(u32, f32)> =
        own.map(|(word, count)| (word, (1.0 + (count as f32).ln()) * rarity(word))).collect();
    own.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    own.truncate(KEPT);
    own.sort_unstable_by_key(|(word, _)| *word);
    let length = own.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    own.iter_mut().for_each(|(_, weight)| *weight /= length.max(f32::MIN_POSITIVE));
    own.into_boxed_slice()
}

fn counted(stems: Vec<u32>) -> BTreeMap<u32, u32> {
    let mut counts = BTreeMap::new();
    for stem in stems {
        *counts.entry(stem).or_insert(0) += 1;
    }
    counts
}

/// The stem of a word by which stories are told, from its letters in lower case; none where it is too short to tell one.
pub(crate) fn stem(letters: &str) -> Option<u32> {
    let (mut stem, mut count) = (letters.len(), 0);
    for (byte, _) in letters.char_indices() {
        if count == STEM {
            stem = byte;
            break;
        }
        count += 1;
    }
    (count >= SHORTEST).then(|| stable::hash(letters.get(..stem).unwrap_or_default().as_bytes()) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_few_reports_hold_tells_a_story() {
        let texts = [
            "the army said that shells hit the mill in Oakham",
            "the army said that the mill in Oakham was hit",
            "the army said that talks were held in Barrow",
            "the army said that talks went on",
        ];
        let stories = Stories::new(texts.iter().copied());
        assert!(stories.alike(0, 1) > 0.7 && stories.alike(2, 3) > 0.7);
        assert!(stories.alike(0, 2) < 0.05);
        let groups = stories.groups(&[0, 1, 2, 3], 0.5);
        assert!(groups[&0] == groups[&1] && groups[&2] == groups[&3] && groups[&0] != groups[&2]);
        assert!((stories.alike(1, 1) - 1.0).abs() < 1e-6 && stories.alike(0, 9) == 0.0);
    }
}
