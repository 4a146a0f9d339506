//! Taiwan wording and the cues of Taiwan's own news, from `data/taiwan.tsv` and `data/taiwan_news.tsv`.

use std::collections::BTreeSet;
use std::ops::Range;
use std::str::FromStr;

use super::finder::Finder;
use super::{DataFile, Fault};

/// Where a word may be rewritten, and what it tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everywhere; another way to write the same word, which says nothing of the wording.
    Form,
    /// Everywhere.
    Any,
    /// Outside the names of firms; inside too where the text is in Taiwan's wording on the whole.
    OutsideNames,
    /// Only where the text is in Taiwan's wording on the whole.
    Worded,
    /// Nowhere: a word of another sense that holds one of the others.
    Kept,
    /// Nowhere: a word that a text in Taiwan's wording does not have.
    Mainland,
}

impl FromStr for Scope {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Ok(match text {
            "form" => Self::Form,
            "any" => Self::Any,
            "outside" => Self::OutsideNames,
            "worded" => Self::Worded,
            "kept" => Self::Kept,
            "mainland" => Self::Mainland,
            other => return Err(format!("scope must be form, any, outside, worded, kept or mainland, not {other:?}")),
        })
    }
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
    /// The words, and behind them the cues of Taiwan: one pass for both, a place is read as one or the other.
    finder: Finder,
    /// Whether the pattern speaks for Taiwan's own news.
    speaks: Vec<bool>,
    mainland: Finder,
}

impl Taiwan {
    pub(super) fn parse(words: DataFile<'_>, cues: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
        let words = parse_words(words, faults);
        let Cues { taiwan, mainland } = Cues::parse(cues, faults);
        let told = |word: &str| taiwan.iter().any(|(cue, speaks)| *speaks && cue == word);
        let speaks = words.iter().map(|w| told(&w.taiwan)).chain(taiwan.iter().map(|&(_, speaks)| speaks)).collect();
        let patterns = words.iter().map(|w| w.taiwan.as_str()).chain(taiwan.iter().map(|(cue, _)| cue.as_str()));
        Self {
            finder: Finder::new(patterns),
            mainland: Finder::new(mainland.iter().map(String::as_str)),
            words,
            speaks,
        }
    }

    /// All words of the list.
    pub fn all(&self) -> &[TaiwanWord] {
        &self.words
    }

    /// Tells the words of the list in a traditional text, in order, the longest first where they overlap, those to
    /// be kept left out; gives the number of cues that speak for Taiwan's own news.
    pub fn scan<'l>(&'l self, text: &str, mut tell: impl FnMut(Range<usize>, &'l TaiwanWord)) -> usize {
        let mut cues = 0;
        for hit in self.finder.hits(text) {
            cues += usize::from(self.speaks[hit.word]);
            if let Some(word) = self.words.get(hit.word).filter(|word| word.scope != Scope::Kept) {
                tell(hit.start..hit.end, word);
            }
        }
        cues
    }

    /// How many cues in a traditional text speak for the mainland.
    pub fn mainland_cues(&self, text: &str) -> usize {
        self.mainland.hits(text).count()
    }
}

fn parse_words(file: DataFile<'_>, faults: &mut Vec<Fault>) -> Vec<TaiwanWord> {
    let mut words = Vec::new();
    for row in file.rows(3, faults) {
        let scope = match row.cells[2].parse() {
            Ok(scope) => scope,
            Err(fault) => {
                faults.push(row.fault(fault));
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

/// The cues of Taiwan and of the mainland, each in both spellings of 台.
#[derive(Debug, Default)]
struct Cues {
    /// Each with whether it speaks for Taiwan or only holds one that would.
    taiwan: Vec<(String, bool)>,
    mainland: Vec<String>,
}

impl Cues {
    fn parse(file: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
        let mut cues = Self::default();
        for row in file.rows(2, faults) {
            let spellings = BTreeSet::from([row.cells[0].to_owned(), row.cells[0].replace('台', "臺")]);
            match row.cells[1] {
                "mainland" => cues.mainland.extend(spellings),
                side @ ("taiwan" | "neither") => {
                    cues.taiwan.extend(spellings.into_iter().map(|cue| (cue, side == "taiwan")));
                }
                other => faults.push(row.fault(format!("side must be taiwan, mainland or neither, not {other:?}"))),
            }
        }
        cues
    }
}

#[cfg(test)]
mod tests {
    use super::super::{DataFiles, Lexicon};

    #[test]
    fn the_longest_word_wins_and_kept_words_are_left() {
        let taiwan = &Lexicon::embedded().taiwan;
        let mut found = Vec::new();
        taiwan.scan("專案組的專案，觸控式螢幕", |_, word| found.push(word.mainland.as_str()));
        assert_eq!(found, ["项目", "触摸屏"]);
    }

    #[test]
    fn counts_cues_in_both_spellings() {
        let taiwan = &Lexicon::embedded().taiwan;
        let cues = |text| taiwan.scan(text, |_, _| {});
        assert_eq!(cues("行政院核定新臺幣百億，竹科擴建"), 3);
        assert_eq!(cues("市委書記到高新區調研"), 0);
        assert_eq!(cues("河南投資的綠竹科技，雲南科創平臺中心在新北區"), 0);
        assert_eq!(taiwan.mainland_cues("市委書記到高新區調研"), 3);
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
