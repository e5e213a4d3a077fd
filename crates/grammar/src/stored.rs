//! The model file: how a learned analyzer is written and read. Little-endian; counts as LEB128. Anything unexpected is
//! an error, never a panic.
//!
//! `TWG4`, the number of classes and each as two codes (universal, fine), the number of moves and each as two codes
//! (action, relation), then two tables: lexicon, tagger. A table is its number of rows, then the rows in
//! ascending order of keys: difference to the key before, number of cells, cells (class, code of the weight). Then the
//! parser's vocabulary, the number of its networks, and each, see `network/stored.rs`; last the number of words with a class, and each as difference to the key before
//! and its class; and of each class the coarse one.

use std::fmt;

use crate::names::{WordClass, WordClasses};
use crate::network;
use crate::parser::Parser;
use crate::state::Action;
#[cfg(any(test, feature = "train"))]
use crate::state::Move;
#[cfg(any(test, feature = "train"))]
use crate::tagger::Class;
use crate::tagger::Tagger;
#[cfg(any(test, feature = "train"))]
use crate::weights::CLASSES;
use crate::weights::{Cell, Weights};
use crate::{Relation, Tag, Upos};

const MAGIC: &[u8; 4] = b"TWG4";

/// Why bytes are not a model.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ModelError {
    /// The first bytes are not those of a model of this version.
    NotAModel,
    /// The bytes end too early.
    Truncated,
    /// A code or a count lies outside of its range.
    OutOfRange,
}

impl fmt::Display for ModelError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            ModelError::NotAModel => "not a model of version 4",
            ModelError::Truncated => "the model ends too early",
            ModelError::OutOfRange => "the model holds a code or a count outside of its range",
        })
    }
}

impl std::error::Error for ModelError {}

/// Reads a model.
pub(crate) fn read(bytes: &[u8]) -> Result<(Tagger, Parser), ModelError> {
    let mut input = Input::new(bytes.strip_prefix(MAGIC).ok_or(ModelError::NotAModel)?);
    let classes = input.list(|upos, tag| Some((Upos::from_code(upos)?, Tag::from_code(tag)?)))?;
    let moves = input.list(|action, relation| Some((action_from(action)?, Relation::from_code(relation)?)))?;
    let (lexicon, weights) = (input.table(classes.len())?, input.table(classes.len())?);
    let vocabulary = network::read_vocabulary(&mut input)?;
    let count = input.count()?;
    if !(1..=network::MOST).contains(&count) {
        return Err(ModelError::OutOfRange);
    }
    let lemmas = vocabulary.keys().len();
    let networks = (0..count).map(|_| network::read(&mut input, lemmas, &moves)).collect::<Result<_, _>>()?;
    let parser = Parser::new(vocabulary, networks, words_alike(&mut input)?, &classes);
    Ok((Tagger { classes, lexicon, weights }, parser))
}

/// Reads the classes of words that the parser learned with.
fn words_alike(input: &mut Input<'_>) -> Result<WordClasses, ModelError> {
    let mut key = 0_u32;
    let mut rows = Vec::new();
    for _ in 0..input.count()? {
        key = key.checked_add(input.number()?).ok_or(ModelError::OutOfRange)?;
        let fine = u16::try_from(input.number()?).map_err(|_| ModelError::OutOfRange)?;
        rows.push((key, WordClass { fine, ..WordClass::default() }));
    }
    let coarse = (0..input.count()?).map(|_| input.byte()).collect::<Result<Vec<u8>, _>>()?;
    Ok(WordClasses::new(coarse, &rows))
}

/// Bytes being read.
pub(crate) struct Input<'a> {
    rest: &'a [u8],
}

impl<'a> Input<'a> {
    pub(crate) fn new(rest: &'a [u8]) -> Input<'a> {
        Input { rest }
    }

    #[inline]
    pub(crate) fn byte(&mut self) -> Result<u8, ModelError> {
        let (first, rest) = self.rest.split_first().ok_or(ModelError::Truncated)?;
        self.rest = rest;
        Ok(*first)
    }

    #[inline]
    pub(crate) fn number(&mut self) -> Result<u32, ModelError> {
        let mut number = 0_u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            number |= u32::from(byte & 127) << shift;
            if byte < 128 {
                return Ok(number);
            }
        }
        Err(ModelError::OutOfRange)
    }

    /// A number of things of at least a byte each, so that a false one asks for no memory.
    pub(crate) fn count(&mut self) -> Result<usize, ModelError> {
        let count = usize::try_from(self.number()?).map_err(|_| ModelError::OutOfRange)?;
        if count > self.rest.len() { Err(ModelError::OutOfRange) } else { Ok(count) }
    }

    fn list<T>(&mut self, item: impl Fn(u8, u8) -> Option<T>) -> Result<Vec<T>, ModelError> {
        let count = self.number()?;
        if count > 128 {
            return Err(ModelError::OutOfRange);
        }
        (0..count).map(|_| item(self.byte()?, self.byte()?).ok_or(ModelError::OutOfRange)).collect()
    }

    pub(crate) fn table(&mut self, classes: usize) -> Result<Weights, ModelError> {
        let count = self.count()?;
        let mut table = Weights::with_room(count, classes);
        let mut key = 0_u32;
        let mut cells = Vec::new();
        for _ in 0..count {
            key = key.checked_add(self.number()?).ok_or(ModelError::OutOfRange)?;
            let length = usize::from(self.byte()?);
            let (row, rest) = self.rest.split_at_checked(length * 2).ok_or(ModelError::Truncated)?;
            self.rest = rest;
            cells.clear();
            cells.extend(
                row.as_chunks::<2>().0.iter().map(|[class, code]| Cell { class: *class, code: code.cast_signed() }),
            );
            table.insert(key, &cells);
        }
        Ok(table)
    }
}

fn action_from(code: u8) -> Option<Action> {
    [Action::Shift, Action::Left, Action::Right].get(usize::from(code)).copied()
}

/// Rows of a table before it is written.
#[cfg(any(test, feature = "train"))]
pub(crate) type Rows = Vec<(u32, Vec<Cell>)>;

/// Writes a model. Rows must stand in ascending order of keys.
#[cfg(any(test, feature = "train"))]
pub(crate) fn write(classes: &[Class], moves: &[Move], tables: [&Rows; 2], parser: &Parser) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    number(&mut out, classes.len());
    out.extend(classes.iter().flat_map(|(upos, tag)| [upos.code(), tag.code()]));
    number(&mut out, moves.len());
    out.extend(moves.iter().flat_map(|(action, relation)| [*action as u8, relation.code()]));
    debug_assert!(classes.len() <= CLASSES && moves.len() <= CLASSES, "scores have room for so many classes");
    tables.into_iter().for_each(|rows| write_table(&mut out, rows));
    network::write_vocabulary(&mut out, &parser.vocabulary);
    number(&mut out, parser.networks.len());
    parser.networks.iter().for_each(|network| network::write(&mut out, network));
    write_words_alike(&mut out, &parser.words_alike);
    out
}

/// Writes the classes of those words that have one.
#[cfg(any(test, feature = "train"))]
fn write_words_alike(out: &mut Vec<u8>, words_alike: &WordClasses) {
    let rows = || words_alike.rows().filter(|(_, class)| class.fine > 0);
    number(out, rows().count());
    let mut before = 0;
    for (key, class) in rows() {
        number(out, (key - before) as usize);
        before = key;
        number(out, usize::from(class.fine));
    }
    number(out, words_alike.coarse.len());
    out.extend(&words_alike.coarse);
}

/// Writes one table.
#[cfg(any(test, feature = "train"))]
pub(crate) fn write_table(out: &mut Vec<u8>, rows: &Rows) {
    number(out, rows.len());
    let mut before = 0;
    for (key, cells) in rows {
        number(out, usize::try_from(key - before).unwrap_or_default());
        before = *key;
        let length = u8::try_from(cells.len()).unwrap_or(u8::MAX);
        out.push(length);
        let kept = cells.iter().take(usize::from(length));
        out.extend(kept.flat_map(|cell| [cell.class, cell.code.cast_unsigned()]));
    }
}

/// Writes a count as LEB128.
#[cfg(any(test, feature = "train"))]
pub(crate) fn number(out: &mut Vec<u8>, mut value: usize) {
    while value >= 128 {
        out.push(u8::try_from(value & 127).unwrap_or_default() | 128);
        value >>= 7;
    }
    out.push(u8::try_from(value).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::{Cell, ModelError, Rows, read, write};
    use crate::index::KeyIndex;
    use crate::names::{WordClass, WordClasses};
    use crate::network::Network;
    use crate::parser::Parser;
    use crate::state::Action;
    use crate::{Relation, Tag, Upos};

    fn sample() -> Vec<u8> {
        let rows: Rows = vec![(7, vec![Cell { class: 0, code: -3 }]), (1_000_000, vec![Cell { class: 0, code: 9 }])];
        let classes = [(Upos::Noun, Tag::Nn)];
        let moves = [(Action::Shift, Relation::Dep), (Action::Left, Relation::Nsubj)];
        let words_alike = WordClasses::new(vec![0, 0, 0, 8], &[(70, WordClass { fine: 3, ..WordClass::default() })]);
        let networks = vec![Network::empty(&moves, 3), Network::empty(&moves, 3)];
        let parser = Parser::new(KeyIndex::new(vec![5, 9]), networks, words_alike, &classes);
        write(&classes, &moves, [&rows, &Rows::new()], &parser)
    }

    #[test]
    fn what_was_written_is_read() {
        let (tagger, parser) = read(&sample()).unwrap();
        assert_eq!(tagger.classes, [(Upos::Noun, Tag::Nn)]);
        let steps: Vec<_> = parser.networks[1].moves.iter().map(|(step, _)| *step).collect();
        assert_eq!((steps, parser.vocabulary.keys()), (vec![(Action::Left, Relation::Nsubj)], &[5, 9][..]));
        assert_eq!(tagger.lexicon.row(1_000_000).collect::<Vec<_>>(), [Cell { class: 0, code: 9 }]);
        assert_eq!(parser.words_alike.coarse(3), 8);
        assert_eq!(parser.words_alike.rows().map(|(key, class)| (key, class.fine)).collect::<Vec<_>>(), [(70, 3)]);
    }

    #[test]
    fn every_beginning_of_a_model_is_refused() {
        let bytes = sample();
        for end in (0..600).chain((600..bytes.len()).step_by(97)).chain(bytes.len() - 20..bytes.len()) {
            assert!(read(&bytes[..end]).is_err(), "{end}");
        }
        assert_eq!(read(b"GIF8").err(), Some(ModelError::NotAModel));
    }
}
