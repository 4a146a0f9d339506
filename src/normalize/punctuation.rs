//! Doubled and mixed commas of one kind of mirror site: `近日,,記者`, `125.3億元,。`, `物流,、商服`.
//!
//! Must not decide between full-width and ASCII commas where one stands alone.

use super::Repair;
use super::editor::Editor;

/// How many doubled commas make a text a damaged one; below that it is a slip of the author.
const DAMAGED_FROM: usize = 2;

/// How many commas stand doubled or before another mark.
pub(super) fn doubled(text: &str) -> usize {
    pairs(text).count()
}

/// Whether that many doubled commas are the work of a mirror site.
pub(super) fn is_damage(doubled: usize) -> bool {
    doubled >= DAMAGED_FROM
}

/// Keeps the second mark of each pair; a doubled comma becomes one.
pub(super) fn repair(text: &str) -> Editor<'_> {
    let mut editor = Editor::new(text);
    for at in pairs(text) {
        let rest = &text[at..];
        let commas: usize = rest.chars().take_while(|&c| is_comma(c)).map(char::len_utf8).sum();
        if rest[commas..].starts_with(is_mark) {
            editor.delete(at..at + commas, Repair::Punctuation);
        } else {
            editor.replace(at..at + commas, "，", Repair::Punctuation);
        }
    }
    editor
}

/// Where a run of marks begins that a comma opens after a word.
fn pairs(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut previous = None;
    text.char_indices().filter_map(move |(at, c)| {
        let after_word = previous.is_some_and(|p: char| !is_comma(p) && !p.is_whitespace());
        previous = Some(c);
        let next = text[at + c.len_utf8()..].chars().next();
        (is_comma(c) && after_word && next.is_some_and(|n| is_comma(n) || is_mark(n))).then_some(at)
    })
}

fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，')
}

fn is_mark(c: char) -> bool {
    matches!(c, '、' | '。' | '；' | '：' | '！' | '？' | '!' | ';')
}

#[cfg(test)]
mod tests {
    use super::super::testing::repaired;
    use super::*;

    #[test]
    fn keeps_the_second_mark() {
        for (broken, whole) in [
            ("近日,,記者走進", "近日，記者走進"),
            ("125.3億元,。", "125.3億元。"),
            ("物流,、商服，，领域,！", "物流、商服，领域！"),
            ("落幕,,。“再", "落幕。“再"),
        ] {
            assert_eq!(repaired(broken, repair), whole, "{broken}");
        }
    }

    #[test]
    fn leaves_single_commas() {
        for whole in ["投资,开工，投产", "1,000", "，，，", "他说，“好。”", "a, b"] {
            assert_eq!(repaired(whole, repair), whole);
        }
        assert!(!is_damage(doubled("一处笔误,，别处完好，")));
        assert!(is_damage(doubled("近日,,記者走進,,")));
    }
}
