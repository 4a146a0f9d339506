//! Taiwan wording and machine-made variants of mainland news: 專案 → 项目, 覈心 → 核心.
//!
//! Works on traditional lines before their script is converted, through the word list of
//! [`crate::lexicon::Taiwan`]. Must not touch news of Taiwan itself, nor words inside firm names unless
//! the list allows it.

use super::Repair;
use super::editor::Editor;
use super::script;
use super::signals::is_han;
use crate::lexicon::{Lexicon, Scope};

/// How far behind a word the legal form of a firm makes it part of a name, in characters.
const NAME_WITHIN: usize = 8;

/// Cues from which a traditional text is taken for Taiwan's own news.
const TAIWAN_FROM: usize = 2;

/// Whether a traditional document is news of Taiwan itself rather than mainland news in its script.
pub(super) fn is_taiwan_news<'a>(parts: impl Iterator<Item = &'a str>, lexicon: &Lexicon) -> bool {
    let (taiwan, mainland) = parts.map(|p| lexicon.taiwan.cues(p)).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    taiwan >= TAIWAN_FROM && taiwan > mainland
}

/// Rewrites the wording of the traditional lines.
pub(super) fn repair<'t>(text: &'t str, verdicts: &[bool], lexicon: &Lexicon) -> Editor<'t> {
    let mut editor = Editor::new(text);
    for (base, line) in script::traditional_lines(text, verdicts) {
        for (range, word) in lexicon.taiwan.words(line) {
            if word.scope == Scope::OutsideNames && is_inside_name(&line[range.end..]) {
                continue;
            }
            editor.replace(base + range.start..base + range.end, &word.mainland, Repair::Wording);
        }
    }
    editor
}

/// Whether a word goes on to the legal form of a firm without a particle between.
fn is_inside_name(rest: &str) -> bool {
    let mut name = String::new();
    for c in rest.chars().take(NAME_WITHIN).take_while(|&c| is_han(c) && !is_particle(c)) {
        name.push(c);
        if ["公司", "集團", "集团"].iter().any(|form| name.ends_with(form)) {
            return true;
        }
    }
    false
}

fn is_particle(c: char) -> bool {
    matches!(c, '的' | '由' | '與' | '与' | '和' | '在' | '是' | '及' | '等' | '為' | '为' | '將' | '将' | '被' | '了')
}

#[cfg(test)]
mod tests {
    use super::super::testing::repaired;
    use super::*;

    #[test]
    fn gives_the_mainland_words() {
        for (taiwan, mainland) in [
            ("簽約專案23個", "簽約项目23個"),
            ("新一代資訊技術產業", "新一代信息技术產業"),
            ("轉型陞級，戰畧定位，覈心區", "转型升级，战略定位，核心區"),
            ("都市更新與高品質發展", "城市更新與高质量发展"),
            ("人工智慧、晶片製造", "人工智能、芯片製造"),
        ] {
            assert_eq!(repaired(taiwan, |t| repair(t, &[true], Lexicon::embedded())), mainland, "{taiwan}");
        }
    }

    #[test]
    fn leaves_names_and_words_of_another_sense() {
        for whole in ["華創資訊科技有限公司簽約", "專案組進駐開發區", "智慧城市建設", "軟體動物養殖區"]
        {
            assert_eq!(repaired(whole, |t| repair(t, &[true], Lexicon::embedded())), whole);
        }
    }
}
