//! One cheap pass over the markup before the tree is built: takes out scripts, styles, comments and server
//! tags, and bounds nesting, so that no page makes the parser slow.
//!
//! Owns the raw source. Must not judge what stands in it.

use std::borrow::Cow;

use memchr::{memchr, memmem};

use super::floor;

/// Bytes of a page that are read; what follows is cut off.
const MAX_BYTES: usize = 16 << 20;

/// Bytes of markup that are given to the parser: pictures, scripts and attributes are out by then.
const MAX_MARKUP: usize = 6 << 20;

/// Tags that are kept; what follows the last is cut off. Real pages hold fewer than 20,000.
const MAX_TAGS: usize = 120_000;

/// Elements that may be open at once (browsers stop at 512): the parser looks through all of them at every block.
/// Tags nested deeper are dropped, their text stays.
const MAX_DEPTH: usize = 200;

/// Formatting elements that may be open at once: HTML reopens all of them in every new block.
const MAX_FORMATTING: usize = 24;

/// Attributes of one tag that are kept, where it is long.
const MAX_ATTRIBUTES: usize = 64;

/// Length from which the attributes of a tag are counted.
const MAX_TAG_BYTES: usize = 2048;

/// Bytes of a tag in which brackets inside quotes do not close it.
const MAX_QUOTED: usize = 8 << 10;

/// Longest server tag (`<% … %>`).
const MAX_SERVER_TAG: usize = 64 << 10;

/// A script that was taken out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Script<'a> {
    /// Its attributes as written.
    pub attributes: &'a str,
    /// Its source.
    pub body: &'a str,
}

/// A page without what no reader sees.
#[derive(Debug, Default)]
pub(super) struct Pruned<'a> {
    /// The markup that is left.
    pub html: String,
    /// The scripts, in order.
    pub scripts: Vec<Script<'a>>,
}

/// Bytes at the start of a text in which the tags of a document are looked for.
const HEAD_BYTES: usize = 4096;

/// Whether text is HTML: it begins as a document does, or tags stand all over it.
pub(super) fn is_html(text: &str) -> bool {
    let head = floor(text.trim_start(), 200_000);
    let mut tags = 0;
    for at in memchr::memchr_iter(b'<', head.as_bytes()) {
        match tag_weight(&head.as_bytes()[at + 1..]) {
            None if at < HEAD_BYTES => return true,
            None => tags += 1,
            Some(n) => tags += n,
        }
    }
    tags >= 3 && (tags * 200 >= head.len() || head.starts_with('<'))
}

/// 1 for a tag that articles are made of, 0 for anything else, none for a tag of a document.
fn tag_weight(rest: &[u8]) -> Option<usize> {
    let name: Vec<u8> = rest.iter().take(10).map(u8::to_ascii_lowercase).collect();
    let name = name.strip_prefix(b"/").unwrap_or(&name);
    let word = name.iter().position(|b| !b.is_ascii_alphanumeric() && *b != b'!').unwrap_or(name.len());
    match &name[..word] {
        b"html" | b"body" | b"head" | b"!doctype" | b"meta" | b"table" => None,
        b"p" | b"div" | b"br" | b"span" | b"a" | b"li" | b"ul" | b"td" | b"h1" | b"h2" | b"img" | b"strong" => Some(1),
        _ => Some(0),
    }
}

/// Takes out what no reader sees.
pub(super) fn prune(source: &str) -> Pruned<'_> {
    let source = floor(source, MAX_BYTES);
    let mut pass = Pass {
        source,
        out: Pruned { html: String::with_capacity(source.len()), scripts: Vec::new() },
        tags: 0,
        paragraph: false,
        elements: Open::new(MAX_DEPTH),
        formatting: Open::new(MAX_FORMATTING),
        unclosed_comment: false,
        searched: 0,
    };
    let mut at = 0;
    while let Some(next) = memchr(b'<', &source.as_bytes()[at..]) {
        pass.out.html.push_str(&source[at..at + next]);
        at = pass.markup(at + next);
        if pass.tags > MAX_TAGS {
            at = source.len();
        }
    }
    pass.out.html.push_str(&source[at..]);
    let kept = floor(&pass.out.html, MAX_MARKUP).len();
    pass.out.html.truncate(kept);
    pass.out
}

struct Pass<'a> {
    source: &'a str,
    out: Pruned<'a>,
    tags: usize,
    /// Whether a paragraph was opened and not closed since.
    paragraph: bool,
    elements: Open,
    formatting: Open,
    /// No comment ends behind this point.
    unclosed_comment: bool,
    /// No server tag ends before this byte.
    searched: usize,
}

impl<'a> Pass<'a> {
    /// Deals with the markup at `at`, where a `<` stands; gives the place to go on from.
    fn markup(&mut self, at: usize) -> usize {
        let rest = &self.source[at..];
        if let Some(after) = rest.strip_prefix("<!--") {
            return at + self.comment_length(after);
        }
        if rest.starts_with("<%") || rest.starts_with("<?") {
            return at + self.server_tag_length(at);
        }
        let bytes = rest.as_bytes();
        let closing = bytes.get(1) == Some(&b'/');
        let start = 1 + usize::from(closing);
        let length = bytes[start..].iter().take(24).take_while(|b| b.is_ascii_alphanumeric()).count();
        if length == 0 || bytes[start].is_ascii_digit() {
            // The parser takes longer over it than over a letter.
            self.tags += 1;
            self.out.html.push('<');
            return at + 1;
        }
        let name = &rest[start..start + length];
        let end = tag_length(bytes);
        self.tag(name, closing, at, at + end)
    }

    /// Length of a comment. An unclosed one ends at its first bracket: swallowing the rest would lose the article.
    fn comment_length(&mut self, after: &str) -> usize {
        if !self.unclosed_comment {
            if let Some(end) = memmem::find(after.as_bytes(), b"-->") {
                return end + 7;
            }
            self.unclosed_comment = true;
        }
        memchr(b'>', &after.as_bytes()[..after.len().min(256)]).map_or(4, |end| end + 5)
    }

    /// Length of a server tag; its first character alone where it is not closed.
    fn server_tag_length(&mut self, at: usize) -> usize {
        let window = &self.source.as_bytes()[at..self.source.len().min(at + MAX_SERVER_TAG)];
        if at >= self.searched {
            let close = [window[1], b'>'];
            if let Some(end) = memmem::find(window, &close).or_else(|| memchr(b'>', window).map(|e| e - 1)) {
                return end + 2;
            }
            self.searched = at + window.len();
        }
        1
    }

    fn tag(&mut self, name: &str, closing: bool, at: usize, end: usize) -> usize {
        self.tags += 1;
        let lower = lowercase(name);
        if !closing && is_unseen(&lower) {
            let (body, after) = self.raw_text(&lower, end);
            if lower == "script" {
                let attributes = &self.source[at + 1 + name.len()..end];
                self.out.scripts.push(Script { attributes, body });
            }
            self.out.html.push(' ');
            return after;
        }
        if lower == "img" || is_transparent(&lower) {
            return end;
        }
        if lower == "p" && closing && !std::mem::take(&mut self.paragraph) {
            // It breaks the text all the same; the parser would look for its paragraph in vain.
            self.out.html.push_str("<br>");
            return end;
        }
        self.paragraph |= lower == "p" && !closing;
        if self.admits(&lower, closing) {
            let tag = &self.source[at..end];
            if !closing && !is_told_by_attributes(&lower) {
                // Most of the markup, and most of the parser's work.
                self.out.html.extend(["<", name, ">"]);
            } else if tag.len() > MAX_TAG_BYTES && memchr::memchr_iter(b'=', tag.as_bytes()).count() > MAX_ATTRIBUTES {
                // The parser compares every attribute with every other.
                self.out.html.extend(["<", name, ">"]);
            } else {
                self.out.html.push_str(tag);
            }
        } else {
            self.out.html.push(' ');
        }
        end
    }

    /// The text up to the closing tag of a raw element, and the place behind that tag.
    fn raw_text(&self, name: &str, from: usize) -> (&'a str, usize) {
        let bytes = self.source.as_bytes();
        let mut at = from;
        while let Some(next) = memmem::find(&bytes[at..], b"</") {
            let found = at + next;
            let candidate = &bytes[found + 2..];
            if candidate.len() >= name.len() && candidate[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
                let end = memchr(b'>', candidate).map_or(bytes.len(), |e| found + 2 + e + 1);
                return (&self.source[from..found], end);
            }
            at = found + 2;
        }
        (&self.source[from..], bytes.len())
    }

    /// Keeps track of open elements; false for a tag that nests too deep, and for one that closes nothing.
    fn admits(&mut self, name: &str, closing: bool) -> bool {
        let open = match nesting(name) {
            Nesting::None => return true,
            Nesting::Formatting => &mut self.formatting,
            Nesting::Element => &mut self.elements,
        };
        if closing { open.close(name) } else { open.open(name) }
    }
}

/// The elements of one kind that are open.
struct Open {
    names: Vec<u64>,
    max: usize,
    /// Elements beyond the deepest that is kept.
    beyond: usize,
}

impl Open {
    fn new(max: usize) -> Self {
        Self { names: Vec::new(), max, beyond: 0 }
    }

    fn open(&mut self, name: &str) -> bool {
        let fits = self.names.len() < self.max;
        if fits {
            self.names.push(packed(name));
        } else {
            self.beyond += 1;
        }
        fits
    }

    /// Closes the innermost element of that name and all in it, as the parser will; never one around a table.
    fn close(&mut self, name: &str) -> bool {
        if self.beyond > 0 {
            self.beyond -= 1;
            return false;
        }
        let (wanted, table) = (packed(name), packed("table"));
        let innermost = self.names.iter().rposition(|n| *n == wanted || *n == table);
        let found = innermost.filter(|at| self.names[*at] == wanted);
        self.names.truncate(found.unwrap_or(self.names.len()));
        found.is_some()
    }
}

/// The first eight letters of a name as a number.
fn packed(name: &str) -> u64 {
    name.bytes().take(8).fold(0, |packed, byte| packed << 8 | u64::from(byte))
}

/// A name in small letters, as nearly all are written.
pub(super) fn lowercase(name: &str) -> Cow<'_, str> {
    let capital = name.bytes().any(|b| b.is_ascii_uppercase());
    if capital { name.to_ascii_lowercase().into() } else { name.into() }
}

/// Length of a tag up to its closing bracket; brackets inside quoted values do not close it.
pub(super) fn tag_length(bytes: &[u8]) -> usize {
    let window = &bytes[..bytes.len().min(MAX_QUOTED)];
    let mut at = 0;
    while let Some(next) = memchr::memchr3(b'>', b'"', b'\'', &window[at..]) {
        let here = at + next;
        at = here + 1;
        if window[here] == b'>' {
            return at;
        }
        let before = window[..here].iter().rev().find(|b| !b.is_ascii_whitespace());
        if before == Some(&b'=') {
            match memchr(window[here], &window[at..]) {
                Some(length) => at += length + 1,
                None => break,
            }
        }
    }
    // A quote that is not closed: the tag ends at its first bracket.
    memchr(b'>', bytes).map_or(bytes.len(), |e| e + 1)
}

enum Nesting {
    None,
    Formatting,
    Element,
}

/// How a tag nests. Void elements and those closed by their next sibling do not.
fn nesting(name: &str) -> Nesting {
    match name {
        "area" | "base" | "br" | "col" | "embed" | "hr" | "img" | "input" | "link" | "meta" | "param" | "source"
        | "track" | "wbr" | "p" | "li" | "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "option" | "optgroup"
        | "dt" | "dd" | "colgroup" | "a" | "html" | "head" | "body" | "title" | "nobr" => Nesting::None,
        "b" | "big" | "code" | "em" | "font" | "i" | "s" | "small" | "strike" | "strong" | "tt" | "u" => {
            Nesting::Formatting
        }
        _ => Nesting::Element,
    }
}

/// Whether the attributes of an element say anything here: blocks by class and id, the head by all it declares.
fn is_told_by_attributes(name: &str) -> bool {
    matches!(name, "meta" | "link" | "time" | "input") || super::html::is_block(name)
}

/// Whether a tag changes nothing of what is read: it neither parts text nor says anything of it.
fn is_transparent(name: &str) -> bool {
    matches!(name, "span" | "font" | "em" | "i" | "u" | "small" | "big" | "label" | "tt" | "ins" | "mark")
}

fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "svg"
            | "template"
            | "iframe"
            | "textarea"
            | "noembed"
            | "noframes"
            | "xmp"
            | "select"
            | "object"
            | "video"
            | "audio"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unseen_parts_go_and_text_stays() {
        let cases = [
            ("<p>项目<!-- 总投资 -->签约</p>", "<p>项目签约</p>"),
            ("<%@ page pageEncoding=\"UTF-8\"%><p>签约</p>", "<p>签约</p>"),
            ("<p>签约<!-- 未完</p>开工", "<p>签约开工"),
            ("投资<5亿元", "投资<5亿元"),
            ("<a title=\"a>b\">签约</a>", "<a>签约</a>"),
            ("<a title=\"a>签约</a>", "<a>签约</a>"),
            ("<p class=\"a>b\">签<img src=x>约</p>", "<p class=\"a>b\">签约</p>"),
            ("<style>p{}</STYLE>开工", " 开工"),
            ("<p>签约</p>开工</p>", "<p>签约</p>开工<br>"),
        ];
        for (source, wanted) in cases {
            assert_eq!(prune(source).html, wanted);
        }
    }

    #[test]
    fn scripts_are_kept_aside() {
        let pruned = prune("<script type='a'>var x='</b>'</script>签约");
        assert_eq!((pruned.scripts[0].attributes, pruned.scripts[0].body), (" type='a'>", "var x='</b>'"));
    }

    #[test]
    fn nesting_is_bounded_and_text_is_not_lost() {
        let deep = format!("{}签约{}", "<div>".repeat(5000), "</div>".repeat(5000));
        let pruned = prune(&deep).html;
        assert_eq!(pruned.matches("<div>").count(), MAX_DEPTH);
        assert_eq!(pruned.matches("</div>").count(), MAX_DEPTH);
        assert!(pruned.contains("签约"));
    }

    #[test]
    fn tags_that_close_nothing_do_not_hide_how_deep_a_page_is() {
        let pruned = prune(&"<section></div>签约".repeat(5000)).html;
        assert_eq!((pruned.matches("<section>").count(), pruned.matches("</div>").count()), (MAX_DEPTH, 0));
        let unclosed = "<div><section>签约</div>".repeat(5000);
        assert_eq!(prune(&unclosed).html, unclosed);
    }

    #[test]
    fn html_is_told_from_text() {
        for html in ["<!DOCTYPE html><p>a", "<META charset=gbk>", "<div>a</div><br>", "\n<html>"] {
            assert!(is_html(html), "{html}");
        }
        for text in ["产值<5亿元，利润>1亿元", "首页 > 新闻", "签约<br>", ""] {
            assert!(!is_html(text), "{text}");
        }
    }
}
