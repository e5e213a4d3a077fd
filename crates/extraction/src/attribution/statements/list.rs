//! The list of a document's statements: quotations laid on those that they belong to, order, nesting, direct or not.

use super::super::quotations::Quotation as Marks;
use super::{Draft, Place, cue_span, source};
use crate::lexicon::Part;
use crate::reading_sentence::Sentence;
use model::{Claim, Quotation, Span, Statement};

/// The span between the marks.
fn span(marks: &Marks, sentences: &[Sentence<'_>]) -> Option<Span> {
    let word = |(number, at): (usize, usize)| sentences.get(number).and_then(|sentence| sentence.tree.span(at));
    Some(word(marks.first)?.join(word(marks.last)?))
}

/// The place of the statement whose cue touches this one. The list must stand in the order of the cues.
fn with_cue(drafts: &[Draft], cue: Span) -> Option<usize> {
    // No cue is longer than a few words.
    let from = drafts.partition_point(|draft| draft.cue.start() + 80 < cue.start());
    let near = drafts.iter().enumerate().skip(from).take_while(|(_, draft)| draft.cue.start() < cue.end());
    near.filter(|(_, draft)| draft.cue.overlaps(cue)).map(|(place, _)| place).next()
}

fn sort(drafts: &mut [Draft]) {
    drafts.sort_by_key(|draft| (draft.cue, draft.content, draft.source));
}

/// A quotation belongs to the statement whose cue tells its speaker; one that has none becomes a statement.
pub(super) fn lay_quotations(drafts: &mut Vec<Draft>, sentences: &[Sentence<'_>], quotations: &[Marks]) {
    sort(drafts);
    let mut more: Vec<Draft> = Vec::new();
    for marks in quotations {
        let Some(level) = &marks.speech else { continue };
        let (Some(cue), Some(words)) = (level.cue, span(marks, sentences)) else { continue };
        let known = with_cue(drafts, cue).and_then(|place| drafts.get_mut(place));
        let known = known.or_else(|| more.last_mut().filter(|last| last.cue.overlaps(cue)));
        match known {
            Some(draft) => draft.content = draft.content.join(words),
            None => more.extend(alone(marks, cue, words, sentences)),
        }
    }
    drafts.append(&mut more);
}

/// A claim that is attributed by words not listed yet: its evidence is what is said.
pub(super) fn lay_claims(drafts: &mut Vec<Draft>, any: &Sentence<'_>, claims: &[Claim]) {
    sort(drafts);
    let mut more = Vec::new();
    for claim in claims {
        let Some(cue) = claim.attribution.cue.filter(|cue| with_cue(drafts, *cue).is_none()) else { continue };
        let speaker = claim.attribution.speaker;
        let source = speaker.and_then(|speaker| any.mentions.get(speaker)).map(|mention| mention.span);
        more.push(Draft { source, speaker, cue, content: claim.evidence });
    }
    drafts.append(&mut more);
}

fn alone(marks: &Marks, cue: Span, content: Span, sentences: &[Sentence<'_>]) -> Option<Draft> {
    let level = marks.speech.as_ref()?;
    let sentence = sentences.get(sentences.partition_point(|sentence| ends_before(sentence, cue)))?;
    let place = Place { sentence: *sentence, quotations: &[], issuer: level.speaker, before: None };
    let found = level.at.map(|at| (source::of(&place, at, Part::Verb, None), at));
    let source = found.and_then(|(whose, at)| whose.span(&place, at)).or_else(|| {
        let mention = sentence.mentions.get(level.speaker?)?;
        Some(mention.span)
    });
    let cue = level.at.and_then(|at| cue_span(&place, at)).unwrap_or(cue);
    Some(Draft { source, speaker: level.speaker, cue, content })
}

/// In the order of the cues, each once, with what stands in what.
pub(super) fn order(mut drafts: Vec<Draft>, sentences: &[Sentence<'_>], quotations: &[Marks]) -> Vec<Statement> {
    sort(&mut drafts);
    drafts.dedup_by(|second, first| second.cue.overlaps(first.cue));
    let marks: Vec<Span> = quotations.iter().filter_map(|marks| span(marks, sentences)).collect();
    let inside: Vec<Option<usize>> = (0..drafts.len()).map(|at| parent(&drafts, at)).collect();
    let statement = |(draft, inside): (Draft, Option<usize>)| Statement {
        quotation: manner(&draft, &marks, sentences),
        source: draft.source,
        speaker: draft.speaker,
        cue: draft.cue,
        content: draft.content,
        inside,
    };
    drafts.into_iter().zip(inside).map(statement).collect()
}

/// The statement with the shortest content that holds this one's cue; one that is longer than this one's own, so that no
/// circle can arise.
fn parent(drafts: &[Draft], at: usize) -> Option<usize> {
    let own = drafts.get(at)?;
    // The list is ordered by cues, and contents stand near them: no need to look at the whole report.
    let near = at.saturating_sub(12)..drafts.len().min(at + 12);
    let around = near.filter_map(|place| drafts.get(place).map(|other| (place, other)));
    around
        .filter(|(place, other)| {
            *place != at && other.content.contains(own.cue) && other.content.len() > own.content.len()
        })
        .min_by_key(|(place, other)| (other.content.len(), *place))
        .map(|(place, _)| place)
}

/// Whether the words said stand between marks: all, some or none of them.
fn manner(draft: &Draft, marks: &[Span], sentences: &[Sentence<'_>]) -> Quotation {
    let from = marks.partition_point(|marks| marks.end() <= draft.content.start());
    let near = marks.iter().copied().skip(from).take_while(|marks| marks.start() < draft.content.end());
    let touching: Vec<Span> = near.filter(|marks| marks.overlaps(draft.content)).collect();
    if touching.is_empty() {
        return Quotation::Indirect;
    }
    let first = sentences.partition_point(|sentence| ends_before(sentence, draft.content));
    let words = sentences.iter().skip(first).take_while(|sentence| !begins_behind(sentence, draft.content));
    let spans = words.flat_map(|sentence| (0..sentence.tree.len()).filter_map(|at| said(sentence, at, draft)));
    let (quoted, plain): (Vec<Span>, Vec<Span>) =
        spans.partition(|word| touching.iter().any(|marks| marks.contains(*word)));
    match (quoted.is_empty(), plain.is_empty()) {
        (true, _) => Quotation::Indirect,
        (false, true) => Quotation::Direct,
        (false, false) => Quotation::Mixed,
    }
}

/// A word of the content: no mark, and neither source nor cue.
fn said(sentence: &Sentence<'_>, at: usize, draft: &Draft) -> Option<Span> {
    let word = sentence.tree.span(at)?;
    let spoken = sentence.tree.form(at).chars().any(char::is_alphanumeric);
    let frame = draft.cue.contains(word) || draft.source.is_some_and(|source| source.contains(word));
    (spoken && !frame && draft.content.contains(word)).then_some(word)
}

fn ends_before(sentence: &Sentence<'_>, span: Span) -> bool {
    let last = sentence.tree.span(sentence.tree.len().saturating_sub(1));
    last.is_none_or(|last| last.end() <= span.start())
}

fn begins_behind(sentence: &Sentence<'_>, span: Span) -> bool {
    sentence.tree.span(0).is_some_and(|first| first.start() >= span.end())
}
