//! What made a derived thing: every claim, incident and proposal names it.

use std::fmt;

/// A method and its version. Two outputs of one method and version on one input are the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Method {
    /// Its name, such as `english-clauses`.
    pub name: &'static str,
    /// Its version, raised with every change that can change an output.
    pub version: u32,
}

impl fmt::Display for Method {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.name, self.version)
    }
}
