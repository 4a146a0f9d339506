//! Taiwan wording and the cues of Taiwan's own news, from `data/taiwan.tsv` and `data/taiwan_news.tsv`.

use std::ops::Range;

use super::finder::Finder;
use super::{DataFile, Fault};

/// Where a word may be rewritten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everywhere.
    Any,
    /// Outside the names of firms.
    OutsideNames,
    /// Nowhere: a word of another sense that holds one of the others.
    Kept,
}

/// One word of Taiwan's usage, or a machine-made variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaiwanWord {
    /// As it stands in traditional text.
    pub taiwan: String,
    /// The mainland word in simplified script.
    pub mainland: String,
    /// Where it may be rewritten.
    pub scope: Scope,
}

/// The words and cues.
#[derive(Debug)]
pub struct Taiwan {
    words: Vec<TaiwanWord>,
    matcher: Finder,
    cues: Finder,
    /// Whether the cue speaks for Taiwan, parallel to the patterns.
    for_taiwan: Vec<bool>,
}

impl Taiwan {
    pub(super) fn parse(words: DataFile<'_>, cues: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
        let words = parse_words(words, faults);
        let (cues, for_taiwan) = parse_cues(cues, faults);
        let patterns: Vec<String> = words.iter().map(|w| w.taiwan.clone()).collect();
        Self {
            matcher: Finder::new(patterns.iter().map(String::as_str)),
            words,
            cues: Finder::new(cues.iter().map(String::as_str)),
            for_taiwan,
        }
    }

    /// The words of the list in a traditional text, in order, the longest first where they overlap;
    /// those to be kept are left out.
    pub fn words<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, &'a TaiwanWord)> + 'a {
        self.matcher
            .hits(text)
            .map(|m| (m.start..m.end, &self.words[m.word]))
            .filter(|(_, word)| word.scope != Scope::Kept)
    }

    /// All words of the list.
    pub fn all(&self) -> &[TaiwanWord] {
        &self.words
    }

    /// How many cues in a traditional text speak for Taiwan's own news and how many for the mainland.
    pub fn cues(&self, text: &str) -> (usize, usize) {
        self.cues.hits(text).fold((0, 0), |(taiwan, mainland), m| {
            if self.for_taiwan[m.word] { (taiwan + 1, mainland) } else { (taiwan, mainland + 1) }
        })
    }
}

fn parse_words(file: DataFile<'_>, faults: &mut Vec<Fault>) -> Vec<TaiwanWord> {
    let mut words = Vec::new();
    for row in file.rows(3, faults) {
        let scope = match row.cells[2] {
            "any" => Scope::Any,
            "outside" => Scope::OutsideNames,
            "kept" => Scope::Kept,
            other => {
                faults.push(row.fault(format!("scope must be any, outside or kept, not {other:?}")));
                continue;
            }
        };
        if row.cells[0].is_empty() || row.cells[1].is_empty() {
            faults.push(row.fault("an empty word"));
            continue;
        }
        words.push(TaiwanWord { taiwan: row.cells[0].to_owned(), mainland: row.cells[1].to_owned(), scope });
    }
    words
}

/// The cues, each in both spellings of 台.
fn parse_cues(file: DataFile<'_>, faults: &mut Vec<Fault>) -> (Vec<String>, Vec<bool>) {
    let (mut cues, mut sides) = (Vec::new(), Vec::new());
    for row in file.rows(2, faults) {
        let side = match row.cells[1] {
            "taiwan" => true,
            "mainland" => false,
            other => {
                faults.push(row.fault(format!("side must be taiwan or mainland, not {other:?}")));
                continue;
            }
        };
        let spellings = [row.cells[0].to_owned(), row.cells[0].replace('台', "臺")];
        let different = if spellings[0] == spellings[1] { 1 } else { 2 };
        cues.extend(spellings.into_iter().take(different));
        sides.resize(cues.len(), side);
    }
    (cues, sides)
}

#[cfg(test)]
mod tests {
    use super::super::{DataFiles, Lexicon};

    #[test]
    fn the_longest_word_wins_and_kept_words_are_left() {
        let taiwan = &Lexicon::embedded().taiwan;
        let found: Vec<&str> = taiwan.words("專案組的專案，觸控式螢幕").map(|(_, w)| w.mainland.as_str()).collect();
        assert_eq!(found, ["项目", "触摸屏"]);
    }

    #[test]
    fn counts_cues_in_both_spellings() {
        assert_eq!(Lexicon::embedded().taiwan.cues("行政院核定新臺幣百億，竹科擴建"), (3, 0));
        assert_eq!(Lexicon::embedded().taiwan.cues("市委書記到高新區調研"), (0, 3));
    }

    #[test]
    fn lists_faulty_rows() {
        let files = DataFiles::embedded()
            .with("taiwan.tsv", "專案\t项目\tsometimes\n\t项目\tany\n".to_owned())
            .with("taiwan_news.tsv", "竹科\tisland\n".to_owned());
        let faults = Lexicon::parse(&files).unwrap_err().faults;
        assert_eq!(faults.len(), 3, "{faults:?}");
    }
}
