//! What a stream is, judged by its first bytes.

/// Bytes looked at.
pub(super) const HEAD: usize = 16 << 10;

/// The form of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Empty,
    Gzip,
    Zstd,
    Zip,
    Tar,
    Warc,
    /// One JSON object a line.
    JsonLines,
    /// JSON that is not one object a line.
    OtherJson,
    /// HTML or plain text, in any encoding.
    Page,
    /// Neither text nor a container we read; with its name.
    Binary(&'static str),
}

/// First bytes of formats that are no text.
const BINARY_MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"RIFF", "RIFF"),
    (b"\x7fELF", "ELF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office 97"),
    (b"PAR1", "Parquet"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
];

/// Judges the first bytes of a stream; `name` decides only where the bytes leave it open.
pub(super) fn form(head: &[u8], name: &str) -> Form {
    match head {
        [0x1f, 0x8b, ..] => return Form::Gzip,
        [0x28, 0xb5, 0x2f, 0xfd, ..] => return Form::Zstd,
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => return Form::Zip,
        _ if head.get(257..262) == Some(b"ustar") => return Form::Tar,
        _ if head.starts_with(b"WARC/") => return Form::Warc,
        _ => {}
    }
    if let Some((_, format)) = BINARY_MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Form::Binary(format);
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    if text.is_empty() {
        return Form::Empty;
    }
    if is_binary(head) {
        return Form::Binary("unknown");
    }
    json_form(text, name).unwrap_or(Form::Page)
}

fn json_form(text: &[u8], name: &str) -> Option<Form> {
    let starts_object =
        |t: &[u8]| t.first() == Some(&b'{') && matches!(t[1..].trim_ascii_start().first(), Some(b'"' | b'}'));
    if text[0] == b'[' && starts_object(text[1..].trim_ascii_start()) {
        return Some(Form::OtherJson);
    }
    if starts_object(text) {
        let first_line = text.split(|&b| b == b'\n').next().unwrap_or(text).trim_ascii();
        return Some(if first_line == b"{" { Form::OtherJson } else { Form::JsonLines });
    }
    (name_is_json_lines(name) || mostly_objects(text)).then_some(Form::JsonLines)
}

/// `x.jsonl`, `x.ndjson`, also with `.gz` or `.zst` behind.
fn name_is_json_lines(name: &str) -> bool {
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(name);
    name.ends_with(".jsonl") || name.ends_with(".ndjson")
}

/// Whether at least half of the whole lines are JSON objects: a JSONL file that begins with a bad line.
fn mostly_objects(text: &[u8]) -> bool {
    let Some(last) = memchr::memrchr(b'\n', text) else { return false };
    let lines = text[..last].split(|&b| b == b'\n').map(<[u8]>::trim_ascii).filter(|l| !l.is_empty());
    let (objects, all) = lines.fold((0, 0), |(objects, all), line| {
        (objects + usize::from(line.starts_with(b"{\"") && line.ends_with(b"}")), all + 1)
    });
    objects > 0 && objects * 2 >= all
}

/// Control characters beyond white space in more than one byte of ten, UTF-16 aside.
fn is_binary(head: &[u8]) -> bool {
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return false;
    }
    let control = |b: &u8| *b < 0x20 && !matches!(*b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    let controls = head.iter().filter(|b| control(b)).count();
    controls * 10 > head.len() && !is_utf16(head)
}

/// UTF-16 without a mark: NULs (of ASCII) on one side only, or high bytes of ideographs on one side.
fn is_utf16(head: &[u8]) -> bool {
    let pairs = (head.len() / 2).max(1);
    let plausible = |side: usize| {
        let high = head.iter().skip(side).step_by(2);
        high.filter(|&&b| b == 0 || (0x4e..=0x9f).contains(&b) || matches!(b, 0x30 | 0xff)).count() * 10 >= pairs * 9
    };
    plausible(0) != plausible(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16le(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn forms() {
        let cases: &[(&[u8], &str, Form)] = &[
            (b"", "a.html", Form::Empty),
            (b"\xef\xbb\xbf \n", "a.txt", Form::Empty),
            (b"\x1f\x8b\x08\x00", "a", Form::Gzip),
            (b"\x28\xb5\x2f\xfd\x00", "a", Form::Zstd),
            (b"PK\x03\x04\x14", "a", Form::Zip),
            (b"WARC/1.0\r\n", "a", Form::Warc),
            (b"<html>{\"a\": 1}", "a", Form::Page),
            ("总投资1亿元".as_bytes(), "a.txt", Form::Page),
            ("[导读]总投资1亿元".as_bytes(), "a.txt", Form::Page),
            ("{标题}总投资1亿元".as_bytes(), "a.txt", Form::Page),
            (b"{\"text\": \"a\"}\n", "a", Form::JsonLines),
            (b"\xef\xbb\xbf{ \"text\": \"a\"}", "a", Form::JsonLines),
            (b"{\"text\": \"cut", "a", Form::JsonLines),
            (b"no json\n{\"a\":1}\n{\"a\":2}\n", "a", Form::JsonLines),
            (b"no json\n", "a.jsonl.gz", Form::JsonLines),
            (b"no json\n", "a.txt", Form::Page),
            (b"[{\"text\": \"a\"}]", "a.json", Form::OtherJson),
            (b"{\n  \"text\": \"a\"\n}", "a.json", Form::OtherJson),
            (b"%PDF-1.7", "a", Form::Binary("PDF")),
            (&[0, 1, 2, 3, 0, 0, 0, 200, 7, 1], "a", Form::Binary("unknown")),
        ];
        for (head, name, wanted) in cases {
            assert_eq!(form(head, name), *wanted, "{:?} {name}", String::from_utf8_lossy(head));
        }
    }

    #[test]
    fn utf16_is_text() {
        let text = "<p>项目总投资1亿元,由本地企业建设</p>\r\n".repeat(9);
        assert_eq!(form(&utf16le(&text), "a"), Form::Page);
        assert_eq!(form(&[&b"\xff\xfe"[..], &utf16le(&text)].concat(), "a"), Form::Page);
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(form(&big, "a"), Form::Page);
    }
}
