//! Words of counts of projects, from `data/counts.tsv`.

use super::{DataFile, Fault, WordSet};

/// Words of counts.
#[derive(Debug)]
pub struct CountWords {
    /// Classifiers behind the number.
    pub units: WordSet,
    /// What is counted.
    pub nouns: WordSet,
    /// What happened to the things counted, before the number.
    pub verbs: WordSet,
    /// Between noun and number.
    pub links: WordSet,
    /// Behind the unit when the noun stands before the number.
    pub follow: WordSet,
    /// Behind number and unit: no count of projects.
    pub not: WordSet,
    /// Ranks of what is counted, which begin like a `not`.
    pub levels: WordSet,
    /// Counted nouns that are parts of one project.
    pub parts: WordSet,
    /// Words for the money of what is counted, where the noun is left out.
    pub money: WordSet,
    /// Words that make a total that of a whole division (全市).
    pub scopes: WordSet,
}

impl CountWords {
    pub(super) fn parse(file: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
        const KINDS: [&str; 10] = ["unit", "noun", "verb", "link", "follow", "not", "part", "money", "scope", "level"];
        let mut lists: [Vec<String>; 10] = Default::default();
        for row in file.rows(2, faults) {
            match KINDS.iter().position(|k| *k == row.cells[0]) {
                Some(kind) => lists[kind].extend(row.cells[1].split_whitespace().map(str::to_owned)),
                None => faults.push(row.fault(format!("{} is none of {}", row.cells[0], KINDS.join(", ")))),
            }
        }
        let [units, nouns, verbs, links, follow, not, parts, money, scopes, levels] =
            lists.map(|list| WordSet::new(&list));
        Self { units, nouns, verbs, links, follow, not, parts, money, scopes, levels }
    }
}
