//! How a statement is meant: modality, polarity and tense, from auxiliaries, negation, conditions, and the words that
//! govern the act ("threatened to", "failed to", "fears of"). Who says it is not looked at here.

mod auxiliaries;
mod governing;
mod negation;

pub(crate) use governing::states;

use crate::arguments::is_passive;
use crate::lexicon::Part;
use crate::reading_sentence::Sentence;
use crate::triggers;
use grammar::{Relation, Tag};
use model::{Modality, Polarity, Tense};

/// How a statement is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Meaning {
    /// Asserted, denied, planned …
    pub(crate) modality: Modality,
    /// Affirmed or negated.
    pub(crate) polarity: Polarity,
    /// Past, ongoing, future.
    pub(crate) tense: Tense,
}

/// Whether the word's own negation ("no", "not", "without") denies the act, and not only a word above it.
pub(crate) fn is_denied_by_itself(sentence: &Sentence<'_>, at: usize) -> bool {
    negation::at(sentence, at)
}

/// What has been found so far on the way up.
#[derive(Debug, Default)]
struct Climb {
    modality: Option<Modality>,
    negated: bool,
    tense: Option<Tense>,
}

/// Reads the meaning of the act named at `at`.
pub(crate) fn of(sentence: &Sentence<'_>, at: usize, part: Part) -> Meaning {
    let mut climb = Climb { negated: negation::at(sentence, at), ..Climb::default() };
    if part == Part::Noun {
        climb.modality = auxiliaries::of_noun(sentence, at);
        if sentence.tree.child(at, Relation::Cop).is_some() {
            let own = auxiliaries::of_verb(sentence, at);
            climb.modality = climb.modality.or(own.modality);
        }
    } else {
        let own = auxiliaries::of_verb(sentence, at);
        climb.modality = own.modality;
        climb.tense = own.tense;
    }
    if let Some(condition) = condition(sentence, at) {
        climb.modality = climb.modality.or(Some(condition));
    }
    ascend(sentence, at, part, &mut climb);
    if climb.modality.is_none() && for_somebody_to(sentence, at) {
        (climb.modality, climb.tense) = (Some(Modality::Planned), Some(Tense::Future));
    }
    if is_question(sentence, at) {
        climb.modality = Some(Modality::Hypothetical);
    }
    Meaning {
        modality: climb.modality.unwrap_or_default(),
        polarity: if climb.negated { Polarity::Negated } else { Polarity::Affirmed },
        tense: climb.tense.unwrap_or_default(),
    }
}

/// "worked for the parties to sign": an aim, where nothing above says more.
fn for_somebody_to(sentence: &Sentence<'_>, at: usize) -> bool {
    let tree = sentence.tree;
    let marked =
        |tag: Tag, word: &str| tree.kids(at).iter().any(|kid| tree.tag(*kid) == tag && tree.lower(*kid) == word);
    tree.tag(at) == Tag::Vb && marked(Tag::To, "to") && marked(Tag::In, "for")
}

fn ascend(sentence: &Sentence<'_>, at: usize, part: Part, climb: &mut Climb) {
    let tree = sentence.tree;
    let mut child = at;
    let mut as_noun = part == Part::Noun;
    for head in tree.above(at) {
        let relation = tree.relation(child);
        if relation == Relation::Conj {
            // "worked for them to sign and we drafted a text": a clause of its own, wherever the tree hung it.
            if is_finite_with_subject(tree, child) && tree.tag(head) == Tag::Vb && has_to(tree, head) {
                return;
            }
            if tree.is_clause(head) && !as_noun {
                inherit_auxiliaries(sentence, head, climb);
                if is_joined_negation(sentence, head, child) {
                    climb.negated = true;
                }
            }
            child = head;
            continue;
        }
        let ways = ways(sentence, child);
        if ways.is_empty() {
            return;
        }
        if governing::leaves_open(sentence, head, &ways) {
            climb.modality = outer(climb.modality, Some(Modality::Hypothetical));
            return;
        }
        let step = step(sentence, head, child, &ways, climb);
        if !step && !passes(sentence, head, &ways, as_noun) {
            return;
        }
        if tree.is_clause(head) {
            lend(sentence, head, &ways, as_noun, climb);
            if let Some(condition) = condition(sentence, head) {
                climb.modality = climb.modality.or(Some(condition));
            }
            as_noun = false;
        }
        child = head;
    }
}

/// The ways by which a word hangs on its head, in the lexicon's words; none where what stands below is taken for granted.
fn ways(sentence: &Sentence<'_>, child: usize) -> Vec<String> {
    let tree = sentence.tree;
    let owned = |ways: &[&str]| ways.iter().map(|way| (*way).to_owned()).collect::<Vec<_>>();
    match tree.relation(child) {
        Relation::Ccomp | Relation::Xcomp
            if tree.tag(child) == Tag::Vb && has_to(tree, child) && !is_helped(tree, child) =>
        {
            owned(&["clause", "infinitive"])
        }
        Relation::Ccomp | Relation::Xcomp | Relation::Csubj => owned(&["clause"]),
        // "delaying signing": a gerund right behind its verb is its object, however the tree names it.
        Relation::Advcl
            if tree.tag(child) == Tag::Vbg
                && tree.marker(child).is_empty()
                && tree.head(child) == child.checked_sub(1) =>
        {
            owned(&["clause"])
        }
        Relation::Advcl => adverbial(&tree.marker(child), tree.tag(child)),
        Relation::Acl if tree.tag(child) == Tag::Vb => owned(&["clause"]),
        Relation::Acl if !tree.marker(child).is_empty() => vec!["clause".to_owned(), tree.marker(child)],
        Relation::Obj | Relation::Iobj => owned(&["object"]),
        Relation::NsubjPass => owned(&["passive", "object"]),
        Relation::Nsubj => {
            let passive = tree.head(child).is_some_and(|head| is_passive(tree, head));
            if passive { owned(&["passive", "object"]) } else { owned(&["subject"]) }
        }
        Relation::Obl | Relation::Nmod => vec![tree.preposition(child)],
        Relation::Compound => owned(&["of"]),
        _ => Vec::new(),
    }
}

fn is_finite_with_subject(tree: &crate::tree::Tree<'_>, at: usize) -> bool {
    matches!(tree.tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp)
        && tree.kids(at).iter().any(|kid| tree.relation(*kid).is_subject())
}

fn has_to(tree: &crate::tree::Tree<'_>, at: usize) -> bool {
    tree.kids(at).iter().any(|kid| tree.tag(*kid) == Tag::To)
}

/// "has to leave", "are to meet": finite by what helps it.
fn is_helped(tree: &crate::tree::Tree<'_>, at: usize) -> bool {
    let finite = |kid: &usize| matches!(tree.tag(*kid), Tag::Vbz | Tag::Vbp | Tag::Vbd | Tag::Md);
    tree.kids(at).iter().filter(|kid| tree.relation(**kid) == Relation::Aux).any(finite)
}

fn adverbial(marker: &str, tag: Tag) -> Vec<String> {
    match marker {
        "of" | "for" | "from" | "against" | "about" | "at" | "to" | "in" => {
            vec!["clause".to_owned(), marker.to_owned()]
        }
        "" if tag == Tag::Vb => vec!["clause".to_owned()],
        _ => Vec::new(),
    }
}

/// Applies what the lexicon says of the governing word; says whether it knows it.
fn step(sentence: &Sentence<'_>, head: usize, child: usize, ways: &[String], climb: &mut Climb) -> bool {
    let parts = triggers::parts(sentence, head);
    let lemma = sentence.tree.lemma(head);
    // "in case of an attack" supposes one, "cases of abuse" are told.
    let told = matches!(lemma, "case" | "event") && sentence.tree.preposition(head) != "in";
    let found = sentence.lexicon.embeddings(lemma).filter(|_| !told).find(|embedding| {
        parts.contains(&embedding.pattern.part) && embedding.ways.iter().any(|way| ways.contains(way))
    });
    let Some(found) = found else {
        if yet_to(sentence, head, ways) {
            climb.negated = true;
            climb.tense = climb.tense.or(Some(Tense::Past));
            return true;
        }
        // "will not be the first to break it".
        let first = lemma == "first" && ways.iter().any(|way| way == "clause") && negation::at(sentence, head);
        climb.negated = climb.negated || first;
        return false;
    };
    if governing::leaves_as_is(sentence, head, child, found.modality) {
        return true;
    }
    climb.modality = outer(climb.modality, found.modality);
    climb.tense = if found.tense.is_some() && climb.tense != Some(Tense::Past) { found.tense } else { climb.tense };
    if found.polarity == Some(Polarity::Negated) {
        climb.negated = !climb.negated;
    }
    // "has no intention of recalling them": what is not meant negates as what is not done.
    let meant = matches!(found.modality, Some(Modality::Planned | Modality::Promised | Modality::Ordered));
    let head_negated = (sentence.tree.is_clause(head) || meant) && negation::at(sentence, head);
    let denies = matches!(found.modality, Some(Modality::Denied)) || found.polarity.is_some();
    if head_negated && !denies {
        climb.negated = true;
    }
    if head_negated && found.polarity.is_some() {
        climb.negated = false;
    }
    true
}

/// "It is feared that fighting will spread": what only lies ahead is feared, denied or threatened by the word above.
fn outer(inner: Option<Modality>, above: Option<Modality>) -> Option<Modality> {
    let stronger = matches!(
        above,
        Some(Modality::Feared | Modality::Denied | Modality::Hypothetical | Modality::Demanded | Modality::Ordered)
    );
    if inner == Some(Modality::Planned) && stronger { above } else { inner.or(above) }
}

/// "has yet to sign".
fn yet_to(sentence: &Sentence<'_>, head: usize, ways: &[String]) -> bool {
    let tree = sentence.tree;
    let yet = tree.has_child_lemma(head, &["yet"])
        || (0..tree.len()).any(|at| tree.lower(at) == "yet" && tree.lower(at + 1) == "to");
    yet && matches!(tree.lemma(head), "have" | "be" | "yet") && ways.iter().any(|way| way == "clause")
}

/// Whether what governs the act leaves it open: the climb goes on through light verbs, verbs of beginning, speech,
/// and nouns that only count ("a series of").
fn passes(sentence: &Sentence<'_>, head: usize, ways: &[String], as_noun: bool) -> bool {
    let tree = sentence.tree;
    let lemma = tree.lemma(head);
    let clause = ways.iter().any(|way| way == "clause");
    if tree.is_clause(head) && !tree.is_noun(head) {
        let light = lemma == "be" || sentence.lexicon.is("support", lemma) || sentence.lexicon.is("aspect", lemma);
        return clause
            || as_noun && ways.iter().any(|way| way == "subject") && only_supposed(tree, head)
            || (as_noun && light && !ways.iter().any(|way| way == "in" || way == "after" || way == "during"));
    }
    matches!(
        lemma,
        "series"
            | "wave"
            | "spate"
            | "round"
            | "resumption"
            | "return"
            | "start"
            | "end"
            | "continuation"
            | "number"
            | "act"
            | "case"
            | "report"
            | "claim"
            | "kind"
            | "renewal"
            | "session"
            | "beginning"
            | "repeat"
            | "any"
            // "denied involvement in the attack"
            | "involvement"
            | "complicity"
            | "responsibility"
    ) && !ways.iter().any(|way| way == "after")
}

/// "fear that an assault would uproot thousands": what would follow is told of an act that is only supposed.
fn only_supposed(tree: &crate::tree::Tree<'_>, head: usize) -> bool {
    let modal = |kid: &usize| tree.tag(*kid) == Tag::Md && matches!(tree.lemma(*kid), "would" | "could" | "might");
    tree.relation(head) == Relation::Ccomp && tree.kids(head).iter().any(modal)
}

/// What a governing verb's own auxiliaries lend to the act.
fn lend(sentence: &Sentence<'_>, head: usize, ways: &[String], as_noun: bool, climb: &mut Climb) {
    let tree = sentence.tree;
    let lemma = tree.lemma(head);
    let speech = sentence.lexicon.is("say", lemma) && ways.iter().any(|way| way == "clause");
    if speech {
        return;
    }
    let light = lemma == "be" || sentence.lexicon.is("support", lemma) || sentence.lexicon.is("aspect", lemma);
    let closely = (as_noun && light) || ways.iter().any(|way| way == "clause");
    if !closely {
        return;
    }
    inherit_auxiliaries(sentence, head, climb);
    // "The shooting did not stop": it went on.
    if as_noun && negation::at(sentence, head) && !sentence.lexicon.is("ending", lemma) {
        climb.negated = true;
    }
}

fn inherit_auxiliaries(sentence: &Sentence<'_>, head: usize, climb: &mut Climb) {
    let lent = auxiliaries::of_verb(sentence, head);
    climb.modality = climb.modality.or(lent.modality);
    climb.tense = climb.tense.or(lent.tense);
}

/// "neither shelled the town nor sent drones".
fn is_joined_negation(sentence: &Sentence<'_>, head: usize, child: usize) -> bool {
    sentence.tree.has_child_lemma(child, &["nor"]) || sentence.tree.has_child_lemma(head, &["neither"])
}

/// A clause under "if" or "unless" is a condition; under "whether" a question.
fn condition(sentence: &Sentence<'_>, at: usize) -> Option<Modality> {
    let marker = sentence.tree.marker(at);
    let supposed = matches!(marker.as_str(), "if" | "unless" | "whether" | "lest" | "should" | "provided")
        || marker == "until" && is_present(sentence, at)
        || sentence.tree.preposition(at) == "until" && is_awaited(sentence, at);
    let supposed = supposed || is_of_anybody(sentence, at);
    // Where "case" is no word of the tree but of the preposition, as glosses lay it.
    (supposed || sentence.tree.preposition(at) == "in case of").then_some(Modality::Hypothetical)
}

/// "any force that crosses the line", "whoever breaks the truce": told of nobody yet.
fn is_of_anybody(sentence: &Sentence<'_>, at: usize) -> bool {
    let tree = sentence.tree;
    let anybody = |at: usize| matches!(tree.lower(at).as_str(), "any" | "anyone" | "anybody" | "whoever" | "whichever");
    let named = |at: usize| {
        anybody(at) || tree.kids(at).iter().any(|kid| tree.relation(*kid) == Relation::Det && anybody(*kid))
    };
    let subject = tree.kids(at).iter().copied().find(|kid| tree.relation(*kid).is_subject());
    let noun = tree.head(at).filter(|_| tree.relation(at) == Relation::AclRelcl);
    is_present(sentence, at) && tree.tag(at).is_verb() && (subject.is_some_and(named) || noun.is_some_and(named))
}

/// "refuses to disarm until the withdrawal" waits for it; "fought until the withdrawal" tells it.
fn is_awaited(sentence: &Sentence<'_>, at: usize) -> bool {
    let tree = sentence.tree;
    let verb = tree.head(at).filter(|verb| tree.tag(*verb).is_verb());
    verb.is_some_and(|verb| {
        let refused = matches!(tree.lemma(verb), "refuse" | "decline" | "rule" | "reject");
        let above = tree.head(verb).map_or("", |above| tree.lemma(above));
        let to_come = tree.tag(verb) == Tag::Vb && !matches!(above, "continue" | "manage" | "have" | "begin");
        refused || to_come || negation::at(sentence, verb)
    })
}

/// "until they are freed" waits for it; "until they were freed" tells it.
fn is_present(sentence: &Sentence<'_>, at: usize) -> bool {
    let tree = sentence.tree;
    let present = |at: usize| matches!(tree.tag(at), Tag::Vbz | Tag::Vbp);
    present(at) || tree.kids(at).iter().any(|kid| present(*kid) && tree.relation(*kid) != Relation::Ccomp)
}

fn is_question(sentence: &Sentence<'_>, at: usize) -> bool {
    let tree = sentence.tree;
    let mark = (at..tree.len()).find(|next| matches!(tree.form(*next), "?" | "." | "!" | ";"));
    mark.is_some_and(|mark| tree.form(mark) == "?")
}

#[cfg(test)]
mod tests {
    use crate::testing::claims;
    use model::{Modality, Polarity, Tense};

    #[test]
    fn governing_words_change_how_an_act_is_meant() {
        let cases = [
            ("The rebels refused to sign the agreement.", "sign", Modality::Asserted, Polarity::Negated),
            ("The rebels threatened to shell the town.", "shell", Modality::Promised, Polarity::Affirmed),
            (
                "The president ordered his troops to withdraw from the town.",
                "withdraw",
                Modality::Ordered,
                Polarity::Affirmed,
            ),
            ("The army denied shelling the town.", "shelling", Modality::Denied, Polarity::Affirmed),
            ("The two sides failed to withdraw from the ports.", "withdraw", Modality::Asserted, Polarity::Negated),
        ];
        for (text, trigger, modality, polarity) in cases {
            let found = claims(text);
            let claim = found.iter().find(|claim| claim.trigger == trigger);
            let claim = claim.unwrap_or_else(|| panic!("{text}: {found:?}"));
            assert_eq!((claim.claim.modality, claim.claim.polarity), (modality, polarity), "{text}");
        }
    }

    #[test]
    fn what_is_delayed_has_not_been_done() {
        let found = claims("Amid the army delaying signing the deal, both sides met.");
        let sign = found.iter().find(|claim| claim.trigger == "signing").unwrap();
        assert_eq!(sign.claim.modality, Modality::Planned);
    }

    #[test]
    fn an_aim_is_no_fact() {
        let found = claims("The mediators worked for the factions to sign the agreement.");
        let sign = found.iter().find(|claim| claim.trigger == "sign").unwrap();
        assert_eq!(sign.claim.modality, Modality::Planned);
    }

    #[test]
    fn a_plain_statement_is_an_assertion_of_the_past() {
        let found = claims("The army shelled the town.");
        let claim = &found.first().unwrap().claim;
        assert_eq!(
            (claim.modality, claim.polarity, claim.tense),
            (Modality::Asserted, Polarity::Affirmed, Tense::Past)
        );
    }
}
