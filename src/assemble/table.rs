//! Tables of projects and forms: each row is a frame. A table may come as rows with cells, or flattened by a
//! scraper to one cell a line; the column heads tell which.

use super::form;
use super::frame::Frame;
use super::rule::Rule;
use crate::lexicon::{Column, Lexicon};
use crate::mention::Mention;
use crate::mention::amount::{self, Amount};
use crate::mention::company::{Company, CompanyRole, NameForm};
use crate::mention::date::Moment;
use crate::mention::project::{Project, ProjectForm};
use crate::mention::stage;
use crate::normalize::NormalizedText;
use crate::page::BlockKind;
use crate::record::Kind;
use crate::segment::Sentence;
use crate::span::CleanSpan;

/// A table found in an article.
#[derive(Debug)]
pub(super) struct Table {
    /// The blocks it covers, first and one past the last.
    pub blocks: std::ops::Range<usize>,
    /// What each of its projects tells.
    pub rows: Vec<Vec<Cell>>,
}

/// One value of a row.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub column: Column,
    pub span: CleanSpan,
    /// 万元 or 亿元 of an amount, from its head or a line above the table.
    pub unit: Option<String>,
}

/// Fewest columns of a flattened table: fewer heads in a row are a coincidence.
const MIN_FLAT_COLUMNS: usize = 3;

/// The project tables of an article, in order.
pub(super) fn tables(text: &NormalizedText, lexicon: &Lexicon) -> Vec<Table> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.blocks.len() {
        let table = match text.blocks[at].kind {
            BlockKind::TableRow => row_table(text, at, lexicon),
            _ => flat_table(text, at, lexicon).or_else(|| form::form(text, at, lexicon)),
        };
        at = table.as_ref().map_or(at + 1, |t| t.blocks.end.max(at + 1));
        out.extend(table);
    }
    out
}

/// A table whose rows are blocks; `at` is its first row.
fn row_table(text: &NormalizedText, at: usize, lexicon: &Lexicon) -> Option<Table> {
    let number = text.blocks[at].table;
    let end = (at..text.blocks.len())
        .find(|&i| text.blocks[i].kind != BlockKind::TableRow || text.blocks[i].table != number)
        .unwrap_or(text.blocks.len());
    if let Some(table) = form::in_cells(text, at..end, lexicon) {
        return Some(table);
    }
    let header = (at..end.min(at + 3)).find_map(|i| {
        let columns = columns_of(text, &text.blocks[i].cells, lexicon)?;
        Some((i, columns))
    });
    let (header_row, columns) = header?;
    let unit = unit_of(text, &text.blocks[header_row].cells, &columns).or_else(|| unit_above(text, header_row));
    let rows = (header_row + 1..end).map(|i| &text.blocks[i].cells).filter(|r| r.len() >= 2);
    Some(Table { blocks: at..end, rows: rows.map(|r| row_of(&columns, r, unit.as_deref())).collect() })
}

/// A row under its columns.
fn row_of(columns: &[Column], cells: &[CleanSpan], unit: Option<&str>) -> Vec<Cell> {
    let cell = |(&column, &span): (&Column, &CleanSpan)| Cell { column, span, unit: unit.map(str::to_owned) };
    columns.iter().zip(cells).map(cell).collect()
}

/// A table flattened to one cell a block; `at` would be its first head.
fn flat_table(text: &NormalizedText, at: usize, lexicon: &Lexicon) -> Option<Table> {
    let is_head = |i: usize| {
        let block = &text.blocks[i];
        let words = block.span.of(&text.text);
        let labelled = || lexicon.tables.label(words).is_some_and(|(_, value)| value < words.len());
        block.kind != BlockKind::TableRow && lexicon.tables.column(words).is_some() && !labelled()
    };
    if !is_head(at) {
        return None;
    }
    let width = (at..text.blocks.len()).take_while(|&i| is_head(i)).count();
    if width < MIN_FLAT_COLUMNS {
        return None;
    }
    let heads: Vec<CleanSpan> = text.blocks[at..at + width].iter().map(|b| b.span).collect();
    let columns = columns_of(text, &heads, lexicon)?;
    let amount = columns.iter().position(|&c| c == Column::Amount)?;
    let mut rows = Vec::new();
    let mut next = at + width;
    while next + width <= text.blocks.len() {
        let row: Vec<CleanSpan> = text.blocks[next..next + width].iter().map(|b| b.span).collect();
        if !is_cell_number(row[amount].of(&text.text)) {
            break;
        }
        rows.push(row);
        next += width;
    }
    let unit = unit_of(text, &heads, &columns).or_else(|| unit_above(text, at));
    let rows: Vec<_> = rows.iter().map(|r| row_of(&columns, r, unit.as_deref())).collect();
    (!rows.is_empty()).then_some(Table { blocks: at..next, rows })
}

/// The columns told by a row of heads, if it is one of a project table: a name or firm, and an amount or a stage.
fn columns_of(text: &NormalizedText, cells: &[CleanSpan], lexicon: &Lexicon) -> Option<Vec<Column>> {
    let columns: Vec<Column> =
        cells.iter().map(|c| lexicon.tables.column(c.of(&text.text)).unwrap_or(Column::Other)).collect();
    let has = |wanted: Column| columns.contains(&wanted);
    ((has(Column::Project) || has(Column::Company)) && (has(Column::Amount) || has(Column::Stage))).then_some(columns)
}

fn unit_of(text: &NormalizedText, heads: &[CleanSpan], columns: &[Column]) -> Option<String> {
    let at = columns.iter().position(|&c| c == Column::Amount)?;
    unit_in(heads.get(at)?.of(&text.text))
}

/// A line such as 单位：万元 in the three blocks above.
fn unit_above(text: &NormalizedText, at: usize) -> Option<String> {
    text.blocks[at.saturating_sub(3)..at].iter().rev().find_map(|b| {
        let line = b.span.of(&text.text);
        line.contains("单位").then(|| unit_in(line)).flatten()
    })
}

pub(super) fn unit_in(head: &str) -> Option<String> {
    ["亿美元", "万美元", "亿元", "万元"].into_iter().find(|u| head.contains(u)).map(str::to_owned)
}

fn is_cell_number(cell: &str) -> bool {
    let cell = cell.trim();
    cell.chars().any(|c| c.is_ascii_digit()) && cell.chars().count() <= 16
        || matches!(cell, "—" | "-" | "/" | "－" | "--" | "——")
}

impl Table {
    /// The frames of its rows. `index` is the number of the sentence the first row begins in.
    pub(super) fn frames(
        &self,
        text: &NormalizedText,
        lexicon: &Lexicon,
        today: Option<Moment>,
        index_of: impl Fn(CleanSpan) -> usize,
    ) -> Vec<Frame> {
        self.rows
            .iter()
            .filter(|row| !sums_up(text, row))
            .filter_map(|row| {
                let span = row.first()?.span.union(row.last()?.span);
                let mut frame = Frame::new(Kind::Project, index_of(span), span, Rule::Row);
                for cell in row {
                    fill(&mut frame, text, cell, lexicon, today);
                }
                frame.sentences = row.iter().map(|c| index_of(c.span)).collect();
                frame.sentences.dedup();
                Some(frame)
            })
            .collect()
    }
}

fn fill(frame: &mut Frame, text: &NormalizedText, cell: &Cell, lexicon: &Lexicon, today: Option<Moment>) {
    let words = cell.span.of(&text.text).trim();
    if !words.chars().any(crate::letter::is_letter) {
        return;
    }
    match cell.column {
        Column::Project => frame.project = Some(project_cell(words, cell.span)),
        Column::Company => frame.companies.push(company_cell(words, cell.span)),
        Column::Place => frame.place = Some(cell.span),
        Column::Amount if frame.amount.is_none() => frame.amount = amount_cell(words, cell, lexicon),
        Column::Stage => {
            let sentence = Sentence::new(words, cell.span.start, 0, BlockKind::TableRow);
            frame.stages.extend(stage::stages(&sentence, lexicon, today));
        }
        _ => {}
    }
}

fn amount_cell(words: &str, cell: &Cell, lexicon: &Lexicon) -> Option<Mention<Amount>> {
    let value = amount::amount_of_cell(words, cell.unit.as_deref(), lexicon)?;
    Some(Mention { span: cell.span, value, rule: "amount column", cue: None })
}

/// Whether a row adds up the others.
fn sums_up(text: &NormalizedText, row: &[Cell]) -> bool {
    row.iter().take(2).any(|c| {
        let cell: String = c.span.of(&text.text).chars().filter(|c| !c.is_whitespace()).collect();
        matches!(&*cell, "合计" | "总计" | "小计" | "共计")
    })
}

fn project_cell(words: &str, cell: CleanSpan) -> Mention<Project> {
    let value = Project { name: words.to_owned(), form: ProjectForm::Named, plural: false };
    Mention { span: cell, value, rule: "name column", cue: None }
}

fn company_cell(words: &str, cell: CleanSpan) -> Mention<Company> {
    let value = Company {
        name: words.to_owned(),
        full_name: words.to_owned(),
        form: NameForm::Full,
        role: CompanyRole::Investor,
        in_project: false,
        parent: None,
    };
    Mention { span: cell, value, rule: "company column", cue: None }
}
