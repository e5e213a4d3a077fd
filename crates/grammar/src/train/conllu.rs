//! Treebanks in CoNLL-U: words only; ranges of contracted words and empty nodes are left out.

use crate::{Relation, Tag, Upos};

/// One word of a treebank.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    /// As written.
    pub form: String,
    /// The treebank's lemma.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: Upos,
    /// Fine tag.
    pub tag: Tag,
    /// Head, `None` for the root.
    pub head: Option<usize>,
    /// Relation to the head.
    pub relation: Relation,
    /// Whether a space follows.
    pub spaced: bool,
}

/// One sentence of a treebank.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sentence {
    /// Its words.
    pub tokens: Vec<Token>,
    /// Its place in the data; variants of a sentence share it.
    pub number: usize,
}

impl Sentence {
    /// The words as written.
    pub fn forms(&self) -> Vec<&str> {
        self.tokens.iter().map(|token| token.form.as_str()).collect()
    }
}

/// Reads the sentences of a file's text. A sentence with a tag that we do not know is left out.
pub fn read(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for block in text.split("\n\n") {
        let rows = block.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_digit()));
        let rows = rows.filter(|line| !line.split('\t').next().is_some_and(|number| number.contains(['-', '.'])));
        let tokens: Option<Vec<Token>> = rows.map(token).collect();
        if let Some(tokens) = tokens.filter(|tokens| !tokens.is_empty()) {
            sentences.push(Sentence { tokens, number: sentences.len() });
        }
    }
    sentences
}

fn token(line: &str) -> Option<Token> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [_, form, lemma, upos, tag, _, head, label, _, rest] = fields.as_slice() else { return None };
    Some(Token {
        form: (*form).to_owned(),
        lemma: (*lemma).to_owned(),
        upos: Upos::from_name(upos)?,
        tag: Tag::from_name(tag)?,
        head: head.parse::<usize>().ok()?.checked_sub(1),
        relation: Relation::from_label(label),
        spaced: !rest.contains("SpaceAfter=No"),
    })
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::Relation;

    #[test]
    fn ranges_and_empty_nodes_are_left_out() {
        let text = "# text = don't go\n1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tdo\tdo\tAUX\tVB\t_\t3\taux\t_\tSpaceAfter=No\n\
            2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_\n3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n\
            3.1\tx\tx\tVERB\tVB\t_\t_\t_\t_\t_\n\n";
        let sentences = read(text);
        assert_eq!(sentences[0].forms(), ["do", "n't", "go"]);
        assert_eq!(sentences[0].tokens[1].head, Some(2));
        assert_eq!(sentences[0].tokens[2].relation, Relation::Root);
    }
}
