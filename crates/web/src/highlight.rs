//! The words of claims, marked in a report's text. Claims may overlap in any way; the text between two borders bears every
//! claim that covers it. Spans count characters, so that Arabic and emoji stay whole.

use model::{Claim, Span};
use std::collections::BTreeSet;

/// A stretch of text under the same claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) text: String,
    /// The claims whose evidence covers it, as places in the list given.
    pub(crate) evidence: Vec<usize>,
    /// Those of them whose trigger covers it.
    pub(crate) trigger: Vec<usize>,
    /// Those whose trigger begins here.
    pub(crate) begins: Vec<usize>,
    /// Whether words that were searched for stand here.
    pub(crate) found: bool,
}

/// A paragraph: a line of the text with words on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paragraph {
    pub(crate) stretches: Vec<Stretch>,
    /// The claims whose trigger begins here, in the order of the text.
    pub(crate) claims: Vec<usize>,
}

/// A text cut into paragraphs and these into stretches, and the claims whose words lie outside it.
pub(crate) fn paragraphs(text: &str, claims: &[Claim], search: Option<&str>) -> (Vec<Paragraph>, Vec<usize>) {
    let characters: Vec<char> = text.chars().collect();
    let found = search.map(|words| matches(&characters, words)).unwrap_or_default();
    let mut paragraphs = Vec::new();
    for line in lines(&characters) {
        let here: Vec<usize> = touching(claims, line);
        let stretches = cut(&characters, claims, &here, &found, line);
        let mut begun: Vec<usize> = stretches.iter().flat_map(|stretch| stretch.begins.clone()).collect();
        begun.dedup();
        paragraphs.push(Paragraph { stretches, claims: begun });
    }
    let shown: BTreeSet<usize> = paragraphs.iter().flat_map(|paragraph| paragraph.claims.iter().copied()).collect();
    let outside = (0..claims.len()).filter(|place| !shown.contains(place)).collect();
    (paragraphs, outside)
}

/// The lines that hold more than white space.
fn lines(characters: &[char]) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in characters.split(|character| *character == '\n') {
        let end = start + line.len();
        if line.iter().any(|character| !character.is_whitespace()) {
            lines.extend(Span::new(start, end));
        }
        start = end + 1;
    }
    lines
}

fn touching(claims: &[Claim], line: Span) -> Vec<usize> {
    let touches = |claim: &Claim| claim.evidence.overlaps(line) || claim.trigger.overlaps(line);
    claims.iter().enumerate().filter(|(_, claim)| touches(claim)).map(|(place, _)| place).collect()
}

fn cut(characters: &[char], claims: &[Claim], here: &[usize], found: &[Span], line: Span) -> Vec<Stretch> {
    let spans = here.iter().filter_map(|place| claims.get(*place)).flat_map(|claim| [claim.evidence, claim.trigger]);
    let all = spans.chain(found.iter().copied().filter(|span| span.overlaps(line))).chain([line]);
    let borders: BTreeSet<usize> =
        all.flat_map(|span| [span.start(), span.end()]).map(|border| border.clamp(line.start(), line.end())).collect();
    let borders: Vec<usize> = borders.into_iter().collect();
    let pairs = borders.iter().zip(borders.iter().skip(1));
    pairs.filter_map(|(start, end)| stretch(characters, claims, here, found, Span::new(*start, *end)?)).collect()
}

fn stretch(characters: &[char], claims: &[Claim], here: &[usize], found: &[Span], span: Span) -> Option<Stretch> {
    let text: String = characters.get(span.start()..span.end())?.iter().collect();
    let those = |wanted: &dyn Fn(&Claim) -> bool| -> Vec<usize> {
        here.iter().copied().filter(|place| claims.get(*place).is_some_and(wanted)).collect()
    };
    Some(Stretch {
        text,
        evidence: those(&|claim| claim.evidence.overlaps(span) || claim.trigger.overlaps(span)),
        trigger: those(&|claim| claim.trigger.overlaps(span)),
        begins: those(&|claim| claim.trigger.start() == span.start() && !claim.trigger.is_empty()),
        found: found.iter().any(|found| found.overlaps(span)),
    })
}

/// Where words stand, whatever their case.
fn matches(characters: &[char], words: &str) -> Vec<Span> {
    let lower = |character: char| character.to_lowercase().next().unwrap_or(character);
    let wanted: Vec<char> = words.chars().map(lower).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let text: Vec<char> = characters.iter().copied().map(lower).collect();
    let starts = text.windows(wanted.len()).enumerate().filter(|(_, window)| *window == wanted.as_slice());
    starts.filter_map(|(start, _)| Span::new(start, start + wanted.len())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::claim_over;

    type Shown = (String, Vec<usize>, Vec<usize>);

    fn shown(text: &str, claims: &[Claim]) -> Vec<Vec<Shown>> {
        let (paragraphs, _) = paragraphs(text, claims, None);
        let stretch = |one: Stretch| (one.text, one.evidence, one.trigger);
        paragraphs.into_iter().map(|one| one.stretches.into_iter().map(stretch).collect()).collect()
    }

    #[test]
    fn overlapping_claims_share_their_words() {
        let text = "Guns fired as men left.";
        let claims = [claim_over(text, "fired", "Guns fired as men"), claim_over(text, "left", "as men left")];
        let expected = [
            ("Guns ", vec![0], vec![]),
            ("fired", vec![0], vec![0]),
            (" ", vec![0], vec![]),
            ("as men", vec![0, 1], vec![]),
            (" ", vec![1], vec![]),
            ("left", vec![1], vec![1]),
            (".", vec![], vec![]),
        ];
        let expected: Vec<_> = expected.map(|(text, e, t)| (text.to_owned(), e, t)).into();
        assert_eq!(shown(text, &claims), [expected]);
    }

    #[test]
    fn characters_beyond_the_basic_plane_and_arabic_stay_whole() {
        let text = "🕊🕊 هدنة\n\nقصفت القوات المدينة";
        let claims = [claim_over(text, "قصفت", "قصفت القوات"), claim_over(text, "🕊", "🕊🕊")];
        let shown = shown(text, &claims);
        assert_eq!(shown[0][0], ("🕊".to_owned(), vec![1], vec![1]));
        assert_eq!(shown[1][0], ("قصفت".to_owned(), vec![0], vec![0]));
        let whole: String = shown[1].iter().map(|(text, _, _)| text.as_str()).collect();
        assert_eq!(whole, "قصفت القوات المدينة");
    }

    #[test]
    fn evidence_over_two_paragraphs_is_marked_in_both_and_words_outside_are_told() {
        let text = "He said:\nthey fired.";
        let mut outside = claim_over(text, "fired", "fired");
        (outside.trigger, outside.evidence) = (Span::new(90, 95).unwrap(), Span::new(90, 99).unwrap());
        let claims = [claim_over(text, "fired", "said:\nthey fired"), outside];
        let (paragraphs, lost) = paragraphs(text, &claims, Some("THEY"));
        assert_eq!(lost, [1]);
        assert_eq!(paragraphs[0].stretches[1].evidence, [0]);
        assert!(paragraphs[1].stretches[0].found && paragraphs[1].stretches[0].text == "they");
        assert_eq!(paragraphs[1].claims, [0]);
    }
}
