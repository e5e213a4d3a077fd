//! The record as brief, map, tables and lines. Data in, bytes out.
//!
//! The same record gives the same bytes. It must not know how anything was derived, nor ask a file, a clock or the net:
//! what it shows stands in the record, and what the record does not hold is written "unknown".

pub mod basemap;
pub mod brief;
pub mod explanation;
pub mod export;
pub mod fieldwork;
pub mod ics;
pub mod map;
pub mod past;
mod period;
pub mod queue;
pub mod screening;
mod svg;
#[cfg(test)]
mod testing;
pub mod timeline;
pub mod treated;
pub mod wording;

pub use period::Period;
