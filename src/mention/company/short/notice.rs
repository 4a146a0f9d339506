//! Stock codes, notices and headlines: X（600000）公告称, X：拟投资….

use std::sync::LazyLock;

use regex::Regex;

use super::bare::{bare, plausible};
use crate::lexicon::FirmCue;
use crate::mention::company::scan::{Class, Scan};
use crate::mention::company::{Found, HEADLINE, NameForm};

/// Length of a stock code in brackets at the beginning of `after`.
pub(in crate::mention::company) fn stock_code(after: &str) -> Option<usize> {
    let inner = after.strip_prefix(['（', '('])?;
    let close = inner.find(['）', ')'])?;
    let closer = inner[close..].chars().next().map_or(0, char::len_utf8);
    let whole = after.len() - inner.len() + close + closer;
    if LISTED.is_match(&inner[..close]) {
        return Some(whole);
    }
    // 甲辰（2024）年
    if after[whole..].starts_with('年') {
        return None;
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

/// Bytes of a bracket at the beginning of `after` (the short form or the code of a firm), and of blanks before it.
pub(super) fn bracketed(after: &str) -> usize {
    let blank = after.len() - after.trim_start_matches(' ').len();
    let inner = after[blank..].strip_prefix(['（', '(']);
    let close = inner.and_then(|i| i.find(['）', ')'])).filter(|&i| i <= MAX_BRACKET);
    let (Some(inner), Some(close)) = (inner, close) else { return 0 };
    let closer = inner[close..].chars().next().map_or(0, char::len_utf8);
    after.len() - inner.len() + close + closer
}

/// Longest bracket behind a name that is read over, in bytes.
const MAX_BRACKET: usize = 60;

/// X（688182.SH）.
pub(super) fn coded(scan: &Scan<'_>) -> Vec<Found> {
    let opens = scan.text.char_indices().filter(|(_, c)| matches!(c, '（' | '(')).map(|(i, _)| i);
    let names = opens.filter(|&i| stock_code(scan.after(i)).is_some());
    names.filter_map(|end| bare(scan, end, "stock code")).collect()
}

/// Whether the sentence says that the firm issued a notice: X公告称, X（600000.SH）披露, 【X：拟投资…】.
pub(in crate::mention::company) fn announces(scan: &Scan<'_>, found: &Found) -> bool {
    let after = scan.after(found.end);
    found.rule == HEADLINE
        || stock_code(after).is_some()
        || notice_follows(scan, found.end)
        || headline(scan).is_some_and(|h| h.start == found.start && h.end == found.end)
}

/// Whether a word of notices follows, perhaps behind a stock code and a date (X6月4日晚间公告).
pub(super) fn notice_follows(scan: &Scan<'_>, end: usize) -> bool {
    let after = scan.after(end);
    let behind_bracket = &after[stock_code(after).unwrap_or_else(|| bracketed(after))..];
    let dated = behind_bracket
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '，' | ',' | ' '))
        .trim_start_matches(['晚', '间', '早', '上', '午', '盘', '后']);
    scan.words.cue(FirmCue::Notice).prefix(dated).is_some()
}

/// X：拟投资…; 【X：…】.
pub(super) fn headline(scan: &Scan<'_>) -> Option<Found> {
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
        .then(|| Found::new(start, end, NameForm::Short, HEADLINE))
}
