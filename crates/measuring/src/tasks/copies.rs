//! Copies: near-copies of openly licensed articles (Wikinews, in GeoVirus), made in this run with known truth, among the
//! articles themselves. A pair counts as right where one text was made of the other or both of one. Beside it, in the same run,
//! MinHash.

mod min_hash;
mod near_copies;

use crate::bench::Bench;
use crate::corpora::geovirus;
use crate::counts::{Counts, share};
use crate::tasks::{Case, Figure, Outcome};
use anyhow::{Context, Result, ensure};
use jiff::civil::date;
use model::{Basis, Interval, Language, Published, Reading, ReportId};
use near_copies::{Change, NearCopy, near_copies};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Two articles that share so long a run of words share a text already; their pairs are left out of the count.
const SHARED: usize = 12;

type PairsOfTexts = BTreeSet<(usize, usize)>;

/// Measures the articles of the folder.
pub fn run(_: &Bench, folder: &Path) -> Result<Outcome> {
    let articles = geovirus::read(&folder.join("GeoVirus.xml"))?;
    let articles: Vec<&str> =
        articles.iter().map(|article| article.text.trim()).filter(|text| !text.is_empty()).collect();
    measured(&articles)
}

fn measured(articles: &[&str]) -> Result<Outcome> {
    let made = near_copies(articles);
    ensure!(!made.is_empty(), "there is no text to make copies of");
    let texts: Vec<&str> = articles.iter().copied().chain(made.iter().map(|one| one.text.as_str())).collect();
    let found = by_fusion(&texts, articles.len())?;
    let peer = min_hash::pairs(&texts);
    let truth = Truth::new(articles, &made);
    let rate = |pairs: &PairsOfTexts| (truth.recall(pairs, None), truth.precision(pairs));
    let (ours, theirs) = (rate(&found), rate(&peer));
    let mut figures = vec![
        figure("all", "recall", ours.0, vec![("MinHash", 100.0 * theirs.0.recall())]),
        figure("all", "precision", ours.1, vec![("MinHash", 100.0 * theirs.1.recall())]),
    ];
    for change in Change::ALL {
        let of = |pairs: &PairsOfTexts| truth.recall(pairs, Some(change));
        figures.push(figure(change.name(), "recall", of(&found), vec![("MinHash", 100.0 * of(&peer).recall())]));
    }
    Ok(Outcome { figures, cases: truth.cases(&found) })
}

fn figure(category: &str, measure: &'static str, counts: Counts, beside: Vec<(&'static str, f64)>) -> Figure {
    let value = 100.0 * share(counts.right, counts.gold);
    let detail = format!("{} of {}", counts.right, counts.gold);
    Figure { category: category.to_owned(), measure, value, detail, beside }
}

/// The pairs that fusion lists: the articles are a day older than what was made of them.
fn by_fusion(texts: &[&str], articles: usize) -> Result<PairsOfTexts> {
    let reading = |(place, text): (usize, &&str)| reading(place, text, if place < articles { 1 } else { 2 });
    let readings: Vec<Reading> = texts.iter().enumerate().map(reading).collect::<Result<_>>()?;
    let place: BTreeMap<&ReportId, usize> =
        readings.iter().enumerate().map(|(place, reading)| (&reading.report, place)).collect();
    let (fused, _) = fusion::fuse(&readings, &[], &[]);
    let pair = |copy: &model::CopyOf| {
        let (a, b) = (*place.get(&copy.report)?, *place.get(&copy.of)?);
        Some((a.min(b), a.max(b)))
    };
    Ok(fused.copies.iter().filter_map(pair).collect())
}

fn reading(place: usize, text: &str, day: i8) -> Result<Reading> {
    let when = Interval::day(date(2020, 1, day)).context("a day")?;
    Ok(Reading {
        report: ReportId::new(format!("text-{place:06}")).context("a number makes an id")?,
        published: Published::Known { when, basis: Basis::Given },
        source: None,
        language: Language::English,
        text: text.to_owned(),
        credits: Vec::new(),
        mentions: Vec::new(),
        referents: Vec::new(),
        claims: Vec::new(),
        statements: Vec::new(),
        notes: Vec::new(),
    })
}

/// Which texts hold words of which articles.
struct Truth<'a> {
    made: &'a [NearCopy],
    /// The articles that each text holds, itself among them.
    holds: Vec<BTreeSet<usize>>,
    /// Articles that share a run of words by themselves.
    akin: PairsOfTexts,
}

impl<'a> Truth<'a> {
    fn new(articles: &[&str], made: &'a [NearCopy]) -> Self {
        let own = (0..articles.len()).map(|place| BTreeSet::from([place]));
        let copies = made.iter().map(|one| [Some(one.of), one.inside].into_iter().flatten().collect());
        Self { made, holds: own.chain(copies).collect(), akin: akin(articles) }
    }

    fn articles(&self) -> usize {
        self.holds.len() - self.made.len()
    }

    /// What was made, each with every article that it holds, found or not: through that article or through another text
    /// that holds it.
    fn recall(&self, pairs: &PairsOfTexts, change: Option<Change>) -> Counts {
        let mut counts = Counts::default();
        for (number, copy) in
            self.made.iter().enumerate().filter(|(_, copy)| change.is_none_or(|one| one == copy.change))
        {
            for article in [Some(copy.of), copy.inside].into_iter().flatten() {
                counts.gold += 1;
                counts.right += usize::from(self.is_led_to(self.articles() + number, article, pairs));
            }
        }
        counts.found = counts.right;
        counts
    }

    fn is_led_to(&self, text: usize, article: usize, pairs: &PairsOfTexts) -> bool {
        let holds = |other: usize| self.holds.get(other).is_some_and(|held| held.contains(&article));
        pairs.iter().any(|(a, b)| (*a == text && holds(*b)) || (*b == text && holds(*a)))
    }

    /// Of the pairs that were found, those of which both hold one article. Articles that share text by themselves decide
    /// nothing, nor does what was made of them.
    fn precision(&self, pairs: &PairsOfTexts) -> Counts {
        let judged = pairs.iter().filter(|pair| self.is_right(**pair) || !self.is_open(**pair));
        let mut counts = Counts::default();
        for pair in judged {
            counts.gold += 1;
            counts.right += usize::from(self.is_right(*pair));
        }
        counts.found = counts.gold;
        counts
    }

    fn held(&self, (a, b): (usize, usize)) -> Option<(&BTreeSet<usize>, &BTreeSet<usize>)> {
        Some((self.holds.get(a)?, self.holds.get(b)?))
    }

    fn is_right(&self, pair: (usize, usize)) -> bool {
        self.held(pair).is_some_and(|(a, b)| !a.is_disjoint(b))
    }

    fn is_open(&self, pair: (usize, usize)) -> bool {
        let crossed = |a: &BTreeSet<usize>, b: &BTreeSet<usize>| {
            a.iter().any(|x| b.iter().any(|y| self.akin.contains(&(*x.min(y), *x.max(y)))))
        };
        self.held(pair).is_some_and(|(a, b)| crossed(a, b))
    }

    fn cases(&self, pairs: &PairsOfTexts) -> Vec<Case> {
        let case = |(number, copy): (usize, &NearCopy)| {
            let of = [Some(copy.of), copy.inside].into_iter().flatten();
            let wrong = of.filter(|article| !self.is_led_to(self.articles() + number, *article, pairs)).count();
            let begin: String = copy.text.chars().take(300).collect();
            Case { wrong, told: format!("{} of article {}: {begin}", copy.change.name(), copy.of) }
        };
        let missed = self.made.iter().enumerate().map(case);
        let wrong = pairs.iter().filter(|pair| !self.is_right(**pair) && !self.is_open(**pair));
        missed.chain(wrong.map(|pair| Case { wrong: 1, told: format!("no copies: {pair:?}") })).collect()
    }
}

/// Pairs of articles that hold one run of words, looked up run by run.
fn akin(articles: &[&str]) -> PairsOfTexts {
    let mut holders: BTreeMap<Vec<String>, BTreeSet<usize>> = BTreeMap::new();
    for (place, article) in articles.iter().enumerate() {
        let lower = article.to_lowercase();
        let words: Vec<String> =
            lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
        for run in words.windows(SHARED) {
            holders.entry(run.to_vec()).or_default().insert(place);
        }
    }
    let pairs = |held: &BTreeSet<usize>| {
        let pairs = held.iter().flat_map(|a| held.iter().map(move |b| (*a, *b)));
        pairs.filter(|(a, b)| a < b).collect::<Vec<_>>()
    };
    holders.values().filter(|held| held.len() > 1).flat_map(pairs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_texts_there_is_no_figure() {
        assert!(measured(&[]).is_err());
        assert!(measured(&["", ""]).is_err());
    }

    #[test]
    fn right_wrong_and_open_pairs_are_told_apart() {
        let run = "one two three four five six seven eight nine ten eleven twelve";
        let articles =
            [&format!("{run} thirteen"), "a text of its own", &format!("again {run}")].map(ToString::to_string);
        let articles: Vec<&str> = articles.iter().map(String::as_str).collect();
        let made = [NearCopy { text: String::new(), of: 0, inside: Some(1), change: Change::Carried }];
        let truth = Truth::new(&articles, &made);
        assert_eq!(truth.akin, PairsOfTexts::from([(0, 2)]));
        let pairs = PairsOfTexts::from([(0, 3), (0, 1), (0, 2), (2, 3)]);
        // (0, 3) is right; (0, 1) is wrong; (0, 2) and (2, 3) are open.
        assert_eq!(truth.precision(&pairs), Counts { gold: 2, found: 2, right: 1 });
        assert_eq!(truth.recall(&pairs, None), Counts { gold: 2, found: 1, right: 1 });
    }
}
