//! Reads other languages by gloss: a sentence is tagged and parsed in its own language, then each word of the tree is given
//! the English lemma that the lexicon knows, and the shapes that differ are laid as English lays them. All later steps then
//! read it as they read English; what they cut from the text is the text's own. Words without a gloss keep themselves.
//!
//! 1. `units` — tokens with known names and fixed expressions drawn together, `clitics` and pronouns behind verbs
//!    (`inversion`) apart; `announced` — what stands before a colon.
//! 2. `table` — the words of `data/lexicon-*`, with the parts of speech under which they mean so.
//! 3. `sheet` — the words while they are laid anew: inserted, dropped, hung elsewhere.
//! 4. `laying` — lemmas, forms and tags from the table; expressions of several English words; `adjectives` told from nouns.
//! 5. `attachment` — words that the parser hung wrongly, hung anew.
//! 6. `french`, `russian`, `arabic` — the shapes of each language; `shared`, `phrases`, `acts`, `harms`, `speech` — those of all.
//! 7. `order` — adjectives before their nouns, subjects before their verbs.
//!
//! Knows no party and no place, and no act: those are the lexicon's and the register's.

mod acts;
mod adjectives;
mod announced;
mod arabic;
mod attachment;
mod cited;
mod clitics;
mod dates;
mod french;
mod harms;
mod inflections;
mod inversion;
mod laying;
mod numerals;
mod order;
mod orders;
mod phrases;
mod russian;
mod shared;
mod sheet;
mod speech;
mod stand_in;
mod table;
mod tags;
mod units;
mod verbless;

pub(crate) use stand_in::stand_in;
pub(crate) use table::{Entry, Part, Table, level};

use crate::lexicon::Lexicon;
use crate::tree::Tree;
use grammar::Analyzer;
use model::{Language, MentionKind, Span};
use sheet::Sheet;
use std::borrow::Cow;

/// What reading a language by gloss needs.
pub(crate) struct Glossed {
    pub(crate) language: Language,
    pub(crate) analyzer: Analyzer,
    pub(crate) table: Table,
}

/// A name that the register or the gazetteer spotted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spotted {
    /// The name alone.
    pub(crate) span: Span,
    /// With what is written onto it.
    pub(crate) whole: Span,
    pub(crate) kind: MentionKind,
    pub(crate) listed: bool,
    /// Whether the tagger of names found it, and no list.
    pub(crate) learned: bool,
}

/// A sentence laid in English words, and where its known names stand.
pub(crate) struct Laid<'a> {
    pub(crate) tree: Tree<'a>,
    /// The word of each known name, with its kind and whether the register holds it.
    pub(crate) known: Vec<(usize, Spotted)>,
}

/// Lays a sentence: its tokens as written with their spans, of which the first few may be a dateline, and the names spotted
/// in it.
pub(crate) fn lay<'a>(
    glossed: &Glossed,
    lexicon: &Lexicon,
    tokens: &[(&'a str, Span)],
    dateline: usize,
    names: &[Spotted],
    headline: bool,
) -> Laid<'a> {
    let units = units::of(glossed, tokens, names);
    let ends = tokens.get(dateline.wrapping_sub(1)).map_or(0, |(_, span)| span.end());
    let outside = units.iter().take_while(|unit| unit.span.end() <= ends).count();
    let outside = outside.max(announced::length(&units, &glossed.table, lexicon));
    let words = tags::analyzed(glossed, &units, outside);
    let mut sheet = Sheet::new(&units, words);
    laying::gloss(&mut sheet, &units, &glossed.table, lexicon);
    attachment::shape(&mut sheet, lexicon);
    match glossed.language {
        Language::French => french::shape(&mut sheet, lexicon),
        Language::Russian => russian::shape(&mut sheet, lexicon),
        Language::Arabic => arabic::shape(&mut sheet, lexicon),
        Language::English | Language::Other => {}
    }
    cited::shape(&mut sheet);
    shared::shape(&mut sheet, lexicon);
    let finished = order::finish(sheet);
    let known = finished.iter().enumerate().filter_map(|(at, word)| Some((at, word.name?))).collect();
    let spans = finished.iter().map(|word| word.span).collect();
    let forms = finished.iter().map(|word| Cow::Owned(word.form.clone())).collect();
    let words = finished.into_iter().map(|word| word.word).collect();
    let declined = glossed.language == Language::Russian;
    Laid { tree: Tree::new(words, forms, spans, headline).laid_from_gloss(declined), known }
}

#[cfg(test)]
mod tests;
