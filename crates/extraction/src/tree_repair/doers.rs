//! Mends who acts where something stands between the doer and the deed: a participle that describes him, a time, a comma
//! behind a deed that somebody carried out, a speech verb that takes the second deed for its own. Knows nouns of acts, words of
//! time, tags and relations.

use super::{hang, head, kid_with, relation, subject_of, tag};
use crate::lexicon::{Lexicon, Part};
use grammar::{Relation, Tag, Upos, Word};
use model::Family;

/// How many words a deed may stand before the comma behind which somebody carries it out.
const DEED: usize = 12;

/// Mends the doers at a word.
pub(super) fn mend(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    time_before_verb(words, at);
    verb_behind_gerund(words, at);
    carried_out(words, at, lexicon);
    second_deed_told(words, at, lexicon);
    told_before(words, at, lexicon);
}

/// "rebels of the Front this morning attacked": a time right before the verb is no subject of it.
fn time_before_verb(words: &mut [Word], at: usize) {
    let time = words.get(at).is_some_and(|word| {
        matches!(word.lemma.as_str(), "morning" | "afternoon" | "evening" | "night" | "week" | "month" | "year")
    });
    let this = at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|word| word.lemma == "this");
    let verb = at + 1;
    let finite = matches!(tag(words, verb), Tag::Vbd | Tag::Vbz) && at > 1;
    if !time || !this || !finite || head(words, verb) == Some(at) {
        return;
    }
    hang(words, at, Some(verb), Relation::Obl);
}

/// "Three men riding in a car fired at the judge", "rebels belonging to the Front attacked": the gerund describes who acts, and
/// the finite verb behind it is the sentence's.
fn verb_behind_gerund(words: &mut [Word], main: usize) {
    if !matches!(tag(words, main), Tag::Vbd | Tag::Vbz) || subject_of(words, main).is_some() {
        return;
    }
    let Some(gerund) = head(words, main).filter(|above| *above < main && tag(words, *above) == Tag::Vbg) else {
        return;
    };
    let helped = [Relation::Aux, Relation::Cop].iter().any(|helper| kid_with(words, gerund, *helper).is_some());
    let marked = [Relation::Mark, Relation::Cc].iter().any(|opener| kid_with(words, main, *opener).is_some());
    let top = relation(words, gerund) == Relation::Root;
    let apart = (gerund..main).any(|at| matches!(tag(words, at), Tag::Comma | Tag::Cc | Tag::Colon | Tag::OpenQuote));
    let Some(who) = subject_of(words, gerund).filter(|who| top && !helped && !marked && !apart && *who < gerund) else {
        return;
    };
    for kid in (main + 1..words.len()).filter(|kid| head(words, *kid) == Some(gerund)).collect::<Vec<_>>() {
        let role = relation(words, kid);
        hang(words, kid, Some(main), role);
    }
    hang(words, main, None, Relation::Root);
    hang(words, who, Some(main), Relation::Nsubj);
    hang(words, gerund, Some(who), Relation::Acl);
}

/// "condemned the murder of a priest, carried out by gunmen": behind the comma the deed is meant, not the verb that tells of it.
fn carried_out(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    let participle = matches!(tag(words, at), Tag::Vbn | Tag::Vbd)
        && words.get(at).is_some_and(|word| lexicon.is("support", &word.lemma));
    let Some(comma) = at.checked_sub(1).filter(|comma| participle && tag(words, *comma) == Tag::Comma) else { return };
    if kid_with(words, at, Relation::OblAgent).is_none() || subject_of(words, at).is_some() {
        return;
    }
    let deed =
        (comma.saturating_sub(DEED)..comma).rev().take_while(|place| !tag(words, *place).is_verb()).find(|place| {
            tag(words, *place).is_noun()
                && words.get(*place).is_some_and(|word| is_hostile(lexicon, &word.lemma, Part::Noun))
        });
    if deed.is_some() {
        hang(words, at, deed, Relation::Acl);
        if let Some(word) = words.get_mut(at) {
            word.tag = Tag::Vbn;
        }
    }
}

/// "said rebels attacked the station and destroyed two lines": what is joined to the verb of speech is told as well.
fn second_deed_told(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    if tag(words, at) != Tag::Vbd || relation(words, at) != Relation::Conj || subject_of(words, at).is_some() {
        return;
    }
    let Some(speech) = head(words, at).filter(|speech| *speech < at) else { return };
    let lemma = |at: usize| words.get(at).map_or("", |word| word.lemma.as_str());
    let acts = |at: usize| is_hostile(lexicon, lemma(at), Part::Verb);
    let told = kid_with(words, speech, Relation::Ccomp)
        .filter(|told| (speech + 1..at).contains(told) && lexicon.is("say", lemma(speech)) && acts(*told) && acts(at));
    if told.is_some() && subject_of(words, speech).is_some_and(|speaker| speaker < speech) {
        hang(words, at, told, Relation::Conj);
    }
}

/// "denied that his men had looted it and blamed others": what had been done before is told, and the past that speaks or blames is
/// the speaker's own.
fn told_before(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    if tag(words, at) != Tag::Vbd || relation(words, at) != Relation::Conj || subject_of(words, at).is_some() {
        return;
    }
    let class = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| lexicon.is_any(&["say", "tell", "accuse"], &word.lemma) || word.lemma == "blame")
    };
    let Some(deed) = head(words, at).filter(|deed| *deed < at && tag(words, *deed) == Tag::Vbn) else { return };
    let pluperfect = kid_with(words, deed, Relation::Aux).is_some_and(|had| tag(words, had) == Tag::Vbd);
    let speech = head(words, deed).filter(|_| pluperfect && relation(words, deed) == Relation::Ccomp);
    let own =
        |speech: &usize| *speech < deed && tag(words, *speech) == Tag::Vbd && subject_of(words, *speech).is_some();
    if let Some(speech) = speech.filter(own).filter(|_| class(at) && !class(deed)) {
        hang(words, at, Some(speech), Relation::Conj);
    }
}

/// Whether a lemma names an act of force or harm in some use.
fn is_hostile(lexicon: &Lexicon, lemma: &str, part: Part) -> bool {
    let force = |family: Family| matches!(family, Family::HostileAct | Family::Harm);
    lexicon.triggers(lemma).any(|it| it.pattern.part == part && force(it.kind.family()))
        || lexicon.harms(lemma).any(|it| it.pattern.part == part)
}

/// Mends lists of named persons with their age and calling: "killed Leo Tarn, 35, a lawyer, and Ana Kelm, a nurse". The age and
/// what a name is behind its comma belong to the name, and the names are the list.
pub(super) fn listed_persons(words: &mut [Word]) {
    for at in 0..words.len() {
        age(words, at);
        calling(words, at);
    }
}

/// A number between commas behind a name is an age; what was hung on it is joined to the name.
fn age(words: &mut [Word], at: usize) {
    let years =
        words.get(at).is_some_and(|word| word.lemma.parse::<u32>().is_ok_and(|years| (1..=110).contains(&years)));
    let parted = |at: usize| tag(words, at) == Tag::Comma;
    let Some(name) = at.checked_sub(2).filter(|_| years && parted(at - 1) && parted(at + 1)) else { return };
    let Some(name) = named(words, name) else { return };
    for kid in (0..words.len()).filter(|kid| head(words, *kid) == Some(at)).collect::<Vec<_>>() {
        let role = relation(words, kid);
        hang(words, kid, Some(name), role);
    }
    hang(words, at, Some(name), Relation::Dep);
}

/// "…, a lawyer, and": a noun with an article between commas behind a name or its age.
fn calling(words: &mut [Word], noun: usize) {
    if !matches!(tag(words, noun), Tag::Nn)
        || !matches!(relation(words, noun), Relation::Conj | Relation::Appos | Relation::Obj)
    {
        return;
    }
    let closes = matches!(tag(words, noun + 1), Tag::Comma | Tag::Stop) || noun + 1 == words.len();
    let first = (0..noun).rev().take_while(|at| matches!(tag(words, *at), Tag::Jj | Tag::Nn)).last().unwrap_or(noun);
    let article =
        first.checked_sub(1).filter(|at| words.get(*at).is_some_and(|word| matches!(word.lemma.as_str(), "a" | "an")));
    let comma = article.and_then(|at| at.checked_sub(1)).filter(|at| closes && tag(words, *at) == Tag::Comma);
    let Some(before) = comma.and_then(|comma| comma.checked_sub(1)) else { return };
    let aged = tag(words, before) == Tag::Cd && relation(words, before) == Relation::Dep;
    let name = if aged { head(words, before) } else { named(words, before) };
    if let Some(name) = name.filter(|name| *name < noun && head(words, *name) != Some(noun)) {
        for kid in (noun + 1..words.len()).filter(|kid| head(words, *kid) == Some(noun)).collect::<Vec<_>>() {
            if relation(words, kid) == Relation::Conj {
                hang(words, kid, Some(name), Relation::Conj);
            }
        }
        hang(words, noun, Some(name), Relation::Appos);
    }
}

/// The head of the name that a word closes.
fn named(words: &[Word], last: usize) -> Option<usize> {
    let name = |at: usize| words.get(at).is_some_and(|word| word.upos == Upos::Propn);
    let above = |at: &usize| {
        head(words, *at).filter(|_| matches!(relation(words, *at), Relation::Flat | Relation::Compound) && name(*at))
    };
    name(last).then(|| std::iter::successors(Some(last), above).take(words.len()).last()).flatten()
}

#[cfg(test)]
mod tests {
    use crate::testing::claims;
    use model::Role;

    fn has_agent(text: &str, trigger: &str) -> bool {
        let found = claims(text);
        let told = found.iter().find(|told| told.trigger.contains(trigger)).unwrap_or_else(|| panic!("{found:?}"));
        told.claim.roles.contains_key(&Role::Agent)
    }

    #[test]
    fn who_acts_may_stand_apart_from_the_deed() {
        assert!(has_agent("Three gunmen riding in a car fired at the judge and escaped.", "fired"));
        assert!(has_agent("Ministers condemned the murder of a priest, carried out on Monday by rebels.", "murder"));
    }

    #[test]
    fn a_named_person_with_an_age_and_a_calling_is_one_of_a_list() {
        let found = claims("The blast killed Leo Tarn, 35, a lawyer, and Ana Kelm, a nurse.");
        let harmed: Vec<usize> = found.iter().map(|told| told.claim.harm.len()).collect();
        assert_eq!(harmed, [2], "{found:?}");
    }
}
