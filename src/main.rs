//! The command line.
#![forbid(unsafe_code)]

use std::io::Write;

use anyhow::Result;
use zhaoshang::extract::extract;
use zhaoshang::lexicon::Lexicon;
use zhaoshang::read::RawDocument;

fn main() -> Result<()> {
    let mut out = std::io::stdout().lock();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        for record in
            extract(&RawDocument { id: path, bytes, ..RawDocument::default() }, Lexicon::embedded()).into_records()
        {
            writeln!(out, "{}", serde_json::to_string(&record)?)?;
        }
    }
    Ok(())
}
