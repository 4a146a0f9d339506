//! Projects told as forms: lines or clauses of a label and its value (项目名称：…；总投资：…), as governments publish
//! them. Each form is a row of a table.
//!
//! Owns which labels belong to one project. Must not read the values.

use std::ops::Range;

use super::table::{Cell, Table, unit_in};
use crate::lexicon::{Column, Lexicon};
use crate::normalize::NormalizedText;
use crate::span::CleanSpan;

/// Fewest labels of a form: fewer are headings and quotations.
const MIN_LABELS: usize = 3;

/// Longest name in front of the labels, in characters.
const MAX_NAME: usize = 40;

/// The forms that begin with block `at`: one in a paragraph of its own, or one after the other in lines.
pub(super) fn form(text: &NormalizedText, at: usize, lexicon: &Lexicon) -> Option<Table> {
    // Nearly all paragraphs hold no colon, nor does the one behind them.
    let colon = |i: usize| text.blocks.get(i).is_some_and(|b| holds_colon(b.span.of(&text.text)));
    if !colon(at) && !colon(at + 1) {
        return None;
    }
    in_paragraph(text, at, lexicon).or_else(|| in_lines(text, at, lexicon))
}

fn holds_colon(text: &str) -> bool {
    text.contains('：') || text.contains(':')
}

/// A form whose labels all stand in one block: 1.骏珩轴承项目。项目单位：…；总投资：8亿元；工程进度：….
fn in_paragraph(text: &NormalizedText, at: usize, lexicon: &Lexicon) -> Option<Table> {
    let block = text.blocks[at].span;
    let mut row = labelled(text, block, lexicon);
    if row.len() < MIN_LABELS || !is_of_a_project(&row, true) {
        return None;
    }
    if !row.iter().any(|c| c.column == Column::Project) {
        let first = block.of(&text.text).find(['：', ':']).map_or(block.start, |colon| block.start + colon);
        let front = CleanSpan::new(block.start, first);
        row.extend(name_in(text, front, lexicon));
    }
    is_of_a_project(&row, false).then(|| Table { blocks: at..at + 1, rows: vec![row] })
}

/// A form whose labels and values are the cells of a table, in turn.
pub(super) fn in_cells(text: &NormalizedText, blocks: Range<usize>, lexicon: &Lexicon) -> Option<Table> {
    let head = |c: &CleanSpan| lexicon.tables.head(c.of(&text.text));
    let mut row = Vec::new();
    for block in &text.blocks[blocks.clone()] {
        for pair in block.cells.chunks_exact(2) {
            match (head(&pair[0]), head(&pair[1])) {
                (Some(column), None) => {
                    let unit = unit_in(pair[0].of(&text.text));
                    row.push(Cell { column, span: pair[1], unit });
                }
                // A row of heads, or one without any.
                _ => return None,
            }
        }
    }
    let whole = row.len() >= MIN_LABELS && is_of_a_project(&row, false);
    whole.then(|| Table { blocks, rows: vec![row] })
}

/// Forms whose labels stand at the beginnings of lines; `at` is the first, or the line with the name above it.
fn in_lines(text: &NormalizedText, at: usize, lexicon: &Lexicon) -> Option<Table> {
    let cells = |i: usize| text.blocks.get(i).map(|b| line(text, b.span, lexicon)).unwrap_or_default();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut end = at;
    while end < text.blocks.len() {
        let own = cells(end);
        let name = || name_in(text, text.blocks[end].span, lexicon).filter(|_| !cells(end + 1).is_empty());
        match (own.is_empty(), rows.last_mut()) {
            (false, Some(row)) if !begins_another(row, &own[0]) => row.extend(own),
            (false, _) => rows.push(own),
            (true, _) if name().is_some() => rows.push(name().into_iter().collect()),
            // A value that goes on in a line of its own.
            (true, Some(_)) if !cells(end + 1).is_empty() => {}
            _ => break,
        }
        end += 1;
    }
    let whole = rows.iter().map(Vec::len).sum::<usize>() >= MIN_LABELS;
    rows.retain(|row| row.len() >= MIN_LABELS && is_of_a_project(row, false));
    (whole && !rows.is_empty()).then_some(Table { blocks: at..end, rows })
}

/// Whether a label opens another project's form: the name's or the first one's, where the form has it already.
fn begins_another(row: &[Cell], next: &Cell) -> bool {
    let first = row.first().is_some_and(|c| c.column == next.column && c.column != Column::Other);
    (next.column == Column::Project || first) && row.iter().any(|c| c.column == next.column)
}

/// Whether labels tell of a project: whose or which one, and how much or how far. `nameless` asks for the latter only.
fn is_of_a_project(row: &[Cell], nameless: bool) -> bool {
    let has = |wanted: &[Column]| row.iter().any(|c| wanted.contains(&c.column));
    (nameless || has(&[Column::Project, Column::Company])) && has(&[Column::Amount, Column::Stage])
}

/// The values of a line that begins with a label.
fn line(text: &NormalizedText, block: CleanSpan, lexicon: &Lexicon) -> Vec<Cell> {
    let begins = lexicon.tables.label(block.of(&text.text)).is_some();
    if begins { labelled(text, block, lexicon) } else { Vec::new() }
}

/// The values of a block whose labels stand at its beginning and behind marks and blanks.
fn labelled(text: &NormalizedText, block: CleanSpan, lexicon: &Lexicon) -> Vec<Cell> {
    let words = block.of(&text.text);
    let behind_mark =
        words.char_indices().filter(|(_, c)| matches!(c, '；' | ';' | '。' | '，' | ',') || c.is_whitespace());
    let starts = std::iter::once(0).chain(behind_mark.map(|(i, c)| i + c.len_utf8()));
    let found: Vec<(usize, Column, usize)> = starts
        .filter_map(|start| lexicon.tables.label(&words[start..]).map(|(column, len)| (start, column, start + len)))
        .collect();
    let end = |i: usize| found.get(i + 1).map_or(words.len(), |next| next.0);
    let cell = |(i, &(start, column, from)): (usize, &(usize, Column, usize))| {
        let upto = from.max(end(i));
        let value = words[from..upto].trim_end_matches(['；', ';', '。', '，', ',', ' ', '\u{3000}']);
        let lead = value.len() - value.trim_start().len();
        let span = CleanSpan::new(block.start + from + lead, block.start + from + value.len());
        let unit = unit_in(&words[start..from]).or_else(|| unit_in(value));
        Cell { column, span, unit }
    };
    found.iter().enumerate().map(cell).filter(|c| c.span.end > c.span.start).collect()
}

/// The name that a heading line or the front of a paragraph is, without its number: （一）骏珩轴承项目。
fn name_in(text: &NormalizedText, front: CleanSpan, lexicon: &Lexicon) -> Option<Cell> {
    let words = front.of(&text.text);
    let upto = words.find(['。', '；', '，', '：']).unwrap_or(words.len());
    let bare = words[..upto].trim_start_matches(|c: char| {
        c.is_ascii_digit() || c.is_whitespace() || "一二三四五六七八九十（）()、.．●■◆★▲*".contains(c)
    });
    let named = lexicon.projects.ends_in_head(bare) && bare.chars().count() <= MAX_NAME;
    let start = front.start + upto - bare.len();
    named.then(|| Cell { column: Column::Project, span: CleanSpan::new(start, start + bare.len()), unit: None })
}
