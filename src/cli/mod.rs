//! Arguments, one file a command, and exit codes. Must not know Chinese.

mod convert;
mod data;
mod eval;
mod explain;
mod extract;
mod form;
mod inputs;
mod output;
mod report;
mod schema;
mod spool;
mod text;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Reads crawled dumps of Chinese regional news and gives every investment project as one JSON object a line.
#[derive(Debug, Parser)]
#[command(name = "zhaoshang", version, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Extract(extract::Args),
    Text(text::Args),
    Explain(explain::Args),
    Eval(eval::Args),
    Convert(convert::Args),
    Schema(schema::Args),
}

/// How a command ended; says the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// All well.
    Done,
    /// Some documents failed, or a figure is below its floor.
    SomeFailed,
    /// Nothing could be done.
    NothingDone,
    /// Stopped by the user.
    Interrupted,
}

impl Status {
    fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::SomeFailed => 1,
            Self::NothingDone => 2,
            // What a shell gives for Ctrl-C.
            Self::Interrupted => 130,
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status.code())
    }
}

/// Runs the command that the arguments name.
pub(crate) fn run() -> ExitCode {
    zhaoshang::batch::install_panic_hook();
    let result = match Cli::parse().command {
        Command::Extract(args) => extract::run(args),
        Command::Text(args) => text::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Eval(args) => eval::run(&args),
        Command::Convert(args) => convert::run(args),
        Command::Schema(args) => schema::run(args),
    };
    match result {
        Ok(status) => status.into(),
        // The reader of our output has seen enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("zhaoshang: {error:#}");
            Status::NothingDone.into()
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}
