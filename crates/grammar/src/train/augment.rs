//! Variants of sentences that treebanks have too few of: headlines in title case, wire text in capitals, sentences
//! without a final stop, hyphenated words left whole.

use super::conllu::{Sentence, Token};
use crate::{Relation, Tag, Upos};

/// The sentences, numbered, each followed by its variants.
pub(crate) fn augment(sentences: &[Sentence]) -> Vec<Sentence> {
    let mut data = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        let variant = |tokens: Vec<Token>| Sentence { tokens, number };
        data.push(variant(sentence.tokens.clone()));
        if let Some(tokens) = hyphenated_whole(&sentence.tokens) {
            data.push(variant(tokens));
        }
        if number % 8 == 3 && sentence.tokens.len() < 22 {
            let bare = without_stop(&sentence.tokens).unwrap_or_else(|| sentence.tokens.clone());
            data.push(variant(respelled(&bare, title)));
        }
        if number % 14 == 5 {
            data.push(variant(respelled(&sentence.tokens, |token, _| token.form.to_uppercase())));
        }
        if number % 12 == 7 {
            data.extend(without_stop(&sentence.tokens).map(variant));
        }
    }
    data
}

fn respelled(tokens: &[Token], spell: impl Fn(&Token, bool) -> String) -> Vec<Token> {
    let respell = |(at, token): (usize, &Token)| Token { form: spell(token, at == 0), ..token.clone() };
    tokens.iter().enumerate().map(respell).collect()
}

/// Headlines leave short function words small.
fn title(token: &Token, first: bool) -> String {
    let small = matches!(token.upos, Upos::Det | Upos::Adp | Upos::Cconj | Upos::Part) && token.form.len() < 5;
    let mut letters = token.form.chars();
    match letters.next() {
        Some(initial) if (first || !small) && !token.form.starts_with('\'') => {
            initial.to_uppercase().chain(letters).collect()
        }
        _ => token.form.clone(),
    }
}

fn without_stop(tokens: &[Token]) -> Option<Vec<Token>> {
    let (last, rest) = tokens.split_last()?;
    let plain = last.tag == Tag::Stop && last.head.is_some() && rest.len() > 1;
    (plain && !rest.iter().any(|token| token.head == Some(rest.len()))).then(|| rest.to_vec())
}

/// `Russian` `-` `backed` as one word, as tokenizers of news leave it. Groups whose parts are all under one head within
/// the group are joined; that head gives tag and place in the tree.
fn hyphenated_whole(tokens: &[Token]) -> Option<Vec<Token>> {
    let mut group: Vec<usize> = (0..tokens.len()).collect();
    for (at, trio) in tokens.windows(3).enumerate() {
        let [before, hyphen, after] = trio else { continue };
        if hyphen.tag == Tag::Hyph && hyphen.form == "-" && !before.spaced && !hyphen.spaced && after.tag != Tag::Hyph {
            let first = group.get(at).copied()?;
            group.iter_mut().skip(at + 1).take(2).for_each(|place| *place = first);
        }
    }
    let joined = |at: usize| group.get(at) != Some(&at) || group.get(at + 1) == Some(&at);
    if !(0..tokens.len()).any(joined) {
        return None;
    }
    let members = |first: usize| -> Vec<usize> {
        (first..tokens.len()).take_while(|at| group.get(*at) == Some(&first)).collect()
    };
    let firsts: Vec<usize> = group.iter().enumerate().filter(|(at, first)| at == *first).map(|(at, _)| at).collect();
    let place = |old: usize| group.get(old).and_then(|first| firsts.binary_search(first).ok());
    firsts.iter().map(|first| whole(tokens, &members(*first), &place)).collect()
}

/// One token out of the members of a group; `None` if they have more than one head outside.
fn whole(tokens: &[Token], members: &[usize], place: &impl Fn(usize) -> Option<usize>) -> Option<Token> {
    let outward =
        |at: &&usize| tokens.get(**at).is_some_and(|token| token.head.is_none_or(|head| !members.contains(&head)));
    let mut tops = members.iter().filter(outward);
    let (Some(top), None) = (tops.next(), tops.next()) else { return None };
    let (top, last) = (tokens.get(*top)?, tokens.get(*members.last()?)?);
    let form: String = members.iter().filter_map(|at| tokens.get(*at)).map(|token| token.form.as_str()).collect();
    let (upos, tag) = match (members.len(), top.relation) {
        (1, _) => (top.upos, top.tag),
        (_, Relation::Amod | Relation::Compound) if top.upos != Upos::Propn && top.upos != Upos::Num => {
            (Upos::Adj, Tag::Jj)
        }
        _ => (top.upos, top.tag),
    };
    let relation = if members.len() > 1 && upos == Upos::Adj && top.relation == Relation::Compound {
        Relation::Amod
    } else {
        top.relation
    };
    let head = match top.head {
        Some(head) => Some(place(head)?),
        None => None,
    };
    Some(Token { form, lemma: top.lemma.clone(), upos, tag, head, relation, spaced: last.spaced })
}

#[cfg(test)]
mod tests {
    use super::augment;
    use crate::train::read;
    use crate::{Relation, Tag};

    #[test]
    fn a_hyphenated_modifier_becomes_one_adjective() {
        let row = |line: &str| line.replace(' ', "\t");
        let text = [
            "1 Russian russian ADJ JJ _ 3 amod _ SpaceAfter=No",
            "2 - - PUNCT HYPH _ 1 punct _ SpaceAfter=No",
            "3 backed back VERB VBN _ 4 amod _ _",
            "4 forces force NOUN NNS _ 5 nsubj _ _",
            "5 left leave VERB VBD _ 0 root _ _",
        ]
        .map(row)
        .join("\n");
        let data = augment(&read(&text));
        let whole = &data[1];
        assert_eq!(whole.forms(), ["Russian-backed", "forces", "left"]);
        assert_eq!((whole.tokens[0].tag, whole.tokens[0].head), (Tag::Jj, Some(1)));
        assert_eq!((whole.tokens[1].head, whole.tokens[1].relation), (Some(2), Relation::Nsubj));
    }
}
