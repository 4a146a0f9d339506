//! Slipped bytes of GBK pages: a full-width ？ or ， that was replaced byte by byte also took the halves of
//! two neighbours (A3BF, A3AC), and from there on every character is read half a character late, up to
//! one whose second byte is an ASCII letter: `平臺?h主要` was 平臺。縣主要.
//!
//! Repairs only what is certain: the tail is, once it reads as common characters; the first character is where
//! it can only be a full stop, else it becomes U+FFFD. Must run on traditional text
//! alone.

use std::ops::Range;

use encoding_rs::GBK;

use super::Repair;
use super::editor::Editor;
use super::signals::{is_common, is_simplified};

/// Longest run between a slip and its end, in characters.
const MAX_RUN: usize = 24;
/// What a mirror's notes make of 營, whose first byte no reader of GBK takes.
const YING: &str = "?duì)I";
/// The bytes of ？ and ， that were replaced.
const QUESTION: &[u8] = &[0xA3, 0xBF];
const COMMA: &[u8] = &[0xA3, 0xAC];

/// Mends slips.
pub(super) fn repair(text: &str) -> Editor<'_> {
    let mut editor = Editor::new(text);
    for (at, _) in text.match_indices(['?', '\u{FFFD}']) {
        if at < editor.position() || text[..at].ends_with(|c: char| c.is_ascii_alphanumeric()) {
            continue;
        }
        if text[at..].starts_with(YING) {
            editor.replace(at..at + YING.len(), "營", Repair::ByteSlip);
        } else if let Some((range, mended)) = mend(text, at) {
            editor.replace(range, &mended, Repair::ByteSlip);
        }
    }
    editor
}

/// The run that a slip at `at` begins, and what stood there.
fn mend(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let rest = text[at..].trim_start_matches(is_mark);
    let marks = text[at..text.len() - rest.len()].chars().count();
    let (rest, taken_out): (&str, &[&[u8]]) = match (marks, rest.strip_prefix(',')) {
        (1, Some(after)) => (after, &[COMMA]),
        (1, None) => (rest, &[&[], QUESTION]),
        (2, None) => (rest, &[QUESTION]),
        _ => return None,
    };
    let length = run_length(rest)?;
    let (run, _, unmappable) = GBK.encode(&rest[..length]);
    if unmappable || !is_damaged(&rest[..length]) || rest[length..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let mended = taken_out.iter().find_map(|bytes| read_back(bytes, &run, marks == 1))?;
    Some((at..text.len() - rest.len() + length, mended))
}

fn is_mark(c: char) -> bool {
    matches!(c, '?' | '\u{FFFD}')
}

/// Bytes up to and with the ASCII character that is the second half of the last one slipped.
fn run_length(rest: &str) -> Option<usize> {
    let (at, last) = rest.char_indices().take(MAX_RUN).find(|&(_, c)| c.is_ascii() || is_mark(c))?;
    let is_second_half = matches!(last, '@'..='~');
    is_second_half.then_some(at + 1)
}

/// Whether a run cannot have been meant: a lone second half, a character hardly anybody writes before it, or
/// one of the other script.
fn is_damaged(run: &str) -> bool {
    let body = &run[..run.len() - 1];
    body.is_empty() || body.chars().any(|c| !is_common(c) || is_simplified(c))
}

/// What a lost first byte, the bytes taken out and the run spell. A single mark for the first character is
/// all that is left of a full stop; of any other character two are left.
fn read_back(taken_out: &[u8], run: &[u8], may_be_stop: bool) -> Option<String> {
    let candidates: Vec<String> = (0x81..=0xFE).filter_map(|lead| decode(lead, taken_out, run)).collect();
    let tail: String = candidates.first()?.chars().skip(1).collect();
    if tail.is_empty() || !tail.chars().all(is_common) {
        return None;
    }
    let is_stop = may_be_stop && candidates.iter().any(|c| c.strip_prefix('。') == Some(&tail));
    Some(format!("{}{tail}", if is_stop { '。' } else { '\u{FFFD}' }))
}

fn decode(lead: u8, middle: &[u8], run: &[u8]) -> Option<String> {
    let bytes: Vec<u8> = std::iter::once(lead).chain(middle.iter().copied()).chain(run.iter().copied()).collect();
    GBK.decode_without_bom_handling_and_without_replacement(&bytes).map(|text| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::super::testing::repaired;
    use super::*;

    #[test]
    fn reads_slipped_bytes_back() {
        for (slipped, whole) in [
            ("平臺?h主要領導", "平臺。縣主要領導"),
            ("活動?,F將", "活動。現將"),
            ("??诟咝聟^產業", "\u{FFFD}口高新區產業"),
            ("年?duì)I業額", "年營業額"),
            ("20多個?。▍^、市)", "20多個\u{FFFD}（區、市)"),
            ("?！备书L說", "。”甘長說"),
        ] {
            assert_eq!(repaired(slipped, repair), whole, "{slipped}");
        }
    }

    #[test]
    fn leaves_question_marks_of_the_author() {
        for whole in
            ["为什么?因为A股上涨", "真的吗?投资5亿元", "magnet:?xt=urn", "??", "好吗?X先生", "怎么样?LED产业", "a?b"]
        {
            assert_eq!(repaired(whole, repair), whole);
        }
    }
}
