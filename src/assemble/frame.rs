//! Frames: what one stretch of text tells of one project or of one total.

use std::cmp::Reverse;

use super::rule::Rule;
use crate::mention::Mention;
use crate::mention::amount::{Amount, AmountRole};
use crate::mention::company::{Company, NameForm};
use crate::mention::count::Count;
use crate::mention::project::{Project, ProjectForm};
use crate::mention::stage::{Modality, StageWord};
use crate::record::{Kind, Stage};
use crate::span::CleanSpan;

/// What a stretch of text tells of one project or total.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    /// One project or a total.
    pub kind: Kind,
    /// Indexes of the sentences that tell of it, in order.
    pub sentences: Vec<usize>,
    /// The stretch of its first sentence that is its own.
    pub span: CleanSpan,
    /// Its name, the fullest first.
    pub project: Option<Mention<Project>>,
    /// Further names.
    pub other_names: Vec<Mention<Project>>,
    /// Its companies, the leading one first.
    pub companies: Vec<Mention<Company>>,
    /// The investment.
    pub amount: Option<Mention<Amount>>,
    /// Amounts of its phases, or parts.
    pub phases: Vec<Mention<Amount>>,
    /// The same amount in another currency.
    pub converted: Option<Mention<Amount>>,
    /// Stage words told of it.
    pub stages: Vec<Mention<StageWord>>,
    /// Stage of the list, ceremony or section it is told in.
    pub topic: Option<Mention<StageWord>>,
    /// Where a table's own column says it stands.
    pub place: Option<CleanSpan>,
    /// Number of projects of a total.
    pub count: Option<Mention<Count>>,
    /// Whether its sentence is about money that builds nothing (funds, loans, orders): then only an investment proves it.
    pub finance: bool,
    /// Whether it points at what was told before: 这个总投资3亿元的纺织项目.
    pub points_back: bool,
    /// Whether it only tells what was announced before: 此前公司公告拟投资….
    pub earlier: bool,
    /// Whether it is a total that is only wished for (力争签约60个), or what a fund has paid out: no record.
    pub wish: bool,
    /// Whether it is a member of a list without an amount of its own: what else the sentence tells is of others.
    pub listed: bool,
    /// Whether it comes from the headline.
    pub headline: bool,
    /// The rule that made it.
    pub rule: Rule,
}

impl Frame {
    pub fn new(kind: Kind, sentence: usize, span: CleanSpan, rule: Rule) -> Self {
        Self {
            kind,
            sentences: vec![sentence],
            span,
            project: None,
            other_names: Vec::new(),
            companies: Vec::new(),
            amount: None,
            phases: Vec::new(),
            converted: None,
            stages: Vec::new(),
            topic: None,
            place: None,
            count: None,
            finance: false,
            earlier: false,
            wish: false,
            points_back: false,
            listed: false,
            headline: false,
            rule,
        }
    }

    /// The leading company.
    pub fn company(&self) -> Option<&Company> {
        self.companies.first().map(|c| &c.value)
    }

    /// The value of the investment in 亿 of its currency.
    pub fn yi(&self) -> Option<f64> {
        self.amount.as_ref().and_then(|a| a.value.yi)
    }

    /// The furthest stage reached with the word that first tells it, in the body before the title; the list's stage where the frame has
    /// none; 拟建 where only plans are told.
    pub fn stage(&self) -> Option<(Stage, &Mention<StageWord>)> {
        if let Some(ended) = self.reached().find(|s| s.value.stage == Stage::Ended) {
            return Some((Stage::Ended, ended));
        }
        let events = self.reached().filter(|s| s.value.stage > Stage::Planned);
        let own = events.max_by_key(|s| (s.value.stage, Reverse(s.span.start)));
        // 三个项目集中开工，它们落户X: where they are says no more than that they were signed for.
        let further = self.topic.as_ref().filter(|t| t.value.stage > Stage::Signed && !self.puts_off(t.value.stage));
        if let Some(topic) = further.filter(|_| own.is_some_and(|o| o.value.sites)) {
            return Some((topic.value.stage, topic));
        }
        let talk = self.reached().find(|s| s.value.stage == Stage::Talks);
        if let Some(best) = own.or(talk) {
            return Some((best.value.stage, best));
        }
        if let Some(topic) = self.topic.as_ref().filter(|t| !self.puts_off(t.value.stage)) {
            return Some((topic.value.stage, topic));
        }
        let planned = |s: &&Mention<StageWord>| {
            matches!(s.value.modality, Modality::Planned | Modality::Denied)
                || s.value.stage == Stage::Planned && s.value.modality != Modality::Weak
        };
        let plan = self.stages.iter().find(planned).map(|s| (Stage::Planned, s));
        plan.or_else(|| self.weak().map(|weak| (weak.value.stage, weak)))
    }

    /// Whether the frame itself says that a stage or an earlier one is still to come; the end comes whenever it comes.
    pub fn puts_off(&self, stage: Stage) -> bool {
        stage != Stage::Ended
            && self.stages.iter().any(|s| {
                let event = s.value.stage > Stage::Planned && s.value.stage <= stage;
                event && matches!(s.value.modality, Modality::Planned | Modality::Denied)
            })
    }

    /// Whether what is told so far is a plan only.
    pub fn is_plan(&self) -> bool {
        self.reached().next().is_none() && self.stages.iter().any(|s| s.value.modality == Modality::Planned)
    }

    /// Whether it was given up.
    pub fn ends(&self) -> bool {
        self.reached().any(|s| s.value.stage == Stage::Ended)
    }

    fn reached(&self) -> impl Iterator<Item = &Mention<StageWord>> {
        self.stages.iter().filter(|s| s.value.modality == Modality::Reached)
    }

    fn weak(&self) -> Option<&Mention<StageWord>> {
        self.stages
            .iter()
            .filter(|s| {
                s.value.modality == Modality::Weak && s.value.stage >= Stage::Planned && s.value.stage != Stage::Ended
            })
            .max_by_key(|s| s.value.stage)
    }

    /// Takes in what another frame tells of the same project; `self` keeps the lead where both fill a field.
    pub fn absorb(&mut self, other: Self) {
        for sentence in other.sentences {
            if !self.sentences.contains(&sentence) {
                self.sentences.push(sentence);
            }
        }
        self.sentences.sort_unstable();
        match (&self.project, other.project) {
            (Some(mine), Some(theirs)) if is_fuller(&theirs.value, &mine.value) => {
                let mine = self.project.replace(theirs);
                self.add_names(mine);
            }
            (Some(_), Some(theirs)) => self.add_names([theirs]),
            (None, theirs) => self.project = theirs,
            _ => {}
        }
        self.add_names(other.other_names);
        self.add_companies(other.companies);
        match (&self.amount, other.amount) {
            (Some(mine), Some(theirs)) if leads(&theirs.value, &mine.value) => self.amount = Some(theirs),
            (None, theirs) => self.amount = theirs,
            _ => {}
        }
        self.phases.extend(other.phases);
        self.converted = self.converted.take().or(other.converted);
        self.stages.extend(other.stages);
        self.topic = self.topic.take().or(other.topic);
        self.place = self.place.take().or(other.place);
        self.count = self.count.take().or(other.count);
        self.finance &= other.finance;
        self.headline &= other.headline;
        self.listed &= other.listed;
    }

    /// Adds names that are not there yet.
    fn add_names(&mut self, names: impl IntoIterator<Item = Mention<Project>>) {
        for name in names {
            if !self.other_names.iter().any(|n| n.value.name == name.value.name) {
                self.other_names.push(name);
            }
        }
    }

    /// Adds companies that are not there yet; a named one goes before one that is only pointed at.
    pub fn add_companies(&mut self, companies: Vec<Mention<Company>>) {
        for company in companies {
            if !self.companies.iter().any(|c| c.value.full_name == company.value.full_name) {
                self.companies.push(company);
            }
        }
        self.companies.sort_by_key(|c| c.value.form == NameForm::Anaphor);
    }
}

/// Whether a name says more than another: a name proper before a facility, then the longer.
fn is_fuller(new: &Project, old: &Project) -> bool {
    let rank = |p: &Project| match p.form {
        ProjectForm::Named => 2,
        ProjectForm::Facility => 1,
        _ => 0,
    };
    (rank(new), new.name.chars().count()) > (rank(old), old.name.chars().count())
}

/// Whether an amount takes the lead from another: a labelled total before an unlabelled investment, an exact one before a rounded one.
fn leads(new: &Amount, old: &Amount) -> bool {
    let rank = |a: &Amount| {
        (
            a.yi.is_some(),
            a.role == AmountRole::Investment,
            a.role_text.as_deref().is_some_and(|r| r.contains("总") || r.contains("概算")),
        )
    };
    rank(new) > rank(old)
}
