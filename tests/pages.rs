//! Regression gate: main text, headline and date over the real pages beside the package, where they are there.
//!
//! Scores as `pages/score_pages.py` does: overlap of character 4-grams, macro-averaged. A floor is never
//! lowered to make a change pass. The table of slices in the README is what
//! `cargo test --test pages slices -- --nocapture` prints.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use pinyin::ToPinyin;
use serde_json::Value;
use zhaoshang::decode::decode;
use zhaoshang::lexicon::Lexicon;
use zhaoshang::page::{Article, PageKind, explain_blocks, extract_article};
use zhaoshang::read::Hint;

fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    path.exists().then_some(path)
}

fn text_of(path: &Path) -> String {
    decode(&std::fs::read(path).expect("a readable page"), None).text
}

fn article(text: &str) -> Article {
    extract_article(text, Hint::Unknown, Lexicon::embedded())
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    files.sort();
    files
}

fn squeeze(text: &str) -> Vec<char> {
    let blank = |c: char| {
        c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{ad}')
    };
    text.chars().filter(|c| !blank(*c)).collect()
}

fn grams(text: &str) -> HashMap<Vec<char>, usize> {
    let chars = squeeze(text);
    let mut counts = HashMap::new();
    if (1..4).contains(&chars.len()) {
        counts.insert(chars.clone(), 1);
    }
    for gram in chars.windows(4) {
        *counts.entry(gram.to_vec()).or_insert(0) += 1;
    }
    counts
}

fn f1(found: &str, gold: &str) -> f64 {
    let (a, b) = (grams(found), grams(gold));
    let overlap: usize = a.iter().map(|(gram, n)| n.min(b.get(gram).unwrap_or(&0))).sum();
    let total = a.values().sum::<usize>() + b.values().sum::<usize>();
    if total == 0 { 1.0 } else { 2.0 * overlap as f64 / total as f64 }
}

#[derive(Debug)]
struct Scores {
    f1: f64,
    good: f64,
    worst: f64,
    title: f64,
    date: f64,
    articles: usize,
}

fn rows(path: &Path) -> Vec<Value> {
    std::fs::read_to_string(path).expect("rows").lines().map(|l| serde_json::from_str(l).expect("JSON")).collect()
}

/// Scores the articles found in the files against gold; `read` gives the text that is looked at.
fn score(gold: &Path, folder: &Path, read: impl Fn(&Path) -> String) -> Scores {
    score_rows(&rows(gold), folder, read)
}

fn score_rows(gold: &[Value], folder: &Path, read: impl Fn(&Path) -> String) -> Scores {
    let by_id: HashMap<String, PathBuf> =
        files(folder).into_iter().map(|p| (p.file_stem().expect("a name").to_string_lossy().into_owned(), p)).collect();
    let (mut sum, mut good, mut worst, mut titles, mut dates, mut dated, mut articles) = (0.0, 0, 1.0f64, 0, 0, 0, 0);
    for line in gold {
        let id = line["id"].as_str().expect("an id");
        let found = article(&read(&by_id[id]));
        let score = f1(&found.text, line["text"].as_str().expect("a text"));
        sum += score;
        good += usize::from(score >= 0.95);
        worst = worst.min(score);
        titles +=
            usize::from(squeeze(found.title.as_deref().unwrap_or("")) == squeeze(line["title"].as_str().unwrap_or("")));
        if let Some(date) = line["date"].as_str() {
            dated += 1;
            dates += usize::from(found.date.as_deref() == Some(date));
        }
        articles += usize::from(found.kind == PageKind::Article);
    }
    let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
    Scores {
        f1: sum / gold.len() as f64,
        good: share(good, gold.len()),
        worst,
        title: share(titles, gold.len()),
        date: share(dates, dated),
        articles,
    }
}

/// The visible text of a page, one line a block.
fn without_tags(path: &Path) -> String {
    let blocks = explain_blocks(&text_of(path), Hint::Html, Lexicon::embedded());
    blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn articles_of_real_pages() {
    let (Some(gold), Some(folder)) = (shared("pages/gold.jsonl"), shared("pages/html")) else { return };
    let scores = score(&gold, &folder, text_of);
    println!("{scores:?}");
    assert!(scores.f1 >= 0.993 && scores.good >= 0.98 && scores.title >= 0.98 && scores.date >= 0.98, "{scores:?}");
    assert!(scores.articles >= 57, "{scores:?}");
}

#[test]
fn the_same_pages_without_tags() {
    let (Some(gold), Some(folder)) = (shared("pages/gold.jsonl"), shared("pages/html")) else { return };
    let scores = score(&gold, &folder, without_tags);
    println!("{scores:?}");
    assert!(scores.f1 >= 0.985 && scores.good >= 0.93 && scores.title >= 0.98 && scores.date >= 0.99, "{scores:?}");
}

/// Whether a page of gold is in the slice, told from its row in the manifest.
type InSlice = fn(&Value, &Value) -> bool;

fn site(manifest: &Value) -> &str {
    manifest["site"].as_str().unwrap_or_default()
}

const SLICES: [(&str, InSlice); 6] = [
    ("shorter than 300 characters", |gold, _| gold["text"].as_str().is_some_and(|t| t.chars().count() < 300)),
    ("government and public bodies", |_, m| [".gov.cn", ".edu.cn", ".org.cn"].iter().any(|end| site(m).ends_with(end))),
    ("state and local media", |_, m| {
        ["news.cn", "021east.com", "cjddsb.com", "zsnews.cn", "stcn.com"].iter().any(|end| site(m).ends_with(end))
    }),
    ("portals", |_, m| ["163.com", "sohu.com", "360kuai.com", "sina.com.tw"].iter().any(|end| site(m).ends_with(end))),
    ("traditional script", |_, m| m["script"] == "hant"),
    ("GB18030", |_, m| m["encoding"] == "gb18030"),
];

#[test]
fn slices() {
    let (Some(gold), Some(folder)) = (shared("pages/gold.jsonl"), shared("pages/html")) else { return };
    let Some(manifest) = shared("pages/manifest.jsonl") else { return };
    let manifest: HashMap<String, Value> = rows(&manifest).into_iter().map(|m| (m["id"].to_string(), m)).collect();
    for (name, in_slice) in SLICES {
        let of_slice = |g: &Value| manifest.get(&g["id"].to_string()).is_some_and(|m| in_slice(g, m));
        let gold: Vec<Value> = rows(&gold).into_iter().filter(of_slice).collect();
        let (html, text) = (score_rows(&gold, &folder, text_of), score_rows(&gold, &folder, without_tags));
        println!("| {name} | {} | {:.3} | {:.3} |", gold.len(), html.f1, text.f1);
        assert!(!gold.is_empty() && html.f1 >= 0.98 && text.f1 >= 0.96, "{name}: {html:?} {text:?}");
    }
}

/// The page with its reading behind every fifth character of the text it shows, as spun copies have it.
fn with_readings(page: &str) -> String {
    let (mut out, mut inside, mut count) = (String::with_capacity(page.len() * 2), false, 0);
    for c in page.chars() {
        inside = match c {
            '<' => true,
            '>' => false,
            _ => inside,
        };
        out.push(c);
        if let Some(reading) = c.to_pinyin().filter(|_| !inside) {
            count += 1;
            if count % 5 == 0 {
                out.push_str(&format!("({})", reading.with_tone()));
            }
        }
    }
    out
}

fn without_scripts(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(start) = ["<script", "<style"].iter().filter_map(|name| rest.find(name)).min() {
        out.push_str(&rest[..start]);
        rest = rest[start..].split_once("</s").map_or("", |(_, after)| after.split_once('>').map_or("", |(_, r)| r));
    }
    out + rest
}

fn without_readings(text: &str) -> String {
    let mut parts = text.split('(');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| match part.split_once(')') {
        Some((inside, rest)) if inside.chars().all(char::is_lowercase) => out + rest,
        _ => out + "(" + part,
    })
}

#[test]
fn readings_behind_characters_change_no_article() {
    let Some(folder) = shared("pages/html") else { return };
    let mut different = Vec::new();
    for path in files(&folder) {
        let text = without_scripts(&text_of(&path));
        let (clean, spun) = (article(&text), article(&with_readings(&text)));
        let title = |a: &Article| without_readings(a.title.as_deref().unwrap_or_default());
        if title(&clean) != title(&spun) || f1(&without_readings(&spun.text), &without_readings(&clean.text)) < 0.97 {
            different.push((path, clean.title, spun.title));
        }
    }
    assert!(different.len() <= 2, "{different:?}");
}

#[test]
fn the_samples_and_the_regional_texts() {
    if let (Some(gold), Some(folder)) = (shared("gold/seeds_text.jsonl"), shared("seeds")) {
        let scores = score(&gold, &folder, text_of);
        assert!(scores.f1 >= 0.998 && scores.articles == 5, "{scores:?}");
    }
    if let (Some(gold), Some(folder)) = (shared("regional/text.jsonl"), shared("regional/docs")) {
        let scores = score(&gold, &folder, text_of);
        assert!(scores.f1 >= 0.997 && scores.worst >= 0.95 && scores.articles == 24, "{scores:?}");
    }
}

#[test]
fn pages_that_are_no_article() {
    let Some(folder) = shared("pages/not_article") else { return };
    let files = files(&folder);
    let told = files.iter().filter(|f| article(&text_of(f)).kind != PageKind::Article).count();
    assert!(told == files.len(), "{told} of {}", files.len());
}

#[test]
fn articles_are_taken_for_nothing_else() {
    for folder in ["articles/projects", "articles/without"] {
        let Some(folder) = shared(folder) else { return };
        let other: Vec<PathBuf> =
            files(&folder).into_iter().filter(|f| article(&text_of(f)).kind != PageKind::Article).collect();
        assert!(other.is_empty(), "{other:?}");
    }
}
