//! Who is told to be among those who suffered: "among the dead was Ana Ruiz", "ten people, including two priests", "the
//! bodies of the priests". Adds persons, never numbers.

use super::Suffered;
use crate::arguments::Arguments;
use crate::lexicon::Part;
use crate::reading_sentence::Sentence;
use crate::roles;
use crate::tolls;
use grammar::Relation;
use model::{Effect, Filler, Harm, MentionKind};

/// How far apart the words of "among the … dead were" may stand.
const REACH: usize = 5;

/// Whose bodies are spoken of; the bodies themselves where nobody is told.
pub(super) fn whose(sentence: &Sentence<'_>, at: usize, arguments: &Arguments) -> Vec<usize> {
    let person = |place: &usize| is_person(sentence, *place);
    let found: Vec<usize> = arguments.fillers("of").chain(arguments.fillers("poss")).filter(person).collect();
    if found.is_empty() { vec![at] } else { found }
}

/// Those named behind "including".
pub(super) fn included(sentence: &Sentence<'_>, at: usize, arguments: &Arguments, slot: &str) -> Vec<Filler> {
    let tree = sentence.tree;
    let own = std::iter::once(at).filter(|_| slot == "self");
    let heads = arguments.fillers(slot).chain(own);
    let kids = heads.flat_map(|head| tree.kids(head).iter().copied());
    let mut found = Vec::new();
    for kid in kids.filter(|kid| tree.preposition(*kid) == "including" || tree.marker(*kid) == "including") {
        let mut listed = Arguments::default();
        listed.add(tree, "including", kid);
        let persons = listed.fillers("including").filter(|place| is_person(sentence, *place));
        found.extend(persons.filter_map(|place| roles::filler(sentence, place)));
    }
    found
}

/// "Among the dead were A and B", "A was among the wounded".
pub(super) fn named<'a>(sentence: &Sentence<'a>) -> Option<Suffered<'a>> {
    let tree = sentence.tree;
    let among = (0..tree.len()).find(|at| matches!(tree.lower(*at).as_str(), "among" | "amongst"))?;
    let noun = (among + 1..tree.len()).take(REACH).find(|at| effect(tree.lower(*at)).is_some())?;
    let effect = effect(tree.lower(noun))?;
    let is = |at: &usize| tree.lemma(*at) == "be";
    let behind = (noun + 1..tree.len()).take(REACH).find(is);
    let before = (0..among).rev().take(REACH).find(is);
    let first = match (behind, before) {
        (Some(be), _) => (be + 1..tree.len()).find(|at| is_person(sentence, *at)),
        (None, Some(be)) => (0..be).rev().find(|at| is_person(sentence, *at)),
        (None, None) => None,
    }?;
    let at = behind.or(before)?;
    let mut listed = Arguments::default();
    listed.add(tree, "obj", first);
    let harm: Vec<Harm> = listed.fillers("obj").filter_map(|place| harm(sentence, effect, place, noun)).collect();
    let word = sentence.lexicon.harms("kill").next().filter(|_| !harm.is_empty())?;
    let (cumulative, among) = (false, Vec::new());
    Some(Suffered { at, part: Part::Verb, word, words: (noun, noun), harm, arguments: listed, cumulative, among })
}

fn harm(sentence: &Sentence<'_>, effect: Effect, place: usize, noun: usize) -> Option<Harm> {
    let who = roles::filler(sentence, place).filter(|_| is_person(sentence, place))?;
    let toll = tolls::of_noun(sentence.tree, place).toll?;
    let evidence = sentence.tree.range(place.min(noun), place.max(noun))?;
    Some(Harm { effect, who: Some(who), toll, cumulative: false, since: None, evidence })
}

fn effect(word: &str) -> Option<Effect> {
    match word {
        "dead" | "killed" | "fatalities" | "deaths" | "murdered" => Some(Effect::Killed),
        "wounded" | "injured" => Some(Effect::Injured),
        "missing" => Some(Effect::Missing),
        "hostages" | "kidnapped" | "abducted" => Some(Effect::Abducted),
        _ => None,
    }
}

fn is_person(sentence: &Sentence<'_>, at: usize) -> bool {
    let counted = sentence.tree.child(at, Relation::Nummod).is_some() && super::may_suffer(sentence, at);
    matches!(sentence.kind(at), Some(MentionKind::Person | MentionKind::Actor)) || counted
}

#[cfg(test)]
mod tests {
    use crate::testing::claims;

    fn victims(text: &str) -> Vec<String> {
        let told = claims(text);
        let harm = told.iter().flat_map(|told| &told.claim.harm);
        let words = harm.map(|harm| (harm.effect.as_str(), harm.evidence.slice(text).to_owned()));
        words.map(|(effect, words)| format!("{effect}: {words}")).collect()
    }

    #[test]
    fn persons_are_named_among_those_who_suffered() {
        let told = victims("Among the dead were two priests and a teacher.");
        assert!(told.iter().any(|harm| harm.starts_with("killed") && harm.contains("two priests")), "{told:?}");
        let told = victims("A teacher was among the wounded.");
        assert!(told.iter().any(|harm| harm.starts_with("injured") && harm.contains("teacher")), "{told:?}");
    }

    #[test]
    fn bodies_are_of_those_who_died() {
        let told = claims("The bodies of two priests were found near the road on Monday.");
        assert!(told.iter().flat_map(|told| &told.claim.harm).any(|harm| harm.who.is_some()), "{told:?}");
        let told = claims("Two bodies were found near the road on Monday.");
        assert!(told.iter().flat_map(|told| &told.claim.harm).all(|harm| harm.who.is_none()), "{told:?}");
    }
}
