//! Spun copies (总出资 for 总投资, 新资料 for 新材料): the plain wording for matching.
//!
//! The last layer, so that every span still leads back to the spun words of the article; what is quoted as
//! evidence is taken from below it ([`super::NormalizedText::quoted`]). Must not touch a text that is not spun.

use super::Repair;
use super::editor::Editor;
use crate::lexicon::Lexicon;

/// Different words of the list from which a text counts as spun: each of them may stand in good prose.
const SPUN_FROM: usize = 3;

/// Whether a text is a spun copy.
pub(super) fn is_spun<'a>(parts: impl Iterator<Item = &'a str> + Clone, lexicon: &Lexicon) -> bool {
    if !parts.clone().any(|text| lexicon.spun.may_tell(text)) {
        return false;
    }
    let mut telling: Vec<&str> = parts
        .flat_map(|text| lexicon.spun.words(text))
        .filter(|(_, word)| word.telling)
        .map(|(_, word)| word.spun.as_str())
        .collect();
    telling.sort_unstable();
    telling.dedup();
    telling.len() >= SPUN_FROM
}

/// Gives the plain words.
pub(super) fn repair<'t>(text: &'t str, lexicon: &Lexicon) -> Editor<'t> {
    let mut editor = Editor::new(text);
    for (range, word) in lexicon.spun.words(text) {
        editor.replace(range, &word.plain, Repair::Spun);
    }
    editor
}

#[cfg(test)]
mod tests {
    use super::super::testing::repaired;
    use super::*;

    #[test]
    fn gives_plain_words() {
        for (spun, plain) in [
            ("项目总出资5亿元，估计年内投产", "项目总投资5亿元，预计年内投产"),
            ("新资料出产线，争夺明年建成", "新材料生产线，力争明年建成"),
        ] {
            assert_eq!(repaired(spun, |t| repair(t, Lexicon::embedded())), plain, "{spun}");
        }
    }

    #[test]
    fn good_prose_with_such_a_word_is_not_spun() {
        let is_spun = |text: &str| is_spun(std::iter::once(text), Lexicon::embedded());
        assert!(is_spun("总出资5亿元的新资料项目，文明旅行与摄生工业"));
        assert!(!is_spun("股东总出资5亿元，争夺市场，估计年内完结，会集各方力量"));
        assert!(!is_spun("本地出产的茶叶"));
    }
}
