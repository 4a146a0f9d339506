//! The gate: decides on the undecoded bytes that no record can be in a page.
//!
//! Owns the many ways a cue may be written in bytes: encodings, entities, escapes, damage. Must never lose a
//! record: where it cannot read, the page passes. The cues themselves are data ([`GateCues`]).

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use encoding_rs::{BIG5, Encoding, GB18030};
use memchr::memmem;

use crate::lexicon::{Finder, GateCues};
use crate::read::{self, Item, RawDocument};

/// A gate for many pages.
#[derive(Debug)]
pub struct Gate<'l> {
    cues: &'l GateCues,
    utf8: Finder,
    /// For pages that are not UTF-8; built when the first one comes.
    others: OnceLock<AhoCorasick>,
}

impl<'l> Gate<'l> {
    /// A gate with these cues.
    pub fn new(cues: &'l GateCues) -> Self {
        let words = cues.cues.iter().chain(&cues.marks).map(String::as_str);
        Self { cues, utf8: Finder::new(words), others: OnceLock::new() }
    }

    /// Whether the document may hold a record.
    pub fn passes(&self, document: &RawDocument) -> bool {
        document.title.as_ref().is_some_and(|title| self.passes_bytes(title.as_bytes()))
            || self.passes_bytes(&document.bytes)
    }

    /// Whether what was read may hold a record, as far as that can be told without parsing it.
    pub fn passes_unread(&self, item: &Item) -> bool {
        let Some(line) = item.unparsed() else { return true };
        // A line in another encoding may hide a backslash in a character: it is parsed first.
        self.cue_in_utf8(line).unwrap_or(true)
            || holds_numbers(line)
            || read::skim(line).is_none_or(|skimmed| skimmed.hides_characters)
    }

    fn passes_bytes(&self, bytes: &[u8]) -> bool {
        // UTF-16 shows NULs; everything else that is not UTF-8 is searched in all encodings at once.
        let others = || memchr::memchr(0, bytes).is_some() || self.others().is_match(bytes);
        is_escaped(bytes) || self.cue_in_utf8(bytes).unwrap_or_else(others)
    }

    /// Whether a cue stands in UTF-8; `None` where the bytes are something else.
    fn cue_in_utf8(&self, bytes: &[u8]) -> Option<bool> {
        simdutf8::basic::from_utf8(bytes).ok().map(|text| self.cue_in(text))
    }

    /// Whether a cue stands in a text.
    pub fn cue_in(&self, text: &str) -> bool {
        self.utf8.stands_in(text)
    }

    /// Whether a cue stands in a text that a reader sees, or may stand there as an escape.
    pub fn cue_in_seen(&self, text: &str) -> bool {
        self.cue_in(text) || is_escaped(text.as_bytes())
    }

    fn others(&self) -> &AhoCorasick {
        self.others.get_or_init(|| {
            let words = self.cues.cues.iter().chain(&self.cues.marks);
            matcher(words.flat_map(|word| {
                let legacy = [GB18030, BIG5].into_iter().filter_map(|encoding| encoded(word, encoding));
                legacy.chain([word.as_bytes().to_vec()]).collect::<Vec<_>>()
            }))
        })
    }
}

fn matcher(words: impl Iterator<Item = Vec<u8>>) -> AhoCorasick {
    let words: Vec<Vec<u8>> = words.collect();
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        .kind(Some(AhoCorasickKind::DFA))
        .build(words)
        .expect("cues far below the automaton's limit")
}

/// The word in an encoding that has all its characters.
fn encoded(word: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    let (bytes, _, unmappable) = encoding.encode(word);
    (!unmappable).then(|| bytes.into_owned())
}

/// Whether ideographs may stand there as numbers: `&#20159;`, `&#x4ebf;`, `\u4ebf`; or UTF-16 with a mark.
fn is_escaped(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe")
        || bytes.starts_with(b"\xfe\xff")
        || holds_numbers(bytes)
        || memmem::find_iter(bytes, b"\\u").any(|at| is_ideograph_hex(&bytes[at + 2..]))
}

/// Whether ideographs may stand there as numbers of HTML.
fn holds_numbers(bytes: &[u8]) -> bool {
    memmem::find_iter(bytes, b"&#").any(|at| is_ideograph_number(&bytes[at + 2..]))
}

/// A decimal number of five digits or a hexadecimal one of four, leading zeros aside.
fn is_ideograph_number(after: &[u8]) -> bool {
    if let [b'x' | b'X', hex @ ..] = after {
        let zeros = hex.iter().take_while(|&&b| b == b'0').count();
        return is_ideograph_hex(&hex[zeros..]);
    }
    let zeros = after.iter().take_while(|&&b| b == b'0').count();
    after[zeros..].iter().take_while(|b| b.is_ascii_digit()).count() >= 5
}

/// `4e00` to `9fff`.
fn is_ideograph_hex(hex: &[u8]) -> bool {
    hex.len() >= 4 && matches!(hex[0], b'4'..=b'9') && hex[1..4].iter().all(u8::is_ascii_hexdigit)
}

#[cfg(test)]
mod tests {
    use encoding_rs::GBK;

    use super::*;
    use crate::lexicon::Lexicon;

    fn passes(bytes: &[u8]) -> bool {
        let document = RawDocument { bytes: bytes.to_vec(), ..RawDocument::default() };
        Gate::new(&Lexicon::embedded().gate).passes(&document)
    }

    const CUES: [&str; 9] = [
        "总投资1.4亿元",
        "投资５０００万元",
        "三十億日圓",
        "恒远公司签约",
        "恆遠公司簽約",
        "恆遠公司籤約",
        "新厂竣工投产",
        "新廠動工興建",
        "4000 万美元",
    ];

    #[test]
    fn cues_pass_in_every_encoding() {
        for text in CUES {
            let page = format!("<html><p>{text}</p></html>");
            assert!(passes(page.as_bytes()), "{text}");
            for encoding in [GBK, GB18030, BIG5] {
                if let Some(bytes) = encoded(&page, encoding) {
                    assert!(passes(&bytes), "{text} in {}", encoding.name());
                }
            }
            let little: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert!(passes(&little), "{text} in UTF-16");
        }
    }

    #[test]
    fn what_cannot_be_read_passes() {
        let pages = [
            "1.4&#20159;",
            "1.4&#x4EBF;",
            "1.4&#X004ebf;",
            "{\"a\":\"1.4\\u4ebf\"}",
            "恆遠公司簽(qiān)約",
            "新廠動(dòng)工",
            "é¡¹ç›®",
            "椤圭洰銆傛",
            "项目竣\u{200b}工",
        ];
        for page in pages {
            assert!(passes(page.as_bytes()), "{page}");
        }
    }

    #[test]
    fn lines_are_judged_before_they_are_parsed() {
        let gate = Gate::new(&Lexicon::embedded().gate);
        let passes = |line: &[u8]| gate.passes_unread(&Item::line_of(line));
        for line in [
            r#"{"text":"总投资1.4亿元"}"#,
            r#"{"text":"1.4\u4ebf"}"#,
            r#"{"text":"1.4\\u4EBF"}"#,
            r#"{"text":"1.4&#20159;"}"#,
            r#"{"text":"1.4\u0026#20159;"}"#,
            r#"{"text":"1.4\u0026\u0023x4ebf;"}"#,
            r#"{"text":"1.4&\u002320159;"}"#,
            r#"{"text":"1.4&#\u0032\u0030159;"}"#,
            r#"{"text":"qi\u0101n"}"#,
            r#"{"text":"竣\u200b工"}"#,
            r#"{"title":"新厂投产","text":"a"}"#,
            r#"{"text":"天气","other":["投产"]}"#,
            r#"{"text":"天气""#,
            r#"{"id":1}"#,
        ] {
            assert!(passes(line.as_bytes()), "{line}");
        }
        assert!(passes(&GBK.encode(r#"{"text":"总投资"}"#).0));
        for line in [r#"{"text":"今天天气很好"}"#, r#"{"id":7,"html":"\u003cp class=\"a\"\u003e天气\u0026nbsp;\n"}"#]
        {
            assert!(!passes(line.as_bytes()), "{line}");
        }
    }

    #[test]
    fn pages_without_a_cue_are_turned_away() {
        let pages = [
            "今天天气很好，适合出游。",
            "<a href=\"/a?b=1&#38;c\">体育</a>",
            "\\u0026 &#160; &nbsp; (e) 天气",
            "",
            "Weather (fine)",
            "昨晚的比赛以三比一结束。",
        ];
        for page in pages {
            assert!(!passes(page.as_bytes()), "{page}");
            assert!(!passes(&GBK.encode(page).0), "{page} in GBK");
        }
        let titled =
            RawDocument { title: Some("新厂投产".into()), bytes: b"photo".to_vec(), ..RawDocument::default() };
        assert!(Gate::new(&Lexicon::embedded().gate).passes(&titled));
    }
}
