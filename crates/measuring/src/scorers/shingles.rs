//! Main text as bags of runs of four words, as the article extraction benchmark of Scrapinghub (2020) compares them:
//! precision and recall a page, their means over pages, and the F1 of the means.

use std::collections::BTreeMap;

/// How many words a run has.
const RUN: usize = 4;

/// Precision and recall of one page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageScore {
    /// Of the runs found, the share that is wanted; `None` where nothing was found.
    pub precision: Option<f64>,
    /// Of the runs wanted, the share found; `None` where nothing is wanted.
    pub recall: Option<f64>,
}

/// Compares one page.
pub fn compare(gold: &str, found: &str) -> PageScore {
    let (gold, found) = (runs(gold), runs(found));
    let common: usize = gold.iter().map(|(run, count)| *count.min(found.get(run).unwrap_or(&0))).sum();
    let part = |all: &BTreeMap<Vec<&str>, usize>| {
        let sum: usize = all.values().sum();
        (sum > 0).then(|| common as f64 / sum as f64)
    };
    PageScore { precision: part(&found), recall: part(&gold) }
}

/// Mean precision, mean recall, and their F1.
pub fn means(pages: &[PageScore]) -> (f64, f64, f64) {
    let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let precision = mean(pages.iter().filter_map(|page| page.precision).collect());
    let recall = mean(pages.iter().filter_map(|page| page.recall).collect());
    let sum = precision + recall;
    (precision, recall, if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 })
}

fn runs(text: &str) -> BTreeMap<Vec<&str>, usize> {
    let words: Vec<&str> =
        text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty()).collect();
    let mut counts = BTreeMap::new();
    if !words.is_empty() && words.len() < RUN {
        counts.insert(words, 1);
        return counts;
    }
    for run in words.windows(RUN) {
        *counts.entry(run.to_vec()).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worked_example() {
        // Wanted: 5 runs of the 8 words. Found: the last 6 of them (3 runs) and 3 words of a menu (3 runs more).
        let page =
            compare("one two three four five six seven eight", "three four five six seven eight home news sport");
        assert_eq!(page, PageScore { precision: Some(0.5), recall: Some(0.6) });
        let (precision, recall, f1) = means(&[page, compare("same words of four", "same words of four")]);
        assert!((precision - 0.75).abs() < 1e-9 && (recall - 0.8).abs() < 1e-9);
        assert!((f1 - 2.0 * 0.75 * 0.8 / 1.55).abs() < 1e-9);
    }

    #[test]
    fn short_and_empty_texts_are_compared_whole() {
        assert_eq!(compare("two words", "two words").recall, Some(1.0));
        assert_eq!(compare("some words of text", ""), PageScore { precision: None, recall: Some(0.0) });
    }
}
