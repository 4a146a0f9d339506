//! A list of words that is asked what stands at a place of a text.

use std::ops::Range;

use super::finder::Finder;

/// A struct of word lists, each the kind of a table of `kind, words (blank-separated)`, with its parser.
macro_rules! word_lists {
    ($(#[$meta:meta])* $name:ident { $($(#[$fmeta:meta])* $field:ident = $label:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug)]
        pub struct $name { $($(#[$fmeta])* pub $field: WordSet),* }

        impl $name {
            pub(super) fn parse(file: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
                let kinds = [$($label),*];
                let mut lists = kinds.map(|_| Vec::new());
                for row in file.rows(2, faults) {
                    match kinds.iter().position(|k| *k == row.cells[0]) {
                        Some(kind) => lists[kind].extend(row.cells[1].split_whitespace().map(str::to_owned)),
                        None => faults.push(row.fault(format!("{} is none of {}", row.cells[0], kinds.join(", ")))),
                    }
                }
                let [$($field),*] = lists.map(WordSet::new::<String>);
                Self { $($field),* }
            }
        }
    };
}
pub(super) use word_lists;

/// A list of words, ready to be looked up anywhere in a text.
#[derive(Debug, Clone, Default)]
pub struct WordSet {
    words: Finder,
}

impl WordSet {
    pub(super) fn new<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Self {
        let words: Vec<W> = words.into_iter().collect();
        Self { words: Finder::new(words.iter().map(AsRef::as_ref)) }
    }

    /// Leftmost-longest hits in `text` as (index of the word, start, end).
    pub fn hits<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize, usize)> + 'a {
        self.words.hits(text).map(|h| (h.word, h.start, h.end))
    }

    /// Where words of the set stand in `text`, the longest at each place, without overlaps.
    pub fn places<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        self.words.hits(text).map(|h| h.start..h.end)
    }

    /// Whether any word of the set stands in `text`.
    pub fn within(&self, text: &str) -> bool {
        self.words.hits(text).next().is_some()
    }

    /// The index of a whole word.
    pub fn get(&self, word: &str) -> Option<usize> {
        self.words.get(word)
    }

    /// Whether the text is a word of the set.
    pub fn contains(&self, text: &str) -> bool {
        self.words.get(text).is_some()
    }

    /// The longest word that begins at byte `at` of `text`, as (index, end).
    pub fn at(&self, text: &str, at: usize) -> Option<(usize, usize)> {
        self.words.beginning(text.get(at..)?).map(|(length, word)| (word, at + length))
    }

    /// The longest word that ends at byte `end` of `text`, as (index, start).
    pub fn ending(&self, text: &str, end: usize) -> Option<(usize, usize)> {
        self.words.ending(text.get(..end)?).map(|(length, word)| (word, end - length))
    }

    /// Whether a word may end in the character; it may say yes where none does.
    pub fn may_end(&self, last: char) -> bool {
        self.words.may_end(last)
    }

    /// The longest word that begins `text`.
    pub fn prefix<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.words.beginning(text).map(|(length, _)| &text[..length])
    }

    /// The longest word that ends `text`.
    pub fn suffix<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.words.ending(text).map(|(length, _)| &text[text.len() - length..])
    }
}
