//! Scraped text must not run as a formula when a spreadsheet opens it.

use crate::letter::is_han;
use std::borrow::Cow;

/// The text with an apostrophe in front where a spreadsheet would take it for a formula.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Whether the first character that counts begins a formula: blanks and quotes before it do not protect,
/// since a spreadsheet may strip them. Numbers, with a unit or without, are none.
pub(super) fn is_formula(text: &str) -> bool {
    if text.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    let bare = text.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '\u{feff}')
    });
    bare.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) && !is_number(bare)
}

/// Longest unit behind a number: 平方公里.
const MAX_UNIT_CHARS: usize = 4;

/// `-3.5`, `+12%`, `-3.5亿元`.
fn is_number(text: &str) -> bool {
    let unsigned = text.trim_end().trim_start_matches(['+', '-', '＋', '－']);
    let unit = unsigned.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let starts_with_digit = unsigned.starts_with(|c: char| c.is_ascii_digit());
    let is_unit = unit.chars().count() <= MAX_UNIT_CHARS && unit.chars().all(is_han);
    starts_with_digit && (is_unit || unit == "%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas() {
        let formulas = [
            "=1+1",
            "+SUM(A1)",
            "-2+3",
            "@cmd",
            "\t=1",
            "\r=1",
            "\nx",
            "＝1+1",
            "＋A1",
            "－A1",
            "＠A1",
            " =1",
            "\"=1",
            "“=1",
            "\u{3000}=1",
            "\u{feff}=1",
            "-",
            "=",
            "-3.5|x",
            "+1-2",
            "-1甲乙丙丁戊",
            "=HYPERLINK(\"http://x\",\"点击\")",
            "@SUM(1+9)*cmd|' /C calc'!A0",
        ];
        for text in formulas {
            assert_eq!(harmless(text), format!("'{text}"));
        }
    }

    #[test]
    fn plain_text_and_numbers_are_left() {
        for text in [
            "",
            "总投资1.4亿元",
            "-3.5",
            "+12%",
            "-3.5亿元",
            "-1,000",
            "A-1",
            "“智造”项目",
            "'",
            " 企业",
            "http://x.cn/?a=1",
        ] {
            assert_eq!(harmless(text), text);
        }
    }
}
