//! ECB+ (Cybulska and Vossen 2014): reports by topic, cut into sentences and words, with mentions of events and of which of
//! them are one. Of the publisher's mentions those in the sentences that it lists as annotated for coreference are kept.

use crate::corpora::markup::{attribute, unescaped};
use crate::corpora::{files_in, text_of};
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A mention of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The sentence.
    pub sentence: usize,
    /// Its words, as places in the sentence.
    pub words: Vec<usize>,
    /// The event, under a name of the publisher's that holds for the topic; `None` where it is told once.
    pub event: Option<String>,
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its topic.
    pub topic: u32,
    /// Its name.
    pub name: String,
    /// Its sentences, each a list of words.
    pub sentences: Vec<Vec<String>>,
    /// The mentions of events.
    pub mentions: Vec<Mention>,
}

/// The reports of the folder, by topic and name.
pub fn read(folder: &Path) -> Result<Vec<Document>> {
    let listed = listed(&text_of(&folder.join("ECBplus_coreference_sentences.csv"))?);
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut documents = Vec::new();
    for entry in entries {
        let path = entry?.path();
        for file in if path.is_dir() { files_in(&path, ".xml")? } else { Vec::new() } {
            let name = file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            documents.extend(document(&name, &text_of(&file)?, &listed));
        }
    }
    documents.sort_by(|a, b| (a.topic, &a.name).cmp(&(b.topic, &b.name)));
    Ok(documents)
}

/// Topic and report (`1_10ecbplus`) and the sentences that are annotated.
fn listed(csv: &str) -> BTreeSet<(String, usize)> {
    let row = |line: &str| {
        let mut cells = line.trim().split(',');
        let (topic, file) = (cells.next()?, cells.next()?);
        Some((format!("{topic}_{file}"), cells.next()?.parse().ok()?))
    };
    csv.lines().filter_map(row).collect()
}

fn document(name: &str, xml: &str, listed: &BTreeSet<(String, usize)>) -> Option<Document> {
    let topic = name.split('_').next()?.parse().ok()?;
    let mut sentences: Vec<Vec<String>> = Vec::new();
    let mut places: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for element in xml.split("<token ").skip(1) {
        let (tag, rest) = element.split_once('>')?;
        let sentence: usize = attribute(tag, "sentence")?.parse().ok()?;
        sentences.resize_with(sentences.len().max(sentence + 1), Vec::new);
        let words = sentences.get_mut(sentence)?;
        places.insert(attribute(tag, "t_id")?.to_owned(), (sentence, words.len()));
        words.push(unescaped(rest.split_once("</token>")?.0));
    }
    let events = events(name, xml);
    let is_listed = |mention: &Mention| listed.contains(&(name.to_owned(), mention.sentence));
    let mentions = actions(xml).filter_map(|(id, anchors)| {
        let at: Vec<(usize, usize)> = anchors.iter().filter_map(|anchor| places.get(*anchor).copied()).collect();
        let sentence = at.first()?.0;
        let words = at.into_iter().filter(|place| place.0 == sentence).map(|place| place.1).collect();
        Some(Mention { sentence, words, event: events.get(id).cloned() })
    });
    let mentions = mentions.filter(is_listed).collect();
    Some(Document { topic, name: name.to_owned(), sentences, mentions })
}

/// The marked actions, also negated ones: id and words. What describes a whole event has no words.
fn actions(xml: &str) -> impl Iterator<Item = (&str, Vec<&str>)> {
    let elements = xml.split('<').scan(None, |open: &mut Option<(&str, Vec<&str>)>, element| {
        let closed =
            if element.starts_with("/ACTION") || element.starts_with("/NEG_ACTION") { open.take() } else { None };
        if (element.starts_with("ACTION") || element.starts_with("NEG_ACTION")) && !element.contains("/>") {
            *open = attribute(element, "m_id").map(|id| (id, Vec::new()));
        }
        if let Some((_, words)) = open.as_mut().filter(|_| element.starts_with("token_anchor")) {
            words.extend(attribute(element, "t_id"));
        }
        Some(closed)
    });
    elements.flatten()
}

/// Mention to event. Events told in one report only are named after the report.
fn events(name: &str, xml: &str) -> BTreeMap<String, String> {
    let mut events = BTreeMap::new();
    for (kind, close) in [("<CROSS_DOC_COREF ", "</CROSS_DOC_COREF>"), ("<INTRA_DOC_COREF ", "</INTRA_DOC_COREF>")] {
        for element in xml.split(kind).skip(1).filter_map(|rest| rest.split(close).next()) {
            let Some((tag, inside)) = element.split_once('>') else { continue };
            let number = || Some(format!("{name}/{}", attribute(tag, "r_id")?));
            let Some(event) = attribute(tag, "note").map(str::to_owned).or_else(number) else { continue };
            let sources = inside.split("<source ").skip(1).filter_map(|source| attribute(source, "m_id"));
            events.extend(sources.map(|id| (id.to_owned(), event.clone())));
        }
    }
    events
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = r#"<Document doc_name="7_1ecb.xml">
<token t_id="1" sentence="0" number="0">A</token>
<token t_id="2" sentence="0" number="1">blast &amp; fire</token>
<token t_id="3" sentence="1" number="0">Later</token>
<token t_id="4" sentence="1" number="1">died</token>
<Markables>
<ACTION_OCCURRENCE m_id="5"  >
  <token_anchor t_id="2"/>
</ACTION_OCCURRENCE>
<NEG_ACTION_STATE m_id="6"  >
  <token_anchor t_id="4"/>
</NEG_ACTION_STATE>
<TIME_DATE m_id="8"  >
  <token_anchor t_id="3"/>
</TIME_DATE>
<ACTION_OCCURRENCE m_id="9" RELATED_TO="" TAG_DESCRIPTOR="the_blast" instance_id="ACT1" />
</Markables>
<Relations>
<CROSS_DOC_COREF r_id="1" note="ACT1" >
  <source m_id="5" />
  <target m_id="9" />
</CROSS_DOC_COREF>
</Relations>
</Document>"#;

    #[test]
    fn words_mentions_and_events_are_read() {
        let listed = listed("Topic,File,Sentence Number\n7,1ecb,0\n7,1ecb,1\n");
        let read = document("7_1ecb", REPORT, &listed).unwrap();
        assert_eq!((read.topic, read.sentences[0][1].as_str()), (7, "blast & fire"));
        let blast = Mention { sentence: 0, words: vec![1], event: Some("ACT1".to_owned()) };
        assert_eq!(read.mentions, [blast, Mention { sentence: 1, words: vec![1], event: None }]);
        let only_first = BTreeSet::from([("7_1ecb".to_owned(), 0)]);
        assert_eq!(document("7_1ecb", REPORT, &only_first).unwrap().mentions.len(), 1);
    }
}
