//! A stretch of words that could be a name: where it begins, where it ends, whether it can be one.

use super::edge::leading_function_word;
use crate::lexicon::FirmCue;
use crate::mention::company::scan::{Class, Piece, Scan, is_name_char};
use crate::mention::company::{Found, NameForm};

/// The bare name that ends at `end`, back to a boundary.
pub(super) fn bare(scan: &Scan<'_>, end: usize, rule: &'static str) -> Option<Found> {
    let start = bare_start(scan, end);
    plausible(scan, start, end).then(|| Found::new(start, end, NameForm::Short, rule))
}

pub(super) fn bare_start(scan: &Scan<'_>, end: usize) -> usize {
    let mut start = end;
    for piece in scan.pieces_before(end) {
        let stop = match scan.class(&piece) {
            Class::Boundary | Class::Hard | Class::Apposition | Class::Legal => true,
            Class::Verb => start < end && scan.branded(start, end),
            Class::Edge => {
                start < end && (piece.text.chars().count() > 1 || scan.text[start..end].chars().count() >= 2)
            }
            _ => false,
        };
        if stop {
            break;
        }
        start = piece.start;
    }
    match scan.pieces_in(start, end).next() {
        Some(first) if first.unknown() => start + leading_function_word(scan, first.text, first.start),
        _ => start,
    }
}

/// Whether a bare stretch can be a firm's name at all.
pub(super) fn plausible(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let name = &scan.text[start..end];
    let chars = name.chars().count();
    let pieces: Vec<Piece<'_>> = scan.pieces_in(start, end).collect();
    let classes: Vec<Class> = pieces.iter().map(|p| scan.class(p)).collect();
    let placed = classes.first() == Some(&Class::Place)
        && classes[1..].iter().any(|c| matches!(c, Class::Business | Class::Generic | Class::Single));
    let named = placed
        || classes.iter().any(|c| matches!(c, Class::Brand | Class::Word | Class::Verb | Class::Business))
        || classes.iter().filter(|c| **c == Class::Single).count() >= 2;
    (2..=10).contains(&chars)
        && name.chars().all(is_name_char)
        && !name.bytes().all(|b| b.is_ascii_digit())
        && !classes.iter().any(|c| matches!(c, Class::Hard | Class::Boundary))
        && (placed
            || classes.iter().any(|c| !matches!(c, Class::Generic | Class::Business | Class::Edge | Class::Place)))
        && named
        && !classes.contains(&Class::Apposition)
        && ![FirmCue::Edge, FirmCue::Generic, FirmCue::Verbish].iter().any(|k| scan.words.cue(*k).contains(name))
        && !scan.words.cue(FirmCue::NotFirmPart).within(name)
        && (scan.words.cue(FirmCue::NotFirmEnd).suffix(name).is_none() || scan.words.known(name).is_some())
}

/// Where a bare name that begins at `start` ends: before a boundary, function word, verb or firm cue.
pub(super) fn forward_end(scan: &Scan<'_>, start: usize) -> usize {
    let mut end = start;
    for piece in scan.pieces_after(start) {
        let stop = match scan.class(&piece) {
            Class::Boundary | Class::Hard | Class::Apposition => true,
            Class::Edge => true,
            Class::Verb => end > start || piece.tag == "v" && !piece.unknown(),
            _ => scan.words.cue(FirmCue::ProjectHead).contains(piece.text) || piece.text == "年产",
        };
        if stop {
            break;
        }
        end = piece.end;
        // 福建骏珩拟|投资: the word splitter glued it to the brand.
        if piece.unknown() && piece.text.ends_with(['拟', '将']) {
            return end - '拟'.len_utf8();
        }
    }
    end
}
