//! How many: the number that words before a noun tell, as a range.
//!
//! Words without a figure have a floor and no ceiling: "dozens" 24, "scores" 40, "hundreds" 200, "thousands" 2000, "tens"
//! 20, "a dozen" 12, "several" and "a few" 3, "a couple" 2; they are approximate. "About", "some", "nearly" before a figure
//! widen it by a tenth either way, rounded outwards. "At least" and "more than" leave the top open; "up to" and "as many
//! as" set it.

use crate::numbers;
use crate::tree::Tree;
use grammar::{Relation, Tag, Upos};
use model::Toll;

/// How far left of the noun its number may begin.
const REACH: usize = 9;

/// A number and the words that tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counted {
    /// How many; `None` for nobody at all.
    pub(crate) toll: Option<Toll>,
    /// The first word of the number.
    pub(crate) first: usize,
}

/// How many of the noun at `at`; a bare plural is "some", a singular is one.
pub(crate) fn of_noun(tree: &Tree<'_>, at: usize) -> Counted {
    if matches!(tree.lower(at).as_str(), "nobody" | "none" | "nothing")
        || tree.lower(at) == "one" && tree.lower(at.wrapping_sub(1)) == "no"
    {
        return Counted { toll: None, first: at };
    }
    if let Some(counted) = collective(tree, at) {
        return counted;
    }
    let floor = edge(tree, at);
    let last = if numeric(tree, at) { at } else { at.saturating_sub(1) };
    let end = (floor..=last).rev().find(|place| numeric(tree, *place));
    if let Some(counted) = end.and_then(|end| figure(tree, floor, end)) {
        return counted;
    }
    let words: Vec<String> = (floor..=at).map(|place| tree.lower(place).clone()).collect();
    let has = |word: &str| words.iter().any(|other| other == word);
    let toll = match () {
        () if has("no") => None,
        () if has("several") || has("few") => Toll::new(3, None, None, true),
        () if has("couple") || has("pair") || has("both") => Toll::new(2, None, None, has("couple")),
        () if has("dozen") => Toll::new(12, Some(12), None, true),
        () if is_plural(tree, at) => Some(Toll::some()),
        () if is_joined(tree, at) || tree.lemma(at) == "family" => Some(Toll::exactly(1)),
        () => Some(Toll::exactly(1)),
    };
    Counted { toll, first: floor }
}

fn is_joined(tree: &Tree<'_>, at: usize) -> bool {
    tree.relation(at) == Relation::Conj
}

fn is_plural(tree: &Tree<'_>, at: usize) -> bool {
    matches!(tree.tag(at), Tag::Nns | Tag::Nnps)
        || matches!(
            tree.lemma(at),
            "people" | "they" | "them" | "other" | "some" | "many" | "police" | "personnel" | "we" | "wounded" | "dead"
        )
}

/// "dozens of people", "a number of dockers", "hundreds", "a dozen people".
fn collective(tree: &Tree<'_>, at: usize) -> Option<Counted> {
    let here = |place: usize| {
        let (low, round) = match tree.lower(place).as_str() {
            "dozens" => (24, None),
            "scores" => (40, None),
            "hundreds" => (200, None),
            "thousands" => (2_000, None),
            "millions" => (2_000_000, None),
            "tens" if tree.lower(place + 2) == "thousands" => (20_000, None),
            "tens" => (20, None),
            "couple" => (2, None),
            "dozen" if !numeric(tree, place.wrapping_sub(1)) => (12, Some(12)),
            "number" | "handful" => (1, None),
            _ => return None,
        };
        let toll = if low == 1 { Some(Toll::some()) } else { Toll::new(low, round, None, true) };
        Some(Counted { toll, first: place })
    };
    let own = tree.is_noun(at) || matches!(tree.upos(at), Upos::Num | Upos::Adj);
    if let Some(found) = here(at).filter(|_| own) {
        return Some(found);
    }
    let floor = at.saturating_sub(4);
    let of = (floor..at).rev().find(|place| tree.lower(*place) == "of");
    let before = of.and_then(|of| of.checked_sub(1));
    // "five of the dead"
    let part = before.filter(|before| numeric(tree, *before) && tree.tag(before + 2) == Tag::Dt && before + 3 == at);
    if let Some(counted) = part.and_then(|end| figure(tree, edge(tree, end), end)) {
        return Some(counted);
    }
    before
        .and_then(|before| (before.saturating_sub(2)..=before).find_map(here))
        .or_else(|| at.checked_sub(1).and_then(here))
}

/// The first word that may tell the number of the noun at `at`.
fn edge(tree: &Tree<'_>, at: usize) -> usize {
    let mut first = at;
    while first > 0 && at - first < REACH {
        let before = first - 1;
        let lower = tree.lower(before);
        let quantifier = matches!(
            lower.as_str(),
            "at" | "least"
                | "than"
                | "to"
                | "up"
                | "as"
                | "many"
                | "about"
                | "around"
                | "some"
                | "nearly"
                | "almost"
                | "approximately"
                | "over"
                | "between"
                | "and"
                | "or"
                | "fewer"
                | "more"
                | "less"
                | "no"
                | "roughly"
                | "estimated"
                | "-"
                | "–"
                | "several"
                | "few"
                | "under"
                | "just"
                | "only"
                | "exactly"
                | "another"
                | "couple"
                | "well"
                | "half"
        );
        let fits = match tree.tag(before) {
            _ if numeric(tree, before) => true,
            Tag::Cd | Tag::Dt | Tag::Jj | Tag::Nn | Tag::Nnp | Tag::Hyph | Tag::PrpS | Tag::Jjr | Tag::Jjs => true,
            Tag::Nnps | Tag::Nns => false,
            Tag::Vbn | Tag::Vbg => tree.relation(before) == Relation::Amod,
            _ => false,
        };
        // "killed and 106": the "and" of a list belongs to a number only between numbers.
        let list = matches!(lower.as_str(), "and" | "or" | "to" | "-" | "–")
            && !(before > 0 && numeric(tree, before - 1) && numeric(tree, first));
        let apart = numeric(tree, first) && (lower == "to" && tree.lower(before.wrapping_sub(1)) == "rise");
        if list || apart || !(fits || quantifier) {
            // "up to", "according to" end differently; "up" is looked for.
            let up = lower == "to" && matches!(tree.lower(before.wrapping_sub(1)).as_str(), "up" | "close");
            if !up {
                break;
            }
        }
        first = before;
    }
    first
}

fn numeric(tree: &Tree<'_>, at: usize) -> bool {
    let form = tree.form(at);
    let range =
        form.split_once(['-', '–']).is_some_and(|(a, b)| numbers::value(a).is_some() && numbers::value(b).is_some());
    let decimal = form
        .split_once('.')
        .is_some_and(|(a, b)| !a.is_empty() && !b.is_empty() && a.chars().chain(b.chars()).all(|c| c.is_ascii_digit()));
    numbers::value(form).is_some()
        || range
        || (decimal && matches!(tree.lower(at + 1).as_str(), "million" | "thousand"))
}

/// Whether a number and the one behind the word after it are the ends of a range.
fn opens_range(tree: &Tree<'_>, low: usize, high: usize) -> bool {
    let in_figures = |at: usize| tree.form(at).starts_with(|c: char| c.is_ascii_digit());
    match tree.lower(low + 1).as_str() {
        "and" => tree.lower(low.wrapping_sub(1)) == "between",
        // "UPDATE 2-Six soldiers killed": nobody writes one end in figures and the other in words; a wire numbers its slugs.
        "-" | "–" => in_figures(low) == in_figures(high),
        _ => true,
    }
}

/// A figure ending at `end`, with what stands before it.
fn figure(tree: &Tree<'_>, floor: usize, end: usize) -> Option<Counted> {
    let mut first = end;
    while first > floor {
        let before = first - 1;
        // "Twenty", "-", "three": one number cut by the tokens.
        let hyphen = tree.form(before) == "-"
            && before > floor
            && is_tens(tree, before - 1)
            && numbers::value(tree.form(first)).is_some_and(|ones| ones < 10);
        if hyphen {
            first = before - 1;
            continue;
        }
        let and =
            tree.lower(before) == "and" && before > floor && numeric(tree, before - 1) && is_scale(tree, before - 1);
        if numeric(tree, before) || and {
            first = before;
        } else {
            break;
        }
    }
    let form = tree.form(end);
    let dashed = form.split_once(['-', '–']).filter(|_| numbers::value(form).is_none());
    if let Some((low, high)) = dashed.filter(|_| first == end) {
        return range(numbers::value(low)?, numbers::value(high)?, first);
    }
    let words: Vec<&str> = (first..=end).map(|at| tree.form(at)).filter(|form| *form != "-").collect();
    let mut value = numbers::of_words(&words)?;
    if first == end && is_scale(tree, end) && is_half(tree, first) {
        (value, first) = (value / 2, first - 2);
    }
    if matches!(tree.lower(end + 1).as_str(), "-") && tree.lower(end + 2) == "year" || tree.form(end + 1) == "%" {
        return None;
    }
    let joined = matches!(tree.lower(first.wrapping_sub(1)).as_str(), "and" | "to" | "-" | "–" | "or");
    if let Some(low) = first.checked_sub(2).filter(|low| joined && opens_range(tree, *low, first))
        && let Some(low_value) = numbers::value(tree.form(low)).filter(|low| *low <= value)
    {
        return range(low_value, value, low);
    }
    let before: Vec<String> = (floor.max(first.saturating_sub(4))..first).map(|at| tree.lower(at).clone()).collect();
    let several = before.last().is_some_and(|word| word == "several" || word == "few");
    if several && matches!(value, 100 | 1_000 | 1_000_000) {
        return Some(Counted { toll: Toll::new(3 * value, None, None, true), first: first - 1 });
    }
    Some(Counted { toll: Some(bounded(value, &before)?), first: first.saturating_sub(before.len()) })
}

fn is_tens(tree: &Tree<'_>, at: usize) -> bool {
    numbers::value(tree.form(at)).is_some_and(|tens| {
        (20..100).contains(&tens) && tens % 10 == 0 && tree.form(at).chars().all(char::is_alphabetic)
    })
}

/// "half a" before "million".
fn is_half(tree: &Tree<'_>, scale: usize) -> bool {
    scale >= 2 && tree.lower(scale - 1) == "a" && tree.lower(scale - 2) == "half"
}

fn is_scale(tree: &Tree<'_>, at: usize) -> bool {
    matches!(tree.lower(at).as_str(), "hundred" | "thousand" | "million")
}

fn range(low: u64, high: u64, first: usize) -> Option<Counted> {
    Some(Counted { toll: Some(Toll::new(low, None, Some(high), false)?), first })
}

fn bounded(value: u64, before: &[String]) -> Option<Toll> {
    let text = before.join(" ");
    let ends = |words: &[&str]| words.iter().any(|word| text.ends_with(word));
    let tenth = value.div_ceil(10);
    match () {
        () if ends(&["at least", "no fewer than", "not less than", "no less than", "minimum of"]) => {
            Toll::new(value, Some(value), None, false)
        }
        () if ends(&["more than", "over", "upwards of", "well over", "exceeding"]) => {
            Toll::new(value, Some(value), None, false)
        }
        () if ends(&["as many as", "up to", "at most", "fewer than", "less than", "under", "maximum of"]) => {
            Toll::new(u64::from(value > 0), None, Some(value), false)
        }
        () if ends(&[
            "about",
            "around",
            "some",
            "nearly",
            "almost",
            "approximately",
            "roughly",
            "close to",
            "estimated",
            "an estimated",
        ]) =>
        {
            Toll::new(value - tenth.min(value), Some(value), Some(value + tenth), true)
        }
        () => Some(Toll::exactly(value)),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::claims;

    #[test]
    fn numbers_are_ranges_as_told() {
        let cases = [
            ("At least 12 people were killed in the town.", "at least 12"),
            ("About 40 people were killed in the town.", "about 40"),
            ("Dozens of people were killed in the town.", "at least 24"),
            ("Up to 50 soldiers were killed in the town.", "1 to 50"),
            ("Seven people were killed in the town.", "7"),
            ("UPDATE 2 - Six soldiers were killed in the town.", "6"),
        ];
        for (text, toll) in cases {
            let found = claims(text);
            let told: Vec<String> =
                found.iter().flat_map(|claim| &claim.claim.harm).map(|harm| harm.toll.to_string()).collect();
            assert_eq!(told, [toll], "{text}");
        }
    }

    #[test]
    fn nobody_is_no_harm() {
        assert!(claims("Nobody was killed in the town.").iter().all(|claim| claim.claim.harm.is_empty()));
    }
}
