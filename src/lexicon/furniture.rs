//! Phrases of page furniture, from `data/furniture.tsv`.

use super::{DataFile, Fault};

/// Phrases that stand in page furniture, not in articles.
#[derive(Debug, Default)]
pub struct Furniture {
    /// The phrases.
    pub phrases: Vec<String>,
}

impl Furniture {
    pub(super) fn parse(file: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
        Self { phrases: file.rows(1, faults).into_iter().map(|r| r.cells[0].to_owned()).collect() }
    }
}
