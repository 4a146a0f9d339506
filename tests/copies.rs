//! Copies of one article in one run: mirrors, other scripts, notes and spun ones name their records alike, and
//! `--dedupe` keeps of each record the copy that needed the fewest repairs.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::Command;

use common::damage::Damage;
use common::{document, files, fixtures};
use serde_json::{Value, json};
use zhaoshang::extract::read_article;
use zhaoshang::lexicon::Lexicon;
use zhaoshang::page::{Article, PageKind};

/// The article as synonym spinning leaves it: each word of the list in the place of the one it stands for.
fn spin(text: &str) -> String {
    let words = Lexicon::embedded().spun.all().iter().filter(|w| w.telling);
    let mut words: Vec<(&str, &str)> = words.map(|w| (w.plain.as_str(), w.spun.as_str())).collect();
    words.sort_by_key(|&(plain, _)| std::cmp::Reverse(plain.len()));
    let mut spun = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some((plain, word)) = words.iter().find(|(plain, _)| rest.starts_with(plain)) {
            spun.push_str(word);
            rest = &rest[plain.len()..];
        } else {
            spun.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    spun
}

fn row(name: &str, copy: &str, article: &Article, change: impl Fn(&str) -> String) -> Value {
    json!({
        "id": format!("{name}/{copy}"),
        "title": article.title.as_deref().map(&change),
        "text": article.text.split('\n').map(&change).collect::<Vec<_>>().join("\n"),
    })
}

/// Every article of our own with its copies; the whole one comes last.
fn dump() -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
    for path in files(&fixtures().join("pages")) {
        let document = document(&path);
        let article = read_article(&document, Lexicon::embedded());
        if article.kind != PageKind::Article {
            continue;
        }
        let copy = |name: &str, change: &dyn Fn(&str) -> String| row(&document.id, name, &article, change);
        let mut rows: Vec<Value> =
            Damage::ALL.map(|damage| copy(&format!("{damage:?}"), &|text| damage.apply(text))).into();
        rows.push(copy("Spun", &spin));
        rows.push(copy("Mirror", &|text| text.replace('，', "，&nbsp;")));
        rows.push(copy("whole", &str::to_owned));
        rows.iter().for_each(|row| writeln!(file, "{row}").unwrap());
    }
    file
}

/// What a command prints of each document: article, copy and line.
fn run(args: &[&str]) -> Vec<(String, String, Value)> {
    let run = Command::new(env!("CARGO_BIN_EXE_zhaoshang")).args(args).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let lines = run.stdout.split(|&b| b == b'\n').filter(|line| !line.is_empty());
    let named = lines.map(|line| {
        let line: Value = serde_json::from_slice(line).unwrap();
        let (article, copy) = line["doc_id"].as_str().unwrap().split_once('/').unwrap();
        (article.to_owned(), copy.to_owned(), line)
    });
    named.collect()
}

#[test]
fn copies_name_their_records_alike() {
    let dump = dump();
    let mut ids: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for (article, copy, record) in run(&["extract", "--quiet", dump.path().to_str().unwrap()]) {
        let id = record["record_id"].as_str().unwrap().to_owned();
        ids.entry(article).or_default().entry(copy).or_default().insert(id);
    }
    assert!(ids.len() >= 25, "{}", ids.len());
    let mut different = Vec::new();
    for (article, copies) in &ids {
        for (copy, found) in copies.iter().filter(|(_, found)| **found != copies["whole"]) {
            let ids: Vec<&String> = found.symmetric_difference(&copies["whole"]).collect();
            different.push(format!("{article} {copy}: {ids:?}"));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn the_cleanest_copy_stays() {
    let dump = dump();
    let path = dump.path().to_str().unwrap();
    let mut repairs: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
    for (article, copy, text) in run(&["text", "--json", path]) {
        let count = text["repairs"].as_object().unwrap().values().filter_map(Value::as_u64).sum();
        repairs.entry(article).or_default().insert(copy, count);
    }
    let damaged = repairs.values().flat_map(|copies| copies.values().filter(|&&n| n > copies["whole"]));
    assert!(damaged.count() >= 100);
    let all = run(&["extract", "--quiet", path]);
    let kept = run(&["extract", "--quiet", "--dedupe", path]);
    let ids = |records: &[(String, String, Value)]| -> BTreeSet<String> {
        records.iter().map(|(_, _, record)| record["record_id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&kept), ids(&all));
    assert_eq!(ids(&kept).len(), kept.len());
    for (article, copy, _) in &kept {
        let fewest = repairs[article].values().min().unwrap();
        assert_eq!(repairs[article][copy], *fewest, "{article} {copy} of {:?}", repairs[article]);
    }
}
