//! Counts told as such: "the number of people killed has risen to 28", "bringing to 39 the number of children killed". The
//! number at the end counts those who suffer; the words of harm inside only say how.

use super::{Suffered, may_suffer, totals};
use crate::lexicon::Part;
use crate::reading_sentence::Sentence;
use crate::{roles, tolls, triggers};
use grammar::{Tag, Upos};
use model::{Harm, MentionKind};

/// How far behind "number of" the word of harm may stand.
const GROUP: usize = 8;
/// How far behind the verb its number may begin.
const REACH: usize = 6;

/// The words of a count.
struct Count {
    /// "number", and the word of harm in its group.
    noun: usize,
    harm: usize,
    /// What the count does, and to which number.
    verb: usize,
    number: usize,
}

/// What counts tell in a sentence, and from which word of harm.
pub(super) fn find<'a>(sentence: &Sentence<'a>) -> Vec<Suffered<'a>> {
    (0..sentence.tree.len()).filter_map(|noun| suffered(sentence, &count(sentence, noun)?)).collect()
}

fn count(sentence: &Sentence<'_>, noun: usize) -> Option<Count> {
    let tree = sentence.tree;
    let opens =
        matches!(tree.lemma(noun), "number" | "toll" | "total" | "tally" | "count") && tree.lower(noun + 1) == "of";
    let group = noun + 2..(noun + 2 + GROUP).min(tree.len());
    let harm = group.filter(|_| opens).find(|at| sentence.lexicon.names_harm(tree.lemma(*at)))?;
    let (verb, number) = moved(sentence, harm).or_else(|| brought(sentence, noun, harm))?;
    Some(Count { noun, harm, verb, number })
}

/// "… has risen to 28", "… stands at 28", "… passed 28".
fn moved(sentence: &Sentence<'_>, harm: usize) -> Option<(usize, usize)> {
    let tree = sentence.tree;
    let moves = |at: &usize| {
        tree.tag(*at) != Tag::Vbg
            && matches!(
                tree.lemma(*at),
                "rise"
                    | "climb"
                    | "grow"
                    | "increase"
                    | "jump"
                    | "soar"
                    | "reach"
                    | "stand"
                    | "pass"
                    | "exceed"
                    | "top"
                    | "hit"
                    | "fall"
                    | "be"
            )
    };
    let verb = (harm + 1..tree.len()).find(moves)?;
    Some((verb, number_behind(sentence, verb)?))
}

/// "… bringing to 39 the number of …", "… took the number of … to 39".
fn brought(sentence: &Sentence<'_>, noun: usize, harm: usize) -> Option<(usize, usize)> {
    let tree = sentence.tree;
    let brings = |at: &usize| matches!(tree.lemma(*at), "bring" | "take" | "raise" | "push" | "put");
    let verb = (noun.saturating_sub(REACH)..noun).rev().find(brings)?;
    let inside = number_behind(sentence, verb).filter(|number| *number < noun);
    let behind = || (harm + 1..tree.len()).find(|at| is_goal(sentence, *at));
    Some((verb, inside.or_else(behind)?))
}

fn number_behind(sentence: &Sentence<'_>, verb: usize) -> Option<usize> {
    let tree = sentence.tree;
    let is_number = |at: &usize| tree.upos(*at) == Upos::Num && !is_time(sentence, *at);
    (verb + 1..(verb + 1 + REACH).min(tree.len())).find(is_number)
}

/// A number right behind "to" or "at", with what may stand between ("to at least 39").
fn is_goal(sentence: &Sentence<'_>, at: usize) -> bool {
    let tree = sentence.tree;
    let goes = |place: usize| matches!(tree.lower(place).as_str(), "to" | "at");
    tree.upos(at) == Upos::Num && !is_time(sentence, at) && (at.saturating_sub(3)..at).any(goes)
}

fn is_time(sentence: &Sentence<'_>, at: usize) -> bool {
    let around = sentence.mention_around(at).and_then(|mention| sentence.mentions.get(mention));
    around.is_some_and(|mention| mention.kind == MentionKind::Time)
}

fn suffered<'a>(sentence: &Sentence<'a>, count: &Count) -> Option<Suffered<'a>> {
    let tree = sentence.tree;
    let word = sentence.lexicon.harms(tree.lemma(count.harm)).next()?;
    let toll = totals::at_mark(tree, count.verb, tolls::of_noun(tree, count.number).toll?);
    let who = (count.noun + 2..count.harm).find(|at| tree.is_noun(*at) && may_suffer(sentence, *at));
    let cumulative = is_sum(sentence, count);
    let harm = Harm {
        effect: word.effect,
        who: who.and_then(|at| roles::filler(sentence, at)),
        toll,
        cumulative,
        since: totals::since(sentence, count.harm).filter(|_| cumulative),
        evidence: tree.range(count.noun.min(count.verb), count.number.max(count.harm).max(count.verb))?,
    };
    let part = if tree.tag(count.harm).is_verb() { Part::Verb } else { Part::Noun };
    Some(Suffered {
        at: count.verb,
        part: Part::Verb,
        word,
        words: (count.noun, count.harm.max(count.verb)),
        harm: vec![harm],
        arguments: triggers::arguments(sentence, count.harm, part),
        cumulative,
        among: Vec::new(),
    })
}

/// Whether the count runs over a period: since a day, this year, so far, or because an event adds to it.
fn is_sum(sentence: &Sentence<'_>, count: &Count) -> bool {
    let tree = sentence.tree;
    let pair = |first: &str, second: &[&str]| {
        (count.noun..tree.len()).any(|at| tree.lower(at) == first && second.contains(&tree.lower(at + 1).as_str()))
    };
    (count.noun..tree.len()).any(|at| tree.lower(at) == "since")
        || pair("so", &["far"])
        || pair("this", &["year", "month", "week"])
        || count.verb < count.noun
}

#[cfg(test)]
mod tests {
    use crate::testing::claims;

    fn tolls(text: &str) -> Vec<String> {
        claims(text).iter().flat_map(|claim| &claim.claim.harm).map(|harm| harm.toll.to_string()).collect()
    }

    #[test]
    fn the_number_at_the_end_counts() {
        assert_eq!(tolls("The number of people killed in the attack has risen to 28."), ["28"]);
        assert_eq!(tolls("The number of soldiers wounded stands at 14."), ["14"]);
    }

    #[test]
    fn an_event_adds_to_a_running_count() {
        let text = "Two boys were killed by a mine, bringing to 39 the number of children killed by mines this year.";
        assert_eq!(tolls(text), ["2", "39"]);
        let running = claims(text).iter().flat_map(|claim| &claim.claim.harm).filter(|harm| harm.cumulative).count();
        assert_eq!(running, 1);
    }
}
