//! Canonical bytes, Merkle log, checkpoints, proofs and the verifier.
