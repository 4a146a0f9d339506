//! From a page to its article: HTML or tag-free text → [`Article`].
//!
//! Owns block model, boilerplate removal, tables and metadata. Must not know what an investment is.

use crate::lexicon::Lexicon;
use crate::read::Hint;
use crate::span::SourceSpan;

/// What a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PageKind {
    /// One article.
    #[default]
    Article,
    /// A list of links or teasers.
    List,
    /// A thread of posts.
    Forum,
    /// A form: search, login, registration.
    Form,
    /// Nothing to read.
    Empty,
}

/// What a block of an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BlockKind {
    /// Running text.
    #[default]
    Paragraph,
    /// A subhead inside the article.
    Heading,
    /// An item of a list.
    ListItem,
    /// A sentence-like caption.
    Caption,
    /// A row of a table; its cells are in [`Block::cells`].
    TableRow,
}

/// One block of an article's text; blocks are separated by a newline in [`Article::text`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in [`Article::text`].
    pub span: SourceSpan,
    /// Cells of a table row (separated by a tab in the text), empty otherwise.
    pub cells: Vec<SourceSpan>,
    /// Number of the table in the article, counted from 0, for table rows.
    pub table: Option<usize>,
    /// Whether a table row is the header.
    pub header: bool,
}

/// The article found in a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Article {
    /// What the page is; records are taken from [`PageKind::Article`] only.
    pub kind: PageKind,
    /// Headline without the site's suffix.
    pub title: Option<String>,
    /// Publication date as printed, `YYYY-MM-DD`; `None` without the year.
    pub date: Option<String>,
    /// Outlet named as the source.
    pub source: Option<String>,
    /// Canonical address.
    pub url: Option<String>,
    /// The article's text before repair and conversion: blocks joined by newlines, title not included.
    pub text: String,
    /// The blocks, in order, covering the text.
    pub blocks: Vec<Block>,
}

/// Finds the article in a decoded page.
pub fn extract_article(text: &str, _hint: Hint, _lexicon: &Lexicon) -> Article {
    let mut article = Article::default();
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
        if !article.text.is_empty() {
            article.text.push('\n');
        }
        let start = article.text.len();
        article.text.push_str(line);
        article.blocks.push(Block { span: SourceSpan::new(start, article.text.len()), ..Block::default() });
    }
    article
}
