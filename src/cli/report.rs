//! What the user sees on stderr: progress, failures, the closing summary; as text or as JSON lines.

use std::cell::Cell;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use clap::ValueEnum;
use indicatif::{HumanBytes, ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use serde_json::{Value, json};
use zhaoshang::batch::journal::replace;
use zhaoshang::batch::{Failure, Tally};
use zhaoshang::read::ReadProgress;

use super::Status;

/// Options on what is told.
#[derive(Debug, clap::Args)]
pub(super) struct ReportArgs {
    /// Neither progress nor summary
    #[arg(long, short)]
    quiet: bool,

    /// How failures, progress and summary are told on stderr
    #[arg(long, value_enum, default_value_t = LogFormat::Text)]
    log_format: LogFormat,

    /// Write the closing summary to FILE as JSON
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LogFormat {
    Text,
    Json,
}

/// Failures shown one by one; more are only counted.
const SHOWN_FAILURES: u32 = 50;

/// How often progress is told in JSON.
const PROGRESS_EVERY: Duration = Duration::from_secs(5);

/// The voice of a batch.
pub(super) struct Report {
    bar: ProgressBar,
    started: Instant,
    quiet: bool,
    json: bool,
    summary: Option<PathBuf>,
    read: Arc<ReadProgress>,
    shown: Cell<u32>,
    told: Cell<Instant>,
}

impl Report {
    /// Tells of failures only.
    pub(super) fn silent() -> Self {
        Self::new(&ReportArgs { quiet: true, log_format: LogFormat::Text, summary: None }, Arc::default())
    }

    /// A progress bar if stderr is a terminal and the user wants to hear.
    pub(super) fn new(args: &ReportArgs, read: Arc<ReadProgress>) -> Self {
        let json = args.log_format == LogFormat::Json;
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if !args.quiet && !json && std::io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(4));
            bar.set_style(bar_style(false));
            bar.enable_steady_tick(Duration::from_millis(250));
        }
        Self {
            bar,
            started: Instant::now(),
            quiet: args.quiet,
            json,
            summary: args.summary.clone(),
            read,
            shown: Cell::new(0),
            told: Cell::new(Instant::now()),
        }
    }

    /// Whether anybody watches.
    pub(super) fn shows_progress(&self) -> bool {
        !self.bar.is_hidden()
    }

    /// The handle by which the size of the inputs is made known once it is.
    pub(super) fn total(&self) -> impl FnOnce(u64) + Send + 'static {
        let bar = self.bar.clone();
        move |bytes| {
            bar.set_length(bytes);
            bar.set_style(bar_style(true));
        }
    }

    /// Shows how far the batch is.
    pub(super) fn update(&self, tally: &Tally) {
        if self.shows_progress() {
            self.bar.set_position(self.read.bytes());
            self.bar.set_message(format!(
                "{} documents, {} records, {} failed",
                tally.documents,
                tally.records(),
                tally.failures()
            ));
        } else if self.json && !self.quiet && self.told.get().elapsed() >= PROGRESS_EVERY {
            self.told.set(Instant::now());
            self.event("info", "progress", &self.figures(tally, false));
        }
    }

    /// Tells of one failure, unless too many were told already.
    pub(super) fn failure(&self, failure: &Failure) {
        let shown = self.shown.get();
        self.shown.set(shown.saturating_add(1));
        match shown {
            0..SHOWN_FAILURES if self.json => self.event("error", "failure", failure),
            0..SHOWN_FAILURES => self.bar.suspend(|| eprintln!("zhaoshang: {failure}")),
            SHOWN_FAILURES => self.warn("more failures are only counted; --errors FILE keeps them all"),
            _ => {}
        }
    }

    /// Tells of something that is no failure.
    pub(super) fn warn(&self, message: &str) {
        if self.json {
            self.event("warn", "warning", &json!({ "message": message }));
        } else {
            self.bar.suspend(|| eprintln!("zhaoshang: {message}"));
        }
    }

    /// Ends progress and says how the batch went.
    pub(super) fn close(&self, tally: &Tally, interrupted: bool) -> Result<Status> {
        self.bar.finish_and_clear();
        let figures = self.figures(tally, interrupted);
        if !self.quiet && self.json {
            self.event("info", "summary", &figures);
        } else if !self.quiet {
            eprintln!("{}", figures.sentence());
        }
        if let Some(path) = &self.summary {
            replace(path, |file| Ok::<_, std::io::Error>(serde_json::to_writer_pretty(file, &figures)?))
                .with_context(|| format!("{} cannot be written", path.display()))?;
        }
        Ok(if interrupted { Status::Interrupted } else { status(tally) })
    }

    fn figures<'t>(&self, tally: &'t Tally, interrupted: bool) -> Figures<'t> {
        let seconds = (self.started.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
        let (records, bytes_read) = (tally.records(), self.read.bytes());
        Figures { version: env!("CARGO_PKG_VERSION"), tally, records, bytes_read, seconds, interrupted }
    }

    fn event(&self, level: &str, event: &str, what: &impl Serialize) {
        let mut line = json!({ "level": level, "event": event });
        if let (Value::Object(line), Ok(Value::Object(what))) = (&mut line, serde_json::to_value(what)) {
            line.extend(what);
        }
        eprintln!("{line}");
    }
}

fn bar_style(with_total: bool) -> ProgressStyle {
    let template = if with_total {
        "{elapsed} {wide_bar} {bytes}/{total_bytes} {bytes_per_sec}, {eta} left; {msg}"
    } else {
        "{spinner} {elapsed} {bytes} {bytes_per_sec}; {msg}"
    };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// The exit status a finished batch deserves.
fn status(tally: &Tally) -> Status {
    match tally.failures() {
        0 => Status::Done,
        failed if failed == tally.documents => Status::NothingDone,
        _ => Status::SomeFailed,
    }
}

/// The figures of a batch.
#[derive(Serialize)]
struct Figures<'t> {
    version: &'static str,
    #[serde(flatten)]
    tally: &'t Tally,
    records: u64,
    bytes_read: u64,
    seconds: f64,
    interrupted: bool,
}

impl Figures<'_> {
    fn sentence(&self) -> String {
        let tally = self.tally;
        let mut text = format!(
            "{} documents, {} articles with records, {} records ({} projects, {} aggregates), {} failed",
            tally.documents,
            tally.articles_with_records,
            self.records,
            tally.projects,
            tally.aggregates,
            tally.failures(),
        );
        if !tally.failed.is_empty() {
            let kinds: Vec<String> = tally.failed.iter().map(|(kind, n)| format!("{kind} {n}")).collect();
            text.push_str(&format!(" ({})", kinds.join(", ")));
        }
        text.push_str(&format!(", {} in {:.1} s", HumanBytes(self.bytes_read), self.seconds));
        text
    }
}
