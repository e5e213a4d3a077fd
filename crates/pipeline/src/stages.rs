//! The stages' context, made once: lexicons, models, registers.

use extraction::{EnglishReader, Reader};
use model::Language;
use resolution::Resolver;

/// Everything that reading needs beside the report.
pub struct Stages {
    readers: Vec<Box<dyn Reader + Send + Sync>>,
    resolver: Resolver,
}

impl Stages {
    /// The readers and registers that the program carries.
    pub fn embedded() -> Self {
        Self::new(vec![Box::new(EnglishReader::english())], Resolver::embedded())
    }

    /// Other readers, or another register: for tests that exchange the parties.
    pub fn new(readers: Vec<Box<dyn Reader + Send + Sync>>, resolver: Resolver) -> Self {
        Self { readers, resolver }
    }

    /// The first reader that reads a language.
    pub fn reader(&self, language: Language) -> Option<&(dyn Reader + Send + Sync)> {
        self.readers.iter().map(AsRef::as_ref).find(|reader| reader.reads(language))
    }

    /// Who resolves names, places and times.
    pub fn resolver(&self) -> &Resolver {
        &self.resolver
    }
}
