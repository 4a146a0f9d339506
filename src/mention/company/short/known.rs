//! Names of the list of well-known firms, and when they are meant.

use super::cue::{shown_by_context, strong_cue};
use super::edge::begins_name;
use super::latin::breaks_latin;
use super::works::works_follow;
use crate::letter::is_han;
use crate::lexicon::{FirmCue, KnownUse};
use crate::mention::company::scan::{Class, Scan};
use crate::mention::company::{Found, NameForm, WELL_KNOWN, in_project};

pub(super) fn well_known(scan: &Scan<'_>) -> Vec<Found> {
    let mut out = Vec::new();
    for hit in scan.words.known_in(scan.text) {
        if breaks_latin(scan, hit.start, hit.end) {
            continue;
        }
        let short = scan.text[hit.start..hit.end].chars().count() <= 2;
        if scan.splits_word(hit.start) || scan.splits_word(hit.end) || is_where(scan, hit.start, hit.end) {
            continue;
        }
        match hit.kind {
            KnownUse::Builder => {
                if let Some(end) = bureau(scan, hit.end) {
                    out.push(Found::new(hit.start, end, NameForm::Short, "bureau of a builder"));
                    continue;
                }
                let mut found = Found::new(hit.start, hit.end, NameForm::Short, WELL_KNOWN);
                found.proven =
                    !short || shown_by_context(scan, hit.start, hit.end) || leads_project(scan, hit.start, hit.end);
                out.push(found);
            }
            KnownUse::Firm if !named_place(scan, hit.end) => {
                let mut found = Found::new(hit.start, hit.end, NameForm::Short, WELL_KNOWN);
                found.proven = !short || !joined_before(scan, hit.start) || strong_cue(scan, hit.start, hit.end);
                out.push(found);
            }
            KnownUse::Word | KnownUse::Lead if !named_place(scan, hit.end) => {
                let mut found = Found::new(hit.start, hit.end, NameForm::Short, WELL_KNOWN);
                found.proven = strong_cue(scan, hit.start, hit.end)
                    || hit.kind == KnownUse::Lead && leads_project(scan, hit.start, hit.end);
                out.push(found);
            }
            _ => {}
        }
    }
    out
}

/// Whether what could be a firm is the place where something is built: 在金山投资建设.
fn is_where(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let led = scan.words.cue(FirmCue::SitsIn).suffix(scan.before(start)).is_some();
    led && scan.words.cue(FirmCue::Settles).prefix(scan.after(end)).is_some()
}

/// Whether a well-known word stands at the front of a project's name, perhaps behind a place (芜湖美的…项目).
fn leads_project(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let place = scan.pieces_before(start).next().filter(|p| scan.class(p) == Class::Place);
    let fresh = begins_name(scan, start) || place.is_some_and(|p| begins_name(scan, p.start));
    fresh && !works_follow(scan, end) && in_project(scan, end)
}

/// Whether a loose character stands right before the byte, as of a longer name (a mountain 方斗山 is not 斗山).
fn joined_before(scan: &Scan<'_>, at: usize) -> bool {
    scan.pieces_before(at).next().is_some_and(|p| scan.class(&p) == Class::Single)
}

/// 华为路, 长城乡: the name goes on to a place.
fn named_place(scan: &Scan<'_>, end: usize) -> bool {
    scan.after(end).starts_with(['路', '街', '村', '镇', '乡', '桥', '站', '园']) || scan.after(end).starts_with("公园")
}

/// 七局, 北京局集团, 十二航局: end of the bureau's name.
fn bureau(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let after = scan.after(at);
    let mut end = 0;
    for c in after.chars().take(6) {
        if !is_han(c) || scan.words.cue(FirmCue::Hard).contains(&after[end..end + c.len_utf8()]) {
            return None;
        }
        end += c.len_utf8();
        if matches!(c, '局' | '院') && end > c.len_utf8() {
            let tail = &after[end..];
            let more = ["集团", "公司"].iter().find(|w| tail.starts_with(**w)).map_or(0, |w| w.len());
            return Some(at + end + more);
        }
    }
    None
}
