//! WARC: the pages among its records. What is no record is passed over up to the next one and reported.

use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

use memchr::memmem;

use super::lines::{Line, next_line};
use super::peek::Peeked;
use super::stream::Layer;
use super::{Fault, Item, RawDocument, Sink, gzip, http};

/// Longest header line and most lines of a record's header.
const MAX_HEADER_LINE: usize = 64 << 10;
const MAX_HEADER_LINES: usize = 256;

/// What stands between a record and the next one.
const BOUNDARY: &[u8] = b"\r\n\r\nWARC/1.";

/// Reads the pages of a WARC; records of other kinds are passed over silently.
pub(super) fn read_records(stream: &mut dyn BufRead, layer: Layer<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let mut records = Records { stream: Peeked::new(stream, 0), limit: layer.limits.document_bytes };
    let mut number = 0;
    loop {
        number += 1;
        let origin = layer.origin.numbered(number);
        let outcome = match records.next() {
            Ok(None) => return ControlFlow::Continue(()),
            Ok(Some(record)) => page(record, &origin.id()),
            Err(Broken::Record(fault)) => Err(fault),
            Err(Broken::Stream(error)) => {
                let more = gzip::can_read_on(&error);
                sink(Item::failed(&origin, layer.fault(error)))?;
                if !more {
                    return ControlFlow::Continue(());
                }
                continue;
            }
        };
        match outcome {
            Ok(None) => {}
            Ok(Some(document)) => sink(Item::document(&origin, document))?,
            Err(fault) => sink(Item::failed(&origin, fault))?,
        }
    }
}

/// The page in a record, if it holds one.
fn page(record: Record, fallback_id: &str) -> Result<Option<RawDocument>, Fault> {
    let (body, charset, hint) = match record.header.kind.as_str() {
        "response" if record.body.starts_with(b"HTTP/") => match http::page(&record.body, record.limit)? {
            Some(page) => (page.body, page.charset, page.hint),
            None => return Ok(None),
        },
        "resource" | "conversion" => match http::page_type(&record.header.content_type) {
            Some((hint, charset)) => (record.body, charset, hint),
            None => return Ok(None),
        },
        _ => return Ok(None),
    };
    if body.trim_ascii().is_empty() {
        return Err(Fault::Empty);
    }
    let url = record.header.url;
    let id = url.clone().unwrap_or_else(|| fallback_id.to_owned());
    Ok(Some(RawDocument { id, url, charset, bytes: body, hint, ..RawDocument::default() }))
}

struct Record {
    header: Header,
    body: Vec<u8>,
    limit: usize,
}

#[derive(Debug, Default)]
struct Header {
    kind: String,
    url: Option<String>,
    content_type: String,
    length: Option<u64>,
}

/// Why there is no record.
enum Broken {
    /// This one is bad; the next may be good.
    Record(Fault),
    /// The stream under it is.
    Stream(io::Error),
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Self {
        Self::Stream(error)
    }
}

fn broken(message: &str) -> Broken {
    Broken::Record(Fault::BrokenArchive { format: "warc", message: message.to_owned() })
}

struct Records<'r> {
    stream: Peeked<&'r mut dyn BufRead>,
    limit: usize,
}

impl Records<'_> {
    fn next(&mut self) -> Result<Option<Record>, Broken> {
        if !self.find_version()? {
            return Ok(None);
        }
        let header = self.header()?;
        let length = header.length.ok_or_else(|| broken("no usable Content-Length"))?;
        let wanted = matches!(header.kind.as_str(), "response" | "resource" | "conversion");
        if length > self.limit as u64 || !wanted {
            io::copy(&mut (&mut self.stream).take(length), &mut io::sink())?;
            return match wanted {
                true => Err(Broken::Record(Fault::TooLarge { limit: self.limit })),
                false => Ok(Some(Record { header, body: Vec::new(), limit: self.limit })),
            };
        }
        let mut body = Vec::new();
        (&mut self.stream).take(length).read_to_end(&mut body)?;
        // A length that is too great swallows the records behind: give them back.
        if let Some(at) = memmem::find(&body, BOUNDARY) {
            self.stream.unread(body.split_off(at));
        } else if (body.len() as u64) < length {
            return Err(broken("cut off inside a record"));
        }
        Ok(Some(Record { header, body, limit: self.limit }))
    }

    /// Goes past the next version line; rubbish on the way is an error, once it has been passed.
    fn find_version(&mut self) -> Result<bool, Broken> {
        let mut rubbish = false;
        loop {
            match next_line(&mut self.stream, MAX_HEADER_LINE, &mut 0)? {
                Line::End if rubbish => return Err(broken("no record here")),
                Line::End => return Ok(false),
                Line::Whole(line) if line.starts_with(b"WARC/") => {
                    if !rubbish {
                        return Ok(true);
                    }
                    self.stream.unread([&line[..], b"\n"].concat());
                    return Err(broken("no record here, passed over"));
                }
                Line::Whole(line) => rubbish |= !line.trim_ascii().is_empty(),
                Line::TooLong => rubbish = true,
            }
        }
    }

    fn header(&mut self) -> Result<Header, Broken> {
        let mut header = Header::default();
        for _ in 0..MAX_HEADER_LINES {
            let line = match next_line(&mut self.stream, MAX_HEADER_LINE, &mut 0)? {
                Line::Whole(line) => line,
                Line::TooLong => return Err(broken("an endless header line")),
                Line::End => return Err(broken("cut off inside a header")),
            };
            if line.trim_ascii().is_empty() {
                return Ok(header);
            }
            if line.starts_with(b"WARC/") {
                self.stream.unread([&line[..], b"\n"].concat());
                return Err(broken("a header without an end"));
            }
            header.take(&String::from_utf8_lossy(&line));
        }
        Err(broken("a header without an end"))
    }
}

impl Header {
    fn take(&mut self, line: &str) {
        let Some((name, value)) = line.split_once(':') else { return };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => self.kind = value.to_ascii_lowercase(),
            "warc-target-uri" => self.url = Some(value.trim_matches(['<', '>']).to_owned()).filter(|u| !u.is_empty()),
            "content-type" => self.content_type = value.to_owned(),
            "content-length" => self.length = value.parse().ok(),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str, content_type: &str, body: &str, length: usize) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://x.cn/{length}\r\nContent-Type: {content_type}\r\n\
             Content-Length: {length}\r\n\r\n{body}\r\n\r\n"
        )
    }

    fn response(body: &str) -> String {
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=GBK\r\n\r\n{body}");
        record("response", "application/http; msgtype=response", &http, http.len())
    }

    /// Bodies and kinds of faults, in order.
    fn read(warc: &str) -> Vec<String> {
        let mut bytes = warc.as_bytes();
        let mut stream: &mut dyn BufRead = &mut bytes;
        let mut records = Records { stream: Peeked::new(&mut stream, 0), limit: 1000 };
        let mut out = Vec::new();
        loop {
            let outcome = match records.next() {
                Ok(None) => return out,
                Ok(Some(record)) => page(record, "fallback"),
                Err(Broken::Record(fault)) => Err(fault),
                Err(Broken::Stream(error)) => panic!("{error}"),
            };
            match outcome {
                Ok(None) => {}
                Ok(Some(document)) => out.push(String::from_utf8(document.bytes).unwrap()),
                Err(fault) => out.push(format!("!{}", fault.kind())),
            }
        }
    }

    #[test]
    fn pages_are_taken_and_the_rest_is_passed_over() {
        let warc = [
            record("warcinfo", "application/warc-fields", "software: x", 11),
            response("one"),
            record("request", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n", 18),
            record("conversion", "text/plain", "two", 3),
            record("resource", "image/png", "png", 3),
        ];
        assert_eq!(read(&warc.concat()), ["one", "two"]);
    }

    #[test]
    fn rubbish_costs_only_itself() {
        let cases = [
            (format!("{}rubbish\r\nmore\r\n{}", response("one"), response("two")), vec!["one", "!warc", "two"]),
            (
                format!("{}WARC/1.0\r\nWARC-Type: response\r\n\r\n\r\n{}", response("one"), response("two")),
                vec!["one", "!warc", "two"],
            ),
            (format!("WARC/1.0\r\nbroken\r\n{}", response("two")), vec!["!warc", "two"]),
            (record("conversion", "text/plain", "one", 400) + &response("two"), vec!["one", "two"]),
            (record("conversion", "text/plain", "one", 9_999_999_999) + &response("two"), vec!["!too-large"]),
            (record("conversion", "text/plain", "a page that is cut", 400), vec!["!warc"]),
            (record("conversion", "text/plain", "", 0), vec!["!empty"]),
        ];
        for (warc, wanted) in cases {
            assert_eq!(read(&warc), wanted, "{warc}");
        }
    }
}
