//! Everything that a report attributes: words, beliefs and wishes of others, whether or not they hold a claim. A word of
//! `data/lexicon/cues.tsv` with what hangs on it makes a statement; so do "according to", a name before a colon, and
//! quotation marks whose speaker is known. Tells nothing of truth, and makes no claims.

mod content;
mod list;
mod phrases;
mod source;
mod words;

use super::quotations::{Quotation, near};
use crate::reading_sentence::Sentence;
use grammar::Tag;
use model::{Claim, MentionRef, Span, Statement};

/// A statement before the list is put in order.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Draft {
    source: Option<Span>,
    speaker: Option<MentionRef>,
    cue: Span,
    content: Span,
}

/// A sentence and what lies around it.
struct Place<'a> {
    sentence: Sentence<'a>,
    quotations: &'a [Quotation],
    issuer: Option<MentionRef>,
    /// The whole sentence before.
    before: Option<Span>,
}

/// The statements of a document, in the order of their cues. What attributes a claim is among them.
pub(crate) fn find<'a>(
    sentences: &[Sentence<'a>],
    quotations: &'a [Quotation],
    issuers: &[Option<MentionRef>],
    claims: &[Claim],
) -> Vec<Statement> {
    let mut drafts = Vec::new();
    let mut before = None;
    for sentence in sentences {
        if sentence.tree.parsed {
            let issuer = issuers.get(sentence.number).copied().flatten();
            let quotations = near(quotations, sentence.number);
            drafts.extend(in_sentence(&Place { sentence: *sentence, quotations, issuer, before }));
        }
        before = sentence.tree.range(0, sentence.tree.len().saturating_sub(1));
    }
    list::lay_quotations(&mut drafts, sentences, quotations);
    if let Some(sentence) = sentences.first() {
        list::lay_claims(&mut drafts, sentence, claims);
    }
    list::order(drafts, sentences, quotations)
}

fn in_sentence(place: &Place<'_>) -> Vec<Draft> {
    let tree = place.sentence.tree;
    let mut drafts: Vec<Draft> = (0..tree.len()).filter_map(|at| words::told(place, at)).collect();
    drafts.extend(phrases::told(place));
    drafts
}

/// The words of a cue: the word with its auxiliaries, negation and particle, as far as they stand together.
fn cue_span(place: &Place<'_>, at: usize) -> Option<Span> {
    let tree = place.sentence.tree;
    let helps = |word: &usize| {
        tree.head(*word) == Some(at)
            && (matches!(
                tree.relation(*word),
                grammar::Relation::Aux | grammar::Relation::AuxPass | grammar::Relation::Cop
            ) || matches!(tree.lower(*word).as_str(), "not" | "n't" | "never" | "no"))
    };
    let mut first = at;
    while let Some(before) = first.checked_sub(1).filter(helps) {
        first = before;
    }
    let particle = tree.tag(at + 1) == Tag::Rp && tree.head(at + 1) == Some(at);
    tree.range(first, if particle { at + 1 } else { at })
}

#[cfg(test)]
mod tests;
