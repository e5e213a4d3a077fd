//! Quotes that a copy left behind at the end of a paragraph, `war.“`, go to the front of the next, which they open.

use crate::chars::{is_blank, is_stop};
use crate::passage::Passage;

/// Moves opening quotes that stand last in a paragraph; they keep their place in the original.
pub(crate) fn mend<'a>(passages: &mut [Passage<'a>]) {
    for place in 1..passages.len() {
        let (before, behind) = passages.split_at_mut(place);
        if let (Some(left), Some(right)) = (before.last_mut(), behind.first_mut()) {
            move_quote(left, right);
        }
    }
}

fn move_quote<'a>(left: &mut Passage<'a>, right: &mut Passage<'a>) {
    let text = left.text();
    let Some(bare) = text.strip_suffix('“') else { return };
    let stopped = bare.trim_end_matches(is_blank).ends_with(is_stop);
    let open = bare.chars().filter(|c| *c == '“').count() > bare.chars().filter(|c| *c == '”').count();
    let next = right.text();
    if !stopped || open || next.starts_with(['“', '"', '«']) || !next.contains('”') {
        return;
    }
    let kept = bare.trim_end_matches(is_blank).chars().count();
    let quote = bare.chars().count();
    let front = left.split_front(quote);
    let moved = std::mem::replace(&mut left.runs, front);
    left.runs = left.split_front(kept);
    right.runs.splice(0..0, moved);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines;

    #[test]
    fn an_opening_quote_goes_where_it_opens() {
        let text = "It was war.\u{A0} “\n\nToday we report,” said he.\n\nHe said “no.”";
        let mut passages = lines::passages(text);
        mend(&mut passages);
        assert_eq!(passages[0].text(), "It was war.");
        assert_eq!(passages[1].text(), "“Today we report,” said he.");
        assert_eq!(passages[1].runs[0].original.unwrap().slice(text), "“");
        assert_eq!(passages[2].text(), "He said “no.”");
    }
}
