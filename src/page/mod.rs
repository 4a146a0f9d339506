//! From a page to its article: HTML or tag-free text → [`Article`].
//!
//! Owns block model, boilerplate removal, tables and metadata. Must not know what an investment is.

mod blocks;
mod body;
mod html;
mod kind;
mod markup;
pub(crate) mod metadata;
mod plain;
mod score;
mod script;
mod seen;
mod table;
mod wrapped;

pub use blocks::{Features, Tag};
pub use body::Verdict;
pub use score::Term;

use self::blocks::{Page, PageBlock};
use self::body::Choice;
use self::metadata::title::{self, Headline};
use self::metadata::{Declared, source};
use crate::lexicon::{Cue, Lexicon};
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

/// One block of a page with what was seen in it and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct BlockReport {
    /// Its text.
    pub text: String,
    /// The element it stands in.
    pub tag: Tag,
    /// What class and id around it say.
    pub cue: Option<Cue>,
    /// What can be said of it by itself.
    pub features: Features,
    /// What speaks for and against it; the score is the sum.
    pub terms: Vec<Term>,
    /// What became of it.
    pub verdict: Verdict,
}

/// Finds the article in a decoded page.
pub fn extract_article(text: &str, hint: Hint, lexicon: &Lexicon) -> Article {
    Reading::of(text, hint, lexicon).into_article(lexicon)
}

/// Like [`extract_article`], but `None` for a page of HTML in which `cue` says no to all that a reader sees of it.
pub fn extract_article_with(text: &str, hint: Hint, lexicon: &Lexicon, cue: &dyn Fn(&str) -> bool) -> Option<Article> {
    Some(Reading::with(text, hint, lexicon, Some(cue))?.into_article(lexicon))
}

/// Lists every block of a page with its features and the verdict on it.
pub fn explain_blocks(text: &str, hint: Hint, lexicon: &Lexicon) -> Vec<BlockReport> {
    let reading = Reading::of(text, hint, lexicon);
    let report = |(block, verdict): (&PageBlock, &Verdict)| BlockReport {
        text: block.text.clone(),
        tag: block.tag,
        cue: block.cue,
        features: block.features,
        terms: score::terms(block),
        verdict: *verdict,
    };
    reading.page.blocks.iter().zip(&reading.verdicts).map(report).collect()
}

/// A page read to the end.
struct Reading {
    page: Page,
    declared: Declared,
    headline: Headline,
    published: Option<String>,
    verdicts: Vec<Verdict>,
    run: std::ops::Range<usize>,
}

impl Reading {
    fn of(text: &str, hint: Hint, lexicon: &Lexicon) -> Self {
        Self::with(text, hint, lexicon, None).unwrap_or_else(|| Self::of_text(Page::default(), lexicon))
    }

    /// `None` where nothing that is seen holds a cue.
    fn with(text: &str, hint: Hint, lexicon: &Lexicon, cue: Option<&dyn Fn(&str) -> bool>) -> Option<Self> {
        if hint == Hint::Text && !text.trim_start().starts_with("<!") || hint != Hint::Html && !markup::is_html(text) {
            let mut page = plain::parse(text);
            page.measure(lexicon);
            return Some(Self::of_text(page, lexicon));
        }
        let pruned = markup::prune(text);
        if cue.is_some_and(|cue| !seen::holds(&pruned, cue)) {
            return None;
        }
        let (mut page, mut declared) = html::parse(&pruned, &lexicon.class_cues);
        page.measure(lexicon);
        let mut scripted = script::declared(&pruned.scripts);
        if !page.blocks.iter().any(|b| b.features.is_prose() && b.features.chars >= MIN_BODY) {
            let found = script::article(&pruned.scripts);
            if let Some(body) = found.body {
                page = scripted_page(&body, lexicon);
                declared.meta.extend(found.source.map(|source| ("source".to_owned(), source)));
                // They told of blocks that are gone.
                declared.headings.clear();
                scripted.headline = found.headline.or(scripted.headline);
            }
            scripted.published = scripted.published.or(found.published);
        }
        let headline = title::of_html(&page, &declared, scripted.headline.as_deref(), lexicon);
        Some(Self::settle(page, declared, headline, scripted.published))
    }

    fn of_text(mut page: Page, lexicon: &Lexicon) -> Self {
        body::note_surroundings(&mut page);
        let choice = Choice::new(&page);
        let whole = 0..page.blocks.len();
        let run = choice.run(&whole).unwrap_or(0..0);
        let headline = title::of_text(&page, run.start, lexicon);
        Self::settle(page, Declared::default(), headline, None)
    }

    fn settle(mut page: Page, declared: Declared, headline: Headline, published: Option<String>) -> Self {
        body::note_surroundings(&mut page);
        let choice = Choice::new(&page);
        let home = choice.home(headline.block);
        let mut run = choice.run(&home).unwrap_or(home.start..home.start);
        if let Some(title) = headline.block.filter(|t| run.contains(t) && *t <= run.start + 3) {
            // A headline that ends as a sentence does.
            run.start = title + 1;
        }
        let verdicts = choice.verdicts(&home, &run, &headline);
        Self { page, declared, headline, published, verdicts, run }
    }

    fn into_article(self, lexicon: &Lexicon) -> Article {
        let above = self.headline.block.filter(|b| *b < self.run.start).unwrap_or(self.run.start.saturating_sub(12));
        // Below the headline, in the first lines of the run, or right behind the body.
        let blocks = &self.page.blocks;
        let head = above..(self.run.start + 3).min(blocks.len());
        let lines: Vec<&PageBlock> =
            head.chain(self.run.end..(self.run.end + 5).min(blocks.len())).map(|i| &blocks[i]).collect();
        let date = metadata::publication_date(&self.page, &lines, &self.declared, self.published.as_deref());
        let source = lines.iter().filter(|b| b.features.chars <= 160).find_map(|b| source::find(&b.text));
        let mut article = Article {
            title: self.headline.text,
            date,
            source: source.or_else(|| self.declared.meta(&["source", "mediaid", "contentsource"]).map(str::to_owned)),
            url: self.declared.url(),
            ..Article::default()
        };
        let kept = self.page.blocks.iter().zip(&self.verdicts).filter(|(_, v)| **v == Verdict::Kept);
        push_blocks(&mut article, kept.map(|(b, _)| b));
        article.kind = kind::of(&self.page, &self.verdicts, &self.declared, article.date.is_some(), lexicon);
        article
    }
}

/// Shortest running text that is taken for a visible body, in characters.
const MIN_BODY: usize = 30;

/// The blocks of an article that stood in a script.
fn scripted_page(body: &str, lexicon: &Lexicon) -> Page {
    let mut page =
        if body.contains('<') { html::parse(&markup::prune(body), &lexicon.class_cues).0 } else { plain::parse(body) };
    page.measure(lexicon);
    page
}

/// Bytes of an article's text at most, some 100,000 characters; what follows is not read. Government reports,
/// the longest articles of the press, have some 25,000.
const MAX_ARTICLE: usize = 300_000;

/// Joins blocks to the article's text.
fn push_blocks<'b>(article: &mut Article, blocks: impl Iterator<Item = &'b PageBlock>) {
    let mut table: Option<(usize, usize)> = None;
    let mut last_row = 0;
    for block in blocks {
        let text = floor(&block.text, MAX_ARTICLE.saturating_sub(article.text.len() + 1));
        if text.is_empty() || text.len() < block.text.len() && !block.cells.is_empty() {
            return;
        }
        if !article.text.is_empty() {
            article.text.push('\n');
        }
        let start = article.text.len();
        article.text.push_str(text);
        let index = article.blocks.len();
        let number = block.table.map(|original| {
            let number = match table {
                Some((t, n)) if t == original && last_row + 1 == index => n,
                Some((_, n)) => n + 1,
                None => 0,
            };
            (table, last_row) = (Some((original, number)), index);
            number
        });
        article.blocks.push(Block {
            kind: kind_of(block),
            span: SourceSpan::new(start, article.text.len()),
            cells: block.cells.iter().map(|(s, e)| SourceSpan::new(start + s, start + e)).collect(),
            table: number,
            header: block.header,
        });
    }
}

/// The start of a text, at most `max` bytes of it.
fn floor(text: &str, max: usize) -> &str {
    let end = (0..=max.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    &text[..end]
}

fn kind_of(block: &PageBlock) -> BlockKind {
    let short = block.features.chars <= 40 && !block.features.closed;
    match block.tag {
        Tag::Row => BlockKind::TableRow,
        Tag::Heading(_) if !block.features.closed => BlockKind::Heading,
        Tag::Caption => BlockKind::Caption,
        _ if block.cue == Some(Cue::Caption) => BlockKind::Caption,
        _ if short && block.bold => BlockKind::Heading,
        Tag::ListItem => BlockKind::ListItem,
        _ => BlockKind::Paragraph,
    }
}

#[cfg(test)]
mod layouts;
#[cfg(test)]
mod tests;
