//! `convert`: records that were written as JSONL into another form.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use zhaoshang::batch::journal::replace;
use zhaoshang::record::Record;

use super::Status;
use super::form::{Form, FormArgs, RecordWriter, warnings};

/// Turn records in JSONL into csv, tsv or xlsx
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Files written by `extract`, or `-` for standard input
    #[arg(value_name = "RECORDS.jsonl", required = true)]
    paths: Vec<PathBuf>,

    /// Write to FILE; its ending decides the form
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    form: FormArgs,
}

pub(super) fn run(args: Args) -> Result<Status> {
    let overflow = match (args.form.resolve(args.output.as_deref())?, &args.output) {
        (form, Some(path)) => {
            let mut overflow = None;
            replace(path, |file| -> Result<()> {
                let mut writer = RecordWriter::file(form, file)?;
                pour(&args.paths, &mut writer)?;
                overflow = Some(writer.finish(&run_sheet(&args.paths))?);
                Ok(())
            })
            .with_context(|| format!("{} was not written", path.display()))?;
            overflow.unwrap_or_default()
        }
        (Form::Lines(form), None) => {
            let mut writer = RecordWriter::lines(form, io::stdout().lock())?;
            pour(&args.paths, &mut writer)?;
            writer.finish(&[])?
        }
        // Refused when the form was resolved.
        (Form::Workbook(_), None) => return Ok(Status::NothingDone),
    };
    warnings(overflow).iter().for_each(|w| eprintln!("zhaoshang: {w}"));
    Ok(Status::Done)
}

fn pour(paths: &[PathBuf], writer: &mut RecordWriter<'_>) -> Result<()> {
    paths.iter().try_for_each(|path| pour_file(path, writer))
}

fn pour_file(path: &Path, writer: &mut RecordWriter<'_>) -> Result<()> {
    let reader: Box<dyn Read> = match path.as_os_str() == "-" {
        true => Box::new(io::stdin().lock()),
        false => Box::new(File::open(path).with_context(|| format!("{} cannot be read", path.display()))?),
    };
    for (number, line) in (1..).zip(BufReader::with_capacity(1 << 18, reader).lines()) {
        let place = || format!("{}:{number}", path.display());
        let line = line.with_context(place)?;
        if line.trim().is_empty() {
            continue;
        }
        let record: Record = serde_json::from_str(&line).with_context(|| format!("{}: no record", place()))?;
        writer.push(&record)?;
    }
    Ok(())
}

fn run_sheet(paths: &[PathBuf]) -> Vec<(String, String)> {
    let paths: Vec<String> = paths.iter().map(|p| p.display().to_string()).collect();
    vec![("程序".to_owned(), format!("zhaoshang {}", env!("CARGO_PKG_VERSION"))), ("输入".to_owned(), paths.join("\n"))]
}
