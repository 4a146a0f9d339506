//! What beside a name shows that it is a firm's.

use super::notice::{notice_follows, stock_code};
use crate::lexicon::FirmCue;
use crate::mention::company::full;
use crate::mention::company::scan::Scan;

/// Whether the words on either side show that `start..end` is a firm.
pub(super) fn shown_by_context(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let after = scan.after(end);
    scan.words.cue(FirmCue::FirmAfter).prefix(after).is_some()
        || stock_code(after).is_some()
        || full::cue_before(scan, start, FirmCue::FirmBefore)
}

pub(super) fn strong_cue(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let after = scan.after(end);
    scan.words.cue(FirmCue::FirmStrong).prefix(after).is_some()
        || ["公司", "集团"].iter().any(|w| after.starts_with(w))
        || stock_code(after).is_some()
        || notice_follows(scan, end)
        || scan.words.cue(FirmCue::Apposed).suffix(scan.before(start)).is_some()
}
