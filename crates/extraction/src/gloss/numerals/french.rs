//! French numbers in words: "trois cent sept", "deux mille quatre cents", "quatre-vingt-douze", "soixante et onze".

use super::super::units::Unit;

/// The value of the number that begins at a unit, and where it ends; only of what no single entry of the table tells.
pub(super) fn run(units: &[Unit<'_>], first: usize) -> Option<(u64, usize)> {
    // "les Vingt-Sept" are no number.
    if first > 0 && units.get(first).is_some_and(|unit| unit.written.starts_with(char::is_uppercase)) {
        return None;
    }
    let mut sum = Sum::default();
    let mut end = first;
    while let Some(unit) = units.get(end).filter(|unit| unit.name.is_none() && unit.expression.is_none()) {
        // "vingt et un": the conjunction joins what follows tens.
        let joins = unit.key == "et" && end > first && sum.joins(units.get(end + 1).map(|next| next.key.as_str()));
        let taken = if joins { Some(sum) } else { sum.with(&unit.key) };
        let Some(taken) = taken else { break };
        (sum, end) = (taken, end + 1);
    }
    let hyphens = units.get(first).is_some_and(|unit| unit.key.contains('-'));
    (end > first + 1 || end > first && hyphens).then(|| (sum.value(), end))
}

/// A number while it is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Sum {
    thousands: u64,
    below: u64,
}

impl Sum {
    fn value(self) -> u64 {
        self.thousands + self.below
    }

    /// With the next word, where it goes on the same number.
    fn with(self, key: &str) -> Option<Sum> {
        let mut parts = key.split('-').filter(|part| *part != "et" || key == "et");
        parts.try_fold(self, Sum::part)
    }

    fn part(self, part: &str) -> Option<Sum> {
        let ones = self.below % 10;
        let tens = self.below % 100;
        let value = match part {
            "cent" | "cents" if self.below < 10 => return Some(Sum { below: self.below.max(1) * 100, ..self }),
            "mille" if self.thousands == 0 => return Some(Sum { thousands: self.below.max(1) * 1000, below: 0 }),
            "vingt" | "vingts" if tens == 4 => return Some(Sum { below: self.below + 76, ..self }),
            _ => small(part)?,
        };
        let room = match value {
            // "soixante-quinze", "dix-sept", "quatre-vingt-dix".
            7..=9 if tens == 10 => true,
            1..=9 => ones == 0 && tens != 10,
            10..=16 => tens == 0 || tens == 60 || tens == 80,
            _ => tens == 0,
        };
        room.then(|| Sum { below: self.below + value, ..self })
    }

    fn joins(self, next: Option<&str>) -> bool {
        let tens = self.below % 100;
        let first = next.and_then(|next| next.split('-').next());
        tens >= 20 && tens.is_multiple_of(10) && matches!(first, Some("un" | "une" | "onze"))
    }
}

fn small(word: &str) -> Option<u64> {
    Some(match word {
        "un" | "une" => 1,
        "deux" => 2,
        "trois" => 3,
        "quatre" => 4,
        "cinq" => 5,
        "six" => 6,
        "sept" => 7,
        "huit" => 8,
        "neuf" => 9,
        "dix" => 10,
        "onze" => 11,
        "douze" => 12,
        "treize" => 13,
        "quatorze" => 14,
        "quinze" => 15,
        "seize" => 16,
        "vingt" => 20,
        "trente" => 30,
        "quarante" => 40,
        "cinquante" => 50,
        "soixante" => 60,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Sum;

    fn value(words: &str) -> Option<u64> {
        words
            .split(' ')
            .filter(|word| *word != "et")
            .try_fold(Sum::default(), |sum, word| sum.with(word))
            .map(Sum::value)
    }

    #[test]
    fn numbers_in_words() {
        assert_eq!(value("trois cent sept"), Some(307));
        assert_eq!(value("cent cinquante-trois"), Some(153));
        assert_eq!(value("deux mille quatre cents"), Some(2400));
        assert_eq!(value("quatre-vingt-douze"), Some(92));
        assert_eq!(value("soixante et onze"), Some(71));
        assert_eq!(value("soixante-dix-sept"), Some(77));
        assert_eq!(value("mille"), Some(1000));
    }

    #[test]
    fn two_numbers_are_not_one() {
        assert_eq!(value("deux trois"), None);
        assert_eq!(value("vingt trente"), None);
        assert_eq!(Sum::default().with("et"), None);
    }
}
