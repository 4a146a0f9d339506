//! Public works and places in the open, which projects are called after as after firms.

use crate::lexicon::FirmCue;
use crate::mention::company::scan::Scan;

/// Whether the words from `at` on tell of public works or places, landforms aside (昆某山风电, 滨某河路).
pub(super) fn works_follow(scan: &Scan<'_>, at: usize) -> bool {
    let after = scan.after(at);
    let behind = at + (after.len() - after.trim_start_matches(is_landform).len());
    works_at(scan, at) || behind > at && works_at(scan, behind)
}

/// Whether a word of public works or places begins at the byte.
fn works_at(scan: &Scan<'_>, at: usize) -> bool {
    let Some(word) = scan.words.cue(FirmCue::WorksWord).prefix(scan.after(at)) else { return false };
    // 生态板, 铁路车轴: a ware that begins like works; 光伏组件制造 makes things for them.
    if scan.ware_at(at) > word.len() || makes_parts(scan, at, word) {
        return false;
    }
    // 江 of 江北 is no river.
    word.chars().count() > 1 || scan.pieces_after(at).next().is_some_and(|p| p.text == word)
}

/// Whether what is made for power stations is named, not one of them: 光伏太阳能制造, 风电叶片.
fn makes_parts(scan: &Scan<'_>, at: usize, word: &str) -> bool {
    let near: usize = scan.after(at).chars().take(PART_REACH).map(char::len_utf8).sum();
    let name = scan.text[at..at + near].split("项目").next().unwrap_or_default();
    scan.words.cue(FirmCue::Power).contains(word) && scan.words.cue(FirmCue::PowerPart).within(name)
}

/// How many characters behind the word for a power station what is made for it may end.
const PART_REACH: usize = 10;

/// Whether a figure tells the size of public works (15万千瓦风电场), which are called after places.
pub(super) fn measures_works(scan: &Scan<'_>, at: usize) -> bool {
    let after = scan.after(at);
    let near = &after[..after.char_indices().nth(SIZE_REACH).map_or(after.len(), |(i, _)| i)];
    scan.words.cue(FirmCue::WorksWord).within(near)
}

/// How many characters a figure with its units and what it measures may take.
const SIZE_REACH: usize = 16;

/// Whether a word ends as names of roads and places in the open do (钱某江, 某富路), and is long enough for one.
pub(super) fn is_spot(word: &str) -> bool {
    let road = |c| "路街道桥村镇乡寺庙庄屯".contains(c);
    word.chars().count() >= 3 && word.ends_with(|c| is_landform(c) || road(c))
}

/// Ends names of places in the open (石某山风电项目).
pub(super) fn is_landform(c: char) -> bool {
    "山岭峰坡岗河江湖口沟滩岛湾".contains(c)
}
