//! Places that Arabic names behind a noun of settlements: "مدينة الأبيض", "بلدة حوارة". Such a noun without its article is bound
//! to the word behind it, so that a word with an article there is no adjective of it, whatever else it means. So is a bearing
//! bound: "شمال خاركيف". Knows no place.

use super::glossed::holds;
use crate::characters::Characters;
use crate::gloss::{Entry, Glossed, Part, Spotted, level};
use model::{Language, MentionKind, Sentence, Span};

/// Whether a name stands right behind a noun of settlements that has no article.
pub(super) fn is_behind(glossed: &Glossed, characters: &Characters<'_>, sentence: &Sentence, name: Span) -> bool {
    let before = sentence.tokens.iter().rev().find(|token| token.span.end() <= name.start());
    before.is_some_and(|token| noun(glossed, characters.slice(token.span)).is_some())
}

/// The spotted names of a sentence, with those that only a town's or a village's noun before them shows.
pub(super) fn beside(
    glossed: &Glossed,
    characters: &Characters<'_>,
    sentence: &Sentence,
    mut spotted: Vec<Spotted>,
) -> Vec<Spotted> {
    if glossed.language != Language::Arabic {
        return spotted;
    }
    let tokens = sentence.tokens.iter().map(|token| token.span);
    for (before, span) in tokens.clone().zip(tokens.skip(1)) {
        let word = characters.slice(span);
        let bound = noun(glossed, characters.slice(before)).is_some_and(|noun| match word.strip_prefix("ال") {
            Some(_) => is_town(&noun),
            None => true,
        });
        let free = !spotted.iter().any(|name| name.whole.overlaps(span) || name.whole.overlaps(before));
        // "قرى قضاء صور": what a name follows is no name.
        let bare = !spotted.iter().any(|name| name.whole.start() == span.end() + 1);
        if bound && free && bare && can_be_name(glossed, word) {
            spotted.push(Spotted { span, whole: span, kind: MentionKind::Place, listed: false, learned: true });
        }
    }
    spotted.sort_by_key(|name| name.whole.start());
    spotted
}

/// The English noun of a settlement for a word without an article, whatever particle is written onto it.
fn noun(glossed: &Glossed, word: &str) -> Option<String> {
    let key = level(word);
    if matches!(key.as_str(), "قري" | "مدن" | "احياء" | "مناطق" | "بلدات" | "مخيمات") {
        return None;
    }
    let bare = key.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك']).map(str::to_owned);
    let meant = |key: &String| {
        let noun = |entry: &Entry| entry.part == Part::Noun && entry.words() == 1;
        let entry = glossed.table.best(std::slice::from_ref(key), 0, noun)?;
        let exact = entry.weight() >= key.chars().count() * 2;
        entry.english.last().filter(|english| exact && is_settlement(english)).cloned()
    };
    [Some(key), bare].into_iter().flatten().filter(|key| !key.starts_with("ال")).find_map(|key| meant(&key))
}

fn is_settlement(english: &str) -> bool {
    is_town(english)
        || matches!(
            english,
            "state"
                | "region"
                | "area"
                | "camp"
                | "port"
                | "airport"
                | "island"
                | "crossing"
                | "north"
                | "south"
                | "east"
                | "west"
                | "countryside"
                | "outskirts"
                | "suburb"
        )
}

fn is_town(english: &str) -> bool {
    matches!(
        english,
        "village" | "town" | "city" | "district" | "province" | "governorate" | "neighbourhood" | "county"
    )
}

/// Whether a word can be a name behind a noun without article: one with an article, or one that means nothing else and is not
/// written like an adjective.
fn can_be_name(glossed: &Glossed, word: &str) -> bool {
    let letters = word.chars().all(char::is_alphabetic) && word.chars().count() >= 3;
    let key = level(word);
    let noun = |entry: &Entry| entry.part == Part::Noun && entry.words() == 1;
    let common = || glossed.table.best(std::slice::from_ref(&key), 0, noun).is_some();
    match key.strip_prefix("ال") {
        Some(rest) => letters && rest.chars().count() >= 3 && !common(),
        None => {
            let unknown = !holds(glossed, word) && glossed.analyzer.habit(word).is_none();
            let onto = ["بال", "لل", "وال", "فال", "كال"].iter().any(|start| key.starts_with(start));
            letters && unknown && !onto && !key.ends_with('ا') && !is_written_as_adjective(&key)
        }
    }
}

/// "حدودية", "مجاورة", "سكني".
fn is_written_as_adjective(key: &str) -> bool {
    key.ends_with("ية") || key.ends_with('ي') || key.starts_with('م') && key.ends_with('ة')
}
