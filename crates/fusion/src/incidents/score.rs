//! How likely two tellings tell one event: named features, each with what it gives.

use super::alike::{Alike, Profile};
use super::clusters::COPIED;
use super::listed::{self, Standing};
use super::telling::{Telling, common};
use super::weights::{Weights, weights};
use crate::corpus::DAY;
use crate::kin::Kin;
use crate::stories::Stories;

/// How far two fine places may lie apart beyond their radii, in kilometres: gazetteers put a town's point somewhere in it.
const NEAR_KM: f64 = 5.0;
/// How many characters apart claims of one report stand in one sentence or the next.
const ADJACENT: usize = 40;
/// Reports further apart than this do not tell one event whose time neither knows.
const STALE_DAYS: i64 = 30;
/// From how many days on two reports were not published together.
const APART_DAYS: i64 = 2;

/// A word that more than about one report in seven holds tells nothing by being shared (the logarithm of seven and a half).
const FREQUENT: f64 = 2.0;
/// Tolls of so many and more are equally unlikely to be told twice of two events.
const LARGE: u64 = 20;

/// Which part of the weight of an agent or a patient a leader has that is told for his force, or a unit for its army.
const FOR_ANOTHER: f64 = 0.6;

/// What tellings are compared by.
pub(crate) struct Compare<'a> {
    /// Which kinds are alike.
    pub(crate) alike: &'a Alike,
    /// Who may be told for whom.
    pub(crate) kin: &'a Kin,
    /// Which reports tell one story.
    pub(crate) stories: &'a Stories,
}

/// Adds up what features give, and lists it where somebody asks why.
#[derive(Default)]
struct Sum {
    total: f64,
    features: Option<Vec<(&'static str, f64)>>,
}

impl Sum {
    fn score(&self) -> f64 {
        1.0 / (1.0 + (-self.total).exp())
    }

    fn give(&mut self, name: &'static str, value: f64) {
        if value != 0.0 {
            self.total += value;
            self.features.iter_mut().for_each(|all| all.push((name, value)));
        }
    }
}

/// Scores a pair, 0 to 1; `None` where something forbids that both tell one event.
pub(crate) fn score(a: &Telling<'_>, b: &Telling<'_>, compare: &Compare<'_>) -> Option<f64> {
    match listed::standing(a, b) {
        Standing::Apart => return None,
        Standing::Same if compare.alike.of(a.kind(), b.kind()) > 0.0 => return Some(f64::from(COPIED)),
        Standing::Same | Standing::Open => {}
    }
    let mut sum = Sum::default();
    add_up(a, b, compare, &mut sum)?;
    Some(sum.score())
}

/// The score of a pair that nothing forbids, the named features and what each gave.
pub(crate) fn explained(a: &Telling<'_>, b: &Telling<'_>, compare: &Compare<'_>) -> (f64, Vec<(&'static str, f64)>) {
    if listed::standing(a, b) == Standing::Same {
        return (f64::from(COPIED), vec![("same_row", 1.0)]);
    }
    let mut sum = Sum { total: 0.0, features: Some(Vec::with_capacity(12)) };
    add_up(a, b, compare, &mut sum);
    (sum.score(), sum.features.unwrap_or_default())
}

fn add_up(a: &Telling<'_>, b: &Telling<'_>, compare: &Compare<'_>, sum: &mut Sum) -> Option<()> {
    let likeness = compare.alike.of(a.kind(), b.kind());
    if likeness == 0.0 {
        return None;
    }
    let weights = weights(profile(a, b));
    sum.give("prior", weights.prior);
    sum.give("kind", weights.kind * likeness);
    time(a, b, weights, sum)?;
    place(a, b, weights, sum)?;
    actors(a, b, weights, compare.kin, sum)?;
    harmed(a, b, weights, sum);
    tolls(a, b, weights, sum);
    wording(a, b, weights, compare.stories, sum);
    same_report(a, b, weights, sum)?;
    if a.report() != b.report() {
        sum.give("story", weights.story * compare.stories.alike(a.arrival(), b.arrival()));
        sum.give("rare_word", weights.rare_word * rarest(a, b, compare.stories));
    }
    // What stands in one sentence shares its time and place, whichever verb they hang on.
    if (a.is_bare() || b.is_bare()) && !in_one_sentence(a, b) {
        sum.give("no_time_no_place", weights.bare);
    }
    Some(())
}

/// A denial of its own kind is weighed like what it may be aimed at.
fn profile(a: &Telling<'_>, b: &Telling<'_>) -> Profile {
    a.profile().min(b.profile())
}

fn time(a: &Telling<'_>, b: &Telling<'_>, weights: &Weights, sum: &mut Sum) -> Option<()> {
    match (a.time(), b.time()) {
        (Some(x), Some(y)) => {
            let gap = x.0.max(y.0) - x.1.min(y.1);
            if gap < 0 {
                sum.give("time", weights.time * fineness(a, b));
                return Some(());
            }
            sum.give("time_apart", weights.time_apart?);
            (gap < weights.gap_days * DAY).then_some(())
        }
        (Some(known), None) => {
            published_apart(a, b, weights, sum);
            told_after(known, b, weights, sum)
        }
        (None, Some(known)) => {
            published_apart(a, b, weights, sum);
            told_after(known, a, weights, sum)
        }
        (None, None) => {
            let (Some(x), Some(y)) = (a.told(), b.told()) else { return Some(()) };
            let days = (x.0 - y.0).abs() / DAY;
            sum.give("told", together(days, weights));
            (days <= STALE_DAYS).then_some(())
        }
    }
}

/// What has no time of its own happened at the latest when it was told.
fn told_after(known: (i64, i64), other: &Telling<'_>, weights: &Weights, sum: &mut Sum) -> Option<()> {
    let Some(told) = other.told() else { return Some(()) };
    if known.0 >= told.1 {
        return None;
    }
    let days = (told.0 - known.1).max(0) / DAY;
    sum.give("told", weights.told * nearness(days));
    (days <= STALE_DAYS).then_some(())
}

/// What one report dates and another does not is rather two events where the reports came out days apart: news of an act
/// tells it on its day or the next.
fn published_apart(a: &Telling<'_>, b: &Telling<'_>, weights: &Weights, sum: &mut Sum) {
    let (Some(x), Some(y)) = (a.told(), b.told()) else { return };
    if (x.0 - y.0).abs() / DAY >= APART_DAYS {
        sum.give("published_apart", weights.published_apart);
    }
}

/// How much two reports of which neither tells when speak for one event.
fn together(days: i64, weights: &Weights) -> f64 {
    let step = match days {
        ..=3 => days.max(0),
        4..=7 => 4,
        _ => 5,
    };
    weights.told_apart.iter().copied().nth(step as usize).unwrap_or_default()
}

fn nearness(days: i64) -> f64 {
    match days {
        ..=1 => 1.0,
        2..=3 => 0.5,
        4..=7 => 0.0,
        _ => -2.0,
    }
}

fn fineness(a: &Telling<'_>, b: &Telling<'_>) -> f64 {
    if a.is_background() || b.is_background() {
        return 0.0;
    }
    match (a.is_fine(), b.is_fine()) {
        (true, true) => 1.0,
        (false, false) => 0.25,
        _ => 0.4,
    }
}

/// How far apart the nearest of two tellings' places are beyond what their radii allow, in kilometres, and whether both
/// are fine; `None` where one has none.
pub(crate) fn apart_km(a: &Telling<'_>, b: &Telling<'_>) -> Option<(f64, bool)> {
    let mut nearest: Option<(f64, bool)> = None;
    for (x, y) in a.spots().iter().flat_map(|x| b.spots().iter().map(move |y| (x, y))) {
        let apart =
            if x.id == y.id { 0.0 } else { x.position.distance_km(y.position) - x.radius_km - y.radius_km - NEAR_KM };
        let pair = (apart.max(0.0), x.fine && y.fine);
        if nearest.is_none_or(|best| pair.0 < best.0 || (pair.0 == best.0 && pair.1 && !best.1)) {
            nearest = Some(pair);
        }
    }
    nearest
}

fn place(a: &Telling<'_>, b: &Telling<'_>, weights: &Weights, sum: &mut Sum) -> Option<()> {
    if let (Some(x), Some(y)) = (a.named_place(), b.named_place()) {
        sum.give("place", if x == y { weights.place * 0.8 } else { -weights.place * 0.25 });
        return Some(());
    }
    let Some((apart, fine)) = apart_km(a, b) else { return Some(()) };
    if apart > 0.0 {
        sum.give("place_apart", weights.place_apart?);
        return Some(());
    }
    let sure = if a.spots().len() > 1 || b.spots().len() > 1 { 0.7 } else { 1.0 };
    sum.give("place", weights.place * sure * if fine { 1.0 } else { 0.25 });
    Some(())
}

fn actors(a: &Telling<'_>, b: &Telling<'_>, weights: &Weights, kin: &Kin, sum: &mut Sum) -> Option<()> {
    let gathering = profile(a, b) == Profile::Gathering;
    let (x, y) = if gathering { (a.everybody(), b.everybody()) } else { (a.agents(), b.agents()) };
    if !x.is_empty() && !y.is_empty() {
        let shared = common(x, y);
        if shared > 0 {
            let share = if gathering { 2.0 * shared as f64 / (x.len() + y.len()) as f64 } else { 1.0 };
            sum.give("agent", weights.agent * share);
        } else if !gathering && kin.may_be_same(x.iter(), y.iter()) {
            sum.give("agent_for_another", weights.agent * FOR_ANOTHER);
        } else {
            sum.give("agent_apart", weights.agent_apart?);
        }
    }
    if !gathering && !a.patients().is_empty() && !b.patients().is_empty() {
        if common(a.patients(), b.patients()) > 0 {
            sum.give("patient", weights.patient);
        } else if kin.may_be_same(a.patients().iter(), b.patients().iter()) {
            sum.give("patient_for_another", weights.patient * FOR_ANOTHER);
        } else if !a.harmed().may_name(b.harmed()) {
            sum.give("patient", weights.patient_apart);
        }
    }
    Some(())
}

/// Whoever tells of a villager's death hardly means the soldier's.
fn harmed(a: &Telling<'_>, b: &Telling<'_>, weights: &Weights, sum: &mut Sum) {
    if a.harmed().are_apart(b.harmed()) {
        sum.give("harmed_apart", weights.harmed_apart);
    }
}

/// How much rarer the rarest word that two claims share is than what many reports hold.
fn rarest(a: &Telling<'_>, b: &Telling<'_>, stories: &Stories) -> f64 {
    let rarity = a.words_with(b).filter_map(|word| stories.rarity(word));
    (rarity.fold(0.0, f64::max) - FREQUENT).max(0.0)
}

/// What the same number says: one dead is told daily, forty are not.
fn same_number(number: u64, weights: &Weights) -> f64 {
    weights.toll_same + weights.toll_large * (number.clamp(1, LARGE) as f64).ln()
}

fn tolls(a: &Telling<'_>, b: &Telling<'_>, weights: &Weights, sum: &mut Sum) {
    let both = a.tolls().iter().filter_map(|(effect, x)| {
        let (_, y) = b.tolls().iter().find(|(other, _)| other == effect)?;
        Some(match x.best() {
            Some(number) if y.best() == Some(number) => same_number(number, weights),
            _ if x.compatible(*y) => weights.toll_compatible,
            _ => weights.toll_apart,
        })
    });
    // Several effects that agree are hardly more than one: they come from one sentence.
    let (mut best, mut worst) = (0.0_f64, 0.0_f64);
    for value in both {
        best = best.max(value);
        worst = worst.min(value);
    }
    sum.give("toll", best);
    sum.give("toll_apart", worst);
}

fn wording(a: &Telling<'_>, b: &Telling<'_>, weights: &Weights, stories: &Stories, sum: &mut Sum) {
    if common(a.weapons(), b.weapons()) > 0 {
        sum.give("weapon", weights.weapon);
    }
    if a.stem() == b.stem() {
        sum.give("trigger", weights.trigger);
    }
    if !a.matter().is_empty() && !b.matter().is_empty() {
        let shared = common(a.matter(), b.matter()) > 0;
        sum.give("matter", if shared { weights.matter } else { -weights.matter });
    }
    let all = a.words().len() + b.words().len();
    if all > 0 {
        // What many reports say, as that somebody was killed, is the formula of such news and tells no event from another.
        let telling = a.words_with(b).filter(|word| !stories.is_common(*word)).count();
        sum.give("words", weights.words * 2.0 * telling as f64 / all as f64);
    }
}

/// Whether two claims of one report stand in one stretch of words, each with a verb of its own.
fn in_one_sentence(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    let (x, y) = (a.evidence(), b.evidence());
    a.report() == b.report() && x.0.max(y.0) <= x.1.min(y.1) && a.stem() != b.stem()
}

/// One report tells one event in one sentence or two; what it tells elsewhere is rather another. Two different exact
/// numbers of one effect in one report are two events.
fn same_report(a: &Telling<'_>, b: &Telling<'_>, weights: &Weights, sum: &mut Sum) -> Option<()> {
    if a.report() != b.report() {
        return Some(());
    }
    let (x, y) = (a.evidence(), b.evidence());
    let gap = x.0.max(y.0).saturating_sub(x.1.min(y.1));
    if in_one_sentence(a, b) {
        sum.give("same_sentence", weights.same_sentence);
    } else if gap > ADJACENT {
        sum.give("same_report", weights.same_report);
    }
    let clash =
        a.tolls().iter().any(|(effect, x)| b.tolls().iter().any(|(other, y)| effect == other && !x.compatible(*y)));
    (!clash).then_some(())
}
