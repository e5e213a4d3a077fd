//! The stages' context, made once: lexicons, models, registers.

use crate::agreements::carried;
use extraction::{EnglishReader, GlossReader, Reader};
use model::{Actor, Agreement, Language};
use resolution::Resolver;
use std::sync::Arc;

/// Everything that reading needs beside the report.
pub struct Stages {
    readers: Vec<Box<dyn Reader + Send + Sync>>,
    resolver: Resolver,
    agreements: Vec<Agreement>,
}

impl Stages {
    /// The readers and registers that the program carries.
    pub fn embedded() -> Self {
        let english = EnglishReader::english();
        let lexicon = english.lexicon();
        let mut readers: Vec<Box<dyn Reader + Send + Sync>> = vec![Box::new(english)];
        for language in [Language::French, Language::Russian, Language::Arabic] {
            if let Some(reader) = GlossReader::new(language, Arc::clone(&lexicon)) {
                readers.push(Box::new(reader));
            }
        }
        Self::new(readers, Resolver::embedded())
    }

    /// Other readers, or another register: for tests that exchange the parties.
    pub fn new(readers: Vec<Box<dyn Reader + Send + Sync>>, resolver: Resolver) -> Self {
        Self { readers, resolver, agreements: carried() }
    }

    /// The first reader that reads a language.
    pub fn reader(&self, language: Language) -> Option<&(dyn Reader + Send + Sync)> {
        self.readers.iter().map(AsRef::as_ref).find(|reader| reader.reads(language))
    }

    /// Who resolves names, places and times.
    pub fn resolver(&self) -> &Resolver {
        &self.resolver
    }

    /// The actors of the register.
    pub fn actors(&self) -> &[Actor] {
        self.resolver.register().actors()
    }

    /// The agreements that the program carries.
    pub fn agreements(&self) -> &[Agreement] {
        &self.agreements
    }
}
