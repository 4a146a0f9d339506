//! Words of counts of projects, from `data/counts.tsv`.

use super::word_set::word_lists;
use super::{DataFile, Fault, WordSet};

word_lists! {
    /// Words of counts.
    CountWords {
        /// Classifiers behind the number.
        units = "unit",
        /// What is counted.
        nouns = "noun",
        /// What happened to the things counted, before the number.
        verbs = "verb",
        /// Between noun and number.
        links = "link",
        /// Behind the unit when the noun stands before the number.
        follow = "follow",
        /// Behind number and unit: no count of projects.
        not = "not",
        /// Right before the number: what else is counted.
        others = "other",
        /// Ranks of what is counted, which begin like a `not`.
        levels = "level",
        /// Counted nouns that are parts of one project.
        parts = "part",
        /// Words for the money of what is counted, where the noun is left out.
        money = "money",
        /// Words that make a total that of a whole division (全市).
        scopes = "scope",
        /// Ends what is counted where that is firms, with or without their noun.
        firms = "firm",
    }
}
