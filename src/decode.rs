//! Decoding: bytes → text.
//!
//! Owns byte order marks, UTF-16 without one, valid and nearly valid UTF-8, GB18030 against Big5, and the
//! undoing of text that was encoded twice. Must not trust a declared charset alone (17 of 149 real pages
//! declare wrongly) and must not look at what the text says.

mod mojibake;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// Text and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without NULs and without a byte order mark.
    pub text: String,
    /// WHATWG name of the encoding it was read in.
    pub encoding: &'static str,
    /// The slip that was undone where the text had been encoded twice.
    pub undone: Option<Slip>,
}

/// How text came to be encoded twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// UTF-8 bytes were read as windows-1252: 高新 became `é«˜æ–°`.
    Latin,
    /// UTF-8 bytes were read as GBK: 项目 became `椤圭洰`.
    Gbk,
}

/// Bytes given to the detector at most.
const DETECTED_BYTES: usize = 4096;

/// Bytes searched for a declaration at most.
const DECLARATION_BYTES: usize = 4096;

/// Decodes the bytes of one document; any bytes give text.
///
/// `declared` is the charset named by the transport. It and the page's own declaration are only heard
/// where the bytes leave a choice.
///
/// ```
/// use zhaoshang::decode::decode;
///
/// let gbk = [0xcf, 0xee, 0xc4, 0xbf, 0xc7, 0xa9, 0xd4, 0xbc];
/// assert_eq!(decode(&gbk, Some("utf-8")).text, "项目签约");
/// assert_eq!(decode("é«˜æ–°åŒºé¡¹ç›®".as_bytes(), None).text, "高新区项目");
/// ```
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    let (text, encoding) = read(bytes, declared);
    let text = without_nuls(text);
    match mojibake::undo(&text) {
        Some((text, slip)) => Decoded { text, encoding: encoding.name(), undone: Some(slip) },
        None => Decoded { text, encoding: encoding.name(), undone: None },
    }
}

fn read(bytes: &[u8], declared: Option<&str>) -> (String, &'static Encoding) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return (lossy(encoding, &bytes[length..]), encoding);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return (lossy(encoding, bytes), encoding);
    }
    match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => return (text.to_owned(), UTF_8),
        // Only the last character is cut off.
        Err(e) if e.error_len().is_none() && e.valid_up_to() > 0 => {
            return (String::from_utf8_lossy(&bytes[..e.valid_up_to()]).into_owned(), UTF_8);
        }
        Err(_) => {}
    }
    if is_damaged_utf8(bytes) {
        return (String::from_utf8_lossy(bytes).into_owned(), UTF_8);
    }
    let encoding = legacy_encoding(bytes, declared);
    (without_cut_tail(encoding, bytes), encoding)
}

fn lossy(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Decodes and drops the half of a character that was cut off at the very end.
fn without_cut_tail(encoding: &'static Encoding, bytes: &[u8]) -> String {
    let mut text = lossy(encoding, bytes);
    if text.ends_with('\u{fffd}') && bytes.last().is_some_and(|b| *b >= 0x80) {
        text.pop();
    }
    text
}

/// UTF-16 without a mark: NULs (of ASCII) or the high bytes of CJK characters stand on one side only.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(DETECTED_BYTES) & !1];
    if sample.len() < 8 {
        return None;
    }
    memchr::memchr(0, sample)?;
    let pairs = sample.len() / 2;
    let high = |b: u8| b == 0 || b == 0xff || b == 0x30 || (0x4e..=0x9f).contains(&b);
    let share = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|b| high(**b)).count();
    let nuls = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (share(0), share(1));
    let nearly_all = pairs - pairs / 20;
    match (even >= nearly_all && nuls(1) * 4 <= nuls(0), odd >= nearly_all && nuls(0) * 4 <= nuls(1)) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// Whether the bytes are UTF-8 with a few broken spots: far more whole sequences than errors.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|b| *b >= 0xe0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > 0 && broken * 8 <= whole
}

/// GB18030, Big5 or another legacy encoding for bytes that are no UTF-8.
fn legacy_encoding(bytes: &[u8], declared: Option<&str>) -> &'static Encoding {
    let sample = telling_sample(bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&sample, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let named = declared.and_then(|d| Encoding::for_label(d.as_bytes())).or_else(|| declaration(bytes)).map(chinese);
    match chinese(guess) {
        e if e == GB18030 || e == BIG5 => match named {
            // A short sample fits both; the declaration decides where it decodes without a fault.
            Some(n) if n != e && sample.len() < 64 && (n == GB18030 || n == BIG5) && faults(n, &sample) == 0 => n,
            _ => e,
        },
        other => match named {
            Some(n) if n != UTF_8 && faults(n, &sample) == 0 => n,
            // The texts are Chinese: a guess at another script is a guess at too little.
            _ if faults(GB18030, &sample) <= faults(other, &sample) + sample.len() / 50 => GB18030,
            _ => other,
        },
    }
}

/// GBK and GB2312 are read as GB18030, their superset.
fn chinese(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == encoding_rs::GBK { GB18030 } else { encoding }
}

fn faults(encoding: &'static Encoding, sample: &[u8]) -> usize {
    lossy(encoding, sample).matches('\u{fffd}').count()
}

/// The first bytes that are not plain ASCII, with the bytes right after each, at most [`DETECTED_BYTES`].
fn telling_sample(bytes: &[u8]) -> Vec<u8> {
    let mut sample = Vec::with_capacity(DETECTED_BYTES);
    let mut at = 0;
    while at < bytes.len() && sample.len() < DETECTED_BYTES {
        let Some(next) = bytes[at..].iter().position(|b| *b >= 0x80) else { break };
        let start = at + next;
        // A run of double-byte characters goes on until two ASCII bytes in a row.
        let mut end = start + 1;
        while end < bytes.len() && (bytes[end] >= 0x80 || bytes[end - 1] >= 0x80) {
            end += 1;
        }
        sample.extend_from_slice(&bytes[start..end.min(start + DETECTED_BYTES - sample.len())]);
        sample.push(b' ');
        at = end;
    }
    sample
}

/// The charset a page names in its head, if it is one.
fn declaration(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARATION_BYTES)];
    let at = memchr::memmem::find(&head.to_ascii_lowercase(), b"charset")?;
    let rest = &head[at + 7..];
    let label: Vec<u8> = rest
        .iter()
        .copied()
        .skip_while(|b| matches!(b, b'=' | b'"' | b'\'' | b' '))
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        .collect();
    Encoding::for_label(&label)
}

fn without_nuls(text: String) -> String {
    if memchr::memchr2(0, 0xef, text.as_bytes()).is_none() {
        return text;
    }
    let mut text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    if memchr::memchr(0, text.as_bytes()).is_some() {
        text.retain(|c| c != '\0');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "昨天上午，我市举行重大项目集中开工仪式，总投资三十六亿元的光伏组件项目落户高新区。";
    const TRADITIONAL: &str =
        "昨天上午，縣府舉行產業園區動土典禮，總投資三十六億元，預計後年完工，可提供八百個工作機會。";

    fn bytes(encoding: &'static Encoding, text: &str) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    #[test]
    fn encodings_are_told_by_their_bytes() {
        let utf16 = |text: &str, f: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(f).collect::<Vec<u8>>();
        let with_ascii = format!("<html><body>{TEXT}</body></html>");
        let cases: Vec<(Vec<u8>, &str, &str)> = vec![
            (TEXT.into(), "UTF-8", TEXT),
            ([b"\xef\xbb\xbf", TEXT.as_bytes()].concat(), "UTF-8", TEXT),
            (bytes(GB18030, TEXT), "gb18030", TEXT),
            (bytes(BIG5, TRADITIONAL), "Big5", TRADITIONAL),
            (bytes(GB18030, TRADITIONAL), "gb18030", TRADITIONAL),
            ([vec![0xff, 0xfe], utf16(TEXT, u16::to_le_bytes)].concat(), "UTF-16LE", TEXT),
            ([vec![0xfe, 0xff], utf16(TEXT, u16::to_be_bytes)].concat(), "UTF-16BE", TEXT),
            (utf16(&with_ascii, u16::to_le_bytes), "UTF-16LE", &with_ascii),
            (utf16(&with_ascii, u16::to_be_bytes), "UTF-16BE", &with_ascii),
        ];
        for (input, encoding, text) in cases {
            let decoded = decode(&input, None);
            assert_eq!((decoded.encoding, decoded.text.as_str()), (encoding, text));
        }
    }

    #[test]
    fn a_wrong_declaration_is_not_believed() {
        let page = format!("<meta charset=utf-8><p>{TEXT}</p>");
        assert_eq!(decode(&bytes(GB18030, &page), Some("utf-8")).text, page);
        let page = format!("<meta charset=gb2312><p>{TEXT}</p>");
        assert_eq!(decode(page.as_bytes(), Some("gb2312")).text, page);
        let page = format!("<meta charset=gb2312><p>{TRADITIONAL}</p>");
        assert_eq!(decode(&bytes(BIG5, &page), None).text, page);
    }

    #[test]
    fn four_byte_characters_of_gb18030_are_read() {
        let text = "镕㛃䶮𠮷项目开工建设，总投资九亿元。";
        assert_eq!(decode(&bytes(GB18030, text), Some("gbk")).text, text);
    }

    #[test]
    fn a_cut_tail_and_single_broken_bytes_lose_no_more_than_themselves() {
        let cut = &TEXT.as_bytes()[..TEXT.len() - 1];
        assert_eq!(decode(cut, None).text, TEXT.strip_suffix('。').unwrap());
        let gbk = bytes(GB18030, TEXT);
        assert_eq!(decode(&gbk[..gbk.len() - 1], None).text, TEXT.strip_suffix('。').unwrap());
        let broken = [TEXT.as_bytes(), b"\xff", TEXT.as_bytes()].concat();
        assert_eq!(decode(&broken, None).text, format!("{TEXT}\u{fffd}{TEXT}"));
    }

    #[test]
    fn nuls_are_dropped() {
        assert_eq!(decode("项\0目".as_bytes(), None).text, "项目");
        assert_eq!(decode(b"\0\0\0", None).text, "");
        assert_eq!(decode(b"", None).text, "");
    }
}
