//! The published ways of scoring, one a file, each with its reference and a worked example as its test. They know neither
//! corpora nor readings: plain values in, counts out.

pub mod assignment;
pub mod distance;
pub mod entities;
pub mod labels;
pub mod partitions;
pub mod shingles;
pub mod spans;
