//! Agreements and incidents to a board and proposals with reasons.
