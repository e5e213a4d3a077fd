//! Whom a pronoun or a definite phrase stands for: the nearest mention before it that agrees in number and kind, subjects
//! first. Light on purpose: where nothing agrees, nothing is said.

use crate::mentions::{Form, Mentions};
use crate::tree::Tree;
use model::{MentionKind, MentionRef};

/// How many sentences back an antecedent may stand.
const REACH: usize = 4;

/// What is asked of an antecedent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Person,
    Several,
    Body,
    Text,
    Group,
    Latter,
}

/// Sets the antecedents of a document's pronouns and definite phrases.
pub(crate) fn resolve(trees: &[Tree<'_>], mentions: &mut Mentions) {
    let order = salience(trees, mentions);
    for (number, tree) in trees.iter().enumerate() {
        for at in 0..tree.len() {
            let Some(mention) = mentions.headed(number, tree, at) else { continue };
            let Some(wanted) = wanted(tree, mentions, mention, at) else { continue };
            let found = search(&order, number, at, mention, wanted, mentions);
            if let Some(entry) = mentions.list.get_mut(mention.0) {
                entry.antecedent = found;
            }
        }
    }
}

/// A mention with its place and whether it is a subject.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    mention: MentionRef,
    sentence: usize,
    at: usize,
    subject: bool,
}

fn salience(trees: &[Tree<'_>], mentions: &Mentions) -> Vec<Candidate> {
    let mut all = Vec::new();
    for (sentence, tree) in trees.iter().enumerate() {
        let mut seen = Vec::new();
        for at in 0..tree.len() {
            let Some(mention) = mentions.headed(sentence, tree, at) else { continue };
            if let Some(place) = seen.iter().position(|known| *known == mention) {
                let subject = tree.relation(at).is_subject();
                if let Some(candidate) = all.len().checked_sub(seen.len() - place).and_then(|at| all.get_mut(at)) {
                    let candidate: &mut Candidate = candidate;
                    candidate.subject |= subject;
                }
                continue;
            }
            seen.push(mention);
            all.push(Candidate { mention, sentence, at, subject: tree.relation(at).is_subject() });
        }
    }
    all
}

fn wanted(tree: &Tree<'_>, mentions: &Mentions, mention: MentionRef, at: usize) -> Option<Wanted> {
    let lower = tree.lower(at);
    if mentions.form(mention) == Form::Pronoun {
        return match lower.as_str() {
            "he" | "him" | "his" | "she" | "her" | "hers" => Some(Wanted::Person),
            "they" | "them" | "their" => Some(Wanted::Several),
            "it" | "its" => Some(object_of_text(tree, at)),
            _ => None,
        };
    }
    let definite = at > 0 && matches!(tree.lower(at - 1).as_str(), "the" | "this" | "that" | "both")
        || at > 1 && tree.lower(at - 2) == "the" && matches!(tree.lower(at - 1).as_str(), "two" | "ethnic");
    if mentions.form(mention) != Form::Nominal || !definite {
        return None;
    }
    match tree.lemma(at) {
        "latter" | "former" => Some(Wanted::Latter),
        "group" | "movement" | "organisation" | "organization" | "faction" | "militia" => Some(Wanted::Group),
        "general" | "marshal" | "president" | "commander" | "leader" | "strongman" | "minister" | "diplomat" => {
            Some(Wanted::Person)
        }
        "leaders" | "presidents" | "ministers" => Some(Wanted::Several),
        _ => None,
    }
}

/// "signed it", "it was rejected": a text.
fn object_of_text(tree: &Tree<'_>, at: usize) -> Wanted {
    let verb = tree.head(at).map(|head| tree.lemma(head)).unwrap_or_default();
    let of_text = matches!(
        verb,
        "sign"
            | "reject"
            | "accept"
            | "ratify"
            | "approve"
            | "extend"
            | "welcome"
            | "refuse"
            | "violate"
            | "adopt"
            | "initial"
    );
    let object = matches!(tree.relation(at), grammar::Relation::Obj | grammar::Relation::NsubjPass);
    if of_text && object { Wanted::Text } else { Wanted::Body }
}

fn search(
    order: &[Candidate],
    sentence: usize,
    at: usize,
    own: MentionRef,
    wanted: Wanted,
    mentions: &Mentions,
) -> Option<MentionRef> {
    let fits = |candidate: &&Candidate| {
        let before = candidate.sentence < sentence || (candidate.sentence == sentence && candidate.at < at);
        before
            && candidate.mention != own
            && sentence - candidate.sentence <= REACH
            && agrees(candidate.mention, wanted, mentions)
    };
    for back in 0..=REACH {
        let here = sentence.checked_sub(back)?;
        // The candidates stand in the order of their sentences.
        let from = order.partition_point(|candidate| candidate.sentence < here);
        let in_sentence: Vec<&Candidate> =
            order.iter().skip(from).take_while(|candidate| candidate.sentence == here).filter(fits).collect();
        if wanted == Wanted::Latter && !in_sentence.is_empty() {
            return in_sentence.last().map(|candidate| candidate.mention);
        }
        // "They" are rather people told of than a body.
        let people =
            in_sentence.iter().any(|candidate| wanted == Wanted::Several && is_people(candidate.mention, mentions));
        let in_sentence: Vec<&&Candidate> =
            in_sentence.iter().filter(|candidate| !people || is_people(candidate.mention, mentions)).collect();
        let subject = in_sentence.iter().find(|candidate| candidate.subject);
        if let Some(found) = subject.or(in_sentence.last()) {
            return Some(end_of_chain(found.mention, mentions));
        }
    }
    None
}

/// Whether a mention tells of several persons, or is a pronoun for them.
fn is_people(candidate: MentionRef, mentions: &Mentions) -> bool {
    let plural = mentions.plural.get(candidate.0).copied().unwrap_or(false);
    plural && mentions.get(candidate).is_some_and(|mention| mention.kind == MentionKind::Actor)
}

/// Through a pronoun to what it stands for, so that chains stay short.
fn end_of_chain(mention: MentionRef, mentions: &Mentions) -> MentionRef {
    let pronoun = mentions.form(mention) == Form::Pronoun;
    mentions.get(mention).and_then(|it| it.antecedent).filter(|_| pronoun).unwrap_or(mention)
}

fn agrees(candidate: MentionRef, wanted: Wanted, mentions: &Mentions) -> bool {
    let Some(mention) = mentions.get(candidate) else { return false };
    let plural = mentions.plural.get(candidate.0).copied().unwrap_or(false);
    let form = mentions.form(candidate);
    let lower = mention.text.to_lowercase();
    if form == Form::Pronoun {
        return match wanted {
            Wanted::Person => {
                matches!(lower.as_str(), "he" | "him" | "his" | "she" | "her") && mention.antecedent.is_some()
            }
            Wanted::Several => matches!(lower.as_str(), "they" | "them" | "their") && mention.antecedent.is_some(),
            Wanted::Body => matches!(lower.as_str(), "it" | "its") && mention.antecedent.is_some(),
            _ => false,
        };
    }
    let human = |text: &str| text.split_whitespace().last().is_some_and(is_person_word);
    match (wanted, mention.kind) {
        (Wanted::Person, MentionKind::Person) => true,
        (Wanted::Person, MentionKind::Actor) => !plural && form == Form::Nominal && human(&lower),
        (Wanted::Several, MentionKind::Actor) => {
            (plural || form == Form::Name || is_group_word(&lower)) && form != Form::Demonym
        }
        (Wanted::Several, MentionKind::Organisation) => true,
        (Wanted::Body, MentionKind::Organisation | MentionKind::Place) => form == Form::Name,
        (Wanted::Body, MentionKind::Actor) => {
            form == Form::Name || !plural && form != Form::Demonym && is_group_word(&lower)
        }
        (Wanted::Text, MentionKind::Agreement) => true,
        (Wanted::Group, MentionKind::Organisation) => form == Form::Name,
        (Wanted::Group, MentionKind::Actor) => form == Form::Name,
        (Wanted::Latter, MentionKind::Organisation | MentionKind::Person | MentionKind::Actor | MentionKind::Place) => {
            form != Form::Demonym
        }
        _ => false,
    }
}

fn is_person_word(word: &str) -> bool {
    matches!(
        word,
        "president"
            | "minister"
            | "leader"
            | "commander"
            | "general"
            | "colonel"
            | "captain"
            | "spokesman"
            | "spokeswoman"
            | "envoy"
            | "chancellor"
            | "priest"
            | "official"
            | "governor"
            | "mayor"
            | "diplomat"
            | "resident"
            | "chief"
            | "marshal"
            | "negotiator"
            | "doctor"
            | "bishop"
            | "premier"
            | "officer"
            | "strongman"
            | "head"
            | "man"
            | "woman"
            | "analyst"
            | "expert"
            | "businessman"
            | "representative"
            | "king"
    )
}

fn is_group_word(text: &str) -> bool {
    text.split_whitespace().last().is_some_and(|word| {
        matches!(
            word,
            "army"
                | "government"
                | "group"
                | "militia"
                | "command"
                | "ministry"
                | "movement"
                | "delegation"
                | "council"
                | "force"
                | "coalition"
                | "mission"
                | "military"
                | "parliament"
                | "party"
                | "brigade"
                | "union"
                | "front"
                | "side"
                | "authority"
                | "agency"
                | "unit"
        )
    })
}
