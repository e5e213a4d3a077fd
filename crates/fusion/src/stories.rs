//! Which reports tell one story: each is kept as its rarest words, weighed by how few reports hold them, and two are as alike
//! as these words overlap (the cosine). It knows nothing of claims, names or languages.

mod own;
pub(crate) mod rarity;

use crate::copies::Copies;
use crate::corpus::Corpus;
use crate::stable;
use crate::words::lettered;
use model::Span;
use rarity::{Holders, Rarity, Steps};

/// How many of its words a report is kept as: so many that a short article is kept whole, so few that a million fit.
const KEPT: usize = 48;
/// The fewest letters of a word that is counted.
const SHORTEST: usize = 3;
/// Letters by which words are compared.
const STEM: usize = 7;

/// From so many steps on a word is common: 32 reports hold it.
const COMMON: u8 = 10;

/// The words by which a report is compared: the hash of each, in order, with its weight, of length one together.
type Weighed = Box<[(u32, f32)]>;

/// The reports, as words, by their arrival.
#[derive(Debug, Clone, Default)]
pub struct Stories {
    reports: Vec<Option<Weighed>>,
    /// What the weights follow from.
    steps: Steps,
}

impl Stories {
    /// Weighs the words of each text against all texts.
    pub fn new<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        Self::among_origins(texts.map(|text| (text, Vec::new())))
    }

    /// As [`Stories::new`]; the passages that a text has copied do not count towards how rare their words are.
    pub fn among_origins<'a>(texts: impl Iterator<Item = (&'a str, Vec<Span>)>) -> Self {
        let mut rarity = Rarity::default();
        let mut numbered = |text: &str| -> Vec<(u32, usize)> {
            let stems = lettered(text).into_iter().filter_map(|(word, letters)| Some((stem(&letters)?, word.start)));
            stems.map(|(stem, place)| (rarity.number(stem), place)).collect()
        };
        let texts: Vec<_> = texts.map(|(text, copied)| (numbered(text), copied)).collect();
        let mut holders = rarity.holders().clone();
        texts.iter().for_each(|(stems, copied)| holders.take_own(stems, copied));
        let of = |stems: Vec<(u32, usize)>| stems.into_iter().map(|(stem, _)| stem).collect();
        let reports = texts.into_iter().map(|(stems, _)| Some(weighed(of(stems), &rarity, &holders))).collect();
        Self { reports, steps: holders.steps() }
    }

    /// Weighs the reports of a corpus that came in since, and those with words whose rarity is another now. Which these are,
    /// by arrival: also where a report weighs what it did, one of its claims may not.
    pub(crate) fn renew(&mut self, corpus: &Corpus, copies: &Copies) -> Vec<bool> {
        let holders = own::among_origins(corpus, copies);
        let steps = holders.steps();
        let all = steps.reports != self.steps.reports;
        let is_other = |stem: &u32| steps.of(*stem) != self.steps.of(*stem);
        self.reports.resize(corpus.arrivals(), None);
        let mut changed = vec![false; corpus.arrivals()];
        for report in corpus.reports() {
            let place = report.arrival as usize;
            let (Some(held), Some(changed)) = (self.reports.get_mut(place), changed.get_mut(place)) else { continue };
            let stems = corpus.stems(report);
            if all || held.is_none() || stems.iter().any(is_other) {
                *held = Some(weighed(stems, corpus.rarity(), &holders));
                *changed = true;
            }
        }
        self.steps = steps;
        changed
    }

    /// How far two reports tell one story, 0 to 1; of a corpus by their arrivals.
    pub fn alike(&self, a: usize, b: usize) -> f64 {
        cosine(self.words(a), self.words(b))
    }

    /// How rare a stem of the corpus is, by its number; none where less than two reports hold it of their own.
    pub(crate) fn rarity(&self, stem: u32) -> Option<f64> {
        self.steps.weight(stem).map(f64::from)
    }

    /// Whether so many reports hold a stem of the corpus that it says little of one of them. In a few reports no word is common.
    pub(crate) fn is_common(&self, stem: u32) -> bool {
        self.steps.of(stem).is_some_and(|step| step >= COMMON)
    }

    /// The words that a report is kept as, in order.
    pub(crate) fn words_of(&self, report: usize) -> impl Iterator<Item = u32> {
        self.words(report).iter().map(|(word, _)| *word)
    }

    fn words(&self, report: usize) -> &[(u32, f32)] {
        self.reports.get(report).and_then(Option::as_deref).unwrap_or_default()
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

/// The rarest words that other reports hold too, brought to length one. A word that stands oftener counts more, but not in
/// proportion.
fn weighed(mut stems: Vec<u32>, rarity: &Rarity, holders: &Holders) -> Weighed {
    stems.sort_unstable();
    let told = stems.chunk_by(|a, b| a == b).filter_map(|same| {
        let stem = *same.first()?;
        let weight = (1.0 + (same.len() as f32).ln()) * holders.weight(stem)?;
        Some((rarity.stem(stem), weight))
    });
    let mut told: Vec<(u32, f32)> = told.collect();
    told.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    told.truncate(KEPT);
    told.sort_unstable_by_key(|(word, _)| *word);
    let length = told.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    told.iter_mut().for_each(|(_, weight)| *weight /= length.max(f32::MIN_POSITIVE));
    told.into_boxed_slice()
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
        assert!((stories.alike(1, 1) - 1.0).abs() < 1e-6 && stories.alike(0, 9) == 0.0);
    }

    #[test]
    fn copies_change_no_likeness_of_other_texts() {
        let texts = ["shells hit the mill in Oakham", "the mill in Oakham was hit", "talks were held in Barrow"];
        let whole = |text: &str| vec![Span::new(0, text.len()).unwrap()];
        let of = |copies: usize| {
            let own = texts.iter().map(|text| (*text, Vec::new()));
            Stories::among_origins(own.chain((0..copies).map(|_| (texts[0], whole(texts[0])))))
        };
        let (none, many) = (of(0), of(500));
        assert!((0..3).all(|a| (0..3).all(|b| none.alike(a, b) == many.alike(a, b))));
        assert!(none.alike(0, 1) > 0.3);
    }
}
