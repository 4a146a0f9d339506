//! What a page is: an article, or one of the kinds that hold none.
//!
//! Owns the decision after the body has been looked for. Must not look for it.

use super::PageKind;
use super::blocks::{Page, PageBlock};
use super::body::Verdict;
use super::metadata::Declared;
use crate::lexicon::{Lexicon, Role};

/// Chinese characters from which the body of an HTML page counts as an article.
const MIN_HAN: usize = 50;

/// Chinese characters up to which a body on a page full of links must carry a date.
const SHORT_HAN: usize = 200;

/// Marks of posts that make a page a thread.
const MIN_POSTS: usize = 3;

/// Decides what a page is.
pub(super) fn of(page: &Page, verdicts: &[Verdict], declared: &Declared, dated: bool, lexicon: &Lexicon) -> PageKind {
    let kept: Vec<&PageBlock> =
        page.blocks.iter().zip(verdicts).filter(|(_, v)| **v == Verdict::Kept).map(|(b, _)| b).collect();
    if !page.html {
        return of_text(page, &kept);
    }
    let title = declared.title.as_deref().unwrap_or("");
    let posts = page.blocks.iter().filter(|b| b.features.roles.has(Role::Post) && !b.features.is_prose()).count();
    if lexicon.page_kinds.is_forum(declared.meta(&["generator"]).unwrap_or(""), title) || posts >= MIN_POSTS {
        return PageKind::Forum;
    }
    let sum = |f: fn(&PageBlock) -> usize| kept.iter().map(|b| f(b)).sum::<usize>();
    let (han, chars, stops) = (sum(|b| b.features.han), sum(|b| b.features.chars), sum(|b| b.features.stops));
    let links = link_share(page);
    let list = is_teaser_list(&kept)
        || links >= 0.6 && han < SHORT_HAN && !dated
        || stops == 0 && !dated && han < 1000 && !kept.iter().any(|b| b.table.is_some() || b.features.form);
    if han >= MIN_HAN && han * 4 >= chars && !list {
        return PageKind::Article;
    }
    match () {
        () if declared.passwords > 0 && han < MIN_HAN => PageKind::Form,
        () if list && han > 0 || links >= 0.3 => PageKind::List,
        () if declared.inputs >= 2 => PageKind::Form,
        () => PageKind::Empty,
    }
}

fn of_text(page: &Page, kept: &[&PageBlock]) -> PageKind {
    match (kept.is_empty(), page.blocks.len()) {
        (false, _) => PageKind::Article,
        (true, 0..8) => PageKind::Empty,
        (true, _) => PageKind::List,
    }
}

/// Share of a page's characters that stand in links.
fn link_share(page: &Page) -> f32 {
    let chars: usize = page.blocks.iter().map(|b| b.features.chars).sum();
    let links: usize = page.blocks.iter().map(|b| b.link_chars).sum();
    links as f32 / chars.max(1) as f32
}

/// Whether most paragraphs break off: summaries of other pages.
fn is_teaser_list(kept: &[&PageBlock]) -> bool {
    let prose: Vec<&&PageBlock> = kept.iter().filter(|b| b.features.is_prose()).collect();
    let broken = prose.iter().filter(|b| b.text.ends_with("...") || b.text.ends_with("…") && !b.text.ends_with("……"));
    let broken = broken.count();
    broken >= 3 && broken * 2 >= prose.len()
}
