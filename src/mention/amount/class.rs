//! Amounts that name a size of projects (亿元以上项目, 百亿级产业, 10亿元项目5个), not a sum.

use super::Bound;
use super::money::Money;
use crate::lexicon::Lexicon;

/// Whether the sum is a class. `labelled`: a label such as 总投资 stands before it.
pub(super) fn is_class(sum: &Money, text: &str, labelled: bool, lexicon: &Lexicon) -> bool {
    let rest = &text[sum.tail..];
    let words = &lexicon.amount_words;
    let grade = rest.starts_with('级') || rest.starts_with("元级");
    if grade && !rest.starts_with("级别") {
        return true;
    }
    let threshold = text[sum.end..sum.tail].trim().ends_with(['上', '下', '内']);
    if threshold && (noun_follows(rest, lexicon) || words.counted_behind(rest)) {
        return true;
    }
    if sum.bare && (noun_at(rest, lexicon) || text[sum.end..].starts_with("以上")) {
        return true;
    }
    if !labelled && exceeded(sum, &text[..sum.lead]) {
        return true;
    }
    if sum.round && sum.low.is_some_and(|v| v.in_yi() >= 10.0) && !labelled && grand_follows(rest, lexicon) {
        return true;
    }
    if !labelled && sum.low.is_some_and(|v| v.in_yi() >= 10.0) && cluster_follows(rest) {
        return true;
    }
    let bounded = sum.bound != Bound::Exact && sum.bound != Bound::About || sum.range || sum.bare;
    if !labelled && (words.project_counted(rest) || bounded && words.counted_behind(rest) && noun_or_count(rest)) {
        return true;
    }
    !labelled && noun_at(rest, lexicon) && words.counted_before(text[..sum.lead].trim_end())
}

/// Whether projects right before are told to exceed the sum, each by itself: 其中6个项目超亿元.
fn exceeded(sum: &Money, before: &str) -> bool {
    let clause = before.rsplit(['，', ',', '。', '；', ';']).next().unwrap_or("");
    let bound = sum.lead < sum.start && before.ends_with("项目");
    // 其中工业项目超30亿元: without a number they exceed it together.
    let counted = clause
        .strip_prefix("其中")
        .is_some_and(|c| c.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c)));
    bound && (sum.bare || counted)
}

/// The count stands directly behind 的 (5000万元至亿元的8个), no other noun between.
fn noun_or_count(rest: &str) -> bool {
    let rest = rest.strip_prefix('的').unwrap_or(rest).trim_start_matches(['有', '共', ' ']);
    rest.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十两".contains(c)) || rest.contains("项目")
}

/// Most characters between 以上 and the noun it classes.
const CLASS_GAP: usize = 12;

fn noun_follows(rest: &str, lexicon: &Lexicon) -> bool {
    let clause = rest.split(['，', ',', '。', '；', ';', '、', '：', '（', '(']).next().unwrap_or("");
    lexicon
        .amount_roles
        .class
        .hits(clause)
        .next()
        .is_some_and(|(_, start, _)| clause[..start].chars().count() <= CLASS_GAP)
}

/// A class noun directly behind, but for 的 and a word or two (重点, 工业).
fn noun_at(rest: &str, lexicon: &Lexicon) -> bool {
    let clause = rest.split(['，', ',', '。', '；', ';', '、', '：', '（', '(']).next().unwrap_or("");
    let bare = clause.strip_prefix('的').unwrap_or(clause);
    lexicon.amount_roles.class.hits(bare).next().is_some_and(|(_, start, _)| bare[..start].chars().count() <= 4)
}

/// Whether a cluster of a trade is what has the size, its name between: 500亿元的光电显示产业集群.
fn cluster_follows(rest: &str) -> bool {
    let clause = rest.split(['，', ',', '。', '；', ';', '、', '：']).next().unwrap_or("");
    let at = ["产业集群", "产业链", "产业带"].iter().filter_map(|w| clause.find(w)).min();
    at.is_some_and(|at| clause[..at].chars().count() <= 8 && !clause.contains("项目"))
}

fn grand_follows(rest: &str, lexicon: &Lexicon) -> bool {
    let rest = rest.strip_prefix('级').or_else(|| rest.strip_prefix('的')).unwrap_or(rest);
    let window: String = rest.chars().take(8).collect();
    let clause = window.split(['，', ',', '。', '；', ';', '、', '：']).next().unwrap_or("");
    lexicon.amount_roles.grand.hits(clause).next().is_some_and(|(_, start, _)| clause[..start].chars().count() <= 4)
        && !clause.contains("项目")
}
