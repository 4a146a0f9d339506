//! Names shown by what the words beside them say that a firm does.

use std::sync::LazyLock;

use regex::Regex;

use super::MAX_BRAND;
use super::bare::{bare, bare_start, forward_end, plausible};
use super::edge::begins_name;
use crate::lexicon::FirmCue;
use crate::mention::company::scan::{Class, Piece, Scan, is_name_char};
use crate::mention::company::{Found, NAME_OF_PROJECT, NameForm};

/// X公告称, X董事长: the name before a word that only follows firms, from the clause's beginning.
pub(super) fn before_cue(scan: &Scan<'_>) -> Vec<Found> {
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
pub(super) fn apposed(scan: &Scan<'_>) -> Vec<Found> {
    let mut out = Vec::new();
    for word in scan.words.cue(FirmCue::Apposed).places(scan.text) {
        let mut start = word.end;
        if scan.after(start).starts_with('“') {
            start += '“'.len_utf8();
        }
        let end = forward_end(scan, start);
        let named = plausible(scan, start, end) && scan.branded(start, end);
        if named || scan.before(word.end).ends_with("子公司") && plans(scan, start, end) {
            out.push(Found::new(start, end, NameForm::Short, "apposition"));
        }
    }
    out
}

/// Whether words that only tell a line of business plan something, so that they are a name: 子公司|环保科技|拟投资….
fn plans(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let of_trade = |p: Piece<'_>| matches!(scan.class(&p), Class::Business | Class::Generic | Class::Brand);
    (4..=8).contains(&scan.text[start..end].chars().count())
        && scan.pieces_in(start, end).all(of_trade)
        && scan.after(end).starts_with(['拟', '将'])
}

/// 由X投资建设.
pub(super) fn by_agent(scan: &Scan<'_>) -> Vec<Found> {
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
pub(super) fn leading_product(scan: &Scan<'_>) -> Vec<Found> {
    let hits = scan.text.match_indices("年产").filter(|(i, w)| {
        let after = scan.after(i + w.len()).chars().next();
        after.is_some_and(|c| !matches!(c, '能' | '值' | '量' | '出' | '业' | '销'))
    });
    let hits = hits.map(|(i, _)| i);
    let everyday = |start: usize, end: usize| scan.words.cue(FirmCue::BrandWord).contains(&scan.text[start..end]);
    let named = |&i: &usize| {
        let start = bare_start(scan, i);
        scan.branded(start, i) || everyday(start, i)
    };
    hits.filter(named).filter_map(|i| bare(scan, i, NAME_OF_PROJECT)).collect()
}
