//! The door: tokens in, analysed words out. Loads a model, and runs tagger, lemmatizer and parser in that order.

use crate::context::Node;
use crate::form::{Written, forms, written};
use crate::index::KeyIndex;
use crate::lemma::{Lemmas, Lemmatizer};
use crate::names::WordClasses;
use crate::network::lemma_key;
use crate::parser::{Parser, TagNumbers};
use crate::stored::{self, ModelError};
use crate::tagger::Tagger;
use crate::{Relation, Tag, Upos, Word};

static ENGLISH: &[u8] = include_bytes!("../../../data/models/english.grammar");

/// Tags, lemmatizes and parses sentences of one language. Immutable; one can serve many threads.
pub struct Analyzer {
    tagger: Tagger,
    parser: Parser,
    lemmatizer: Lemmatizer,
}

impl Analyzer {
    /// An analyzer from a model file's bytes.
    ///
    /// # Errors
    /// When the bytes are not a whole model of this version.
    pub fn load(bytes: &[u8]) -> Result<Analyzer, ModelError> {
        Analyzer::load_with(bytes, Lemmas::English)
    }

    /// An analyzer that learned with other lemmas than those of English.
    ///
    /// # Errors
    /// When the bytes are not a whole model of this version.
    pub fn load_with(bytes: &[u8], lemmas: Lemmas) -> Result<Analyzer, ModelError> {
        let (tagger, parser) = stored::read(bytes)?;
        Ok(Analyzer { tagger, parser, lemmatizer: Lemmatizer::of(lemmas) })
    }

    /// The English analyzer, from the embedded model. Loading takes some ten milliseconds: keep it.
    pub fn english() -> Analyzer {
        Analyzer::load(ENGLISH).expect("the embedded model is whole: a test loads it")
    }

    /// Tags, lemmas and the tree of one sentence. Tokens as written, contractions and possessives apart (`do` `n't`,
    /// `Libya` `'s`); one word a token, in the same order.
    pub fn analyze(&self, tokens: &[&str]) -> Vec<Word> {
        self.parse(tokens, self.tag(tokens))
    }

    /// The tree over words that [`Analyzer::tag`] tagged, or that somebody retagged since. `tokens` are the same tokens.
    pub fn parse(&self, tokens: &[&str], tagged: Vec<Word>) -> Vec<Word> {
        let mut words = tagged;
        let lexis = Lexis {
            vocabulary: &self.parser.vocabulary,
            tags: &self.parser.tags,
            words_alike: &self.parser.words_alike,
        };
        let nodes = nodes(&written(tokens), &words, &lexis);
        for (word, (head, relation)) in words.iter_mut().zip(self.parser.parse(&nodes)) {
            (word.head, word.relation) = (head, relation);
        }
        words
    }

    /// The dictionary form of a token read as a part of speech.
    pub fn lemma(&self, token: &str, upos: Upos, tag: Tag) -> String {
        self.lemmatizer.lemma(token, upos, tag)
    }

    /// How the treebanks most often tag the token written small; `None` for a word that they do not hold.
    pub fn habit(&self, token: &str) -> Option<(Upos, Tag)> {
        let small = token.to_lowercase();
        let key = crate::tagger::lexicon_key(written(&[small.as_str()]).first()?.lower);
        self.tagger.lexicon.row(key).next().map(|cell| self.tagger.class(cell.class))
    }

    /// Tags and lemmas only; every word is left without a head, its relation `dep`.
    pub fn tag(&self, tokens: &[&str]) -> Vec<Word> {
        let classes = self.tagger.tag(&forms(tokens), &self.parser.words_alike);
        let classes = classes.into_iter().map(|class| self.tagger.class(class));
        tokens
            .iter()
            .zip(classes)
            .map(|(token, (upos, tag))| Word {
                lemma: self.lemmatizer.lemma(token, upos, tag),
                upos,
                tag,
                head: None,
                relation: Relation::Dep,
            })
            .collect()
    }
}

/// What the parser knows of words and tags before any sentence.
pub(crate) struct Lexis<'a> {
    pub(crate) vocabulary: &'a KeyIndex,
    pub(crate) tags: &'a TagNumbers,
    pub(crate) words_alike: &'a WordClasses,
}

/// What the parser sees of tagged words.
pub(crate) fn nodes(written: &[Written], words: &[Word], lexis: &Lexis<'_>) -> Vec<Node> {
    let mut marks = 0;
    let mut level = Vec::new();
    let mut node = |(form, word): (&Written, &Word)| {
        marks += usize::from(word.upos == Upos::Punct);
        let lemma = lexis.vocabulary.find(lemma_key(&word.lemma, &mut level)).map_or(0, |place| place + 1);
        Node {
            lemma: u16::try_from(lemma).unwrap_or_default(),
            class: lexis.words_alike.of(form.lower).fine,
            tag: lexis.tags.number((word.upos, word.tag)),
            quoted: form.quoted,
            marks,
        }
    };
    written.iter().zip(words).map(&mut node).collect()
}
