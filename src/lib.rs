//! **zhaoshang** (招商) reads crawled dumps of Chinese regional news and gives every investment project in
//! them as one flat [`record::Record`] with the sentence that proves it.
//!
//! The modules stand in the order of the data flow: [`read`] → [`decode`] → [`page`] → [`normalize`] →
//! [`segment`] → [`mention`] → [`assemble`] → [`record`] → [`mod@write`]; [`lexicon`] holds every word list,
//! [`extract`] strings the stages together, [`batch`] runs them over many documents, [`eval`] scores.
//! Everything but `read`, `write` and `batch` touches no file, environment or terminal.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod assemble;
pub mod batch;
pub mod decode;
pub mod eval;
pub mod extract;
pub mod identity;
mod letter;
pub mod lexicon;
pub mod mention;
pub mod normalize;
pub mod page;
pub mod read;
pub mod record;
pub mod segment;
pub mod span;
pub mod write;
