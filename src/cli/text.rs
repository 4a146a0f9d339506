//! `text`: the article that was found in each document.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::atomic::AtomicBool;

use anyhow::Result;
use serde::Serialize;
use zhaoshang::batch::{Position, Product};
use zhaoshang::extract::read_article;
use zhaoshang::lexicon::Lexicon;
use zhaoshang::normalize::normalize;
use zhaoshang::page::PageKind;
use zhaoshang::read::{RawDocument, ReadProgress};
use zhaoshang::write::jsonl;

use super::Status;
use super::data::DataArgs;
use super::inputs::InputArgs;
use super::output::Outlet;
use super::report::Report;

/// Print the article found in each document: title, date, source, text
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    data: DataArgs,

    /// The text as it stands in the page, before repair and conversion: what the spans of records count in
    #[arg(long)]
    raw: bool,

    /// One JSON object a line. Its `id` is the document's id without the ending of a file name
    /// (as gold files have it), its `doc_id` the whole id, as records have it
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Found {
    id: String,
    title: Option<String>,
    date: Option<String>,
    source: Option<String>,
    text: String,
    kind: &'static str,
    repairs: BTreeMap<&'static str, usize>,
    url: Option<String>,
    doc_id: String,
}

pub(super) fn run(args: Args) -> Result<Status> {
    let lexicon = args.data.lexicon()?;
    let report = Report::silent();
    let mut outlet = Outlet::stdout(&report);
    let (inputs, progress, stop) = (args.input.inputs(), ReadProgress::default(), AtomicBool::new(false));
    let job = |document: &RawDocument| {
        let found = find(document, lexicon, args.raw);
        Product { rows: if args.json { json(&found) } else { plain(&found, args.raw) }, ..Product::default() }
    };
    let tally = args.input.batch(&inputs, &progress, Position::default(), &stop).run(&job, &mut outlet)?;
    outlet.finish()?;
    report.close(&tally, false)
}

fn find(document: &RawDocument, lexicon: &Lexicon, raw: bool) -> Found {
    let article = read_article(document, lexicon);
    let clean = normalize(&article, lexicon);
    let (title, text) = if raw { (article.title, article.text) } else { (clean.title, clean.text) };
    Found {
        id: bare_id(&document.id).to_owned(),
        title,
        date: article.date,
        source: article.source,
        text,
        kind: kind_label(article.kind),
        repairs: clean.repairs,
        url: article.url,
        doc_id: document.id.clone(),
    }
}

fn kind_label(kind: PageKind) -> &'static str {
    match kind {
        PageKind::Article => "article",
        PageKind::List => "list",
        PageKind::Forum => "forum",
        PageKind::Form => "form",
        PageKind::Empty => "empty",
    }
}

/// Endings of file names that are no part of an id.
const ENDINGS: [&str; 9] = [".gz", ".zst", ".html", ".htm", ".shtml", ".xhtml", ".txt", ".text", ".md"];

fn bare_id(id: &str) -> &str {
    let strip = |id: &'_ str| {
        ENDINGS.iter().find_map(|e| {
            id.len().checked_sub(e.len()).filter(|&at| id.is_char_boundary(at) && id[at..].eq_ignore_ascii_case(e))
        })
    };
    let mut bare = id;
    while let Some(at) = strip(bare) {
        bare = &bare[..at];
    }
    if bare.is_empty() { id } else { bare }
}

fn json(found: &Found) -> Vec<u8> {
    let mut row = Vec::new();
    jsonl::append(found, &mut row);
    row
}

/// A head of what is known, a blank line, the text; with `--raw` the bare text, so that offsets count from its start.
fn plain(found: &Found, raw: bool) -> Vec<u8> {
    if raw {
        return format!("{}\n", found.text).into_bytes();
    }
    let mut out = Vec::new();
    let lines = [
        ("id", Some(&found.doc_id)),
        ("title", found.title.as_ref()),
        ("date", found.date.as_ref()),
        ("source", found.source.as_ref()),
    ];
    for (name, value) in lines {
        if let Some(value) = value {
            out.extend_from_slice(format!("{name}: {value}\n").as_bytes());
        }
    }
    let _ = writeln!(out, "kind: {}\n\n{}\n", found.kind, found.text);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_without_endings() {
        for (id, bare) in [
            ("a.html", "a"),
            ("sub/a.txt.gz", "sub/a"),
            ("hd-sohu.com-x.HTML", "hd-sohu.com-x"),
            ("http://x.cn/a", "http://x.cn/a"),
            ("17", "17"),
            (".txt", ".txt"),
            ("a.jsonl#3", "a.jsonl#3"),
            ("新闻.txt", "新闻"),
            ("新", "新"),
        ] {
            assert_eq!(bare_id(id), bare);
        }
    }
}
