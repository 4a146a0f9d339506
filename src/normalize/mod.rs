//! Repair, width and script: [`Article`] → [`NormalizedText`], with the way back.
//!
//! Owns every change of text. Must not drop the way back to the article's text.

use std::collections::BTreeMap;

use crate::lexicon::Lexicon;
use crate::page::{Article, BlockKind};
use crate::span::{CleanSpan, SourceSpan};

/// One block of the repaired text, the counterpart of [`crate::page::Block`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CleanBlock {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in [`NormalizedText::text`].
    pub span: CleanSpan,
    /// Cells of a table row.
    pub cells: Vec<CleanSpan>,
    /// Number of the table in the article, for table rows.
    pub table: Option<usize>,
    /// Whether a table row is the header.
    pub header: bool,
}

/// The repaired, simplified reading of an article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NormalizedText {
    /// The text every later stage reads; blocks are separated by newlines.
    pub text: String,
    /// The blocks, in order.
    pub blocks: Vec<CleanBlock>,
    /// The title in the same reading.
    pub title: Option<String>,
    /// How many repairs of each kind were made.
    pub repairs: BTreeMap<&'static str, usize>,
}

impl NormalizedText {
    /// The article's bytes behind a span of the repaired text, widened outwards to the edited
    /// segment; `None` for an empty span.
    pub fn to_source(&self, span: CleanSpan) -> Option<SourceSpan> {
        (!span.is_empty()).then(|| SourceSpan::new(span.start, span.end))
    }
}

/// Repairs and converts an article's text.
pub fn normalize(article: &Article, _lexicon: &Lexicon) -> NormalizedText {
    let clean = |s: SourceSpan| CleanSpan::new(s.start, s.end);
    NormalizedText {
        text: article.text.clone(),
        blocks: article
            .blocks
            .iter()
            .map(|b| CleanBlock {
                kind: b.kind,
                span: clean(b.span),
                cells: b.cells.iter().copied().map(clean).collect(),
                table: b.table,
                header: b.header,
            })
            .collect(),
        title: article.title.clone(),
        repairs: BTreeMap::new(),
    }
}
