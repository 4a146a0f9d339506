//! Where names begin: function words glued to them, places before them; and what words brands are made of.

use crate::letter::is_han;
use crate::lexicon::FirmCue;
use crate::mention::company::scan::{Class, Piece, Scan, is_name_char};

/// Bytes of a function word that the word splitter glued to the front of an unknown word; all of them
/// if no brand is left behind it.
pub(in crate::mention::company) fn leading_function_word(scan: &Scan<'_>, word: &str, at: usize) -> usize {
    let Some(first) = word.chars().next() else { return 0 };
    let edge = scan.words.cue(FirmCue::Edge).prefix(word).filter(|w| w.chars().count() >= 2);
    let function =
        scan.words.cue(FirmCue::Hard).contains(&word[..first.len_utf8()]) || matches!(first, '有' | '从' | '对' | '即');
    let hard = function.then(|| first.len_utf8());
    let figure = scan.before(at).chars().next_back().is_some_and(|c| c.is_ascii_digit());
    let measure = scan.words.cue(FirmCue::Measure).prefix(word).filter(|_| figure);
    // 产业集聚|区骏珩: the rest of the place before it.
    let division = matches!(first, '区' | '县' | '镇') && scan.before(at).chars().next_back().is_some_and(is_han);
    let hard = hard.or(division.then(|| first.len_utf8()).filter(|&len| word[len..].chars().count() >= 2));
    match edge.or(measure).map(str::len).or(hard) {
        Some(len) if edge.is_none() || word[len..].chars().count() >= 2 => len,
        Some(_) => word.len(),
        None => 0,
    }
}

/// Whether a figure with its measure stands right before the byte: then what follows is counted.
pub(super) fn behind_quantity(scan: &Scan<'_>, at: usize) -> bool {
    let before = scan.before(at);
    let figure = before.trim_end_matches(|c| "万亿千余多吨台套辆件只米平方亩头羽锭条瓶升".contains(c));
    figure.len() < before.len() && figure.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether an everyday word may be a brand for all that: it is the name of no trade or ware (天工药业, not 茶叶食品).
pub(super) fn is_rare(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let brand = &scan.text[start..end];
    brand.chars().count() >= 2 && brand.chars().all(is_han) && !scan.tells_trade(brand)
}

/// Whether the words right before the byte name the place of what follows (某街道|昱珩环保…项目).
pub(super) fn behind_place(scan: &Scan<'_>, at: usize) -> bool {
    let place = |p: Piece<'_>| match scan.class(&p) {
        Class::Place => true,
        _ => p.text.chars().count() >= 2 && p.text.ends_with(['镇', '乡', '村', '区', '园', '道']),
    };
    scan.pieces_before(at).next().is_some_and(place)
}

/// Whether the word ends the name of a division or zone that the splitter has cut off (五某|镇, 高新区).
pub(super) fn is_division_word(scan: &Scan<'_>, word: &str) -> bool {
    scan.words.cue(FirmCue::DivisionWord).contains(word)
}

/// Whether the text begins with a word for a division, as the rest of one (我县骏珩化工).
pub(super) fn is_division(text: &str) -> bool {
    text.starts_with(['省', '市', '县', '区', '镇', '乡', '州', '村'])
}

/// Whether an everyday word is made of characters that names of firms are made of (宏业).
pub(super) fn reads_as_brand(scan: &Scan<'_>, word: &str) -> bool {
    let mut buffer = [0; 4];
    word.chars().count() == 2
        && word.chars().all(|c| scan.words.cue(FirmCue::BrandChar).contains(c.encode_utf8(&mut buffer)))
}

/// Whether a name may begin at the byte: after a mark, 的, 和, or a word that no name reaches over (引进, 是).
pub(super) fn begins_name(scan: &Scan<'_>, at: usize) -> bool {
    scan.before(at).chars().next_back().is_none_or(|c| !is_name_char(c))
        || scan.pieces_before(at).next().is_some_and(|p| {
            let single = p.text.chars().count() == 1;
            match scan.class(&p) {
                Class::Hard => true,
                Class::Edge => !single || matches!(p.text, "是" | "有" | "和" | "及" | "与"),
                _ => p.tag == "m" && p.text.ends_with('元'),
            }
        })
}
