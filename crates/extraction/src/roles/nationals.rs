//! People of several countries under one noun: "Tarnian and Gurian officials met" tells of two, of whom the phrase of the noun
//! holds the last. Looks at capitals and tags alone; whose adjective it is, resolution says.

use crate::mentions::Form;
use crate::reading_sentence::Sentence;
use grammar::{Relation, Upos};
use model::{Filler, MentionKind};

/// How many countries may be listed before one noun.
const LONGEST: usize = 5;

/// The adjectives before "and" that a noun's phrase leaves out, each a mention with its word.
pub(super) fn others(sentence: &Sentence<'_>, at: usize) -> Vec<(usize, Filler)> {
    let tree = sentence.tree;
    let national = |at: usize| {
        let mention = sentence.mentions.at(sentence.number, at)?;
        let adjective = tree.relation(at) == Relation::Amod && sentence.kind(at) == Some(MentionKind::Actor);
        (sentence.mentions.form(mention) == Form::Demonym || adjective).then_some(mention)
    };
    let own =
        (at.saturating_sub(4)..at).rev().take_while(|before| tree.upos(*before) == Upos::Adj || tree.is_noun(*before));
    let Some(first) = own.last().filter(|first| is_large(sentence, *first)) else {
        return Vec::new();
    };
    let Some(mut mark) = first.checked_sub(1).filter(|mark| tree.lower(*mark) == "and") else { return Vec::new() };
    let mut found = Vec::new();
    while let Some(before) = mark.checked_sub(1).filter(|_| found.len() < LONGEST) {
        let Some(mention) = national(before) else { break };
        found.push((before, Filler::Mention(mention)));
        match before.checked_sub(1).filter(|comma| tree.form(*comma) == ",") {
            Some(comma) => mark = comma,
            None => break,
        }
    }
    found
}

/// An adjective with a capital, which taggers also call a name: of a country, most likely.
fn is_large(sentence: &Sentence<'_>, at: usize) -> bool {
    matches!(sentence.tree.upos(at), Upos::Adj | Upos::Propn) && sentence.tree.form(at).starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use crate::testing::claims;
    use model::Role;

    #[test]
    fn people_of_two_countries_are_two() {
        let agents = |text| {
            let told = claims(text);
            told.iter().flat_map(|told| told.claim.roles.get(&Role::Agent)).map(Vec::len).max().unwrap_or_default()
        };
        assert_eq!(agents("On Monday the Tarnian and Gurian ministers met in Cairo."), 2);
        assert_eq!(agents("Senior Gurian ministers met the envoy in Cairo on Monday."), 1);
    }
}
