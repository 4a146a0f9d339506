//! Excel workbooks: projects and totals on sheets of their own, and a sheet about the run.
//!
//! Rows go to disk as they come, so memory does not grow with their number.

use std::borrow::Cow;
use std::io::{Seek, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Url, Workbook, Worksheet, XlsxError};

use super::column::{COLUMNS, Cell};
use super::{Headers, guard};
use crate::record::{Kind, Record};

/// Limits of Excel.
const MAX_ROWS: u32 = 1_048_576;
const MAX_CELL_CHARS: usize = 32_767;
const MAX_LINKS: u32 = 65_530;
const MAX_LINK_CHARS: usize = 2_000;

/// Ends a cell that was cut.
const CUT_MARK: &str = "…（截断）";

/// What did not fit, to be told to the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Overflow {
    /// Cells longer than Excel allows, cut.
    pub cut_cells: u64,
    /// Addresses beyond Excel's number of links, written as text.
    pub plain_links: u64,
    /// Sheets begun because one was full.
    pub more_sheets: u64,
}

/// Writes one workbook.
pub struct XlsxWriter {
    book: Workbook,
    headers: Headers,
    styles: Styles,
    projects: Sheet,
    aggregates: Sheet,
    overflow: Overflow,
    max_rows: u32,
}

struct Styles {
    header: Format,
    date: Format,
    wrapped: Format,
    amount: Format,
    /// Text that looks like a formula: it stays text even when the cell is edited.
    quoted: Format,
}

/// The sheet that takes the rows of one kind.
struct Sheet {
    name: &'static str,
    /// Index in the workbook; `None` before the first row.
    index: Option<usize>,
    /// Sheets of this kind so far.
    number: usize,
    next_row: u32,
    links: u32,
}

impl Sheet {
    fn new(name: &'static str) -> Self {
        Self { name, index: None, number: 0, next_row: 0, links: 0 }
    }
}

impl XlsxWriter {
    /// An empty workbook.
    ///
    /// # Errors
    /// What the writing crate says.
    pub fn new(headers: Headers) -> Result<Self, XlsxError> {
        let mut book = Workbook::new();
        // The same records give the same bytes at any time.
        let epoch = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&epoch));
        let styles = Styles {
            header: Format::new().set_bold().set_align(FormatAlign::Center),
            date: Format::new().set_num_format("yyyy-mm-dd"),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            amount: Format::new().set_num_format("#,##0.####"),
            quoted: Format::new().set_quote_prefix(),
        };
        let mut writer = Self {
            book,
            headers,
            styles,
            projects: Sheet::new("项目"),
            aggregates: Sheet::new("汇总"),
            overflow: Overflow::default(),
            max_rows: MAX_ROWS,
        };
        writer.open_sheet(Kind::Project)?;
        writer.open_sheet(Kind::Aggregate)?;
        Ok(writer)
    }

    /// Adds one record.
    ///
    /// # Errors
    /// What the writing crate says.
    pub fn push(&mut self, record: &Record) -> Result<(), XlsxError> {
        if self.sheet(record.kind).next_row >= self.max_rows {
            self.close_sheet(record.kind)?;
            self.open_sheet(record.kind)?;
            self.overflow.more_sheets += 1;
        }
        let (sheet, book) = match record.kind {
            Kind::Project => (&mut self.projects, &mut self.book),
            Kind::Aggregate => (&mut self.aggregates, &mut self.book),
        };
        let page = book.worksheet_from_index(sheet.index.unwrap_or_default())?;
        let mut pen = Pen { page, styles: &self.styles, overflow: &mut self.overflow };
        for (at, column) in (0..).zip(COLUMNS) {
            let place = (sheet.next_row, at);
            match (column.cell)(record) {
                Cell::Empty => {}
                Cell::Number(number) => pen.number(place, number, column.key.ends_with("_yi"))?,
                Cell::Date(text) => pen.date(place, text)?,
                Cell::Link(address) => pen.link(place, address, &mut sheet.links)?,
                Cell::Text(text) if column.key == "evidence" => pen.wrapped(place, &text)?,
                Cell::Text(text) => pen.text(place, &text)?,
            }
        }
        sheet.next_row += 1;
        Ok(())
    }

    /// Adds the sheet about the run (one line for each pair) and writes the workbook.
    ///
    /// # Errors
    /// What the writing crate or the system says.
    pub fn finish<W: Write + Seek + Send>(mut self, run: &[(String, String)], out: W) -> Result<Overflow, XlsxError> {
        self.close_sheet(Kind::Project)?;
        self.close_sheet(Kind::Aggregate)?;
        let page = self.book.add_worksheet_with_constant_memory();
        let page = page?.set_name("运行")?;
        page.set_column_width(0, 24)?.set_column_width(1, 80)?;
        let mut pen = Pen { page, styles: &self.styles, overflow: &mut self.overflow };
        for (row, (name, value)) in (0..).zip(run) {
            pen.page.write_string_with_format(row, 0, name, &self.styles.header)?;
            pen.text((row, 1), value)?;
        }
        self.book.save_to_writer(out)?;
        Ok(self.overflow)
    }

    fn sheet(&mut self, kind: Kind) -> &mut Sheet {
        match kind {
            Kind::Project => &mut self.projects,
            Kind::Aggregate => &mut self.aggregates,
        }
    }

    fn open_sheet(&mut self, kind: Kind) -> Result<(), XlsxError> {
        let index = self.book.worksheets().len();
        let (headers, sheet) = (self.headers, self.sheet(kind));
        sheet.number += 1;
        (sheet.index, sheet.next_row, sheet.links) = (Some(index), 1, 0);
        let name = match sheet.number {
            1 => Cow::Borrowed(sheet.name),
            n => Cow::Owned(format!("{} {n}", sheet.name)),
        };
        let page = self.book.add_worksheet_with_constant_memory()?;
        page.set_name(name.as_ref())?.set_freeze_panes(1, 3)?;
        for (at, column) in (0..).zip(COLUMNS) {
            page.set_column_width(at, column.width)?;
            page.write_string_with_format(0, at, column.header(headers).as_ref(), &self.styles.header)?;
        }
        Ok(())
    }

    /// Sets the filter over what the sheet holds.
    fn close_sheet(&mut self, kind: Kind) -> Result<(), XlsxError> {
        let sheet = self.sheet(kind);
        let (index, last_row) = (sheet.index.unwrap_or_default(), sheet.next_row - 1);
        let last_column = u16::try_from(COLUMNS.len() - 1).unwrap_or(u16::MAX);
        self.book.worksheet_from_index(index)?.autofilter(0, 0, last_row, last_column)?;
        Ok(())
    }
}

/// A cell: row and column.
type Place = (u32, u16);

/// Writes the cells of one sheet.
struct Pen<'p> {
    page: &'p mut Worksheet,
    styles: &'p Styles,
    overflow: &'p mut Overflow,
}

impl Pen<'_> {
    fn number(&mut self, (row, column): Place, number: f64, amount: bool) -> Result<(), XlsxError> {
        if amount {
            self.page.write_number_with_format(row, column, number, &self.styles.amount)?;
        } else {
            self.page.write_number(row, column, number)?;
        }
        Ok(())
    }

    fn text(&mut self, (row, column): Place, text: &str) -> Result<(), XlsxError> {
        let fitting = fitting(text, self.overflow);
        if guard::is_formula(text) {
            self.page.write_string_with_format(row, column, fitting, &self.styles.quoted)?;
        } else {
            self.page.write_string(row, column, fitting)?;
        }
        Ok(())
    }

    fn wrapped(&mut self, (row, column): Place, text: &str) -> Result<(), XlsxError> {
        let fitting = fitting(text, self.overflow);
        self.page.write_string_with_format(row, column, fitting, &self.styles.wrapped)?;
        Ok(())
    }

    /// Whole dates as dates, partial ones as the text they are.
    fn date(&mut self, place: Place, text: &str) -> Result<(), XlsxError> {
        match ExcelDateTime::parse_from_str(text) {
            Ok(date) if text.len() == "YYYY-MM-DD".len() => {
                self.page.write_datetime_with_format(place.0, place.1, &date, &self.styles.date)?;
                Ok(())
            }
            _ => self.text(place, text),
        }
    }

    /// An address of the web as a link while the sheet has room for one; `links` counts them.
    fn link(&mut self, place: Place, address: &str, links: &mut u32) -> Result<(), XlsxError> {
        let is_web = address.starts_with("http://") || address.starts_with("https://");
        if !is_web || address.chars().count() > MAX_LINK_CHARS {
            return self.text(place, address);
        }
        if *links == MAX_LINKS {
            self.overflow.plain_links += 1;
            return self.text(place, address);
        }
        *links += 1;
        self.page.write_url(place.0, place.1, Url::new(address))?;
        Ok(())
    }
}

/// The text, cut where Excel would refuse it. In a cell of text nothing runs, whatever it begins with.
fn fitting<'t>(text: &'t str, overflow: &mut Overflow) -> Cow<'t, str> {
    // Bytes are never fewer than the UTF-16 units Excel counts.
    if text.len() <= MAX_CELL_CHARS || text.encode_utf16().count() <= MAX_CELL_CHARS {
        return Cow::Borrowed(text);
    }
    overflow.cut_cells += 1;
    let room = MAX_CELL_CHARS - CUT_MARK.encode_utf16().count();
    let mut units = 0;
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units <= room
    });
    Cow::Owned(kept.chain(CUT_MARK.chars()).collect())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;

    fn parts(writer: XlsxWriter, names: &[&str]) -> (Vec<String>, Overflow) {
        let mut bytes = Cursor::new(Vec::new());
        let overflow = writer.finish(&[("版本".into(), "0".into())], &mut bytes).unwrap();
        let mut archive = zip::ZipArchive::new(bytes).unwrap();
        let mut read = |name: &&str| {
            let mut text = String::new();
            archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        (names.iter().map(&mut read).collect(), overflow)
    }

    #[test]
    fn cells_have_their_types() {
        let mut writer = XlsxWriter::new(Headers::Chinese).unwrap();
        let record = Record {
            company: Some("=1+1".into()),
            amount_yi: Some(1.4),
            region_code: Some("110101".into()),
            date: Some("2024-04-07".into()),
            event_date: Some("2024-04".into()),
            url: Some("http://x.cn/1".into()),
            ..Record::new(Kind::Project)
        };
        writer.push(&record).unwrap();
        let (parts, overflow) = parts(writer, &["xl/worksheets/sheet1.xml", "xl/workbook.xml"]);
        let (sheet, book) = (&parts[0], &parts[1]);
        assert_eq!(overflow, Overflow::default());
        for wanted in [
            "<t>=1+1</t>",
            "<v>1.4</v>",
            "<t>110101</t>",
            "<v>45389</v>",
            "<t>2024-04</t>",
            "<hyperlink ",
            "<autoFilter ",
            "state=\"frozen\"",
        ] {
            assert!(sheet.contains(wanted), "{wanted} in {sheet}");
        }
        assert!(!sheet.contains("<f>"), "{sheet}");
        for name in ["\"项目\"", "\"汇总\"", "\"运行\""] {
            assert!(book.contains(name), "{name} in {book}");
        }
    }

    #[test]
    fn limits_lose_nothing_but_the_tail_of_a_cell() {
        let mut writer = XlsxWriter::new(Headers::English).unwrap();
        writer.max_rows = 3;
        for i in 0..5 {
            let record =
                Record { doc_id: format!("doc{i}"), title: Some("长".repeat(40_000)), ..Record::new(Kind::Project) };
            writer.push(&record).unwrap();
        }
        let (parts, overflow) =
            parts(writer, &["xl/worksheets/sheet1.xml", "xl/worksheets/sheet3.xml", "xl/worksheets/sheet4.xml"]);
        assert_eq!(overflow, Overflow { cut_cells: 5, more_sheets: 2, ..Overflow::default() });
        for (part, docs) in parts.iter().zip([&["doc0", "doc1"][..], &["doc2", "doc3"], &["doc4"]]) {
            assert!(docs.iter().all(|d| part.contains(d)), "{docs:?}");
            assert!(part.contains("长…（截断）</t>"));
        }
    }
}
