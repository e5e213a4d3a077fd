//! Running totals: "since April", "so far", "the death toll", "bringing the total to 61".

use super::Suffered;
use crate::arguments::Arguments;
use crate::lexicon::Part;
use crate::reading_sentence::Sentence;
use crate::tolls;
use crate::tree::Tree;
use grammar::{Relation, Tag, Upos};
use model::{Effect, Harm, MentionKind, MentionRef, Toll};

/// Whether the harm at a word is a sum over a period.
pub(super) fn is_running(sentence: &Sentence<'_>, at: usize, part: Part) -> bool {
    let tree = sentence.tree;
    let perfect = tree
        .kids(at)
        .iter()
        .chain(
            tree.head(at).filter(|_| tree.relation(at) == Relation::Conj).into_iter().flat_map(|head| tree.kids(head)),
        )
        .any(|kid| matches!(tree.relation(*kid), Relation::Aux) && tree.lemma(*kid) == "have");
    // French tells any past so.
    let perfect = perfect && !tree.laid;
    let lower = |at: usize| tree.lower(at);
    let pair = |first: &str, second: &str| (0..tree.len()).any(|at| lower(at) == first && lower(at + 1) == second);
    let summed =
        pair("so", "far") || pair("to", "date") || pair("in", "total") || pair("in", "all") || pair("the", "total");
    let war = matches!(
        subject_lemma(sentence, at).as_deref(),
        Some("war" | "conflict" | "fighting" | "violence" | "insurgency" | "crisis")
    );
    let joined = tree.relation(at) == Relation::Conj
        && tree.head(at).is_some_and(|head| {
            tree.is_clause(head) && tree.child(at, Relation::Nsubj).is_none() && is_running(sentence, head, part)
        });
    let of_war = part == Part::Noun && tree.lemma(at) == "toll" && is_of_war(tree, at);
    of_war
        || part != Part::Noun
            && (joined
                || summed && (perfect || pair("so", "far") || pair("to", "date"))
                || since_place(sentence, at).is_some()
                || (perfect && (war || over_period(sentence))))
}

/// "the war's death toll", "the toll of the conflict": it sums what a whole war did.
fn is_of_war(tree: &Tree<'_>, at: usize) -> bool {
    tree.kids(at)
        .iter()
        .any(|kid| matches!(tree.lemma(*kid), "war" | "conflict" | "fighting" | "violence" | "insurgency"))
}

fn subject_lemma(sentence: &Sentence<'_>, at: usize) -> Option<String> {
    let subject = sentence.tree.child(at, Relation::Nsubj)?;
    Some(sentence.tree.lemma(subject).to_owned())
}

/// "over nine months of war", "in nine months".
fn over_period(sentence: &Sentence<'_>) -> bool {
    let tree = sentence.tree;
    (0..tree.len()).any(|at| {
        let opens = matches!(tree.lower(at).as_str(), "over" | "during" | "in" | "for");
        let unit = (at + 1..(at + 5).min(tree.len()))
            .any(|next| matches!(tree.lemma(next), "month" | "year" | "week" | "decade"));
        opens && unit && !matches!(tree.lower(at + 1).as_str(), "the" | "recent")
    })
}

/// The mention of "since …" beside the harm.
pub(super) fn since(sentence: &Sentence<'_>, at: usize) -> Option<MentionRef> {
    let place = since_place(sentence, at)?;
    let tree = sentence.tree;
    let found = (place..(place + 8).min(tree.len())).find_map(|next| {
        let mention = sentence.mention_around(next)?;
        (sentence.mentions.get(mention)?.kind == MentionKind::Time).then_some(mention)
    });
    found.or_else(|| sentence.mention_around(place + 1))
}

/// The word "since" where it governs a period beside the harm.
fn since_place(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let tree = sentence.tree;
    let place = (0..tree.len()).find(|place| tree.lower(*place) == "since")?;
    // "the deadliest attack since March": nothing is summed since then.
    let near = || place.saturating_sub(5)..place;
    let counted = near().any(|before| matches!(tree.lower(before).as_str(), "least" | "most"));
    if !counted && near().any(|before| tree.tag(before) == Tag::Jjs || tree.lower(before) == "first") {
        return None;
    }
    // "…, bringing the total since November to 61": that sum runs, not what was told before it.
    let of_sum = (0..place).any(|before| matches!(tree.lemma(before), "bring" | "raise") && before > at);
    if of_sum {
        return None;
    }
    // "killed five; since November 61 have died": the other clause has its own sum.
    let other = |head: &usize| {
        *head != at && tree.relation(*head) == Relation::Parataxis && tree.child(*head, Relation::Nsubj).is_some()
    };
    let near = tree.above(place).take_while(|head| !other(head)).any(|head| head == at)
        || tree.relation(at) == Relation::Conj
        || tree.above(at).any(|head| tree.dominates(head, place));
    near.then_some(place)
}

/// "The death toll rose to 30", "a death toll of 12".
pub(super) fn death_toll(sentence: &Sentence<'_>, at: usize, arguments: &Arguments) -> Vec<Harm> {
    let tree = sentence.tree;
    let own = arguments.fillers("of").find(|place| tree.upos(*place) == Upos::Num);
    let verb = tree.head(at).filter(|head| tree.is_clause(*head));
    let beside = verb.and_then(|verb| {
        tree.kids(verb).iter().copied().find(|kid| {
            let counts = tree.upos(*kid) == Upos::Num
                || tree.child(*kid, Relation::Nummod).is_some()
                    && matches!(tree.lemma(*kid), "dead" | "people" | "person");
            counts && (matches!(tree.preposition(*kid).as_str(), "to" | "at") || tree.relation(*kid) == Relation::Obj)
        })
    });
    let Some(number) = own.or(beside) else { return Vec::new() };
    let Some(toll) = tolls::of_noun(tree, number).toll else { return Vec::new() };
    let Some(evidence) = tree.range(at.min(number), at.max(number)) else { return Vec::new() };
    let toll = verb.map_or(toll, |verb| at_mark(tree, verb, toll));
    let cumulative = is_of_war(tree, at);
    vec![Harm { effect: Effect::Killed, who: None, toll, cumulative, since: None, evidence }]
}

/// A number that is passed leaves the top open.
pub(super) fn at_mark(tree: &Tree<'_>, verb: usize, toll: Toll) -> Toll {
    let passed = matches!(tree.lemma(verb), "pass" | "exceed" | "top" | "surpass" | "cross");
    if passed { Toll::new(toll.low(), toll.best(), None, toll.approximate()).unwrap_or(toll) } else { toll }
}

/// "…, bringing the total since November to 61": a second, running number.
pub(super) fn bringing<'a>(sentence: &Sentence<'a>) -> Option<Suffered<'a>> {
    let tree = sentence.tree;
    let total = (0..tree.len()).find(|at| matches!(tree.lemma(*at), "total" | "toll" | "number") && *at > 0)?;
    let verb = (0..total).rev().find(|at| matches!(tree.lemma(*at), "bring" | "take" | "raise" | "push"))?;
    let number =
        (total + 1..tree.len()).find(|at| tree.lower(at.wrapping_sub(1)) == "to" && tree.upos(*at) == Upos::Num)?;
    let word = sentence.lexicon.harms("kill").next()?;
    let toll = tolls::of_noun(tree, number).toll?;
    let since = since(sentence, total);
    let harm =
        Harm { effect: Effect::Killed, who: None, toll, cumulative: true, since, evidence: tree.range(verb, number)? };
    Some(Suffered {
        at: verb,
        part: Part::Verb,
        word,
        words: (verb, total),
        harm: vec![harm],
        arguments: Arguments::default(),
        cumulative: true,
        among: Vec::new(),
    })
}
