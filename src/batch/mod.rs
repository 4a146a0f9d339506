//! Many documents: reader → pool → writer in input order.
//!
//! Owns order, back-pressure, limits and what becomes of failures. Must not know what is done with a
//! document: that is the [`Job`]. The output is the same whatever the number of threads.

mod failure;
mod guard;
mod ordered;
mod tally;

use std::io;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

pub use failure::{Failure, Stage};
pub use guard::install_panic_hook;
pub use tally::Tally;

use crate::read::{self, Input, Item, Limits, RawDocument, ReadProgress};
use crate::record::Kind;

/// What one document gave.
#[derive(Debug, Default)]
pub struct Product {
    /// Whole lines of output.
    pub rows: Vec<u8>,
    /// The kinds of the records in them.
    pub kinds: Vec<Kind>,
}

/// What is done with each document; called from many threads.
pub type Job<'a> = dyn Fn(&RawDocument) -> Product + Sync + 'a;

/// Where the output goes; called in input order from one thread.
pub trait Output {
    /// Takes the rows and failures of the next documents; `tally` counts all so far.
    ///
    /// # Errors
    /// An I/O error ends the batch.
    fn take(&mut self, rows: &[u8], failures: &[Failure], tally: &Tally) -> io::Result<()>;
}

/// How a batch runs.
#[derive(Debug)]
pub struct Batch<'a> {
    /// What is read.
    pub inputs: &'a [Input],
    /// Worker threads; 0 takes one for each core.
    pub jobs: usize,
    /// Bounds of a document.
    pub limits: Limits,
    /// Counts bytes read.
    pub progress: &'a ReadProgress,
    /// Set from outside, reading ends and what was read is finished.
    pub stop: &'a AtomicBool,
}

/// Why a batch ended before its inputs did.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    /// The worker threads could not be started.
    #[error("cannot start {0} worker threads: {1}")]
    Threads(usize, #[source] rayon::ThreadPoolBuildError),
    /// The output could not be written.
    #[error("cannot write the output: {0}")]
    Output(#[source] io::Error),
}

/// Stack of a worker: deep pages nest deep.
const STACK_BYTES: usize = 16 << 20;

impl Batch<'_> {
    /// Runs `job` on every document and hands the products to `output` in input order.
    ///
    /// A document that cannot be read, or whose job panics, is a [`Failure`]; the rest goes on.
    ///
    /// # Errors
    /// [`BatchError`]; failures of documents are none.
    pub fn run(&self, job: &Job<'_>, output: &mut dyn Output) -> Result<Tally, BatchError> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(self.jobs)
            .stack_size(STACK_BYTES)
            .thread_name(|i| format!("{}{i}", guard::WORKER))
            .build()
            .map_err(|e| BatchError::Threads(self.jobs, e))?;
        let mut tally = Tally::default();
        let mut result = Ok(());
        ordered::run(
            &pool,
            |sink| self.produce(sink),
            |items| Done::of(items, job),
            |done| {
                tally.add(&done);
                result = output.take(&done.rows, &done.failures, &tally);
                if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            },
        );
        result.map(|()| tally).map_err(BatchError::Output)
    }

    fn produce(&self, sink: &mut dyn FnMut(Item) -> ControlFlow<()>) {
        let _ = read::read_all(self.inputs, self.limits, self.progress, &mut |item| {
            if self.stop.load(Ordering::Relaxed) {
                return ControlFlow::Break(());
            }
            sink(item)
        });
    }
}

/// What a few documents in a row gave.
#[derive(Debug, Default)]
struct Done {
    rows: Vec<u8>,
    failures: Vec<Failure>,
    counts: Tally,
}

impl Done {
    fn of(items: Vec<Item>, job: &Job<'_>) -> Self {
        let mut done = Self::default();
        for item in items {
            let origin = item.origin.clone();
            let result = match item.into_document() {
                Ok(document) => guard::guarded(|| job(&document))
                    .map_err(|message| Failure::panicked(document.id.clone(), &origin, message)),
                Err(error) => Err(Failure::from(error)),
            };
            done.counts.count(&result);
            match result {
                Ok(product) => done.rows.extend_from_slice(&product.rows),
                Err(failure) => done.failures.push(failure),
            }
        }
        done
    }
}
