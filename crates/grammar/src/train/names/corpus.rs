//! Sentences whose names are marked, read from columns: CoNLL with labels in the last field or the one asked for.

use crate::names::{Name, NameKind};

/// A sentence and its names.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NamedSentence {
    /// Its words.
    pub tokens: Vec<String>,
    /// Its names, in order, without overlap.
    pub names: Vec<Name>,
    /// Which document it belongs to, counted within its file.
    pub document: usize,
    /// Whether its names were marked by the guidelines that the tagger follows.
    pub own: bool,
    /// Whether names of anything but persons, organisations and places were left unmarked.
    pub others_unmarked: bool,
    /// Words of which nothing is known: they may stand in any name or in none.
    pub unsure: Vec<usize>,
    /// Names whose kind is not known for sure.
    pub open: Vec<OpenName>,
}

/// Words that are one name, of one of some kinds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenName {
    /// Its first token.
    pub first: usize,
    /// Its last token, included.
    pub last: usize,
    /// What it may name.
    pub kinds: Vec<NameKind>,
}

impl NamedSentence {
    /// Whether a word stands in a name, or may.
    pub(crate) fn may_name(&self, at: usize) -> bool {
        let sure = self.names.iter().any(|name| (name.first..=name.last).contains(&at));
        sure || self.unsure.contains(&at) || self.open.iter().any(|name| (name.first..=name.last).contains(&at))
    }
}

/// Reads a file of columns, sentences apart by empty lines. `word` and `label` are the columns; `kind` says what a
/// label's kind names, `None` for what is no name here.
pub fn columns(text: &str, word: usize, label: usize, kind: impl Fn(&str) -> Option<NameKind>) -> Vec<NamedSentence> {
    let mut sentences = Vec::new();
    let mut document = 0;
    let mut rows: Vec<(&str, &str)> = Vec::new();
    for line in text.lines().chain([""]) {
        document += usize::from(line.starts_with("# newdoc") || line.starts_with("-DOCSTART-"));
        let mut fields = line.split(['\t', ' ']);
        let (first, second) = (fields.clone().nth(word), fields.nth(label));
        match (first.filter(|word| !word.is_empty()), second) {
            (Some(word), Some(label)) if !line.starts_with("# ") => rows.push((word, label)),
            _ if line.trim().is_empty() && !rows.is_empty() => {
                sentences.push(sentence(&rows, document, &kind));
                rows.clear();
            }
            _ => {}
        }
    }
    sentences
}

/// A label with another kind than the one before, or with `B-`, begins a name.
fn sentence(rows: &[(&str, &str)], document: usize, kind: &impl Fn(&str) -> Option<NameKind>) -> NamedSentence {
    let mut names: Vec<Name> = Vec::new();
    let mut before = "";
    for (at, (_, label)) in rows.iter().enumerate() {
        let own = label.get(2..).unwrap_or_default();
        if !own.is_empty()
            && let Some(kind) = kind(own)
        {
            let continued = own == before && !label.starts_with("B-");
            match names.last_mut().filter(|name| continued && name.last + 1 == at) {
                Some(name) => name.last = at,
                None => names.push(Name { first: at, last: at, kind }),
            }
        }
        before = own;
    }
    NamedSentence {
        tokens: rows.iter().map(|(word, _)| (*word).to_owned()).collect(),
        names,
        document,
        ..NamedSentence::default()
    }
}

#[cfg(test)]
mod tests {
    use super::columns;
    use crate::names::{Name, NameKind};

    #[test]
    fn labels_with_and_without_a_beginning_are_read() {
        let kind = |label: &str| (label == "PER").then_some(NameKind::Person);
        let text = "Ann I-PER\nLee I-PER\nsaw O\n\nBo B-PER\nCy B-PER\nx I-MISC\n";
        let sentences = columns(text, 0, 1, kind);
        assert_eq!(sentences[0].names, [Name { first: 0, last: 1, kind: NameKind::Person }]);
        assert_eq!(sentences[1].names.len(), 2);
        assert_eq!(sentences[1].tokens, ["Bo", "Cy", "x"]);
    }
}
