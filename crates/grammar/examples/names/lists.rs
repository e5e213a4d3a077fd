//! Lists of words with a trait: usual first names and surnames, words of places, of bodies, titles, peoples.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs::{read, read_to_string};
use std::path::Path;

use grammar::train::WordList;

pub(crate) type Words = BTreeSet<String>;

/// The letters that a language is written in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Cyrillic,
    Arabic,
}

impl Script {
    /// Whether a name is written so; Latin ones as the gazetteer's keys have them, or with their marks where those are asked for.
    pub(crate) fn holds(self, name: &str) -> bool {
        let letters = || name.chars().filter(|letter| letter.is_alphabetic());
        letters().next().is_some()
            && letters().all(|letter| match self {
                Script::Latin => letter < '\u{250}',
                Script::Cyrillic => ('\u{400}'..='\u{52F}').contains(&letter),
                Script::Arabic => ('\u{620}'..='\u{6D3}').contains(&letter),
            })
    }
}

/// All lists, each with its bit.
pub(crate) fn all(census: &Path, data: &Path) -> Result<Vec<WordList>, Box<dyn Error>> {
    let [first_often, first_seldom, last_often, last_seldom] = persons(census)?;
    let [large, small, begins, goes_on] =
        places(&read(data.join("gazetteer/places.bin"))?, &doubtful(data)?, str::is_ascii)?;
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

/// The lists of another language: given names, words of places, bodies and titles by their glosses, peoples.
pub(crate) fn abroad(data: &Path, language: &str, script: Script) -> Result<Vec<WordList>, Box<dyn Error>> {
    let holds = |name: &str| script.holds(name);
    let [large, small, begins, goes_on] = places(&read(data.join("gazetteer/places.bin"))?, &doubtful(data)?, holds)?;
    let classes = read_to_string(data.join("lexicon/classes.tsv"))?;
    let glosses = read_to_string(data.join(format!("lexicon-{language}/words.tsv")))?;
    let states = read_to_string(data.join("actors/states.toml"))?;
    let peoples = quoted(&states, "adjectives = [").filter(|word| holds(word) && !word.contains(' '));
    let lists: [(u16, Words); 8] = [
        (0, given(data, language)?),
        (4, large.into_iter().chain(state_names(&states, script)).collect()),
        (5, small),
        (6, begins),
        (7, goes_on),
        (8, glossed(&glosses, &class(&classes, "orgword"))),
        (9, glossed(&glosses, &class(&classes, "title"))),
        (10, peoples.map(str::to_owned).collect()),
    ];
    let list = |(number, words): (u16, Words)| WordList { bit: 1 << number, words: words.into_iter().collect() };
    Ok(lists.into_iter().map(list).collect())
}

/// Usual given names.
pub(crate) fn given(data: &Path, language: &str) -> Result<Words, Box<dyn Error>> {
    let table = read_to_string(data.join("names/given.tsv"))?;
    let rows = table.lines().filter_map(|line| line.strip_prefix(language)?.strip_prefix('\t'));
    Ok(rows.flat_map(str::split_whitespace).map(str::to_owned).collect())
}

/// The words that stand before persons' names in French, as they are written there and in short.
pub(crate) fn french_titles(data: &Path) -> Result<Words, Box<dyn Error>> {
    let titles = class(&read_to_string(data.join("lexicon/classes.tsv"))?, "title");
    let table = read_to_string(data.join("lexicon-french/words.tsv"))?;
    let short = ["m.", "mm.", "mme", "mlle", "dr", "me", "monsieur", "madame"].map(str::to_owned);
    Ok(glossed(&table, &titles).into_iter().chain(short).collect())
}

/// The nouns of a language whose English is a word of a class; of stems the stem.
fn glossed(glosses: &str, english: &Words) -> Words {
    let rows = glosses.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>());
    let word = |row: Vec<&str>| {
        let [word, "N", gloss] = row.as_slice() else { return None };
        let fits = english.contains(*gloss) && !word.contains('_');
        fits.then(|| word.trim_end_matches('*').to_owned())
    };
    rows.filter_map(word).collect()
}

/// The strings of lists that begin so.
fn quoted<'a>(register: &'a str, begin: &'a str) -> impl Iterator<Item = &'a str> {
    let lists = register.split(begin).skip(1).filter_map(|rest| rest.split(']').next());
    lists.flat_map(|list| list.split('"').skip(1).step_by(2))
}

/// The names of states of one word.
fn state_names(states: &str, script: Script) -> impl Iterator<Item = String> + '_ {
    let states = states.split("[[actor]]").filter(|actor| actor.contains("kind = \"state\""));
    let names = states.flat_map(|state| quoted(state, "aliases = ["));
    names.filter(move |name| script.holds(name) && !name.contains(' ')).map(str::to_owned)
}

/// The names of countries of one word, in the letters of a language.
pub(crate) fn countries(data: &Path, script: Script) -> Result<Words, Box<dyn Error>> {
    Ok(state_names(&read_to_string(data.join("actors/states.toml"))?, script).collect())
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
fn places(bytes: &[u8], doubtful: &Words, holds: impl Fn(&str) -> bool) -> Result<[Words; 4], Box<dyn Error>> {
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
            let key = std::str::from_utf8(&key)?;
            if holds(key) {
                enter(&mut lists, key, large, doubtful);
            }
        }
        left = left.saturating_sub(*block);
    }
    Ok(lists)
}

fn enter(lists: &mut [Words; 4], key: &str, large: bool, doubtful: &Words) {
    let [big, small, begins, goes_on] = lists;
    let mut words = key.split(' ').map(str::to_owned);
    match (words.next(), words.next()) {
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
