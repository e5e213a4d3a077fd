//! Plain text to paragraphs. A blank line always parts them; a line end does unless the text is wrapped at a margin.

use crate::chars::is_blank;
use crate::passage::{Passage, Role};
use crate::phrases::is_bullet;

/// A line without the blanks around it.
#[derive(Debug, Clone, Copy)]
struct Line {
    /// Bytes in the original.
    from: usize,
    to: usize,
    /// Characters.
    start: usize,
    length: usize,
    /// Whether a blank line, or the text's beginning, stands before it.
    opens: bool,
    item: bool,
}

/// The paragraphs of a plain text, in order; every one is a stretch of it.
pub(crate) fn passages(text: &str) -> Vec<Passage<'_>> {
    let lines = lines(text);
    let wrapped = is_wrapped(text, &lines);
    let mut passages = Vec::new();
    let mut open: Option<Line> = None;
    for line in lines {
        open = Some(match open {
            Some(before) if wrapped && !line.opens && !line.item => {
                Line { to: line.to, length: line.start + line.length - before.start, ..before }
            }
            before => {
                passages.extend(before.and_then(|before| passage(text, before)));
                line
            }
        });
    }
    passages.extend(open.and_then(|line| passage(text, line)));
    passages
}

fn passage(text: &str, line: Line) -> Option<Passage<'_>> {
    let role = if line.item { Role::Item } else { Role::Prose };
    Some(Passage::verbatim(text.get(line.from..line.to)?, line.start, role))
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut byte, mut place, mut opens) = (0, 0, true);
    for raw in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{B}', '\u{C}']) {
        // "\r\n" comes as two pieces, the second empty but for the feed: that is no blank line.
        if raw == "\n" && text.get(..byte).is_some_and(|before| before.ends_with('\r')) {
            byte += 1;
            place += 1;
            continue;
        }
        let front = raw.trim_start_matches(is_blank);
        let bare = front.trim_end_matches(is_blank);
        if bare.is_empty() {
            opens = true;
        } else {
            let skipped = raw.len() - front.len();
            let start = place + raw.get(..skipped).map_or(0, |blank| blank.chars().count());
            let (from, to) = (byte + skipped, byte + skipped + bare.len());
            let item = is_item(bare);
            lines.push(Line { from, to, start, length: bare.chars().count(), opens, item });
            opens = false;
        }
        byte += raw.len();
        place += raw.chars().count();
    }
    lines
}

/// "• text", "* text", "- text"; a dash with a name behind it may be a signature, which stands alone as well.
fn is_item(line: &str) -> bool {
    let mut chars = line.chars();
    chars.next().is_some_and(is_bullet) && chars.next().is_some_and(is_blank)
}

/// Whether lines end at a margin and not at a paragraph's end: most are nearly as long as the longest, which is short,
/// and few end with a stop.
fn is_wrapped(text: &str, lines: &[Line]) -> bool {
    let followed: Vec<&Line> =
        lines.iter().zip(lines.iter().skip(1)).filter(|(_, next)| !next.opens).map(|(line, _)| line).collect();
    let Some(longest) = followed.iter().map(|line| line.length).max() else {
        return false;
    };
    let full = followed.iter().filter(|line| line.length * 4 >= longest * 3).count();
    let stopped =
        followed.iter().filter(|line| ends_with_stop(text.get(line.from..line.to).unwrap_or_default())).count();
    (30..=130).contains(&longest) && full * 3 >= followed.len() * 2 && stopped * 2 < followed.len()
}

/// Whether the words end like a sentence, with quotes or brackets behind the stop allowed.
pub(crate) fn ends_with_stop(text: &str) -> bool {
    let bare =
        text.trim_end_matches(|c| is_blank(c) || matches!(c, '"' | '”' | '“' | '’' | '\'' | '»' | ')' | ']' | '*'));
    bare.ends_with(crate::chars::is_stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        passages(text).iter().map(|passage| passage.text().into_owned()).collect()
    }

    #[test]
    fn a_line_is_a_paragraph_unless_the_text_is_wrapped() {
        assert_eq!(
            cut("Title\r\n\r\nFirst paragraph.\r\nSecond one.\n\n"),
            ["Title", "First paragraph.", "Second one."]
        );
        let wrapped = "The command of the army issued a statement in which\nit welcomed the initiative to establish a truce in\nthe country.\n\nNext.";
        assert_eq!(cut(wrapped).len(), 2);
    }

    #[test]
    fn items_stand_alone_and_places_count_characters() {
        let text = "é one\n  • two\n  • three";
        let found = passages(text);
        assert_eq!(cut(text), ["é one", "• two", "• three"]);
        let span = found[1].runs[0].original.unwrap();
        assert_eq!(span.slice(text), "• two");
        assert_eq!(found[1].role, Role::Item);
    }
}
