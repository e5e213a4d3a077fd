//! The nouns as versioned lines: docs, readings, incidents, agreement files.
