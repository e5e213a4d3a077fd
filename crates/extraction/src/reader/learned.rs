//! The names that a tagger of names finds in other languages. It sees a stand-in for whoever the register holds, so that no
//! name that it finds depends on which party's name stands beside it. A name whose words mean nothing else is one word to
//! the grammar; one that is made of the language's words ("Министерство обороны") stays apart, and is laid over the tree.

mod beside;

use crate::characters::Characters;
use crate::gloss::{Entry, Glossed, Part, Spotted, level, stand_in};
use crate::lexicon::Lexicon;
use beside::merge;
use grammar::{Name, NameKind, NameTagger};
use model::{Language, MentionKind, Sentence, Span};

/// A name that the tagger found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Learned {
    /// The name alone.
    pub(super) span: Span,
    /// With what is written onto it.
    whole: Span,
    /// `None` for an event, a work, a law.
    pub(super) kind: Option<MentionKind>,
    /// Behind a preposition of place.
    placed: bool,
    /// Whether all of its words are names and nothing else.
    pure: bool,
}

/// The names of a sentence, without overlap.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Those that the grammar is to see as one word each.
    pub(super) drawn: Vec<Spotted>,
    /// Those whose words stay apart.
    pub(super) over: Vec<Learned>,
}

/// What finding names needs.
pub(super) struct Finder<'r> {
    pub(super) tagger: &'r NameTagger,
    pub(super) glossed: &'r Glossed,
    pub(super) lexicon: &'r Lexicon,
}

/// A sentence as the tagger is shown it.
struct Shown<'a> {
    words: Vec<&'a str>,
    forms: Vec<String>,
    /// The tokens that each form stands for.
    groups: Vec<(usize, usize)>,
}

impl Finder<'_> {
    /// The names of each sentence, those that lists spotted among them.
    pub(super) fn beside(
        &self,
        characters: &Characters<'_>,
        sentences: &[&Sentence],
        spotted: Vec<Vec<Spotted>>,
    ) -> Vec<Found> {
        let shown = |(sentence, spotted): (&&Sentence, &Vec<Spotted>)| self.shown(characters, sentence, spotted);
        let shown: Vec<Shown<'_>> = sentences.iter().zip(&spotted).map(shown).collect();
        let forms: Vec<Vec<&str>> =
            shown.iter().map(|shown| shown.forms.iter().map(String::as_str).collect()).collect();
        let found = self.tagger.find_in_document(&forms.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let each = sentences.iter().zip(&shown).zip(found).zip(spotted);
        let merged = each.map(|(((sentence, shown), names), spotted)| {
            let learned = names.iter().filter_map(|name| self.learned(sentence, shown, name)).collect();
            merge(spotted, learned)
        });
        merged.collect()
    }

    /// The words of a sentence with stand-ins for the names of the register.
    fn shown<'a>(&self, characters: &Characters<'a>, sentence: &Sentence, spotted: &[Spotted]) -> Shown<'a> {
        let words: Vec<&'a str> = sentence.tokens.iter().map(|token| characters.slice(token.span)).collect();
        let mut shown = Shown { words, forms: Vec::new(), groups: Vec::new() };
        let mut at = 0;
        while let Some(token) = sentence.tokens.get(at) {
            let listed = spotted.iter().find(|name| name.listed && name.whole.contains(token.span));
            let inside = |name: &Spotted| {
                sentence.tokens.iter().skip(at).take_while(|token| name.whole.contains(token.span)).count()
            };
            let count = listed.map_or(1, inside);
            shown.forms.push(match listed {
                Some(name) => {
                    let onto = Span::new(name.whole.start(), name.span.start());
                    let stand_in = stand_in(self.glossed.language, name.kind, characters.slice(name.span));
                    format!("{}{stand_in}", onto.map_or("", |onto| characters.slice(onto)))
                }
                None => characters.slice(token.span).to_owned(),
            });
            shown.groups.push((at, at + count - 1));
            at += count;
        }
        shown
    }

    fn learned(&self, sentence: &Sentence, shown: &Shown<'_>, name: &Name) -> Option<Learned> {
        let (mut first, last) = (shown.groups.get(name.first)?.0, shown.groups.get(name.last)?.1);
        let person = name.kind == NameKind::Person;
        while person && first < last && shown.words.get(first).is_some_and(|word| self.is_title(word)) {
            first += 1;
        }
        let token = |at: usize| sentence.tokens.get(at).map(|token| token.span);
        let whole = token(first)?.join(token(last)?);
        let word = shown.words.get(first)?;
        let onto = self.tagger.written_onto(word);
        let words = shown.words.get(first..=last)?;
        let held = |word: &&str| self.holds(word);
        // A person of whose words each means something else is none; nor is a word a name that is large only because it opens
        // the sentence.
        let before = shown.words.get(..first)?;
        let marks = |word: &&str| !word.chars().any(char::is_alphanumeric);
        let opens = first == last && self.glossed.language != Language::Arabic && before.iter().all(marks);
        if (person || opens) && words.iter().all(held) {
            return None;
        }
        Some(Learned {
            span: Span::new(whole.start() + onto, whole.end())?,
            whole,
            kind: super::shown::kind(name.kind),
            placed: onto > 0 && word.chars().nth(onto - 1) == Some('ب')
                || first > 0 && self.places(shown.words.get(first - 1)?),
            pure: self.glossed.language == Language::Arabic && (person || !words.iter().any(held)),
        })
    }

    /// Whether the table of glosses has a word.
    fn holds(&self, word: &str) -> bool {
        self.glossed.table.holds(&level(word))
    }

    fn is_title(&self, word: &str) -> bool {
        let noun = self.glossed.table.best(&[level(word)], 0, |entry| entry.words() == 1);
        noun.and_then(|entry| entry.english.last()).is_some_and(|english| self.lexicon.is("title", english))
    }

    /// Whether a word is a preposition behind which places are named.
    fn places(&self, word: &str) -> bool {
        const LOCATIVE: [&str; 11] =
            ["in", "near", "at", "around", "outside", "into", "towards", "toward", "inside", "across", "throughout"];
        let preposition = |entry: &Entry| entry.words() == 1 && entry.part == Part::Preposition;
        let entry = self.glossed.table.best(&[level(word)], 0, preposition);
        let english = entry.and_then(|entry| entry.english.first()).map_or("", String::as_str);
        // "à" is "in" as often as "to".
        LOCATIVE.contains(&english) || english == "to" && self.glossed.language == Language::French
    }
}
