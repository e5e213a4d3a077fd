//! Mends phrases side by side that trees hang as twins on one verb: a town before what stands in it, a name behind the office
//! of who bears it, a means before the object, a target behind the deed that it suffers, a group behind the participle that
//! counts it. Knows nouns of acts, weapons, tags and relations.

use super::{hang, head, kid_with, relation, tag};
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos, Word};

/// Mends the phrases at a word.
pub(super) fn mend(words: &mut [Word], forms: &[&str], at: usize, lexicon: &Lexicon) {
    place_before_object(words, at);
    named_behind_office(words, at);
    means_before_object(words, at, lexicon);
    target_of_deed(words, at, lexicon);
    counted_group(words, at, lexicon);
    left_second(words, at, lexicon);
    while_harmed(words, at);
    relative_object(words, at);
    time_behind_object(words, at);
    deed_as_noun(words, forms, at, lexicon);
}

/// "bombs Tarn high-rise": of two objects side by side the name tells where the other stands.
fn place_before_object(words: &mut [Word], at: usize) {
    let object = |at: usize| relation(words, at) == Relation::Obj;
    let name = object(at) && words.get(at).is_some_and(|word| word.upos == Upos::Propn);
    let Some(verb) = head(words, at).filter(|verb| name && *verb < at) else { return };
    let Some(thing) = (at + 1..words.len()).find(|next| head(words, *next) == Some(verb) && object(*next)) else {
        return;
    };
    let common = matches!(tag(words, thing), Tag::Nn | Tag::Nns);
    let inside = (at + 1..thing).all(|between| {
        matches!(tag(words, between), Tag::Jj | Tag::Nn | Tag::Nns | Tag::Hyph)
            && std::iter::successors(Some(between), |at| head(words, *at)).take(4).any(|above| above == thing)
    });
    if common && inside {
        hang(words, at, Some(thing), Relation::Compound);
    }
}

/// "blew up a pipeline hours after the truce": hours and days before "after" tell when, and what stands before is the object.
fn time_behind_object(words: &mut [Word], at: usize) {
    let unit = words.get(at).is_some_and(|word| {
        word.tag == Tag::Nns && matches!(word.lemma.as_str(), "minute" | "hour" | "day" | "week" | "month" | "year")
    });
    let later = words.get(at + 1).is_some_and(|word| matches!(word.lemma.as_str(), "after" | "before" | "later"));
    let thing = at.checked_sub(1).filter(|thing| {
        unit && later && relation(words, *thing) == Relation::Compound && head(words, *thing) == Some(at)
    });
    let Some((thing, verb)) = thing.zip(head(words, at)).filter(|_| relation(words, at) == Relation::Obj) else {
        return;
    };
    for kid in (0..thing).filter(|kid| head(words, *kid) == Some(at)).collect::<Vec<_>>() {
        let role = relation(words, kid);
        hang(words, kid, Some(thing), role);
    }
    hang(words, thing, Some(verb), Relation::Obj);
    hang(words, at, Some(verb), Relation::Obl);
}

/// "a civil leader, Leo Tarn, said": of two subjects the name behind the comma is who the other is.
fn named_behind_office(words: &mut [Word], at: usize) {
    let subject = |at: usize| relation(words, at) == Relation::Nsubj;
    let named = subject(at) && words.get(at).is_some_and(|word| word.upos == Upos::Propn);
    let comma = at.checked_sub(1).filter(|comma| named && tag(words, *comma) == Tag::Comma);
    let office = comma.and_then(|comma| comma.checked_sub(1)).filter(|office| {
        subject(*office) && matches!(tag(words, *office), Tag::Nn | Tag::Nns) && head(words, *office) == head(words, at)
    });
    if let Some(office) = office.filter(|_| head(words, at).is_some_and(|verb| verb > at)) {
        hang(words, at, Some(office), Relation::Appos);
    }
}

/// "targeted with mortar shells the quarters": the means opens no clause, and what it seems to govern is the verb's object.
fn means_before_object(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    let weapon =
        || ["weapon", "projectile"].iter().any(|class| words.get(at).is_some_and(|it| lexicon.is(class, &it.lemma)));
    let Some(verb) = head(words, at).filter(|verb| relation(words, at) == Relation::Advcl && *verb < at && weapon())
    else {
        return;
    };
    let with = kid_with(words, at, Relation::Mark)
        .filter(|mark| words.get(*mark).is_some_and(|word| matches!(word.lemma.as_str(), "with" | "by")));
    let bare = kid_with(words, verb, Relation::Obj).is_none();
    let (Some(with), Some(object)) = (with, kid_with(words, at, Relation::Obj).filter(|object| bare && *object > at))
    else {
        return;
    };
    hang(words, object, Some(verb), Relation::Obj);
    hang(words, with, Some(at), Relation::Case);
    hang(words, at, Some(verb), Relation::Obl);
    if let Some(modifier) = kid_with(words, at, Relation::Nsubj) {
        hang(words, modifier, Some(at), Relation::Compound);
    }
    if let Some(word) = words.get_mut(at).filter(|word| word.tag.is_verb()) {
        (word.upos, word.tag) = (Upos::Noun, Tag::Nns);
    }
}

/// "condemned the army over its raid on a market": what is struck belongs to the deed right before it, not to the verb that tells
/// of the deed.
fn target_of_deed(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    if relation(words, at) != Relation::Obl {
        return;
    }
    let case = kid_with(words, at, Relation::Case)
        .filter(|case| words.get(*case).is_some_and(|word| matches!(word.lemma.as_str(), "on" | "against" | "upon")));
    let Some((case, verb)) = case.zip(head(words, at)) else { return };
    let deed = case.checked_sub(1).filter(|deed| {
        *deed > verb
            && head(words, *deed) == Some(verb)
            && relation(words, *deed) == Relation::Obl
            && words.get(*deed).is_some_and(|word| tag(words, *deed).is_noun() && lexicon.names_noun(&word.lemma))
    });
    if deed.is_some() {
        hang(words, at, deed, Relation::Nmod);
    }
}

/// "put the number of civilians killed at 30": a noun behind "of" is no subject of the participle that describes it.
fn counted_group(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    let harmed = tag(words, at) == Tag::Vbn && words.get(at).is_some_and(|word| lexicon.is("harming", &word.lemma));
    let who = at.checked_sub(1).filter(|who| {
        harmed
            && relation(words, *who) == Relation::NsubjPass
            && head(words, *who) == Some(at)
            && tag(words, *who).is_noun()
    });
    let case = who
        .and_then(|who| kid_with(words, who, Relation::Case))
        .filter(|case| words.get(*case).is_some_and(|word| word.lemma == "of"));
    let count = case.and_then(|case| case.checked_sub(1)).filter(|count| tag(words, *count).is_noun());
    if let (Some(who), Some(count)) = (who, count) {
        hang(words, who, Some(count), Relation::Nmod);
        hang(words, at, Some(who), Relation::Acl);
    }
}

/// "left two guards dead and eleven villagers wounded": the second group is no part of the first, and
/// has a participle of its own.
fn left_second(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    let harmed = tag(words, at) == Tag::Vbn && words.get(at).is_some_and(|word| lexicon.is("harming", &word.lemma));
    let left = head(words, at).filter(|verb| {
        harmed
            && matches!(relation(words, at), Relation::Xcomp | Relation::Conj)
            && words.get(*verb).is_some_and(|word| word.lemma == "leave")
    });
    let group = at.checked_sub(1).filter(|group| {
        let joined = relation(words, *group) == Relation::Conj;
        let own = head(words, *group) == Some(at) && relation(words, *group).is_subject();
        tag(words, *group).is_noun() && (joined || own)
    });
    let Some((left, group)) = left.zip(group) else { return };
    let active = kid_with(words, at, Relation::Obj).is_some();
    if active || kid_with(words, left, Relation::Obj).is_none_or(|first| first > group) {
        return;
    }
    hang(words, group, Some(left), Relation::Dep);
    hang(words, at, Some(group), Relation::Acl);
}

/// "Of the 54 people killed when shells landed on a market, nine were children": what happened meanwhile belongs to the participle
/// right before it.
fn while_harmed(words: &mut [Word], at: usize) {
    let Some(main) = head(words, at).filter(|main| relation(words, at) == Relation::Advcl && at < *main) else {
        return;
    };
    let when = (0..at).find(|mark| {
        head(words, *mark) == Some(at)
            && words.get(*mark).is_some_and(|word| matches!(word.lemma.as_str(), "when" | "as" | "after" | "while"))
    });
    let harmed = when.and_then(|when| when.checked_sub(1)).filter(|harmed| {
        tag(words, *harmed) == Tag::Vbn && matches!(relation(words, *harmed), Relation::Acl) && *harmed < main
    });
    if harmed.is_some() {
        hang(words, at, harmed, Relation::Advcl);
    }
}

/// "the truce that Tarn signed": of two subjects the pronoun is what is signed.
fn relative_object(words: &mut [Word], at: usize) {
    let pronoun = matches!(tag(words, at), Tag::Wdt | Tag::Wp) && relation(words, at) == Relation::Nsubj;
    let Some(verb) = head(words, at).filter(|verb| pronoun && relation(words, *verb) == Relation::AclRelcl) else {
        return;
    };
    let subject =
        (at + 1..verb).any(|other| head(words, other) == Some(verb) && relation(words, other) == Relation::Nsubj);
    if subject && kid_with(words, verb, Relation::Obj).is_none() {
        hang(words, at, Some(verb), Relation::Obj);
    }
}

/// "the looting of the market": with an article and no object a gerund is the noun that the lexicon knows.
fn deed_as_noun(words: &mut [Word], forms: &[&str], at: usize, lexicon: &Lexicon) {
    let article = kid_with(words, at, Relation::Det)
        .and_then(|det| words.get(det))
        .is_some_and(|word| matches!(word.lemma.as_str(), "the" | "a" | "an" | "this" | "that"));
    let article = article && tag(words, at) == Tag::Vbg;
    let Some(form) = forms.get(at).filter(|_| article && kid_with(words, at, Relation::Obj).is_none()) else { return };
    let noun = form.to_lowercase();
    let known = lexicon.names_noun(&noun);
    if let Some(word) = words.get_mut(at).filter(|_| known) {
        (word.upos, word.tag, word.lemma) = (Upos::Noun, Tag::Nn, noun);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::claims;

    #[test]
    fn a_target_belongs_to_its_deed() {
        let found = claims("The union lambasted the junta over an air raid on a monastery.");
        let raid = found.iter().find(|told| told.trigger.contains("raid")).unwrap();
        assert!(raid.claim.roles.contains_key(&model::Role::Target), "{found:?}");
    }

    #[test]
    fn both_groups_of_the_harmed_are_counted() {
        let found =
            claims("A skirmish over a canal left two border guards dead and eleven villagers wounded on Thursday.");
        let tolls: Vec<String> =
            found.iter().flat_map(|told| &told.claim.harm).map(|harm| harm.toll.to_string()).collect();
        assert_eq!(tolls, ["2", "11"], "{found:?}");
    }

    #[test]
    fn the_dead_of_a_fronted_phrase_are_those_of_its_clause() {
        let found =
            claims("Of the 54 people killed when shells landed on a market, nine were children, the network said.");
        let shelling = found.iter().find(|told| told.trigger.contains("shells")).unwrap();
        assert_eq!(shelling.claim.harm.first().map(|harm| harm.toll.to_string()).as_deref(), Some("54"), "{found:?}");
    }
}
