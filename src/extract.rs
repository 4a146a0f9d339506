//! The whole way from a document to its records; strings the stages together and does nothing else.

use crate::assemble::{self, Assembly};
use crate::decode::decode;
use crate::identity::identify;
use crate::lexicon::Lexicon;
use crate::normalize::{self, NormalizedText};
use crate::page::{self, Article, PageKind};
use crate::read::RawDocument;
use crate::record::Record;
use crate::segment;

/// What one document gave.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Extraction {
    /// The article as found.
    pub article: Article,
    /// Its repaired reading; empty for what is no article.
    pub text: NormalizedText,
    /// What it tells.
    pub assembly: Assembly,
    /// The page was turned away before it was parsed: nothing a reader sees of it holds a cue.
    pub turned_away: bool,
}

/// What is asked of whoever wants an extraction.
#[derive(Clone, Copy)]
pub struct Questions<'a> {
    /// Whether to go on; asked between the stages and the sentences.
    pub go_on: &'a dyn Fn() -> bool,
    /// Whether a text holds a cue without which no record is made.
    pub cue: Option<&'a dyn Fn(&str) -> bool>,
}

impl Extraction {
    /// The records alone.
    pub fn into_records(self) -> Vec<Record> {
        self.assembly.records.into_iter().map(|a| a.record).collect()
    }
}

/// Decodes a document and finds its article; what the container says of title, date, outlet and address fills gaps.
pub fn read_article(document: &RawDocument, lexicon: &Lexicon) -> Article {
    look_for_article(document, lexicon, None).unwrap_or_default()
}

/// `None` where nothing that is seen of the document holds a cue.
fn look_for_article(document: &RawDocument, lexicon: &Lexicon, cue: Option<&dyn Fn(&str) -> bool>) -> Option<Article> {
    let decoded = decode(&document.bytes, document.charset.as_deref());
    let mut article = match cue.filter(|cue| !document.title.as_deref().is_some_and(cue)) {
        Some(cue) => page::extract_article_with(&decoded.text, document.hint, lexicon, cue)?,
        None => page::extract_article(&decoded.text, document.hint, lexicon),
    };
    article.title = article.title.or_else(|| document.title.clone());
    article.date = article.date.or_else(|| document.date.clone());
    article.source = article.source.or_else(|| document.source.clone());
    article.url = document.url.clone().or(article.url);
    Some(article)
}

/// Extracts the records of one document.
///
/// ```
/// use zhaoshang::extract::extract;
/// use zhaoshang::lexicon::Lexicon;
/// use zhaoshang::read::RawDocument;
///
/// let document = RawDocument { id: "a".into(), bytes: "今天天气很好。".into(), ..RawDocument::default() };
/// assert!(extract(&document, Lexicon::embedded()).into_records().is_empty());
/// ```
pub fn extract(document: &RawDocument, lexicon: &Lexicon) -> Extraction {
    extract_with(document, lexicon, Questions { go_on: &|| true, cue: None }).unwrap_or_default()
}

/// Like [`extract`], but asks on the way; `None` once it is told not to go on.
pub fn extract_with(document: &RawDocument, lexicon: &Lexicon, questions: Questions<'_>) -> Option<Extraction> {
    let Questions { go_on, cue } = questions;
    let Some(article) = look_for_article(document, lexicon, cue) else {
        return Some(Extraction { turned_away: true, ..Extraction::default() });
    };
    go_on().then_some(())?;
    if article.kind != PageKind::Article {
        return Some(Extraction { article, ..Extraction::default() });
    }
    let text = normalize::normalize(&article, lexicon);
    go_on().then_some(())?;
    let sentences = segment::sentences(&text);
    let assembly = assemble::assemble_while(&article, &text, &sentences, lexicon, go_on)?;
    drop(sentences);
    let mut extraction = Extraction { article, text, assembly, turned_away: false };
    identify(extraction.assembly.records.iter_mut().map(|a| &mut a.record), &document.id);
    Some(extraction)
}
