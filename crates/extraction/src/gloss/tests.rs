//! Sentences of each language: who did what, said by whom, to whom, and whether at all.

use crate::testing::document_in;
use crate::{Extraction, GlossReader, Lexicon, Reader};
use model::{Claim, ClaimKind, Filler, Language, Polarity, ReportId, Role, Tense};
use std::sync::{Arc, LazyLock};

static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(|| Arc::new(Lexicon::english()));

/// What was read in a line, and the line.
struct Told {
    extraction: Extraction,
    text: String,
}

fn read(language: Language, text: &str) -> Told {
    let reader = GlossReader::new(language, Arc::clone(&LEXICON)).unwrap();
    let extraction = reader.read(&ReportId::new("r-test").unwrap(), &document_in(language, text), &[]);
    Told { extraction, text: text.to_owned() }
}

impl Told {
    fn claim(&self, kind: ClaimKind) -> &Claim {
        let found = self.extraction.claims.iter().find(|claim| claim.kind == kind);
        found.unwrap_or_else(|| panic!("{:?} in {}: {:?}", kind, self.text, self.extraction.claims))
    }

    fn role(&self, kind: ClaimKind, role: Role) -> Vec<String> {
        let fillers = self.claim(kind).roles.get(&role).cloned().unwrap_or_default();
        let words = |filler: Filler| match filler {
            Filler::Mention(mention) => self.extraction.mentions[mention.0].text.clone(),
            Filler::Words(span) => span.slice(&self.text).to_owned(),
        };
        fillers.into_iter().map(words).collect()
    }
}

#[test]
fn every_language_has_its_model_and_its_table() {
    for language in [Language::French, Language::Russian, Language::Arabic] {
        assert!(GlossReader::new(language, Arc::clone(&LEXICON)).unwrap().is_whole(), "{language:?}");
    }
    assert!(GlossReader::new(Language::Other, Arc::clone(&LEXICON)).is_none());
}

#[test]
fn another_language_is_kept_and_said_to_be_unread() {
    let reader = GlossReader::new(Language::French, Arc::clone(&LEXICON)).unwrap();
    let turkish = document_in(Language::Other, "Taraflar ateşkes imzaladı .");
    let read = reader.read(&ReportId::new("r-test").unwrap(), &turkish, &[]);
    assert!(read.notes.iter().any(|note| note.code == "language-not-read"));
}

#[test]
fn french_days_are_no_objects_and_two_words_negate() {
    let told = read(Language::French, "Les rebelles ont attaqué lundi la base de Tarn .");
    assert_eq!(told.role(ClaimKind::ArmedClash, Role::Target), ["la base de Tarn"]);
    let told = read(Language::French, "Les rebelles n' ont pas attaqué la base de Tarn .");
    assert_eq!(told.claim(ClaimKind::ArmedClash).polarity, Polarity::Negated);
}

#[test]
fn french_speech_behind_a_comma_has_its_speaker() {
    let told = read(Language::French, "L' armée a pilonné la gare , a déclaré le maire .");
    let speaker = told.claim(ClaimKind::Shelling).attribution.speaker.unwrap();
    assert_eq!(told.extraction.mentions[speaker.0].text, "le maire");
}

#[test]
fn russian_cases_tell_who_did_what() {
    let told = read(Language::Russian, "Город обстрелян боевиками .");
    assert_eq!(told.role(ClaimKind::Shelling, Role::Agent), ["боевиками"]);
    let told = read(Language::Russian, "Стороны подпишут соглашение о перемирии .");
    assert_eq!(told.claim(ClaimKind::Signature).tense, Tense::Future);
}

#[test]
fn arabic_verbs_stand_before_their_subjects() {
    let told = read(Language::Arabic, "وقعت الحكومة الاتفاق .");
    assert_eq!(told.role(ClaimKind::Signature, Role::Agent), ["الحكومة"]);
    let told = read(Language::Arabic, "لم توقع الحكومة الاتفاق .");
    assert_eq!(told.claim(ClaimKind::Signature).polarity, Polarity::Negated);
}
