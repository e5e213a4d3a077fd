//! The stages in their order; the only crate that sees them all.
