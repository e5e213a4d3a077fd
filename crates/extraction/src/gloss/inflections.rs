//! Endings of Arabic words that the table leaves out: two who act ("أديا", "تسيطران"), two of a thing and its construct
//! ("قائدا", "طائرتين"), plurals that keep their noun ("مزارعين"), the accusative that is written ("مزارعا"). Only words that the table
//! does not have as they stand are asked for so.

/// The fewest letters that an ending leaves.
const SHORTEST: usize = 3;

/// Endings, and what stands in their place where the table lists the word; the longest first.
const ENDINGS: [(&str, &str); 13] = [
    ("تان", "ة"),
    ("تين", "ة"),
    ("تا", "ت"),
    ("تا", "ة"),
    ("تي", "ة"),
    ("ات", "ة"),
    ("ان", ""),
    ("ين", ""),
    ("ون", ""),
    ("يا", "ي"),
    ("وا", ""),
    ("ا", ""),
    ("و", ""),
];

/// A word without each of the endings that it bears.
pub(super) fn bare(word: &str) -> Vec<String> {
    let without = |(ending, instead): &(&str, &str)| {
        let stem = word.strip_suffix(ending).filter(|stem| stem.chars().count() >= SHORTEST)?;
        Some(format!("{stem}{instead}"))
    };
    ENDINGS.iter().filter_map(without).collect()
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn the_ending_of_two_is_taken_off() {
        assert!(bare("طائرتين").contains(&"طائرة".to_owned()));
        assert!(bare("قائدا").contains(&"قائد".to_owned()));
        assert!(bare("ما").is_empty());
    }
}
