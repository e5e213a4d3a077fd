//! Finds the words that name acts: each word of a sentence against the patterns of the lexicon, the most demanding
//! pattern that fits wins. Also adjectives made of a name and a participle: "Turkish-backed".

use crate::arguments::{Arguments, is_passive};
use crate::lexicon::{Constraint, Part, Pattern, Trigger};
use crate::meaning;
use crate::reading_sentence::Sentence;
use grammar::{Relation, Tag, Upos};
use model::ClaimKind;

/// How far the words of one trigger may lie apart to be cited as one span.
const SPREAD: usize = 6;

/// A trigger found.
#[derive(Debug, Clone)]
pub(crate) struct Hit<'a> {
    /// The head word.
    pub(crate) at: usize,
    /// The entry.
    pub(crate) trigger: &'a Trigger,
    /// The first and the last word that belong to it.
    pub(crate) words: (usize, usize),
    /// What fills its slots.
    pub(crate) arguments: Arguments,
}

/// The triggers of a sentence in order.
pub(crate) fn find<'a>(sentence: &Sentence<'a>) -> Vec<Hit<'a>> {
    let mut hits: Vec<Hit<'a>> = (0..sentence.tree.len()).filter_map(|at| hit(sentence, at)).collect();
    hits.retain(|hit| !meaning::states(sentence, hit.at));
    absorb(sentence, &mut hits);
    hits
}

/// How a word can be used here: as which parts of speech.
pub(crate) fn parts(sentence: &Sentence<'_>, at: usize) -> Vec<Part> {
    let tree = sentence.tree;
    let (upos, tag) = (tree.upos(at), tree.tag(at));
    let mut parts = Vec::new();
    let relation = tree.relation(at);
    if tag == Tag::Vbg && relation == Relation::Amod {
        return parts;
    }
    let nominal =
        matches!(relation, Relation::Nsubj | Relation::NsubjPass | Relation::Compound | Relation::Nmod | Relation::Obl)
            || tree.kids(at).iter().any(|kid| matches!(tree.relation(*kid), Relation::Det | Relation::NmodPoss));
    if tag == Tag::Vbg && nominal && tree.child(at, Relation::Obj).is_none() {
        parts.push(Part::Noun);
    }
    if tag.is_verb() || upos == Upos::Verb {
        if upos != Upos::Aux {
            parts.push(Part::Verb);
        }
        let clause = tree.child(at, Relation::Ccomp).or_else(|| tree.child(at, Relation::Xcomp));
        if (tag == Tag::Vbg || relation == Relation::Compound)
            && !parts.contains(&Part::Noun)
            && tree.child(at, Relation::Obj).or(clause).is_none()
        {
            parts.push(Part::Noun);
        }
    }
    if upos == Upos::Noun || (upos == Upos::Propn && (tree.headline || tag == Tag::Nnp)) {
        parts.push(Part::Noun);
    }
    if upos == Upos::Adj || tree.child(at, Relation::Cop).is_some() || matches!(upos, Upos::Adv | Upos::Adp) {
        parts.push(Part::Adjective);
    }
    if upos == Upos::Adj {
        parts.push(Part::Noun);
    }
    parts
}

fn hit<'a>(sentence: &Sentence<'a>, at: usize) -> Option<Hit<'a>> {
    let lemma = sentence.tree.lemma(at);
    let lexicon = sentence.lexicon;
    lexicon.triggers(lemma).next()?;
    if sentence.in_name(at) {
        return None;
    }
    let parts = parts(sentence, at);
    if only_describes(sentence, at) {
        return None;
    }
    let mut best: Option<Hit<'a>> = None;
    for part in parts {
        let arguments = arguments(sentence, at, part);
        for trigger in lexicon.triggers(lemma).filter(|trigger| trigger.pattern.part == part) {
            let better = best.as_ref().is_none_or(|best| trigger.pattern.weight() > best.trigger.pattern.weight());
            if !better {
                continue;
            }
            if let Some(words) = matched(sentence, at, &trigger.pattern, &arguments) {
                best = Some(Hit { at, trigger, words, arguments: arguments.clone() });
            }
        }
    }
    best
}

/// "detention centre", "withdrawal line": the noun describes a thing, or somebody, and tells no event.
fn only_describes(sentence: &Sentence<'_>, at: usize) -> bool {
    let tree = sentence.tree;
    let compound = tree.relation(at) == Relation::Compound && tree.is_noun(at)
        || tree.relation(at) == Relation::Amod && tree.tag(at) == Tag::Jj;
    let head = tree.head(at).filter(|head| compound && *head > at && tree.is_noun(*head));
    head.is_some_and(|head| {
        let lemma = tree.lemma(head);
        let of_event = sentence.lexicon.triggers(lemma).any(|trigger| trigger.pattern.part == Part::Noun)
            || sentence.lexicon.names_harm(lemma);
        // "force" is a verb of harm too; behind a noun it is those who bear it: "occupation forces".
        let bearers = tree.tag(head) == Tag::Nns && sentence.is("troops", head);
        bearers
            || !of_event
                && !matches!(
                    lemma,
                    "wave"
                        | "series"
                        | "campaign"
                        | "report"
                        | "incident"
                        | "victim"
                        | "deal"
                        | "attempt"
                        | "operation"
                        | "drive"
                        | "process"
                )
    })
}

/// The slots of a word used as a part of speech.
pub(crate) fn arguments(sentence: &Sentence<'_>, at: usize, part: Part) -> Arguments {
    match part {
        Part::Noun => Arguments::of_noun(sentence.tree, sentence.lexicon, at),
        Part::Verb | Part::Adjective => Arguments::of_verb(sentence.tree, sentence.lexicon, at),
    }
}

/// Whether a pattern fits, and which words belong to the trigger then.
pub(crate) fn matched(
    sentence: &Sentence<'_>,
    at: usize,
    pattern: &Pattern,
    arguments: &Arguments,
) -> Option<(usize, usize)> {
    let mut words = (at, at);
    for constraint in &pattern.constraints {
        let filler = filler(sentence, at, constraint, arguments);
        match (filler, constraint.negated) {
            (Some(_), true) | (None, false) => return None,
            (None, true) => {}
            (Some(filler), false) => {
                let governor = constraint.slots.iter().any(|slot| slot == "governor");
                if constraint.included && !governor && apart(sentence, filler, at) <= SPREAD {
                    words = (words.0.min(filler), words.1.max(filler));
                    if let Some(before) = compound_before(sentence, filler) {
                        words.0 = words.0.min(before);
                    }
                }
            }
        }
    }
    Some(words)
}

/// How many words apart two words stand; a name counts as one, however many words it has.
fn apart(sentence: &Sentence<'_>, one: usize, other: usize) -> usize {
    let between = one.min(other) + 1..=one.max(other);
    between.filter(|at| sentence.tree.relation(*at) != grammar::Relation::Flat).count()
}

fn compound_before(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let fits = sentence.tree.relation(before) == Relation::Compound && sentence.tree.head(before) == Some(at);
    (fits && sentence.is("weapon", before)).then_some(before)
}

fn filler(sentence: &Sentence<'_>, at: usize, constraint: &Constraint, arguments: &Arguments) -> Option<usize> {
    constraint.slots.iter().find_map(|slot| in_slot(sentence, at, slot, constraint, arguments))
}

fn in_slot(
    sentence: &Sentence<'_>,
    at: usize,
    slot: &str,
    constraint: &Constraint,
    arguments: &Arguments,
) -> Option<usize> {
    // "promised that the army would not bomb" threatens nothing.
    let undone = |filler: usize| {
        slot == "xcomp"
            && constraint.words.iter().all(|word| !word.starts_with('@'))
            && meaning::is_denied_by_itself(sentence, filler)
    };
    let mut fillers = arguments.fillers(slot);
    let found = fillers.find(|filler| sentence.fits(*filler, &constraint.words) && !undone(*filler));
    found.or_else(|| match slot {
        // Particles and adverbs are tagged in many ways; what counts is that they follow.
        "prt" => (at + 1..(at + 5).min(sentence.tree.len())).find(|next| {
            !constraint.words.is_empty()
                && constraint.words.contains(sentence.tree.lower(*next))
                && (sentence.tree.head(*next) == Some(at) || behind_object(sentence, at, *next))
        }),
        "xcomp" => arguments.fillers("obj").find(|filler| {
            !constraint.words.is_empty()
                && constraint.words.iter().all(|word| !word.starts_with('@'))
                && sentence.fits(*filler, &constraint.words)
        }),
        // "We will respond, he warned": what is said may stand before.
        "that" => (at + 1..sentence.tree.len()).find(|next| sentence.fits(*next, &constraint.words)).or_else(|| {
            let said = sentence.tree.head(at).filter(|_| sentence.tree.relation(at) == Relation::Parataxis);
            said.filter(|said| sentence.fits(*said, &constraint.words))
        }),
        "mod" => modifier(sentence, at, &constraint.words),
        "objmod" => arguments.fillers("obj").find_map(|object| modifier(sentence, object, &constraint.words)),
        "to" | "for" | "on" | "against" | "with" | "of" if !constraint.negated && !constraint.words.is_empty() => {
            on_object(sentence, slot, constraint, arguments)
        }
        _ => None,
    })
}

/// "ruled that out": a particle that the tree hung on the object between it and its verb.
fn behind_object(sentence: &Sentence<'_>, verb: usize, particle: usize) -> bool {
    let tree = sentence.tree;
    let object = tree.head(particle).filter(|object| (verb + 1..particle).contains(object));
    tree.relation(particle) == Relation::CompoundPrt
        && object.is_some_and(|object| tree.head(object) == Some(verb) && tree.relation(object) == Relation::Obj)
}

/// "presented evidence against the minister": a phrase that the tree hung on the object of the trigger.
fn on_object(sentence: &Sentence<'_>, slot: &str, constraint: &Constraint, arguments: &Arguments) -> Option<usize> {
    let things =
        arguments.fillers("obj").filter(|object| sentence.tree.is_noun(*object) && !sentence.is("actor", *object));
    let mut things = things;
    things.find_map(|object| {
        let own = Arguments::of_noun(sentence.tree, sentence.lexicon, object);
        own.fillers(slot).find(|filler| sentence.fits(*filler, &constraint.words))
    })
}

/// A modifier by position, for hyphenated and doubtful trees: "air - strike", "small arms fire".
fn modifier(sentence: &Sentence<'_>, at: usize, words: &[String]) -> Option<usize> {
    if words.is_empty() {
        return None;
    }
    let before = at.checked_sub(1)?;
    let before = if sentence.tree.form(before) == "-" { before.checked_sub(1)? } else { before };
    let joined = matches!(sentence.tree.upos(before), Upos::Noun | Upos::Adj | Upos::Propn | Upos::Verb | Upos::Adv);
    (joined && sentence.fits(before, words)).then_some(before)
}

/// Drops what another trigger already says: the noun of "opened fire" under "open fire", the verb of "an air strike
/// hit a market" beside the strike, the light verb of "held talks" beside the talks.
fn absorb(sentence: &Sentence<'_>, hits: &mut Vec<Hit<'_>>) {
    let heads: Vec<(usize, (usize, usize), usize)> =
        hits.iter().map(|hit| (hit.at, hit.words, hit.trigger.pattern.weight())).collect();
    let is_hit = |at: usize| heads.iter().any(|(head, _, _)| *head == at);
    let kinds: Vec<(usize, ClaimKind)> = hits.iter().map(|hit| (hit.at, hit.trigger.kind)).collect();
    let is_of = |at: usize, kind: ClaimKind| kinds.contains(&(at, kind));
    // What only repeats its noun goes first, or noun and verb would each give way to the other.
    hits.retain(|hit| !repeats_its_noun(sentence, hit, &is_hit, &is_of));
    // "A shell fell on the square, killing three": what tells harm goes before what it would cover.
    let heads: Vec<usize> = hits.iter().map(|hit| hit.at).collect();
    hits.retain(|hit| !tells_harm_of(sentence, hit, &|at| heads.contains(&at)));
    let heads: Vec<(usize, (usize, usize), usize)> =
        hits.iter().map(|hit| (hit.at, hit.words, hit.trigger.pattern.weight())).collect();
    hits.retain(|hit| {
        let swallowed = heads.iter().any(|(at, words, weight)| {
            *at != hit.at
                && (words.0..=words.1).contains(&hit.at)
                && *weight >= hit.trigger.pattern.weight()
                && belongs(sentence, *at, hit)
        });
        // "A humanitarian convoy entered the city": who brings aid makes no incursion.
        let brings_aid = hit.trigger.kind == ClaimKind::Incursion
            && hit.arguments.fillers("subj").any(|at| is_of(at, ClaimKind::HumanitarianAccess));
        !(swallowed || brings_aid)
    });
}

/// "shelled the town, killing three": the killing is the harm of the shelling and no act beside it.
fn tells_harm_of(sentence: &Sentence<'_>, hit: &Hit<'_>, is_hit: &impl Fn(usize) -> bool) -> bool {
    let tree = sentence.tree;
    let harms =
        matches!(tree.lemma(hit.at), "kill" | "wound" | "injure" | "destroy" | "damage" | "murder" | "demolish");
    let verb = hit.trigger.pattern.part == Part::Verb;
    let above = tree.head(hit.at).filter(|_| {
        matches!(tree.relation(hit.at), Relation::Advcl | Relation::Conj | Relation::Acl | Relation::Xcomp)
    });
    let by_event = hit.arguments.fillers("subj").any(is_hit);
    let by_act = above.is_some_and(|above| is_hit(above) || carried_out(sentence, above, hit.at).is_some_and(is_hit));
    harms && verb && (by_act || by_event)
}

/// "launched a raid on the school, killing three": what a verb carries out, where a clause below it tells what came of it.
/// Parsers join such a gerund to the verb as often as not.
pub(crate) fn carried_out(sentence: &Sentence<'_>, verb: usize, clause: usize) -> Option<usize> {
    let tree = sentence.tree;
    let gerund = tree.relation(clause) == Relation::Conj && tree.tag(clause) == Tag::Vbg;
    let follows = tree.relation(clause) == Relation::Advcl || gerund;
    tree.child(verb, Relation::Obj).filter(|_| follows && sentence.lexicon.is("support", tree.lemma(verb)))
}

fn belongs(sentence: &Sentence<'_>, at: usize, hit: &Hit<'_>) -> bool {
    sentence.tree.head(hit.at) == Some(at) || sentence.tree.head(at) == Some(hit.at)
}

/// A verb that only carries an event noun: "an air strike hit …", "held talks", "launched an attack".
fn repeats_its_noun(
    sentence: &Sentence<'_>,
    hit: &Hit<'_>,
    is_hit: &impl Fn(usize) -> bool,
    is_of: &impl Fn(usize, ClaimKind) -> bool,
) -> bool {
    let tree = sentence.tree;
    if hit.trigger.pattern.part != Part::Verb {
        return false;
    }
    let lemma = tree.lemma(hit.at);
    // "was hit by shellfire": the verb has what was hit, which the noun has not.
    let told_by_both = |at: usize| is_passive(tree, hit.at) && is_of(at, hit.trigger.kind);
    let by_subject = sentence.lexicon.is("impact", lemma)
        && hit.arguments.fillers("subj").any(|at| is_hit(at) && !told_by_both(at) && !sentence.is("weapon", at));
    let light = matches!(
        lemma,
        "hold"
            | "launch"
            | "mount"
            | "open"
            | "begin"
            | "start"
            | "resume"
            | "wage"
            | "attend"
            | "make"
            | "issue"
            | "put"
            | "give"
            | "continue"
    ) && !matches!(
        sentence.lexicon.triggers(lemma).find(|it| it.name == hit.trigger.name).map(|it| it.kind.as_str()),
        Some(
            "small_arms_fire"
                | "shelling"
                | "reservation"
                | "proposal"
                | "statement"
                | "conference_planned"
                | "monitoring_deployed"
                | "drone_strike"
                | "suspension"
                | "delay"
                | "end"
                | "refusal"
        )
    );
    let by_object = light && hit.arguments.fillers("obj").any(is_hit);
    by_subject || by_object
}
