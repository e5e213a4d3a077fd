//! The title: told beside the report, or its first line; read once.

use crate::chars::is_blank;
use crate::lines::ends_with_stop;
use crate::passage::{Passage, Role};
use crate::phrases::normal;

/// Takes the title out of the passages, or makes it of what was told; a repetition at the start of the first paragraphs
/// goes.
pub(crate) fn take<'a>(passages: &mut Vec<Passage<'a>>, told: Option<&str>) -> Option<Passage<'a>> {
    let told = told.map(str::trim).filter(|told| told.chars().any(char::is_alphanumeric));
    let title = match told {
        Some(told) => found(passages, told).or_else(|| Some(Passage::told(told.to_owned()))),
        None => headline(passages),
    }?;
    let text = title.text().into_owned();
    passages.truncate_repetition(&text);
    Some(Passage { role: Role::Heading, ..title })
}

/// The passage near the top that says what was told, so that the title leads back to the original.
fn found<'a>(passages: &mut Vec<Passage<'a>>, told: &str) -> Option<Passage<'a>> {
    let told = normal(told);
    let place = passages.iter().take(4).position(|passage| {
        let line = normal(&passage.text());
        line == told || (line.len() > 20 && told.starts_with(&line))
    })?;
    // What stands before a title is a section's name or a date; prose there would come out of order.
    if passages.iter().take(place).any(|passage| ends_with_stop(&passage.text())) {
        passages.remove(place);
        return None;
    }
    passages.drain(..=place).next_back()
}

/// The first line where it is like a headline: short, no stop, no bullet, and prose behind it.
fn headline<'a>(passages: &mut Vec<Passage<'a>>) -> Option<Passage<'a>> {
    let [first, rest @ ..] = passages.as_slice() else {
        return None;
    };
    let text = first.text();
    let words = text.split_whitespace().count();
    let fits = first.role == Role::Heading
        || (first.role == Role::Prose
            && (2..=30).contains(&words)
            && !ends_with_stop(&text)
            && !text.ends_with([':', ';', ',']));
    let capital = !text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    let prose = rest.iter().any(|passage| ends_with_stop(&passage.text()));
    (fits && capital && prose).then(|| passages.remove(0))
}

/// Places a title that was told where its words stand in the original, in front of the first paragraph: in a page's head.
pub(crate) fn place<'a>(title: Passage<'a>, original: &'a str, passages: &[Passage<'_>]) -> Passage<'a> {
    let [run] = title.runs.as_slice() else {
        return title;
    };
    let (None, Some(byte)) = (run.original, original.find(run.text.as_ref())) else {
        return title;
    };
    let start = original.get(..byte).map_or(0, |before| before.chars().count());
    let words = original.get(byte..byte + run.text.len()).unwrap_or_default();
    let placed = Passage::verbatim(words, start, title.role);
    let end = start + words.chars().count();
    let first = passages.first().and_then(|passage| passage.runs.iter().find_map(|run| run.original));
    if first.is_none_or(|first| end <= first.start()) { placed } else { title }
}

trait Repetition {
    fn truncate_repetition(&mut self, title: &str);
}

impl Repetition for Vec<Passage<'_>> {
    /// Drops the title, also without what stands before its colon, from the start of the first paragraphs.
    fn truncate_repetition(&mut self, title: &str) {
        let title = title.trim();
        let short = title.split_once(": ").map(|(_, rest)| rest).filter(|rest| rest.split_whitespace().count() >= 4);
        for place in 0..self.len().min(3) {
            let Some(passage) = self.get_mut(place) else { return };
            let text = passage.text();
            let hit = [Some(title), short].into_iter().flatten().find_map(|title| repeated(&text, title));
            match hit {
                Some(count) if count >= text.chars().count() => {
                    self.remove(place);
                    return;
                }
                Some(count) => {
                    passage.split_front(count);
                    return;
                }
                None => {}
            }
        }
    }
}

/// How many characters of `text` are the title and the blanks behind it; the next word must begin anew.
fn repeated(text: &str, title: &str) -> Option<usize> {
    if title.split_whitespace().count() < 3 {
        return None;
    }
    let rest = text.strip_prefix(title)?;
    let next = rest.trim_start_matches(is_blank);
    let separate = next.is_empty() || (next.len() < rest.len() && !next.starts_with(char::is_lowercase));
    separate.then(|| text.chars().count() - next.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines;

    #[test]
    fn a_first_line_like_a_headline_is_the_title() {
        let mut passages = lines::passages("Army leaves town\n\nThe army left on Monday.");
        assert_eq!(take(&mut passages, None).unwrap().text(), "Army leaves town");
        assert_eq!(passages.len(), 1);
        let mut passages = lines::passages("The army left on Monday.\n\nIt came back.");
        assert!(take(&mut passages, None).is_none());
    }

    #[test]
    fn a_repeated_title_is_read_once() {
        let text = "FAST: General Leaves Talks In Moscow\n\nGeneral Leaves Talks In Moscow Head of the army went home.";
        let mut passages = lines::passages(text);
        take(&mut passages, None).unwrap();
        assert_eq!(passages[0].text(), "Head of the army went home.");
        assert_eq!(passages[0].runs[0].original.unwrap().slice(text), "Head of the army went home.");
    }

    #[test]
    fn a_title_that_is_told_is_looked_for() {
        let mut passages = lines::passages("Army Leaves Town\nThe army left.");
        let title = take(&mut passages, Some("Army leaves town")).unwrap();
        assert!(title.runs[0].original.is_some());
        let mut passages = lines::passages("The army left.");
        assert!(take(&mut passages, Some("Other")).unwrap().runs[0].original.is_none());
    }
}
