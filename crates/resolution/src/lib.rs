//! Mentions to actors, places and times, or a typed ambiguity.
