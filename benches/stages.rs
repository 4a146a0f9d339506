//! Each stage over our own pages: `cargo bench --bench stages`.

use std::path::Path;

use divan::Bencher;
use divan::counter::BytesCount;
use zhaoshang::batch::gate::Gate;
use zhaoshang::decode::decode;
use zhaoshang::extract::{extract, read_article};
use zhaoshang::lexicon::Lexicon;
use zhaoshang::normalize::normalize;
use zhaoshang::page::extract_article;
use zhaoshang::read::{Hint, RawDocument};
use zhaoshang::segment::sentences;

fn main() {
    divan::main();
}

fn documents() -> Vec<RawDocument> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("fixtures").flatten().map(|e| e.path()).collect();
    paths.sort();
    let read = |path| RawDocument { bytes: std::fs::read(path).expect("a fixture"), ..RawDocument::default() };
    paths.into_iter().map(read).collect()
}

fn bytes(documents: &[RawDocument]) -> BytesCount {
    BytesCount::new(documents.iter().map(|d| d.bytes.len()).sum::<usize>())
}

/// Every page searched to its end: what the gate costs where it turns away.
#[divan::bench]
fn gate(bencher: Bencher) {
    let text = "今天多云转晴，气温适宜，适合出游。".repeat(2000);
    let document = RawDocument { bytes: text.into_bytes(), ..RawDocument::default() };
    let gate = Gate::new(&Lexicon::embedded().gate);
    bencher.counter(BytesCount::new(document.bytes.len())).bench(|| gate.passes(&document));
}

#[divan::bench]
fn decoding(bencher: Bencher) {
    let documents = documents();
    bencher
        .counter(bytes(&documents))
        .bench(|| documents.iter().map(|d| decode(&d.bytes, None).text.len()).sum::<usize>());
}

#[divan::bench]
fn article(bencher: Bencher) {
    let (documents, lexicon) = (documents(), Lexicon::embedded());
    let texts: Vec<String> = documents.iter().map(|d| decode(&d.bytes, None).text).collect();
    bencher
        .counter(bytes(&documents))
        .bench(|| texts.iter().map(|t| extract_article(t, Hint::Unknown, lexicon).text.len()).sum::<usize>());
}

#[divan::bench]
fn normalizing(bencher: Bencher) {
    let (documents, lexicon) = (documents(), Lexicon::embedded());
    let articles: Vec<_> = documents.iter().map(|d| read_article(d, lexicon)).collect();
    let bytes = BytesCount::new(articles.iter().map(|a| a.text.len()).sum::<usize>());
    bencher.counter(bytes).bench(|| articles.iter().map(|a| normalize(a, lexicon).text.len()).sum::<usize>());
}

#[divan::bench]
fn tokens(bencher: Bencher) {
    let (documents, lexicon) = (documents(), Lexicon::embedded());
    let texts: Vec<_> = documents.iter().map(|d| normalize(&read_article(d, lexicon), lexicon)).collect();
    let bytes = BytesCount::new(texts.iter().map(|t| t.text.len()).sum::<usize>());
    bencher.counter(bytes).bench(|| texts.iter().flat_map(sentences).map(|s| s.tokens().len()).sum::<usize>());
}

#[divan::bench]
fn whole(bencher: Bencher) {
    let (documents, lexicon) = (documents(), Lexicon::embedded());
    bencher
        .counter(bytes(&documents))
        .bench(|| documents.iter().map(|d| extract(d, lexicon).into_records().len()).sum::<usize>());
}
