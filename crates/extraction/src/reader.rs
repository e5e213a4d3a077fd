//! Readers: what turns a document into mentions and claims. Others can stand beside the English one, each with a name and
//! a version.

mod bodies;
mod claims;
mod dateline;
mod gate;
mod glossed;
mod learned;
mod masking;
mod recounted;
mod sentences;
mod set_off;
mod settlements;
mod shown;
mod thin;
mod titled;
mod truecase;

use crate::characters::Characters;
use crate::lexicon::Lexicon;
pub use glossed::GlossReader;
use grammar::{Analyzer, NameTagger};
use model::{Claim, Document, KnownName, Language, Mention, Method, Note, ReportId, Statement};
use std::sync::Arc;

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
    lexicon: Arc<Lexicon>,
    analyzer: Analyzer,
    names: NameTagger,
    parse_all: bool,
}

impl EnglishReader {
    /// A reader with a lexicon, a grammar and a tagger of names.
    pub fn new(lexicon: Lexicon, analyzer: Analyzer, names: NameTagger) -> Self {
        Self { lexicon: Arc::new(lexicon), analyzer, names, parse_all: false }
    }

    /// The reader with the embedded lexicon and models. Making it takes some time: keep it.
    pub fn english() -> Self {
        Self::new(Lexicon::english(), Analyzer::english(), NameTagger::english())
    }

    /// Its lexicon, for readers of other languages, who share it.
    pub fn lexicon(&self) -> Arc<Lexicon> {
        Arc::clone(&self.lexicon)
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
        sentences::words(&self.read_sentences(document, names))
    }

    fn read_sentences<'a>(&self, document: &'a Document, names: &[KnownName]) -> sentences::Read<'a> {
        sentences::read(&self.lexicon, document, names, |characters, sentences, names| {
            shown::analysed(self, characters, sentences, names)
        })
    }

    /// The fast tier alone, for measuring: words, tags, names, and the question of each sentence whether it is worth a tree.
    /// Returns how many are.
    pub fn skim(&self, document: &Document, names: &[KnownName]) -> usize {
        let sentences: Vec<_> = document.paragraphs.iter().flat_map(|paragraph| &paragraph.sentences).collect();
        let mut names = names.to_vec();
        names.sort_by_key(|name| (name.span.start(), std::cmp::Reverse(name.span.end())));
        shown::skim(self, &Characters::new(&document.text), &sentences, &names)
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
            return not_read(report, document, &self.method());
        }
        let read = self.read_sentences(document, names);
        claims::make(&self.lexicon, report, &self.method(), read)
    }
}

fn not_read(report: &ReportId, document: &Document, method: &Method) -> Extraction {
    let message = format!("{report}: language '{}' is not read by {method}", document.language.code());
    Extraction { notes: vec![Note::warning("language-not-read", message)], ..Extraction::default() }
}
