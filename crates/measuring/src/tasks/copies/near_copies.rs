//! Near-copies made of articles, with known truth: cut short, under another head, in another order, with another dateline or
//! toll, and a passage carried in somebody else's article. The choices are dealt by a fixed sequence of numbers, so that
//! every run makes the same copies.

use fusion::dice::Dice;
use text_cut::{paragraphs, sentences};

/// What was done to an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Its end was cut off, by the sentence.
    Cut,
    /// Another line stands over it.
    Headed,
    /// Its paragraphs, or the sentences of its only one, stand in another order.
    Ordered,
    /// Another town and day open it.
    Dateline,
    /// Its numbers are others.
    Toll,
    /// Some of its sentences stand in another article.
    Carried,
}

impl Change {
    /// All, in this order.
    pub const ALL: [Change; 6] =
        [Change::Cut, Change::Headed, Change::Ordered, Change::Dateline, Change::Toll, Change::Carried];

    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Change::Cut => "cut by the sentence",
            Change::Headed => "under another head",
            Change::Ordered => "in another order",
            Change::Dateline => "with another dateline",
            Change::Toll => "with other numbers",
            Change::Carried => "a passage carried in another article",
        }
    }
}

/// A near-copy.
pub struct NearCopy {
    /// Its text.
    pub text: String,
    /// The article that it repeats.
    pub of: usize,
    /// The article in which a passage was put.
    pub inside: Option<usize>,
    /// What was done.
    pub change: Change,
}

const HEADS: [&str; 4] =
    ["What we know so far", "Officials give further details", "The day in brief", "News from abroad"];
const TOWNS: [&str; 4] = ["NORTHFORD", "ASHWELL", "PORT LARK", "MILLBRIDGE"];

/// The fewest words of an article, and of a carried passage: fewer are a turn of phrase that two may write.
const PASSAGE: usize = 25;

/// A copy of each kind for every article that is long enough to be changed so.
pub fn near_copies(articles: &[&str]) -> Vec<NearCopy> {
    let mut dice = Dice(11);
    let mut all = Vec::new();
    for (of, article) in articles.iter().enumerate().filter(|(_, article)| words(article) >= PASSAGE) {
        for change in Change::ALL {
            let other = (of + 1 + dice.roll(articles.len().saturating_sub(1))) % articles.len();
            let inside = (change == Change::Carried && other != of).then_some(other);
            let host = inside.and_then(|place| articles.get(place)).copied();
            let made = changed(article, host, change, &mut dice).filter(|text| text != article);
            all.extend(made.map(|text| NearCopy { text, of, inside, change }));
        }
    }
    all
}

fn changed(article: &str, host: Option<&str>, change: Change, dice: &mut Dice) -> Option<String> {
    match change {
        Change::Cut => cut(article, dice),
        Change::Headed => Some(format!("{}\n\n{article}", HEADS.get(dice.roll(HEADS.len()))?)),
        Change::Ordered => reordered(article, dice),
        Change::Dateline => {
            Some(format!("{}, {} May — {article}", TOWNS.get(dice.roll(TOWNS.len()))?, 1 + dice.roll(30)))
        }
        Change::Toll => Some(renumbered(article)),
        Change::Carried => carried(article, host?, dice),
    }
}

/// Keeps the first half of the sentences or more.
fn cut(article: &str, dice: &mut Dice) -> Option<String> {
    let all = sentences(article);
    let half = all.len() / 2;
    (all.len() >= 4).then(|| all.iter().take(half + dice.roll(all.len() - half)).copied().collect())
}

/// Paragraphs turned round, or sentences where there is one paragraph: what stood first stands behind.
fn reordered(article: &str, dice: &mut Dice) -> Option<String> {
    let lines = paragraphs(article);
    let one = lines.len() < 2;
    let mut all: Vec<&str> = if one { sentences(article) } else { lines };
    all = all.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
    if all.len() < 2 {
        return None;
    }
    let turn = 1 + dice.roll(all.len() - 1);
    all.rotate_left(turn);
    Some(all.join(if one { " " } else { "\n\n" }))
}

/// Every number of one or two digits, one higher.
fn renumbered(article: &str) -> String {
    let mut text = String::with_capacity(article.len());
    let mut digits = String::new();
    for character in article.chars().chain(['\n']) {
        if character.is_ascii_digit() {
            digits.push(character);
            continue;
        }
        match digits.parse::<u32>() {
            Ok(number) if digits.len() <= 2 => text.push_str(&(number + 1).to_string()),
            _ => text.push_str(&digits),
        }
        digits.clear();
        text.push(character);
    }
    text.pop();
    text
}

/// Two to four sentences of the article, behind the first paragraph of the other.
fn carried(article: &str, host: &str, dice: &mut Dice) -> Option<String> {
    let all = sentences(article);
    let first = dice.roll(all.len().saturating_sub(4));
    let passage: String = all.iter().skip(first).take(2 + dice.roll(3)).copied().collect();
    let mut around = paragraphs(host);
    if words(&passage) < PASSAGE || around.is_empty() {
        return None;
    }
    around.insert(1, passage.trim());
    Some(around.join("\n\n"))
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Cutting a text, plainly.
mod text_cut {
    /// Paragraphs: lines with words.
    pub(super) fn paragraphs(text: &str) -> Vec<&str> {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
    }

    /// Sentences with what stands behind them: cut after a full stop before a blank.
    pub(super) fn sentences(text: &str) -> Vec<&str> {
        text.split_inclusive(". ").collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "The mill burned on Monday night and 12 people were hurt. Nobody was killed, said the mayor, who had \
                       come with the fire brigade of the town. \
                       The cause is not known. Work goes on.\nThe mill had stood for 150 years. It was the last of its kind.";
    const TWO: &str =
        "Talks were held in the capital.\nThey ended without a result, and will be taken up again in the autumn.";

    #[test]
    fn every_kind_of_copy_is_made_and_is_the_same_each_time() {
        let made = near_copies(&[ONE, TWO]);
        let again = near_copies(&[ONE, TWO]);
        assert!(made.iter().map(|one| &one.text).eq(again.iter().map(|one| &one.text)));
        let of_first = |change| made.iter().find(|one| one.of == 0 && one.change == change).unwrap();
        assert!(ONE.starts_with(&of_first(Change::Cut).text));
        assert!(of_first(Change::Headed).text.ends_with(ONE));
        assert!(of_first(Change::Ordered).text.starts_with("The mill had stood"));
        assert!(of_first(Change::Toll).text.contains("13 people") && of_first(Change::Toll).text.contains("150 years"));
        assert!(of_first(Change::Dateline).text.ends_with(ONE));
        let carried = of_first(Change::Carried);
        assert_eq!(carried.inside, Some(1));
        assert!(carried.text.starts_with("Talks were held") && carried.text.contains("Nobody was killed"));
    }

    #[test]
    fn what_cannot_be_changed_so_is_left_out() {
        let line = "word ".repeat(PASSAGE);
        let made: Vec<Change> = near_copies(&[&line]).iter().map(|one| one.change).collect();
        assert_eq!(made, [Change::Headed, Change::Dateline]);
        assert!(near_copies(&[]).is_empty() && near_copies(&["One line."]).is_empty());
    }
}
