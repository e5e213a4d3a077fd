//! The corpora: which are learned from, which are held out, and what their labels mean.

use std::error::Error;
use std::fs::read_to_string;
use std::path::Path;

use grammar::NameKind;
use grammar::train::{NamedSentence, columns};

use crate::lists::Words;
use crate::{gum, re3d};

/// The own guidelines' sentences are few, and seen so many times as often as the others.
const OWN_WEIGHT: usize = 5;

/// Sentences to learn from, their documents numbered.
#[derive(Default)]
pub(crate) struct Collection {
    pub(crate) sentences: Vec<NamedSentence>,
    documents: usize,
}

impl Collection {
    pub(crate) fn add(&mut self, sentences: Vec<NamedSentence>, own: bool) {
        let first = self.documents + 1;
        for sentence in sentences {
            let document = first + sentence.document;
            self.documents = self.documents.max(document);
            self.sentences.push(NamedSentence { document, own, ..sentence });
        }
    }

    /// Adds sentences that belong to no document.
    fn add_apart(&mut self, sentences: Vec<NamedSentence>, own: bool) {
        sentences.into_iter().for_each(|sentence| self.add(vec![sentence], own));
    }
}

/// What is learned from: the names of UNER English-EWT dev, wikigold, CrossNER politics, WNUT17, GUM, half of re3d.
pub(crate) fn training(folder: &Path, titles: &Words) -> Result<Vec<NamedSentence>, Box<dyn Error>> {
    let read = |name: &str| read_to_string(folder.join(name));
    let mut data = Collection::default();
    for _ in 0..OWN_WEIGHT {
        let sentences = columns(&read("uner/en_ewt-ud-dev.iob2")?, 1, 2, uner);
        let unmarked = |sentence| NamedSentence { others_unmarked: true, ..sentence };
        data.add(sentences.into_iter().map(unmarked).collect(), true);
    }
    attributed(folder, &mut data, false)?;
    // Its names are cut as the own guidelines have it.
    gum::read(&folder.join("gum-open"), titles)?.into_iter().for_each(|document| data.add(document, true));
    re3d::read(&folder.join("re3d"), titles, false)?.into_iter().for_each(|document| data.add(document, false));
    Ok(data.sentences)
}

/// The sets whose licences ask for no more than attribution: wikigold, CrossNER politics, WNUT17.
pub(crate) fn attributed(folder: &Path, data: &mut Collection, own: bool) -> Result<(), Box<dyn Error>> {
    let read = |name: &str| read_to_string(folder.join(name));
    data.add(columns(&read("ner/wikigold/CONLL-format/data/wikigold.conll.txt")?, 0, 1, uner), own);
    for part in ["train", "dev", "test"] {
        data.add_apart(columns(&read(&format!("ner/crossner-politics/{part}.txt"))?, 0, 1, politics), own);
    }
    for part in ["train/wnut17train.conll", "dev/emerging.dev.conll", "test/emerging.test.annotated"] {
        data.add_apart(columns(&read(&format!("ner/WNUT17/CONLL-format/data/{part}"))?, 0, 1, wnut), own);
    }
    Ok(())
}

/// Sets by name.
pub(crate) type Sets = Vec<(&'static str, Vec<NamedSentence>)>;

/// What is never learned from.
pub(crate) fn held_out(folder: &Path, titles: &Words) -> Result<Sets, Box<dyn Error>> {
    let read = |name: &str| read_to_string(folder.join("uner").join(name)).map(|text| columns(&text, 1, 2, uner));
    let mut re3d = Collection::default();
    re3d::read(&folder.join("re3d"), titles, true)?.into_iter().for_each(|document| re3d.add(document, false));
    Ok(vec![
        ("UNER EWT test", read("en_ewt-ud-test.iob2")?),
        ("UNER PUD", read("en_pud-ud-test.iob2")?),
        ("re3d, names of the half held out", re3d.sentences),
    ])
}

pub(crate) fn uner(label: &str) -> Option<NameKind> {
    match label {
        "PER" => Some(NameKind::Person),
        "ORG" => Some(NameKind::Organisation),
        "LOC" => Some(NameKind::Place),
        "MISC" => Some(NameKind::Other),
        _ => None,
    }
}

fn wnut(label: &str) -> Option<NameKind> {
    match label {
        "person" => Some(NameKind::Person),
        "corporation" | "group" => Some(NameKind::Organisation),
        "location" => Some(NameKind::Place),
        "product" | "creative-work" => Some(NameKind::Other),
        _ => None,
    }
}

fn politics(label: &str) -> Option<NameKind> {
    match label {
        "person" | "politician" => Some(NameKind::Person),
        "organisation" | "politicalparty" => Some(NameKind::Organisation),
        "location" | "country" => Some(NameKind::Place),
        _ => Some(NameKind::Other),
    }
}
