//! A sentence as the models are shown it: its words as written, as prose where they are all capitals, and with known names
//! drawn together. What the models say is laid back on the words of the text.

use super::sentences::Analysed;
use super::{EnglishReader, bodies, dateline, masking, set_off, truecase};
use crate::characters::Characters;
use crate::mentions::{Known, Named};
use crate::tree::Tree;
use crate::{retag, tree_repair};
use grammar::{Name, NameKind, Relation, Tag, Upos, Word};
use model::{KnownName, MentionKind, Sentence, Span};
use std::borrow::Cow;

/// A sentence's words as they stand in the text.
struct Written<'a> {
    span: Span,
    spans: Vec<Span>,
    words: Vec<&'a str>,
    /// The words as prose would have them, of a sentence in capitals.
    prose: Option<Vec<String>>,
    headline: bool,
}

impl<'a> Written<'a> {
    fn new(reader: &EnglishReader, characters: &Characters<'a>, sentence: &Sentence) -> Self {
        let spans: Vec<Span> = sentence.tokens.iter().map(|token| token.span).collect();
        let words: Vec<&'a str> = spans.iter().map(|span| characters.slice(*span)).collect();
        let prose = truecase::prose(&words, &reader.lexicon, &reader.analyzer);
        Self { span: sentence.span, spans, words, prose, headline: sentence.headline }
    }

    /// "WHO", "CAN", "CAR" in a telegram: a word that prose writes small is no acronym there.
    fn is_common_word(&self, place: &masking::Place) -> bool {
        let Some(prose) = self.prose.as_ref().filter(|_| place.first == place.last) else { return false };
        let small = |at: usize| prose.get(at).is_some_and(|form| !form.chars().any(char::is_uppercase));
        let capitals = |at: usize| self.words.get(at).is_some_and(|form| !form.chars().any(char::is_lowercase));
        small(place.first) && capitals(place.first)
    }
}

/// Writes the names of bodies that one sentence of a telegram spells out large in all of them.
fn spell_out(reader: &EnglishReader, written: &mut [Written<'_>]) {
    let mut prose: Vec<&mut Vec<String>> = written.iter_mut().filter_map(|written| written.prose.as_mut()).collect();
    bodies::spell_out(&mut prose, &reader.lexicon);
}

/// A sentence with its known names drawn together.
struct Shown<'w, 'a> {
    written: &'w Written<'a>,
    places: Vec<masking::Place>,
    masked: masking::Masked<'w>,
    /// With stand-ins for those who act alone: the tagger of names sees places as they are written.
    open: masking::Masked<'w>,
    marks: bool,
}

impl<'w, 'a> Shown<'w, 'a> {
    fn new(reader: &EnglishReader, written: &'w Written<'a>, names: &[KnownName]) -> Self {
        let forms: Vec<&'w str> = match &written.prose {
            Some(prose) => prose.iter().map(String::as_str).collect(),
            None => written.words.clone(),
        };
        let mut places = masking::places(&written.spans, names);
        places.retain(|place| !written.is_common_word(place));
        let set_off = set_off::marks(&forms, &reader.lexicon, &reader.analyzer);
        let masked = masking::mask(&forms, &places, &set_off, &reader.lexicon);
        let listed: Vec<masking::Place> = places.iter().filter(|place| place.listed).copied().collect();
        let open = masking::mask(&forms, &listed, &set_off, &reader.lexicon);
        let marks = forms.iter().any(|form| matches!(*form, "\"" | "“" | "”" | "«" | "»" | "''" | "``"));
        Self { written, places, masked, open, marks }
    }

    /// The known names in places of the whole words.
    fn known(&self) -> Vec<Known> {
        let known = |place: &masking::Place| {
            let masking::Place { first, last, kind, listed, .. } = *place;
            Known { first, last, kind, listed }
        };
        self.places.iter().map(known).collect()
    }

    /// The words with their tags, and whether a known word stands among them or speech is carried on.
    fn opens(&self, reader: &EnglishReader, quoted: &mut bool) -> (Vec<Word>, bool) {
        let tagged = reader.analyzer.tag(&self.masked.shown);
        let speech = std::mem::replace(quoted, self.marks) || self.marks;
        let opens = reader.parse_all || super::gate::opens(&tagged, &self.masked.shown, &reader.lexicon, speech);
        (tagged, opens)
    }

    /// The sentence's words, and its tree where a known word stands in it or it carries on speech.
    fn tree(&self, reader: &EnglishReader, quoted: &mut bool) -> Tree<'a> {
        let Written { spans, words: written, prose, headline, .. } = self.written;
        let masked = &self.masked;
        let (tagged, parse) = self.opens(reader, quoted);
        let head = masked.shown_before(dateline::length(written));
        let words = if parse { parsed(reader, &masked.shown, tagged, head, *headline) } else { tagged };
        let words = masked.expand(words);
        let seen: Vec<Cow<'a, str>> = match prose {
            // What the text holds is borrowed, what was written anew is owned.
            None => written
                .iter()
                .zip(&masked.forms)
                .map(|(own, form)| if own == form { Cow::Borrowed(*own) } else { Cow::Owned((*form).to_owned()) })
                .collect(),
            Some(_) => masked.forms.iter().map(|form| Cow::Owned((*form).to_owned())).collect(),
        };
        Tree::new(words, seen, spans.clone(), *headline)
    }
}

/// The sentences of a document in English.
pub(super) fn analysed<'a>(
    reader: &EnglishReader,
    characters: &Characters<'a>,
    sentences: &[&'a Sentence],
    names: &[KnownName],
) -> Vec<Analysed<'a>> {
    let mut written: Vec<Written<'a>> =
        sentences.iter().map(|sentence| Written::new(reader, characters, sentence)).collect();
    spell_out(reader, &mut written);
    let shown: Vec<Shown<'_, '_>> = written.iter().map(|written| Shown::new(reader, written, names)).collect();
    let mut quoted = false;
    let mut analysed = Vec::with_capacity(shown.len());
    for (shown, named) in shown.iter().zip(named(reader, &shown)) {
        let (tree, known) = (shown.tree(reader, &mut quoted), shown.known());
        analysed.push(Analysed { tree, span: shown.written.span, known, named });
    }
    analysed
}

/// Words, tags and names, and how many sentences are to be parsed. The names stand in order, the longest first.
pub(super) fn skim(
    reader: &EnglishReader,
    characters: &Characters<'_>,
    sentences: &[&Sentence],
    names: &[KnownName],
) -> usize {
    let written: Vec<Written<'_>> =
        sentences.iter().map(|sentence| Written::new(reader, characters, sentence)).collect();
    let shown: Vec<Shown<'_, '_>> = written.iter().map(|written| Shown::new(reader, written, names)).collect();
    named(reader, &shown);
    let mut quoted = false;
    shown.iter().filter(|shown| shown.opens(reader, &mut quoted).1).count()
}

/// The names that the tagger finds in all sentences, in places of the whole words.
fn named(reader: &EnglishReader, shown: &[Shown<'_, '_>]) -> Vec<Vec<Named>> {
    let words: Vec<&[&str]> = shown.iter().map(|shown| shown.open.shown.as_slice()).collect();
    let whole = |(names, shown): (Vec<Name>, &Shown<'_, '_>)| {
        let head = dateline::length(&shown.written.words);
        let whole = |name: &Name| {
            // "TARN - Heavy fighting": no name runs over the end of a dateline.
            let (first, last) =
                shown.open.whole(name.first, name.last).filter(|(first, last)| *first >= head || *last < head)?;
            let kind = match name.kind {
                NameKind::Person if is_struck(reader, &shown.open.shown, name) => Some(MentionKind::Place),
                NameKind::Other | NameKind::Place if is_harmed(reader, &shown.open.shown, name) => {
                    Some(MentionKind::Person)
                }
                other => kind(other),
            };
            Some(Named { first, last, kind })
        };
        names.iter().filter_map(whole).collect()
    };
    reader.names.find_in_document(&words).into_iter().zip(shown).map(whole).collect()
}

/// "shelled Tarn": what is done to places alone names a place, where one word could as well be a person's name.
fn is_struck(reader: &EnglishReader, words: &[&str], name: &Name) -> bool {
    let before = name.first.checked_sub(1).and_then(|before| words.get(before));
    let struck = before.is_some_and(|word| reader.lexicon.is("upon_places", &word.to_lowercase()));
    struck && name.first == name.last
}

/// "killed Oscar Ruiz", "Oscar Ruiz was wounded": only persons are killed or wounded, whatever else bears such a name.
fn is_harmed(reader: &EnglishReader, words: &[&str], name: &Name) -> bool {
    let word = |at: Option<usize>| at.and_then(|at| words.get(at)).map_or("", |word| *word);
    let harms = |word: &str| {
        let lemma = reader.analyzer.lemma(word, Upos::Verb, Tag::Vbn).to_lowercase();
        reader.lexicon.is("harming", &lemma) && lemma != word.to_lowercase()
    };
    let next = word(name.last.checked_add(1)).to_lowercase();
    // "killed Kelm police": what a further noun follows only tells where.
    let closes = !next.chars().any(char::is_alphanumeric)
        || matches!(
            next.as_str(),
            "in" | "on"
                | "at"
                | "and"
                | "by"
                | "as"
                | "with"
                | "after"
                | "when"
                | "during"
                | "near"
                | "outside"
                | "while"
                | "who"
        );
    let passive = matches!(next.as_str(), "was" | "were") && harms(word(name.last.checked_add(2)));
    passive || closes && next != "'s" && next != "’s" && harms(word(name.first.checked_sub(1)))
}

/// The kind of mention that a name of the tagger is; none for what only bears a name.
pub(super) fn kind(kind: NameKind) -> Option<MentionKind> {
    match kind {
        NameKind::Person => Some(MentionKind::Person),
        NameKind::Organisation => Some(MentionKind::Organisation),
        NameKind::Place => Some(MentionKind::Place),
        NameKind::Other => None,
    }
}

/// The tree of a sentence, its tags corrected and its shapes mended. The `head` of a dateline stands outside of it.
fn parsed(reader: &EnglishReader, shown: &[&str], mut tagged: Vec<Word>, head: usize, headline: bool) -> Vec<Word> {
    let mut body = tagged.split_off(head);
    let forms = shown.get(head..).unwrap_or_default();
    if head > 0 {
        body = reader.analyzer.tag(forms);
    }
    retag::correct(&mut body, forms, headline, &reader.lexicon, &reader.analyzer);
    let mut body = reader.analyzer.parse(forms, body);
    tree_repair::mend(&mut body, forms, headline, &reader.lexicon);
    if head == 0 {
        return body;
    }
    let root = body.iter().position(|word| word.relation == Relation::Root);
    for word in &mut tagged {
        (word.head, word.relation) = (root.map(|root| root + head), Relation::Discourse);
    }
    for word in &mut body {
        word.head = word.head.map(|above| above + head);
    }
    tagged.append(&mut body);
    tagged
}
