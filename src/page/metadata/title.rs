//! The headline: what the page shows, told by what it declares, without the site's suffix.

use super::{Declared, source};
use crate::letter::is_letter;
use crate::lexicon::{Cue, Lexicon, Role, SiteWords, without_readings};
use crate::page::blocks::{Page, Tag};
use crate::page::body::is_dateline;

/// Longest headline, in characters.
const MAX_TITLE: usize = 120;

/// Longest declared headline that is believed, in characters; a title that is never closed holds half the page.
const MAX_DECLARED: usize = 300;

/// Shortest headline that is looked for on the page, in letters.
const MIN_LETTERS: usize = 4;

/// Longest name of a section in the path to a page, in characters.
const MAX_COLUMN_NAME: usize = 6;

/// The letters of a text, for comparison: white space, marks, case and bracketed readings do not count.
pub(in crate::page) fn letters(text: &str) -> String {
    without_readings(text).chars().filter(|c| is_letter(*c)).flat_map(char::to_lowercase).collect()
}

/// A headline and the last block before the body that shows it.
#[derive(Debug, Default)]
pub(in crate::page) struct Headline {
    pub text: Option<String>,
    pub letters: String,
    pub block: Option<usize>,
}

/// Finds the headline of an HTML page.
pub(in crate::page) fn of_html(
    page: &Page,
    declared: &Declared,
    headline: Option<&str>,
    lexicon: &Lexicon,
) -> Headline {
    let squeeze = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
    let named = declared.meta(&["og:title", "articletitle", "twitter:title"]).or(headline).map(squeeze);
    let page_title = declared.title.as_deref().map(squeeze).filter(|t| !t.is_empty());
    let wanted = [page_title.as_deref(), named.as_deref()];
    let site_only = |t: &str| letters(t).chars().count() <= 8 || lexicon.site_words.is_name(t);
    let nameless = named.is_none() && page_title.as_deref().is_none_or(site_only);
    let leading = || nameless.then(|| leading_line(page, declared)).flatten();
    let shown = leading().or_else(|| shown(page, declared, &wanted));
    let text = match &shown {
        Some((text, _)) => Some(text.clone()),
        None => {
            let cut = |t: &str| without_site(t, &lexicon.site_words);
            named.as_deref().map(cut).or_else(|| page_title.as_deref().map(cut))
        }
    };
    let fits = |t: &String| !t.is_empty() && t.chars().count() <= MAX_DECLARED;
    let text = text.map(|t| without_mark(&t).to_owned()).filter(fits);
    let letters = text.as_deref().map(letters).unwrap_or_default();
    let block = shown.map(|(_, b)| b).or_else(|| find_block(page, &letters));
    Headline { text, letters, block }
}

/// The heading, or else the short line, that running text follows; for pages whose title names the site only.
fn leading_line(page: &Page, declared: &Declared) -> Option<(String, usize)> {
    let leads = |at: usize| {
        page.blocks
            .get(at + 1..(at + 5).min(page.blocks.len()))
            .unwrap_or_default()
            .iter()
            .any(|b| b.features.is_prose() && b.features.chars >= 40)
    };
    let long_enough = |t: &str| (6..=60).contains(&letters(t).chars().count());
    let heading = declared.headings.iter().find(|(_, t, block)| long_enough(t) && leads(*block));
    if let Some((_, text, block)) = heading {
        return Some((text.clone(), *block));
    }
    let line = |b: &crate::page::blocks::PageBlock| {
        b.link_chars == 0
            && b.features.roles.is_empty()
            && b.features.stops == 0
            && !b.features.dated
            && long_enough(&b.text)
            && b.cue != Some(Cue::Nav)
    };
    let at = (0..page.blocks.len()).find(|i| line(&page.blocks[*i]) && leads(*i))?;
    Some((page.blocks[at].text.clone(), at))
}

/// The text on the page that the declared titles begin with or hold: the longest; a heading before other text.
fn shown(page: &Page, declared: &Declared, wanted: &[Option<&str>]) -> Option<(String, usize)> {
    let cut = wanted.iter().flatten().any(|t| t.ends_with("...") || t.ends_with('…'));
    let wanted: Vec<String> = wanted.iter().flatten().map(|t| letters(t)).filter(|t| !t.is_empty()).collect();
    let fits = |text: &str| {
        let l = letters(text);
        let n = l.chars().count();
        (n >= MIN_LETTERS && wanted.iter().any(|w| w.starts_with(&l) || w.contains(&l) && l.len() * 2 >= w.len()))
            .then_some(n)
    };
    // A heading that goes on where a cut title ends.
    let goes_on = |text: &str| {
        let l = letters(text);
        cut && wanted.iter().any(|w| w.chars().count() >= 8 && l.starts_with(w.as_str()))
    };
    let heading = declared.headings.iter().filter(|h| h.1.chars().count() <= MAX_TITLE);
    let heading = heading.filter_map(|(level, text, block)| {
        let n = fits(text).or_else(|| (*level == 1 && goes_on(text)).then(|| letters(text).chars().count()))?;
        Some((n, 7 - level.min(&6), text.as_str(), *block))
    });
    let block = page.blocks.iter().enumerate().filter(|(_, b)| b.features.chars <= MAX_TITLE && b.link_chars == 0);
    let block =
        block.filter_map(|(i, b)| fits(&b.text).map(|n| (n, u8::from(b.cue == Some(Cue::Title)), b.text.as_str(), i)));
    let best =
        heading.chain(block).max_by(|a, b| (a.0, a.1, std::cmp::Reverse(a.3)).cmp(&(b.0, b.1, std::cmp::Reverse(b.3))));
    best.map(|(_, _, text, block)| (text.to_owned(), block))
}

fn find_block(page: &Page, wanted: &str) -> Option<usize> {
    if wanted.chars().count() < MIN_LETTERS {
        return None;
    }
    page.blocks.iter().position(|b| b.features.chars <= MAX_TITLE && letters(&b.text) == wanted)
}

/// A page title without the names of site and section at its end.
pub(in crate::page) fn without_site(title: &str, words: &SiteWords) -> String {
    let mut title = title.trim();
    while let Some((head, mark, tail)) = last_part(title) {
        let short = tail.chars().count() <= 12;
        let site = words.is_name(&without_readings(tail)) || mark == "_" && short;
        if !site || letters(head).chars().count() < MIN_LETTERS {
            break;
        }
        title = head.trim();
    }
    title.trim_end_matches(['_', '-', '|', '｜', ' ', '–', '丨']).to_owned()
}

/// Splits a title at its last separator: what stands before it, the separator, what follows.
fn last_part(title: &str) -> Option<(&str, &str, &str)> {
    let (at, mark) = title.char_indices().rev().map(|(i, c)| (i, &title[i..i + c.len_utf8()])).find(|(i, mark)| {
        let around = (title[..*i].chars().next_back(), title[*i + mark.len()..].chars().next());
        match *mark {
            "_" | "|" | "｜" | "–" | "丨" | "»" => true,
            // A score, a model number.
            "-" => !matches!(around, (Some(a), Some(b)) if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric()),
            _ => false,
        }
    })?;
    Some((&title[..at], mark, &title[at + mark.len()..]))
}

/// A headline without a mark of its medium in square brackets: `[视频]`, `[组图]`.
fn without_mark(title: &str) -> &str {
    let rest = title.trim().strip_prefix('[').and_then(|t| t.split_once(']'));
    match rest {
        Some((mark, rest)) if matches!(mark, "视频" | "图文" | "组图" | "图" | "视") && !rest.trim().is_empty() => {
            rest.trim()
        }
        _ => title.trim(),
    }
}

/// Finds the headline of a tag-free text: the short line above the dateline or the first sentence, or the
/// bracket 【…】 a flash begins with. `body` is the first block of running text.
pub(in crate::page) fn of_text(page: &Page, body: usize, lexicon: &Lexicon) -> Headline {
    if let Some(text) = page.blocks.get(body).and_then(|b| bracketed(&b.text)) {
        let text = text.trim_matches('#').to_owned();
        return Headline { letters: letters(&text), text: Some(text), block: None };
    }
    let found = above_dateline(page, body)
        .map(|t| first_of_two(page, t))
        .or_else(|| best_line(page, body, &lexicon.site_words));
    let Some(block) = found.or_else(|| long_first_line(page, body)) else { return Headline::default() };
    let text = without_site(without_path(&page.blocks[block].text), &lexicon.site_words);
    let text = without_mark(cut_trailing_tool(&text)).trim_matches('#').to_owned();
    Headline { letters: letters(&text), text: Some(text), block: Some(block) }
}

/// The first line of a text that begins with its headline and a second, smaller one.
fn first_of_two(page: &Page, title: usize) -> usize {
    if (1..=2).contains(&title) && page.blocks[..title].iter().all(may_be_title) { 0 } else { title }
}

/// A first line of several clauses without a full stop above longer text.
fn long_first_line(page: &Page, body: usize) -> Option<usize> {
    let (first, second) = (page.blocks.first()?, page.blocks.get(1)?);
    let (f, s) = (&first.features, &second.features);
    let headline = body == 0 && f.stops == 0 && f.chars <= MAX_TITLE && f.roles.is_empty();
    (headline && s.is_prose() && s.chars > f.chars && s.stops > 0).then_some(0)
}

/// The line right above the dateline that stands closest to the body.
fn above_dateline(page: &Page, body: usize) -> Option<usize> {
    let from = body.saturating_sub(15);
    let end = page.blocks.len();
    let is = |i: &usize| is_dateline(&page.blocks[*i]);
    // Where the headline ends as a sentence does, the body seems to begin with it.
    let below = || (body.min(end)..(body + 4).min(end)).find(is);
    let mut dateline = (from..body.min(end)).rev().find(is).or_else(below)?;
    while dateline > from && is_dateline(&page.blocks[dateline - 1]) {
        dateline -= 1;
    }
    let fits = |i: &usize| {
        let block = &page.blocks[*i];
        let f = &block.features;
        f.han >= 8 && f.chars <= 60 && f.stops == 0 && f.bars < 2 && may_be_title(block)
    };
    let mut above = (dateline.saturating_sub(12)..dateline).rev().filter(fits);
    let nearest = above.next()?;
    // A line that holds words of furniture only looks like a headline where no other does.
    let plain = |i: &usize| page.blocks[*i].features.roles.is_empty();
    Some(if plain(&nearest) { nearest } else { above.find(plain).unwrap_or(nearest) })
}

/// The line above the body that looks most like a headline.
fn best_line(page: &Page, body: usize, words: &SiteWords) -> Option<usize> {
    let head = &page.blocks[..body.min(page.blocks.len())];
    let candidates = head.iter().enumerate().rev().take(40).filter(|(_, b)| may_be_title(b));
    let mut best: Option<(usize, i32)> = None;
    for (i, block) in candidates {
        let score = title_score(page, i, body, block.text.as_str(), words);
        if best.is_none_or(|(_, s)| score > s) {
            best = Some((i, score));
        }
    }
    best.map(|(i, _)| i)
}

/// 【…】 at the start of a flash that goes on behind it.
fn bracketed(text: &str) -> Option<String> {
    let (inside, rest) = text.trim_start().strip_prefix('【')?.split_once('】')?;
    let length = letters(inside).chars().count();
    ((8..=MAX_TITLE).contains(&length) && rest.chars().count() > length / 2).then(|| inside.trim().to_owned())
}

fn may_be_title(block: &crate::page::blocks::PageBlock) -> bool {
    let f = &block.features;
    let furniture = f.roles.iter().any(|r| !matches!(r, Role::Tool | Role::Share | Role::Source));
    f.chars >= 5
        && source::find(&block.text).is_none()
        && f.chars <= MAX_TITLE
        && f.han >= 3
        && !furniture
        && f.bars < 2
        && block.tag != Tag::Row
        && !((f.dated || has_clock(&block.text)) && f.han < 14)
}

/// Whether a line tells the time of day: 04-18 09:00.
fn has_clock(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |range: Option<&[u8]>| range.is_some_and(|r| r.iter().all(u8::is_ascii_digit));
    memchr::memchr_iter(b':', bytes)
        .any(|at| at >= 2 && digits(bytes.get(at - 2..at)) && digits(bytes.get(at + 1..at + 3)))
}

/// How well a line fits as the headline: near the body, repeated above, followed by a dateline.
fn title_score(page: &Page, at: usize, body: usize, text: &str, words: &SiteWords) -> i32 {
    let block = &page.blocks[at];
    let mut score = 10 - (body - at).min(10) as i32;
    let wanted = letters(text);
    if page.blocks[at.saturating_sub(200)..at].iter().any(|b| letters(&b.text).contains(&wanted)) {
        score += 12;
    }
    let next = page.blocks.get(at + 1).map(|b| b.features);
    if next.is_some_and(|f| {
        f.dated && f.chars <= 100 || f.roles.any(&[Role::Meta, Role::Source, Role::Tool, Role::Byline])
    }) {
        score += 15;
    }
    if block.features.chars >= 12 {
        score += 4;
    }
    if words.is_name(text) {
        score -= 12;
    }
    if at == 0 {
        score += 8;
    }
    score
}

/// A headline without the path to it that stands in the same line: 首页 > 要闻 > …, 首页 要闻 ….
fn without_path(line: &str) -> &str {
    let mut rest = line.trim();
    if !rest.starts_with("首页") && !rest.starts_with("首頁") {
        return rest;
    }
    while let Some((part, after)) = rest.split_once(|c: char| c.is_whitespace() || matches!(c, '>' | '＞' | '›' | '»'))
    {
        let after = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '>' | '＞' | '›' | '»'));
        if part.chars().count() > MAX_COLUMN_NAME || letters(after).chars().count() < MIN_LETTERS {
            break;
        }
        rest = after;
    }
    rest
}

/// `[复制链接]` and the like behind a headline.
fn cut_trailing_tool(text: &str) -> &str {
    match text.rfind(" [") {
        Some(at) if text.ends_with(']') && text.len() - at <= 24 => text[..at].trim_end(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn site_names_go() {
        let words = &Lexicon::embedded().site_words;
        let cases = [
            ("总投资12亿元的项目开工_网易新闻", "总投资12亿元的项目开工"),
            ("我市项目集中签约|财经频道_新浪新闻", "我市项目集中签约"),
            ("县里开工十个项目-某县新闻网", "县里开工十个项目"),
            ("主队139-107大胜客队", "主队139-107大胜客队"),
            ("某地视界｜数字农机助力春耕", "某地视界｜数字农机助力春耕"),
            ("某某新闻网", "某某新闻网"),
        ];
        for (title, wanted) in cases {
            assert_eq!(without_site(title, words), wanted);
        }
    }

    #[test]
    fn the_path_to_a_page_is_no_headline() {
        let cases = [
            ("首页 商圈 商圈资讯 光电园落户我县 总投资八亿元", "光电园落户我县 总投资八亿元"),
            ("首页 > 要闻 > 光电园落户我县", "光电园落户我县"),
            ("首页 要闻", "首页 要闻"),
            ("首批项目 集中开工", "首批项目 集中开工"),
        ];
        for (line, wanted) in cases {
            assert_eq!(without_path(line), wanted);
        }
    }

    #[test]
    fn a_flash_names_its_title_in_brackets() {
        assert_eq!(
            bracketed("【某某股份：拟投资3亿元建厂】公司公告，拟投资3亿元建设新厂。").as_deref(),
            Some("某某股份：拟投资3亿元建厂")
        );
        assert_eq!(bracketed("【签约】6月15日，我县与某公司签约。"), None);
    }
}
