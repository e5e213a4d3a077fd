//! Mends where phrases hang: what was hung on a day belongs to its verb, a number behind a verb of harm is its object, a
//! quantity gives way to the noun that it counts, what is reported "citing" somebody is reported. Knows words and tags.

use super::{hang, head, relation, tag};
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos, Word};

/// Mends the phrases of a sentence.
pub(super) fn mend(words: &mut [Word], lexicon: &Lexicon) {
    for at in 0..words.len() {
        case_of_modifier(words, at);
        article_beyond_preposition(words, at);
        between_two(words, at);
        below_manner(words, at);
        only_object(words, at, lexicon);
        left_harmed(words, at);
        place_before_a_day(words, at);
        bare_day(words, at);
        on_a_day(words, at);
        bare_number(words, at, lexicon);
        quantity(words, at);
        reported_citing(words, at);
        with_what(words, at, lexicon);
        mark_at_the_top(words, at);
        particle(words, at);
        let_in(words, at, lexicon);
        left_agreement(words, at, lexicon);
    }
}

/// "were handed over at the crossing": right behind such a verb it is part of it.
fn particle(words: &mut [Word], at: usize) {
    let Some(verb) = at.checked_sub(1).filter(|verb| head(words, at) == Some(*verb)) else { return };
    if relation(words, at) != Relation::Advmod || !tag(words, verb).is_verb() {
        return;
    }
    let phrasal = matches!(lemma(words, verb).as_str(), "hand" | "turn" | "take" | "give");
    if phrasal && matches!(lemma(words, at).as_str(), "over" | "back") {
        hang(words, at, Some(verb), Relation::CompoundPrt);
    }
}

/// "refused the inspectors entry": who is not let in describes no entry.
fn let_in(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    let Some(entry) = head(words, at).filter(|entry| *entry == at + 1) else { return };
    let several = relation(words, at) == Relation::Compound && matches!(tag(words, at), Tag::Nns | Tag::Nnp)
        || relation(words, at).is_subject();
    let way = || matches!(lemma(words, entry).as_str(), "entry" | "access" | "passage" | "permission" | "entrance");
    let verb = head(words, entry).filter(|verb| several && relation(words, entry) == Relation::Obj && *verb < at);
    let grants =
        verb.filter(|verb| matches!(lemma(words, *verb).as_str(), "refuse" | "deny" | "grant" | "give" | "allow"));
    let somebody = || ["person", "group", "monitor", "troops"].iter().any(|class| lexicon.is(class, &lemma(words, at)));
    if let Some(verb) = grants.filter(|_| way() && somebody()) {
        hang(words, at, Some(verb), Relation::Iobj);
    }
}

/// "pulled out of the 2018 accord": a noun with a preposition is no clause.
fn left_agreement(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    let text = relation(words, at) == Relation::Acl && lexicon.is("agreement", &lemma(words, at));
    let above = head(words, at).filter(|_| text && !tag(words, at).is_verb() && case_of(words, at).is_some());
    if let Some(above) = above {
        let verb = tag(words, above).is_verb();
        hang(words, at, Some(above), if verb { Relation::Obl } else { Relation::Nmod });
    }
}

fn lemma(words: &[Word], at: usize) -> String {
    words.get(at).map(|word| word.lemma.to_lowercase()).unwrap_or_default()
}

fn is_day(words: &[Word], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    let day = |day: &&str| word.lemma.eq_ignore_ascii_case(day);
    let named = word.lemma.get(word.lemma.len().saturating_sub(3)..).is_some_and(|end| end.eq_ignore_ascii_case("day"));
    word.upos == Upos::Propn && named || ["yesterday", "today", "tomorrow"].iter().any(day)
}

fn case_of(words: &[Word], at: usize) -> Option<usize> {
    (0..at).rev().find(|case| head(words, *case) == Some(at) && relation(words, *case) == Relation::Case)
}

/// "of formal ties": a preposition belongs to the noun and not to its adjective. "with Tarn almost five years after": a name
/// with a preposition of its own is no part of what is counted behind it.
fn case_of_modifier(words: &mut [Word], at: usize) {
    let Some(modifier) = head(words, at).filter(|above| *above > at && relation(words, at) == Relation::Case) else {
        return;
    };
    if !matches!(relation(words, modifier), Relation::Amod | Relation::Compound | Relation::Nummod) {
        return;
    }
    let Some(noun) = head(words, modifier).filter(|noun| *noun > modifier) else { return };
    let counted = (modifier + 1..noun).any(|word| matches!(tag(words, word), Tag::Rb | Tag::Cd));
    let name = words.get(modifier).is_some_and(|word| word.upos == Upos::Propn);
    match head(words, noun) {
        Some(above) if counted && name => hang(words, modifier, Some(above), Relation::Nmod),
        _ => hang(words, at, Some(noun), Relation::Case),
    }
}

/// "struck a landmine near the crossing": an article belongs to the noun before the preposition, and that noun is the phrase.
fn article_beyond_preposition(words: &mut [Word], article: usize) {
    let far = head(words, article).filter(|far| *far > article && relation(words, article) == Relation::Det);
    let Some(far) = far.filter(|far| tag(words, *far).is_noun()) else { return };
    let inside = |at: usize| (article + 1..far).contains(&at);
    let case = (article + 1..far).find(|at| {
        relation(words, *at) == Relation::Case && head(words, *at).is_some_and(|head| head == far || inside(head))
    });
    let Some(case) = case.filter(|case| tag(words, *case) == Tag::In) else { return };
    let near = case - 1;
    let part = matches!(
        relation(words, near),
        Relation::Amod | Relation::Compound | Relation::Nmod | Relation::Flat | Relation::Nummod
    );
    if near <= article || !tag(words, near).is_noun() || head(words, near) != Some(far) || !part {
        return;
    }
    let (above, inherited) = (head(words, far), relation(words, far));
    for at in article..near {
        if head(words, at) == Some(far) {
            let own = relation(words, at);
            hang(words, at, Some(near), own);
        }
    }
    if let Some(modifier) = head(words, case).filter(|modifier| *modifier != far) {
        hang(words, modifier, Some(far), Relation::Compound);
        hang(words, case, Some(far), Relation::Case);
        for at in case + 1..modifier {
            if head(words, at) == Some(modifier) && relation(words, at) == Relation::Det {
                hang(words, at, Some(far), Relation::Det);
            }
        }
    }
    hang(words, near, above, inherited);
    hang(words, far, Some(near), Relation::Nmod);
}

/// "fighting between troops and militias": what "and" joins are the two between whom it is.
fn between_two(words: &mut [Word], at: usize) {
    let Some(act) = head(words, at).filter(|act| *act < at && relation(words, at) == Relation::Conj) else { return };
    let first = (act + 1..at).rev().find(|first| {
        head(words, *first) == Some(act)
            && relation(words, *first) == Relation::Nmod
            && case_of(words, *first).is_some_and(|case| lemma(words, case) == "between")
    });
    let Some(first) = first.filter(|_| tag(words, at).is_noun()) else { return };
    let joined = words.iter().any(|word| word.head == Some(first) && word.relation == Relation::Conj);
    if !joined {
        hang(words, at, Some(first), Relation::Conj);
    }
}

/// "two dozen projectiles": the number word counts the noun behind it.
fn dozen(words: &mut [Word], at: usize) {
    let counts =
        tag(words, at) == Tag::Nn && matches!(lemma(words, at).as_str(), "dozen" | "hundred" | "thousand" | "score");
    let noun = Some(at + 1).filter(|noun| {
        counts
            && tag(words, *noun) == Tag::Nns
            && head(words, *noun) == Some(at)
            && matches!(relation(words, *noun), Relation::Appos | Relation::Nmod | Relation::Compound)
    });
    let Some(noun) = noun else { return };
    let (above, own) = (head(words, at), relation(words, at));
    hang(words, noun, above, own);
    hang(words, at, Some(noun), Relation::Nummod);
    if let Some(word) = words.get_mut(at) {
        (word.upos, word.tag) = (Upos::Num, Tag::Cd);
    }
}

/// "flew low over the city": the phrase belongs to the verb.
fn below_manner(words: &mut [Word], at: usize) {
    let manner = head(words, at).filter(|manner| {
        *manner < at
            && relation(words, at) == Relation::Obl
            && relation(words, *manner) == Relation::Advmod
            && matches!(lemma(words, *manner).as_str(), "low" | "high" | "deep" | "close" | "far")
    });
    let verb = manner.and_then(|manner| head(words, manner));
    if let Some(verb) = verb.filter(|verb| tag(words, *verb).is_verb()) {
        hang(words, at, Some(verb), Relation::Obl);
    }
}

/// "claimed the lives of 31 people": where a verb that tells nobody has but one object, that is what it acts on.
fn only_object(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    let common = relation(words, at) == Relation::Iobj && matches!(tag(words, at), Tag::Nn | Tag::Nns);
    let Some(verb) = head(words, at).filter(|verb| common && *verb < at) else { return };
    let lemma = lemma(words, verb);
    let tells = lexicon.is("tell", &lemma) || matches!(lemma.as_str(), "ask" | "show" | "teach" | "warn");
    let other = words.iter().any(|word| {
        word.head == Some(verb) && matches!(word.relation, Relation::Obj | Relation::Ccomp | Relation::Xcomp)
    });
    if !tells && !other {
        hang(words, at, Some(verb), Relation::Obj);
    }
}

/// "left 18 people dead and more than 40 wounded": what they were left is the verb's; who has a number of his own is counted.
fn left_harmed(words: &mut [Word], at: usize) {
    let harmed =
        |lemma: &str| matches!(lemma, "dead" | "wound" | "wounded" | "injure" | "injured" | "missing" | "homeless");
    if !matches!(tag(words, at), Tag::Jj | Tag::Vbn) || !harmed(&lemma(words, at)) {
        return;
    }
    let object = at
        .checked_sub(1)
        .filter(|object| relation(words, *object) == Relation::Obj && head(words, at) == Some(*object));
    let left = |verb: &usize| lemma(words, *verb) == "leave";
    if let Some(verb) = object.and_then(|object| head(words, object)).filter(left) {
        return hang(words, at, Some(verb), Relation::Xcomp);
    }
    let verb = head(words, at).filter(left).filter(|_| relation(words, at) == Relation::Xcomp);
    let number = (0..at).rev().find(|number| head(words, *number) == Some(at) && tag(words, *number) == Tag::Cd);
    if verb.is_some() && number.is_some() {
        hang(words, at, verb, Relation::Obj);
        if let Some(word) = words.get_mut(at) {
            (word.upos, word.tag) = (Upos::Noun, Tag::Nn);
            word.lemma = match word.lemma.as_str() {
                "wound" => "wounded".to_owned(),
                "injure" => "injured".to_owned(),
                other => other.to_owned(),
            };
        }
    }
}

/// "leaving Kessel Tuesday", "its demand today": the noun is no part of the day's name.
fn place_before_a_day(words: &mut [Word], day: usize) {
    let Some(place) = day.checked_sub(1).filter(|place| head(words, *place) == Some(day)) else { return };
    let noun = words.get(place).is_some_and(|word| matches!(word.upos, Upos::Propn | Upos::Noun));
    let part = matches!(relation(words, place), Relation::Compound | Relation::Flat | Relation::NmodPoss);
    let named = noun && part && is_day(words, day) && !is_day(words, place);
    let Some(above) = head(words, day).filter(|_| named) else { return };
    if !matches!(relation(words, day), Relation::Obj | Relation::Obl | Relation::Nmod | Relation::Nsubj) {
        return;
    }
    let inherited = relation(words, day);
    let others: Vec<usize> = (0..place).filter(|word| head(words, *word) == Some(day)).collect();
    for other in others {
        let kind = relation(words, other);
        hang(words, other, Some(place), kind);
    }
    hang(words, place, Some(above), inherited);
    hang(words, day, Some(verb_above(words, place).unwrap_or(above)), Relation::Obl);
}

/// "brokered a truce last Sunday": a day without a preposition tells when the act was, and not what the truce is.
fn bare_day(words: &mut [Word], day: usize) {
    let second = |kind: Relation| {
        let verb = head(words, day);
        words.iter().enumerate().any(|(at, word)| at != day && word.head == verb && word.relation == kind)
    };
    let loose = match relation(words, day) {
        Relation::Appos | Relation::Nmod | Relation::Flat | Relation::Dep | Relation::Obj => true,
        Relation::Nsubj => second(Relation::Nsubj),
        _ => false,
    };
    if !loose || !is_day(words, day) || case_of(words, day).is_some() {
        return;
    }
    let subject = relation(words, day) == Relation::Nsubj;
    let Some(verb) = verb_above(words, day).filter(|verb| *verb < day || subject) else { return };
    hang(words, day, Some(verb), Relation::Obl);
}

/// The nearest verb that a word hangs below.
fn verb_above(words: &[Word], at: usize) -> Option<usize> {
    std::iter::successors(head(words, at), |above| head(words, *above))
        .take(words.len())
        .find(|above| tag(words, *above).is_verb())
}

/// "reiterated on Tuesday by the Union": nothing but "of last week" hangs on a day.
fn on_a_day(words: &mut [Word], at: usize) {
    if !matches!(relation(words, at), Relation::Nmod | Relation::Acl | Relation::Obl | Relation::AclRelcl) {
        return;
    }
    let Some(day) = head(words, at).filter(|day| *day < at && (is_day(words, *day) || is_year(words, *day))) else {
        return;
    };
    let Some(case) = case_of(words, at).filter(|case| *case > day) else { return };
    if matches!(lemma(words, case).as_str(), "of" | "to" | "until" | "and") || is_day(words, at) {
        return;
    }
    let Some(verb) = verb_above(words, day) else { return };
    let passive = words.iter().any(|word| word.head == Some(verb) && word.relation == Relation::AuxPass);
    let agent = passive && lemma(words, case) == "by";
    hang(words, at, Some(verb), if agent { Relation::OblAgent } else { Relation::Obl });
}

/// A year by itself: "for 1990".
fn is_year(words: &[Word], at: usize) -> bool {
    let year = words.get(at).and_then(|word| word.lemma.parse::<u32>().ok());
    year.is_some_and(|year| (1900..2100).contains(&year)) && case_of(words, at).is_some()
}

/// "killed two": a number behind a verb of harm that takes whom it harms is its object.
fn bare_number(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    let Some(verb) = at.checked_sub(1).filter(|verb| head(words, at) == Some(*verb)) else { return };
    let number =
        tag(words, at) == Tag::Cd && matches!(relation(words, at), Relation::Obl | Relation::Nummod | Relation::Advmod);
    let harms = || tag(words, verb).is_verb() && lexicon.harms(&lemma(words, verb)).any(|word| word.slot == "obj");
    let free = || !words.iter().any(|word| word.head == Some(verb) && word.relation == Relation::Obj);
    if number && harms() && free() {
        hang(words, at, Some(verb), Relation::Obj);
    }
}

/// "As many as 20 prisoners were killed", "No fewer than nine guards": the noun is meant, not the quantity.
fn quantity(words: &mut [Word], at: usize) {
    dozen(words, at);
    let (subject, object) = (relation(words, at).is_subject(), relation(words, at) == Relation::Obj);
    if !subject && !object {
        return;
    }
    let counts = match lemma(words, at).as_str() {
        "many" | "few" | "fewer" | "more" | "less" => true,
        "much" => subject,
        _ => false,
    };
    let Some(verb) = head(words, at).filter(|_| counts) else { return };
    let noun = (at + 1..words.len().min(at + 6)).find(|noun| {
        matches!(head(words, *noun), Some(above) if above == at || above < at && at - above <= 2)
            && words.get(*noun).is_some_and(|word| matches!(word.upos, Upos::Noun | Upos::Propn))
            && words.iter().any(|word| word.head == Some(*noun) && word.relation == Relation::Nummod)
    });
    let Some(noun) = noun else { return };
    let role = relation(words, at);
    hang(words, noun, Some(verb), role);
    hang(words, at, Some(noun), Relation::Advmod);
    let around: Vec<usize> =
        (at.saturating_sub(2)..noun).filter(|place| *place != at && head(words, *place) != Some(noun)).collect();
    for place in around {
        let own =
            relation(words, place) != Relation::Nummod && matches!(tag(words, place), Tag::In | Tag::Rb | Tag::Dt);
        if own && !tag(words, place).is_verb() && head(words, place) != Some(verb) {
            hang(words, place, Some(at), Relation::Fixed);
        }
    }
    let counted =
        (at + 1..noun).filter(|place| head(words, *place) == Some(noun) && relation(words, *place) == Relation::Case);
    let counted: Vec<usize> = counted.collect();
    for place in counted {
        hang(words, place, Some(at), Relation::Fixed);
    }
}

/// "TASS reported, citing the command, that units were shelling it": the clause is what was reported.
fn reported_citing(words: &mut [Word], at: usize) {
    let cites =
        |place: usize| tag(words, place) == Tag::Vbg && matches!(lemma(words, place).as_str(), "cite" | "quote");
    let that =
        || words.iter().any(|word| word.head == Some(at) && word.lemma == "that" && word.relation == Relation::Mark);
    // The clause may hang on whom it cites.
    let above = head(words, at).map(|above| if cites(above) { above } else { head(words, above).unwrap_or(above) });
    let Some(citing) = above.filter(|citing| *citing < at && cites(*citing) && that()) else { return };
    if let Some(verb) = head(words, citing).filter(|_| relation(words, citing) == Relation::Advcl) {
        hang(words, at, Some(verb), Relation::Ccomp);
    }
}

/// "threatened the authorities with sanctions": what one does it with hangs on the verb.
fn with_what(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    let with = || case_of(words, at).is_some_and(|case| lemma(words, case) == "with");
    let Some(noun) = head(words, at).filter(|noun| relation(words, at) == Relation::Nmod && *noun < at && with())
    else {
        return;
    };
    let Some(verb) = head(words, noun).filter(|_| relation(words, noun) == Relation::Obj) else { return };
    if tag(words, verb).is_verb() && lexicon.is("with_object", &lemma(words, verb)) {
        hang(words, at, Some(verb), Relation::Obl);
    }
}

/// A quotation mark that heads a clause gives its place to the last word of the clause that is no mark.
fn mark_at_the_top(words: &mut [Word], at: usize) {
    if words.get(at).is_none_or(|word| word.upos != Upos::Punct) {
        return;
    }
    let copula = words.iter().position(|word| word.head == Some(at) && word.relation == Relation::Cop);
    let Some(copula) = copula.filter(|copula| *copula < at) else { return };
    let predicate = (copula + 1..at).rev().find(|place| {
        head(words, *place) == Some(at) && words.get(*place).is_some_and(|word| word.upos != Upos::Punct)
    });
    let Some(predicate) = predicate else { return };
    let (above, role) = (head(words, at), relation(words, at));
    hang(words, predicate, above, role);
    for place in 0..words.len() {
        if head(words, place) == Some(at) {
            hang(words, place, Some(predicate), relation(words, place));
        }
    }
    hang(words, at, Some(predicate), Relation::Punct);
}

#[cfg(test)]
mod tests {
    use crate::testing::claims;

    #[test]
    fn quantities_give_way_to_what_they_count() {
        for (text, toll) in [
            ("As many as 20 prisoners were killed in the jail on Monday.", "1 to 20"),
            ("No fewer than nine guards were killed on the dam on Monday.", "at least 9"),
            ("Shelling in Tarn killed two.", "2"),
        ] {
            let tolls: Vec<_> = claims(text)
                .iter()
                .flat_map(|told| told.claim.harm.clone())
                .map(|harm| harm.toll.to_string())
                .collect();
            assert_eq!(tolls, [toll], "{text}");
        }
    }

    #[test]
    fn what_is_reported_citing_somebody_is_his() {
        let found = claims("The agency reported, citing the army command, that rebel units shelled the port.");
        let claim = found.iter().find(|told| told.trigger == "shelled").unwrap();
        assert_eq!(claim.speaker.as_deref(), Some("the army command"), "{found:?}");
    }
}
