//! The gazetteer made ready for reading texts: a filter over its keys, the countries by code, their capitals, and the keys
//! that are usually no places.

use crate::cues;
use crate::filter::{Filter, Rolling};
use crate::gazetteer::{Candidate, Gazetteer, Place, PlaceKind, key, without_article};
use crate::inflection;
use crate::words::{Gap, Shape, Words};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

const PLACES: &[u8] = include_bytes!("../../../data/gazetteer/places.bin");
const NOT_PLACES: &str = include_str!("../../../data/gazetteer/not-places.txt");
/// No name of a place has more words than this.
const MOST_WORDS: usize = 6;

impl Gazetteer<'static> {
    /// The gazetteer of `data/gazetteer`, as embedded.
    pub fn embedded() -> Self {
        Self::open(PLACES).expect("a test opens the embedded gazetteer")
    }
}

/// A name of places found in a text.
#[derive(Debug, Clone)]
pub(crate) struct PlaceMatch<'a> {
    pub(crate) words: Range<usize>,
    pub(crate) candidates: Vec<Candidate<'a>>,
    /// How many letters at its beginning are an Arabic conjunction or preposition.
    pub(crate) clitic: usize,
}

/// The gazetteer and what was derived from it once.
#[derive(Debug)]
pub(crate) struct Atlas {
    pub(crate) gazetteer: Gazetteer<'static>,
    /// The keys and their beginnings.
    filter: Filter,
    /// The keys alone.
    whole: Filter,
    countries: BTreeMap<String, u32>,
    capitals: BTreeMap<String, u32>,
    doubtful: BTreeSet<String>,
}

impl Atlas {
    pub(crate) fn new(gazetteer: Gazetteer<'static>) -> Self {
        let mut filter = Filter::for_keys(gazetteer.key_count());
        let mut whole = Filter::for_keys(gazetteer.key_count());
        for (key, _) in gazetteer.keys() {
            filter.insert(&key);
            whole.insert_whole(&key);
        }
        let (mut countries, mut capitals) = (BTreeMap::new(), BTreeMap::new());
        for place in gazetteer.places() {
            match place.kind {
                PlaceKind::Country => countries.entry(place.country.to_owned()).or_insert(place.index),
                PlaceKind::Capital => capitals.entry(place.country.to_owned()).or_insert(place.index),
                _ => continue,
            };
        }
        let lines = NOT_PLACES.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        Self { gazetteer, filter, whole, countries, capitals, doubtful: lines.map(key).collect() }
    }

    /// The country of a code.
    pub(crate) fn country(&self, code: &str) -> Option<Place<'static>> {
        self.gazetteer.place(*self.countries.get(code)?)
    }

    /// The capital of a country.
    pub(crate) fn capital(&self, code: &str) -> Option<Place<'static>> {
        self.gazetteer.place(*self.capitals.get(code)?)
    }

    /// Whether a key is usually an ordinary word or the name of a person.
    pub(crate) fn is_doubtful(&self, key: &str) -> bool {
        self.doubtful.contains(key)
    }

    /// Every place that a key may name, in whatever case; of an Arabic key without what is written onto it.
    pub(crate) fn lookup(&self, key: &str) -> Vec<Candidate<'static>> {
        self.inflected(key).0
    }

    /// As [`Atlas::lookup`], with the number of letters at the beginning that are no part of the name.
    fn inflected(&self, key: &str) -> (Vec<Candidate<'static>>, usize) {
        if cues::is_generic(key) {
            return (Vec::new(), 0);
        }
        let found = self.exact(key);
        if !found.is_empty() || key.is_ascii() {
            return (found, 0);
        }
        if let Some((stem, length)) = inflection::without_clitic(key) {
            return (self.exact(stem), length);
        }
        let mut found: Vec<Candidate<'static>> =
            inflection::nominatives(key).iter().flat_map(|form| self.exact(form)).collect();
        found.sort_by_key(|candidate| (candidate.quality, candidate.place.index));
        found.dedup_by_key(|candidate| candidate.place.index);
        (found, 0)
    }

    fn exact(&self, key: &str) -> Vec<Candidate<'static>> {
        let bare = without_article(key).is_some_and(|bare| self.whole.may_begin(Rolling::new().then(bare)));
        if !bare && !self.whole.may_begin(Rolling::new().then(key)) {
            return Vec::new();
        }
        self.gazetteer.lookup_key(key)
    }

    /// The longest name of places that begins with a word of the text and ends before `limit`.
    pub(crate) fn longest(&self, words: &Words, start: usize, limit: usize) -> Option<PlaceMatch<'static>> {
        self.longer(words, start, start, limit)
    }

    /// As [`Atlas::longest`], for names that end behind `least`.
    pub(crate) fn longer(
        &self,
        words: &Words,
        start: usize,
        least: usize,
        limit: usize,
    ) -> Option<PlaceMatch<'static>> {
        let reach = self.reach(words, start, limit).max(inflected_reach(words, start, limit));
        let small = |number: usize| words.get(number).is_some_and(|word| word.shape == Shape::Small);
        // "The village" is one, though a town is called The Village.
        let whole = |end: &usize| *end == start + 1 || small(start) || !small(*end - 1);
        (least.max(start) + 1..=reach).rev().filter(whole).find_map(|end| {
            let key = words.joined_possessive(start..end);
            let (candidates, clitic) = self.inflected(&key);
            (!candidates.is_empty()).then_some(PlaceMatch { words: start..end, candidates, clitic })
        })
    }

    /// Up to which word a name that begins here can go at most, as far as the filter knows.
    fn reach(&self, words: &Words, start: usize, limit: usize) -> usize {
        let (mut hash, mut bare) = (Rolling::new(), None);
        for number in start..limit.min(start + MOST_WORDS) {
            let Some(word) = words.get(number) else { return number };
            if number > start && matches!(word.gap, Gap::Break | Gap::Comma) {
                return number;
            }
            let text = words.key(number);
            let tied = number > start && words.get(number - 1).is_some_and(|before| before.elided);
            hash = if number == start || tied { hash.then(text) } else { hash.then(" ").then(text) };
            let owned = hash.then("s");
            bare = match bare {
                None if number == start + 1 && words.get(start).is_some_and(|first| first.article) => {
                    Some(Rolling::new().then(text))
                }
                None if number == start => text.strip_prefix("ال").map(|stem| Rolling::new().then(stem)),
                other => other.map(|hash: Rolling| hash.then(" ").then(text)),
            };
            let opened = (number == start && word.article) || word.elided;
            let open = opened || self.filter.may_begin(hash) || bare.is_some_and(|bare| self.filter.may_begin(bare));
            // "People's Republic": inside a name the possessive is a part of it.
            if word.possessive && self.filter.may_begin(owned) {
                hash = owned;
            } else if !open {
                return number;
            }
        }
        limit.min(start + MOST_WORDS)
    }
}

/// Up to which word a name may go whose forms no filter knows: a large Cyrillic word and the next, an Arabic one.
fn inflected_reach(words: &Words, start: usize, limit: usize) -> usize {
    let large = |number: usize| {
        inflection::is_cyrillic(words.key(number)) && words.get(number).is_some_and(|word| word.shape != Shape::Small)
    };
    let tied = words.get(start + 1).is_some_and(|next| matches!(next.gap, Gap::Space | Gap::Hyphen));
    let reach = match () {
        () if large(start) && tied && large(start + 1) => start + 2,
        () if large(start) || inflection::without_clitic(words.key(start)).is_some() => start + 1,
        () => start,
    };
    reach.min(limit)
}
