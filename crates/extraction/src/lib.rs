//! Document to mentions and claims, each with its span.
