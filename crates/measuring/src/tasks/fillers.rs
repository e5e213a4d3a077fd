//! Who or what fills a role of a claim, as the other tasks need it: words that do not stand for other words.

use crate::bench::Read;
use model::{ActorRef, Claim, Filler, MentionKind, MentionRef, Modality, Polarity, Role, Span, Tense};

/// How many pronouns are followed to what they stand for.
const CHAIN: usize = 8;

/// Who or what fills a role.
pub struct Part<'a> {
    /// Where the words stand in the reading's text.
    pub span: Span,
    /// The words that decide: the name without titles, or the head noun.
    pub head: Span,
    /// What kind of thing they name; `None` for bare words.
    pub kind: Option<MentionKind>,
    /// The mention, where it is one.
    pub mention: Option<MentionRef>,
    /// Who is meant.
    pub actor: Option<&'a ActorRef>,
}

/// The part that fills a role; pronouns give way to what they stand for, and are left out where that is not known.
pub fn part(read: &Read, filler: Filler) -> Option<Part<'_>> {
    let mut mention = match filler {
        Filler::Words(span) => return Some(Part { span, head: span, kind: None, mention: None, actor: None }),
        Filler::Mention(mention) => mention,
    };
    for _ in 0..CHAIN {
        let here = read.reading.mentions.get(mention.0)?;
        if !is_pronoun(&here.text) {
            break;
        }
        mention = here.antecedent?;
    }
    let here = read.reading.mentions.get(mention.0)?;
    Some(Part {
        span: here.span,
        head: here.head,
        kind: Some(here.kind),
        mention: Some(mention),
        actor: read.reading.referent(mention).actor(),
    })
}

/// The parts that fill any of these roles.
pub fn parts<'a>(read: &'a Read, claim: &'a Claim, roles: &'a [Role]) -> impl Iterator<Item = Part<'a>> {
    roles.iter().filter_map(|role| claim.roles.get(role)).flatten().filter_map(|filler| part(read, *filler))
}

/// The part that a mention is.
pub fn mentioned(read: &Read, mention: MentionRef) -> Option<Part<'_>> {
    part(read, Filler::Mention(mention))
}

/// Whether something is told as having happened or going on, whoever tells it.
pub fn is_told(claim: &Claim) -> bool {
    claim.modality == Modality::Asserted && claim.polarity == Polarity::Affirmed && claim.tense != Tense::Future
}

/// English words that only stand for others.
pub fn is_pronoun(text: &str) -> bool {
    const PRONOUNS: [&str; 30] = [
        "he",
        "him",
        "his",
        "himself",
        "she",
        "her",
        "hers",
        "herself",
        "it",
        "its",
        "itself",
        "they",
        "them",
        "their",
        "theirs",
        "themselves",
        "we",
        "us",
        "our",
        "ours",
        "i",
        "me",
        "my",
        "you",
        "your",
        "who",
        "whom",
        "whose",
        "which",
        "that",
    ];
    let text = text.trim();
    text != "US" && PRONOUNS.contains(&text.to_lowercase().as_str())
}
