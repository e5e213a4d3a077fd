//! How a network is written and read, as a part of the model file. Numbers with a sign are folded (0, -1, 1, -2 …) and written
//! as LEB128. Anything unexpected is an error, never a panic.
//!
//! The vocabulary: the number of lemmas and the differences of their keys. Then for each network the embeddings of the unknown lemma
//! and of those; the number of classes and their embeddings; the rows of each place of a word; the bias; what else is seen, a byte that tells whether a
//! row follows for each; then for each action and for each move but the shift its bias (four bytes) and its weights.

use super::{EMBEDDING, Embedding, HIDDEN, Network, Output, Row, Words};
use crate::context::{LEXICAL, ROWS};
use crate::index::KeyIndex;
use crate::state::{Action, Move};
#[cfg(any(test, feature = "train"))]
use crate::stored::number;
use crate::stored::{Input, ModelError};

/// No vocabulary is larger, so that a false count asks for little memory.
const MOST_WORDS: usize = 60_000;

/// Reads the keys of the lemmas that the networks know.
pub(crate) fn read_vocabulary(input: &mut Input<'_>) -> Result<KeyIndex, ModelError> {
    let count = input.count()?;
    let mut key = 0_u32;
    let mut keys = Vec::new();
    for _ in 0..count.min(MOST_WORDS) {
        key = key.checked_add(input.number()?).ok_or(ModelError::OutOfRange)?;
        keys.push(key);
    }
    Ok(KeyIndex::new(keys))
}

/// Reads a network that knows so many lemmas and judges these moves.
pub(crate) fn read(input: &mut Input<'_>, lemmas: usize, moves: &[Move]) -> Result<Network, ModelError> {
    let lemmas = (0..=lemmas).map(|_| numbers(input)).collect::<Result<Vec<Embedding>, _>>()?;
    let classes = input.count()?.min(MOST_WORDS);
    let classes = (0..classes).map(|_| numbers(input)).collect::<Result<Vec<Embedding>, _>>()?;
    let mut lexical = Vec::new();
    for _ in 0..LEXICAL {
        lexical.push((0..EMBEDDING).map(|_| numbers(input)).collect::<Result<Vec<Row>, _>>()?);
    }
    Ok(Network {
        lemmas: Words::new(lemmas),
        classes: Words::new(classes),
        lexical,
        bias: numbers(input)?,
        rows: (0..ROWS).map(|_| sparse(input)).collect::<Result<_, _>>()?,
        actions: (0..3).map(|_| output(input)).collect::<Result<_, _>>()?,
        moves: arcs(moves).map(|step| Ok((*step, output(input)?))).collect::<Result<_, _>>()?,
    })
}

/// The moves that make an arc.
fn arcs(moves: &[Move]) -> impl Iterator<Item = &Move> {
    moves.iter().filter(|step| step.0 != Action::Shift)
}

fn numbers<const COUNT: usize>(input: &mut Input<'_>) -> Result<[i16; COUNT], ModelError> {
    let mut numbers = [0; COUNT];
    for number in &mut numbers {
        let folded = input.number()?;
        let half = i16::try_from(folded >> 1).map_err(|_| ModelError::OutOfRange)?;
        *number = if folded & 1 == 1 { -1 - half } else { half };
    }
    Ok(numbers)
}

fn sparse(input: &mut Input<'_>) -> Result<Row, ModelError> {
    match input.byte()? {
        0 => Ok([0; HIDDEN]),
        1 => numbers(input),
        _ => Err(ModelError::OutOfRange),
    }
}

fn output(input: &mut Input<'_>) -> Result<Output, ModelError> {
    let bias = i32::from_le_bytes([input.byte()?, input.byte()?, input.byte()?, input.byte()?]);
    let bias = bias.clamp(-(1 << 29), 1 << 29);
    let weights: Row = numbers(input)?;
    Ok(Output { bias, weights: Box::new(weights.map(|weight| weight.clamp(-super::GREATEST, super::GREATEST))) })
}

/// Writes a vocabulary.
#[cfg(any(test, feature = "train"))]
pub(crate) fn write_vocabulary(out: &mut Vec<u8>, vocabulary: &KeyIndex) {
    let keys = vocabulary.keys();
    number(out, keys.len());
    let mut before = 0;
    for key in keys {
        number(out, (key - before) as usize);
        before = *key;
    }
}

/// Writes a network.
#[cfg(any(test, feature = "train"))]
pub(crate) fn write(out: &mut Vec<u8>, network: &Network) {
    network.lemmas.embeddings.iter().for_each(|numbers| put(out, numbers));
    number(out, network.classes.embeddings.len());
    network.classes.embeddings.iter().for_each(|numbers| put(out, numbers));
    network.lexical.iter().flatten().for_each(|numbers| put(out, numbers));
    put(out, &network.bias);
    for row in &network.rows {
        let any = row.iter().any(|number| *number != 0);
        out.push(u8::from(any));
        if any {
            put(out, row);
        }
    }
    let outputs = network.actions.iter().chain(network.moves.iter().map(|(_, output)| output));
    for output in outputs {
        out.extend(output.bias.to_le_bytes());
        put(out, output.weights.as_slice());
    }
}

#[cfg(any(test, feature = "train"))]
fn put(out: &mut Vec<u8>, numbers: &[i16]) {
    for value in numbers {
        let wide = i32::from(*value);
        let folded = if wide < 0 { -2 * wide - 1 } else { 2 * wide };
        number(out, usize::try_from(folded).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::{numbers, put};
    use crate::stored::Input;

    #[test]
    fn signed_numbers_come_back() {
        let mut out = Vec::new();
        let values = [0, -1, 1, 300, -300, i16::MAX, i16::MIN];
        put(&mut out, &values);
        assert_eq!(numbers::<7>(&mut Input::new(&out)), Ok(values));
        assert!(numbers::<7>(&mut Input::new(&out[..3])).is_err());
    }
}
