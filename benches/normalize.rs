//! Throughput of all repair layers: clean text, traditional text, and a mirror's copy with everything broken.

use divan::Bencher;
use divan::counter::BytesCount;
use zhaoshang::lexicon::Lexicon;
use zhaoshang::normalize::normalize;
use zhaoshang::page::{Article, Block};
use zhaoshang::span::SourceSpan;

#[path = "../tests/common/damage.rs"]
#[allow(dead_code)]
mod damage;

const PARAGRAPH: &str = "近日，华岭轴承有限公司总投资12.5亿元的精密轴承项目在开发区签约，占地120亩，分两期建设。一期投资5亿元，\
    设备已经进场；二期计划明年开工。项目建成后，将带动园区装备制造产业链升级、集聚发展，新增就业岗位300个。";

/// About the size of an article.
const PARAGRAPHS: usize = 10;

fn main() {
    Lexicon::embedded();
    divan::main();
}

fn article(paragraph: &str) -> Article {
    let mut article = Article::default();
    for _ in 0..PARAGRAPHS {
        if !article.text.is_empty() {
            article.text.push('\n');
        }
        let start = article.text.len();
        article.text.push_str(paragraph);
        article.blocks.push(Block { span: SourceSpan::new(start, article.text.len()), ..Block::default() });
    }
    article
}

fn measure(bencher: Bencher, paragraph: &str) {
    let article = article(paragraph);
    bencher
        .counter(BytesCount::of_str(&article.text))
        .bench_local(|| normalize(divan::black_box(&article), Lexicon::embedded()));
}

#[divan::bench]
fn clean(bencher: Bencher) {
    measure(bencher, PARAGRAPH);
}

#[divan::bench]
fn traditional(bencher: Bencher) {
    measure(bencher, &damage::Damage::Traditional.apply(PARAGRAPH));
}

#[divan::bench]
fn everything_broken(bencher: Bencher) {
    measure(bencher, &damage::Damage::All.apply(PARAGRAPH));
}
