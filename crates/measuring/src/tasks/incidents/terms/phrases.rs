//! The words of a filler as MUC-4's keys have them, after the task's document: names in their fullest form without titles,
//! descriptions without quantifiers, a body apart from those who serve it, a target rather than a part of it.

use crate::bench::Read;
use crate::scorers::entities::normalised;
use crate::tasks::fillers::Part;
use model::{ActorRef, MentionKind, Span};
use std::collections::{BTreeMap, BTreeSet};

/// The words as MUC-4's keys have them: persons by their fullest name, names without titles; other phrases without
/// determiner and number, and without the word that tells the act ("the murdered priests").
pub(super) fn phrase(read: &Read, part: &Part<'_>, trigger: Span) -> String {
    let person = part.kind == Some(MentionKind::Person);
    let named = person || part.kind == Some(MentionKind::Organisation);
    let inside = !named && part.span.contains(trigger) && trigger.end() < part.head.end();
    let rest = Span::new(trigger.end(), part.span.end()).filter(|_| inside).unwrap_or(part.span);
    let words = normalised(read.words(if named { part.head } else { rest }));
    if !person {
        let open = |word: &&str| !OPENERS.contains(word) && !word.chars().all(|c| c.is_ascii_digit());
        return words.split(' ').skip_while(|word| !open(word)).collect::<Vec<_>>().join(" ");
    }
    let full = match part.actor {
        Some(ActorRef::Unlisted { name, .. }) => Some(normalised(name)).filter(|full| full.contains(&words)),
        _ => None,
    };
    without_honorifics(&full.unwrap_or(words)).to_owned()
}

/// "Msgr Ana Ruiz": the keys' names have neither titles nor honorifics.
fn without_honorifics(name: &str) -> &str {
    let mut name = name;
    while let Some((_, rest)) = name.split_once(' ').filter(|(first, _)| HONORIFICS.contains(first)) {
        name = rest;
    }
    name
}

/// "terrorists of the Front": the body fills a slot of its own. "Members" alone would tell nobody.
pub(super) fn without_body(words: &str) -> &str {
    words.split_once(" of ").map(|(first, _)| first).filter(|first| !first.starts_with("member")).unwrap_or(words)
}

/// "windows of the bank", "the bank's main entrance": the bank is the target, not whatever part of it was damaged.
pub(super) fn whole(words: &str) -> String {
    if let Some((_, owner)) = words.split_once(" of ").filter(|(part, _)| PARTS.contains(part)) {
        return owner.to_owned();
    }
    let owner =
        words.rsplit_once(" s ").filter(|(_, part)| PARTS.contains(&part.rsplit(' ').next().unwrap_or_default()));
    owner.map_or(words, |(owner, _)| owner).to_owned()
}

/// "guerrillas" beside "urban guerrillas", a family name beside the whole name: the fuller words stand for both.
pub(super) fn fullest(entities: &mut BTreeMap<String, BTreeSet<String>>) {
    let all: Vec<String> = entities.values().flatten().cloned().collect();
    entities.retain(|_, words| !words.iter().any(|short| all.iter().any(|long| is_fuller(long, short))));
}

/// Whether words hold all the words of others, and more, and end as they do.
fn is_fuller(long: &str, short: &str) -> bool {
    let (long, short): (Vec<&str>, Vec<&str>) = (long.split(' ').collect(), short.split(' ').collect());
    long.len() > short.len() && long.last() == short.last() && short.iter().all(|word| long.contains(word))
}

/// Parts of a house or a vehicle.
const PARTS: &[&str] = &[
    "window", "windows", "door", "doors", "wall", "walls", "entrance", "facade", "front", "roof", "gate", "gates",
    "fence", "interior", "rear",
];

/// Titles and honorifics that may open a name.
const HONORIFICS: &[&str] = &[
    "msgr",
    "monsignor",
    "mr",
    "mrs",
    "ms",
    "dr",
    "doctor",
    "father",
    "reverend",
    "rev",
    "bishop",
    "archbishop",
    "don",
    "dona",
    "sister",
    "engineer",
];

/// Determiners and numbers that may open a phrase.
const OPENERS: &[&str] = &[
    "his",
    "her",
    "its",
    "their",
    "our",
    "this",
    "that",
    "these",
    "those",
    "all",
    "some",
    "several",
    "many",
    "at",
    "least",
    "about",
    "around",
    "approximately",
    "nearly",
    "more",
    "than",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "hundred",
    "dozens",
    "hundreds",
    "of",
    "other",
    "another",
    "alleged",
    "presumed",
    "suspected",
    "various",
    "numerous",
    "few",
    "additional",
    "first",
    "second",
    "third",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_honorifics_and_nothing_else() {
        assert_eq!(without_honorifics("dr msgr ana ruiz"), "ana ruiz");
        assert_eq!(without_honorifics("bishop"), "bishop");
    }

    #[test]
    fn parts_give_way_to_what_they_belong_to() {
        assert_eq!(whole("windows of kelm bank"), "kelm bank");
        assert_eq!(whole("institute s main entrance"), "institute");
        assert_eq!(whole("mayor s house"), "mayor s house");
        assert_eq!(whole("windows"), "windows");
    }

    #[test]
    fn the_fuller_words_stand_for_both() {
        assert!(is_fuller("jesuit priests", "priests") && is_fuller("ana ruiz", "ruiz"));
        assert!(!is_fuller("priests", "priests") && !is_fuller("priests of kelm", "priests"));
        let entity = |words: &str| (words.to_owned(), BTreeSet::from([words.to_owned()]));
        let mut all = BTreeMap::from([entity("priests"), entity("jesuit priests"), entity("nurses")]);
        fullest(&mut all);
        assert_eq!(all.keys().collect::<Vec<_>>(), ["jesuit priests", "nurses"]);
    }

    #[test]
    fn fighters_of_a_body_are_told_without_it() {
        assert_eq!(without_body("terrorists of kelm front"), "terrorists");
        assert_eq!(without_body("members of kelm front"), "members of kelm front");
    }
}
