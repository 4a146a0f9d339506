//! Where rows and failures go.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use zhaoshang::batch::{Failure, Output, Tally};

use super::report::Report;

/// Rows to a file or stdout, failures to a file or stderr.
pub(super) struct Files<'r> {
    rows: Box<dyn Write>,
    errors: Option<BufWriter<File>>,
    report: &'r Report,
}

impl<'r> Files<'r> {
    /// Opens what the options name.
    pub(super) fn open(rows: Option<&Path>, errors: Option<&PathBuf>, report: &'r Report) -> Result<Self> {
        let rows: Box<dyn Write> = match rows {
            Some(path) => Box::new(create(path)?),
            None => Box::new(BufWriter::new(io::stdout().lock())),
        };
        let errors = errors.map(|path| create(path)).transpose()?;
        Ok(Self { rows, errors, report })
    }

    /// Writes what is still held back.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.rows.flush()?;
        self.errors.map_or(Ok(()), |mut e| e.flush())
    }
}

fn create(path: &Path) -> Result<BufWriter<File>> {
    let file = File::create(path).with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(BufWriter::new(file))
}

impl Output for Files<'_> {
    fn take(&mut self, rows: &[u8], failures: &[Failure], tally: &Tally) -> io::Result<()> {
        self.rows.write_all(rows)?;
        for failure in failures {
            match &mut self.errors {
                Some(file) => {
                    serde_json::to_writer(&mut *file, failure)?;
                    file.write_all(b"\n")?;
                }
                None => self.report.failure(failure),
            }
        }
        self.report.update(tally);
        Ok(())
    }
}
