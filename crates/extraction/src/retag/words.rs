//! Single words that their neighbours decide: "to" before a noun or a verb, particles of known verbs, participles behind
//! "was", common nouns written large because they open the sentence.

use super::{Tagged, verbs};
use grammar::{Tag, Upos};

/// Corrects one word.
pub(super) fn correct(tagged: &mut Tagged<'_>, at: usize) {
    opening_preposition(tagged, at);
    common_noun(tagged, at);
    after_to(tagged, at);
    particle(tagged, at);
    participle(tagged, at);
    impossible_past(tagged, at);
    first_noun(tagged, at);
    first_of_two_names(tagged, at);
    possessive(tagged, at);
    behind_relative(tagged, at);
    reduced_relative(tagged, at);
    noun_by_place(tagged, at);
    unknown_preposition(tagged, at);
}

/// "fighters overran the town": a word that no treebank holds is no preposition, but the verb that its form tells.
fn unknown_preposition(tagged: &mut Tagged<'_>, at: usize) {
    let closed = matches!(tagged.tag(at), Tag::In | Tag::Dt | Tag::Cc | Tag::Rp);
    let phrase = matches!(tagged.tag(at + 1), Tag::Dt | Tag::Cd | Tag::Nnp | Tag::PrpS);
    let small = tagged.lower(at);
    if !closed || !phrase || !small.chars().all(char::is_alphabetic) || tagged.analyzer.habit(small).is_some() {
        return;
    }
    let past = tagged.lemma(at, Upos::Verb, Tag::Vbd);
    if past != *small && tagged.lexicon.names_verb(&past) {
        tagged.set(at, Upos::Verb, Tag::Vbd);
    }
}

/// "a gold mine", "a port official told", "before dawn,": what its neighbours leave no room for but a noun.
fn noun_by_place(tagged: &mut Tagged<'_>, at: usize) {
    let before = tagged.before(at);
    let next = tagged.tag(at + 1);
    if tagged.lower(at) == "according" && tagged.lower(at + 1) == "to" {
        return tagged.set(at, Upos::Adp, Tag::In);
    }
    let noun = match tagged.tag(at) {
        Tag::Jj if tagged.lower(at) == "general" && before == Some(Tag::Dt) => {
            matches!(tagged.lower(at + 1).as_str(), "as" | "who" | "," | "said" | "told")
        }
        Tag::Prp | Tag::PrpS => {
            tagged.lower(at) == "mine" && before.is_some_and(|before| matches!(before, Tag::Dt | Tag::Jj | Tag::Nn))
        }
        Tag::Jj => {
            let ends = matches!(next, Tag::Comma | Tag::Stop);
            let acts = matches!(next, Tag::Vbd | Tag::Vbz | Tag::Vbn) && tagged.lower(at) == "official";
            acts || ends && matches!(tagged.lower(at).as_str(), "dawn" | "dusk" | "noon" | "midday" | "daybreak")
        }
        _ => false,
    };
    if noun {
        tagged.set(at, Upos::Noun, Tag::Nn);
    }
}

/// "commented on the statement of both presidents made following talks": behind a finite verb and a noun, before a
/// preposition, what can be a participle is one; only after verbs of speech a clause of its own may begin there.
fn reduced_relative(tagged: &mut Tagged<'_>, at: usize) {
    let made = ["make", "hold", "sign", "issue", "reach", "broker", "adopt", "release", "publish"];
    let next = matches!(tagged.tag(at + 1), Tag::In | Tag::Vbg);
    if tagged.tag(at) != Tag::Vbd || !next || !tagged.before(at).is_some_and(Tag::is_noun) {
        return;
    }
    let lemma = tagged.lemma(at, Upos::Verb, Tag::Vbd);
    let opens = (0..at).rev().find(|place| {
        tagged.tag(*place).is_verb()
            || matches!(tagged.tag(*place), Tag::Comma | Tag::Cc | Tag::Wdt | Tag::Wp | Tag::Stop)
                && !(tagged.tag(*place) == Tag::Cc && tagged.is_nominal(place + 1))
    });
    let Some(verb) = opens.filter(|verb| matches!(tagged.tag(*verb), Tag::Vbd | Tag::Vbz | Tag::Vbp)) else { return };
    let above = tagged.lemma(verb, Upos::Verb, tagged.tag(verb));
    let speech = ["say", "tell", "hearsay"].iter().any(|class| tagged.lexicon.is(class, &above))
        && tagged.tag(verb + 1) != Tag::In;
    if made.contains(&lemma.as_str()) && !speech {
        tagged.set(at, Upos::Verb, Tag::Vbn);
    }
}

/// "which back rival forces", "who shell the road": behind a relative pronoun and before a noun, what the lexicon knows as a
/// verb is one.
fn behind_relative(tagged: &mut Tagged<'_>, at: usize) {
    let relative = matches!(tagged.before(at), Some(Tag::Wdt | Tag::Wp));
    let doubtful = matches!(tagged.tag(at), Tag::Rb | Tag::Rp | Tag::Nn | Tag::Jj | Tag::In);
    let mut object = at + 1;
    while object < at + 4 && matches!(tagged.tag(object), Tag::Dt | Tag::Jj | Tag::PrpS | Tag::Cd) {
        object += 1;
    }
    if relative && doubtful && tagged.is_nominal(object) && tagged.lexicon.names_verb(tagged.lower(at)) {
        tagged.set(at, Upos::Verb, Tag::Vbp);
    }
}

/// "the agency's local office provided": behind a name, with a noun and its finite verb to come, no form of "be".
fn possessive(tagged: &mut Tagged<'_>, at: usize) {
    let marked = matches!(tagged.lower(at).as_str(), "'s" | "’s") && tagged.tag(at).is_verb();
    if !marked || !tagged.before(at).is_some_and(Tag::is_noun) {
        return;
    }
    let noun = (at + 1..at + 5).find(|next| tagged.tag(*next) != Tag::Jj);
    let Some(noun) = noun.filter(|noun| tagged.tag(*noun).is_noun()) else { return };
    let end = (noun..noun + 4).find(|next| !tagged.tag(*next).is_noun()).unwrap_or(noun + 4);
    let finite = matches!(tagged.tag(end), Tag::Vbd | Tag::Vbz | Tag::Md)
        || tagged.tag(end) == Tag::Vbn && tagged.is_nominal(end + 1);
    if finite {
        tagged.set(at, Upos::Part, Tag::Pos);
        if tagged.tag(end) == Tag::Vbn {
            tagged.set(end, Upos::Verb, Tag::Vbd);
        }
    }
}

/// "Amid Tarn delaying the talks", "Despite Tarn's assurances": a preposition that opens a sentence is no name.
fn opening_preposition(tagged: &mut Tagged<'_>, at: usize) {
    let opens = tagged.before(at).is_none_or(|before| matches!(before, Tag::OpenQuote | Tag::Colon));
    let preposition = matches!(
        tagged.lower(at).as_str(),
        "amid"
            | "amidst"
            | "despite"
            | "during"
            | "under"
            | "after"
            | "before"
            | "since"
            | "while"
            | "although"
            | "though"
    );
    if opens && preposition && matches!(tagged.tag(at), Tag::Nnp | Tag::Nnps | Tag::Nn) {
        tagged.set(at, Upos::Adp, Tag::In);
    }
}

/// "Rioters smashed", "Militiamen burned": a known common noun that opens a sentence is no name.
fn common_noun(tagged: &mut Tagged<'_>, at: usize) {
    let name = matches!(tagged.tag(at), Tag::Nnp | Tag::Nnps);
    let opens = tagged.before(at).is_none_or(|before| matches!(before, Tag::OpenQuote | Tag::Colon));
    let alone = !matches!(tagged.tag(at + 1), Tag::Nnp | Tag::Nnps | Tag::Hyph);
    if !(name && opens && alone) {
        return;
    }
    let small = tagged.lower(at).clone();
    let plural = tagged.lemma(at, Upos::Noun, Tag::Nns);
    let habit = tagged.analyzer.habit(&small).map(|(upos, _)| upos);
    let known = tagged.lexicon.holds(&small) || plural != small && tagged.lexicon.holds(&plural);
    if habit == Some(Upos::Noun) || known && habit != Some(Upos::Propn) {
        let tag = if plural != small && small.ends_with('s') || small.ends_with("men") { Tag::Nns } else { Tag::Nn };
        tagged.set(at, Upos::Noun, tag);
    }
}

/// "Tarn and Kessel agreed": an unknown word that opens the sentence, joined to a name before the verb, is a name too.
fn first_of_two_names(tagged: &mut Tagged<'_>, at: usize) {
    let opens = at == 0 && matches!(tagged.tag(at), Tag::Jj | Tag::Jjs | Tag::Jjr | Tag::Nn | Tag::Rb | Tag::In);
    let joined = tagged.tag(at + 1) == Tag::Cc && tagged.tag(at + 2) == Tag::Nnp;
    let acts = matches!(tagged.tag(at + 3), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md | Tag::Vbn);
    if !(opens && joined && acts) {
        return;
    }
    let small = tagged.lower(at);
    let unknown = tagged.analyzer.habit(small).is_none_or(|(upos, _)| upos == Upos::Propn);
    if unknown && !tagged.lexicon.holds(small) && small.chars().all(char::is_alphabetic) {
        tagged.set(at, Upos::Propn, Tag::Nnp);
    }
}

/// "lost control to government troops" against "ordered his men to shell the ridge".
fn after_to(tagged: &mut Tagged<'_>, at: usize) {
    if at == 0 || tagged.lower(at - 1) != "to" {
        return;
    }
    let small = tagged.lower(at).clone();
    if !matches!(
        tagged.tag(at),
        Tag::Nn | Tag::Vb | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Dt | Tag::PrpS | Tag::Prp | Tag::Jj
    ) {
        return;
    }
    let verb = tagged.lexicon.names_verb(&small);
    let object = matches!(tagged.tag(at + 1), Tag::Dt | Tag::PrpS | Tag::Prp | Tag::Nnp)
        || tagged.is_nominal(at + 1) && !tagged.lexicon.names_noun(&small);
    match tagged.tag(at) {
        Tag::Nn if verb && object => {
            tagged.set(at, Upos::Verb, Tag::Vb);
            tagged.set(at - 1, Upos::Part, Tag::To);
        }
        // "to drone attacks": a thing that the lexicon knows as no verb, before a noun.
        Tag::Vb if !verb && tagged.lexicon.holds(&small) && tagged.tag(at + 1) == Tag::Nns => {
            tagged.set(at, Upos::Noun, Tag::Nn);
            tagged.set(at - 1, Upos::Adp, Tag::In);
        }
        Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Dt | Tag::PrpS | Tag::Prp if tagged.tag(at - 1) == Tag::To => {
            tagged.set(at - 1, Upos::Adp, Tag::In);
        }
        Tag::Nn | Tag::Jj if tagged.tag(at - 1) == Tag::To && !verb => tagged.set(at - 1, Upos::Adp, Tag::In),
        _ => {}
    }
}

/// "handed over the bodies", "stormed out of the talks": a particle that the lexicon knows of the verb before it.
fn particle(tagged: &mut Tagged<'_>, at: usize) {
    if tagged.tag(at) != Tag::In || !tagged.before(at).is_some_and(Tag::is_verb) {
        return;
    }
    let small = tagged.lower(at).clone();
    let common = matches!(small.as_str(), "out" | "over" | "up" | "down" | "off" | "back" | "in" | "apart" | "away");
    let upon = matches!(small.as_str(), "upon" | "on")
        && matches!(tagged.tag(at + 1), Tag::In | Tag::Stop | Tag::Comma | Tag::Cc | Tag::Rb);
    let phrase = matches!(tagged.tag(at + 1), Tag::Nnp) && small == "in";
    if !(common && !phrase || upon) {
        return;
    }
    let verb = tagged.lemma(at - 1, Upos::Verb, tagged.tag(at - 1));
    if tagged.lexicon.takes_particle(&verb, &small) {
        tagged.set(at, Upos::Adp, Tag::Rp);
    }
}

/// "was hit with rockets": behind a form of "be" a known verb is a participle.
fn participle(tagged: &mut Tagged<'_>, at: usize) {
    if at == 0 || !matches!(tagged.tag(at), Tag::Nn | Tag::Jj | Tag::Vbd | Tag::Vb) {
        return;
    }
    let be = matches!(tagged.lower(at - 1).as_str(), "was" | "were" | "been" | "being" | "is" | "are");
    let goes_on = matches!(tagged.tag(at + 1), Tag::In | Tag::Stop | Tag::Comma | Tag::Cc | Tag::Rb);
    if !(be && goes_on) {
        return;
    }
    let past = verbs::reading(tagged, at) == Some(Tag::Vbd);
    let adjective = tagged.tag(at) == Tag::Jj && !tagged.lexicon.names_act(&tagged.lemma(at, Upos::Verb, Tag::Vbn));
    if past && !adjective {
        tagged.set(at, Upos::Verb, Tag::Vbn);
    }
}

/// "Air raid/VBD hits": a past tense that looks like its own lemma is none, except for verbs that never change.
fn impossible_past(tagged: &mut Tagged<'_>, at: usize) {
    if !matches!(tagged.tag(at), Tag::Vbd | Tag::Vbp) {
        return;
    }
    let small = tagged.lower(at).clone();
    let same = tagged.tag(at) == Tag::Vbd && tagged.lemma(at, Upos::Verb, Tag::Vbd) == small;
    if same && !verbs::is_unchanging(&small) && tagged.lexicon.names_noun(&small) {
        tagged.set(at, Upos::Noun, Tag::Nn);
    }
    let auxiliary = tagged.words.get(at).is_some_and(|word| word.upos == Upos::Aux || word.lemma == "be");
    let present = !auxiliary && tagged.tag(at) == Tag::Vbp && tagged.lemma(at, Upos::Verb, Tag::Vbd) != small;
    if present
        && tagged.lexicon.names_verb(&tagged.lemma(at, Upos::Verb, Tag::Vbd))
        && !tagged.lexicon.names_verb(&small)
    {
        tagged.set(at, Upos::Verb, Tag::Vbd);
    }
}

/// "Aid workers told": a bare verb that opens the sentence before a noun and its finite verb is part of the noun.
fn first_noun(tagged: &mut Tagged<'_>, at: usize) {
    let finite = matches!(tagged.tag(at + 2), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md);
    if at == 0 && tagged.tag(at) == Tag::Vb && matches!(tagged.tag(at + 1), Tag::Nns | Tag::Nn) && finite {
        tagged.set(at, Upos::Noun, Tag::Nn);
    }
}

/// "accused it on Wednesday of shipping armoured vehicles".
pub(super) fn gerund_of_accusation(tagged: &mut Tagged<'_>, at: usize) {
    let small = tagged.lower(at);
    let shape = at > 1 && tagged.tag(at) == Tag::Nn && small.ends_with("ing") && tagged.lower(at - 1) == "of";
    if !shape {
        return;
    }
    let accused = (0..at).any(|before| {
        tagged.tag(before).is_verb()
            && tagged.words.get(before).is_some_and(|word| tagged.lexicon.is("accuse", &word.lemma))
    });
    let object = matches!(
        tagged.tag(at + 1),
        Tag::Dt | Tag::Jj | Tag::Nns | Tag::Nnp | Tag::PrpS | Tag::Cd | Tag::Vbn | Tag::Vbd
    ) || tagged.tag(at + 1) == Tag::Nn && tagged.tag(at + 2).is_noun();
    if accused && object && tagged.lexicon.names_verb(&tagged.lemma(at, Upos::Verb, Tag::Vbg)) {
        tagged.set(at, Upos::Verb, Tag::Vbg);
        if tagged.tag(at + 1) == Tag::Vbd && tagged.is_nominal(at + 2) {
            tagged.set(at + 1, Upos::Adj, Tag::Jj);
        }
    }
}
