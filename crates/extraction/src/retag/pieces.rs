//! Cuts a sentence into stretches that may each hold one finite verb: at marks, subordinators, relative pronouns, and
//! at "and" behind a comma. Knows tags and closed words only.

use super::Tagged;
use grammar::Tag;

/// A stretch of words, the last one excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) first: usize,
    pub(super) end: usize,
}

/// The stretches in order; each opens behind what parts it from the one before.
pub(super) fn cut(tagged: &Tagged<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut first = 0;
    for at in 0..tagged.forms.len() {
        if parts(tagged, at) {
            pieces.push(Piece { first, end: at });
            first = at + 1;
        }
    }
    pieces.push(Piece { first, end: tagged.forms.len() });
    pieces.retain(|piece| piece.first < piece.end);
    pieces
}

fn parts(tagged: &Tagged<'_>, at: usize) -> bool {
    match tagged.tag(at) {
        Tag::Comma
        | Tag::Colon
        | Tag::OpenQuote
        | Tag::CloseQuote
        | Tag::OpenBracket
        | Tag::CloseBracket
        | Tag::Stop => true,
        Tag::Wdt | Tag::Wp | Tag::Wrb => true,
        Tag::Cc => tagged.before(at) == Some(Tag::Comma) || tagged.lower(at) == "but" || opens_clause(tagged, at),
        Tag::In => subordinates(tagged, at),
        _ => false,
    }
}

/// "hit the port and forces advanced on the town": behind "and" a noun and a past tense.
fn opens_clause(tagged: &Tagged<'_>, at: usize) -> bool {
    let mut noun = at + 1;
    while noun - at < 5 && matches!(tagged.tag(noun), Tag::Dt | Tag::Jj | Tag::PrpS | Tag::Cd | Tag::Nnp | Tag::Nn) {
        noun += 1;
    }
    let last = if tagged.is_nominal(noun) { noun } else { noun - 1 };
    let past = matches!(tagged.tag(last + 1), Tag::Vbn | Tag::Vbd | Tag::Nn)
        && super::verbs::reading(tagged, last + 1) == Some(Tag::Vbd);
    last > at && tagged.is_nominal(last) && past
}

/// "as", "after", "that" open clauses, and phrases too: a phrase holds no verb, so cutting there does no harm.
fn subordinates(tagged: &Tagged<'_>, at: usize) -> bool {
    let clause = ["as", "after", "before", "while", "because", "although", "though", "since", "until", "if", "whether"];
    let other = ["that", "unless", "once", "when", "where", "whereas", "lest"];
    let lower = tagged.lower(at);
    clause.contains(&lower.as_str()) || other.contains(&lower.as_str())
}

/// Whether a stretch holds a finite verb already.
pub(super) fn has_finite(tagged: &Tagged<'_>, piece: Piece) -> bool {
    (piece.first..piece.end).any(|at| {
        matches!(tagged.tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md)
            && !matches!(tagged.before(at), Some(Tag::Dt | Tag::PrpS))
            || is_passive_of_headline(tagged, piece, at)
    })
}

/// "Nine fighters killed in clashes": in a headline the participle stands for the whole passive.
fn is_passive_of_headline(tagged: &Tagged<'_>, piece: Piece, at: usize) -> bool {
    let harmed = tagged.headline
        && tagged.tag(at) == Tag::Vbn
        && tagged.lexicon.names_harm(&tagged.lemma(at, grammar::Upos::Verb, Tag::Vbn));
    harmed
        && at > piece.first
        && tagged.is_nominal(at - 1)
        && matches!(tagged.tag(at + 1), Tag::In | Tag::Comma | Tag::Stop)
}
