//! Names in sentences, a token a line with IOB2 labels: Universal NER (Mayhew et al. 2024), which gives the sentence as its
//! publisher wrote it, and Wojood (Jarrar, Khalilia and Ghanem 2022), which gives tokens alone.

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
    let tokens: Vec<(&str, &str)> = block.lines().filter_map(|line| line.trim().rsplit_once(' ')).collect();
    let text = tokens.iter().map(|(form, _)| *form).collect::<Vec<_>>().join(" ");
    let lines: String = tokens.iter().map(|(form, tag)| format!("1\t{form}\t{tag}\n")).collect();
    sentence(&format!("# sent_id = {}\n# text = {text}\n{lines}", number + 1))
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
}
