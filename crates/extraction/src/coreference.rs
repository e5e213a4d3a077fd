//! Whom a pronoun or a definite phrase stands for: the nearest mention before it that agrees in number and kind, subjects
//! first. Light on purpose: where nothing agrees, nothing is said.

mod fighters;

use crate::mentions::{Form, Mentions};
use crate::tree::Tree;
use grammar::Relation;
use model::{Language, MentionKind, MentionRef};

/// How many sentences back an antecedent may stand.
const REACH: usize = 4;

/// What is asked of an antecedent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Person,
    /// A person or a body: languages whose nouns have gender say "he" and "she" of both.
    One,
    Several,
    Body,
    Text,
    Group,
    Latter,
}

/// Sets the antecedents of a document's pronouns and definite phrases.
pub(crate) fn resolve(trees: &[Tree<'_>], mentions: &mut Mentions, language: Language) {
    let order = salience(trees, mentions);
    let bodies = fighters::Bodies::of(trees, mentions);
    let gendered = language != Language::English;
    for (number, tree) in trees.iter().enumerate() {
        for at in 0..tree.len() {
            let Some(mention) = mentions.headed(number, tree, at) else { continue };
            if let Some(body) = bodies.again(tree, mentions, mention, (number, at)) {
                if let Some(entry) = mentions.list.get_mut(mention.0) {
                    entry.antecedent = Some(body);
                }
                continue;
            }
            let Some(wanted) = wanted(tree, mentions, mention, at) else { continue };
            let of_either = gendered && mentions.form(mention) == Form::Pronoun;
            let wanted = match wanted {
                Wanted::Person | Wanted::Body if of_either => Wanted::One,
                other => other,
            };
            let found = search(trees, &order, (number, at), mention, wanted, mentions);
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
    // "the commander of the government forces": whose he is tells who is meant.
    let told = tree.kids(at).iter().any(|kid| tree.relation(*kid) == Relation::Nmod && tree.preposition(*kid) == "of");
    if mentions.form(mention) != Form::Nominal || !definite || told {
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
    let object = matches!(tree.relation(at), Relation::Obj | Relation::NsubjPass);
    if of_text && object { Wanted::Text } else { Wanted::Body }
}

fn search(
    trees: &[Tree<'_>],
    order: &[Candidate],
    (sentence, at): (usize, usize),
    own: MentionRef,
    wanted: Wanted,
    mentions: &Mentions,
) -> Option<MentionRef> {
    let fits = |candidate: &&Candidate| {
        let before = candidate.sentence < sentence || (candidate.sentence == sentence && candidate.at < at);
        before
            && candidate.mention != own
            && sentence - candidate.sentence <= REACH
            && trees.get(candidate.sentence).is_some_and(|tree| agrees(tree, candidate, wanted, mentions))
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
            let named = trees.get(found.sentence).and_then(|tree| name_beside(tree, found, mentions));
            return Some(named.unwrap_or_else(|| end_of_chain(found.mention, mentions)));
        }
    }
    None
}

/// Whether a mention tells of several persons, or is a pronoun for them.
fn is_people(candidate: MentionRef, mentions: &Mentions) -> bool {
    let plural = mentions.plural.get(candidate.0).copied().unwrap_or(false);
    plural && mentions.get(candidate).is_some_and(|mention| mention.kind == MentionKind::Actor)
}

/// "The minister, Jean Dupont,": the name beside what somebody is.
fn name_beside(tree: &Tree<'_>, found: &Candidate, mentions: &Mentions) -> Option<MentionRef> {
    let nominal = mentions.form(found.mention) == Form::Nominal;
    let apposed = tree.kids(found.at).iter().filter(|kid| nominal && tree.relation(**kid) == Relation::Appos);
    let mut names = apposed.filter_map(|kid| mentions.headed(found.sentence, tree, *kid));
    names.find(|name| {
        let person = mentions.get(*name).is_some_and(|name| name.kind == MentionKind::Person);
        person && mentions.form(*name) == Form::Name
    })
}

/// Through a pronoun to what it stands for, so that chains stay short.
fn end_of_chain(mention: MentionRef, mentions: &Mentions) -> MentionRef {
    let pronoun = mentions.form(mention) == Form::Pronoun;
    mentions.get(mention).and_then(|it| it.antecedent).filter(|_| pronoun).unwrap_or(mention)
}

fn agrees(tree: &Tree<'_>, candidate: &Candidate, wanted: Wanted, mentions: &Mentions) -> bool {
    let Some(mention) = mentions.get(candidate.mention) else { return false };
    let plural = mentions.plural.get(candidate.mention.0).copied().unwrap_or(false);
    let form = mentions.form(candidate.mention);
    let (lower, lemma) = (tree.lower(candidate.at), tree.lemma(candidate.at));
    if form == Form::Pronoun {
        return mention.antecedent.is_some() && same_pronoun(wanted, lower);
    }
    let human = form == Form::Nominal && !plural && is_person_word(lemma);
    let body = form == Form::Name || !plural && form != Form::Demonym && is_group_word(lemma);
    match (wanted, mention.kind) {
        (Wanted::Person | Wanted::One, MentionKind::Person) => true,
        (Wanted::Person, MentionKind::Actor) => human,
        (Wanted::One, MentionKind::Actor) => human || body,
        (Wanted::One, MentionKind::Organisation) => form == Form::Name,
        (Wanted::One, MentionKind::Place) => form == Form::Name && candidate.subject,
        (Wanted::Several, MentionKind::Actor) => {
            (plural || form == Form::Name || is_group_word(lemma)) && form != Form::Demonym
        }
        (Wanted::Several, MentionKind::Organisation) => true,
        (Wanted::Body, MentionKind::Organisation | MentionKind::Place) => form == Form::Name,
        (Wanted::Body, MentionKind::Actor) => body,
        (Wanted::Text, MentionKind::Agreement) => true,
        (Wanted::Group, MentionKind::Organisation) => form == Form::Name,
        (Wanted::Group, MentionKind::Actor) => form == Form::Name,
        (Wanted::Latter, MentionKind::Organisation | MentionKind::Person | MentionKind::Actor | MentionKind::Place) => {
            form != Form::Demonym
        }
        _ => false,
    }
}

/// Whether a pronoun may stand for what is wanted, too.
fn same_pronoun(wanted: Wanted, lower: &str) -> bool {
    let (person, body) = (matches!(lower, "he" | "him" | "his" | "she" | "her"), matches!(lower, "it" | "its"));
    match wanted {
        Wanted::Person => person,
        Wanted::One => person || body,
        Wanted::Several => matches!(lower, "they" | "them" | "their"),
        Wanted::Body => body,
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

fn is_group_word(word: &str) -> bool {
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
}
