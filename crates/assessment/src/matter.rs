//! What a phrase is about, by its words: the agreement itself, some instrument, what led to it, or another matter.
//! Words are compared whole, so that "deal" is not found in "ideal". Knows nothing of claims.

/// The words beside those that an agreement lists.
const TABLE: &str = include_str!("../../../data/agreements/matters.tsv");

/// What a phrase is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Matter {
    /// A word by which the agreement is called, and which does not name just any instrument.
    Agreement,
    /// Some instrument: "the document", "a memorandum".
    Instrument,
    /// What led to it: "the results of the meeting".
    Around,
    /// Another matter: "the maritime boundaries".
    Other,
    /// None of these words.
    Nothing,
}

/// The words that decide what a phrase is about, for one agreement.
pub(crate) struct Vocabulary {
    /// Words by which the agreement is called and that name no other instrument.
    own: Vec<Vec<String>>,
    /// Words by which it is called and that may name any instrument.
    shared: Vec<Vec<String>>,
    around: Vec<Vec<String>>,
    other: Vec<Vec<String>>,
}

impl Vocabulary {
    /// For an agreement called by these words.
    pub(crate) fn new(called: &[String]) -> Self {
        let general: Vec<Vec<String>> = listed("general").collect();
        let names = called.iter().map(|name| words(name)).filter(|name| !name.is_empty());
        let (shared, own) = names.partition(|name| general.iter().any(|word| same(name, word)));
        Self { own, shared, around: listed("around").collect(), other: listed("other").collect() }
    }

    /// What a phrase is about.
    pub(crate) fn matter(&self, phrase: &str) -> Matter {
        let words = words(phrase);
        let holds = |names: &[Vec<String>]| names.iter().any(|name| holds(&words, name));
        if is_of_before(&words, self.own.iter().chain(&self.shared)) {
            Matter::Other
        } else if holds(&self.own) {
            Matter::Agreement
        } else if holds(&self.other) {
            Matter::Other
        } else if holds(&self.shared) {
            Matter::Instrument
        } else if holds(&self.around) {
            Matter::Around
        } else {
            Matter::Nothing
        }
    }

    /// Whether a text speaks of the agreement by a name of its own.
    pub(crate) fn names_the_agreement(&self, text: &str) -> bool {
        let words = words(text);
        self.own.iter().any(|name| holds(&words, name))
    }
}

/// Whether a text holds one of these words or phrases, whole.
pub(crate) fn speaks_of(text: &str, names: &[String]) -> bool {
    let text = words(text);
    names.iter().any(|name| holds(&text, &words(name)))
}

/// "the last truce", "a previous deal": one that was before this one.
fn is_of_before<'a>(words: &[String], names: impl Iterator<Item = &'a Vec<String>>) -> bool {
    const BEFORE: [&str; 6] = ["last", "previous", "earlier", "former", "past", "another"];
    let behind = words.iter().position(|word| BEFORE.contains(&word.as_str())).and_then(|at| words.get(at + 1..));
    behind
        .is_some_and(|behind| names.into_iter().any(|name| behind.get(..name.len()).is_some_and(|run| same(run, name))))
}

fn listed(class: &'static str) -> impl Iterator<Item = Vec<String>> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.filter_map(|row| row.split_once('\t')).filter(move |(_, of)| *of == class).map(|(word, _)| words(word))
}

/// The words in lower case. Hyphens part them; a possessive ending is dropped.
fn words(phrase: &str) -> Vec<String> {
    let lower = phrase.to_lowercase().replace('’', "'");
    let parts = lower.split(|c: char| !c.is_alphanumeric() && c != '\'');
    parts
        .map(|word| word.trim_end_matches("'s").trim_matches('\'').to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether `name` stands in `words` in one run; its last word may bear a plural `s`.
fn holds(words: &[String], name: &[String]) -> bool {
    words.windows(name.len()).any(|run| same(run, name))
}

fn same(run: &[String], name: &[String]) -> bool {
    let Some((last, before)) = name.split_last() else { return false };
    let Some((end, start)) = run.split_last() else { return false };
    start == before && (end == last || end.strip_suffix('s') == Some(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called() -> Vec<String> {
        ["ceasefire", "cease-fire", "agreement", "memorandum", "initiative"].map(str::to_owned).to_vec()
    }

    #[test]
    fn the_truce_is_told_from_any_instrument_and_from_other_matters() {
        let vocabulary = Vocabulary::new(&called());
        let about = |phrase: &str| vocabulary.matter(phrase);
        assert_eq!(about("the Cease-Fire agreement"), Matter::Agreement);
        assert_eq!(about("an oil cease-fire"), Matter::Agreement);
        assert_eq!(about("the last truce, for a holiday"), Matter::Nothing);
        assert_eq!(about("the previous ceasefire"), Matter::Other);
        assert_eq!(about("last Sunday's ceasefire"), Matter::Agreement);
        assert_eq!(about("the agreement"), Matter::Instrument);
        assert_eq!(about("memorandums on limiting jurisdiction at sea"), Matter::Other);
        assert_eq!(about("the results of the meeting"), Matter::Around);
        assert_eq!(about("his ideal disagreement"), Matter::Nothing);
        assert_eq!(about(""), Matter::Nothing);
    }

    #[test]
    fn a_general_word_counts_only_where_the_agreement_is_called_so() {
        assert_eq!(Vocabulary::new(&called()).matter("the treaty"), Matter::Nothing);
        assert_eq!(Vocabulary::new(&["treaty".to_owned()]).matter("the treaty"), Matter::Instrument);
    }

    #[test]
    fn every_row_of_the_table_has_a_known_class() {
        for row in TABLE.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let (_, class) = row.split_once('\t').unwrap();
            assert!(["general", "around", "other"].contains(&class), "{row}");
        }
    }
}
