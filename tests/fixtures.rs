//! The whole way over `fixtures/`: pages of our own writing, their article text and their records.
//! Floors are what was reached when they were last raised; they are never lowered to let a change pass.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use zhaoshang::eval::{GoldArticle, Prediction, evaluate, names, parse_gold};
use zhaoshang::extract::{extract, read_article};
use zhaoshang::lexicon::Lexicon;
use zhaoshang::read::RawDocument;
use zhaoshang::record::Record;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn pages() -> BTreeMap<String, RawDocument> {
    let files = std::fs::read_dir(folder().join("pages")).unwrap();
    files
        .map(|file| {
            let path = file.unwrap().path();
            let id = path.file_name().unwrap().to_string_lossy().into_owned();
            let bytes = std::fs::read(&path).unwrap();
            (names(&id)[2].to_owned(), RawDocument { id, bytes, ..RawDocument::default() })
        })
        .collect()
}

fn gold() -> Vec<GoldArticle> {
    parse_gold(&std::fs::read_to_string(folder().join("gold.jsonl")).unwrap()).unwrap()
}

fn texts() -> Vec<Value> {
    let file = std::fs::read_to_string(folder().join("text.jsonl")).unwrap();
    file.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn records(document: &RawDocument) -> Vec<Record> {
    extract(document, Lexicon::embedded()).into_records()
}

#[test]
fn every_page_has_gold_and_every_article_its_text() {
    let pages: BTreeSet<String> = pages().into_keys().collect();
    let gold: BTreeSet<String> = gold().into_iter().map(|a| a.id).collect();
    let texts: BTreeSet<String> = texts().iter().map(|t| t["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(pages, gold);
    let without: Vec<&String> = gold.difference(&texts).collect();
    assert_eq!(without, ["column-list", "search-form"]);
}

/// F1 of the two texts' runs of four characters, white space aside.
fn text_f1(found: &str, wanted: &str) -> f64 {
    let grams = |text: &str| {
        let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        let mut counts: HashMap<String, usize> = HashMap::new();
        chars.windows(4).for_each(|w| *counts.entry(w.iter().collect()).or_default() += 1);
        counts
    };
    let (found, wanted) = (grams(found), grams(wanted));
    let both: usize = found.iter().map(|(g, n)| *n.min(wanted.get(g).unwrap_or(&0))).sum();
    2.0 * both as f64 / (found.values().sum::<usize>() + wanted.values().sum::<usize>()).max(1) as f64
}

#[test]
fn articles_are_found() {
    let pages = pages();
    let (mut sum, mut titles, mut dates) = (0.0, 0, 0);
    let texts = texts();
    for wanted in &texts {
        let id = wanted["id"].as_str().unwrap();
        let article = read_article(&pages[id], Lexicon::embedded());
        let f1 = text_f1(&article.text, wanted["text"].as_str().unwrap());
        assert!(f1 >= 0.9, "{id}: {f1:.3}");
        sum += f1;
        titles += usize::from(article.title.as_deref() == wanted["title"].as_str());
        dates += usize::from(article.date.as_deref() == wanted["date"].as_str());
    }
    let mean = sum / texts.len() as f64;
    assert!(mean >= 0.985, "text F1 {mean:.4}");
    assert!(titles >= texts.len() && dates >= 30, "{titles} titles, {dates} dates of {}", texts.len());
}

#[test]
fn records_are_found() {
    let predictions: Vec<Prediction> = pages().values().flat_map(records).map(|r| Prediction::from(&r)).collect();
    let report = evaluate(&gold(), &predictions);
    for (figure, floor) in FLOORS {
        let value = report.figure(figure).unwrap();
        assert!(value >= floor, "{figure} {value:.4} is below {floor}\n{report}");
    }
}

/// What the records of the fixtures reach.
const FLOORS: [(&str, f64); 3] = [("five_field", 0.917), ("strict", 0.711), ("records", 0.954)];

#[test]
fn nothing_is_found_where_nothing_is_told() {
    let pages = pages();
    for id in ["column-list", "search-form", "earnings", "bond", "tender-award", "weather", "fiction"] {
        assert_eq!(records(&pages[id]), [], "{id}");
    }
}

#[test]
fn a_table_says_what_the_prose_says() {
    let pages = pages();
    let facts = |id: &str| -> BTreeSet<String> {
        let hundredths = |amount: f64| (amount * 100.0).round();
        let fact = |r: Record| format!("{:?} {:?} {:?} {:?}", r.company, r.amount_yi.map(hundredths), r.stage, r.park);
        records(&pages[id]).into_iter().map(fact).collect()
    };
    let prose = facts("project-table-prose");
    assert_eq!(prose.len(), 6, "{prose:#?}");
    assert_eq!(facts("project-table"), prose);
    assert_eq!(facts("project-table-flat"), prose);
}

#[test]
fn a_lost_amount_stays_empty() {
    let records = records(&pages()["digits-lost"]);
    assert!(records.iter().all(|r| r.amount_yi.is_none()), "{records:#?}");
}

#[test]
fn spans_point_at_what_they_prove() {
    let lexicon = Lexicon::embedded();
    for (id, document) in pages() {
        let extraction = extract(&document, lexicon);
        let source: Vec<char> = extraction.article.text.chars().collect();
        for record in extraction.into_records() {
            for (field, [start, end]) in &record.spans {
                assert!(start < end && *end <= source.len(), "{id}: {field} {start}..{end} of {}", source.len());
            }
        }
    }
}

fn output(args: &[&str]) -> Vec<u8> {
    let run = Command::new(env!("CARGO_BIN_EXE_zhaoshang"))
        .args(["extract", "--quiet"])
        .args(args)
        .current_dir(folder())
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    run.stdout
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let once = output(&["pages", "dump.jsonl", "--jobs", "1"]);
    assert_eq!(once, output(&["pages", "dump.jsonl", "--jobs", "2"]));
    assert_eq!(once, output(&["pages", "dump.jsonl", "--jobs", "2"]));
}
