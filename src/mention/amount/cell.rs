//! Amounts in cells of tables, whose unit stands in the header.

use super::money::sums;
use super::number::number_at;
use super::{Amount, AmountRole, Bound};
use crate::lexicon::Lexicon;

/// The amount in a table cell. `header` is the header cell or any text that names the unit (万元, 总投资(万美元),
/// 单位：亿元); a unit in the cell itself wins. `None` where the cell holds no amount or no unit is known.
///
/// ```
/// use zhaoshang::lexicon::Lexicon;
/// use zhaoshang::mention::amount::amount_of_cell;
///
/// let amount = amount_of_cell("12,000", Some("总投资(万元)"), Lexicon::embedded()).unwrap();
/// assert_eq!((amount.yi, amount.currency), (Some(1.2), "CNY"));
/// ```
pub fn amount_of_cell(text: &str, header: Option<&str>, lexicon: &Lexicon) -> Option<Amount> {
    let text = text.trim();
    let (yi, currency) = match sums(text, lexicon).into_iter().next() {
        Some(sum) if sum.missing.is_none() => (sum.low?.in_yi(), sum.currency),
        _ => bare_number(text, unit(header?, lexicon)?, lexicon)?,
    };
    let role = header.and_then(|h| header_role(h, lexicon));
    Some(Amount {
        yi: Some(yi),
        min_yi: None,
        max_yi: None,
        currency,
        qualifier: None,
        bound: Bound::Exact,
        role: role.as_ref().map_or(AmountRole::Unknown, |r| r.0),
        role_text: role.map(|r| r.1),
        missing: None,
        phase: None,
        converts: None,
    })
}

/// A cell that is nothing but a number, perhaps with a remark in brackets.
fn bare_number(text: &str, unit: (i32, &'static str), lexicon: &Lexicon) -> Option<(f64, &'static str)> {
    let number = number_at(text, 0, lexicon)?;
    let rest = text[number.end..].trim_start();
    let alone = rest.is_empty() || rest.starts_with(['（', '(', '[', '\n']);
    let value = number.low.filter(|_| alone && !number.bare)?.times_ten_to(unit.0).in_yi();
    (value > 0.0).then_some((value, unit.1))
}

/// The last unit of money named in a header: its power of ten and its currency.
fn unit(header: &str, lexicon: &Lexicon) -> Option<(i32, &'static str)> {
    let mut found = None;
    for (at, c) in header.char_indices() {
        let power = match c {
            '亿' | '億' => 8,
            '万' | '萬' => 4,
            _ => 0,
        };
        let name = if power > 0 { at + c.len_utf8() } else { at };
        let power = if header[..at].ends_with('千') && power == 4 {
            7
        } else if header[..at].ends_with('百') && power == 4 {
            6
        } else {
            power
        };
        if let Some((code, _)) = lexicon.currencies.after(header, name) {
            if power > 0 || found.is_none_or(|(p, _)| p == 0) {
                found = Some((power, code));
            }
        } else if power > 0 && found.is_none() {
            found = Some((power, "CNY"));
        }
    }
    found
}

fn header_role(header: &str, lexicon: &Lexicon) -> Option<(AmountRole, String)> {
    use crate::lexicon::amounts::{Says, Weight};
    lexicon.amount_roles.before.hits(header).filter(|(word, ..)| word.weight != Weight::Weak).find_map(
        |(word, start, end)| {
            if let Says::Role(role) = word.says { Some((role, header[start..end].to_owned())) } else { None }
        },
    )
}
