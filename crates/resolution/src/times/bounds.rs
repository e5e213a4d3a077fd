//! Phrases with ends: "between 3 and 5 March", "since April", "until Tuesday", "for the past nine months".
//! What has none is a point.

use super::atom::Atom;
use super::calendar::{Part, Unit, days, moved, part, shifted};
use super::features::Features;
use super::{Outcome, Setting, point};
use model::{Interval, Precision, Tense};

/// What atoms mean in a setting.
pub(crate) fn interpret(atoms: &[Atom], setting: &Setting) -> Outcome {
    if atoms.iter().any(|atom| matches!(atom, Atom::Number { value, .. } if *value < 0)) {
        return Outcome::Impossible;
    }
    if let Some(outcome) = night(atoms, setting).or_else(|| range(atoms, setting)) {
        return outcome;
    }
    match atoms {
        // "منذ ثلاثة أيام", "depuis deux mois": so long, up to publication.
        [Atom::Since, rest @ ..] if counts(rest) => {
            let lasting: Vec<Atom> = [&[Atom::Past], rest].concat();
            duration(&lasting, setting).unwrap_or(Outcome::Unplaced)
        }
        // "قبل ثلاثة أسابيع", "بعد يومين": a measure is no time to be before or after.
        [Atom::Before, rest @ ..] if counts(rest) => point::interpret(&[rest, &[Atom::Ago]].concat(), setting),
        [Atom::After, rest @ ..] if counts(rest) => point::interpret(&[rest, &[Atom::Later]].concat(), setting),
        [Atom::Since, rest @ ..] => open_past(rest, setting),
        // "с начала года": from a beginning on is since.
        [Atom::From, Atom::Start, unit @ Atom::Unit(_), rest @ ..] if setting.tense != Tense::Future => {
            open_past(&[&[Atom::Start, *unit], rest].concat(), setting)
        }
        [Atom::Until | Atom::By, rest @ ..] if settled(rest) => up_to(rest, setting),
        [Atom::Before, rest @ ..] if settled(rest) => before(rest, setting),
        [Atom::After, rest @ ..] if settled(rest) => after(rest, setting),
        _ if atoms.contains(&Atom::Measure) => Outcome::Unplaced,
        _ => duration(atoms, setting).unwrap_or_else(|| point::interpret(atoms, setting)),
    }
}

/// "в ночь на вторник", "в ночь с 9 на 10 марта", "dans la nuit du 9 au 10 mars": a night that begins on the day before.
fn night(atoms: &[Atom], setting: &Setting) -> Option<Outcome> {
    let morning: Vec<Atom> = match atoms.iter().position(|atom| *atom == Atom::Eve) {
        Some(eve) => atoms.get(eve + 1..)?.to_vec(),
        None => second_of_two(atoms)?,
    };
    let day = one(point::interpret(&morning, setting)).filter(|day| day.precision() == Precision::Day)?;
    let evening = shifted(day.from().date(), -1, Unit::Day)?;
    part(evening, Part::Night).map(|night| Outcome::Known(vec![night]))
}

/// Of a night told by two days that follow each other, the second with its month.
fn second_of_two(atoms: &[Atom]) -> Option<Vec<Atom>> {
    if !atoms.contains(&Atom::Part(Part::Night)) {
        return None;
    }
    let days: Vec<(usize, i64)> = atoms
        .iter()
        .enumerate()
        .filter_map(|(at, atom)| match atom {
            Atom::Number { value, digits: 1 | 2, .. } => Some((at, *value)),
            _ => None,
        })
        .collect();
    match days.as_slice() {
        [(_, first), (at, second)] if second - first == 1 || *second == 1 => {
            let month = atoms.get(at + 1).is_some_and(|atom| matches!(atom, Atom::Month(_)));
            atoms.get(*at..).filter(|_| month).map(<[Atom]>::to_vec)
        }
        _ => None,
    }
}

/// Whether nothing stands between the bound and its time ("after talks on Monday" is not after Monday).
fn settled(rest: &[Atom]) -> bool {
    !rest.contains(&Atom::Other)
}

/// Whether atoms tell a measure alone: "three weeks", "a month". Four figures are a year: "منذ عام 2014".
fn counts(atoms: &[Atom]) -> bool {
    let measure = |atom: &Atom| {
        matches!(atom, Atom::Number { ordinal: false, digits: 0..4, .. } | Atom::Few | Atom::Plural | Atom::Unit(_))
    };
    atoms.iter().all(measure) && atoms.iter().any(|atom| matches!(atom, Atom::Unit(_)))
}

/// "between A and B", "from A to B", "A to B", "A–B": both ends must say something.
fn range(atoms: &[Atom], setting: &Setting) -> Option<Outcome> {
    let inner = match atoms {
        [Atom::Between | Atom::From, rest @ ..] => rest,
        _ => atoms,
    };
    let tie = inner.iter().position(|atom| matches!(atom, Atom::To | Atom::Until | Atom::Dash | Atom::And))?;
    let (first, rest) = inner.split_at_checked(tie)?;
    let second = rest.get(1..)?;
    if first.is_empty() || second.is_empty() {
        return None;
    }
    let first = completed(first, second);
    let (from, to) = (one(point::interpret(&first, setting))?, one(point::interpret(second, setting))?);
    let whole = Interval::new(from.from(), to.to(), Precision::Span)
        .or_else(|| Interval::new(to.from(), from.to(), Precision::Span))?;
    Some(Outcome::Known(vec![whole]))
}

/// "between 3 and 5 March", "3-5 March 2020": the first end borrows the month and year that it lacks.
fn completed(first: &[Atom], second: &[Atom]) -> Vec<Atom> {
    let mut whole: Vec<Atom> = first.to_vec();
    let month = |atoms: &[Atom]| atoms.iter().copied().find(|atom| matches!(atom, Atom::Month(_)));
    let year = |atoms: &[Atom]| atoms.iter().copied().find(|atom| matches!(atom, Atom::Number { digits: 4, .. }));
    let bare_day = matches!(first, [Atom::Number { digits: 1 | 2, .. }]);
    if bare_day && month(first).is_none() {
        whole.extend(month(second));
    }
    if month(&whole).is_some() && year(first).is_none() {
        whole.extend(year(second));
    }
    whole
}

fn one(outcome: Outcome) -> Option<Interval> {
    match outcome {
        Outcome::Known(all) => match all.as_slice() {
            [one] => Some(*one),
            [first, .., last] => Interval::new(first.from(), last.to(), Precision::Span),
            [] => None,
        },
        _ => None,
    }
}

/// "since A": from A to publication.
fn open_past(rest: &[Atom], setting: &Setting) -> Outcome {
    let point = point::interpret(rest, &Setting { tense: Tense::Past, ..*setting });
    let Some(from) = one(point.clone()) else { return point };
    let end = setting.today.and_then(|today| shifted(today, 1, Unit::Day));
    let whole = end.and_then(|end| Interval::new(from.from(), end.into(), Precision::Span));
    whole.map_or(Outcome::Unplaced, |whole| Outcome::Known(vec![whole]))
}

/// "until A", "by A": from publication to the end of A where A lies ahead; else A alone is known.
fn up_to(rest: &[Atom], setting: &Setting) -> Outcome {
    let point = point::interpret(rest, setting);
    let Some(end) = one(point.clone()) else { return point };
    let whole = setting.today.and_then(|today| Interval::new(today.into(), end.to(), Precision::Span));
    Outcome::Known(vec![whole.unwrap_or(end)])
}

/// "before A": from publication to the beginning of A where A lies ahead; else nobody said since when.
fn before(rest: &[Atom], setting: &Setting) -> Outcome {
    let Some(end) = one(point::interpret(rest, setting)) else { return Outcome::Unplaced };
    let whole = setting.today.and_then(|today| Interval::new(today.into(), end.from(), Precision::Span));
    whole.map_or(Outcome::Unplaced, |whole| Outcome::Known(vec![whole]))
}

/// "after A": from the end of A to publication where A lies behind.
fn after(rest: &[Atom], setting: &Setting) -> Outcome {
    let Some(from) = one(point::interpret(rest, setting)) else { return Outcome::Unplaced };
    let end = setting.today.and_then(|today| shifted(today, 1, Unit::Day));
    let whole = end.and_then(|end| Interval::new(from.to(), end.into(), Precision::Span));
    whole.map_or(Outcome::Unplaced, |whole| Outcome::Known(vec![whole]))
}

/// Numbers of units that end or begin at publication. `None` where the phrase is no such thing;
/// unplaced where it tells how long and not when ("for three days").
fn duration(atoms: &[Atom], setting: &Setting) -> Option<Outcome> {
    let features = Features::of(atoms);
    let unit = features.unit?;
    let counted = features.count.is_some() || features.few;
    if features.ago || features.later || features.earlier || features.third.is_some() || features.month.is_some() {
        return None;
    }
    let plural = counted || features.past || features.coming;
    if !plural {
        return None;
    }
    let count = features.count.unwrap_or(if features.few { 9 } else { 1 });
    let backwards = features.past || features.which == Some(super::features::Which::Last);
    let forwards = features.coming
        || atoms.contains(&Atom::Within)
        || features.which == Some(super::features::Which::Next)
        || (features.inside && setting.tense == Tense::Future);
    let Some(today) = setting.today else { return Some(Outcome::Unplaced) };
    let whole = if backwards {
        let from = moved(today.into(), count.checked_neg()?, unit);
        let to = shifted(today, 1, Unit::Day);
        from.zip(to).and_then(|(from, to)| Interval::new(from, to.into(), Precision::Span))
    } else if forwards {
        shifted(today, count, unit)
            .and_then(|last| shifted(last, 1, Unit::Day))
            .and_then(|to| days(today, to, Precision::Span))
    } else {
        None
    };
    Some(whole.map_or(Outcome::Unplaced, |whole| Outcome::Known(vec![whole])))
}
