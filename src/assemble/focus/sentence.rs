//! The frames of one sentence: its pairs of an amount and what it is told of, each with the stretch of the sentence that is
//! its own, and the stages and firms in it.
//!
//! Owns where one pair's stretch ends and the next one's begins. Must not look at other sentences.

use std::cmp::Reverse;
use std::iter;
use std::ops::Range;

use super::{investor, list, share, signer};
use crate::assemble::facts::Facts;
use crate::assemble::frame::Frame;
use crate::assemble::pair::{self, Core, Pair};
use crate::assemble::rule::Rule;
use crate::mention::Mention;
use crate::mention::amount::{Amount, AmountRole};
use crate::mention::project::{Project, is_pointed_at};
use crate::mention::stage::{Modality, StageWord};
use crate::record::{Kind, Stage};
use crate::span::CleanSpan;

/// The frames of one sentence.
pub(super) fn sentence_frames(facts: &Facts<'_>, pairs: Vec<Pair>) -> Vec<Frame> {
    let only_counts = pairs.iter().all(|p| matches!(p.core, None | Some(Core::Count(_))));
    let pairs = if only_counts {
        signer::with_companies(facts, pairs)
    } else {
        signer::with_clauses_of_firms(facts, signer::with_listed_firms(facts, pairs))
    };
    let lists = facts.lists();
    let pairs = list::with_members(facts, pairs, lists);
    let regions = regions(facts, &pairs);
    let mut frames: Vec<Frame> = pairs.iter().zip(&regions).map(|(p, r)| frame_of(facts, p, r)).collect();
    share::share_listed(facts, &pairs, &regions, &mut frames);
    share::share_head(facts, &pairs, &mut frames);
    share::share_whole(facts, &pairs, &mut frames);
    for listing in lists {
        list::name_members(facts, listing, &pairs, &mut frames);
        list::share_in_list(facts, listing, &pairs, &mut frames);
    }
    frames
}

/// The stretch of the sentence that belongs to each pair: from where its subject begins to where the next one's does.
fn regions(facts: &Facts<'_>, pairs: &[Pair]) -> Vec<Range<usize>> {
    let extents: Vec<_> = pairs.iter().map(|p| pair::extent(facts, p)).collect();
    let mut bounds = vec![0];
    for window in extents.windows(2) {
        let from = window[0].end.min(window[1].start);
        bounds.push(boundary(facts, from, window[1].start.max(from)));
    }
    bounds.push(facts.text().len());
    bounds.windows(2).map(|w| w[0]..w[1].max(w[0])).collect()
}

/// Where between two pairs the second one begins: at the clause that names its firm, else at its own clause.
fn boundary(facts: &Facts<'_>, from: usize, to: usize) -> usize {
    let text = facts.text();
    let inside = |c: &&Range<usize>| c.start > from && c.start <= to;
    let subject = facts.clauses.iter().filter(inside).find(|c| facts.names_company_in(&(c.start..c.end.min(to))));
    if let Some(clause) = subject {
        return clause.start;
    }
    if let Some(clause) = facts.clauses.iter().rfind(|c| inside(c)) {
        return clause.start;
    }
    match text[from..to].rfind(['、', '；', '暨']) {
        Some(i) => from + i + '、'.len_utf8(),
        None => from,
    }
}

fn frame_of(facts: &Facts<'_>, pair: &Pair, region: &Range<usize>) -> Frame {
    let batch = names_a_batch(facts, pair);
    let total = matches!(pair.core, Some(Core::Count(_))) || pair.rule.is_total() || batch;
    let kind = if total { Kind::Aggregate } else { Kind::Project };
    let whole = 0..facts.text().len();
    let region = if matches!(pair.rule, Rule::Respective | Rule::Each) { &whole } else { region };
    // What it is part of is not where it stands: 滨河高速是河口新区路网的组成部分.
    let own_end = if pair.rule == Rule::Described { pair::extent(facts, pair).end } else { region.end };
    let span: CleanSpan = facts.sentence.span_of(region.start, own_end.max(region.start));
    let mut frame = Frame::new(kind, facts.index, span, pair.rule);
    match pair.core {
        Some(Core::Project(_)) if batch => {}
        Some(Core::Project(i)) => {
            // 12英寸晶圆项目——Y集成电路制造项目: the fullest leads.
            let mut names: Vec<_> = iter::once(&facts.projects[i]).chain(pair::aliases(facts, i)).cloned().collect();
            names.sort_by_key(|p| Reverse(p.value.name.chars().count()));
            frame.other_names = names.split_off(1);
            frame.project = names.pop();
        }
        Some(Core::Count(i)) => frame.count = Some(facts.counts[i].clone()),
        Some(Core::Company(i)) => frame.companies.push(facts.companies[i].clone()),
        None => {}
    }
    frame.finance = facts.is_about_finance();
    frame.points_back = points_back(facts, pair);
    let before = &facts.text()[..pair::extent(facts, pair).start];
    frame.earlier = kind == Kind::Project && facts.lexicon.project_context.earlier.within(before);
    frame.wish = kind == Kind::Aggregate && (is_wished(facts, pair) || is_of_a_fund(facts, pair));
    frame.amount = pair.amount.map(|i| facts.amounts[i].clone());
    frame.phases = pair.phases.iter().map(|&i| facts.amounts[i].clone()).collect();
    frame.converted = pair.converted.map(|i| facts.amounts[i].clone());
    if kind == Kind::Project && !matches!(pair.core, Some(Core::Company(_))) {
        frame.companies = investor::companies_of(facts, pair, region);
    }
    frame.stages = stages_in(facts, region)
        .filter(|s| kind == Kind::Aggregate || !s.value.nominal || pair.core.is_some())
        .cloned()
        .collect();
    if let Some(Core::Count(_)) = pair.core {
        keep_stages_of_count(facts, pair, &mut frame.stages);
    }
    if let Some(Core::Project(i)) = pair.core {
        let came = frame.stages.iter_mut().filter(|s| has_come(facts, &facts.projects[i], s));
        came.for_each(|s| s.value.modality = Modality::Reached);
    }
    frame
}

/// Whether a clause says of a project that it came, where a word that may mean more stands right behind its name: X项目落地某县.
fn has_come(facts: &Facts<'_>, project: &Mention<Project>, word: &Mention<StageWord>) -> bool {
    let (name, at) = (facts.local(project), facts.local(word));
    let clause = facts.clauses[facts.clause_at(name.start)].start;
    let comes = word.value.modality == Modality::Weak && matches!(&facts.text()[at.clone()], "落地" | "落位" | "入园");
    comes && at.start == name.end && facts.text()[clause..name.start].trim().is_empty()
}

/// Whether what an amount is told of is several projects pointed at: 该批项目总投资约6亿元.
fn names_a_batch(facts: &Facts<'_>, pair: &Pair) -> bool {
    let Some(Core::Project(i)) = pair.core else { return false };
    let name = &*facts.projects[i].value.name;
    pair.amount.is_some() && facts.lexicon.project_context.batches.contains(name)
}

/// What is told of a number of projects: from its own clause on, where that says what became of them (举行签约暨开工仪式，签约10个项目),
/// up to the next number.
fn keep_stages_of_count(facts: &Facts<'_>, pair: &Pair, stages: &mut Vec<Mention<StageWord>>) {
    let Some(count) = pair.core.map(|c| pair::core_range(facts, c)) else { return };
    let own = facts.clauses[facts.clause_at(count.start)].clone();
    let others = facts.counts.iter().filter(|c| c.value.value > 1 && !c.value.part).map(|c| facts.local(c).start);
    let next = others.map(|at| facts.clauses[facts.clause_at(at)].start).filter(|&start| start > count.start).min();
    let told = |s: &Mention<StageWord>| {
        s.value.modality == Modality::Reached && own.start <= facts.local(s).start && facts.local(s).end <= own.end
    };
    let from = if stages.iter().any(told) { own.start } else { 0 };
    stages.retain(|s| (from..next.unwrap_or(usize::MAX)).contains(&facts.local(s).start));
}

/// Whether a pair is about what was told before: 这个总投资3亿元的Y, 这也是全省首个Y项目.
fn points_back(facts: &Facts<'_>, pair: &Pair) -> bool {
    let attribute = pair.rule == Rule::Attribute && pair.amount.is_some_and(|a| is_pointing(facts, &facts.amounts[a]));
    // 这是继总投资50亿元的A项目后的又一个项目 names others.
    let described = |core| {
        let at = pair::core_range(facts, core).start;
        let own = pair.amount.is_none_or(|a| facts.local(&facts.amounts[a]).start > at);
        own && matches!(core, Core::Project(_)) && pair::says_what_it_is(facts, at)
    };
    attribute || pair.core.is_some_and(described)
}

/// Whether an amount with its role words stands behind a word that points back: 这个总投资3亿元的….
fn is_pointing(facts: &Facts<'_>, amount: &Mention<Amount>) -> bool {
    let before = &facts.text()[..facts.local(amount).start];
    let role = amount.value.role_text.as_deref().unwrap_or_default();
    is_pointed_at(before.trim_end_matches(['约', '近', '超', '达']).trim_end_matches(role))
}

/// Whether the number or the amount of a total stands in a clause that wishes for it.
fn is_wished(facts: &Facts<'_>, pair: &Pair) -> bool {
    let count = pair.core.map(|c| pair::core_range(facts, c).start);
    let amount = pair.amount.map(|a| facts.local(&facts.amounts[a]).start);
    count.into_iter().chain(amount).any(|at| facts.wishes_at(at))
}

/// Whether a total is what a fund named before it has put into firms (基金已投资项目126个，投资金额86亿元).
fn is_of_a_fund(facts: &Facts<'_>, pair: &Pair) -> bool {
    let fund = facts.amounts.iter().find(|a| a.value.role == AmountRole::Fund).map(|a| facts.local(a).start);
    let count = pair.core.map(|c| pair::core_range(facts, c).start);
    let builds = facts.stages.iter().any(|s| s.value.modality == Modality::Reached && s.value.stage > Stage::Planned);
    !builds && fund.zip(count).is_some_and(|(fund, count)| fund < count)
}

fn stages_in<'f>(facts: &'f Facts<'_>, region: &Range<usize>) -> impl Iterator<Item = &'f Mention<StageWord>> {
    let region = facts.sentence.span_of(region.start, region.end);
    facts.stages.iter().filter(move |s| region.contains(s.span))
}
