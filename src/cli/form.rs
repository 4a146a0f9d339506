//! The form of the output, as options name it.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Result, bail};
use clap::ValueEnum;
use zhaoshang::record::Record;
use zhaoshang::write::delimited::Dialect;
use zhaoshang::write::xlsx::{Overflow, XlsxWriter};
use zhaoshang::write::{Format, Headers, LineForm};

/// Options on the form of records.
#[derive(Debug, clap::Args)]
pub(super) struct FormArgs {
    /// Form of the output; without it the ending of -o decides, else jsonl
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<FormatName>,

    /// Language of the header row of csv, tsv and xlsx
    #[arg(long, value_enum, default_value_t = HeaderName::Zh)]
    headers: HeaderName,

    /// For pipes: csv and tsv without byte order mark and with \n at the end of lines; Excel wants the mark and \r\n
    #[arg(long)]
    no_bom: bool,

    /// Keep line breaks inside the cells of csv instead of a space
    #[arg(long)]
    keep_newlines: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatName {
    Jsonl,
    Csv,
    Tsv,
    Xlsx,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum HeaderName {
    Zh,
    En,
    Both,
}

/// The form of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Lines(LineForm),
    Workbook(Headers),
}

impl FormArgs {
    /// The form wanted for `output`.
    pub(super) fn resolve(&self, output: Option<&Path>) -> Result<Form> {
        let named = self.format.map(|name| match name {
            FormatName::Jsonl => Format::Jsonl,
            FormatName::Csv => Format::Csv,
            FormatName::Tsv => Format::Tsv,
            FormatName::Xlsx => Format::Xlsx,
        });
        let headers = match self.headers {
            HeaderName::Zh => Headers::Chinese,
            HeaderName::En => Headers::English,
            HeaderName::Both => Headers::Both,
        };
        let delimited = |delimiter| {
            let (excel, keep_newlines) = (!self.no_bom, self.keep_newlines);
            Form::Lines(LineForm::Delimited(Dialect { delimiter, excel, headers, keep_newlines }))
        };
        Ok(match named.or_else(|| Format::of_path(output?)).unwrap_or(Format::Jsonl) {
            Format::Jsonl => Form::Lines(LineForm::Jsonl),
            Format::Csv => delimited(b','),
            Format::Tsv => delimited(b'\t'),
            Format::Xlsx if output.is_none() => bail!("a workbook cannot go to standard output; name a file with -o"),
            Format::Xlsx => Form::Workbook(headers),
        })
    }
}

/// Writes records in one form.
pub(super) enum RecordWriter<'o> {
    Lines { form: LineForm, out: Box<dyn Write + 'o>, line: Vec<u8> },
    Workbook { book: Box<XlsxWriter>, out: &'o mut File },
}

impl<'o> RecordWriter<'o> {
    /// A writer of lines to anything.
    pub(super) fn lines(form: LineForm, out: impl Write + 'o) -> io::Result<Self> {
        let mut out = Box::new(BufWriter::with_capacity(1 << 18, out));
        out.write_all(&form.head())?;
        Ok(Self::Lines { form, out, line: Vec::new() })
    }

    /// A writer of any form to a file.
    pub(super) fn file(form: Form, out: &'o mut File) -> Result<Self> {
        match form {
            Form::Lines(form) => Ok(Self::lines(form, out)?),
            Form::Workbook(headers) => Ok(Self::Workbook { book: Box::new(XlsxWriter::new(headers)?), out }),
        }
    }

    pub(super) fn push(&mut self, record: &Record) -> Result<()> {
        match self {
            Self::Lines { form, out, line } => {
                line.clear();
                form.append(record, line);
                out.write_all(line)?;
            }
            Self::Workbook { book, .. } => book.push(record)?,
        }
        Ok(())
    }

    /// Ends the output; a workbook gets `run` as its sheet about the run.
    pub(super) fn finish(self, run: &[(String, String)]) -> Result<Overflow> {
        match self {
            Self::Lines { mut out, .. } => {
                out.flush()?;
                Ok(Overflow::default())
            }
            Self::Workbook { book, out } => Ok(book.finish(run, BufWriter::new(out))?),
        }
    }
}

/// What the user must know of a workbook's limits.
pub(super) fn warnings(overflow: Overflow) -> Vec<String> {
    let told = |n: u64, text: &str| (n > 0).then(|| format!("{n} {text}"));
    [
        told(overflow.cut_cells, "cells were longer than Excel's 32,767 characters and were cut; JSONL has them whole"),
        told(overflow.plain_links, "addresses were beyond Excel's 65,530 links and stand there as text"),
        told(overflow.more_sheets, "sheets were full (1,048,576 rows), the rest stands on further sheets"),
    ]
    .into_iter()
    .flatten()
    .collect()
}
