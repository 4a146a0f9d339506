//! Options on what is read, shared by the commands that read documents.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use zhaoshang::batch::{Batch, Position};
use zhaoshang::read::{Input, Limits, ReadProgress};

/// What is read and how.
#[derive(Debug, clap::Args)]
pub(super) struct InputArgs {
    /// Files, folders (with all below them) or `-`; standard input without any.
    /// HTML, plain text, JSONL, WARC, zip and tar are told apart by content, each also packed with gzip or zstd.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Worker threads; 0 takes one for each core
    #[arg(long, short, value_name = "N", default_value_t = 0)]
    jobs: usize,

    /// Largest document and longest JSONL line in bytes; larger ones are failures
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().document_bytes)]
    max_bytes: usize,
}

/// Bytes from which a file takes longer to read than all dictionaries to load.
const LARGE: u64 = 16 << 20;

impl InputArgs {
    /// What is to be read.
    pub(super) fn inputs(&self) -> Vec<Input> {
        Input::from_args(&self.paths)
    }

    /// Whether the run may be over so soon that start-up counts: some input is no large file.
    pub(super) fn may_be_small(&self) -> bool {
        let large = |path: &PathBuf| path.metadata().is_ok_and(|meta| meta.is_file() && meta.len() >= LARGE);
        self.paths.is_empty() || !self.paths.iter().any(large)
    }

    /// The paths as given.
    pub(super) fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    /// What decides the output beside the paths.
    pub(super) fn max_bytes(&self) -> usize {
        self.max_bytes
    }

    /// A batch over `inputs`, begun at `from`.
    pub(super) fn batch<'a>(
        &self,
        inputs: &'a [Input],
        progress: &'a ReadProgress,
        from: Position,
        stop: &'a AtomicBool,
    ) -> Batch<'a> {
        Batch {
            inputs,
            jobs: self.jobs,
            limits: Limits { document_bytes: self.max_bytes },
            progress,
            from,
            stop,
            gate: None,
        }
    }
}
