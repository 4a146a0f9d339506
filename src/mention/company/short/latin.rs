//! Names in Latin letters: 初创公司 Nscale.

use std::ops::Range;

use super::notice::bracketed;
use crate::lexicon::FirmCue;
use crate::mention::company::scan::Scan;
use crate::mention::company::{Found, NameForm, full};

pub(in crate::mention::company) fn breaks_latin(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let edge = |c: Option<char>| latin(c) || c == Some('-');
    let first = scan.text[start..].chars().next();
    let last = scan.text[..end].chars().next_back();
    (latin(first) && edge(scan.before(start).chars().next_back()))
        || (latin(last) && edge(scan.after(end).chars().next()))
}

/// Names in Latin letters that the words beside them show to be firms: 初创公司 Nscale, Vantage Data Centers 宣布….
pub(super) fn latin(scan: &Scan<'_>) -> Vec<Found> {
    full::latin_runs(scan)
        .filter(|run| is_latin_name(&scan.text[run.clone()]))
        .filter_map(|run| by_latin(scan, run))
        .collect()
}

fn by_latin(scan: &Scan<'_>, run: Range<usize>) -> Option<Found> {
    let name = &scan.text[run.clone()];
    let after = scan.after(run.end);
    let behind = &after[bracketed(after)..];
    let behind = behind.trim_start_matches(' ');
    let before = scan.before(run.start).trim_end_matches([' ', '“']);
    // Capitals alone may be a ware or a technique (OLED, GPU), and so may what has a figure (Model 3).
    let mixed = name.bytes().any(|b| b.is_ascii_lowercase()) && !name.bytes().any(|b| b.is_ascii_digit());
    let called = scan.words.cue(FirmCue::LatinBefore).suffix(before).is_some();
    let acts = scan.words.cue(FirmCue::LatinAfter).prefix(behind).is_some();
    let shown = called && (mixed || acts) || mixed && acts;
    shown.then(|| Found::new(run.start, run.end, NameForm::Short, "Latin brand"))
}

fn is_latin_name(name: &str) -> bool {
    (3..=40).contains(&name.len()) && name.starts_with(|c: char| c.is_ascii_uppercase())
}
