//! Phrases with the names that must be found in them, and phrases without any.

use super::*;
use crate::normalize::normalize;
use crate::page::{Article, Block};
use crate::span::SourceSpan;

/// The named firms of a text whose lines are blocks.
fn read(text: &str) -> Vec<Company> {
    let lexicon = Lexicon::embedded();
    let mut article = Article { text: text.to_owned(), ..Article::default() };
    let mut start = 0;
    for line in text.split('\n') {
        article.blocks.push(Block { span: SourceSpan::new(start, start + line.len()), ..Block::default() });
        start += line.len() + 1;
    }
    let text = normalize(&article, lexicon);
    let sentences = crate::segment::sentences(&text);
    let names = CompanyNames::collect(&text, &sentences, lexicon);
    sentences.iter().flat_map(|s| companies(s, &names, lexicon)).map(|m| m.value).collect()
}

fn named(text: &str) -> Vec<String> {
    read(text).into_iter().filter(|c| c.form != NameForm::Anaphor).map(|c| c.name).collect()
}

fn check(cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, want)| named(text) != *want)
        .map(|(text, want)| format!("{text}: want {want:?}, got {:?}", named(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn full_names_have_clean_left_edges() {
    check(&[
        ("由江苏卓胤食品有限公司投资建设的调味品项目开工。", &["江苏卓胤食品有限公司"]),
        ("引进深圳市蔚珩科技有限公司。", &["深圳市蔚珩科技有限公司"]),
        ("滨河产业园江苏卓胤食品有限公司车间里一片繁忙。", &["江苏卓胤食品有限公司"]),
        ("记者走进瀚钜生物科技（苏州）股份有限公司。", &["瀚钜生物科技（苏州）股份有限公司"]),
        ("龙头企业浙江铭鑫瑞机械有限公司落户。", &["浙江铭鑫瑞机械有限公司"]),
        ("全资子公司云南澄岳农业发展有限公司负责实施。", &["云南澄岳农业发展有限公司"]),
        ("总投资3亿元的湖北骏珩汽车零部件有限公司二期投产。", &["湖北骏珩汽车零部件有限公司"]),
        ("与山东昱泽纸业集团有限公司签订协议。", &["山东昱泽纸业集团有限公司"]),
        ("市政府和福建晟垚新材料股份有限公司签约。", &["福建晟垚新材料股份有限公司"]),
    ]);
}

#[test]
fn common_nouns_are_no_names() {
    check(&[
        ("该县上市公司达到12家。", &[]),
        ("公司拟设立子公司负责项目运营。", &[]),
        ("生产公司和物流公司纷纷入驻。", &[]),
        ("管委会与市投资促进局签订协议。", &[]),
        ("绿色食品产业规模不断扩大。", &[]),
        ("汽车零部件项目开工。", &[]),
        ("建设年产20万吨化工项目。", &[]),
    ]);
}
