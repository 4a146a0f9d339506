//! `eval`: records against gold.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result, anyhow, bail};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use zhaoshang::batch::{Failure, Output, Position, Product};
use zhaoshang::eval::{
    Finding, FindingKind, GoldArticle, Prediction, Report, evaluate, names, parse_gold, parse_predictions,
};
use zhaoshang::extract::extract;
use zhaoshang::lexicon::Lexicon;
use zhaoshang::read::{RawDocument, ReadProgress};
use zhaoshang::record::Record;
use zhaoshang::segment;
use zhaoshang::write::jsonl;

use super::Status;
use super::data::DataArgs;
use super::inputs::InputArgs;

/// Score records against gold; exit code 1 if a figure is below its floor
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Gold file, one article with its records a line; give the option again for more files
    #[arg(long, value_name = "FILE", required = true)]
    gold: Vec<PathBuf>,

    /// Score the records of this JSONL file; without it the documents of PATH are extracted and scored
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "folder"])]
    pred: Option<PathBuf>,

    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    data: DataArgs,

    /// Lowest figures allowed, such as five_field=0.8,strict=0.6
    #[arg(long, value_name = "NAME=F1,…", value_delimiter = ',', value_parser = floor)]
    floor: Vec<Floor>,

    /// List what was missed, falsely found or filled otherwise, each with its sentence
    #[arg(long)]
    show: bool,

    /// Show which stage is taken for which
    #[arg(long)]
    confusion: bool,

    /// Show what share of the records of each tenth of confidence is right
    #[arg(long)]
    reliability: bool,

    /// The figures as one JSON object
    #[arg(long, conflicts_with_all = ["show", "confusion", "reliability"])]
    json: bool,
}

#[derive(Debug, Clone)]
struct Floor {
    name: String,
    least: f64,
}

fn floor(text: &str) -> Result<Floor, String> {
    let known = || Report::figure_names().collect::<Vec<_>>().join(", ");
    let (name, least) = text.split_once('=').ok_or_else(|| format!("NAME=F1 is wanted; names are {}", known()))?;
    if !Report::figure_names().any(|n| n == name) {
        return Err(format!("no figure is called {name}; there are {}", known()));
    }
    let least = least.parse().ok().filter(|f| (0.0..=1.0).contains(f)).ok_or("a number from 0 to 1 is wanted")?;
    Ok(Floor { name: name.to_owned(), least })
}

pub(super) fn run(args: &Args) -> Result<Status> {
    let gold = read_gold(&args.gold)?;
    let found = match &args.pred {
        Some(path) => Found { predictions: read_predictions(path)?, ..Found::default() },
        None => extract_all(args)?,
    };
    let report = evaluate(&gold, &found.predictions);
    print(args, &report, &found)?;
    let below = args.floor.iter().filter(|floor| is_below(&report, floor)).count();
    Ok(if below + found.failures > 0 { Status::SomeFailed } else { Status::Done })
}

fn is_below(report: &Report, floor: &Floor) -> bool {
    let figure = report.figure(&floor.name).unwrap_or_default();
    if figure < floor.least {
        eprintln!("zhaoshang: {} is {figure:.4}, below its floor of {}", floor.name, floor.least);
    }
    figure < floor.least
}

fn read_gold(paths: &[PathBuf]) -> Result<Vec<GoldArticle>> {
    let mut gold: Vec<GoldArticle> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for path in paths {
        let articles = parse_gold(&text_of(path)?).with_context(|| path.display().to_string())?;
        if let Some(twice) = articles.iter().find(|a| !seen.insert(a.id.clone())) {
            bail!("{}: article {} is in gold twice", path.display(), twice.id);
        }
        gold.extend(articles);
    }
    Ok(gold)
}

fn read_predictions(path: &Path) -> Result<Vec<Prediction>> {
    parse_predictions(&text_of(path)?).with_context(|| path.display().to_string())
}

fn text_of(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("{} cannot be read as UTF-8", path.display()))
}

/// What the documents gave.
#[derive(Default)]
struct Found {
    predictions: Vec<Prediction>,
    /// The sentences of each document, by its id.
    texts: Vec<(String, Vec<String>)>,
    failures: usize,
}

/// What a worker hands over for one document.
#[derive(Serialize, Deserialize)]
struct Row {
    doc_id: String,
    records: Vec<Value>,
    sentences: Vec<String>,
}

impl Output for Found {
    fn take(&mut self, rows: &[u8], failures: &[Failure], _: &Position) -> io::Result<()> {
        for row in serde_json::Deserializer::from_slice(rows).into_iter::<Row>() {
            let row = row?;
            self.predictions.extend(row.records.iter().map(Prediction::from_json));
            self.texts.push((row.doc_id, row.sentences));
        }
        failures.iter().for_each(|failure| eprintln!("zhaoshang: {failure}"));
        self.failures += failures.len();
        Ok(())
    }
}

fn extract_all(args: &Args) -> Result<Found> {
    let lexicon = args.data.lexicon()?;
    let (inputs, progress, stop) = (args.input.inputs(), ReadProgress::default(), AtomicBool::new(false));
    let job = |document: &RawDocument| product(document, lexicon, args.show);
    let mut found = Found::default();
    let tally = args.input.batch(&inputs, &progress, Position::default(), &stop).run(&job, &mut found)?;
    if tally.documents == 0 {
        return Err(anyhow!("no documents to score: give a PATH, or records with --pred"));
    }
    Ok(found)
}

fn product(document: &RawDocument, lexicon: &Lexicon, show: bool) -> Product {
    let extraction = extract(document, lexicon);
    let sentences = segment::sentences(&extraction.text);
    let row = Row {
        doc_id: document.id.clone(),
        sentences: sentences.iter().filter(|_| show).map(|s| s.text.to_owned()).collect(),
        records: extraction.assembly.records.iter().filter_map(|a| record_json(&a.record)).collect(),
    };
    let mut product = Product::default();
    jsonl::append(&row, &mut product.rows);
    product
}

fn record_json(record: &Record) -> Option<Value> {
    serde_json::to_value(record).ok()
}

fn print(args: &Args, report: &Report, found: &Found) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if args.json {
        return writeln!(out, "{}", report.to_json());
    }
    for finding in report.findings.iter().filter(|_| args.show) {
        writeln!(out, "{finding}")?;
        if let Some(sentence) = missed_sentence(finding, found) {
            writeln!(out, "      {sentence}")?;
        }
    }
    writeln!(out, "{report}")?;
    if args.confusion {
        writeln!(out, "\n{}", report.stages)?;
    }
    if args.reliability {
        writeln!(out, "\n{}", report.reliability)?;
    }
    Ok(())
}

fn missed_sentence<'f>(finding: &Finding, found: &'f Found) -> Option<&'f str> {
    if finding.kind != FindingKind::Missed {
        return None;
    }
    let (_, sentences) = found.texts.iter().find(|(id, _)| names(id).contains(&finding.article.as_str()))?;
    finding.sentence(sentences)
}
