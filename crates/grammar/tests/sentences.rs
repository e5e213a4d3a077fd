//! Worked sentences of the news whose analysis must hold, whatever model is shipped.
#![expect(clippy::indexing_slicing, reason = "a test may panic; its helpers stand outside of test functions")]

use std::sync::LazyLock;

use grammar::{Analyzer, Relation, Tag, Upos, Word, tree};

static ENGLISH: LazyLock<Analyzer> = LazyLock::new(Analyzer::english);

struct Read {
    tokens: Vec<&'static str>,
    words: Vec<Word>,
}

fn read(text: &'static str) -> Read {
    let tokens: Vec<&str> = text.split(' ').collect();
    let words = ENGLISH.analyze(&tokens);
    Read { tokens, words }
}

impl Read {
    fn at(&self, token: &str) -> usize {
        self.tokens.iter().position(|other| *other == token).expect("the sentence has this token")
    }

    fn word(&self, token: &str) -> &Word {
        &self.words[self.at(token)]
    }

    /// Asserts that a token hangs on another with a relation.
    fn holds(&self, token: &str, relation: Relation, head: &str) {
        let word = self.word(token);
        let found = word.head.map(|head| self.tokens[head]);
        assert_eq!((word.relation, found), (relation, Some(head)), "{token} in {:?}", self.tokens.join(" "));
    }

    fn root(&self, token: &str) {
        assert_eq!(tree::root(&self.words), Some(self.at(token)), "root of {:?}", self.tokens.join(" "));
    }
}

#[test]
fn a_passive_has_its_sufferer_as_subject() {
    let read = read("Three civilians were killed by shelling in Tripoli on Monday .");
    read.root("killed");
    assert_eq!((read.word("killed").tag, read.word("killed").lemma.as_str()), (Tag::Vbn, "kill"));
    read.holds("civilians", Relation::NsubjPass, "killed");
    read.holds("Three", Relation::Nummod, "civilians");
    read.holds("were", Relation::AuxPass, "killed");
    // A noun in -ing: the treebanks hang "by" on it as `case` or as `mark`; the place in the tree is the same.
    assert_eq!(read.word("by").head, Some(read.at("shelling")));
    assert_eq!(read.word("shelling").head, Some(read.at("killed")));
    assert_eq!(read.word("Tripoli").upos, Upos::Propn);
}

#[test]
fn a_clause_under_a_preposition_is_marked() {
    let read = read("Haftar left Moscow without signing the agreement .");
    read.root("left");
    assert_eq!(read.word("left").lemma, "leave");
    read.holds("Haftar", Relation::Nsubj, "left");
    read.holds("Moscow", Relation::Obj, "left");
    read.holds("signing", Relation::Advcl, "left");
    read.holds("without", Relation::Mark, "signing");
    read.holds("agreement", Relation::Obj, "signing");
}

#[test]
fn quoted_speech_hangs_together_with_its_verb() {
    let read = read("\" We will not sign , \" said Haftar .");
    read.holds("Haftar", Relation::Nsubj, "said");
    read.holds("We", Relation::Nsubj, "sign");
    read.holds("not", Relation::Advmod, "sign");
}

#[test]
fn typographic_marks_change_nothing() {
    let plain = read("\" We did n't sign , \" said Libya 's Haftar .");
    let typographic = read("“ We did n’t sign , ” said Libya ’s Haftar .");
    for (one, other) in plain.words.iter().zip(&typographic.words).filter(|(word, _)| word.upos != Upos::Punct) {
        assert_eq!((one.tag, one.head, one.relation), (other.tag, other.head, other.relation));
    }
}

#[test]
fn reported_speech_is_a_complement() {
    let read = read("Gen. Khalifa Haftar said on Monday that his forces had seized the airport .");
    read.root("said");
    read.holds("seized", Relation::Ccomp, "said");
    read.holds("that", Relation::Mark, "seized");
    read.holds("forces", Relation::Nsubj, "seized");
    read.holds("airport", Relation::Obj, "seized");
    assert_eq!(read.word("Haftar").tag, Tag::Nnp);
}

#[test]
fn a_headline_keeps_its_verb() {
    let read = read("Haftar Leaves Moscow Without Signing Ceasefire Deal");
    assert!(read.word("Leaves").tag.is_verb(), "{:?}", read.word("Leaves"));
    assert_eq!(read.word("Leaves").lemma, "leave");
    read.holds("Haftar", Relation::Nsubj, "Leaves");
}

#[test]
fn every_sentence_becomes_one_tree() {
    for text in ["", ".", "Haftar", "AND AND AND", "— — “", "the of and to in a is 3 % $ @"] {
        let tokens: Vec<&str> = text.split(' ').filter(|token| !token.is_empty()).collect();
        let words = ENGLISH.analyze(&tokens);
        assert_eq!(words.len(), tokens.len());
        assert_eq!(words.iter().filter(|word| word.head.is_none()).count(), usize::from(!tokens.is_empty()));
        for at in 0..words.len() {
            assert!(tree::heads(&words, at).all(|head| head != at), "a circle in {text:?}");
        }
    }
}

#[test]
fn tags_alone_agree_with_the_full_analysis() {
    let tokens: Vec<&str> = "Two soldiers wounded in an ambush died on Sunday .".split(' ').collect();
    let tags: Vec<Tag> = ENGLISH.tag(&tokens).iter().map(|word| word.tag).collect();
    let full: Vec<Tag> = ENGLISH.analyze(&tokens).iter().map(|word| word.tag).collect();
    assert_eq!(tags, full);
    assert_eq!((tags[2], tags[6]), (Tag::Vbn, Tag::Vbd));
}
