//! The speeches of a document: every attribution of each sentence, in the order of the cues.

use super::sentences::Read;
use crate::attribution::speeches;
use crate::lexicon::Lexicon;
use model::Speech;

/// Makes the speeches of a document.
pub(super) fn make(lexicon: &Lexicon, read: &Read<'_>) -> Vec<Speech> {
    let mut found = Vec::new();
    for number in 0..read.trees.len() {
        let Some(sentence) = read.sentence(number, lexicon).filter(|sentence| sentence.tree.parsed) else { continue };
        let issuer = read.issuers.get(number).copied().flatten();
        let quoted = read.quotations.iter().any(|quotation| (quotation.first.0..=quotation.last.0).contains(&number));
        let mut here = speeches::find(&sentence, issuer, quoted);
        here.sort_by_key(|speech| (speech.cue.start(), speech.cue.end()));
        here.dedup_by_key(|speech| speech.cue);
        found.append(&mut here);
    }
    found
}
