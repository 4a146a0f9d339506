//! The firms of a pair, the likeliest investor first.
//!
//! Owns the order of the firms that a stretch of a sentence names. Must not read firms anew: roles come with the mentions.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::assemble::facts::Facts;
use crate::assemble::pair::{self, Core, Pair};
use crate::mention::Mention;
use crate::mention::company::{self, Company, NameForm};

/// Companies of a stretch, the likeliest investor first: inside the project's name, then the subject before
/// the amount or name, then the first other.
pub(super) fn companies_of(facts: &Facts<'_>, pair: &Pair, region: &Range<usize>) -> Vec<Mention<Company>> {
    let extent = pair::extent(facts, pair);
    let name = match pair.core {
        Some(Core::Project(i)) => facts.local(&facts.projects[i]),
        _ => extent.start..extent.start,
    };
    let others: Vec<&str> =
        facts.investors().filter(|c| is_counterpart(facts, &facts.local(c))).map(|c| &*c.value.full_name).collect();
    let mut found: Vec<(i32, &Mention<Company>)> = facts
        .investors()
        .map(|c| (c, facts.local(c)))
        .filter(|(_, at)| region.start <= at.start && at.end <= region.end)
        .filter(|(c, _)| !others.contains(&&*c.value.full_name))
        .map(|(c, at)| (company_rank(facts, c, &at, &name, &extent), c))
        .filter(|(rank, _)| !pair.listed || *rank <= 0)
        .collect();
    // A brand that only the name suggests stands behind the firm that builds: C建设B产业园.
    let guessed = |c: &Mention<Company>| company::is_guess(c.rule);
    let builder = found.iter().any(|(rank, c)| *rank <= 2 && !guessed(c));
    found.sort_by_key(|(rank, c)| if builder && guessed(c) { *rank + 3 } else { *rank });
    lead_with_subsidiary(facts, &name, &mut found);
    found.into_iter().map(|(_, c)| c.clone()).collect()
}

/// A subsidiary that invests itself, or whose project it is, goes before the firm that it belongs to: C的全资子公司D投资…,
/// C旗下D有限公司Y生产线.
fn lead_with_subsidiary(facts: &Facts<'_>, name: &Range<usize>, found: &mut Vec<(i32, &Mention<Company>)>) {
    let inside = |at: &Range<usize>| name.start <= at.start && at.end <= name.end;
    let invests = |c: &Mention<Company>| begins_with_investing(facts, facts.local(c).end) || inside(&facts.local(c));
    let parent = found.first().map(|(_, c)| c.value.full_name.clone());
    let child = found.iter().position(|(_, c)| parent.is_some() && c.value.parent == parent && invests(c));
    if let Some(child) = child {
        found[..=child].rotate_right(1);
    }
}

/// Whether a firm only is the other side of an agreement that the clause's own firm signs: 公司与C签订投资协议.
fn is_counterpart(facts: &Facts<'_>, at: &Range<usize>) -> bool {
    let text = facts.text();
    let behind = &text[at.end..];
    let bracket = behind.strip_prefix(['（', '(']).and_then(|inner| inner.split_once(['）', ')']));
    let behind = bracket.map_or(behind, |(_, rest)| rest);
    let signs = facts.lexicon.project_context.signs.prefix(behind).is_some();
    let clause = facts.clauses[facts.clause_at(at.start)].start;
    let subject = |c: &Mention<Company>| {
        let other = facts.local(c);
        // A与县里签订的Y、县里与C签订的Z: C is in an item of its own.
        clause <= other.start && other.end < at.start && !text[other.end..at.start].contains('、')
    };
    signs && text[..at.start].ends_with(['与', '同', '和']) && facts.investors().any(subject)
}

fn company_rank(
    facts: &Facts<'_>,
    company: &Mention<Company>,
    at: &Range<usize>,
    name: &Range<usize>,
    extent: &Range<usize>,
) -> i32 {
    let anaphor = if company.value.form == NameForm::Anaphor { 20 } else { 0 };
    let agent = facts.text()[..at.start].ends_with('由') && !builds_another(facts, at, name);
    let signs = || at.end <= name.start && SIGNS.is_match(&facts.text()[at.end..name.start]);
    let place = if agent && begins_with_investing(facts, at.end) || signs() {
        -1
    } else if leads_name(facts, company, at, name)
        || name.start <= at.start && at.end <= name.end && !is_within(facts, company, at, name)
    {
        0
    } else if agent {
        1
    } else if at.end <= extent.start {
        2
    } else if at.start < extent.end {
        3
    } else {
        5
    };
    place + anaphor
}

/// What stands between a firm and the name of what it signed for or invests in: C与某县签订的Y, C投资建设的Y.
static SIGNS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:[与和同][^，。、；]{2,16}?)?(?:签订|签约|签署|投资|投资建设|投资兴建)的“?$")
        .expect("a valid pattern")
});

/// Whether the words behind a firm, which ends at `end`, say that it invests.
fn begins_with_investing(facts: &Facts<'_>, end: usize) -> bool {
    let behind = facts.text()[end..].trim_start_matches(['”', '"', '）', ')', ' ']);
    let behind = behind.trim_start_matches(['拟', '将', '计', '划']);
    facts.lexicon.project_context.invests.prefix(behind).is_some()
}

/// Whether what was read as a short name stands in the middle of a project's name (未来华岭文化综合体项目), a place before it aside:
/// the firm that the clause is about goes before it.
fn is_within(facts: &Facts<'_>, company: &Mention<Company>, at: &Range<usize>, name: &Range<usize>) -> bool {
    let front = &facts.text()[name.start..at.start];
    let places = !facts.lexicon.regions.find(front).is_empty();
    company.rule == company::BRAND_AND_BUSINESS
        && !front.is_empty()
        && !places
        && front.chars().all(crate::letter::is_han)
}

/// Whether a firm behind a name is the agent of something else: Y项目，以及由C建设的Z.
fn builds_another(facts: &Facts<'_>, at: &Range<usize>, name: &Range<usize>) -> bool {
    let clause = &facts.clauses[facts.clause_at(at.start)];
    at.start >= name.end
        && clause.start > name.start
        && facts.text()[at.end..clause.end].trim_end_matches('的').contains('的')
}

/// Whether a company stands right before a project's name, or in front of a name whose first words were taken
/// for something else: X有限公司的Y项目, X有限公司车载Y项目.
fn leads_name(facts: &Facts<'_>, company: &Mention<Company>, at: &Range<usize>, name: &Range<usize>) -> bool {
    if at.end > name.start {
        return false;
    }
    let gap = &facts.text()[at.end..name.start];
    let near = gap.chars().count() <= NAME_REACH && gap.chars().all(crate::letter::is_letter);
    gap.is_empty() || gap == "的" || company.value.in_project && near
}

/// How many characters of a project's name may lie between its firm and what was read as its name.
const NAME_REACH: usize = 16;
