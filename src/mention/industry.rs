//! Industry label and GB/T 4754-2017 division, from what a project makes.

use crate::lexicon::Lexicon;

/// An industry and the word that told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Industry {
    /// Label of the closed list in the record specification.
    pub label: crate::record::IndustryLabel,
    /// Section letter and division, e.g. `C27`, where the word tells it.
    pub code: Option<String>,
    /// The word that decided.
    pub word: String,
    /// Which of the texts held it, by index.
    pub text: usize,
}

/// The industry told by the first of `texts` that tells one: product first, then project name, company
/// name, sentence, the article's theme last.
pub fn classify(_texts: &[&str], _lexicon: &Lexicon) -> Option<Industry> {
    None
}
