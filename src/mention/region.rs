//! Provinces, cities and counties (GB/T 2260).
//!
//! Owns which namings of divisions a sentence holds. Must not choose between divisions of one name beyond
//! what the adjoining names tell.

use super::Mention;
use crate::letter::is_letter;
use crate::lexicon::parks::{After, Before, ParkClass};
use crate::lexicon::regions::{Hit, NameKind, Regions};
use crate::lexicon::{Lexicon, ParkClues};
use crate::segment::Sentence;

/// Level of an administrative division.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 省, 自治区, 直辖市.
    Province,
    /// 地级市, 自治州, 盟.
    City,
    /// 县, 区, 县级市, 旗.
    County,
}

/// One administrative division.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Region {
    /// GB/T 2260 code, six digits.
    pub code: String,
    /// Full name (淮南市).
    pub name: String,
    /// Its level.
    pub level: Level,
    /// Province it lies in (itself, for a province).
    pub province: String,
    /// City it lies in, for cities and counties; absent where a county hangs directly from its province.
    pub city: Option<String>,
    /// County, for counties.
    pub county: Option<String>,
}

impl Region {
    /// Whether `other` is this division or lies in it.
    pub fn contains(&self, other: &Self) -> bool {
        match self.level {
            Level::Province => self.code[..2] == other.code[..2],
            Level::City => other.level != Level::Province && self.code[..4] == other.code[..4],
            Level::County => self.code == other.code,
        }
    }
}

/// One naming of a division: every division of that name, since 朝阳区 is more than one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionName {
    /// The name as written.
    pub name: String,
    /// The divisions it may mean, by code.
    pub candidates: Vec<Region>,
    /// Whether it stands inside the name of a company, paper or school (淮南日报, 上海X有限公司).
    pub in_org: bool,
    /// Whether it is only where someone comes from (来自深圳的).
    pub origin: bool,
    /// Whether a word that says that something is there stands before it (落户, 位于, 在).
    pub hosted: bool,
    /// Whether something is only agreed or presented there: 签约仪式在温岭市举行. Ground is broken at the site.
    pub venue: bool,
}

/// A naming under construction: where, and which rows it may mean.
struct Naming {
    start: usize,
    end: usize,
    meanings: Vec<usize>,
}

/// All namings of divisions in a sentence, in order; adjoining ones (安徽省淮南市寿县) as one, narrowed down by each other.
pub fn regions(sentence: &Sentence<'_>, lexicon: &Lexicon) -> Vec<Mention<RegionName>> {
    let mut namings: Vec<Naming> = Vec::new();
    for hit in lexicon.regions.find(sentence.text) {
        let adjoining = namings.last().filter(|n| n.end == hit.start);
        let Some(found) = accept(sentence, &hit, adjoining, lexicon) else { continue };
        match namings.last_mut().filter(|n| n.end == found.start) {
            Some(before) => match narrow(&before.meanings, &found.meanings, &lexicon.regions) {
                Some(meanings) => {
                    before.end = found.end;
                    before.meanings = meanings;
                }
                None => namings.push(found),
            },
            None => namings.push(found),
        }
    }
    namings.into_iter().map(|n| mention(sentence, &n, lexicon)).collect()
}

fn mention(sentence: &Sentence<'_>, naming: &Naming, lexicon: &Lexicon) -> Mention<RegionName> {
    let before = before(sentence, naming.start, lexicon);
    let hosted = matches!(before, Some(Before::Host | Before::Visit));
    let candidates = naming.meanings.iter().map(|&i| lexicon.regions.get(i).clone()).collect();
    Mention {
        span: sentence.span_of(naming.start, naming.end),
        value: RegionName {
            name: sentence.text[naming.start..naming.end].to_owned(),
            candidates,
            in_org: in_org(&sentence.text[naming.end..], lexicon),
            origin: before == Some(Before::Origin),
            hosted,
            venue: hosted && is_venue(sentence.text, naming.start, naming.end, &lexicon.park_clues),
        },
        rule: "region.gazetteer",
        cue: None,
    }
}

/// Whether the clause around a place tells of what is held there, but not at the site of a project.
fn is_venue(text: &str, start: usize, end: usize, clues: &ParkClues) -> bool {
    let marks = ['，', '。', '；', ','];
    let ahead = text[..start].rsplit(marks).next().unwrap_or_default();
    let behind = text[end..].split(marks).next().unwrap_or_default();
    let on_site = || clues.on_site.within(ahead) || clues.on_site.within(behind);
    clues.gathers.within(behind) && !on_site()
}

/// What the word directly before a name says.
fn before(sentence: &Sentence<'_>, at: usize, lexicon: &Lexicon) -> Option<Before> {
    let tokens = sentence.tokens();
    let last = tokens.partition_point(|t| t.end <= at);
    let near = &tokens[last.saturating_sub(3)..last];
    near.iter().find_map(|t| lexicon.parks.before(&sentence.text[t.start..at]))
}

/// The meanings of a hit that its surroundings allow.
fn accept(sentence: &Sentence<'_>, hit: &Hit<'_>, adjoining: Option<&Naming>, lexicon: &Lexicon) -> Option<Naming> {
    let (start, end) = (hit.start, hit.end);
    let behind = &sentence.text[end..];
    if class_word_goes_on(&sentence.text[start..end], behind) {
        return shorten(sentence, hit, lexicon);
    }
    let contained = |i: usize| adjoining.is_some_and(|n| inside(&n.meanings, i, &lexicon.regions));
    let zone = || lexicon.parks.type_at(head(behind, 12)).filter(|kind| kind.generic);
    // 动力产业园, 光明科技园 are called after what they stand for, 光明经开区, 光明工业园 after their place.
    let placed = || zone().is_some_and(|kind| kind.class == ParkClass::Zone || behind.starts_with("工业园"));
    let words = aligned(sentence, start, end);
    let meanings: Vec<usize> = hit
        .names
        .meanings
        .iter()
        .filter(|&&(kind, i)| match kind {
            NameKind::Full => sentence.text[start..end].chars().count() > 2 || words || contained(i),
            NameKind::Short => words || contained(i) || zone().is_some(),
            NameKind::Weak => contained(i) || placed(),
        })
        .map(|&(_, i)| i)
        .collect();
    (!meanings.is_empty()).then_some(Naming { start, end, meanings })
}

/// 西安市|场, 浦东新区|域: the class word belongs to the next word.
fn class_word_goes_on(name: &str, behind: &str) -> bool {
    let next = behind.chars().next();
    match name.chars().next_back() {
        Some('市') => matches!(next, Some('场' | '值' | '民' | '区' | '面' | '容' | '占')),
        Some('区') => matches!(next, Some('域' | '块' | '间' | '位' | '别' | '划')),
        Some('省') => matches!(next, Some('会' | '钱' | '时')),
        Some('州') => matches!(next, Some('际')),
        _ => false,
    }
}

/// The hit without its class word, where that is a name as well.
fn shorten(sentence: &Sentence<'_>, hit: &Hit<'_>, lexicon: &Lexicon) -> Option<Naming> {
    let name = &sentence.text[hit.start..hit.end];
    let (cut, _) = name.char_indices().next_back()?;
    let inner = lexicon.regions.meanings(&name[..cut])?;
    let strong = |&&(kind, _): &&(NameKind, usize)| kind == NameKind::Short;
    let meanings: Vec<usize> = inner.meanings.iter().filter(strong).map(|&(_, i)| i).collect();
    (!meanings.is_empty()).then_some(Naming { start: hit.start, end: hit.start + cut, meanings })
}

fn inside(outer: &[usize], index: usize, regions: &Regions) -> bool {
    outer.iter().any(|&o| o != index && regions.get(o).contains(regions.get(index)))
}

/// The meanings of the second name that lie in one of the first; `None` where none does.
fn narrow(outer: &[usize], inner: &[usize], regions: &Regions) -> Option<Vec<usize>> {
    let kept: Vec<usize> = inner.iter().copied().filter(|&i| inside(outer, i, regions)).collect();
    (!kept.is_empty()).then_some(kept)
}

/// Whether bytes `start..end` begin and end with words; true where the sentence was not cut into words.
pub(super) fn aligned(sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
    let tokens = sentence.tokens();
    let first = tokens.partition_point(|t| t.start < start);
    let last = tokens.partition_point(|t| t.end < end);
    tokens.is_empty()
        || tokens.get(first).is_some_and(|t| t.start == start) && tokens.get(last).is_some_and(|t| t.end == end)
}

/// At most the first `chars` characters.
pub(crate) fn head(text: &str, chars: usize) -> &str {
    text.char_indices().nth(chars).map_or(text, |(at, _)| &text[..at])
}

/// Longest stretch between a place and the word that makes it an organisation, in characters.
const ORG_REACH: usize = 14;

fn in_org(behind: &str, lexicon: &Lexicon) -> bool {
    let run = head(behind, ORG_REACH);
    let run = run.split(|c: char| !is_letter(c) && !matches!(c, '（' | '）' | '(' | ')')).next().unwrap_or(run);
    let stop = lexicon.parks.find_before(run).into_iter().find(|f| {
        f.value == Before::Host
            || f.value == Before::Build
            || f.value == Before::Hard
                && run[f.start..f.end].len() > 3
                && lexicon.parks.after(&run[f.start..]).is_none()
    });
    let zone = lexicon.parks.find_types(run).first().map(|t| t.start);
    let limit = stop.map(|f| f.start).into_iter().chain(zone).min().unwrap_or(run.len());
    run[..limit]
        .char_indices()
        .any(|(at, _)| matches!(lexicon.parks.after(&run[at..]), Some((After::Company | After::Body, len)) if at + len <= limit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::BlockKind;

    fn named(text: &str) -> Vec<(String, Vec<String>)> {
        let sentence = Sentence::new(text, 0, 0, BlockKind::Paragraph);
        regions(&sentence, Lexicon::embedded())
            .into_iter()
            .map(|m| (m.value.name, m.value.candidates.into_iter().map(|r| r.code).collect()))
            .collect()
    }

    #[test]
    fn names_and_the_divisions_they_may_mean() {
        type Wanted = &'static [(&'static str, &'static [&'static str])];
        let table: &[(&str, Wanted)] = &[
            ("安徽省淮南市寿县", &[("安徽省淮南市寿县", &["340422"])]),
            ("项目落户安徽淮南。", &[("安徽淮南", &["340400"])]),
            ("北京市朝阳区", &[("北京市朝阳区", &["110105"])]),
            ("长春市朝阳区的企业", &[("长春市朝阳区", &["220104"])]),
            ("朝阳区", &[("朝阳区", &["110105", "220104"])]),
            ("襄樊市的企业", &[("襄樊市", &["420600"])]),
            ("湖北襄阳", &[("湖北襄阳", &["420600"])]),
            ("西安市场广阔", &[("西安", &["610100"])]),
            ("合肥市民", &[("合肥", &["340100"])]),
            ("吉林省吉林市", &[("吉林省吉林市", &["220200"])]),
            ("恩施州利川市", &[("恩施州利川市", &["422802"])]),
            ("内蒙古乌兰察布市", &[("内蒙古乌兰察布市", &["150900"])]),
            ("四川凉山州会理", &[("四川凉山州会理", &["513402"])]),
            ("宿州经开区", &[("宿州", &["341300"])]),
            ("重庆万州", &[("重庆万州", &["500101"])]),
            ("海南省万宁市", &[("海南省万宁市", &["469006"])]),
            ("湖北仙桃市", &[("湖北仙桃市", &["429004"])]),
            ("江苏昆山", &[("江苏昆山", &["320583"])]),
            ("广西壮族自治区南宁市", &[("广西壮族自治区南宁市", &["450100"])]),
            ("新疆昌吉州", &[("新疆昌吉州", &["652300"])]),
            ("天津滨海新区", &[("天津滨海新区", &["120116"])]),
            ("上海、江苏、浙江三地", &[("上海", &["310000"]), ("江苏", &["320000"]), ("浙江", &["330000"])]),
            ("从深圳到东莞", &[("深圳", &["440300"]), ("东莞", &["441900"])]),
            ("寿县县城", &[("寿县", &["340422"])]),
            ("阜阳市颍泉区", &[("阜阳市颍泉区", &["341204"])]),
            ("晋城市城区", &[("晋城市城区", &["140502"])]),
            ("江西省全南县", &[("江西省全南县", &["360729"])]),
            ("吉林通化", &[("吉林通化", &["220500"])]),
            ("莱芜市", &[("莱芜市", &["370116"])]),
            ("江津市德感工业园", &[("江津市", &["500116"])]),
        ];
        for (text, wanted) in table {
            let found = named(text);
            let found: Vec<(&str, Vec<&str>)> =
                found.iter().map(|(n, c)| (n.as_str(), c.iter().map(String::as_str).collect())).collect();
            let wanted: Vec<(&str, Vec<&str>)> = wanted.iter().map(|(n, c)| (*n, c.to_vec())).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn words_that_name_no_division() {
        for text in [
            "我们要向往和平与发展。",
            "新建的城区道路",
            "大力发展新兴产业",
            "企业平安生产",
            "项目建设红旗飘扬",
            "保持安定团结的大好局面",
            "富裕的生活",
            "江南水乡",
            "坚持开放合作、友好协商",
            "光明的前景",
        ] {
            assert_eq!(named(text), [], "{text}");
        }
    }

    #[test]
    fn places_where_things_are_only_agreed() {
        for (text, wanted) in [
            ("签约仪式在温岭市举行", true),
            ("在厦门市召开招商推介会", true),
            ("项目开工仪式在温岭市举行", false),
            ("项目在温岭市建设", false),
        ] {
            let sentence = Sentence::new(text, 0, 0, BlockKind::Paragraph);
            let found = regions(&sentence, Lexicon::embedded());
            assert_eq!(found.first().map(|m| m.value.venue), Some(wanted), "{text}");
        }
    }

    #[test]
    fn places_inside_names_of_organisations() {
        let table = [
            ("上海宏图科技有限公司签约", true),
            ("淮南日报讯", true),
            ("合肥滨湖职业学院", true),
            ("深圳市落户的公司", false),
            ("合肥经开区管委会", false),
            ("苏州某企业", false),
        ];
        for (text, wanted) in table {
            let sentence = Sentence::new(text, 0, 0, BlockKind::Paragraph);
            let found = regions(&sentence, Lexicon::embedded());
            assert_eq!(found.first().map(|m| m.value.in_org), Some(wanted), "{text}");
        }
    }
}
