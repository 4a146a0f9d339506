//! Words that names of sites end with, from `data/site_words.tsv`.

use super::{DataFile, Fault};

/// Longest name of a site, in characters.
const MAX_NAME: usize = 20;

/// The words.
#[derive(Debug, Default)]
pub struct SiteWords {
    words: Vec<String>,
}

impl SiteWords {
    pub(super) fn parse(file: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
        Self { words: file.rows(1, faults).into_iter().map(|r| r.cells[0].to_lowercase()).collect() }
    }

    /// Whether a part of a page title is the name of a site, a channel or a section.
    pub fn is_name(&self, part: &str) -> bool {
        let part = part.trim().to_lowercase();
        !part.is_empty() && part.chars().count() <= MAX_NAME && self.words.iter().any(|w| part.ends_with(w.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn names_of_sites_are_told() {
        let words = &Lexicon::embedded().site_words;
        for name in ["网易新闻", "太仓厂房网", "星沙时报", "example.com"] {
            assert!(words.is_name(name), "{name}");
        }
        for part in ["总投资30亿元的项目开工", "", "一季度集中签约"] {
            assert!(!words.is_name(part), "{part}");
        }
    }
}
