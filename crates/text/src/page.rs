//! A page to paragraphs: two extractors say which words are the main text, our own scan says where they stand.
//!
//! The extractors' words are only used to choose among the page's blocks, so that every offset is exact by construction.

use crate::markup::{Block, Markup, scan};
use crate::passage::{Passage, Role};
use crate::words;
use model::Note;

/// Elements nested deeper than this are not given to the extractors, which recurse.
const DEEPEST: usize = 400;
/// Pages larger than this (bytes) are read by our own scan only.
const LARGEST: usize = 5_000_000;
/// Fewer characters than this are little for an article.
const LITTLE: usize = 250;

/// The paragraphs of a page's main text.
pub(crate) fn passages<'a>(page: &'a str, title: Option<&str>, place: &str, notes: &mut Vec<Note>) -> Vec<Passage<'a>> {
    let markup = scan(page);
    if markup.depth > DEEPEST || page.len() > LARGEST {
        notes.push(Note::warning(
            "page-too-deep",
            format!(
                "{place}: nested {} deep, {} bytes; its text is taken without finding the main part",
                markup.depth,
                page.len()
            ),
        ));
        return dense(markup);
    }
    let (first, second) = (first_opinion(page), second_opinion(page));
    let mut kept = choose(&markup.blocks, &first, &second);
    let found: usize = kept.iter().zip(&markup.blocks).filter(|(kept, _)| **kept).map(|(_, block)| block.length).sum();
    let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let expected = [&first, &second].into_iter().map(|text| visible(text)).filter(|length| *length >= LITTLE).min();
    let expected = expected.unwrap_or_default();
    if found * 3 < expected {
        notes.push(Note::warning(
            "text-not-in-page",
            format!("{place}: the article stands in the page's data, not in its text; its words cannot all be placed"),
        ));
        return told(page, &first);
    }
    if found == 0 {
        return dense(markup);
    }
    keep_title(&markup.blocks, &mut kept, title);
    markup.blocks.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(block, _)| block.passage).collect()
}

/// What trafilatura's rules take for the main text: it misses little and takes too much.
fn first_opinion(page: &str) -> String {
    guarded(|| {
        let result = rs_trafilatura::extract_with_options(page, &rs_trafilatura::Options::default());
        result.map(|result| result.content_text).unwrap_or_default()
    })
}

/// What readability's rules take for it.
fn second_opinion(page: &str) -> String {
    guarded(|| {
        let article = dom_smoothie::Readability::new(page, None, None).and_then(|mut reader| reader.parse());
        article.map(|article| article.text_content.to_string()).unwrap_or_default()
    })
}

/// An extractor that fails on a broken page found nothing: such a page must not end the reading of the others.
fn guarded(extract: impl FnOnce() -> String + std::panic::UnwindSafe) -> String {
    std::panic::catch_unwind(extract).unwrap_or_default()
}

/// Which blocks are main text: those on which both agree. Where they hardly agree, the first is followed, or the second
/// where the first found little.
fn choose(blocks: &[Block<'_>], first: &str, second: &str) -> Vec<bool> {
    let hold = |text: &str| -> Vec<bool> {
        let wanted = words::Shingles::new(text);
        blocks.iter().map(|block| wanted.hold(&block.passage.text())).collect()
    };
    let length = |kept: &[bool]| -> usize {
        kept.iter().zip(blocks).filter(|(kept, _)| **kept).map(|(_, block)| block.length).sum()
    };
    let (first, second) = (hold(first), hold(second));
    let both: Vec<bool> = first.iter().zip(&second).map(|(first, second)| *first && *second).collect();
    let agreed = length(&both) > 0 && length(&both) * 2 >= length(&second);
    let mut kept = match (agreed, length(&first) >= LITTLE) {
        (true, _) => both,
        (false, true) => first.clone(),
        (false, false) => second,
    };
    for (kept, block) in kept.iter_mut().zip(blocks) {
        *kept &= block.linked * 5 < block.length * 4;
    }
    drop_doubles(blocks, &mut kept);
    close_gaps(blocks, &first, &mut kept);
    kept
}

/// Keeps what the first opinion takes between kept blocks where it is a heading, an item of a list, or ends like a sentence:
/// the second loses such in the midst of an article.
fn close_gaps(blocks: &[Block<'_>], first: &[bool], kept: &mut [bool]) {
    let inside = kept.iter().position(|kept| *kept).zip(kept.iter().rposition(|kept| *kept));
    let Some((from, to)) = inside else { return };
    for ((block, taken), kept) in blocks.iter().zip(first).zip(kept).take(to).skip(from) {
        let told = block.passage.role != Role::Prose || crate::lines::ends_with_stop(&block.passage.text());
        *kept |= *taken && told;
    }
}

/// Keeps the heading that is the title, so that the title leads back to the page; extractors leave it out.
fn keep_title(blocks: &[Block<'_>], kept: &mut [bool], title: Option<&str>) {
    let Some(title) = title.map(words::hash_all) else { return };
    let first = kept.iter().position(|kept| *kept).unwrap_or_default();
    let heading = blocks
        .iter()
        .take(first + 1)
        .rposition(|block| block.passage.role == Role::Heading && words::hash_all(&block.passage.text()) == title);
    if let Some(kept) = heading.and_then(|place| kept.get_mut(place)) {
        *kept = true;
    }
}

/// Of equal blocks those that stand alone go where another stands among its like: they are teasers of it.
fn drop_doubles(blocks: &[Block<'_>], kept: &mut [bool]) {
    let is_kept = |place: Option<usize>| place.and_then(|place| kept.get(place)).copied().unwrap_or_default();
    let mut among: std::collections::BTreeSet<u64> = std::collections::BTreeSet::new();
    let mut alone = Vec::new();
    for (place, block) in blocks.iter().enumerate().filter(|(place, _)| is_kept(Some(*place))) {
        let hash = words::hash_all(&block.passage.text());
        if is_kept(place.checked_sub(1)) || is_kept(Some(place + 1)) {
            among.insert(hash);
        } else {
            alone.push((place, hash));
        }
    }
    for (place, _) in alone.into_iter().filter(|(_, hash)| among.contains(hash)) {
        if let Some(kept) = kept.get_mut(place) {
            *kept = false;
        }
    }
}

/// Without an extractor: blocks of prose outside navigation, with few links, and the headings between them.
fn dense(markup: Markup<'_>) -> Vec<Passage<'_>> {
    let prose = |block: &Block<'_>| {
        !block.aside
            && block.linked * 3 < block.length
            && (block.length > 80 || crate::lines::ends_with_stop(&block.passage.text()))
    };
    let first = markup.blocks.iter().position(prose).unwrap_or_default();
    let last = markup.blocks.iter().rposition(prose).unwrap_or_default();
    let blocks = markup.blocks.into_iter().enumerate();
    blocks
        .filter(|(place, block)| prose(block) || (block.passage.role == Role::Heading && (first..last).contains(place)))
        .map(|(_, block)| block.passage)
        .collect()
}

/// The extractor's own lines, placed where they happen to stand in the source as they are.
fn told<'a>(page: &'a str, chosen: &str) -> Vec<Passage<'a>> {
    let (mut byte, mut place) = (0, 0);
    let mut passages = Vec::new();
    for line in chosen.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let found = page.get(byte..).and_then(|rest| rest.find(line));
        let Some(at) = found else {
            passages.push(Passage { role: Role::Prose, ..Passage::told(line.to_owned()) });
            continue;
        };
        let from = byte + at;
        place += page.get(byte..from).map_or(0, |passed| passed.chars().count());
        byte = from + line.len();
        passages.extend(page.get(from..byte).map(|text| Passage::verbatim(text, place, Role::Prose)));
        place += line.chars().count();
    }
    passages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_extractor_loses_amid_an_article_is_kept() {
        let page = "<h2>Subscribe</h2><p>The army left the town.</p><h2>What next</h2><ul><li>Talks on Monday</li></ul>\
            <p>Photo sharing</p><p>It came back later.</p><p>Read more here.</p>";
        let markup = scan(page);
        let mut kept: Vec<bool> = markup
            .blocks
            .iter()
            .map(|block| block.passage.text().contains(" the ") || block.passage.text().starts_with("It"))
            .collect();
        close_gaps(&markup.blocks, &vec![true; markup.blocks.len()], &mut kept);
        let told: Vec<_> =
            markup.blocks.iter().zip(kept).filter(|(_, kept)| *kept).map(|(block, _)| block.passage.text()).collect();
        assert_eq!(told, ["The army left the town.", "What next", "Talks on Monday", "It came back later."]);
    }
}
