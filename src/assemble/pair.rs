//! Which amount belongs to which project, count or company of its sentence.
//!
//! A *core* is what an amount can be an amount of: a project's name, a number of projects, a company.
//! Lists (A、B、C…分别为x、y、z; 各投资x) are paired by order; every other amount looks to both sides of
//! itself and takes the core the grammar ties it to: 总投资X的Y, Y总投资X, C投资X建设Y.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::facts::{Facts, is_investment};
use super::rule::Rule;
use crate::mention::Mention;
use crate::mention::amount::Amount;
use crate::mention::company::{Company, NameForm};
use crate::mention::park::Park;
use crate::mention::project::{self, Project, ProjectForm};
use crate::mention::stage::StageWord;
use crate::record::Stage;

/// Words of signing with at most a few words of money between them and the amount.
static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "(?:签约|引资|吸金|揽金|揽获)(?:总|合同|协议|投资|资金|金额|总额|额|约|近|超|逾|达|共|计|总计|累计|到|了)*$",
    )
    .expect("a valid pattern")
});

/// The projects of a ceremony with no number, and the words of money behind them.
static CEREMONY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "集中(?:签约|开工|动工|竣工|投产|开竣工)的?(?:重点|重大|产业|招商|工业|投资)*项目\
         (?:计划|协议|合同|预计)?(?:总投资|投资总额|投资)(?:额|约|近|超|逾|达|共|为)*$",
    )
    .expect("a valid pattern")
});

/// What an amount can be an amount of; the index is into the sentence's mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Core {
    /// A project's name.
    Project(usize),
    /// A number of projects.
    Count(usize),
    /// A company.
    Company(usize),
}

/// A core with its amount, or either alone.
#[derive(Debug, Clone, Default)]
pub(super) struct Pair {
    /// The core; `None` where the amount belongs to what was told before.
    pub core: Option<Core>,
    /// Index of the main amount.
    pub amount: Option<usize>,
    /// Indexes of amounts of phases and parts.
    pub phases: Vec<usize>,
    /// Index of the same amount in another currency.
    pub converted: Option<usize>,
    /// Whether it comes from a list that shares what follows it.
    pub listed: bool,
    /// The rule that made it.
    pub rule: Rule,
}

impl Pair {
    /// A member of a list, without an amount of its own.
    pub(super) fn listed(core: Core, rule: Rule) -> Self {
        Self { core: Some(core), listed: true, rule, ..Self::default() }
    }
}

/// Pairs the amounts of a sentence with its cores; cores without an amount come alone. In text order.
pub(super) fn pairs(facts: &Facts<'_>) -> Vec<Pair> {
    let mut pairing = Pairing { facts, cores: cores(facts), pairs: Vec::new() };
    pairing.pair_lists();
    pairing.pair_amounts();
    pairing.add_lone_cores();
    let mut pairs = pairing.pairs;
    pairs.sort_by_key(|p| extent(facts, p).start);
    pairs
}

/// The stretch of the sentence from a pair's first to its last element.
pub(super) fn extent(facts: &Facts<'_>, pair: &Pair) -> Range<usize> {
    let core = pair.core.map(|c| core_range(facts, c));
    let amount = pair.amount.map(|a| facts.local(&facts.amounts[a]));
    match (core, amount) {
        (Some(c), Some(a)) => c.start.min(a.start)..c.end.max(a.end),
        (Some(r), None) | (None, Some(r)) => r,
        (None, None) => 0..0,
    }
}

/// Whether an amount is the whole of which the one before it is a part: 首次投资2亿元，后增加6亿元，总投资达8亿元.
pub(super) fn sums_up_to(part: &Amount, whole: &Amount) -> bool {
    let total = |a: &Amount| a.role_text.as_deref().is_some_and(|r| r.contains('总'));
    whole.phase.is_none() && total(whole) && !total(part) && whole.currency == part.currency && whole.yi > part.yi
}

/// Where a core stands in the sentence.
pub(super) fn core_range(facts: &Facts<'_>, core: Core) -> Range<usize> {
    match core {
        Core::Project(i) => facts.local(&facts.projects[i]),
        Core::Count(i) => facts.local(&facts.counts[i]),
        Core::Company(i) => facts.local(&facts.companies[i]),
    }
}

/// Projects and counts of a sentence, in order.
fn cores(facts: &Facts<'_>) -> Vec<Core> {
    let mut cores: Vec<Core> = Vec::new();
    for (i, count) in facts.counts.iter().enumerate() {
        if count.value.value != 1 && !count.value.part {
            cores.push(Core::Count(i));
        }
    }
    drop_parts_of_a_sum(facts, &mut cores);
    for (i, project) in facts.projects.iter().enumerate() {
        let counted = facts.counts.iter().any(|c| c.span.overlaps(project.span));
        if is_named(project) && !counted && !is_alias(facts, project) {
            cores.push(Core::Project(i));
        }
    }
    cores.sort_by_key(|&c| core_range(facts, c).start);
    let all = cores.clone();
    let told_of = |c| {
        !is_host(facts, c)
            && !is_predicate(facts, c, &all)
            && !is_agent(facts, c)
            && !is_served(facts, c)
            && !is_party(facts, c)
    };
    cores.retain(|&c| told_of(c));
    cores
}

/// Whether a facility is one of those who sign: 与滨河大学签订协议.
pub(super) fn is_party(facts: &Facts<'_>, core: Core) -> bool {
    let at = core_range(facts, core);
    let behind = &facts.text()[at.end..];
    let signs = ["签", "达成", "开展合作"].iter().any(|w| behind.starts_with(w));
    let facility = matches!(core, Core::Project(i) if facts.projects[i].value.form == ProjectForm::Facility);
    facility && signs && is_led_by(facts, &at, &["与", "同", "和"])
}

/// Whether a project only takes what another makes: 为某某电池项目提供隔膜.
fn is_served(facts: &Facts<'_>, core: Core) -> bool {
    let at = core_range(facts, core);
    let served = facts.lexicon.project_context.serves.prefix(&facts.text()[at.end..]).is_some();
    matches!(core, Core::Project(_)) && served && is_led_by(facts, &at, &["为", "给", "向"])
}

/// Whether one of the words stands right before a name, or in it right behind a firm that the name has taken in (骏珩科技|与|滨河大学,
/// not 华为).
fn is_led_by(facts: &Facts<'_>, name: &Range<usize>, words: &[&str]) -> bool {
    let text = facts.text();
    let firm_ends = facts.companies.iter().map(|c| facts.local(c).end);
    let mut taken_in = firm_ends.filter(|end| name.contains(end));
    words.iter().any(|w| text[..name.start].ends_with(w))
        || taken_in.any(|end| words.iter().any(|w| text[end..].starts_with(w)))
}

/// Whether a name only says in a bracket how the one before it is called for short (Y生产线项目（K3项目）, Y项目（简称“原项目”）), or
/// behind a dash what it is called: 12英寸晶圆项目——Y项目.
fn is_alias(facts: &Facts<'_>, project: &Mention<Project>) -> bool {
    let before = facts.text()[..facts.local(project).start].trim_end_matches(['“', '"']);
    if let Some(first) = before.strip_suffix("——") {
        return facts.projects.iter().any(|p| facts.local(p).end == first.trim_end_matches('”').len() && is_named(p));
    }
    let before = ["以下简称", "简称", "下称"].iter().find_map(|w| before.strip_suffix(w)).unwrap_or(before);
    let Some(at) = before.strip_suffix(['（', '(']).map(|b| b.trim_end_matches('”').len()) else { return false };
    facts.projects.iter().any(|p| {
        p.span.start < project.span.start && facts.text()[..at].trim_end_matches('”').len() == facts.local(p).end
    })
}

/// Whether a naming is a name of one project.
fn is_named(project: &Mention<Project>) -> bool {
    matches!(project.value.form, ProjectForm::Named | ProjectForm::Facility) && !project.value.plural
}

/// The other names that a bracket or a dash right behind a project's name gives.
pub(super) fn aliases<'f>(facts: &'f Facts<'_>, project: usize) -> impl Iterator<Item = &'f Mention<Project>> {
    let names = facts.projects[project + 1..].iter().take(1);
    names.filter(|p| is_alias(facts, p))
}

/// Counts that only say how a number is made up take no amount: 共30项，其中建设项目27项（省级6项），前期项目3项.
fn drop_parts_of_a_sum(facts: &Facts<'_>, counts: &mut Vec<Core>) {
    let value = |c: &Core| match c {
        Core::Count(i) => facts.counts[*i].value.value,
        _ => 0,
    };
    let ranges: Vec<_> = counts.iter().map(|&c| core_range(facts, c)).collect();
    let (Some(first), Some(last)) = (ranges.first(), ranges.last()) else { return };
    let with_amounts =
        facts.amounts.iter().map(|a| facts.local(a)).any(|a| first.end <= a.start && a.end <= last.start);
    let bracketed =
        |r: &Range<usize>| facts.text()[..r.start].rfind(['（', '(']) > facts.text()[..r.start].rfind(['）', ')']);
    let parts = counts.iter().zip(&ranges).skip(1).filter(|(_, r)| !bracketed(r)).map(|(c, _)| value(c));
    if counts.len() > 2 && !with_amounts && parts.sum::<u64>() == value(&counts[0]) {
        counts.truncate(1);
    }
}

/// Whether a facility is the park that hosts, not what is built.
fn is_host(facts: &Facts<'_>, core: Core) -> bool {
    let Core::Project(i) = core else { return false };
    let project = &facts.projects[i];
    let facility = project.value.form == ProjectForm::Facility;
    let park = facts.parks.iter().find(|p| p.span.end == project.span.end);
    let own = || is_firms_own_site(facts, core);
    let built = |p: &Mention<Park>| is_firms_own(facts, p) || is_begun_itself(facts, p);
    facility && (park.is_some_and(|p| !built(p)) || is_venue(facts, core) || own())
}

/// Whether a park is what the news is about: it begins a clause or follows a date, and was begun or completed: 昨日，南山产业园开工。
fn is_begun_itself(facts: &Facts<'_>, park: &Mention<Park>) -> bool {
    let (at, text) = (facts.local(park), facts.text());
    let clause = facts.clauses[facts.clause_at(at.start)].start;
    let before = text[clause..at.start].trim();
    let subject = before.ends_with(['日', '午', '天']) || before.is_empty() || is_invested_in(facts, &at);
    let begun = |s: &&Mention<StageWord>| matches!(s.value.stage, Stage::Begun | Stage::Completed);
    subject
        && facts.stages.iter().filter(begun).map(|s| facts.local(s)).any(|s| {
            let gap = text.get(at.end..s.start);
            let near = |g: &str| {
                let adverb = facts.lexicon.project_context.adverbs.at(g, 0).is_some_and(|(_, e)| e == g.len());
                g.is_empty() || adverb || SOMEWHERE.is_match(g)
            };
            gap.is_some_and(near) && BEGUN_ITSELF.is_match(&text[s.end..])
        })
}

/// Whether an investment is the attribute of what stands at the place: 一个总投资22亿元、以零部件为主的|产业园.
fn is_invested_in(facts: &Facts<'_>, at: &Range<usize>) -> bool {
    let from = facts.clauses[facts.clause_at(at.start).saturating_sub(1)].start;
    let attribute = facts.text()[..at.start].ends_with('的');
    attribute && facts.investments().map(|a| facts.local(a)).any(|a| from <= a.start && a.end <= at.start)
}

/// The place where something began, between it and its beginning: 也在某县.
static SOMEWHERE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^也?(?:正式)?在\\p{Han}{2,8}(?:正式|隆重)?$").expect("a valid pattern"));

/// What stands behind the beginning of what is spoken of, not of what follows (开工项目12个).
static BEGUN_ITSELF: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^(?:建设)?(?:仪式|庆典|典礼|大会|$|[，。；！,])").expect("a valid pattern"));

/// Whether a facility is the site that the project named right behind it belongs to: 骏珩河口基地的年产3万吨轴承项目投产.
fn is_firms_own_site(facts: &Facts<'_>, facility: Core) -> bool {
    let end = core_range(facts, facility).end;
    let next = facts.text()[end..].starts_with('的').then_some(end + '的'.len_utf8());
    let named = |p: &Mention<Project>| p.value.form == ProjectForm::Named && Some(facts.local(p).start) == next;
    facts.projects.iter().any(named)
}

/// Whether a park is a firm's own and the news is what became of it: 骏珩河口产业园投产.
fn is_firms_own(facts: &Facts<'_>, park: &Mention<Park>) -> bool {
    let at = facts.local(park);
    let text = facts.text();
    let stage = facts.stages.iter().map(|s| facts.local(s)).find(|s| s.start >= at.end);
    let event = stage.is_some_and(|s| {
        let gap = &text[at.end..s.start];
        gap.is_empty() || facts.lexicon.project_context.adverbs.at(gap, 0).is_some_and(|(_, end)| end == gap.len())
    });
    let own = |c: &Mention<Company>| c.span.end == park.span.start && c.value.form != NameForm::Anaphor;
    event && facts.companies.iter().any(own)
}

/// Whether a facility is who builds (由某某研究院投资): no project.
fn is_agent(facts: &Facts<'_>, core: Core) -> bool {
    let at = core_range(facts, core);
    let builds = facts.lexicon.project_context.agent_acts.prefix(&facts.text()[at.end..]).is_some();
    matches!(core, Core::Project(i) if facts.projects[i].value.form == ProjectForm::Facility) && builds && {
        let clause = &facts.text()[facts.clauses[facts.clause_at(at.start)].start..at.start];
        clause.rfind('由').is_some_and(|by| !clause[by..].contains('的') && clause[by..].chars().count() <= AGENT_REACH)
    }
}

/// How many characters before who builds 由 may stand: a firm and 和.
const AGENT_REACH: usize = 12;

/// Whether a facility is where something is held: 在滨河会议中心签约.
fn is_venue(facts: &Facts<'_>, facility: Core) -> bool {
    let at = core_range(facts, facility);
    let behind = facts.text()[at.end..].trim_start_matches(['顺', '利', '隆', '重', '成', '功', '正', '式']);
    let held = facts.lexicon.project_context.venue_acts.prefix(behind).is_some();
    let clause = facts.clauses[facts.clause_at(at.start)].start;
    held && facts.text()[clause..at.start].chars().rev().take(VENUE_REACH).any(|c| c == '在')
}

/// How many characters before a venue 在 may stand.
const VENUE_REACH: usize = 8;

/// Whether a name only says what the core before it is: X项目是全省的“一号工程”.
fn is_predicate(facts: &Facts<'_>, core: Core, all: &[Core]) -> bool {
    let at = core_range(facts, core);
    let clause = facts.clauses[facts.clause_at(at.start)].start;
    let mut before = all
        .iter()
        .filter(|c| matches!(c, Core::Project(_)))
        .map(|&c| core_range(facts, c))
        .filter(|r| r.end <= at.start)
        .rev()
        .enumerate();
    // The one right before it, or the subject of its clause: X项目作为某市场的配套园区项目.
    before.any(|(near, r)| {
        // X项目，是某集团自主研发的Y项目
        let is = ["，是", "，系", "，属于", "，堪称"].iter().any(|w| facts.text()[r.end..].starts_with(w));
        let comma = if is { '，'.len_utf8() } else { 0 };
        let said = facts.lexicon.project_context.copulas.at(&facts.text()[..at.start], r.end + comma).is_some();
        said && (near == 0 || r.start >= clause) || r.end <= clause && says_what_it_is(facts, at.start)
    })
}

/// Whether the clause of a byte says what was told before it is: 这也是全省首个Y项目.
pub(super) fn says_what_it_is(facts: &Facts<'_>, at: usize) -> bool {
    let clause = facts.clauses[facts.clause_at(at)].start;
    THIS_IS.is_match(&facts.text()[clause..at])
}

/// What opens a clause that says what the project told before it is.
static THIS_IS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "^[\\s“”]*(?:而|同时|据悉|据了解|据介绍)?(?:这|同时|也)(?:也|还|将|既|又|不仅|不但|同样|同时|都|无疑)*是",
    )
    .expect("a valid pattern")
});

struct Pairing<'f, 's> {
    facts: &'f Facts<'s>,
    cores: Vec<Core>,
    pairs: Vec<Pair>,
}

/// A candidate core for an amount.
struct Candidate {
    core: Core,
    score: i32,
    rule: Rule,
}

impl Pairing<'_, '_> {
    fn amount(&self, index: usize) -> &Mention<Amount> {
        &self.facts.amounts[index]
    }

    fn is_paired(&self, amount: usize) -> bool {
        self.pairs.iter().any(|p| p.amount == Some(amount) || p.phases.contains(&amount) || p.converted == Some(amount))
    }

    fn pair_of(&self, core: Core) -> Option<&Pair> {
        self.pairs.iter().find(|p| p.core == Some(core))
    }

    /// A、B、C…分别为x、y、z, and A、B各投资x.
    fn pair_lists(&mut self) {
        let text = self.facts.text();
        for (at, word) in text.match_indices("分别") {
            self.pair_respectively(at, at + word.len());
        }
        for (at, _) in text.match_indices('各') {
            self.pair_each(at);
        }
    }

    fn pair_respectively(&mut self, at: usize, end: usize) {
        let amounts = self.run_of_amounts(end);
        if amounts.len() < 2 {
            return;
        }
        if let Some(list) = self.named_behind(&amounts) {
            self.pair_in_order(&list, &amounts);
            return;
        }
        for list in [self.cores_before(at), self.companies_before(at)] {
            let n = amounts.len();
            if list.len() >= n {
                self.pair_in_order(&list[list.len() - n..], &amounts);
                return;
            }
        }
    }

    fn pair_in_order(&mut self, cores: &[Core], amounts: &[usize]) {
        self.pairs.extend(cores.iter().zip(amounts).map(|(&core, &amount)| Pair {
            core: Some(core),
            amount: Some(amount),
            listed: true,
            rule: Rule::Respective,
            ..Pair::default()
        }));
    }

    /// The names that a run of amounts is the attribute of: 总投资分别为11亿元、6亿元的A项目和B项目.
    fn named_behind(&self, amounts: &[usize]) -> Option<Vec<Core>> {
        let end = self.facts.local(self.amount(*amounts.last()?)).end;
        let list: Vec<Core> = self.cores.iter().copied().filter(|&c| core_range(self.facts, c).start >= end).collect();
        let fits = self.facts.text()[end..].starts_with('的') && list.len() >= amounts.len();
        fits.then(|| list[..amounts.len()].to_vec())
    }

    fn pair_each(&mut self, at: usize) {
        let Some(amount) = (0..self.facts.amounts.len()).find(|&i| {
            let range = self.facts.local(self.amount(i));
            range.start > at
                && self.facts.text()[at..range.start].chars().count() <= 8
                && is_investment(&self.amount(i).value)
        }) else {
            return;
        };
        let clause = self.facts.clauses[self.facts.clause_at(at)].clone();
        let inside = |c: &Core| core_range(self.facts, *c).start >= clause.start;
        let companies: Vec<Core> = self.companies_before(at).into_iter().filter(inside).collect();
        let cores: Vec<Core> = self.cores_before(at).into_iter().filter(inside).collect();
        let list = if cores.len() >= 2 { cores } else { companies };
        if list.len() >= 2 {
            for core in list {
                self.pairs.push(Pair {
                    core: Some(core),
                    amount: Some(amount),
                    listed: true,
                    rule: Rule::Each,
                    ..Pair::default()
                });
            }
        }
    }

    /// Investments that follow one another behind `at`, joined by 、 和 及 ，.
    fn run_of_amounts(&self, at: usize) -> Vec<usize> {
        let mut run: Vec<usize> = Vec::new();
        let mut end = at;
        for i in 0..self.facts.amounts.len() {
            let range = self.facts.local(self.amount(i));
            if range.start < at {
                continue;
            }
            let gap = &self.facts.text()[end.min(range.start)..range.start];
            if gap.chars().count() > if run.is_empty() { 12 } else { 3 }
                || !run.is_empty() && gap.contains(['。', '；'])
            {
                break;
            }
            if is_investment(&self.amount(i).value) {
                run.push(i);
            }
            end = range.end;
        }
        run
    }

    fn cores_before(&self, at: usize) -> Vec<Core> {
        self.cores.iter().copied().filter(|&c| core_range(self.facts, c).end <= at && !self.sums_up(c)).collect()
    }

    /// Whether a count only sums up the list before it: A、B和C三个项目.
    fn sums_up(&self, core: Core) -> bool {
        let Core::Count(_) = core else { return false };
        let range = core_range(self.facts, core);
        let before = self.facts.text()[..range.start].trim_end_matches('等');
        self.cores.iter().any(|&c| matches!(c, Core::Project(_)) && core_range(self.facts, c).end == before.len())
    }

    fn companies_before(&self, at: usize) -> Vec<Core> {
        let named = |c: &Mention<crate::mention::company::Company>| c.value.form != NameForm::Anaphor;
        (0..self.facts.companies.len())
            .filter(|&i| named(&self.facts.companies[i]) && self.facts.local(&self.facts.companies[i]).end <= at)
            .map(Core::Company)
            .collect()
    }

    fn pair_amounts(&mut self) {
        for i in 0..self.facts.amounts.len() {
            if self.is_paired(i) || !is_investment(&self.amount(i).value) {
                continue;
            }
            if let Some(host) = self.converted_from(i) {
                self.pairs[host].converted = Some(i);
                continue;
            }
            if (self.amount(i).value.phase.is_some() || self.is_share(i))
                && let Some(host) = self.host_of_phase(i)
            {
                self.pairs[host].phases.push(i);
                continue;
            }
            if self.is_of_each(i) {
                continue;
            }
            if let Some(rule) = self.total_without_number(i) {
                self.pairs.push(Pair { amount: Some(i), rule, ..Pair::default() });
                continue;
            }
            match self.best_core(i) {
                Some(found) => self.join(found, i),
                None => {
                    let rule = Rule::NoName;
                    self.pairs.push(Pair { amount: Some(i), rule, ..Pair::default() });
                }
            }
        }
    }

    /// The rule by which an amount is a total though no number is told: 滨河县招商大会签约117亿元, 集中开工的项目总投资81亿元.
    fn total_without_number(&self, amount: usize) -> Option<Rule> {
        let at = self.facts.local(self.amount(amount)).start;
        let clause = self.facts.clauses[self.facts.clause_at(at)].clone();
        let named =
            self.cores.iter().any(|&c| core_range(self.facts, c).start < at) || self.facts.names_company_in(&(0..at));
        let before = project::last_chars(&self.facts.text()[clause.start..at], project::ROLE_REACH);
        match () {
            () if self.follows_a_list(at) => Some(Rule::CeremonyTotal),
            () if named => None,
            () if CEREMONY.is_match(before) || self.follows_a_batch(at) => Some(Rule::CeremonyTotal),
            () if SIGNED.is_match(before) => Some(Rule::SignedTotal),
            () => None,
        }
    }

    /// Whether the amount is that of each of several projects: 8个项目总投资均超30亿元.
    fn is_of_each(&self, amount: usize) -> bool {
        let at = self.facts.local(self.amount(amount)).start;
        let clause = self.facts.clauses[self.facts.clause_at(at)].start;
        let counted = self.cores.iter().any(|&c| matches!(c, Core::Count(_)) && core_range(self.facts, c).end <= at);
        counted && self.facts.lexicon.project_context.each.within(&self.facts.text()[clause..at])
    }

    /// Whether the amount is that of a list that 等 closes in the clause before: A、B、C项目等，总投资额X.
    fn follows_a_list(&self, at: usize) -> bool {
        let text = self.facts.text();
        let clause = self.facts.clause_at(at);
        let total = text[self.facts.clauses[clause].start..at].trim_start();
        let total = ["总投资", "投资总额", "计划总投资"].iter().any(|w| total.starts_with(w));
        let before = clause.checked_sub(1).map(|c| &text[self.facts.clauses[c].clone()]);
        let counted = self.cores.iter().any(|&c| matches!(c, Core::Count(_)) && core_range(self.facts, c).start < at);
        total
            && !counted
            && before.is_some_and(|b| b.contains('、') && (b.ends_with("项目等") || b.ends_with("等项目")))
    }

    /// Whether the amount is that of a batch of projects told in the clause before: 引进一批项目落地，总投资X.
    fn follows_a_batch(&self, at: usize) -> bool {
        let text = self.facts.text();
        let clause = self.facts.clause_at(at);
        let total = text[self.facts.clauses[clause].start..at].trim_start().starts_with("总投资");
        let before = clause.checked_sub(1).map(|c| self.facts.clauses[c].clone());
        total
            && before.is_some_and(|c| {
                let batch = ["一批", "一大批"].iter().filter_map(|w| text[c.clone()].find(w)).min();
                batch.is_some_and(|b| text[c.start + b..c.end].contains("项目"))
            })
    }

    /// The pair whose amount this one states again in another currency.
    fn converted_from(&self, amount: usize) -> Option<usize> {
        let original = self.amount(amount).value.converts?;
        self.pairs.iter().position(|p| p.amount.is_some_and(|a| self.amount(a).span == original))
    }

    /// Whether the amount is one firm's share of a project's: 总投资3亿元，其中C投资1亿元.
    fn is_share(&self, amount: usize) -> bool {
        let range = self.facts.local(self.amount(amount));
        let clause = self.facts.clauses[self.facts.clause_at(range.start)].clone();
        let whole = self.pairs.iter().rfind(|p| {
            p.amount.is_some_and(|a| self.facts.local(self.amount(a)).end <= range.start)
                && !matches!(p.core, Some(Core::Count(_)))
        });
        let less = whole.and_then(|p| p.amount).is_some_and(|a| self.amount(a).value.yi > self.amount(amount).value.yi);
        let named = self.facts.names_company_in(&(clause.start..range.start));
        less && named && self.facts.text()[clause].trim_start().starts_with("其中")
    }

    /// The pair before a phase's amount that it is a part of.
    fn host_of_phase(&self, amount: usize) -> Option<usize> {
        let at = self.facts.local(self.amount(amount)).start;
        let clause = self.facts.clauses[self.facts.clause_at(at)].clone();
        let named_here = self.cores.iter().any(|&c| {
            let range = core_range(self.facts, c);
            matches!(c, Core::Project(_)) && clause.start <= range.start && range.end <= at && self.pair_of(c).is_none()
        });
        // 首期投资6亿元的Y项目: Y's own, whatever was told before.
        if named_here || self.core_after(amount).is_some_and(|c| c.rule == Rule::Attribute) {
            return None;
        }
        self.pairs.iter().rposition(|p| p.amount.is_some_and(|a| self.facts.local(self.amount(a)).end <= at))
    }

    fn join(&mut self, found: Candidate, amount: usize) {
        if let Some(at) = self.pairs.iter().position(|p| p.core == Some(found.core)) {
            let whole = self.pairs[at]
                .amount
                .is_none_or(|first| sums_up_to(&self.amount(first).value, &self.amount(amount).value));
            let pair = &mut self.pairs[at];
            if whole {
                pair.phases.extend(pair.amount.replace(amount));
                pair.rule = found.rule;
            } else {
                pair.phases.push(amount);
            }
            return;
        }
        self.pairs.push(Pair { core: Some(found.core), amount: Some(amount), rule: found.rule, ..Pair::default() });
    }

    fn best_core(&self, amount: usize) -> Option<Candidate> {
        let mut candidates: Vec<Candidate> = Vec::new();
        if let Some(core) = self.count_around(amount) {
            return Some(Candidate { core, score: 20, rule: Rule::Counted });
        }
        if self.points_back(amount) {
            return self.core_after(amount).filter(|c| c.rule == Rule::Attribute).or_else(|| self.antecedent(amount));
        }
        candidates.extend(self.core_after(amount));
        candidates.extend(self.core_before(amount));
        candidates.extend(self.company_subject(amount));
        candidates.into_iter().filter(|c| c.score > 0).max_by_key(|c| c.score)
    }

    /// The number of projects whose phrase holds the amount: 6个总投资达227亿元的项目.
    fn count_around(&self, amount: usize) -> Option<Core> {
        let at = self.facts.local(self.amount(amount));
        let around = |c: &Core| {
            let range = core_range(self.facts, *c);
            range.start < at.start && at.end < range.end
        };
        self.cores.iter().copied().find(|c| matches!(c, Core::Count(_)) && around(c))
    }

    /// The core of the same sentence that the amount's subject points back to: Y通过验收，该工程投资X.
    fn antecedent(&self, amount: usize) -> Option<Candidate> {
        let start = self.facts.local(self.amount(amount)).start;
        let core = self.cores.iter().copied().rfind(|&c| core_range(self.facts, c).end <= start)?;
        let free = matches!(core, Core::Project(_)) && self.pair_of(core).is_none();
        free.then_some(Candidate { core, score: 8, rule: Rule::Anaphor })
    }

    /// Whether the amount's subject is a word that points back, in its clause or before it with nothing named between:
    /// 该项目总投资X, 上述项目占地千亩，总投资X.
    fn points_back(&self, amount: usize) -> bool {
        let at = self.facts.local(self.amount(amount)).start;
        let anaphor = self.facts.projects.iter().filter(|p| p.value.form == ProjectForm::Anaphor && !p.value.plural);
        let Some(last) = anaphor.map(|p| self.facts.local(p)).rfind(|r| r.end <= at) else { return false };
        let clause = self.facts.clauses[self.facts.clause_at(at)].start;
        let subject = clause <= last.start || project::is_pointed_at(&self.facts.text()[..last.start]);
        let core = self.cores.iter().map(|&c| core_range(self.facts, c).end).filter(|&end| end <= at).max();
        subject && core.is_none_or(|end| end < last.end) && !self.facts.names_company_in(&(last.end..at))
    }

    fn core_after(&self, amount: usize) -> Option<Candidate> {
        let range = self.facts.local(self.amount(amount));
        let core = self.cores.iter().copied().find(|&c| core_range(self.facts, c).start >= range.end)?;
        if self.pair_of(core).is_some() || self.sums_up(core) {
            return None;
        }
        let at = core_range(self.facts, core);
        let gap = &self.facts.text()[range.end..at.start];
        let clauses = self.facts.clause_at(at.start) - self.facts.clause_at(range.start);
        let another = self.facts.investments().any(|a| {
            let r = self.facts.local(a);
            r.start >= range.end && r.end <= at.start && a.value.converts.is_none()
        });
        // …总投资80亿元、B工程总投资68亿元: the next member of a list is another project.
        if matches!(gap, "、" | "和" | "及" | "与" | "以及") && self.names_its_own(&range) {
            return None;
        }
        // 投资额超过50亿元的项目达17个: a size of projects, not their total.
        if matches!(core, Core::Count(i) if self.facts.counts[i].rule == "count.noun_before")
            && gap.starts_with('的')
            && self.amount(amount).value.qualifier.is_some()
        {
            return None;
        }
        // C投资5亿元建设药材提取等17个项目: the number sums up the list, not the last member.
        if matches!(core, Core::Count(_)) && gap.ends_with('等') && !gap.starts_with('的') {
            return None;
        }
        if another || self.facts.names_company_in(&(range.end..at.start)) && !gap.starts_with('的') && clauses > 0 {
            return None;
        }
        let long = i32::try_from(gap.chars().count() / 12).unwrap_or(9);
        let (score, rule) = match clauses {
            0 if gap.trim_start_matches(['）', ')']).starts_with('的') => (14 - long, Rule::Attribute),
            0 => (10 - long, Rule::Verb),
            1 if matches!(core, Core::Count(_)) => (3 - long, Rule::VerbBefore),
            1 => (6 - long, Rule::VerbBefore),
            _ => (0, Rule::NoName),
        };
        Some(Candidate { core, score, rule })
    }

    fn core_before(&self, amount: usize) -> Option<Candidate> {
        let range = self.facts.local(self.amount(amount));
        let core = self.cores.iter().copied().rfind(|&c| core_range(self.facts, c).end <= range.start)?;
        let core = if self.sums_up(core) && self.pair_of(core).is_some() { return None } else { core };
        let core = self.whole_of(core).unwrap_or(core);
        let at = core_range(self.facts, core);
        let between = at.end..range.start;
        let clauses = self.facts.clause_at(range.start) - self.facts.clause_at(at.start);
        if clauses > 0 && self.other_subject(&between, core) || self.is_of_a_member(core, range.start) {
            return None;
        }
        let core = self.counted_list(core).unwrap_or(core);
        let taken = self.pair_of(core).is_some_and(|p| p.amount.is_some());
        let far = i32::try_from(clauses).unwrap_or(9);
        let score = 11 - far - if taken { 9 } else { 0 };
        Some(Candidate { core, score, rule: Rule::Subject })
    }

    /// Whether an amount is that of the firm of one of the projects that a number spells out: 项目2个，包括A投资38亿元建设X、….
    fn is_of_a_member(&self, count: Core, amount: usize) -> bool {
        let (text, end) = (self.facts.text(), core_range(self.facts, count).end);
        let behind = text[end..].trim_start_matches(['，', ',']);
        let context = &self.facts.lexicon.project_context;
        let Some(opener) = context.spelt_out.prefix(behind).filter(|_| matches!(count, Core::Count(_))) else {
            return false;
        };
        let list = text.len() - behind.len() + opener.len();
        let member = text[list..amount].rfind(['、', '；']).map_or(list, |at| list + at);
        // 项目2个，包括A、B，总投资X is their total.
        !text[member..amount].contains(['，', ',']) && self.facts.names_company_in(&(member..amount))
    }

    /// The named project before a core that only says what it consists of: Y项目，主要建设3条生产线，总投资X.
    fn whole_of(&self, part: Core) -> Option<Core> {
        let at = self.cores.iter().position(|&c| c == part)?;
        let clause = self.clause_of(part);
        let is_part = self.facts.contents_begin_at(clause.start) && matches!(part, Core::Project(_));
        let whole = self.cores[..at].iter().copied().rfind(|&c| self.clause_of(c) != clause)?;
        let named = matches!(whole, Core::Project(i) if self.facts.projects[i].value.form == ProjectForm::Named);
        (is_part && named && !self.facts.names_company_in(&clause)).then_some(whole)
    }

    /// The clause a core begins in.
    fn clause_of(&self, core: Core) -> Range<usize> {
        self.facts.clauses[self.facts.clause_at(core_range(self.facts, core).start)].clone()
    }

    /// The number of projects that a list spells out, where a core ends the list: 5个项目，分别是A、B、C.
    fn counted_list(&self, last: Core) -> Option<Core> {
        let at = self.cores.iter().position(|&c| c == last)?;
        let mut first = at;
        while first > 0 && self.is_listed_with(self.cores[first - 1], self.cores[first]) {
            first -= 1;
        }
        let members = u64::try_from(at - first + 1).unwrap_or(u64::MAX);
        let Core::Count(index) = *self.cores[..first].last()? else { return None };
        let count = self.cores[first - 1];
        let covers = self.facts.counts[index].value.value >= members && self.pair_of(count).is_none();
        (members > 1 && covers).then_some(count)
    }

    /// Whether two cores follow one another in a list of names without amounts: A、B.
    fn is_listed_with(&self, a: Core, b: Core) -> bool {
        let names = matches!((a, b), (Core::Project(_), Core::Project(_)));
        let gap = &self.facts.text()[core_range(self.facts, a).end..core_range(self.facts, b).start];
        names && self.pair_of(a).is_none() && gap.contains('、') && gap.chars().count() <= 8
    }

    /// Whether between a core and an amount another firm is named that is not the core's own.
    fn other_subject(&self, between: &Range<usize>, core: Core) -> bool {
        let text = self.facts.text();
        // A firm that signs with somebody has a clause of its own beside a number of projects.
        let ties: &[char] = if matches!(core, Core::Count(_)) {
            &['由', '为', '是', '属']
        } else {
            &['由', '为', '是', '与', '和', '属']
        };
        let listed = if matches!(core, Core::Count(_)) { self.facts.lists() } else { &[] };
        let core = core_range(self.facts, core);
        self.facts.investors().any(|c| {
            let at = self.facts.local(c);
            // 开工项目6个，包括A、B、C，总投资X: the members are what is counted.
            if listed.iter().any(|l| l.clause.end >= core.start && l.holds(&at)) {
                return false;
            }
            let tied = text[..at.start].ends_with(ties) || text[core.clone()].contains(&*c.value.name);
            c.value.form != NameForm::Anaphor && between.start <= at.start && at.end <= between.end && !tied
        })
    }

    /// A company whose own clause states the amount, where no project is named: C投资X.
    fn company_subject(&self, amount: usize) -> Option<Candidate> {
        let range = self.facts.local(self.amount(amount));
        let clause = self.facts.clauses[self.facts.clause_at(range.start)].clone();
        let index = self.facts.companies.iter().rposition(|c| {
            let at = self.facts.local(c);
            c.value.role == crate::mention::company::CompanyRole::Investor
                && c.value.form != NameForm::Anaphor
                && !c.value.in_project
                && clause.start <= at.start
                && at.end <= range.start
        })?;
        Some(Candidate { core: Core::Company(index), score: 4, rule: Rule::Investor })
    }

    fn add_lone_cores(&mut self) {
        for &core in &self.cores {
            let described = self.is_described(core);
            let alone = described || self.stands_alone(core);
            let alone = alone && self.whole_of(core).is_none() && !self.is_built_with_another(core);
            if self.pair_of(core).is_none() && !self.sums_up(core) && alone {
                let rule = if described { Rule::Described } else { Rule::NoAmount };
                self.pairs.push(Pair { core: Some(core), rule, ..Pair::default() });
            }
        }
    }

    /// Whether the member of a list that holds an amount has a name of its own before it: A园总投资80亿元、….
    fn names_its_own(&self, amount: &Range<usize>) -> bool {
        let before = |r: &Range<usize>| r.end <= amount.start;
        self.cores
            .iter()
            .map(|&c| core_range(self.facts, c))
            .rfind(before)
            .is_some_and(|name| !self.facts.text()[name.end..amount.start].contains(['、', '，', '；', ',']))
    }

    /// Whether one investment builds it together with the name before it: 投资12亿元建设A基地及B项目.
    fn is_built_with_another(&self, core: Core) -> bool {
        let at = core_range(self.facts, core);
        self.pairs.iter().filter(|p| p.rule == Rule::Verb).filter_map(|p| p.core).any(|before| {
            let end = core_range(self.facts, before).end;
            end <= at.start && matches!(&self.facts.text()[end..at.start], "及" | "和" | "与" | "以及" | "暨")
        })
    }

    /// A facility is a project without an amount only where something happens to it in its clause.
    fn stands_alone(&self, core: Core) -> bool {
        let Core::Project(index) = core else { return true };
        let project = &self.facts.projects[index];
        let range = self.facts.local(project);
        let clause = self.facts.clauses[self.facts.clause_at(range.start)].clone();
        project.value.form == ProjectForm::Named
            || self.facts.reaches_stage_in(&clause)
            || self.facts.text()[range.clone()].contains("项目") && self.bears_a_firm(&range)
    }

    /// Whether a firm's name stands at the front of a project's.
    fn bears_a_firm(&self, name: &Range<usize>) -> bool {
        self.facts.investors().any(|c| {
            let at = self.facts.local(c);
            c.value.form != NameForm::Anaphor && at.start == name.start && at.end < name.end
        })
    }

    /// Whether the sentence says what a facility is, so that the next ones are about it: 滨河云基地是全省的重点工程。项目投资X.
    fn is_described(&self, core: Core) -> bool {
        let Core::Project(index) = core else { return false };
        let end = core_range(self.facts, core).end;
        self.facts.projects[index].value.form == ProjectForm::Facility
            && self.facts.lexicon.project_context.copulas.at(self.facts.text(), end).is_some()
    }
}
