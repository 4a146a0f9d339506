//! Throughput of all repair layers over the articles of `fixtures/`: as they are in simplified script, in traditional
//! script, and as a mirror's copy with everything broken. `cargo bench --bench normalize`; one core.

use divan::Bencher;
use divan::counter::BytesCount;
use zhaoshang::extract::read_article;
use zhaoshang::lexicon::Lexicon;
use zhaoshang::normalize::{normalize, to_simplified};
use zhaoshang::page::Article;

#[path = "../tests/common/mod.rs"]
mod common;

use common::damage::{Copy, Damage};
use common::{document, files, fixtures};

fn main() {
    Lexicon::embedded();
    to_simplified("");
    divan::main();
}

/// The articles that no layer changes.
fn whole() -> Vec<Article> {
    let articles =
        files(&fixtures().join("pages")).into_iter().map(|path| read_article(&document(&path), Lexicon::embedded()));
    articles.filter(|article| normalize(article, Lexicon::embedded()).repairs.is_empty()).collect()
}

fn measure(bencher: Bencher, articles: &[Article]) {
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for article in articles {
            divan::black_box(normalize(divan::black_box(article), Lexicon::embedded()));
        }
    });
}

fn measure_damaged(bencher: Bencher, damage: Damage) {
    let articles: Vec<Article> = whole().iter().map(|article| Copy::of(article, damage).article).collect();
    measure(bencher, &articles);
}

#[divan::bench]
fn clean(bencher: Bencher) {
    measure(bencher, &whole());
}

#[divan::bench]
fn traditional(bencher: Bencher) {
    measure_damaged(bencher, Damage::Traditional);
}

#[divan::bench]
fn taiwan_wording(bencher: Bencher) {
    measure_damaged(bencher, Damage::Taiwan);
}

#[divan::bench]
fn everything_broken(bencher: Bencher) {
    measure_damaged(bencher, Damage::All);
}
