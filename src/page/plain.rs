//! Tag-free text → blocks: one block a line.
//!
//! Owns the cutting of text into lines and the leftovers of tags in it. Must not judge lines.

use super::blocks::{Container, Page, PageBlock, Tag};
use super::floor;
use super::{table, wrapped};

/// Bytes of a text that are read.
const MAX_BYTES: usize = 8 << 20;

/// Lines of a text at most.
const MAX_LINES: usize = 200_000;

/// Cuts a text into blocks.
pub(super) fn parse(text: &str) -> Page {
    let text = without_tags(floor(text, MAX_BYTES));
    let text = wrapped::unwrap(&text);
    let lines = text.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}']).flat_map(paragraphs);
    let blocks: Vec<PageBlock> = lines
        .map(str::trim)
        .filter(|l| l.chars().any(crate::letter::is_letter))
        .take(MAX_LINES)
        .map(line_block)
        .collect();
    let blocks = table::gather_lines(blocks);
    let containers = vec![Container { end: blocks.len(), ..Container::default() }];
    Page { blocks, containers, html: false }
}

/// Paragraphs that were joined to one line: cut where an indent of two wide spaces follows a sentence.
fn paragraphs(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        let text = rest?;
        let ends = |i: &usize| text[..*i].ends_with(['。', '！', '？', '”', '：', '；', '）']);
        let cut = memchr::memmem::find_iter(text.as_bytes(), "\u{3000}\u{3000}").find(ends);
        rest = cut.map(|i| &text[i..]);
        Some(&text[..cut.unwrap_or(text.len())])
    })
}

fn line_block(line: &str) -> PageBlock {
    if let Some(row) = line.contains('\t').then(|| columns(line)).flatten() {
        return row;
    }
    PageBlock { text: line.to_owned(), tag: Tag::Line, ..PageBlock::default() }
}

/// A line of cells set apart by tabs.
fn columns(line: &str) -> Option<PageBlock> {
    let cells: Vec<(usize, String)> = line.split('\t').map(|c| c.trim().to_owned()).enumerate().collect();
    let filled = cells.iter().filter(|(_, c)| !c.is_empty()).count();
    let long = cells.iter().any(|(_, c)| c.chars().count() > 60);
    (filled >= 3 && !long).then(|| table::row_block(&cells, 0, false)).flatten()
}

/// Takes out single tags and entities that a crude conversion left behind.
fn without_tags(text: &str) -> std::borrow::Cow<'_, str> {
    if memchr::memchr2(b'<', b'&', text.as_bytes()).is_none() {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        let (with, length) = leftover(&rest[at..]);
        out.push_str(with);
        rest = &rest[at + length..];
    }
    out.push_str(rest);
    out.into()
}

/// What stands for the leftover at the start of a text, and its length.
fn leftover(text: &str) -> (&str, usize) {
    if !text.as_bytes().get(1).is_some_and(|b| b.is_ascii_alphabetic() || *b == b'/') {
        return (&text[..1], 1);
    }
    for (entity, with) in [
        ("&nbsp;", " "),
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&mdash;", "—"),
        ("&middot;", "·"),
        ("&emsp;", " "),
        ("&ensp;", " "),
    ] {
        if text.starts_with(entity) {
            return (with, entity.len());
        }
    }
    let inside = text.strip_prefix("</").or_else(|| text.strip_prefix('<')).unwrap_or("");
    let name = inside.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
    let close = inside.bytes().take(300).position(|b| b == b'>');
    match (&inside[..name], close) {
        (tag, Some(_)) if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) => (&text[..1], 1),
        (_, None) => (&text[..1], 1),
        (tag, Some(close)) => {
            let length = text.len() - inside.len() + close + 1;
            let breaks = matches!(tag.to_ascii_lowercase().as_str(), "p" | "br" | "div" | "li" | "tr");
            (if breaks { "\n" } else { "" }, length)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        parse(text).blocks.into_iter().map(|b| b.text).collect()
    }

    #[test]
    fn lines_become_blocks() {
        assert_eq!(lines("|\n|\n 项目签约 \r\n\r\n总投资3亿元。"), ["项目签约", "总投资3亿元。"]);
        assert_eq!(
            lines("开工了。\u{3000}\u{3000}总投资3亿元。\u{3000}\u{3000}明年投产。"),
            ["开工了。", "总投资3亿元。", "明年投产。"]
        );
        assert_eq!(lines("产值<5亿元&nbsp;利润</p><br/>开工 A&B"), ["产值<5亿元 利润", "开工 A&B"]);
    }

    #[test]
    fn tabs_set_cells_apart() {
        let page = parse("项目\t总投资\t进度\n光伏园\t\t开工\t在建");
        assert_eq!(page.blocks[0].cells.len(), 3);
        assert_eq!(page.blocks[1].cells.len(), 4);
    }
}
