//! Where and when: phrases of place and time of the act itself, then of the clause that holds it, then of the clauses
//! that it follows from. A dateline tells neither.

use crate::reading_sentence::Sentence;
use grammar::{Relation, Tag};
use model::{MentionKind, MentionRef, Polarity};

const LOCATIVE: [&str; 30] = [
    "in",
    "at",
    "near",
    "on",
    "around",
    "outside",
    "inside",
    "across",
    "along",
    "over",
    "into",
    "from",
    "between",
    "of",
    "towards",
    "toward",
    "through",
    "throughout",
    "close to",
    "north of",
    "south of",
    "east of",
    "west of",
    "against",
    "around",
    "within",
    "off",
    "above",
    "under",
    "to",
];
/// Prepositions that name a place of the act and not a partner or an end of a way.
const STRICT: [&str; 20] = [
    "in",
    "at",
    "near",
    "on",
    "around",
    "outside",
    "inside",
    "across",
    "along",
    "over",
    "between",
    "through",
    "throughout",
    "close to",
    "within",
    "off",
    "above",
    "south of",
    "north of",
    "by",
];

/// The time of the act at `at`.
pub(crate) fn time(sentence: &Sentence<'_>, at: usize, noun: bool) -> Option<MentionRef> {
    let chain = chain(sentence, at, noun);
    let of_clauses = |dated: bool| {
        chain
            .iter()
            .flat_map(|node| [own_time(sentence, *node, at), in_clause(sentence, *node, MentionKind::Time)])
            .flatten()
            .find(|time| !dated || !lasts(sentence, *time))
    };
    of_clauses(true)
        .or_else(|| chain.iter().find_map(|node| dated_in_clause(sentence, *node)))
        .or_else(|| of_clauses(false))
        .or_else(|| chain.iter().find_map(|node| after_list(sentence, *node)))
        .or_else(|| in_own_clause(sentence, at).filter(|_| noun))
}

/// "shelling that hit the mine on Monday": when an act struck is when it was.
fn in_own_clause(sentence: &Sentence<'_>, at: usize) -> Option<MentionRef> {
    let tree = sentence.tree;
    let strikes = |kid: &usize| {
        let lemma = tree.lemma(*kid);
        let active = tree.child(*kid, Relation::NsubjPass).is_none();
        let own = matches!(tree.relation(*kid), Relation::AclRelcl | Relation::Acl) && active;
        own && (sentence.lexicon.is("impact", lemma) || sentence.lexicon.names_harm(lemma) || lemma == "target")
    };
    let clause = tree.kids(at).iter().copied().find(strikes)?;
    own_time(sentence, clause, clause).or_else(|| in_clause(sentence, clause, MentionKind::Time))
}

/// "on Tuesday, the first since August": behind what tells how long or since when, the clause may still have a day.
fn dated_in_clause(sentence: &Sentence<'_>, node: usize) -> Option<MentionRef> {
    let tree = sentence.tree;
    let own = |at: usize| tree.above(at).find(|head| tree.tag(*head).is_verb()) == Some(node);
    (0..tree.len())
        .filter(|at| own(*at) && !beyond_act(sentence, *at, node))
        .filter_map(|at| sentence.mention_around(at))
        .find(|it| is_time(sentence, *it) && !lasts(sentence, *it))
}

/// Whether a time tells how long something lasted or since when, and not when it was: "for two years", "after three years".
fn lasts(sentence: &Sentence<'_>, mention: MentionRef) -> bool {
    let tree = sentence.tree;
    let words = (0..tree.len()).filter(|at| sentence.mentions.at(sentence.number, *at) == Some(mention));
    let words: Vec<usize> = words.collect();
    let points = words.iter().any(|at| {
        let lemma = tree.lemma(*at);
        matches!(lemma, "ago" | "past" | "last" | "previous" | "next" | "coming" | "early" | "late" | "this" | "same")
    });
    let unit = words.iter().any(|at| {
        let lemma = tree.lemma(*at);
        matches!(lemma, "minute" | "hour" | "day" | "week" | "month" | "year" | "decade" | "time")
    });
    match sentence.opening(mention) {
        "since" => true,
        "for" | "over" | "after" | "in" | "within" | "during" => unit && !points,
        _ => false,
    }
}

/// "burned four farms, abducted a teacher and blocked the bridge on Monday": a time at the end of a list of verbs with one
/// subject is the time of all. "refused to extend the truce on Sunday": what was refused has no other time.
fn after_list(sentence: &Sentence<'_>, node: usize) -> Option<MentionRef> {
    let tree = sentence.tree;
    let shares = |kid: &usize| {
        let bare = tree.is_clause(*kid) && !tree.kids(*kid).iter().any(|kid| tree.relation(*kid).is_subject());
        let refused = tree.relation(*kid) == Relation::Xcomp
            && sentence.lexicon.embeddings(tree.lemma(node)).any(|it| it.polarity == Some(Polarity::Negated));
        let from = tree.relation(*kid) == Relation::Advcl && tree.marker(*kid) == "from";
        // "two were killed and four wounded on Monday in a raid": one act did both.
        let harmed = [node, *kid].iter().all(|verb| sentence.lexicon.is("harming", tree.lemma(*verb)));
        let joined = tree.relation(*kid) == Relation::Conj;
        *kid > node && (bare && (joined || refused || from) || harmed && joined)
    };
    let open: Vec<usize> = tree.kids(node).iter().copied().filter(shares).collect();
    open.iter().rev().find_map(|kid| {
        own_time(sentence, *kid, *kid)
            .or_else(|| in_clause(sentence, *kid, MentionKind::Time))
            .or_else(|| after_list(sentence, *kid))
    })
}

/// The place of the act at `at`.
/// `of_target` says whether the place of what is aimed at is the act's, `loose` whether any place of the clause is.
pub(crate) fn place(
    sentence: &Sentence<'_>,
    at: usize,
    noun: bool,
    (of_target, loose): (bool, bool),
) -> Option<MentionRef> {
    let chain = chain(sentence, at, noun);
    let found = chain.iter().find_map(|node| own_place(sentence, *node, at, of_target));
    let of_clause = || chain.iter().filter(|_| loose).find_map(|node| in_clause(sentence, *node, MentionKind::Place));
    found.or_else(of_clause).or_else(|| topic(sentence, at).filter(|_| loose))
}

/// "Beni : neuf cultivateurs tués": the place that opens a line before a colon, where nothing else tells.
fn topic(sentence: &Sentence<'_>, at: usize) -> Option<MentionRef> {
    let tree = sentence.tree;
    let colon = (1..tree.len().min(5)).find(|place| tree.form(*place) == ":").filter(|_| tree.laid)?;
    let place = sentence.mention_around(colon.checked_sub(1)?).filter(|_| at > colon)?;
    let opens = sentence.mention_around(0) == Some(place);
    // French parts a colon from its word.
    let parted = tree.span(colon - 1).zip(tree.span(colon)).is_some_and(|(word, mark)| word.end() < mark.start());
    let is_place = sentence.mentions.get(place).is_some_and(|mention| mention.kind == MentionKind::Place);
    (opens && parted && is_place).then_some(place)
}

/// A time or place that the tree hung on some noun of the clause ("shelled a mill in Tarn on Sunday"): the last one whose
/// nearest verb is this one. Places must stand behind a preposition of place.
fn in_clause(sentence: &Sentence<'_>, node: usize, kind: MentionKind) -> Option<MentionRef> {
    let tree = sentence.tree;
    let governs = |head: &usize| tree.tag(*head).is_verb() || tree.child(*head, Relation::Cop).is_some();
    let nearest = |at: usize| {
        tree.above(at).find(|head| governs(head) && !(kind == MentionKind::Place && describes_scene(sentence, *head)))
    };
    let verbal = tree.is_clause(node);
    let own = if verbal { Some(node) } else { nearest(node) };
    if own != Some(node) && kind == MentionKind::Place {
        return None;
    }
    let mut found = (0..tree.len()).filter(|at| {
        let fits = if kind == MentionKind::Time {
            sentence.mention_around(*at).is_some_and(|it| is_time(sentence, it))
        } else {
            sentence.kind(*at) == Some(kind)
        };
        fits && (verbal || tree.dominates(node, *at))
            && nearest(*at) == own
            && own.is_some()
            && !beyond_act(sentence, *at, node)
            && (kind == MentionKind::Time || names_place(&scene(sentence, *at)))
    });
    let place = if kind == MentionKind::Time { found.next_back() } else { found.next() };
    place.and_then(|at| sentence.mention_around(at))
}

/// The preposition of a place, or of the part of it where somebody is: "on the outskirts of Tarn".
fn scene(sentence: &Sentence<'_>, at: usize) -> String {
    let tree = sentence.tree;
    let own = tree.preposition(at);
    let part = tree.head(at).filter(|part| {
        let named = matches!(
            tree.lemma(*part),
            "outskirts"
                | "outskirt"
                | "edge"
                | "suburb"
                | "centre"
                | "center"
                | "heart"
                | "north"
                | "south"
                | "east"
                | "west"
                | "vicinity"
                | "countryside"
                | "fringe"
                | "part"
                | "side"
                | "periphery"
                | "middle"
        );
        own == "of" && (named || sentence.is("town", *part))
    });
    part.map_or(own, |part| tree.preposition(part))
}

/// "among recruits queuing outside a barracks in Tarn": what is told of those where the act was is told of its place.
fn describes_scene(sentence: &Sentence<'_>, participle: usize) -> bool {
    let tree = sentence.tree;
    let described = tree.head(participle).filter(|_| tree.relation(participle) == Relation::Acl);
    described.is_some_and(|noun| {
        let preposition = tree.preposition(noun);
        preposition == "among" || STRICT.contains(&preposition.as_str())
    })
}

/// Whether a place behind a preposition is the clause's: "between" two of them may stand talks.
fn names_place(preposition: &str) -> bool {
    preposition != "between" && STRICT.contains(&preposition)
}

/// Whether another act's noun lies between the word and the clause ("after an ambush in Cauca").
fn beyond_act(sentence: &Sentence<'_>, at: usize, node: usize) -> bool {
    let tree = sentence.tree;
    tree.above(at).take_while(|head| *head != node).any(|head| {
        let preposition = tree.preposition(head);
        matches!(preposition.as_str(), "after" | "before" | "since" | "despite" | "following" | "until")
            && sentence.kind(head) != Some(MentionKind::Time)
    })
}

/// The act, then the words whose circumstances are also its own, nearest first.
fn chain(sentence: &Sentence<'_>, at: usize, noun: bool) -> Vec<usize> {
    let tree = sentence.tree;
    let mut chain = vec![at];
    let mut node = at;
    let mut as_noun = noun;
    for head in tree.above(at) {
        let relation = tree.relation(node);
        let follows = match relation {
            Relation::Conj => true,
            Relation::Xcomp => true,
            Relation::Advcl => {
                tree.tag(node) == Tag::Vbg
                    || matches!(tree.marker(node).as_str(), "as" | "when" | "while" | "" | "where")
            }
            Relation::Obj | Relation::Nsubj | Relation::NsubjPass => as_noun,
            Relation::Obl | Relation::Nmod | Relation::OblAgent => {
                as_noun
                    && matches!(
                        tree.preposition(node).as_str(),
                        "in" | "by" | "under" | "during" | "of" | "for" | "with" | "to"
                    )
            }
            Relation::Compound | Relation::Amod | Relation::Appos => as_noun,
            Relation::Ccomp => !sentence.lexicon.is("say", tree.lemma(head)) || tree.tag(node) == Tag::Vbg,
            _ => false,
        };
        // What only speech tells does not share the time of speaking.
        let speech = sentence.lexicon.is("say", tree.lemma(head)) && relation == Relation::Ccomp;
        let accuses =
            sentence.lexicon.is("accuse", tree.lemma(head)) && tree.lemma(head) != "hold" && tree.is_clause(head);
        let shares_accusation = accuses && !later_time_outside(sentence, head, node);
        if !follows || speech && tree.tag(node) != Tag::Vbg || shares_accusation {
            break;
        }
        // "a round of talks is due to begin in Tarn on Sunday": what stands before the act is told of says nothing of when and where.
        chain.extend(due(sentence, head).filter(|_| as_noun && relation.is_subject()));
        chain.push(head);
        if tree.is_clause(head) && !tree.is_noun(head) {
            as_noun = false;
        }
        node = head;
    }
    chain
}

/// The verb for which something is due.
fn due(sentence: &Sentence<'_>, head: usize) -> Option<usize> {
    let tree = sentence.tree;
    let plans =
        matches!(tree.lemma(head), "due" | "set" | "schedule" | "expect" | "plan" | "slate" | "likely" | "ready");
    tree.child(head, Relation::Xcomp).filter(|_| plans)
}

/// "accused Armenia of shelling Ganja on Sunday": the parser may hang the day on "accused" although it ends the act.
fn later_time_outside(sentence: &Sentence<'_>, head: usize, node: usize) -> bool {
    let last = sentence.tree.hull(node, |_| false).1;
    sentence.tree.kids(head).iter().any(|kid| *kid > last && sentence.kind(*kid) == Some(MentionKind::Time))
}

fn own_time(sentence: &Sentence<'_>, node: usize, at: usize) -> Option<MentionRef> {
    let tree = sentence.tree;
    let mut found: Vec<(usize, MentionRef)> = Vec::new();
    for kid in tree.kids(node).iter().copied() {
        let adverbial = matches!(
            tree.relation(kid),
            Relation::Obl
                | Relation::Nmod
                | Relation::Advmod
                | Relation::Compound
                | Relation::NmodPoss
                | Relation::Amod
                | Relation::Nummod
                | Relation::Appos
                | Relation::Dep
                | Relation::Flat
                | Relation::Advcl
                | Relation::Obj
                | Relation::Xcomp
                | Relation::List
                | Relation::Dislocated
                | Relation::Parataxis
        );
        if !adverbial {
            continue;
        }
        if let Some(time) = sentence.mention_around(kid).filter(|mention| is_time(sentence, *mention)) {
            found.push((kid.abs_diff(at), time));
        } else if matches!(tree.relation(kid), Relation::Obl | Relation::Obj | Relation::Nmod | Relation::Advmod) {
            // A time hung on the object or on another adverbial: "shelled the camp on Monday".
            let inner = tree.kids(kid).iter().copied().find_map(|inner| {
                let near = !tree.is_clause(inner);
                sentence.mention_around(inner).filter(|mention| near && is_time(sentence, *mention))
            });
            found.extend(inner.map(|time| (kid.abs_diff(at) + 3, time)));
        }
    }
    let since = |mention: &MentionRef| matches!(sentence.opening(*mention), "since" | "for" | "over");
    found.sort_by_key(|(distance, mention)| (since(mention), *distance));
    found.first().map(|(_, time)| *time)
}

fn is_time(sentence: &Sentence<'_>, mention: MentionRef) -> bool {
    sentence.mentions.get(mention).is_some_and(|mention| mention.kind == MentionKind::Time)
}

fn own_place(sentence: &Sentence<'_>, node: usize, at: usize, of_target: bool) -> Option<MentionRef> {
    let tree = sentence.tree;
    let mut found = Vec::new();
    for kid in tree.kids(node).iter().copied() {
        let relation = tree.relation(kid);
        match relation {
            Relation::Obl | Relation::Nmod | Relation::Advmod => {
                let preposition = tree.preposition(kid);
                let of_act = preposition != "of" || node == at && tree.is_noun(at);
                let bare = preposition.is_empty() && (relation == Relation::Advmod || is_bearing(tree.lemma(kid)));
                // A conference on a country is about it, wherever it meets.
                let theme =
                    matches!(preposition.as_str(), "on" | "over" | "around" | "between") && sentence.is("talks", node);
                // "the battle for the town" is fought there.
                let fought = preposition == "for" && node == at && sentence.is("battle", at);
                if theme || !of_act || !LOCATIVE.contains(&preposition.as_str()) && !bare && !fought {
                    continue;
                }
                let strict = STRICT.contains(&preposition.as_str());
                found.extend(place_in(sentence, kid, 2).map(|place| (!strict, kid.abs_diff(at), place)));
            }
            Relation::Obj | Relation::NsubjPass if of_target => {
                found.extend(place_below(sentence, kid).map(|place| (true, kid.abs_diff(at) + 2, place)));
            }
            Relation::Compound | Relation::NmodPoss | Relation::Amod if tree.is_noun(at) => {
                found.extend(place_here(sentence, kid).map(|place| (true, kid.abs_diff(at) + 4, place)));
            }
            _ => {}
        }
    }
    found.sort();
    found.first().map(|(_, _, place)| *place)
}

fn place_here(sentence: &Sentence<'_>, at: usize) -> Option<MentionRef> {
    let mention = sentence.mention(at)?;
    (sentence.mentions.get(mention)?.kind == MentionKind::Place).then_some(mention)
}

/// A place at the word or below it: "the outskirts of Tripoli", "a checkpoint near Olenivka", "20 km south of Tripoli".
fn place_in(sentence: &Sentence<'_>, at: usize, depth: usize) -> Option<MentionRef> {
    if let Some(place) = place_here(sentence, at) {
        return Some(place);
    }
    // "between forces of Tarn and rebels in Bala", "in Tarn forces' shelling": whose forces they are tells no place.
    let between = sentence.tree.preposition(at) == "between" && sentence.kind(at) == Some(MentionKind::Actor);
    let whose = between || sentence.tree.relation(at) == Relation::NmodPoss && sentence.is("troops", at);
    let inside = |kid: usize| STRICT.contains(&sentence.tree.preposition(kid).as_str());
    let actor = matches!(sentence.kind(at), Some(MentionKind::Person | MentionKind::Organisation | MentionKind::Time));
    if depth == 0 || actor {
        return None;
    }
    let tree = sentence.tree;
    tree.kids(at)
        .iter()
        .copied()
        .filter(|kid| {
            matches!(
                tree.relation(*kid),
                Relation::Nmod
                    | Relation::Obl
                    | Relation::Appos
                    | Relation::Compound
                    | Relation::NmodPoss
                    | Relation::Flat
            )
        })
        .filter(|kid| !whose || inside(*kid))
        .find_map(|kid| place_in(sentence, kid, depth - 1))
}

/// The place that a target is or lies in: "hit Uri", "a bakery in Popasna". The home of a person is not meant.
fn place_below(sentence: &Sentence<'_>, at: usize) -> Option<MentionRef> {
    if let Some(place) = place_here(sentence, at) {
        return Some(place);
    }
    let tree = sentence.tree;
    tree.kids(at).iter().copied().find_map(|kid| {
        let preposition = tree.preposition(kid);
        let locative = matches!(tree.relation(kid), Relation::Nmod | Relation::Obl)
            && (matches!(preposition.as_str(), "in" | "at" | "near" | "outside" | "on" | "around")
                || (preposition == "of" && sentence.is("town", at)));
        locative.then(|| place_in(sentence, kid, 1)).flatten()
    })
}

/// "20 km south of Tripoli".
fn is_bearing(lemma: &str) -> bool {
    matches!(lemma, "km" | "kilometre" | "kilometer" | "mile" | "south" | "north" | "east" | "west" | "metre" | "meter")
}
