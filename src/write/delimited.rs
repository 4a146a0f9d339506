//! CSV and TSV.

use std::borrow::Cow;

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

use super::column::{COLUMNS, Cell};
use super::{Headers, guard};
use crate::record::Record;

/// How CSV or TSV is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// `,` or a tab.
    pub delimiter: u8,
    /// For Excel: a byte order mark in front, lines that end in CRLF.
    pub excel: bool,
    /// The header row.
    pub headers: Headers,
    /// Keeps line breaks inside cells instead of folding them to a space.
    pub keep_newlines: bool,
}

impl Dialect {
    /// What comes before the first row.
    pub fn head(&self) -> Vec<u8> {
        let mut out = if self.excel { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
        out.extend(self.line(COLUMNS.iter().map(|c| c.header(self.headers))));
        out
    }

    /// Appends one row.
    pub fn append(&self, record: &Record, out: &mut Vec<u8>) {
        out.extend(self.line(COLUMNS.iter().map(|column| self.text((column.cell)(record)))));
    }

    fn text<'r>(&self, cell: Cell<'r>) -> Cow<'r, str> {
        let text = match cell {
            Cell::Empty => return Cow::Borrowed(""),
            Cell::Number(number) => return Cow::Owned(number.to_string()),
            Cell::Text(text) => text,
            Cell::Date(text) | Cell::Link(text) => Cow::Borrowed(text),
        };
        // Folding first: a guarded line break would be folded away and its guard be left.
        let text = if self.keep_newlines { text } else { folded(text, self.delimiter) };
        match guard::harmless(&text) {
            Cow::Owned(guarded) => Cow::Owned(guarded),
            Cow::Borrowed(_) => text,
        }
    }

    fn line<'t>(&self, cells: impl Iterator<Item = Cow<'t, str>>) -> Vec<u8> {
        let mut writer = self.writer();
        for cell in cells {
            // Writing to memory does not fail.
            let _ = writer.write_field(cell.as_bytes());
        }
        let _ = writer.write_record(None::<&[u8]>);
        writer.into_inner().unwrap_or_default()
    }

    fn writer(&self) -> Writer<Vec<u8>> {
        WriterBuilder::new()
            .delimiter(self.delimiter)
            .terminator(if self.excel { Terminator::CRLF } else { Terminator::Any(b'\n') })
            .quote_style(QuoteStyle::Necessary)
            .from_writer(Vec::with_capacity(1024))
    }
}

/// Line breaks, and tabs where they part cells, become a space.
fn folded(text: Cow<'_, str>, delimiter: u8) -> Cow<'_, str> {
    let breaks = |c: char| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}') || (c == '\t' && delimiter == b'\t');
    if text.contains(breaks) {
        Cow::Owned(text.split(breaks).filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" "))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Kind;

    const CSV: Dialect = Dialect { delimiter: b',', excel: true, headers: Headers::Chinese, keep_newlines: false };

    fn record() -> Record {
        Record {
            company: Some("=cmd|' /C calc'!A0".into()),
            amount_yi: Some(-3.5),
            evidence: Some("第一行,\"引\"\n第二行".into()),
            region_code: Some("110101".into()),
            ..Record::new(Kind::Project)
        }
    }

    fn row(dialect: Dialect) -> String {
        let mut out = Vec::new();
        dialect.append(&record(), &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn csv_for_excel() {
        let head = String::from_utf8(CSV.head()).unwrap();
        assert!(head.starts_with("\u{feff}类型,项目名称,企业,") && head.ends_with(",字段位置\r\n"), "{head}");
        let row = row(CSV);
        assert!(row.starts_with("项目,,'=cmd|' /C calc'!A0,") && row.ends_with("\r\n"), "{row}");
        assert!(row.contains(",-3.5,") && row.contains(",110101,"), "{row}");
        assert!(row.contains(",\"第一行,\"\"引\"\" 第二行\","), "{row}");
    }

    #[test]
    fn switches() {
        let plain = Dialect { excel: false, headers: Headers::English, keep_newlines: true, ..CSV };
        assert!(plain.head().starts_with(b"kind,project,company,"));
        let row = row(plain);
        assert!(row.ends_with('\n') && !row.contains('\r') && row.contains("引\"\"\n第二行"), "{row}");
        let tsv = Dialect { delimiter: b'\t', ..CSV };
        assert_eq!(tsv.text(Cell::from("一\t二")), "一 二");
        assert_eq!(CSV.text(Cell::from("一\t二")), "一\t二");
        assert_eq!(tsv.text(Cell::from("\n=1")), "'=1");
    }

    #[test]
    fn rows_are_as_wide_as_the_header() {
        let bytes = [CSV.head(), row(CSV).into_bytes()].concat();
        let mut reader = csv::Reader::from_reader(&bytes[..]);
        let widths: Vec<usize> = reader.records().map(|r| r.unwrap().len()).collect();
        assert_eq!(widths, [COLUMNS.len()]);
    }
}
