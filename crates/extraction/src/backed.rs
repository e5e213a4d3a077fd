//! Adjectives made of a name and a participle: "Turkish-backed" tells of support, "Putin-sponsored talks" of mediation.

use crate::reading_sentence::Sentence;
use grammar::Relation;
use model::{ClaimKind, Filler, MentionKind, MentionRef, Role, Span};

/// A claim in an adjective.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Backed {
    /// The word that the adjective hangs on.
    pub(crate) at: usize,
    /// Support or mediation.
    pub(crate) kind: ClaimKind,
    /// The participle.
    pub(crate) trigger: Span,
    /// From the name to the noun.
    pub(crate) evidence: Span,
    /// Who, and whom or what.
    pub(crate) roles: Vec<(Role, Filler)>,
}

/// The claims in adjectives of a sentence.
pub(crate) fn find(sentence: &Sentence<'_>) -> Vec<Backed> {
    (0..sentence.tree.len()).filter_map(|at| backed(sentence, at)).collect()
}

fn backed(sentence: &Sentence<'_>, at: usize) -> Option<Backed> {
    let tree = sentence.tree;
    let lower = tree.lower(at);
    let (kind, name_end) = match lower.rsplit_once('-') {
        Some((_, participle)) => (kind_of(participle)?, at),
        None if at >= 2 && tree.form(at - 1) == "-" => (kind_of(lower)?, at - 2),
        None => return None,
    };
    let name = sentence.mention_around(name_end).filter(|mention| acts(sentence, *mention))?;
    let noun = noun_behind(sentence, at)?;
    let object = crate::roles::filler(sentence, noun)?;
    let (who, what) = match kind {
        ClaimKind::Support => (Role::Agent, Role::Beneficiary),
        _ => (Role::Mediator, Role::Matter),
    };
    let trigger = tree.span(at)?;
    let evidence = sentence.mentions.get(name)?.span.join(tree.span(noun)?);
    Some(Backed { at, kind, trigger, evidence, roles: vec![(who, Filler::Mention(name)), (what, object)] })
}

/// What a participle tells of the name before it.
pub(crate) fn kind_of(participle: &str) -> Option<ClaimKind> {
    match participle {
        "backed" | "supported" | "funded" | "armed" | "financed" | "aligned" | "allied" => Some(ClaimKind::Support),
        "brokered" | "mediated" | "sponsored" | "facilitated" => Some(ClaimKind::Mediation),
        _ => None,
    }
}

fn acts(sentence: &Sentence<'_>, mention: MentionRef) -> bool {
    let kind = sentence.mentions.get(mention).map(|mention| mention.kind);
    matches!(kind, Some(MentionKind::Actor | MentionKind::Person | MentionKind::Organisation | MentionKind::Place))
}

/// The noun that the adjective describes.
fn noun_behind(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let tree = sentence.tree;
    let head = tree.head(at).filter(|head| *head > at && tree.is_noun(*head) && tree.relation(at) != Relation::Root);
    head.or_else(|| (at + 1..(at + 6).min(tree.len())).find(|next| tree.is_noun(*next) && !tree.is_noun(next + 1)))
}
