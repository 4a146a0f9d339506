//! Where rows and failures go.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use zhaoshang::batch::journal::Journal;
use zhaoshang::batch::{Failure, Output, Position};

use super::report::Report;

/// Rows and failures of a batch on their way out, and the voice that tells of them.
pub(super) struct Outlet<'r> {
    to: To,
    /// Whether failures have a file of their own; else they are told on stderr.
    errors_filed: bool,
    report: &'r Report,
}

enum To {
    /// As they come.
    Stream { rows: Box<dyn Write>, errors: Option<BufWriter<File>> },
    /// To a file that survives being killed.
    Journal(Box<Journal>),
}

impl<'r> Outlet<'r> {
    /// Rows to standard output.
    pub(super) fn stdout(report: &'r Report) -> Self {
        let rows = Box::new(BufWriter::new(io::stdout().lock()));
        Self { to: To::Stream { rows, errors: None }, errors_filed: false, report }
    }

    /// Rows to any stream, failures to a file if one is named.
    pub(super) fn stream(rows: impl Write + 'static, errors: Option<&Path>, report: &'r Report) -> Result<Self> {
        let errors = match errors {
            Some(path) => Some(BufWriter::new(create(path)?)),
            None => None,
        };
        let errors_filed = errors.is_some();
        Ok(Self { to: To::Stream { rows: Box::new(rows), errors }, errors_filed, report })
    }

    /// Rows to a journal.
    pub(super) fn journal(journal: Journal, errors_filed: bool, report: &'r Report) -> Self {
        Self { to: To::Journal(Box::new(journal)), errors_filed, report }
    }

    /// Writes what comes before the first row of a stream; a journal does so by itself.
    pub(super) fn write_head(&mut self, head: &[u8]) -> io::Result<()> {
        match &mut self.to {
            To::Stream { rows, .. } => rows.write_all(head),
            To::Journal(_) => Ok(()),
        }
    }

    /// Where the batch begins.
    pub(super) fn position(&self) -> Position {
        match &self.to {
            To::Stream { .. } => Position::default(),
            To::Journal(journal) => journal.position().clone(),
        }
    }

    /// Writes what is still held back; a journal is given back to be published or left.
    pub(super) fn finish(self) -> io::Result<Option<Journal>> {
        match self.to {
            To::Stream { mut rows, errors } => {
                rows.flush()?;
                errors.map_or(Ok(()), |mut e| e.flush())?;
                Ok(None)
            }
            To::Journal(mut journal) => {
                journal.checkpoint()?;
                Ok(Some(*journal))
            }
        }
    }
}

/// A new file.
pub(super) fn create(path: &Path) -> Result<File> {
    File::create(path).with_context(|| format!("{} cannot be written", path.display()))
}

impl Output for Outlet<'_> {
    fn take(&mut self, rows: &[u8], failures: &[Failure], position: &Position) -> io::Result<()> {
        match &mut self.to {
            To::Journal(journal) => journal.take(rows, failures, position)?,
            To::Stream { rows: out, errors } => {
                out.write_all(rows)?;
                if let Some(file) = errors {
                    for failure in failures {
                        serde_json::to_writer(&mut *file, failure)?;
                        file.write_all(b"\n")?;
                    }
                }
            }
        }
        if !self.errors_filed {
            failures.iter().for_each(|failure| self.report.failure(failure));
        }
        self.report.update(&position.tally);
        Ok(())
    }
}
