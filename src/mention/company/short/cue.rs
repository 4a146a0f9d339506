//! What beside a name shows that it is a firm's.

use super::notice::{notice_follows, stock_code};
use crate::letter::is_han;
use crate::lexicon::FirmCue;
use crate::mention::company::full;
use crate::mention::company::scan::Scan;

/// Whether the words on either side show that `start..end` is a firm.
pub(super) fn shown_by_context(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    scan.words.cue(FirmCue::FirmAfter).prefix(behind_gloss(scan.after(end))).is_some()
        || stock_code(scan.after(end)).is_some()
        || full::cue_before(scan, start, FirmCue::FirmBefore)
}

/// What follows a name behind a bracket with its Latin form: 骏珩电子（Junheng）|宣布.
fn behind_gloss(after: &str) -> &str {
    let inner = after.strip_prefix(['(', '（']).and_then(|inner| inner.split_once([')', '）']));
    inner.filter(|(gloss, _)| !gloss.is_empty() && gloss.bytes().all(is_latin)).map_or(after, |(_, rest)| rest)
}

fn is_latin(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b' ' | b'.' | b'&' | b'-')
}

pub(super) fn strong_cue(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let after = behind_gloss(scan.after(end));
    scan.words.cue(FirmCue::FirmStrong).prefix(after).is_some()
        || ["公司", "集团"].iter().any(|w| after.starts_with(w))
        || stock_code(scan.after(end)).is_some()
        || notice_follows(scan, end)
        || scan.words.cue(FirmCue::Apposed).suffix(scan.before(start)).is_some()
        || has_a_site(scan, after)
}

/// Whether what follows a name is a plant that it has somewhere: 在合江的第二座工厂.
fn has_a_site(scan: &Scan<'_>, after: &str) -> bool {
    let Some(there) = ["在", "位于"].iter().find_map(|w| after.strip_prefix(w)) else { return false };
    let Some((place, site)) = there.split_once('的') else { return false };
    let site = site.trim_start_matches(['第', '首', '一', '二', '三', '四', '五', '座', '个', '家', '条', '新']);
    let near = (2..=MAX_PLACE).contains(&place.chars().count()) && place.chars().all(is_han);
    near && scan.words.cue(FirmCue::FacilityHead).prefix(site).is_some()
}

/// Longest place of a plant, in characters.
const MAX_PLACE: usize = 12;
