//! Numbers that are written in several words: "ثلاثة وعشرون", "двадцать три", "trois cent sept". They become one figure, which
//! no tree can part.

mod french;

use super::Glossed;
use super::table::{Entry, Part};
use super::units::Unit;
use model::Language;

/// The units with such numbers drawn together.
pub(super) fn joined<'t>(glossed: &Glossed, units: Vec<Unit<'t>>) -> Vec<Unit<'t>> {
    if !matches!(glossed.language, Language::Arabic | Language::Russian | Language::French) {
        return units;
    }
    let mut drawn: Vec<Unit<'t>> = Vec::with_capacity(units.len());
    let mut at = 0;
    while let Some(unit) = units.get(at) {
        let (value, end) = match glossed.language {
            Language::French => french::run(&units, at).map_or((None, at + 1), |(value, end)| (Some(value), end)),
            _ => scaled(glossed, &units, at),
        };
        let mut unit = unit.clone();
        let several = end > at + 1 || glossed.language == Language::French;
        if let (Some(value), Some(last)) = (value, units.get(end - 1).filter(|_| several)) {
            unit.shown = value.to_string();
            unit.key.clone_from(&unit.shown);
            unit.last.clone_from(&unit.shown);
            unit.span = unit.span.join(last.span);
        }
        drawn.push(unit);
        at = end;
    }
    drawn
}

/// The value of a number with the thousands or millions that it counts: "сорок шесть тысяч двести", "48 ألف".
fn scaled(glossed: &Glossed, units: &[Unit<'_>], first: usize) -> (Option<u64>, usize) {
    let figure = units.get(first).filter(|unit| unit.is_figure()).and_then(|unit| unit.shown.parse::<u64>().ok());
    let (value, end) = match figure {
        Some(figure) => (Some(figure), first + 1),
        None => run(glossed, units, first),
    };
    let vague = units.get(first).is_some_and(|unit| is_vague(&unit.key));
    let scale = |unit| counted_scale(unit).or_else(|| word(glossed, unit)).or_else(|| scale(glossed, unit));
    let scale = units.get(end).filter(|_| !vague).and_then(scale);
    let (Some(count), Some(scale)) = (value.filter(|count| *count < 1000), scale.filter(|scale| *scale >= 1000)) else {
        return (value, end);
    };
    let Some(product) = count.checked_mul(scale) else { return (value, end) };
    let joined = usize::from(units.get(end + 1).is_some_and(|unit| unit.key == "و" && unit.name.is_none()));
    let behind = end + 1 + joined;
    let figure = units.get(behind).filter(|unit| joined == 1 && unit.is_figure());
    let rest = match figure.and_then(|unit| unit.shown.parse::<u64>().ok()) {
        // "52 ألفا و365".
        Some(figure) => (Some(figure), behind + 1),
        None => run(glossed, units, behind),
    };
    match rest {
        (Some(rest), after) if rest < scale => (Some(product + rest), after),
        _ => (Some(product), end + 1),
    }
}

/// "52 ألفا": behind a number the accusative of a thousand, which is written like two thousand.
fn counted_scale(unit: &Unit<'_>) -> Option<u64> {
    match unit.key.as_str() {
        "الفا" if unit.name.is_none() => Some(1_000),
        "مليونا" if unit.name.is_none() => Some(1_000_000),
        _ => None,
    }
}

/// "42 тысячи": behind a number, thousands and millions are no vague ones.
fn scale(glossed: &Glossed, unit: &Unit<'_>) -> Option<u64> {
    let noun = |entry: &Entry| entry.part == Part::Noun && entry.words() == 1;
    let entry = glossed.table.best(std::slice::from_ref(&unit.key), 0, noun).filter(|_| unit.name.is_none())?;
    match entry.english.as_slice() {
        [english] => crate::numbers::value(english).filter(|value| *value >= 1000),
        _ => None,
    }
}

/// Numbers in the plural that tell no count: hundreds, tens.
fn is_vague(key: &str) -> bool {
    ["сотн", "сотен", "десятк", "ميات", "مئات", "عشرات"].iter().any(|stem| key.starts_with(stem))
}

/// The value of the number that begins at a unit, and where it ends.
fn run(glossed: &Glossed, units: &[Unit<'_>], first: usize) -> (Option<u64>, usize) {
    let Some(mut sum) = units.get(first).and_then(|unit| word(glossed, unit)) else { return (None, first + 1) };
    let (mut last, mut end) = (sum, first + 1);
    while let Some((next, after)) = following(glossed, units, end) {
        // Arabic says ones before tens; all else goes from great to small.
        let ones_first = glossed.language == Language::Arabic && last < 10 && (20..100).contains(&next);
        if !(ones_first || is_below(next, last)) {
            break;
        }
        sum += next;
        (last, end) = (next.max(last.min(10)), after);
        if ones_first {
            break;
        }
    }
    (Some(sum), end)
}

/// The number word that goes on behind a place.
fn following(glossed: &Glossed, units: &[Unit<'_>], at: usize) -> Option<(u64, usize)> {
    let joined = units.get(at).is_some_and(|unit| unit.key == "و" && unit.name.is_none());
    let at = match glossed.language {
        Language::Arabic => at + usize::from(joined),
        _ => at,
    };
    let needs_and = glossed.language == Language::Arabic && !joined;
    let value = units.get(at).filter(|_| !needs_and).and_then(|unit| word(glossed, unit))?;
    Some((value, at + 1))
}

/// Whether a number is told within the greater one before it: three in twenty, sixty in two hundred.
fn is_below(next: u64, before: u64) -> bool {
    let room = match before {
        20..=99 if before.is_multiple_of(10) => 10,
        100..=999 if before.is_multiple_of(100) => 100,
        1000.. if before.is_multiple_of(1000) => 1000,
        _ => 0,
    };
    (1..room).contains(&next)
}

fn word(glossed: &Glossed, unit: &Unit<'_>) -> Option<u64> {
    if unit.name.is_some() || unit.is_figure() {
        return None;
    }
    let number = |entry: &Entry| entry.part == Part::Number && entry.words() == 1;
    let entry = glossed.table.best(std::slice::from_ref(&unit.key), 0, number)?;
    let [english] = entry.english.as_slice() else { return None };
    crate::numbers::value(english)
}
