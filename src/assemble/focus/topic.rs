//! The topic: a ceremony, a list's head or a group that lends its stage to the projects told under it.
//!
//! Owns which sentence opens a topic, how far it reaches and what ends it. Must not touch frames: they ask for it.

use std::collections::BTreeSet;

use super::Focus;
use crate::assemble::facts::Facts;
use crate::assemble::frame::Frame;
use crate::mention::Mention;
use crate::mention::count::Count;
use crate::mention::stage::{Modality, StageWord};
use crate::record::{Kind, Stage};

/// A stage that a list or ceremony lends to the projects told under it.
pub(super) struct Topic {
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

impl Focus {
    /// The stage that the list or ceremony around a block lends.
    pub(super) fn topic_of(&self, block: usize) -> Option<Mention<StageWord>> {
        let topic = self.topic.as_ref().filter(|t| t.reach != Reach::Paragraph || t.block == block);
        topic.map(|t| t.stage.clone())
    }

    /// Whether a total is over more projects than the ceremony that the article tells of: 20个项目集中开工…全县今年共列项目63项.
    pub(super) fn outnumbers_topic(&self, frame: &Frame) -> bool {
        let topic = self.topic.as_ref().filter(|t| t.reach == Reach::Article);
        let many = topic.and_then(|t| t.many).zip(frame.count.as_ref().map(|c| c.value.value));
        many.is_some_and(|(told, count)| count > told)
    }

    /// A heading of a group, or what the sentence tells of many projects, opens a topic or ends the one told before.
    ///
    /// `group` is what [`section::group`](crate::assemble::section) reads of the sentence.
    pub(super) fn set_topic(&mut self, facts: &Facts<'_>, frames: &[Frame], group: Option<Option<Mention<StageWord>>>) {
        match group {
            Some(Some(stage)) => self.topic = Some(Topic::new(stage, facts, Reach::Group)),
            Some(None) if self.topic.as_ref().is_some_and(|t| t.reach == Reach::Group) => self.topic = None,
            _ => self.follow_topic(facts, frames),
        }
    }

    /// A count of projects with a stage, or a stage as an attribute of projects, opens a topic.
    fn follow_topic(&mut self, facts: &Facts<'_>, frames: &[Frame]) {
        let many = Many::read(facts);
        let stages = stages_of_many(facts);
        let kinds: BTreeSet<_> = stages.iter().map(|s| s.value.stage).collect();
        let talk = talks(facts).filter(|_| many.told && stages.is_empty());
        if many.told && kinds.len() > 1 || many.projects && begins_another_list(facts, frames) {
            self.topic = None;
        } else if let Some(talk) = talk {
            self.topic = Some(Topic::new(talk.clone(), facts, Reach::Paragraph));
        } else {
            self.open_topic(facts, frames, &stages, &many);
        }
    }

    /// Opens the topic that one of the stages of a sentence makes, if one does.
    fn open_topic(&mut self, facts: &Facts<'_>, frames: &[Frame], stages: &[&Mention<StageWord>], many: &Many) {
        let nominal = stages.iter().find(|s| s.value.nominal);
        let listed = many.batch || many.told && frames.iter().any(|f| f.kind == Kind::Aggregate);
        let listed = stages.first().filter(|_| listed);
        let Some(stage) = nominal.or(listed) else { return };
        let block = facts.sentence.block;
        let leads = listed.is_some() && (block < LEAD || block == usize::MAX);
        let word = facts.text()[facts.local(stage)].to_owned();
        let told = |t: &Topic| t.reach == Reach::Article && t.word == word;
        if !leads && names_ceremony(facts, stage) && self.topic.as_ref().is_some_and(told) {
            return;
        }
        let reach = if leads { Reach::Article } else { Reach::Paragraph };
        let mut topic = Topic { word, many: most_counted(facts), ..Topic::new((*stage).clone(), facts, reach) };
        topic.stage.value.modality = Modality::Reached;
        self.topic = Some(topic);
    }
}

impl Topic {
    fn new(stage: Mention<StageWord>, facts: &Facts<'_>, reach: Reach) -> Self {
        Self { stage, block: facts.sentence.block, reach, many: None, word: String::new() }
    }
}

/// What many a sentence tells of.
struct Many {
    /// A batch whose number is not given.
    batch: bool,
    /// Several of anything.
    told: bool,
    /// Several projects, not firms.
    projects: bool,
}

impl Many {
    fn read(facts: &Facts<'_>) -> Self {
        let several = |c: &&Mention<Count>| c.value.value > 1;
        let batch = tells_of_a_batch(facts);
        Self {
            batch,
            told: batch || facts.counts.iter().any(|c| several(&c)),
            projects: batch || facts.counts.iter().filter(several).any(|c| !counts_firms(facts, c)),
        }
    }
}

/// The largest number that a sentence counts.
fn most_counted(facts: &Facts<'_>) -> Option<u64> {
    facts.counts.iter().map(|c| c.value.value).filter(|&n| n > 1).max()
}

/// The stages that many projects may have reached at once.
fn stages_of_many<'f>(facts: &'f Facts<'_>) -> Vec<&'f Mention<StageWord>> {
    let spelt_out = || facts.lexicon.project_context.breaks_down.within(facts.text());
    // 引进项目5项，分别为…: what a number was brought in of.
    let brought_in = |s: &StageWord| s.modality == Modality::Weak && s.stage == Stage::Signed && spelt_out();
    // 在建企业2家：甲、乙
    let going_on = |s: &Mention<StageWord>| {
        let listed = facts.lexicon.project_context.spelt_out.within(facts.text());
        s.value.stage == Stage::Building && listed && stands_by_a_count(facts, s)
    };
    let ceremony = |s: &&Mention<StageWord>| {
        (s.value.modality == Modality::Reached || brought_in(&s.value))
            && (matches!(s.value.stage, Stage::Signed | Stage::Begun | Stage::Running | Stage::Completed)
                || going_on(s))
    };
    let mut stages: Vec<_> = facts.stages.iter().filter(ceremony).collect();
    // 打开“开工和竣工项目”表，竣工投产的105个，其中…: what a title says is none of the stages of what is counted.
    let of_count = |s: &&Mention<StageWord>| stands_by_a_count(facts, s);
    if stages.iter().any(of_count) && spelt_out() {
        stages.retain(of_count);
    }
    stages
}

/// The word that says that projects are only talked of, which are no part of the ceremony told before: 跟踪在谈项目40个.
fn talks<'f>(facts: &'f Facts<'_>) -> Option<&'f Mention<StageWord>> {
    facts.stages.iter().find(|s| s.value.stage == Stage::Talks && s.value.modality == Modality::Reached)
}

/// Whether a sentence begins a list with a number of its own and no stage, which is not about what was told before.
fn begins_another_list(facts: &Facts<'_>, frames: &[Frame]) -> bool {
    let named = frames.iter().filter(|f| f.project.is_some()).count();
    let part = || facts.text().trim_start().starts_with("其中") || spells_out_a_part(facts);
    facts.stages.is_empty() && named > 1 && !part()
}

/// Whether a sentence tells what became of a number of projects that it does not give, and begins to name them: 又有一批项目开建，其中有….
fn tells_of_a_batch(facts: &Facts<'_>) -> bool {
    if facts.stages.is_empty() {
        return false;
    }
    let text = facts.text();
    let context = &facts.lexicon.project_context;
    let Some(at) = context.many.places(text).next().map(|m| m.start) else { return false };
    let Some(opens) = context.spelt_out.places(&text[at..]).next().map(|o| at + o.start) else { return false };
    let told = |s: &Mention<StageWord>| (at..opens).contains(&facts.local(s).start);
    text[at..opens].contains("项目") && facts.stages.iter().any(told)
}

/// Whether a stage word is part of what a ceremony is called: 集中开工活动, 签约暨揭牌仪式.
fn names_ceremony(facts: &Facts<'_>, word: &Mention<StageWord>) -> bool {
    let behind = &facts.text()[facts.local(word).end..];
    let near = behind.char_indices().nth(CEREMONY_REACH).map_or(behind, |(at, _)| &behind[..at]);
    facts.lexicon.project_context.ceremonies.within(near)
}

/// How many characters behind a stage word the ceremony is called one.
const CEREMONY_REACH: usize = 6;

/// Whether what is counted are firms: 两家企业.
fn counts_firms(facts: &Facts<'_>, count: &Mention<Count>) -> bool {
    let counted = &facts.text()[facts.local(count)];
    !counted.contains("项目") && facts.lexicon.counts.firms.within(counted)
}

/// Whether a stage word stands in a clause with a number of projects.
fn stands_by_a_count(facts: &Facts<'_>, word: &Mention<StageWord>) -> bool {
    let clause = facts.clause_at(facts.local(word).start);
    let many = facts.counts.iter().filter(|c| c.value.value > 1 && !c.value.part);
    many.map(|c| facts.clause_at(facts.local(c).start)).any(|c| c == clause)
}

/// Whether a list is of those among the projects told before: 5个工业项目里，有…; 分会场集中了9个项目.
fn spells_out_a_part(facts: &Facts<'_>) -> bool {
    let first = facts.clauses.first().map_or("", |c| &facts.text()[c.clone()]);
    let first = first.trim_end_matches(['，', ',']);
    first.ends_with("项目里") || first.ends_with("项目中") || first.contains("会场")
}
