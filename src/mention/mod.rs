//! Mentions: what a sentence names, found by pure lexers, one file for each kind.
//!
//! A lexer takes a [`Sentence`](crate::segment::Sentence) and the [`Lexicon`](crate::lexicon::Lexicon)
//! and must not look beyond the sentence (but for the names the article itself introduces).

pub mod amount;
pub mod company;
pub mod count;
pub mod date;
pub mod industry;
pub mod listing;
pub mod park;
pub mod project;
pub mod region;
pub mod stage;

use crate::span::CleanSpan;

/// Something found in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention<T> {
    /// Where it stands in the repaired text.
    pub span: CleanSpan,
    /// What it says.
    pub value: T,
    /// Name of the rule that found it, for `explain`.
    pub rule: &'static str,
    /// The word that decided, if it stands outside the span.
    pub cue: Option<CleanSpan>,
}
