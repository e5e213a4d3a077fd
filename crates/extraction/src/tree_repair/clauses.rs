//! Mends whole clauses: the verb of a sentence that was read as an attribute of its own subject, the second of two
//! clauses joined by "and", a subject behind a fronted phrase, lists with a comma in headlines. Knows tags and relations
//! only.

use super::{hang, head, kid_with, relation, subject_of, tag};
use grammar::{Relation, Tag, Upos, Word};

/// Mends the clauses of a sentence.
pub(super) fn mend(words: &mut [Word], headline: bool) {
    for at in 0..words.len() {
        absolute(words, at);
        verb_before_its_object(words, at);
        joined_clause(words, at);
        if headline {
            listed_subject(words, at);
        }
        subject_behind_comma(words, at);
        object_left_of_joint(words, at);
        object_of_relative(words, at);
        inverted_condition(words, at);
        provided_that(words, at);
        helper_beside_verb(words, at);
    }
    gapped_passive(words);
    held_before_main(words);
    main_behind_relative(words);
    below_its_subject(words);
    if headline {
        plan(words);
    }
}

fn nominal(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|word| matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::Pron))
}

/// A finite verb, or a participle or infinitive with a finite auxiliary of its own.
fn finite(words: &[Word], at: usize) -> bool {
    let own = |tag: Tag| matches!(tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md);
    matches!(tag(words, at), Tag::Vbd | Tag::Vbz | Tag::Vbp)
        || tag(words, at).is_verb()
            && words.iter().any(|word| {
                word.head == Some(at) && matches!(word.relation, Relation::Aux | Relation::AuxPass) && own(word.tag)
            })
}

fn heads_phrase(words: &[Word], at: usize) -> bool {
    nominal(words, at)
        && !matches!(
            relation(words, at),
            Relation::Compound | Relation::Flat | Relation::Nummod | Relation::NmodPoss | Relation::Amod
        )
}

/// "a patrol had been ambushed and four soldiers killed": the second passive lends its auxiliary from the first.
fn gapped_passive(words: &mut [Word]) {
    for verb in 2..words.len() {
        let subject = verb - 1;
        let loose = tag(words, verb) == Tag::Vbn
            && matches!(relation(words, verb), Relation::Advcl | Relation::Acl | Relation::Amod | Relation::Xcomp)
            && kid_with(words, verb, Relation::AuxPass).is_none();
        let joined = relation(words, subject) == Relation::Conj && tag(words, subject).is_noun();
        if !loose || !joined {
            continue;
        }
        let Some(cc) = kid_with(words, subject, Relation::Cc) else { continue };
        let first = (0..cc).rev().find(|at| kid_with(words, *at, Relation::AuxPass).is_some());
        let Some(first) = first.filter(|_| head(words, subject).is_some_and(|head| head < cc)) else { continue };
        hang(words, verb, Some(first), Relation::Conj);
        hang(words, subject, Some(verb), Relation::NsubjPass);
        hang(words, cc, Some(verb), Relation::Cc);
    }
}

/// "Workers held since January were freed": the verb with the auxiliary is the sentence's, the bare participle before it
/// describes who is meant.
fn held_before_main(words: &mut [Word]) {
    let bare = |words: &[Word], at: usize| {
        tag(words, at) == Tag::Vbn
            && kid_with(words, at, Relation::Aux).is_none()
            && kid_with(words, at, Relation::AuxPass).is_none()
    };
    let Some(held) = words.iter().position(|word| word.relation == Relation::Root) else { return };
    let Some(who) = subject_of(words, held).filter(|who| bare(words, held) && *who + 1 == held) else { return };
    let main = (held + 1..words.len()).find(|verb| {
        head(words, *verb) == Some(held) && relation(words, *verb) == Relation::Advcl && finite(words, *verb)
    });
    let Some(main) = main else { return };
    let Some(mark) = kid_with(words, main, Relation::Mark).filter(|mark| *mark == held + 1) else { return };
    let Some(time) = subject_of(words, main).filter(|time| *time > mark) else { return };
    let passive = kid_with(words, main, Relation::AuxPass).is_some();
    hang(words, main, None, Relation::Root);
    hang(words, who, Some(main), if passive { Relation::NsubjPass } else { Relation::Nsubj });
    hang(words, held, Some(who), Relation::Acl);
    hang(words, time, Some(held), Relation::Obl);
    hang(words, mark, Some(time), Relation::Case);
    for word in words.iter_mut().filter(|word| word.head == Some(held) && word.relation == Relation::Punct) {
        word.head = Some(main);
    }
}

/// "Tarn and Kelm, which back rivals, had pushed them": the finite verb behind a relative clause and its comma, read as a
/// second relative clause though it has no pronoun, is the sentence's own.
fn main_behind_relative(words: &mut [Word]) {
    let Some(root) = words.iter().position(|word| word.relation == Relation::Root && word.tag.is_noun()) else {
        return;
    };
    let of_root = |at: &usize| head(words, *at) == Some(root) && relation(words, *at) == Relation::AclRelcl;
    let pronoun = |verb: usize| {
        words.iter().any(|word| word.head == Some(verb) && matches!(word.tag, Tag::Wdt | Tag::Wp | Tag::Wrb))
    };
    let clauses: Vec<usize> = (root + 1..words.len()).filter(of_root).collect();
    let [relative, main] = clauses[..] else { return };
    let comma = (relative + 1..main).any(|at| tag(words, at) == Tag::Comma);
    if pronoun(relative) && comma && finite(words, main) && !pronoun(main) && subject_of(words, main).is_none() {
        hang(words, main, None, Relation::Root);
        hang(words, root, Some(main), Relation::Nsubj);
    }
}

/// "The union, which brokered the deal, has recorded breaches": of two subjects, the one right behind the verb of a relative
/// clause is that verb's object.
fn object_of_relative(words: &mut [Word], at: usize) {
    let second = relation(words, at) == Relation::Nsubj && heads_phrase(words, at);
    let Some(verb) = head(words, at).filter(|verb| second && at < *verb) else { return };
    let first = (0..at).find(|first| head(words, *first) == Some(verb) && relation(words, *first) == Relation::Nsubj);
    let relative = (0..at).rev().find(|place| relation(words, *place) == Relation::AclRelcl && finite(words, *place));
    let Some(relative) = relative.filter(|relative| head(words, *relative) == first && first.is_some()) else { return };
    let own = |place: usize| head(words, place) == Some(at);
    let near = (relative + 1..at).all(own);
    if near && kid_with(words, relative, Relation::Obj).is_none() && subject_of(words, relative).is_some() {
        hang(words, at, Some(relative), Relation::Obj);
    }
}

/// "Should the monitors be stopped, we will leave": a helping verb that opens a clause before a comma and the main clause is
/// an "if".
fn inverted_condition(words: &mut [Word], at: usize) {
    let opens = (at == 0 || at == 1 && tag(words, 0) == Tag::Cc)
        && matches!(relation(words, at), Relation::Aux | Relation::AuxPass | Relation::Cop)
        && words
            .get(at)
            .is_some_and(|word| matches!(word.lemma.to_lowercase().as_str(), "should" | "had" | "have" | "were"));
    let Some(verb) = head(words, at).filter(|verb| opens && at < *verb) else { return };
    let behind = subject_of(words, verb).is_some_and(|subject| at < subject && subject < verb);
    let asks = words.iter().any(|word| word.lemma == "?");
    let comma = (verb + 1..words.len()).find(|place| tag(words, *place) == Tag::Comma);
    let Some(comma) = comma.filter(|_| behind && !asks) else { return };
    let will = |place: &usize| {
        words.iter().any(|word| word.head == Some(*place) && word.relation == Relation::Aux && word.tag == Tag::Md)
    };
    let main = (comma + 1..words.len()).find(|place| tag(words, *place).is_verb() && will(place));
    let Some(main) = main else { return };
    if head(words, main) == Some(verb) {
        let (above, role) = (head(words, verb), relation(words, verb));
        hang(words, main, above, role);
    }
    hang(words, verb, Some(main), Relation::Advcl);
    if let Some(word) = words.get_mut(at) {
        (word.lemma, word.upos, word.tag, word.relation) = ("if".to_owned(), Upos::Sconj, Tag::In, Relation::Mark);
    }
}

/// "in which nine guardsmen and four rebels were killed": right before a participle a form of "be" is its helper, and whatever
/// subject the tree gave it is the participle's.
fn helper_beside_verb(words: &mut [Word], at: usize) {
    let be = words.get(at).is_some_and(|word| word.lemma == "be" && matches!(word.tag, Tag::Vbd | Tag::Vbz | Tag::Vbp));
    let verb = (at + 1..words.len()).find(|next| tag(words, *next) != Tag::Rb);
    let verb = verb.filter(|verb| matches!(tag(words, *verb), Tag::Vbn | Tag::Vbd) && head(words, at) != Some(*verb));
    let loose = matches!(relation(words, at), Relation::Conj | Relation::Advcl | Relation::Ccomp | Relation::Parataxis);
    let Some(verb) = verb.filter(|verb| be && loose && !hangs_below(words, *verb, at)) else { return };
    let first = subject_of(words, verb);
    for kid in (0..words.len()).filter(|kid| head(words, *kid) == Some(at)).collect::<Vec<_>>() {
        let subject = relation(words, kid).is_subject();
        match first.filter(|first| subject && *first < kid) {
            Some(first) => hang(words, kid, Some(first), Relation::Conj),
            None if subject => hang(words, kid, Some(verb), Relation::NsubjPass),
            None => {
                let role = relation(words, kid);
                hang(words, kid, Some(verb), role);
            }
        }
    }
    if let Some(first) = first {
        hang(words, first, Some(verb), Relation::NsubjPass);
    }
    hang(words, at, Some(verb), Relation::AuxPass);
    if let Some(word) = words.get_mut(verb) {
        word.tag = Tag::Vbn;
    }
}

/// "agreed, provided that shelling stops": no verb, but the word that opens the condition.
fn provided_that(words: &mut [Word], at: usize) {
    let opens = relation(words, at) == Relation::Advcl
        && words.get(at + 1).is_some_and(|word| word.lemma == "that" && word.relation == Relation::Mark)
        && words
            .get(at)
            .is_some_and(|word| matches!(word.lemma.to_lowercase().as_str(), "provide" | "provided" | "providing"));
    if !opens {
        return;
    }
    let clause = kid_with(words, at, Relation::Ccomp).filter(|clause| *clause > at);
    let (Some(clause), Some(above)) = (clause, head(words, at)) else { return };
    hang(words, clause, Some(above), Relation::Advcl);
    hang(words, at, Some(clause), Relation::Mark);
    if let Some(word) = words.get_mut(at) {
        (word.lemma, word.upos, word.tag) = ("provided".to_owned(), Upos::Sconj, Tag::In);
    }
}

/// "failed, with Tarn leaving the talks": behind "with" or "amid" a noun and right behind it a gerund are subject and verb.
fn absolute(words: &mut [Word], gerund: usize) {
    let Some(noun) = gerund.checked_sub(1).filter(|noun| tag(words, gerund) == Tag::Vbg && heads_phrase(words, *noun))
    else {
        return;
    };
    let with = (0..noun).rev().find(|at| head(words, *at) == Some(noun) && relation(words, *at) == Relation::Case);
    let is_opener = |word: &Word| ["with", "amid"].iter().any(|opener| word.lemma.eq_ignore_ascii_case(opener));
    let opens = with.filter(|with| words.get(*with).is_some_and(is_opener));
    let Some((with, above)) = opens.zip(head(words, noun)).filter(|(_, above)| *above != gerund) else { return };
    if subject_of(words, gerund).is_some() || head(words, gerund) != Some(above) && head(words, gerund) != Some(noun) {
        return;
    }
    hang(words, gerund, Some(above), Relation::Advcl);
    hang(words, noun, Some(gerund), Relation::Nsubj);
    hang(words, with, Some(gerund), Relation::Mark);
}

/// "rockets hit market" read as a market of a kind: a finite verb is never an attribute, so the noun is its object.
fn verb_before_its_object(words: &mut [Word], verb: usize) {
    let attribute =
        matches!(relation(words, verb), Relation::Amod | Relation::Compound | Relation::Nmod | Relation::Flat);
    let Some(noun) = head(words, verb).filter(|noun| *noun > verb && finite(words, verb) && attribute) else { return };
    if !nominal(words, noun) {
        return;
    }
    let (above, role) = (head(words, noun), relation(words, noun));
    let first = (0..verb).rev().find(|at| tag(words, *at) == Tag::In && head(words, *at) == Some(verb));
    hang(words, noun, Some(verb), Relation::Obj);
    // What stands before a clause that "as" opens is a statement of its own: "Two dead as rockets hit market".
    let before = first.and_then(|first| (0..first).rev().find(|at| head(words, *at) == Some(noun)));
    match before {
        Some(before) => {
            hang(words, before, above, role);
            hang(words, verb, Some(before), Relation::Advcl);
            let rest: Vec<usize> = (0..before).filter(|at| head(words, *at) == Some(noun)).collect();
            for at in rest {
                hang(words, at, Some(before), if nominal(words, at) { Relation::Nsubj } else { relation(words, at) });
            }
        }
        None => {
            hang(words, verb, above, role);
            let subject = (0..verb).rev().find(|at| head(words, *at) == Some(noun) && nominal(words, *at));
            if let Some(subject) = subject.filter(|_| subject_of(words, verb).is_none()) {
                hang(words, subject, Some(verb), Relation::Nsubj);
            }
        }
    }
}

/// "An air strike killed seven people, and shelling in Sarmin killed two": the noun behind "and", read as one of a list,
/// is the subject of the finite verb behind it.
fn joined_clause(words: &mut [Word], verb: usize) {
    if !finite(words, verb) || relation(words, verb) == Relation::Root || subject_of(words, verb).is_some() {
        return;
    }
    let opens = (0..verb).rev().find(|at| {
        finite(words, *at)
            || matches!(tag(words, *at), Tag::Wdt | Tag::Wp | Tag::Wrb | Tag::Colon | Tag::Comma | Tag::Md | Tag::To)
            || relation(words, *at) == Relation::Cc
    });
    let Some(joint) = opens.filter(|at| relation(words, *at) == Relation::Cc) else { return };
    let noun = (joint + 1..verb).find(|at| heads_phrase(words, *at));
    let Some(noun) = noun.filter(|noun| kid_with(words, *noun, Relation::Case).is_none()) else { return };
    let listed = matches!(relation(words, noun), Relation::Conj | Relation::Obl | Relation::Nmod | Relation::Dep);
    let above = (0..joint).rev().find(|at| finite(words, *at) && *at != verb);
    let Some(above) = above.filter(|_| listed) else { return };
    hang(words, verb, Some(above), Relation::Conj);
    hang(words, noun, Some(verb), Relation::Nsubj);
    hang(words, joint, Some(verb), Relation::Cc);
}

/// "hit the port and forces advanced": of two nouns read as the subject of the second verb, the first is the object of the
/// verb right before it.
fn object_left_of_joint(words: &mut [Word], verb: usize) {
    if !finite(words, verb) {
        return;
    }
    let Some(first) = subject_of(words, verb).filter(|first| *first < verb) else { return };
    let second = (first + 1..verb).find(|at| head(words, *at) == Some(first) && relation(words, *at) == Relation::Conj);
    let Some(second) = second else { return };
    let mut opens = first;
    while opens > 0 && (head(words, opens - 1) == Some(first) || tag(words, opens - 1) == Tag::Dt) {
        opens -= 1;
    }
    let Some(before) = opens.checked_sub(1).filter(|before| finite(words, *before)) else { return };
    let bare = kid_with(words, before, Relation::Obj).is_none() && subject_of(words, before).is_some();
    if bare && head(words, before) != Some(first) {
        hang(words, first, Some(before), Relation::Obj);
        hang(words, second, Some(verb), Relation::Nsubj);
        if head(words, verb).is_none() {
            hang(words, before, None, Relation::Root);
        }
        hang(words, verb, Some(before), Relation::Conj);
    }
}

/// "Army, rebels trade fire": the first noun of the line and the subject are one list.
fn listed_subject(words: &mut [Word], verb: usize) {
    if !finite(words, verb) {
        return;
    }
    let Some(subject) = kid_with(words, verb, Relation::Nsubj).filter(|subject| *subject < verb) else { return };
    let mut opens = subject;
    while opens > 0 && nominal_phrase(words, opens - 1) {
        opens -= 1;
    }
    let Some(comma) = opens.checked_sub(1).filter(|comma| tag(words, *comma) == Tag::Comma) else { return };
    let Some(first) = comma.checked_sub(1).filter(|first| nominal(words, *first)) else { return };
    if !(0..=first).all(|at| nominal_phrase(words, at)) {
        return;
    }
    let (above, role) = (head(words, verb), relation(words, verb));
    let top = if role == Relation::Root || above.is_some_and(|above| above <= first) { None } else { above };
    hang(words, verb, top, if top.is_none() { Relation::Root } else { role });
    hang(words, first, Some(verb), Relation::Nsubj);
    hang(words, subject, Some(first), Relation::Conj);
}

fn nominal_phrase(words: &[Word], at: usize) -> bool {
    nominal(words, at) || matches!(tag(words, at), Tag::Jj | Tag::Pos | Tag::Hyph | Tag::Dt)
}

/// "Although both had accepted the truce, artillery hit the club", "Despite the truce, shells fell": a noun before the
/// comma, read as the subject, gives way to the bare noun behind it.
fn subject_behind_comma(words: &mut [Word], verb: usize) {
    if !finite(words, verb) {
        return;
    }
    let Some(wrong) = subject_of(words, verb).filter(|wrong| *wrong < verb) else { return };
    let fronted = (0..wrong).rev().find(|at| head(words, *at) == Some(verb) && relation(words, *at) == Relation::Advcl);
    let case = (0..wrong).find(|at| {
        head(words, *at) == Some(wrong) && relation(words, *at) == Relation::Case && tag(words, *at) == Tag::In
    });
    if fronted.is_none() && case.is_none() {
        return;
    }
    let Some(comma) = (wrong + 1..verb).rev().find(|at| tag(words, *at) == Tag::Comma) else { return };
    let right = (comma + 1..verb).find(|at| heads_phrase(words, *at));
    let Some(right) = right.filter(|at| kid_with(words, *at, Relation::Case).is_none()) else { return };
    match fronted.filter(|clause| kid_with(words, *clause, Relation::Obj).is_none() && case.is_none()) {
        Some(clause) => hang(words, wrong, Some(clause), Relation::Obj),
        None if case.is_some() => hang(words, wrong, Some(verb), Relation::Obl),
        None => return,
    }
    hang(words, right, Some(verb), Relation::Nsubj);
}

/// The sentence's verb, hung as an attribute on the noun at the root, which is its subject: "Forces allied with the
/// government captured the town", "The ELN and the government met", "An air strike on Binnish killed ten".
fn below_its_subject(words: &mut [Word]) {
    let Some(root) = words.iter().position(|word| word.relation == Relation::Root) else { return };
    if !nominal(words, root) || kid_with(words, root, Relation::Cop).is_some() {
        return;
    }
    let verb = (root + 1..words.len()).find(|at| finite(words, *at) && hangs_below(words, *at, root));
    let Some(verb) = verb else { return };
    let between = |wanted: &[Tag]| (root + 1..verb).any(|at| wanted.contains(&tag(words, at)));
    if between(&[Tag::Wdt, Tag::Wp, Tag::Wrb, Tag::Colon, Tag::OpenQuote]) || marked(words, verb) {
        return;
    }
    let old = head(words, verb).unwrap_or(root);
    let subject = subject_of(words, verb).filter(|noun| *noun < verb && *noun > root);
    hang(words, verb, None, Relation::Root);
    hang(words, root, Some(verb), Relation::Nsubj);
    if let Some(noun) = subject {
        place_noun(words, (root, old), noun, verb);
    }
    let behind: Vec<usize> = (verb + 1..words.len()).filter(|at| head(words, *at) == Some(root)).collect();
    for at in behind {
        let role = if relation(words, at) == Relation::Nmod { Relation::Obl } else { relation(words, at) };
        hang(words, at, Some(verb), role);
    }
}

/// Whether the verb hangs on the root itself or on a participle of it.
fn hangs_below(words: &[Word], verb: usize, root: usize) -> bool {
    let attribute = matches!(
        relation(words, verb),
        Relation::Obl
            | Relation::Obj
            | Relation::Xcomp
            | Relation::Nmod
            | Relation::Conj
            | Relation::Acl
            | Relation::Appos
    );
    let Some(above) = head(words, verb) else { return false };
    let participle = matches!(tag(words, above), Tag::Vbn | Tag::Vbg)
        && relation(words, above) == Relation::Acl
        && head(words, above) == Some(root);
    attribute && (above == root || participle)
}

/// A clause under "that" or "if" is subordinate; a preposition taken for a mark is not.
fn marked(words: &[Word], verb: usize) -> bool {
    words.iter().any(|word| {
        word.head == Some(verb)
            && word.relation == Relation::Mark
            && !matches!(
                word.lemma.as_str(),
                "in" | "on" | "at" | "near" | "of" | "with" | "by" | "from" | "to" | "against"
            )
    })
}

/// Where the noun goes that had been taken for the subject: into the list behind "and", or behind its preposition.
fn place_noun(words: &mut [Word], (root, old): (usize, usize), noun: usize, verb: usize) {
    let joint = (root + 1..noun).rev().find(|at| tag(words, *at) == Tag::Cc);
    let last = joint.and_then(|joint| (root..joint).rev().find(|at| heads_phrase(words, *at) || *at == root));
    match (joint, last) {
        (Some(joint), Some(last)) if old == root => {
            hang(words, noun, Some(last), Relation::Conj);
            hang(words, joint, Some(noun), Relation::Cc);
        }
        _ => {
            hang(words, noun, Some(old), if old == root { Relation::Nmod } else { Relation::Obl });
            for at in root + 1..noun {
                let role = relation(words, at);
                if head(words, at) == Some(verb)
                    && matches!(role, Relation::Case | Relation::Mark | Relation::Det | Relation::Amod)
                {
                    hang(words, at, Some(noun), if role == Relation::Mark { Relation::Case } else { role });
                }
            }
        }
    }
}

/// "Santos, rebel chief to sign accord": a headline whose only verb is an infinitive tells a plan of its noun.
fn plan(words: &mut [Word]) {
    if words.iter().any(|word| matches!(word.tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md)) {
        return;
    }
    let infinitive = words.iter().position(|word| {
        word.tag == Tag::Vb && matches!(word.relation, Relation::Acl | Relation::Xcomp | Relation::Advcl)
    });
    let Some(verb) = infinitive.filter(|verb| verb.checked_sub(1).is_some_and(|to| tag(words, to) == Tag::To)) else {
        return;
    };
    let Some(noun) = head(words, verb).filter(|noun| nominal(words, *noun) && *noun < verb) else { return };
    let Some(root) = words.iter().position(|word| word.relation == Relation::Root) else { return };
    if !nominal(words, root) || root > noun {
        return;
    }
    hang(words, verb, None, Relation::Root);
    hang(words, root, Some(verb), Relation::Nsubj);
    if noun != root {
        hang(words, noun, Some(root), Relation::Conj);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::claims;

    #[test]
    fn each_of_two_joined_clauses_keeps_its_own_subject() {
        let found = claims("Rockets hit the port of Aden on Monday, and shelling in Zinjibar killed two.");
        let second = found.iter().find(|told| told.trigger == "shelling").unwrap();
        let harm: Vec<_> = second.claim.harm.iter().map(|harm| harm.toll.to_string()).collect();
        assert_eq!(harm, ["2"], "{found:?}");
    }

    #[test]
    fn the_verb_is_found_behind_whatever_hangs_on_its_subject() {
        for text in [
            "Fighters loyal to the council captured the airport on Monday.",
            "Although both generals had accepted the pause, soldiers captured the airport on Monday.",
        ] {
            let found = claims(text);
            let claim =
                found.iter().find(|told| told.trigger == "captured").unwrap_or_else(|| panic!("{text} {found:?}"));
            assert!(claim.claim.roles.contains_key(&model::Role::Agent), "{text}");
        }
    }
}
