//! Mentions → frames in a clause → records of the article.
//!
//! Must not re-read characters: what a sentence says comes from the lexers.

use crate::lexicon::Lexicon;
use crate::normalize::NormalizedText;
use crate::page::Article;
use crate::record::{Kind, Record};
use crate::segment::Sentence;

/// How one field of a record came about, for `explain`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derivation {
    /// The field.
    pub field: &'static str,
    /// The rule that filled it.
    pub rule: String,
    /// The words that decided.
    pub words: String,
}

/// An amount that was seen and turned down.
#[derive(Debug, Clone, PartialEq)]
pub struct Rejected {
    /// The amount as written.
    pub text: String,
    /// Its sentence.
    pub sentence: String,
    /// Why it is no investment of a record.
    pub reason: String,
}

/// A record with its derivations.
#[derive(Debug, Clone, PartialEq)]
pub struct Assembled {
    /// The record.
    pub record: Record,
    /// One entry for each filled field.
    pub derivations: Vec<Derivation>,
}

/// What an article tells.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Assembly {
    /// The records, in text order.
    pub records: Vec<Assembled>,
    /// Amounts turned down.
    pub rejected: Vec<Rejected>,
}

/// Builds the records of an article.
pub fn assemble(
    _article: &Article,
    _text: &NormalizedText,
    _sentences: &[Sentence<'_>],
    _lexicon: &Lexicon,
) -> Assembly {
    let _ = Record::new(Kind::Project);
    Assembly::default()
}
