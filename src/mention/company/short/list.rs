//! Names in lists: A、B、C等企业, and what stands beside a proven name.

use std::ops::Range;

use super::bare::{bare_start, plausible};
use crate::lexicon::FirmCue;
use crate::mention::company::scan::{Class, Scan, is_name_char};
use crate::mention::company::{Found, NameForm};

/// A、B、C等企业.
pub(super) fn listed(scan: &Scan<'_>) -> Vec<Found> {
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

/// 签约项目包括常州骏某、苏州昱某: members of a list of projects that are a place and a word no dictionary holds.
pub(super) fn placed(scan: &Scan<'_>) -> Vec<Found> {
    let firm = |member: &Range<usize>| {
        let mut pieces = scan.pieces_in(member.start, member.end);
        let place = pieces.next().filter(|p| scan.class(p) == Class::Place && !p.text.ends_with(['区', '县', '镇']))?;
        let brand = place.end..member.end;
        let coined = pieces.all(|p| p.unknown() || p.text.chars().nth(1).is_none());
        let short = (2..=3).contains(&scan.text[brand.clone()].chars().count());
        (short && coined && scan.branded(brand.start, brand.end) && item(scan, member.start, member.end))
            .then(|| Found::new(member.start, member.end, NameForm::Short, "place and brand in a list of projects"))
    };
    let found: Vec<Found> = scan.members().filter_map(|m| firm(&m)).collect();
    if found.len() > 1 { found } else { Vec::new() }
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

/// Items of a list that stand beside a proven name (A、B和C): bounded on both sides, and possible as names.
pub(in crate::mention::company) fn beside(scan: &Scan<'_>, known: &[Found]) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    for name in known.iter().filter(|f| f.proven) {
        let mut start = name.start;
        while let Some(before) = scan.before(start).strip_suffix('、') {
            let from = before
                .rfind(|c: char| !is_name_char(c))
                .map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
            // 开工项目包括|A、B: what opens the list is none of the first name.
            let end = before.char_indices().next_back().map_or(0, |(i, _)| i);
            let from = scan.member_around(&(end..before.len())).map_or(from, |m| from.max(m.start));
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
            let last = scan.member_around(&(from..from + stop)).is_some_and(|m| m == (from..from + stop));
            let closed = last || after[stop..].starts_with(['、', '和', '等', '及', '与', '”', '（', '(']);
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
