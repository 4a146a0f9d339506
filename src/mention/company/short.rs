//! Short names: brand with line of business (贝可科技), and brands shown to be firms by what stands around them.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::scan::{Class, Piece, Scan, is_name_char};
use super::{Found, NameForm, full};
use crate::letter::is_han;
use crate::lexicon::{FirmCue, Hit, KnownUse, SuffixKind};
use crate::segment::in_dictionary;

/// Most characters of a brand.
const MAX_BRAND: usize = 4;

/// All short names in the sentence, some not yet proven.
pub(super) fn find(scan: &Scan<'_>) -> Vec<Found> {
    let mut out = suffixed(scan);
    out.extend(well_known(scan));
    out.extend(coded(scan));
    out.extend(latin(scan));
    out.extend(listed(scan));
    out.extend(before_cue(scan));
    out.extend(apposed(scan));
    out.extend(by_agent(scan));
    out.extend(leading_product(scan));
    out.extend(headline(scan));
    out.extend(project_brand(scan));
    out
}

/// Bytes of a function word that the word splitter glued to the front of an unknown word; all of them
/// if no brand is left behind it.
pub(super) fn leading_function_word(scan: &Scan<'_>, word: &str, at: usize) -> usize {
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

// ---- brand + line of business -------------------------------------------------------------------

/// A brand in front of a line of business.
struct Brand {
    start: usize,
    strong: bool,
    /// Whether nothing stands between it and the line of business.
    direct: bool,
}

fn suffixed(scan: &Scan<'_>) -> Vec<Found> {
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
            out.extend(with_suffix(scan, first.start, last.end, last.kind == SuffixKind::Business));
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
    let mut found = Found::new(start, end, NameForm::Short, "brand and business");
    // Unless the brand stands right before it, an everyday word needs more than a second occurrence.
    found.strong = brand.strong && (sure || brand.direct);
    found.proven = brand.strong && sure
        || strong_cue(scan, start, end)
        || ((found.strong || sure && is_rare(scan, brand.start, suffix)) && heads_project(scan, start, end))
        || (brand.strong && shown_by_context(scan, start, end) && (found.strong || !super::in_project(scan, end)));
    Some(found)
}

/// Whether a figure with its measure stands right before the byte: then what follows is counted.
fn behind_quantity(scan: &Scan<'_>, at: usize) -> bool {
    let before = scan.before(at);
    let figure = before.trim_end_matches(|c| "万亿千余多吨台套辆件只米平方亩头羽锭条瓶升".contains(c));
    figure.len() < before.len() && figure.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether an everyday word may be a brand for all that: it is the name of no trade or ware (天工药业, not 茶叶食品).
fn is_rare(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let brand = &scan.text[start..end];
    brand.chars().count() >= 2 && brand.chars().all(is_han) && !scan.tells_trade(brand)
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
    fresh && !works && super::in_project(scan, end)
}

/// Whether the words right before the byte name the place of what follows (某街道|昱珩环保…项目).
fn behind_place(scan: &Scan<'_>, at: usize) -> bool {
    let place = |p: Piece<'_>| match scan.class(&p) {
        Class::Place => true,
        _ => p.text.chars().count() >= 2 && p.text.ends_with(['镇', '乡', '村', '区', '园', '道']),
    };
    scan.pieces_before(at).next().is_some_and(place)
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
            })
        }
        Class::Single if !substance => single_run(scan, suffix),
        Class::Edge if chars == 1 => single_run(scan, suffix),
        class @ (Class::Word | Class::Verb) if (2..=3).contains(&chars) && !substance => {
            let strong = reads_as_brand(scan, first.text);
            // 保证信息披露: a verb that no firm is called after governs what follows.
            (strong || class == Class::Word).then(|| Brand {
                start: join_single(scan, first.start, suffix),
                strong,
                direct: true,
            })
        }
        _ => None,
    }
}

/// Latin letters are a brand if they are a known one; abbreviations (HDI, GSP) and figures are not.
fn latin_brand(first: &Piece<'_>) -> Option<Brand> {
    let letters = first.text.bytes().all(|b| b.is_ascii_alphabetic());
    let mixed = first.text.bytes().any(|b| b.is_ascii_lowercase());
    (letters && mixed && first.text.len() >= 3).then_some(Brand { start: first.start, strong: true, direct: true })
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
            Class::Edge if chars == 1 && count < 2 && !own => {}
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
    (own && scan.text[start..suffix].chars().count() >= 2).then_some(Brand { start, strong: true, direct: true })
}

/// Whether a word and a character behind it are a coined name: no dictionary holds them, and a name may begin there.
fn coined(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let name = &scan.text[start..end];
    name.chars().count() == 3 && !in_dictionary(name) && begins_name(scan, start) && is_rare(scan, start, end)
}

/// Whether the word ends the name of a division or zone that the splitter has cut off (五某|镇, 高新区).
fn is_division_word(word: &str) -> bool {
    ["镇", "乡", "村", "街道", "高新区", "经开区", "开发区", "新区", "园区", "工业园"].contains(&word)
}

/// Whether the text begins with a word for a division, as the rest of one (我县骏珩化工).
fn is_division(text: &str) -> bool {
    text.starts_with(['省', '市', '县', '区', '镇', '乡', '州', '村'])
}

/// A place right before the brand belongs to the name (台州宏升制药).
fn with_place(scan: &Scan<'_>, start: usize) -> usize {
    let place = scan.pieces_before(start).next().filter(|p| scan.class(p) == Class::Place);
    place.filter(|p| !p.text.ends_with(['市', '县', '区', '省', '镇'])).map_or(start, |p| p.start)
}

/// Whether the words on either side show that `start..end` is a firm.
fn shown_by_context(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let after = scan.after(end);
    scan.words.cue(FirmCue::FirmAfter).prefix(after).is_some()
        || stock_code(after).is_some()
        || full::cue_before(scan, start, FirmCue::FirmBefore)
}

// ---- well-known names ---------------------------------------------------------------------------

fn well_known(scan: &Scan<'_>) -> Vec<Found> {
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
                let mut found = Found::new(hit.start, hit.end, NameForm::Short, "well-known firm");
                found.proven = !short || shown_by_context(scan, hit.start, hit.end);
                out.push(found);
            }
            KnownUse::Firm if !named_place(scan, hit.end) => {
                let mut found = Found::new(hit.start, hit.end, NameForm::Short, "well-known firm");
                found.proven = !short || !joined_before(scan, hit.start) || strong_cue(scan, hit.start, hit.end);
                out.push(found);
            }
            KnownUse::Word | KnownUse::Lead if !named_place(scan, hit.end) => {
                let mut found = Found::new(hit.start, hit.end, NameForm::Short, "well-known firm");
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
    let place = ["在", "位于", "落户", "落户在"].iter().any(|w| scan.before(start).ends_with(w));
    place
        && ["投资", "建设", "设立", "新建", "兴建", "投建", "建厂", "落户"]
            .iter()
            .any(|w| scan.after(end).starts_with(w))
}

/// Whether a well-known word stands at the front of a project's name, perhaps behind a place (芜湖美的…项目).
fn leads_project(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let place = scan.pieces_before(start).next().filter(|p| scan.class(p) == Class::Place);
    let fresh = begins_name(scan, start) || place.is_some_and(|p| begins_name(scan, p.start));
    fresh && !works_follow(scan, end) && super::in_project(scan, end)
}

/// Whether the words from `at` on tell of public works or places, landforms aside (昆某山风电, 滨某河路).
fn works_follow(scan: &Scan<'_>, at: usize) -> bool {
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
    let made = ["制造", "组件", "电池", "设备", "支架", "玻璃", "叶片", "塔筒", "逆变器", "装备", "胶膜", "背板"];
    matches!(word, "光伏" | "风电" | "核电") && made.iter().any(|w| name.contains(w))
}

/// How many characters behind the word for a power station what is made for it may end.
const PART_REACH: usize = 10;

/// Whether a loose character stands right before the byte, as of a longer name (a mountain 方斗山 is not 斗山).
fn joined_before(scan: &Scan<'_>, at: usize) -> bool {
    scan.pieces_before(at).next().is_some_and(|p| scan.class(&p) == Class::Single)
}

fn strong_cue(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let after = scan.after(end);
    scan.words.cue(FirmCue::FirmStrong).prefix(after).is_some()
        || ["公司", "集团"].iter().any(|w| after.starts_with(w))
        || stock_code(after).is_some()
        || notice_follows(scan, end)
        || scan.words.cue(FirmCue::Apposed).suffix(scan.before(start)).is_some()
}

pub(super) fn breaks_latin(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let edge = |c: Option<char>| latin(c) || c == Some('-');
    let first = scan.text[start..].chars().next();
    let last = scan.text[..end].chars().next_back();
    (latin(first) && edge(scan.before(start).chars().next_back()))
        || (latin(last) && edge(scan.after(end).chars().next()))
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

// ---- names shown by a pattern -------------------------------------------------------------------

/// Length of a stock code in brackets at the beginning of `after`.
pub(super) fn stock_code(after: &str) -> Option<usize> {
    let inner = after.strip_prefix(['（', '('])?;
    let close = inner.find(['）', ')'])?;
    let closer = inner[close..].chars().next().map_or(0, char::len_utf8);
    let whole = after.len() - inner.len() + close + closer;
    if LISTED.is_match(&inner[..close]) {
        return Some(whole);
    }
    let code = &inner[..close];
    let digits = code.bytes().filter(u8::is_ascii_digit).count();
    let plain = code.chars().all(|c| {
        c.is_ascii_alphanumeric()
            || matches!(c, '.' | ':' | '：' | ' ' | ',' | '，' | '、' | '/' | '-')
            || "股票代码证券港深沪".contains(c)
    });
    let marked = digits >= 4 || ["NASDAQ", "NYSE", "HK", "US"].iter().any(|m| code.contains(m));
    (plain && marked && close <= 60 && !code.is_empty()).then_some(whole)
}

/// A code of six digits by itself, and what else papers print of the share behind it: 600000，收盘价8.2元; SZ300000，股价12元，市值….
static LISTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:SH|SZ|BJ|sh|sz|bj)?[0-9]{6}(?:\\.[A-Za-z]{2})?[，,、;； ].{2,60}$").expect("a valid pattern")
});

/// Names in Latin letters that the words beside them show to be firms: 初创公司 Nscale, Vantage Data Centers 宣布….
fn latin(scan: &Scan<'_>) -> Vec<Found> {
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

/// Bytes of a bracket at the beginning of `after` (the short form or the code of a firm), and of blanks before it.
fn bracketed(after: &str) -> usize {
    let blank = after.len() - after.trim_start_matches(' ').len();
    let inner = after[blank..].strip_prefix(['（', '(']);
    let close = inner.and_then(|i| i.find(['）', ')'])).filter(|&i| i <= MAX_BRACKET);
    let (Some(inner), Some(close)) = (inner, close) else { return 0 };
    let closer = inner[close..].chars().next().map_or(0, char::len_utf8);
    after.len() - inner.len() + close + closer
}

/// Longest bracket behind a name that is read over, in bytes.
const MAX_BRACKET: usize = 60;

fn is_latin_name(name: &str) -> bool {
    (3..=40).contains(&name.len()) && name.starts_with(|c: char| c.is_ascii_uppercase())
}

/// X（688182.SH）.
fn coded(scan: &Scan<'_>) -> Vec<Found> {
    let opens = scan.text.char_indices().filter(|(_, c)| matches!(c, '（' | '(')).map(|(i, _)| i);
    let names = opens.filter(|&i| stock_code(scan.after(i)).is_some());
    names.filter_map(|end| bare(scan, end, "stock code")).collect()
}

/// The bare name that ends at `end`, back to a boundary.
fn bare(scan: &Scan<'_>, end: usize, rule: &'static str) -> Option<Found> {
    let start = bare_start(scan, end);
    plausible(scan, start, end).then(|| Found::new(start, end, NameForm::Short, rule))
}

fn bare_start(scan: &Scan<'_>, end: usize) -> usize {
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
fn plausible(scan: &Scan<'_>, start: usize, end: usize) -> bool {
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

/// A、B、C等企业.
fn listed(scan: &Scan<'_>) -> Vec<Found> {
    let mut out = Vec::new();
    for (at, _) in scan.text.match_indices('等') {
        if !heads_firms(scan, at + '等'.len_utf8()) {
            continue;
        }
        let mut end = at;
        loop {
            let open = end
                - scan.before(end).chars().rev().take_while(|c| is_name_char(*c)).map(char::len_utf8).sum::<usize>();
            let start = bare_start(scan, end).max(open);
            if plausible(scan, start, end) {
                out.push(Found::new(start, end, NameForm::Short, "list of firms"));
            }
            let joint = scan.before(start).chars().next_back();
            let Some(joint) = joint.filter(|c| start == open && matches!(c, '、' | '”' | '“')) else { break };
            end = start - joint.len_utf8();
        }
    }
    out
}

/// Whether what follows 等 says that the list is one of firms: 3家企业, 一批知名厂商.
fn heads_firms(scan: &Scan<'_>, at: usize) -> bool {
    for piece in scan.pieces_after(at).take(8) {
        if scan.words.cue(FirmCue::FirmNoun).suffix(piece.text).is_some() {
            return true;
        }
        let modifier = matches!(
            scan.class(&piece),
            Class::Generic | Class::Business | Class::Edge | Class::Single | Class::Word | Class::Place
        ) || piece.text == "的"
            || piece.tag.starts_with('m');
        if !modifier || piece.text == "在" {
            return false;
        }
    }
    false
}

/// X公告称, X董事长: the name before a word that only follows firms, from the clause's beginning.
fn before_cue(scan: &Scan<'_>) -> Vec<Found> {
    let mut out = Vec::new();
    for word in scan.words.cue(FirmCue::FirmStrong).places(scan.text) {
        let Some(mut found) = bare(scan, word.start, "word that follows firms") else { continue };
        let fresh = scan.before(found.start).chars().next_back().is_none_or(|c| !is_name_char(c));
        found.proven = fresh && scan.branded(found.start, found.end);
        found.strong = scan.branded(found.start, found.end);
        out.push(found);
    }
    out.extend(before_dated_notice(scan));
    out.extend(before_sum(scan));
    out.extend(investing_somewhere(scan));
    out.extend(planning_somewhere(scan));
    out
}

/// 骏珩特投资近30亿元打造…: an unknown word at the beginning of a clause, and how much it invests.
fn before_sum(scan: &Scan<'_>) -> Vec<Found> {
    let sums = SUM.find_iter(scan.text).map(|m| m.start());
    let found = sums.filter_map(|at| bare(scan, at, "who invests a sum"));
    let coined = |f: &Found| {
        let name = &scan.text[f.start..f.end];
        let fresh = scan.before(f.start).chars().next_back().is_none_or(|c| !is_name_char(c));
        let pieces: Vec<_> = scan.pieces_in(f.start, f.end).collect();
        let own = |p: &Piece<'_>| p.unknown() && scan.class(p) == Class::Brand || p.text.chars().nth(1).is_none();
        fresh && name.chars().count() <= MAX_BRAND && pieces.iter().all(own) && pieces.iter().any(Piece::unknown)
    };
    found.filter(coined).collect()
}

/// How much a firm invests, and that it builds with it: what only has an investment (X总投资3亿元) may be a project.
static SUM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:计划|拟)?(?:投资|斥资)[约近超达过逾]?[0-9][0-9.]*余?[亿万]元?(?:人民币)?(?:在|建设|打造|兴建|新建|实施|投建)")
        .expect("a valid pattern")
});

/// 滨海骏珩科兴在某地投资的Y: a place and a name that begin a member of a list or a clause, and where the firm invests.
fn investing_somewhere(scan: &Scan<'_>) -> Vec<Found> {
    let mut out = Vec::new();
    for (at, _) in scan.text.match_indices('在') {
        let invests = SOMEWHERE.is_match(scan.after(at));
        let Some(found) = invests.then(|| bare(scan, at, "who invests somewhere")).flatten() else { continue };
        let fresh = begins_name(scan, found.start);
        let mut pieces = scan.pieces_in(found.start, found.end);
        let placed = pieces.next().is_some_and(|p| scan.class(&p) == Class::Place);
        let own = pieces.next().is_some_and(|p| scan.branded(p.start, found.end));
        if fresh && placed && own {
            out.push(found);
        }
    }
    out
}

/// 昱泽航空计划在某地投资建设: a name with a line of business that begins a clause, and where the firm plans to build.
fn planning_somewhere(scan: &Scan<'_>) -> Vec<Found> {
    let plans = PLANS.find_iter(scan.text).map(|m| m.start());
    let found = plans.filter_map(|at| bare(scan, at, "who plans to build somewhere"));
    let known = |f: &Found| {
        let line = scan.pieces_in(f.start, f.end).last().is_some_and(|p| scan.class(&p) == Class::Business);
        let fresh = scan.before(f.start).chars().next_back().is_none_or(|c| !is_name_char(c));
        fresh && line && scan.text[f.start..f.end].chars().count() >= 4
    };
    found.filter(known).collect()
}

/// What a firm plans and where.
static PLANS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:计划|拟|宣布|宣布将|决定)在[\\p{Han}]{2,16}?(?:投资|兴建|投建|新建|设立)").expect("a valid pattern")
});

/// A place and what a firm does there.
static SOMEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^在[\\p{Han}]{2,10}?(?:投资|兴建|投建)(?:建设|兴建|新建)?的").expect("a valid pattern")
});

/// X8月15日晚间发布公告: the name before the date of a notice, from the sentence's beginning.
fn before_dated_notice(scan: &Scan<'_>) -> Option<Found> {
    let dated = DATED.find(scan.text)?;
    let noticed = scan.words.cue(FirmCue::Notice).prefix(scan.after(dated.end())).is_some();
    bare(scan, dated.start(), "word that follows firms").filter(|f| noticed && f.start == 0)
}

/// The date of a notice.
static DATED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日(?:晚间?|早间|午间|盘后|晚上|早|午后)?[，,]?")
        .expect("a valid pattern")
});

/// 龙头企业X, 全资子公司X: the name after such a noun, up to a verb or boundary.
fn apposed(scan: &Scan<'_>) -> Vec<Found> {
    let mut out = Vec::new();
    for word in scan.words.cue(FirmCue::Apposed).places(scan.text) {
        let mut start = word.end;
        if scan.after(start).starts_with('“') {
            start += '“'.len_utf8();
        }
        let end = forward_end(scan, start);
        if plausible(scan, start, end) && scan.branded(start, end) {
            out.push(Found::new(start, end, NameForm::Short, "apposition"));
        }
    }
    out
}

/// Where a bare name that begins at `start` ends: before a boundary, function word, verb or firm cue.
fn forward_end(scan: &Scan<'_>, start: usize) -> usize {
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

/// 由X投资建设.
fn by_agent(scan: &Scan<'_>) -> Vec<Found> {
    let mut out = Vec::new();
    for (at, by) in scan.text.match_indices('由') {
        let start = at + by.len();
        let end = forward_end(scan, start);
        let acts = scan.words.cue(FirmCue::AgentAct).prefix(scan.after(end)).is_some();
        if acts && plausible(scan, start, end) && scan.branded(start, end) {
            out.push(Found::new(start, end, NameForm::Short, "by whom"));
        }
    }
    out
}

/// X年产N万吨…项目: the name at the beginning of a project's.
fn leading_product(scan: &Scan<'_>) -> Vec<Found> {
    let hits = scan.text.match_indices("年产").filter(|(i, w)| {
        let after = scan.after(i + w.len()).chars().next();
        after.is_some_and(|c| !matches!(c, '能' | '值' | '量' | '出' | '业' | '销'))
    });
    let hits = hits.map(|(i, _)| i);
    hits.filter(|&i| scan.branded(bare_start(scan, i), i))
        .filter_map(|i| bare(scan, i, super::NAME_OF_PROJECT))
        .collect()
}

/// The unknown word at the front of a project's name (甲某云城市大脑应用项目), before a word of what is made.
fn project_brand(scan: &Scan<'_>) -> Vec<Found> {
    let mut out = Vec::new();
    if !scan.words.cue(FirmCue::ProjectHead).within(scan.text) {
        return out;
    }
    let mut open: Option<ProjectFront> = None;
    for piece in scan.pieces_after(0) {
        let class = front_class(scan, &piece);
        if begins_name(scan, piece.start) {
            open = Some(ProjectFront { start: piece.start, brand: piece.start, whole: None });
        }
        let Some(front) = open.as_mut() else { continue };
        if class == Class::Place && front.brand == piece.start || is_division_word(piece.text) {
            front.pass_place(&piece);
            continue;
        }
        if class == Class::Brand && piece.text.chars().all(is_name_char_of_brand) {
            if front.brand == piece.start && piece.unknown() {
                let glued = leading_function_word(scan, piece.text, piece.start);
                if glued > 0 && scan.before(piece.start).ends_with(|c: char| c.is_ascii_digit()) {
                    open = None;
                    continue;
                }
                front.cut(glued);
            }
            front.whole = Some(piece.end);
            continue;
        }
        if class == Class::Single {
            continue;
        }
        if class == Class::Word && (reads_as_brand(scan, piece.text) || leads_brand(scan, front, &piece)) {
            front.whole = Some(piece.end);
            continue;
        }
        let end = match class {
            Class::Generic | Class::Business | Class::Word => Some(piece.start),
            // 骏珩热管理项目: the single character belongs to the verb that stands as a noun.
            Class::Edge if scan.words.cue(FirmCue::InName).contains(piece.text) => front.whole,
            // 骏珩“智慧谷”产业基地项目: the project's own name follows in quotes.
            Class::Boundary if piece.text == "“" => front.whole,
            // 骏珩中国研发中心项目: the place belongs to what is built.
            Class::Place if MARKETS.contains(&piece.text) => front.whole.filter(|&end| end == piece.start),
            // 中珩兴瀚产业园项目: a coined brand right before what is built.
            Class::Apposition if scan.words.cue(FirmCue::FacilityHead).contains(piece.text) => {
                front.whole.filter(|&end| is_long_coined(&scan.text[front.brand..end]))
            }
            // 骏珩PC构件…项目, 骏珩LED…项目: what is made begins with Latin letters.
            Class::Brand if piece.text.bytes().all(|b| b.is_ascii_alphabetic()) => front.whole,
            // 骏珩20GW…项目: how much is made.
            _ if piece.text.starts_with(|c: char| c.is_ascii_digit()) && !measures_works(scan, piece.start) => {
                Some(piece.start)
            }
            _ => None,
        };
        out.extend(open.take().and_then(|front| front.close(scan, end?)));
    }
    out
}

/// The class of a word in front of a project's name: a ware that the dictionary takes for a name (换热器) is none.
fn front_class(scan: &Scan<'_>, piece: &Piece<'_>) -> Class {
    let class = scan.class(piece);
    let ware = class == Class::Brand && !piece.unknown() && scan.words.known(piece.text).is_none();
    if ware && scan.is_trade(piece.text) { Class::Word } else { class }
}

/// Parts of the world that firms give centres and head offices of their own.
const MARKETS: [&str; 10] = ["中国", "亚洲", "亚太", "华东", "华南", "华北", "华中", "西南", "西北", "大中华"];

/// Whether an everyday word opens a brand that goes on in a word no dictionary holds (北大骏珩): no ware, no kind of place.
fn leads_brand(scan: &Scan<'_>, front: &ProjectFront, word: &Piece<'_>) -> bool {
    let next = || scan.pieces_after(word.end).next();
    front.brand == word.start
        && word.text.chars().count() == 2
        && matches!(word.tag, "j" | "nz" | "nt")
        && !scan.tells_trade(word.text)
        && scan.words.cue(FirmCue::NotFirmEnd).suffix(word.text).is_none()
        && next().is_some_and(|p| p.unknown() && leading_function_word(scan, p.text, p.start) == 0)
}

/// Whether a word is long and no dictionary holds it.
fn is_long_coined(word: &str) -> bool {
    word.chars().count() >= 3 && !in_dictionary(word)
}

/// Whether an everyday word is made of characters that names of firms are made of (宏业).
fn reads_as_brand(scan: &Scan<'_>, word: &str) -> bool {
    let mut buffer = [0; 4];
    word.chars().count() == 2
        && word.chars().all(|c| scan.words.cue(FirmCue::BrandChar).contains(c.encode_utf8(&mut buffer)))
}

/// Whether a figure tells the size of public works (15万千瓦风电场), which are called after places.
fn measures_works(scan: &Scan<'_>, at: usize) -> bool {
    let after = scan.after(at);
    let near = &after[..after.char_indices().nth(SIZE_REACH).map_or(after.len(), |(i, _)| i)];
    scan.words.cue(FirmCue::WorksWord).within(near)
}

/// How many characters a figure with its units and what it measures may take.
const SIZE_REACH: usize = 16;

/// The front of what may be a project's name: places, then a brand.
struct ProjectFront {
    /// Where the firm's name begins.
    start: usize,
    /// Where its brand begins.
    brand: usize,
    /// Where the last word of more than one character in it ends.
    whole: Option<usize>,
}

impl ProjectFront {
    /// A place is part of the name unless it is a whole division (某县骏珩…项目).
    fn pass_place(&mut self, place: &Piece<'_>) {
        let division = place.text.ends_with(['市', '县', '区', '省', '镇', '乡', '村']) || is_division_word(place.text);
        self.start = if division { place.end } else { place.start };
        self.brand = place.end;
        self.whole = None;
    }

    /// Cuts a function word off that the word splitter glued to the brand (为骏珩).
    fn cut(&mut self, glued: usize) {
        if glued > 0 {
            self.brand += glued;
            self.start = self.brand;
        }
    }

    fn close(&self, scan: &Scan<'_>, end: usize) -> Option<Found> {
        let end = scan.trade_over(self.brand, end).unwrap_or(end);
        let brand = scan.text.get(self.brand..end)?;
        let cue = |kind| scan.words.cue(kind);
        let fits = (2..=6).contains(&brand.chars().count()) && scan.branded(self.brand, end);
        // 两大产业项目, 二是产业项目
        let counted =
            brand.starts_with(is_numeral) && brand.chars().nth(1).is_some_and(|c| "大个类条座期批家是".contains(c));
        let substance = cue(FirmCue::MaterialEnd).suffix(brand).is_some()
            || works_follow(scan, end)
            || cue(FirmCue::Communal).prefix(scan.after(end)).is_some()
            || cue(FirmCue::OfficialAct).prefix(scan.after(end)).is_some()
            || cue(FirmCue::Edge).prefix(brand).is_some_and(is_function_word)
            || cue(FirmCue::Place).contains(brand)
            || cue(FirmCue::NotFirmPart).within(&scan.text[self.start..end])
            || self.is_of_a_place(scan, end)
            || scan.is_trade(brand)
            || scan.words.known_in(brand).iter().any(|k| k.kind == KnownUse::Firm);
        if !fits || counted || substance || !super::in_project(scan, end) {
            return None;
        }
        let mut found = Found::new(self.start, end, NameForm::Short, super::BRAND_OF_PROJECT);
        found.strong = true;
        Some(found)
    }

    /// Whether the project is called after a place (a road, a river, a sight) or after whom the sight honours.
    fn is_of_a_place(&self, scan: &Scan<'_>, end: usize) -> bool {
        let brand = &scan.text[self.brand..end];
        let open = brand.chars().count() >= 3 || brand.ends_with(|c| is_landform(c) || "海池泊洲".contains(c));
        let place = || open && scan.pieces_in(self.brand, end).all(|p| p.tag == "ns");
        let ahead = scan.after(end);
        let ahead = &ahead[..ahead.char_indices().nth(SIGHT_REACH).map_or(ahead.len(), |(i, _)| i)];
        let sight = || scan.words.cue(FirmCue::SightWord).within(ahead);
        is_spot(brand) || in_dictionary(brand) && (place() || sight())
    }
}

/// How many characters may stand up to the end of the word that tells a sight (黄果树|智慧旅游).
const SIGHT_REACH: usize = 4;

/// Whether a word ends as names of roads and places in the open do (钱某江, 某富路), and is long enough for one.
fn is_spot(word: &str) -> bool {
    let road = |c| "路街道桥村镇乡寺庙庄屯".contains(c);
    word.chars().count() >= 3 && word.ends_with(|c| is_landform(c) || road(c))
}

/// Whether a name may begin at the byte: after a mark, 的, 和, or a word that no name reaches over (引进, 是).
fn begins_name(scan: &Scan<'_>, at: usize) -> bool {
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

/// Ends names of places in the open (石某山风电项目).
fn is_landform(c: char) -> bool {
    "山岭峰坡岗河江湖口沟滩岛湾".contains(c)
}

fn is_name_char_of_brand(c: char) -> bool {
    is_han(c) || c == '·'
}

/// Whether a word of the edges begins no brand; some single characters of them do (正某, 和某, 万某).
fn is_function_word(edge: &str) -> bool {
    edge.chars().nth(1).is_some() || !"正和同万如亿元达原本".contains(edge)
}

fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十两".contains(c)
}

/// Whether the sentence says that the firm issued a notice: X公告称, X（600000.SH）披露, 【X：拟投资…】.
pub(super) fn announces(scan: &Scan<'_>, found: &Found) -> bool {
    let after = scan.after(found.end);
    found.rule == "headline"
        || stock_code(after).is_some()
        || notice_follows(scan, found.end)
        || headline(scan).is_some_and(|h| h.start == found.start && h.end == found.end)
}

/// Whether a word of notices follows, perhaps behind a stock code and a date (X6月4日晚间公告).
fn notice_follows(scan: &Scan<'_>, end: usize) -> bool {
    let after = scan.after(end);
    let behind_bracket = &after[stock_code(after).unwrap_or_else(|| bracketed(after))..];
    let dated = behind_bracket
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '，' | ',' | ' '))
        .trim_start_matches(['晚', '间', '早', '上', '午', '盘', '后']);
    scan.words.cue(FirmCue::Notice).prefix(dated).is_some()
}

/// X：拟投资…; 【X：…】.
fn headline(scan: &Scan<'_>) -> Option<Found> {
    let start = scan.text.len() - scan.text.trim_start_matches(['【', ' ', '*', '■', '●']).len();
    let colon = start + scan.after(start).find(['：', ':'])?;
    let rest = scan.text[colon..].trim_start_matches(['：', ':']);
    let opening = &rest[..rest.char_indices().nth(12).map_or(rest.len(), |(i, _)| i)];
    let clean = scan.text[start..colon].trim_end();
    let end = start + clean.len();
    if !scan.leading && start == 0 {
        return None;
    }
    let places = scan.pieces_in(start, end).all(|p| scan.class(&p) == Class::Place);
    (!places && scan.words.cue(FirmCue::Headline).within(opening) && plausible(scan, start, end))
        .then(|| Found::new(start, end, NameForm::Short, "headline"))
}

/// Items of a list that stand beside a proven name (A、B和C): bounded on both sides, and possible as names.
pub(super) fn beside(scan: &Scan<'_>, known: &[Found]) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    for name in known.iter().filter(|f| f.proven) {
        let mut start = name.start;
        while let Some(before) = scan.before(start).strip_suffix('、') {
            let from = before
                .rfind(|c: char| !is_name_char(c))
                .map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
            if !item(scan, from, before.len()) {
                break;
            }
            if !holds_name(known, from..before.len()) {
                out.push(Found::new(from, before.len(), NameForm::Short, "beside a firm"));
            }
            start = from;
        }
        let mut end = name.end;
        while let Some(after) = scan.after(end).strip_prefix('、') {
            let from = scan.text.len() - after.len();
            let stop =
                after.find(|c: char| !is_name_char(c) || matches!(c, '和' | '等' | '及' | '与')).unwrap_or(after.len());
            let closed = after[stop..].starts_with(['、', '和', '等', '及', '与', '”', '（', '(']);
            if !closed || !item(scan, from, from + stop) {
                break;
            }
            if !holds_name(known, from..from + stop) {
                out.push(Found::new(from, from + stop, NameForm::Short, "beside a firm"));
            }
            end = from + stop;
        }
    }
    out
}

/// Whether a proven name stands at the front of an item that goes on behind it (骏某集团|轴承系列).
fn holds_name(known: &[Found], item: Range<usize>) -> bool {
    known.iter().any(|k| k.proven && k.start == item.start && k.end < item.end)
}

/// Whether the stretch can be one item of a list of firms: a short name without verbs, or with a line of business.
fn item(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let short = (2..=8).contains(&scan.text[start..end].chars().count());
    short
        && plausible(scan, start, end)
        && scan.branded(start, end)
        && scan.words.cue(FirmCue::MaterialEnd).suffix(&scan.text[start..end]).is_none()
        && !scan.pieces_in(start, end).any(|p| matches!(scan.class(&p), Class::Edge | Class::Verb))
}
