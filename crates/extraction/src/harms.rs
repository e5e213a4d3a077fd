//! Harm: who was killed, wounded, displaced and how many; whether it belongs to an act told beside it, stands alone, or is
//! a running total.

mod among;
mod counts;
mod totals;

use crate::arguments::{Arguments, is_passive};
use crate::lexicon::{HarmWord, Part, Trigger};
use crate::meaning;
use crate::reading_sentence::Sentence;
use crate::roles;
use crate::tolls::{self, Counted};
use crate::triggers::{self, Hit};
use grammar::{Relation, Tag, Upos};
use model::{ClaimKind, Effect, Family, Filler, Harm, MentionKind, Toll};

/// How many words of harm one list may hold.
const REACH: usize = 6;

/// A word of harm with those who suffered.
#[derive(Debug, Clone)]
pub(crate) struct Suffered<'a> {
    /// The word.
    pub(crate) at: usize,
    /// As what part of speech it stands there.
    pub(crate) part: Part,
    /// The entry.
    pub(crate) word: &'a HarmWord,
    /// First and last word of the expression.
    pub(crate) words: (usize, usize),
    /// What was suffered.
    pub(crate) harm: Vec<Harm>,
    /// Its slots.
    pub(crate) arguments: Arguments,
    /// Whether it is a running total.
    pub(crate) cumulative: bool,
    /// Who is told to be among those who suffered: "ten people, including a priest".
    pub(crate) among: Vec<Filler>,
}

/// The harm told in a sentence.
pub(crate) fn find<'a>(sentence: &Sentence<'a>) -> Vec<Suffered<'a>> {
    let mut found: Vec<Suffered<'a>> = Vec::new();
    for at in 0..sentence.tree.len() {
        if sentence.lexicon.names_harm(sentence.tree.lemma(at)) && !sentence.in_name(at) && !left_none(sentence, at) {
            found.extend(suffered(sentence, at));
        }
    }
    let outer: Vec<(usize, (usize, usize))> = found.iter().map(|harm| (harm.at, harm.words)).collect();
    found.retain(|harm| !outer.iter().any(|(at, words)| *at != harm.at && (words.0..=words.1).contains(&harm.at)));
    let counted = counts::find(sentence);
    let inside = |at: usize| counted.iter().any(|count| (count.words.0..=count.words.1).contains(&at));
    found.retain(|harm| !inside(harm.at));
    let summed = totals::bringing(sentence).filter(|sum| counted.iter().all(|count| count.at != sum.at));
    found.extend(summed);
    found.extend(counted);
    let told: Vec<Filler> = found.iter().flat_map(|harm| &harm.harm).filter_map(|harm| harm.who).collect();
    let new = |among: &Suffered<'_>| among.harm.iter().all(|harm| harm.who.is_none_or(|who| !told.contains(&who)));
    if let Some(among) = among::named(sentence).filter(new) {
        found.retain(|harm| harm.at != among.words.0);
        found.push(among);
    }
    found
}

fn suffered<'a>(sentence: &Sentence<'a>, at: usize) -> Option<Suffered<'a>> {
    let mut best: Option<Suffered<'a>> = None;
    for part in triggers::parts(sentence, at) {
        let arguments = triggers::arguments(sentence, at, part);
        for word in sentence.lexicon.harms(sentence.tree.lemma(at)).filter(|word| word.pattern.part == part) {
            if word.effect == Effect::Displaced && word.slot == "subj" && flees_own_deed(sentence, at) {
                continue;
            }
            let better = best.as_ref().is_none_or(|best| word.pattern.weight() > best.word.pattern.weight());
            let Some(words) = triggers::matched(sentence, at, &word.pattern, &arguments).filter(|_| better) else {
                continue;
            };
            let cumulative = totals::is_running(sentence, at, part);
            let harm = sufferers(sentence, at, word, &arguments, cumulative);
            if !harm.is_empty() {
                let among = among::included(sentence, at, &arguments, &word.slot);
                best = Some(Suffered { at, part, word, words, harm, arguments: arguments.clone(), cumulative, among });
            }
        }
    }
    best
}

/// "without causing casualties", "injured: none": a noun of harm whose verb says that nobody came to it.
fn left_none(sentence: &Sentence<'_>, at: usize) -> bool {
    let tree = sentence.tree;
    let Some(head) = tree.head(at).filter(|_| tree.is_noun(at)) else { return false };
    let none = tree.lemma(head) == "not" && tree.relation(at).is_subject();
    let caused = tree.relation(at) == Relation::Obj
        && matches!(tree.lemma(head), "cause" | "leave" | "make" | "do" | "inflict" | "record" | "report")
        && meaning::is_denied_by_itself(sentence, head);
    none || caused
}

/// "shot the judge and fled": who did it gets away, and is not displaced.
fn flees_own_deed(sentence: &Sentence<'_>, at: usize) -> bool {
    let tree = sentence.tree;
    let deed = tree.head(at).filter(|deed| tree.relation(at) == Relation::Conj && !is_passive(tree, *deed));
    let own = tree.kids(at).iter().any(|kid| tree.relation(*kid).is_subject());
    let force = |lemma: &str| {
        let hostile = |it: &Trigger| it.pattern.part == Part::Verb && it.kind.family() == Family::HostileAct;
        sentence.lexicon.triggers(lemma).any(hostile) || sentence.lexicon.names_harm(lemma)
    };
    deed.is_some_and(|deed| !own && force(tree.lemma(deed)))
}

fn sufferers(
    sentence: &Sentence<'_>,
    at: usize,
    word: &HarmWord,
    arguments: &Arguments,
    cumulative: bool,
) -> Vec<Harm> {
    let tree = sentence.tree;
    let mut places: Vec<usize> = match word.slot.as_str() {
        "self" if is_remains(sentence, at) => among::whose(sentence, at, arguments),
        "self" => vec![at],
        "number" => return totals::death_toll(sentence, at, arguments),
        "subj" if word.pattern.part == Part::Adjective => adjective_subjects(sentence, at, arguments),
        slot => arguments.fillers(slot).collect(),
    };
    if places.is_empty() && word.slot == "obj" && tree.relation(at) == Relation::Conj {
        // "Twenty-three miners were killed and seven injured": the number alone is left.
        places = before_number(sentence, at).into_iter().collect();
    }
    let since = cumulative.then(|| totals::since(sentence, at)).flatten();
    let lives = |place: usize| tree.lemma(place) == "life";
    if let Some(life) = places.iter().copied().find(|place| lives(*place)) {
        let own = Arguments::of_noun(tree, sentence.lexicon, life);
        let whose: Vec<usize> = own.fillers("of").filter(|place| may_suffer(sentence, *place)).collect();
        places = if whose.is_empty() { places } else { whose };
    }
    // "left twelve dead and twenty wounded": what was left is told by each word for itself.
    if matches!(tree.lemma(at), "leave" | "make" | "cause") {
        places.retain(|place| !tells_other(sentence, *place, word));
    }
    let mut harms = Vec::new();
    for place in places {
        if word.effect != Effect::Damaged
            && !may_suffer(sentence, place)
            && !lives(place)
            && !is_remains(sentence, place)
        {
            continue;
        }
        if word.effect == Effect::Damaged && !may_break(sentence, place) {
            continue;
        }
        let bare = tree.tag(place) == Tag::Nns && tree.child(place, Relation::Nummod).is_none();
        let counts = if is_remains(sentence, at) && bare { at } else { place };
        let Counted { toll, first } = tolls::of_noun(tree, counts);
        let Some(toll) = toll.map(|toll| if tree.lemma(place) == "toll" { Toll::some() } else { toll }) else {
            continue;
        };
        let evidence = tree.range(first.min(place).min(at), place.max(at)).or_else(|| tree.span(at));
        let Some(evidence) = evidence else { continue };
        let bare = is_remains(sentence, place)
            || is_bare_number(sentence, place)
            || lives(place)
            || word.slot == "self" && sentence.mention(place).is_none();
        let who = if bare { None } else { roles::filler(sentence, place) };
        harms.push(Harm { effect: word.effect, who, toll, cumulative, since, evidence });
    }
    harms
}

/// Whether a word itself tells another effect of those whom it counts.
fn tells_other(sentence: &Sentence<'_>, place: usize, word: &HarmWord) -> bool {
    let mut own = sentence.lexicon.harms(sentence.tree.lemma(place));
    own.any(|other| other.slot == "self" && other.effect != word.effect)
}

/// "Two dead", "three wounded", "sixty soldiers are missing".
fn adjective_subjects(sentence: &Sentence<'_>, at: usize, arguments: &Arguments) -> Vec<usize> {
    let tree = sentence.tree;
    let subjects: Vec<usize> =
        arguments.fillers("subj").filter(|place| tree.is_noun(*place) || tree.upos(*place) == Upos::Num).collect();
    if !subjects.is_empty() {
        return subjects;
    }
    let before = at.checked_sub(1);
    before.filter(|before| tree.upos(*before) == Upos::Num || tree.tag(*before) == Tag::Nns).into_iter().collect()
}

/// Bodies are counted; who died is whose bodies they are.
fn is_remains(sentence: &Sentence<'_>, at: usize) -> bool {
    matches!(sentence.tree.lemma(at), "body" | "corpse" | "remains")
}

fn before_number(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    (sentence.tree.upos(before) == Upos::Num).then_some(before)
}

fn is_bare_number(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.tree.upos(at) == Upos::Num || sentence.kind(at) == Some(MentionKind::Quantity)
}

/// People, named or not, and numbers standing for them.
fn may_suffer(sentence: &Sentence<'_>, at: usize) -> bool {
    let tree = sentence.tree;
    let unknown_name = sentence.kind(at) == Some(MentionKind::Actor) && sentence.is("name", at);
    let person = matches!(sentence.kind(at), Some(MentionKind::Actor | MentionKind::Person))
        && !unknown_name
        && !matches!(tree.lower(at).as_str(), "it" | "its");
    // "Three Kelmian soldiers": a name that ends in a noun of people names people.
    let of_people = ["person", "fighter", "troops"].iter().any(|class| sentence.lexicon.is(class, tree.lemma(at)));
    let people = sentence.kind(at) == Some(MentionKind::Organisation) && tree.tag(at) == Tag::Nns && of_people;
    let counted = is_bare_number(sentence, at) || tree.child(at, Relation::Nummod).is_some();
    let vague = matches!(
        tree.lemma(at),
        "dozen"
            | "hundred"
            | "thousand"
            | "score"
            | "other"
            | "many"
            | "some"
            | "ten"
            | "dead"
            | "wounded"
            | "body"
            | "martyr"
            | "fatality"
            | "casualty"
            | "injured"
            | "number"
            | "total"
            | "leader"
            | "toll"
            | "more"
            | "couple"
            | "several"
    );
    let demonym = tree.is_noun(at) && tree.form(at).starts_with(char::is_uppercase) && tree.tag(at) == Tag::Nnps;
    let thing = sentence.is("locus", at) || sentence.kind(at) == Some(MentionKind::Weapon);
    (person && (of_people || !sentence.is("media", at))) || people || counted && !thing || vague || demonym
}

fn may_break(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.is("locus", at)
        || sentence.is("passage", at)
        || sentence.is("aid", at)
        || sentence.is("premises", at)
        || matches!(
            sentence.tree.lemma(at),
            "house" | "home" | "pipe" | "barn" | "property" | "crop" | "car" | "boat" | "hall" | "mill"
        )
        || sentence.is("place", at)
}

/// The act that the harm belongs to, as a place in the list of hits; `None` where it stands alone.
pub(crate) fn act_of(sentence: &Sentence<'_>, harm: &Suffered<'_>, hits: &[Hit<'_>]) -> Option<usize> {
    if harm.cumulative {
        return None;
    }
    let tree = sentence.tree;
    let is_act = |hit: &Hit<'_>| {
        hit.trigger.kind.family() == Family::HostileAct
            || matches!(hit.trigger.kind, ClaimKind::Arrest | ClaimKind::Riot | ClaimKind::Protest)
    };
    let by_place = |place: usize| hits.iter().position(|hit| is_act(hit) && covers(hit, place));
    // The word itself names the act, or its subject does, or a phrase beside it.
    let own = by_place(harm.at).filter(|_| harm.part == Part::Verb || harm.word.slot == "of");
    let subject = harm.arguments.fillers("subj").find_map(by_place);
    let beside = harm.arguments.all().iter().filter(|argument| {
        matches!(
            argument.slot.as_str(),
            "in" | "by"
                | "during"
                | "from"
                | "when"
                | "after"
                | "of"
                | "as"
                | "with"
                | "as a result of"
                | "following"
                | "on"
                | "due to"
                | "because of"
        )
    });
    let phrase = beside.clone().find_map(|argument| {
        by_place(argument.at).or_else(|| tree.kids(argument.at).iter().copied().find_map(by_place))
    });
    own.or(subject).or(phrase).or_else(|| nearby(sentence, harm, &by_place))
}

fn covers(hit: &Hit<'_>, place: usize) -> bool {
    hit.at == place || (hit.words.0..=hit.words.1).contains(&place)
}

/// An act in the clause above ("shelled the town, killing three"), below ("Two dead as rockets hit"), or joined.
fn nearby(sentence: &Sentence<'_>, harm: &Suffered<'_>, by_place: &impl Fn(usize) -> Option<usize>) -> Option<usize> {
    let tree = sentence.tree;
    if let Some(act) = above(sentence, harm, by_place) {
        return Some(act);
    }
    // "were killed and seven injured when gunmen attacked": the clause hangs on the last of the list.
    let joined = tree.kids(harm.at).iter().copied().filter(|kid| tree.relation(*kid) == Relation::Conj);
    let joined = joined.filter(|kid| sentence.lexicon.names_harm(tree.lemma(*kid)));
    let below = tree
        .kids(harm.at)
        .iter()
        .copied()
        .chain(joined.flat_map(|kid| tree.kids(kid).iter().copied()))
        .chain(tree.head(harm.at).into_iter().flat_map(|head| tree.kids(head).iter().copied()))
        .chain(above_list(sentence, harm).into_iter().flat_map(|head| tree.kids(head).iter().copied()));
    below
        .filter(|kid| {
            matches!(
                tree.relation(*kid),
                Relation::Advcl
                    | Relation::Acl
                    | Relation::AclRelcl
                    | Relation::Obl
                    | Relation::Nmod
                    | Relation::Parataxis
                    | Relation::Nsubj
                    | Relation::Dep
            )
        })
        .filter(|kid| !matches!(tree.preposition(*kid).as_str(), "since" | "before"))
        .find_map(|kid| {
            by_place(kid).or_else(|| {
                tree.kids(kid)
                    .iter()
                    .copied()
                    .filter(|inner| {
                        matches!(
                            tree.relation(*inner),
                            Relation::Nsubj | Relation::Obj | Relation::Nmod | Relation::Compound
                        )
                    })
                    .find_map(by_place)
            })
        })
}

/// An act in a clause above, or what a clause above carries out.
fn above(sentence: &Sentence<'_>, harm: &Suffered<'_>, by_place: &impl Fn(usize) -> Option<usize>) -> Option<usize> {
    let tree = sentence.tree;
    let mut node = harm.at;
    for head in tree.above(harm.at) {
        let relation = tree.relation(node);
        let near = matches!(
            relation,
            Relation::Advcl
                | Relation::Acl
                | Relation::Xcomp
                | Relation::Conj
                | Relation::Ccomp
                | Relation::Parataxis
                | Relation::Nsubj
                | Relation::Obj
                | Relation::Dep
                | Relation::AclRelcl
                | Relation::Obl
                | Relation::Nmod
        );
        let speech = sentence.lexicon.is("say", tree.lemma(head));
        if !near || speech {
            break;
        }
        if let Some(found) =
            by_place(head).filter(|_| relation != Relation::Conj || !own_circumstance(sentence, harm.at))
        {
            return Some(found);
        }
        if let Some(act) = triggers::carried_out(sentence, head, node).and_then(by_place) {
            return Some(act);
        }
        // "a skirmish left two dead and eleven villagers wounded": what left them so.
        let left = (tree.lemma(head) == "leave").then(|| tree.child(head, Relation::Nsubj)).flatten();
        if let Some(found) = left.and_then(by_place) {
            return Some(found);
        }
        node = head;
    }
    None
}

/// "un attentat a fait trente-deux morts, soixante-dix blessés": what a list of those who suffered hangs on, told from a later one.
fn above_list(sentence: &Sentence<'_>, harm: &Suffered<'_>) -> Option<usize> {
    let tree = sentence.tree;
    let listed = |at: &usize| {
        let above = tree.head(*at).filter(|_| {
            matches!(tree.relation(*at), Relation::Conj | Relation::Appos | Relation::List | Relation::Flat)
        })?;
        sentence.lexicon.names_harm(tree.lemma(above)).then_some(above)
    };
    let first = std::iter::successors(Some(harm.at), listed).take(REACH).last()?;
    tree.head(first).filter(|_| first != harm.at && harm.part == Part::Noun)
}

fn own_circumstance(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.tree.kids(at).iter().any(|kid| sentence.tree.relation(*kid) == Relation::Nsubj)
}

/// What kind of claim harm makes where no act is told beside it.
pub(crate) fn kind_alone(sentence: &Sentence<'_>, harm: &Suffered<'_>) -> ClaimKind {
    if harm.cumulative {
        return ClaimKind::CumulativeToll;
    }
    let agent = harm.arguments.fillers("subj").any(|at| harm.word.slot == "obj" && sentence.is("actor", at));
    let civilians = harm.harm.iter().any(|harm| matches!(harm.who, Some(Filler::Mention(_))))
        && harm.arguments.fillers("obj").any(|at| sentence.is("civilian", at));
    match harm.word.effect {
        Effect::Killed | Effect::Injured if agent && civilians => ClaimKind::AttackOnCivilians,
        _ => ClaimKind::Harm,
    }
}
