//! Copies and origins; claims to incidents, figures and contested facts.
