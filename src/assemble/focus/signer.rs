//! Firms that stand for a project which nothing else names: listed before another's, counted together, or with a clause of
//! their own that tells what they reached.
//!
//! Owns when the name of a firm alone makes a pair. Must not choose the firm of a project that has a name.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::assemble::facts::Facts;
use crate::assemble::pair::{self, Core, Pair};
use crate::assemble::rule::Rule;
use crate::mention::Mention;
use crate::mention::company::{self, Company, CompanyRole, NameForm};
use crate::mention::listing;
use crate::mention::stage::Modality;
use crate::record::Stage;

/// Firms listed right before the firm of a project share what is told of it: A、B、C项目开工.
pub(super) fn with_listed_firms(facts: &Facts<'_>, mut pairs: Vec<Pair>) -> Vec<Pair> {
    let mut firms = Vec::new();
    for pair in pairs.iter().filter(|p| p.amount.is_none()) {
        let Some(Core::Project(project)) = pair.core else { continue };
        let mut start = facts.local(&facts.projects[project]).start;
        for (i, company) in facts.companies.iter().enumerate().rev() {
            let at = facts.local(company);
            if at.end < start && &facts.text()[at.end..start] == "、" && company.value.form != NameForm::Anaphor {
                firms.push(Pair::listed(Core::Company(i), Rule::FirmInList));
                start = at.start;
            }
        }
    }
    pairs.extend(firms);
    pairs.extend(counted_firms(facts, &pairs));
    pairs.sort_by_key(|p| pair::extent(facts, p).start);
    pairs
}

/// Firms that a number of projects right behind them counts, with or without names of projects between: A、B项目以及C等7个项目动建,
/// A项目和C这两个项目开工.
fn counted_firms(facts: &Facts<'_>, pairs: &[Pair]) -> Vec<Pair> {
    let mut firms = Vec::new();
    for count in facts.counts.iter().filter(|c| c.value.value > 1 && !c.value.part) {
        let mut start = facts.local(count).start;
        let mut first = true;
        while let Some((at, firm)) = member_before(facts, start, first) {
            let core = firm.map(Core::Company).filter(|c| pairs.iter().all(|p| p.core != Some(*c)));
            firms.extend(core.map(|core| Pair::listed(core, Rule::CountedList)));
            (start, first) = (at, false);
        }
    }
    let reached = facts.stages.iter().any(|s| s.value.modality == Modality::Reached);
    if reached && pairs.iter().all(|p| p.amount.is_none()) { firms } else { Vec::new() }
}

/// Where the member of a list begins that ends right before `end`, and its firm where it is no project's name. `last`: of the
/// last member, behind which 等 or 这 stands.
fn member_before(facts: &Facts<'_>, end: usize, last: bool) -> Option<(usize, Option<usize>)> {
    let joints: &[&str] = if last { &["等", "这"] } else { &["、", "和", "及", "以及", "与"] };
    let ends = |at: &Range<usize>| at.end < end && joints.contains(&&facts.text()[at.end..end]);
    let project = facts.projects.iter().map(|p| facts.local(p)).find(ends);
    let firm = facts.companies.iter().position(|c| {
        c.value.form != NameForm::Anaphor && c.value.role == CompanyRole::Investor && ends(&facts.local(c))
    });
    match (project, firm) {
        (Some(at), _) => Some((at.start, None)),
        (None, Some(firm)) => Some((facts.local(&facts.companies[firm]).start, Some(firm))),
        (None, None) => None,
    }
}

/// Whether there is neither a firm that could be added to the pairs nor an order to bring them into.
fn is_idle(facts: &Facts<'_>, pairs: &[Pair]) -> bool {
    facts.companies.is_empty() && pairs.len() < 2
}

/// A sentence without projects tells of firms, each with the stage reached in its clause: where there is no
/// amount, or where a count only sums the firms up (A、B、C签约，三个项目…).
pub(super) fn with_companies(facts: &Facts<'_>, mut pairs: Vec<Pair>) -> Vec<Pair> {
    let counted = pairs.iter().any(|p| p.core.is_some());
    let listed = facts.investors().filter(|c| c.value.form != NameForm::Anaphor).count() > 1;
    if is_idle(facts, &pairs)
        || facts.is_about_finance()
        || if counted { !listed } else { facts.investments().next().is_some() }
        || facts.names_fund()
    {
        return pairs;
    }
    for (i, company) in facts.companies.iter().enumerate() {
        let at = facts.local(company);
        let clause = facts.clauses[facts.clause_at(at.start)].clone();
        let investor = facts.investors().any(|c| c.span == company.span);
        let event = at.end..end_of_news(facts, &at, &clause);
        let told = || reaches_event(facts, &event) && !is_mere_agreement(facts, &event);
        let alone = !signs_with_another(facts, i) && !founds_another(facts, i);
        let own = investor && company.value.form != NameForm::Anaphor && alone;
        if own && (told() || is_brought_in(facts, i)) {
            pairs.push(Pair::listed(Core::Company(i), Rule::Signer));
        }
    }
    pairs.sort_by_key(|p| pair::extent(facts, p).start);
    pairs
}

/// Where what is told of a firm ends: with its clause, or with the next one where the firm alone fills its own and that
/// names no other: 由A集团投资的B公司，日前开工.
fn end_of_news(facts: &Facts<'_>, firm: &Range<usize>, clause: &Range<usize>) -> usize {
    let alone = matches!(&facts.text()[firm.end..clause.end], "" | "，" | ",")
        && facts.text()[firm.end..].starts_with(['，', ',']);
    let next = facts.clauses.iter().find(|c| c.start >= clause.end).filter(|_| alone);
    next.filter(|n| !facts.names_company_in(n)).map_or(clause.end, |n| n.end)
}

/// Whether a firm only put its money into the one right behind it, so that both have one project: 由A投资的B奠基.
fn founds_another(facts: &Facts<'_>, company: usize) -> bool {
    let at = facts.local(&facts.companies[company]);
    let Some(next) = facts.companies.get(company + 1).map(|c| facts.local(c)) else { return false };
    facts.text().get(at.end..next.start).is_some_and(|gap| FOUNDS.is_match(gap))
}

/// What stands between a firm and the one that it founds.
static FOUNDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:独资|合资|共同|联合)?(?:投资|出资)(?:建设|兴建|新建|组建|设立|成立|创办|兴办)?的$")
        .expect("a valid pattern")
});

/// Whether a firm signs with the one right before it, or is its subsidiary, so that both have one project: A与B签署合资合同.
fn signs_with_another(facts: &Facts<'_>, company: usize) -> bool {
    let Some(before) = company.checked_sub(1).map(|i| facts.local(&facts.companies[i])) else { return false };
    let at = facts.local(&facts.companies[company]);
    let joins = |gap: &str| matches!(gap, "与" | "同" | "携手" | "联合") || gap.ends_with("子公司");
    let joined = facts.text().get(before.end..at.start).is_some_and(joins);
    joined && facts.stages.iter().any(|s| facts.local(s).start >= at.end && s.value.stage == Stage::Signed)
}

/// Behind projects, a firm with a clause of its own that tells its stage: A二期封顶，B正在试生产.
pub(super) fn with_clauses_of_firms(facts: &Facts<'_>, mut pairs: Vec<Pair>) -> Vec<Pair> {
    if is_idle(facts, &pairs) || facts.is_about_finance() || facts.names_fund() {
        return pairs;
    }
    let taken: Vec<Range<usize>> = pairs.iter().map(|p| pair::extent(facts, p)).collect();
    for (i, company) in facts.companies.iter().enumerate() {
        let at = facts.local(company);
        let clause = &facts.clauses[facts.clause_at(at.start)];
        let subject = facts.text()[clause.start..at.start].trim().is_empty() && company.value.form != NameForm::Anaphor;
        // Before the first project the firm is whose it is.
        let whose = pairs.first().is_some_and(|p| !bears_another(facts, p, company));
        let free = taken.first().is_some_and(|t| t.end <= clause.start || !whose)
            && taken.iter().all(|t| t.end <= clause.start || clause.end <= t.start);
        let investor = company.value.role == CompanyRole::Investor;
        let event = at.end..clause.end;
        if subject && free && investor && reaches_event(facts, &event) && !is_mere_agreement(facts, &event) {
            pairs.push(Pair::listed(Core::Company(i), Rule::Signer));
        }
    }
    pairs.sort_by_key(|p| pair::extent(facts, p).start);
    pairs
}

/// Whether the name of a pair's project begins with another firm: A投产，B二期项目封顶.
fn bears_another(facts: &Facts<'_>, pair: &Pair, firm: &Mention<Company>) -> bool {
    let Some(core) = pair.core.map(|c| pair::core_range(facts, c)) else { return false };
    let own = facts.investors().filter(|c| !company::is_guess(c.rule)).find(|c| facts.local(c).start == core.start);
    own.is_some_and(|c| c.value.full_name != firm.value.full_name)
}

/// Whether a firm is one of several that a word right before their list says to have come: 新引进了A、B、C等企业.
fn is_brought_in(facts: &Facts<'_>, company: usize) -> bool {
    let text = facts.text();
    let places: Vec<Range<usize>> = facts.companies.iter().map(|c| facts.local(c)).collect();
    let joined = |a: &Range<usize>, b: &Range<usize>| text.get(a.end..b.start).is_some_and(joins_firms);
    let first =
        (1..=company).rev().take_while(|&i| joined(&places[i - 1], &places[i])).last().map_or(company, |i| i - 1);
    let more = company > first || places.get(company + 1).is_some_and(|next| joined(&places[company], next));
    let before = text[..places[first].start].trim_end_matches(['了', '“', '：', ':']);
    // 签约企业包括A、B; 落户园区的企业有A、B.
    let opened = listing::opens_firms(before, &facts.lexicon.project_context);
    let clause = facts.clauses[facts.clause_at(before.len())].start;
    more && facts.stages.iter().any(|s| {
        let come = s.value.stage == Stage::Signed && matches!(s.value.modality, Modality::Reached | Modality::Weak);
        let reached = s.value.modality == Modality::Reached && s.value.stage > Stage::Planned;
        let at = facts.local(s);
        come && at.end == before.len() || opened.is_some_and(|o| (come || reached) && clause <= at.start && at.end <= o)
    })
}

/// Whether what stands between two firms joins them in a list, in which others that are not known may stand.
fn joins_firms(gap: &str) -> bool {
    let gap = gap.trim_matches(['“', '”']);
    let unknown = |name: &str| name.chars().count() <= UNKNOWN_FIRM && name.chars().all(crate::letter::is_letter);
    matches!(gap, "、" | "和" | "及" | "以及" | "与")
        || gap.strip_prefix('、').is_some_and(|g| g.split('、').all(unknown))
}

/// Most characters of a member of a list of firms that was not known for one.
const UNKNOWN_FIRM: usize = 6;

/// Whether all that was reached is an agreement in which neither a project nor a place appears: firms sign for many ends.
fn is_mere_agreement(facts: &Facts<'_>, range: &Range<usize>) -> bool {
    let signed_only = facts.stages.iter().all(|s| {
        let at = facts.local(s);
        // 落户, 入驻 say that they came; a plot may be bought for anything.
        let came = || facts.lexicon.project_context.came.within(&facts.text()[at.clone()]);
        s.value.stage == Stage::Signed && !came() || at.start < range.start || at.end > range.end
    });
    // 与县政府签订投资协议, 现场签约: what investors sign with a place.
    let invests = facts.lexicon.project_context.investing.within(facts.text());
    let named = (0..facts.projects.len()).any(|i| !pair::is_party(facts, Core::Project(i)));
    signed_only && !invests && !named && facts.counts.is_empty() && facts.parks.is_empty()
}

/// Whether an event of a project's life was reached in the range.
fn reaches_event(facts: &Facts<'_>, range: &Range<usize>) -> bool {
    facts.stages.iter().any(|s| {
        let at = facts.local(s);
        s.value.modality == Modality::Reached
            && s.value.stage > Stage::Planned
            && s.value.stage != Stage::Ended
            && range.start <= at.start
            && at.end <= range.end
    })
}
