//! What the user sees on stderr: progress, failures, the closing summary.

use std::cell::Cell;
use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use zhaoshang::batch::{Failure, Tally};

use super::Status;

/// Failures shown one by one; more are only counted.
const SHOWN_FAILURES: u32 = 50;

/// The voice of a batch.
pub(super) struct Report {
    bar: ProgressBar,
    started: Instant,
    quiet: bool,
    shown: Cell<u32>,
}

impl Report {
    /// A progress bar if stderr is a terminal and the user wants to hear.
    pub(super) fn new(quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if !quiet && std::io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(4));
            if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed} {human_pos} documents, {per_sec}{msg}")
            {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(250));
        }
        Self { bar, started: Instant::now(), quiet, shown: Cell::new(0) }
    }

    /// Shows how far the batch is.
    pub(super) fn update(&self, tally: &Tally) {
        self.bar.set_position(tally.documents);
        if !self.bar.is_hidden() {
            self.bar.set_message(format!(", {} records, {} failed", tally.records(), tally.failures()));
        }
    }

    /// Tells of one failure, unless too many were told already.
    pub(super) fn failure(&self, failure: &Failure) {
        let shown = self.shown.get();
        self.shown.set(shown.saturating_add(1));
        self.bar.suspend(|| match shown {
            0..SHOWN_FAILURES => eprintln!("zhaoshang: {failure}"),
            SHOWN_FAILURES => eprintln!("zhaoshang: more failures are only counted; --errors FILE keeps them all"),
            _ => {}
        });
    }

    /// Ends progress and says how the batch went.
    pub(super) fn close(&self, tally: &Tally) -> Status {
        self.bar.finish_and_clear();
        if !self.quiet {
            eprintln!("{}", summary(tally, self.started.elapsed()));
        }
        status(tally)
    }
}

/// The exit status a finished batch deserves.
pub(super) fn status(tally: &Tally) -> Status {
    match tally.failures() {
        0 => Status::Done,
        failed if failed == tally.documents => Status::NothingDone,
        _ => Status::SomeFailed,
    }
}

fn summary(tally: &Tally, elapsed: Duration) -> String {
    let mut text = format!(
        "{} documents, {} articles with records, {} records ({} projects, {} aggregates), {} failed",
        tally.documents,
        tally.articles_with_records,
        tally.records(),
        tally.projects,
        tally.aggregates,
        tally.failures(),
    );
    if !tally.failed.is_empty() {
        let kinds: Vec<String> = tally.failed.iter().map(|(kind, n)| format!("{kind} {n}")).collect();
        text.push_str(&format!(" ({})", kinds.join(", ")));
    }
    text.push_str(&format!(", {:.1} s", elapsed.as_secs_f64()));
    text
}
