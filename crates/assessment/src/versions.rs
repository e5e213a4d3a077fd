//! Times told for one act: several acts where it was done again, several versions where tellers exclude each other.
//! A rougher time that holds a finer one does not contest it.

use jiff::{SignedDuration, ToSpan};
use model::{ClaimId, Contested, Interval, OriginId, Version, When};

use crate::agreement_time::possibilities;

/// A time longer than this says nothing about which of several acts is meant, in days.
const ROUGH_DAYS: i64 = 7;
/// Tellers this far apart may still mean one act that can be done again, in days.
const APART_DAYS: i64 = 2;

/// A claim, and when it says that the act was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dated {
    /// The claim.
    pub(crate) claim: ClaimId,
    /// When.
    pub(crate) when: When,
    /// Its origin.
    pub(crate) origin: Option<OriginId>,
    /// When its report was published.
    pub(crate) published: Option<Interval>,
}

/// Parts tellings of an act that can be done again into single acts, in the order of time.
/// One origin does not contradict itself: two days told by it are two acts. Two origins near in time may disagree on one.
pub(crate) fn single_acts(mut told: Vec<Dated>) -> Vec<Vec<Dated>> {
    told.sort_by_key(|one| (one.when.hull().map(|hull| (hull.from(), hull.to())), one.claim.clone()));
    let (fine, rough): (Vec<Dated>, Vec<Dated>) = told.into_iter().partition(|one| is_fine(&one.when));
    let mut acts: Vec<Vec<Dated>> = Vec::new();
    for one in fine {
        let same = acts.iter().rposition(|act| act.first().is_some_and(|first| compatible(&first.when, &one.when)));
        let near = || acts.iter().rposition(|act| may_disagree(act, &one));
        match same.or_else(near).and_then(|place| acts.get_mut(place)) {
            Some(act) => act.push(one),
            None => acts.push(vec![one]),
        }
    }
    for one in rough {
        match meant(&acts, &one).and_then(|place| acts.get_mut(place)) {
            Some(act) => act.push(one),
            None => acts.push(vec![one]),
        }
    }
    acts
}

fn is_fine(when: &When) -> bool {
    when.hull().is_some_and(|hull| hull.to() <= hull.from().saturating_add(ROUGH_DAYS.days()))
}

fn may_disagree(act: &[Dated], one: &Dated) -> bool {
    let near = act.first().is_some_and(|first| match (first.when.hull(), one.when.hull()) {
        (Some(a), Some(b)) => a.from().max(b.from()) <= a.to().min(b.to()).saturating_add(APART_DAYS.days()),
        _ => true,
    });
    near && act.iter().all(|other| other.origin.is_none() || other.origin != one.origin)
}

/// Which act a rough or missing time means: the last that it allows and that the report can have known.
fn meant(acts: &[Vec<Dated>], one: &Dated) -> Option<usize> {
    let allows = |act: &&Vec<Dated>| act.first().is_some_and(|first| compatible(&first.when, &one.when));
    let known = |act: &[Dated]| match (act.first().and_then(|first| first.when.hull()), one.published) {
        (Some(hull), Some(published)) => hull.from() < published.to(),
        _ => true,
    };
    let allowed = || acts.iter().enumerate().filter(|(_, act)| allows(act));
    let last_known = allowed().rfind(|(_, act)| known(act));
    last_known.or_else(|| allowed().next()).map(|(place, _)| place)
}

/// What tellers say of the time of one act.
pub(crate) fn contested(told: &[Dated]) -> Contested<When> {
    let mut timed: Vec<&Dated> = told.iter().filter(|one| one.when != When::Unknown).collect();
    timed.sort_by_key(|one| (possibilities(&one.when).len(), fineness(&one.when), one.claim.clone()));
    let mut versions: Vec<Version<When, ClaimId>> = Vec::new();
    for one in timed {
        let mut fits = versions.iter_mut().filter(|version| compatible(&version.value, &one.when));
        match (fits.next(), fits.next()) {
            (Some(only), None) => {
                if let Some(finer) = narrowed(&only.value, &one.when) {
                    only.value = finer;
                }
                only.by.push(one.claim.clone());
            }
            // It allows several versions and so speaks for none.
            (Some(_), Some(_)) => {}
            (None, _) => versions.push(Version { value: one.when.clone(), by: vec![one.claim.clone()] }),
        }
    }
    versions.iter_mut().for_each(|version| version.by.sort());
    versions.sort();
    Contested::from_versions(versions)
}

/// The one reading of an ambiguous time that a rougher time leaves: "midnight Sunday" and "over the weekend" together
/// name the midnight that opens Sunday.
fn narrowed(rough: &When, ambiguous: &When) -> Option<When> {
    let (known, readings) = (possibilities(rough), possibilities(ambiguous));
    let [known] = known.as_slice() else { return None };
    let mut left = readings.iter().filter(|reading| reading.overlaps(*known));
    let only = left.next().filter(|_| readings.len() > 1 && left.next().is_none())?;
    (known.from() <= only.from() && only.to() <= known.to()).then_some(When::Known(*only))
}

/// Sorts the shorter before the longer, and the earlier of equals first.
fn fineness(when: &When) -> Option<(SignedDuration, Interval)> {
    let hull = when.hull()?;
    Some((hull.from().duration_until(hull.to()), hull))
}

/// Whether one moment can satisfy both. Unknown excludes nothing.
pub(crate) fn compatible(a: &When, b: &When) -> bool {
    let (a, b) = (possibilities(a), possibilities(b));
    a.is_empty() || b.is_empty() || a.iter().any(|a| b.iter().any(|b| a.overlaps(*b)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builders::{day, minute, span};

    fn told(claim: &str, when: When, origin: &str) -> Dated {
        Dated {
            claim: ClaimId::new(claim).unwrap(),
            when,
            origin: OriginId::new(origin).ok(),
            published: Some(day("2031-06-01")),
        }
    }

    #[test]
    fn a_finer_time_inside_a_rougher_one_is_no_disagreement() {
        let when = contested(&[
            told("a", When::Known(day("2031-05-01")), "x"),
            told("b", When::Known(minute("2031-05-01T06:00")), "y"),
            told("c", When::Unknown, "z"),
            told("d", When::from_possibilities(vec![minute("2031-05-01T06:00"), minute("2031-05-02T06:00")]), "z"),
        ]);
        let Contested::Agreed(version) = when else { panic!("{when:?}") };
        assert_eq!(version.value, When::Known(minute("2031-05-01T06:00")));
        assert_eq!(version.by.iter().map(ClaimId::as_str).collect::<Vec<_>>(), ["a", "b", "d"]);
    }

    #[test]
    fn a_rough_time_settles_which_midnight_is_meant() {
        let midnights = When::from_possibilities(vec![minute("2031-05-12T00:00"), minute("2031-05-13T00:00")]);
        let weekend = When::Known(span("2031-05-10", "2031-05-12"));
        let when = contested(&[told("a", weekend, "x"), told("b", midnights.clone(), "y")]);
        let Contested::Agreed(version) = when else { panic!("{when:?}") };
        assert_eq!((version.value, version.by.len()), (When::Known(minute("2031-05-12T00:00")), 2));
        let week = When::Known(span("2031-05-10", "2031-05-17"));
        let when = contested(&[told("a", week.clone(), "x"), told("b", midnights, "y")]);
        assert_eq!(when.versions().len(), 1);
        assert_eq!(when.versions()[0].value, week, "both midnights lie within");
    }

    #[test]
    fn two_days_exclude_each_other_and_a_month_speaks_for_neither() {
        let when = contested(&[
            told("a", When::Known(span("2031-05-01", "2031-05-31")), "x"),
            told("b", When::Known(day("2031-05-13")), "y"),
            told("c", When::Known(day("2031-05-14")), "z"),
        ]);
        let by: Vec<&str> = when.versions().iter().flat_map(|one| &one.by).map(ClaimId::as_str).collect();
        assert_eq!(by, ["b", "c"]);
        assert!(when.is_contested());
    }

    #[test]
    fn one_origin_tells_of_two_calls_and_two_origins_disagree_on_one() {
        let on = |date| When::Known(day(date));
        let same = single_acts(vec![told("a", on("2031-05-01"), "x"), told("b", on("2031-05-02"), "x")]);
        assert_eq!(same.len(), 2);
        let two = single_acts(vec![told("a", on("2031-05-01"), "x"), told("b", on("2031-05-02"), "y")]);
        assert_eq!(two.len(), 1);
        let far = single_acts(vec![told("a", on("2031-05-01"), "x"), told("b", on("2031-05-09"), "y")]);
        assert_eq!(far.len(), 2);
    }

    #[test]
    fn an_undated_telling_means_the_last_act_that_its_report_can_know() {
        let on = |date| When::Known(day(date));
        let mut undated = told("c", When::Unknown, "z");
        undated.published = Some(day("2031-05-04"));
        let acts = single_acts(vec![undated, told("a", on("2031-05-01"), "x"), told("b", on("2031-05-09"), "y")]);
        let sizes: Vec<usize> = acts.iter().map(Vec::len).collect();
        assert_eq!(sizes, [2, 1]);
    }
}
