//! Numbers torn apart: `57。6億元`, `12，000`, `25 亿`, `2020 年`; and spaces behind full-width marks.
//!
//! Runs before sentences are cut. Must not join two numbers, nor put back a digit that is lost.

use super::Repair;
use super::editor::Editor;
use crate::letter::is_han;

/// How many characters after the fraction its unit may stand.
const UNIT_WITHIN: usize = 8;

/// Mends numbers.
pub(super) fn repair(text: &str) -> Editor<'_> {
    let mut editor = Editor::new(text);
    for (at, c) in text.char_indices() {
        let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
        let range = at..at + c.len_utf8();
        match c {
            '。' | '·' if is_decimal_point(before, after) => editor.replace(range, ".", Repair::Number),
            '，' if parts_thousands(before, after) => editor.replace(range, ",", Repair::Number),
            ' ' if is_space_in_number(before, after) || is_space_behind_mark(before, after) => {
                editor.delete(range, Repair::Spacing);
            }
            _ => {}
        }
    }
    editor
}

fn ends_with_digit(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
}

/// 57。6億元: digits on both sides and a unit close behind.
fn is_decimal_point(before: &str, after: &str) -> bool {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    ends_with_digit(before)
        && (1..=4).contains(&digits)
        && after[digits..].chars().take(UNIT_WITHIN).take_while(|&c| !is_stop(c)).any(is_measure)
        && !after[digits..].starts_with(['月', '年', '日', '、', '.', '号', '號'])
}

fn is_stop(c: char) -> bool {
    matches!(c, '。' | '，' | ',' | '；' | '\n' | '\t') || c.is_ascii_digit()
}

fn is_measure(c: char) -> bool {
    matches!(c, '亿' | '億' | '万' | '萬' | '元' | '%' | '％' | '吨' | '噸' | '倍' | '亩' | '畝')
}

/// 12，000: one to three digits, not more before, and exactly three behind.
fn parts_thousands(before: &str, after: &str) -> bool {
    let head = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let tail = after.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&head) && tail == 3
}

/// A space between a number and its unit (25 亿, 2020 年), or, where the number is set apart on both
/// sides (投资 25 亿, 年 3 月), the one before it.
fn is_space_in_number(before: &str, after: &str) -> bool {
    if ends_with_digit(before) {
        return after.starts_with(|c| is_unit(c) || matches!(c, '%' | '％' | '‰'));
    }
    let digits = after.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')).count();
    let rest = &after[digits..];
    let unit = rest.strip_prefix(' ');
    before.ends_with(is_han)
        && digits > 0
        && (unit.is_some_and(|r| r.starts_with(is_unit))
            || (before.ends_with(is_number_lead) && rest.starts_with(is_unit)))
}

/// A space that a full-width mark holds already: 开工， 41个竣工.
fn is_space_behind_mark(before: &str, after: &str) -> bool {
    before.ends_with(['，', '。', '、', '；', '：']) && after.starts_with(|c: char| c.is_ascii_digit() || is_han(c))
}

/// Characters that begin a unit of measure, money, time or count.
fn is_unit(c: char) -> bool {
    matches!(
        c,
        '亿' | '億'
            | '万'
            | '萬'
            | '千'
            | '百'
            | '元'
            | '年'
            | '月'
            | '日'
            | '号'
            | '號'
            | '时'
            | '時'
            | '点'
            | '點'
            | '个'
            | '個'
            | '家'
            | '项'
            | '項'
            | '亩'
            | '畝'
            | '吨'
            | '噸'
            | '台'
            | '臺'
            | '套'
            | '条'
            | '條'
            | '平'
            | '公'
            | '倍'
            | '余'
            | '餘'
            | '多'
            | '人'
            | '名'
            | '座'
            | '栋'
            | '棟'
            | '辆'
            | '輛'
            | '美'
            | '天'
            | '期'
            | '处'
            | '處'
            | '批'
            | '次'
    )
}

/// Last characters of what announces a number: 投资, 约, 近, 占地面积, 2020年.
fn is_number_lead(c: char) -> bool {
    matches!(
        c,
        '资' | '資'
            | '约'
            | '約'
            | '达'
            | '達'
            | '近'
            | '超'
            | '逾'
            | '过'
            | '過'
            | '为'
            | '為'
            | '计'
            | '計'
            | '共'
            | '额'
            | '額'
            | '年'
            | '月'
            | '日'
            | '产'
            | '產'
            | '积'
            | '積'
            | '地'
            | '第'
            | '于'
            | '於'
            | '至'
    )
}

#[cfg(test)]
mod tests {
    use super::super::testing::repaired;
    use super::*;

    #[test]
    fn mends_torn_numbers() {
        for (torn, whole) in [
            ("總投資57。6億元，增長4。145億元", "總投資57.6億元，增長4.145億元"),
            ("增速12。6%；面积3·75万平方米", "增速12.6%；面积3.75万平方米"),
            ("投资12，000万元", "投资12,000万元"),
            ("总投资 25 亿元", "总投资25亿元"),
            ("2020 年 3 月 5 日", "2020年3月5日"),
            ("项目总投资 25亿元", "项目总投资25亿元"),
            ("开工， 41个项目竣工， 其中3个超亿元", "开工，41个项目竣工，其中3个超亿元"),
        ] {
            assert_eq!(repaired(torn, repair), whole, "{torn}");
        }
    }

    #[test]
    fn leaves_what_are_two_numbers_or_two_columns() {
        for whole in [
            "共签约12。3月还将签约5亿元",
            "增长12。2024年投资3亿元",
            "2019，100家企业",
            "12，0000",
            "A栋 25亿元",
            "开工， (41个)",
            "项目 25亿元",
            "1 2 3",
            "12。另有3个",
            "5 月3日".replace(' ', "").as_str(),
        ] {
            assert_eq!(repaired(whole, repair), whole);
        }
    }
}
