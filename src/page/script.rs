//! Articles that stand in scripts only: JSON-LD and the state that a script renders in the browser.
//!
//! Owns the search for long Chinese strings in scripts. Must not run or parse programs.

use super::floor;
use super::markup::Script;
use crate::letter::is_han;

/// Bytes of one script that are searched.
const MAX_SCRIPT: usize = 4 << 20;

/// Chinese characters a string must hold to be an article.
const MIN_HAN: usize = 60;

/// Longest name of an outlet, in bytes.
const MAX_SOURCE: usize = 90;

/// What scripts say of the article.
#[derive(Debug, Default)]
pub(super) struct Scripted {
    /// Text or markup of the article.
    pub body: Option<String>,
    pub headline: Option<String>,
    pub published: Option<String>,
    pub source: Option<String>,
}

/// Headline and date from JSON-LD; cheap.
pub(super) fn declared(scripts: &[Script<'_>]) -> Scripted {
    let mut found = Scripted::default();
    for script in scripts.iter().filter(|s| s.attributes.contains("ld+json")) {
        for (key, value) in Pairs::new(script.body) {
            match key {
                "headline" => found.headline = found.headline.or_else(|| Some(unescape(value))),
                "datePublished" | "pubDate" => found.published = found.published.or_else(|| Some(unescape(value))),
                _ => {}
            }
        }
    }
    found
}

/// The article in the scripts: the string with the most Chinese text, and the headline beside it.
pub(super) fn article(scripts: &[Script<'_>]) -> Scripted {
    let mut found = Scripted::default();
    let mut most = MIN_HAN;
    for script in scripts {
        let mut title = None;
        for (key, value) in Pairs::new(script.body) {
            let lower = key.to_ascii_lowercase();
            if matches!(lower.as_str(), "title" | "headline") && value.len() > 12 {
                title = Some(value);
            }
            if matches!(
                lower.as_str(),
                "datepublished" | "publishtime" | "publish_time" | "pubtime" | "ptime" | "pubdate"
            ) {
                found.published = found.published.or_else(|| Some(unescape(value)));
            }
            if matches!(lower.as_str(), "source" | "copyfrom" | "medianame" | "media_name") && value.len() < MAX_SOURCE
            {
                found.source = found.source.or_else(|| Some(unescape(value)).filter(|s| s.chars().any(is_han)));
            }
            if value.len() < MIN_HAN * 3 {
                continue;
            }
            let text = unescape(value);
            let han = text.chars().filter(|c| is_han(*c)).count();
            if han > most && text.contains(['。', '，']) {
                most = han;
                found.headline = title.map(unescape).or(found.headline);
                found.body = Some(text);
            }
        }
    }
    found
}

/// Pairs of a quoted (or bare) key and a quoted value.
struct Pairs<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Pairs<'a> {
    fn new(text: &'a str) -> Self {
        Self { text: floor(text, MAX_SCRIPT), at: 0 }
    }

    /// The string that begins behind the quote at `open`, and the byte behind its closing quote.
    fn string(&self, open: usize) -> Option<(&'a str, usize)> {
        let bytes = self.text.as_bytes();
        let quote = bytes[open];
        let mut i = open + 1;
        loop {
            let next = memchr::memchr3(quote, b'\\', b'\n', &bytes[i..])?;
            i += next;
            match bytes[i] {
                b'\\' => i += 2,
                b'\n' => return None,
                _ => return Some((&self.text[open + 1..i], i + 1)),
            }
            if i >= bytes.len() {
                return None;
            }
        }
    }
}

impl<'a> Iterator for Pairs<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.text.as_bytes();
        loop {
            let colon = self.at + memchr::memchr(b':', bytes.get(self.at..)?)?;
            self.at = colon + 1;
            let mut open = colon + 1;
            while bytes.get(open).is_some_and(u8::is_ascii_whitespace) {
                open += 1;
            }
            if !matches!(bytes.get(open), Some(b'"' | b'\'')) {
                continue;
            }
            let Some((value, after)) = self.string(open) else { continue };
            self.at = after;
            let before = self.text[..colon].trim_end().trim_end_matches(['"', '\'']);
            let start = before.bytes().rev().take(40).take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
            let key = &before[before.len() - start..];
            if !key.is_empty() {
                return Some((key, value));
            }
        }
    }
}

/// Undoes the escapes of a JSON string.
fn unescape(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        if at > 0 {
            flush(&mut out, &mut units);
        }
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let Some(c) = rest.chars().next() else { break };
        rest = &rest[c.len_utf8()..];
        if c == 'u'
            && let Some(unit) = rest.get(..4).and_then(|h| u16::from_str_radix(h, 16).ok())
        {
            units.push(unit);
            rest = &rest[4..];
            continue;
        }
        flush(&mut out, &mut units);
        out.push(match c {
            'n' | 'r' => '\n',
            't' => ' ',
            c => c,
        });
    }
    flush(&mut out, &mut units);
    out.push_str(rest);
    out
}

fn flush(out: &mut String, units: &mut Vec<u16>) {
    out.extend(char::decode_utf16(units.drain(..)).map(|r| r.unwrap_or('\u{fffd}')));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_chinese_string_is_the_article() {
        let body = "县里昨天举行集中开工仪式，十个项目同时开工，总投资三亿元。".repeat(4);
        let source = format!(
            "window.__INITIAL_STATE__={{\"title\":\"十个项目集中开工\",\"content\":\"<p>{body}<\\/p>\",\"id\":7}}"
        );
        let scripts = [Script { attributes: "", body: &source }];
        let found = article(&scripts);
        assert_eq!(found.body, Some(format!("<p>{body}</p>")));
        assert_eq!(found.headline.as_deref(), Some("十个项目集中开工"));
    }

    #[test]
    fn escapes_are_undone() {
        assert_eq!(unescape("\\u9879\\u76ee\\n\\\"签约\\\"\\ud83d\\ude00"), "项目\n\"签约\"😀");
        assert_eq!(unescape("\\"), "");
        assert_eq!(unescape("\\u12"), "u12");
    }

    #[test]
    fn programs_hold_no_article() {
        let scripts = [Script { attributes: "", body: "var a={b:'c',d:\"e\"};// 说明：\nx?y:'z" }];
        assert!(article(&scripts).body.is_none());
    }
}
