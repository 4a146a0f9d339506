//! A line of JSON looked over without being taken apart.
//!
//! Owns the answer to one question: is the line, beyond doubt, a flat object that holds a page, and do its escapes
//! hide characters? Where it is not sure it says so, and the parser decides.

use memchr::memchr2;

use super::jsonl::PAGE_FIELDS;

/// What a look over a line tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Skimmed {
    /// Whether an escape stands for more than a control character or a mark of HTML.
    pub hides_characters: bool,
}

/// Looks a line over; `None` unless it is a well-formed flat object with a page in it. Its strings are not checked
/// for UTF-8.
pub(crate) fn skim(line: &[u8]) -> Option<Skimmed> {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii();
    // White space between the members may be a control character too; such lines are rare.
    if line.iter().fold(false, |found, &b| found | (b < b' ')) {
        return None;
    }
    let mut pass = Pass { skimmed: Skimmed { hides_characters: false } };
    let inside = line.strip_prefix(b"{").and_then(|l| l.strip_suffix(b"}"))?;
    pass.page_among(inside)?.then_some(pass.skimmed)
}

struct Pass {
    skimmed: Skimmed,
}

impl Pass {
    /// Whether one of the members is a page; `None` where that is not sure.
    fn page_among(&mut self, members: &[u8]) -> Option<bool> {
        let mut rest = members.trim_ascii_start();
        let mut pages = [false; PAGE_FIELDS.len()];
        loop {
            let (key, after) = self.string(rest)?;
            let after = after.trim_ascii_start().strip_prefix(b":")?.trim_ascii_start();
            let (filled, after) = match after.first()? {
                b'"' => self.string(after).map(|(value, after)| (!value.is_empty(), after))?,
                _ => (false, literal(after)?),
            };
            if key.contains(&b'\\') {
                return None;
            }
            if let Some(field) = PAGE_FIELDS.iter().position(|(name, _)| name.as_bytes() == key)
                && (std::mem::replace(&mut pages[field], true) || !filled)
            {
                return None;
            }
            rest = match after.trim_ascii_start() {
                [] => return Some(pages.contains(&true)),
                [b',', more @ ..] => more.trim_ascii_start(),
                _ => return None,
            };
        }
    }

    /// A string at the beginning of `text`, without its quotes, and what follows it.
    fn string<'a>(&mut self, text: &'a [u8]) -> Option<(&'a [u8], &'a [u8])> {
        let body = text.strip_prefix(b"\"")?;
        let mut at = 0;
        loop {
            at += plain_length(body.get(at..)?)?;
            // Escapes often stand one after the other.
            while body[at] == b'\\' {
                at += self.escape(&body[at + 1..])?;
                if at >= body.len() {
                    return None;
                }
            }
            if body[at] == b'"' {
                return Some((&body[..at], &body[at + 1..]));
            }
        }
    }

    /// Length of an escape, backslash included; `rest` is behind that.
    fn escape(&mut self, rest: &[u8]) -> Option<usize> {
        match rest {
            [b'\\', b'u', hex @ ..] => {
                // `\\\\u4ebf`: an escape of the page's own.
                self.skimmed.hides_characters |= !is_harmless(hex);
                Some(2)
            }
            [b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => Some(2),
            [b'u', hex @ ..] if hex.len() >= 4 && hex[..4].iter().all(u8::is_ascii_hexdigit) => {
                self.skimmed.hides_characters |= !is_harmless(hex);
                Some(6)
            }
            _ => None,
        }
    }
}

/// Bytes looked at by eights before a search for long distances is made.
const NEAR: usize = 32;

/// How many bytes stand before the first quote or backslash. In markup they stand close together.
fn plain_length(bytes: &[u8]) -> Option<usize> {
    let near = &bytes[..bytes.len().min(NEAR)];
    for (number, eight) in near.as_chunks().0.iter().enumerate() {
        let eight = u64::from_le_bytes(*eight);
        let found = zero_bytes(eight ^ (u64::from(b'"') * EACH)) | zero_bytes(eight ^ (u64::from(b'\\') * EACH));
        if found != 0 {
            return Some(number * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let passed = near.len() / 8 * 8;
    memchr2(b'"', b'\\', &bytes[passed..]).map(|at| passed + at)
}

/// One in each byte.
const EACH: u64 = 0x0101_0101_0101_0101;

/// The high bit of each byte that is zero; those above the first one may be set by mistake.
fn zero_bytes(bytes: u64) -> u64 {
    bytes.wrapping_sub(EACH) & !bytes & (EACH << 7)
}

/// Whether an escape stands for a control character, a mark of HTML, or `&` where no number can follow.
fn is_harmless(hex: &[u8]) -> bool {
    match hex {
        [b'0', b'0', b'0' | b'1', _, ..] => true,
        [b'0', b'0', b'2', b'2' | b'7' | b'f' | b'F', ..] => true,
        [b'0', b'0', b'3', b'c' | b'C' | b'd' | b'D' | b'e' | b'E', ..] => true,
        [b'0', b'0', b'2', b'6', after @ ..] => !matches!(after.first(), Some(b'#' | b'\\')),
        _ => false,
    }
}

/// What follows a plain number, `true`, `false` or `null`.
fn literal(text: &[u8]) -> Option<&[u8]> {
    let word = [&b"null"[..], b"true", b"false"].into_iter().find_map(|w| text.strip_prefix(w));
    word.or_else(|| {
        let digits = text.iter().take_while(|b| b.is_ascii_digit()).count();
        let plain = digits == 1 || digits > 1 && text[0] != b'0';
        plain.then(|| &text[digits..])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Origin, jsonl};

    #[test]
    fn pages_of_flat_objects() {
        for line in [
            r#"{"text":"a"}"#,
            r#" { "id" : 17 , "html" : "<p class=\"x\">a\n\u003c\/p>" , "n":null,"b":true } "#,
            r#"{"body":"天气","url":""}"#,
        ] {
            assert!(skim(line.as_bytes()).is_some(), "{line}");
        }
    }

    #[test]
    fn what_is_left_to_the_parser() {
        for line in [
            "",
            "{}",
            "nonsense",
            r#"{"text":""}"#,
            r#"{"text":17}"#,
            r#"{"text":"a""#,
            r#"{"text":"a"},"#,
            r#"{"text":"a",}"#,
            r#"{"text":"a" "id":1}"#,
            r#"{"text":"a\x"}"#,
            r#"{"text":"a\u12"}"#,
            "{\"text\":\"a\tb\"}",
            r#"{"text":"a","id":01}"#,
            r#"{"text":"a","id":1.5}"#,
            r#"{"text":"a","extra":{"text":"b"}}"#,
            r#"{"te\u0078t":"a"}"#,
            r#"{"text":"a","text":"b"}"#,
            r#"[{"text":"a"}]"#,
        ] {
            assert_eq!(skim(line.as_bytes()), None, "{line}");
        }
    }

    #[test]
    fn plain_bytes_are_passed_over() {
        for mark in ["\"", "\\"] {
            for length in [0, 1, 7, 8, 9, 31, 32, 33, 40, 100] {
                let text = format!("{}{mark}a\"", "#]é"[..1].repeat(length));
                assert_eq!(plain_length(text.as_bytes()), Some(length), "{text}");
            }
        }
        assert_eq!(plain_length("投产".repeat(20).as_bytes()), None);
        assert_eq!(plain_length(b""), None);
    }

    #[test]
    fn escapes_that_hide_characters() {
        for (line, hides) in [
            (r#"{"text":"a\n\u003cb\u003e\"\u0026nbsp;"}"#, false),
            (r#"{"text":"\u4ebf"}"#, true),
            (r#"{"text":"\\u4ebf"}"#, true),
            (r#"{"text":"a","\u0069d":1}"#, true),
            (r#"{"text":"\u0026#20159;"}"#, true),
        ] {
            let skimmed = skim(line.as_bytes());
            assert!(skimmed.is_none_or(|s| s.hides_characters == hides), "{line}: {skimmed:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_parser_agrees(line in r#"\{"(text|id|html)": ?("[a\\"un0/]{0,4}"|[0-9n]{0,2}|null|true)(, ?"(text|body)":"[a\\u0]{0,6}")?\}?"#) {
            if skim(line.as_bytes()).is_some() {
                proptest::prop_assert!(jsonl::parse(line.as_bytes(), &Origin::new("a", "a")).is_ok(), "{line}");
            }
        }
    }
}
