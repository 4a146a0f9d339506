//! What a reader sees of a page, in pieces, told without building the tree.
//!
//! Owns one question: may any text that an article could be made of hold a cue? Must never miss one: a piece here is
//! at least as long as a block of the tree, and only what cannot be part of an article is passed over.

use memchr::memchr;

use super::html::{is_block, is_skipped};
use super::markup::{Pruned, Script, lowercase, tag_length};
use crate::letter::{is_han, is_letter};

/// Characters below which links without a mark of sentences are no running text, whatever else they are.
const MAX_LINKS: usize = 40;

/// Characters and more of running text beside which no article is looked for in scripts.
const MIN_PROSE: usize = 60;

/// Whether `cue` says yes to any piece of the page.
pub(super) fn holds(pruned: &Pruned<'_>, cue: &dyn Fn(&str) -> bool) -> bool {
    let mut pass = Pass::new(cue);
    let told = |script: &Script<'_>, all: bool| (all || script.attributes.contains("ld+json")) && cue(script.body);
    pass.read(&pruned.html) || pruned.scripts.iter().any(|script| told(script, !pass.prose))
}

struct Pass<'c> {
    cue: &'c dyn Fn(&str) -> bool,
    /// The piece so far, without white space.
    piece: String,
    /// Letters and other characters of it that stand outside links.
    letters_outside: usize,
    others_outside: usize,
    in_link: bool,
    /// Headings and tables that are open: in them links count too.
    kept: usize,
    /// The piece holds an element whose text is passed over.
    broken: bool,
    /// Running text was seen.
    prose: bool,
}

impl<'c> Pass<'c> {
    fn new(cue: &'c dyn Fn(&str) -> bool) -> Self {
        Self {
            cue,
            piece: String::new(),
            letters_outside: 0,
            others_outside: 0,
            in_link: false,
            kept: 0,
            broken: false,
            prose: false,
        }
    }

    fn read(&mut self, html: &str) -> bool {
        let bytes = html.as_bytes();
        let mut at = 0;
        while at < html.len() {
            let next = memchr(b'<', &bytes[at..]).map_or(html.len(), |n| at + n);
            self.text(&html[at..next]);
            if next == html.len() {
                break;
            }
            let closing = bytes.get(next + 1) == Some(&b'/');
            let from = next + 1 + usize::from(closing);
            let name = bytes[from..].iter().take(24).take_while(|b| b.is_ascii_alphanumeric()).count();
            if name == 0 || bytes[from].is_ascii_digit() {
                self.text("<");
                at = next + 1;
                continue;
            }
            at = next + tag_length(&bytes[next..]);
            if self.tag(&lowercase(&html[from..from + name]), closing, &html[next..at]) {
                return true;
            }
        }
        self.end()
    }

    /// Deals with a tag; true where a cue was found.
    fn tag(&mut self, name: &str, closing: bool, tag: &str) -> bool {
        match name {
            "a" => self.in_link = !closing,
            "meta" => return tag.to_ascii_lowercase().contains("title") && (self.cue)(tag),
            "br" | "hr" | "title" => return self.end(),
            _ if is_skipped(name) => self.broken = true,
            _ if is_block(name) => {
                let found = self.end();
                if matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table") {
                    self.kept = if closing { self.kept.saturating_sub(1) } else { self.kept + 1 };
                }
                return found;
            }
            _ => {}
        }
        false
    }

    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = memchr(b'&', rest.as_bytes()) {
            self.plain(&rest[..at]);
            let (character, length) = entity(&rest[at..]);
            if let Some(c) = character {
                self.plain(c.encode_utf8(&mut [0; 4]));
            }
            rest = &rest[at + length..];
        }
        self.plain(rest);
    }

    fn plain(&mut self, text: &str) {
        for part in text.split(|c: char| c.is_whitespace()).filter(|part| !part.is_empty()) {
            self.piece.push_str(part);
            if !self.in_link {
                let letters = part.chars().filter(|c| is_letter(*c)).count();
                self.letters_outside += letters;
                self.others_outside += part.chars().count() - letters;
            }
        }
    }

    /// Ends a piece; true where it holds a cue and may be part of an article.
    fn end(&mut self) -> bool {
        let links = self.kept == 0 && self.letters_outside == 0 && self.is_line_of_links();
        let found = !links && !self.piece.is_ascii() && (self.cue)(&self.piece);
        self.prose |= !self.broken && self.letters_outside >= MIN_PROSE && is_prose(&self.piece);
        self.piece.clear();
        (self.letters_outside, self.others_outside, self.in_link, self.broken) = (0, 0, false, false);
        found
    }

    /// Whether the piece is too short and plain for running text: then nothing but links is no part of an article.
    fn is_line_of_links(&self) -> bool {
        let chars = self.piece.chars().count();
        chars < MAX_LINKS
            && self.others_outside * 2 < chars
            && !self.piece.contains(['。', '！', '？', '；', '…', '!', '?', ';', '.'])
    }
}

/// Whether a piece ends as a sentence does and is Chinese.
fn is_prose(piece: &str) -> bool {
    let chars = piece.chars().count();
    piece.ends_with('。') && piece.chars().filter(|c| is_han(*c)).count() * 2 > chars
}

/// The character that an entity stands for and the entity's length. Names stand for no ideograph: they part words,
/// and those of spaces do not even that.
fn entity(text: &str) -> (Option<char>, usize) {
    let body = &text[1..];
    let length = body.bytes().take(10).position(|b| b == b';').map_or(1, |end| end + 2);
    if let Some(number) = body.strip_prefix('#') {
        let (radix, digits) = number.strip_prefix(['x', 'X']).map_or((10, number), |hex| (16, hex));
        let end = digits.bytes().take(8).take_while(|b| char::from(*b).is_digit(radix)).count();
        let code = u32::from_str_radix(&digits[..end], radix).ok().and_then(char::from_u32);
        let read = text.len() - digits.len() + end;
        return (code, read + usize::from(digits[end..].starts_with(';')));
    }
    match body.get(..length.saturating_sub(2)) {
        Some("nbsp" | "ensp" | "emsp" | "thinsp" | "") => (None, length),
        _ => (Some('&'), length),
    }
}

#[cfg(test)]
mod tests {
    use super::super::markup::prune;
    use super::*;

    fn found(page: &str) -> bool {
        holds(&prune(page), &|piece| piece.contains("投产"))
    }

    #[test]
    fn what_a_reader_sees_counts() {
        for page in [
            "<p>新厂投产</p>",
            "<p>新厂<b>投</b><i>产</i></p>",
            "<p>新厂投&nbsp;产</p>",
            "<p>新厂投 \n 产</p>",
            "<p>新厂&#25237;&#x4ea7;</p>",
            "<title>新厂投产_某网</title>",
            "<meta property=\"og:title\" content=\"新厂投产\"><p>图</p>",
            "<h1><a href=/>新厂投产</a></h1>",
            "<p><a href=/>新厂</a>已经投产</p>",
            "<p><a href=/>新厂投产。</a></p>",
            "<table><tr><td><a href=/>新厂投产</a></td></tr></table>",
            "<p>图</p><script>var a = {body: \"新厂投产\"}</script>",
            "<p>图</p><script type=\"application/ld+json\">{\"headline\": \"新厂投产\"}</script>",
            "<a href=/><p>新厂投产</p>",
        ] {
            assert!(found(page), "{page}");
        }
    }

    #[test]
    fn what_can_be_no_article_does_not() {
        let prose = format!("<p>{}。</p>", "今天天气很好，".repeat(20));
        for page in [
            "<ul><li><a href=/>新厂投产</a></li></ul>".to_owned(),
            "<p>图<!-- 新厂投产 --></p>".to_owned(),
            "<meta name=\"keywords\" content=\"新厂投产\"><p title=\"投产\">图</p>".to_owned(),
            format!("{prose}<script>var a = {{body: \"新厂投产\"}}</script>"),
            "<p>新厂投</p><p>产品</p>".to_owned(),
        ] {
            assert!(!found(&page), "{page}");
        }
    }

    #[test]
    fn entities() {
        for (text, wanted) in [
            ("&nbsp;a", (None, 6)),
            ("&#20159;a", (Some('亿'), 8)),
            ("&#x4EBF a", (Some('亿'), 7)),
            ("&amp;a", (Some('&'), 5)),
            ("&a", (None, 1)),
            ("& a", (None, 1)),
            ("&#;", (None, 3)),
            ("&", (None, 1)),
        ] {
            assert_eq!(entity(text), wanted, "{text}");
        }
    }
}
