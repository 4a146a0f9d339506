//! Damaged copies against the whole text: the same records, the right characters, and nothing changed where
//! nothing is broken. Tests on texts beside the project are skipped where those are not there.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use common::damage::{Copy, Damage};
use common::{document, files, fixtures, shared};
use zhaoshang::assemble::assemble;
use zhaoshang::eval::{Prediction, evaluate, parse_gold};
use zhaoshang::extract::read_article;
use zhaoshang::identity::identify;
use zhaoshang::lexicon::Lexicon;
use zhaoshang::normalize::{Engine, normalize, normalize_with, to_simplified};
use zhaoshang::page::{Article, Block, PageKind};
use zhaoshang::record::Record;
use zhaoshang::segment::sentences;
use zhaoshang::span::{CleanSpan, SourceSpan};

/// How much five-field F1 a damaged copy may lose.
const ALLOWED_LOSS: f64 = 0.015;

/// The articles of a folder, by the names of their files.
fn articles(folder: &Path) -> Vec<(String, Article)> {
    let documents = files(folder).into_iter().map(|path| document(&path));
    documents.map(|document| (document.id.clone(), read_article(&document, Lexicon::embedded()))).collect()
}

fn records(id: &str, article: &Article, engine: Engine) -> Vec<Record> {
    let lexicon = Lexicon::embedded();
    if article.kind != PageKind::Article {
        return Vec::new();
    }
    let text = normalize_with(article, lexicon, engine);
    let assembly = assemble(article, &text, &sentences(&text), lexicon);
    let mut records: Vec<Record> = assembly.records.into_iter().map(|assembled| assembled.record).collect();
    identify(records.iter_mut(), id);
    records
}

/// A record without what says where it stands.
fn told(record: &Record) -> Record {
    Record { spans: BTreeMap::new(), evidence: None, title: None, ..record.clone() }
}

/// What the whole articles of a folder and their copies of one kind tell.
struct Comparison {
    whole: Vec<Record>,
    damaged: Vec<Record>,
    /// Spans of records that are in both, and those of them that point at other characters.
    spans: usize,
    wrong: Vec<String>,
}

impl Comparison {
    fn of(articles: &[(String, Article)], damage: Damage) -> Self {
        let mut all = Self { whole: Vec::new(), damaged: Vec::new(), spans: 0, wrong: Vec::new() };
        for (id, article) in articles {
            let copy = Copy::of(article, damage);
            let whole = records(id, article, Engine::default());
            let damaged = records(id, &copy.article, Engine::default());
            let by_id: BTreeMap<&str, &Record> = damaged.iter().map(|r| (r.record_id.as_str(), r)).collect();
            for record in &whole {
                if let Some(other) = by_id.get(record.record_id.as_str()).filter(|other| told(record) == told(other)) {
                    all.compare_spans(damage, (article, &copy), record, other);
                }
            }
            all.whole.extend(whole);
            all.damaged.extend(damaged);
        }
        all
    }

    /// Un-damaging what a span of the copy quotes must give what the whole record quotes.
    fn compare_spans(&mut self, damage: Damage, (article, copy): (&Article, &Copy), whole: &Record, damaged: &Record) {
        for (field, &span) in &whole.spans {
            let Some(&found) = damaged.spans.get(field) else { continue };
            if copy.is_blurred(article, span) {
                continue;
            }
            self.spans += 1;
            let expected = copy.damaged(article, span);
            // What ends inside a word of Taiwan takes the rest of the word along.
            let over = expected[0].saturating_sub(found[0]) + found[1].saturating_sub(expected[1]);
            let contained = found[0] <= expected[0] && expected[1] <= found[1];
            if !contained || over > usize::from(damage.rewords()) {
                let quote = |[start, end]: [usize; 2], text: &str| -> String {
                    text.chars().skip(start).take(end - start).collect()
                };
                self.wrong.push(format!(
                    "{} {field}: {:?} for {:?}, whole {:?}",
                    whole.doc_id,
                    quote(found, &copy.article.text),
                    quote(expected, &copy.article.text),
                    quote(span, &article.text),
                ));
            }
        }
    }

    fn loss(&self, gold: &str) -> (f64, f64) {
        let five_field = |records: &[Record]| {
            let predictions: Vec<Prediction> = records.iter().map(Prediction::from).collect();
            evaluate(&parse_gold(gold).unwrap(), &predictions).five_field().f1()
        };
        let whole = five_field(&self.whole);
        (whole, whole - five_field(&self.damaged))
    }

    /// Share of the whole records whose id the copies give too.
    fn same_ids(&self) -> f64 {
        let key = |r: &Record| (r.doc_id.clone(), r.record_id.clone());
        let damaged: BTreeSet<_> = self.damaged.iter().map(key).collect();
        self.whole.iter().filter(|r| damaged.contains(&key(r))).count() as f64 / self.whole.len() as f64
    }
}

fn assert_copies_read_alike(folder: &Path, gold: &Path) {
    let gold = std::fs::read_to_string(gold).unwrap();
    let articles = articles(folder);
    let mut faults = Vec::new();
    for damage in Damage::ALL {
        let comparison = Comparison::of(&articles, damage);
        let ((whole, loss), same) = (comparison.loss(&gold), comparison.same_ids());
        println!(
            "{} {damage:?}: whole {whole:.4}, lost {loss:.4}, same ids {same:.4}, {} of {} spans wrong",
            folder.display(),
            comparison.wrong.len(),
            comparison.spans
        );
        if loss > ALLOWED_LOSS {
            faults.push(format!("{damage:?}: {loss:.4} of {whole:.4} lost"));
        }
        if same < if damage.rewords() { 0.95 } else { 1.0 } {
            faults.push(format!("{damage:?}: only {same:.4} of the records have the same id"));
        }
        if comparison.spans * 2 < comparison.whole.len() {
            faults.push(format!("{damage:?}: only {} spans compared", comparison.spans));
        }
        faults.extend(comparison.wrong.into_iter().map(|w| format!("{damage:?}: {w}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn damaged_copies_of_our_own_pages_give_the_same_records() {
    assert_copies_read_alike(&fixtures().join("pages"), &fixtures().join("gold.jsonl"));
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

/// The generator annotates as the sample article does, 368 of its 2049 characters.
#[test]
fn notes_stand_as_densely_as_in_the_sample_article() {
    let (mut notes, mut han) = (0, 0);
    for (_, article) in articles(&fixtures().join("pages")) {
        for piece in Damage::Notes.pieces(&article.text) {
            han += usize::from(matches!(piece.original.chars().next(), Some('\u{4E00}'..='\u{9FFF}')));
            notes += usize::from(piece.note > 0);
        }
    }
    let share = notes as f64 / han as f64;
    assert!((0.16..=0.20).contains(&share), "{share:.3}");
}

const TEXT: &str = "近日，华岭轴承有限公司总投资12.5亿元的精密轴承项目在开发区签约，占地120亩，分两期建设。\
    一期投资5亿元，设备已经进场；二期计划明年开工。项目建成后，将带动园区装备制造产业链升级、集聚发展。";

fn article(text: &str) -> Article {
    let block = Block { span: SourceSpan::new(0, text.len()), ..Block::default() };
    Article { blocks: vec![block], text: text.to_owned(), ..Article::default() }
}

#[test]
fn every_run_of_a_damaged_text_leads_back_to_its_characters() {
    let whole = article(TEXT);
    let borders: Vec<usize> = TEXT.char_indices().map(|(at, _)| at).chain([TEXT.len()]).collect();
    // Taiwan's words lead back as wholes.
    for damage in Damage::ALL.into_iter().filter(|d| !d.rewords()) {
        let copy = Copy::of(&whole, damage);
        let text = normalize(&copy.article, Lexicon::embedded());
        assert_eq!(text.text, TEXT, "{damage:?}");
        for (first, last) in (0..borders.len()).flat_map(|a| (a + 1..borders.len().min(a + 7)).map(move |b| (a, b))) {
            let quoted = text.to_source(CleanSpan::new(borders[first], borders[last])).unwrap();
            let found = [quoted.start, quoted.end].map(|at| copy.article.text[..at].chars().count());
            assert_eq!(found, copy.damaged(&whole, [first, last]), "{damage:?} {}", quoted.of(&copy.article.text));
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

/// What either engine makes of our own pages and their copies, down to the last character.
#[cfg(feature = "opencc-rust")]
#[test]
fn both_engines_give_identical_records() {
    for (id, article) in articles(&fixtures().join("pages")) {
        let copies = Damage::ALL.map(|damage| Copy::of(&article, damage).article);
        for article in std::iter::once(&article).chain(&copies) {
            assert_eq!(records(&id, article, Engine::Library), records(&id, article, Engine::Embedded));
            let [library, embedded] =
                [Engine::Library, Engine::Embedded].map(|engine| normalize_with(article, Lexicon::embedded(), engine));
            assert_eq!(library, embedded, "{id}");
        }
    }
}

#[cfg(feature = "opencc-rust")]
#[test]
fn both_engines_convert_real_text_alike() {
    for path in ["articles/projects", "regional/docs"].into_iter().filter_map(shared).flat_map(|f| files(&f)) {
        let article = Copy::of(&read_article(&document(&path), Lexicon::embedded()), Damage::Traditional).article;
        let [library, embedded] = [Engine::Library, Engine::Embedded].map(|engine| engine.simplify(&article.text));
        assert_eq!(library, embedded, "{}", path.display());
    }
}
