//! A paragraph on its way from the original to the document: its words, and where each run of them stood.

use model::Span;
use std::borrow::Cow;

/// Words that stood together in the original.
#[derive(Debug, Clone)]
pub(crate) struct Run<'a> {
    pub(crate) text: Cow<'a, str>,
    /// Where, in characters of the decoded original; longer or shorter than `text` where markup was decoded.
    /// `None` where the words do not stand in the original.
    pub(crate) original: Option<Span>,
}

/// What a paragraph was marked as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Prose,
    /// Marked as a heading.
    Heading,
    /// An item of a list.
    Item,
}

/// A paragraph.
#[derive(Debug, Clone)]
pub(crate) struct Passage<'a> {
    pub(crate) runs: Vec<Run<'a>>,
    pub(crate) role: Role,
}

impl<'a> Passage<'a> {
    /// One run, copied from the original as it stands from character `start` on.
    pub(crate) fn verbatim(text: &'a str, start: usize, role: Role) -> Self {
        let original = Span::new(start, start + text.chars().count());
        Self { runs: vec![Run { text: Cow::Borrowed(text), original }], role }
    }

    /// Words that come from beside the original, such as a title told in a feed.
    pub(crate) fn told(text: String) -> Self {
        Self { runs: vec![Run { text: Cow::Owned(text), original: None }], role: Role::Heading }
    }

    pub(crate) fn text(&self) -> Cow<'_, str> {
        match self.runs.as_slice() {
            [run] => Cow::Borrowed(&run.text),
            runs => Cow::Owned(runs.iter().map(|run| run.text.as_ref()).collect()),
        }
    }

    /// Cuts off the first `count` characters and returns them; both keep their places.
    pub(crate) fn split_front(&mut self, count: usize) -> Vec<Run<'a>> {
        let mut front = Vec::new();
        let mut rest = Vec::new();
        let mut left = count;
        for run in std::mem::take(&mut self.runs) {
            let length = run.text.chars().count();
            if left >= length {
                left -= length;
                front.push(run);
            } else if left == 0 {
                rest.push(run);
            } else {
                let (first, second) = run.split(left);
                left = 0;
                front.push(first);
                rest.push(second);
            }
        }
        self.runs = rest;
        front
    }
}

impl<'a> Run<'a> {
    /// Two runs, the first with `count` characters. Decoded runs cannot be divided: both halves point at the whole.
    fn split(self, count: usize) -> (Run<'a>, Run<'a>) {
        let length = self.text.chars().count();
        let byte = self.text.char_indices().nth(count).map_or(self.text.len(), |(byte, _)| byte);
        let (left, right) = match self.text {
            Cow::Borrowed(text) => {
                let (left, right) = text.split_at(byte);
                (Cow::Borrowed(left), Cow::Borrowed(right))
            }
            Cow::Owned(mut text) => {
                let right = text.split_off(byte);
                (Cow::Owned(text), Cow::Owned(right))
            }
        };
        let exact = self.original.filter(|span| span.len() == length);
        let part = |from: usize, to: usize| match (exact, self.original) {
            (Some(span), _) => Span::new(span.start() + from, span.start() + to),
            (None, original) => original,
        };
        (Run { text: left, original: part(0, count) }, Run { text: right, original: part(count, length) })
    }
}
