//! Repair, width and script: [`Article`] → [`NormalizedText`], with the way back.
//!
//! Owns every change of text. Must not drop the way back to the article's text.
//!
//! The repairs stand one a file, run in the order of `Repair::ALL` and are each switched on only where
//! the text shows that damage (`signals.rs`): a clean text passes through byte for byte.

mod byte_slip;
mod editor;
mod numbers;
mod offsets;
mod pinyin;
mod punctuation;
mod residue;
mod script;
mod signals;
mod simplify;
mod spun;
mod taiwan;
mod width;

use std::collections::BTreeMap;

use self::editor::Editor;
use self::offsets::Offsets;
use self::signals::{Scripts, Signals};
use crate::lexicon::Lexicon;
use crate::page::{Article, BlockKind};
use crate::span::{CleanSpan, SourceSpan};

pub use self::simplify::{Engine, to_simplified};

/// Kinds of repair, as [`NormalizedText::repairs`] names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Repair {
    Entity,
    Tag,
    Invisible,
    Lost,
    Width,
    Number,
    Spacing,
    Punctuation,
    ByteSlip,
    Pinyin,
    Wording,
    Script,
    Spun,
}

impl Repair {
    pub(crate) const ALL: [Self; 13] = [
        Self::Entity,
        Self::Tag,
        Self::Invisible,
        Self::Lost,
        Self::Width,
        Self::Number,
        Self::Spacing,
        Self::Punctuation,
        Self::ByteSlip,
        Self::Pinyin,
        Self::Wording,
        Self::Script,
        Self::Spun,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Entity => "entity",
            Self::Tag => "tag",
            Self::Invisible => "invisible",
            Self::Lost => "lost",
            Self::Width => "width",
            Self::Number => "number",
            Self::Spacing => "spacing",
            Self::Punctuation => "punctuation",
            Self::ByteSlip => "byte_slip",
            Self::Pinyin => "pinyin",
            Self::Wording => "wording",
            Self::Script => "script",
            Self::Spun => "spun",
        }
    }
}

/// One block of the repaired text, the counterpart of [`crate::page::Block`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CleanBlock {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in [`NormalizedText::text`].
    pub span: CleanSpan,
    /// Cells of a table row.
    pub cells: Vec<CleanSpan>,
    /// Number of the table in the article, for table rows.
    pub table: Option<usize>,
    /// Whether a table row is the header.
    pub header: bool,
}

/// The repaired, simplified reading of an article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NormalizedText {
    /// The text every later stage reads; blocks are separated by newlines.
    pub text: String,
    /// The blocks, in order.
    pub blocks: Vec<CleanBlock>,
    /// The title in the same reading.
    pub title: Option<String>,
    /// How many repairs of each kind were made, in text and title together.
    pub repairs: BTreeMap<&'static str, usize>,
    /// Whether this is news of Taiwan itself, whose offices, zones and money are not the mainland's. Its
    /// wording is left as it is.
    pub taiwan: bool,
    /// Whether this is a copy spun with synonyms: its text is the plain reading, good for matching only.
    pub spun: bool,
    pub(crate) offsets: Offsets,
    /// The text below the spun layer, where there is one.
    pub(crate) quotable: Option<String>,
}

impl NormalizedText {
    /// The article's bytes behind a span of the repaired text, widened outwards to the edited
    /// segment; `None` for an empty span.
    pub fn to_source(&self, span: CleanSpan) -> Option<SourceSpan> {
        self.offsets.backward(span.into()).map(SourceSpan::from)
    }

    /// The repaired text under a span as it may be quoted: in the words of the article even where the copy is
    /// spun.
    pub fn quoted(&self, span: CleanSpan) -> &str {
        match &self.quotable {
            Some(text) if !span.is_empty() => &text[self.offsets.below_last(span.into())],
            _ => span.of(&self.text),
        }
    }

    /// Where a span of the article's text stands in the repaired text; empty if it was taken out.
    pub fn to_clean(&self, span: SourceSpan) -> CleanSpan {
        self.offsets.forward(span.into()).into()
    }
}

/// What is wrong with the document as a whole, so that its title and its short lines are judged alike.
#[derive(Debug, Clone, Copy, Default)]
struct Damage {
    doubled_commas: bool,
    notes: bool,
    scripts: Scripts,
}

/// A text on its way through the repairs.
#[derive(Debug)]
struct Working {
    text: String,
    signals: Signals,
    offsets: Offsets,
    counts: [usize; Repair::ALL.len()],
}

impl Working {
    fn new(text: String) -> Self {
        Self { signals: Signals::of(&text), text, offsets: Offsets::default(), counts: [0; Repair::ALL.len()] }
    }

    fn apply(&mut self, repair: impl FnOnce(&str) -> Editor<'_>) {
        let Some(edited) = repair(&self.text).finish() else { return };
        self.text = edited.text;
        self.offsets.push(edited.layer);
        self.counts.iter_mut().zip(edited.counts).for_each(|(sum, n)| *sum += n);
    }

    /// Runs one repair that may uncover work for the next.
    fn apply_and_look_again(&mut self, repair: impl FnOnce(&str) -> Editor<'_>) {
        let before = self.offsets.depth();
        self.apply(repair);
        if self.offsets.depth() > before {
            self.signals = Signals::of(&self.text);
        }
    }

    /// What is repaired wherever it stands.
    fn repair_characters(&mut self) {
        if self.signals.residue {
            self.apply_and_look_again(residue::repair);
        }
        if self.signals.width {
            self.apply_and_look_again(width::repair);
        }
        if self.signals.numbers {
            self.apply_and_look_again(numbers::repair);
        }
    }

    /// What is repaired only in a document that is damaged so.
    fn repair_marks(&mut self, damage: Damage) {
        if damage.doubled_commas && self.signals.commas {
            self.apply(punctuation::repair);
        }
        if damage.scripts.is_traditional() && self.signals.slips {
            self.apply_and_look_again(byte_slip::repair);
        }
        if damage.notes && self.signals.notes {
            self.apply(pinyin::repair);
        }
    }

    /// For each line whether it is to be simplified.
    fn judge_lines(&self, damage: Damage) -> Vec<bool> {
        if self.signals.scripts.traditional == 0 {
            return Vec::new();
        }
        script::judge_lines(&self.text, damage.scripts)
    }
}

/// Gives the traditional lines of a document their mainland wording and simplified script; whether it is news of
/// Taiwan itself, which keeps its wording.
fn repair_script(mut parts: [&mut Working; 2], damage: Damage, lexicon: &Lexicon, engine: Engine) -> bool {
    let verdicts = parts.each_ref().map(|part| part.judge_lines(damage));
    if verdicts.iter().flatten().all(|traditional| !traditional) {
        return false;
    }
    let found = [0, 1].map(|n| taiwan::Found::of(&parts[n].text, &verdicts[n], lexicon));
    let traditional = damage.scripts.is_traditional();
    let taiwan = traditional && taiwan::is_taiwan_news(&found, parts.iter().map(|p| p.text.as_str()), lexicon);
    if !taiwan {
        let worded = traditional && taiwan::is_worded(&found);
        for (part, found) in parts.iter_mut().zip(found) {
            part.apply(|text| found.repair(text, worded, engine));
        }
    }
    for (part, verdicts) in parts.into_iter().zip(&verdicts) {
        part.apply(|text| script::repair(text, verdicts, engine));
    }
    taiwan
}

fn diagnose(parts: &[&Working]) -> Damage {
    let sum = |suspect: fn(&Signals) -> bool, count: fn(&str) -> usize| -> usize {
        parts.iter().filter(|p| suspect(&p.signals)).map(|p| count(&p.text)).sum()
    };
    let signals = parts.iter().fold(Signals::default(), |all, p| all.merged(p.signals));
    let doubled_commas = punctuation::is_damage(sum(|s| s.commas, punctuation::doubled));
    let notes = sum(|s| s.notes, pinyin::notes);
    let scripts = signals.scripts;
    Damage {
        doubled_commas,
        notes: pinyin::is_damage(notes, scripts.han, scripts.is_traditional() || doubled_commas),
        scripts,
    }
}

/// Repairs and converts an article's text.
pub fn normalize(article: &Article, lexicon: &Lexicon) -> NormalizedText {
    normalize_with(article, lexicon, Engine::default())
}

/// Like [`normalize`], with an engine of choice.
pub fn normalize_with(article: &Article, lexicon: &Lexicon, engine: Engine) -> NormalizedText {
    let mut body = Working::new(article.text.clone());
    let mut title = Working::new(article.title.clone().unwrap_or_default());
    body.repair_characters();
    title.repair_characters();
    let damage = diagnose(&[&body, &title]);
    body.repair_marks(damage);
    title.repair_marks(damage);
    let taiwan = repair_script([&mut body, &mut title], damage, lexicon, engine);
    let spun = spun::is_spun([body.text.as_str(), &title.text].into_iter(), lexicon);
    let quotable = spun.then(|| body.text.clone());
    if spun {
        body.apply(|text| spun::repair(text, lexicon));
        title.apply(|text| spun::repair(text, lexicon));
    }

    let clean = |span: SourceSpan| CleanSpan::from(body.offsets.forward(span.into()));
    let blocks = article.blocks.iter().map(|block| CleanBlock {
        kind: block.kind,
        span: clean(block.span),
        cells: block.cells.iter().copied().map(clean).collect(),
        table: block.table,
        header: block.header,
    });
    NormalizedText {
        blocks: blocks.collect(),
        title: article.title.is_some().then_some(title.text),
        repairs: repairs(&body.counts, &title.counts),
        taiwan,
        spun,
        quotable,
        text: body.text,
        offsets: body.offsets,
    }
}

fn repairs(body: &[usize], title: &[usize]) -> BTreeMap<&'static str, usize> {
    Repair::ALL
        .iter()
        .zip(body.iter().zip(title))
        .map(|(kind, (a, b))| (kind.name(), a + b))
        .filter(|&(_, n)| n > 0)
        .collect()
}

#[cfg(test)]
pub(crate) mod testing {
    //! Helpers for the tests of the repairs.

    use super::editor::Editor;

    /// The text after one repair.
    pub(crate) fn repaired<'t>(text: &'t str, repair: impl FnOnce(&'t str) -> Editor<'t>) -> String {
        repair(text).finish().map_or_else(|| text.to_owned(), |edited| edited.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Block;

    fn article(text: &str) -> Article {
        let mut start = 0;
        let blocks = text.split('\n').map(|line| {
            let span = SourceSpan::new(start, start + line.len());
            start = span.end + 1;
            Block { span, ..Block::default() }
        });
        Article { blocks: blocks.collect(), text: text.to_owned(), ..Article::default() }
    }

    fn clean(text: &str) -> NormalizedText {
        normalize(&article(text), Lexicon::embedded())
    }

    #[test]
    fn a_damaged_text_reads_as_the_whole_one() {
        for (damaged, whole) in [
            ("近日,,項(xiàng)目總投資25億元,,建設(shè)現(xiàn)場", "近日，项目总投资25亿元，建设现场"),
            ("總投資57。6億元的鋰電項目集中開工", "总投资57.6亿元的锂电项目集中开工"),
            ("覈心區引進專案資金，促進轉型陞級", "核心区引进项目资金，促进转型升级"),
            ("总投资１２．５亿元", "总投资12.5亿元"),
            ("总投资 25&nbsp;亿元", "总投资25亿元"),
            ("智慧網聯晶片專案開工", "智能网联芯片项目开工"),
        ] {
            assert_eq!(clean(damaged).text, whole, "{damaged}");
        }
    }

    #[test]
    fn a_clean_text_passes_unchanged() {
        for text in ["乾安县签约,总投资5亿元。", "人工智能(AI)产业，占地100亩", "“双招双引”——2024年", ""]
        {
            let text = clean(text);
            assert!(text.repairs.is_empty(), "{:?}", text.repairs);
        }
    }

    #[test]
    fn spans_lead_back_to_the_damaged_characters() {
        let source = "近日,,項(xiàng)目總投資57。6億元,,開工";
        let text = clean(source);
        for (clean, damaged) in [("项目", "項(xiàng)目"), ("57.6亿元", "57。6億元"), ("开工", "開工")] {
            let at = text.text.find(clean).unwrap();
            let span = text.to_source(CleanSpan::new(at, at + clean.len())).unwrap();
            assert_eq!(span.of(source), damaged, "{}", text.text);
        }
        assert_eq!(text.to_source(CleanSpan::new(3, 3)), None);
    }

    #[test]
    fn blocks_and_cells_survive() {
        let mut source = article("表頭&nbsp;\t總投資\n????????\n錦繡(xiù)花園開發項目");
        source.blocks[0].cells = vec![SourceSpan::new(0, 12), SourceSpan::new(13, 22)];
        let text = normalize(&source, Lexicon::embedded());
        let parts: Vec<&str> = text.blocks.iter().map(|b| b.span.of(&text.text)).collect();
        assert_eq!(parts, ["表头 \t总投资", "", "锦绣花园开发项目"]);
        assert_eq!(text.blocks[0].cells[1].of(&text.text), "总投资");
    }

    #[test]
    fn a_spun_copy_is_matched_plainly_and_quoted_as_it_stands() {
        let source = "新资料项目总出资5亿元，会集开工，触及摄生工业";
        let text = clean(source);
        assert!(text.spun);
        assert_eq!(text.text, "新材料项目总投资5亿元，集中开工，涉及养生工业");
        let at = text.text.find("总投资5亿元").unwrap();
        let span = CleanSpan::new(at, at + "总投资5亿元".len());
        assert_eq!(text.quoted(span), "总出资5亿元");
        assert_eq!(text.to_source(span).unwrap().of(source), "总出资5亿元");
        let whole = clean("项目总投资5亿元");
        assert_eq!(whole.quoted(CleanSpan::new(6, 15)), "总投资");
    }

    #[test]
    fn news_of_taiwan_keeps_its_wording() {
        let text = clean("行政院核定竹科擴建專案，經濟部長說總經費新台幣300億元，新竹縣長表示歡迎");
        assert!(text.taiwan);
        assert!(text.text.contains("专案"), "{}", text.text);
        assert!(!clean("宿州市委書記到高新區調研台積電配套專案，總投資30億元").taiwan);
    }
}
