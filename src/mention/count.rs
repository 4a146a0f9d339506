//! Counts of projects.
use super::Mention;
use crate::lexicon::Lexicon;
use crate::segment::Sentence;
/// A count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Number.
    pub value: u64,
    /// Unit.
    pub unit: String,
    /// What is counted, as written.
    pub noun: Option<String>,
}
/// Counts.
pub fn counts(_s: &Sentence<'_>, _l: &Lexicon) -> Vec<Mention<Count>> {
    Vec::new()
}
