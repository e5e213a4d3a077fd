//! Lists of words with a trait: usual first names and surnames, words of places, of bodies, titles, peoples.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs::{read, read_to_string};
use std::path::Path;

use grammar::train::WordList;

pub(crate) type Words = BTreeSet<String>;

/// All lists, each with its bit.
pub(crate) fn all(census: &Path, data: &Path) -> Result<Vec<WordList>, Box<dyn Error>> {
    let [first_often, first_seldom, last_often, last_seldom] = persons(census)?;
    let [large, small, begins, goes_on] = places(&read(data.join("gazetteer/places.bin"))?, &doubtful(data)?)?;
    let classes = read_to_string(data.join("lexicon/classes.tsv"))?;
    let lists = [
        first_often,
        first_seldom,
        last_often,
        last_seldom,
        large,
        small,
        begins,
        goes_on,
        class(&classes, "orgword"),
        class(&classes, "title"),
        adjectives(&read_to_string(data.join("actors/states.toml"))?),
    ];
    let list = |(number, words): (u16, Words)| WordList { bit: 1 << number, words: words.into_iter().collect() };
    Ok((0..).zip(lists).map(list).collect())
}

/// The words that stand before persons' names.
pub(crate) fn titles(data: &Path) -> Result<Words, Box<dyn Error>> {
    Ok(class(&read_to_string(data.join("lexicon/classes.tsv"))?, "title"))
}

/// First names and surnames of the census of 1990: a name, its share, the sum, its rank a line.
fn persons(census: &Path) -> Result<[Words; 4], Box<dyn Error>> {
    const OFTEN: f32 = 0.02;
    const LAST_OFTEN: usize = 5_000;
    const LAST_ALL: usize = 40_000;
    let mut first = [Words::new(), Words::new()];
    for file in ["dist.female.first", "dist.male.first"] {
        for line in read_to_string(census.join(file))?.lines() {
            let mut fields = line.split_whitespace();
            let (Some(name), Some(share)) = (fields.next(), fields.next()) else { continue };
            let list = if share.parse::<f32>()? >= OFTEN { first.first_mut() } else { first.last_mut() };
            list.into_iter().for_each(|list| _ = list.insert(name.to_owned()));
        }
    }
    let last = read_to_string(census.join("dist.all.last"))?;
    let names = last.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned);
    let (often, seldom) = (names.clone().take(LAST_OFTEN), names.take(LAST_ALL).skip(LAST_OFTEN));
    let [first_often, first_seldom] = first;
    Ok([first_often, first_seldom, often.collect(), seldom.collect()])
}

fn doubtful(data: &Path) -> Result<Words, Box<dyn Error>> {
    Ok(read_to_string(data.join("gazetteer/not-places.txt"))?.lines().map(str::to_owned).collect())
}

/// Large places and others of one word; first and later words of places of several. The format of the table is told in
/// `data/gazetteer/README.md`.
fn places(bytes: &[u8], doubtful: &Words) -> Result<[Words; 4], Box<dyn Error>> {
    const LARGE: u32 = 200_000;
    let number = |at: usize| -> Result<u32, Box<dyn Error>> {
        let four = bytes.get(at..at + 4).ok_or("the gazetteer ends too early")?;
        Ok(u32::from_le_bytes(four.try_into()?))
    };
    let header = (0..8).map(|at| number(8 + 4 * at)).collect::<Result<Vec<u32>, _>>()?;
    let [count, blocks, keys, regions, names, _, slugs, block] = header.as_slice() else {
        return Err("no header".into());
    };
    let size = |of: u32, each: usize| of as usize * each;
    let offsets = 40 + size(*count, 32) + size(*regions, 16) + size(*slugs, 8);
    let texts = offsets + size(blocks + 1, 4) + size(*names, 1);
    let mut lists = [const { Words::new() }; 4];
    let mut left = *keys;
    for at in 0..*blocks {
        let mut input =
            bytes.get(texts + number(offsets + size(at, 4))? as usize..).unwrap_or_default().iter().copied();
        let mut key: Vec<u8> = Vec::new();
        for _ in 0..left.min(*block) {
            let (shared, length) = (input.next().unwrap_or_default(), input.next().unwrap_or_default());
            key.truncate(shared.into());
            key.extend(input.by_ref().take(length.into()));
            let mut large = false;
            for _ in 0..leb(&mut input) {
                let place = 40 + size(leb(&mut input) >> 2, 32);
                let kind = bytes.get(place + 22).copied().unwrap_or_default();
                large |= number(place + 12)? >= LARGE || matches!(kind, 1 | 4);
            }
            enter(&mut lists, std::str::from_utf8(&key)?, large, doubtful);
        }
        left = left.saturating_sub(*block);
    }
    Ok(lists)
}

fn enter(lists: &mut [Words; 4], key: &str, large: bool, doubtful: &Words) {
    let [big, small, begins, goes_on] = lists;
    let mut words = key.split(' ').map(str::to_owned);
    match (words.next(), words.next()) {
        _ if !key.is_ascii() => {}
        (Some(word), None) if large && !doubtful.contains(&word) => _ = big.insert(word),
        (Some(word), None) if !doubtful.contains(&word) => _ = small.insert(word),
        (Some(first), Some(second)) => {
            begins.insert(first);
            goes_on.insert(second);
            goes_on.extend(words);
        }
        _ => {}
    }
}

fn leb(input: &mut impl Iterator<Item = u8>) -> u32 {
    let mut value = 0;
    for (shift, byte) in (0..).step_by(7).zip(input) {
        value |= u32::from(byte & 127) << shift;
        if byte < 128 {
            break;
        }
    }
    value
}

/// The words of a class of the lexicon.
fn class(classes: &str, name: &str) -> Words {
    let line = classes.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('\t')).unwrap_or_default();
    line.split_whitespace().filter(|word| !word.starts_with('@')).map(str::to_owned).collect()
}

/// The adjectives of states, those of one word.
fn adjectives(states: &str) -> Words {
    let lists = states.split("adjectives = [").skip(1).filter_map(|rest| rest.split(']').next());
    let words = lists.flat_map(|list| list.split('"').skip(1).step_by(2));
    words.filter(|word| word.chars().all(|letter| letter.is_ascii_alphabetic())).map(str::to_owned).collect()
}
