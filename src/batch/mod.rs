//! Many documents: reader → pool → writer in input order.
//!
//! Owns order, back-pressure, limits and what becomes of failures. Must not know what is done with a
//! document: that is the [`Job`]. The output is the same whatever the number of threads.

mod failure;
pub mod gate;
mod guard;
pub mod journal;
mod ordered;
mod tally;

use std::io;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};

pub use failure::{Failure, Stage};
pub use guard::install_panic_hook;
pub use tally::Tally;

use self::gate::Gate;
use crate::read::{self, Input, Item, Limits, RawDocument, ReadProgress};
use crate::record::Kind;

/// What one document gave.
#[derive(Debug, Default)]
pub struct Product {
    /// Whole lines of output.
    pub rows: Vec<u8>,
    /// The kinds of the records in them.
    pub kinds: Vec<Kind>,
    /// The gate turned the document away unread.
    pub turned_away: bool,
    /// The job gave the document up: kind and message of the failure.
    pub given_up: Option<(&'static str, String)>,
}

impl Product {
    fn turned_away() -> Self {
        Self { turned_away: true, ..Self::default() }
    }
}

/// What is done with each document; called from many threads.
pub type Job<'a> = dyn Fn(&RawDocument) -> Product + Sync + 'a;

/// Where the output goes; called in input order from one thread.
pub trait Output {
    /// Takes the rows and failures of the next documents; `position` is behind them.
    ///
    /// # Errors
    /// An I/O error ends the batch.
    fn take(&mut self, rows: &[u8], failures: &[Failure], position: &Position) -> io::Result<()>;
}

/// A place in the inputs and what was done before it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Position {
    /// What was done; [`Tally::documents`] is the number of items before this place.
    pub tally: Tally,
    /// The last item before this place.
    pub last: Option<String>,
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
    /// Where to begin: items before it are passed over unread.
    pub from: Position,
    /// Set from outside, reading ends and what was read is finished.
    pub stop: &'a AtomicBool,
    /// Turns documents away before the job sees them, lines of JSON before they are parsed.
    pub gate: Option<&'a Gate<'a>>,
}

/// Why a batch ended before its inputs did.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    /// The worker threads could not be started.
    #[error("cannot start {0} worker threads")]
    Threads(usize, #[source] rayon::ThreadPoolBuildError),
    /// The output could not be written.
    #[error("cannot write the output")]
    Output(#[source] io::Error),
    /// The inputs are not those of the run that is resumed.
    #[error(
        "the inputs have changed since the run that is resumed: document {number} was {then}, now it is {now}; delete the checkpoint to begin anew"
    )]
    InputsChanged {
        /// The last item done, counted from 1.
        number: u64,
        /// Where it stood.
        then: String,
        /// What stands there now.
        now: String,
    },
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
        let mut position = self.from.clone();
        let mut written = Ok(());
        let mut read = Ok(());
        ordered::run(
            &pool,
            |sink| read = self.produce(sink),
            |items| Done::of(items, self.gate, job),
            |done| {
                position.tally.add(&done.counts);
                position.last = Some(done.last);
                written = output.take(&done.rows, &done.failures, &position);
                if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            },
        );
        read?;
        written.map(|()| position.tally).map_err(BatchError::Output)
    }

    /// Reads all items but those already done; the last of these must be the one that was done then.
    fn produce(&self, sink: &mut dyn FnMut(Item) -> ControlFlow<()>) -> Result<(), BatchError> {
        let done = self.from.tally.documents;
        let mut number = 0;
        let mut last = None;
        let _ = read::read_all(self.inputs, self.limits, self.progress, &mut |item| {
            if self.stop.load(Ordering::Relaxed) {
                return ControlFlow::Break(());
            }
            number += 1;
            match number.cmp(&done) {
                std::cmp::Ordering::Less => ControlFlow::Continue(()),
                std::cmp::Ordering::Equal => {
                    last = Some(item.origin.to_string());
                    if last == self.from.last { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
                }
                std::cmp::Ordering::Greater => sink(item),
            }
        });
        let stopped = self.stop.load(Ordering::Relaxed);
        match &self.from.last {
            Some(then) if last.as_ref() != Some(then) && !stopped => Err(BatchError::InputsChanged {
                number: done,
                then: then.clone(),
                now: last.unwrap_or_else(|| "missing".to_owned()),
            }),
            _ => Ok(()),
        }
    }
}

/// What a few documents in a row gave.
#[derive(Debug, Default)]
struct Done {
    rows: Vec<u8>,
    failures: Vec<Failure>,
    counts: Tally,
    /// Where the last of them stands.
    last: String,
}

impl Done {
    fn of(items: Vec<Item>, gate: Option<&Gate<'_>>, job: &Job<'_>) -> Self {
        let last = items.last().map(|item| item.origin.to_string()).unwrap_or_default();
        let mut done = Self { last, ..Self::default() };
        for item in items {
            if gate.is_some_and(|gate| !gate.passes_unread(&item)) {
                done.counts.count(&Ok(Product::turned_away()));
                continue;
            }
            let origin = item.origin.clone();
            let result = match item.into_document() {
                Ok(document) if gate.is_some_and(|gate| !gate.passes(&document)) => Ok(Product::turned_away()),
                Ok(document) => guard::guarded(|| job(&document))
                    .map_err(|message| ("panic", message))
                    .and_then(|mut product| product.given_up.take().map_or(Ok(product), Err))
                    .map_err(|(kind, message)| Failure::extracting(document.id, &origin, kind, message)),
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
