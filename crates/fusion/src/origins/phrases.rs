//! The phrases of `data/fusion/phrases.toml`.

/// Phrases by which texts say whence they come and which numbers are parts of others. Lower case.
#[derive(Debug, serde::Deserialize, Default)]
pub(crate) struct Phrases {
    /// What follows is a credit.
    pub(crate) credit: Vec<String>,
    /// What follows is a credit where it is a name that publishes.
    pub(crate) byline: Vec<String>,
    /// Names that stand for nobody in particular.
    pub(crate) unnamed: Vec<String>,
    /// Words before a part of a number already told.
    pub(crate) part: Vec<String>,
}

const FILE: &str = include_str!("../../../../data/fusion/phrases.toml");

impl Phrases {
    /// Reads the file; the test below keeps it from ever failing.
    pub(crate) fn load() -> Self {
        toml::from_str(FILE).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_can_be_read_and_is_in_lower_case() {
        let phrases: Phrases = toml::from_str(FILE).unwrap();
        for all in [&phrases.credit, &phrases.byline, &phrases.unnamed, &phrases.part] {
            assert!(!all.is_empty());
            assert!(all.iter().all(|phrase| *phrase == phrase.to_lowercase()));
        }
    }
}
