//! `explain`: how each field of each record came about, and which amounts were turned down.

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use anyhow::Result;
use serde_json::Value;
use zhaoshang::assemble::{Assembled, Rejected};
use zhaoshang::batch::{Batch, Position, Product};
use zhaoshang::decode::decode;
use zhaoshang::extract::{Extraction, extract};
use zhaoshang::lexicon::Lexicon;
use zhaoshang::page::explain_blocks;
use zhaoshang::read::{Input, Limits, RawDocument, ReadProgress};

use super::Status;
use super::data::DataArgs;
use super::output::Outlet;
use super::report::Report;

/// Show how the records of a document came about
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The document, or a folder or dump of them
    path: PathBuf,

    /// List the blocks of the page instead: what speaks for and against each, and the verdict
    #[arg(long)]
    blocks: bool,

    #[command(flatten)]
    data: DataArgs,
}

pub(super) fn run(args: Args) -> Result<Status> {
    let lexicon = args.data.lexicon()?;
    let report = Report::silent();
    let mut outlet = Outlet::stdout(&report);
    let inputs = Input::from_args(&[args.path]);
    let (progress, stop) = (ReadProgress::default(), AtomicBool::new(false));
    let batch = Batch {
        inputs: &inputs,
        jobs: 0,
        limits: Limits::default(),
        progress: &progress,
        from: Position::default(),
        stop: &stop,
        gate: None,
    };
    let job = |document: &RawDocument| Product {
        rows: if args.blocks { blocks(document, lexicon) } else { explain(document, &extract(document, lexicon)) }
            .into_bytes(),
        ..Product::default()
    };
    let tally = batch.run(&job, &mut outlet)?;
    outlet.finish()?;
    report.close(&tally, false)
}

/// For each block the verdict, the score and what speaks for and against it, element and class cue; then its features and text.
fn blocks(document: &RawDocument, lexicon: &Lexicon) -> String {
    let decoded = decode(&document.bytes, document.charset.as_deref());
    let mut out = format!("== {}\n", document.id);
    for block in explain_blocks(&decoded.text, document.hint, lexicon) {
        let score: f32 = block.terms.iter().map(|t| t.weight).sum();
        let terms: Vec<String> = block.terms.iter().map(|t| format!("{} {:+.1}", t.name, t.weight)).collect();
        let _ =
            writeln!(out, "{:?} {score:+.1} = {} | {:?}, {:?}", block.verdict, terms.join(", "), block.tag, block.cue);
        let _ = writeln!(out, "   {:?}\n   {}", block.features, block.text);
    }
    out
}

fn explain(document: &RawDocument, extraction: &Extraction) -> String {
    let mut out = format!("== {}\n", document.id);
    if let Some(title) = &extraction.article.title {
        let _ = writeln!(out, "   {title}");
    }
    for (index, assembled) in extraction.assembly.records.iter().enumerate() {
        explain_record(&mut out, index + 1, assembled, &extraction.article.text);
    }
    for rejected in &extraction.assembly.rejected {
        let Rejected { text, sentence, reason } = rejected;
        let _ = writeln!(out, "-- not taken: {text}\n   reason: {reason}\n   in: {sentence}");
    }
    out
}

/// Fields that say where a record comes from, not what it tells.
const PROVENANCE: [&str; 9] = ["kind", "spans", "evidence", "confidence", "title", "date", "source", "url", "doc_id"];

/// Every filled field with its value, place, rule and word, then the evidence.
fn explain_record(out: &mut String, number: usize, assembled: &Assembled, source: &str) {
    let record = &assembled.record;
    let _ = writeln!(out, "-- record {number}: {}, confidence {:.2}", record.kind, record.confidence);
    let Ok(Value::Object(fields)) = serde_json::to_value(record) else { return };
    for (name, value) in fields.iter().filter(|(name, value)| is_filled(value) && !PROVENANCE.contains(&name.as_str()))
    {
        let _ = writeln!(out, "   {name}: {}", shown(value));
        if let Some([start, end]) = record.spans.get(name) {
            let quoted: String = source.chars().skip(*start).take(end.saturating_sub(*start)).collect();
            let _ = writeln!(out, "      at {start}..{end}: {quoted}");
        }
        for d in assembled.derivations.iter().filter(|d| d.field == name) {
            let _ = writeln!(out, "      rule: {}, word: {}", d.rule, d.words);
        }
    }
    if let Some(evidence) = &record.evidence {
        let _ = writeln!(out, "   evidence: {evidence}");
    }
}

fn is_filled(value: &Value) -> bool {
    !(value.is_null() || value.as_array().is_some_and(Vec::is_empty))
}

fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
