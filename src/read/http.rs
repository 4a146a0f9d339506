//! The page in a stored HTTP response.

use std::io::Read;

use super::stream::read_bounded;
use super::{Fault, Hint, gzip};

/// A page taken from a response.
pub(super) struct Page {
    pub(super) body: Vec<u8>,
    pub(super) charset: Option<String>,
    pub(super) hint: Hint,
}

/// Most header fields looked at.
const MAX_FIELDS: usize = 256;

/// The page of a whole response, unpacked; `None` for redirects, errors and what is no text.
pub(super) fn page(response: &[u8], limit: usize) -> Result<Option<Page>, Fault> {
    let mut fields = [httparse::EMPTY_HEADER; MAX_FIELDS];
    let mut head = httparse::Response::new(&mut fields);
    let body = match head.parse(response) {
        Ok(httparse::Status::Complete(length)) => &response[length..],
        Ok(httparse::Status::Partial) => return Err(broken("cut off inside the HTTP header")),
        Err(error) => return Err(broken(&format!("HTTP header: {error}"))),
    };
    let field = |name: &str| {
        let found = head.headers.iter().find(|h| h.name.eq_ignore_ascii_case(name));
        found.map(|h| String::from_utf8_lossy(h.value).trim().to_ascii_lowercase())
    };
    if head.code != Some(200) {
        return Ok(None);
    }
    let content_type = field("content-type").unwrap_or_default();
    let Some((hint, charset)) = page_type(&content_type) else { return Ok(None) };
    let chunked = field("transfer-encoding").is_some_and(|v| v.contains("chunked"));
    let body = if chunked { joined_chunks(body) } else { body.to_vec() };
    let body = unpacked(body, &field("content-encoding").unwrap_or_default(), limit)?;
    Ok(Some(Page { body, charset, hint }))
}

fn broken(message: &str) -> Fault {
    Fault::BrokenArchive { format: "warc", message: message.to_owned() }
}

/// What a Content-Type says, if it speaks of a page; nothing said may be a page.
pub(super) fn page_type(content_type: &str) -> Option<(Hint, Option<String>)> {
    let content_type = content_type.to_ascii_lowercase();
    let mut parts = content_type.split(';').map(str::trim);
    let hint = match parts.next().unwrap_or_default() {
        "text/html" | "application/xhtml+xml" => Hint::Html,
        "text/plain" | "text/xml" | "application/xml" | "" => Hint::Unknown,
        _ => return None,
    };
    let charset = parts.find_map(|p| p.strip_prefix("charset=")).map(|c| c.trim_matches(['"', '\'']).to_owned());
    Some((hint, charset.filter(|c| !c.is_empty())))
}

/// Takes the chunk sizes out; a body that only claims to be chunked is left as it is.
fn joined_chunks(body: &[u8]) -> Vec<u8> {
    let mut joined = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Ok(httparse::Status::Complete((start, size))) = httparse::parse_chunk_size(rest) {
        let available = &rest[start..];
        let size = usize::try_from(size).unwrap_or(usize::MAX).min(available.len());
        if size == 0 {
            return joined;
        }
        joined.extend_from_slice(&available[..size]);
        rest = available[size..].strip_prefix(b"\r\n").unwrap_or(&available[size..]);
    }
    if joined.is_empty() { body.to_vec() } else { joined }
}

/// Undoes the content encoding. Crawlers that unpacked already often keep the header: bytes decide.
fn unpacked(body: Vec<u8>, encoding: &str, limit: usize) -> Result<Vec<u8>, Fault> {
    let read = |reader: &mut dyn Read, format: &'static str| match read_bounded(reader, limit) {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => Err(Fault::TooLarge { limit }),
        Err(error) => Err(Fault::BrokenStream { format, error }),
    };
    match (encoding, body.as_slice()) {
        (_, [0x1f, 0x8b, ..]) => read(&mut gzip::Members::new(body.as_slice()), "gzip"),
        (_, [0x28, 0xb5, 0x2f, 0xfd, ..]) => {
            let mut decoder = zstd::Decoder::new(body.as_slice()).map_err(Fault::Unreadable)?;
            read(&mut decoder, "zstd")
        }
        ("deflate", [0x78, ..]) => read(&mut flate2::read::ZlibDecoder::new(body.as_slice()), "deflate"),
        ("br", _) if !looks_like_text(&body) => Err(Fault::UnknownPacking(encoding.to_owned())),
        _ => Ok(body),
    }
}

fn looks_like_text(body: &[u8]) -> bool {
    body.trim_ascii_start().first() == Some(&b'<') || std::str::from_utf8(body).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page_of(head: &str, body: &[u8]) -> Result<Option<Page>, Fault> {
        page(&[format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat(), 100)
    }

    #[test]
    fn pages_and_their_charset() {
        let page = page_of("200 OK\r\ncontent-type: text/html; Charset=\"GB2312\"", b"<p>").unwrap().unwrap();
        assert_eq!(
            (page.body.as_slice(), page.charset.as_deref(), page.hint),
            (&b"<p>"[..], Some("gb2312"), Hint::Html)
        );
        for head in ["301 Moved\r\nLocation: /", "404 Not Found", "200 OK\r\nContent-Type: image/png"] {
            assert!(page_of(head, b"x").unwrap().is_none(), "{head}");
        }
        assert!(page_of("200 OK", b"text").unwrap().is_some());
    }

    #[test]
    fn chunks_are_joined() {
        let chunked = "200 OK\r\nTransfer-Encoding: chunked";
        let body = |b: &[u8]| String::from_utf8(page_of(chunked, b).unwrap().unwrap().body).unwrap();
        assert_eq!(body(b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"), "abcde");
        assert_eq!(body(b"3\r\nabc\r\nff\r\ncut"), "abccut");
        assert_eq!(body(b"<p>never chunked</p>"), "<p>never chunked</p>");
    }

    #[test]
    fn packed_bodies() {
        use std::io::Write;
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(&[b'a'; 90]).unwrap();
        let packed = encoder.finish().unwrap();
        let gzip = "200 OK\r\nContent-Encoding: gzip";
        assert_eq!(page_of(gzip, &packed).unwrap().unwrap().body.len(), 90);
        assert_eq!(page_of(gzip, b"unpacked before").unwrap().unwrap().body, b"unpacked before");
        assert_eq!(page_of("200 OK\r\nContent-Encoding: br", &[0x8b, 0xff]).err().unwrap().kind(), "packing");

        let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        bomb.write_all(&[0; 100_000]).unwrap();
        assert_eq!(page_of(gzip, &bomb.finish().unwrap()).err().unwrap().kind(), "too-large");
    }
}
