//! What a sentence without a project of its own adds to the open frame: amounts, a firm, stages, other names.
//!
//! Owns what may be added and where it goes. Whether the sentence is about the open frame at all is asked before.

use std::collections::BTreeSet;

use super::Focus;
use crate::assemble::facts::Facts;
use crate::assemble::frame::Frame;
use crate::assemble::pair;
use crate::assemble::rule::Rule;
use crate::mention::Mention;
use crate::mention::amount::Amount;
use crate::mention::company::{self, Company, NameForm};
use crate::mention::project::ProjectForm;
use crate::mention::stage::{Modality, StageWord};
use crate::record::{Kind, Stage};

impl Focus {
    /// In a sentence about the open frame (该项目是…) a name only describes it: it goes over to the frame.
    pub(super) fn take_names(&mut self, frames: &mut [Frame], describes: impl Fn(&Frame) -> bool) {
        let Some(open) = self.open.filter(|&o| self.frames[o].kind == Kind::Project) else { return };
        for frame in frames.iter_mut().filter(|f| f.kind == Kind::Project && describes(f)) {
            let mut told = std::mem::take(&mut frame.companies);
            frame.companies.extend(told.extract_if(.., |c| c.value.form == NameForm::Anaphor));
            let open = &mut self.frames[open];
            // 该项目由C投资…，包括A项目、B项目: the firm is the open one's, which has none.
            if open.companies.is_empty() && frame.project.is_none() {
                told.retain(|c| !company::is_guess(c.rule));
                open.add_companies(told);
            }
            open.other_names.extend(frame.project.take());
        }
    }

    /// Adds what a sentence without a name of its own tells to the open frame.
    pub(super) fn continue_open(&mut self, facts: &Facts<'_>, frames: Vec<Frame>) {
        let mut used = self.add_amounts(facts, frames);
        let Some(open) = self.open else { return };
        let others = self.firms_beside(open);
        let frame = &mut self.frames[open];
        if frame.kind == Kind::Project {
            let guessed = frame.companies.iter().all(|c| company::is_guess(c.rule));
            if guessed {
                let named = |c: &&Mention<Company>| c.value.form != NameForm::Anaphor;
                let free = |c: &&Mention<Company>| !others.contains(&c.value.full_name);
                let companies: Vec<_> = facts.investors().filter(named).filter(free).cloned().collect();
                used |= !companies.is_empty();
                frame.add_companies(companies);
            }
            let plan = frame.is_plan();
            let told: Vec<_> = facts
                .stages
                .iter()
                .filter(|s| {
                    !s.value.nominal && (!plan || s.value.modality != Modality::Reached || is_of_project(facts, s))
                })
                .cloned()
                .collect();
            used |= !told.is_empty();
            frame.stages.extend(told);
        }
        if used && !frame.sentences.contains(&facts.index) {
            frame.sentences.push(facts.index);
        }
        self.open_block = facts.sentence.block;
    }

    /// The firms of the other projects of the list in which a frame begins, where each has its own: then none of them
    /// has that one too.
    fn firms_beside(&self, open: usize) -> BTreeSet<String> {
        let first = self.frames[open].sentences.first();
        let beside = self.frames.iter().enumerate().filter(|(i, f)| *i != open && f.sentences.first() == first);
        let firms = beside.filter_map(|(_, f)| f.companies.first()).filter(|c| !company::is_guess(c.rule));
        let firms: BTreeSet<String> = firms.map(|c| c.value.full_name.clone()).collect();
        if firms.len() > 1 { firms } else { BTreeSet::new() }
    }

    /// Gives the amounts of frames without a name to the open frame; `false` where there are none.
    pub(super) fn add_amounts(&mut self, facts: &Facts<'_>, nameless: Vec<Frame>) -> bool {
        let Some(open) = self.open else { return false };
        let frame = &mut self.frames[open];
        let mut used = false;
        for told in nameless {
            used |= told.amount.is_some() || !told.phases.is_empty();
            take_amounts(frame, told);
        }
        if used && !frame.sentences.contains(&facts.index) {
            frame.sentences.push(facts.index);
        }
        used
    }
}

/// Whether the clause of a stage word points back to the project, or tells of works that go on now: what is merely planned was not
/// reached by another plant's doing.
fn is_of_project(facts: &Facts<'_>, word: &Mention<StageWord>) -> bool {
    let clause = facts.clauses[facts.clause_at(facts.local(word).start)].clone();
    word.value.stage == Stage::Building && tells_of_now(facts)
        || facts.projects.iter().any(|p| {
            let at = facts.local(p);
            p.value.form == ProjectForm::Anaphor && clause.start <= at.start && at.end <= clause.end
        })
}

/// Whether a sentence begins with a word that says that it tells of now.
fn tells_of_now(facts: &Facts<'_>) -> bool {
    let text = facts.text().trim_start_matches(['“', '"', ' ', '\u{3000}']);
    facts.lexicon.project_context.now.prefix(text).is_some()
}

/// Whether a frame only names what is built: 总投资4亿元，建设100兆瓦储能电站.
pub(super) fn builds(frame: &Frame) -> bool {
    frame.rule != Rule::Attribute && frame.project.as_ref().is_some_and(|p| p.value.form == ProjectForm::Facility)
}

/// Whether a frame tells nothing of whose it is.
pub(super) fn is_nameless(frame: &Frame) -> bool {
    frame.kind == Kind::Project && frame.project.is_none() && frame.count.is_none() && !names_company(frame)
}

/// Amounts without a name belong to the name before them in their sentence: X项目总投资6亿元（其中固定资产投资2亿元）.
pub(super) fn with_parts(frames: Vec<Frame>) -> Vec<Frame> {
    let mut out: Vec<Frame> = Vec::new();
    for frame in frames {
        match out.last_mut().filter(|_| is_nameless(&frame)) {
            Some(named) => {
                let whole = frame.amount.as_ref().zip(named.amount.as_ref());
                let whole = whole.is_some_and(|(whole, part)| pair::sums_up_to(&part.value, &whole.value));
                let part = if whole { named.amount.take() } else { None };
                take_amounts(named, frame);
                named.phases.extend(part);
            }
            None => out.push(frame),
        }
    }
    out
}

fn names_company(frame: &Frame) -> bool {
    frame.companies.iter().any(|c| c.value.form != NameForm::Anaphor)
}

/// Puts the amounts of a frame without a name into another.
fn take_amounts(frame: &mut Frame, told: Frame) {
    told.amount.into_iter().chain(told.phases).for_each(|amount| take_amount(frame, amount));
    frame.converted = frame.converted.take().or(told.converted);
}

/// Puts an amount into a frame: as its investment, or as a part where it has one already.
fn take_amount(frame: &mut Frame, amount: Mention<Amount>) {
    let total = amount.value.role_text.as_deref().is_some_and(|r| r.contains('总'));
    match &frame.amount {
        None => frame.amount = Some(amount),
        Some(old) if total && amount.value.phase.is_none() && old.value.phase.is_some() => {
            frame.phases.extend(frame.amount.replace(amount));
        }
        Some(_) => frame.phases.push(amount),
    }
}
