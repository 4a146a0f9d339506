//! The running reading of an article: frames of each sentence, what later sentences add to them, and the
//! topic (ceremony, list, section) that lends its stage to the projects listed under it.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::facts::Facts;
use super::frame::Frame;
use super::pair::{self, Core, Pair};
use super::rule::Rule;
use super::section::{self, Subject};
use crate::mention::Mention;
use crate::mention::amount::{Amount, AmountRole};
use crate::mention::company::{self, Company, CompanyRole, NameForm};
use crate::mention::count::Count;
use crate::mention::listing::{Listing, listings};
use crate::mention::project::{Project, ProjectForm, is_pointed_at};
use crate::mention::stage::{self, Modality, StageWord};
use crate::record::{Kind, Stage};
use crate::span::CleanSpan;

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
}

/// A section that is about one project.
struct Section {
    /// Its frame.
    frame: usize,
    /// Block of its name.
    block: usize,
}

/// A stage that a list or ceremony lends to the projects told under it.
struct Topic {
    stage: Mention<StageWord>,
    /// Block it was told in.
    block: usize,
    reach: Reach,
    /// How many projects it is the stage of, where that is told.
    many: Option<u64>,
    /// The word that tells it.
    word: String,
}

/// How far a topic reaches.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// To the end of its paragraph.
    Paragraph,
    /// To the next heading of a list.
    Group,
    /// To the end of the article, whose head tells it.
    Article,
}

/// Blocks at the head of an article whose ceremony is what the whole article is about.
const LEAD: usize = 3;

/// How many paragraphs on 该项目 at the head of a sentence may point back over what is no project.
const POINTING_REACH: usize = 4;

/// How many paragraphs behind its name belong to a section.
const SECTION_REACH: usize = 3;

/// How many characters of a project's name may lie between its firm and what was read as its name.
const NAME_REACH: usize = 16;

impl Focus {
    /// Reads one sentence.
    pub fn read(&mut self, facts: &Facts<'_>, headline: bool) {
        if let Some(subject) = facts.subject_pointing_back().filter(|_| !headline) {
            self.take_up(facts, subject);
        }
        let before = self.frames.len();
        self.gather(facts, headline);
        let continued = self.open.is_some_and(|open| self.frames[open].sentences.last() == Some(&facts.index));
        let told = self.frames.len() > before || continued;
        self.named = if told || headline { None } else { Some(Named::of(facts)) };
    }

    /// Opens a frame for what the sentence before only named, where this one points back to it.
    fn take_up(&mut self, facts: &Facts<'_>, subject: &Mention<Project>) {
        let Some(named) = self.named.take().filter(|n| n.sentence + 1 == facts.index) else { return };
        let head = &*subject.value.name;
        let bare = head == "项目";
        if bare && self.may_continue(facts) {
            return;
        }
        let project = named.projects.into_iter().rfind(|p| bare || p.value.name.ends_with(head));
        let firm = named.firm.filter(|_| bare);
        if project.is_none() && firm.is_none() {
            return;
        }
        let mut frame = Frame::new(Kind::Project, named.sentence, facts.sentence.span, Rule::TakenUp);
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
        match section::group(facts).filter(|_| subject.is_none() && !headline) {
            Some(Some(stage)) => {
                self.topic = Some(Topic {
                    stage,
                    block: facts.sentence.block,
                    reach: Reach::Group,
                    many: None,
                    word: String::new(),
                });
            }
            Some(None) if self.topic.as_ref().is_some_and(|t| t.reach == Reach::Group) => self.topic = None,
            _ => self.set_topic(facts, &frames),
        }
        if let Some(subject) = facts.subject_pointing_back()
            && self.may_continue(facts)
        {
            self.reopen(subject);
            self.take_names(&mut frames, |f| f.rule != Rule::Attribute);
        } else if self.may_continue(facts) {
            let inside = self.in_section(facts.sentence.block) && subject.is_none();
            self.take_names(&mut frames, |f| f.points_back || inside && builds(f));
        }
        if frames.iter().all(|f| is_nameless(f) || self.tells_of_section(facts, f)) && self.may_continue(facts) {
            self.continue_open(facts, frames);
            return;
        }
        if self.may_continue(facts) {
            let before = frames.iter().take_while(|f| is_nameless(f)).count();
            let nameless: Vec<_> = frames.drain(..before).collect();
            if !nameless.is_empty() {
                self.add_amounts(facts, nameless);
            }
        }
        frames = with_parts(frames);
        for frame in &mut frames {
            frame.headline = headline;
            if !headline && !self.outnumbers_topic(frame) {
                frame.topic = self.topic_of(facts.sentence.block);
            }
        }
        for frame in frames {
            let about = subject.as_ref().is_some_and(|s| s.is_of(&frame));
            self.push(facts, frame);
            if about {
                self.section = Some(Section { frame: self.frames.len() - 1, block: facts.sentence.block });
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
        let Some(stage) = before.filter(|_| BATCHES.iter().any(|w| facts.text().starts_with(w))) else { return };
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

    /// The stage that the list or ceremony around a block lends.
    fn topic_of(&self, block: usize) -> Option<Mention<StageWord>> {
        let topic = self.topic.as_ref().filter(|t| t.reach != Reach::Paragraph || t.block == block);
        topic.map(|t| t.stage.clone())
    }

    /// Whether a total is over more projects than the ceremony that the article tells of: 20个项目集中开工…全县今年共列项目63项.
    fn outnumbers_topic(&self, frame: &Frame) -> bool {
        let topic = self.topic.as_ref().filter(|t| t.reach == Reach::Article);
        let many = topic.and_then(|t| t.many).zip(frame.count.as_ref().map(|c| c.value.value));
        many.is_some_and(|(told, count)| count > told)
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

    /// In a sentence about the open frame (该项目是…) a name only describes it: it goes over to the frame.
    fn take_names(&mut self, frames: &mut [Frame], describes: impl Fn(&Frame) -> bool) {
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
    fn continue_open(&mut self, facts: &Facts<'_>, frames: Vec<Frame>) {
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
    fn add_amounts(&mut self, facts: &Facts<'_>, nameless: Vec<Frame>) -> bool {
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

    /// A count of projects with a stage, or a stage as an attribute of projects, opens a topic.
    fn set_topic(&mut self, facts: &Facts<'_>, frames: &[Frame]) {
        // 引进项目5项，分别为…: what a number was brought in of.
        let spelt_out = ["分别为", "分别是", "包括", "其中"].iter().any(|w| facts.text().contains(w));
        let brought_in = |s: &StageWord| s.modality == Modality::Weak && s.stage == Stage::Signed && spelt_out;
        let ceremony = |s: &&Mention<StageWord>| {
            (s.value.modality == Modality::Reached || brought_in(&s.value))
                && matches!(s.value.stage, Stage::Signed | Stage::Begun | Stage::Running | Stage::Completed)
        };
        let batch = tells_of_a_batch(facts);
        let about_many = batch || facts.counts.iter().any(|c| c.value.value > 1);
        let about_projects = batch || facts.counts.iter().any(|c| c.value.value > 1 && !counts_firms(facts, c));
        let mut stages: Vec<_> = facts.stages.iter().filter(ceremony).collect();
        // 打开“开工和竣工项目”表，竣工投产的105个，其中…: what a title says is none of the stages of what is counted.
        let of_count = |s: &&Mention<StageWord>| stands_by_a_count(facts, s);
        if spelt_out && stages.iter().any(of_count) {
            stages.retain(of_count);
        }
        let kinds: std::collections::BTreeSet<_> = stages.iter().map(|s| s.value.stage).collect();
        if kinds.len() > 1 && about_many {
            self.topic = None;
            return;
        }
        // A new list with a number of its own and no stage is not about what was told before.
        let named = frames.iter().filter(|f| f.project.is_some()).count();
        let part = facts.text().trim_start().starts_with("其中") || spells_out_a_part(facts);
        if about_projects && facts.stages.is_empty() && named > 1 && !part {
            self.topic = None;
            return;
        }
        // 跟踪在谈项目40个: what is only talked of is no part of the ceremony told before.
        let talk = |s: &&Mention<StageWord>| s.value.stage == Stage::Talks && s.value.modality == Modality::Reached;
        if let Some(talk) = facts.stages.iter().find(talk).filter(|_| stages.is_empty() && about_many) {
            self.topic = Some(Topic {
                stage: talk.clone(),
                block: facts.sentence.block,
                reach: Reach::Paragraph,
                many: None,
                word: String::new(),
            });
            return;
        }
        let nominal = stages.iter().find(|s| s.value.nominal);
        let many = batch || about_many && frames.iter().any(|f| f.kind == Kind::Aggregate);
        let listed = if many { stages.first() } else { None };
        if let Some(stage) = nominal.or(listed) {
            let block = facts.sentence.block;
            let leads = listed.is_some() && (block < LEAD || block == usize::MAX);
            let reach = if leads { Reach::Article } else { Reach::Paragraph };
            let word = facts.text()[facts.local(stage)].to_owned();
            let told = |t: &Topic| t.reach == Reach::Article && t.word == word;
            if !leads && names_ceremony(facts, stage) && self.topic.as_ref().is_some_and(told) {
                return;
            }
            let mut stage = (**stage).clone();
            if brought_in(&stage.value) {
                stage.value.modality = Modality::Reached;
            }
            let many = facts.counts.iter().map(|c| c.value.value).filter(|&n| n > 1).max();
            self.topic = Some(Topic { stage, block, reach, many, word });
        }
    }
}

/// Whether a sentence tells what became of a number of projects that it does not give, and begins to name them: 又有一批项目开建，其中有….
fn tells_of_a_batch(facts: &Facts<'_>) -> bool {
    let text = facts.text();
    let Some(at) = ["一批", "一大批", "多个", "一系列"].iter().filter_map(|w| text.find(w)).min() else {
        return false;
    };
    let Some(opens) = SPELT_OUT.iter().filter_map(|w| text[at..].find(w)).min() else { return false };
    let batch = &text[at..at + opens];
    let told = |s: &Mention<StageWord>| (at..at + opens).contains(&facts.local(s).start);
    batch.contains("项目") && facts.stages.iter().any(told)
}

/// Whether a stage word is part of what a ceremony is called: 集中开工活动, 签约暨揭牌仪式.
fn names_ceremony(facts: &Facts<'_>, word: &Mention<StageWord>) -> bool {
    let behind = &facts.text()[facts.local(word).end..];
    let near = behind.char_indices().nth(CEREMONY_REACH).map_or(behind, |(at, _)| &behind[..at]);
    ["仪式", "活动", "大会"].iter().any(|w| near.contains(w))
}

/// How many characters behind a stage word the ceremony is called one.
const CEREMONY_REACH: usize = 6;

/// Whether what is counted are firms: 两家企业.
fn counts_firms(facts: &Facts<'_>, count: &Mention<Count>) -> bool {
    let counted = &facts.text()[facts.local(count)];
    !counted.contains("项目") && ["企业", "公司", "家"].iter().any(|w| counted.contains(w))
}

/// Whether a stage word stands in a clause with a number of projects.
fn stands_by_a_count(facts: &Facts<'_>, word: &Mention<StageWord>) -> bool {
    let clause = facts.clause_at(facts.local(word).start);
    let many = facts.counts.iter().filter(|c| c.value.value > 1 && !c.value.part);
    many.map(|c| facts.clause_at(facts.local(c).start)).any(|c| c == clause)
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
        }
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
    ["目前", "眼下", "当前", "如今", "现在", "截至目前"].iter().any(|w| text.starts_with(w))
}

/// Whether a list is of those among the projects told before: 5个工业项目里，有…; 分会场集中了9个项目.
fn spells_out_a_part(facts: &Facts<'_>) -> bool {
    let first = facts.clauses.first().map_or("", |c| &facts.text()[c.clone()]);
    let first = first.trim_end_matches(['，', ',']);
    first.ends_with("项目里") || first.ends_with("项目中") || first.contains("会场")
}

/// Whether a frame only names what is built: 总投资4亿元，建设100兆瓦储能电站.
fn builds(frame: &Frame) -> bool {
    frame.rule != Rule::Attribute && frame.project.as_ref().is_some_and(|p| p.value.form == ProjectForm::Facility)
}

/// Whether a frame tells nothing of whose it is.
fn is_nameless(frame: &Frame) -> bool {
    frame.kind == Kind::Project && frame.project.is_none() && frame.count.is_none() && !names_company(frame)
}

/// Amounts without a name belong to the name before them in their sentence: X项目总投资6亿元（其中固定资产投资2亿元）.
fn with_parts(frames: Vec<Frame>) -> Vec<Frame> {
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

/// The frames of one sentence.
fn sentence_frames(facts: &Facts<'_>, pairs: Vec<Pair>) -> Vec<Frame> {
    let only_counts = pairs.iter().all(|p| matches!(p.core, None | Some(Core::Count(_))));
    let pairs = if only_counts {
        with_companies(facts, pairs)
    } else {
        with_clauses_of_firms(facts, with_listed_firms(facts, pairs))
    };
    let lists = listings(facts.text());
    let pairs = with_members(facts, pairs, &lists);
    let regions = regions(facts, &pairs);
    let mut frames: Vec<Frame> = pairs.iter().zip(&regions).map(|(p, r)| frame_of(facts, p, r)).collect();
    share_listed(facts, &pairs, &regions, &mut frames);
    share_head(facts, &pairs, &mut frames);
    for list in &lists {
        name_members(facts, list, &pairs, &mut frames);
        share_in_list(facts, list, &pairs, &mut frames);
    }
    frames
}

/// The members of a list of projects that only their firm names are projects too: A公司、B机械等项目开工.
fn with_members(facts: &Facts<'_>, mut pairs: Vec<Pair>, lists: &[Listing]) -> Vec<Pair> {
    if facts.is_about_finance() || facts.names_fund {
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
        && !["的", "投资", "建设", "与", "在"].iter().any(|w| rest().contains(w))
}

/// What goes on behind a list of projects goes on with them: A、B等项目加快推进, not 加快推进A、B等项目.
fn pushed_on(facts: &Facts<'_>, list: &Listing, word: &Mention<StageWord>) -> Mention<StageWord> {
    let mut word = word.clone();
    let behind = list.members.last().is_some_and(|last| facts.local(&word).start >= last.end);
    // A、B等项目落地 says that they came.
    let goes_on = word.value.modality == Modality::Weak && matches!(word.value.stage, Stage::Building | Stage::Signed);
    // 随着A、B等项目的相继开工: they begin one after the other.
    let one_by_one = word.value.modality == Modality::Supposed
        && ["相继", "陆续", "先后", "纷纷"].iter().any(|w| facts.text()[..facts.local(&word).start].ends_with(w));
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

/// A member that goes on behind its firm is called by the whole: 骏某集团轴承技改.
fn name_members(facts: &Facts<'_>, list: &Listing, pairs: &[Pair], frames: &mut [Frame]) {
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
fn share_in_list(facts: &Facts<'_>, list: &Listing, pairs: &[Pair], frames: &mut [Frame]) {
    let inside = |s: &&Mention<StageWord>| {
        let at = facts.local(s);
        list.clause.start <= at.start && at.end <= list.clause.end
    };
    let own = |s: &Mention<StageWord>, member: usize| list.member_of(&facts.local(s)) == Some(member);
    let told: Vec<_> = facts.stages.iter().filter(inside).collect();
    let shared: Vec<_> = told.iter().filter(|s| list.member_of(&facts.local(s)).is_none_or(|m| m == 0)).collect();
    for (pair, frame) in pairs.iter().zip(frames).filter(|(p, _)| p.amount.is_none()) {
        let Some(member) = pair.core.and_then(|c| list.member_of(&pair::core_range(facts, c))) else { continue };
        frame.listed = true;
        if !shared.is_empty() && (member == 0 || !told.iter().any(|s| own(s, member))) {
            frame.stages = shared.iter().map(|s| pushed_on(facts, list, s)).collect();
        }
    }
}

/// Firms listed right before the firm of a project share what is told of it: A、B、C项目开工.
fn with_listed_firms(facts: &Facts<'_>, mut pairs: Vec<Pair>) -> Vec<Pair> {
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

/// A sentence without projects tells of firms, each with the stage reached in its clause: where there is no
/// amount, or where a count only sums the firms up (A、B、C签约，三个项目…).
fn with_companies(facts: &Facts<'_>, mut pairs: Vec<Pair>) -> Vec<Pair> {
    let counted = pairs.iter().any(|p| p.core.is_some());
    let listed = facts.investors().filter(|c| c.value.form != NameForm::Anaphor).count() > 1;
    if facts.is_about_finance()
        || facts.names_fund
        || if counted { !listed } else { facts.investments().next().is_some() }
    {
        return pairs;
    }
    for (i, company) in facts.companies.iter().enumerate() {
        let at = facts.local(company);
        let clause = facts.clauses[facts.clause_at(at.start)].clone();
        let investor = facts.investors().any(|c| c.span == company.span);
        let event = at.end..clause.end;
        let told = || reaches_event(facts, &event) && !is_mere_agreement(facts, &event);
        if investor && company.value.form != NameForm::Anaphor && (told() || is_brought_in(facts, i)) {
            pairs.push(Pair::listed(Core::Company(i), Rule::Signer));
        }
    }
    pairs.sort_by_key(|p| pair::extent(facts, p).start);
    pairs
}

/// Behind projects, a firm with a clause of its own that tells its stage: A二期封顶，B正在试生产.
fn with_clauses_of_firms(facts: &Facts<'_>, mut pairs: Vec<Pair>) -> Vec<Pair> {
    if facts.is_about_finance() || facts.names_fund {
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

/// What opens a list of firms, at the end of what stands before it: …企业包括, …企业12家，分别是, 已投产的有.
static OPENS_FIRMS: LazyLock<Regex> = LazyLock::new(|| {
    let number = "(?:共|共有|达)?[0-9一二三四五六七八九十]+余?[家个]";
    Regex::new(&format!(
        "(?:(?:企业|公司)(?:{number}，?)?(?:分别)?(?:是|为|有|即|包括|主要有)|的(?:企业)?(?:分别)?有|(?:企业|公司){number})$"
    ))
    .expect("a valid pattern")
});

/// Whether what stands between two firms joins them in a list, in which others that are not known may stand.
fn joins_firms(gap: &str) -> bool {
    let gap = gap.trim_matches(['“', '”']);
    let unknown = |name: &str| name.chars().count() <= UNKNOWN_FIRM && name.chars().all(crate::letter::is_letter);
    matches!(gap, "、" | "和" | "及" | "以及" | "与")
        || gap.strip_prefix('、').is_some_and(|g| g.split('、').all(unknown))
}

/// Most characters of a member of a list of firms that was not known for one.
const UNKNOWN_FIRM: usize = 6;

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
    let opened = OPENS_FIRMS.find(before).map(|m| m.start());
    let clause = facts.clauses[facts.clause_at(before.len())].start;
    more && facts.stages.iter().any(|s| {
        let come = s.value.stage == Stage::Signed && matches!(s.value.modality, Modality::Reached | Modality::Weak);
        let reached = s.value.modality == Modality::Reached && s.value.stage > Stage::Planned;
        let at = facts.local(s);
        come && at.end == before.len() || opened.is_some_and(|o| (come || reached) && clause <= at.start && at.end <= o)
    })
}

/// Whether all that was reached is an agreement in which neither a project nor a place appears: firms sign for many ends.
fn is_mere_agreement(facts: &Facts<'_>, range: &Range<usize>) -> bool {
    let signed_only = facts.stages.iter().all(|s| {
        let at = facts.local(s);
        // 落户, 入驻 say that they came; a plot may be bought for anything.
        let came = ["落户", "入驻", "落地", "进驻", "入园"].iter().any(|w| facts.text()[at.clone()].contains(w));
        s.value.stage == Stage::Signed && !came || at.start < range.start || at.end > range.end
    });
    // 与县政府签订投资协议, 现场签约: what investors sign with a place.
    let invests = facts.lexicon.project_context.investing.within(facts.text());
    signed_only && !invests && facts.projects.is_empty() && facts.counts.is_empty() && facts.parks.is_empty()
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
            frame.project = Some(facts.projects[i].clone());
            frame.other_names = pair::aliases(facts, i).cloned().collect();
        }
        Some(Core::Count(i)) => frame.count = Some(facts.counts[i].clone()),
        Some(Core::Company(i)) => frame.companies.push(facts.companies[i].clone()),
        None => {}
    }
    frame.finance = facts.is_about_finance();
    frame.points_back =
        pair.rule == Rule::Attribute && pair.amount.is_some_and(|a| is_pointing(facts, &facts.amounts[a]));
    frame.wish = kind == Kind::Aggregate && (is_wished(facts, pair) || is_of_a_fund(facts, pair));
    frame.amount = pair.amount.map(|i| facts.amounts[i].clone());
    frame.phases = pair.phases.iter().map(|&i| facts.amounts[i].clone()).collect();
    frame.converted = pair.converted.map(|i| facts.amounts[i].clone());
    if kind == Kind::Project && !matches!(pair.core, Some(Core::Company(_))) {
        frame.companies = companies_of(facts, pair, region);
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
    pair.amount.is_some() && BATCHES.contains(&name)
}

/// Words that point at several projects.
const BATCHES: [&str; 5] = ["该批项目", "这批项目", "此批项目", "这些项目", "该批次项目"];

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

/// Companies of a stretch, the likeliest investor first: inside the project's name, then the subject before
/// the amount or name, then the first other.
fn companies_of(facts: &Facts<'_>, pair: &Pair, region: &Range<usize>) -> Vec<Mention<Company>> {
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
    lead_with_subsidiary(facts, &mut found);
    found.into_iter().map(|(_, c)| c.clone()).collect()
}

/// A subsidiary that invests itself goes before the firm that it belongs to: C的全资子公司D投资….
fn lead_with_subsidiary(facts: &Facts<'_>, found: &mut Vec<(i32, &Mention<Company>)>) {
    let invests = |c: &Mention<Company>| begins_with_investing(&facts.text()[facts.local(c).end..]);
    let parent = found.first().map(|(_, c)| c.value.full_name.clone());
    let child = found.iter().position(|(_, c)| parent.is_some() && c.value.parent == parent && invests(c));
    if let Some(child) = child {
        found[..=child].rotate_right(1);
    }
}

/// Whether the text begins with a word that says that the firm before it invests.
fn begins_with_investing(text: &str) -> bool {
    let text = text.trim_start_matches(['”', '"', '）', ')', ' ']).trim_start_matches(['拟', '将', '计', '划']);
    ["投资", "总投资", "出资", "独资", "斥资", "投建", "兴建"].iter().any(|w| text.starts_with(w))
}

/// Whether a firm only is the other side of an agreement that the clause's own firm signs: 公司与C签订投资协议.
fn is_counterpart(facts: &Facts<'_>, at: &Range<usize>) -> bool {
    let text = facts.text();
    let behind = &text[at.end..];
    let bracket = behind.strip_prefix(['（', '(']).and_then(|inner| inner.split_once(['）', ')']));
    let behind = bracket.map_or(behind, |(_, rest)| rest);
    let signs = ["签订", "签署", "签约", "订立"].iter().any(|w| behind.starts_with(w));
    let clause = facts.clauses[facts.clause_at(at.start)].start;
    let subject = |c: &Mention<Company>| {
        let other = facts.local(c);
        // A与县里签订的Y、县里与C签订的Z: C is in an item of its own.
        clause <= other.start && other.end < at.start && !text[other.end..at.start].contains('、')
    };
    signs && text[..at.start].ends_with(['与', '同', '和']) && facts.investors().any(subject)
}

/// What stands between a firm and the name of what it signed for or invests in: C与某县签订的Y, C投资建设的Y.
static SIGNS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:[与和同][^，。、；]{2,16}?)?(?:签订|签约|签署|投资|投资建设|投资兴建)的“?$")
        .expect("a valid pattern")
});

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
    let place = if agent && begins_with_investing(&facts.text()[at.end..]) || signs() {
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

/// Whether a project stands behind its amount, as members of a list do: 总投资3亿元的A项目，总投资2亿元的B项目开工.
fn leads_with_amount(facts: &Facts<'_>, pair: &Pair) -> bool {
    let amount = pair.amount.map(|a| facts.local(&facts.amounts[a]).end);
    let project = pair.core.filter(|c| matches!(c, Core::Project(_))).map(|c| pair::core_range(facts, c).start);
    amount.zip(project).is_some_and(|(amount, project)| amount <= project)
}

/// Members of a list share the stages told behind it.
fn share_listed(facts: &Facts<'_>, pairs: &[Pair], regions: &[Range<usize>], frames: &mut [Frame]) {
    for i in (0..frames.len().saturating_sub(1)).rev() {
        let gap = &facts.text()[pair::extent(facts, &pairs[i]).end.min(regions[i].end)..regions[i].end];
        let attributes = leads_with_amount(facts, &pairs[i])
            && leads_with_amount(facts, &pairs[i + 1])
            && !gap.contains(['；', ';', '。']);
        let joined = pairs[i].listed && pairs[i + 1].listed || !gap.contains(['，', '；', ',']) || attributes;
        let counted = pairs[i].listed && frames[i + 1].kind == Kind::Aggregate;
        if joined && frames[i].stages.is_empty() && (counted || frames[i].kind == frames[i + 1].kind) {
            frames[i].stages = frames[i + 1].stages.clone();
        }
    }
    for i in 1..frames.len() {
        if frames[i].stages.is_empty()
            && frames[i].kind == frames[i - 1].kind
            && goes_on(facts, &pairs[i - 1], &pairs[i])
        {
            frames[i].stages = frames[i - 1].stages.clone();
        }
    }
}

/// Words behind which a list is spelt out.
const SPELT_OUT: [&str; 8] = ["其中有", "其中包括", "其中包含", "包括", "包含", "分别是", "分别为", "："];

/// What is told before a list is spelt out holds for all its members: 又有一批项目开建，其中有A，总投资5亿元；B，总投资3亿元.
fn share_head(facts: &Facts<'_>, pairs: &[Pair], frames: &mut [Frame]) {
    let Some(first) = pairs.first().map(|p| pair::extent(facts, p).start) else { return };
    let opens = SPELT_OUT.iter().any(|w| facts.text()[..first].trim_end_matches(['“', '"']).ends_with(w));
    let Some((lead, rest)) = frames.split_first_mut() else { return };
    let ahead = lead.stages.iter().all(|s| facts.local(s).end <= first);
    if !opens || !ahead || lead.kind != Kind::Project {
        return;
    }
    for frame in rest.iter_mut().filter(|f| f.kind == Kind::Project && f.stages.is_empty()) {
        frame.stages.clone_from(&lead.stages);
    }
}

/// Whether a list goes on from one pair to the next, and its stage was told before it: 新签约A（投资5亿元）、B（投资3亿元）.
fn goes_on(facts: &Facts<'_>, one: &Pair, next: &Pair) -> bool {
    let role = next.amount.and_then(|a| facts.amounts[a].value.role_text.as_deref());
    let (one, next) = (pair::extent(facts, one), pair::extent(facts, next));
    let gap = facts.text().get(one.end..next.start).unwrap_or_default();
    // 引进总投资5亿元的A、总投资3亿元的B: what the next amount is called belongs to it.
    let gap = role.map_or(gap, |r| gap.trim_end_matches(['约', '近', '超', '达']).trim_end_matches(r));
    let listed = matches!(gap.trim_start_matches(['）', ')']), "、" | "和" | "及" | "以及" | "与");
    listed && facts.stages.iter().all(|s| !(one.start..next.end).contains(&facts.local(s).start))
}
