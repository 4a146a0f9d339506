//! `schema`: the JSON Schema of a record.

use std::io::{self, Write};

use anyhow::Result;
use zhaoshang::write::schema::record_schema;

use super::Status;

/// Print the JSON Schema of a record
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

pub(super) fn run(_args: Args) -> Result<Status> {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &record_schema())?;
    writeln!(out)?;
    Ok(Status::Done)
}
