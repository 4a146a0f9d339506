//! Names that end in a legal form, in 公司, 集团 or a factory's word; finds their left edge.

use std::ops::Range;

use super::Found;
use super::scan::{Class, Piece, Scan};
use super::{NameForm, short};
use crate::letter::is_han;
use crate::lexicon::{FirmCue, Hit, KnownUse, SuffixKind};

/// Longest name, in characters.
const MAX_CHARS: usize = 36;

/// All names in the sentence that end in a word of full names.
pub(super) fn find(scan: &Scan<'_>) -> Vec<Found> {
    ends(scan).into_iter().filter_map(|hit| name_at(scan, hit)).collect()
}

/// Where names may end: the longest ending at each place, none inside a later, longer one.
fn ends(scan: &Scan<'_>) -> Vec<Hit<SuffixKind>> {
    let mut hits: Vec<Hit<SuffixKind>> = Vec::new();
    for hit in scan.words.full_ends_in(scan.text) {
        if hits.last().is_some_and(|last| last.start >= hit.start || hit.start < last.end) {
            hits.pop();
        }
        hits.push(hit);
    }
    hits
}

fn name_at(scan: &Scan<'_>, hit: Hit<SuffixKind>) -> Option<Found> {
    if !right_side_allows(scan, hit) {
        return None;
    }
    if let Some(start) = platform_of_a_place(scan, hit) {
        return Some(Found::new(start, hit.end, NameForm::Short, "platform of a place"));
    }
    let branch = scan.text[hit.start..hit.end].ends_with("分公司");
    let start = behind_agent(scan, left_edge(scan, hit.start, branch), hit.start);
    // 新希望|六和股份有限公司: the word splitter does not know the brand.
    let start = known_before(scan, start).filter(|_| hit.kind == SuffixKind::Legal).unwrap_or(start);
    let public = public_body(scan, start, hit.start).filter(|_| hit.kind == SuffixKind::Legal || acts(scan, hit.end));
    let public = public.or_else(|| zone_before(scan, start).filter(|_| is_of_a_zone(scan, start, hit)));
    let start = public.unwrap_or(start);
    let whole = &scan.text[start..hit.end];
    if start == hit.start || whole.chars().count() < 3 {
        return None;
    }
    let (form, rule, ok) = match hit.kind {
        SuffixKind::Legal => (NameForm::Full, "full name", scan.distinctive(start, hit.start)),
        SuffixKind::Works => (NameForm::Full, "factory", works_ok(scan, start, hit.start)),
        SuffixKind::Plain => (NameForm::Short, "name with 公司", plain_ok(scan, start, hit.start, branch)),
        _ => (NameForm::Short, "name with 集团", group_ok(scan, start, hit.start)),
    };
    let ok = ok || public.is_some();
    ok.then(|| Found::new(start, hit.end, form, rule))
}

/// Where a name begins that the word splitter has glued to the 由 before it (健康城由骏珩药业集团).
pub(super) fn behind_agent(scan: &Scan<'_>, start: usize, limit: usize) -> usize {
    let stem = &scan.text[start..limit];
    let Some(at) = stem.rfind('由').filter(|&i| !stem[..i].ends_with(['自', '理', '缘', '事'])) else {
        return start;
    };
    let behind = start + at + '由'.len_utf8();
    if scan.distinctive(behind, limit) { behind } else { start }
}

/// Start of the name of a firm of the province, city or county itself, that is called after what it runs (省港航公司, 由市
/// 国有资产投资集团有限公司).
fn public_body(scan: &Scan<'_>, start: usize, limit: usize) -> Option<usize> {
    let stem = &scan.text[start..limit];
    let at =
        stem.char_indices().find(|(_, c)| "省市县区州".contains(*c)).map(|(at, _)| at).filter(|&at| at <= GLUED)?;
    let from = start + at;
    let before = scan.before(from).chars().next_back();
    let fresh = before.is_none_or(|c| !super::scan::is_name_char(c) || "由是为与和的".contains(c));
    let line = &scan.text[from..limit];
    let line = &line[line.chars().next().map_or(0, char::len_utf8)..];
    let runs = scan.words.cue(FirmCue::PublicLine);
    (fresh && runs.prefix(line).is_some_and(|w| w == line || runs.suffix(line).is_some())).then_some(from)
}

/// Whether a name has nothing of its own but a line of business: 铝业有限责任公司, 城市建设投资有限公司.
fn is_of_a_zone(scan: &Scan<'_>, start: usize, hit: Hit<SuffixKind>) -> bool {
    let line = &scan.text[start..hit.start];
    let public = scan.words.cue(FirmCue::PublicLine).prefix(line).is_some();
    hit.kind == SuffixKind::Legal && !line.is_empty() && (public || !scan.distinctive(start, hit.start))
}

/// Start of the zone with its place that stands right before the byte: 滨州新区|, 合肥高新区|.
fn zone_before(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let before = scan.before(at);
    let zone = scan.words.cue(FirmCue::ZoneKind).suffix(before)?;
    let from = at - zone.len();
    scan.pieces_before(from).next().filter(|p| p.end == from && scan.class(p) == Class::Place).map(|p| p.start)
}

/// Where the name of a division's own firm begins: 滨海县城投公司, 宿州市交通投资集团.
fn platform_of_a_place(scan: &Scan<'_>, hit: Hit<SuffixKind>) -> Option<usize> {
    if !matches!(hit.kind, SuffixKind::Plain | SuffixKind::Group) {
        return None;
    }
    let line = scan.words.cue(FirmCue::PublicLine).suffix(scan.before(hit.start))?;
    scan.division_before(hit.start - line.len())
}

/// Whether the words behind a name say that the firm invests or builds.
fn acts(scan: &Scan<'_>, end: usize) -> bool {
    let after = scan.after(end).trim_start_matches(['拟', '将', '计', '划']);
    scan.words.cue(FirmCue::AgentAct).prefix(after).is_some()
}

/// Bytes of the one character that the splitter may have glued to the front of such a name.
const GLUED: usize = 3;

/// Whether what follows leaves the ending an ending: 集团军, 股份的转让, 控股子公司.
fn right_side_allows(scan: &Scan<'_>, hit: Hit<SuffixKind>) -> bool {
    let after = scan.after(hit.end);
    let ending = &scan.text[hit.start..hit.end];
    match hit.kind {
        SuffixKind::Legal => true,
        // 新能源汽车厂房 is no factory's name.
        SuffixKind::Works => !(ending.ends_with('厂') && after.starts_with(['房', '区', '址', '商', '家', '长'])),
        SuffixKind::Plain => !after.starts_with("化") && !common_noun(scan, hit) && !counted(scan, hit),
        _ if ending.ends_with("股份") => {
            !after.starts_with(['的', '制', '化', '数', '比', '转', '回', '质', '占', '权'])
        }
        _ if ending.ends_with("控股") => {
            !after.starts_with(['的', '子', '孙', '权', '比', '股', '公', '企', '了', '地'])
        }
        _ => !after.starts_with(['化', '式', '性']) && (!after.starts_with('军') || after.starts_with("军民")),
    }
}

/// 子公司, 上市公司: the ending belongs to a longer common noun.
fn common_noun(scan: &Scan<'_>, hit: Hit<SuffixKind>) -> bool {
    let noun = scan.words.cue(FirmCue::Apposition).suffix(scan.before(hit.end));
    noun.is_some_and(|n| n.len() > hit.end - hit.start)
}

/// 11家公司.
fn counted(scan: &Scan<'_>, hit: Hit<SuffixKind>) -> bool {
    scan.words
        .cue(FirmCue::Measure)
        .suffix(scan.before(hit.start))
        .is_some_and(|m| matches!(m, "家" | "个" | "批" | "级" | "人"))
}

fn works_ok(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    scan.pieces_in(start, end).any(|p| scan.class(&p) == Class::Place) || scan.branded(start, end)
}

fn plain_ok(scan: &Scan<'_>, start: usize, end: usize, branch: bool) -> bool {
    if scan.branded(start, end) {
        return true;
    }
    let pieces: Vec<Piece<'_>> = scan.pieces_in(start, end).collect();
    let placed = pieces.first().is_some_and(|p| scan.class(p) == Class::Place);
    let line = pieces.last().is_some_and(|p| scan.words.suffix(p.text) == Some(SuffixKind::Branch));
    // 杭州共鸣创新纺织公司: between place and line of business an everyday word is a brand.
    let word =
        pieces.get(1).is_some_and(|p| matches!(scan.class(p), Class::Word | Class::Verb) && !scan.tells_trade(p.text));
    let trade = pieces.last().is_some_and(|p| scan.tells_line(p.text));
    placed && (line || branch && pieces.len() > 1 || word && trade && pieces.len() > 2)
}

/// A brand, a place with its trade, or one rare word (希望集团) with at most a place before it; 回购股份 is none.
fn group_ok(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let mut pieces: Vec<Class> = scan.pieces_in(start, end).map(|p| scan.class(&p)).collect();
    // 骏珩投资集团: right before its ending 投资 is a line of business.
    let line = scan.pieces_in(start, end).last().is_some_and(|p| scan.tells_line(p.text));
    if let Some(last) = pieces.last_mut().filter(|_| line) {
        *last = Class::Business;
    }
    let own = pieces.iter().filter(|c| **c != Class::Place).count();
    let rare =
        pieces.iter().any(|c| matches!(c, Class::Word | Class::Verb)) && own <= 2 && !pieces.contains(&Class::Edge);
    let verbs = pieces.iter().filter(|c| **c == Class::Verb).count();
    let last = scan.pieces_in(start, end).last();
    let platform = pieces.first() == Some(&Class::Place)
        && last.is_some_and(|p| scan.words.suffix(p.text) == Some(SuffixKind::Branch));
    // 滨海纺织集团: a place and its trade, which only groups are called after.
    let placed = pieces.first() == Some(&Class::Place) && pieces.last() == Some(&Class::Business) && own <= 2;
    (scan.branded(start, end) && verbs == 0 || rare && verbs < own.max(1))
        || (own == 1 && verbs == 1 && scan.text[end..].starts_with("集团"))
        || platform
        || placed
}

/// The left edge of the name whose ending begins at `limit`. `branch`: a 分公司, whose name holds
/// another full name.
pub(super) fn left_edge(scan: &Scan<'_>, limit: usize, branch: bool) -> usize {
    let mut start = limit;
    let mut anchored = false;
    let mut skip_to = limit;
    for piece in scan.pieces_before(limit) {
        if piece.start >= skip_to {
            continue;
        }
        if let Some(open) = scan.open_bracket(piece.end) {
            start = open;
            skip_to = open;
            continue;
        }
        if branch && scan.class(&piece) == Class::Legal {
            return left_edge(scan, piece.start, false);
        }
        if anchored && let Some(whole) = before_place(scan, &piece, start) {
            return whole;
        }
        if !reaches_over(scan, &piece, start, limit, anchored) {
            break;
        }
        start = piece.start;
        let glued = if piece.unknown() { short::leading_function_word(scan, piece.text, piece.start) } else { 0 };
        if (1..piece.text.len()).contains(&glued) {
            start += glued;
            break;
        }
        // 泰某玻璃纤维邹城有限公司: the place of a branch is not where the name begins.
        let named = |p: Piece<'_>| scan.class(&p) != Class::Place;
        anchored |= scan.class(&piece) == Class::Place && scan.pieces_in(start, limit).any(named);
        if scan.text[start..limit].chars().count() > MAX_CHARS {
            break;
        }
    }
    trim(scan, start, limit)
}

/// Start of a name that goes on in front of a place in it: the group it belongs to (国某能源集团|重庆电力有限公司), or
/// a well-known brand (台某|福建光伏玻璃有限公司).
fn before_place(scan: &Scan<'_>, piece: &Piece<'_>, start: usize) -> Option<usize> {
    if scan.class(piece) == Class::Group {
        let group = left_edge(scan, piece.start, false);
        let named = group < piece.start
            && (group_ok(scan, group, piece.start)
                || [piece.start, piece.end].iter().any(|&end| is_known(scan, group, end)));
        return Some(if named { group } else { start });
    }
    // 中某|物资|平顶山轨枕有限公司: a line of the group may stand between its brand and the place.
    let line = matches!(scan.class(piece), Class::Word | Class::Business | Class::Generic) && piece.end == start;
    let brand = known_before(scan, start).or_else(|| known_before(scan, piece.start).filter(|_| line))?;
    let place = scan.pieces_before(brand).next().filter(|p| scan.class(p) == Class::Place);
    Some(place.map_or(brand, |p| p.start))
}

/// Start of the well-known brand that ends at the byte.
fn known_before(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let start = |len: usize| scan.before(at).char_indices().rev().nth(len - 1).map(|(i, _)| i);
    let known = |&from: &usize| !scan.splits_word(from) && is_known(scan, from, at);
    (2..=MAX_KNOWN).rev().find_map(|len| start(len).filter(known))
}

/// Most characters of a well-known brand in front of a place.
const MAX_KNOWN: usize = 4;

fn is_known(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    matches!(scan.words.known(&scan.text[start..end]), Some(KnownUse::Firm | KnownUse::Builder | KnownUse::Lead))
}

/// Whether a name whose right part is `start..limit` goes on to the left over `piece`.
fn reaches_over(scan: &Scan<'_>, piece: &Piece<'_>, start: usize, limit: usize, anchored: bool) -> bool {
    let complete = || scan.distinctive(start, limit);
    match scan.class(piece) {
        Class::Boundary | Class::Hard | Class::Apposition | Class::Legal => false,
        // 某市|国家能源集团: no name goes on in front of the country's.
        Class::Place => !scan.text[start..].starts_with("国家"),
        // 河间|米|谷农业有限公司: a measure behind a place is none.
        Class::Edge if piece.tag == "q" && behind_place(scan, piece) => true,
        Class::Edge => !anchored && !complete(),
        Class::Group | Class::Brand => !anchored || !ends_like_place(piece.text),
        _ if anchored => false,
        Class::Verb => !scan.branded(start, limit),
        Class::Word if piece.text.ends_with(['企', '商', '厂', '者', '镇', '乡', '村', '园']) => !complete(),
        _ => true,
    }
}

fn behind_place(scan: &Scan<'_>, piece: &Piece<'_>) -> bool {
    scan.pieces_before(piece.start).next().is_some_and(|p| scan.class(&p) == Class::Place)
}

fn ends_like_place(text: &str) -> bool {
    text.ends_with(['镇', '乡', '村', '园', '区', '路', '街', '港', '城'])
}

/// Cuts words off the front that describe rather than name, as long as something distinctive is left.
fn trim(scan: &Scan<'_>, start: usize, limit: usize) -> usize {
    let mut start = start;
    loop {
        let Some(first) = scan.pieces_in(start, limit).next() else { return start };
        let single = first.text.chars().count() == 1;
        let cut = if !single && matches!(scan.class(&first), Class::Generic | Class::Business | Class::Edge) {
            first.end
        } else if let Some(behind) = behind_division(scan, &first) {
            behind
        } else if first.unknown() {
            start + short::leading_function_word(scan, first.text, start)
        } else {
            return start;
        };
        let next_is_group = scan.pieces_in(cut, limit).next().is_some_and(|p| scan.class(&p) == Class::Group);
        if cut == start || next_is_group || !scan.distinctive(cut, limit) {
            return start;
        }
        start = cut;
    }
}

/// End of the last character of a place that sticks to the front of a name (产业集聚|区浩某服饰).
fn behind_division(scan: &Scan<'_>, first: &Piece<'_>) -> Option<usize> {
    let loose = first.unknown() || first.text.chars().count() == 1;
    let stuck = scan.before(first.start).chars().next_back().is_some_and(is_han);
    let division = first.text.chars().next().filter(|c| "区县市镇乡园村州旗".contains(*c))?;
    (loose && stuck).then(|| first.start + division.len_utf8())
}

/// Names in Latin letters with a Latin legal form (WIT Tech LLC).
pub(super) fn find_latin(scan: &Scan<'_>) -> Vec<Found> {
    let mut out = Vec::new();
    let mut start = None;
    let mut end = 0;
    for word in latin_words(scan.text) {
        let text = &scan.text[word.clone()];
        let joined = scan.text.get(end..word.start).is_some_and(|gap| matches!(gap, " " | ", " | " & "));
        if !joined || !text.starts_with(|c: char| c.is_ascii_uppercase()) {
            start = text.starts_with(|c: char| c.is_ascii_uppercase()).then_some(word.start);
        }
        end = word.end;
        let form = scan.words.cue(FirmCue::LatinForm).contains(text);
        if let Some(from) = start.filter(|&from| form && from < word.start) {
            out.retain(|f: &Found| f.start != from);
            out.push(Found::new(from, word.end, NameForm::Full, "Latin name"));
        }
    }
    out
}

/// Runs of Latin words that begin with a capital, joined by single blanks.
pub(super) fn latin_runs<'s>(scan: &Scan<'s>) -> impl Iterator<Item = Range<usize>> + use<'s> {
    let text = scan.text;
    let mut words = latin_words(text).peekable();
    std::iter::from_fn(move || {
        let mut run = words.find(|w| text[w.clone()].starts_with(|c: char| c.is_ascii_uppercase()))?;
        let joins = |end: usize, w: &Range<usize>| {
            let gap = text.get(end..w.start);
            let ampersand = matches!(gap, Some(" & " | "-" | "&" | "·"));
            ampersand || gap == Some(" ") && text[w.clone()].starts_with(|c: char| c.is_ascii_alphabetic())
        };
        while let Some(next) = words.next_if(|w| joins(run.end, w)) {
            run.end = next.end;
        }
        Some(run)
    })
}

fn latin_words(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(|c: char| c.is_ascii_alphanumeric())?;
        let len = text[start..].find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len() - start);
        at = start + len;
        Some(start..at)
    })
}

/// Whether the text right after a name opens a bracket that gives its short form, and which.
pub(super) fn announced_alias(after: &str) -> Option<&str> {
    let inner = after.strip_prefix(['（', '('])?;
    let close = inner.find(['）', ')'])?;
    let inner = &inner[..close];
    let at = ["以下简称", "下称", "简称"].iter().filter_map(|cue| inner.find(cue).map(|i| i + cue.len())).min()?;
    let quoted = inner[at..].trim_start_matches(['为', '：', ':', ' ']);
    let name = quoted.trim_start_matches(['“', '"', '「', '‘', '\'']);
    let end = name.find(['”', '"', '」', '’', '\'', '、', '或', '，', ',']).unwrap_or(name.len());
    let name = name[..end].trim();
    (2..=12).contains(&name.chars().count()).then_some(name).filter(|n| !matches!(*n, "公司" | "本公司" | "该公司"))
}

/// Whether a word of `kind` stands right before the byte.
pub(super) fn cue_before(scan: &Scan<'_>, at: usize, kind: FirmCue) -> bool {
    scan.words.cue(kind).suffix(scan.before(at).trim_end_matches(['“', '"', ' ', '：', ':', '为'])).is_some()
}
