//! `extract`: documents in, records out.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::ValueEnum;
use serde_json::json;
use tempfile::NamedTempFile;
use zhaoshang::batch::gate::Gate;
use zhaoshang::batch::journal::Journal;
use zhaoshang::batch::{Batch, Product, Tally};
use zhaoshang::extract::{Questions, extract_with};
use zhaoshang::lexicon::Lexicon;
use zhaoshang::read::{self, RawDocument, ReadProgress};
use zhaoshang::record::Kind;
use zhaoshang::segment;
use zhaoshang::write::LineForm;

use super::Status;
use super::data::DataArgs;
use super::form::{Form, FormArgs, RecordWriter, warnings};
use super::inputs::InputArgs;
use super::output::Outlet;
use super::report::{Report, ReportArgs};
use super::spool;

/// Extract records from pages and texts
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    data: DataArgs,

    /// Write the records to FILE instead of standard output; it appears when the run is over.
    /// On the way there are FILE.part and FILE.checkpoint, with which --resume goes on
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    form: FormArgs,

    /// Records wanted
    #[arg(long, value_enum, default_value_t = Wanted::All)]
    kind: Wanted,

    /// Leave out records less sure than this (0 to 1)
    #[arg(long, value_name = "N", default_value_t = 0.0)]
    min_confidence: f64,

    /// Of records that are the same in copies of one article keep the one that needed the fewest repairs
    #[arg(long)]
    dedupe: bool,

    /// Longest time for one document; those that take longer are failures
    #[arg(long, value_name = "SECONDS", default_value_t = 60.0, value_parser = seconds)]
    max_seconds: f64,

    /// Look into every document, also those without any word that a record needs
    #[arg(long)]
    no_gate: bool,

    /// Write failed documents to FILE, one JSON object a line, instead of telling of them on stderr
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,

    /// Go on where a run with the same inputs and options was stopped or killed
    #[arg(long, requires = "output")]
    resume: bool,

    /// How often a checkpoint is left for --resume
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0, value_parser = seconds)]
    checkpoint_every: f64,

    #[command(flatten)]
    report: ReportArgs,
}

fn seconds(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(n) if (0.0..=86_400.0).contains(&n) => Ok(n),
        _ => Err("a number of seconds is wanted".to_owned()),
    }
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

/// What a row of the batch is.
#[derive(Debug, Clone, Copy)]
enum Row {
    /// A line of the output.
    Final(LineForm),
    /// A record laid aside for the end.
    Spooled,
}

pub(super) fn run(args: Args) -> Result<Status> {
    let form = args.form.resolve(args.output.as_deref())?;
    if args.input.may_be_small() {
        segment::load_in_background();
    }
    let lexicon = args.data.lexicon()?;
    let progress = Arc::new(ReadProgress::default());
    let report = Report::new(&args.report, Arc::clone(&progress));
    let row = match form {
        Form::Lines(form) if !args.dedupe => Row::Final(form),
        _ => Row::Spooled,
    };
    let stop = stop_on_signals()?;
    let mut way = Way::open(&args, row, &report)?;
    let inputs = args.input.inputs();
    if report.shows_progress() {
        let (inputs, tell) = (inputs.clone(), report.total());
        std::thread::spawn(move || tell(read::total_bytes(&inputs)));
    }
    let gate = (!args.no_gate).then(|| Gate::new(&lexicon.gate));
    let cue = gate.as_ref().map(|gate| |text: &str| gate.cue_in_seen(text));
    let cue = cue.as_ref().map(|cue| cue as &(dyn Fn(&str) -> bool + Sync));
    let job = |document: &RawDocument| product(document, lexicon, &args, row, cue);
    let batch = args.input.batch(&inputs, &progress, way.outlet.position(), &stop);
    let batch = Batch { gate: gate.as_ref(), ..batch };
    let tally = batch.run(&job, &mut way.outlet)?;
    let interrupted = stop.load(Ordering::Relaxed);
    way.finish(&args, form, &tally, interrupted, &report)?;
    report.close(&tally, interrupted)
}

/// Set by the first Ctrl-C or SIGTERM; the second ends the program at once.
fn stop_on_signals() -> Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&stop);
    ctrlc::set_handler(move || {
        if seen.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(Status::Interrupted.code()));
        }
    })?;
    Ok(stop)
}

fn product(
    document: &RawDocument,
    lexicon: &Lexicon,
    args: &Args,
    row: Row,
    cue: Option<&(dyn Fn(&str) -> bool + Sync)>,
) -> Product {
    let started = Instant::now();
    let in_time = || started.elapsed().as_secs_f64() < args.max_seconds;
    let questions = Questions { go_on: &in_time, cue: cue.map(|cue| cue as &dyn Fn(&str) -> bool) };
    let Some(extraction) = extract_with(document, lexicon, questions) else {
        let message = format!("took more than {} s, given up (--max-seconds raises the limit)", args.max_seconds);
        return Product { given_up: Some(("time", message)), ..Product::default() };
    };
    let damage = extraction.text.repairs.values().sum();
    let wanted = |r: &zhaoshang::record::Record| args.kind.takes(r.kind) && r.confidence >= args.min_confidence;
    let mut product = Product { turned_away: extraction.turned_away, ..Product::default() };
    for record in extraction.into_records().into_iter().filter(wanted) {
        match row {
            Row::Final(form) => form.append(&record, &mut product.rows),
            Row::Spooled => spool::append(&record, damage, &mut product.rows),
        }
        product.kinds.push(record.kind);
    }
    product
}

/// The way of the rows to where the user wants them.
struct Way<'r> {
    outlet: Outlet<'r>,
    /// Rows laid aside that have no journal to lie in.
    spool: Option<NamedTempFile>,
}

impl<'r> Way<'r> {
    fn open(args: &Args, row: Row, report: &'r Report) -> Result<Self> {
        let errors = args.errors.as_deref();
        let head = match row {
            Row::Final(form) => form.head(),
            Row::Spooled => Vec::new(),
        };
        match &args.output {
            Some(path) if is_ordinary(path) => {
                let run = description(args);
                let open = if args.resume { Journal::resume } else { Journal::begin };
                let journal = open(path, errors, run, &head)?;
                let journal = journal.checkpoint_every(Duration::from_secs_f64(args.checkpoint_every));
                Ok(Self { outlet: Outlet::journal(journal, errors.is_some(), report), spool: None })
            }
            other => {
                if args.resume {
                    bail!("--resume needs an ordinary file behind -o");
                }
                let spool = if matches!(row, Row::Spooled) { Some(NamedTempFile::new()?) } else { None };
                let mut outlet = match (&spool, other) {
                    (Some(spool), _) => Outlet::stream(BufWriter::new(spool.reopen()?), errors, report)?,
                    (None, Some(path)) => Outlet::stream(BufWriter::new(device(path)?), errors, report)?,
                    (None, None) => Outlet::stream(BufWriter::new(io::stdout()), errors, report)?,
                };
                outlet.write_head(&head)?;
                Ok(Self { outlet, spool })
            }
        }
    }

    /// Brings what was laid aside into its form, and a whole file under its name.
    fn finish(self, args: &Args, form: Form, tally: &Tally, interrupted: bool, report: &Report) -> Result<()> {
        let spooled = args.dedupe || matches!(form, Form::Workbook(_));
        let run = run_sheet(args, tally);
        let pour = |spool: &Path, mut writer: RecordWriter<'_>| -> Result<()> {
            let left_out = spool::pour(spool, args.dedupe, &mut writer)?;
            let overflow = writer.finish(&run)?;
            if left_out > 0 {
                report.warn(&format!("{left_out} records of copies left out"));
            }
            warnings(overflow).iter().for_each(|w| report.warn(w));
            Ok(())
        };
        match (self.outlet.finish()?, &self.spool) {
            (Some(_), _) if interrupted => {
                report.warn("stopped; the same command with --resume goes on");
                Ok(())
            }
            (Some(journal), _) if spooled => {
                journal.publish(Some(&mut |part: &Path, out: &mut File| pour(part, RecordWriter::file(form, out)?)))
            }
            (Some(journal), _) => journal.publish::<anyhow::Error>(None),
            (None, Some(spool)) => match (&args.output, form) {
                (Some(path), form) => pour(spool.path(), RecordWriter::file(form, &mut device(path)?)?),
                (None, Form::Lines(form)) => pour(spool.path(), RecordWriter::lines(form, io::stdout().lock())?),
                (None, Form::Workbook(_)) => bail!("a workbook cannot go to standard output"),
            },
            (None, None) => Ok(()),
        }
    }
}

/// A file that can be replaced as a whole: not a device, a pipe or the like.
fn is_ordinary(path: &Path) -> bool {
    path.metadata().map_or(true, |meta| meta.is_file())
}

/// A device or pipe that is there already.
fn device(path: &Path) -> Result<File> {
    super::output::create(path)
}

/// Inputs and options that decide the output, for the checkpoint.
fn description(args: &Args) -> String {
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "paths": args.input.paths(),
        "max_bytes": args.input.max_bytes(),
        "max_seconds": args.max_seconds,
        "data": args.data.folder(),
        "form": format!("{:?}", args.form),
        "kind": format!("{:?}", args.kind),
        "min_confidence": args.min_confidence,
        "dedupe": args.dedupe,
        "errors": args.errors,
    })
    .to_string()
}

/// The lines of a workbook's sheet about the run.
fn run_sheet(args: &Args, tally: &Tally) -> Vec<(String, String)> {
    let paths: Vec<String> = args.input.paths().iter().map(|p| p.display().to_string()).collect();
    let failed: Vec<String> = tally.failed.iter().map(|(kind, n)| format!("{kind} {n}")).collect();
    [
        ("程序", format!("zhaoshang {}", env!("CARGO_PKG_VERSION"))),
        ("输入", paths.join("\n")),
        ("选项", description(args)),
        ("文档数", tally.documents.to_string()),
        ("有记录的文章数", tally.articles_with_records.to_string()),
        ("项目记录数", tally.projects.to_string()),
        ("汇总记录数", tally.aggregates.to_string()),
        ("失败文档数", tally.failures().to_string()),
        ("失败原因", failed.join(", ")),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}
