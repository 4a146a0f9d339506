//! The running reading of an article: frames of each sentence, and what later sentences add to them.
//!
//! Owns which frame is open and whether a sentence goes on about it. One concept a file: [`sentence`] makes the frames of
//! one sentence ([`signer`] and [`list`] say which firms and members are projects, [`investor`] whose they are, [`share`]
//! what neighbours share), [`addition`] adds to the open frame, [`topic`] lends stages. Must not decide inside a
//! sentence: that is theirs.

mod addition;
mod investor;
mod list;
mod sentence;
mod share;
mod signer;
mod topic;

use self::addition::{builds, is_nameless, with_parts};
use self::sentence::sentence_frames;
use self::topic::Topic;
use super::facts::Facts;
use super::frame::Frame;
use super::pair;
use super::rule::Rule;
use super::section::{self, Subject};
use crate::mention::Mention;
use crate::mention::company::{self, Company, NameForm};
use crate::mention::project::{Project, ProjectForm};
use crate::mention::stage::{Modality, StageWord};
use crate::record::{Kind, Stage};

/// Reads sentences in order and gathers frames.
#[derive(Default)]
pub(super) struct Focus {
    frames: Vec<Frame>,
    /// Frame that later sentences may add to.
    open: Option<usize>,
    /// Block the open frame was last told in.
    open_block: usize,
    topic: Option<Topic>,
    /// First block of the table read last.
    table: Option<usize>,
    /// The section read last.
    section: Option<Section>,
    /// Block of the sentence read last.
    block: Option<usize>,
    /// What the sentence read last only names.
    named: Option<Named>,
    /// What a firm signed with a place in the sentence read last, or in one that goes on to it, and the index of the last one.
    agreement: Option<(usize, Mention<StageWord>)>,
    /// The stage that the sentence read last says was reached.
    became: Option<Mention<StageWord>>,
}

/// What the sentence read last names and tells nothing of: 来到华岭轴承车间, 还有丰禾产业园.
struct Named {
    /// Index of the sentence.
    sentence: usize,
    projects: Vec<Mention<Project>>,
    /// Its firm, where it names one only.
    firm: Option<Mention<Company>>,
    /// Where the parks in it end that may host a project.
    hosts: Vec<usize>,
    /// What it says became of it, or is to.
    stages: Vec<Mention<StageWord>>,
}

/// A section that is about one project.
struct Section {
    /// Its frame.
    frame: usize,
    /// Block of its name.
    block: usize,
}

/// How many paragraphs on 该项目 at the head of a sentence may point back over what is no project.
const POINTING_REACH: usize = 4;

/// Fewest characters of a facility's name that makes it known again.
const FULL_NAME: usize = 6;

/// How many paragraphs behind its name belong to a section.
const SECTION_REACH: usize = 3;

impl Focus {
    /// Reads one sentence.
    pub fn read(&mut self, facts: &Facts<'_>, headline: bool) {
        if let Some(subject) = facts.subject_pointing_back().filter(|_| !headline) {
            self.take_up(facts, subject);
        }
        if !headline {
            self.come_back(facts);
        }
        let before = self.frames.len();
        let agreement = self.agreement_before(facts);
        self.gather(facts, headline);
        self.sign(facts, before, agreement.as_ref());
        let continued = self.open.is_some_and(|open| self.frames[open].sentences.last() == Some(&facts.index));
        let told = self.frames.len() > before || continued;
        self.named = if told || headline { None } else { Some(Named::of(facts)) };
        let goes_on = agreement.filter(|_| !told);
        self.agreement = agreement_with_place(facts).or(goes_on).filter(|_| !headline).map(|a| (facts.index, a));
    }

    /// The agreement with a place that the sentence right before this one tells of without a project.
    fn agreement_before(&self, facts: &Facts<'_>) -> Option<Mention<StageWord>> {
        let same_block = self.block == Some(facts.sentence.block);
        let before = self.agreement.as_ref().filter(|(sentence, _)| same_block && sentence + 1 == facts.index);
        before.map(|(_, agreement)| agreement.clone())
    }

    /// A plan that follows such an agreement is what was agreed, told anew or gone on with: 公司与市政府签订框架协议。公司拟投资10亿元
    /// 建设Y项目.
    fn sign(&mut self, facts: &Facts<'_>, from: usize, agreement: Option<&Mention<StageWord>>) {
        let Some(agreement) = agreement else { return };
        let gone_on = self.open.filter(|&open| self.frames[open].sentences.last() == Some(&facts.index));
        let from = gone_on.map_or(from, |open| open.min(from));
        let agreed = |f: &&mut Frame| {
            let told = f.sentences.last() == Some(&facts.index);
            told && f.kind == Kind::Project && (f.stages.is_empty() || f.is_plan())
        };
        self.frames[from..].iter_mut().filter(agreed).for_each(|f| f.stages.push(agreement.clone()));
    }

    /// Opens the frame of a facility again that was told before with its amount and whose full name begins the sentence.
    fn come_back(&mut self, facts: &Facts<'_>) {
        let text = facts.text().trim_start();
        let begins = |name: &str| name.chars().count() >= FULL_NAME && text.starts_with(name);
        let facility = |p: &Mention<Project>| p.value.form == ProjectForm::Facility && begins(&p.value.name);
        let told = |f: &Frame| f.amount.is_some() && f.project.as_ref().is_some_and(facility);
        if facts.investments().next().is_none()
            && let Some(found) = self.frames.iter().rposition(told)
        {
            self.open = Some(found);
            self.open_block = facts.sentence.block;
        }
    }

    /// Opens a frame for what the sentence before only named, where this one points back to it.
    fn take_up(&mut self, facts: &Facts<'_>, subject: &Mention<Project>) {
        let Some(named) = self.named.take().filter(|n| n.sentence + 1 == facts.index) else { return };
        let head = &*subject.value.name;
        let bare = head == "项目";
        if bare && self.may_continue(facts) {
            return;
        }
        // 拟在某县产业园新建厂房。项目总投资2亿元: the park only hosts it; 该产业园 is the park itself.
        let host = |p: &Mention<Project>| p.value.form == ProjectForm::Facility && named.hosts.contains(&p.span.end);
        let meant = |p: &Mention<Project>| if bare { !host(p) } else { p.value.name.ends_with(head) };
        let project = named.projects.into_iter().rfind(meant);
        let firm = named.firm.filter(|_| bare);
        if project.is_none() && firm.is_none() {
            return;
        }
        let mut frame = Frame::new(Kind::Project, named.sentence, facts.sentence.span, Rule::TakenUp);
        // 公司拟在某县新建厂房。项目总投资2亿元: what the firm was to do or did is told of the project.
        frame.stages.extend(named.stages.into_iter().filter(|_| project.is_none()));
        frame.companies.extend(firm);
        frame.project = project;
        frame.topic = self.topic_of(facts.sentence.block);
        self.push(facts, frame);
    }

    /// Gathers the frames of one sentence.
    fn gather(&mut self, facts: &Facts<'_>, headline: bool) {
        let pairs = pair::pairs(facts);
        let mut frames = sentence_frames(facts, pairs);
        let subject = section::subject(facts, self.block != Some(facts.sentence.block)).filter(|_| !headline);
        self.block = Some(facts.sentence.block);
        if let Some(subject) = subject.clone().filter(|_| frames.iter().all(is_nameless)) {
            self.begin_section(facts, subject);
        }
        self.own_totals(facts, &mut frames);
        self.share_total(facts, &mut frames);
        self.share_batch(facts, &mut frames);
        self.share_verb(facts, &mut frames);
        let group = section::group(facts).filter(|_| subject.is_none() && !headline);
        self.set_topic(facts, &frames, group);
        self.describe_open(facts, subject.is_none(), &mut frames);
        if frames.iter().all(|f| is_nameless(f) || self.tells_of_section(facts, f)) && self.may_continue(facts) {
            self.continue_open(facts, frames);
            return;
        }
        self.add_leading(facts, &mut frames);
        for mut frame in with_parts(frames) {
            frame.headline = headline;
            if !headline && !self.outnumbers_topic(&frame) {
                frame.topic = self.topic_of(facts.sentence.block);
            }
            let about = subject.as_ref().is_some_and(|s| s.is_of(&frame));
            self.push(facts, frame);
            if about {
                self.section = Some(Section { frame: self.frames.len() - 1, block: facts.sentence.block });
            }
        }
    }

    /// Gives the names of a sentence about the open frame to it, where they only describe it. `inside`: the sentence opens
    /// no section of its own.
    fn describe_open(&mut self, facts: &Facts<'_>, inside: bool, frames: &mut [Frame]) {
        if !self.may_continue(facts) {
            return;
        }
        if let Some(subject) = facts.subject_pointing_back() {
            self.reopen(subject);
            self.take_names(frames, |f| f.rule != Rule::Attribute);
        } else {
            let inside = inside && self.in_section(facts.sentence.block);
            self.take_names(frames, |f| f.points_back || inside && builds(f));
        }
    }

    /// Gives the amounts that a sentence tells before its first name to the open frame.
    fn add_leading(&mut self, facts: &Facts<'_>, frames: &mut Vec<Frame>) {
        if self.may_continue(facts) {
            let before = frames.iter().take_while(|f| is_nameless(f)).count();
            let nameless: Vec<_> = frames.drain(..before).collect();
            if !nameless.is_empty() {
                self.add_amounts(facts, nameless);
            }
        }
    }

    /// Opens the frame of the project that a heading, or the name before a colon, makes the subject of a section.
    fn begin_section(&mut self, facts: &Facts<'_>, subject: Subject) {
        let mut frame = Frame::new(Kind::Project, facts.index, facts.sentence.span, Rule::Section);
        match subject {
            Subject::Project(name) => {
                frame.companies = facts.investors().filter(|c| name.span.contains(c.span)).cloned().collect();
                frame.project = Some(name);
            }
            Subject::Firm(firm) => frame.companies.push(firm),
        }
        frame.topic = self.topic_of(facts.sentence.block);
        self.push(facts, frame);
        self.section = Some(Section { frame: self.frames.len() - 1, block: facts.sentence.block });
    }

    /// Whether a block belongs to the section whose frame is open.
    fn in_section(&self, block: usize) -> bool {
        let open = self.section.as_ref().filter(|s| self.open == Some(s.frame));
        open.is_some_and(|s| block.wrapping_sub(s.block) <= SECTION_REACH)
    }

    /// Whether a frame that only a firm names tells of the section it stands in: 1.X项目。总投资5亿元，由C投资建设.
    fn tells_of_section(&self, facts: &Facts<'_>, frame: &Frame) -> bool {
        frame.kind == Kind::Project
            && frame.project.is_none()
            && frame.count.is_none()
            && frame.amount.is_some()
            && self.in_section(facts.sentence.block)
            && self.open.is_some_and(|o| self.frames[o].amount.is_none() && self.frames[o].project.is_some())
    }

    /// What a project or a list told before was signed for is its own amount; that of a ceremony's projects only a list's.
    fn own_totals(&self, facts: &Facts<'_>, frames: &mut [Frame]) {
        let Some(open) = self.open.filter(|_| self.may_continue(facts)) else { return };
        let list = self.frames[open].kind == Kind::Aggregate && self.frames[open].amount.is_none();
        let own = |f: &&mut Frame| f.rule == Rule::SignedTotal || f.rule == Rule::CeremonyTotal && list;
        frames.iter_mut().filter(own).for_each(|f| f.kind = Kind::Project);
    }

    /// What became of several projects in the sentence before is the stage of their total: 该批项目总投资6亿元.
    fn share_batch(&mut self, facts: &Facts<'_>, frames: &mut [Frame]) {
        let event = |s: &&Mention<StageWord>| s.value.modality == Modality::Reached && s.value.stage > Stage::Planned;
        let before = self.became.take();
        self.became = facts.stages.iter().rfind(event).cloned();
        let Some(stage) = before.filter(|_| facts.lexicon.project_context.batches.prefix(facts.text()).is_some())
        else {
            return;
        };
        let total = |f: &&mut Frame| f.kind == Kind::Aggregate && f.count.is_none() && f.project.is_none();
        frames.iter_mut().filter(total).for_each(|f| f.stages.push(stage.clone()));
    }

    /// What was told of a number of projects holds for those among them: 在建项目41个，…；其中10亿元以上项目6个.
    fn share_total(&self, facts: &Facts<'_>, frames: &mut [Frame]) {
        let Some(open) = self.open.map(|o| &self.frames[o]).filter(|f| f.kind == Kind::Aggregate) else { return };
        let among = facts.text().trim_start().starts_with("其中") && self.open_block == facts.sentence.block;
        let bare = |f: &&mut Frame| among && f.kind == Kind::Aggregate && f.count.is_some() && f.stages.is_empty();
        frames.iter_mut().filter(bare).for_each(|f| f.stages.clone_from(&open.stages));
    }

    /// What is to be done with a project is to be done with those that 以及 adds behind a semicolon: 拟建甲项目，…；以及乙项目，….
    fn share_verb(&self, facts: &Facts<'_>, frames: &mut [Frame]) {
        let added = facts.text().starts_with("以及") && self.open_block == facts.sentence.block;
        let Some(open) = self.open.filter(|_| added).map(|o| &self.frames[o]) else { return };
        for frame in frames.iter_mut().filter(|f| f.kind == Kind::Project && open.kind == Kind::Project) {
            if frame.stages.is_empty() {
                frame.stages.clone_from(&open.stages);
            }
            if frame.companies.iter().all(|c| company::is_guess(c.rule)) {
                frame.companies.clone_from(&open.companies);
            }
        }
    }

    /// Whether a table that begins at `block` has not been read yet.
    pub fn enters(&mut self, block: usize) -> bool {
        self.table.replace(block) != Some(block)
    }

    /// Takes in the rows of a table that ends with `block`; each has the topic told before it.
    pub fn list(&mut self, rows: Vec<Frame>, block: usize) {
        for mut frame in rows {
            if frame.stages.is_empty() {
                frame.topic = self.topic_of(block);
            }
            self.frames.push(frame);
        }
        self.open = None;
        self.open_block = block;
    }

    /// The frames, in text order.
    pub fn into_frames(self) -> Vec<Frame> {
        self.frames
    }
    fn push(&mut self, facts: &Facts<'_>, frame: Frame) {
        self.frames.push(frame);
        self.open = Some(self.frames.len() - 1);
        self.open_block = facts.sentence.block;
    }

    /// Whether the sentence may go on about the open frame: the same paragraph, or a word that points back.
    fn may_continue(&self, facts: &Facts<'_>) -> bool {
        let Some(open) = self.open else { return false };
        let block = facts.sentence.block;
        let after = block.wrapping_sub(self.open_block);
        if facts.turns_elsewhere() {
            return false;
        }
        let near =
            after == 0 || after == 1 && facts.points_back() || after <= POINTING_REACH && facts.begins_pointing();
        let near = near || self.in_section(block);
        let frame = &self.frames[open];
        let counts = facts.counts.iter().any(|c| c.value.value > 1 && !c.value.part);
        // 项目投资X at the head of another paragraph is not about the many counted before.
        let total = frame.kind == Kind::Aggregate && after > 0 && !facts.begins_pointing();
        // 该项目总投资X，将引入200家企业: the number is of what it brings.
        let counts = counts && !facts.begins_pointing();
        near && !total && !(frame.kind == Kind::Project && counts)
    }

    /// Opens the last frame whose name ends like the word that points back (该产业园); 项目 means the one told last.
    fn reopen(&mut self, subject: &Mention<Project>) {
        let head = &*subject.value.name;
        let named = |f: &Frame| f.project.as_ref().is_some_and(|p| p.value.name.contains(head));
        if let Some(found) = self.frames.iter().rposition(named).filter(|_| head != "项目") {
            self.open = Some(found);
        }
    }
}

impl Named {
    fn of(facts: &Facts<'_>) -> Self {
        let is_name = |p: &&Mention<Project>| {
            matches!(p.value.form, ProjectForm::Named | ProjectForm::Facility) && !p.value.plural
        };
        let mut firms = facts.investors().filter(|c| c.value.form != NameForm::Anaphor);
        let firm = firms.next().filter(|first| firms.all(|c| c.value.full_name == first.value.full_name));
        Self {
            sentence: facts.index,
            projects: facts.projects.iter().filter(is_name).cloned().collect(),
            firm: firm.cloned(),
            stages: facts
                .stages
                .iter()
                .filter(|s| matches!(s.value.modality, Modality::Reached | Modality::Planned))
                .cloned()
                .collect(),
            hosts: facts.parks.iter().map(|p| p.span.end).collect(),
        }
    }
}

/// The word of signing in a sentence that names no project: 公司与某市人民政府签订框架协议.
fn agreement_with_place(facts: &Facts<'_>) -> Option<Mention<StageWord>> {
    let named = |p: &Mention<Project>| matches!(p.value.form, ProjectForm::Named | ProjectForm::Facility);
    let signed = |s: &&Mention<StageWord>| s.value.stage == Stage::Signed && s.value.modality == Modality::Reached;
    let word = facts.stages.iter().find(signed)?;
    let text = facts.text();
    let with = text[..facts.local(word).start].rfind(['与', '同', '和'])?;
    let place = facts.lexicon.project_context.authorities.within(&text[with..]);
    (place && !facts.projects.iter().any(named)).then(|| word.clone())
}
