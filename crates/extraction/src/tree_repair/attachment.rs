//! Mends on what a word hangs where its part of speech forbids it: marks and attributes govern no phrase, an adjective before
//! a name gives way to it, an empty "it" lends its clause to the verb. Knows tags and relations only.

use super::{hang, head, relation, tag};
use grammar::{Relation, Tag, Upos, Word};

/// Mends the attachment of one word.
pub(super) fn mend(words: &mut [Word], at: usize) {
    on_mark(words, at);
    on_attribute(words, at);
    name_under_adjective(words, at);
    subject_under_adjective(words, at);
    said_by_nobody(words, at);
    heading_preposition(words, at);
    before_measure(words, at);
    joined_to_name(words, at);
    means_of_deed(words, at);
    named_subject(words, at);
    titled_name(words, at);
}

/// "the resignation of Prime Minister Nasser": the preposition before a title is the name's, which is no apposition then.
fn titled_name(words: &mut [Word], at: usize) {
    let title = at.checked_sub(1).filter(|title| {
        relation(words, at) == Relation::Appos
            && head(words, *title) == Some(at)
            && relation(words, *title) == Relation::Nmod
    });
    let Some(title) = title else { return };
    let case = (0..title).find(|case| head(words, *case) == Some(title) && relation(words, *case) == Relation::Case);
    let Some((case, above)) = case.zip(head(words, at)) else { return };
    hang(words, case, Some(at), Relation::Case);
    hang(words, at, Some(above), Relation::Nmod);
}

/// "The United Nations inspectors want": of two subjects side by side the name tells whose the other is.
fn named_subject(words: &mut [Word], at: usize) {
    let Some(name) = at.checked_sub(1).filter(|name| relation(words, *name) == Relation::Nsubj) else { return };
    let named = words.get(name).is_some_and(|word| word.upos == Upos::Propn);
    let common = matches!(tag(words, at), Tag::Nn | Tag::Nns) && relation(words, at) == Relation::Nsubj;
    let verb = head(words, at).filter(|verb| named && common && head(words, name) == Some(*verb) && at < *verb);
    if verb.is_some() {
        hang(words, name, Some(at), Relation::Compound);
    }
}

/// "accused the army of breaking the truce by shelling": what is done "by" doing is the deed right before it.
fn means_of_deed(words: &mut [Word], at: usize) {
    let gerund = |at: usize, mark: &[&str]| {
        let marked = |word: &Word| {
            word.head == Some(at)
                && matches!(word.relation, Relation::Mark | Relation::Case)
                && mark.contains(&word.lemma.as_str())
        };
        tag(words, at) == Tag::Vbg && relation(words, at) == Relation::Advcl && words.iter().any(marked)
    };
    let Some(verb) = head(words, at).filter(|verb| *verb < at && gerund(at, &["by"])) else { return };
    let deed = (verb + 1..at).rev().find(|deed| head(words, *deed) == Some(verb) && gerund(*deed, &["of", "for"]));
    if deed.is_some() {
        hang(words, at, deed, Relation::Advcl);
    }
}

/// "ties with Tarn": a preposition heads no phrase; the noun right behind it does.
fn heading_preposition(words: &mut [Word], at: usize) {
    let heads = matches!(relation(words, at), Relation::Nmod | Relation::Obl)
        && words.get(at).is_some_and(|word| word.upos == Upos::Adp);
    if !heads {
        return;
    }
    let noun = (at + 1..words.len()).find(|noun| head(words, *noun) == Some(at) && tag(words, *noun).is_noun());
    let Some(noun) = noun else { return };
    let (above, role) = (head(words, at), relation(words, at));
    for kid in (0..words.len()).filter(|kid| *kid != noun && head(words, *kid) == Some(at)).collect::<Vec<_>>() {
        let role = relation(words, kid);
        hang(words, kid, Some(noun), role);
    }
    hang(words, noun, above, role);
    hang(words, at, Some(noun), Relation::Case);
}

/// "ties with Tarn five years after", "attacked Tarn two days later": only "'s" makes a name the owner of what follows, and
/// none describes a noun beyond its number. The preposition before the name is its own.
fn before_measure(words: &mut [Word], at: usize) {
    let role = relation(words, at);
    let loose = matches!(role, Relation::NmodPoss | Relation::Amod | Relation::Compound)
        && words.get(at).is_some_and(|word| word.upos == Upos::Propn);
    let marked = || words.iter().any(|word| word.head == Some(at) && word.relation == Relation::Case);
    let Some(noun) = head(words, at).filter(|noun| loose && at < *noun && !marked()) else { return };
    let parted = (at + 1..noun).any(|place| {
        matches!(tag(words, place), Tag::Cd | Tag::Comma) && head(words, place).is_some_and(|head| head >= at)
    });
    let Some(before) = at.checked_sub(1).filter(|_| parted || role == Relation::NmodPoss) else { return };
    let case = relation(words, before) == Relation::Case && head(words, before) == Some(noun);
    if case && tag(words, before) == Tag::In {
        let beside = before.checked_sub(1).filter(|beside| tag(words, *beside).is_noun());
        let Some(above) = beside.or(head(words, noun)) else { return };
        hang(words, at, Some(above), if beside.is_some() { Relation::Nmod } else { Relation::Obl });
        hang(words, before, Some(at), Relation::Case);
    } else if parted && tag(words, before).is_verb() {
        hang(words, at, Some(before), Relation::Obj);
    }
}

/// "old foes Tarn and Kelm": who is joined to a name is joined to what bears it.
fn joined_to_name(words: &mut [Word], at: usize) {
    let name = head(words, at).filter(|name| relation(words, at) == Relation::Conj && *name < at);
    let flat = name.filter(|name| {
        relation(words, *name) == Relation::Flat && words.get(*name).is_some_and(|word| word.upos == Upos::Propn)
    });
    let noun = flat
        .and_then(|name| head(words, name))
        .filter(|noun| words.get(*noun).is_some_and(|word| word.upos == Upos::Noun));
    if noun.is_some() {
        hang(words, at, noun, Relation::Conj);
    }
}

/// A comma governs nothing: what hangs on it hangs on what it parts.
fn on_mark(words: &mut [Word], at: usize) {
    let Some(mark) = head(words, at) else { return };
    let is_mark = words.get(mark).is_some_and(|word| word.upos == Upos::Punct && word.relation == Relation::Punct);
    if is_mark && let Some(above) = head(words, mark).filter(|above| *above != at) {
        let role = if tag(words, at) == Tag::Vbg { Relation::Advcl } else { relation(words, at) };
        hang(words, at, Some(above), role);
    }
}

/// "Fighters loyal to the council captured": the fighters are the subject, and loyal only describes them.
fn subject_under_adjective(words: &mut [Word], at: usize) {
    let adjective = head(words, at).filter(|above| *above == at + 1 && tag(words, *above) == Tag::Jj);
    let Some(adjective) = adjective.filter(|_| relation(words, at).is_subject() && tag(words, at).is_noun()) else {
        return;
    };
    let role = relation(words, adjective);
    // "blamed the ambush on fighters loyal to the council": or what a preposition governs.
    let phrase = matches!(role, Relation::Nmod | Relation::Obl | Relation::Obj);
    let Some(verb) = head(words, adjective).filter(|verb| phrase || role.is_subject() && tag(words, *verb).is_verb())
    else {
        return;
    };
    hang(words, at, Some(verb), role);
    hang(words, adjective, Some(at), Relation::Amod);
    let cases: Vec<usize> =
        (0..at).filter(|kid| head(words, *kid) == Some(adjective) && relation(words, *kid) == Relation::Case).collect();
    for case in cases {
        hang(words, case, Some(at), Relation::Case);
    }
}

/// "It was reported that the bridge was closed": the clause is what is reported.
fn said_by_nobody(words: &mut [Word], at: usize) {
    let clause = matches!(relation(words, at), Relation::Csubj | Relation::CsubjPass);
    let Some(verb) = head(words, at).filter(|verb| clause && *verb < at) else { return };
    if words.iter().any(|word| word.head == Some(verb) && word.relation == Relation::Expl) {
        hang(words, at, Some(verb), Relation::Ccomp);
    }
}

/// "met Turkish Minister Ayla Demir": a name hung on the adjective before it heads the phrase.
fn name_under_adjective(words: &mut [Word], at: usize) {
    if tag(words, at) != Tag::Jj {
        return;
    }
    let flat = |place: usize| head(words, place) == Some(at) && relation(words, place) == Relation::Flat;
    let last = (at + 1..words.len()).rev().find(|place| flat(*place) && tag(words, *place).is_noun());
    let Some(name) = last else { return };
    let (above, role) = (head(words, at), relation(words, at));
    let bare = |verb: usize| !words.iter().any(|word| word.head == Some(verb) && word.relation == Relation::Obj);
    let role = match role {
        Relation::Xcomp | Relation::Acl | Relation::Advcl if above.is_some_and(bare) => Relation::Obj,
        other => other,
    };
    let kids: Vec<usize> = (0..words.len()).filter(|place| *place != name && head(words, *place) == Some(at)).collect();
    for kid in kids {
        let relation = relation(words, kid);
        hang(words, kid, Some(name), relation);
    }
    hang(words, name, above, role);
    hang(words, at, Some(name), Relation::Amod);
}

/// "of formal diplomatic ties": a preposition or an article stands before the whole phrase, never before its attribute alone.
fn on_attribute(words: &mut [Word], at: usize) {
    if !matches!(relation(words, at), Relation::Case | Relation::Det) {
        return;
    }
    let attribute = |place: &usize| {
        *place > at
            && matches!(relation(words, *place), Relation::Amod | Relation::Nummod | Relation::Compound)
            && head(words, *place).is_some_and(|noun| noun > *place)
    };
    let above = |place: &usize| head(words, *place).filter(|_| attribute(place));
    let phrase = std::iter::successors(head(words, at), above).take(words.len()).last();
    if let Some(phrase) = phrase.filter(|phrase| head(words, at) != Some(*phrase)) {
        let relation = relation(words, at);
        hang(words, at, Some(phrase), relation);
    }
}

#[cfg(test)]
mod tests {
    use super::mend;
    use grammar::{Relation, Tag, Upos, Word};

    fn word(upos: Upos, tag: Tag, head: Option<usize>, relation: Relation) -> Word {
        Word { lemma: "x".to_owned(), upos, tag, head, relation }
    }

    #[test]
    fn prepositions_and_names_hang_on_the_head_of_their_phrase() {
        // "of formal ties": "of" on "formal".
        let mut words = vec![
            word(Upos::Adp, Tag::In, Some(1), Relation::Case),
            word(Upos::Adj, Tag::Jj, Some(2), Relation::Amod),
            word(Upos::Noun, Tag::Nns, None, Relation::Root),
        ];
        mend(&mut words, 0);
        assert_eq!(words[0].head, Some(2));
    }

    #[test]
    fn a_described_subject_stays_the_subject() {
        // "fighters loyal … captured": "fighters" on "loyal", "loyal" on "captured".
        let mut words = vec![
            word(Upos::Noun, Tag::Nns, Some(1), Relation::Nsubj),
            word(Upos::Adj, Tag::Jj, Some(2), Relation::Nsubj),
            word(Upos::Verb, Tag::Vbd, None, Relation::Root),
        ];
        mend(&mut words, 0);
        assert_eq!((words[0].head, words[1].head, words[1].relation), (Some(2), Some(0), Relation::Amod));
    }
}
