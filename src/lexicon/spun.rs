//! Equivalents that synonym spinning puts in place of the words of the trade, from `data/spun.tsv`.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::finder::Finder;
use super::{DataFile, Fault};

/// One spun word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpunWord {
    /// What the spun copy has.
    pub spun: String,
    /// What it replaced.
    pub plain: String,
    /// Whether hardly anybody writes it, so that it tells a spun copy.
    pub telling: bool,
    kept: bool,
}

/// The words.
#[derive(Debug)]
pub struct Spun {
    words: Vec<SpunWord>,
    matcher: Finder,
    /// The telling words alone, those left out that hold another: few enough for a search at memory speed.
    telling: AhoCorasick,
}

impl Spun {
    pub(super) fn parse(file: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
        let mut words = Vec::new();
        for row in file.rows(3, faults) {
            let (telling, kept) = match row.cells[2] {
                "telling" => (true, false),
                "weak" => (false, false),
                "kept" => (false, true),
                other => {
                    faults.push(row.fault(format!("must be telling, weak or kept, not {other:?}")));
                    continue;
                }
            };
            if row.cells[0].is_empty() || row.cells[1].is_empty() {
                faults.push(row.fault("an empty word"));
                continue;
            }
            words.push(SpunWord { spun: row.cells[0].to_owned(), plain: row.cells[1].to_owned(), telling, kept });
        }
        let patterns: Vec<String> = words.iter().map(|w| w.spun.clone()).collect();
        Self {
            matcher: Finder::new(patterns.iter().map(String::as_str)),
            telling: AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostFirst)
                .build(shortest_telling(&words))
                .expect("a word list far below the automaton's limit"),
            words,
        }
    }

    /// All words of the list.
    pub fn all(&self) -> &[SpunWord] {
        &self.words
    }

    /// Whether any telling word may be in a text; what most texts are asked first and last.
    pub fn may_tell(&self, text: &str) -> bool {
        self.telling.is_match(text)
    }

    /// The spun words of a simplified text, in order, the longest first where they overlap.
    pub fn words<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, &'a SpunWord)> + 'a {
        self.matcher.hits(text).map(|m| (m.start..m.end, &self.words[m.word])).filter(|(_, word)| !word.kept)
    }
}

fn shortest_telling(words: &[SpunWord]) -> Vec<String> {
    let telling: Vec<&str> = words.iter().filter(|w| w.telling).map(|w| w.spun.as_str()).collect();
    let holds_another = |word: &str| telling.iter().any(|other| *other != word && word.contains(other));
    telling.iter().filter(|word| !holds_another(word)).map(|word| (*word).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{DataFiles, Lexicon};
    use super::*;

    #[test]
    fn the_telling_words_are_few_enough_to_be_searched_at_memory_speed() {
        let words = shortest_telling(&Lexicon::embedded().spun.words);
        assert!((40..=64).contains(&words.len()), "{}: the search in steps of many bytes takes up to 64", words.len());
    }

    #[test]
    fn lists_faulty_rows() {
        let files = DataFiles::embedded().with("spun.tsv", "总出资\t总投资\tperhaps\n新资料\t\tweak\n".to_owned());
        assert_eq!(Lexicon::parse(&files).unwrap_err().faults.len(), 2);
    }

    #[test]
    fn the_longest_word_wins() {
        let found: Vec<&str> =
            Lexicon::embedded().spun.words("方案总出资，争夺市场").map(|(_, w)| w.plain.as_str()).collect();
        assert_eq!(found, ["计划总投资"]);
    }
}
