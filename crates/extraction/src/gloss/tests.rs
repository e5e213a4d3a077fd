//! Every embedded table and model is whole.

use crate::GlossReader;
use crate::Lexicon;
use model::Language;
use std::sync::Arc;

#[test]
fn every_language_has_its_model_and_its_table() {
    let lexicon = Arc::new(Lexicon::english());
    for language in [Language::French, Language::Russian, Language::Arabic] {
        let reader = GlossReader::new(language, Arc::clone(&lexicon)).unwrap();
        assert!(reader.is_whole(), "{language:?}");
    }
    assert!(GlossReader::new(Language::Other, lexicon).is_none());
}
