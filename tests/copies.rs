//! Copies of one article in one run: mirrors, other scripts, notes and spun ones name their records alike, and
//! `--dedupe` keeps the cleanest.

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

/// Article and copy of each record, with its id.
fn records(args: &[&str]) -> Vec<(String, String, Value)> {
    let run = Command::new(env!("CARGO_BIN_EXE_zhaoshang")).args(["extract", "--quiet"]).args(args).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let records = run.stdout.split(|&b| b == b'\n').filter(|line| !line.is_empty());
    let named = records.map(|line| {
        let record: Value = serde_json::from_slice(line).unwrap();
        let (article, copy) = record["doc_id"].as_str().unwrap().split_once('/').unwrap();
        (article.to_owned(), copy.to_owned(), record)
    });
    named.collect()
}

#[test]
fn copies_name_their_records_alike_and_the_cleanest_stays() {
    let dump = dump();
    let path = dump.path().to_str().unwrap();
    let mut ids: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for (article, copy, record) in records(&[path]) {
        let id = record["record_id"].as_str().unwrap().to_owned();
        ids.entry(article).or_default().entry(copy).or_default().insert(id);
    }
    assert!(ids.len() >= 25, "{}", ids.len());
    let mut different = Vec::new();
    for (article, copies) in &ids {
        for (copy, found) in copies.iter().filter(|(_, found)| **found != copies["whole"]) {
            different.push(format!("{article} {copy}: {:?}", found.symmetric_difference(&copies["whole"])));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));

    let kept = records(&["--dedupe", path]);
    let copied: Vec<_> = kept.iter().filter(|(_, copy, _)| copy != "whole").map(|(a, c, _)| (a, c)).collect();
    assert!(copied.is_empty(), "{copied:?}");
}
