//! Tables: which tables hold data, and their rows.
//!
//! Owns the reading of HTML tables into rows and the recognition of tables flattened to lines. Must not
//! read what the cells say.

use scraper::node::Element;

use super::blocks::{Page, PageBlock, Tag};

/// Longest cell of a data table, in characters; longer ones hold layout.
const MAX_CELL: usize = 400;

/// Most columns or rows one cell may span.
const MAX_SPAN: usize = 50;

/// Columns whose place is kept.
const MAX_COLUMNS: usize = 64;

/// A cell of a table that is being read.
#[derive(Debug, Clone, Copy)]
struct Cell {
    row: usize,
    column: usize,
    first: usize,
    end: usize,
    head: bool,
}

/// A table of the page while it is being read.
#[derive(Debug, Default)]
pub(super) struct TableWalk {
    /// The first block of it.
    pub first: usize,
    container: usize,
    pub nested: bool,
    rows: usize,
    column: usize,
    open: Option<Cell>,
    cells: Vec<Cell>,
    /// For each column, how many further rows a cell from above still covers.
    covered: Vec<usize>,
}

impl TableWalk {
    /// A table whose first block will be `first`.
    pub fn new(first: usize, container: usize) -> Self {
        Self { first, container, ..Self::default() }
    }

    /// A new row begins.
    pub fn open_row(&mut self) {
        self.rows += 1;
        self.column = 0;
    }

    /// A cell begins at block `first`.
    pub fn open_cell(&mut self, first: usize, head: bool, element: &Element) {
        let span = |name: &str| element.attr(name).and_then(|v| v.trim().parse().ok()).unwrap_or(1).clamp(1, MAX_SPAN);
        while let Some(left) = self.covered.get_mut(self.column).filter(|left| **left > 0) {
            *left -= 1;
            self.column += 1;
        }
        self.open = Some(Cell { row: self.rows.max(1), column: self.column, first, end: first, head });
        let (columns, rows) = (span("colspan"), span("rowspan"));
        if self.column + columns > MAX_COLUMNS {
            self.column += 1;
            return;
        }
        if self.covered.len() < self.column + columns {
            self.covered.resize(self.column + columns, 0);
        }
        self.covered[self.column..self.column + columns].fill(rows - 1);
        self.column += columns;
    }

    /// The open cell ends before block `end`.
    pub fn close_cell(&mut self, end: usize) {
        if let Some(cell) = self.open.take() {
            self.cells.push(Cell { end, ..cell });
        }
    }

    /// Puts one block a row in place of the table's blocks, where it is a data table; whether it was.
    pub fn into_rows(self, page: &mut Page, number: usize) -> bool {
        if !self.is_data(page) {
            return false;
        }
        let old = page.blocks.split_off(self.first);
        let text_of = |c: &Cell| {
            let blocks = &old[c.first - self.first..c.end - self.first];
            blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        let mut from = 0;
        let before_cells = self.cells.first().map_or(0, |c| c.first - self.first);
        page.blocks.extend(old[..before_cells].iter().cloned().map(|b| PageBlock { container: self.container, ..b }));
        while from < self.cells.len() {
            let row = self.cells[from].row;
            let to = self.cells[from..].iter().position(|c| c.row != row).map_or(self.cells.len(), |n| from + n);
            let cells = &self.cells[from..to];
            let texts: Vec<(usize, String)> = cells.iter().map(|c| (c.column, text_of(c))).collect();
            let links = cells.iter().flat_map(|c| &old[c.first - self.first..c.end - self.first]);
            let (link_chars, links) = links.fold((0, 0), |(a, b), x| (a + x.link_chars, b + x.links));
            let header = cells.iter().all(|c| c.head) || from == 0 && is_header(&texts);
            if let Some(mut block) = row_block(&texts, number, header) {
                block.container = self.container;
                (block.link_chars, block.links) = (link_chars, links);
                page.blocks.push(block);
            }
            from = to;
        }
        for container in &mut page.containers[self.container + 1..] {
            (container.first, container.end) = (self.first, self.first);
        }
        true
    }

    fn is_data(&self, page: &Page) -> bool {
        if self.nested || self.cells.is_empty() || self.open.is_some() {
            return false;
        }
        let chars = |c: &Cell| page.blocks[c.first..c.end].iter().map(|b| b.text.chars().count()).sum::<usize>();
        let links: usize = page.blocks[self.first..].iter().map(|b| b.link_chars).sum();
        let (mut total, mut filled, mut longest) = (0, 0, 0);
        for cell in &self.cells {
            let n = chars(cell);
            total += n;
            filled += usize::from(n > 0);
            longest = longest.max(n);
        }
        let by_row = self.cells.chunk_by(|a, b| a.row == b.row);
        let rows_of_two = by_row.filter(|row| row.iter().filter(|c| c.end > c.first).take(2).count() == 2).count();
        rows_of_two >= 2
            && rows_of_two * 2 >= self.rows
            && filled >= 4
            && longest <= MAX_CELL
            && total <= filled * 80
            && links * 2 <= total
    }
}

/// A row as a block: cells by column, separated by tabs.
pub(super) fn row_block(texts: &[(usize, String)], number: usize, header: bool) -> Option<PageBlock> {
    if texts.iter().all(|(_, t)| t.is_empty()) {
        return None;
    }
    let mut block = PageBlock { tag: Tag::Row, table: Some(number), header, ..PageBlock::default() };
    let mut column = 0;
    for (at, text) in texts {
        while column < (*at).min(MAX_COLUMNS) {
            block.cells.push((block.text.len(), block.text.len()));
            block.text.push('\t');
            column += 1;
        }
        let start = block.text.len();
        block.text.push_str(text);
        block.cells.push((start, block.text.len()));
        block.text.push('\t');
        column += 1;
    }
    block.text.pop();
    Some(block)
}

/// Whether a first row names columns: several filled cells, none of them a figure.
fn is_header(texts: &[(usize, String)]) -> bool {
    let filled: Vec<&str> = texts.iter().map(|(_, t)| t.as_str()).filter(|t| !t.is_empty()).collect();
    let figure = |t: &&&str| t.chars().next().is_some_and(|c| c.is_ascii_digit());
    filled.len() >= 2 && filled.iter().filter(figure).count() == 0 && filled.iter().all(|t| t.chars().count() <= 20)
}

/// Tables flattened to lines: a header of `n` short lines, then groups of `n` lines that are numbered
/// 1, 2, 3 …; each group becomes a row.
pub(super) fn gather_lines(blocks: Vec<PageBlock>) -> Vec<PageBlock> {
    let mut out: Vec<PageBlock> = Vec::with_capacity(blocks.len());
    let mut tables = 0;
    let mut at = 0;
    while at < blocks.len() {
        match numbered_groups(&blocks[at..]) {
            Some((columns, rows)) => {
                for row in 0..rows {
                    let cells = &blocks[at + row * columns..at + (row + 1) * columns];
                    let texts: Vec<(usize, String)> = cells.iter().map(|b| b.text.clone()).enumerate().collect();
                    out.extend(
                        row_block(&texts, tables, row == 0).map(|b| PageBlock { container: cells[0].container, ..b }),
                    );
                }
                tables += 1;
                at += columns * rows;
            }
            None => {
                out.push(blocks[at].clone());
                at += 1;
            }
        }
    }
    out
}

/// Columns and rows (the header included) of a flattened table that begins with the first block.
fn numbered_groups(blocks: &[PageBlock]) -> Option<(usize, usize)> {
    let text = |i: usize| blocks.get(i).map(|b| b.text.as_str());
    if !matches!(text(0), Some("序号" | "序號" | "编号" | "編號")) {
        return None;
    }
    let columns = (3..=16).find(|n| text(*n) == Some("1"))?;
    let short = |i: usize| text(i).is_some_and(|t| t.chars().count() <= 60 && !t.ends_with('。'));
    let mut rows = 1;
    while text(rows * columns) == Some(rows.to_string().as_str()) && (rows * columns..(rows + 1) * columns).all(short) {
        rows += 1;
    }
    if rows < 3 {
        return None;
    }
    // The row of totals has no number.
    let total = |t: &str| matches!(t, "合计" | "合計" | "总计" | "總計");
    if text(rows * columns).is_some_and(total) && (rows * columns..(rows + 1) * columns).all(short) {
        rows += 1;
    }
    Some((columns, rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flattened_tables_become_rows() {
        let lines = "序号 项目 总投资 1 光伏园 36000 2 冷链园 15800 3 电池厂 5200 合计 — 57000 备注：以上为计划数。";
        let blocks = lines.split(' ').map(|t| PageBlock { text: t.to_owned(), ..PageBlock::default() }).collect();
        let rows: Vec<String> = gather_lines(blocks).into_iter().map(|b| b.text).collect();
        assert_eq!(
            rows,
            [
                "序号\t项目\t总投资",
                "1\t光伏园\t36000",
                "2\t冷链园\t15800",
                "3\t电池厂\t5200",
                "合计\t—\t57000",
                "备注：以上为计划数。"
            ]
        );
    }

    #[test]
    fn a_numbered_list_is_no_table() {
        let blocks: Vec<PageBlock> = ["序号", "1", "2", "3"]
            .iter()
            .map(|t| PageBlock { text: (*t).to_owned(), ..PageBlock::default() })
            .collect();
        assert_eq!(gather_lines(blocks).len(), 4);
    }
}
