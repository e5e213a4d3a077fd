//! Stretches between quotation marks, across sentences and paragraphs, and whose words they are.

use super::Level;
use crate::reading_sentence::Sentence;
use crate::tree::Tree;
use grammar::Relation;
use model::MentionRef;

/// A quotation: from a word of one sentence to a word of another, marks left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// Sentence and word behind the opening mark.
    pub(crate) first: (usize, usize),
    /// Sentence and word before the closing mark.
    pub(crate) last: (usize, usize),
    /// The paragraph in which it opens.
    pub(crate) paragraph: usize,
    /// Whose words.
    pub(crate) speech: Option<Level>,
}

impl Quotation {
    /// Whether a word stands inside.
    pub(crate) fn holds(&self, sentence: usize, word: usize) -> bool {
        self.first <= (sentence, word) && (sentence, word) <= self.last
    }
}

/// The quotations that touch a sentence, or end in the one before it. They stand in the order of the text.
pub(crate) fn near(quotations: &[Quotation], number: usize) -> &[Quotation] {
    let from = quotations.partition_point(|quotation| quotation.last.0 + 1 < number);
    let to = quotations.partition_point(|quotation| quotation.first.0 <= number);
    quotations.get(from..to).unwrap_or_default()
}

/// The quotations of a document; `paragraphs` gives each sentence's paragraph.
pub(crate) fn find(trees: &[Tree<'_>], paragraphs: &[usize]) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut paragraph = 0;
    for (number, tree) in trees.iter().enumerate() {
        let here = paragraphs.get(number).copied().unwrap_or(0);
        if here != paragraph {
            // A quotation runs on into a paragraph only if that paragraph opens with a mark again.
            if let Some(first) = open.take() {
                close(&mut found, first, trees, number, 0, paragraph);
            }
            paragraph = here;
        }
        for at in 0..tree.len() {
            match (mark(tree.form(at), open.is_some()), open) {
                (Some(true), None) => open = Some((number, at + 1)),
                (Some(true), Some(first)) if is_straight(tree.form(at)) => {
                    close(&mut found, first, trees, number, at, here);
                    open = None;
                }
                (Some(false), Some(first)) => {
                    close(&mut found, first, trees, number, at, here);
                    open = None;
                }
                _ => {}
            }
        }
    }
    if let Some(first) = open {
        close(&mut found, first, trees, trees.len(), 0, paragraph);
    }
    found
}

fn is_straight(form: &str) -> bool {
    form == "\""
}

/// Whether a token opens (`true`) or closes (`false`) a quotation.
fn mark(form: &str, inside: bool) -> Option<bool> {
    match form {
        "“" | "«" | "„" | "``" => Some(true),
        "”" | "»" | "''" => Some(false),
        "\"" => Some(!inside),
        _ => None,
    }
}

fn close(
    found: &mut Vec<Quotation>,
    first: (usize, usize),
    trees: &[Tree<'_>],
    number: usize,
    at: usize,
    paragraph: usize,
) {
    let last = match at.checked_sub(1) {
        Some(at) => (number, at),
        None => {
            let before = number.saturating_sub(1);
            (before, trees.get(before).map_or(0, |tree| tree.len().saturating_sub(1)))
        }
    };
    if first <= last {
        found.push(Quotation { first, last, paragraph, speech: None });
    }
}

/// Finds whose words each quotation is. `sentence` gives the sentence of a number.
pub(crate) fn attribute<'a>(
    quotations: &mut [Quotation],
    sentence: &impl Fn(usize) -> Option<Sentence<'a>>,
    paragraphs: &[usize],
    issuers: &[Option<MentionRef>],
) {
    let inside: Vec<Quotation> = quotations.to_vec();
    let mut before: Option<Quotation> = None;
    for quotation in quotations.iter_mut() {
        quotation.speech = own(quotation, &inside, sentence, issuers)
            .or_else(|| continued(quotation, before.as_ref(), paragraphs))
            .or_else(|| neighbour(quotation, &inside, sentence, paragraphs, issuers));
        before = Some(quotation.clone());
    }
}

/// The verb of speech in the sentences that the quotation touches, outside of any marks; else a source that is cited there.
fn own<'a>(
    quotation: &Quotation,
    all: &[Quotation],
    sentence: &impl Fn(usize) -> Option<Sentence<'a>>,
    issuers: &[Option<MentionRef>],
) -> Option<Level> {
    let touched = [quotation.last.0, quotation.first.0];
    touched
        .into_iter()
        .find_map(|number| spoken(number, quotation, all, sentence, issuers))
        .or_else(|| touched.into_iter().find_map(|number| cited(number, all, sentence)))
}

/// "«…», говорится в заявлении министерства": according to whom.
fn cited<'a>(number: usize, all: &[Quotation], sentence: &impl Fn(usize) -> Option<Sentence<'a>>) -> Option<Level> {
    let sentence = sentence(number)?;
    let near = near(all, number);
    let outside = |at: &usize| !near.iter().any(|quotation| quotation.holds(number, *at));
    (0..sentence.tree.len())
        .filter(outside)
        .filter(|at| sentence.tree.tag(*at).is_noun() && super::levels::is_source(&sentence, *at))
        .find_map(|at| super::levels::source(&sentence, at, at))
}

fn spoken<'a>(
    number: usize,
    quotation: &Quotation,
    all: &[Quotation],
    sentence: &impl Fn(usize) -> Option<Sentence<'a>>,
    issuers: &[Option<MentionRef>],
) -> Option<Level> {
    let sentence = sentence(number)?;
    let issuer = issuers.get(number).copied().flatten();
    let near = near(all, number);
    let outside = |at: usize| !near.iter().any(|quotation| quotation.holds(number, at));
    let edge = if quotation.last.0 == number { quotation.last.1 } else { 0 };
    let mut found: Vec<(usize, Level)> = (0..sentence.tree.len())
        .filter(|at| outside(*at) && is_verb_of_speech(&sentence, *at))
        .filter_map(|at| super::speech(&sentence, at, issuer).map(|level| (at, level)))
        .filter(|(_, level)| level.speaker.is_some())
        .collect();
    found.sort_by_key(|(at, _)| at.abs_diff(edge));
    found.into_iter().next().map(|(_, level)| level)
}

fn is_verb_of_speech(sentence: &Sentence<'_>, at: usize) -> bool {
    let lemma = sentence.tree.lemma(at);
    let verb = sentence.tree.tag(at).is_verb();
    verb && (sentence.lexicon.is("say", lemma)
        || sentence.lexicon.is("tell", lemma)
        || sentence.lexicon.is("cite", lemma)
        || sentence.lexicon.is("talkto", lemma))
}

/// A quotation that goes on after "he said", in the same paragraph, or into the next one with a new opening mark.
fn continued(quotation: &Quotation, before: Option<&Quotation>, paragraphs: &[usize]) -> Option<Level> {
    let before = before?;
    let here = paragraphs.get(quotation.first.0).copied()?;
    let there = paragraphs.get(before.last.0).copied()?;
    let near = quotation.first.0.saturating_sub(before.last.0) <= 1 && here.saturating_sub(there) <= 1;
    let opens = quotation.first.1 <= 1;
    (near && opens).then(|| before.speech.clone()).flatten()
}

/// The sentence behind ("With these words commander Pardo opened the meeting") or before ("The priest described the day").
fn neighbour<'a>(
    quotation: &Quotation,
    all: &[Quotation],
    sentence: &impl Fn(usize) -> Option<Sentence<'a>>,
    paragraphs: &[usize],
    issuers: &[Option<MentionRef>],
) -> Option<Level> {
    let whole = quotation.first.1 <= 1;
    if !whole {
        return None;
    }
    let here = quotation.last.0;
    let same = |number: usize| paragraphs.get(number) == paragraphs.get(here);
    let next = here + 1;
    if same(next)
        && let Some(level) = words_opener(sentence(next))
    {
        return Some(level);
    }
    let previous = quotation.first.0.checked_sub(1)?;
    spoken(previous, quotation, all, sentence, issuers)
}

/// "With these words, X …": X spoke.
fn words_opener(sentence: Option<Sentence<'_>>) -> Option<Level> {
    let sentence = sentence?;
    let tree = sentence.tree;
    let opener = (0..tree.len().min(4)).find(|at| matches!(tree.lemma(*at), "word" | "statement" | "remark"))?;
    let subject = (0..tree.len())
        .find(|at| *at > opener && (tree.relation(*at) == Relation::Nsubj || sentence.mention(*at).is_some()))?;
    let speaker = super::levels::named(&sentence, subject)?;
    Some(Level { speaker: Some(speaker), relays: Vec::new(), cue: tree.span(opener), at: None })
}

#[cfg(test)]
mod tests {
    use crate::testing::claims;

    #[test]
    fn the_words_between_marks_are_the_speakers() {
        let found = claims("\"Our positions were shelled,\" said Captain Ana Ruiz.");
        let claim = found.iter().find(|claim| claim.trigger == "shelled").unwrap();
        assert_eq!(claim.speaker.as_deref(), Some("Captain Ana Ruiz"));
    }
}
