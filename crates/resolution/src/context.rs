//! What a document as a whole says about its names: which countries it speaks of, which actors it names surely, which
//! names it introduces. Votes come from words only; no country and no actor has a weight of its own.

use crate::atlas::Atlas;
use crate::cues;
use crate::gazetteer::{Candidate, Place, PlaceKind};
use crate::register::{Match, Register, Sort};
use crate::words::{Shape, Words};
use model::{ActorKind, CountryCode, Document, Interval, Mention, MentionKind, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A name counts at most so often, so that one that is repeated does not outvote all others.
const MOST_VOTES: u32 = 6;
/// What a name of a state says about its country, and what a name of one of its actors or places says.
const STATE_VOTE: f64 = 1.0;
const OTHER_VOTE: f64 = 0.5;
/// A place with so many times the people of its namesakes is likely meant.
const FAR_AHEAD: u64 = 20;
/// A region of so many people may be meant by a name that it shares with a state.
const GREAT_REGION: u32 = 1_000_000;
/// The first country must have this share, or be this much ahead of the second, to be what a document is about.
const MAIN_SHARE: f64 = 0.5;
const MAIN_LEAD: f64 = 1.4;

/// A document's words and the names of the register among them: found once, for spotting and for resolving.
#[derive(Debug, Clone)]
pub struct Searched {
    words: Arc<Words>,
    names: Arc<[Match]>,
}

impl Searched {
    pub(crate) fn of(document: &Document, register: &Register) -> Self {
        let words = Words::of(&document.text);
        let names = names_in(&words, register);
        Self { words: Arc::new(words), names: names.into() }
    }
}

/// What a document says as a whole.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) words: Arc<Words>,
    /// Words behind which a place is named, in the document's language.
    pub(crate) locative: &'static BTreeSet<String>,
    /// The longest names of the register, in order, without overlap.
    pub(crate) names: Arc<[Match]>,
    /// How often an actor is named by a name that is its own.
    pub(crate) sure: BTreeMap<usize, u32>,
    pub(crate) published: Option<Interval>,
    shares: BTreeMap<CountryCode, f64>,
    /// The same with names that others bear too. A place may be settled by them; an actor may not, since they are its own.
    hints: BTreeMap<CountryCode, f64>,
    /// Which part of the places that the text surely names lies in a first-level region, by country and code.
    regions: BTreeMap<(&'static str, &'static str), f64>,
}

impl Context {
    pub(crate) fn of(
        document: &Document,
        searched: &Searched,
        mentions: &[Mention],
        register: &Register,
        atlas: &Atlas,
    ) -> Self {
        let Searched { words, names } = searched.clone();
        let mut sure: BTreeMap<usize, u32> = BTreeMap::new();
        let mut states: BTreeMap<usize, u32> = BTreeMap::new();
        for found in &*names {
            if let [one] = found.uses.as_slice() {
                match one.sort {
                    Sort::Sure => *sure.entry(one.actor).or_default() += 1,
                    Sort::Adjective | Sort::Metonym => *states.entry(one.actor).or_default() += 1,
                    Sort::Ambiguous => {}
                }
            }
        }
        let mut votes: BTreeMap<CountryCode, f64> = BTreeMap::new();
        for (actor, count) in sure.iter().chain(&states) {
            let Some(found) = register.actor(*actor) else { continue };
            let Some(country) = found.country else { continue };
            let weight = if found.kind == ActorKind::State { STATE_VOTE } else { OTHER_VOTE };
            *votes.entry(country).or_default() += weight * f64::from((*count).min(MOST_VOTES));
        }
        let voting = place_votes(&words, &names, mentions, atlas);
        add(&mut votes, voting.sure);
        let mut hints = votes.clone();
        for (country, count) in disputed(&words, &names, register, atlas) {
            let votes = hints.entry(country).or_default();
            *votes = (*votes - STATE_VOTE * f64::from(count.min(MOST_VOTES))).max(0.0);
        }
        add(&mut hints, voting.likely);
        ambiguous_votes(&words, &names, register, atlas, &mut hints);
        let (shares, hints, regions) = (shares(votes), shares(hints), shares(voting.regions));
        let locative = cues::locative(document.language);
        Self { words, locative, names, sure, published: document.published.interval(), shares, hints, regions }
    }

    /// Which part of the votes a country has, from 0 to 1.
    pub(crate) fn share(&self, country: CountryCode) -> f64 {
        self.shares.get(&country).copied().unwrap_or_default()
    }

    /// The same, counting names that others bear too.
    pub(crate) fn hint(&self, country: CountryCode) -> f64 {
        self.hints.get(&country).copied().unwrap_or_default()
    }

    /// Which part of the votes a first-level region has, from 0 to 1.
    pub(crate) fn region_hint(&self, country: &str, code: &str) -> f64 {
        self.regions.get(&(country, code)).copied().unwrap_or_default()
    }

    /// The one country that the document is about, if there is one.
    pub(crate) fn main_country(&self) -> Option<CountryCode> {
        let mut ranked: Vec<(CountryCode, f64)> = self.shares.iter().map(|(code, share)| (*code, *share)).collect();
        ranked.sort_by(|one, other| other.1.total_cmp(&one.1));
        match ranked.as_slice() {
            [(only, _)] => Some(*only),
            [(first, share), (_, second), ..] if *share >= MAIN_SHARE || *share >= MAIN_LEAD * second => Some(*first),
            _ => None,
        }
    }

    /// How often an actor is surely named.
    pub(crate) fn named(&self, actor: usize) -> u32 {
        self.sure.get(&actor).copied().unwrap_or_default()
    }

    /// The text of some words.
    pub(crate) fn text<'a>(&self, document: &'a Document, range: std::ops::Range<usize>) -> &'a str {
        self.words.span(&range).map_or("", |span| self.words.cut(&document.text, span).0)
    }
}

fn shares<K: Ord>(votes: BTreeMap<K, f64>) -> BTreeMap<K, f64> {
    let total: f64 = votes.values().sum();
    votes.into_iter().map(|(key, votes)| (key, votes / total)).collect()
}

/// How often states are named by a name that a great region elsewhere bears too: it must not decide for itself what it means.
fn disputed(words: &Words, names: &[Match], register: &Register, atlas: &Atlas) -> BTreeMap<CountryCode, u32> {
    let mut counts = BTreeMap::new();
    for found in names {
        let [one] = found.uses.as_slice() else { continue };
        let state = register.actor(one.actor).filter(|actor| actor.kind == ActorKind::State && one.sort == Sort::Sure);
        let Some(country) = state.and_then(|state| state.country) else { continue };
        let namesakes = atlas.lookup(&words.joined(found.words.clone()));
        let region = |place: &Place<'_>| place.kind == PlaceKind::Region && place.population >= GREAT_REGION;
        let elsewhere = |place: &Place<'_>| CountryCode::new(place.country) != Some(country);
        if namesakes.iter().any(|namesake| region(&namesake.place) && elsewhere(&namesake.place)) {
            *counts.entry(country).or_default() += 1;
        }
    }
    counts
}

fn add(votes: &mut BTreeMap<CountryCode, f64>, more: BTreeMap<CountryCode, f64>) {
    for (country, count) in more {
        *votes.entry(country).or_default() += count;
    }
}

/// What the names of places say about where a document's places lie.
#[derive(Debug, Default)]
struct PlaceVotes {
    /// By names that lie in one country only.
    sure: BTreeMap<CountryCode, f64>,
    /// By names whose likeliest place has many times the people of any other of that name.
    likely: BTreeMap<CountryCode, f64>,
    /// By both, for first-level regions.
    regions: BTreeMap<(&'static str, &'static str), f64>,
}

impl PlaceVotes {
    fn vote(&mut self, candidates: &[Candidate<'static>]) {
        // What lies in no one country speaks for none, nor does a namesake of it.
        if candidates.iter().any(|one| one.place.country.is_empty()) {
            return;
        }
        let Some(best) = candidates.iter().map(|one| one.place).max_by_key(|place| place.population) else { return };
        let elsewhere = candidates.iter().filter(|other| other.place.country != best.country);
        let rival = elsewhere.map(|other| other.place.population).max();
        let far_ahead = |people: u32| u64::from(best.population) > FAR_AHEAD * u64::from(people.max(1));
        if rival.is_some_and(|people| !far_ahead(people)) {
            return;
        }
        if let Some(country) = CountryCode::new(best.country) {
            let (votes, weight) = match rival {
                None => (&mut self.sure, OTHER_VOTE),
                Some(_) => (&mut self.likely, OTHER_VOTE / 2.0),
            };
            *votes.entry(country).or_default() += weight;
        }
        let code = |place: &Place<'static>| place.admin1.map(|region| region.code);
        let apart = candidates.iter().filter(|other| code(&other.place) != code(&best));
        if let Some(region) = code(&best)
            && apart.map(|other| other.place.population).all(far_ahead)
        {
            *self.regions.entry((best.country, region)).or_default() += OTHER_VOTE;
        }
    }
}

/// A name that several bear, or that needs context, votes half as much, shared among their countries.
fn ambiguous_votes(
    words: &Words,
    names: &[Match],
    register: &Register,
    atlas: &Atlas,
    votes: &mut BTreeMap<CountryCode, f64>,
) {
    // A place's own name must not decide where it lies.
    let is_place = |found: &Match| !atlas.lookup(&words.joined(found.words.clone())).is_empty();
    for found in names.iter().filter(|found| found.uses.iter().any(|one| one.sort == Sort::Ambiguous)) {
        if is_place(found) {
            continue;
        }
        let countries: Vec<CountryCode> =
            found.uses.iter().filter_map(|one| register.actor(one.actor)?.country).collect();
        for country in &countries {
            *votes.entry(*country).or_default() += OTHER_VOTE / 2.0 / countries.len() as f64;
        }
    }
}

/// The longest names of the register from left to right.
pub(crate) fn names_in(words: &Words, register: &Register) -> Vec<Match> {
    let mut names = Vec::new();
    let mut at = 0;
    while at < words.list.len() {
        match register.names.matches(words, at, words.list.len()).pop() {
            Some(found) => {
                at = found.words.end;
                names.push(found);
            }
            None => at += 1,
        }
    }
    names
}

/// Spans by their beginning, each with the farthest end of those so far: whether any holds another is one search.
struct Covered(Vec<(usize, usize)>);

impl Covered {
    fn by<'a>(mentions: impl Iterator<Item = &'a Mention>) -> Self {
        let mut spans: Vec<(usize, usize)> =
            mentions.map(|mention| (mention.span.start(), mention.span.end())).collect();
        spans.sort_unstable();
        let mut farthest = 0;
        for (_, end) in &mut spans {
            farthest = farthest.max(*end);
            *end = farthest;
        }
        Self(spans)
    }

    fn hold(&self, span: Span) -> bool {
        let before = self.0.partition_point(|(start, _)| *start <= span.start());
        before.checked_sub(1).and_then(|last| self.0.get(last)).is_some_and(|(_, end)| span.end() <= *end)
    }
}

/// Places that lie in one country only vote for it; those inside names of persons and of the register do not.
fn place_votes(words: &Words, names: &[Match], mentions: &[Mention], atlas: &Atlas) -> PlaceVotes {
    let mut votes = PlaceVotes::default();
    let persons = Covered::by(mentions.iter().filter(|mention| mention.kind == MentionKind::Person));
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    let mut names = names.iter().peekable();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        while names.next_if(|name| name.words.end <= at).is_some() {}
        let taken = names.peek().filter(|name| name.words.contains(&at)).map(|name| name.words.end);
        if let Some(end) = taken {
            at = end;
            continue;
        }
        let person = || persons.hold(word.span);
        if word.shape == Shape::Small || atlas.is_doubtful(words.key(at)) || person() {
            at += 1;
            continue;
        }
        let found = atlas.longest(words, at, words.list.len());
        at = found.as_ref().map_or(at + 1, |found| found.words.end);
        let Some(found) = found else { continue };
        let Some(first) = found.candidates.first() else { continue };
        let count = counts.entry(first.place.index).or_default();
        *count += 1;
        if *count <= MOST_VOTES {
            votes.vote(&found.candidates);
        }
    }
    votes
}
