//! What made a derived thing: every claim, incident and proposal names it.

use std::borrow::Cow;
use std::fmt;

/// A method and its version. Two outputs of one method and version on one input are the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Method {
    /// Its name, such as `english-clauses`.
    pub name: Cow<'static, str>,
    /// Its version, raised with every change that can change an output.
    pub version: u32,
}

impl Method {
    /// A method of ours.
    pub const fn new(name: &'static str, version: u32) -> Self {
        Self { name: Cow::Borrowed(name), version }
    }

    /// Reads `name/version`.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, version) = text.rsplit_once('/')?;
        Some(Self { name: Cow::Owned(name.to_owned()), version: version.parse().ok()? })
    }
}

impl fmt::Display for Method {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.name, self.version)
    }
}
