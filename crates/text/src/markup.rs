//! A page's text nodes, grouped into blocks, each character with its place in the page's source.
//!
//! A linear scanner and no tree: it neither recurses nor trusts that tags are closed. What is main text is not its matter.

use crate::chars::is_blank;
use crate::entities;
use crate::passage::{Passage, Role, Run};
use model::Span;
use std::borrow::Cow;

/// A block of text between two block-level tags.
pub(crate) struct Block<'a> {
    pub(crate) passage: Passage<'a>,
    /// Characters inside links, and all visible ones.
    pub(crate) linked: usize,
    pub(crate) length: usize,
    /// Whether it stands in navigation, a footer, an aside, a form or a button.
    pub(crate) aside: bool,
}

/// A page, scanned.
pub(crate) struct Markup<'a> {
    pub(crate) blocks: Vec<Block<'a>>,
    /// How deeply elements are nested at most.
    pub(crate) depth: usize,
}

/// Elements whose text is not shown.
const HIDDEN: [&str; 12] = [
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "textarea", "select", "title",
    "video",
];
/// Elements that part paragraphs.
const PARTING: [&str; 42] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "label",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];
/// Elements that hold no news.
const ASIDE: [&str; 6] = ["aside", "button", "footer", "form", "label", "nav"];
/// Elements without an end tag.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Scans a page.
pub(crate) fn scan(page: &str) -> Markup<'_> {
    let mut scanner = Scanner::new(page);
    while scanner.byte < page.len() {
        scanner.step();
    }
    scanner.flush();
    Markup { blocks: scanner.blocks, depth: scanner.deepest }
}

struct Scanner<'a> {
    page: &'a str,
    byte: usize,
    place: usize,
    blocks: Vec<Block<'a>>,
    runs: Vec<Run<'a>>,
    /// Where the run that is being read begins: byte and character.
    open: Option<(usize, usize)>,
    /// White space seen behind words, not yet known to be inside a block.
    blank: Option<Span>,
    linked: usize,
    length: usize,
    role: Role,
    links: usize,
    asides: usize,
    depth: usize,
    deepest: usize,
    /// Whether a line break was just read.
    broken: bool,
    /// Set once a quoted attribute was never closed: quotes are then not trusted, so that the scan stays linear.
    quotes_open: bool,
    /// Hidden elements found never to be closed: they are not looked for again.
    unclosed: Vec<String>,
}

impl<'a> Scanner<'a> {
    fn new(page: &'a str) -> Self {
        Self {
            page,
            byte: 0,
            place: 0,
            blocks: Vec::new(),
            runs: Vec::new(),
            open: None,
            blank: None,
            linked: 0,
            length: 0,
            role: Role::Prose,
            links: 0,
            asides: 0,
            depth: 0,
            deepest: 0,
            broken: false,
            quotes_open: false,
            unclosed: Vec::new(),
        }
    }

    fn rest(&self) -> &'a str {
        self.page.get(self.byte..).unwrap_or_default()
    }

    /// Steps over `bytes` of source.
    fn skip(&mut self, bytes: usize) {
        let end = (self.byte + bytes).min(self.page.len());
        self.place += self.page.get(self.byte..end).map_or(0, |passed| passed.chars().count());
        self.byte = end;
    }

    fn step(&mut self) {
        let rest = self.rest();
        if let Some(markup) = rest.strip_prefix('<') {
            if markup.starts_with("!--") {
                self.close_run();
                return self.skip(rest.find("-->").map_or(rest.len(), |at| at + 3));
            }
            if markup.starts_with(['!', '?']) {
                self.close_run();
                return self.skip(rest.find('>').map_or(rest.len(), |at| at + 1));
            }
            if markup.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic()) {
                return self.tag();
            }
        }
        self.character();
    }

    fn character(&mut self) {
        let rest = self.rest();
        let Some(c) = rest.chars().next() else { return };
        if c == '&'
            && let Some((decoded, length)) = entities::decode(rest)
        {
            return self.entity(decoded, length);
        }
        if c.is_ascii_whitespace() {
            let blanks = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_whitespace()).len();
            return self.white_space(blanks);
        }
        self.begin();
        self.count(c);
        self.open.get_or_insert((self.byte, self.place));
        self.byte += c.len_utf8();
        self.place += 1;
    }

    /// White space as the page's source has it: one blank, and none at a block's ends.
    fn white_space(&mut self, bytes: usize) {
        if self.length == 0 {
            return self.skip(bytes);
        }
        let plain = bytes == 1 && self.rest().starts_with(' ') && self.open.is_some() && self.blank.is_none();
        let next = self.page.as_bytes().get(self.byte + 1).copied().unwrap_or(b'<');
        if plain && next != b'<' && next != b'&' {
            self.byte += 1;
            self.place += 1;
            return;
        }
        self.close_run();
        let from = self.place;
        self.skip(bytes);
        let span = Span::new(from, self.place);
        self.blank = match (self.blank, span) {
            (Some(before), Some(span)) => Some(before.join(span)),
            (before, span) => before.or(span),
        };
    }

    fn entity(&mut self, decoded: char, bytes: usize) {
        self.close_run();
        let from = self.place;
        if decoded == '\u{A0}' && self.length == 0 {
            return self.skip(bytes);
        }
        self.begin();
        self.skip(bytes);
        self.count(decoded);
        self.runs.push(Run { text: Cow::Owned(decoded.to_string()), original: Span::new(from, self.place) });
    }

    /// Words go on: the white space before them counts.
    fn begin(&mut self) {
        self.broken = false;
        if let Some(blank) = self.blank.take() {
            self.runs.push(Run { text: Cow::Borrowed(" "), original: Some(blank) });
        }
    }

    fn count(&mut self, c: char) {
        if !is_blank(c) {
            self.length += 1;
            self.linked += usize::from(self.links > 0);
        }
    }

    fn close_run(&mut self) {
        if let Some((byte, place)) = self.open.take() {
            let text = self.page.get(byte..self.byte).unwrap_or_default();
            self.runs.push(Run { text: Cow::Borrowed(text), original: Span::new(place, self.place) });
        }
    }

    /// Ends the block.
    fn flush(&mut self) {
        self.close_run();
        self.blank = None;
        let runs = std::mem::take(&mut self.runs);
        if self.length > 0 {
            let passage = Passage { runs, role: self.role };
            let aside = self.asides > 0;
            self.blocks.push(Block { passage, linked: self.linked, length: self.length, aside });
        }
        self.linked = 0;
        self.length = 0;
    }

    fn tag(&mut self) {
        let rest = self.rest();
        let closing = rest.starts_with("</");
        let name: String = rest
            .trim_start_matches(['<', '/'])
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ':'))
            .take(24)
            .collect::<String>()
            .to_ascii_lowercase();
        let length = self.tag_length(rest);
        let empty = rest.get(..length).is_some_and(|tag| tag.ends_with("/>"));
        self.close_run();
        if PARTING.contains(&name.as_str()) {
            self.flush();
            self.role = if closing { Role::Prose } else { role(&name) };
        }
        if name == "br" {
            self.line_break();
        }
        self.skip(length);
        self.nest(&name, closing, empty);
        if !closing && !empty && HIDDEN.contains(&name.as_str()) {
            self.skip_hidden(&name);
        }
    }

    fn nest(&mut self, name: &str, closing: bool, empty: bool) {
        let step = |count: usize| if closing { count.saturating_sub(1) } else { count + 1 };
        if name == "a" {
            self.links = if closing { 0 } else { 1 };
        }
        if empty || VOID.contains(&name) {
            return;
        }
        if ASIDE.contains(&name) {
            self.asides = step(self.asides);
        }
        self.depth = step(self.depth);
        self.deepest = self.deepest.max(self.depth);
    }

    /// One break is a blank, unless a sentence ended before it; two part paragraphs.
    fn line_break(&mut self) {
        let stopped = self.runs.iter().rev().find(|run| !run.text.trim().is_empty());
        let stopped = stopped.is_some_and(|run| crate::lines::ends_with_stop(run.text.trim_end()));
        if self.broken || stopped {
            let role = self.role;
            self.flush();
            self.role = role;
        } else if self.length > 0 && self.blank.is_none() {
            self.blank = Span::new(self.place, self.place + 1);
        }
        self.broken = true;
    }

    /// How many bytes a tag has, quotes in attributes respected.
    fn tag_length(&mut self, rest: &str) -> usize {
        if !self.quotes_open {
            let mut quote = None;
            let mut value = false;
            for (at, byte) in rest.bytes().enumerate() {
                match (quote, byte) {
                    (Some(open), _) if open == byte => quote = None,
                    (Some(_), _) => {}
                    (None, b'"' | b'\'') if value => quote = Some(byte),
                    (None, b'>') => return at + 1,
                    _ => {}
                }
                value = byte == b'=' || (value && byte.is_ascii_whitespace());
            }
            self.quotes_open = true;
        }
        rest.find('>').map_or(rest.len(), |at| at + 1)
    }

    fn skip_hidden(&mut self, name: &str) {
        if self.unclosed.iter().any(|known| known == name) {
            return;
        }
        let rest = self.rest();
        let mut from = 0;
        while let Some(at) = rest.get(from..).and_then(|rest| rest.find("</")) {
            let begin = from + at + 2;
            let end = begin + name.len();
            if rest.get(begin..end).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
                self.skip(begin - 2);
                return;
            }
            from = begin;
        }
        self.unclosed.push(name.to_owned());
        // Never closed: only what cannot be read as text swallows the rest.
        if matches!(name, "script" | "style" | "textarea" | "title") {
            self.skip(rest.len());
        }
    }
}

fn role(name: &str) -> Role {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Heading,
        "li" => Role::Item,
        _ => Role::Prose,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(page: &str) -> Vec<String> {
        scan(page).blocks.iter().map(|block| block.passage.text().into_owned()).collect()
    }

    #[test]
    fn blocks_are_parted_by_block_tags_and_white_space_is_one_blank() {
        let page = "<html><head><title>No</title><script>var a='<p>';</script></head><body><h1>Ti&amp;tle</h1>\n\
                    <p>One <b>two</b>,\n   three&nbsp;4.<br>Five</p><!-- <p>x</p> --><p title=\"a>b\">six < 7</p>";
        assert_eq!(blocks(page), ["Ti&tle", "One two, three\u{A0}4.", "Five", "six < 7"]);
    }

    #[test]
    fn every_run_leads_back_to_the_source() {
        let page = "<p>Caf&eacute; <i>é</i>tude &mdash; fin\n\n du</p>";
        for block in scan(page).blocks {
            for run in block.passage.runs {
                let source = run.original.unwrap().slice(page);
                let decoded = entities::decode(source).map(|(c, _)| c.to_string());
                assert!(
                    source == run.text || decoded.as_deref() == Some(&run.text) || source.trim().is_empty(),
                    "{source}"
                );
            }
        }
        assert_eq!(blocks(page), ["Café étude — fin du"]);
    }

    #[test]
    fn broken_and_deep_markup_ends() {
        let deep = "<div>".repeat(100_000) + "text";
        let markup = scan(&deep);
        assert_eq!((markup.blocks.len(), markup.depth), (1, 100_000));
        assert_eq!(blocks("<p>a <a href=\"x>b</a> c<p>d"), ["a b c", "d"]);
        assert_eq!(blocks("a < b && c"), ["a < b && c"]);
    }
}
