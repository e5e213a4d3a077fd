//! The reader of a language other than English: trees laid in English words, then the same steps. Its models are loaded when
//! the first report in its language arrives. Names that no list holds are runs of words that the grammar takes for names.

use super::sentences::{self, Analysed};
use super::{Extraction, Reader, claims, dateline, not_read};
use crate::characters::Characters;
use crate::gloss::{self, Glossed, Laid, Spotted, Table, level};
use crate::lexicon::Lexicon;
use crate::mentions::{Known, Named};
use grammar::{Analyzer, Lemmas, Relation};
use model::{Document, KnownName, Language, MentionKind, Method, ReportId, Sentence, Span};
use std::sync::{Arc, OnceLock};

static FRENCH: &[u8] = include_bytes!("../../../../data/models/french.grammar");
static RUSSIAN: &[u8] = include_bytes!("../../../../data/models/russian.grammar");
static ARABIC: &[u8] = include_bytes!("../../../../data/models/arabic.grammar");
static FRENCH_WORDS: &str = include_str!("../../../../data/lexicon-french/words.tsv");
static RUSSIAN_WORDS: &str = include_str!("../../../../data/lexicon-russian/words.tsv");
static ARABIC_WORDS: &str = include_str!("../../../../data/lexicon-arabic/words.tsv");

/// The reader of French, Russian or Arabic.
pub struct GlossReader {
    language: Language,
    lexicon: Arc<Lexicon>,
    glossed: OnceLock<Glossed>,
}

impl GlossReader {
    /// A reader of a language that shares the English lexicon. `None` for a language without a model.
    pub fn new(language: Language, lexicon: Arc<Lexicon>) -> Option<Self> {
        files(language).map(|_| Self { language, lexicon, glossed: OnceLock::new() })
    }

    /// A reader with another model and another table of glosses; the number of the first line that is no gloss.
    ///
    /// # Errors
    /// When the table has a line that is none, or (as line 0) the model is not whole.
    pub fn with(language: Language, lexicon: Arc<Lexicon>, model: &[u8], words: &str) -> Result<Self, usize> {
        let analyzer = Analyzer::load_with(model, Lemmas::Stems).map_err(|_| 0_usize)?;
        let table = Table::parse(words)?;
        Ok(Self { language, lexicon, glossed: OnceLock::from(Glossed { language, analyzer, table }) })
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

    fn read_sentences<'a>(&self, document: &'a Document, names: &[KnownName]) -> sentences::Read<'a> {
        sentences::read(&self.lexicon, document, names, |characters, sentences, names| {
            sentences.iter().map(|sentence| self.analysed(characters, sentence, names)).collect()
        })
    }

    fn analysed<'a>(&self, characters: &Characters<'a>, sentence: &Sentence, names: &[KnownName]) -> Analysed<'a> {
        let tokens: Vec<(&'a str, Span)> =
            sentence.tokens.iter().map(|token| (characters.slice(token.span), token.span)).collect();
        let inside = |name: &&KnownName| name.span.overlaps(sentence.span);
        let glossed = self.glossed();
        let common = |name: &&KnownName| {
            // Where no large letter tells a name, a word of the table is no place of the gazetteer.
            let opens = name.span.start() == sentence.span.start();
            let doubtful = (glossed.language == Language::Arabic || opens) && !name.listed;
            let held = |word: &str| {
                let key = level(word);
                let behind = key.char_indices().nth(1).and_then(|(place, _)| key.get(place..)).unwrap_or_default();
                let written_onto = glossed.language == Language::Arabic && key.starts_with(['و', 'ف', 'ب', 'ل', 'ك']);
                glossed.table.holds(&key) || written_onto && glossed.table.holds(behind)
            };
            let written = characters.slice(name.span);
            // "فتح" is a movement behind "movement" alone, else an opening; "قاعدة" without its article a base.
            let group = || {
                tokens.iter().rev().find(|(_, span)| span.end() <= name.span.start()).is_some_and(|(word, _)| {
                    matches!(
                        level(word).trim_start_matches("ال"),
                        "حركة" | "تنظيم" | "جماعة" | "حزب" | "كتايب" | "مقاتلو"
                    )
                })
            };
            let word = glossed.language == Language::Arabic
                && name.kind != MentionKind::Place
                && !written.contains(' ')
                && !level(written).contains("ال")
                && glossed.table.holds(&level(written))
                && !group();
            (doubtful || word) && written.split(' ').all(held)
        };
        let spotted: Vec<Spotted> = apart(names.iter().filter(inside).filter(|name| !common(name)));
        let forms: Vec<&str> = tokens.iter().map(|(form, _)| glossed.table.month(form).unwrap_or(form)).collect();
        let head = dateline::length(&forms);
        let Laid { tree, known } = gloss::lay(glossed, &self.lexicon, &tokens, head, &spotted, sentence.headline);
        let known =
            known.into_iter().map(|(at, name)| Known { first: at, last: at, kind: name.kind, listed: name.listed });
        let known: Vec<Known> = known.collect();
        // A place of the gazetteer stands where the grammar sees a name.
        let placed = known.iter().filter(|name| !name.listed && tree.relation(name.first) != Relation::Flat);
        let named = placed.map(|name| Named { first: name.first, last: name.last, kind: Some(name.kind) }).collect();
        Analysed { tree, span: sentence.span, known, named }
    }
}

/// The names of a sentence without overlap; they come in order, the longest first.
fn apart<'n>(names: impl Iterator<Item = &'n KnownName>) -> Vec<Spotted> {
    let mut found: Vec<Spotted> = Vec::new();
    for name in names {
        if found.last().is_none_or(|before| before.whole.end() <= name.span.start()) {
            let start = name.span.start() + name.prefix;
            let span = Span::new(start, name.span.end()).unwrap_or(name.span);
            found.push(Spotted { span, whole: name.span, kind: name.kind, listed: name.listed });
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
