//! Names of projects, and words that point back to one.
//!
//! A name ends in a head (项目, 生产线, 产业园); its left edge is the last punctuation mark, amount,
//! 的, verb or preposition before the head that leaves something to be a name.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Mention;
use crate::letter::is_letter;
use crate::lexicon::{EdgeKind, HeadKind, Lexicon};
use crate::segment::{Sentence, Token, in_dictionary, item_number};
use crate::span::CleanSpan;

/// How a project is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProjectForm {
    /// By a name with 项目 or 工程, or in quotes.
    Named,
    /// By the thing that is built: a name only where it is invested in, signed or begun.
    Facility,
    /// By a phase alone: 一期, 二期工程.
    Phase,
    /// Not at all: 项目, 该项目, 该产业园.
    Anaphor,
}

/// One naming of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// The name as written, without quotes.
    pub name: String,
    /// How it is named.
    pub form: ProjectForm,
    /// Whether a number above one stands before it (三个储能项目): then it names a kind, not a project.
    pub plural: bool,
}

/// Words of a byline, which is no name: 本报讯（记者 某某）.
const BYLINE: [&str; 3] = ["记者", "通讯员", "本报讯"];

/// Longest name in characters.
const MAX_NAME: usize = 60;

/// All namings of projects in a sentence, in order, without overlaps. `fixed` are spans that a name
/// does not begin inside of (companies); `amounts` are spans that a name begins behind.
pub fn projects(
    sentence: &Sentence<'_>,
    lexicon: &Lexicon,
    fixed: &[CleanSpan],
    amounts: &[CleanSpan],
) -> Vec<Mention<Project>> {
    let scan = Scan {
        sentence,
        lexicon,
        fixed: fixed.iter().map(|&s| sentence.local(s)).collect(),
        amounts: amounts.iter().map(|&s| sentence.local(s)).collect(),
        heads: lexicon.projects.heads(sentence.text).collect(),
    };
    let mut out: Vec<Mention<Project>> = Vec::new();
    for index in 0..scan.heads.len() {
        let Some(found) = scan.name_ending_at(index) else { continue };
        // A later head that reaches back over an earlier one ends the longer name.
        out.retain(|m| !found.span.contains(m.span));
        if !out.iter().any(|m| m.span.overlaps(found.span)) {
            out.push(found);
        }
    }
    let headless = |amount| [scan.what_it_is_for(amount), scan.what_has_it(amount)];
    for found in scan.amounts.iter().flat_map(headless).flatten() {
        if !out.iter().any(|m| m.span.overlaps(found.span)) {
            out.push(found);
        }
    }
    out.sort_by_key(|m| m.span.start);
    out
}

/// Blanks and quotation marks around a name.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || "“”\"'‘’「」『』·—".contains(c)
}

/// Where a name begins in what stands before its head: behind marks, behind 以及 and behind whose it is, where more follows.
fn own_start(content: &str, lexicon: &Lexicon) -> usize {
    let more = |rest: &&str| rest.chars().count() >= 2;
    let behind_joint = content.trim_start().strip_prefix("以及").filter(more);
    let mut name = behind_joint.unwrap_or_else(|| content.trim_start_matches(is_mark));
    while let Some(owner) = lexicon.project_context.owners.prefix(name)
        && let Some(rest) = Some(name[owner.len()..].trim_start_matches(is_mark)).filter(more)
    {
        name = rest;
    }
    content.len() - name.len()
}

struct Scan<'s> {
    sentence: &'s Sentence<'s>,
    lexicon: &'s Lexicon,
    fixed: Vec<Range<usize>>,
    amounts: Vec<Range<usize>>,
    heads: Vec<(Range<usize>, HeadKind)>,
}

impl Scan<'_> {
    /// The name that ends in a head.
    fn name_ending_at(&self, index: usize) -> Option<Mention<Project>> {
        let (head, kind) = self.heads[index].clone();
        if self.cuts_a_firm(&head) || self.is_of_another_noun(&head) {
            return None;
        }
        let text = self.sentence.text;
        let (start, plural) = self.behind_number(self.left_edge(&head), head.start);
        if self.is_no_project(start, kind) {
            return None;
        }
        let content = &text[start..head.start];
        // 市场需求及项目资金: what 及 joins to the head is none of its name.
        let joined = kind == HeadKind::Strong && content.ends_with(['及', '和', '与']);
        let content = if joined { "" } else { content };
        let rest = content.trim_matches(is_mark);
        let pointed = self.kind_pointed_at(rest, start);
        // 本次投资建设光伏电站项目符合…: the one that the notice is about.
        let this_one = THIS_ONE.is_match(&text[..start]);
        let (form, rule) = match kind {
            HeadKind::Strong if this_one => (ProjectForm::Anaphor, "本次 and a kind"),
            HeadKind::Strong if pointed.is_some() => (ProjectForm::Anaphor, "这个 and a kind"),
            _ => self.form_of(&head, kind, rest)?,
        };
        let start = match (form, pointed) {
            (ProjectForm::Anaphor, Some(kind)) => head.start - kind.len(),
            (ProjectForm::Anaphor | ProjectForm::Phase, _) => head.start,
            _ => start + own_start(content, self.lexicon),
        };
        let end = self.with_phase(head.end);
        let name = text[start..end].replace(['“', '”', '"', '「', '」', '『', '』'], "");
        let value = Project { name, form, plural };
        Some(Mention { span: self.sentence.span_of(start, end), value, rule, cue: None })
    }

    /// Whether a firm's name goes on over a head, or ends with it.
    fn cuts_a_firm(&self, head: &Range<usize>) -> bool {
        let cut =
            |f: &Range<usize>| f.start < head.end && head.end < f.end || f.end == head.end && f.start < head.start;
        self.fixed.iter().any(cut)
    }

    /// 项目 may stand before another noun (…项目工地); 工程 then is part of a longer word (工程机械).
    fn is_of_another_noun(&self, head: &Range<usize>) -> bool {
        let project = self.sentence.text[head.clone()].ends_with("项目");
        !project && !self.ends_a_noun(head) || self.names_a_field(head.end)
    }

    /// Whether what begins at the byte is a neighbour, which the sentence is not about (紧临滨湖乐园项目), a standard, or one of
    /// any number (每5GWh电池项目).
    fn is_no_project(&self, start: usize, kind: HeadKind) -> bool {
        let text = self.sentence.text;
        let neighbours = &self.lexicon.project_context.neighbours;
        neighbours.ending(text, start).is_some()
            || neighbours.at(text, start).is_some()
            || text[..start].ends_with('每')
            || text[start..].starts_with('每')
            || kind == HeadKind::Facility && self.is_standard(start)
    }

    /// How a head with words before it names a project; `None` where it names none.
    fn form_of(&self, head: &Range<usize>, kind: HeadKind, rest: &str) -> Option<(ProjectForm, &'static str)> {
        if self.is_nothing(rest, kind) {
            return self.form_of_bare(head, kind, rest);
        }
        let phase = kind == HeadKind::Phase && self.sentence.text[head.clone()].ends_with(['目', '程']);
        Some(match kind {
            HeadKind::Strong => (ProjectForm::Named, "name with 项目"),
            HeadKind::Phase if phase => (ProjectForm::Named, "name with a phase"),
            HeadKind::Phase | HeadKind::Facility | HeadKind::None => (ProjectForm::Facility, "name of a facility"),
        })
    }

    /// How a head with no name before it points back.
    fn form_of_bare(&self, head: &Range<usize>, kind: HeadKind, rest: &str) -> Option<(ProjectForm, &'static str)> {
        let pointed_at = || is_pointed_at(&self.sentence.text[..head.start]);
        match kind {
            // 该项目选址…: what follows is told of the project pointed at.
            HeadKind::Strong if !self.ends_a_noun(head) && !pointed_at() => None,
            HeadKind::Strong if rest.contains('期') => Some((ProjectForm::Phase, "bare phase")),
            HeadKind::Strong => Some((ProjectForm::Anaphor, "bare 项目")),
            HeadKind::Phase => Some((ProjectForm::Phase, "bare phase")),
            HeadKind::Facility if pointed_at() => Some((ProjectForm::Anaphor, "该 and a facility")),
            HeadKind::Facility | HeadKind::None => None,
        }
    }

    /// What an amount is the attribute of, without a head: 总投资5亿元的三元前驱体、…, 总投资6亿元的滨河康养城昨日开工.
    fn what_it_is_for(&self, amount: &Range<usize>) -> Option<Mention<Project>> {
        let text = self.sentence.text;
        let rest = text[amount.end..].strip_prefix('的')?;
        let start = text.len() - rest.len();
        let end = start + rest.find(['、', '，', ',', '；', '。', '等', '和', '及'])?;
        let next = |a: &Range<usize>| a.start == end + '和'.len_utf8();
        let listed = text[end..].starts_with(['、', '等'])
            || self.amounts.iter().any(next)
            || joins_another(text, amount.start, end);
        let end = if listed { end } else { start + self.subject_of_a_stage(&text[start..end])? };
        let length = text[start..end].chars().count();
        // Wares of a list may be short: 光学膜.
        let least = if listed { 3 } else { 4 };
        (self.is_invested(amount) && (least..=MAX_NAME / 2).contains(&length)).then(|| Mention {
            span: self.sentence.span_of(start, end),
            value: Project { name: text[start..end].to_owned(), form: ProjectForm::Facility, plural: false },
            rule: "what the amount is for",
            cue: None,
        })
    }

    /// Whether an amount is said to be invested, by itself or as a member of a list: 总投资5亿元的A、3亿元的B.
    fn is_invested(&self, amount: &Range<usize>) -> bool {
        let text = self.sentence.text;
        let before = &text[..amount.start];
        let listed = before.ends_with(['、', '和', '及', '与']);
        last_chars(before, 6).contains("投资")
            || listed
                && self.amounts.iter().rfind(|a| a.end < amount.start).is_some_and(|a| {
                    text[a.end..].starts_with('的') && !text[a.end..amount.start].contains(['，', '；', '。'])
                })
    }

    /// Where the subject of a clause ends whose stage follows at once or behind a place or an adverb.
    fn subject_of_a_stage(&self, clause: &str) -> Option<usize> {
        let stage = self.lexicon.stages.find(clause, |_, _| true).map(|(r, ..)| r.start).next()?;
        let before = &clause[..stage];
        let adverb = self.lexicon.project_context.adverbs.hits(before).next();
        Some(adverb.map_or(stage, |(_, start, _)| start))
    }

    /// A member of a list without a head, its investment behind it: 兴北铁路华岭段总投资53亿元、…, or the
    /// first words of an item: 1、华岭换热器：总投资1.2亿元.
    fn what_has_it(&self, amount: &Range<usize>) -> Option<Mention<Project>> {
        let text = self.sentence.text;
        // C投资3亿元的Y, C投资3亿元在某县建设Y: the amount is Y's.
        if text[amount.end..].starts_with('的') || BUILDS.is_match(&text[amount.end..]) {
            return None;
        }
        let near = last_chars(&text[..amount.start], ROLE_REACH);
        let role = amount.start - near.len() + INVESTED.find(near)?.start();
        let end = text[..role].trim_end_matches(['：', ':']).len();
        let start =
            self.boundary_before(end).max(self.amounts.iter().map(|a| a.end).filter(|&a| a <= end).max().unwrap_or(0));
        let start = start + item_number(&text[start..end]);
        let name = &text[start..end];
        let listed = text[amount.end..].starts_with('、') || text[..start].ends_with('、');
        let headed = end < role
            && self.lexicon.project_context.labels.ending(name, name.len()).is_none()
            && item_number(text) >= start;
        ((listed && end == role || headed) && self.is_headless_name(start, end)).then(|| Mention {
            span: self.sentence.span_of(start, end),
            value: Project { name: name.to_owned(), form: ProjectForm::Facility, plural: false },
            rule: "what has the amount",
            cue: None,
        })
    }

    /// Whether a stretch may name a project though it ends in no head.
    fn is_headless_name(&self, start: usize, end: usize) -> bool {
        let name = &self.sentence.text[start..end];
        let last = self.sentence.tokens().iter().rfind(|t| t.end <= end);
        (4..=MAX_NAME / 2).contains(&name.chars().count())
            && self.lexicon.project_context.no_names.ending(name, name.len()).is_none()
            && !name.starts_with(|c: char| c.is_ascii_digit())
            && !name.contains('在')
            && !BYLINE.iter().any(|w| name.contains(w))
            && !self.lexicon.projects.is_empty_name(name)
            && !self.fixed.iter().any(|f| f.end == end)
            && !self.lexicon.projects.edges(name).any(|(_, kind)| kind == EdgeKind::Verb)
            && last.is_none_or(|t| !t.tag.starts_with(['d', 'p', 'c', 't']))
    }

    /// Whether what begins at a byte is what a project is only built after: 按照“三级综合性医院”标准.
    fn is_standard(&self, start: usize) -> bool {
        let before = self.sentence.text[..start].trim_end_matches(['“', '"', '「', '国', '内', '家']);
        self.lexicon.project_context.standards.ending(before, before.len()).is_some()
    }

    /// Whether the head that ends at a byte only names a field of work, or a kind of firm: 海外项目等多个领域, 建材类项目企业.
    fn names_a_field(&self, end: usize) -> bool {
        self.lexicon.project_context.fields.at(self.sentence.text, end).is_some()
    }

    /// The kind of project that a pointing word makes one told before: 这个|产业园|项目.
    fn kind_pointed_at<'r>(&self, rest: &'r str, start: usize) -> Option<&'r str> {
        let inside = POINTERS.iter().filter_map(|w| rest.strip_prefix(w)).min_by_key(|r| r.len());
        let kind = inside.or_else(|| is_pointed_at(&self.sentence.text[..start]).then_some(rest))?;
        self.lexicon.projects.is_head(kind).then_some(kind)
    }

    /// Nothing, or attributes only: then the head names no project by itself.
    fn is_nothing(&self, content: &str, kind: HeadKind) -> bool {
        let long_enough =
            content.chars().filter(|c| is_letter(*c)).count() >= if kind == HeadKind::Facility { 1 } else { 2 };
        // 昌阳至河口高速公路: a way may be named by places alone.
        let way = content.contains(['至', '到', '—']);
        !long_enough || !way && self.lexicon.projects.is_empty_name(content)
    }

    /// Whether the head ends a noun phrase: nothing of a longer noun follows (not 基地负责人).
    fn ends_a_noun(&self, head: &Range<usize>) -> bool {
        let text = self.sentence.text;
        let tokens = self.sentence.tokens();
        if tokens.is_empty() {
            return true;
        }
        if self.section(head.end) > 0 {
            return true;
        }
        if !tokens.iter().any(|t| t.end == head.end) {
            return false;
        }
        tokens
            .iter()
            .find(|t| t.start == head.end)
            .filter(|t| {
                !self.measures(t.start)
                    && self.lexicon.project_context.news.at(text, t.start).is_none()
                    && !text[head.end..].starts_with("投资")
                    && !text[t.start..t.end].ends_with("仪式")
            })
            .is_none_or(|t| !t.tag.starts_with('n') && t.tag != "vn" || self.starts_phase(t.start))
    }

    /// Whether a measure of the project begins at a byte: 全长约80公里.
    fn measures(&self, at: usize) -> bool {
        let rest = &self.sentence.text[at..];
        let behind = self.lexicon.project_context.told.prefix(rest).map(|word| &rest[word.len()..]);
        behind.is_some_and(|b| b.trim_start_matches(['约', '近', '超', '达', '为', '共']).starts_with(is_digit))
    }

    fn starts_phase(&self, at: usize) -> bool {
        self.heads.iter().any(|(r, _)| r.start == at)
    }

    /// How many bytes the section of a way takes that is named behind the head: 沿江高速公路|灵山至河口段.
    fn section(&self, end: usize) -> usize {
        let text = self.sentence.text;
        let way = self.lexicon.project_context.routes.ending(text, end).is_some();
        SECTION.find(&text[end..]).filter(|_| way).map_or(0, |m| m.end())
    }

    /// The end with a phase or a section behind the head: …项目二期, …项目（一期）, …通道（城区段）.
    fn with_phase(&self, end: usize) -> usize {
        let end = end + self.section(end);
        let rest = &self.sentence.text[end..];
        for open in ["（", "("] {
            if let Some(inner) = rest.strip_prefix(open)
                && let Some(close) = inner.find(['）', ')'])
                && (inner[..close].contains('期') || inner[..close].ends_with('段'))
                && close <= 24
            {
                let bracket = inner[close..].chars().next().map_or(0, char::len_utf8);
                return end + open.len() + close + bracket;
            }
        }
        match self.heads.iter().find(|(r, k)| r.start == end && *k == HeadKind::Phase) {
            Some((r, _)) => r.end,
            None => end,
        }
    }

    fn left_edge(&self, head: &Range<usize>) -> usize {
        let text = self.sentence.text;
        let quoted = opening_quote(text, head.start);
        let limit = quoted.unwrap_or_else(|| self.boundary_before(head.start));
        if quoted.is_some() {
            return limit;
        }
        let number = item_number(text);
        let mut start = if number <= head.start { limit.max(number) } else { limit };
        for amount in &self.amounts {
            if amount.end <= head.start {
                start = start.max(amount.end);
            }
        }
        // A name that begins with a company keeps it whole.
        start = start.max(self.last_de(start, head.start));
        start = start.max(self.last_anaphor(start, head.start));
        let base = start;
        for (edge, kind) in self.lexicon.projects.edges(&text[base..head.start]) {
            let edge = edge.start + base..edge.end + base;
            if self.is_edge(&edge, kind, limit, head.start) {
                start = start.max(edge.end);
            }
        }
        self.last_anaphor(self.behind_listing(start), head.start)
    }

    /// Steps over 有 that lists what was named before (开工的项目有|骏珩轴承项目); the splitter glues it to a brand.
    fn behind_listing(&self, start: usize) -> usize {
        let text = self.sentence.text;
        let listed =
            text[start..].starts_with('有') && ["的", "项目", "工程"].iter().any(|w| text[..start].ends_with(w));
        let word = || {
            self.sentence
                .tokens()
                .iter()
                .find(|t| t.start == start)
                .is_some_and(|t| in_dictionary(&text[t.start..t.end]))
        };
        if listed && !word() { start + '有'.len_utf8() } else { start }
    }

    /// End of the last sign before `at` that no name reaches over.
    fn boundary_before(&self, at: usize) -> usize {
        let text = &self.sentence.text[..at];
        let mut depth = 0usize;
        let mut count = 0;
        for (i, c) in text.char_indices().rev() {
            count += 1;
            match c {
                '）' | ')' | '”' | '】' => depth += 1,
                '（' | '(' | '“' | '【' if depth > 0 => depth -= 1,
                _ if depth > 0 => {}
                '暨' | '，' | '。' | '；' | '：' | '！' | '？' | '、' | ';' | ':' | '!' | '?' | '“' | '《' | '》'
                | '（' | '(' | '【' | '\t' | '—' => {
                    return i + c.len_utf8();
                }
                ',' if !text[..i].ends_with(|d: char| d.is_ascii_digit()) => return i + 1,
                _ => {}
            }
            if count > MAX_NAME {
                return i;
            }
        }
        0
    }

    /// End of the last 项目 in the range that points back: 该项目年产3万吨的生产线, 这些项目.
    fn last_anaphor(&self, start: usize, end: usize) -> usize {
        let text = self.sentence.text;
        let pointing = |at: usize| at == start || is_pointed_at(&text[..at]) || text[..at].ends_with(['些', '批']);
        let found = text[start..end].match_indices("项目").map(|(i, _)| start + i).filter(|&at| pointing(at)).last();
        found.map_or(start, |at| at + "项目".len())
    }

    /// End of the last 的 in the range.
    fn last_de(&self, start: usize, end: usize) -> usize {
        self.sentence.text[start..end].rfind('的').map_or(start, |i| start + i + '的'.len_utf8())
    }

    fn is_edge(&self, edge: &Range<usize>, kind: EdgeKind, limit: usize, head: usize) -> bool {
        let text = self.sentence.text;
        let left = text[edge.end..head].chars().filter(|c| is_letter(*c)).count();
        if left < 2 && !matches!(kind, EdgeKind::Small | EdgeKind::Verb) {
            return false;
        }
        // 滨海(中国)投资|有限公司: the word belongs to the name of a firm.
        let legal = ["有限", "股份", "集团", "控股", "公司"].iter().any(|w| text[edge.end..head].starts_with(w));
        if legal || self.fixed.iter().any(|f| f.start < edge.end && edge.start < f.end) {
            return false;
        }
        match kind {
            // 拟投|建新|能源: the splitter tears the verb behind 拟.
            EdgeKind::Verb => {
                // 3亿元投|建新|能源
                let behind_amount = self.amounts.iter().any(|a| a.end == edge.start);
                self.is_word(edge) || text[..edge.start].ends_with('拟') || behind_amount || self.is_glued(edge)
            }
            EdgeKind::Small => self.is_word(edge) && !self.leads_on(edge, head),
            EdgeKind::Joint => {
                self.is_word(edge) && self.heads.iter().any(|(h, _)| limit <= h.start && h.end <= edge.start)
            }
            EdgeKind::Noun => self.is_word(edge) && self.is_verb_here(edge, limit),
            EdgeKind::None => false,
        }
    }

    /// Whether 至 stands between the ends of a way: 鸡公山至商城段, not 落户至城东工业园.
    fn leads_on(&self, edge: &Range<usize>, head: usize) -> bool {
        let text = self.sentence.text;
        let head = self.heads.iter().find(|(h, _)| h.start == head).map_or(head, |(h, _)| h.end);
        ["至", "到"].contains(&&text[edge.clone()]) && self.lexicon.project_context.routes.within(&text[edge.end..head])
    }

    fn is_word(&self, range: &Range<usize>) -> bool {
        let tokens = self.sentence.tokens();
        tokens.is_empty() || tokens.iter().any(|t| t.start == range.start) && tokens.iter().any(|t| t.end == range.end)
    }

    /// Whether the splitter glued the 有 of a word that lists to a brand: 主要|有骏|珩轴承项目.
    fn is_glued(&self, edge: &Range<usize>) -> bool {
        let text = self.sentence.text;
        let over = self.sentence.tokens().iter().find(|t| t.start < edge.end && edge.end < t.end);
        text[edge.clone()].ends_with("要有") && over.is_some_and(|t| !in_dictionary(&text[t.start..t.end]))
    }

    /// A word such as 建设 is a verb at the beginning, behind a firm, an amount or an adverb, not behind a noun.
    fn is_verb_here(&self, edge: &Range<usize>, limit: usize) -> bool {
        let before = |t: &&Token| t.end <= edge.start && t.start >= limit;
        let Some(previous) = self.sentence.tokens().iter().rfind(before) else { return true };
        let fixed = |r: &Range<usize>| r.end == previous.end;
        self.fixed.iter().any(fixed)
            || self.amounts.iter().any(fixed)
            || self.is_in_a_place(previous, limit)
            || !(previous.tag.starts_with('n')
                || previous.tag.starts_with('v') && previous.tag != "v"
                || previous.tag == "b"
                || previous.tag == "eng")
    }

    /// Whether a word ends the place where something is done: 在城南工业园区|建设.
    fn is_in_a_place(&self, word: &Token, limit: usize) -> bool {
        let text = &self.sentence.text[limit..word.end];
        let place =
            word.tag == "ns" || text.ends_with(['区', '园', '县', '市', '州', '镇', '乡', '村', '内', '省', '地']);
        let preposition = |t: &Token| {
            matches!(&self.sentence.text[t.start..t.end], "在" | "于" | "赴" | "到" | "向" | "拟在" | "将在")
        };
        let from = limit.saturating_sub('在'.len_utf8());
        // 在双河|建设: a place need not be in the dictionary.
        let place = place || self.sentence.text[..limit].ends_with('在') && (2..=4).contains(&text.chars().count());
        place && self.sentence.tokens().iter().any(|t| from <= t.start && t.end <= word.start && preposition(t))
    }

    /// The start behind a number with its measure word (三个, 4幢), and whether it counts more than one.
    fn behind_number(&self, start: usize, head: usize) -> (usize, bool) {
        let text = self.sentence.text;
        // 国家172项节水供水重大水利工程: one of so many.
        let led =
            ["国家", "全国", "全省", "全市", "我省", "我市"].iter().find_map(|w| text[start..head].strip_prefix(w));
        if led.and_then(|rest| NUMBER.find(rest)).is_some_and(|found| !is_one(found.as_str())) {
            return (start, true);
        }
        if let Some(found) = NUMBER.find(&text[start..head]) {
            return (start + found.end(), !is_one(found.as_str()));
        }
        if NUMBER_BEHIND
            .find(&text[head..])
            .filter(|m| !text[head + m.end()..].starts_with(['项', '工']))
            .is_some_and(|m| !is_one(m.as_str().trim_start_matches(['项', '目', '工', '程'])))
        {
            return (start, true);
        }
        // 滨河新城项目集中开工: a ceremony of many.
        if text[head..].strip_prefix("项目").is_some_and(|rest| rest.starts_with("集中")) {
            return (start, true);
        }
        let before = text[..start].trim_end_matches('的');
        (start, NUMBER_BEFORE.find(before).is_some_and(|m| !is_one(m.as_str())))
    }
}

/// The words between a name in a list and its investment, at the end of a text.
static INVESTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:计划|预计|拟|概算|估算)?总?投资(?:额|总额)?(?:约|达|近|超|为)*$").expect("a valid pattern")
});

/// What is built for an amount, behind it: 在某县建设….
static BUILDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:在\\p{Han}{2,12}?)?(?:投资)?(?:建设|兴建|新建|建立|建造|打造|投建)").expect("a valid pattern")
});

/// Whether a member of a list that ends at `end`, its amount before it, is one of the last two: A和投资3亿元的B, …和投资3亿元的B。
fn joins_another(text: &str, amount: usize, end: usize) -> bool {
    let money = |t: &str| {
        t.trim_end_matches(['约', '近', '超', '达']).trim_end_matches("投资").trim_end_matches(['总', '划', '计']).len()
    };
    let next = text[end..].strip_prefix(['和', '及', '与']);
    let another = next.is_some_and(|t| ["投资", "总投资", "计划投资", "计划总投资"].iter().any(|w| t.starts_with(w)));
    let closes = text[end..].chars().next().is_none_or(|c| "，,；。".contains(c));
    let before = &text[..money(&text[..amount])];
    another || closes && before.ends_with(['和', '与', '及']) && before.contains("元的")
}

/// How many characters the words of an investment may take before its amount.
pub(crate) const ROLE_REACH: usize = 24;

/// The last characters of a text, so many at most.
pub(crate) fn last_chars(text: &str, most: usize) -> &str {
    text.char_indices().rev().nth(most.saturating_sub(1)).map_or(text, |(at, _)| &text[at..])
}

/// Whether a text ends in a word that points at what follows: 该, 这个.
pub(crate) fn is_pointed_at(before: &str) -> bool {
    POINTERS.iter().any(|w| before.ends_with(w))
}

/// Words that point at what follows.
const POINTERS: [&str; 12] = ["该", "此", "本", "这", "这个", "这一", "这座", "这条", "这家", "上述", "前述", "整个"];

/// A number with a measure word at the beginning, and at the end.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:[第首]?[0-9一二三四五六七八九十百两几数多余]+[个条座栋幢家项所处批大]|首?[个条座])")
        .expect("a valid pattern")
});
static NUMBER_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("[第首]?[0-9一二三四五六七八九十百两几数多余]+[个条座栋幢家项所处批大]$").expect("a valid pattern")
});
/// A number behind the head: 储能项目11个.
static NUMBER_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:项目|工程)(?:共|达|有|总数)?[0-9一二三四五六七八九十百两几数]+[余多]?个").expect("a valid pattern")
});

/// The section of a way, behind what the way is called: 灵山段, 灵山至河口段.
static SECTION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^\\p{Han}{2,6}?(?:[至到—-]\\p{Han}{2,6}?)?段").expect("a valid pattern"));

/// The beginning of a sentence that is about the investment told before.
static THIS_ONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:公司)?本次(?:拟)?(?:对外)?(?:投资|新建|扩建|实施)?(?:建设)?$").expect("a valid pattern")
});

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_one(number: &str) -> bool {
    let digits =
        number.trim_end_matches(|c: char| !(c.is_ascii_digit() || "一二三四五六七八九十百两几数多余第首".contains(c)));
    if number.ends_with('批') {
        return number.starts_with(['第', '首']);
    }
    number.starts_with(['第', '首']) || matches!(digits, "一" | "1" | "")
}

/// End of an opening quote that is not closed before `at`.
fn opening_quote(text: &str, at: usize) -> Option<usize> {
    let before = &text[..at];
    let open = before.rfind('“')?;
    let close = before.rfind('”');
    let inside = close.is_none_or(|c| c < open);
    let content = open + '“'.len_utf8();
    (inside && before[content..].chars().count() <= MAX_NAME && !before[content..].contains(['，', '。', '；']))
        .then_some(content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::BlockKind;

    fn names(text: &str) -> Vec<(String, ProjectForm)> {
        let sentence = Sentence::new(text, 0, 0, BlockKind::Paragraph);
        projects(&sentence, Lexicon::embedded(), &[], &[]).into_iter().map(|m| (m.value.name, m.value.form)).collect()
    }

    #[test]
    fn names_with_their_edges() {
        use ProjectForm::{Facility, Named};
        let table: &[(&str, &str, ProjectForm)] = &[
            ("总投资3亿元的华岭轴承生产项目开工", "华岭轴承生产项目", Named),
            ("公司拟投资建设“高精度齿轮三期项目”", "高精度齿轮三期项目", Named),
            ("推进农村基础设施建设项目", "农村基础设施建设项目", Named),
            ("新建年产300万套床上用品项目，去年动工", "年产300万套床上用品项目", Named),
            ("在河口新建储能电站", "储能电站", Facility),
            ("海纳包装项目坐落于城南工业园", "海纳包装项目", Named),
            ("现场签约了北辰片区综合开发项目", "北辰片区综合开发项目", Named),
            ("力促康达轴承项目3月投产", "康达轴承项目", Named),
            ("建设大华智慧能源基地项目", "大华智慧能源基地项目", Named),
            ("宏光光能背板二期投资22.5亿元", "宏光光能背板二期", Facility),
            ("滨河化工一体化二期项目总体设计完成", "滨河化工一体化二期项目", Named),
            ("在双河建设冷链物流项目", "冷链物流项目", Named),
            ("已投产项目海诚水产食品项目正常运营", "海诚水产食品项目", Named),
            ("滨海(中国)投资有限公司南湖度假区项目签约仪式", "滨海(中国)投资有限公司南湖度假区项目", Named),
            ("老旧小区改造提升项目", "老旧小区改造提升项目", Named),
            ("远航科技光电产业园一期投产", "远航科技光电产业园一期", Facility),
            ("沿江高速公路灵山至河口段项目", "沿江高速公路灵山至河口段项目", Named),
            ("落户至城东工业园项目", "城东工业园项目", Named),
            ("昌阳至河口高速公路开工", "昌阳至河口高速公路", Facility),
            ("昌沙高速公路灵山段开工", "昌沙高速公路灵山段", Facility),
            ("南湖轴承产业园奠基仪式举行", "南湖轴承产业园", Facility),
            ("地铁15号线东延工程全长5公里", "地铁15号线东延工程", Named),
            ("河间市地铁1号线开工建设", "河间市地铁1号线", Facility),
            ("河间至昌阳城际铁路全长80公里", "河间至昌阳城际铁路", Facility),
            ("昌宁高速公路全长62公里", "昌宁高速公路", Facility),
            ("昌宁铁路线路全长62公里", "昌宁铁路", Facility),
            ("双河大桥起于城南路", "双河大桥", Facility),
            ("昌宁铁路可行性研究报告获批", "昌宁铁路", Facility),
            ("总投资5亿元的显示模组项目", "显示模组项目", Named),
            ("公告显示，骏珩轴承项目开工", "骏珩轴承项目", Named),
            ("公司全资子公司骏珩铝业年产2万吨铝箔项目投产", "骏珩铝业年产2万吨铝箔项目", Named),
            ("公司年产2万吨铝箔项目开工", "年产2万吨铝箔项目", Named),
            ("天然气管道工程全线贯通", "天然气管道工程", Named),
            ("骏珩轴承项目建设期限为18个月", "骏珩轴承项目", Named),
            ("城北轨道交通5号线二期工程开工", "城北轨道交通5号线二期工程", Named),
            ("公司终止年产3万吨碳酸锂项目", "年产3万吨碳酸锂项目", Named),
            ("完善产品结构和提高市场配套能力，建设轴承项目", "轴承项目", Named),
        ];
        for &(text, name, form) in table {
            assert!(names(text).contains(&(name.to_owned(), form)), "{text}: {:?}", names(text));
        }
    }

    #[test]
    fn attributes_are_no_names() {
        for text in [
            "双方将在文旅、海外项目等多个领域合作",
            "与滨河集团进行项目签约",
            "全市重点项目集中开工",
            "创下全省最大招商项目纪录",
            "按照国内三级综合医院标准设计",
            "新签约亿元以上工业项目55个",
            "该项目总投资5亿元",
            "业内估算整个项目将引进120台设备",
            "每5GWh电池项目配置1万吨资源",
            "基地负责人介绍",
            "铁路部门介绍",
        ] {
            assert!(names(text).iter().all(|(_, f)| *f == ProjectForm::Anaphor), "{text}: {:?}", names(text));
        }
    }

    #[test]
    fn members_of_a_list_need_no_head() {
        let text = "总投资5亿元的华岭三元前驱体、总投资3亿元的宏远显示器件等推进签约";
        let amounts = ["5亿元", "3亿元"].map(|a| text.find(a).map(|at| CleanSpan::new(at, at + a.len())).unwrap());
        let sentence = Sentence::new(text, 0, 0, BlockKind::Paragraph);
        let found = projects(&sentence, Lexicon::embedded(), &[], &amounts);
        assert_eq!(found.iter().map(|m| &*m.value.name).collect::<Vec<_>>(), ["华岭三元前驱体", "宏远显示器件"]);
    }

    #[test]
    fn what_begins_needs_no_head() {
        for (text, amount, name) in [
            ("总投资高达6亿元的滨河文旅康养城在河间县正式开工。", "6亿元", "滨河文旅康养城"),
            ("总投资6亿元的华岭制氢装置昨日投产，", "6亿元", "华岭制氢装置"),
        ] {
            let at = text.find(amount).map(|at| CleanSpan::new(at, at + amount.len())).unwrap();
            let sentence = Sentence::new(text, 0, 0, BlockKind::Paragraph);
            let found = projects(&sentence, Lexicon::embedded(), &[], &[at]);
            assert!(found.iter().any(|m| m.value.name == name), "{text}: {found:?}");
        }
    }

    #[test]
    fn members_of_a_list_have_their_investment_behind_them() {
        let text = "其中，兴北铁路华岭段总投资53亿元、南湖文化生态园总投资20亿元、华岭市总投资30亿元、一期总投资8亿元";
        let amounts = ["53亿元", "20亿元", "30亿元", "8亿元"]
            .map(|a| text.find(a).map(|at| CleanSpan::new(at, at + a.len())).unwrap());
        let sentence = Sentence::new(text, 0, 0, BlockKind::Paragraph);
        let found = projects(&sentence, Lexicon::embedded(), &[], &amounts);
        let named = found.iter().filter(|m| m.value.form != ProjectForm::Phase).map(|m| &*m.value.name);
        assert_eq!(named.collect::<Vec<_>>(), ["兴北铁路华岭段", "南湖文化生态园"]);
    }

    #[test]
    fn items_begin_with_a_name() {
        for (text, amount, name) in [
            (
                "5.河间城际快速通道（高新区段）：总投资15.7亿元，路基完成70%",
                "15.7亿元",
                Some("河间城际快速通道（高新区段）"),
            ),
            ("（三）华岭换热器：总投资1.2亿元", "1.2亿元", Some("华岭换热器")),
            ("投资规模：总投资1.2亿元", "1.2亿元", None),
        ] {
            let at = text.find(amount).map(|at| CleanSpan::new(at, at + amount.len())).unwrap();
            let sentence = Sentence::new(text, 0, 0, BlockKind::Paragraph);
            let found = projects(&sentence, Lexicon::embedded(), &[], &[at]);
            assert_eq!(found.first().map(|m| &*m.value.name), name, "{text}: {found:?}");
        }
    }

    #[test]
    fn a_company_of_a_project_is_no_project() {
        assert!(names("双方在河口新区设立项目公司").is_empty());
    }

    #[test]
    fn a_number_before_it_makes_it_a_kind() {
        for text in ["全县三个储能项目开工", "列入国家172项节水供水重大水利工程"] {
            let sentence = Sentence::new(text, 0, 0, BlockKind::Paragraph);
            let found = projects(&sentence, Lexicon::embedded(), &[], &[]);
            assert!(found.iter().any(|m| m.value.plural), "{found:?}");
        }
    }
}
