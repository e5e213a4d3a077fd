//! The file of a tagger of names. Little-endian; counts as LEB128. Anything unexpected is an error, never a panic.
//!
//! `TWN1`; the number of fine classes of words and the coarse class of each; the number of known words and each as
//! difference to the key before, fine class, traits; the scores of one label after another, four bytes each; the table of
//! weights as in a grammar model.

use super::chain::{LABELS, forbid};
use super::{NameTagger, Steps, Traits, WordClass, WordClasses};
use crate::stored::{Input, ModelError};
#[cfg(any(test, feature = "train"))]
use crate::stored::{Rows, number, write_table};

const MAGIC: &[u8; 4] = b"TWN1";

/// Reads a model.
pub(crate) fn read(bytes: &[u8]) -> Result<NameTagger, ModelError> {
    let mut input = Input::new(bytes.strip_prefix(MAGIC).ok_or(ModelError::NotAModel)?);
    let classes = words(&mut input)?;
    let mut steps: Steps = [[0; LABELS]; LABELS + 1];
    for step in steps.iter_mut().flatten() {
        *step = i32::from_le_bytes([input.byte()?, input.byte()?, input.byte()?, input.byte()?]);
    }
    forbid(&mut steps);
    let weights = input.table(LABELS)?;
    Ok(NameTagger { classes, weights, steps })
}

/// Reads of a model only what is known of words.
#[cfg(feature = "train")]
pub(super) fn classes(bytes: &[u8]) -> Result<WordClasses, ModelError> {
    words(&mut Input::new(bytes.strip_prefix(MAGIC).ok_or(ModelError::NotAModel)?))
}

/// Reads what is known of words.
pub(crate) fn words(input: &mut Input<'_>) -> Result<WordClasses, ModelError> {
    let coarse = (0..input.count()?).map(|_| input.byte()).collect::<Result<Vec<u8>, _>>()?;
    let count = input.count()?;
    let mut rows = Vec::with_capacity(count);
    let mut key = 0_u32;
    for _ in 0..count {
        key = key.checked_add(input.number()?).ok_or(ModelError::OutOfRange)?;
        let mut short = || input.number().and_then(|number| u16::try_from(number).map_err(|_| ModelError::OutOfRange));
        rows.push((key, WordClass { fine: short()?, traits: Traits(short()?) }));
    }
    Ok(WordClasses::new(coarse, &rows))
}

/// Writes a model.
#[cfg(any(test, feature = "train"))]
pub(crate) fn write(classes: &WordClasses, steps: &Steps, rows: &Rows) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    write_words(&mut out, classes);
    out.extend(steps.iter().flatten().flat_map(|step| step.to_le_bytes()));
    write_table(&mut out, rows);
    out
}

/// Writes what is known of words.
#[cfg(any(test, feature = "train"))]
pub(crate) fn write_words(out: &mut Vec<u8>, classes: &WordClasses) {
    number(out, classes.coarse.len());
    out.extend(&classes.coarse);
    number(out, classes.rows().count());
    let mut before = 0;
    for (key, class) in classes.rows() {
        number(out, (key - before) as usize);
        before = key;
        number(out, usize::from(class.fine));
        number(out, usize::from(class.traits.0));
    }
}

#[cfg(test)]
mod tests {
    use super::{LABELS, ModelError, read, write};
    use crate::names::{Traits, WordClass, WordClasses};
    use crate::weights::Cell;

    #[test]
    fn what_was_written_is_read_and_nothing_shorter() {
        let rows = [(7, WordClass { fine: 1, traits: Traits(300) }), (1 << 30, WordClass::default())];
        let mut steps = [[0; LABELS]; LABELS + 1];
        steps[2][3] = -77;
        let bytes = write(&WordClasses::new(vec![0, 9], &rows), &steps, &vec![(5, vec![Cell { class: 2, code: -3 }])]);
        let tagger = read(&bytes).unwrap();
        assert_eq!(tagger.classes.rows().collect::<Vec<_>>(), rows);
        assert_eq!((tagger.classes.coarse(1), tagger.steps[2][3]), (9, -77));
        assert_eq!(tagger.weights.row(5).collect::<Vec<_>>(), [Cell { class: 2, code: -3 }]);
        for end in 0..bytes.len() {
            assert!(read(&bytes[..end]).is_err(), "{end}");
        }
        assert_eq!(read(b"GIF8").err(), Some(ModelError::NotAModel));
    }
}
