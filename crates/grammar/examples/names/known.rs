//! Words of well-known names: those of `data/names/known.tsv`, and those of bodies and outlets that the register holds.

use std::error::Error;
use std::fs::read_to_string;
use std::path::Path;

use grammar::train::WordList;

use crate::lists::{Script, Words};

/// Words of names that say nothing.
const SMALL: [&str; 8] = ["the", "of", "and", "for", "in", "de", "a", "&"];

/// By trait, the words that have it.
type Traits = [Words; 16];

/// The lists, each with its bit.
pub(crate) fn words(data: &Path) -> Result<Vec<WordList>, Box<dyn Error>> {
    let mut traits: Traits = [const { Words::new() }; 16];
    let table = read_to_string(data.join("names/known.tsv"))?;
    for (kind, names) in table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')) {
        names.split("; ").for_each(|name| enter(&mut traits, kind, name));
    }
    for file in ["actors/organisations.toml", "actors/media.toml"] {
        let register = read_to_string(data.join(file))?;
        names(&register, str::is_ascii).for_each(|name| enter(&mut traits, "organisation", name));
    }
    Ok(lists(traits))
}

/// The same of another language: names and aliases of bodies and outlets in its letters.
pub(crate) fn abroad(data: &Path, script: Script) -> Result<Vec<WordList>, Box<dyn Error>> {
    let mut traits: Traits = [const { Words::new() }; 16];
    for file in ["actors/organisations.toml", "actors/media.toml"] {
        let register = read_to_string(data.join(file))?;
        names(&register, |name| script.holds(name)).for_each(|name| enter(&mut traits, "organisation", name));
    }
    Ok(lists(traits))
}

fn lists(traits: Traits) -> Vec<WordList> {
    let list = |(number, words): (u16, Words)| WordList { bit: 1 << number, words: words.into_iter().collect() };
    (0..).zip(traits).map(list).filter(|list| !list.words.is_empty()).collect()
}

/// The names and aliases of bodies in a register's file, those in the letters asked for.
fn names(register: &str, holds: impl Fn(&str) -> bool) -> impl Iterator<Item = &str> {
    // Those who fight are left out: no party's name shall be better known than another's.
    let apart = ["person", "armed_group", "coalition"].map(|kind| format!("kind = \"{kind}\""));
    let bodies = register.split("[[actor]]").skip(1);
    bodies
        .filter(move |actor| !apart.iter().any(|kind| actor.contains(kind)))
        .flat_map(|actor| {
            let aliases = actor.split_once("aliases = [").and_then(|(_, rest)| rest.split_once(']'));
            let name = actor.split_once("name = ").and_then(|(_, rest)| rest.lines().next());
            let quoted = [name.unwrap_or_default(), aliases.map_or("", |(list, _)| list)];
            quoted.into_iter().flat_map(|quoted| quoted.split('"').skip(1).step_by(2))
        })
        .filter(move |name| holds(name))
}

/// A name of one word is told apart from a word of a longer one.
fn enter(traits: &mut Traits, kind: &str, name: &str) {
    let words = name.split(' ').map(str::to_lowercase).filter(|word| !SMALL.contains(&word.as_str()));
    let words: Vec<String> = words.collect();
    let [first, rest @ ..] = words.as_slice() else { return };
    let (alone, begins, goes_on) = match kind {
        "organisation" => (11, 12, 12),
        // Large places, first and later words of places: as in the lists of the gazetteer.
        "place" => (4, 6, 7),
        "person" => (13, 13, 13),
        _ => (14, 14, 14),
    };
    if let Some(list) = traits.get_mut(if rest.is_empty() { alone } else { begins }) {
        list.insert(first.clone());
    }
    if let Some(list) = traits.get_mut(goes_on) {
        list.extend(rest.iter().cloned());
    }
}
