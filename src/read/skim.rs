//! A line of JSON looked over without being taken apart.
//!
//! Owns the answer to one question: is the line, beyond doubt, a flat object that holds a page? Where it is
//! not sure it says no, and the parser decides.

use memchr::memchr2;

use super::jsonl::PAGE_FIELDS;

/// Whether the line is a well-formed flat object with a page in it. Its strings are not checked for UTF-8.
pub(crate) fn holds_page(line: &[u8]) -> bool {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii();
    let inside = line.strip_prefix(b"{").and_then(|l| l.strip_suffix(b"}"));
    inside.and_then(page_among).unwrap_or(false)
}

/// Whether one of the members is a page; `None` where that is not sure.
fn page_among(members: &[u8]) -> Option<bool> {
    let mut rest = members.trim_ascii_start();
    let mut pages = [false; PAGE_FIELDS.len()];
    loop {
        let (key, after) = string(rest)?;
        let after = after.trim_ascii_start().strip_prefix(b":")?.trim_ascii_start();
        let (filled, after) = match after.first()? {
            b'"' => string(after).map(|(value, after)| (!value.is_empty(), after))?,
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
fn string(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let body = text.strip_prefix(b"\"")?;
    let mut at = 0;
    loop {
        let next = at + memchr2(b'"', b'\\', body.get(at..)?)?;
        if body[at..next].iter().fold(false, |found, &b| found | (b < b' ')) {
            return None;
        }
        if body[next] == b'"' {
            return Some((&body[..next], &body[next + 1..]));
        }
        at = next + escape(&body[next + 1..])?;
    }
}

/// Length of an escape, backslash included; `rest` is behind that.
fn escape(rest: &[u8]) -> Option<usize> {
    match rest {
        [b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => Some(2),
        [b'u', a, b, c, d, ..] if [a, b, c, d].iter().all(|h| h.is_ascii_hexdigit()) => Some(6),
        _ => None,
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
            assert!(holds_page(line.as_bytes()), "{line}");
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
            assert!(!holds_page(line.as_bytes()), "{line}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_parser_agrees(line in r#"\{"(text|id|html)": ?("[a\\"un0/]{0,4}"|[0-9n]{0,2}|null|true)(, ?"(text|body)":"[a\\u0]{0,6}")?\}?"#) {
            if holds_page(line.as_bytes()) {
                proptest::prop_assert!(jsonl::parse(line.as_bytes(), &Origin::new("a", "a")).is_ok(), "{line}");
            }
        }
    }
}
