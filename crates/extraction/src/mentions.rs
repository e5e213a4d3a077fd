//! The words of a sentence that name somebody or something: names, nominal actors, pronouns, times, weapons,
//! agreements, numbers. Found along the line of words by tags and lists, so that a wrong tree does not lose them.
//! Whom they mean is for `resolution`.

mod merging;
mod names;
mod nominals;
mod times;
mod titles;

use crate::lexicon::Lexicon;
use crate::tree::Tree;
use model::{Mention, MentionKind, MentionRef, Span};

/// A mention while a sentence is read: word places, both ends included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    /// The whole phrase.
    pub(crate) first: usize,
    /// Its last word.
    pub(crate) last: usize,
    /// The deciding words.
    pub(crate) head: (usize, usize),
    /// What kind of thing.
    pub(crate) kind: MentionKind,
    /// What it is in grammar.
    pub(crate) form: Form,
}

/// What a mention is in grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A name.
    Name,
    /// A common noun with its phrase.
    Nominal,
    /// A pronoun.
    Pronoun,
    /// An adjective of a country or people.
    Demonym,
}

/// A known name in word places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known {
    /// First word.
    pub(crate) first: usize,
    /// Last word, included.
    pub(crate) last: usize,
    /// What the register says.
    pub(crate) kind: MentionKind,
    /// Whether the register of those who act holds it, and not the gazetteer alone.
    pub(crate) listed: bool,
}

/// A name that the tagger of names found, in word places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Named {
    /// First word.
    pub(crate) first: usize,
    /// Last word, included.
    pub(crate) last: usize,
    /// What it names; `None` for an event, a work, a law.
    pub(crate) kind: Option<MentionKind>,
}

/// The mentions of a sentence in the order of the text; a word belongs to at most one.
pub(crate) fn drafts(tree: &Tree<'_>, lexicon: &Lexicon, known: &[Known], named: &[Named]) -> Vec<Draft> {
    let mut taken = Taken::new(tree.len());
    let mut found = Vec::new();
    let names = names::find(tree, lexicon, known, named);
    for name in &names {
        taken.take(name.head.0, name.head.1);
    }
    for time in times::find(tree, &taken) {
        taken.take(time.first, time.last);
        found.push(time);
    }
    for name in &names {
        taken.take(name.first, name.last);
    }
    found.extend(names);
    found.extend(nominals::find(tree, lexicon, &taken));
    found.sort_by_key(|draft| (draft.head.0, draft.first));
    found
}

/// Which words already belong to a mention.
#[derive(Debug)]
pub(crate) struct Taken(Vec<bool>);

impl Taken {
    fn new(words: usize) -> Self {
        Self(vec![false; words])
    }

    fn take(&mut self, first: usize, last: usize) {
        for place in self.0.iter_mut().take(last + 1).skip(first) {
            *place = true;
        }
    }

    /// Whether a word is taken.
    pub(crate) fn has(&self, at: usize) -> bool {
        self.0.get(at).copied().unwrap_or(true)
    }
}

/// All mentions of a document, and which words of which sentence they stand on.
#[derive(Debug, Default)]
pub(crate) struct Mentions {
    /// In the order of the text.
    pub(crate) list: Vec<Mention>,
    /// What each is in grammar; as long as `list`.
    pub(crate) forms: Vec<Form>,
    /// Whether each is plural; as long as `list`.
    pub(crate) plural: Vec<bool>,
    by_word: Vec<Vec<Option<usize>>>,
}

impl Mentions {
    /// Enters the mentions of the next sentence.
    pub(crate) fn enter(&mut self, tree: &Tree<'_>, text: impl Fn(Span) -> String, drafts: &[Draft]) {
        let mut by_word = vec![None; tree.len()];
        for draft in drafts {
            let (Some(span), Some(head)) =
                (tree.range(draft.first, draft.last), tree.range(draft.head.0, draft.head.1))
            else {
                continue;
            };
            let number = self.list.len();
            for at in draft.first..=draft.last {
                let in_head = (draft.head.0..=draft.head.1).contains(&at);
                if let Some(place) = by_word.get_mut(at).filter(|place| in_head || place.is_none()) {
                    *place = Some(number);
                }
            }
            self.list.push(Mention { span, head, kind: draft.kind, text: text(span), antecedent: None });
            self.forms.push(draft.form);
            self.plural.push(nominals::is_plural(tree, draft.head.1));
        }
        // Heads win over the phrases around them, whatever the order.
        for (at, place) in by_word.iter_mut().enumerate() {
            if let Some(draft) = drafts.iter().position(|draft| (draft.head.0..=draft.head.1).contains(&at)) {
                let first = self.list.len() - drafts.len();
                *place = Some(first + draft);
            }
        }
        self.by_word.push(by_word);
    }

    /// The mention whose words hold a word.
    pub(crate) fn at(&self, sentence: usize, word: usize) -> Option<MentionRef> {
        self.by_word.get(sentence)?.get(word).copied().flatten().map(MentionRef)
    }

    /// The mention whose deciding words hold a word.
    pub(crate) fn headed(&self, sentence: usize, tree: &Tree<'_>, word: usize) -> Option<MentionRef> {
        let found = self.at(sentence, word)?;
        let span = tree.span(word)?;
        self.get(found)?.head.contains(span).then_some(found)
    }

    /// The mention behind a reference.
    pub(crate) fn get(&self, mention: MentionRef) -> Option<&Mention> {
        self.list.get(mention.0)
    }

    /// What a mention is in grammar.
    pub(crate) fn form(&self, mention: MentionRef) -> Form {
        self.forms.get(mention.0).copied().unwrap_or(Form::Nominal)
    }

    /// The kind of the mention whose deciding words hold a word.
    pub(crate) fn kind(&self, sentence: usize, tree: &Tree<'_>, word: usize) -> Option<MentionKind> {
        self.get(self.headed(sentence, tree, word)?).map(|mention| mention.kind)
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::mentions;

    fn told(text: &str, mention: &str) -> bool {
        mentions(text).iter().any(|told| told == mention)
    }

    #[test]
    fn a_noun_that_tells_more_of_an_actor_is_no_actor_apart_from_it() {
        let text = "At least two army officers left the rebel positions .";
        assert!(told(text, "actor army officers") && !told(text, "actor army"));
        assert!(told(text, "actor the rebel"), "{:?}", mentions(text));
    }

    #[test]
    fn a_title_without_a_name_means_who_bears_it() {
        let text = "We asked whether the Foreign Secretary had left .";
        assert!(told(text, "actor the Foreign Secretary"), "{:?}", mentions(text));
    }

    #[test]
    fn letters_that_the_tagger_passes_over_are_no_organisation() {
        let text = "They repaired the QZX engine on Monday .";
        assert!(!mentions(text).iter().any(|told| told.starts_with("organisation")), "{:?}", mentions(text));
    }
}
