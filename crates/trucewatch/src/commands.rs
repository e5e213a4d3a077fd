//! One command a file.

pub mod agreement;
pub mod brief;
pub mod demo;
pub mod explain;
pub mod export;
pub mod extract;
pub mod finding;
pub mod fuse;
pub mod incident;
pub mod origin;
pub mod read;
pub mod rebuild;
pub mod serve;
pub mod source;
pub mod verify;
pub mod why;
