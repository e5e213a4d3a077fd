//! The record as brief, map, tables and lines. Data in, bytes out.
