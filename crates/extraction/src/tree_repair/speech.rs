//! Mends speech: "…, the mayor said" at the end of a sentence stands beside the clause that it reports and takes nothing
//! from it; a participle between a speaker and "said" describes the speaker. Knows verbs of speech, marks and relations.

use super::{hang, head, relation, tag};
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos, Word};

/// How many words may follow the verb: "said on Monday in a statement".
const TAIL: usize = 9;

/// Mends the speech of a sentence.
pub(super) fn mend(words: &mut [Word], lexicon: &Lexicon) {
    for at in 1..words.len() {
        described_speaker(words, at, lexicon);
        speech_between(words, at, lexicon);
        saying(words, at, lexicon);
    }
    trailing(words, lexicon);
}

/// "Residents reached by phone said troops had left": a participle with a speaker before it and a verb of speech behind it
/// that has none describes the speaker.
fn described_speaker(words: &mut [Word], verb: usize, lexicon: &Lexicon) {
    let speaks = matches!(tag(words, verb), Tag::Vbd | Tag::Vbz | Tag::Vbp)
        && words.get(verb).is_some_and(|word| lexicon.is("say", &word.lemma.to_lowercase()));
    let Some(participle) = head(words, verb).filter(|above| speaks && *above < verb) else { return };
    let adjoined = matches!(relation(words, verb), Relation::Advcl | Relation::Ccomp | Relation::Parataxis);
    let shape = matches!(tag(words, participle), Tag::Vbg | Tag::Vbn | Tag::Vbd) && adjoined;
    let between =
        |at: usize| matches!(tag(words, at), Tag::Comma | Tag::Cc | Tag::In) && relation(words, at) != Relation::Case;
    let apart = (participle + 1..verb).any(between);
    let own = words
        .iter()
        .any(|word| word.head == Some(verb) && (word.relation.is_subject() || word.relation == Relation::Mark));
    let helped = words
        .iter()
        .any(|word| word.head == Some(participle) && matches!(word.relation, Relation::Aux | Relation::AuxPass));
    let Some(speaker) = participle.checked_sub(1).filter(|noun| relation(words, *noun).is_subject()) else { return };
    if !shape || apart || own || helped || head(words, speaker) != Some(participle) {
        return;
    }
    let (above, role) = (head(words, participle), relation(words, participle));
    let beside = above.is_some_and(|above| above < speaker);
    hang(words, verb, above, if beside { Relation::Parataxis } else { role });
    hang(words, speaker, Some(verb), Relation::Nsubj);
    hang(words, participle, Some(speaker), Relation::Acl);
    for at in 0..words.len() {
        if head(words, at) == Some(participle) && relation(words, at) == Relation::Punct {
            hang(words, at, Some(verb), Relation::Punct);
        }
    }
}

/// "turned it down, saying the militia must leave": the gerund of speech, read as what opens the clause, governs it.
fn saying(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    let gerund = tag(words, at) == Tag::Vbg && relation(words, at) == Relation::Mark;
    let speaks = || words.get(at).is_some_and(|word| lexicon.is("say", &word.lemma));
    let clause = head(words, at).filter(|clause| gerund && *clause > at && speaks());
    let Some((clause, above)) = clause.and_then(|clause| Some((clause, head(words, clause)?))) else { return };
    if above < at && tag(words, clause).is_verb() {
        hang(words, at, Some(above), Relation::Advcl);
        hang(words, clause, Some(at), Relation::Ccomp);
    }
}

/// "The convoy," said the director, "was plundered": who stands behind the verb of speech speaks; the noun before it is the
/// subject of what is said.
fn speech_between(words: &mut [Word], verb: usize, lexicon: &Lexicon) {
    let speaks = matches!(tag(words, verb), Tag::Vbd | Tag::Vbz)
        && words.get(verb).is_some_and(|word| lexicon.is("say", &word.lemma.to_lowercase()));
    let parted = |at: usize| matches!(tag(words, at), Tag::Comma | Tag::CloseQuote | Tag::OpenQuote);
    let below = |at: usize| head(words, at) == Some(verb);
    if !speaks || !verb.checked_sub(1).is_some_and(parted) {
        return;
    }
    let told = (0..verb).find(|at| below(*at) && relation(words, *at).is_subject());
    let said = (verb + 1..words.len()).find(|at| below(*at) && relation(words, *at) == Relation::Ccomp);
    let Some((told, said)) = told.zip(said) else { return };
    let own = |at: &usize| {
        below(*at) && relation(words, *at) == Relation::Obj
            || head(words, *at) == Some(said) && relation(words, *at).is_subject()
    };
    let Some(speaker) = (verb + 1..said).find(|at| own(at) && tag(words, *at).is_noun()) else { return };
    let closed = (speaker + 1..said).any(parted);
    let has = |wanted: fn(Relation) -> bool| {
        words.iter().enumerate().any(|(at, word)| at != speaker && word.head == Some(said) && wanted(word.relation))
    };
    if !closed || has(Relation::is_subject) {
        return;
    }
    let role = if has(|role| role == Relation::AuxPass) { Relation::NsubjPass } else { Relation::Nsubj };
    hang(words, told, Some(said), role);
    hang(words, speaker, Some(verb), Relation::Nsubj);
}

/// Trailing speech stands beside the clause that it reports.
fn trailing(words: &mut [Word], lexicon: &Lexicon) {
    let found = (1..words.len()).rev().find_map(|verb| Some((verb, opens(words, verb, lexicon)?)));
    let Some((verb, comma)) = found else { return };
    let above = head(words, verb).filter(|above| *above < comma);
    let Some(clause) = above.and_then(|above| clause_of(words, above)) else { return };
    let clause_hung = matches!(relation(words, verb), Relation::Root | Relation::Ccomp | Relation::AclRelcl);
    if clause_hung && !is_bare_relative(words, verb, comma) && !takes_from_before(words, verb, comma) {
        return;
    }
    for at in 0..comma {
        if head(words, at) == Some(verb) {
            give_back(words, at, clause);
        }
    }
    if let Some(subject) = speaker(words, comma, verb) {
        hang(words, subject, Some(verb), Relation::Nsubj);
    }
    hang(words, verb, Some(clause), Relation::Parataxis);
}

/// "a resumption of ties …, the agency said": a phrase belongs to the noun right before it, all else to the clause.
fn give_back(words: &mut [Word], at: usize, clause: usize) {
    let case = (0..at).find(|place| head(words, *place) == Some(at) && relation(words, *place) == Relation::Case);
    let noun = case.and_then(|case| case.checked_sub(1)).filter(|noun| tag(words, *noun).is_noun());
    match noun {
        Some(noun) => hang(words, at, Some(noun), Relation::Nmod),
        None => hang(words, at, Some(clause), relation(words, at)),
    }
}

/// "welcomed ties …, the agency said": read as a clause of its own that takes a noun from before the comma.
fn takes_from_before(words: &[Word], verb: usize, comma: usize) -> bool {
    let own = |at: usize| head(words, at) == Some(verb) && relation(words, at).is_subject();
    let taken = |at: usize| head(words, at) == Some(verb) && tag(words, at).is_noun();
    relation(words, verb) == Relation::Ccomp && (0..comma).any(taken) && (comma + 1..verb).any(own)
}

/// The noun between the comma and the verb that nothing there governs, whatever it was hung on.
fn speaker(words: &[Word], comma: usize, verb: usize) -> Option<usize> {
    let inside = |at: usize| (comma + 1..verb).contains(&at);
    let own = (comma + 1..verb).find(|at| head(words, *at) == Some(verb) && relation(words, *at).is_subject());
    own.or_else(|| {
        (comma + 1..verb).find(|at| {
            let nominal = words.get(*at).is_some_and(|word| matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Pron));
            nominal && head(words, *at).is_some_and(|above| !inside(above) && above < comma)
        })
    })
}

/// The topmost verb at or above a word: the speech tells the whole sentence, not its innermost clause.
pub(super) fn clause_of(words: &[Word], at: usize) -> Option<usize> {
    std::iter::successors(Some(at), |at| head(words, *at))
        .take(words.len())
        .filter(|at| {
            tag(words, *at).is_verb()
                || words.iter().any(|word| word.head == Some(*at) && word.relation == Relation::Cop)
        })
        .last()
}

/// The comma before the subject of a verb of speech that ends the sentence.
fn opens(words: &[Word], verb: usize, lexicon: &Lexicon) -> Option<usize> {
    if !matches!(tag(words, verb), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn) {
        return None;
    }
    let lemma = words.get(verb)?.lemma.to_lowercase();
    let speaks = lexicon.is("say", &lemma) || lexicon.is("tell", &lemma);
    let comma = (0..verb).rev().find(|at| tag(words, *at) == Tag::Comma).filter(|_| speaks)?;
    let subject = speaker(words, comma, verb)?;
    let short = subject - comma <= 8 && words.len() - verb <= TAIL;
    let told = words.iter().skip(verb + 1).any(|word| {
        word.head == Some(verb) && matches!(word.relation, Relation::Ccomp | Relation::Xcomp)
            || matches!(word.tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md)
    });
    // "defence and army officials said": what joins two parts of the speaker's own phrase opens no clause.
    let joins = |at: usize| tag(words, at) == Tag::Cc && at > comma + 1;
    let relative = (comma..subject)
        .any(|at| matches!(tag(words, at), Tag::Wdt | Tag::Wp | Tag::Wrb | Tag::Cc | Tag::In) && !joins(at));
    (short && !told && !relative && !is_pronoun(words, subject)).then_some(comma)
}

fn is_pronoun(words: &[Word], at: usize) -> bool {
    matches!(tag(words, at), Tag::Wp | Tag::Wdt)
}

/// "…, including 41 civilians, the agency said": no pronoun joins it, so it is no relative clause.
fn is_bare_relative(words: &[Word], verb: usize, comma: usize) -> bool {
    relation(words, verb) == Relation::AclRelcl && !(comma..verb).any(|at| is_pronoun(words, at))
}

#[cfg(test)]
mod tests {
    use crate::testing::claims;

    #[test]
    fn a_speaker_may_be_described_by_a_participle() {
        let found = claims("A UN official speaking on condition of anonymity said troops had left the port.");
        let left = found.iter().find(|told| told.trigger == "left").unwrap();
        assert!(left.speaker.as_deref().is_some_and(|speaker| speaker.contains("official")), "{found:?}");
    }

    #[test]
    fn a_clause_of_time_stays_with_what_is_reported() {
        let found = claims("Five people were killed on Wednesday when rockets hit the station, the mayor said.");
        let shelling = found.iter().find(|told| told.trigger.contains("rockets")).unwrap();
        let tolls: Vec<_> = shelling.claim.harm.iter().map(|harm| harm.toll.to_string()).collect();
        assert_eq!((tolls, shelling.speaker.as_deref()), (vec!["5".to_owned()], Some("the mayor")), "{found:?}");
    }
}
