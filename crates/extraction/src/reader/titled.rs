//! Persons whom Arabic names behind their titles: "وزير الخارجية الإيراني عراقجي", "الشيخ حكمت الهجري". A title's phrase ends in a
//! word with an article, or is one; a word without it that means nothing else describes nothing there, and is a name. Looks
//! behind verbs alone, where a verb cannot follow. Knows no person.

use super::glossed::holds;
use crate::characters::Characters;
use crate::gloss::{Entry, Glossed, Part, Spotted, level};
use crate::lexicon::Lexicon;
use model::{Language, MentionKind, Sentence, Span};

/// How many words a title's phrase has at most.
const PHRASE: usize = 4;

/// The spotted names of a sentence, with those that only a title before them shows.
pub(super) fn beside(
    (glossed, lexicon): (&Glossed, &Lexicon),
    characters: &Characters<'_>,
    sentence: &Sentence,
    mut spotted: Vec<Spotted>,
) -> Vec<Spotted> {
    if glossed.language != Language::Arabic {
        return spotted;
    }
    let words: Vec<(&str, Span)> =
        sentence.tokens.iter().map(|token| (characters.slice(token.span), token.span)).collect();
    let mut at = 2;
    while let Some((word, span)) = words.get(at) {
        let free = |span: Span| !spotted.iter().any(|name| name.whole.overlaps(span));
        if free(*span) && means_nothing(glossed, word) && is_titled(glossed, lexicon, &words, at) {
            let more = words.iter().skip(at + 1).take(2);
            let more = more.take_while(|(word, span)| free(*span) && goes_on(glossed, word)).last();
            let whole = more.map_or(*span, |(_, last)| span.join(*last));
            spotted.push(Spotted { span: whole, whole, kind: MentionKind::Person, listed: false, learned: true });
        }
        at += 1;
    }
    spotted.sort_by_key(|name| name.whole.start());
    spotted
}

/// Whether neither the table nor the treebank knows a word without an article.
fn means_nothing(glossed: &Glossed, word: &str) -> bool {
    let key = level(word);
    let bound = key.starts_with("ال") || key.starts_with("لل") || key.ends_with('ا');
    let letters = word.chars().all(char::is_alphabetic) && word.chars().count() >= 3;
    letters && !bound && !holds(glossed, word) && glossed.analyzer.habit(word).is_none()
}

/// Whether a word goes on with a name: it means nothing else, with an article or without.
fn goes_on(glossed: &Glossed, word: &str) -> bool {
    let letters = word.chars().all(char::is_alphabetic) && word.chars().count() >= 3;
    let onto = level(word).starts_with(['و', 'ف', 'ب', 'ل', 'ك']);
    letters && !onto && !holds(glossed, word) && glossed.analyzer.habit(word).is_none()
}

/// Whether a title's phrase ends right before a word, and a verb stands before the phrase.
fn is_titled(glossed: &Glossed, lexicon: &Lexicon, words: &[(&str, Span)], at: usize) -> bool {
    let before = |steps: usize| at.checked_sub(steps).and_then(|at| words.get(at)).map(|(word, _)| level(word));
    let Some(last) = before(1).filter(|last| last.starts_with("ال")) else { return false };
    let alone = title(glossed, lexicon, last.trim_start_matches("ال"));
    let opens = (2..=PHRASE)
        .map_while(|steps| before(steps).map(|word| (steps, word)))
        .find(|(_, word)| title(glossed, lexicon, word.trim_start_matches("ال")));
    let inside = |steps: usize| (1..steps).all(|step| before(step).is_some_and(|word| word.starts_with("ال")));
    let length = match opens {
        Some((steps, _)) if inside(steps) => steps,
        _ if alone => 1,
        _ => return false,
    };
    (length + 1..length + 3).filter_map(before).any(|word| is_verb(glossed, &word))
}

fn title(glossed: &Glossed, lexicon: &Lexicon, key: &str) -> bool {
    let noun = |entry: &Entry| entry.words() == 1 && entry.part == Part::Noun;
    let entry = glossed.table.best(&[key.to_owned()], 0, noun);
    entry.and_then(|entry| entry.english.last()).is_some_and(|english| lexicon.is("title", english))
}

fn is_verb(glossed: &Glossed, key: &str) -> bool {
    let verb = |entry: &Entry| entry.words() == 1 && entry.part == Part::Verb;
    let bare = key.strip_prefix(['و', 'ف']).map(str::to_owned);
    [Some(key.to_owned()), bare].into_iter().flatten().any(|key| glossed.table.best(&[key], 0, verb).is_some())
}
