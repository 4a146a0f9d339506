//! Lines of a byte stream, never holding more than a limit.

use std::io::{self, BufRead};

/// One line, or what stood in its place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// The line without its newline.
    Whole(Vec<u8>),
    /// A line beyond the limit; it was passed over.
    TooLong,
    /// The stream is at its end.
    End,
}

/// Longest line that room is made for beforehand.
const MAX_ROOM: usize = 1 << 20;

/// The next line of at most `limit` bytes. `length` is that of the line before, of which lines often have about as
/// much, and takes the new one's.
pub(super) fn next_line(reader: &mut dyn BufRead, limit: usize, length: &mut usize) -> io::Result<Line> {
    let mut line: Vec<u8> = Vec::with_capacity((*length + *length / 8).min(MAX_ROOM));
    let mut seen = 0_usize;
    loop {
        let available = match reader.fill_buf() {
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        let newline = memchr::memchr(b'\n', available);
        let part = &available[..newline.unwrap_or(available.len())];
        let at_end = available.is_empty();
        seen = seen.saturating_add(part.len());
        if seen <= limit {
            line.extend_from_slice(part);
        } else {
            line = Vec::new();
        }
        let used = part.len() + usize::from(newline.is_some());
        reader.consume(used);
        if newline.is_some() || at_end {
            *length = line.len();
            return Ok(match seen {
                0 if at_end => Line::End,
                _ if seen > limit => Line::TooLong,
                _ => Line::Whole(line),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_beyond_the_limit_are_passed_over() {
        let mut input = io::BufReader::with_capacity(4, &b"ab\n0123456789\n\nlast"[..]);
        let (mut lines, mut length) = (Vec::new(), 0);
        while lines.last() != Some(&Line::End) {
            lines.push(next_line(&mut input, 5, &mut length).unwrap());
        }
        let whole = |text: &str| Line::Whole(text.as_bytes().to_vec());
        assert_eq!(lines, [whole("ab"), Line::TooLong, whole(""), whole("last"), Line::End]);
    }
}
