//! Which language a text is in, of those that we can name.

use model::Language;
use whichlang::{Lang, detect_language};

/// How many bytes are looked at: enough to be sure, few enough to be quick.
const SAMPLE: usize = 1_024;

/// The language of `text`; what was `told` decides only where the words are too few or their script allows nothing else.
pub(crate) fn detect(text: &str, told: Option<&str>) -> Language {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = text.get(..end).unwrap_or_default();
    let told = told.map(Language::parse).filter(|language| *language != Language::Other);
    let words = sample.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    let found = if sample.is_empty() { Language::Other } else { name(detect_language(&sentence_case(sample))) };
    match told {
        Some(told) if words < 12 && same_script(told, sample) => told,
        _ if words == 0 => told.unwrap_or(Language::Other),
        _ => found,
    }
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

/// Whether most letters of the sample are of the script in which the language is written.
fn same_script(language: Language, sample: &str) -> bool {
    let fits = |c: &char| match language {
        Language::Arabic => matches!(*c, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{FB50}'..='\u{FEFC}'),
        Language::Russian => matches!(*c, '\u{400}'..='\u{4FF}'),
        _ => matches!(*c, 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}'),
    };
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    sample.chars().filter(|c| c.is_alphabetic()).filter(fits).count() * 2 > letters
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
    fn what_was_told_decides_short_lines_only() {
        assert_eq!(detect("Haftar Tripoli", Some("en")), Language::English);
        assert_eq!(detect("Стороны подписали соглашение о прекращении огня", Some("en")), Language::Russian);
    }
}
