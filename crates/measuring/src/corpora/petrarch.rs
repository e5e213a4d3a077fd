//! The validation records of PETRARCH (unit sentences, many on invented countries) and PETRARCH2 (news), with CAMEO codes
//! of who did what to whom.

use crate::corpora::markup::{attribute, element, unescaped, without_comments};
use crate::corpora::text_of;
use anyhow::Result;
use std::path::Path;

/// A sentence and the pairs of actors that are coded for it.
pub struct Record {
    /// The publisher's id.
    pub id: String,
    /// The sentence or sentences.
    pub text: String,
    /// Source and target codes, each pair once.
    pub pairs: Vec<(String, String)>,
}

/// The records of a file that hold a text; those that only test how a coder takes a broken record are left out.
pub fn read(file: &Path) -> Result<Vec<Record>> {
    let text = without_comments(&text_of(file)?);
    Ok(text.split("<Sentence ").skip(1).filter_map(record).collect())
}

fn record(block: &str) -> Option<Record> {
    let mut tags = block.split("<EventCoding").skip(1).filter_map(|rest| rest.split('>').next());
    if tags.any(|tag| attribute(tag, "error").is_some()) {
        return None;
    }
    let mut pairs: Vec<(String, String)> = block
        .split("<EventCoding")
        .skip(1)
        .filter_map(|rest| {
            let tag = rest.split('>').next()?;
            Some((attribute(tag, "sourcecode")?.to_owned(), attribute(tag, "targetcode")?.to_owned()))
        })
        .collect();
    pairs.sort();
    pairs.dedup();
    let words = unescaped(element(block, "Text")?);
    Some(Record {
        id: attribute(block, "id")?.trim().to_owned(),
        text: words.split_whitespace().collect::<Vec<_>>().join(" "),
        pairs,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_in_either_form() {
        let block = r#"date="19950108" id="D-1"><EventCoding sourcecode="AAA" targetcode="BBBGOV" eventcode="032"></EventCoding><EventCoding eventcode="1" sourcecode="AAA" targetcode="BBBGOV" /><EventCoding noevents = "True" /><Text>
One two
three. </Text>"#;
        let record = record(block).unwrap();
        assert_eq!(record.text, "One two three.");
        assert_eq!(record.pairs, [("AAA".to_owned(), "BBBGOV".to_owned())]);
    }

    #[test]
    fn broken_records_are_left_out() {
        assert!(
            super::record(r#"id="E-1"><EventCoding error="bad_input_parse"></EventCoding><Text>One.</Text>"#).is_none()
        );
    }
}
