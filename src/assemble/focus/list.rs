//! Lists of projects in one clause (A、B等项目开工): which of their members are projects, what they are called and what
//! they share.
//!
//! Where a list begins and ends is found by [`crate::mention::listing`]. Must not part a list itself.

use std::ops::Range;

use crate::assemble::facts::Facts;
use crate::assemble::frame::Frame;
use crate::assemble::pair::{self, Core, Pair};
use crate::assemble::rule::Rule;
use crate::lexicon::EdgeKind;
use crate::mention::Mention;
use crate::mention::company::{Company, CompanyRole, NameForm};
use crate::mention::listing::Listing;
use crate::mention::project::{Project, ProjectForm};
use crate::mention::stage::{self, Modality, StageWord};
use crate::record::Stage;

/// The members of a list of projects that only their firm names are projects too: A公司、B机械等项目开工.
pub(super) fn with_members(facts: &Facts<'_>, mut pairs: Vec<Pair>, lists: &[Listing]) -> Vec<Pair> {
    let idle = lists.is_empty() && pairs.len() < 2;
    if idle || facts.is_about_finance() || facts.names_fund() {
        return pairs;
    }
    let taken = |pairs: &[Pair], member: &Range<usize>| {
        let cores = pairs.iter().filter_map(|p| p.core).map(|c| pair::core_range(facts, c));
        cores.into_iter().any(|c| member.start <= c.start && c.start < member.end)
    };
    for member in lists.iter().flat_map(|l| &l.members) {
        if taken(&pairs, member) {
            continue;
        }
        let firm = facts.companies.iter().position(|c| names_member(facts, c, member));
        let firm = firm.map(Core::Company);
        pairs.extend(firm.map(|core| Pair::listed(core, Rule::NamedInList)));
    }
    pairs.sort_by_key(|p| pair::extent(facts, p).start);
    pairs
}

/// Whether a firm is what a member of a list of projects is called after: it stands where the member begins or, in
/// the first one, with nothing behind it but what is made.
fn names_member(facts: &Facts<'_>, company: &Mention<Company>, member: &Range<usize>) -> bool {
    let at = facts.local(company);
    let rest = || &facts.text()[at.end..member.end];
    let investor = company.value.role == CompanyRole::Investor && company.value.form != NameForm::Anaphor;
    investor
        && member.start <= at.start
        && at.end <= member.end
        && !facts.lexicon.project_context.no_member.within(rest())
        && !facts.lexicon.projects.edges(rest()).any(|(r, kind)| r.start == 0 && kind == EdgeKind::Verb)
}

/// A member that goes on behind its firm is called by the whole: 骏某集团轴承技改.
pub(super) fn name_members(facts: &Facts<'_>, list: &Listing, pairs: &[Pair], frames: &mut [Frame]) {
    for (pair, frame) in pairs.iter().zip(frames).filter(|(_, f)| f.project.is_none()) {
        let Some(Core::Company(firm)) = pair.core else { continue };
        let at = facts.local(&facts.companies[firm]);
        let Some(member) = list.member_of(&at).map(|m| &list.members[m]) else { continue };
        if at.end < member.end {
            let name = facts.text()[at.start..member.end].to_owned();
            frame.project = Some(Mention {
                span: facts.sentence.span_of(at.start, member.end),
                value: Project { name, form: ProjectForm::Facility, plural: false },
                rule: "member of a list of projects",
                cue: None,
            });
        }
    }
}

/// The members of a list of projects share what its clause tells around them.
pub(super) fn share_in_list(facts: &Facts<'_>, list: &Listing, pairs: &[Pair], frames: &mut [Frame]) {
    let inside = |s: &&Mention<StageWord>| {
        let at = facts.local(s);
        list.clause.start <= at.start && at.end <= list.clause.end
    };
    let own = |s: &Mention<StageWord>, member: usize| list.member_of(&facts.local(s)) == Some(member);
    let told: Vec<_> = facts.stages.iter().filter(inside).collect();
    let shared: Vec<_> = told.iter().filter(|s| list.member_of(&facts.local(s)).is_none_or(|m| m == 0)).collect();
    let shared: Vec<_> = shared.iter().map(|s| pushed_on(facts, list, s)).collect();
    let sort = sort_of(facts, list, &shared);
    for (pair, frame) in pairs.iter().zip(frames).filter(|(p, _)| p.amount.is_none()) {
        let Some(member) = pair.core.and_then(|c| list.member_of(&pair::core_range(facts, c))) else { continue };
        frame.listed = true;
        if let Some(sort) = &sort {
            frame.stages = vec![sort.clone()];
            frame.project.iter_mut().for_each(|p| p.value.form = ProjectForm::Named);
        } else if !shared.is_empty() && (member == 0 || !told.iter().any(|s| own(s, member))) {
            frame.stages.clone_from(&shared);
        }
    }
}

/// The stage of a sort of projects, where nothing is said to have become of them: 加快推进A、B等一批在建项目竣工投产,
/// A、B等拟开工项目.
fn sort_of(facts: &Facts<'_>, list: &Listing, told: &[Mention<StageWord>]) -> Option<Mention<StageWord>> {
    let inside = |s: &&Mention<StageWord>| {
        let at = facts.local(s);
        list.sort.start <= at.start && at.end <= list.sort.end
    };
    let mut sort = facts.stages.iter().find(inside)?.clone();
    let wished = stage::announces(before_list(facts, list), facts.lexicon);
    let befell = told.iter().any(|s| !inside(&s) && s.value.modality == Modality::Reached);
    match sort.value.stage {
        Stage::Planned => sort.value.modality = Modality::Planned,
        _ if sort.value.modality == Modality::Planned => sort.value.stage = Stage::Planned,
        _ => sort.value.modality = Modality::Reached,
    }
    (wished || !befell).then_some(sort)
}

/// What goes on behind a list of projects goes on with them: A、B等项目加快推进, not 加快推进A、B等项目.
fn pushed_on(facts: &Facts<'_>, list: &Listing, word: &Mention<StageWord>) -> Mention<StageWord> {
    let mut word = word.clone();
    let behind = list.members.last().is_some_and(|last| facts.local(&word).start >= last.end);
    // A、B等项目落地 says that they came.
    let goes_on = word.value.modality == Modality::Weak && matches!(word.value.stage, Stage::Building | Stage::Signed);
    // 随着A、B等项目的相继开工: they begin one after the other.
    let one_by_one = word.value.modality == Modality::Supposed
        && facts.lexicon.project_context.one_by_one.suffix(&facts.text()[..facts.local(&word).start]).is_some();
    if behind && (goes_on || one_by_one) {
        word.value.modality = Modality::Reached;
    }
    // 确保A、B等89个项目3月份开工: the list is longer than such a word reaches.
    if behind && word.value.modality == Modality::Reached && stage::puts_off(before_list(facts, list), facts.lexicon) {
        word.value.modality = Modality::Planned;
    }
    word
}

/// The words of the clause before what its first member is called.
fn before_list<'f>(facts: &'f Facts<'_>, list: &Listing) -> &'f str {
    let Some(first) = list.members.first() else { return "" };
    let firms = facts.companies.iter().map(|c| facts.local(c).start);
    let projects = facts.projects.iter().map(|p| facts.local(p).start);
    let named = firms.chain(projects).filter(|&at| first.start <= at && at < first.end).min();
    &facts.text()[list.clause.start..named.unwrap_or(list.clause.start)]
}
