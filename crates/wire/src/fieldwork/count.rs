//! How many, as patrols write it: `7`, `3-5`, `3+`, `about 40`, `some`. Written and read back it is the same count.

use crate::error::WireError;
use model::Toll;

const EXPECTED: &str = "a count such as 7, 3-5, 3+ (at least 3), about 40, or some";

/// Reads a count.
pub(super) fn parse_count(text: &str) -> Result<Toll, WireError> {
    let wrong = || WireError::field("count", text, EXPECTED);
    let (rough, told) = text.strip_prefix("about ").map_or((false, text), |rest| (true, rest));
    if told == "some" && !rough {
        return Ok(Toll::some());
    }
    let (told, open) = told.strip_suffix('+').map_or((told, false), |rest| (rest, true));
    let numbers: Option<Vec<u64>> = told.split('-').map(|part| part.trim().parse().ok()).collect();
    let toll = match (numbers.ok_or_else(wrong)?.as_slice(), open) {
        ([one], false) => Toll::new(*one, Some(*one), Some(*one), rough),
        ([one], true) => Toll::new(*one, None, None, rough),
        ([low, high], false) => Toll::new(*low, None, Some(*high), rough),
        ([low, best], true) => Toll::new(*low, Some(*best), None, rough),
        ([low, best, high], false) => Toll::new(*low, Some(*best), Some(*high), rough),
        _ => None,
    };
    toll.ok_or_else(wrong)
}

/// Writes a count.
pub(super) fn write_count(toll: Toll) -> String {
    if toll == Toll::some() {
        return "some".to_owned();
    }
    let told = match (toll.low(), toll.best(), toll.high()) {
        (low, Some(best), Some(high)) if low == best && best == high => low.to_string(),
        (low, None, Some(high)) => format!("{low}-{high}"),
        (low, Some(best), Some(high)) => format!("{low}-{best}-{high}"),
        (low, None, None) => format!("{low}+"),
        (low, Some(best), None) => format!("{low}-{best}+"),
    };
    if toll.approximate() { format!("about {told}") } else { told }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_count_is_refused() {
        for bad in ["", "many", "5-3", "-4", "1-2-3-4", "about", "about some", "3.5", "1-2-3+"] {
            assert!(parse_count(bad).is_err(), "{bad}");
        }
        assert!(parse_count("about 40").unwrap().approximate());
    }

    proptest! {
        #[test]
        fn every_count_reads_back(low in 0_u64..99, best in 0_u64..99, high in 0_u64..99, named: bool, open: bool, rough: bool) {
            let mut ends = [low, best, high];
            ends.sort_unstable();
            let toll = Toll::new(ends[0], named.then_some(ends[1]), (!open).then_some(ends[2]), rough).unwrap();
            prop_assert_eq!(parse_count(&write_count(toll)).unwrap(), toll);
        }
    }
}
