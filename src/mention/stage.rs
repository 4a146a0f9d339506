//! Stage words and whether what they name has happened.
//!
//! A stage word alone tells little: 预计投产 announces, 投产后 supposes, 未开工 denies. Each word is read
//! with the modal words of its clause; the furthest stage reached is chosen later, over a whole record.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Mention;
use super::date::{self, Moment};
use crate::letter::is_han;
use crate::lexicon::{Lexicon, ModalBefore, ModalEffect, StageWordKind};
use crate::record::Stage;
use crate::segment::{Sentence, in_dictionary};

/// Whether a stage was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Modality {
    /// It happened or is going on.
    Reached,
    /// Reached if something else supports it: the word is common in other senses.
    Weak,
    /// Announced: 拟, 将, 预计, 力争, a date still to come.
    Planned,
    /// A condition or an attribute of something else: 投产后, 开工率.
    Supposed,
    /// It did not happen: 尚未开工.
    Denied,
}

/// One stage word in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageWord {
    /// The stage the word names.
    pub stage: Stage,
    /// Whether it was reached.
    pub modality: Modality,
    /// Whether the word is an attribute of projects or a ceremony: 签约项目17个, 开工仪式.
    pub nominal: bool,
    /// Whether the word tells where a project is as much as how far it has come: 落户.
    pub sites: bool,
}

/// All stage words of a sentence, in order. `today` is the day of the article: dates after it make a
/// stage a plan.
pub fn stages(sentence: &Sentence<'_>, lexicon: &Lexicon, today: Option<Moment>) -> Vec<Mention<StageWord>> {
    let mut out: Vec<Mention<StageWord>> = Vec::new();
    let mut plan_goes_on = false;
    for clause in sentence.clauses().iter().cloned() {
        let later = tells_of_later(sentence, &clause, &out, lexicon);
        let found = clause_stages(sentence, clause.clone(), lexicon, today, plan_goes_on || later);
        if sentence.text[clause.clone()].contains("协议约定") {
            // What an agreement says is all still to come.
            plan_goes_on = true;
        } else if let Some(last) = found.iter().rev().find(|m| m.rule != "plan word") {
            plan_goes_on = match last.value.modality {
                Modality::Planned => true,
                Modality::Supposed => announces(&sentence.text[clause.clone()], lexicon),
                Modality::Weak => plan_goes_on,
                _ => false,
            };
        } else if found.is_empty() && sentence.text[clause.clone()].trim_start().starts_with(['按', '依']) {
            // 按照项目计划，年底第一台机组投产
            plan_goes_on |= announces(&sentence.text[clause.clone()], lexicon);
        } else if sentence.text[..clause.end].ends_with('、') || sentence.text[clause.end..].starts_with('、') {
            // 拟结合市场需求、资金筹措等情况逐步建设: the plan goes on over the list.
            plan_goes_on |= announces(&sentence.text[clause.clone()], lexicon);
        } else if !sentence.text[clause.clone()].trim().is_empty() && found.is_empty() && clause.len() > 60 {
            plan_goes_on = false;
        }
        out.extend(found);
    }
    leave_out_venues(sentence, &mut out);
    build_parts(sentence, &mut out);
    out
}

/// Where money has been spent so far, a number of things that were built is a part: 已完成投资2亿元，建成厂房3栋.
fn build_parts(sentence: &Sentence<'_>, words: &mut [Mention<StageWord>]) {
    let text = |m: &Mention<StageWord>| &sentence.text[sentence.local(m.span)];
    let spent = words.iter().any(|m| m.value.stage == Stage::Building && text(m).ends_with("完成投资"));
    for word in words.iter_mut().filter(|m| spent && text(m) == "建成") {
        if SOME_BUILT.is_match(&sentence.text[sentence.local(word.span).end..]) {
            word.value.stage = Stage::Building;
        }
    }
}

/// A number of buildings or works behind 建成.
static SOME_BUILT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^了?\\p{Han}{2,10}[0-9.]+[余多]?(?:栋|幢|座|条|个|处|间|口|公里|千米|亩|万?平方米|万?平米)")
        .expect("a valid pattern")
});

/// The site on which the ceremony of a beginning is held is not being built yet: 在A项目施工现场，集中开工活动举行.
fn leave_out_venues(sentence: &Sentence<'_>, words: &mut Vec<Mention<StageWord>>) {
    let begins = |m: &Mention<StageWord>| m.value.nominal && m.value.stage == Stage::Begun;
    if words.iter().any(begins) && ["举行", "举办"].iter().any(|w| sentence.text.contains(w)) {
        let venue = |m: &Mention<StageWord>| sentence.text[sentence.local(m.span)].ends_with(['地', '场']);
        words.retain(|m| m.value.stage != Stage::Building || !venue(m));
    }
}

/// Whether a clause with a date goes on from what is under way now, or from what is planned for this year, without saying
/// that it happened: 目前正在调试，10月开始试产; 今年计划投资2亿元，2019年投产.
fn tells_of_later(
    sentence: &Sentence<'_>,
    clause: &Range<usize>,
    before: &[Mention<StageWord>],
    lexicon: &Lexicon,
) -> bool {
    let (ahead, text) = (&sentence.text[..clause.start], &sentence.text[clause.clone()]);
    let under_way = |m: &Mention<StageWord>| m.value.stage == Stage::Building && m.rule == "state word";
    let now = before.last().is_some_and(under_way) && ["目前", "正在"].iter().any(|w| ahead.contains(w));
    let this_year = before.last().is_some_and(|m| m.rule == "plan word" || announced(m)) && ahead.contains("今年");
    if !now && !this_year {
        return false;
    }
    let Some(date) = date::dates(text).into_iter().next() else { return false };
    now || this_year && announces(ahead, lexicon) && matches!(date.moment.year, date::Year::Absolute(_))
}

/// Whether a word was only announced.
fn announced(word: &Mention<StageWord>) -> bool {
    word.value.modality == Modality::Planned
}

/// Whether a stretch of text wishes for what follows: 力争签约项目60个.
pub fn is_wish(text: &str, lexicon: &Lexicon) -> bool {
    lexicon.stages.modals_before(text).any(|(_, m)| m.effect == ModalEffect::Goal)
}

/// Whether the words before a list announce what is told behind it (确保A、B等8个项目开工), not its money (计划总投资3亿元的);
/// 推动 and the like do not, since reports look back with them (推动A、B等8个项目投产).
pub(crate) fn puts_off(before: &str, lexicon: &Lexicon) -> bool {
    let of_money = |rest: &str| rest.starts_with("投资") || rest.starts_with("总投资") || rest.contains('的');
    let near = |rest: &str, reach: usize| rest.chars().count() <= reach;
    let drives = |word: &str| ["推动", "推进", "促进"].iter().any(|w| word.contains(w));
    let mut modals = lexicon.stages.modals_before(before).filter(|(r, _)| !drives(&before[r.clone()]));
    modals.any(|(r, m)| m.effect.announces() && near(&before[r.end..], m.reach) && !of_money(&before[r.end..]))
}

/// Whether a clause holds a word that announces: 预计获得批复后, 于二季度开工.
pub(crate) fn announces(clause: &str, lexicon: &Lexicon) -> bool {
    lexicon.stages.modals_before(clause).any(|(_, m)| m.effect.announces())
}

fn clause_stages(
    sentence: &Sentence<'_>,
    clause: Range<usize>,
    lexicon: &Lexicon,
    today: Option<Moment>,
    plan_goes_on: bool,
) -> Vec<Mention<StageWord>> {
    let text = &sentence.text[clause.clone()];
    let mut modals: Option<Vec<_>> = None;
    let mut out = Vec::new();
    let whole = |range: &Range<usize>, kind| {
        kind == StageWordKind::Plan
            || !crosses_words(sentence, clause.start + range.start, clause.start + range.end)
                && !runs_into_a_name(text, range)
    };
    let found = lexicon.stages.find(text, whole).filter(|(.., kind)| *kind != StageWordKind::None);
    for (range, stage, kind) in found {
        let modals = modals.get_or_insert_with(|| {
            let all = lexicon.stages.modals_before(text);
            all.filter(|(r, _)| !ends_a_name(sentence, clause.start + r.start, clause.start + r.end)).collect()
        });
        let named = stage;
        let stage =
            if stage == Stage::Completed && is_of_a_part(text, &range, modals) { Stage::Building } else { stage };
        let reading = Word { text, at: range.clone(), kind, lexicon, modals, today, plan_goes_on }.read();
        let (stage, reading) = match stage {
            Stage::Building | Stage::Begun
                if is_of_a_prelude(text, &range, modals) || sets_off_a_prelude(text, &range, lexicon) =>
            {
                (Stage::Planned, Reading::new(Modality::Weak, "goes on before anything is built"))
            }
            _ if reading.imminent && named > Stage::Building && named != Stage::Ended => {
                (Stage::Building, Reading { modality: Modality::Reached, ..reading })
            }
            stage => (stage, reading),
        };
        let at = clause.start + range.start..clause.start + range.end;
        let told = settled(kind, stage, reading.modality, &text[range.end..]);
        let Some(modality) = told.filter(|_| !tells_of_no_project(sentence, &at, stage, kind, lexicon)) else {
            continue;
        };
        let span = sentence.span_of(at.start, at.end);
        let cue = reading.cue.map(|c| sentence.span_of(clause.start + c.start, clause.start + c.end));
        let sites = &text[range.clone()] == "落户";
        let value = StageWord { stage, modality, nominal: reading.nominal, sites };
        out.push(Mention { span, value, rule: reading.rule, cue });
    }
    out.extend(progress(sentence, &clause, lexicon, today, plan_goes_on).filter(|_| out.is_empty()));
    suppose_chains(sentence, &mut out);
    plan_agreements(&mut out);
    out
}

/// How surely a stage was reached, by the kind of its word and what stands behind it; `None` where the word alone says nothing.
fn settled(kind: StageWordKind, stage: Stage, modality: Modality, behind: &str) -> Option<Modality> {
    match (kind, modality) {
        (StageWordKind::Build, Modality::Planned) => Some(Modality::Weak),
        (StageWordKind::Build, _) => None,
        (StageWordKind::Weak, Modality::Reached) if stage == Stage::Planned => Some(Modality::Weak),
        // 施工进度完成80%
        (StageWordKind::Weak, Modality::Weak) if stage == Stage::Building && SHARE.is_match(behind) => {
            Some(Modality::Reached)
        }
        (_, modality) => Some(modality),
    }
}

/// Whether a word, in bytes of the sentence, tells of a trade, of what is brought in to build, of a contract of another kind or
/// of a way, not of a project.
fn tells_of_no_project(
    sentence: &Sentence<'_>,
    word: &Range<usize>,
    stage: Stage,
    kind: StageWordKind,
    lexicon: &Lexicon,
) -> bool {
    let clause = sentence.clauses().iter().find(|c| c.start <= word.start && word.end <= c.end);
    let object = &sentence.text[word.end..clause.map_or(sentence.text.len(), |c| c.end)];
    match stage {
        Stage::Signed => {
            signs_a_trade(object, lexicon) || kind == StageWordKind::Weak && brings_in_means(object, lexicon)
        }
        Stage::Ended if &sentence.text[word.clone()] == "解除" => !lexicon.project_context.agreed.within(object),
        Stage::Ended => is_end_of_a_way(sentence.text, word.start, lexicon),
        _ => false,
    }
}

/// Whether what ends at the byte is a way, told from where it begins: 起于城北，终止于滨江.
fn is_end_of_a_way(text: &str, at: usize, lexicon: &Lexicon) -> bool {
    text[at..].starts_with("终止于") && lexicon.project_context.way_begins.within(&text[..at])
}

/// A part of the works that is done, or a share of them: 已完成厂房主体建设, 大坝填筑完成80%.
fn progress(
    sentence: &Sentence<'_>,
    clause: &Range<usize>,
    lexicon: &Lexicon,
    today: Option<Moment>,
    plan_goes_on: bool,
) -> Option<Mention<StageWord>> {
    let text = &sentence.text[clause.clone()];
    // Most clauses hold no such word, and the patterns are slow.
    if !text.contains("完成") {
        return None;
    }
    let done = PART_DONE.find(text).or_else(|| SHARE_DONE.find(text))?.range();
    let modals: Vec<_> = lexicon.stages.modals_before(text).collect();
    let part = modals.iter().any(|(r, m)| m.effect == ModalEffect::Part && r.start >= done.start && r.end <= done.end);
    let share = text[done.clone()].ends_with(['%', '％', '成', '半']);
    let reading =
        Word { text, at: done.clone(), kind: StageWordKind::Event, lexicon, modals: &modals, today, plan_goes_on }
            .read();
    let value = StageWord { stage: Stage::Building, modality: Modality::Reached, nominal: false, sites: false };
    let span = sentence.span_of(clause.start + done.start, clause.start + done.end);
    let told = (part || share) && reading.modality == Modality::Reached;
    told.then_some(Mention { span, value, rule: "part of the works done", cue: None })
}

/// What is done of a part: 已完成|厂房主体|建设.
static PART_DONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:已|现已|已经|基本|全面|顺利)完成了?[\\p{Han}0-9]{2,12}?(?:建设|施工|浇筑|填筑|砌筑|吊装|安装|铺设|装修|搭建|开挖|工程)")
        .expect("a valid pattern")
});

/// A share of the works: 主体工程已完成80%; money and plans have shares too.
static SHARE_DONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:主体|工程|施工|填筑|浇筑|大坝|路基|桥梁|隧道|厂房|安装|建设|土建|基础|形象进度|工程进度|工程量)(?:已|已经|累计|目前)?完成了?(?:总量的|总工程量的|工程量的|约|近|超|过)*(?:[0-9.]+[%％]|[一二三四五六七八九]成|过半|大半)")
        .expect("a valid pattern")
});

/// Whether 能, 可 or 想 ends a longer word or a name (铭鑫锂能签约, 联想签约) and announces nothing.
fn ends_a_name(sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
    matches!(&sentence.text[start..end], "能" | "可" | "想")
        && sentence.tokens().iter().any(|t| t.start < start && start < t.end)
}

/// Whether a word that ends in 中 runs into a name: 建设|中豹产业园.
fn runs_into_a_name(text: &str, word: &Range<usize>) -> bool {
    let next = text[word.end..].chars().next().filter(|&c| text[..word.end].ends_with('中') && is_han(c));
    next.is_some_and(|c| !"的项，和与及有已将拟个家但并则正".contains(c))
}

/// Whether what goes on is done before anything is built: 前期工作正在加快推进.
fn is_of_a_prelude(text: &str, word: &Range<usize>, modals: &[(Range<usize>, ModalBefore)]) -> bool {
    let joined = |r: &Range<usize>| text[r.end..word.start].contains(['并', '后']);
    modals
        .iter()
        .filter(|(r, _)| r.end <= word.start && !joined(r))
        .any(|(r, m)| m.effect == ModalEffect::Prelude && governs(text, r, word, m.effect, m.reach))
}

/// Whether 启动 sets off what is done before anything is built: 启动勘察设计招标, not 启动建设.
fn sets_off_a_prelude(text: &str, word: &Range<usize>, lexicon: &Lexicon) -> bool {
    let object = &text[word.end..];
    let near = &object[..object.char_indices().nth(PRELUDE_REACH).map_or(object.len(), |(at, _)| at)];
    let end = near.find(['，', ',', '、', '；', '并']).unwrap_or(near.len());
    let mut preludes = lexicon.stages.modals_before(&near[..end]);
    text[word.clone()].ends_with("启动") && preludes.any(|(_, m)| m.effect == ModalEffect::Prelude)
}

/// How many characters behind 启动 the work that it sets off is named.
const PRELUDE_REACH: usize = 16;

/// What is only to be signed is no agreement yet: 拟签署《…投资协议》.
fn plan_agreements(words: &mut [Mention<StageWord>]) {
    for i in 1..words.len() {
        let (before, rest) = words.split_at_mut(i);
        let (signing, agreement) = (&before[i - 1].value, &mut rest[0].value);
        let both = signing.stage == Stage::Signed && agreement.stage == Stage::Signed;
        if both && signing.modality == Modality::Planned && agreement.modality == Modality::Weak {
            agreement.modality = Modality::Planned;
        }
    }
}

/// What is supposed of the last word of a chain is supposed of all: 建成达产后.
fn suppose_chains(sentence: &Sentence<'_>, words: &mut [Mention<StageWord>]) {
    for i in (1..words.len()).rev() {
        let gap = &sentence.text[sentence.local(words[i - 1].span).end..sentence.local(words[i].span).start];
        let chained = matches!(gap, "" | "并" | "、" | "和" | "且");
        if chained && words[i].value.modality == Modality::Supposed {
            words[i - 1].value.modality = Modality::Supposed;
            words[i - 1].rule = words[i].rule;
        }
    }
}

/// Whether a stretch begins inside a word and does not end with it: 立项 in 设立项目, 营业 in 主营业务.
fn crosses_words(sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
    // Cutting into words is dear: first look whether any word of the dictionary would cross the border.
    may_cross(sentence.text, start, end)
        && sentence.tokens().iter().any(|t| t.start < start && start < t.end && t.end != end)
}

/// Whether a word of the dictionary begins before `start` and ends inside the stretch.
fn may_cross(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].char_indices().rev().take(MAX_BEFORE).map(|(at, _)| at);
    let inside = || text[start..end].char_indices().skip(1).map(|(at, _)| start + at);
    before.into_iter().any(|from| inside().any(|to| in_dictionary(&text[from..to])))
}

/// How many characters before a stage word a word that crosses into it may begin.
const MAX_BEFORE: usize = 3;

/// Whether only a part of a plant, or a share of the work, is completed: 厂房已完工, 完工三分之二.
fn is_of_a_part(text: &str, word: &Range<usize>, modals: &[(Range<usize>, ModalBefore)]) -> bool {
    let part = |(r, m): &(Range<usize>, ModalBefore)| {
        m.effect == ModalEffect::Part
            && governs(text, r, word, m.effect, m.reach)
            && !names_a_whole(text, r)
            && !of_more_than_a_part(&text[r.end..word.start])
    };
    modals.iter().any(part) || SHARE.is_match(&text[word.end..])
}

/// Whether a part's word belongs to the name of a whole: 标准厂房, 总投资3亿元的厂房; 项目的主体结构 is a part.
fn names_a_whole(text: &str, part: &Range<usize>) -> bool {
    let before = &text[..part.start];
    before.ends_with("标准")
        || before.ends_with("标准化")
        || before.ends_with('的') && !text[part.clone()].starts_with("主体")
}

/// Whether what lies between a part and its completion widens it to the whole: 厂房项目完工, not 厂房等工程完工.
fn of_more_than_a_part(between: &str) -> bool {
    let between = between.strip_prefix("等").and_then(|b| b.strip_prefix("工程")).unwrap_or(between);
    ["项目", "工程", "全部", "悉数", "均"].iter().any(|w| between.contains(w))
}

/// How far behind a signing the contract may stand, in characters.
const CONTRACT_REACH: usize = 24;

/// Whether what is signed is a contract of trade: 签订供电合同, not 签订轴承项目供地及投资协议.
fn signs_a_trade(object: &str, lexicon: &Lexicon) -> bool {
    let near = object.char_indices().nth(CONTRACT_REACH).map_or(object, |(at, _)| &object[..at]);
    let traded = lexicon.project_context.trade_contracts.places(near).next();
    traded.is_some_and(|at| !near[..at.start].contains("投资") && !near[..at.start].contains("项目"))
}

/// Whether what is brought in is no project or firm: 引进先进设备, not 引进设备制造项目.
fn brings_in_means(object: &str, lexicon: &Lexicon) -> bool {
    let founds = ["项目", "企业", "公司", "集团", "工厂", "基地", "家", "个"];
    lexicon.stages.means_behind(object).is_some_and(|end| {
        let rest = object[end..].chars().next();
        !founds.iter().any(|w| object[..end].contains(w)) && !rest.is_some_and(|c| "项产企公制工研基".contains(c))
    })
}

/// A share of the work behind 完工: 70%, 三分之二, 八成.
static SHARE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:已?完成|已达|[了约近超达到])*(?:[0-9.]+[%％]|[一二三四五六七八九十百]+分之|[一二三四五六七八九]成)")
        .expect("a valid pattern")
});

/// The kind of projects a stage is the attribute of: 奠基|的重点民生工程，有….
static SORT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^的[\\p{Han}]{1,8}(?:项目|工程)(?:$|中?[，,：:、有是为])").expect("a valid pattern"));

struct Reading {
    modality: Modality,
    nominal: bool,
    /// Whether it is said to be about to happen.
    imminent: bool,
    rule: &'static str,
    cue: Option<Range<usize>>,
}

impl Reading {
    fn new(modality: Modality, rule: &'static str) -> Self {
        Self { modality, nominal: false, imminent: false, rule, cue: None }
    }
}

/// A stage word in its clause.
struct Word<'w> {
    /// The clause.
    text: &'w str,
    at: Range<usize>,
    kind: StageWordKind,
    lexicon: &'w Lexicon,
    /// The modal words of the clause.
    modals: &'w [(Range<usize>, ModalBefore)],
    today: Option<Moment>,
    /// Whether the clause before announced something.
    plan_goes_on: bool,
}

impl Word<'_> {
    /// Whether what the word tells was reached, and what says so.
    fn read(&self) -> Reading {
        let after = self.lexicon.stages.modal_after(&self.text[self.at.end..]);
        if let Some(reading) = self.settled(after) {
            return reading;
        }
        let nominal = after == Some(ModalEffect::Nominal) || SORT.is_match(&self.text[self.at.end..]);
        let reading = match self.governing() {
            Some((range, modal)) => self.governed(range, modal, nominal),
            None => self.ungoverned(after, nominal),
        };
        Reading { nominal, ..self.still_to_come(&reading).unwrap_or(reading) }
    }

    /// The reading that its kind, or what stands behind it, settles.
    fn settled(&self, after: Option<ModalEffect>) -> Option<Reading> {
        if self.kind == StageWordKind::Plan {
            return Some(Reading::new(Modality::Planned, "plan word"));
        }
        match after {
            Some(ModalEffect::Purpose) => {
                return Some(Reading::new(Modality::Supposed, "purpose or condition behind the word"));
            }
            Some(effect @ (ModalEffect::Imminent | ModalEffect::Planned)) => {
                let announced = Reading::new(Modality::Planned, "announced behind the word");
                return Some(Reading { imminent: effect == ModalEffect::Imminent, ..announced });
            }
            _ => {}
        }
        if is_of_projects(self.text, &self.at) {
            return Some(Reading::new(Modality::Supposed, "what a project's coming means"));
        }
        is_in_a_title(self.text, &self.at).then(|| Reading::new(Modality::Planned, "title of a motion"))
    }

    /// The modal word that governs it: the nearest; where one announces, none that only softens.
    fn governing(&self) -> Option<&(Range<usize>, ModalBefore)> {
        let in_force = || {
            self.modals.iter().rev().filter(|(r, m)| {
                !matches!(m.effect, ModalEffect::Part | ModalEffect::Prelude)
                    && governs(self.text, r, &self.at, m.effect, m.reach)
            })
        };
        let announced = in_force().any(|(_, m)| m.effect.announces());
        in_force().find(|(_, m)| !announced || m.effect != ModalEffect::Soft)
    }

    /// What a modal word before it makes of it.
    fn governed(&self, range: &Range<usize>, modal: &ModalBefore, nominal: bool) -> Reading {
        let (modality, rule) = match modal.effect {
            ModalEffect::Denied => (Modality::Denied, "denied"),
            effect if effect.announces() && self.kind == StageWordKind::State => (Modality::Reached, "state word"),
            effect if effect.announces() => (Modality::Planned, "announced"),
            // 预计2年内投产，6年内实现达产
            ModalEffect::Soft if self.plan_goes_on && !nominal && within_a_time(&self.text[..self.at.start]) => {
                (Modality::Planned, "announced in the clause before")
            }
            _ => (Modality::Reached, "said to have happened"),
        };
        let imminent = modal.effect == ModalEffect::Imminent && modality == Modality::Planned;
        Reading { cue: Some(range.clone()), imminent, ..Reading::new(modality, rule) }
    }

    /// What it tells with no modal word before it.
    fn ungoverned(&self, after: Option<ModalEffect>, nominal: bool) -> Reading {
        let (modality, rule) = match self.kind {
            StageWordKind::State => (Modality::Reached, "state word"),
            _ if comes_with_others(self.text) => (Modality::Weak, "what comes with something else"),
            // 为了加快项目落地，公司与市政府签署了《投资协议书》: what is signed has come about.
            _ if after == Some(ModalEffect::Reached) && self.text[self.at.clone()].starts_with('签') => {
                (Modality::Reached, "event word with 了")
            }
            _ if self.plan_goes_on && !nominal => (Modality::Planned, "announced in the clause before"),
            _ if after == Some(ModalEffect::Reached) => (Modality::Reached, "event word with 了"),
            StageWordKind::Weak => (Modality::Weak, "word with other senses"),
            _ => (Modality::Reached, "event word"),
        };
        Reading::new(modality, rule)
    }

    /// What seems reached but is told with a date that is still to come.
    fn still_to_come(&self, reading: &Reading) -> Option<Reading> {
        let seems = reading.modality == Modality::Reached && reading.cue.is_none() && self.kind != StageWordKind::State;
        let range = if seems { future_date(self.text, &self.at, self.today)? } else { return None };
        Some(Reading { cue: Some(range), ..Reading::new(Modality::Planned, "date still to come") })
    }
}

/// Whether a clause only tells what else something comes with: 随着一批项目的投产.
fn comes_with_others(clause: &str) -> bool {
    ["随着", "伴随"].iter().any(|w| clause.trim_start().starts_with(w))
}

/// Whether a text gives a time within which something happens: 6年内, 三个月内.
fn within_a_time(text: &str) -> bool {
    ["年内", "月内", "天内", "日内"].iter().any(|w| text.contains(w))
}

/// Whether a word stands in the title of a motion or notice: 关于签订投资协议的议案.
fn is_in_a_title(text: &str, word: &Range<usize>) -> bool {
    text[..word.start].contains("关于")
        && ["议案", "公告", "提案", "报告"].iter().any(|w| text[word.end..].contains(&format!("的{w}")))
}

/// Whether a word only names the coming of projects, as the subject of what it means (项目的落户投产，对全县…).
fn is_of_projects(text: &str, word: &Range<usize>) -> bool {
    let before = &text[..word.start];
    let Some(at) = before.rfind("项目的") else { return false };
    let between = &before[at + "项目的".len()..];
    let near = between.chars().count() <= 4 && between.chars().all(crate::letter::is_letter);
    let subject = text[word.end..].chars().next().is_none_or(|c| "，,对将为是使有，、必也".contains(c));
    let done = ["完成", "实现", "举行", "仪式"].iter().any(|w| text.contains(w));
    near && subject && !done
}

/// How far a modal word reaches over the phrase of a preposition, in characters.
const MAX_PHRASE: usize = 60;

/// Whether a modal word governs a stage word behind it: near enough, and not the attribute of another
/// noun (计划总投资5亿元的项目开工 plans the money, not the start).
fn governs(text: &str, modal: &Range<usize>, word: &Range<usize>, effect: ModalEffect, reach: usize) -> bool {
    if modal.end > word.start {
        return false;
    }
    let between = &text[modal.end..word.start];
    // 拟与某某公司签订: the phrase of a preposition lies between, however long.
    let phrase = effect.announces() && between.starts_with(['与', '同', '在', '向', '由', '以', '对', '通']);
    if between.chars().count() > if phrase { MAX_PHRASE } else { reach } {
        return false;
    }
    match effect {
        ModalEffect::Planned | ModalEffect::Goal | ModalEffect::Imminent => {
            let about_money = between.starts_with("投资") || between.starts_with("总投资");
            !(about_money || between.contains('的'))
        }
        ModalEffect::Denied => !between.contains('的'),
        _ => true,
    }
}

fn future_date(text: &str, word: &Range<usize>, today: Option<Moment>) -> Option<Range<usize>> {
    let today = today?;
    let date = date::dates(&text[..word.start]).into_iter().next_back()?;
    date.moment.resolve(today).is_after(today).then_some(date.range)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::BlockKind;

    fn read(text: &str) -> Vec<(Stage, Modality)> {
        let sentence = Sentence::new(text, 0, 0, BlockKind::Paragraph);
        let today = Moment { year: Some(2024), month: Some(5), day: Some(20) };
        stages(&sentence, Lexicon::embedded(), Some(today))
            .into_iter()
            .map(|m| (m.value.stage, m.value.modality))
            .collect()
    }

    #[test]
    fn where_a_way_ends_nothing_is_given_up() {
        assert_eq!(read("地铁5号线起于城北站，终止于滨江站，全长28公里"), []);
        assert!(read("公司决定终止于滨海工业园投建的铜箔项目").contains(&(Stage::Ended, Modality::Reached)));
    }

    #[test]
    fn what_a_project_was_agreed_in_is_given_up() {
        for (text, ended) in [
            ("公司与管委会协商解除原《项目投资合同》", true),
            ("双方签署协议，解除股份质押", false),
            ("公司解除对外担保合同", false),
        ] {
            assert_eq!(read(text).contains(&(Stage::Ended, Modality::Reached)), ended, "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn a_state_that_is_put_off_was_not_reached() {
        for (text, done) in [
            ("募投项目已达到预定可使用状态", true),
            ("项目延期至2025年12月达到预定可使用状态", false),
            ("项目达到预定可使用状态日期调整为2025年6月", false),
        ] {
            assert_eq!(read(text).contains(&(Stage::Completed, Modality::Reached)), done, "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn a_tender_that_is_set_off_builds_nothing() {
        for (text, begun) in [
            ("机场扩建工程日前启动勘察设计招标工作", false),
            ("项目正式启动施工总承包招标", false),
            ("项目正式启动建设，完成设备招标", true),
        ] {
            assert_eq!(read(text).contains(&(Stage::Begun, Modality::Reached)), begun, "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn what_has_happened() {
        use Modality::{Reached, Weak};
        let table: &[(&str, Stage, Modality)] = &[
            ("项目正式开工", Stage::Begun, Reached),
            ("该厂已获发改委批准", Stage::Signed, Reached),
            ("两栋厂房已经封顶", Stage::Building, Reached),
            ("计划总投资5亿元的轴承项目昨日奠基", Stage::Begun, Reached),
            ("公司与管委会签订投资协议", Stage::Signed, Reached),
            ("生产线已投入运营", Stage::Running, Reached),
            ("项目竣工验收", Stage::Completed, Reached),
            ("今年3月开工的冷链项目", Stage::Begun, Reached),
            ("部分设备正在安装", Stage::Building, Reached),
            ("可降解材料项目开工", Stage::Begun, Reached),
            ("储能项目并网发电", Stage::Running, Reached),
            ("4栋厂房全部通过验收", Stage::Completed, Reached),
            ("主厂房已经完工", Stage::Building, Reached),
            ("项目的主体结构基本完工", Stage::Building, Reached),
            ("目前正在按时间节点加紧建设", Stage::Building, Reached),
            ("管网工程完工70%", Stage::Building, Reached),
            ("成品库、洗选车间等工程基本完工", Stage::Building, Reached),
            ("综合楼及厂区路基工程已经完工", Stage::Building, Reached),
            ("滨河厂房工程竣工", Stage::Completed, Reached),
            ("标准厂房竣工", Stage::Completed, Reached),
            ("土建工程施工进度完成80%", Stage::Building, Reached),
            ("上水库大坝填筑完成80%", Stage::Building, Reached),
            ("铭鑫锂能与宿州市签约", Stage::Signed, Reached),
            ("理想汽车常州工厂投产", Stage::Running, Reached),
            ("已完成厂房主体建设", Stage::Building, Reached),
            ("全线路基已贯通", Stage::Building, Reached),
            ("拟于明年向滨河园区投资合计3亿元", Stage::Planned, Weak),
            ("引进一家物流企业", Stage::Signed, Weak),
            ("轴承项目即将投产", Stage::Building, Reached),
            ("轴承项目竣工在即", Stage::Building, Reached),
            ("各项建设已接近尾声", Stage::Building, Reached),
            ("骏珩科技园正在建设中", Stage::Building, Reached),
        ];
        for &(text, stage, modality) in table {
            assert!(read(text).contains(&(stage, modality)), "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn shares_of_money_and_plans_are_no_works() {
        for text in ["销售收入完成年计划的80%", "投资任务完成65%", "预计年底完成厂房主体建设", "已完成县委安排的工作"]
        {
            assert!(read(text).iter().all(|(_, m)| *m != Modality::Reached), "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn wishes() {
        for (text, wish) in [
            ("力争签约亿元以上项目60个", true),
            ("确保引进项目8个", true),
            ("计划开工项目20个", false),
            ("签约项目12个", false),
        ] {
            assert_eq!(is_wish(text, Lexicon::embedded()), wish, "{text}");
        }
    }

    #[test]
    fn means_are_no_projects() {
        for (text, found) in [
            ("公司引进行业经验丰富的科研人员", false),
            ("先后引进德国先进生产线", false),
            ("引进环保设备制造项目", true),
            ("引进高新技术企业12家", true),
        ] {
            assert_eq!(read(text).iter().any(|&(s, _)| s == Stage::Signed), found, "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn what_the_coming_of_projects_means_is_no_stage() {
        use Modality::{Reached, Supposed};
        assert_eq!(read("这些项目的落户投产，对全县意义重大"), [(Stage::Signed, Supposed), (Stage::Running, Supposed)]);
        assert_eq!(read("完成12个项目的签约"), [(Stage::Signed, Reached)]);
    }

    #[test]
    fn what_is_traded_is_no_project() {
        for (text, found) in [
            ("公司已与某电力公司签订供电合同", false),
            ("双方签署了为期五年的锂盐采购协议", false),
            ("双方签订轴承项目投资协议", true),
            ("与管委会签订项目投资及土地租赁协议", true),
        ] {
            assert_eq!(read(text).iter().any(|&(s, _)| s == Stage::Signed), found, "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn what_a_plant_will_be_is_no_stage() {
        assert!(read("该项目将打造成为全国的标杆工厂").is_empty());
    }

    #[test]
    fn words_cut_by_a_border_are_none() {
        assert!(read("为实现主营业务的快速扩张").is_empty());
        assert!(read("双方合资设立项目公司").is_empty());
        assert!(read("投资3亿元建设中珩产业园项目").iter().all(|&(s, _)| s != Stage::Building));
    }

    #[test]
    fn what_goes_on_before_building_is_no_building() {
        for (text, built) in [
            ("前期工作正在加快推进", false),
            ("征地拆迁正在有序推进", false),
            ("设备安装正在加快推进", true),
            ("前期工作已结束，厂房正在加快建设", true),
            ("该项目前期准备工作已经启动", false),
        ] {
            assert_eq!(read(text).contains(&(Stage::Building, Modality::Reached)), built, "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn what_a_date_announces_behind_what_is_under_way() {
        for (text, running) in [
            ("目前设备正在调试，10月开始试产", false),
            ("目前设备正在调试，一期已于3月试产", true),
            ("去年设备调试，今年3月试产", true),
            ("随着一批项目的竣工投产，全县后劲更足", false),
        ] {
            assert_eq!(read(text).contains(&(Stage::Running, Modality::Reached)), running, "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn what_has_not() {
        use Modality::{Denied, Planned, Supposed};
        let table: &[(&str, Stage, Modality)] = &[
            ("预计明年6月投产", Stage::Running, Planned),
            ("力争年内动工", Stage::Begun, Planned),
            ("项目建成后年产值可达3亿元", Stage::Completed, Supposed),
            ("开工率达到八成", Stage::Begun, Supposed),
            ("项目建成达产达标后", Stage::Running, Supposed),
            ("该项目开工建设必将增强全县后劲", Stage::Begun, Supposed),
            ("项目尚未开工", Stage::Begun, Denied),
            ("请问项目什么时候开工", Stage::Begun, Denied),
            ("完成施工图设计", Stage::Building, Supposed),
            ("建成达产后年产值3亿元", Stage::Completed, Supposed),
            ("审议通过关于与高新区管委会签订投资协议的议案", Stage::Signed, Planned),
            (
                "公司拟与滨河新区城市建设开发有限公司及其全资子公司滨河产业园运营管理有限公司签订投资协议",
                Stage::Signed,
                Planned,
            ),
            ("是国内率先实现量产的企业", Stage::Running, Supposed),
            ("预计9月开工，明年底建成投产", Stage::Running, Planned),
            ("按照项目计划，12月28日第一台机组投产", Stage::Running, Planned),
            ("预计2年内投产，6年内实现达产", Stage::Running, Planned),
            ("2024年12月竣工", Stage::Completed, Planned),
            ("拟投资3亿元", Stage::Planned, Planned),
            ("拟与经开区签署《正极材料基地投资合作协议》", Stage::Signed, Planned),
            ("预计一季度将实现12个项目开工", Stage::Begun, Planned),
            ("项目将于明年正式投产", Stage::Running, Planned),
            ("双方设立项目公司，预计明年开工", Stage::Begun, Planned),
            ("推动项目早日开工", Stage::Begun, Planned),
            ("项目即将开工", Stage::Begun, Planned),
            ("项目后段投产预计为12月", Stage::Running, Planned),
            ("项目开工在即", Stage::Begun, Planned),
            ("今年计划投资2亿元，2026年全面投产", Stage::Running, Planned),
        ];
        for &(text, stage, modality) in table {
            assert!(
                read(text).iter().any(|&(s, m)| m == modality && (s == stage || stage == Stage::Running)),
                "{text}: {:?}",
                read(text)
            );
            assert!(!read(text).iter().any(|&(_, m)| m == Modality::Reached), "{text}: {:?}", read(text));
        }
    }
}
