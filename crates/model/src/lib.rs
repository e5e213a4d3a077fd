//! The nouns of a ceasefire's record, and their invariants. No algorithms, no input or output.
