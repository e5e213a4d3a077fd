//! Which language a text is in, of those that we can name.

use model::Language;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use whichlang::{Lang, detect_language};

/// How many bytes are looked at: enough to be sure, few enough to be quick.
const SAMPLE: usize = 1_024;

/// Below so many words statistics of letters go wrong, and frequent words decide.
const FEW: usize = 25;

const FREQUENT: &str = include_str!("../../../data/languages/frequent.tsv");

/// Frequent words by language; `None` for a language that no reader reads.
static WORDS: LazyLock<BTreeMap<&'static str, Vec<Language>>> = LazyLock::new(|| {
    let mut words: BTreeMap<&str, Vec<Language>> = BTreeMap::new();
    for line in FREQUENT.lines().filter(|line| !line.starts_with('#')) {
        let Some((language, list)) = line.split_once('\t') else { continue };
        let language = Language::parse(language);
        for word in list.split(' ') {
            words.entry(word).or_default().push(language);
        }
    }
    words
});

/// The language of `text`; what was `told` decides only where the words are too few or their script allows nothing else.
pub(crate) fn detect(text: &str, told: Option<&str>) -> Language {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = text.get(..end).unwrap_or_default();
    let told = told.map(Language::parse).filter(|language| *language != Language::Other);
    let words = sample.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    let by_letters = || if sample.is_empty() { Language::Other } else { name(detect_language(&sentence_case(sample))) };
    let found = if words < FEW { by_words(sample).unwrap_or_else(by_letters) } else { by_letters() };
    match told {
        Some(told) if (words < FEW || has_own_script(told)) && same_script(told, sample) => told,
        _ if words == 0 => told.unwrap_or(Language::Other),
        _ => found,
    }
}

/// The language whose frequent words the line holds most of; `None` where it holds none, or two hold as many.
fn by_words(sample: &str) -> Option<Language> {
    let mut counts = [(Language::English, 0), (Language::French, 0), (Language::Other, 0)];
    for word in sample.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'') {
        for language in WORDS.get(word.to_lowercase().as_str()).into_iter().flatten() {
            counts.iter_mut().filter(|(known, _)| known == language).for_each(|(_, count)| *count += 1);
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let [(language, most), (_, next), _] = counts;
    (most > next).then_some(language)
}

fn name(lang: Lang) -> Language {
    match lang {
        Lang::Eng => Language::English,
        Lang::Ara => Language::Arabic,
        Lang::Fra => Language::French,
        Lang::Rus => Language::Russian,
        _ => Language::Other,
    }
}

/// Telegrams in capitals are told apart badly: they are looked at in lower case.
fn sentence_case(sample: &str) -> std::borrow::Cow<'_, str> {
    let (upper, lower) = sample.chars().fold((0, 0), |(upper, lower), c| {
        (upper + usize::from(c.is_uppercase()), lower + usize::from(c.is_lowercase()))
    });
    if upper > lower { sample.to_lowercase().into() } else { sample.into() }
}

/// Whether no other language that we read is written in the script of this one.
fn has_own_script(language: Language) -> bool {
    matches!(language, Language::Arabic | Language::Russian)
}

/// Whether enough letters of the sample are of the script in which the language is written: most; of a script of its own a
/// third, for foreign names stand in Latin letters.
fn same_script(language: Language, sample: &str) -> bool {
    let fits = |c: &char| match language {
        Language::Arabic => matches!(*c, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{FB50}'..='\u{FEFC}'),
        Language::Russian => matches!(*c, '\u{400}'..='\u{4FF}'),
        _ => matches!(*c, 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}'),
    };
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let share = if has_own_script(language) { 3 } else { 2 };
    sample.chars().filter(|c| c.is_alphabetic()).filter(fits).count() * share > letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_ours_and_says_other_of_the_rest() {
        assert_eq!(detect("The two sides signed a ceasefire in Moscow on Monday.", None), Language::English);
        assert_eq!(detect("وقع الطرفان على وقف إطلاق النار في موسكو", None), Language::Arabic);
        assert_eq!(detect("Стороны подписали соглашение о прекращении огня", None), Language::Russian);
        assert_eq!(detect("Les deux parties ont signé un cessez-le-feu à Moscou lundi.", None), Language::French);
        assert_eq!(
            detect("Die beiden Seiten haben am Montag in Moskau eine Waffenruhe unterzeichnet.", None),
            Language::Other
        );
        assert_eq!(detect("FIGHTING BROKE OUT NEAR THE CAPITAL ON MONDAY, THE ARMY SAID.", None), Language::English);
    }

    #[test]
    fn a_headline_is_told_by_its_frequent_words() {
        for line in [
            "Tarn chief refuses to sign truce deal",
            "UN envoy condemns attack on hospital",
            "Gunmen kidnap mayor in Gao",
        ] {
            assert_eq!(detect(line, None), Language::English, "{line}");
        }
        assert_eq!(detect("Trois soldats tués dans une attaque à Gao", None), Language::French);
        assert_eq!(detect("Tres muertos en un ataque del ejército", None), Language::Other);
    }

    #[test]
    fn what_was_told_decides_short_lines_only() {
        assert_eq!(detect("Haftar Tripoli", Some("en")), Language::English);
        assert_eq!(detect("Стороны подписали соглашение о прекращении огня", Some("en")), Language::Russian);
        let names = "وقعت Libyan National Army على اتفاق مع Government of National Accord يوم الاثنين";
        assert_eq!(detect(names, Some("ar")), Language::Arabic);
    }
}
