//! Numbers in words and figures. Knows nothing of what they count.

/// The value of one word: "12", "2,000", "seven", "twenty-three", "million".
pub(crate) fn value(word: &str) -> Option<u64> {
    let lower = word.to_lowercase();
    let digits: String = lower.chars().filter(|c| *c != ',').collect();
    if !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()) && digits.len() <= 15 {
        return grouped(&lower).then(|| digits.parse().ok()).flatten();
    }
    if let Some((tens, ones)) = lower.split_once('-') {
        let (tens, ones) = (small(tens)?, small(ones)?);
        return (tens >= 20 && tens % 10 == 0 && ones < 10 && ones > 0).then_some(tens + ones);
    }
    small(&lower).or_else(|| scale(&lower))
}

/// The value of a run of words: "two hundred and sixty", "1.2 million".
pub(crate) fn of_words(words: &[&str]) -> Option<u64> {
    let (mut total, mut current, mut seen) = (0_u64, None::<u64>, false);
    for word in words {
        let lower = word.to_lowercase();
        if lower == "and" && seen {
            continue;
        }
        if let Some(scale) = scale(&lower) {
            let count = current.take().unwrap_or(1);
            if scale == 100 {
                current = Some(count.checked_mul(100)?);
            } else {
                total = total.checked_add(count.checked_mul(scale)?)?;
            }
        } else if let Some(value) = decimal_before_scale(&lower, words) {
            return Some(value);
        } else {
            let value = value(&lower)?;
            current = Some(current.map_or(Some(value), |current| current.checked_add(value))?);
        }
        seen = true;
    }
    seen.then(|| total.checked_add(current.unwrap_or(0))).flatten()
}

/// "1.2 million".
fn decimal_before_scale(word: &str, words: &[&str]) -> Option<u64> {
    let (whole, part) = word.split_once('.')?;
    let scale = words.iter().find_map(|word| scale(&word.to_lowercase()))?;
    let whole: u64 = whole.replace(',', "").parse().ok()?;
    let tenths: u64 = part.get(..1)?.parse().ok()?;
    whole.checked_mul(scale)?.checked_add(tenths * (scale / 10))
}

/// Commas must part groups of three: "2,000" is a number, "3,5" is not.
fn grouped(text: &str) -> bool {
    let mut parts = text.split(',');
    let first = parts.next().map_or(0, str::len);
    (1..=15).contains(&first) && parts.all(|part| part.len() == 3)
}

fn small(word: &str) -> Option<u64> {
    const WORDS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let ones = WORDS.iter().position(|known| *known == word).map(|at| at as u64);
    ones.or_else(|| TENS.iter().position(|known| *known == word).map(|at| 20 + 10 * at as u64))
}

fn scale(word: &str) -> Option<u64> {
    match word {
        "hundred" => Some(100),
        "thousand" => Some(1_000),
        "million" => Some(1_000_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_figures() {
        assert_eq!(value("146,000"), Some(146_000));
        assert_eq!(value("Twenty-three"), Some(23));
        assert_eq!(value("3,5"), None);
        assert_eq!(value("58-year-old"), None);
        assert_eq!(of_words(&["two", "hundred", "and", "sixty"]), Some(260));
        assert_eq!(of_words(&["One", "thousand", "sixty"]), Some(1_060));
        assert_eq!(of_words(&["1.2", "million"]), Some(1_200_000));
        assert_eq!(of_words(&["several"]), None);
    }
}
