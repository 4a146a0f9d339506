//! Traditional → simplified, line by line and only where a line is traditional: the county 乾安县 of a
//! simplified text must stay.
//!
//! Owns the choice of the engine: the embedded pure-Rust one, or the C++ OpenCC with the feature
//! `opencc-rust`. Must not change wording.

use super::Repair;
use super::editor::Editor;
use super::signals::Signals;

/// Traditional characters from which a line of a simplified text counts as traditional.
const CLEARLY: usize = 3;
/// How many times the traditional characters must outnumber the simplified ones in such a line.
const OUTNUMBERED: usize = 3;

/// Whether a line is traditional, given the script of its document.
fn is_traditional_line(line: &str, document_is_traditional: bool) -> bool {
    let seen = Signals::of(line);
    if document_is_traditional {
        seen.traditional > seen.simplified
    } else {
        seen.traditional >= CLEARLY && seen.traditional > OUTNUMBERED * seen.simplified
    }
}

/// For each line of a text whether it is traditional. Line ends survive every repair, so the verdict holds
/// for what a later layer makes of the text.
pub(super) fn judge_lines(text: &str, document_is_traditional: bool) -> Vec<bool> {
    text.split('\n').map(|line| is_traditional_line(line, document_is_traditional)).collect()
}

/// The lines judged traditional and where they begin.
pub(super) fn traditional_lines<'a>(text: &'a str, verdicts: &'a [bool]) -> impl Iterator<Item = (usize, &'a str)> {
    let mut start = 0;
    text.split('\n').zip(verdicts).filter_map(move |(line, &traditional)| {
        let at = start;
        start += line.len() + 1;
        traditional.then_some((at, line))
    })
}

/// Converts the lines judged traditional.
pub(super) fn repair<'t>(text: &'t str, verdicts: &[bool]) -> Editor<'t> {
    let mut editor = Editor::new(text);
    for (at, line) in traditional_lines(text, verdicts) {
        let simplified = to_simplified(line);
        if !align(&mut editor, at, line, &simplified) {
            convert_by_clause(&mut editor, at, line);
        }
    }
    editor
}

/// Where a conversion changes the number of characters, the clause shows where.
fn convert_by_clause(editor: &mut Editor<'_>, base: usize, line: &str) {
    let mut start = base;
    for clause in line.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let simplified = to_simplified(clause);
        if !align(editor, start, clause, &simplified) {
            let mark = clause.len() - clause.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
            let (body, new) = (&clause[..clause.len() - mark], &simplified[..simplified.len().saturating_sub(mark)]);
            editor.replace(start..start + body.len(), new, Repair::Script);
        }
        start += clause.len();
    }
}

/// Writes the differing characters of two texts of equal count; `false` if the counts differ.
fn align(editor: &mut Editor<'_>, base: usize, old: &str, new: &str) -> bool {
    if old.chars().count() != new.chars().count() {
        return false;
    }
    let mut buffer = [0; 4];
    for ((at, before), after) in old.char_indices().zip(new.chars()) {
        if before != after {
            let range = base + at..base + at + before.len_utf8();
            editor.replace(range, after.encode_utf8(&mut buffer), Repair::Script);
        }
    }
    true
}

/// The simplified reading of a traditional text, as OpenCC's `t2s` gives it.
pub fn to_simplified(text: &str) -> String {
    engine::convert(text)
}

#[cfg(not(feature = "opencc-rust"))]
mod engine {
    use std::sync::LazyLock;

    use opencc_fmmseg::OpenCC;

    static ENGINE: LazyLock<OpenCC> = LazyLock::new(|| {
        let mut engine = OpenCC::new();
        // Documents are spread over the cores already.
        engine.set_parallel(false);
        engine
    });

    pub(super) fn convert(text: &str) -> String {
        ENGINE.t2s(text, false)
    }
}

#[cfg(feature = "opencc-rust")]
mod engine {
    use std::sync::LazyLock;

    use opencc_rust::{DefaultConfig, OpenCC};

    static ENGINE: LazyLock<Option<OpenCC>> = LazyLock::new(|| OpenCC::new(DefaultConfig::T2S).ok());

    /// The text unchanged where the library's own data is missing.
    pub(super) fn convert(text: &str) -> String {
        ENGINE.as_ref().map_or_else(|| text.to_owned(), |engine| engine.convert(text))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::repaired;
    use super::*;

    #[test]
    fn converts_traditional_lines_alone() {
        for (mixed, simplified) in [
            ("總投資25億元的鋰電項目開工", "总投资25亿元的锂电项目开工"),
            ("乾安县招商引资签约\n總投資25億元", "乾安县招商引资签约\n总投资25亿元"),
            ("頭髮乾燥，發展後勁", "头发干燥，发展后劲"),
        ] {
            assert_eq!(repaired(mixed, |t| repair(t, &judge_lines(t, false))), simplified, "{mixed}");
        }
    }

    // The dictionaries of Debian's OpenCC 1.1.6 do not know the county.
    #[cfg(not(feature = "opencc-rust"))]
    #[test]
    fn keeps_the_characters_of_a_county() {
        let mixed = "乾安縣招商引資簽約";
        assert_eq!(repaired(mixed, |t| repair(t, &judge_lines(t, false))), "乾安县招商引资签约");
    }

    #[test]
    fn leaves_simplified_text_with_a_traditional_name() {
        for whole in ["昇兴集团的项目", "乾安县", "董事长陈堃銘介绍了项目的进展情况", "陞"] {
            assert_eq!(repaired(whole, |t| repair(t, &judge_lines(t, false))), whole);
        }
    }

    #[test]
    fn short_lines_follow_their_document() {
        assert_eq!(repaired("園區", |t| repair(t, &judge_lines(t, true))), "园区");
        assert_eq!(repaired("園區", |t| repair(t, &judge_lines(t, false))), "園區");
    }
}
