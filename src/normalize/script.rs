//! Traditional → simplified, line by line and only where a line is traditional: the county 乾安县 of a
//! simplified text must stay.
//!
//! Must not change wording, nor know what a character becomes (`simplify.rs`).

use std::ops::Range;

use super::Repair;
use super::editor::Editor;
use super::signals::{Scripts, is_traditional};
use super::simplify::Engine;
use crate::letter::is_han;

/// Traditional characters from which a line of a simplified text counts as traditional.
const CLEARLY: usize = 3;
/// How many times the traditional characters must outnumber the simplified ones in such a line.
const OUTNUMBERED: usize = 3;

/// Whether a line is traditional, given the script of its document.
fn is_traditional_line(line: &str, document: Scripts) -> bool {
    if document.is_traditional() && document.simplified == 0 {
        return line.chars().any(is_traditional);
    }
    let seen = Scripts::of(line);
    if document.is_traditional() {
        seen.traditional > seen.simplified
    } else {
        seen.traditional >= CLEARLY && seen.traditional > OUTNUMBERED * seen.simplified
    }
}

/// For each line of a text whether it is traditional, given the script of its document. Line ends survive every
/// repair, so the verdict holds for what a later layer makes of the text.
pub(super) fn judge_lines(text: &str, document: Scripts) -> Vec<bool> {
    text.split('\n').map(|line| is_traditional_line(line, document)).collect()
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
pub(super) fn repair<'t>(text: &'t str, verdicts: &[bool], engine: Engine) -> Editor<'t> {
    let simplifier = engine.simplifier();
    let mut editor = Editor::new(text);
    let mut asks = Vec::new();
    for (base, line) in traditional_lines(text, verdicts) {
        asks.clear();
        let (singles, changed) = simplifier.singles(line, &mut asks);
        if asks.is_empty() {
            editor.swap(base, &singles, changed, Repair::Script);
            continue;
        }
        let mut done = 0;
        for &ask in &asks {
            // Asked first: a clause of many such characters is looked for once.
            if ask < done {
                continue;
            }
            let clause = clause_around(line, ask);
            if clause.start < done {
                continue;
            }
            swap_part(&mut editor, base, done..clause.start, line, &singles);
            let simplified = simplifier.convert(&line[clause.clone()]);
            convert_clause(&mut editor, base + clause.start, &line[clause.clone()], &simplified);
            done = clause.end;
        }
        swap_part(&mut editor, base, done..line.len(), line, &singles);
    }
    editor
}

fn swap_part(editor: &mut Editor<'_>, base: usize, part: Range<usize>, line: &str, singles: &str) {
    let with = &singles[part.clone()];
    let changed = line[part.clone()].chars().zip(with.chars()).filter(|(a, b)| a != b).count();
    editor.swap(base + part.start, with, changed, Repair::Script);
}

/// What stands between marks around `at`: no word of the dictionary goes beyond.
fn clause_around(line: &str, at: usize) -> Range<usize> {
    let is_mark = |c: char| !(is_han(c) || c.is_ascii_alphanumeric());
    let start = line[..at].char_indices().rev().find(|&(_, c)| is_mark(c)).map_or(0, |(n, c)| n + c.len_utf8());
    let end = line[at..].find(is_mark).map_or(line.len(), |n| at + n);
    start..end
}

/// Writes a clause character by character, or as one if that does not show what became of which.
fn convert_clause(editor: &mut Editor<'_>, at: usize, clause: &str, simplified: &str) {
    if !align(editor, at, clause, simplified) {
        editor.replace(at..at + clause.len(), simplified, Repair::Script);
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

#[cfg(test)]
mod tests {
    use super::super::testing::repaired;
    use super::*;

    fn in_simplified(text: &str) -> Editor<'_> {
        repair(text, &judge_lines(text, Scripts::of("乾安县签约")), Engine::default())
    }

    fn in_traditional(text: &str) -> Editor<'_> {
        repair(text, &judge_lines(text, Scripts::of("開發區動態")), Engine::default())
    }

    #[test]
    fn converts_traditional_lines_alone() {
        for (mixed, simplified) in [
            ("總投資25億元的鋰電項目開工", "总投资25亿元的锂电项目开工"),
            ("乾安县招商引资签约\n總投資25億元", "乾安县招商引资签约\n总投资25亿元"),
            ("頭髮乾燥，發展後勁", "头发干燥，发展后劲"),
        ] {
            assert_eq!(repaired(mixed, in_simplified), simplified, "{mixed}");
        }
    }

    #[test]
    fn keeps_the_characters_of_a_county() {
        let mixed = "乾安縣招商引資簽約";
        assert_eq!(repaired(mixed, in_simplified), "乾安县招商引资签约");
    }

    #[test]
    fn leaves_simplified_text_with_a_traditional_name() {
        for whole in ["昇兴集团的项目", "乾安县", "董事长陈堃銘介绍了项目的进展情况", "陞"] {
            assert_eq!(repaired(whole, in_simplified), whole);
        }
    }

    #[test]
    fn short_lines_follow_their_document() {
        assert_eq!(repaired("園區", in_traditional), "园区");
        assert_eq!(repaired("園區", in_simplified), "園區");
    }
}
