//! `extract`: documents in, records out.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use anyhow::Result;
use clap::ValueEnum;
use zhaoshang::batch::Product;
use zhaoshang::extract::extract;
use zhaoshang::lexicon::Lexicon;
use zhaoshang::read::{RawDocument, ReadProgress};
use zhaoshang::record::{Kind, Record};
use zhaoshang::write::jsonl;

use super::Status;
use super::data::DataArgs;
use super::inputs::InputArgs;
use super::output::Files;
use super::report::Report;

/// Extract records from pages and texts
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    data: DataArgs,

    /// Write the records to FILE instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Records wanted
    #[arg(long, value_enum, default_value_t = Wanted::All)]
    kind: Wanted,

    /// Write failed documents to FILE, one JSON object a line, instead of telling of them on stderr
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,

    /// Neither progress nor summary
    #[arg(long, short)]
    quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Wanted {
    Project,
    Aggregate,
    All,
}

impl Wanted {
    fn takes(self, kind: Kind) -> bool {
        match self {
            Self::Project => kind == Kind::Project,
            Self::Aggregate => kind == Kind::Aggregate,
            Self::All => true,
        }
    }
}

pub(super) fn run(args: Args) -> Result<Status> {
    let lexicon = args.data.lexicon()?;
    let report = Report::new(args.quiet);
    let mut files = Files::open(args.output.as_deref(), args.errors.as_ref(), &report)?;
    let (inputs, progress, stop) = (args.input.inputs(), ReadProgress::default(), AtomicBool::new(false));
    let job = |document: &RawDocument| product(document, lexicon, args.kind);
    let tally = args.input.batch(&inputs, &progress, &stop).run(&job, &mut files)?;
    files.finish()?;
    Ok(report.close(&tally))
}

fn product(document: &RawDocument, lexicon: &Lexicon, wanted: Wanted) -> Product {
    let records: Vec<Record> =
        extract(document, lexicon).into_records().into_iter().filter(|r| wanted.takes(r.kind)).collect();
    let mut product = Product::default();
    for record in records {
        jsonl::append(&record, &mut product.rows);
        product.kinds.push(record.kind);
    }
    product
}
