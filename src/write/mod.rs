//! Writing records: JSONL as they are, CSV, TSV and XLSX for spreadsheets.
//!
//! Owns columns, headers, escaping and the limits of the formats. Must not change what a record says:
//! JSONL holds the text as it was scraped, only spreadsheets get it made harmless.

pub mod column;
pub mod delimited;
mod guard;
pub mod jsonl;
pub mod schema;
pub mod xlsx;

use std::path::Path;

use crate::record::Record;
use delimited::Dialect;

/// A form of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// An Excel workbook.
    Xlsx,
}

impl Format {
    /// The format that a file's ending names.
    pub fn of_path(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "jsonl" | "ndjson" | "json" => Some(Self::Jsonl),
            "csv" => Some(Self::Csv),
            "tsv" | "tab" => Some(Self::Tsv),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }
}

/// The language of a header row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Headers {
    /// 企业
    #[default]
    Chinese,
    /// company
    English,
    /// 企业 company
    Both,
}

/// A form of output that is lines, each made without the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineForm {
    /// JSONL.
    Jsonl,
    /// CSV or TSV.
    Delimited(Dialect),
}

impl LineForm {
    /// What comes before the first line.
    pub fn head(&self) -> Vec<u8> {
        match self {
            Self::Jsonl => Vec::new(),
            Self::Delimited(dialect) => dialect.head(),
        }
    }

    /// Appends the line of one record.
    pub fn append(&self, record: &Record, out: &mut Vec<u8>) {
        match self {
            Self::Jsonl => jsonl::append(record, out),
            Self::Delimited(dialect) => dialect.append(record, out),
        }
    }
}
