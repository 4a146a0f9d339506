//! Damaged copies against the whole text: the same records, the right characters, and nothing changed where
//! nothing is broken. Tests on texts beside the project are skipped where those are not there.

mod common;

use common::damage::Damage;
use common::{files, shared};
use zhaoshang::assemble::assemble;
use zhaoshang::eval::{Prediction, evaluate, parse_gold};
use zhaoshang::extract::read_article;
use zhaoshang::lexicon::Lexicon;
use zhaoshang::normalize::{normalize, to_simplified};
use zhaoshang::page::{Article, Block, PageKind};
use zhaoshang::read::RawDocument;
use zhaoshang::record::Record;
use zhaoshang::segment::sentences;
use zhaoshang::span::{CleanSpan, SourceSpan};

/// How much five-field F1 a damaged copy may lose.
const ALLOWED_LOSS: f64 = 0.015;

fn document(path: &std::path::Path) -> RawDocument {
    RawDocument {
        id: path.file_name().unwrap().to_string_lossy().into_owned(),
        bytes: std::fs::read(path).unwrap(),
        ..RawDocument::default()
    }
}

/// The article with its title, blocks and cells damaged.
fn copy(article: &Article, damage: Damage) -> Article {
    let mut text = String::new();
    let mut write = |separator: &str, part: SourceSpan| {
        if !text.is_empty() {
            text.push_str(separator);
        }
        let start = text.len();
        text.push_str(&damage.apply(part.of(&article.text)));
        SourceSpan::new(start, text.len())
    };
    let damaged = |block: &Block| {
        let Some((&first, others)) = block.cells.split_first() else {
            return Block { span: write("\n", block.span), ..block.clone() };
        };
        let mut cells = vec![write("\n", first)];
        cells.extend(others.iter().map(|&cell| write("\t", cell)));
        Block { span: cells[0].union(cells[cells.len() - 1]), cells, ..block.clone() }
    };
    let blocks: Vec<Block> = article.blocks.iter().map(damaged).collect();
    Article { title: article.title.as_deref().map(|t| damage.apply(t)), blocks, text, ..article.clone() }
}

fn records(id: &str, article: &Article) -> Vec<Prediction> {
    let lexicon = Lexicon::embedded();
    if article.kind != PageKind::Article {
        return Vec::new();
    }
    let text = normalize(article, lexicon);
    let assembly = assemble(article, &text, &sentences(&text), lexicon);
    let predict = |mut record: Record| {
        id.clone_into(&mut record.doc_id);
        Prediction::from_json(&serde_json::to_value(record).unwrap())
    };
    assembly.records.into_iter().map(|assembled| predict(assembled.record)).collect()
}

fn five_field(gold: &str, articles: &[(String, Article)], damage: Option<Damage>) -> f64 {
    let predictions: Vec<Prediction> = articles
        .iter()
        .flat_map(|(id, article)| damage.map_or_else(|| records(id, article), |d| records(id, &copy(article, d))))
        .collect();
    evaluate(&parse_gold(gold).unwrap(), &predictions).five_field().f1()
}

fn assert_copies_read_alike(folder: &std::path::Path, gold: &std::path::Path) {
    let gold = std::fs::read_to_string(gold).unwrap();
    let articles: Vec<(String, Article)> = files(folder)
        .iter()
        .map(|path| document(path))
        .map(|document| (document.id.clone(), read_article(&document, Lexicon::embedded())))
        .collect();
    let whole = five_field(&gold, &articles, None);
    let losses: Vec<(Damage, f64)> =
        Damage::ALL.into_iter().map(|d| (d, whole - five_field(&gold, &articles, Some(d)))).collect();
    println!("{}: whole {whole:.4}, lost {losses:.4?}", folder.display());
    assert!(losses.iter().all(|&(_, loss)| loss <= ALLOWED_LOSS), "whole {whole:.4}, lost {losses:.4?}");
}

#[test]
fn damaged_copies_of_the_regional_samples_give_the_same_records() {
    if let (Some(docs), Some(gold)) = (shared("regional/docs"), shared("regional/gold.jsonl")) {
        assert_copies_read_alike(&docs, &gold);
    }
}

#[test]
fn damaged_copies_of_real_articles_give_the_same_records() {
    if let (Some(docs), Some(gold)) = (shared("articles/projects"), shared("articles/gold.jsonl")) {
        assert_copies_read_alike(&docs, &gold);
    }
}

const TEXT: &str = "近日，华岭轴承有限公司总投资12.5亿元的精密轴承项目在开发区签约，占地120亩，分两期建设。\
    一期投资5亿元，设备已经进场；二期计划明年开工。项目建成后，将带动园区装备制造产业链升级、集聚发展。";

fn article(text: &str) -> Article {
    let block = Block { span: SourceSpan::new(0, text.len()), ..Block::default() };
    Article { blocks: vec![block], text: text.to_owned(), ..Article::default() }
}

#[test]
fn spans_of_a_damaged_text_hold_the_damaged_characters() {
    for damage in Damage::ALL {
        let pieces = damage.pieces(TEXT);
        let source: String = pieces.iter().map(|p| p.damaged.as_str()).collect();
        let clean = normalize(&article(&source), Lexicon::embedded());
        assert_eq!(clean.text, TEXT, "{damage:?}");

        let (mut from, mut at) = (0, 0);
        for window in pieces.windows(4) {
            let original: usize = window.iter().map(|p| p.original.len_utf8()).sum();
            let damaged: usize = window.iter().map(|p| p.damaged.len()).sum();
            let quoted = clean.to_source(CleanSpan::new(at, at + original)).unwrap();
            // A comma before a mark and a note behind a character belong to neither side.
            let lead = window[0].damaged.strip_prefix(',').filter(|rest| *rest != ",").map_or(0, |_| 1);
            let expected = from + lead..from + damaged - window[3].note;
            assert_eq!((quoted.start, quoted.end), (expected.start, expected.end), "{damage:?} {}", quoted.of(&source));
            at += window[0].original.len_utf8();
            from += window[0].damaged.len();
        }
    }
}

/// Whether an article is written in simplified script: hardly a character would change.
fn is_simplified(text: &str) -> bool {
    let changed = text.chars().zip(to_simplified(text).chars()).filter(|(a, b)| a != b).count();
    changed * 50 <= text.chars().count()
}

#[test]
fn undamaged_simplified_text_is_left_alone() {
    let folders = ["articles/projects", "articles/without", "pages/html", "pages/not_article"];
    let mut exceptions = Vec::new();
    for path in folders.into_iter().filter_map(shared).flat_map(|folder| files(&folder)) {
        let article = read_article(&document(&path), Lexicon::embedded());
        if !is_simplified(&format!("{}{}", article.title.as_deref().unwrap_or_default(), article.text)) {
            continue;
        }
        let mut repairs = normalize(&article, Lexicon::embedded()).repairs;
        repairs.retain(|kind, _| !["width", "spacing", "invisible"].contains(kind));
        if !repairs.is_empty() {
            exceptions.push(format!("{}: {repairs:?}", path.file_name().unwrap().to_string_lossy()));
        }
    }
    assert!(exceptions.is_empty(), "{}", exceptions.join("\n"));
}

// The cases are of OpenCC's present dictionaries; with the feature the library of the system is asked, and that
// of Debian 12 (1.1.6) is older than many of them.
#[cfg(not(feature = "opencc-rust"))]
#[test]
fn simplifies_as_opencc_publishes() {
    let Some(cases) = shared("opencc/t2s.tsv") else { return };
    let cases = std::fs::read_to_string(cases).unwrap();
    let cases: Vec<(&str, &str)> = cases.lines().filter_map(|l| l.split_once('\t')).collect();
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(input, expected)| to_simplified(input) != *expected)
        .map(|(input, expected)| format!("{input} → {} for {expected}", to_simplified(input)))
        .collect();
    assert!(wrong.len() <= 1, "{} of {} wrong\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
