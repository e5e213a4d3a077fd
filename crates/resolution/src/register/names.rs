//! The names of the register, found in a text word by word.
//!
//! Article words ("al-") inside names, "the" before them and the Arabic article do not count; case does: an acronym
//! is one in capitals only, and a word that the register writes with a capital needs one.

use super::entry::ActorEntry;
use crate::filter::{Filter, Rolling};
use crate::inflection;
use crate::words::{Gap, Shape, Words};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a name is to its actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    /// It suffices alone.
    Sure,
    /// Others bear it too.
    Ambiguous,
    /// "Turkish": points at the state and is not its name.
    Adjective,
    /// A capital or a palace for those who rule.
    Metonym,
}

/// A name of an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NameUse {
    /// The actor's number in the register.
    pub(crate) actor: usize,
    pub(crate) sort: Sort,
    case: Case,
}

/// What the case of the text must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Case {
    acronym: bool,
    /// A bit for each word that needs a capital.
    capitals: u32,
    /// Whether the article that opens the name must stand there ("El Salvador").
    article: bool,
}

/// A name found in a text.
#[derive(Debug, Clone)]
pub(crate) struct Match {
    /// The words, an opening article included.
    pub(crate) words: Range<usize>,
    /// What it may be, as the case allows.
    pub(crate) uses: Vec<NameUse>,
    /// How many letters at its beginning are an Arabic conjunction or preposition.
    pub(crate) clitic: usize,
}

/// How a comma inside a name stands in its key: as a word of its own.
const COMMA: &str = " ,";

/// All names.
#[derive(Debug, Clone)]
pub(crate) struct NameIndex {
    uses: BTreeMap<String, Vec<NameUse>>,
    filter: Filter,
}

impl NameIndex {
    pub(crate) fn of<'a>(entries: impl Iterator<Item = &'a ActorEntry>) -> Self {
        let mut uses: BTreeMap<String, Vec<NameUse>> = BTreeMap::new();
        for (actor, entry) in entries.enumerate() {
            let state = entry.kind == "state";
            let lists: [(&[String], Sort); 5] = [
                (std::slice::from_ref(&entry.name), Sort::Sure),
                (&entry.aliases, Sort::Sure),
                (&entry.ambiguous_aliases, Sort::Ambiguous),
                (&entry.adjectives, Sort::Adjective),
                (&entry.metonyms, Sort::Metonym),
            ];
            for (name, sort) in lists.iter().flat_map(|(names, sort)| names.iter().map(|name| (name, *sort))) {
                let (key, case) = index_key(name, state);
                if !key.is_empty() {
                    uses.entry(key).or_default().push(NameUse { actor, sort, case });
                }
            }
        }
        let mut filter = Filter::for_keys(uses.len());
        for (key, uses) in &mut uses {
            uses.sort();
            uses.dedup_by_key(|found| (found.actor, found.case));
            filter.insert(key);
        }
        Self { uses, filter }
    }

    /// The names that begin with a word of the text and end before `limit`, the shortest first.
    pub(crate) fn matches(&self, words: &Words, start: usize, limit: usize) -> Vec<Match> {
        let Some(word) = words.get(start).filter(|_| start < limit) else { return Vec::new() };
        // Most words begin no name: they are refused before anything is allocated.
        let begins = |key: &str| self.filter.may_begin(Rolling::new().then(stem_of(key)));
        if word.article || begins(words.key(start)) {
            let found = self.walk(words, start, limit, false);
            if !found.is_empty() {
                return found;
            }
        }
        let clitic = word.shape == Shape::Caseless && without_clitic(words.key(start)).is_some_and(begins);
        if clitic { self.walk(words, start, limit, true) } else { Vec::new() }
    }

    fn walk(&self, words: &Words, start: usize, limit: usize, clitic: bool) -> Vec<Match> {
        let mut found = Vec::new();
        let (mut key, mut hash) = (String::new(), Rolling::new());
        let mut kept: Vec<usize> = Vec::new();
        for number in start..limit {
            let Some(word) = words.get(number) else { break };
            if number > start && word.gap == Gap::Break {
                break;
            }
            // "Return, Recovery and Relief": a name may hold a comma where the register writes one.
            if number > start && word.gap == Gap::Comma {
                hash = hash.then(COMMA);
                key.push_str(COMMA);
                if !self.filter.may_begin(hash) {
                    break;
                }
            }
            if word.article {
                continue;
            }
            let stem =
                if clitic && kept.is_empty() { without_clitic(words.key(number)) } else { Some(words.key(number)) };
            let Some(stem) = stem.map(stem_of) else { break };
            if !kept.is_empty() {
                key.push(' ');
                hash = hash.then(" ");
            }
            key.push_str(stem);
            hash = hash.then(stem);
            kept.push(number);
            if !self.filter.may_begin(hash) {
                break;
            }
            let article = words.get(start).is_some_and(|word| word.article);
            let uses = self.uses.get(&key).into_iter().flatten();
            let mut uses: Vec<NameUse> = uses.filter(|found| found.case.fits(words, &kept, article)).copied().collect();
            // One actor's name may be listed in two spellings that differ in capitals alone.
            uses.dedup_by_key(|found| found.actor);
            if !uses.is_empty() {
                let clitic = if clitic {
                    inflection::without_clitic(words.key(start)).map_or(0, |(_, length)| length)
                } else {
                    0
                };
                found.push(Match { words: start..number + 1, uses, clitic });
            }
        }
        found
    }

    /// What a name spelt so may be, whatever its case.
    pub(crate) fn exact(&self, name: &str) -> &[NameUse] {
        self.uses.get(&index_key(name, false).0).map_or(&[], Vec::as_slice)
    }
}

impl NameUse {
    /// Whether the register writes the name with a capital, as a name and not as a description.
    pub(crate) fn is_proper(&self) -> bool {
        self.case.capitals != 0
    }
}

impl Case {
    fn fits(self, words: &Words, kept: &[usize], article: bool) -> bool {
        if self.article && !article {
            return false;
        }
        kept.iter().enumerate().all(|(place, number)| {
            let shape = words.get(*number).map_or(Shape::Small, |word| word.shape);
            let needed = place >= 32 || self.capitals & (1 << place) != 0;
            match shape {
                Shape::Caseless | Shape::Capitals => true,
                Shape::Capital => !self.acronym || words.get(*number).is_some_and(|word| word.span.len() == 1),
                Shape::Small => !needed,
            }
        })
    }
}

fn index_key(name: &str, state: bool) -> (String, Case) {
    let words = Words::of(name);
    let mut kept: Vec<usize> =
        (0..words.list.len()).filter(|number| !words.list.get(*number).is_some_and(|word| word.article)).collect();
    if kept.len() > 1 && words.key(0) == "the" {
        kept.remove(0);
    }
    let key = kept.iter().enumerate().fold(String::new(), |mut key, (place, number)| {
        let comma = place > 0 && words.get(*number).is_some_and(|word| word.gap == Gap::Comma);
        key.push_str(if comma { COMMA } else { "" });
        key.push_str(if place > 0 { " " } else { "" });
        key.push_str(stem_of(words.key(*number)));
        key
    });
    let capital =
        |number: &usize| matches!(words.get(*number).map(|word| word.shape), Some(Shape::Capital | Shape::Capitals));
    let capitals =
        kept.iter().take(32).enumerate().filter(|(_, number)| capital(number)).map(|(place, _)| 1_u32 << place).sum();
    let acronym = kept.len() == 1
        && kept
            .first()
            .and_then(|first| words.get(*first))
            .is_some_and(|word| word.shape == Shape::Capitals && word.span.len() <= 8);
    let opens = words.list.first().is_some_and(|word| word.article);
    (key, Case { acronym, capitals, article: state && opens })
}

/// An Arabic word without its article, a Russian one without the ending of its case.
fn stem_of(key: &str) -> &str {
    match key.strip_prefix("ال").filter(|stem| stem.chars().count() >= 3) {
        Some(stem) => stem,
        None => inflection::stem(key),
    }
}

fn without_clitic(key: &str) -> Option<&str> {
    inflection::without_clitic(key).map(|(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::Register;

    const ACTORS: &str = r#"
        [[actor]]
        id = "one"
        name = "Fayez al-Sarraj"
        kind = "person"
        aliases = ["Sarraj", "السراج"]
        [[actor]]
        id = "two"
        name = "Unified Support Force"
        kind = "armed_force"
        aliases = ["USF", "the Front", "القوات الموحدة"]
        [[actor]]
        id = "three"
        name = "Bashar al-Assad"
        kind = "person"
        aliases = ["Assad"]
    "#;

    fn found(text: &str) -> Vec<String> {
        let register = Register::parse(&[("a", ACTORS)]).unwrap();
        let words = Words::of(text);
        let mut names = Vec::new();
        let mut at = 0;
        while at < words.list.len() {
            let Some(last) = register.names.matches(&words, at, words.list.len()).pop() else {
                at += 1;
                continue;
            };
            names.push(words.span(&last.words).unwrap().slice(text).to_owned());
            at = last.words.end;
        }
        names
    }

    #[test]
    fn spellings_articles_and_possessives_do_not_count() {
        for text in ["Fayez al-Sarraj", "Fayez Al Sarraj", "Fayez Sarraj", "FAYEZ AL-SARRAJ", "al-Sarraj", "Sarraj"] {
            assert_eq!(found(&format!("So {text}'s men")), [text], "{text}");
        }
        assert_eq!(found("the Front of the Unified Support Force"), ["Front", "Unified Support Force"]);
    }

    #[test]
    fn names_are_whole_words_and_keep_their_case() {
        assert!(found("The ambassador of the usf on the front, and Usf.").is_empty());
        assert_eq!(found("USF-backed"), ["USF"]);
        assert!(found("Fayez, Unified Support. Force").is_empty());
    }

    #[test]
    fn arabic_clitics_and_articles_do_not_count() {
        assert_eq!(found("قال السراج إن القوات الموحدة"), ["السراج", "القوات الموحدة"]);
        assert_eq!(found("للسراج وبالقوات الموحدة"), ["للسراج", "وبالقوات الموحدة"].map(str::to_owned)[..1].to_vec());
    }
}
