//! Readers: what turns a document into mentions and claims. Others can stand beside the English one, each with a name and
//! a version.

mod bodies;
mod claims;
mod dateline;
mod gate;
mod masking;
mod recounted;
mod sentences;
mod shown;
mod thin;
mod truecase;

use crate::lexicon::Lexicon;
use grammar::{Analyzer, NameTagger};
use model::{Claim, Document, KnownName, Language, Mention, Method, Note, ReportId, Statement};

/// What a reader found in a document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Extraction {
    /// The mentions in the order of the text.
    pub mentions: Vec<Mention>,
    /// The claims in the order of the text.
    pub claims: Vec<Claim>,
    /// What the document attributes to somebody, in the order of the cues.
    pub statements: Vec<Statement>,
    /// What was not read, or read with doubt.
    pub notes: Vec<Note>,
}

/// Something that reads documents.
pub trait Reader {
    /// Its name and version.
    fn method(&self) -> Method;

    /// Whether it reads a language.
    fn reads(&self, language: Language) -> bool;

    /// Reads a document. `names` are the names that the register spotted, in any order.
    fn read(&self, report: &ReportId, document: &Document, names: &[KnownName]) -> Extraction;
}

/// The reader of English: clauses and a lexicon.
pub struct EnglishReader {
    lexicon: Lexicon,
    analyzer: Analyzer,
    names: NameTagger,
    parse_all: bool,
}

impl EnglishReader {
    /// A reader with a lexicon, a grammar and a tagger of names.
    pub fn new(lexicon: Lexicon, analyzer: Analyzer, names: NameTagger) -> Self {
        Self { lexicon, analyzer, names, parse_all: false }
    }

    /// The reader with the embedded lexicon and models. Making it takes some time: keep it.
    pub fn english() -> Self {
        Self::new(Lexicon::english(), Analyzer::english(), NameTagger::english())
    }

    /// Parses every sentence, known words or not: slower, for measuring what the gate costs.
    #[must_use]
    pub fn parsing_all(mut self) -> Self {
        self.parse_all = true;
        self
    }

    /// The words of each sentence with tags and trees as the rules see them: mended, known names drawn together. For whoever
    /// asks why something was read so.
    pub fn words(&self, document: &Document, names: &[KnownName]) -> Vec<Vec<grammar::Word>> {
        sentences::words(self, document, names)
    }

    /// The fast tier alone, for measuring: words, tags, names, and the question of each sentence whether it is worth a tree.
    /// Returns how many are.
    pub fn skim(&self, document: &Document, names: &[KnownName]) -> usize {
        sentences::skim(self, document, names)
    }

    fn version() -> Method {
        Method { name: "english-clauses".into(), version: 1 }
    }
}

impl Reader for EnglishReader {
    fn method(&self) -> Method {
        Self::version()
    }

    fn reads(&self, language: Language) -> bool {
        language == Language::English
    }

    fn read(&self, report: &ReportId, document: &Document, names: &[KnownName]) -> Extraction {
        if !self.reads(document.language) {
            let message =
                format!("{}: language '{}' is not read by {}", report, document.language.code(), self.method());
            return Extraction { notes: vec![Note::warning("language-not-read", message)], ..Extraction::default() };
        }
        let read = sentences::read(self, document, names);
        claims::make(&self.lexicon, report, &self.method(), read)
    }
}
