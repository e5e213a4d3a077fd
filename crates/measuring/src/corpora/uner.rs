//! Names in sentences, a token a line with IOB2 labels: Universal NER (Mayhew et al. 2024), which gives the sentence as its
//! publisher wrote it, and Wojood (Jarrar, Khalilia and Ghanem 2022), which gives tokens alone and nests names: of those
//! whose kinds are measured the outermost counts. And treebanks of Universal Dependencies, whose runs of proper nouns are
//! names of no kind.

use crate::corpora::text_of;
use crate::scorers::spans::Labelled;
use anyhow::Result;
use model::Span;
use std::path::Path;

/// A sentence as its publisher wrote it, and its names.
pub struct Sentence {
    /// The publisher's id.
    pub id: String,
    /// The text.
    pub text: String,
    /// The names, in the text's characters.
    pub names: Vec<Labelled>,
}

/// The sentences of a file.
pub fn read(file: &Path) -> Result<Vec<Sentence>> {
    let text = text_of(file)?;
    Ok(text.split("\n\n").filter_map(sentence).collect())
}

/// The sentences of a file that has a token and a label on each line and nothing else; blanks part the tokens of the text.
pub fn read_tokens(file: &Path) -> Result<Vec<Sentence>> {
    let text = text_of(file)?;
    let blocks = text.split("\n\n").filter(|block| !block.trim().is_empty());
    Ok(blocks.enumerate().filter_map(|(number, block)| tokens_alone(number, block)).collect())
}

fn tokens_alone(number: usize, block: &str) -> Option<Sentence> {
    let measured = |tag: &&str| tag.get(2..).and_then(label).is_some();
    let token = |line: &'_ str| -> Option<(String, String)> {
        let mut fields = line.split_whitespace();
        let form = fields.next()?;
        Some((form.to_owned(), fields.find(measured).unwrap_or("O").to_owned()))
    };
    let tokens: Vec<(String, String)> = block.lines().filter_map(token).collect();
    let text = tokens.iter().map(|(form, _)| form.as_str()).collect::<Vec<_>>().join(" ");
    let lines: String = tokens.iter().map(|(form, tag)| format!("1\t{form}\t{tag}\n")).collect();
    sentence(&format!("# sent_id = {}\n# text = {text}\n{lines}", number + 1))
}

/// The sentences of a treebank; its runs of proper nouns are names, all with the label `name`.
pub fn read_proper_nouns(file: &Path) -> Result<Vec<Sentence>> {
    let text = text_of(file)?;
    Ok(text.split("\n\n").filter_map(proper_nouns).collect())
}

fn proper_nouns(block: &str) -> Option<Sentence> {
    let value = |key: &str| block.lines().find_map(|line| line.strip_prefix(key));
    let (id, text) = (value("# sent_id = ")?.to_owned(), value("# text = ")?.to_owned());
    let mut at = Cursor { text: text.chars().collect(), place: 0 };
    let mut names: Vec<Labelled> = Vec::new();
    let mut open = false;
    for line in block.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())) {
        let mut fields = line.split('\t');
        let (number, form, upos) = (fields.next()?, fields.next()?, fields.nth(1)?);
        // Contracted words are given whole, then in parts that are not written so.
        let Some(span) = at.next(form).filter(|_| !number.contains(['-', '.'])) else {
            open = false;
            continue;
        };
        match names.last_mut().filter(|_| open && upos == "PROPN") {
            Some(name) => name.span = name.span.join(span),
            None if upos == "PROPN" => names.push(Labelled { span, label: "name" }),
            None => {}
        }
        open = upos == "PROPN";
    }
    Some(Sentence { id, text, names })
}

fn sentence(block: &str) -> Option<Sentence> {
    let value = |key: &str| block.lines().find_map(|line| line.strip_prefix(key));
    let (id, text) = (value("# sent_id = ")?.to_owned(), value("# text = ")?.to_owned());
    let tokens = block.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
    let mut names: Vec<Labelled> = Vec::new();
    let mut at = Cursor { text: text.chars().collect(), place: 0 };
    for line in tokens {
        let mut fields = line.split('\t').skip(1);
        let (form, tag) = (fields.next()?, fields.next()?);
        let Some(span) = at.next(form) else { continue };
        // What continues a name of a kind that is not measured continues nothing here.
        let (begun, going_on) = (tag.strip_prefix("B-").and_then(label), tag.strip_prefix("I-").and_then(label));
        match (begun, names.last_mut().filter(|name| going_on == Some(name.label))) {
            (Some(label), _) => names.push(Labelled { span, label }),
            (None, Some(name)) => name.span = name.span.join(span),
            (None, None) => {}
        }
    }
    Some(Sentence { id, text, names })
}

fn label(tag: &str) -> Option<&'static str> {
    match tag {
        "PER" | "PERS" => Some("person"),
        "ORG" => Some("organisation"),
        "LOC" | "GPE" => Some("place"),
        _ => None,
    }
}

/// Finds tokens one after another in the sentence's characters.
struct Cursor {
    text: Vec<char>,
    place: usize,
}

impl Cursor {
    fn next(&mut self, form: &str) -> Option<Span> {
        let form: Vec<char> = form.chars().collect();
        let rest = self.text.get(self.place..)?;
        let start = self.place + rest.windows(form.len().max(1)).position(|run| run == form)?;
        self.place = start + form.len();
        Span::new(start, self.place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_become_spans_of_characters() {
        let block = "# sent_id = s1\n# text = É. Macron's visit to New York\n1\tÉ.\tB-PER\t-\n2\tMacron\tI-PER\t-\n3\t's\tO\t-\n4\tvisit\tO\t-\n5\tto\tO\t-\n6\tNew\tB-LOC\t-\n7\tYork\tI-LOC\t-";
        let sentence = sentence(block).unwrap();
        let words: Vec<&str> = sentence.names.iter().map(|name| name.span.slice(&sentence.text)).collect();
        assert_eq!(words, ["É. Macron", "New York"]);
        assert_eq!(sentence.names[1].label, "place");
    }

    #[test]
    fn tokens_alone_make_a_text() {
        let sentence = tokens_alone(0, "قرية B-GPE\nالمجدل I-GPE\nقبل O").unwrap();
        assert_eq!(sentence.text, "قرية المجدل قبل");
        assert_eq!(sentence.names, [Labelled { span: Span::new(0, 11).unwrap(), label: "place" }]);
    }

    #[test]
    fn of_nested_names_the_outermost_of_a_measured_kind_counts() {
        let sentence =
            tokens_alone(0, "جامعة B-OCC B-ORG\nالبلدة I-OCC I-ORG B-GPE\nفي I-OCC\nنابلس I-OCC B-GPE").unwrap();
        assert_eq!(sentence.text, "جامعة البلدة في نابلس");
        let found: Vec<(&str, &str)> =
            sentence.names.iter().map(|name| (name.span.slice(&sentence.text), name.label)).collect();
        assert_eq!(found, [("جامعة البلدة", "organisation"), ("نابلس", "place")]);
    }

    #[test]
    fn a_run_of_proper_nouns_is_a_name() {
        let block = "# sent_id = s1\n# text = Ann Lee du Nord\n1\tAnn\t_\tPROPN\n2\tLee\t_\tPROPN\n3-4\tdu\t_\t_\n\
            3\tde\t_\tADP\n4\tle\t_\tDET\n5\tNord\t_\tPROPN";
        let sentence = proper_nouns(block).unwrap();
        let names: Vec<&str> = sentence.names.iter().map(|name| name.span.slice(&sentence.text)).collect();
        assert_eq!(names, ["Ann Lee", "Nord"]);
    }
}
