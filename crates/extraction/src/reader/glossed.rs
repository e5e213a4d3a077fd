//! The reader of a language other than English: trees laid in English words, then the same steps. Its models are loaded when
//! the first report in its language arrives. Names that no list holds are those that a tagger of names finds, and runs of
//! words that the grammar takes for names.

use super::learned::{Finder, Found, Learned};
use super::sentences::{self, Analysed};
use super::{Extraction, Reader, claims, dateline, not_read, settlements, titled};
use crate::characters::Characters;
use crate::gloss::{self, Glossed, Laid, Spotted, Table, level};
use crate::lexicon::Lexicon;
use crate::mentions::{Known, Named};
use crate::tree::Tree;
use grammar::{Analyzer, Lemmas, NameTagger, Relation};
use model::{Document, KnownName, Language, MentionKind, Method, ReportId, Sentence, Span};
use std::sync::{Arc, OnceLock};

static FRENCH: &[u8] = include_bytes!("../../../../data/models/french.grammar");
static RUSSIAN: &[u8] = include_bytes!("../../../../data/models/russian.grammar");
static ARABIC: &[u8] = include_bytes!("../../../../data/models/arabic.grammar");
static FRENCH_NAMES: &[u8] = include_bytes!("../../../../data/models/french.names");
static RUSSIAN_NAMES: &[u8] = include_bytes!("../../../../data/models/russian.names");
static ARABIC_NAMES: &[u8] = include_bytes!("../../../../data/models/arabic.names");
static FRENCH_WORDS: &str = include_str!("../../../../data/lexicon-french/words.tsv");
static RUSSIAN_WORDS: &str = include_str!("../../../../data/lexicon-russian/words.tsv");
static ARABIC_WORDS: &str = include_str!("../../../../data/lexicon-arabic/words.tsv");

/// The reader of French, Russian or Arabic.
pub struct GlossReader {
    language: Language,
    lexicon: Arc<Lexicon>,
    glossed: OnceLock<Glossed>,
    names: OnceLock<Option<NameTagger>>,
}

impl GlossReader {
    /// A reader of a language that shares the English lexicon. `None` for a language without a model.
    pub fn new(language: Language, lexicon: Arc<Lexicon>) -> Option<Self> {
        files(language).map(|_| Self { language, lexicon, glossed: OnceLock::new(), names: OnceLock::new() })
    }

    /// A reader with another model and another table of glosses, without a tagger of names; the number of the first line that
    /// is no gloss.
    ///
    /// # Errors
    /// When the table has a line that is none, or (as line 0) the model is not whole.
    pub fn with(language: Language, lexicon: Arc<Lexicon>, model: &[u8], words: &str) -> Result<Self, usize> {
        let analyzer = Analyzer::load_with(model, Lemmas::Stems).map_err(|_| 0_usize)?;
        let table = Table::parse(words)?;
        let glossed = OnceLock::from(Glossed { language, analyzer, table });
        Ok(Self { language, lexicon, glossed, names: OnceLock::from(None) })
    }

    /// The words of each sentence as the rules see them, for whoever asks why something was read so.
    pub fn words(&self, document: &Document, names: &[KnownName]) -> Vec<Vec<grammar::Word>> {
        sentences::words(&self.read_sentences(document, names))
    }

    #[cfg(test)]
    pub(crate) fn is_whole(&self) -> bool {
        self.glossed().language == self.language
    }

    fn glossed(&self) -> &Glossed {
        self.glossed.get_or_init(|| {
            let (model, words) = files(self.language).unwrap_or((FRENCH, FRENCH_WORDS));
            let analyzer =
                Analyzer::load_with(model, Lemmas::Stems).expect("the embedded models are whole: a test loads them");
            let table = Table::parse(words).expect("the embedded tables are whole: a test reads them");
            Glossed { language: self.language, analyzer, table }
        })
    }

    /// The tagger of the language's names.
    fn names(&self) -> Option<&NameTagger> {
        let load = |model| NameTagger::load(model).expect("the embedded models are whole: a test loads them");
        self.names.get_or_init(|| name_model(self.language).map(load)).as_ref()
    }

    fn read_sentences<'a>(&self, document: &'a Document, names: &[KnownName]) -> sentences::Read<'a> {
        sentences::read(&self.lexicon, document, names, |characters, sentences, names| {
            let spotted: Vec<Vec<Spotted>> =
                sentences.iter().map(|sentence| self.spotted(characters, sentence, names)).collect();
            let found = match self.names() {
                Some(tagger) => {
                    let finder = Finder { tagger, glossed: self.glossed(), lexicon: &self.lexicon };
                    finder.beside(characters, sentences, spotted)
                }
                None => spotted.into_iter().map(|drawn| Found { drawn, over: Vec::new() }).collect(),
            };
            let each = sentences.iter().zip(&found);
            each.map(|(sentence, found)| self.analysed(characters, sentence, found)).collect()
        })
    }

    /// The names that lists hold, without those that are rather words of the table.
    fn spotted(&self, characters: &Characters<'_>, sentence: &Sentence, names: &[KnownName]) -> Vec<Spotted> {
        let inside = names.iter().filter(|name| name.span.overlaps(sentence.span));
        let spotted = apart(inside.filter(|name| !self.is_common(characters, sentence, name)));
        let spotted = settlements::beside(self.glossed(), characters, sentence, spotted);
        titled::beside((self.glossed(), &self.lexicon), characters, sentence, spotted)
    }

    /// Where no large letter tells a name, a word of the table is no place of the gazetteer, and no single word of it a name
    /// of the register.
    fn is_common(&self, characters: &Characters<'_>, sentence: &Sentence, name: &KnownName) -> bool {
        let glossed = self.glossed();
        let written = characters.slice(name.span);
        let arabic = glossed.language == Language::Arabic;
        let opens = name.span.start() == sentence.span.start();
        let doubtful = (arabic || opens) && !name.listed;
        if arabic && name.kind == MentionKind::Place && settlements::is_behind(glossed, characters, sentence, name.span)
        {
            return false;
        }
        let bare =
            arabic && name.kind != MentionKind::Place && !written.contains(' ') && !level(written).contains("ال");
        let word = bare && holds(glossed, written) && !follows_group(characters, sentence, name.span);
        (doubtful || word) && written.split(' ').all(|word| holds(glossed, word))
    }

    fn analysed<'a>(&self, characters: &Characters<'a>, sentence: &Sentence, found: &Found) -> Analysed<'a> {
        let tokens: Vec<(&'a str, Span)> =
            sentence.tokens.iter().map(|token| (characters.slice(token.span), token.span)).collect();
        let glossed = self.glossed();
        let forms: Vec<&str> = tokens.iter().map(|(form, _)| glossed.table.month(form).unwrap_or(form)).collect();
        let head = dateline::length(&forms);
        let Laid { tree, known } = gloss::lay(glossed, &self.lexicon, &tokens, head, &found.drawn, sentence.headline);
        // A place of the gazetteer stands where the grammar sees a name.
        let placed = |at: usize, name: &Spotted| name.learned || !name.listed && tree.relation(at) != Relation::Flat;
        let drawn = known.iter().filter(|(at, name)| placed(*at, name));
        let drawn = drawn.map(|(at, name)| Named { first: *at, last: *at, kind: Some(name.kind) });
        let mut named: Vec<Named> = drawn.chain(found.over.iter().filter_map(|name| over(&tree, name))).collect();
        named.sort_by_key(|name| (name.first, std::cmp::Reverse(name.last)));
        let known = known.iter().filter(|(_, name)| !name.learned);
        let known = known.map(|(at, name)| Known { first: *at, last: *at, kind: name.kind, listed: name.listed });
        let known = known.collect();
        Analysed { tree, span: sentence.span, known, named }
    }
}

/// A name laid over the words of the tree that stand for it and nothing else.
fn over(tree: &Tree<'_>, name: &Learned) -> Option<Named> {
    let inside = |at: &usize| tree.span(*at).is_some_and(|span| span.overlaps(name.span));
    let first = (0..tree.len()).find(inside)?;
    let last = (first..tree.len()).rfind(inside)?;
    (tree.range(first, last)? == name.span).then_some(Named { first, last, kind: name.kind })
}

/// Whether the table holds a word, or what an Arabic particle is written onto.
pub(super) fn holds(glossed: &Glossed, word: &str) -> bool {
    let key = level(word);
    let behind = key.char_indices().nth(1).and_then(|(place, _)| key.get(place..)).unwrap_or_default();
    let written_onto = glossed.language == Language::Arabic && key.starts_with(['و', 'ف', 'ب', 'ل', 'ك']);
    glossed.table.holds(&key) || written_onto && glossed.table.holds(behind)
}

/// "فتح" is a movement behind "movement" alone, else an opening; "قاعدة" without its article a base.
fn follows_group(characters: &Characters<'_>, sentence: &Sentence, name: Span) -> bool {
    let before = sentence.tokens.iter().rev().find(|token| token.span.end() <= name.start());
    before.is_some_and(|token| {
        let word = level(characters.slice(token.span));
        matches!(word.trim_start_matches("ال"), "حركة" | "تنظيم" | "جماعة" | "حزب" | "كتايب" | "مقاتلو")
    })
}

/// The names of a sentence without overlap; they come in order, the longest first.
fn apart<'n>(names: impl Iterator<Item = &'n KnownName>) -> Vec<Spotted> {
    let mut found: Vec<Spotted> = Vec::new();
    for name in names {
        if found.last().is_none_or(|before| before.whole.end() <= name.span.start()) {
            let start = name.span.start() + name.prefix;
            let span = Span::new(start, name.span.end()).unwrap_or(name.span);
            found.push(Spotted { span, whole: name.span, kind: name.kind, listed: name.listed, learned: false });
        }
    }
    found
}

fn files(language: Language) -> Option<(&'static [u8], &'static str)> {
    match language {
        Language::French => Some((FRENCH, FRENCH_WORDS)),
        Language::Russian => Some((RUSSIAN, RUSSIAN_WORDS)),
        Language::Arabic => Some((ARABIC, ARABIC_WORDS)),
        Language::English | Language::Other => None,
    }
}

fn name_model(language: Language) -> Option<&'static [u8]> {
    match language {
        Language::French => Some(FRENCH_NAMES),
        Language::Russian => Some(RUSSIAN_NAMES),
        Language::Arabic => Some(ARABIC_NAMES),
        Language::English | Language::Other => None,
    }
}

impl Reader for GlossReader {
    fn method(&self) -> Method {
        let name = match self.language {
            Language::French => "french-gloss",
            Language::Russian => "russian-gloss",
            Language::Arabic => "arabic-gloss",
            Language::English | Language::Other => "gloss",
        };
        Method { name: name.into(), version: 1 }
    }

    fn reads(&self, language: Language) -> bool {
        language == self.language
    }

    fn read(&self, report: &ReportId, document: &Document, names: &[KnownName]) -> Extraction {
        if !self.reads(document.language) {
            return not_read(report, document, &self.method());
        }
        let read = self.read_sentences(document, names);
        claims::make(&self.lexicon, report, &self.method(), read)
    }
}
