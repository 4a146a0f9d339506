//! JSONL: one page a line, in one of a few fields.

use std::borrow::Cow;
use std::fmt;
use std::io::BufRead;
use std::ops::ControlFlow;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::lines::{Line, next_line};
use super::stream::Layer;
use super::{Fault, Hint, Item, Origin, RawDocument, Sink, gzip};

/// Fields that may hold the page, the first that does wins.
pub(super) const PAGE_FIELDS: [(&str, Hint); 5] = [
    ("html", Hint::Html),
    ("text", Hint::Text),
    ("content", Hint::Unknown),
    ("raw_content", Hint::Unknown),
    ("body", Hint::Unknown),
];

/// Cuts a stream into lines and pushes each; lines beyond the limit are skipped unread.
pub(super) fn read_lines(reader: &mut dyn BufRead, layer: Layer<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let limit = layer.limits.document_bytes;
    let mut number = 0;
    let mut length = 0;
    loop {
        number += 1;
        let origin = layer.origin.numbered(number);
        match next_line(reader, limit, &mut length) {
            Ok(Line::End) => return ControlFlow::Continue(()),
            Ok(Line::TooLong) => sink(Item::failed(&origin, Fault::TooLarge { limit }))?,
            Ok(Line::Whole(line)) if line.trim_ascii().is_empty() => {}
            Ok(Line::Whole(line)) => sink(Item::line(origin, line))?,
            Err(error) => {
                let more = gzip::can_read_on(&error);
                sink(Item::failed(&origin, layer.fault(error)))?;
                if !more {
                    return ControlFlow::Continue(());
                }
            }
        }
    }
}

/// Reads one line as a document.
pub(super) fn parse(line: &[u8], origin: &Origin) -> Result<RawDocument, Fault> {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    // The quick way takes strings only; whatever else stands in our fields is sorted out by the slow one.
    let fields = match serde_json::from_slice::<Fields>(line) {
        Ok(fields) => fields,
        Err(_) => parse_any(line)?,
    };
    let hint_and_page = PAGE_FIELDS.iter().zip(fields.pages).find_map(|((_, hint), page)| Some((*hint, page?)));
    let (hint, page) = hint_and_page.ok_or(Fault::NoText)?;
    let id = fields.id.clone().or_else(|| fields.url.clone()).unwrap_or_else(|| origin.id());
    Ok(RawDocument {
        id,
        url: fields.url,
        title: fields.title,
        date: fields.date,
        source: fields.source,
        charset: None,
        bytes: repaired(page, line),
        hint,
    })
}

/// A lone surrogate (`\ud83d` of a torn emoji) makes a well-formed line into bytes that are no UTF-8;
/// only that character is lost. A line in another encoding is left to the decoder.
fn repaired(page: Vec<u8>, line: &[u8]) -> Vec<u8> {
    if simdutf8::basic::from_utf8(&page).is_err() && simdutf8::basic::from_utf8(line).is_ok() {
        return String::from_utf8_lossy(&page).into_owned().into_bytes();
    }
    page
}

/// The slow way: any JSON, also with nulls, numbers and objects in our fields.
fn parse_any(line: &[u8]) -> Result<Fields, Fault> {
    let Value::Object(object) = serde_json::from_slice(line).map_err(Fault::NotJson)? else {
        return Err(Fault::NotAnObject);
    };
    let text = |name: &str| match object.get(name) {
        Some(Value::String(s)) if !s.is_empty() => Some(s.clone()),
        Some(Value::Number(n)) => Some(n.to_string()),
        _ => None,
    };
    let page =
        |name: &str| object.get(name).and_then(Value::as_str).filter(|s| !s.is_empty()).map(|s| s.as_bytes().to_vec());
    Ok(Fields {
        id: text("id"),
        url: text("url"),
        title: text("title"),
        date: text("date"),
        source: text("source"),
        pages: PAGE_FIELDS.map(|(name, _)| page(name)),
    })
}

/// What we take from a line.
#[derive(Default)]
struct Fields {
    id: Option<String>,
    url: Option<String>,
    title: Option<String>,
    date: Option<String>,
    source: Option<String>,
    /// In the order of [`PAGE_FIELDS`].
    pages: [Option<Vec<u8>>; PAGE_FIELDS.len()],
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a page")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let mut fields = Fields::default();
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            let slot = match key.as_ref() {
                "id" => &mut fields.id,
                "url" => &mut fields.url,
                "title" => &mut fields.title,
                "date" => &mut fields.date,
                "source" => &mut fields.source,
                other => {
                    match PAGE_FIELDS.iter().position(|(name, _)| *name == other) {
                        Some(at) => fields.pages[at] = map.next_value::<PageBytes>()?.0.filter(|b| !b.is_empty()),
                        None => drop(map.next_value::<IgnoredAny>()?),
                    }
                    continue;
                }
            };
            *slot = map.next_value::<Option<String>>()?.filter(|s| !s.is_empty());
        }
        Ok(fields)
    }
}

/// A string as bytes: not checked for UTF-8, so that pages in other encodings come through.
struct PageBytes(Option<Vec<u8>>);

impl<'de> Deserialize<'de> for PageBytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_option(PageBytesVisitor)
    }
}

struct PageBytesVisitor;

impl<'de> Visitor<'de> for PageBytesVisitor {
    type Value = PageBytes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_unit<E>(self) -> Result<PageBytes, E> {
        Ok(PageBytes(None))
    }

    fn visit_none<E>(self) -> Result<PageBytes, E> {
        Ok(PageBytes(None))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<PageBytes, D::Error> {
        deserializer.deserialize_bytes(self)
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<PageBytes, E> {
        Ok(PageBytes(Some(bytes.to_vec())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &[u8]) -> Result<RawDocument, Fault> {
        parse(line, &Origin::new("in/a.jsonl", "a.jsonl").numbered(7))
    }

    #[test]
    fn takes_the_first_field_with_a_page() {
        let d = parsed(r#"{"body": "b", "text": "甲", "html": null, "url": "http://x/1", "extra": [1]}"#.as_bytes())
            .unwrap();
        assert_eq!((d.bytes, d.hint), ("甲".as_bytes().to_vec(), Hint::Text));
        assert_eq!((d.id.as_str(), d.url.as_deref()), ("http://x/1", Some("http://x/1")));
    }

    #[test]
    fn ids() {
        for (line, id) in [
            (r#"{"text":"a","id":"x","url":"u"}"#, "x"),
            (r#"{"text":"a","id":17}"#, "17"),
            (r#"{"text":"a","id":null,"url":"u"}"#, "u"),
            (r#"{"text":"a"}"#, "a.jsonl#7"),
        ] {
            assert_eq!(parsed(line.as_bytes()).unwrap().id, id, "{line}");
        }
    }

    #[test]
    fn odd_values_do_not_hide_the_page() {
        let d = parsed(r#"{"content": {"x": 1}, "title": 3, "body": "正文"}"#.as_bytes()).unwrap();
        assert_eq!(d.bytes, "正文".as_bytes());
        assert_eq!(d.title.as_deref(), Some("3"));
    }

    #[test]
    fn the_outlet_is_taken() {
        let d = parsed(r#"{"source": "青石日报", "text": "正文"}"#.as_bytes()).unwrap();
        assert_eq!(d.source.as_deref(), Some("青石日报"));
    }

    #[test]
    fn a_torn_surrogate_costs_one_character() {
        let d = parsed(r#"{"text": "投资\ud83d1亿元"}"#.as_bytes()).unwrap();
        let text = String::from_utf8(d.bytes).unwrap();
        assert!(text.starts_with("投资") && text.ends_with("1亿元"), "{text}");
    }

    #[test]
    fn another_encoding_is_left_as_it_is() {
        let (gbk, _, _) = encoding_rs::GB18030.encode("{\"text\": \"总投资1亿元\"}");
        let d = parsed(&gbk).unwrap();
        assert_eq!(encoding_rs::GB18030.decode(&d.bytes).0, "总投资1亿元");
    }

    #[test]
    fn faults() {
        for (line, kind) in [
            (&b"{\"text\": \"a"[..], "json"),
            (b"nonsense", "json"),
            (b"[1]", "json"),
            (b"{\"id\": 1}", "no-text"),
            (b"{\"text\": \"\"}", "no-text"),
        ] {
            assert_eq!(parsed(line).unwrap_err().kind(), kind, "{}", String::from_utf8_lossy(line));
        }
    }
}
