//! What a section of an article is about: the project or firm that its heading line names, or that stands before the
//! colon its paragraph begins with (华岭轴承项目：位于城东工业园…).
//!
//! Owns the recognition of such names. Must not decide what the section tells of them.

use std::ops::Range;

use super::facts::Facts;
use super::frame::Frame;
use crate::lexicon::parks::ParkClass;
use crate::mention::Mention;
use crate::mention::company::{Company, NameForm};
use crate::mention::project::{Project, ProjectForm};
use crate::mention::stage::{Modality, StageWord};
use crate::record::Stage;
use crate::segment::{item_number, reads_as_heading};

/// What a section is named after.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Subject {
    /// A project.
    Project(Mention<Project>),
    /// A firm, whose project the section tells of.
    Firm(Mention<Company>),
}

impl Subject {
    /// Whether a frame is about it.
    pub fn is_of(&self, frame: &Frame) -> bool {
        match self {
            Self::Project(name) => frame.project.as_ref().is_some_and(|p| p.span == name.span),
            Self::Firm(firm) => frame.project.is_none() && frame.companies.iter().any(|c| c.span == firm.span),
        }
    }
}

/// Longest name of a section, in characters.
const MAX_NAME: usize = 30;

/// The subject of the section that a sentence begins. `first`: it begins its paragraph.
pub(super) fn subject(facts: &Facts<'_>, first: bool) -> Option<Subject> {
    let name = named(facts, first).filter(|name| is_plain(facts, name))?;
    let covers = |at: &Range<usize>| at.start <= name.start && name.end <= at.end;
    let is_name =
        |p: &&Mention<Project>| matches!(p.value.form, ProjectForm::Named | ProjectForm::Facility) && !p.value.plural;
    let project = facts.projects.iter().filter(is_name).find(|p| covers(&facts.local(p)));
    let firm = || facts.companies.iter().find(|c| c.value.form != NameForm::Anaphor && covers(&facts.local(c)));
    project.cloned().map(Subject::Project).or_else(|| firm().cloned().map(Subject::Firm))
}

/// The stage that a heading gives to the projects listed under it (已开工项目（2个）, 签约项目：); `None` where the sentence is
/// no heading of a list, `Some(None)` where its heading tells no stage.
pub(super) fn group(facts: &Facts<'_>) -> Option<Option<Mention<StageWord>>> {
    let text = facts.text().trim_end_matches(['：', ':', ' ']);
    let heads = reads_as_heading(text) && (text.len() < facts.text().len() || facts.sentence.is_heading());
    let of_a_list = |s: &&Mention<StageWord>| {
        let behind = facts.text()[facts.local(s).end..].strip_prefix("项目");
        s.value.nominal
            && s.value.modality == Modality::Reached
            && s.value.stage > Stage::Planned
            && behind.is_some_and(|b| {
                b.trim_start_matches(['（', '(', '共', '：', ':', ' ']).chars().next().is_none_or(counts)
            })
    };
    heads.then(|| facts.stages.iter().find(of_a_list).cloned())
}

/// Whether a character may begin what stands behind the projects of a heading: how many they are, or that they are listed.
fn counts(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十两名清进情".contains(c)
}

/// The stretch that names the section: a heading line, or what stands before the first colon of a paragraph.
fn named(facts: &Facts<'_>, first: bool) -> Option<Range<usize>> {
    let text = facts.text();
    let bare = text.trim_end_matches(['：', ':', '。', ' ']);
    let end = if facts.sentence.is_heading() || first && item_number(text) > 0 && reads_as_heading(bare) {
        bare.len()
    } else {
        text.find(['：', ':']).filter(|_| first)?
    };
    let start = item_number(text).min(end);
    let name = &text[start..end];
    let lead =
        name.len() - name.trim_start_matches(['“', '"', '【', ' ', '·', '●', '■', '◆', '▲', '★', '—', '－', '-']).len();
    let tail = name.len() - name.trim_end_matches(['”', '"', '】', ' ']).len();
    let range = start + lead..end.saturating_sub(tail).max(start + lead);
    let length = text[range.clone()].chars().count();
    ((4..=MAX_NAME).contains(&length) && !text[range.clone()].contains(['，', '。', '；', '、'])).then_some(range)
}

/// Whether nothing is told in the stretch but a name: no amount, no stage that was reached, no number of projects; and
/// the name is not that of a zone, which holds many.
fn is_plain(facts: &Facts<'_>, name: &Range<usize>) -> bool {
    let outside = |at: Range<usize>| at.end <= name.start || name.end <= at.start;
    let zone = |class| class == ParkClass::Zone;
    facts.amounts.iter().all(|m| outside(facts.local(m)))
        && facts.stages.iter().all(|m| m.value.nominal || outside(facts.local(m)))
        && facts.counts.iter().all(|m| outside(facts.local(m)))
        && facts.parks.iter().all(|m| !zone(m.value.class) || facts.local(m).end < name.end)
}
