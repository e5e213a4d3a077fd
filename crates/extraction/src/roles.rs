//! Who plays what: the slots of a trigger through its frame. A time is never a role; a weapon is never an agent unless it
//! is a craft; a clause is words, not a mention.

mod concerned;
mod fitting;
mod nationals;
mod nearest;
mod towards;

use crate::arguments::{Argument, Arguments};
use crate::reading_sentence::Sentence;
use crate::triggers::Hit;
use grammar::{Relation, Tag};
use model::{Family, Filler, MentionKind, Role};
use std::collections::BTreeMap;

/// Who plays each role, and by which word.
type Filled = BTreeMap<Role, Vec<(usize, Filler)>>;

/// The roles of a trigger.
pub(crate) struct Roles {
    /// Who plays what.
    pub(crate) filled: BTreeMap<Role, Vec<Filler>>,
    /// Whether who acts was found by nearness alone.
    pub(crate) nearest: bool,
}

/// Fills the roles of a trigger.
pub(crate) fn fill(sentence: &Sentence<'_>, hit: &Hit<'_>) -> Roles {
    let mut roles = told(sentence, hit);
    instrument_beside(sentence, hit, &mut roles);
    towards::add(sentence, hit, &mut roles);
    let nearest = nearest::doer(sentence, hit, &roles);
    let by_nearness = nearest.is_some();
    if let Some(doer) = nearest {
        roles.insert(Role::Agent, vec![doer]);
    }
    no_one_twice(&mut roles);
    nobody_to_himself(sentence, &mut roles);
    no_adjective(sentence, &mut roles);
    let in_order = |(role, mut list): (Role, Vec<(usize, Filler)>)| {
        list.sort_by_key(|(at, _)| *at);
        (role, list.into_iter().map(|(_, filler)| filler).collect())
    };
    Roles { filled: roles.into_iter().map(in_order).collect(), nearest: by_nearness }
}

/// The roles that the slots of a trigger tell.
fn told(sentence: &Sentence<'_>, hit: &Hit<'_>) -> Filled {
    let mut roles = Filled::new();
    let lent = of_included_noun(sentence, hit);
    for argument in hit.arguments.all().iter().chain(&lent) {
        let wanted = sentence.lexicon.frame(hit.trigger).find(|(slot, _)| *slot == argument.slot);
        let Some(role) = wanted.and_then(|(_, role)| role) else { continue };
        let at = whole_group(sentence, argument.at).unwrap_or_else(|| sentence.content(argument.at));
        let inside =
            (hit.words.0..=hit.words.1).contains(&at) && !matches!(argument.slot.as_str(), "subj" | "obj" | "self");
        let weapon = sentence.lexicon.is("weapon", sentence.tree.lemma(at));
        if inside && !weapon && !sentence.is("actor", at) {
            continue;
        }
        if is_state(sentence, role, at) {
            continue;
        }
        if let Some((role, filler)) = fitting::check(sentence, hit, &argument.slot, role, at) {
            let list = roles.entry(role).or_default();
            for one in std::iter::once((at, filler)).chain(nationals::others(sentence, at)) {
                if !list.iter().any(|(_, other)| *other == one.1) {
                    list.push(one);
                }
            }
        }
    }
    roles
}

/// "were held hostage": what they are held as is nobody beside them.
fn is_state(sentence: &Sentence<'_>, role: Role, at: usize) -> bool {
    let bare = sentence.tree.tag(at) != Tag::Nns && sentence.tree.kids(at).is_empty();
    role == Role::Victim && bare && matches!(sentence.tree.lemma(at), "hostage" | "captive" | "prisoner")
}

/// "a group of gunmen": the mention of the group holds them too.
fn whole_group(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let group = matches!(sentence.tree.lemma(at), "group" | "crowd" | "band" | "gang" | "squad");
    let held = sentence.mention(at).and_then(|mention| sentence.mentions.get(mention))?;
    let inside = sentence.mention(sentence.content(at)).and_then(|mention| sentence.mentions.get(mention));
    (group && inside.is_none_or(|inside| held.span.contains(inside.span))).then_some(at)
}

/// "imposed an embargo on the south": phrases that hang on the noun which is part of the trigger are the trigger's own.
fn of_included_noun(sentence: &Sentence<'_>, hit: &Hit<'_>) -> Vec<Argument> {
    let inside = |at: &usize| (hit.words.0..=hit.words.1).contains(at) && *at != hit.at && sentence.tree.is_noun(*at);
    let nouns: Vec<usize> = hit.arguments.fillers("obj").filter(inside).collect();
    let mut found = Vec::new();
    for noun in nouns {
        let own = Arguments::of_noun(sentence.tree, sentence.lexicon, noun);
        let phrase = |argument: &&Argument| {
            matches!(
                argument.slot.as_str(),
                "on" | "against"
                    | "to"
                    | "for"
                    | "with"
                    | "between"
                    | "of"
                    | "over"
                    | "from"
                    | "in"
                    | "across"
                    | "into"
            ) && !hit.arguments.has(&argument.slot)
        };
        found.extend(own.all().iter().filter(phrase).cloned());
    }
    found
}

/// A mention where there is one, else the words of the phrase.
pub(crate) fn filler(sentence: &Sentence<'_>, at: usize) -> Option<Filler> {
    if let Some(mention) = named_beside(sentence, at).or_else(|| sentence.mention(at)) {
        return Some(Filler::Mention(mention));
    }
    let tree = sentence.tree;
    let (first, last) = tree.hull(at, |kid| {
        matches!(
            tree.relation(kid),
            Relation::Conj
                | Relation::Cc
                | Relation::Punct
                | Relation::Parataxis
                | Relation::Appos
                | Relation::AclRelcl
                | Relation::Advcl
        ) || (matches!(tree.relation(kid), Relation::Nmod | Relation::Obl) && kid > at && tree.preposition(kid) != "of")
            || (tree.relation(kid) == Relation::Acl && kid > at && tree.tag(kid) != Tag::Vb)
            || sentence.kind(kid) == Some(MentionKind::Time)
    });
    let first = (first..=at)
        .find(|at| !matches!(tree.relation(*at), Relation::Case | Relation::Mark | Relation::Punct))
        .unwrap_or(at);
    tree.range(first, last).map(Filler::Words)
}

/// "the head of the council, Ana Ruiz": she; an adjective of a country that the tree took for its noun: the noun.
pub(crate) fn named_beside(sentence: &Sentence<'_>, at: usize) -> Option<model::MentionRef> {
    use crate::mentions::Form;
    let own = sentence.mention(at)?;
    match sentence.mentions.form(own) {
        Form::Demonym => {
            let next = sentence.mention_around(at + 1)?;
            let (own, phrase) = (sentence.mentions.get(own)?, sentence.mentions.get(next)?);
            let somebody = matches!(phrase.kind, MentionKind::Actor | MentionKind::Person | MentionKind::Organisation);
            (somebody && phrase.span.contains(own.span)).then_some(next)
        }
        Form::Nominal if name_behind(sentence, at).is_some() => name_behind(sentence, at),
        Form::Nominal => sentence.tree.kids(at).iter().copied().find_map(|kid| {
            let apposed = matches!(sentence.tree.relation(kid), Relation::Appos);
            let name = sentence.mention(kid).filter(|name| apposed && sentence.mentions.form(*name) == Form::Name)?;
            let kind = sentence.mentions.get(name)?.kind;
            // "the group «Ansar»": what a group is called, beside it.
            let marked = (at + 1..kid + 3).any(|mark| matches!(sentence.tree.form(mark), "«" | "“" | "\"" | "„"));
            let called =
                marked && sentence.is("group", at) && matches!(kind, MentionKind::Organisation | MentionKind::Actor);
            (kind == MentionKind::Person || called).then_some(name)
        }),
        _ => None,
    }
}

/// "attorney Ana Ruiz": what she does, and right behind it her name.
fn name_behind(sentence: &Sentence<'_>, at: usize) -> Option<model::MentionRef> {
    let name = sentence.mentions.at(sentence.number, at + 1)?;
    let person = sentence.mentions.get(name)?.kind == MentionKind::Person
        && sentence.mentions.form(name) == crate::mentions::Form::Name;
    let own = sentence.mention(at)?;
    let apart = !sentence.mentions.get(name)?.span.overlaps(sentence.mentions.get(own)?.span);
    let one = !sentence.mentions.plural.get(own.0).copied().unwrap_or(false);
    (person && apart && one && sentence.is("person", at)).then_some(name)
}

/// Weapons right before the trigger or in the trigger itself: "rocket attack", "drone strike".
fn instrument_beside(sentence: &Sentence<'_>, hit: &Hit<'_>, roles: &mut Filled) {
    let hostile = hit.trigger.kind.family() == Family::HostileAct;
    if !hostile || roles.contains_key(&Role::Instrument) {
        return;
    }
    for argument in hit.arguments.all() {
        let weapon = sentence.kind(argument.at) == Some(MentionKind::Weapon) && argument.slot == "using";
        if let Some(filler) = filler(sentence, argument.at).filter(|_| weapon) {
            roles.entry(Role::Instrument).or_default().push((argument.at, filler));
        }
    }
}

/// One filler plays one part: the agent's slot is the surest.
fn no_one_twice(roles: &mut Filled) {
    let mut seen = Vec::new();
    for list in roles.values_mut() {
        list.retain(|(at, _)| !seen.contains(at));
        seen.extend(list.iter().map(|(at, _)| *at));
    }
    roles.retain(|_, list| !list.is_empty());
}

/// "warned him of a plot to murder him": the one pronoun for both is no agent.
fn nobody_to_himself(sentence: &Sentence<'_>, roles: &mut Filled) {
    let pronoun = |at: usize| Some(sentence.tree.lower(at)).filter(|_| sentence.tree.upos(at) == grammar::Upos::Pron);
    let suffer: Vec<String> =
        roles.get(&Role::Victim).into_iter().flatten().filter_map(|(at, _)| pronoun(*at).cloned()).collect();
    if let Some(agents) = roles.get_mut(&Role::Agent) {
        agents.retain(|(at, _)| !pronoun(*at).is_some_and(|word| suffer.contains(word)));
    }
    roles.retain(|_, list| !list.is_empty());
}

/// "Iraq Prime Minister Hamid": a name right before another that plays the same part only says whose he is.
fn no_adjective(sentence: &Sentence<'_>, roles: &mut Filled) {
    let span = |filler: Filler| match filler {
        Filler::Mention(mention) => sentence.mentions.get(mention).map(|mention| mention.span),
        Filler::Words(span) => Some(span),
    };
    for list in roles.values_mut() {
        // What "and" joins stands beside it too, where the script writes "and" onto the name.
        let joined = |at: usize| {
            let and = |kid: &usize| sentence.tree.relation(*kid) == Relation::Cc;
            sentence.tree.relation(at) == Relation::Conj || sentence.tree.kids(at).iter().any(and)
        };
        let starts: Vec<usize> = (list.iter().filter(|(at, _)| !joined(*at)))
            .filter_map(|(_, filler)| Some(span(*filler)?.start()))
            .collect();
        list.retain(|(_, filler)| !span(*filler).is_some_and(|span| starts.contains(&(span.end() + 1))));
    }
}
