//! Sums of money in a text: number, scale, currency, range, qualifiers on both sides.
//!
//! Owns what is money and what is not. Must not ask what a sum is for.

use super::number::{Decimal, Number, begins_number, number_at};
use super::{Bound, Missing};
use crate::lexicon::Lexicon;

/// A sum as written; positions are bytes of the text it was found in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Money {
    /// First byte, a currency before the number included.
    pub start: usize,
    /// One past the last byte, the currency included.
    pub end: usize,
    /// One past the qualifier behind it (左右, 以上), else [`Self::end`].
    pub tail: usize,
    /// First byte of the qualifier before it (约, 超), else [`Self::start`].
    pub lead: usize,
    pub low: Option<Decimal>,
    pub high: Option<Decimal>,
    /// Two ends are written (3-5亿元, 两三亿).
    pub range: bool,
    pub currency: &'static str,
    /// A currency is written; without one the caller wants other evidence.
    pub named: bool,
    pub qualifier: Option<String>,
    pub bound: Bound,
    pub missing: Option<Missing>,
    /// Nothing but 亿 or 万 is written.
    pub bare: bool,
    /// Written in scales alone (百亿).
    pub round: bool,
    /// Power of ten of the last scale.
    pub scale: i32,
}

/// All sums in a text, in order.
pub(super) fn sums(text: &str, lexicon: &Lexicon) -> Vec<Money> {
    let mut out: Vec<Money> = Vec::new();
    if !text.contains(['亿', '億', '万', '萬', '元', '圆']) {
        return out;
    }
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if !begins_number(c) {
            at += c.len_utf8();
            continue;
        }
        let floor = out.last().map_or(0, |m| m.tail);
        match read(text, at, floor, lexicon) {
            Reading::Sum(sum) => {
                at = sum.tail.max(at + c.len_utf8());
                out.push(*sum);
            }
            Reading::NoMoney(end) => at = end.max(at + c.len_utf8()),
        }
    }
    out
}

enum Reading {
    Sum(Box<Money>),
    /// A number that is no sum; where to go on.
    NoMoney(usize),
}

fn read(text: &str, at: usize, floor: usize, lexicon: &Lexicon) -> Reading {
    let Some(first) = number_at(text, at, lexicon) else { return Reading::NoMoney(at) };
    let Some((low, high, number, end, code, range)) = both_ends(text, first.clone(), lexicon) else {
        return Reading::NoMoney(first.end);
    };
    let (before, start) = currency_before(text, at, floor, lexicon);
    let (after, named) = (code, code.is_some() || before.is_some());
    if !named && (number.last_scale < 4 || lexicon.measures.unit_at(text, skip_space(text, end))) {
        return Reading::NoMoney(end);
    }
    let currency = match (before, after) {
        (Some(foreign), None | Some("CNY")) => foreign,
        (_, Some(code)) => code,
        (None, None) => "CNY",
    };
    let mut sum = Money {
        start,
        end,
        tail: end,
        lead: start,
        low,
        high,
        range: range || low != high,
        currency,
        named,
        qualifier: None,
        bound: Bound::Exact,
        missing: low.is_none().then_some(Missing::Vague),
        bare: first.bare && !range,
        round: first.round && !range,
        scale: number.last_scale,
    };
    qualify(&mut sum, text, floor, &number, lexicon);
    if is_small_change(&sum) || is_of_a_name(&sum, text) {
        return Reading::NoMoney(end);
    }
    Reading::Sum(Box::new(sum))
}

/// A scale alone (亿元以上, 投资过亿, 亿级) is one only beside a word that says so; else it belongs to a name: 万达广场.
fn is_of_a_name(sum: &Money, text: &str) -> bool {
    sum.bare && !sum.named && sum.qualifier.is_none() && sum.lead == sum.start && !text[sum.end..].starts_with('级')
}

/// Sums below 1万元 are prices and wages, never investments.
fn is_small_change(sum: &Money) -> bool {
    sum.high.is_some_and(|v| v.in_yi() < 1e-4)
}

type Ends = (Option<Decimal>, Option<Decimal>, Number, usize, Option<&'static str>, bool);

/// Reads the second number of a range, if there is one, and the currency behind.
/// `None` where a number without any scale or currency stands alone.
fn both_ends(text: &str, first: Number, lexicon: &Lexicon) -> Option<Ends> {
    let currency = |n: &Number| lexicon.currencies.after(text, skip_space(text, n.end));
    let own = currency(&first)
        .filter(|&(_, end)| first.scaled || !is_date_word(&text[skip_space(text, first.end)..end], &text[end..]));
    let own_end = own.map_or(first.end, |(_, end)| end);
    if let Some(second) = range_separator(text, own_end).and_then(|at| number_at(text, at, lexicon)) {
        let second_currency = currency(&second);
        let share = if first.scaled { second.shared_big } else { second.shared };
        let complete = first.last_scale >= 4 || own.is_some();
        let low = if complete { first.low } else { first.low.map(|v| v.times_ten_to(share)) };
        let money = second_currency.is_some()
            || (second.last_scale >= 4 && !lexicon.measures.unit_at(text, skip_space(text, second.end)));
        let ordered = match (low, second.high) {
            (Some(a), Some(b)) => a.in_yi() != b.in_yi() && (complete || a.in_yi() < b.in_yi()),
            _ => false,
        };
        if money && ordered && (second.scaled || !first.scaled) {
            let (code, end) = second_currency.map_or((own.map(|o| o.0), second.end), |(c, e)| (Some(c), e));
            let (a, b) = (low, second.high);
            let (a, b) = if a.map(Decimal::in_yi) > b.map(Decimal::in_yi) { (b, a) } else { (a, b) };
            return Some((a, b, second, end, code, true));
        }
    }
    (first.scaled || own.is_some()).then(|| (first.low, first.high, first, own_end, own.map(|o| o.0), false))
}

/// 元月, 元旦, 元宵 behind a bare number.
fn is_date_word(currency: &str, rest: &str) -> bool {
    currency == "元" && rest.starts_with(['月', '旦', '宵', '素', '件', '宇'])
}

/// Where the second number begins, if a range mark stands at `at`.
fn range_separator(text: &str, at: usize) -> Option<usize> {
    let at = skip_space(text, at);
    let rest = &text[at..];
    let mark = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '–' | '—' | '―' | '－' | '─' | '~' | '～' | '∼' | '至' | '到'))?;
    let stripped = rest.trim_start_matches(mark);
    Some(skip_space(text, at + rest.len() - stripped.len()))
}

fn skip_space(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\u{3000}']).len()
}

fn trim_space(text: &str, end: usize) -> usize {
    text[..end].trim_end_matches([' ', '\u{a0}', '\u{3000}']).len()
}

/// A currency before the number (新台币410亿元, 美金约5亿): its code and where the sum then starts.
fn currency_before(text: &str, at: usize, floor: usize, lexicon: &Lexicon) -> (Option<&'static str>, usize) {
    let mut end = trim_space(text, at);
    for _ in 0..2 {
        if let Some((code, start)) = lexicon.currencies.before(text, end)
            && start >= floor
        {
            return (Some(code), start);
        }
        match lexicon.qualifiers.before(text, end) {
            Some((_, start)) if start >= floor => end = trim_space(text, start),
            _ => break,
        }
    }
    (None, at)
}

/// Fills in the qualifiers: 多 and 余 inside, 约 and 超 before, 左右 and 以上 behind.
fn qualify(sum: &mut Money, text: &str, floor: usize, number: &Number, lexicon: &Lexicon) {
    let mut one = false;
    let mut end = trim_space(text, sum.start);
    for _ in 0..3 {
        let Some((word, start)) = lexicon.qualifiers.before(text, end).filter(|q| q.1 >= floor) else { break };
        one |= word.one;
        if sum.qualifier.is_none() && word.bound != Bound::Exact {
            sum.bound = word.bound;
            sum.qualifier = Some(text[start..end].to_owned());
        }
        sum.lead = start;
        end = trim_space(text, start);
    }
    if let Some((word, stop)) = lexicon.qualifiers.after(text, skip_space(text, sum.end)) {
        // 5亿元多家企业: 多 behind the currency belongs to the next word.
        let counted = text[sum.end..stop].trim_start().chars().count() > 1;
        if counted {
            if sum.qualifier.is_none() {
                sum.bound = word.bound;
                sum.qualifier = Some(text[sum.end..stop].trim().to_owned());
            }
            sum.tail = stop;
        }
    }
    if let (None, Some(more)) = (&sum.qualifier, number.more) {
        sum.bound = Bound::Above;
        sum.qualifier = Some(more.to_owned());
    }
    if sum.bare && !one {
        sum.missing = Some(Missing::Digits);
    }
}
