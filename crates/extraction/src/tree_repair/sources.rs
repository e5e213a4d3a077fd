//! Mends on what a source hangs: what is "according to" somebody is the clause, not its last noun. Knows "according", tags
//! and relations.

use super::speech::clause_of;
use super::{hang, head, relation, tag};
use grammar::{Relation, Tag, Word};

/// Mends the source at a word.
pub(super) fn mend(words: &mut [Word], at: usize) {
    let Some(opens) = words.iter().position(|word| word.head == Some(at) && word.lemma == "according") else { return };
    of_clause(words, at);
    of_sentence(words, opens, at);
}

/// "43 were abducted, most of them minors, according to the office": the source is the clause's, not that of its last noun.
fn of_clause(words: &mut [Word], at: usize) {
    let Some(noun) = head(words, at).filter(|_| relation(words, at) == Relation::Nmod) else { return };
    let above = |place: &usize| head(words, *place);
    let verb = std::iter::successors(Some(noun), above).take(words.len()).find(|place| tag(words, *place).is_verb());
    if verb.is_some() {
        hang(words, at, verb, Relation::Obl);
    }
}

/// "15,000 have been killed since the war broke out, according to the union": behind a comma at the end of a sentence the source
/// is that of all of it, not of its innermost clause.
fn of_sentence(words: &mut [Word], opens: usize, at: usize) {
    let parted = opens.checked_sub(1).is_some_and(|comma| tag(words, comma) == Tag::Comma);
    let closes = (at + 1..words.len()).all(|rest| {
        matches!(tag(words, rest), Tag::Stop)
            || std::iter::successors(Some(rest), |rest| head(words, *rest)).take(8).any(|above| above == at)
    });
    let inner = head(words, at).filter(|above| relation(words, at) == Relation::Obl && *above < opens);
    let clause = inner.filter(|_| parted && closes).and_then(|inner| clause_of(words, inner));
    if clause.is_some() {
        hang(words, at, clause, Relation::Obl);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::claims;

    #[test]
    fn a_source_at_the_end_is_that_of_the_sentence() {
        let found = claims(
            "More than 15,000 people have been killed since the war broke out in April, according to the council.",
        );
        let killed = found.iter().find(|told| told.trigger == "killed").unwrap();
        assert_eq!(killed.speaker.as_deref(), Some("the council"), "{found:?}");
    }
}
