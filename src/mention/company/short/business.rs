//! Brands with a line of business: 贝可科技, and what else ends so and is none.

use super::MAX_BRAND;
use super::cue::{shown_by_context, strong_cue};
use super::edge::{
    begins_name, behind_place, behind_quantity, is_division, is_rare, leading_function_word, reads_as_brand,
};
use super::notice::stock_code;
use super::works::is_spot;
use crate::lexicon::{FirmCue, Hit, SuffixKind};
use crate::mention::company::scan::{Class, Piece, Scan, is_name_char};
use crate::mention::company::{BRAND_AND_BUSINESS, Found, NameForm, full, in_project};
use crate::segment::in_dictionary;

/// A brand in front of a line of business.
pub(super) struct Brand {
    start: usize,
    strong: bool,
    /// Whether nothing stands between it and the line of business.
    direct: bool,
    /// Whether it is a word of everyday that firms are called after (骏马): what stands around must show that one is meant.
    everyday: bool,
}

pub(super) fn suffixed(scan: &Scan<'_>) -> Vec<Found> {
    let mut out = Vec::new();
    let hits = scan.lines_of_business();
    let mut at = 0;
    while at < hits.len() {
        let first = hits[at];
        let mut last = first;
        let mut chain = first.end;
        at += 1;
        while let Some(next) = hits.get(at).filter(|n| n.start == chain && n.kind.is_business()) {
            chain = next.end;
            // 恒某机械铸造项目: only a word that no product ends with goes on with the name.
            if next.kind == SuffixKind::Business {
                last = *next;
            }
            at += 1;
        }
        if first.kind == SuffixKind::Branch {
            out.extend(branch(scan, first.start, first.end));
        } else if first.kind.is_business() && ends_as_noun(scan, &first) {
            let sure = last.kind == SuffixKind::Business;
            let found = with_suffix(scan, first.start, last.end, sure);
            out.extend(found.or_else(|| place_and_trade(scan, first.start, last.end).filter(|_| sure)));
        }
    }
    out
}

/// 建设, 投资 and the like end a name only where no object follows (中天建设、…; not 投资4亿元).
fn ends_as_noun(scan: &Scan<'_>, hit: &Hit<SuffixKind>) -> bool {
    let verbish = scan.words.cue(FirmCue::Verbish).contains(&scan.text[hit.start..hit.end]);
    let next = scan.after(hit.end).chars().next();
    !verbish || next.is_none_or(|c| !is_name_char(c)) || stock_code(scan.after(hit.end)).is_some()
}

fn branch(scan: &Scan<'_>, start: usize, end: usize) -> Option<Found> {
    let place = scan.pieces_before(start).next().filter(|p| scan.class(p) == Class::Place)?;
    let next = scan.pieces_after(end).next();
    let open = next.is_none_or(|p| matches!(scan.class(&p), Class::Boundary | Class::Hard | Class::Edge));
    (open && !scan.splits_word(end)).then(|| Found::new(place.start, end, NameForm::Short, "place and operator"))
}

/// 锦州钛业3万吨…: a place with a trade in 业, where a name may begin and how much is made follows.
fn place_and_trade(scan: &Scan<'_>, suffix: usize, end: usize) -> Option<Found> {
    let place = scan.pieces_before(suffix).next().filter(|p| scan.class(p) == Class::Place && !is_division(p.text))?;
    let made = scan.after(end).starts_with(|c: char| c.is_ascii_digit()) || scan.after(end).starts_with("年产");
    let found = Found::new(place.start, end, NameForm::Short, BRAND_AND_BUSINESS);
    (made && scan.text[..end].ends_with('业') && begins_name(scan, place.start))
        .then_some(Found { proven: true, ..found })
}

fn with_suffix(scan: &Scan<'_>, suffix: usize, end: usize, sure: bool) -> Option<Found> {
    if scan.splits_word(end) || !may_end_here(scan, end, sure) || scan.splits_trade(suffix, end) {
        return None;
    }
    let brand = brand_before(scan, suffix)?;
    let start = full::behind_agent(scan, with_place(scan, brand.start), suffix);
    // 20万吨球墨铸管: how much of a ware.
    if scan.is_trade(&scan.text[brand.start..end]) || behind_quantity(scan, start) {
        return None;
    }
    if brand.everyday && !begins_firm(scan, start) {
        return None;
    }
    let mut found = Found::new(start, end, NameForm::Short, BRAND_AND_BUSINESS);
    // Unless the brand stands right before it, an everyday word needs more than a second occurrence.
    found.strong = brand.strong && (sure || brand.direct);
    found.proven = brand.strong && sure && !brand.everyday
        || strong_cue(scan, start, end)
        || ((found.strong || sure && is_rare(scan, brand.start, suffix)) && heads_project(scan, start, end))
        || (brand.strong && shown_by_context(scan, start, end) && (found.strong || !in_project(scan, end)));
    Some(found)
}

/// Whether a firm's name may begin at the byte: where any may, behind a place, or behind a word that calls for one.
fn begins_firm(scan: &Scan<'_>, at: usize) -> bool {
    begins_name(scan, at) || behind_place(scan, at) || full::cue_before(scan, at, FirmCue::FirmBefore)
}

/// Whether a line of business that ends at `end` may end a name: 食品添加剂 goes on, 针织产业园 is named after one.
fn may_end_here(scan: &Scan<'_>, end: usize, sure: bool) -> bool {
    let after = scan.after(end);
    let Some(next) = scan.words.cue(FirmCue::FollowBad).prefix(after) else { return true };
    let named_after =
        sure && !scan.before(end).ends_with("科技") && scan.words.cue(FirmCue::ProjectHead).contains(next);
    named_after || scan.words.cue(FirmCue::FirmAfter).prefix(after).is_some()
}

/// Whether a name begins where names of projects begin (after a mark, 的, 和, an amount) and a project's name follows.
fn heads_project(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let before = scan.before(start).chars().next_back();
    let fresh = before.is_none_or(|c| !is_name_char(c) || "的和及与".contains(c))
        || begins_name(scan, start)
        || behind_place(scan, start);
    let works = scan.lines_of_business().iter().any(|h| {
        h.start >= start && h.end <= end && scan.words.cue(FirmCue::WorksWord).contains(&scan.text[h.start..h.end])
    });
    fresh && !works && in_project(scan, end)
}

fn brand_before(scan: &Scan<'_>, suffix: usize) -> Option<Brand> {
    let mut at = suffix;
    for _ in 0..3 {
        let first = scan.pieces_before(at).next()?;
        match scan.class(&first) {
            Class::Generic => at = first.start,
            _ => {
                let brand = brand_at(scan, &first, at).filter(|b| at == suffix || b.strong);
                return brand.map(|b| Brand { direct: at == suffix, ..b });
            }
        }
    }
    None
}

fn brand_at(scan: &Scan<'_>, first: &Piece<'_>, suffix: usize) -> Option<Brand> {
    let chars = first.text.chars().count();
    let substance = scan.words.cue(FirmCue::MaterialEnd).suffix(first.text).is_some();
    match scan.class(first) {
        Class::Brand if (substance || is_spot(first.text)) && scan.words.known(first.text).is_none() => None,
        Class::Brand if first.text.is_ascii() => latin_brand(first),
        Class::Brand if first.unknown() && chars > MAX_BRAND => None,
        Class::Brand if (2..=6).contains(&chars) => {
            let start = first.start + leading_function_word(scan, first.text, first.start);
            (scan.text[start..suffix].chars().count() >= 2).then(|| Brand {
                start: join_single(scan, start, suffix),
                strong: true,
                direct: true,
                everyday: false,
            })
        }
        Class::Single if !substance => single_run(scan, suffix),
        Class::Edge if chars == 1 => single_run(scan, suffix),
        class @ (Class::Word | Class::Verb) if (2..=3).contains(&chars) && !substance => {
            let everyday = scan.words.cue(FirmCue::BrandWord).contains(first.text);
            let strong = everyday || reads_as_brand(scan, first.text);
            // 保证信息披露: a verb that no firm is called after governs what follows.
            (strong || class == Class::Word).then(|| Brand {
                start: join_single(scan, first.start, suffix),
                strong,
                direct: true,
                everyday,
            })
        }
        _ => None,
    }
}

/// Latin letters are a brand if they are a known one; abbreviations (HDI, GSP) and figures are not.
fn latin_brand(first: &Piece<'_>) -> Option<Brand> {
    let letters = first.text.bytes().all(|b| b.is_ascii_alphabetic());
    let mixed = first.text.bytes().any(|b| b.is_ascii_lowercase());
    (letters && mixed && first.text.len() >= 3).then_some(Brand {
        start: first.start,
        strong: true,
        direct: true,
        everyday: false,
    })
}

/// One loose character before a two-character brand belongs to it (新+宙邦), unless it is a function word.
fn join_single(scan: &Scan<'_>, start: usize, suffix: usize) -> usize {
    let long = scan.text[start..suffix].chars().count() >= 3;
    let before = scan.pieces_before(start).next();
    let joins = |p: &Piece<'_>| scan.class(p) == Class::Single && p.tag != "m" && !is_division(p.text);
    before.filter(|p| !long && joins(p)).map_or(start, |p| p.start)
}

fn single_run(scan: &Scan<'_>, suffix: usize) -> Option<Brand> {
    let mut start = suffix;
    let mut count = 0;
    let mut own = false;
    for piece in scan.pieces_before(suffix) {
        let chars = piece.text.chars().count();
        match scan.class(&piece) {
            Class::Single if count < MAX_BRAND => own |= !scan.words.cue(FirmCue::Generic).contains(piece.text),
            // 名士|达: a function word of a character that names of firms are made of.
            Class::Edge if chars == 1 && count < 2 && !own => own = is_brand_char(scan, piece.text),
            Class::Brand if piece.unknown() && count + chars <= MAX_BRAND => {
                own = true;
                start = piece.start + leading_function_word(scan, piece.text, piece.start);
                break;
            }
            // 合力+盛: a coined name of an everyday word and a character, where a name may begin.
            Class::Word | Class::Verb if own && count == 1 && coined(scan, piece.start, suffix) => {
                start = piece.start;
                break;
            }
            _ => break,
        }
        count += chars;
        start = piece.start;
    }
    if is_division(&scan.text[start..]) {
        start += "市".len();
    }
    (own && scan.text[start..suffix].chars().count() >= 2).then_some(Brand {
        start,
        strong: true,
        direct: true,
        everyday: false,
    })
}

pub(super) fn is_brand_char(scan: &Scan<'_>, character: &str) -> bool {
    scan.words.cue(FirmCue::BrandChar).contains(character)
}

/// Whether a word and a character behind it are a coined name: no dictionary holds them, and a name may begin there.
pub(super) fn coined(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let name = &scan.text[start..end];
    name.chars().count() == 3 && !in_dictionary(name) && begins_name(scan, start) && is_rare(scan, start, end)
}

/// A place right before the brand belongs to the name (台州宏升制药).
fn with_place(scan: &Scan<'_>, start: usize) -> usize {
    let place = scan.pieces_before(start).next().filter(|p| scan.class(p) == Class::Place);
    place.filter(|p| !p.text.ends_with(['市', '县', '区', '省', '镇'])).map_or(start, |p| p.start)
}
