//! Width and compatibility forms: １２．５ → 12.5, ﹑ → 、, ㎡ → m2, ⼯ → 工, every kind of space → the plain
//! one. Chinese punctuation keeps its width.
//!
//! Must not touch ideographs other than compatibility copies.

use unicode_normalization::UnicodeNormalization;

use super::Repair;
use super::editor::Editor;

/// Brings all forms to the common one.
pub(super) fn repair(text: &str) -> Editor<'_> {
    let mut editor = Editor::new(text);
    let mut form = String::new();
    for (at, c) in text.char_indices() {
        form.clear();
        if is_space(c) {
            form.push(' ');
        } else if let Some(plain) = plain_width(c) {
            form.push(plain);
        } else if let Some(mark) = small_mark(c) {
            form.push(mark);
        } else if has_compatibility_form(c) {
            form.extend(c.nfkc());
        } else {
            continue;
        }
        editor.replace(at..at + c.len_utf8(), &form, Repair::Width);
    }
    editor
}

fn is_space(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// The ASCII form of full-width digits, letters and the signs used with them.
fn plain_width(c: char) -> Option<char> {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' | '＆' | '＋' | '－' | '．' | '／' => {
            char::from_u32(u32::from(c) - 0xFEE0)
        }
        _ => None,
    }
}

/// The Chinese mark of a small form; its compatibility form would be the ASCII one.
fn small_mark(c: char) -> Option<char> {
    Some(match c {
        '﹐' => '，',
        '﹑' => '、',
        '﹔' => '；',
        '﹕' => '：',
        '﹖' => '？',
        '﹗' => '！',
        '﹙' => '（',
        '﹚' => '）',
        _ => return None,
    })
}

/// Squared units, radicals, vertical and small forms, compatibility ideographs.
fn has_compatibility_form(c: char) -> bool {
    matches!(c, '\u{2F00}'..='\u{2FDF}' | '\u{3300}'..='\u{33FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE6F}')
}

#[cfg(test)]
mod tests {
    use super::super::testing::repaired;
    use super::*;

    #[test]
    fn brings_forms_to_the_common_one() {
        for (wide, plain) in [
            ("总投资１２．５亿元，增长８％", "总投资12.5亿元，增长8%"),
            ("ＬＥＤ﹑ＰＣＢ", "LED、PCB"),
            ("占地3000㎡、⾼新区", "占地3000m2、高新区"),
            ("25\u{A0}亿\u{2009}元\u{3000}完", "25 亿 元 完"),
        ] {
            assert_eq!(repaired(wide, repair), plain, "{wide}");
        }
    }

    #[test]
    fn leaves_chinese_punctuation_and_marks() {
        for whole in ["（一期）：“5～10”亿元；①②Ⅰ类？￥", "m²、½、→"] {
            assert_eq!(repaired(whole, repair), whole);
        }
    }
}
