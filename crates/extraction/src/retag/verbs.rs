//! Finds the finite verb of a stretch that has none: the word that the lexicon knows as a verb, behind a subject and
//! before something that a verb may take. Of several the best one; of equals the first.

use super::Tagged;
use super::pieces::{self, Piece};
use grammar::{Tag, Upos};

/// Gives each stretch without a finite verb the best one that its words allow.
pub(super) fn correct(tagged: &mut Tagged<'_>) {
    for piece in pieces::cut(tagged) {
        if pieces::has_finite(tagged, piece) {
            continue;
        }
        let mut best: Option<(i32, usize, Tag)> = None;
        for at in piece.first + 1..piece.end {
            let Some((score, tag)) = candidate(tagged, piece, at) else { continue };
            if best.is_none_or(|(known, _, _)| score > known) {
                best = Some((score, at, tag));
            }
        }
        if let Some((_, at, tag)) = best {
            tagged.set(at, Upos::Verb, tag);
        }
    }
}

/// The finite tag that a word could have, if the lexicon knows the verb.
pub(super) fn reading(tagged: &Tagged<'_>, at: usize) -> Option<Tag> {
    let lower = tagged.lower(at);
    let is_verb = |tag: Tag| {
        let lemma = tagged.lemma(at, Upos::Verb, tag);
        tagged.lexicon.names_verb(&lemma).then_some(lemma)
    };
    if matches!(
        tagged.tag(at),
        Tag::Prp | Tag::Dt | Tag::In | Tag::To | Tag::Cd | Tag::PrpS | Tag::Vbg | Tag::Hyph | Tag::Pos
    ) {
        return None;
    }
    let past = is_verb(Tag::Vbd).filter(|lemma| lemma != lower || is_unchanging(lemma));
    if past.is_some() {
        return Some(Tag::Vbd);
    }
    let third = is_verb(Tag::Vbz).filter(|lemma| lemma != lower && lower.ends_with('s'));
    if third.is_some() {
        return Some(Tag::Vbz);
    }
    is_verb(Tag::Vb).filter(|lemma| lemma == lower).map(|_| Tag::Vbp)
}

pub(super) fn is_unchanging(lemma: &str) -> bool {
    matches!(lemma, "hit" | "put" | "cut" | "shut" | "set" | "burst" | "quit" | "split" | "let")
}

fn candidate(tagged: &Tagged<'_>, piece: Piece, at: usize) -> Option<(i32, Tag)> {
    // The dearest question comes last.
    let subject = subject(tagged, piece, at)?;
    let tag = reading(tagged, at)?;
    let takes = behind(tagged, piece, at, tag)?;
    let participle = tagged.tag(at) == Tag::Vbn;
    let own = match tag {
        Tag::Vbz => 3,
        // A bare participle without an object is the passive of headlines: "Three killed in raid".
        Tag::Vbd if participle && takes < 2 && (tagged.headline || !tagged.is_intransitive(at)) => return None,
        Tag::Vbd => 3,
        _ if !agrees(tagged, piece, subject) => return None,
        _ => 2,
    };
    // "shells hit town": of two neighbours the second is the verb where the first can be its plural subject.
    let behind_plural = tagged.tag(at - 1) == Tag::Nns && reading(tagged, at - 1).is_some();
    Some((own + takes + i32::from(behind_plural) * 2, tag))
}

/// The nearest noun before the verb, with adverbs between; it must not be all that a preposition governs.
fn subject(tagged: &Tagged<'_>, piece: Piece, at: usize) -> Option<usize> {
    let mut last = at.checked_sub(1)?;
    while last > piece.first && matches!(tagged.tag(last), Tag::Rb | Tag::Comma) {
        last -= 1;
    }
    let pronoun = matches!(tagged.tag(last), Tag::Prp);
    if !(tagged.is_nominal(last) || pronoun) || last < piece.first {
        return None;
    }
    (piece.first..=last).any(|noun| tagged.is_nominal(noun) && is_free(tagged, piece, noun)).then_some(last)
}

/// Whether no preposition stands before the noun's phrase.
fn is_free(tagged: &Tagged<'_>, piece: Piece, noun: usize) -> bool {
    let mut first = noun;
    while first > piece.first
        && matches!(
            tagged.tag(first - 1),
            Tag::Nn
                | Tag::Nns
                | Tag::Nnp
                | Tag::Nnps
                | Tag::Jj
                | Tag::Dt
                | Tag::Cd
                | Tag::PrpS
                | Tag::Pos
                | Tag::Hyph
                | Tag::Jjs
                | Tag::Jjr
                | Tag::Vbn
                | Tag::Vbg
                | Tag::Rb
                | Tag::Cc
                | Tag::Comma
        )
    {
        first -= 1;
    }
    first == piece.first || !matches!(tagged.tag(first - 1), Tag::In | Tag::To)
}

/// How well a verb's object or phrase follows; `None` where nothing of a verb's follows.
fn behind(tagged: &Tagged<'_>, piece: Piece, at: usize, tag: Tag) -> Option<i32> {
    let next = at + 1;
    let strong = matches!(tagged.tag(next), Tag::Dt | Tag::PrpS | Tag::Prp | Tag::Cd | Tag::Pdt)
        || matches!(tagged.lower(next).as_str(), "at" | "about" | "some") && tagged.tag(next + 1) == Tag::Cd
        || matches!(tagged.tag(next), Tag::Jjs) && tagged.tag(next + 1) == Tag::Cd;
    let past = tag == Tag::Vbd;
    match tagged.tag(next) {
        _ if next >= piece.end || tagged.tag(next) == Tag::Comma => {
            (tagged.headline && past || tagged.is_intransitive(at)).then_some(0)
        }
        _ if strong => Some(2),
        Tag::Nnp | Tag::Nnps => Some(if tagged.headline || past { 2 } else { 1 }),
        Tag::Nn | Tag::Nns | Tag::Jj if tagged.headline || past => Some(1),
        Tag::To | Tag::Rp if tagged.headline || past => Some(1),
        // "flew over", "condemns in the strongest terms": what is nothing but a verb.
        Tag::In if past && tagged.tag(at) == Tag::Nn && !tagged.lexicon.names_noun(tagged.lower(at)) => Some(1),
        Tag::In if tag == Tag::Vbz && is_no_noun(tagged, at) => Some(1),
        Tag::In | Tag::Rb if tagged.headline || past && tagged.is_intransitive(at) => Some(if past { 1 } else { 0 }),
        _ => None,
    }
}

/// Whether a word in "s" is known as no plural.
fn is_no_noun(tagged: &Tagged<'_>, at: usize) -> bool {
    let one = tagged.lemma(at, Upos::Noun, Tag::Nns);
    !tagged.lexicon.names_noun(&one) && !tagged.of_people(&one)
}

/// A present tense without "s" needs several: a plural, a list, a name of many.
fn agrees(tagged: &Tagged<'_>, piece: Piece, subject: usize) -> bool {
    let plural = matches!(tagged.tag(subject), Tag::Nns | Tag::Nnps | Tag::Nnp)
        || matches!(tagged.lower(subject).as_str(), "police" | "people" | "they" | "we");
    let behind_comma =
        piece.first > 1 && tagged.tag(piece.first - 1) == Tag::Comma && tagged.is_nominal(piece.first - 2);
    let listed = behind_comma || (piece.first..subject).any(|at| tagged.tag(at) == Tag::Cc);
    // In prose a present tense without "s" is safe behind "if" and "when" alone.
    let condition = piece.first.checked_sub(1).is_some_and(|opener| {
        matches!(tagged.lower(opener).as_str(), "if" | "when" | "unless" | "while" | "until" | "once")
    });
    (tagged.headline || condition) && (plural || listed)
}

impl Tagged<'_> {
    /// Verbs that stand without an object: "advanced on the town", "troops withdrew".
    fn is_intransitive(&self, at: usize) -> bool {
        let lemma = self.lemma(at, Upos::Verb, Tag::Vbd);
        self.lexicon.is("intransitive", &lemma)
            || self.lexicon.is("intransitive", &self.lemma(at, Upos::Verb, Tag::Vbz))
            || self.lexicon.is("intransitive", self.lower(at))
    }
}
