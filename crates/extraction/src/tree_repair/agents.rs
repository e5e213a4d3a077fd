//! Mends who acts: what stands behind "by" hangs on the deed that it tells of, a passive without an auxiliary describes its
//! noun. Knows nouns of acts, tags and relations.

use super::{hang, head, kid_with, relation, tag};
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Word};

/// Mends the agents of a sentence.
pub(super) fn mend(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    done_by(words, at);
    agent_below_adverb(words, at);
    doer_of_deed(words, at, lexicon);
    described_by_agent(words, at);
}

fn behind_by(words: &[Word], at: usize) -> bool {
    words.iter().any(|word| word.head == Some(at) && word.relation == Relation::Case && word.lemma == "by")
}

/// "opposed earlier by the union": who acts hangs on the passive, not on the adverb between.
fn agent_below_adverb(words: &mut [Word], at: usize) {
    let adverb = head(words, at).filter(|adverb| {
        matches!(tag(words, *adverb), Tag::Rb | Tag::Rbr)
            && relation(words, *adverb) == Relation::Advmod
            && behind_by(words, at)
    });
    let verb = adverb.and_then(|adverb| head(words, adverb)).filter(|verb| tag(words, *verb) == Tag::Vbn && *verb < at);
    if verb.is_some() {
        hang(words, at, verb, Relation::OblAgent);
    }
}

/// "in a deal brokered by Oman": a participle before "by" is no noun, whatever trees make of the noun before it.
fn done_by(words: &mut [Word], at: usize) {
    let Some(noun) = at.checked_sub(1).filter(|_| tag(words, at) == Tag::Vbn) else { return };
    let compound = relation(words, noun) == Relation::Compound && head(words, noun) == Some(at);
    let by = words.get(at + 1).is_some_and(|word| word.lemma == "by" && word.relation == Relation::Case);
    let Some(above) = head(words, at).filter(|_| compound && by) else { return };
    let role = relation(words, at);
    for kid in (0..noun).filter(|kid| head(words, *kid) == Some(at)).collect::<Vec<_>>() {
        let relation = relation(words, kid);
        hang(words, kid, Some(noun), relation);
    }
    hang(words, noun, Some(above), role);
    hang(words, at, Some(noun), Relation::Acl);
    if let Some(agent) = head(words, at + 1).filter(|agent| *agent > at + 1) {
        hang(words, agent, Some(at), Relation::OblAgent);
    }
}

/// "documented the rape of women by militiamen": who stands behind "by" did what the object tells, for the verb has its subject.
fn doer_of_deed(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    let somebody = || words.get(at).is_some_and(|word| lexicon.names_somebody(&word.lemma));
    let behind = || match relation(words, at) {
        Relation::OblAgent => true,
        Relation::Obl => behind_by(words, at) && somebody(),
        _ => false,
    };
    let Some(verb) = head(words, at).filter(|verb| *verb < at && behind()) else { return };
    let has = |wanted: Relation| words.iter().any(|word| word.head == Some(verb) && word.relation == wanted);
    let active = has(Relation::Nsubj) && !has(Relation::AuxPass) && !has(Relation::NsubjPass);
    let deed = (verb + 1..at).rev().find(|deed| {
        head(words, *deed) == Some(verb)
            && relation(words, *deed) == Relation::Obj
            && words.get(*deed).is_some_and(|word| lexicon.names_noun(&word.lemma))
    });
    if let Some(deed) = deed.filter(|_| active) {
        hang(words, at, Some(deed), Relation::Nmod);
    }
}

/// "relatives of soldiers held by the group called for …": a participle with its agent describes the noun before it, and the
/// past behind the agent is the verb.
fn described_by_agent(words: &mut [Word], at: usize) {
    if tag(words, at) != Tag::Vbn {
        return;
    }
    let Some(agent) = kid_with(words, at, Relation::OblAgent).filter(|agent| *agent > at) else { return };
    let bare = kid_with(words, at, Relation::Aux).is_none() && kid_with(words, at, Relation::AuxPass).is_none();
    let subject = kid_with(words, at, Relation::Nsubj).or_else(|| kid_with(words, at, Relation::NsubjPass));
    let verb = kid_with(words, agent, Relation::Acl).filter(|verb| *verb == agent + 1 && tag(words, *verb) == Tag::Vbd);
    let noun = at.checked_sub(1).filter(|noun| tag(words, *noun).is_noun() && bare);
    let (Some(subject), Some(verb), Some(noun)) = (subject.filter(|subject| *subject < at), verb, noun) else { return };
    let (above, role) = (head(words, at), relation(words, at));
    for kid in (0..at).filter(|kid| head(words, *kid) == Some(at)).collect::<Vec<_>>() {
        let role = relation(words, kid);
        hang(words, kid, Some(verb), role);
    }
    hang(words, verb, above, role);
    hang(words, subject, Some(verb), Relation::Nsubj);
    hang(words, at, Some(noun), Relation::Acl);
}

#[cfg(test)]
mod tests {
    use crate::testing::claims;

    #[test]
    fn a_deed_has_its_own_doer() {
        let found = claims("Investigators documented the rape of several women by militiamen.");
        let rape = found.iter().find(|told| told.trigger.contains("rape")).unwrap();
        assert_eq!(rape.speaker.as_deref(), Some("Investigators"), "{found:?}");
    }
}
