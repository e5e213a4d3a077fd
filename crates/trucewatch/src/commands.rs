//! One command a file.

pub mod agreement;
pub mod brief;
pub mod case;
pub mod compare;
pub mod cosign;
pub mod demo;
pub mod explain;
pub mod export;
pub mod extract;
pub mod finding;
pub mod fuse;
pub mod impartiality;
pub mod incident;
pub mod line;
pub mod obligations;
pub mod origin;
pub mod prove;
pub mod read;
pub mod rebuild;
pub mod rules;
pub mod screen;
pub mod serve;
pub mod source;
pub mod verify;
pub mod why;
pub mod witness;
