//! Taiwan wording and machine-made variants of mainland news: 專案 → 项目, 覈心 → 核心.
//!
//! Works on traditional lines before their script is converted, through the word list of
//! [`crate::lexicon::Taiwan`]. Must not touch news of Taiwan itself, nor words inside firm names unless
//! the list allows it or the whole text is in Taiwan's wording, its names with it.

use std::ops::Range;

use super::Repair;
use super::editor::Editor;
use super::script;
use super::simplify::{Engine, Simplifier};
use crate::letter::is_han;
use crate::lexicon::{Lexicon, Scope, TaiwanWord};

/// How far behind a word the legal form of a firm makes it part of a name, in characters.
const NAME_WITHIN: usize = 8;

/// Cues from which a traditional text is taken for Taiwan's own news.
const TAIWAN_FROM: usize = 2;

/// Words of Taiwan, and different ones, from which a text is in its wording on the whole.
const WORDED_FROM: usize = 2;
const DIFFERENT_FROM: usize = 2;
/// How many times they must outnumber the mainland's.
const OUTNUMBERED: usize = 4;

/// What the traditional lines of a text hold of Taiwan.
#[derive(Debug, Default)]
pub(super) struct Found<'l> {
    words: Vec<(Range<usize>, &'l TaiwanWord)>,
    cues: usize,
}

impl<'l> Found<'l> {
    pub(super) fn of(text: &str, verdicts: &[bool], lexicon: &'l Lexicon) -> Self {
        let mut found = Self::default();
        for (base, line) in script::traditional_lines(text, verdicts) {
            let tell = |r: Range<usize>, word| found.words.push((base + r.start..base + r.end, word));
            found.cues += lexicon.taiwan.scan(line, tell);
        }
        found
    }

    /// Rewrites the wording.
    pub(super) fn repair<'t>(&self, text: &'t str, worded: bool, engine: Engine) -> Editor<'t> {
        let simplifier = engine.simplifier();
        let mut editor = Editor::new(text);
        for (range, word) in &self.words {
            let rewritten = match word.scope {
                Scope::Form | Scope::Any => true,
                Scope::OutsideNames => worded || !is_inside_name(&text[range.end..]),
                Scope::Worded => worded,
                Scope::Kept | Scope::Mainland => false,
            };
            if rewritten {
                let (lead, end) = alike(&word.taiwan, &word.mainland, simplifier);
                let with = &word.mainland[lead.1..word.mainland.len() - end.1];
                editor.replace(range.start + lead.0..range.end - end.0, with, Repair::Wording);
            }
        }
        editor
    }
}

/// How much of two words is alike but for the script, before and behind what differs, in bytes of either. That much
/// need not be edited, so that spans are not widened over it.
fn alike(taiwan: &str, mainland: &str, simplifier: &Simplifier) -> ((usize, usize), (usize, usize)) {
    let same = |(a, b): &(char, char)| simplifier.makes(*a, *b);
    let sum = |sum: (usize, usize), (a, b): (char, char)| (sum.0 + a.len_utf8(), sum.1 + b.len_utf8());
    let lead = taiwan.chars().zip(mainland.chars()).take_while(same).fold((0, 0), sum);
    let rest = taiwan[lead.0..].chars().rev().zip(mainland[lead.1..].chars().rev());
    (lead, rest.take_while(same).fold((0, 0), sum))
}

/// Whether a traditional document is news of Taiwan itself rather than mainland news in its script.
pub(super) fn is_taiwan_news<'a>(found: &[Found<'_>], texts: impl Iterator<Item = &'a str>, lexicon: &Lexicon) -> bool {
    let cues: usize = found.iter().map(|found| found.cues).sum();
    cues >= TAIWAN_FROM && cues > texts.map(|text| lexicon.taiwan.mainland_cues(text)).sum()
}

/// Whether a document is in Taiwan's wording on the whole, as rules make it of mainland news.
pub(super) fn is_worded(parts: &[Found<'_>]) -> bool {
    let words = || parts.iter().flat_map(|found| &found.words).map(|(_, word)| *word);
    let mainland = words().filter(|w| w.scope == Scope::Mainland).count();
    let mut taiwan: Vec<&str> =
        words().filter(|w| matches!(w.scope, Scope::Any | Scope::OutsideNames)).map(|w| w.taiwan.as_str()).collect();
    let count = taiwan.len();
    taiwan.sort_unstable();
    taiwan.dedup();
    count >= WORDED_FROM && taiwan.len() >= DIFFERENT_FROM && count > OUTNUMBERED * mainland
}

/// Whether a word goes on to the legal form of a firm without a particle between.
fn is_inside_name(rest: &str) -> bool {
    let mut name = String::new();
    for c in rest.chars().take(NAME_WITHIN).take_while(|&c| is_han(c) && !is_particle(c)) {
        name.push(c);
        if ["公司", "集團", "集团"].iter().any(|form| name.ends_with(form)) {
            return true;
        }
    }
    false
}

fn is_particle(c: char) -> bool {
    matches!(c, '的' | '由' | '與' | '与' | '和' | '在' | '是' | '及' | '等' | '為' | '为' | '將' | '将' | '被' | '了')
}

#[cfg(test)]
mod tests {
    use super::super::testing::repaired;
    use super::*;

    fn found(text: &str) -> Found<'static> {
        Found::of(text, &[true], Lexicon::embedded())
    }

    /// Wording and script.
    fn reworded(text: &str) -> String {
        let worded = is_worded(&[found(text)]);
        let text = repaired(text, |t| found(t).repair(t, worded, Engine::default()));
        repaired(&text, |t| script::repair(t, &[true], Engine::default()))
    }

    #[test]
    fn gives_the_mainland_words() {
        for (taiwan, mainland) in [
            ("簽約專案23個", "签约项目23个"),
            ("網際網路產業、購置裝置", "互联网产业、购置设备"),
            ("新一代資訊技術產業", "新一代信息技术产业"),
            ("轉型陞級，戰畧定位，覈心區", "转型升级，战略定位，核心区"),
            ("都市更新與高品質發展", "城市更新与高质量发展"),
            ("人工智慧、晶片製造", "人工智能、芯片制造"),
        ] {
            assert_eq!(reworded(taiwan), mainland, "{taiwan}");
        }
    }

    #[test]
    fn a_text_in_the_wording_of_taiwan_has_it_in_its_names_too() {
        for (taiwan, mainland) in [
            (
                "專案建成後年產晶片一億顆，由凌川智慧科技有限公司投資，購置裝置80台",
                "项目建成后年产芯片一亿颗，由凌川智能科技有限公司投资，购置设备80台",
            ),
            ("凌川資訊科技有限公司的專案，軟體", "凌川信息技术有限公司的项目，软件"),
            // The mainland's own words tell that the others are meant.
            (
                "項目建成後年產晶片一億顆，由凌川資訊有限公司投資，軟體、資料彙編",
                "项目建成后年产芯片一亿颗，由凌川资讯有限公司投资，软件、资料汇编",
            ),
        ] {
            assert_eq!(reworded(taiwan), mainland, "{taiwan}");
        }
    }

    #[test]
    fn leaves_names_and_words_of_another_sense() {
        for (traditional, simplified) in [
            ("華創資訊科技有限公司簽約", "华创资讯科技有限公司签约"),
            ("專案組進駐開發區", "专案组进驻开发区"),
            ("智慧城市建設", "智慧城市建设"),
            ("軟體動物養殖區", "软体动物养殖区"),
            ("磷化銦單晶片、石英晶片", "磷化铟单晶片、石英晶片"),
            ("煉油裝置和生產資料", "炼油装置和生产资料"),
            ("支援項目、對口支援", "支援项目、对口支援"),
        ] {
            assert_eq!(reworded(traditional), simplified);
        }
    }
}
